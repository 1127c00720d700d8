/* SPDX-License-Identifier: MIT */
/* Pins: what they are joined to, levels, pulls, and their interrupts. */
#ifndef HARDWARE_GPIO_H
#define HARDWARE_GPIO_H

#include "pico.h"
#include "hardware/irq.h"
#include "hardware/structs/io_bank0.h"
#include "hardware/structs/pads_bank0.h"
#include "hardware/structs/sio.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef PARAM_ASSERTIONS_ENABLED_HARDWARE_GPIO
#define PARAM_ASSERTIONS_ENABLED_HARDWARE_GPIO 0
#endif

#define GPIO_OUT 1
#define GPIO_IN	 0

enum gpio_irq_level {
	GPIO_IRQ_LEVEL_LOW = 0x1u,
	GPIO_IRQ_LEVEL_HIGH = 0x2u,
	GPIO_IRQ_EDGE_FALL = 0x4u,
	GPIO_IRQ_EDGE_RISE = 0x8u,
};

enum gpio_override {
	GPIO_OVERRIDE_NORMAL = 0,
	GPIO_OVERRIDE_INVERT = 1,
	GPIO_OVERRIDE_LOW = 2,
	GPIO_OVERRIDE_HIGH = 3,
};

enum gpio_slew_rate { GPIO_SLEW_RATE_SLOW = 0, GPIO_SLEW_RATE_FAST = 1 };

enum gpio_drive_strength {
	GPIO_DRIVE_STRENGTH_2MA = 0,
	GPIO_DRIVE_STRENGTH_4MA = 1,
	GPIO_DRIVE_STRENGTH_8MA = 2,
	GPIO_DRIVE_STRENGTH_12MA = 3,
};

typedef enum gpio_function_rp2040 gpio_function;
typedef void (*gpio_irq_callback_t)(uint gpio, uint32_t event_mask);

static inline void check_gpio_param(uint gpio)
{
	invalid_params_if(HARDWARE_GPIO, gpio >= NUM_BANK0_GPIOS);
	(void)gpio;
}

void gpio_set_function(uint gpio, gpio_function_t fn);
void gpio_set_function_masked(uint32_t gpio_mask, gpio_function_t fn);
gpio_function_t gpio_get_function(uint gpio);
void gpio_set_pulls(uint gpio, bool up, bool down);
void gpio_set_irqover(uint gpio, uint value);
void gpio_set_outover(uint gpio, uint value);
void gpio_set_inover(uint gpio, uint value);
void gpio_set_oeover(uint gpio, uint value);
void gpio_set_input_enabled(uint gpio, bool enabled);
void gpio_set_input_hysteresis_enabled(uint gpio, bool enabled);
bool gpio_is_input_hysteresis_enabled(uint gpio);
void gpio_set_slew_rate(uint gpio, enum gpio_slew_rate slew);
enum gpio_slew_rate gpio_get_slew_rate(uint gpio);
void gpio_set_drive_strength(uint gpio, enum gpio_drive_strength drive);
enum gpio_drive_strength gpio_get_drive_strength(uint gpio);
void gpio_set_irq_enabled(uint gpio, uint32_t events, bool enabled);
void gpio_set_irq_callback(gpio_irq_callback_t callback);
void gpio_set_irq_enabled_with_callback(uint gpio, uint32_t events,
					bool enabled,
					gpio_irq_callback_t callback);
void gpio_acknowledge_irq(uint gpio, uint32_t events);
uint32_t gpio_get_irq_event_mask(uint gpio);
void gpio_add_raw_irq_handler_masked(uint32_t gpio_mask, irq_handler_t handler);
void gpio_remove_raw_irq_handler_masked(uint32_t gpio_mask,
					irq_handler_t handler);
void gpio_init(uint gpio);
void gpio_deinit(uint gpio);
void gpio_init_mask(uint gpio_mask);

static inline void gpio_add_raw_irq_handler(uint gpio, irq_handler_t handler)
{
	gpio_add_raw_irq_handler_masked(1u << gpio, handler);
}

static inline void gpio_remove_raw_irq_handler(uint gpio, irq_handler_t handler)
{
	gpio_remove_raw_irq_handler_masked(1u << gpio, handler);
}

static inline void gpio_pull_up(uint gpio)
{
	gpio_set_pulls(gpio, true, false);
}

static inline void gpio_pull_down(uint gpio)
{
	gpio_set_pulls(gpio, false, true);
}

static inline void gpio_disable_pulls(uint gpio)
{
	gpio_set_pulls(gpio, false, false);
}

static inline bool gpio_is_pulled_up(uint gpio)
{
	return (pads_bank0_hw->io[gpio] & PADS_BANK0_GPIO0_PUE_BITS) != 0;
}

static inline bool gpio_is_pulled_down(uint gpio)
{
	return (pads_bank0_hw->io[gpio] & PADS_BANK0_GPIO0_PDE_BITS) != 0;
}

static inline bool gpio_get(uint gpio)
{
	return (sio_hw->gpio_in & (1u << gpio)) != 0;
}

static inline uint32_t gpio_get_all(void)
{
	return sio_hw->gpio_in;
}

static inline void gpio_set_mask(uint32_t mask)
{
	sio_hw->gpio_set = mask;
}

static inline void gpio_clr_mask(uint32_t mask)
{
	sio_hw->gpio_clr = mask;
}

static inline void gpio_xor_mask(uint32_t mask)
{
	sio_hw->gpio_togl = mask;
}

static inline void gpio_put_masked(uint32_t mask, uint32_t value)
{
	sio_hw->gpio_togl = (sio_hw->gpio_out ^ value) & mask;
}

static inline void gpio_put_all(uint32_t value)
{
	sio_hw->gpio_out = value;
}

static inline void gpio_put(uint gpio, bool value)
{
	if (value)
		gpio_set_mask(1u << gpio);
	else
		gpio_clr_mask(1u << gpio);
}

static inline bool gpio_get_out_level(uint gpio)
{
	return (sio_hw->gpio_out & (1u << gpio)) != 0;
}

static inline void gpio_set_dir_out_masked(uint32_t mask)
{
	sio_hw->gpio_oe_set = mask;
}

static inline void gpio_set_dir_in_masked(uint32_t mask)
{
	sio_hw->gpio_oe_clr = mask;
}

static inline void gpio_set_dir_masked(uint32_t mask, uint32_t value)
{
	sio_hw->gpio_oe_togl = (sio_hw->gpio_oe ^ value) & mask;
}

static inline void gpio_set_dir_all_bits(uint32_t values)
{
	sio_hw->gpio_oe = values;
}

static inline void gpio_set_dir(uint gpio, bool out)
{
	if (out)
		gpio_set_dir_out_masked(1u << gpio);
	else
		gpio_set_dir_in_masked(1u << gpio);
}

static inline uint gpio_get_dir(uint gpio)
{
	return (sio_hw->gpio_oe & (1u << gpio)) != 0;
}

static inline bool gpio_is_dir_out(uint gpio)
{
	return gpio_get_dir(gpio);
}

#ifdef __cplusplus
}
#endif

#endif
