/* SPDX-License-Identifier: MIT */
/* hardware_gpio: pins. */
#include "hardware/gpio.h"

gpio_function_t gpio_get_function(uint gpio)
{
	return (gpio_function_t)((io_bank0_hw->io[gpio].ctrl &
				  IO_BANK0_GPIO0_CTRL_FUNCSEL_BITS) >>
				 IO_BANK0_GPIO0_CTRL_FUNCSEL_LSB);
}

void gpio_set_function(uint gpio, gpio_function_t fn)
{
	hw_write_masked(&pads_bank0_hw->io[gpio], PADS_BANK0_GPIO0_IE_BITS,
			PADS_BANK0_GPIO0_IE_BITS | PADS_BANK0_GPIO0_OD_BITS);
	/* This also ends every override. */
	io_bank0_hw->io[gpio].ctrl = (uint32_t)fn
				     << IO_BANK0_GPIO0_CTRL_FUNCSEL_LSB;
}

void gpio_set_function_masked(uint32_t gpio_mask, gpio_function_t fn)
{
	for (uint i = 0; i < NUM_BANK0_GPIOS; i++)
		if (gpio_mask & (1u << i))
			gpio_set_function(i, fn);
}

void gpio_set_pulls(uint gpio, bool up, bool down)
{
	hw_write_masked(&pads_bank0_hw->io[gpio],
			bool_to_bit(up) << PADS_BANK0_GPIO0_PUE_LSB |
				bool_to_bit(down) << PADS_BANK0_GPIO0_PDE_LSB,
			PADS_BANK0_GPIO0_PUE_BITS | PADS_BANK0_GPIO0_PDE_BITS);
}

void gpio_set_irqover(uint gpio, uint value)
{
	hw_write_masked(&io_bank0_hw->io[gpio].ctrl,
			value << IO_BANK0_GPIO0_CTRL_IRQOVER_LSB,
			IO_BANK0_GPIO0_CTRL_IRQOVER_BITS);
}

void gpio_set_outover(uint gpio, uint value)
{
	hw_write_masked(&io_bank0_hw->io[gpio].ctrl,
			value << IO_BANK0_GPIO0_CTRL_OUTOVER_LSB,
			IO_BANK0_GPIO0_CTRL_OUTOVER_BITS);
}

void gpio_set_inover(uint gpio, uint value)
{
	hw_write_masked(&io_bank0_hw->io[gpio].ctrl,
			value << IO_BANK0_GPIO0_CTRL_INOVER_LSB,
			IO_BANK0_GPIO0_CTRL_INOVER_BITS);
}

void gpio_set_oeover(uint gpio, uint value)
{
	hw_write_masked(&io_bank0_hw->io[gpio].ctrl,
			value << IO_BANK0_GPIO0_CTRL_OEOVER_LSB,
			IO_BANK0_GPIO0_CTRL_OEOVER_BITS);
}

static void set_pad_bit(uint gpio, uint32_t bit, bool on)
{
	if (on)
		hw_set_bits(&pads_bank0_hw->io[gpio], bit);
	else
		hw_clear_bits(&pads_bank0_hw->io[gpio], bit);
}

void gpio_set_input_enabled(uint gpio, bool enabled)
{
	set_pad_bit(gpio, PADS_BANK0_GPIO0_IE_BITS, enabled);
}

void gpio_set_input_hysteresis_enabled(uint gpio, bool enabled)
{
	set_pad_bit(gpio, PADS_BANK0_GPIO0_SCHMITT_BITS, enabled);
}

bool gpio_is_input_hysteresis_enabled(uint gpio)
{
	return (pads_bank0_hw->io[gpio] & PADS_BANK0_GPIO0_SCHMITT_BITS) != 0;
}

void gpio_set_slew_rate(uint gpio, enum gpio_slew_rate slew)
{
	set_pad_bit(gpio, PADS_BANK0_GPIO0_SLEWFAST_BITS,
		    slew == GPIO_SLEW_RATE_FAST);
}

enum gpio_slew_rate gpio_get_slew_rate(uint gpio)
{
	return pads_bank0_hw->io[gpio] & PADS_BANK0_GPIO0_SLEWFAST_BITS
		       ? GPIO_SLEW_RATE_FAST
		       : GPIO_SLEW_RATE_SLOW;
}

void gpio_set_drive_strength(uint gpio, enum gpio_drive_strength drive)
{
	hw_write_masked(&pads_bank0_hw->io[gpio],
			(uint32_t)drive << PADS_BANK0_GPIO0_DRIVE_LSB,
			PADS_BANK0_GPIO0_DRIVE_BITS);
}

enum gpio_drive_strength gpio_get_drive_strength(uint gpio)
{
	return (enum gpio_drive_strength)(
		(pads_bank0_hw->io[gpio] & PADS_BANK0_GPIO0_DRIVE_BITS) >>
		PADS_BANK0_GPIO0_DRIVE_LSB);
}

void gpio_init(uint gpio)
{
	gpio_set_dir(gpio, GPIO_IN);
	gpio_put(gpio, 0);
	gpio_set_function(gpio, GPIO_FUNC_SIO);
}

void gpio_deinit(uint gpio)
{
	gpio_set_function(gpio, GPIO_FUNC_NULL);
}

void gpio_init_mask(uint gpio_mask)
{
	for (uint i = 0; i < NUM_BANK0_GPIOS; i++)
		if (gpio_mask & (1u << i))
			gpio_init(i);
}
