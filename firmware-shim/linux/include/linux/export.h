/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_EXPORT_H
#define TW_LINUX_EXPORT_H

#define EXPORT_SYMBOL(name)		  extern int tw_exported_##name
#define EXPORT_SYMBOL_GPL(name)		  extern int tw_exported_##name
#define EXPORT_SYMBOL_NS_GPL(name, space) extern int tw_exported_##name

#endif /* TW_LINUX_EXPORT_H */
