/* SPDX-License-Identifier: MIT */
/* Which lines a device has. The chip's are "gpio", 0 to 15: its pins GPIO0 to
 * GPIO15. */
#ifndef TW_LINUX_GPIO_MACHINE_H
#define TW_LINUX_GPIO_MACHINE_H

#include <linux/types.h>

enum gpio_lookup_flags {
	GPIO_ACTIVE_HIGH = 0,
	GPIO_ACTIVE_LOW = 1,
	GPIO_OPEN_DRAIN = 2,
	GPIO_PULL_UP = 16,
};

struct gpiod_lookup {
	const char *key; /* of the gpio chip: "gpio" */
	u16 chip_hwnum;
	const char *con_id; /* the function, or NULL */
	unsigned idx;
	unsigned long flags;
};

struct gpiod_lookup_table {
	const char *dev_id; /* "0-1030" */
	struct gpiod_lookup_table *tw_next;
	struct gpiod_lookup table[]; /* the last is empty */
};

#define GPIO_LOOKUP_IDX(key_, number, function, index, flags_)                 \
	((struct gpiod_lookup){.key = (key_),                                  \
			       .chip_hwnum = (number),                         \
			       .con_id = (function),                           \
			       .idx = (index),                                 \
			       .flags = (flags_)})
#define GPIO_LOOKUP(key, number, function, flags)                              \
	GPIO_LOOKUP_IDX(key, number, function, 0, flags)

void gpiod_add_lookup_table(struct gpiod_lookup_table *table);

#endif /* TW_LINUX_GPIO_MACHINE_H */
