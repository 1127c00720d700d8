/* SPDX-License-Identifier: MIT */
/*
 * A controller on the registers, by RM0090's recipes and against them. The
 * memory shows every byte that was clocked in: the next read goes on behind it.
 */
#define STM32_PLATFORM "stm32f4"
#include "stm32_bench.h"

#include "twowire/fault.h"
#include "twowire/point.h"
#include "twowire/target.h"

#include <stdlib.h>

static const char *const right = "filled\n"
				 "1: 20\n"
				 "2: 21 22\n"
				 "3: 23 24 25\n"
				 "4: 26 27 28 29\n"
				 "5: 2a 2b 2c 2d 2e\n"
				 "200 of 200 right\n"
				 "nobody refused\n"
				 "rival lost\n"
				 "again well\n";

static enum tw_answer acknowledge(void *user, const struct tw_address *addr)
{
	return TW_ACK;
}

static enum tw_answer take(void *user, uint8_t byte)
{
	return TW_ACK;
}

/* The program, on a bus where somebody pulls SDA low in the first byte for
 * 0x55, once. */
static void power(const char *name)
{
	static const struct tw_target_ops ops = {.address = acknowledge,
						 .write = take};
	static const struct tw_match match = {.addr = 0x55};
	struct tw_target_config config = {.name = "plain", .ops = &ops};
	GError *error = NULL;

	begin(name, 100000, 0);
	tw_target_listen(tw_target_new(b.bus, &config), &match, 1);
	if (!tw_fault_new(b.bus, "rival",
			  "hold-low line=sda for_ns=60000 at byte=1 bit=1 "
			  "addr=0x55",
			  &error))
		fail_msg("%s", error->message);
}

static void run_until(const char *line)
{
	for (unsigned ms = 0; !strstr(b.log->str, line); ms++) {
		if (ms == 3000)
			fail_msg("never said \"%s\" but %s", line, b.log->str);
		run_ms(1);
	}
}

static void the_recipes_clock_in_what_was_asked_for(void **state)
{
	power("recipes");
	run_until("again");
	run_ms(1);
	assert_string_equal(b.log->str, right);
	assert_false(tw_bus_busy(b.bus));
}

/* ES0182: no START any more after a misplaced STOP. */
static void a_block_that_lost_to_a_misplaced_stop_wants_a_reset(void **state)
{
	power("recipes-stay");
	run_until("again");
	run_ms(1);
	assert_non_null(strstr(b.log->str, "rival lost\nagain stuck\n"));
}

static void a_byte_refused_too_late_brings_another(void **state)
{
	power("recipes-late");
	run_until("2:");
	run_ms(1);
	assert_non_null(strstr(b.log->str, "1: 20\n2: 22 23\n"));
}

static void two_bytes_without_pos_are_one(void **state)
{
	power("recipes-no_pos");
	run_until("2:");
	run_ms(1);
	assert_non_null(strstr(b.log->str, "2: stuck\n"));
}

/* A byte takes 90 us: an interrupt of more between the last two is too much. */
static void a_refusal_by_rxne_comes_too_late_under_interrupts(void **state)
{
	unsigned n;

	power("recipes-rxne");
	run_until(" of 200 right\n");
	assert_non_null(strstr(b.log->str, "5: 2a 2b 2c 2d 2e\n"));
	n = (unsigned)atoi(strstr(b.log->str, "2e\n") + 3);
	assert_in_range(n, 20, 199);
}

/* ES0182: BERR in the middle of a good transfer. */
static void strike(const char *name)
{
	power(name);
	run_until("5:");
	for (unsigned i = 0; i < 20; i++) {
		run_ms(1);
		tw_point_act(tw_sim_point(b.sim, "dut.i2c1.berr"), 1);
	}
	run_until(" of 200 right\n");
}

static void a_spurious_bus_error_means_nothing(void **state)
{
	strike("recipes");
	assert_non_null(strstr(b.log->str, "200 of 200 right\n"));
}

static void a_spurious_bus_error_that_is_trusted_breaks_off(void **state)
{
	strike("recipes-trust");
	assert_null(strstr(b.log->str, "200 of 200 right\n"));
}

#define CASE(name) cmocka_unit_test_teardown(name, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(the_recipes_clock_in_what_was_asked_for),
		CASE(a_block_that_lost_to_a_misplaced_stop_wants_a_reset),
		CASE(a_byte_refused_too_late_brings_another),
		CASE(two_bytes_without_pos_are_one),
		CASE(a_refusal_by_rxne_comes_too_late_under_interrupts),
		CASE(a_spurious_bus_error_means_nothing),
		CASE(a_spurious_bus_error_that_is_trusted_breaks_off),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
