/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_TIMEKEEPING_H
#define TW_LINUX_TIMEKEEPING_H

#include <linux/ktime.h>

#endif /* TW_LINUX_TIMEKEEPING_H */
