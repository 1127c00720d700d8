/* SPDX-License-Identifier: MIT */
/* The kernel's log: lines in the trace, without time stamps or levels. */
#ifndef TW_LINUX_PRINTK_H
#define TW_LINUX_PRINTK_H

#include <linux/compiler.h>

#define KERN_SOH     "\001"
#define KERN_EMERG   KERN_SOH "0"
#define KERN_ALERT   KERN_SOH "1"
#define KERN_CRIT    KERN_SOH "2"
#define KERN_ERR     KERN_SOH "3"
#define KERN_WARNING KERN_SOH "4"
#define KERN_NOTICE  KERN_SOH "5"
#define KERN_INFO    KERN_SOH "6"
#define KERN_DEBUG   KERN_SOH "7"
#define KERN_CONT    KERN_SOH "c"

int _printk(const char *format, ...) __printf(1, 2);

#ifndef pr_fmt
#define pr_fmt(format) format
#endif

#define printk(...)	      _printk(__VA_ARGS__)
#define no_printk(...)	      ((void)(0 ? _printk(__VA_ARGS__) : 0))
#define pr_emerg(format, ...) _printk(KERN_EMERG pr_fmt(format), ##__VA_ARGS__)
#define pr_crit(format, ...)  _printk(KERN_CRIT pr_fmt(format), ##__VA_ARGS__)
#define pr_err(format, ...)   _printk(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...)  _printk(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice(format, ...)                                                 \
	_printk(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info(format, ...) _printk(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_cont(format, ...) _printk(KERN_CONT format, ##__VA_ARGS__)
#ifdef DEBUG
#define pr_debug(format, ...) _printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#else
#define pr_debug(format, ...)                                                  \
	no_printk(KERN_DEBUG pr_fmt(format), ##__VA_ARGS__)
#endif
#define pr_err_ratelimited pr_err
#define pr_warn_once	   pr_warn

#endif /* TW_LINUX_PRINTK_H */
