/* SPDX-License-Identifier: MIT */
/* Opening files from inside the kernel: those of sysfs are all there are. */
#ifndef TW_LINUX_FS_H
#define TW_LINUX_FS_H

#include <linux/kernel.h>

#define O_RDONLY  0
#define O_WRONLY  1
#define O_RDWR	  2
#define O_ACCMODE 3

struct file;

/* "/sys/bus/i2c/devices/0-1050/slave-eeprom" */
struct file *filp_open(const char *path, int flags, umode_t mode);
int filp_close(struct file *file, void *id);
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos);
ssize_t kernel_write(struct file *file, const void *buf, size_t count,
		     loff_t *pos);

#endif /* TW_LINUX_FS_H */
