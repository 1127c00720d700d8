/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_GFP_H
#define TW_LINUX_GFP_H

#include <linux/slab.h>

#endif /* TW_LINUX_GFP_H */
