/* SPDX-License-Identifier: MIT */
/*
 * Hs-mode (UM10204 5.3) and the START byte (3.1.15), on a bus that is made for
 * the former: 3.3 V, 700 ohm, 100 pF. The timing checker, which has its limits
 * from elsewhere than the controller, judges.
 */
#include "twowire/timing.h"

#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p;
};

static void bench_new(struct bench *b)
{
	static const struct tw_bus_config bus = {
		.pullup_ohm = 700, .cap_pF = 100, .fall_ns = 15};
	static const struct tw_controller_config host = {.scl_hz = 400000};

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, &bus, NULL);
	b->c = tw_controller_new(b->bus, &host, NULL);
	party_at(&b->p, b->bus, "target", 0x50);
}

static void bench_free(struct bench *b)
{
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	tw_sim_free(b->sim);
	party_leave(&b->p);
}

static enum tw_result send(struct bench *b, unsigned flags, uint16_t addr,
			   uint8_t *data, size_t len)
{
	struct tw_msg m = {.addr = addr,
			   .flags = (uint16_t)flags,
			   .len = len,
			   .data = data};

	return tw_controller_transfer(b->c, &m, 1, TW_MS(50));
}

static tw_timing_report *judge(struct bench *b)
{
	struct tw_timing_config config = {
		.mode = TW_TIMING_HS, .cb_pF = 100, .vdd_mV = 3300};

	return tw_trace_timing(tw_sim_trace(b->sim), 0, &config);
}

static void expect_legal(struct bench *b)
{
	g_autoptr(tw_timing_report) r = judge(b);
	g_autoptr(GString) text = g_string_new(NULL);

	tw_timing_report_to_text(r, true, text);
	if (tw_timing_report_violations(r, NULL))
		print_error("%s", text->str);
	assert_int_equal(tw_timing_report_violations(r, NULL), 0);
}

static void
the_controller_code_goes_before_and_is_not_acknowledged(void **state)
{
	struct bench b;
	uint8_t tx[2] = {0x12, 0x55};

	bench_new(&b);
	assert_int_equal(send(&b, TW_MSG_HS, 0x50, tx, 2), TW_OK);
	hand_wait(&(struct hand){.sim = b.sim}, TW_US(10));
	EXPECT_WIRES(b.sim, 0, "S 09- Sr a0+ 12+ 55+ P");
	EXPECT_TOLD(&b.p, "A50ws W12 W55 P");
	bench_free(&b);
}

/* Every time of table 12, and of table 10 before the repeated START. */
static void all_times_are_within_their_limits(void **state)
{
	struct bench b;
	uint8_t data[4] = {0x00, 0xff, 0xa5, 0x5a};

	bench_new(&b);
	assert_int_equal(send(&b, TW_MSG_HS, 0x50, data, 4), TW_OK);
	b.p.next = 0x7e;
	assert_int_equal(send(&b, TW_MSG_HS | TW_MSG_READ, 0x50, data, 4),
			 TW_OK);
	assert_int_equal(data[0], 0x7e);
	assert_int_equal(data[3], 0x81);
	expect_legal(&b);
	bench_free(&b);
}

/* SCL of 700 ohm and 3 mA: 160 + 60 ns and two edges, some 2.9 MHz, where
 * Fast-mode Plus has 1. */
static void bits_are_short_after_the_code_and_long_before(void **state)
{
	struct bench b;
	uint8_t data[4] = {0x00, 0xff, 0xa5, 0x5a};
	g_autoptr(tw_timing_report) r = NULL;

	bench_new(&b);
	assert_int_equal(send(&b, TW_MSG_HS, 0x50, data, 4), TW_OK);
	r = judge(&b);
	assert_in_range(tw_timing_report_find(r, TW_FSCL, true)->min, 294118,
			400000);
	assert_true(tw_timing_report_find(r, TW_FSCL, false)->min >= 2500000);
	bench_free(&b);
}

/* No current source while others may still hold SCL: its first rise after a
 * repeated START and after each acknowledge is by the pull-up alone. */
static void the_current_source_waits_for_scl_once_a_byte(void **state)
{
	struct bench b;
	uint8_t data[2] = {0x00, 0xff};
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	unsigned n_current = 0, n_low = 0;
	bool scl = true;

	bench_new(&b);
	assert_int_equal(send(&b, TW_MSG_HS, 0x50, data, 2), TW_OK);
	while (tw_trace_next(tw_sim_trace(b.sim), &iter, &r)) {
		if (r.kind == TW_RECORD_EDGE && r.line == TW_SCL)
			scl = r.level;
		if (r.kind != TW_RECORD_PULL || r.line != TW_SCL ||
		    r.drive != TW_CURRENT)
			continue;
		n_current++;
		n_low += !scl;
	}
	/* Three bytes of nine pulses, eight of each with the source. */
	assert_int_equal(n_current, 27);
	assert_int_equal(n_low, 24);
	bench_free(&b);
}

static void a_target_may_hold_scl_after_an_acknowledge(void **state)
{
	static const enum hold_at where[] = {AT_ADDRESS, AT_WRITE, AT_PROCEED};

	for (size_t i = 0; i < G_N_ELEMENTS(where); i++) {
		struct bench b;
		uint8_t data[3] = {0x01, 0x80, 0x33};

		bench_new(&b);
		b.p.hold_at = where[i];
		b.p.hold_ns = 7777;
		assert_int_equal(send(&b, TW_MSG_HS, 0x50, data, 3), TW_OK);
		hand_wait(&(struct hand){.sim = b.sim}, TW_US(10));
		EXPECT_WIRES(b.sim, 0, "S 09- Sr a0+ 01+ 80+ 33+ P");
		bench_free(&b);
	}
}

/* Until the STOP, over repeated STARTs; then F/S again. */
static void hs_mode_lasts_until_the_stop(void **state)
{
	struct bench b;
	uint8_t data[2] = {0x01, 0x00};
	struct tw_msg msgs[2] = {
		{.addr = 0x50, .flags = TW_MSG_HS, .len = 1, .data = data},
		{.addr = 0x50,
		 .flags = TW_MSG_HS | TW_MSG_READ,
		 .len = 1,
		 .data = data + 1},
	};
	uint64_t after;

	bench_new(&b);
	assert_int_equal(tw_controller_transfer(b.c, msgs, 2, 0), TW_OK);
	EXPECT_WIRES(b.sim, 0, "S 09- Sr a0+ 01+ Sr a1+ 00- P");
	expect_legal(&b);
	after = tw_sim_now_ns(b.sim) + 1;
	assert_int_equal(send(&b, 0, 0x50, data, 1), TW_OK);
	EXPECT_WIRES(b.sim, after, "S a0+ 01+ P");
	expect_legal(&b);
	assert_int_equal(tw_controller_config(b.c)->low_ns > 1000, 1);
	bench_free(&b);
}

static void a_target_without_hs_mode_is_deaf_until_the_stop(void **state)
{
	struct bench b;
	struct party old;
	struct tw_target_config config = {.name = "old", .no_hs = true};
	struct tw_match match = {.addr = 0x20};
	uint8_t data[1] = {0x01};

	bench_new(&b);
	party_join(&old, b.bus, &config, &match, 1);
	assert_int_equal(send(&b, TW_MSG_HS, 0x20, data, 1), TW_NO_TARGET);
	EXPECT_TOLD(&old, "");
	assert_int_equal(send(&b, 0, 0x20, data, 1), TW_OK);
	EXPECT_TOLD(&old, "A20w W01 P");
	bench_free(&b);
	party_leave(&old);
}

/* Two controllers: arbitration is over with the codes, which differ. */
static void the_lower_controller_code_wins(void **state)
{
	struct bench b;
	struct tw_controller_config second = {
		.name = "second", .scl_hz = 400000, .hs_code = 5};
	tw_controller *c;
	uint8_t data[2] = {0xff, 0x00};
	struct tw_msg one = {
		.addr = 0x50, .flags = TW_MSG_HS, .len = 1, .data = data};
	struct tw_msg two = one;

	bench_new(&b);
	two.data = data + 1;
	c = tw_controller_new(b.bus, &second, NULL);
	tw_controller_begin(b.c, &one, 1, NULL, NULL);
	tw_controller_begin(c, &two, 1, NULL, NULL);
	hand_wait(&(struct hand){.sim = b.sim}, TW_MS(1));
	EXPECT_WIRES(b.sim, 0, "S 09- Sr a0+ ff+ P");
	assert_int_equal(one.n_done, 1);
	assert_int_equal(two.n_done, 0);
	bench_free(&b);
}

/* --- START byte -------------------------------------------------------- */

static void a_start_byte_goes_before_the_address(void **state)
{
	struct bench b;
	uint8_t data[1] = {0x42};

	bench_new(&b);
	assert_int_equal(send(&b, TW_MSG_START_BYTE, 0x50, data, 1), TW_OK);
	hand_wait(&(struct hand){.sim = b.sim}, TW_US(10));
	EXPECT_WIRES(b.sim, 0, "S 01- Sr a0+ 42+ P");
	EXPECT_TOLD(&b.p, "A50ws W42 P");
	bench_free(&b);
}

static void a_start_byte_may_precede_ten_bits_and_hs_mode(void **state)
{
	struct bench b;
	uint8_t data[1] = {0x42};

	bench_new(&b);
	assert_int_equal(
		send(&b, TW_MSG_START_BYTE | TW_MSG_TEN_BIT, 0x2a5, data, 1),
		TW_NO_TARGET);
	EXPECT_WIRES(b.sim, 0, "S 01- Sr f4- P");
	assert_int_equal(send(&b, TW_MSG_START_BYTE | TW_MSG_HS, 0x50, data, 1),
			 TW_OK);
	EXPECT_WIRES(b.sim, 0, "S 01- Sr f4- P S 01- Sr 09- Sr a0+ 42+ P");
	bench_free(&b);
}

/* "No device is allowed to acknowledge": one that does ends it. */
static void a_prefix_that_is_acknowledged_ends_the_transfer(void **state)
{
	g_autoptr(tw_timing_report) report = NULL;
	struct bench b;
	struct party wrong;
	uint8_t data[1] = {0x42};

	bench_new(&b);
	party_at(&wrong, b.bus, "wrong", 0x04);
	wrong.next = 0xff; /* or its 0 is in the way of the STOP */
	assert_int_equal(send(&b, TW_MSG_HS, 0x50, data, 1), TW_NACKED);
	report = judge(&b);
	assert_int_equal(tw_timing_report_find(report, TW_FSCL, true)->count,
			 0);
	bench_free(&b);
	party_leave(&wrong);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_controller_code_goes_before_and_is_not_acknowledged),
		cmocka_unit_test(all_times_are_within_their_limits),
		cmocka_unit_test(bits_are_short_after_the_code_and_long_before),
		cmocka_unit_test(the_current_source_waits_for_scl_once_a_byte),
		cmocka_unit_test(a_target_may_hold_scl_after_an_acknowledge),
		cmocka_unit_test(hs_mode_lasts_until_the_stop),
		cmocka_unit_test(
			a_target_without_hs_mode_is_deaf_until_the_stop),
		cmocka_unit_test(the_lower_controller_code_wins),
		cmocka_unit_test(a_start_byte_goes_before_the_address),
		cmocka_unit_test(a_start_byte_may_precede_ten_bits_and_hs_mode),
		cmocka_unit_test(
			a_prefix_that_is_acknowledged_ends_the_transfer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
