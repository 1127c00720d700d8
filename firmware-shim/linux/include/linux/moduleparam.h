/* SPDX-License-Identifier: MIT */
/* Parameters keep the value that the source gives them. */
#ifndef TW_LINUX_MODULEPARAM_H
#define TW_LINUX_MODULEPARAM_H

#define module_param(name, type, permissions) extern int tw_module_param
#define module_param_named(name, var, type, permissions)                       \
	extern int tw_module_param
#define module_param_array(name, type, n, permissions)                         \
	extern int tw_module_param
#define MODULE_PARM_DESC(name, text) extern int tw_module_param

#endif /* TW_LINUX_MODULEPARAM_H */
