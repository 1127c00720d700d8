/* SPDX-License-Identifier: MIT */
/*
 * The STM32G071: a Cortex-M0+ with two I2C blocks of the newer kind.
 *
 * From:     RM0444; data sheet DS12232 (pins, memory map); Cortex-M0+
 *           Technical Reference Manual, 3.3.
 * Modelled: see i2cv2.h, dma.h, rcc.h, store.h, stm32/gpio.h, runtime/nvic.h.
 *           main() is entered as after reset: HSI16 at 16 MHz, no block has a
 *           clock.
 * Left out: EXTI, timers, UART, SPI, ADC, RTC, watchdogs, flash: using one is
 *           a crash that names the address. The option to have the I2C pins at
 *           PA11 and PA12 under the names PA9 and PA10.
 * Approx.:  a basic block costs 5 cycles and an access 2, an interrupt 15 in
 *           and 13 out; flash has no wait states. A chip whose configuration
 *           gives a clock runs at that, whatever RCC says.
 */
#include "stm32g0/platform.h"

#include "runtime/mcu.h"
#include "runtime/nvic.h"
#include "stm32/gpio.h"
#include "stm32g0/dma.h"
#include "stm32g0/i2cv2.h"
#include "stm32g0/include/stm32g0xx_rcc_regs.h"
#include "stm32g0/rcc.h"
#include "stm32g0/store.h"

#define RESET_HZ 16000000u
#define USUAL_HZ 64000000u
#define CPUID	 0x410cc601u /* Cortex-M0+ r0p1 */

enum { N_I2CS = 2, N_IRQS = 32, N_PORTS = 6 };
enum { PORTS = 0x2f }; /* A to D, F */
enum { IRQ_I2C1 = 23 };
enum { AF_I2C = 6 };

struct stm32g0 {
	tw_chip *chip;
	mcu *mcu;
	struct nvic nvic;
	struct rcc rcc;
	struct stm32_gpio gpio;
	struct i2c {
		struct stm32g0 *g0;
		struct i2cv2 block;
	} i2c[N_I2CS];
	struct g0_dma dma;
	struct g0_store stores[N_STORES];
};

/* --- pins -------------------------------------------------------------- */

#define PA(n) (n)
#define PB(n) (16 + (n))

enum signal { SCL, SDA, SMBA };

/* Where AF6 is I2C: DS12232, tables of alternate functions. */
static const struct {
	uint8_t pin;
	uint8_t i2c;
	uint8_t signal;
} functions[] = {
	{PA(1), 0, SMBA},  {PA(9), 0, SCL},  {PA(10), 0, SDA}, {PB(5), 0, SMBA},
	{PB(6), 0, SCL},   {PB(7), 0, SDA},  {PB(8), 0, SCL},  {PB(9), 0, SDA},
	{PA(11), 1, SCL},  {PA(12), 1, SDA}, {PB(10), 1, SCL}, {PB(11), 1, SDA},
	{PB(12), 1, SMBA}, {PB(13), 1, SCL}, {PB(14), 1, SDA},
};

static bool pin_number(const char *name, unsigned *n)
{
	static const unsigned n_pins[N_PORTS] = {16, 16, 16, 10, 0, 5};

	return stm32_pin_number(name, PORTS, n) && *n % 16 < n_pins[*n / 16] &&
	       *n != 3 * 16 + 7 /* there is no PD7 */;
}

static const struct pins_naming naming = {pin_number,
					  "PA0 to PD9 or PF0 to PF4"};

static bool reaches(const struct stm32g0 *g0, unsigned i2c, enum tw_line line,
		    const tw_bus *bus, bool selected)
{
	enum signal signal = line == TW_SCL ? SCL : SDA;

	for (unsigned i = 0; i < G_N_ELEMENTS(functions); i++) {
		unsigned pin = functions[i].pin;

		if (functions[i].i2c == i2c && functions[i].signal == signal &&
		    pins_on(&g0->gpio.pins, pin, bus, line) &&
		    (!selected ||
		     stm32_gpio_function(&g0->gpio, pin) == AF_I2C))
			return true;
	}
	return false;
}

static void connect_i2c(void *user)
{
	struct stm32g0 *g0 = user;

	for (unsigned i = 0; i < N_I2CS; i++) {
		struct i2cv2 *block = &g0->i2c[i].block;
		struct i2cv2_link *found = NULL;

		for (unsigned k = 0; k < block->n_links && !found; k++) {
			struct i2cv2_link *link = &block->links[k];

			if (reaches(g0, i, TW_SDA, link->bus, true) &&
			    reaches(g0, i, TW_SCL, link->bus, true))
				found = link;
		}
		i2cv2_connect(block, found);
	}
}

static bool link_i2c(struct stm32g0 *g0, unsigned i, GError **error)
{
	g_autofree char *name =
		g_strdup_printf("%s.i2c%u", tw_chip_name(g0->chip), i + 1);
	struct i2cv2 *block = &g0->i2c[i].block;

	for (unsigned k = 0; k < g0->gpio.pins.n_buses; k++) {
		tw_bus *bus = g0->gpio.pins.buses[k].bus;

		if (!reaches(g0, i, TW_SDA, bus, false) ||
		    !reaches(g0, i, TW_SCL, bus, false))
			continue;
		if (block->n_links == I2CV2_MAX_LINKS) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: expected at most %d buses, got more",
				    name, I2CV2_MAX_LINKS);
			return false;
		}
		if (!i2cv2_add_link(block, bus, name, error))
			return false;
	}
	return true;
}

/* The alert pins, in and out. */
static void pull_alert(void *user, bool low)
{
	struct i2c *i2c = user;
	struct stm32_gpio *gpio = &i2c->g0->gpio;
	unsigned n = (unsigned)(i2c - i2c->g0->i2c);

	for (unsigned i = 0; i < G_N_ELEMENTS(functions); i++)
		if (functions[i].i2c == n && functions[i].signal == SMBA)
			stm32_gpio_function_low(gpio, functions[i].pin, AF_I2C,
						low);
}

static void pin_edge(void *user, unsigned pin, bool level)
{
	struct stm32g0 *g0 = user;

	for (unsigned i = 0; i < G_N_ELEMENTS(functions); i++)
		if (functions[i].pin == pin && functions[i].signal == SMBA &&
		    stm32_gpio_function(&g0->gpio, pin) == AF_I2C)
			i2cv2_alert_pin(&g0->i2c[functions[i].i2c].block,
					level);
}

/* --- interrupts and clocks ---------------------------------- */

static void i2c_interrupt(void *user, bool level)
{
	struct i2c *i2c = user;
	unsigned n = (unsigned)(i2c - i2c->g0->i2c);

	nvic_set(&i2c->g0->nvic, IRQ_I2C1 + n, level);
}

static void i2c_request(void *user, bool transmit, bool request)
{
	struct i2c *i2c = user;
	unsigned n = (unsigned)(i2c - i2c->g0->i2c);

	g0_dma_request(&i2c->g0->dma, n, transmit, request);
}

static void clocks_changed(void *user)
{
	struct stm32g0 *g0 = user;

	i2cv2_set_clock(&g0->i2c[0].block, g0_rcc_i2c1_hz(&g0->rcc));
	i2cv2_set_clock(&g0->i2c[1].block, g0_rcc_pclk_hz(&g0->rcc));
	g0->dma.hclk_hz = g0_rcc_hclk_hz(&g0->rcc);
	if (!g0->mcu || mcu_clock_hz(g0->mcu) == g0_rcc_hclk_hz(&g0->rcc))
		return;
	mcu_set_clock(g0->mcu, g0_rcc_hclk_hz(&g0->rcc));
	nvic_clock_changed(&g0->nvic);
}

/* Handlers as start-up code names them. */
static const char *const handlers[N_IRQS] = {
	"WWDG_IRQHandler",
	"PVD_IRQHandler",
	"RTC_TAMP_IRQHandler",
	"FLASH_IRQHandler",
	"RCC_IRQHandler",
	"EXTI0_1_IRQHandler",
	"EXTI2_3_IRQHandler",
	"EXTI4_15_IRQHandler",
	"UCPD1_2_IRQHandler",
	"DMA1_Channel1_IRQHandler",
	"DMA1_Channel2_3_IRQHandler",
	"DMA1_Ch4_7_DMAMUX1_OVR_IRQHandler",
	"ADC1_COMP_IRQHandler",
	"TIM1_BRK_UP_TRG_COM_IRQHandler",
	"TIM1_CC_IRQHandler",
	"TIM2_IRQHandler",
	"TIM3_IRQHandler",
	"TIM6_DAC_LPTIM1_IRQHandler",
	"TIM7_LPTIM2_IRQHandler",
	"TIM14_IRQHandler",
	"TIM15_IRQHandler",
	"TIM16_IRQHandler",
	"TIM17_IRQHandler",
	"I2C1_IRQHandler",
	"I2C2_IRQHandler",
	"SPI1_IRQHandler",
	"SPI2_IRQHandler",
	"USART1_IRQHandler",
	"USART2_IRQHandler",
	"USART3_4_LPUART1_IRQHandler",
	"CEC_IRQHandler",
};

static const struct nvic_config nvic_config = {
	.n_irqs = N_IRQS,
	.priority_bits = 2,
	.cpuid = CPUID,
	.handlers = handlers,
};

/* --- building ---------------------------------------------------------- */

/* Port A has the debugger's pins; all others are analog. */
static const struct stm32_gpio_reset port_resets[N_PORTS] = {
	{0xebffffff, 0x0c000000, 0x24000000},
	{0xffffffff, 0, 0},
	{0xffffffff, 0, 0},
	{0xffffffff, 0, 0},
	{0xffffffff, 0, 0},
	{0xffffffff, 0, 0},
};

static const struct stm32_gpio_config gpio_config = {
	.n_ports = N_PORTS, .resets = port_resets, .has_brr = true};

static void reset_devices(struct stm32g0 *g0)
{
	for (unsigned i = 0; i < N_I2CS; i++)
		i2cv2_reset(&g0->i2c[i].block);
	g0_dma_reset(&g0->dma);
	stm32_gpio_reset(&g0->gpio);
	g0_stores_reset(g0->stores);
	g0_rcc_reset(&g0->rcc);
	nvic_reset(&g0->nvic);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct stm32g0 *g0 = user;

	reset_devices(g0);
	mcu_reset(g0->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct stm32g0 *g0 = user;

	reset_devices(g0);
	mcu_stop(g0->mcu, 0);
}

static void free_chip(void *user)
{
	struct stm32g0 *g0 = user;

	for (unsigned i = 0; i < N_I2CS; i++)
		i2cv2_free(&g0->i2c[i].block);
	g_free(g0);
}

static const struct tw_chip_ops ops = {
	.reset = reset_chip,
	.halt = halt_chip,
	.free = free_chip,
};

static void init_i2c(struct stm32g0 *g0, unsigned n, uint64_t clock_hz)
{
	g_autofree char *point =
		g_strdup_printf("%s.i2c%u.rx", tw_chip_name(g0->chip), n + 1);
	tw_queue *queue = tw_chip_queue(g0->chip);
	struct i2c *i2c = &g0->i2c[n];

	i2c->g0 = g0;
	i2c->block.irq = i2c_interrupt;
	i2c->block.dma = i2c_request;
	i2c->block.smba = pull_alert;
	i2c->block.user = i2c;
	i2cv2_init(&i2c->block, queue, clock_hz);
	i2c->block.rx_point = tw_point_new(tw_chip_sim(g0->chip), point,
					   TW_POINT_FIFO, queue, NULL, NULL);
}

static void wire_clocks(struct stm32g0 *g0)
{
	struct rcc *rcc = &g0->rcc;

	for (unsigned i = 0; i < N_PORTS; i++)
		if (PORTS & 1u << i)
			g0_rcc_add(rcc, RCC_IOPENR_OFFSET, RCC_IOPRSTR_OFFSET,
				   1u << i, &g0->gpio.port[i].block);
	g0_rcc_add(rcc, RCC_AHBENR_OFFSET, RCC_AHBRSTR_OFFSET,
		   RCC_AHBENR_DMA1EN, &g0->dma.block);
	g0_rcc_add(rcc, RCC_AHBENR_OFFSET, RCC_AHBRSTR_OFFSET,
		   RCC_AHBENR_DMA1EN, &g0->dma.mux);
	g0_rcc_add(rcc, RCC_APBENR1_OFFSET, RCC_APBRSTR1_OFFSET,
		   RCC_APBENR1_I2C1EN, &g0->i2c[0].block.block);
	g0_rcc_add(rcc, RCC_APBENR1_OFFSET, RCC_APBRSTR1_OFFSET,
		   RCC_APBENR1_I2C2EN, &g0->i2c[1].block.block);
	g0_rcc_add(rcc, RCC_APBENR1_OFFSET, RCC_APBRSTR1_OFFSET,
		   RCC_APBENR1_PWREN, &g0->stores[STORE_PWR].block);
	g0_rcc_add(rcc, RCC_APBENR2_OFFSET, RCC_APBRSTR2_OFFSET,
		   RCC_APBENR2_SYSCFGEN, &g0->stores[STORE_SYSCFG].block);
}

static void init_devices(struct stm32g0 *g0, uint64_t clock_hz,
			 uint64_t fixed_hz)
{
	tw_queue *queue = tw_chip_queue(g0->chip);

	nvic_init(&g0->nvic, queue, clock_hz, &nvic_config);
	g0->gpio.functions_changed = connect_i2c;
	g0->gpio.edge = pin_edge;
	g0->gpio.user = g0;
	stm32_gpio_init(&g0->gpio, tw_chip_name(g0->chip), queue, &gpio_config);
	g0_dma_init(&g0->dma, queue, &g0->nvic);
	for (unsigned i = 0; i < N_I2CS; i++) {
		init_i2c(g0, i, clock_hz);
		g0->dma.i2c[i] = &g0->i2c[i].block;
	}
	g0_stores_init(g0->stores);
	g0->rcc.changed = clocks_changed;
	g0->rcc.user = g0;
	g0_rcc_init(&g0->rcc, fixed_hz);
	wire_clocks(g0);
}

static void add(struct stm32g0 *g0, struct stm32_block *block, const char *name,
		uint32_t base)
{
	struct reg_device device = stm32_block_device(block, name, base);

	mcu_add_device(g0->mcu, &device);
}

static void add_devices(struct stm32g0 *g0)
{
	static const char *const ports[N_PORTS] = {"GPIOA", "GPIOB", "GPIOC",
						   "GPIOD", NULL,    "GPIOF"};

	add(g0, &g0->i2c[0].block.block, "I2C1", 0x40005400);
	add(g0, &g0->i2c[1].block.block, "I2C2", 0x40005800);
	add(g0, &g0->dma.block, "DMA1", 0x40020000);
	add(g0, &g0->dma.mux, "DMAMUX1", 0x40020800);
	add(g0, &g0->rcc.block, "RCC", 0x40021000);
	for (unsigned i = 0; i < N_STORES; i++)
		add(g0, &g0->stores[i].block, g0->stores[i].name,
		    g0->stores[i].base);
	for (unsigned i = 0; i < N_PORTS; i++)
		if (ports[i])
			add(g0, &g0->gpio.port[i].block, ports[i],
			    0x50000000 + 0x400 * i);
	nvic_attach(&g0->nvic, g0->mcu);
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  GError **error)
{
	struct stm32g0 *g0 = g_new0(struct stm32g0, 1);
	struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : RESET_HZ,
		.costs = {.block = 5,
			  .access = 2,
			  .irq_entry = 15,
			  .irq_exit = 13},
		.n_cpus = 1,
		.n_lines = NVIC_FIRST_IRQ + N_IRQS,
		.first_irq = NVIC_FIRST_IRQ,
		.vector = nvic_vector,
		.irq_enabled = nvic_enabled,
		.user = &g0->nvic,
	};

	g0->chip = chip;
	tw_chip_attach(chip, &ops, g0);
	init_devices(g0, mc.clock_hz, config->clock_hz);
	if (!pins_solder(&g0->gpio.pins, config, &naming, error))
		return false;
	for (unsigned i = 0; i < N_I2CS; i++)
		if (!link_i2c(g0, i, error))
			return false;
	g0->mcu = mcu_new(chip, &mc, error);
	if (!g0->mcu)
		return false;
	g0->dma.mcu = g0->mcu;
	add_devices(g0);
	reset_devices(g0);
	return mcu_start(g0->mcu, 0, "main", config->start_ns, error);
}

const struct tw_platform tw_platform_stm32g0 = {
	.name = "stm32g0",
	.summary = "STM32G071: Cortex-M0+, two I2C blocks of the newer kind",
	.clock_hz = USUAL_HZ,
	.i2c_pins = {[TW_SCL] = {"PB6", 22}, [TW_SDA] = {"PB7", 23}},
	.build = build,
};
