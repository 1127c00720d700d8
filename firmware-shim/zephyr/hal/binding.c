/* SPDX-License-Identifier: MIT */
/* Devices by their names: all of the chip are there then. */
#include <zephyr/kernel.h>

extern const struct tw_init_entry __start_tw_init_entries[]
	__attribute__((weak));
extern const struct tw_init_entry __stop_tw_init_entries[]
	__attribute__((weak));

/* Linked only where something speaks of them. */
static const struct device *const chips_own[] = {
	DEVICE_DT_GET(DT_NODELABEL(i2c0)),
	DEVICE_DT_GET(DT_NODELABEL(i2c1)),
	DEVICE_DT_GET(DT_NODELABEL(gpio0)),
};

static bool is_called(const struct device *dev, const char *name)
{
	return dev && !strcmp(dev->name, name) && device_is_ready(dev);
}

const struct device *device_get_binding(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(chips_own); i++)
		if (is_called(chips_own[i], name))
			return chips_own[i];
	for (const struct tw_init_entry *e = __start_tw_init_entries;
	     e < __stop_tw_init_entries; e++)
		if (is_called(e->dev, name))
			return e->dev;
	return NULL;
}
