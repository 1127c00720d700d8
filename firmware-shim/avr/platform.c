/* SPDX-License-Identifier: MIT */
/*
 * The ATmega328P: an 8-bit AVR with one two-wire interface.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271).
 * Modelled: see sfr.h, cpu.h, twi.h, ports.h, timer0.h. Handlers are found by
 *           the names that the compiler knows them by, __vector_1 to
 *           __vector_25, else __vector_default. Firmware without a handler is
 *           a crash, where the silicon begins anew at address 0.
 * Left out: see sfr.h: using it is a crash that names the register. SRAM of 2
 *           KiB: firmware has the host's memory.
 * Approx.:  a basic block costs 12 cycles and an access 2, an interrupt 7 in
 *           (four, and a jump) and 4 out; blocks are those of the host's
 *           compiler. What a handler saves and restores is in its blocks.
 */
#include "avr/platform.h"

#include <string.h>

#include "avr/cpu.h"
#include "avr/ports.h"
#include "avr/timer0.h"
#include "avr/twi.h"

#define CLOCK_HZ 16000000u

struct avr {
	tw_chip *chip;
	mcu *mcu;
	struct sfr sfr;
	struct cpu_regs cpu;
	struct ports ports;
	struct timer0 timer0;
	struct twi twi;
	tw_point *irq_point;
	uint32_t raised; /* lines, as the parts have them */
};

/* --- interrupts --------------------------------------------------------- */

static void set_line(struct avr *a, unsigned vector, bool level)
{
	uint32_t bit = 1u << vector;

	if (!a->mcu || !!(a->raised & bit) == level)
		return;
	a->raised ^= bit;
	if (tw_point_pass(a->irq_point, (uint64_t)vector << 1 | level))
		mcu_irq_set(a->mcu, vector, level);
}

static void act_irq(void *user, uint64_t value)
{
	struct avr *a = user;

	if (value >> 1 < N_VECTORS)
		mcu_irq_set(a->mcu, (unsigned)(value >> 1), value & 1);
}

static void twi_line(void *user, bool level)
{
	set_line(user, VECTOR_TWI, level);
}

static void timer0_lines(void *user, uint8_t flags)
{
	set_line(user, VECTOR_TIMER0_OVF, flags & TIMER0_OVERFLOW);
	set_line(user, VECTOR_TIMER0_COMPA, flags & TIMER0_MATCH_A);
	set_line(user, VECTOR_TIMER0_COMPB, flags & TIMER0_MATCH_B);
}

static void pin_lines(void *user, uint8_t ext, uint8_t change)
{
	for (unsigned n = 0; n < 2; n++)
		set_line(user, VECTOR_INT0 + n, ext >> n & 1);
	for (unsigned n = 0; n < N_PORTS; n++)
		set_line(user, VECTOR_PCINT0 + n, change >> n & 1);
}

static bool irq_enabled(void *user, unsigned cpu, unsigned line,
			unsigned *priority)
{
	const struct avr *a = user;

	return cpu_takes(&a->cpu, line, priority);
}

/* Flags that the hardware clears on entry; TWINT is not one. */
static void taken(struct avr *a, unsigned line)
{
	switch (line) {
	case VECTOR_INT0:
	case VECTOR_INT0 + 1:
		ports_ext_taken(&a->ports, line - VECTOR_INT0);
		return;
	case VECTOR_PCINT0:
	case VECTOR_PCINT0 + 1:
	case VECTOR_PCINT0 + 2:
		ports_change_taken(&a->ports, line - VECTOR_PCINT0);
		return;
	case VECTOR_TIMER0_COMPA:
		timer0_taken(&a->timer0, TIMER0_MATCH_A);
		return;
	case VECTOR_TIMER0_COMPB:
		timer0_taken(&a->timer0, TIMER0_MATCH_B);
		return;
	case VECTOR_TIMER0_OVF:
		timer0_taken(&a->timer0, TIMER0_OVERFLOW);
		return;
	default:
		return;
	}
}

static void (*vector(void *user, unsigned cpu, unsigned line))(void)
{
	struct avr *a = user;
	void (*handler)(void);
	void *symbol;
	char name[16];

	g_snprintf(name, sizeof(name), "__vector_%u", line);
	symbol = mcu_symbol(a->mcu, name);
	if (!symbol)
		symbol = mcu_symbol(a->mcu, "__vector_default");
	memcpy(&handler, &symbol, sizeof(handler));
	if (handler) {
		cpu_entered(&a->cpu);
		taken(a, line);
	}
	return handler;
}

static void irq_returned(void *user, unsigned cpu, unsigned line)
{
	struct avr *a = user;

	cpu_returned(&a->cpu);
}

static bool may_sleep(void *user, unsigned cpu)
{
	const struct avr *a = user;

	return cpu_may_sleep(&a->cpu);
}

/* --- the parts among themselves ----------------------------------------- */

/* PUD or PRTWI. */
static void core_changed(void *user)
{
	struct avr *a = user;

	ports_set_pullups_off(&a->ports, cpu_pullups_off(&a->cpu));
	twi_set_off(&a->twi, cpu_twi_off(&a->cpu));
	ports_give_twi(&a->ports, twi_has_pins(&a->twi));
}

/* The pins are given before the interface drives them. */
static void write_twi(void *user, uint8_t addr, uint8_t value)
{
	struct avr *a = user;

	twi_write(&a->twi, addr, value);
	ports_give_twi(&a->ports, twi_has_pins(&a->twi));
}

static uint8_t read_twi(void *user, uint8_t addr, bool peek)
{
	struct avr *a = user;

	return twi_read(&a->twi, addr, peek);
}

static void reset_devices(struct avr *a, uint8_t mcusr)
{
	cpu_regs_reset(&a->cpu, mcusr);
	sfr_reset(&a->sfr);
	timer0_reset(&a->timer0);
	twi_reset(&a->twi);
	ports_reset(&a->ports);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct avr *a = user;

	reset_devices(a, MCUSR_EXTERNAL);
	mcu_reset(a->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct avr *a = user;

	reset_devices(a, MCUSR_POWER_ON);
	mcu_stop(a->mcu, 0);
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

/* --- building ----------------------------------------------------------- */

static void init_devices(struct avr *a, uint64_t clock_hz)
{
	tw_queue *queue = tw_chip_queue(a->chip);

	a->cpu.changed = core_changed;
	a->cpu.user = a;
	timer0_init(&a->timer0, queue);
	a->timer0.interrupts = timer0_lines;
	a->timer0.user = a;
	ports_init(&a->ports, tw_chip_name(a->chip), queue);
	a->ports.interrupts = pin_lines;
	a->ports.user = a;
	twi_init(&a->twi, clock_hz);
	a->twi.interrupt = twi_line;
	a->twi.user = a;
}

static void map_devices(struct avr *a)
{
	struct sfr_block twi = {read_twi, write_twi, a};
	struct reg_device device;

	a->sfr.mcu = a->cpu.mcu = a->timer0.mcu = a->mcu;
	cpu_regs_map(&a->cpu, &a->sfr);
	ports_map(&a->ports, &a->sfr);
	timer0_map(&a->timer0, &a->sfr);
	sfr_map(&a->sfr, SFR_TWBR, SFR_TWAMR, twi);
	device = sfr_device(&a->sfr);
	mcu_add_device(a->mcu, &device);
}

static bool join_twi(struct avr *a, GError **error)
{
	tw_bus *bus = pins_bus(&a->ports.pins, PIN_SCL, PIN_SDA);
	g_autofree char *name =
		g_strconcat(tw_chip_name(a->chip), ".twi", NULL);

	return !bus || twi_connect(&a->twi, bus, name, error);
}

static tw_point *irq_point(struct avr *a)
{
	g_autofree char *name =
		g_strconcat(tw_chip_name(a->chip), ".irq", NULL);

	return tw_point_new(tw_chip_sim(a->chip), name, TW_POINT_IRQ,
			    tw_chip_queue(a->chip), act_irq, a);
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	struct avr *a = g_new0(struct avr, 1);
	struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : CLOCK_HZ,
		.costs = {.block = 12,
			  .access = 2,
			  .irq_entry = 7,
			  .irq_exit = 4},
		.n_cpus = 1,
		.n_lines = N_VECTORS,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.irq_returned = irq_returned,
		.may_sleep = may_sleep,
		.user = a,
	};

	a->chip = chip;
	tw_chip_attach(chip, &ops, a);
	a->irq_point = irq_point(a);
	init_devices(a, mc.clock_hz);
	if (!pins_solder(&a->ports.pins, config, &ports_naming, error) ||
	    !join_twi(a, error))
		return false;
	a->mcu = mcu_new(chip, &mc, error);
	if (!a->mcu)
		return false;
	map_devices(a);
	reset_devices(a, MCUSR_POWER_ON);
	return mcu_start(a->mcu, 0, "main", config->start_ns, error);
}

const struct tw_platform tw_platform_avr = {
	.name = "avr",
	.summary = "Microchip ATmega328P: 8-bit AVR, one two-wire interface",
	.clock_hz = CLOCK_HZ,
	.i2c_pins = {[TW_SCL] = {"PC5", 19}, [TW_SDA] = {"PC4", 18}},
	.build = build,
};
