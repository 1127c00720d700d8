/* SPDX-License-Identifier: MIT */
/*
 * The lamp: a CPU, an I2C block, two pins.
 *
 * From:     nowhere: it is docs/add-a-platform.md's example.
 * Modelled: one interrupt, always enabled, whose handler is lamp_isr_i2c().
 * Left out: everything else.
 * Approx.:  costs are those of a Cortex-M0, roughly.
 */
#include "lamp/platform.h"

#include <string.h>

#include "lamp/i2c.h"
#include "runtime/pins.h"

enum { PIN_SCL, PIN_SDA, N_PINS };
enum { IRQ_I2C = 16, N_IRQS };

struct lamp {
	mcu *mcu;
	struct pin pin[N_PINS];
	struct pins pins;
	struct lamp_i2c i2c;
};

/* --- interrupts --------------------------------------------------------------
 */

static void set_irq(void *user, bool level)
{
	const struct lamp *lamp = user;

	mcu_irq_set(lamp->mcu, IRQ_I2C, level);
}

static bool irq_enabled(void *user, unsigned cpu, unsigned irq,
			unsigned *priority)
{
	*priority = 0;
	return irq == IRQ_I2C;
}

static void (*vector(void *user, unsigned cpu, unsigned irq))(void)
{
	const struct lamp *lamp = user;
	void *symbol = mcu_symbol(lamp->mcu, "lamp_isr_i2c");
	void (*handler)(void);

	memcpy(&handler, &symbol, sizeof(handler));
	return handler;
}

/* --- the chip
 * ------------------------------------------------------------------ */

static bool pin_number(const char *name, unsigned *n)
{
	*n = strcmp(name, "SCL") ? PIN_SDA : PIN_SCL;
	return !strcmp(name, "SCL") || !strcmp(name, "SDA");
}

static const struct pins_naming naming = {.number = pin_number,
					  .which = "SCL or SDA"};

static void reset(tw_chip *chip, void *user)
{
	struct lamp *lamp = user;

	lamp_i2c_reset(&lamp->i2c);
	mcu_reset(lamp->mcu);
}

static void halt(tw_chip *chip, void *user)
{
	struct lamp *lamp = user;

	lamp_i2c_reset(&lamp->i2c);
	mcu_stop(lamp->mcu, 0);
}

static void free_lamp(void *user)
{
	g_free(user);
}

static const struct tw_chip_ops ops = {
	.reset = reset,
	.halt = halt,
	.free = free_lamp,
};

static bool make_mcu(struct lamp *lamp, tw_chip *chip,
		     const struct tw_chip_config *config, GError **error)
{
	const struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : 16000000,
		.costs = {.block = 6,
			  .access = 2,
			  .irq_entry = 16,
			  .irq_exit = 12},
		.n_lines = N_IRQS,
		.first_irq = IRQ_I2C,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = lamp,
	};
	struct reg_device i2c = lamp_i2c_device(&lamp->i2c);

	lamp->mcu = mcu_new(chip, &mc, error);
	if (!lamp->mcu)
		return false;
	mcu_add_device(lamp->mcu, &i2c);
	return true;
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	struct lamp *lamp = g_new0(struct lamp, 1);

	tw_chip_attach(chip, &ops, lamp);
	pins_init(&lamp->pins, tw_chip_name(chip), tw_chip_queue(chip),
		  lamp->pin, N_PINS);
	lamp->i2c.irq = set_irq;
	lamp->i2c.user = lamp;
	if (!pins_solder(&lamp->pins, config, &naming, error))
		return false;
	lamp_i2c_init(&lamp->i2c, pins_bus(&lamp->pins, PIN_SCL, PIN_SDA),
		      tw_chip_name(chip));
	return make_mcu(lamp, chip, config, error) &&
	       mcu_start(lamp->mcu, 0, "main", config->start_ns, error);
}

const struct tw_platform tw_platform_lamp = {
	.name = "lamp",
	.summary = "the example of docs/add-a-platform.md",
	.clock_hz = 16000000,
	.i2c_pins = {[TW_SCL] = {"SCL", 0}, [TW_SDA] = {"SDA", 0}},
	.build = build,
};
