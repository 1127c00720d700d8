/* SPDX-License-Identifier: MIT */
/* PCF8574 and PCF8574A as their data sheet has them. */
#include "tw-test.h"

#include "models.h"
#include "twowire/actor.h"

enum { ADDR = 0x20 };

static int setup(void **state)
{
	*state = bench_new(&tw_model_pcf8574, ADDR);
	return 0;
}

static uint8_t port(struct bench *b)
{
	uint8_t rx = 0;

	assert_int_equal(tw_controller_read_from(b->host, b->addr, &rx, 1),
			 TW_OK);
	return rx;
}

/* Tables 4 and 5. */
static void the_a_version_has_addresses_of_its_own(void **state)
{
	static const struct {
		const struct tw_model *model;
		uint8_t addr;
		bool has;
	} rows[] = {
		{&tw_model_pcf8574, 0x20, true},
		{&tw_model_pcf8574, 0x27, true},
		{&tw_model_pcf8574, 0x38, false},
		{&tw_model_pcf8574a, 0x38, true},
		{&tw_model_pcf8574a, 0x3f, true},
		{&tw_model_pcf8574a, 0x20, false},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_device_config config = {.addr = rows[i].addr};
		g_autoptr(GError) error = NULL;

		if (!tw_bus_attach(b->bus, rows[i].model, &config, &error) ==
		    rows[i].has)
			fail_msg("%s at 0x%02x", rows[i].model->name,
				 rows[i].addr);
	}
}

/* 8.4 */
static void after_power_on_all_pins_are_let_go(void **state)
{
	struct bench *b = *state;

	assert_int_equal(port(b), 0xff);
	assert_true(bench_pin(b, "P0"));
	assert_true(bench_pin(b, "INT"));
}

/* 8.1 */
static void a_pin_reads_low_if_either_side_pulls(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x0f, 0xf0);
	assert_int_equal(port(b), 0xf0);
	bench_set(b, "P7", 0);
	bench_set(b, "P0", 1);
	assert_int_equal(port(b), 0x70);
	assert_false(bench_pin(b, "P0"));
	assert_true(bench_pin(b, "P7"));
}

static void press(void *user)
{
	bench_set(user, "P4", 0);
}

/* 8.3 */
static void each_byte_of_a_read_is_sampled(void **state)
{
	struct bench *b = *state;
	struct tw_controller_config slow = {.scl_hz = 10000};
	tw_controller *host = tw_controller_new(b->bus, &slow, NULL);
	struct tw_timer timer = {.fire = press, .user = b};
	uint8_t rx[3];

	/* A byte lasts 0.9 ms: in the middle of the first. */
	tw_timer_after(tw_bus_queue(b->bus), &timer, TW_US(1400));
	assert_int_equal(tw_controller_read_from(host, ADDR, rx, 3), TW_OK);
	assert_memory_equal(rx, ((uint8_t[]){0xff, 0xef, 0xef}), 3);
}

/* --- 8.5: the interrupt output ---------------------------------------------
 */

static void either_edge_interrupts_until_a_read(void **state)
{
	struct bench *b = *state;

	for (int level = 0; level < 2; level++) {
		bench_set(b, "P5", level);
		assert_false(bench_pin(b, "INT"));
		bench_run(b, TW_MS(1));
		assert_false(bench_pin(b, "INT"));
		assert_int_equal(port(b), level ? 0xff : 0xdf);
		assert_true(bench_pin(b, "INT"));
	}
}

/* "when data on the port is changed to the original setting" */
static void going_back_ends_the_interrupt(void **state)
{
	struct bench *b = *state;

	bench_set(b, "P0", 0);
	bench_set(b, "P1", 0);
	bench_set(b, "P0", 1);
	assert_false(bench_pin(b, "INT"));
	bench_set(b, "P1", 1);
	assert_true(bench_pin(b, "INT"));
}

static void a_write_ends_the_interrupt(void **state)
{
	struct bench *b = *state;

	bench_set(b, "P0", 0);
	WRITE(b, 0xff);
	assert_true(bench_pin(b, "INT"));
	bench_set(b, "P0", 1);
	assert_false(bench_pin(b, "INT"));
}

static void a_pin_that_the_chip_pulls_low_does_not_interrupt(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0xfe);
	assert_true(bench_pin(b, "INT"));
	bench_set(b, "P0", 0);
	assert_true(bench_pin(b, "INT"));
}

/* "Reading from or writing to another device does not affect" it. */
static void traffic_to_others_leaves_it(void **state)
{
	struct bench *b = *state;
	struct tw_device_config config = {.addr = 0x21};
	uint8_t rx;

	tw_bus_attach(b->bus, &tw_model_pcf8574, &config, NULL);
	bench_set(b, "P2", 0);
	assert_int_equal(tw_controller_read_from(b->host, 0x21, &rx, 1), TW_OK);
	assert_false(bench_pin(b, "INT"));
	assert_int_equal(port(b), 0xfb);
	assert_true(bench_pin(b, "INT"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest pcf8574[] = {
		T(the_a_version_has_addresses_of_its_own),
		T(after_power_on_all_pins_are_let_go),
		T(a_pin_reads_low_if_either_side_pulls),
		T(each_byte_of_a_read_is_sampled),
		T(either_edge_interrupts_until_a_read),
		T(going_back_ends_the_interrupt),
		T(a_write_ends_the_interrupt),
		T(a_pin_that_the_chip_pulls_low_does_not_interrupt),
		T(traffic_to_others_leaves_it),
	};

	return cmocka_run_group_tests(pcf8574, NULL, NULL);
}
