/* SPDX-License-Identifier: MIT */
/* There is no device tree: nothing has a node. */
#ifndef TW_LINUX_OF_H
#define TW_LINUX_OF_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/mod_devicetable.h>
#include <linux/property.h>

struct device_node;

#define of_match_ptr(table)	 (table)
#define of_device_get_match_data device_get_match_data

#endif /* TW_LINUX_OF_H */
