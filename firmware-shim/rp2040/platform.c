/* SPDX-License-Identifier: MIT */
/*
 * The RP2040: a chip of one Cortex-M0+ with two I2C blocks, pins and a timer.
 *
 * From:     RP2040 data sheet; Cortex-M0+ Technical Reference Manual, 3.3.
 * Modelled: see nvic.h, resets.h, timer.h, clocks.h, gpio.h, dw.h. main() is
 *           entered in the state that the pico-sdk's start-up code leaves: all
 *           blocks out of reset, clk_sys running, interrupts enabled.
 * Left out: core 1, DMA, PIO, UART, SPI, ADC, PWM, RTC, USB, flash: using one
 *           is a crash that names the address.
 * Approx.:  a basic block costs 5 cycles and an access 2, an interrupt 15 in
 *           and 13 out. clk_sys is the chip's clock, and firmware that asks
 *           for clock_get_hz() is told 125 MHz: give a chip another clock only
 *           with firmware built for it.
 */
#include "rp2040/platform.h"

#include <stdlib.h>
#include <string.h>

#include "rp2040/clocks.h"
#include "rp2040/dw.h"
#include "rp2040/gpio.h"
#include "rp2040/nvic.h"
#include "rp2040/resets.h"
#include "rp2040/timer.h"
#include "runtime/mcu.h"

#define CLOCK_HZ 125000000u

enum { N_I2CS = 2, FIRST_VECTOR = 16 };

struct rp2040 {
	tw_chip *chip;
	mcu *mcu;
	void (**vectors)(void); /* the HAL's table in RAM, or NULL */
	struct nvic nvic;
	struct resets resets;
	struct rp_timer timer;
	struct gpio gpio;
	struct dw i2c[N_I2CS];
	struct store stores[N_STORES];
};

/* --- interrupts -------------------------------------------------------- */

static void set_line(void *user, unsigned irq, bool level)
{
	const struct rp2040 *rp = user;

	mcu_irq_set(rp->mcu, irq, level);
}

static void masks_changed(void *user)
{
	const struct rp2040 *rp = user;

	mcu_irq_update(rp->mcu);
}

static void system_reset(void *user)
{
	const struct rp2040 *rp = user;

	tw_chip_reset(rp->chip);
}

static void crash(void *user, const char *what)
{
	const struct rp2040 *rp = user;

	mcu_crash(rp->mcu, 0, what);
}

static bool irq_enabled(void *user, unsigned cpu, unsigned irq,
			unsigned *priority)
{
	const struct rp2040 *rp = user;

	return cpu == 0 && nvic_enabled(&rp->nvic, irq, priority);
}

/* From the vector table that the HAL keeps in RAM; firmware without that has
 * its handlers by name. */
static void (*vector(void *user, unsigned cpu, unsigned irq))(void)
{
	struct rp2040 *rp = user;
	void (*handler)(void);
	void *symbol;
	char name[16];

	nvic_taken(&rp->nvic, irq);
	if (rp->vectors)
		return rp->vectors[FIRST_VECTOR + irq];
	g_snprintf(name, sizeof(name), "isr_irq%u", irq);
	symbol = mcu_symbol(rp->mcu, name);
	memcpy(&handler, &symbol, sizeof(handler));
	return handler;
}

/* --- pins -------------------------------------------------------------- */

static bool pin_number(const char *name, unsigned *n)
{
	char canonical[16];

	if (strncmp(name, "GPIO", 4))
		return false;
	*n = (unsigned)strtoul(name + 4, NULL, 10);
	g_snprintf(canonical, sizeof(canonical), "GPIO%u", *n);
	return *n < N_GPIOS && !strcmp(name, canonical);
}

static bool solder(struct rp2040 *rp, const struct tw_chip_pin *pin,
		   GError **error)
{
	const char *chip = tw_chip_name(rp->chip);
	g_autofree char *port = g_strconcat(chip, ".gpio", NULL);
	tw_queue *queue = tw_chip_queue(rp->chip);
	unsigned n;

	if (!pin_number(pin->pin, &n)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.pins: expected GPIO0 to GPIO29, got %s", chip,
			    pin->pin);
		return false;
	}
	if (rp->gpio.pin[n].bus || rp->gpio.pin[n].net) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.pins.%s: expected one wire, got two", chip,
			    pin->pin);
		return false;
	}
	if (!pin->bus && !pin->net) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.pins.%s: expected a bus or a net, got neither",
			    chip, pin->pin);
		return false;
	}
	if (pin->net) {
		g_autofree char *name = g_strconcat(chip, ".", pin->pin, NULL);

		gpio_solder_net(&rp->gpio, n, pin->net, queue, name);
		return true;
	}
	if (!gpio_solder_bus(&rp->gpio, n, pin->bus, pin->line, port)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.pins.%s: expected at most %d buses, got more",
			    chip, pin->pin, GPIO_MAX_BUSES);
		return false;
	}
	tw_queue_join(queue, tw_bus_queue(pin->bus));
	return true;
}

/* --- the I2C blocks' pins ---------------------------------------------- */

/* GPIO 0, 4, 8...: SDA of I2C0; 1, 5...: SCL of I2C0; 2: SDA and 3: SCL of
 * I2C1 (data sheet, table 2). @selected: only pins with that function. */
static bool reaches(const struct rp2040 *rp, unsigned i2c, enum tw_line line,
		    const tw_bus *bus, bool selected)
{
	unsigned place = 2 * i2c + (line == TW_SCL);

	for (unsigned n = place; n < N_GPIOS; n += 4) {
		const struct gpio_pin *p = &rp->gpio.pin[n];

		if (p->bus && p->bus->bus == bus && p->line == line &&
		    (!selected || gpio_function(&rp->gpio, n) == FUNC_I2C))
			return true;
	}
	return false;
}

static void connect_i2c(void *user)
{
	struct rp2040 *rp = user;

	for (unsigned i = 0; i < N_I2CS; i++) {
		struct dw *dw = &rp->i2c[i];
		struct dw_link *found = NULL;

		for (unsigned k = 0; k < dw->n_links && !found; k++)
			if (reaches(rp, i, TW_SDA, dw->links[k].bus, true) &&
			    reaches(rp, i, TW_SCL, dw->links[k].bus, true))
				found = &dw->links[k];
		dw_connect(dw, found);
	}
}

static bool link_i2c(struct rp2040 *rp, unsigned i, GError **error)
{
	g_autofree char *name =
		g_strdup_printf("%s.i2c%u", tw_chip_name(rp->chip), i);

	for (unsigned k = 0; k < rp->gpio.n_buses; k++) {
		tw_bus *bus = rp->gpio.buses[k].bus;

		if (!reaches(rp, i, TW_SDA, bus, false) ||
		    !reaches(rp, i, TW_SCL, bus, false))
			continue;
		if (rp->i2c[i].n_links == DW_MAX_LINKS) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: expected at most %d buses, got more",
				    name, DW_MAX_LINKS);
			return false;
		}
		if (!dw_add_link(&rp->i2c[i], bus, name, error))
			return false;
	}
	return true;
}

/* --- building ---------------------------------------------------------- */

static void reset_i2c(void *user)
{
	dw_reset(user);
}

static void reset_timer(void *user)
{
	struct rp_timer *t = user;

	rp_timer_start(t, tw_queue_now_ns(t->queue));
}

/* Bits of RESETS. */
enum {
	RESET_I2C0 = 3,
	RESET_IO_BANK0 = 5,
	RESET_PADS_BANK0 = 8,
	RESET_TIMER = 21,
};

static void wire_resets(struct rp2040 *rp)
{
	struct resets *r = &rp->resets;

	for (unsigned i = 0; i < N_I2CS; i++) {
		r->block[RESET_I2C0 + i].apb = &rp->i2c[i].apb;
		r->block[RESET_I2C0 + i].reset = reset_i2c;
		r->block[RESET_I2C0 + i].user = &rp->i2c[i];
	}
	r->block[RESET_IO_BANK0].apb = &rp->gpio.io;
	r->block[RESET_IO_BANK0].reset = gpio_reset_io;
	r->block[RESET_IO_BANK0].user = &rp->gpio;
	r->block[RESET_PADS_BANK0].apb = &rp->gpio.pads;
	r->block[RESET_PADS_BANK0].reset = gpio_reset_pads;
	r->block[RESET_PADS_BANK0].user = &rp->gpio;
	r->block[RESET_TIMER].apb = &rp->timer.apb;
	r->block[RESET_TIMER].reset = reset_timer;
	r->block[RESET_TIMER].user = &rp->timer;
}

static void reset_devices(struct rp2040 *rp, uint64_t start_ns)
{
	for (unsigned i = 0; i < N_I2CS; i++)
		dw_reset(&rp->i2c[i]);
	gpio_reset(&rp->gpio);
	rp_timer_start(&rp->timer, start_ns);
	stores_reset(rp->stores);
	resets_reset(&rp->resets);
	nvic_reset(&rp->nvic);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct rp2040 *rp = user;

	reset_devices(rp, tw_queue_now_ns(tw_chip_queue(chip)));
	mcu_reset(rp->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct rp2040 *rp = user;

	reset_devices(rp, tw_queue_now_ns(tw_chip_queue(chip)));
	mcu_stop(rp->mcu, 0);
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

static void act_irq(void *user, uint64_t value)
{
	nvic_line(user, (unsigned)(value >> 1), value & 1);
}

static tw_point *point(struct rp2040 *rp, const char *what,
		       enum tw_point_kind kind, tw_point_act_fn act, void *user)
{
	g_autofree char *name = g_strconcat(tw_chip_name(rp->chip), what, NULL);

	return tw_point_new(tw_chip_sim(rp->chip), name, kind,
			    tw_chip_queue(rp->chip), act, user);
}

/* Where faults can take hold: the lines into the interrupt controller and what
 * goes into the receive FIFOs. */
static void make_points(struct rp2040 *rp)
{
	rp->nvic.point = point(rp, ".irq", TW_POINT_IRQ, act_irq, &rp->nvic);
	rp->i2c[0].rx_point = point(rp, ".i2c0.rx", TW_POINT_FIFO, NULL, NULL);
	rp->i2c[1].rx_point = point(rp, ".i2c1.rx", TW_POINT_FIFO, NULL, NULL);
}

static void init_devices(struct rp2040 *rp, uint64_t clock_hz)
{
	tw_queue *queue = tw_chip_queue(rp->chip);

	rp->nvic.line = set_line;
	rp->nvic.changed = masks_changed;
	rp->nvic.reset = system_reset;
	rp->nvic.crash = crash;
	rp->nvic.user = rp;
	rp->nvic.queue = queue;
	rp->nvic.clock_hz = clock_hz;
	resets_init(&rp->resets);
	rp_timer_init(&rp->timer, &rp->nvic, queue);
	stores_init(rp->stores);
	gpio_setup(&rp->gpio, &rp->nvic);
	rp->gpio.functions_changed = connect_i2c;
	rp->gpio.user = rp;
	for (unsigned i = 0; i < N_I2CS; i++)
		dw_init(&rp->i2c[i], &rp->nvic, IRQ_I2C0 + i, clock_hz);
	wire_resets(rp);
	make_points(rp);
}

static void add(struct rp2040 *rp, struct reg_device device)
{
	mcu_add_device(rp->mcu, &device);
}

static void add_devices(struct rp2040 *rp)
{
	add(rp, apb_device(&rp->resets.apb, "RESETS", 0x4000c000));
	add(rp, apb_device(&rp->gpio.io, "IO_BANK0", 0x40014000));
	add(rp, apb_device(&rp->gpio.pads, "PADS_BANK0", 0x4001c000));
	add(rp, apb_device(&rp->i2c[0].apb, "I2C0", 0x40044000));
	add(rp, apb_device(&rp->i2c[1].apb, "I2C1", 0x40048000));
	add(rp, apb_device(&rp->timer.apb, "TIMER", 0x40054000));
	for (unsigned i = 0; i < N_STORES; i++)
		add(rp, apb_device(&rp->stores[i].apb, rp->stores[i].name,
				   rp->stores[i].base));
	add(rp, sio_device(&rp->gpio));
	add(rp, nvic_device(&rp->nvic));
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	struct rp2040 *rp = g_new0(struct rp2040, 1);
	struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : CLOCK_HZ,
		.costs = {.block = 5,
			  .access = 2,
			  .irq_entry = 15,
			  .irq_exit = 13},
		.n_cpus = 1,
		.n_irqs = N_IRQS,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = rp,
	};

	rp->chip = chip;
	tw_chip_attach(chip, &ops, rp);
	init_devices(rp, mc.clock_hz);
	for (size_t i = 0; i < config->n_pins; i++)
		if (!solder(rp, &config->pins[i], error))
			return false;
	for (unsigned i = 0; i < N_I2CS; i++)
		if (!link_i2c(rp, i, error))
			return false;
	rp->mcu = mcu_new(chip, &mc, error);
	if (!rp->mcu)
		return false;
	rp->vectors = mcu_symbol(rp->mcu, "ram_vector_table");
	add_devices(rp);
	reset_devices(rp, config->start_ns);
	return mcu_start(rp->mcu, 0, "main", config->start_ns, error);
}

const struct tw_platform tw_platform_rp2040 = {
	.name = "rp2040",
	.summary = "Raspberry Pi RP2040: Cortex-M0+, two DW_apb_i2c",
	.clock_hz = CLOCK_HZ,
	.build = build,
};
