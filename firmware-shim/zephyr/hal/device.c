/* SPDX-License-Identifier: MIT */
/* Is a device ready? */
#include <zephyr/device.h>

bool device_is_ready(const struct device *dev)
{
	return dev && dev->state->initialized && !dev->state->init_res;
}
