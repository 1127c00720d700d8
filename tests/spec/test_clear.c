/* SPDX-License-Identifier: MIT */
/*
 * Bus clear, UM10204 3.1.16: a host has gone in the middle of a read and left a
 * target with SDA low.
 */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	struct hand h;
	struct party p;
	tw_controller *c;
};

/* A read of @byte, left after @bits bits of it with SCL low. */
static void abandoned_read(struct bench *b, uint8_t byte, unsigned bits)
{
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	party_at(&b->p, b->bus, "target", 0x50);
	b->p.repeat = true;
	b->p.next = byte;
	b->c = tw_controller_new(b->bus, NULL, NULL);
	hand_new(&b->h, b->bus, "gone");
	hand_start(&b->h);
	hand_byte(&b->h, 0xa1, true);
	for (unsigned i = 0; i < bits; i++)
		hand_bit(&b->h, true);
	tw_port_drive(b->h.port, TW_SDA, TW_RELEASE);
	tw_port_drive(b->h.port, TW_SCL, TW_RELEASE);
	hand_wait(&b->h, TW_US(20));
}

static void bench_free(struct bench *b)
{
	tw_sim_free(b->sim);
	party_leave(&b->p);
}

static void expect_free(struct bench *b)
{
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_false(tw_bus_busy(b->bus));
	assert_int_equal(tw_controller_write_to(b->c, 0x50, (uint8_t[]){7}, 1),
			 TW_OK);
}

/* A byte of 0s: what is left of its eight bits, and the ninth, where nobody
 * acknowledges. SCL's release by who has gone is a clock already. */
static void a_target_that_sends_zeros_is_freed_within_nine_clocks(void **state)
{
	for (unsigned bits = 0; bits < 8; bits++) {
		struct bench b;
		unsigned n = 99;

		abandoned_read(&b, 0x00, bits);
		assert_false(tw_bus_level(b.bus, TW_SDA));
		assert_int_equal(
			tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			TW_OK);
		assert_int_equal(n, 8 - bits);
		expect_free(&b);
		bench_free(&b);
	}
}

/* The first 1 that the target sends is enough: with it comes the STOP. */
static void a_one_in_the_data_ends_it_sooner(void **state)
{
	struct bench b;
	unsigned n = 99;

	abandoned_read(&b, 0x0f, 1);
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			 TW_OK);
	/* Bit 1 had its clock by the release; bits 2 and 3 are 0, bit 4 is 1.
	 */
	assert_int_equal(n, 3);
	expect_free(&b);
	bench_free(&b);
}

static void nine_clocks_without_a_look_are_nine(void **state)
{
	struct bench b;
	unsigned n = 99;

	abandoned_read(&b, 0x0f, 1);
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CLOCKS, &n),
			 TW_OK);
	assert_int_equal(n, 9);
	expect_free(&b);
	bench_free(&b);
}

/* A free bus gets a STOP and no clock. */
static void a_free_bus_needs_no_clock(void **state)
{
	struct bench b;
	unsigned n = 99;

	abandoned_read(&b, 0xff, 3);
	assert_true(tw_bus_level(b.bus, TW_SDA));
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			 TW_OK);
	assert_int_equal(n, 0);
	expect_free(&b);
	bench_free(&b);
}

/* A STOP in the acknowledge slot frees it as well; with a STOP tried after each
 * clock no byte is ever completed by clocks alone. */
static void a_stop_after_every_clock_frees_it_too(void **state)
{
	struct bench b;
	unsigned n = 99;

	abandoned_read(&b, 0x00, 4);
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_STOPS, &n),
			 TW_OK);
	assert_in_range(n, 1, 9);
	expect_free(&b);
	bench_free(&b);
}

static void sda_held_for_good_is_stuck_after_nine_clocks(void **state)
{
	struct bench b;
	unsigned n = 99;

	abandoned_read(&b, 0xff, 0);
	tw_port_drive(b.h.port, TW_SDA, TW_LOW);
	hand_wait(&b.h, TW_US(1));
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			 TW_STUCK);
	assert_int_equal(n, 9);
	bench_free(&b);
}

/* "The controller can do nothing": it waits 35 ms and gives up. */
static void scl_held_is_stuck_without_a_clock(void **state)
{
	struct bench b;
	unsigned n = 99;
	uint64_t before;

	abandoned_read(&b, 0xff, 0);
	tw_port_drive(b.h.port, TW_SCL, TW_LOW);
	hand_wait(&b.h, TW_US(1));
	before = tw_sim_now_ns(b.sim);
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			 TW_STUCK);
	assert_int_equal(n, 0);
	assert_in_range(tw_sim_now_ns(b.sim) - before, TW_MS(35), TW_MS(36));
	bench_free(&b);
}

/* It has no times of its own: half a period for each, and the same patience. */
static void a_banged_host_clears_a_bus_too(void **state)
{
	const struct tw_controller_config banged = {
		.name = "banged", .like = "bitbangio", .scl_hz = 100000};
	uint64_t before;
	struct bench b;
	unsigned n = 99;

	abandoned_read(&b, 0x00, 3);
	b.c = tw_controller_new(b.bus, &banged, NULL);
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			 TW_OK);
	assert_int_equal(n, 5);
	expect_free(&b);
	tw_port_drive(b.h.port, TW_SCL, TW_LOW);
	hand_wait(&b.h, TW_US(1));
	before = tw_sim_now_ns(b.sim);
	assert_int_equal(tw_controller_clear_bus(b.c, TW_CLEAR_CHECK, &n),
			 TW_STUCK);
	assert_in_range(tw_sim_now_ns(b.sim) - before, TW_MS(35), TW_MS(36));
	bench_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_target_that_sends_zeros_is_freed_within_nine_clocks),
		cmocka_unit_test(a_one_in_the_data_ends_it_sooner),
		cmocka_unit_test(nine_clocks_without_a_look_are_nine),
		cmocka_unit_test(a_free_bus_needs_no_clock),
		cmocka_unit_test(a_stop_after_every_clock_frees_it_too),
		cmocka_unit_test(sda_held_for_good_is_stuck_after_nine_clocks),
		cmocka_unit_test(scl_held_is_stuck_without_a_clock),
		cmocka_unit_test(a_banged_host_clears_a_bus_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
