/* SPDX-License-Identifier: MIT */
/* Modules: all are built in, so their ends never come. */
#ifndef TW_LINUX_MODULE_H
#define TW_LINUX_MODULE_H

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mod_devicetable.h>
#include <linux/moduleparam.h>

struct module;
#define THIS_MODULE    ((struct module *)NULL)
#define KBUILD_MODNAME "linux"

#define module_init(f) device_initcall(f)
#define module_exit(f)                                                         \
	static __maybe_unused void (*const tw_exit_##f)(void) = (f)

#define MODULE_INFO(tag, text)		extern int tw_module_info
#define MODULE_AUTHOR(text)		MODULE_INFO(author, text)
#define MODULE_DESCRIPTION(text)	MODULE_INFO(description, text)
#define MODULE_LICENSE(text)		MODULE_INFO(license, text)
#define MODULE_VERSION(text)		MODULE_INFO(version, text)
#define MODULE_ALIAS(text)		MODULE_INFO(alias, text)
#define MODULE_FIRMWARE(text)		MODULE_INFO(firmware, text)
#define MODULE_IMPORT_NS(space)		MODULE_INFO(import_ns, space)
#define MODULE_SOFTDEP(text)		MODULE_INFO(softdep, text)
#define MODULE_DEVICE_TABLE(type, name) extern int tw_module_device_table

#define module_driver(driver, add, remove)                                     \
	static int __init driver##_init(void)                                  \
	{                                                                      \
		return add(&(driver));                                         \
	}                                                                      \
	module_init(driver##_init);                                            \
	static __maybe_unused void __exit driver##_exit(void)                  \
	{                                                                      \
		remove(&(driver));                                             \
	}                                                                      \
	module_exit(driver##_exit)

#endif /* TW_LINUX_MODULE_H */
