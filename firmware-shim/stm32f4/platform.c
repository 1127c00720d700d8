/* SPDX-License-Identifier: MIT */
/*
 * The STM32F407: a chip of one Cortex-M4 with three I2C blocks.
 *
 * From:     STM32F407 data sheet (DS8626), table 9 (alternate functions);
 *           RM0090; Cortex-M4 Technical Reference Manual, 3.3.
 * Modelled: see i2c.h, dma.h, bitband.h, rcc.h, exti.h, store.h, stm32/gpio.h,
 *           runtime/nvic.h. SystemInit() and then main() are entered in the
 *           state that reset leaves: the core runs from HSI at 16 MHz.
 *           Handlers are found by the names of ST's start-up files.
 * Left out: timers, USART, SPI, ADC, USB, CAN, RTC, watchdogs, DMA2, CRC, the
 *           flash memory's writing, CCM RAM: using one is a crash that names
 *           the address. Vector tables that firmware makes in RAM. VTOR, FPU
 *           and MPU only store.
 * Approx.:  a basic block costs 5 cycles and an access 3, an interrupt 12 in
 *           and 10 out.
 */
#include "stm32f4/platform.h"

#include "stm32/gpio.h"
#include "stm32f4/bitband.h"
#include "stm32f4/dma.h"
#include "stm32f4/exti.h"
#include "stm32f4/i2c.h"
#include "stm32f4/rcc.h"
#include "stm32f4/store.h"

#define HSI_HZ 16000000u

enum { N_I2CS = 3, N_PORTS = 9, FUNCTION_I2C = 4 };

struct stm32f4 {
	tw_chip *chip;
	mcu *mcu;
	struct nvic nvic;
	struct rcc rcc;
	struct stm32_gpio gpio;
	struct exti exti;
	struct i2c i2c[N_I2CS];
	struct dma dma;
	struct store stores[N_STORES];
	struct bitband bitband;
};

static const struct {
	const char *name;
	uint32_t base;
	unsigned irq;
} i2cs[N_I2CS] = {
	{"I2C1", 0x40005400, 31},
	{"I2C2", 0x40005800, 33},
	{"I2C3", 0x40005c00, 72},
};

/* --- pins -------------------------------------------------------------- */

#define PIN(port, n) ((port - 'A') * 16 + n)

enum { MAX_PLACES = 3, NO_PIN = 0xff };

/* Where the functions of each block can be: table 9. */
static const uint8_t places[N_I2CS][2][MAX_PLACES] = {
	{[TW_SCL] = {PIN('B', 6), PIN('B', 8), NO_PIN},
	 [TW_SDA] = {PIN('B', 7), PIN('B', 9), NO_PIN}},
	{[TW_SCL] = {PIN('B', 10), PIN('F', 1), PIN('H', 4)},
	 [TW_SDA] = {PIN('B', 11), PIN('F', 0), PIN('H', 5)}},
	{[TW_SCL] = {PIN('A', 8), PIN('H', 7), NO_PIN},
	 [TW_SDA] = {PIN('C', 9), PIN('H', 8), NO_PIN}},
};

static const struct stm32_gpio_reset port_resets[N_PORTS] = {
	{0xa8000000, 0x0c000000, 0x64000000},
	{0x00000280, 0x000000c0, 0x00000100},
};

static const struct stm32_gpio_config gpio_config = {
	.n_ports = N_PORTS,
	.resets = port_resets,
};

static bool pin_number(const char *name, unsigned *n)
{
	return stm32_pin_number(name, (1u << N_PORTS) - 1, n) &&
	       *n <= PIN('I', 11);
}

static const struct pins_naming naming = {pin_number, "PA0 to PI11"};

/* @selected: only pins whose function is I2C. */
static bool reaches(const struct stm32f4 *f4, unsigned i2c, enum tw_line line,
		    const tw_bus *bus, bool selected)
{
	for (unsigned i = 0; i < MAX_PLACES; i++) {
		unsigned pin = places[i2c][line][i];

		if (pin != NO_PIN && pins_on(&f4->gpio.pins, pin, bus, line) &&
		    (!selected ||
		     stm32_gpio_function(&f4->gpio, pin) == FUNCTION_I2C))
			return true;
	}
	return false;
}

static void connect_i2c(void *user)
{
	struct stm32f4 *f4 = user;

	for (unsigned i = 0; i < N_I2CS; i++) {
		struct i2c *i2c = &f4->i2c[i];
		struct f4_i2c_link *found = NULL;

		for (unsigned k = 0; k < i2c->n_links && !found; k++)
			if (reaches(f4, i, TW_SDA, i2c->links[k].bus, true) &&
			    reaches(f4, i, TW_SCL, i2c->links[k].bus, true))
				found = &i2c->links[k];
		f4_i2c_connect(i2c, found);
	}
}

static bool link_i2c(struct stm32f4 *f4, unsigned i, GError **error)
{
	g_autofree char *name =
		g_strdup_printf("%s.i2c%u", tw_chip_name(f4->chip), i + 1);

	for (unsigned k = 0; k < f4->gpio.pins.n_buses; k++) {
		tw_bus *bus = f4->gpio.pins.buses[k].bus;

		if (!reaches(f4, i, TW_SDA, bus, false) ||
		    !reaches(f4, i, TW_SCL, bus, false))
			continue;
		if (f4->i2c[i].n_links == I2C_MAX_LINKS) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: expected at most %d buses, got more",
				    name, I2C_MAX_LINKS);
			return false;
		}
		if (!f4_i2c_add_link(&f4->i2c[i], bus, name, error))
			return false;
	}
	return true;
}

static void pin_edge(void *user, unsigned pin, bool level)
{
	struct stm32f4 *f4 = user;

	f4_exti_edge(&f4->exti, pin, level);
}

static unsigned exti_port(void *user, unsigned n)
{
	const struct stm32f4 *f4 = user;
	const struct store *syscfg = &f4->stores[STORE_SYSCFG];

	return syscfg->word[SYSCFG_EXTICR1 / 4 + n / 4] >> n % 4 * 4 & 0xf;
}

/* --- clocks ------------------------------------------------------------ */

static void clocks_changed(void *user, uint32_t hclk_hz, uint32_t pclk1_hz)
{
	struct stm32f4 *f4 = user;

	for (unsigned i = 0; i < N_I2CS; i++)
		f4->i2c[i].pclk_hz = pclk1_hz;
	f4->dma.hclk_hz = hclk_hz;
	if (!f4->mcu || mcu_clock_hz(f4->mcu) == hclk_hz)
		return;
	mcu_set_clock(f4->mcu, hclk_hz);
	nvic_clock_changed(&f4->nvic);
}

/* RM0090, 7.3.10 to 7.3.14: the bits of the blocks. */
static void wire_rcc(struct stm32f4 *f4)
{
	struct rcc *rcc = &f4->rcc;

	for (unsigned i = 0; i < N_PORTS; i++)
		rcc->blocks[RCC_AHB1][i] = &f4->gpio.port[i].block;
	rcc->blocks[RCC_AHB1][21] = &f4->dma.block;
	for (unsigned i = 0; i < N_I2CS; i++)
		rcc->blocks[RCC_APB1][21 + i] = &f4->i2c[i].block;
	rcc->blocks[RCC_APB1][28] = &f4->stores[STORE_PWR].block;
	rcc->blocks[RCC_APB2][14] = &f4->stores[STORE_SYSCFG].block;
	rcc->clocks_changed = clocks_changed;
	rcc->user = f4;
}

/* --- building ---------------------------------------------------------- */

static void crash(void *user, const char *what)
{
	const struct stm32f4 *f4 = user;

	mcu_crash(f4->mcu, 0, what);
}

static bool is_memory(void *user, uint32_t at, uint32_t len, bool written)
{
	const struct stm32f4 *f4 = user;
	const void *p = (const void *)(uintptr_t)at;

	return written ? mcu_in_ram(f4->mcu, p, len)
		       : mcu_in_memory(f4->mcu, p, len);
}

static void reset_devices(struct stm32f4 *f4, bool power_on)
{
	for (unsigned i = 0; i < N_I2CS; i++)
		f4_i2c_reset(&f4->i2c[i]);
	stm32_gpio_reset(&f4->gpio);
	f4_exti_reset(&f4->exti);
	f4_dma_reset(&f4->dma);
	f4_stores_reset(f4->stores);
	f4_rcc_reset(&f4->rcc, power_on);
	nvic_reset(&f4->nvic);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct stm32f4 *f4 = user;

	reset_devices(f4, false);
	mcu_reset(f4->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct stm32f4 *f4 = user;

	reset_devices(f4, true);
	mcu_stop(f4->mcu, 0);
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

static void act_berr(void *user, uint64_t value)
{
	f4_i2c_spurious_berr(user);
}

static tw_point *point(struct stm32f4 *f4, unsigned i2c, const char *what,
		       enum tw_point_kind kind, tw_point_act_fn act)
{
	g_autofree char *name = g_strdup_printf(
		"%s.i2c%u.%s", tw_chip_name(f4->chip), i2c + 1, what);

	return tw_point_new(tw_chip_sim(f4->chip), name, kind,
			    tw_chip_queue(f4->chip), act, &f4->i2c[i2c]);
}

static const struct nvic_config nvic_config = {
	.n_irqs = F4_IRQS,
	.priority_bits = 4,
	.armv7m = true,
	.cpuid = 0x410fc241,
	.handlers = f4_handlers,
};

static void init_devices(struct stm32f4 *f4, uint64_t clock_hz)
{
	tw_queue *queue = tw_chip_queue(f4->chip);

	nvic_init(&f4->nvic, queue, clock_hz, &nvic_config);
	f4->gpio.functions_changed = connect_i2c;
	f4->gpio.edge = pin_edge;
	f4->gpio.user = f4;
	stm32_gpio_init(&f4->gpio, tw_chip_name(f4->chip), queue, &gpio_config);
	f4_exti_init(&f4->exti, &f4->nvic, exti_port, f4);
	f4_stores_init(f4->stores, crash, f4);
	for (unsigned i = 0; i < N_I2CS; i++) {
		f4_i2c_init(&f4->i2c[i], &f4->nvic, i2cs[i].irq, queue);
		f4->i2c[i].rx_point = point(f4, i, "rx", TW_POINT_FIFO, NULL);
		point(f4, i, "berr", TW_POINT_EVENT, act_berr);
	}
	f4->bitband.crash = crash;
	f4->bitband.user = f4;
	f4->dma.crash = crash;
	f4->dma.is_memory = is_memory;
	f4->dma.user = f4;
	f4_dma_init(&f4->dma, queue, &f4->nvic, f4->i2c);
	f4_rcc_init(&f4->rcc);
	wire_rcc(f4);
}

static void add(struct stm32f4 *f4, struct stm32_block *block, const char *name,
		uint32_t base)
{
	struct reg_device device = stm32_block_device(block, name, base);

	mcu_add_device(f4->mcu, &device);
	f4_bitband_add(&f4->bitband, block, base);
}

static void add_devices(struct stm32f4 *f4)
{
	struct reg_device aliases = f4_bitband_device(&f4->bitband);
	static const char *const ports[N_PORTS] = {"GPIOA", "GPIOB", "GPIOC",
						   "GPIOD", "GPIOE", "GPIOF",
						   "GPIOG", "GPIOH", "GPIOI"};

	for (unsigned i = 0; i < N_I2CS; i++)
		add(f4, &f4->i2c[i].block, i2cs[i].name, i2cs[i].base);
	add(f4, &f4->exti.block, "EXTI", 0x40013c00);
	for (unsigned i = 0; i < N_PORTS; i++)
		add(f4, &f4->gpio.port[i].block, ports[i],
		    0x40020000 + i * 0x400);
	add(f4, &f4->rcc.block, "RCC", 0x40023800);
	add(f4, &f4->dma.block, "DMA1", 0x40026000);
	for (unsigned i = 0; i < N_STORES; i++)
		add(f4, &f4->stores[i].block, f4->stores[i].name,
		    f4->stores[i].base);
	mcu_add_device(f4->mcu, &aliases);
	nvic_attach(&f4->nvic, f4->mcu);
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	struct stm32f4 *f4 = g_new0(struct stm32f4, 1);
	struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : HSI_HZ,
		.costs = {.block = 5,
			  .access = 3,
			  .irq_entry = 12,
			  .irq_exit = 10},
		.n_cpus = 1,
		.n_lines = NVIC_FIRST_IRQ + F4_IRQS,
		.first_irq = NVIC_FIRST_IRQ,
		.vector = nvic_vector,
		.irq_enabled = nvic_enabled,
		.user = &f4->nvic,
	};

	f4->chip = chip;
	f4->rcc.fixed_hz = (uint32_t)config->clock_hz;
	tw_chip_attach(chip, &ops, f4);
	init_devices(f4, mc.clock_hz);
	if (!pins_solder(&f4->gpio.pins, config, &naming, error))
		return false;
	for (unsigned i = 0; i < N_I2CS; i++)
		if (!link_i2c(f4, i, error))
			return false;
	f4->mcu = mcu_new(chip, &mc, error);
	if (!f4->mcu)
		return false;
	add_devices(f4);
	reset_devices(f4, true);
	return mcu_start(f4->mcu, 0, "Reset_Handler", config->start_ns, error);
}

const struct tw_platform tw_platform_stm32f4 = {
	.name = "stm32f4",
	.summary = "STM32F407: Cortex-M4, three I2C blocks of the first kind",
	.clock_hz = HSI_HZ, /* until firmware sets it */
	.i2c_pins = {[TW_SCL] = {"PB6", 22}, [TW_SDA] = {"PB7", 23}},
	.build = build,
};
