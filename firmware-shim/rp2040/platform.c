/* SPDX-License-Identifier: MIT */
/*
 * The RP2040: a chip of two Cortex-M0+ with two I2C blocks, pins and a timer.
 *
 * From:     RP2040 data sheet; Cortex-M0+ Technical Reference Manual, 3.3.
 * Modelled: see core1.h, resets.h, timer.h, clocks.h, gpio.h, dw.h, dma.h.
 * main() is entered in the state that the pico-sdk's start-up code leaves: all
 *           blocks out of reset, clk_sys running, interrupts enabled.
 * Left out: PIO, UART, SPI, ADC, PWM, RTC, USB, flash: using one
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
#include "rp2040/core1.h"
#include "rp2040/dma.h"
#include "rp2040/dw.h"
#include "rp2040/gpio.h"
#include "rp2040/include/hardware/regs/intctrl.h"
#include "rp2040/include/hardware/regs/m0plus.h"
#include "runtime/nvic.h"
#include "rp2040/resets.h"
#include "rp2040/timer.h"
#include "runtime/mcu.h"

#define CLOCK_HZ 125000000u

enum { N_I2CS = 2, N_IRQS = 32 };

struct rp2040 {
	tw_chip *chip;
	mcu *mcu;
	void (**vectors)(void);	 /* the HAL's table in RAM, or NULL */
	struct nvic nvic, nvic1; /* of core 0 and core 1 */
	struct core1 core1;
	struct resets resets;
	struct rp_timer timer;
	struct gpio gpio;
	struct dw i2c[N_I2CS];
	struct rp_dma dma;
	struct store stores[N_STORES];
};

/* --- interrupts -------------------------------------------------------- */

static bool irq_enabled(void *user, unsigned cpu, unsigned line,
			unsigned *priority)
{
	struct rp2040 *rp = user;

	return nvic_enabled(&rp->nvic, cpu, line, priority);
}

/* From the vector table that the HAL keeps in RAM; firmware without that has
 * its handlers by name. */
static void (*vector(void *user, unsigned cpu, unsigned line))(void)
{
	struct rp2040 *rp = user;

	if (!rp->vectors)
		return nvic_vector(&rp->nvic, cpu, line);
	nvic_taken(&rp->nvic, cpu, line);
	return rp->vectors[line];
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

static const struct pins_naming naming = {pin_number, "GPIO0 to GPIO29"};

/* --- the I2C blocks' pins ---------------------------------------------- */

/* GPIO 0, 4, 8...: SDA of I2C0; 1, 5...: SCL of I2C0; 2: SDA and 3: SCL of
 * I2C1 (data sheet, table 2). @selected: only pins with that function. */
static bool reaches(const struct rp2040 *rp, unsigned i2c, enum tw_line line,
		    const tw_bus *bus, bool selected)
{
	unsigned place = 2 * i2c + (line == TW_SCL);

	for (unsigned n = place; n < N_GPIOS; n += 4)
		if (pins_on(&rp->gpio.pins, n, bus, line) &&
		    (!selected || gpio_function(&rp->gpio, n) == FUNC_I2C))
			return true;
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

	for (unsigned k = 0; k < rp->gpio.pins.n_buses; k++) {
		tw_bus *bus = rp->gpio.pins.buses[k].bus;

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
	RESET_DMA = 2,
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
	r->block[RESET_DMA].apb = &rp->dma.apb;
	r->block[RESET_DMA].reset = rp_dma_reset;
	r->block[RESET_DMA].user = &rp->dma;
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
	rp_dma_reset(&rp->dma);
	gpio_reset(&rp->gpio);
	rp_timer_start(&rp->timer, start_ns);
	stores_reset(rp->stores);
	resets_reset(&rp->resets);
	core1_reset(&rp->core1);
	nvic_reset(&rp->nvic);
	nvic_reset(&rp->nvic1);
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
	mcu_stop(rp->mcu, 1);
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

/* What goes into a receive FIFO: a place where faults can take hold. */
static tw_point *rx_point(struct rp2040 *rp, const char *what)
{
	g_autofree char *name = g_strconcat(tw_chip_name(rp->chip), what, NULL);

	return tw_point_new(tw_chip_sim(rp->chip), name, TW_POINT_FIFO,
			    tw_chip_queue(rp->chip), NULL, NULL);
}

/* Firmware that keeps no vectors in RAM has its handlers by these names. */
static const char *const handlers[N_IRQS] = {
	"isr_irq0",  "isr_irq1",  "isr_irq2",  "isr_irq3",  "isr_irq4",
	"isr_irq5",  "isr_irq6",  "isr_irq7",  "isr_irq8",  "isr_irq9",
	"isr_irq10", "isr_irq11", "isr_irq12", "isr_irq13", "isr_irq14",
	"isr_irq15", "isr_irq16", "isr_irq17", "isr_irq18", "isr_irq19",
	"isr_irq20", "isr_irq21", "isr_irq22", "isr_irq23", "isr_irq24",
	"isr_irq25", "isr_irq26", "isr_irq27", "isr_irq28", "isr_irq29",
	"isr_irq30", "isr_irq31",
};

static const struct nvic_config nvic_config = {
	.n_irqs = N_IRQS,
	.priority_bits = 2,
	.cpuid = M0PLUS_CPUID_RESET,
	.handlers = handlers,
};

static void init_devices(struct rp2040 *rp, uint64_t clock_hz)
{
	tw_queue *queue = tw_chip_queue(rp->chip);

	nvic_init(&rp->nvic, queue, clock_hz, &nvic_config);
	nvic_init(&rp->nvic1, queue, clock_hz, &nvic_config);
	nvic_attach_second(&rp->nvic1, &rp->nvic);
	core1_init(&rp->core1, queue, &rp->nvic, &rp->nvic1);
	resets_init(&rp->resets);
	rp_timer_init(&rp->timer, &rp->nvic, queue);
	stores_init(rp->stores);
	gpio_setup(&rp->gpio, tw_chip_name(rp->chip), queue, &rp->nvic);
	rp->gpio.core1 = &rp->core1;
	rp->gpio.functions_changed = connect_i2c;
	rp->gpio.user = rp;
	for (unsigned i = 0; i < N_I2CS; i++)
		dw_init(&rp->i2c[i], &rp->nvic, I2C0_IRQ + i, clock_hz);
	rp_dma_init(&rp->dma, queue, &rp->nvic, clock_hz, &rp->i2c[0],
		    &rp->i2c[1]);
	wire_resets(rp);
	rp->i2c[0].rx_point = rx_point(rp, ".i2c0.rx");
	rp->i2c[1].rx_point = rx_point(rp, ".i2c1.rx");
}

static void add(struct rp2040 *rp, struct reg_device device)
{
	mcu_add_device(rp->mcu, &device);
}

static void add_devices(struct rp2040 *rp)
{
	add(rp, apb_device(&rp->resets.apb, "RESETS", 0x4000c000));
	add(rp, apb_device(&rp->core1.psm, "PSM", 0x40010000));
	add(rp, apb_device(&rp->gpio.io, "IO_BANK0", 0x40014000));
	add(rp, apb_device(&rp->gpio.pads, "PADS_BANK0", 0x4001c000));
	add(rp, apb_device(&rp->i2c[0].apb, "I2C0", 0x40044000));
	add(rp, apb_device(&rp->i2c[1].apb, "I2C1", 0x40048000));
	add(rp, apb_device(&rp->timer.apb, "TIMER", 0x40054000));
	for (unsigned i = 0; i < N_STORES; i++)
		add(rp, apb_device(&rp->stores[i].apb, rp->stores[i].name,
				   rp->stores[i].base));
	add(rp, apb_device(&rp->dma.apb, "DMA", 0x50000000));
	add(rp, sio_device(&rp->gpio));
	nvic_attach(&rp->nvic, rp->mcu);
	nvic_attach_second(&rp->nvic1, &rp->nvic);
	rp->core1.mcu = rp->mcu;
	rp->dma.mcu = rp->mcu;
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
		.n_cpus = 2,
		.n_lines = NVIC_FIRST_IRQ + N_IRQS,
		.first_irq = NVIC_FIRST_IRQ,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = rp,
	};

	rp->chip = chip;
	tw_chip_attach(chip, &ops, rp);
	init_devices(rp, mc.clock_hz);
	if (!pins_solder(&rp->gpio.pins, config, &naming, error))
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
	.i2c_pins = {[TW_SCL] = {"GPIO5", 5}, [TW_SDA] = {"GPIO4", 4}},
	.build = build,
};
