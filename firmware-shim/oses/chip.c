/* SPDX-License-Identifier: MIT */
#include "oses/chip.h"

#include <stdlib.h>
#include <string.h>

#include "oses/adapter.h"
#include "oses/lines.h"
#include "oses/ostimer.h"
#include "runtime/pins.h"

/* Numbers of interrupts; those below are the core's own by custom. */
enum {
	IRQ_TIMER = 16,
	IRQ_SOFT,
	IRQ_LINES,
	IRQ_I2C0,
	N_IRQS = IRQ_I2C0 + TW_ADAPTERS,
};

enum {
	PIN_SCL = 0, /* of adapter 0; then its SDA, then adapter 1's */
	PIN_LINE0 = 2 * TW_ADAPTERS,
	N_PINS = PIN_LINE0 + TW_LINES,
};

/* The lower wins, and interrupts the higher. */
enum { LEVEL_DEVICE = 0x100, LEVEL_SOFT = 0x8000 };

struct oses {
	tw_chip *chip;
	mcu *mcu;
	tw_point *irq_point;
	struct pin pin[N_PINS];
	struct pins pins;
	struct adapter adapter[TW_ADAPTERS];
	struct ostimer timer;
	struct lines lines;
};

/* --- interrupts -------------------------------------------------------- */

static void act_irq(void *user, uint64_t value)
{
	const struct oses *os = user;

	mcu_irq_set(os->mcu, (unsigned)(value >> 1), value & 1);
}

static void set_line(struct oses *os, unsigned line, bool level)
{
	if (mcu_irq_level(os->mcu, line) == level)
		return;
	if (tw_point_pass(os->irq_point, line << 1 | level))
		mcu_irq_set(os->mcu, line, level);
}

static void timer_irq(void *user, bool level)
{
	set_line(user, IRQ_TIMER, level);
}

static void soft_irq(void *user, bool level)
{
	set_line(user, IRQ_SOFT, level);
}

static void lines_irq(void *user, bool level)
{
	set_line(user, IRQ_LINES, level);
}

static void adapter_irq(void *user, unsigned n, bool level)
{
	set_line(user, IRQ_I2C0 + n, level);
}

static bool irq_enabled(void *user, unsigned cpu, unsigned irq,
			unsigned *priority)
{
	*priority = irq == IRQ_SOFT ? LEVEL_SOFT : LEVEL_DEVICE;
	return irq >= IRQ_TIMER && irq < N_IRQS;
}

static void (*vector(void *user, unsigned cpu, unsigned irq))(void)
{
	static const char *const names[] = {"tw_isr_timer", "tw_isr_soft",
					    "tw_isr_lines", "tw_isr_i2c0",
					    "tw_isr_i2c1"};
	const struct oses *os = user;
	void *symbol = mcu_symbol(os->mcu, names[irq - IRQ_TIMER]);
	void (*handler)(void);

	memcpy(&handler, &symbol, sizeof(handler));
	return handler;
}

static void crash(void *user, const char *what)
{
	const struct oses *os = user;

	mcu_crash(os->mcu, 0, what);
}

/* --- pins -------------------------------------------------------------- */

static bool pin_number(const char *name, unsigned *n)
{
	static const char *const wires[] = {"I2C0_SCL", "I2C0_SDA", "I2C1_SCL",
					    "I2C1_SDA"};
	char canonical[16];

	for (unsigned i = 0; i < G_N_ELEMENTS(wires); i++)
		if (!strcmp(name, wires[i])) {
			*n = PIN_SCL + i;
			return true;
		}
	if (strncmp(name, "GPIO", 4))
		return false;
	*n = (unsigned)strtoul(name + 4, NULL, 10);
	g_snprintf(canonical, sizeof(canonical), "GPIO%u", *n);
	if (*n >= TW_LINES || strcmp(name, canonical))
		return false;
	*n += PIN_LINE0;
	return true;
}

static const struct pins_naming naming = {
	.number = pin_number,
	.which = "I2C0_SCL, I2C0_SDA, I2C1_SCL, I2C1_SDA or GPIO0 to GPIO15",
};

static void pin_changed(void *user, unsigned pin)
{
	struct oses *os = user;

	if (pin >= PIN_LINE0)
		lines_look(&os->lines, pin);
}

/* --- the chip ---------------------------------------------------------- */

static void reset_devices(struct oses *os)
{
	for (unsigned i = 0; i < TW_ADAPTERS; i++)
		adapter_reset(&os->adapter[i]);
	ostimer_reset(&os->timer);
	lines_reset(&os->lines);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct oses *os = user;

	reset_devices(os);
	mcu_reset(os->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct oses *os = user;

	reset_devices(os);
	mcu_stop(os->mcu, 0);
}

static void free_chip(void *user)
{
	g_free(user);
}

static const struct tw_chip_ops ops = {
	.reset = reset_chip,
	.halt = halt_chip,
	.free = free_chip,
};

static bool init_adapters(struct oses *os, const char *name, GError **error)
{
	for (unsigned i = 0; i < TW_ADAPTERS; i++) {
		struct adapter *a = &os->adapter[i];

		a->irq = adapter_irq;
		a->crash = crash;
		a->user = os;
		a->n = i;
		if (!adapter_init(a, name, tw_chip_sim(os->chip),
				  tw_chip_queue(os->chip),
				  pins_bus(&os->pins, PIN_SCL + 2 * i,
					   PIN_SCL + 2 * i + 1),
				  error))
			return false;
	}
	return true;
}

static void init_devices(struct oses *os, uint64_t start_ns)
{
	g_autofree char *name =
		g_strconcat(tw_chip_name(os->chip), ".irq", NULL);

	os->irq_point = tw_point_new(tw_chip_sim(os->chip), name, TW_POINT_IRQ,
				     tw_chip_queue(os->chip), act_irq, os);
	os->timer.irq = timer_irq;
	os->timer.soft_irq = soft_irq;
	os->timer.user = os;
	ostimer_init(&os->timer, tw_chip_queue(os->chip), start_ns);
	os->lines.irq = lines_irq;
	os->lines.user = os;
	os->lines.pins = &os->pins;
	os->lines.first = PIN_LINE0;
}

static void add(struct oses *os, struct reg_device device)
{
	mcu_add_device(os->mcu, &device);
}

static bool make_mcu(struct oses *os, const struct tw_chip_config *config,
		     const struct oses_profile *profile, GError **error)
{
	struct mcu_config mc = {
		.chip = config,
		.clock_hz =
			config->clock_hz ? config->clock_hz : profile->clock_hz,
		.costs = profile->costs,
		.n_cpus = 1,
		.n_tasks = profile->n_tasks,
		.n_lines = N_IRQS,
		.first_irq = IRQ_TIMER,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = os,
	};

	os->mcu = mcu_new(os->chip, &mc, error);
	if (!os->mcu)
		return false;
	for (unsigned i = 0; i < TW_ADAPTERS; i++)
		add(os, adapter_device(&os->adapter[i]));
	add(os, ostimer_device(&os->timer));
	add(os, lines_device(&os->lines));
	return true;
}

bool oses_build(tw_chip *chip, const struct tw_chip_config *config,
		const struct oses_profile *profile, GError **error)
{
	struct oses *os = g_new0(struct oses, 1);

	os->chip = chip;
	tw_chip_attach(chip, &ops, os);
	pins_init(&os->pins, tw_chip_name(chip), tw_chip_queue(chip), os->pin,
		  N_PINS);
	os->pins.changed = pin_changed;
	os->pins.user = os;
	init_devices(os, config->start_ns);
	if (!pins_solder(&os->pins, config, &naming, error) ||
	    !init_adapters(os, tw_chip_name(chip), error) ||
	    !make_mcu(os, config, profile, error))
		return false;
	reset_devices(os);
	return mcu_start(os->mcu, 0, profile->entry, config->start_ns, error);
}
