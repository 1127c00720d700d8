/* SPDX-License-Identifier: MIT */
/* hardware_gpio: the interrupts of pins. */
#include "hardware/gpio.h"

static gpio_irq_callback_t callback;
static uint32_t raw_mask; /* pins whose handlers acknowledge by themselves */

static io_bank0_irq_ctrl_hw_t *own_irq_ctrl(void)
{
	return get_core_num() ? &io_bank0_hw->proc1_irq_ctrl
			      : &io_bank0_hw->proc0_irq_ctrl;
}

uint32_t gpio_get_irq_event_mask(uint gpio)
{
	return own_irq_ctrl()->ints[gpio / 8] >> (gpio % 8 * 4) & 0xf;
}

void gpio_acknowledge_irq(uint gpio, uint32_t events)
{
	io_bank0_hw->intr[gpio / 8] = events << (gpio % 8 * 4);
}

static void serve(void)
{
	for (uint gpio = 0; gpio < NUM_BANK0_GPIOS; gpio++) {
		uint32_t events;

		if (raw_mask & (1u << gpio))
			continue;
		events = gpio_get_irq_event_mask(gpio);
		if (!events)
			continue;
		gpio_acknowledge_irq(gpio, events);
		if (callback)
			callback(gpio, events);
	}
}

void gpio_set_irq_enabled(uint gpio, uint32_t events, bool enabled)
{
	io_rw_32 *inte = &own_irq_ctrl()->inte[gpio / 8];

	/* What happened before is not what was asked for. */
	gpio_acknowledge_irq(gpio, events);
	events <<= gpio % 8 * 4;
	if (enabled)
		hw_set_bits(inte, events);
	else
		hw_clear_bits(inte, events);
}

void gpio_set_irq_callback(gpio_irq_callback_t cb)
{
	if (callback && !cb)
		irq_remove_handler(IO_IRQ_BANK0, serve);
	if (!callback && cb)
		irq_add_shared_handler(
			IO_IRQ_BANK0, serve,
			PICO_SHARED_IRQ_HANDLER_LOWEST_ORDER_PRIORITY);
	callback = cb;
}

void gpio_set_irq_enabled_with_callback(uint gpio, uint32_t events,
					bool enabled, gpio_irq_callback_t cb)
{
	gpio_set_irq_enabled(gpio, events, enabled);
	gpio_set_irq_callback(cb);
	if (enabled)
		irq_set_enabled(IO_IRQ_BANK0, true);
}

void gpio_add_raw_irq_handler_masked(uint32_t gpio_mask, irq_handler_t handler)
{
	raw_mask |= gpio_mask;
	irq_add_shared_handler(IO_IRQ_BANK0, handler,
			       PICO_SHARED_IRQ_HANDLER_DEFAULT_ORDER_PRIORITY);
}

void gpio_remove_raw_irq_handler_masked(uint32_t gpio_mask,
					irq_handler_t handler)
{
	irq_remove_handler(IO_IRQ_BANK0, handler);
	raw_mask &= ~gpio_mask;
}
