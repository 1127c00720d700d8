/* SPDX-License-Identifier: MIT */
/*
 * The ESP32 and the ESP32-S3: one CPU, two I2C controllers, pins and a timer,
 * under the driver interface of ESP-IDF.
 *
 * From:     ESP32 and ESP32-S3 Technical Reference Manuals, memory maps.
 * Modelled: see intr.h, i2c.h, gpio.h, systimer.h, system.h. app_main() is
 *           entered by call_start_cpu0() of hal/, on a FreeRTOS of one CPU.
 * Left out: the second CPU; Wi-Fi and everything else on the chip: a register
 *           of it is a crash that names the address.
 * Approx.:  a basic block costs 5 cycles and an access 3, an interrupt 250 in
 *           and 150 out, which is what ESP-IDF's assembly around a handler
 *           takes; from memory, not measured. The clock is 160 MHz, as
 *           ESP-IDF's default has it.
 */
#include "esp32/platform.h"

#include <stdlib.h>
#include <string.h>

#include "esp32/gpio.h"
#include "esp32/i2c.h"
#include "esp32/intr.h"
#include "esp32/system.h"
#include "esp32/systimer.h"

#define CLOCK_HZ 160000000u

enum { N_I2CS = 2, N_TASKS = 16 };

/* What one chip of the family has in another way. */
struct variant {
	uint32_t i2c_base[N_I2CS];
	uint32_t gpio_base;
	uint32_t pads_base;
	uint32_t timer_base;
	uint32_t system_base;
	uint32_t intr_base;
	unsigned i2c_source[N_I2CS];
	unsigned gpio_source;
	unsigned timer_source;
	unsigned scl_signal[N_I2CS];
	unsigned sda_signal[N_I2CS];
	uint64_t i2c_hz; /* of the clock that its divider gets */
	bool i2c_stretches;
	struct pins_naming naming;
	unsigned n_pins;
};

struct esp32 {
	tw_chip *chip;
	const struct variant *variant;
	mcu *mcu;
	struct esp_intr intr;
	struct esp_systimer timer;
	struct esp_gpio gpio;
	struct esp_system system;
	struct esp_i2c i2c[N_I2CS];
};

/* --- the two chips ----------------------------------------------------- */

static bool number(const char *name, unsigned n_pins, unsigned *n)
{
	char canonical[16];

	if (strncmp(name, "GPIO", 4))
		return false;
	*n = (unsigned)strtoul(name + 4, NULL, 10);
	g_snprintf(canonical, sizeof(canonical), "GPIO%u", *n);
	return *n < n_pins && !strcmp(name, canonical);
}

static bool number_classic(const char *name, unsigned *n)
{
	return number(name, 40, n);
}

static bool number_s3(const char *name, unsigned *n)
{
	return number(name, 49, n);
}

/* The timer's and the reset registers' place is the S3's moved to where the
 * classic chip has nothing. */
static const struct variant classic = {
	.i2c_base = {0x3ff53000, 0x3ff67000},
	.gpio_base = 0x3ff44000,
	.pads_base = 0x3ff49000,
	.timer_base = 0x3ff78000,
	.system_base = 0x3ff79000,
	.intr_base = 0x3ff00104,
	.i2c_source = {49, 50},
	.gpio_source = 22,
	.timer_source = 17,
	.scl_signal = {29, 95},
	.sda_signal = {30, 96},
	.i2c_hz = 80000000,
	.i2c_stretches = false,
	.naming = {number_classic, "GPIO0 to GPIO39"},
	.n_pins = 40,
};

static const struct variant s3 = {
	.i2c_base = {0x60013000, 0x60027000},
	.gpio_base = 0x60004000,
	.pads_base = 0x60009000,
	.timer_base = 0x60023000,
	.system_base = 0x600c0000,
	.intr_base = 0x600c2000,
	.i2c_source = {42, 43},
	.gpio_source = 16,
	.timer_source = 57,
	.scl_signal = {89, 91},
	.sda_signal = {90, 92},
	.i2c_hz = 40000000,
	.i2c_stretches = true,
	.naming = {number_s3, "GPIO0 to GPIO48"},
	.n_pins = 49,
};

/* --- interrupts -------------------------------------------------------- */

static bool irq_enabled(void *user, unsigned cpu, unsigned line,
			unsigned *priority)
{
	const struct esp32 *esp = user;

	return line >= ESP_INTR_FIRST &&
	       esp_intr_enabled(&esp->intr, line - ESP_INTR_FIRST, priority);
}

/* All have one entry, which asks what its number is. */
static void (*vector(void *user, unsigned cpu, unsigned line))(void)
{
	const struct esp32 *esp = user;
	void *symbol = mcu_symbol(esp->mcu, "esp_intr_dispatch");
	void (*handler)(void);

	memcpy(&handler, &symbol, sizeof(handler));
	return handler;
}

static void crash(void *user, const char *what)
{
	const struct esp32 *esp = user;

	mcu_crash(esp->mcu, 0, what);
}

/* --- the I2C controllers' pins ----------------------------------------- */

static void connect_i2c(void *user)
{
	struct esp32 *esp = user;

	for (unsigned i = 0; i < N_I2CS; i++) {
		const struct variant *v = esp->variant;
		int scl = esp_gpio_pin_of(&esp->gpio, v->scl_signal[i]);
		int sda = esp_gpio_pin_of(&esp->gpio, v->sda_signal[i]);
		const tw_bus *bus = NULL;

		if (scl >= 0 && sda >= 0)
			bus = pins_bus(&esp->gpio.pins, (unsigned)scl,
				       (unsigned)sda);
		esp_i2c_connect(&esp->i2c[i], bus);
	}
}

static bool link_i2c(struct esp32 *esp, unsigned i, GError **error)
{
	const char *chip = tw_chip_name(esp->chip);
	g_autofree char *name = g_strdup_printf("%s.i2c%u", chip, i);
	const struct pins *pins = &esp->gpio.pins;

	for (unsigned k = 0; k < pins->n_buses; k++) {
		if (k == ESP_I2C_MAX_LINKS) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s.pins: expected at most %d buses, got "
				    "more",
				    chip, ESP_I2C_MAX_LINKS);
			return false;
		}
		if (!esp_i2c_add_link(&esp->i2c[i], pins->buses[k].bus, name,
				      error))
			return false;
	}
	return true;
}

static void reset_i2c(void *user, unsigned n)
{
	struct esp32 *esp = user;

	esp_i2c_reset(&esp->i2c[n]);
}

/* --- building ---------------------------------------------------------- */

static void reset_devices(struct esp32 *esp, uint64_t start_ns)
{
	for (unsigned i = 0; i < N_I2CS; i++)
		esp_i2c_reset(&esp->i2c[i]);
	esp_gpio_reset(&esp->gpio);
	esp_systimer_start(&esp->timer, start_ns);
	esp_system_reset(&esp->system);
	esp_intr_reset(&esp->intr);
}

static void reset_chip(tw_chip *chip, void *user)
{
	struct esp32 *esp = user;

	reset_devices(esp, tw_queue_now_ns(tw_chip_queue(chip)));
	mcu_reset(esp->mcu);
}

static void halt_chip(tw_chip *chip, void *user)
{
	struct esp32 *esp = user;

	reset_devices(esp, tw_queue_now_ns(tw_chip_queue(chip)));
	mcu_stop(esp->mcu, 0);
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
	esp_intr_line(user, (unsigned)(value >> 1), value & 1);
}

static tw_point *point(struct esp32 *esp, const char *what,
		       enum tw_point_kind kind, tw_point_act_fn act, void *user)
{
	g_autofree char *name =
		g_strconcat(tw_chip_name(esp->chip), what, NULL);

	return tw_point_new(tw_chip_sim(esp->chip), name, kind,
			    tw_chip_queue(esp->chip), act, user);
}

static void init_devices(struct esp32 *esp)
{
	const struct variant *v = esp->variant;
	tw_queue *queue = tw_chip_queue(esp->chip);

	esp->intr.point = point(esp, ".irq", TW_POINT_IRQ, act_irq, &esp->intr);
	esp_systimer_init(&esp->timer, &esp->intr, v->timer_source, queue);
	pins_init(&esp->gpio.pins, tw_chip_name(esp->chip), queue,
		  esp->gpio.pin, v->n_pins);
	esp_gpio_init(&esp->gpio, &esp->intr, v->gpio_source, v->n_pins);
	esp->gpio.routed = connect_i2c;
	esp->gpio.user = esp;
	esp->system.reset_i2c = reset_i2c;
	esp->system.user = esp;
	for (unsigned i = 0; i < N_I2CS; i++) {
		esp_i2c_init(&esp->i2c[i], &esp->intr, v->i2c_source[i],
			     v->i2c_hz, v->i2c_stretches);
		esp->i2c[i].crash = crash;
		esp->i2c[i].user = esp;
	}
	esp->i2c[0].rx_point =
		point(esp, ".i2c0.rx", TW_POINT_FIFO, NULL, NULL);
	esp->i2c[1].rx_point =
		point(esp, ".i2c1.rx", TW_POINT_FIFO, NULL, NULL);
}

static void add(struct esp32 *esp, struct reg_device device)
{
	mcu_add_device(esp->mcu, &device);
}

static void add_devices(struct esp32 *esp)
{
	const struct variant *v = esp->variant;

	add(esp, esp_i2c_device(&esp->i2c[0], "I2C0", v->i2c_base[0]));
	add(esp, esp_i2c_device(&esp->i2c[1], "I2C1", v->i2c_base[1]));
	add(esp, esp_gpio_device(&esp->gpio, v->gpio_base));
	add(esp, esp_gpio_pads(&esp->gpio, v->pads_base));
	add(esp, esp_systimer_device(&esp->timer, v->timer_base));
	add(esp, esp_system_device(&esp->system, v->system_base));
	add(esp, esp_intr_device(&esp->intr, v->intr_base));
}

static bool build(tw_chip *chip, const struct tw_chip_config *config,
		  const struct variant *variant, GError **error)
{
	struct esp32 *esp = g_new0(struct esp32, 1);
	struct mcu_config mc = {
		.chip = config,
		.clock_hz = config->clock_hz ? config->clock_hz : CLOCK_HZ,
		.costs = {.block = 5,
			  .access = 3,
			  .irq_entry = 250,
			  .irq_exit = 150},
		.n_cpus = 1,
		.n_tasks = N_TASKS,
		.n_lines = ESP_INTR_FIRST + ESP_INTR_SOURCES,
		.first_irq = ESP_INTR_FIRST,
		.vector = vector,
		.irq_enabled = irq_enabled,
		.user = esp,
	};

	esp->chip = chip;
	esp->variant = variant;
	tw_chip_attach(chip, &ops, esp);
	init_devices(esp);
	if (!pins_solder(&esp->gpio.pins, config, &variant->naming, error))
		return false;
	for (unsigned i = 0; i < N_I2CS; i++)
		if (!link_i2c(esp, i, error))
			return false;
	esp->mcu = mcu_new(chip, &mc, error);
	if (!esp->mcu)
		return false;
	esp->intr.mcu = esp->mcu;
	add_devices(esp);
	reset_devices(esp, config->start_ns);
	return mcu_start(esp->mcu, 0, "call_start_cpu0", config->start_ns,
			 error);
}

static bool build_classic(tw_chip *chip, const struct tw_chip_config *config,
			  GError **error)
{
	return build(chip, config, &classic, error);
}

static bool build_s3(tw_chip *chip, const struct tw_chip_config *config,
		     GError **error)
{
	return build(chip, config, &s3, error);
}

const struct tw_platform tw_platform_esp32 = {
	.name = "esp32",
	.summary = "ESP32 with ESP-IDF's drivers: targets that cannot stretch",
	.clock_hz = CLOCK_HZ,
	.i2c_pins = {[TW_SCL] = {"GPIO5", 5}, [TW_SDA] = {"GPIO4", 4}},
	.build = build_classic,
};

const struct tw_platform tw_platform_esp32s3 = {
	.name = "esp32s3",
	.summary = "ESP32-S3 with ESP-IDF's drivers: targets that stretch",
	.clock_hz = CLOCK_HZ,
	.i2c_pins = {[TW_SCL] = {"GPIO5", 5}, [TW_SDA] = {"GPIO4", 4}},
	.build = build_s3,
};
