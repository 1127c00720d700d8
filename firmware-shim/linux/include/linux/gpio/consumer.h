/* SPDX-License-Identifier: MIT */
/* Lines by function; which line of the chip that is, gpio/machine.h says. */
#ifndef TW_LINUX_GPIO_CONSUMER_H
#define TW_LINUX_GPIO_CONSUMER_H

#include <linux/device.h>
#include <linux/version.h>

struct gpio_desc;

#define GPIOD_FLAGS_BIT_DIR_SET	   BIT(0)
#define GPIOD_FLAGS_BIT_DIR_OUT	   BIT(1)
#define GPIOD_FLAGS_BIT_DIR_VAL	   BIT(2)
#define GPIOD_FLAGS_BIT_OPEN_DRAIN BIT(3)

enum gpiod_flags {
	GPIOD_ASIS = 0,
	GPIOD_IN = GPIOD_FLAGS_BIT_DIR_SET,
	GPIOD_OUT_LOW = GPIOD_FLAGS_BIT_DIR_SET | GPIOD_FLAGS_BIT_DIR_OUT,
	GPIOD_OUT_HIGH = GPIOD_OUT_LOW | GPIOD_FLAGS_BIT_DIR_VAL,
	GPIOD_OUT_LOW_OPEN_DRAIN = GPIOD_OUT_LOW | GPIOD_FLAGS_BIT_OPEN_DRAIN,
	GPIOD_OUT_HIGH_OPEN_DRAIN = GPIOD_OUT_HIGH | GPIOD_FLAGS_BIT_OPEN_DRAIN,
};

/* -ENOENT: no such line was given to the device; optional: NULL. */
struct gpio_desc *devm_gpiod_get_index(struct device *dev, const char *function,
				       unsigned index, enum gpiod_flags flags);
struct gpio_desc *devm_gpiod_get_index_optional(struct device *dev,
						const char *function,
						unsigned index,
						enum gpiod_flags flags);
#define devm_gpiod_get(dev, function, flags)                                   \
	devm_gpiod_get_index(dev, function, 0, flags)
#define devm_gpiod_get_optional(dev, function, flags)                          \
	devm_gpiod_get_index_optional(dev, function, 0, flags)

/* Values are logical: 1 is active. A NULL line ignores and reads 0. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 17, 0)
int gpiod_set_value(struct gpio_desc *desc, int value);
#else
void gpiod_set_value(struct gpio_desc *desc, int value);
#endif
int gpiod_get_value(const struct gpio_desc *desc);
int gpiod_direction_input(struct gpio_desc *desc);
int gpiod_direction_output(struct gpio_desc *desc, int value);
int gpiod_cansleep(const struct gpio_desc *desc);
#define gpiod_set_value_cansleep gpiod_set_value
#define gpiod_get_value_cansleep gpiod_get_value

#endif /* TW_LINUX_GPIO_CONSUMER_H */
