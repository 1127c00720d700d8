/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_ARRAY_SIZE_H
#define TW_LINUX_ARRAY_SIZE_H

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

#endif /* TW_LINUX_ARRAY_SIZE_H */
