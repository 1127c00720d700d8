/* SPDX-License-Identifier: MIT */
/*
 * What goes wrong in firmware for this silicon, as reported for ST's HAL and
 * others, and what goes right instead; and how a controller meets others.
 */
#define STM32_PLATFORM "stm32g0"
#include "stm32_bench.h"

/* Nine bits at 100 kHz are 90 us, 5760 cycles. */
#define LATEST 12000

static enum tw_result read_result(uint16_t addr, size_t n, uint8_t *rx)
{
	struct tw_msg msg = {addr, TW_MSG_READ, n, rx, 0};

	return tw_controller_transfer(b.host, &msg, 1, TW_MS(50));
}

/* STM32CubeG0 issue 31. */
static void an_address_that_nobody_answers_for_holds_the_bus(void **state)
{
	uint8_t rx;

	begin("unarmed", 100000, 0);
	WRITE(0x33, 0x5a);
	assert_int_equal(read_result(0x33, 1, &rx), TW_STUCK);
	assert_false(tw_bus_level(b.bus, TW_SCL));
	run_ms(1000);
	assert_false(tw_bus_level(b.bus, TW_SCL));
}

static void an_address_that_is_answered_for_lets_it_go(void **state)
{
	begin("unarmed-right", 100000, 0);
	WRITE(0x33, 0x5a);
	EXPECT_READ(0x33, 0x5a);
	WRITE(0x33, 0x5b);
	EXPECT_READ(0x33, 0x5b);
}

/* STM32CubeG0 issue 35, hubris pull request 2240: what the host did not take
 * leads the next answer, whose last byte is not sent. */
static void a_byte_that_was_not_taken_leads_the_next_answer(void **state)
{
	begin("answers-stale", 100000, 0);
	WRITE(0x32, 0x10);
	EXPECT_READ(0x32, 0x10, 0x11);
	WRITE(0x32, 0x20);
	EXPECT_READ(0x32, 0x12, 0x20, 0x21);
}

static void a_byte_that_was_not_taken_is_dropped(void **state)
{
	for (uint32_t cycles = 0; cycles <= LATEST; cycles += 400) {
		begin("answers", 100000, cycles);
		for (uint8_t n = 0x10; n < 0x50; n += 0x10) {
			WRITE(0x32, n);
			EXPECT_READ(0x32, n, n + 1);
			EXPECT_READ(0x32, n, n + 1, n + 2, 0xff, 0xff);
		}
	}
}

/* stm32g0xx-hal-driver issue 6, stm32h5xx-hal-driver issue 17. From STOP to the
 * end of the next address are about 100 us, 6400 cycles. */
static bool is_refused_by(const char *name, uint16_t addr,
			  uint32_t irq_latency_cycles)
{
	uint8_t byte = 0x10;
	bool refused = false;

	begin(name, 100000, irq_latency_cycles);
	for (unsigned i = 0; i < 2; i++) {
		struct tw_msg msg = {addr, 0, 1, &byte, 0};

		refused |= tw_controller_transfer(b.host, &msg, 1, TW_MS(50)) ==
			   TW_NACKED;
	}
	return refused;
}

static void a_nack_at_a_stop_seen_late_hits_the_next_message(void **state)
{
	for (uint32_t cycles = 0; cycles <= 5000; cycles += 500)
		assert_false(is_refused_by("answers-nacking", 0x32, cycles));
	assert_true(is_refused_by("answers-nacking", 0x32, 8000));
	for (uint32_t cycles = 0; cycles <= LATEST; cycles += 500)
		assert_false(is_refused_by("answers", 0x32, cycles));
}

static void the_hal_refuses_a_message_that_it_hears_of_late(void **state)
{
	for (uint32_t cycles = 0; cycles <= 2500; cycles += 500)
		assert_false(is_refused_by("listen", 0x30, cycles));
	assert_true(is_refused_by("listen", 0x30, 8000));
}

/* How far a read went is not what the HAL's callbacks say: at most one byte
 * was told of too many, and how many depends on the handler. */
static void a_pointer_moved_by_the_hals_callbacks_runs_ahead(void **state)
{
	begin("listen-naive", 100000, 0);
	WRITE(0x30, 0x10);
	EXPECT_READ(0x30, 0xb5, 0xb4, 0xb7);
	EXPECT_READ(0x30, 0xb1); /* 0x14, not 0x13 */
	begin("listen", 100000, 0);
	WRITE(0x30, 0x10);
	EXPECT_READ(0x30, 0xb5, 0xb4, 0xb7);
	EXPECT_READ(0x30, 0xb5);
}

/* --- controller ---------------------------------------------------------- */

/* 0x10 is lower than 0x50, so the host wins where both begin at once. */
static void a_controller_that_gives_way_tries_again(void **state)
{
	uint8_t byte = 0;

	begin("rival", 400000, 0);
	for (unsigned i = 0; i < 400 && tw_chip_state(b.chip) != TW_CHIP_ENDED;
	     i++) {
		assert_int_equal(tw_controller_write_to(b.host, 0x10, &byte, 1),
				 TW_NO_TARGET);
		tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + i % 40 * 250);
	}
	run_ms(20);
	assert_string_equal(b.log->str, "gave way, other errors 0\n");
	assert_false(tw_bus_busy(b.bus));
}

static uint64_t falls_ns[128];
static unsigned n_falls;

static void scl_edge(void *user, const struct tw_record *r)
{
	if (r->kind == TW_RECORD_EDGE && r->line == TW_SCL && !r->level &&
	    n_falls < G_N_ELEMENTS(falls_ns))
		falls_ns[n_falls++] = r->tick;
}

/* RM0444's formula: periods of PRESC for SCLL + 1 and SCLH + 1, and from an
 * edge until the block sees it the filter's 50 ns and two cycles, and the rise.
 */
static void timingr_makes_the_rate(void **state)
{
	static const uint32_t periods_ns[] = {
		(0xbd + 0x7e) * 2 * 1000 / 64,
		(0x74 + 0x22) * 1000 / 64,
		(0x2a + 0x0c) * 1000 / 64,
	};

	n_falls = 0;
	begin("speed", 100000, 0);
	tw_sim_observe(b.sim, TW_TRACE_EDGES, scl_edge, NULL);
	run_ms(50);
	for (unsigned i = 0; i < 3; i++) {
		uint64_t start = falls_ns[28 * i + 10];

		assert_in_range((falls_ns[28 * i + 14] - start) / 4,
				periods_ns[i] + 2 * 81,
				periods_ns[i] + 2 * 81 + 400);
	}
}

#define CASE(name) cmocka_unit_test_teardown(name, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(an_address_that_nobody_answers_for_holds_the_bus),
		CASE(an_address_that_is_answered_for_lets_it_go),
		CASE(a_byte_that_was_not_taken_leads_the_next_answer),
		CASE(a_byte_that_was_not_taken_is_dropped),
		CASE(a_nack_at_a_stop_seen_late_hits_the_next_message),
		CASE(the_hal_refuses_a_message_that_it_hears_of_late),
		CASE(a_pointer_moved_by_the_hals_callbacks_runs_ahead),
		CASE(a_controller_that_gives_way_tries_again),
		CASE(timingr_makes_the_rate),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
