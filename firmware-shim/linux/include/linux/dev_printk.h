/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_DEV_PRINTK_H
#define TW_LINUX_DEV_PRINTK_H

#include <linux/printk.h>

struct device;

void _dev_printk(const char *level, const struct device *dev,
		 const char *format, ...) __printf(3, 4);

#ifndef dev_fmt
#define dev_fmt(format) format
#endif

#define dev_emerg(dev, format, ...)                                            \
	_dev_printk(KERN_EMERG, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_crit(dev, format, ...)                                             \
	_dev_printk(KERN_CRIT, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_err(dev, format, ...)                                              \
	_dev_printk(KERN_ERR, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_warn(dev, format, ...)                                             \
	_dev_printk(KERN_WARNING, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_notice(dev, format, ...)                                           \
	_dev_printk(KERN_NOTICE, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_info(dev, format, ...)                                             \
	_dev_printk(KERN_INFO, dev, dev_fmt(format), ##__VA_ARGS__)
#ifdef DEBUG
#define dev_dbg(dev, format, ...)                                              \
	_dev_printk(KERN_DEBUG, dev, dev_fmt(format), ##__VA_ARGS__)
#else
#define dev_dbg(dev, format, ...)                                              \
	((void)(0 ? _dev_printk(KERN_DEBUG, dev, dev_fmt(format),              \
				##__VA_ARGS__)                                 \
		  : (void)0))
#endif
#define dev_err_ratelimited  dev_err
#define dev_warn_ratelimited dev_warn
#define dev_dbg_ratelimited  dev_dbg
#define dev_warn_once	     dev_warn

int dev_err_probe(const struct device *dev, int error, const char *format, ...)
	__printf(3, 4);

#endif /* TW_LINUX_DEV_PRINTK_H */
