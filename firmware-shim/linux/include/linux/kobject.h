/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_KOBJECT_H
#define TW_LINUX_KOBJECT_H

#include <linux/sysfs.h>

struct kobject {
	const char *name;
	struct kobject *parent;
};

#endif /* TW_LINUX_KOBJECT_H */
