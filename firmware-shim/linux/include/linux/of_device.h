/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_OF_DEVICE_H
#define TW_LINUX_OF_DEVICE_H

#include <linux/of.h>

#endif /* TW_LINUX_OF_DEVICE_H */
