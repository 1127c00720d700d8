/* SPDX-License-Identifier: MIT */
/* Files that show a driver's insides. What would open them is other code in the
 * kernel: filp_open() in linux/fs.h. */
#ifndef TW_LINUX_SYSFS_H
#define TW_LINUX_SYSFS_H

#include <linux/kernel.h>
#include <linux/stat.h>
#include <linux/version.h>

struct file;
struct kobject;
struct bin_attribute;

struct attribute {
	const char *name;
	umode_t mode;
};

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 16, 0)
#define TW_BIN_ATTRIBUTE const struct bin_attribute
#else
#define TW_BIN_ATTRIBUTE struct bin_attribute
#endif

struct bin_attribute {
	struct attribute attr;
	size_t size;
	void *private;
	ssize_t (*read)(struct file *file, struct kobject *kobj,
			TW_BIN_ATTRIBUTE *attr, char *buf, loff_t offset,
			size_t count);
	ssize_t (*write)(struct file *file, struct kobject *kobj,
			 TW_BIN_ATTRIBUTE *attr, char *buf, loff_t offset,
			 size_t count);
};

#define sysfs_attr_init(attr)	  ((void)(attr))
#define sysfs_bin_attr_init(attr) ((void)(attr))

int sysfs_create_bin_file(struct kobject *kobj,
			  const struct bin_attribute *attr);
void sysfs_remove_bin_file(struct kobject *kobj,
			   const struct bin_attribute *attr);
int sysfs_create_file(struct kobject *kobj, const struct attribute *attr);
void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr);
int sysfs_emit(char *buf, const char *format, ...) __printf(2, 3);

#endif /* TW_LINUX_SYSFS_H */
