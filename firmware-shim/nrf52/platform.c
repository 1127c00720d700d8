/* SPDX-License-Identifier: MIT */
/*
 * The nRF52840: a chip of one Cortex-M4F with two serial instances that are
 * TWIM or TWIS, and pins.
 *
 * From:     nRF52840 Product Specification; Cortex-M4 Technical Reference
 *           Manual, 3.3 and 3.9.
 * Modelled: see twi.h, gpio.h, clock.h and runtime/nvic.h. main() is entered in
 *           the state that the MDK's start-up code leaves.
 * Left out: all else (timers, RTC, GPIOTE, PPI, UART, SPI, radio, flash
 *           controller): using one is a crash that names the address.
 * Approx.:  a basic block costs 5 cycles and an access 2, an interrupt 12 in
 *           and 12 out. EasyDMA costs the CPU nothing.
 */
#include "nrf52/platform.h"

#include <string.h>

#include "nrf52/clock.h"
#include "nrf52/gpio.h"
#include "nrf52/twi.h"
#include "runtime/nvic.h"

#define CLOCK_HZ 64000000u

enum { N_TWIS = 2, N_IRQS = 48, IRQ_TWI0 = 3, PRIORITY_BITS = 3 };

#define CORTEX_M4 0x410fc241u

struct nrf52 {
	tw_chip *chip;
	mcu *mcu;
	struct nvic nvic;
	struct clocks clocks;
	struct gpio gpio;
	struct twi twi[N_TWIS];
};

/* --- interrupts ------------------------------------------------------------
 */

/* As the MDK calls them; the numbers are those of the peripherals' addresses.
 */
static const char *const handlers[N_IRQS] = {
	"POWER_CLOCK_IRQHandler",
	"RADIO_IRQHandler",
	"UARTE0_UART0_IRQHandler",
	"SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQHandler",
	"SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQHandler",
	"NFCT_IRQHandler",
	"GPIOTE_IRQHandler",
	"SAADC_IRQHandler",
	"TIMER0_IRQHandler",
	"TIMER1_IRQHandler",
	"TIMER2_IRQHandler",
	"RTC0_IRQHandler",
	"TEMP_IRQHandler",
	"RNG_IRQHandler",
	"ECB_IRQHandler",
	"CCM_AAR_IRQHandler",
	"WDT_IRQHandler",
	"RTC1_IRQHandler",
	"QDEC_IRQHandler",
	"COMP_LPCOMP_IRQHandler",
	"SWI0_EGU0_IRQHandler",
	"SWI1_EGU1_IRQHandler",
	"SWI2_EGU2_IRQHandler",
	"SWI3_EGU3_IRQHandler",
	"SWI4_EGU4_IRQHandler",
	"SWI5_EGU5_IRQHandler",
	[38] = "FPU_IRQHandler",
};

/* The names of newer MDKs, where they differ. */
static const char *const newer[] = {
	[0] = "CLOCK_POWER_IRQHandler",
	[IRQ_TWI0] = "SPI0_SPIM0_SPIS0_TWI0_TWIM0_TWIS0_IRQHandler",
	[IRQ_TWI0 + 1] = "SPI1_SPIM1_SPIS1_TWI1_TWIM1_TWIS1_IRQHandler",
	[20] = "EGU0_SWI0_IRQHandler",
	[21] = "EGU1_SWI1_IRQHandler",
	[22] = "EGU2_SWI2_IRQHandler",
	[23] = "EGU3_SWI3_IRQHandler",
	[24] = "EGU4_SWI4_IRQHandler",
	[25] = "EGU5_SWI5_IRQHandler",
};

static bool irq_enabled(void *user, unsigned cpu, unsigned line,
			unsigned *priority)
{
	struct nrf52 *nrf = user;

	return nvic_enabled(&nrf->nvic, cpu, line, priority);
}

static void (*vector(void *user, unsigned cpu, unsigned line))(void)
{
	struct nrf52 *nrf = user;
	void (*handler)(void) = nvic_vector(&nrf->nvic, cpu, line);
	unsigned irq = line - NVIC_FIRST_IRQ;
	void *symbol;

	if (handler || irq >= G_N_ELEMENTS(newer) || !newer[irq])
		return handler;
	symbol = mcu_symbol(nrf->mcu, newer[irq]);
	memcpy(&handler, &symbol, sizeof(handler));
	return handler;
}

/* --- pins -------------------------------------------------------------------
 */

static tw_bus *bus_of(void *user, unsigned scl, unsigned sda)
{
	struct nrf52 *nrf = user;

	if (scl >= N_PINS || sda >= N_PINS)
		return NULL;
	return pins_bus(&nrf->gpio.pins, scl, sda);
}

static void pins_taken(void *user)
{
	struct nrf52 *nrf = user;
	uint64_t pins = 0;

	for (unsigned i = 0; i < N_TWIS; i++)
		pins |= nrf_twi_pins(&nrf->twi[i]);
	nrf_gpio_take(&nrf->gpio, pins);
}

static bool reaches(struct nrf52 *nrf, const tw_bus *bus, enum tw_line line)
{
	for (unsigned n = 0; n < N_PINS; n++)
		if (pins_on(&nrf->gpio.pins, n, bus, line))
			return true;
	return false;
}

/* Any pin can be any instance's. */
static bool link_twis(struct nrf52 *nrf, GError **error)
{
	struct pins *pins = &nrf->gpio.pins;

	for (unsigned i = 0; i < N_TWIS; i++) {
		g_autofree char *name =
			g_strdup_printf("%s.twi%u", tw_chip_name(nrf->chip), i);

		for (unsigned k = 0; k < pins->n_buses; k++) {
			tw_bus *bus = pins->buses[k].bus;

			if (reaches(nrf, bus, TW_SCL) &&
			    reaches(nrf, bus, TW_SDA) &&
			    !nrf_twi_add_link(&nrf->twi[i], bus, name, error))
				return false;
		}
	}
	return true;
}

/* --- building ---------------------------------------------------------------
 */

static void reset_devices(struct nrf52 *nrf)
{
	for (unsigned i = 0; i < N_TWIS; i++)
		nrf_twi_reset(&nrf->twi[i]);
	nrf_gpio_reset(&nrf->gpio);
	nrf_clocks_reset(&nrf->clocks);
	nvic_reset(&nrf->nvic);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct nrf52 *nrf = user;

	reset_devices(nrf);
	mcu_reset(nrf->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct nrf52 *nrf = user;

	reset_devices(nrf);
	mcu_stop(nrf->mcu, 0);
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

/* What goes into a receive buffer: a place where faults can take hold. */
static tw_point *rx_point(struct nrf52 *nrf, unsigned i)
{
	g_autofree char *name =
		g_strdup_printf("%s.twi%u.rx", tw_chip_name(nrf->chip), i);

	return tw_point_new(tw_chip_sim(nrf->chip), name, TW_POINT_FIFO,
			    tw_chip_queue(nrf->chip), NULL, NULL);
}

static void init_devices(struct nrf52 *nrf, uint64_t clock_hz)
{
	static const struct nvic_config nvic = {.n_irqs = N_IRQS,
						.priority_bits = PRIORITY_BITS,
						.armv7m = true,
						.cpuid = CORTEX_M4,
						.handlers = handlers};
	static const char *const names[N_TWIS] = {"TWI0", "TWI1"};
	tw_queue *queue = tw_chip_queue(nrf->chip);

	nvic_init(&nrf->nvic, queue, clock_hz, &nvic);
	nrf->clocks.nvic = &nrf->nvic;
	nrf_gpio_setup(&nrf->gpio, tw_chip_name(nrf->chip), queue);
	for (unsigned i = 0; i < N_TWIS; i++) {
		struct twi *t = &nrf->twi[i];

		t->name = names[i];
		t->nvic = &nrf->nvic;
		t->irq = IRQ_TWI0 + i;
		t->bus_of = bus_of;
		t->changed = pins_taken;
		t->user = nrf;
		t->rx_point = rx_point(nrf, i);
	}
}

static void add(struct nrf52 *nrf, struct reg_device device)
{
	mcu_add_device(nrf->mcu, &device);
}

static void add_devices(struct nrf52 *nrf)
{
	add(nrf, nrf_clocks_device(&nrf->clocks));
	add(nrf, nrf_info_device());
	add(nrf, nrf_gpio_device(&nrf->gpio));
	for (unsigned i = 0; i < N_TWIS; i++) {
		nrf->twi[i].mcu = nrf->mcu;
		add(nrf, nrf_twi_device(&nrf->twi[i], 0x40003000 + i * 0x1000));
	}
	nvic_attach(&nrf->nvic, nrf->mcu);
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	struct nrf52 *nrf = g_new0(struct nrf52, 1);
	struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : CLOCK_HZ,
		.costs = {.block = 5,
			  .access = 2,
			  .irq_entry = 12,
			  .irq_exit = 12},
		.n_cpus = 1,
		.n_lines = NVIC_FIRST_IRQ + N_IRQS,
		.first_irq = NVIC_FIRST_IRQ,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = nrf,
	};

	nrf->chip = chip;
	tw_chip_attach(chip, &ops, nrf);
	init_devices(nrf, mc.clock_hz);
	if (!nrf_gpio_solder(&nrf->gpio, config, error) ||
	    !link_twis(nrf, error))
		return false;
	nrf->mcu = mcu_new(chip, &mc, error);
	if (!nrf->mcu)
		return false;
	add_devices(nrf);
	reset_devices(nrf);
	return mcu_start(nrf->mcu, 0, "main", config->start_ns, error);
}

const struct tw_platform tw_platform_nrf52 = {
	.name = "nrf52",
	.summary = "Nordic nRF52840: Cortex-M4F, two TWIM or TWIS",
	.clock_hz = CLOCK_HZ,
	.i2c_pins = {[TW_SCL] = {"P1.08", 40}, [TW_SDA] = {"P0.26", 26}},
	.build = build,
};
