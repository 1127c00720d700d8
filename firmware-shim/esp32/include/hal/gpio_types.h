/* SPDX-License-Identifier: MIT */
#ifndef HAL_GPIO_TYPES_H
#define HAL_GPIO_TYPES_H

#include <esp_bit_defs.h>
#include <soc/gpio_num.h>

typedef int gpio_port_t;

typedef enum {
	GPIO_INTR_DISABLE,
	GPIO_INTR_POSEDGE,
	GPIO_INTR_NEGEDGE,
	GPIO_INTR_ANYEDGE,
	GPIO_INTR_LOW_LEVEL,
	GPIO_INTR_HIGH_LEVEL,
	GPIO_INTR_MAX,
} gpio_int_type_t;

typedef enum {
	GPIO_MODE_DISABLE = 0,
	GPIO_MODE_INPUT = 1,
	GPIO_MODE_OUTPUT = 2,
	GPIO_MODE_INPUT_OUTPUT = 3,
	GPIO_MODE_OUTPUT_OD = 6,
	GPIO_MODE_INPUT_OUTPUT_OD = 7,
} gpio_mode_t;

#define GPIO_MODE_DEF_INPUT  1
#define GPIO_MODE_DEF_OUTPUT 2
#define GPIO_MODE_DEF_OD     4

typedef enum {
	GPIO_PULLUP_DISABLE,
	GPIO_PULLUP_ENABLE,
} gpio_pullup_t;

typedef enum {
	GPIO_PULLDOWN_DISABLE,
	GPIO_PULLDOWN_ENABLE,
} gpio_pulldown_t;

typedef enum {
	GPIO_PULLUP_ONLY,
	GPIO_PULLDOWN_ONLY,
	GPIO_PULLUP_PULLDOWN,
	GPIO_FLOATING,
} gpio_pull_mode_t;

#endif /* HAL_GPIO_TYPES_H */
