/* SPDX-License-Identifier: MIT */
/* Devices: are they ready, what are they called. */
#include <zephyr/kernel.h>

extern const struct tw_init_entry __start_tw_init_entries[]
	__attribute__((weak));
extern const struct tw_init_entry __stop_tw_init_entries[]
	__attribute__((weak));

bool device_is_ready(const struct device *dev)
{
	return dev && dev->state->initialized && !dev->state->init_res;
}

const struct device *device_get_binding(const char *name)
{
	for (const struct tw_init_entry *e = __start_tw_init_entries;
	     e < __stop_tw_init_entries; e++)
		if (e->dev && !strcmp(e->dev->name, name) &&
		    device_is_ready(e->dev))
			return e->dev;
	return NULL;
}
