/* SPDX-License-Identifier: MIT */
/* Which kernel's driver API this is: -DLINUX_VERSION_CODE=0x060100 makes it
 * that of 6.1. */
#ifndef TW_LINUX_VERSION_H
#define TW_LINUX_VERSION_H

#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))

#ifndef LINUX_VERSION_CODE
#define LINUX_VERSION_CODE KERNEL_VERSION(6, 17, 0)
#endif

#endif /* TW_LINUX_VERSION_H */
