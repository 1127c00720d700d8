/* SPDX-License-Identifier: MIT */
/* Those of programs, and those that never leave the kernel. */
#ifndef TW_LINUX_ERRNO_H
#define TW_LINUX_ERRNO_H

#include_next <linux/errno.h>

#define ERESTARTSYS  512
#define ENOIOCTLCMD  515
#define EPROBE_DEFER 517
#define ENOTSUPP     524

#endif /* TW_LINUX_ERRNO_H */
