/* SPDX-License-Identifier: MIT */
/* The GPIO ports of STM32: RM0090, chapter 8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stm32/gpio.h"

enum {
	MODER = 0x00,
	OTYPER = 0x04,
	PUPDR = 0x0c,
	IDR = 0x10,
	ODR = 0x14,
	BSRR = 0x18,
	AFRL = 0x20,
	AFRH = 0x24,
	BRR = 0x28,
};

/* PB6 is SCL and PB7 SDA of a bus, PB0 is on a net. */
enum { PB0 = 16, PB6 = 22, PB7 = 23 };

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_net *net;
	tw_pin *outside;
	struct stm32_gpio gpio;
	struct reg_device a, b;
	unsigned n_edges;
	unsigned n_functions;
};

static const struct stm32_gpio_reset resets[] = {{0xa8000000, 0, 0x64000000},
						 {0x00000280, 0, 0x00000100}};
static const struct stm32_gpio_config with_brr = {2, resets, true};
static const struct stm32_gpio_config without_brr = {2, resets, false};

static void edge(void *user, unsigned pin, bool level)
{
	struct bench *b = user;

	b->n_edges += pin == PB0;
}

static void functions(void *user)
{
	struct bench *b = user;

	b->n_functions++;
}

static int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);
	tw_queue *queue;

	b->sim = tw_sim_new(1);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	queue = tw_bus_queue(b->bus);
	b->net = tw_net_new(b->sim, "INT", true);
	b->outside = tw_pin_new(b->net, queue, "outside", NULL, NULL);
	b->gpio.edge = edge;
	b->gpio.functions_changed = functions;
	b->gpio.user = b;
	stm32_gpio_init(&b->gpio, "chip", queue, &with_brr);
	pins_solder_bus(&b->gpio.pins, PB6, b->bus, TW_SCL);
	pins_solder_bus(&b->gpio.pins, PB7, b->bus, TW_SDA);
	pins_solder_net(&b->gpio.pins, PB0, b->net, "PB0");
	stm32_gpio_reset(&b->gpio);
	b->a = stm32_block_device(&b->gpio.port[0].block, "GPIOA", 0x40020000);
	b->b = stm32_block_device(&b->gpio.port[1].block, "GPIOB", 0x40020400);
	*state = b;
	return 0;
}

static int down(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

static uint32_t get(const struct reg_device *d, uint32_t offset)
{
	return d->read(d->user, offset, false, REG_CPU0);
}

static void set(const struct reg_device *d, uint32_t offset, uint32_t value)
{
	d->write(d->user, offset, value, UINT32_MAX, REG_CPU0);
}

static bool level(struct bench *b, enum tw_line line)
{
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_US(2));
	return tw_bus_level(b->bus, line);
}

static void ports_have_their_own_reset_values(void **state)
{
	struct bench *b = *state;

	assert_int_equal(get(&b->a, MODER), 0xa8000000);
	assert_int_equal(get(&b->b, MODER), 0x00000280);
	assert_int_equal(get(&b->a, PUPDR), 0x64000000);
	assert_int_equal(get(&b->b, ODR), 0);
}

static void an_open_drain_output_pulls_low_and_lets_go(void **state)
{
	struct bench *b = *state;

	set(&b->b, OTYPER, 1 << 7);
	set(&b->b, MODER, 1 << 14);
	assert_false(level(b, TW_SDA));
	assert_int_equal(get(&b->b, IDR) >> 7 & 1, 0);
	set(&b->b, BSRR, 1 << 7);
	assert_true(level(b, TW_SDA));
	assert_int_equal(tw_port_driving(b->gpio.pins.buses[0].port, TW_SDA),
			 TW_RELEASE);
	assert_int_equal(get(&b->b, IDR) >> 7 & 1, 1);
}

/* 8.4.5: IDR's upper half is reserved, and pins are the port's own 16. */
static void a_port_shows_its_sixteen_pins_and_no_more(void **state)
{
	struct bench *b = *state;

	tw_sim_run(b->sim, TW_US(2));
	set(&b->b, ODR, 0xffff);
	set(&b->b, MODER, 0x55555555);
	set(&b->a, MODER, 0);
	set(&b->a, PUPDR, 0xaaaaaaaa);
	level(b, TW_SCL);
	assert_int_equal(get(&b->b, IDR), 0xffff);
	assert_int_equal(get(&b->a, IDR), 0);
}

static void a_push_pull_output_drives_high(void **state)
{
	struct bench *b = *state;

	set(&b->b, BSRR, 1 << 7);
	set(&b->b, MODER, 1 << 14);
	assert_int_equal(tw_port_driving(b->gpio.pins.buses[0].port, TW_SDA),
			 TW_HIGH);
}

static void a_pin_that_is_no_output_drives_nothing(void **state)
{
	struct bench *b = *state;

	for (uint32_t mode = 0; mode < 4; mode++) {
		set(&b->b, MODER, mode << 14);
		assert_int_equal(level(b, TW_SDA), mode != 1);
	}
}

static void bsrr_sets_where_it_also_resets(void **state)
{
	struct bench *b = *state;

	set(&b->b, BSRR, 0x000000f0);
	set(&b->b, BSRR, 0x00300011);
	assert_int_equal(get(&b->b, ODR), 0xd1);
	set(&b->b, BSRR, 0x00110011);
	assert_int_equal(get(&b->b, ODR), 0xd1);
	assert_int_equal(get(&b->b, BSRR), 0);
}

static void brr_is_only_where_the_family_has_it(void **state)
{
	struct bench *b = *state;

	set(&b->b, ODR, 0xff);
	set(&b->b, BRR, 0x0f);
	assert_int_equal(get(&b->b, ODR), 0xf0);
	b->gpio.config = &without_brr;
	set(&b->b, BRR, 0xf0);
	assert_int_equal(get(&b->b, ODR), 0xf0);
}

/* AHB: 2.1. */
static void a_narrow_write_leaves_the_other_lanes(void **state)
{
	struct bench *b = *state;

	set(&b->b, ODR, 0x1234);
	b->b.write(b->b.user, ODR, 0xab00, 0xff00, REG_CPU0);
	assert_int_equal(get(&b->b, ODR), 0xab34);
	b->b.write(b->b.user, BSRR, 0xab000000, 0xff000000, REG_CPU0);
	assert_int_equal(get(&b->b, ODR), 0x0034);
}

static void a_function_has_a_number_in_its_mode_only(void **state)
{
	struct bench *b = *state;

	set(&b->b, AFRL, 4u << 24);
	assert_int_equal(stm32_gpio_function(&b->gpio, PB6), -1);
	b->n_functions = 0;
	set(&b->b, MODER, 2 << 12);
	assert_int_equal(stm32_gpio_function(&b->gpio, PB6), 4);
	assert_int_equal(b->n_functions, 1);
	set(&b->b, AFRH, 9);
	set(&b->b, MODER, 2 << 16);
	assert_int_equal(stm32_gpio_function(&b->gpio, 16 + 8), 9);
}

static void a_free_pin_follows_its_pull_up_and_analog_reads_low(void **state)
{
	struct bench *b = *state;

	set(&b->b, PUPDR, 0);
	assert_int_equal(get(&b->b, IDR) >> 12 & 1, 0);
	set(&b->b, PUPDR, 1 << 24);
	assert_int_equal(get(&b->b, IDR) >> 12 & 1, 1);
	set(&b->b, MODER, 3 << 24);
	assert_int_equal(get(&b->b, IDR) >> 12 & 1, 0);
}

static void edges_at_a_pin_are_told_once_each(void **state)
{
	struct bench *b = *state;

	tw_pin_drive(b->outside, TW_LOW);
	tw_pin_drive(b->outside, TW_LOW);
	assert_int_equal(b->n_edges, 1);
	tw_pin_drive(b->outside, TW_RELEASE);
	assert_int_equal(b->n_edges, 2);
}

static void without_its_clock_a_port_is_deaf_and_reads_zero(void **state)
{
	struct bench *b = *state;

	b->gpio.port[1].block.off = true;
	set(&b->b, MODER, 1 << 14);
	assert_int_equal(get(&b->b, MODER), 0);
	b->gpio.port[1].block.off = false;
	assert_int_equal(get(&b->b, MODER), 0x280);
}

static void pins_have_the_names_of_the_data_sheet(void **state)
{
	static const char *const wrong[] = {"PB16", "PB",   "PB07",
					    "B7",   "pb7",  "PD1",
					    "P7",   "PB7x", "PB99999999"};
	unsigned pin;

	(void)state;
	assert_true(stm32_pin_number("PB7", 7, &pin));
	assert_int_equal(pin, PB7);
	assert_true(stm32_pin_number("PA0", 7, &pin));
	assert_int_equal(pin, 0);
	assert_true(stm32_pin_number("PC15", 7, &pin));
	assert_int_equal(pin, 47);
	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++)
		if (stm32_pin_number(wrong[i], 7, &pin))
			fail_msg("%s is a pin", wrong[i]);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(ports_have_their_own_reset_values),
		CASE(an_open_drain_output_pulls_low_and_lets_go),
		CASE(a_port_shows_its_sixteen_pins_and_no_more),
		CASE(a_push_pull_output_drives_high),
		CASE(a_pin_that_is_no_output_drives_nothing),
		CASE(bsrr_sets_where_it_also_resets),
		CASE(brr_is_only_where_the_family_has_it),
		CASE(a_narrow_write_leaves_the_other_lanes),
		CASE(a_function_has_a_number_in_its_mode_only),
		CASE(a_free_pin_follows_its_pull_up_and_analog_reads_low),
		CASE(edges_at_a_pin_are_told_once_each),
		CASE(without_its_clock_a_port_is_deaf_and_reads_zero),
		CASE(pins_have_the_names_of_the_data_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
