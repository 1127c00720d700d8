/* SPDX-License-Identifier: MIT */
/* Faults of hosts: clocks, conditions, pace, and what remains of them. */
#include "faulty.h"

static void a_whole_restart_comes_between_two_bits(void **state)
{
	struct scene s;
	uint64_t low;

	scene_open(&s, 1);
	FAULT(&s, "Sr", "insert-restart half_ns=5000 at byte=1 bit=3");
	PUT(&s, 0x48, 0x00);
	low = edge_ns(&s, TW_SCL, false, 9 + 3 + 1);
	/* SDA up, SCL up half a period later, and a START after another. */
	assert_true(has_edge(&s, TW_SCL, true, low + 5000 + RISE));
	assert_true(
		has_edge(&s, TW_SDA, false, low + 5000 + RISE + 5000 + FALL));
	/* The five bits that were left, the ninth, and a STOP. */
	EXPECT_WIRES(s.sim, 0, "S 90+ (000) Sr (000001) P");
	EXPECT_TOLD(&s.rom, "A48w S");
	scene_close(&s);
}

static void a_pulse_is_doubled(void **state)
{
	struct scene s;
	uint64_t low;

	scene_open(&s, 1);
	FAULT(&s, "twice", "extra-clocks half_ns=4000 at byte=1 bit=4");
	PUT(&s, 0x48, 0x10);
	low = edge_ns(&s, TW_SCL, false, 9 + 4 + 1);
	assert_true(has_edge(&s, TW_SCL, true, low + 4000 + RISE));
	assert_true(
		has_edge(&s, TW_SCL, false, low + 4000 + RISE + 4000 + FALL));
	/* 0001 1 0000: nine bits of 00011000, then what was the ninth. */
	EXPECT_TOLD(&s.rom, "A48w W18 P");
	assert_int_equal(n_edges(&s, TW_SCL, true), 9 + 10 + 1);
	scene_close(&s);
}

static void clocks_follow_a_nack(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "more", "clocks-after-nack clocks=9");
	assert_int_equal(PUT(&s, 0x20, 0x10), TW_NO_TARGET);
	EXPECT_WIRES(s.sim, 0, "S 40- ff- P");
	assert_int_equal(n_edges(&s, TW_SCL, true), 9 + 9 + 1);
	scene_close(&s);
}

static void a_pulse_is_left_out(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "gone", "drop-clock at byte=1 bit=2");
	assert_int_equal(PUT(&s, 0x48, 0xdf), TW_STUCK);
	/* 11011111 without its bit 2 is 1111111, and the host's ninth pulse is
	 * the eighth. The target acknowledges where the STOP should be, and
	 * goes on doing so for want of a clock. */
	assert_int_equal(n_edges(&s, TW_SCL, true), 9 + 8 + 1);
	assert_true(tw_bus_level(s.bus, TW_SCL));
	assert_false(tw_bus_level(s.bus, TW_SDA));
	EXPECT_TOLD(&s.rom, "A48w Wff");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "gone", "drop-clock at byte=1 bit=8");
	/* The host's first pulse of the next byte is the target's ninth. */
	assert_int_equal(PUT(&s, 0x48, 0xdf, 0x01), TW_STUCK);
	assert_int_equal(n_edges(&s, TW_SCL, true), 9 + 8 + 9 + 1);
	EXPECT_TOLD(&s.rom, "A48w Wdf W03");
	scene_close(&s);
}

static void a_byte_ends_short(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "cut", "short-byte at byte=1 bit=3");
	assert_int_equal(PUT(&s, 0x48, 0xa0), TW_STUCK);
	EXPECT_WIRES(s.sim, 0, "S 90+ (101) P");
	EXPECT_TOLD(&s.rom, "A48w P");
	assert_int_equal(PUT(&s, 0x48, 0x12), TW_OK);
	scene_close(&s);
}

static void a_stop_is_left_out(void **state)
{
	struct scene s;
	struct hand h;

	scene_open(&s, 1);
	FAULT(&s, "none", "omit-stop");
	assert_int_equal(PUT(&s, 0x48, 0x12), TW_OK);
	scene_run(&s, TW_MS(1));
	EXPECT_WIRES(s.sim, 0, "S 90+ 12+");
	assert_true(tw_bus_busy(s.bus));
	assert_true(tw_bus_level(s.bus, TW_SCL));
	assert_true(tw_bus_level(s.bus, TW_SDA));
	/* So the next START is a repeated one to everybody else. */
	hand_new(&h, s.bus, "hand");
	hand_set(&h, TW_SDA, false);
	hand_set(&h, TW_SCL, false);
	hand_byte(&h, 0x90, true);
	hand_stop(&h);
	EXPECT_WIRES(s.sim, 0, "S 90+ 12+ Sr 90+ P");
	scene_close(&s);
}

static void stop_and_start_become_a_restart_and_back(void **state)
{
	struct scene s;
	uint8_t tx = 1;
	struct tw_msg m[2] = {
		{.addr = 0x48, .len = 1, .data = &tx},
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 1, .data = s.rx}};

	scene_open(&s, 1);
	FAULT(&s, "join", "stop-to-restart");
	assert_int_equal(PUT(&s, 0x48, 0x12), TW_OK);
	assert_int_equal(PUT(&s, 0x48, 0x34), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 12+ Sr 90+ 34+ P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "split", "restart-to-stop");
	assert_int_equal(tw_controller_transfer(s.host, m, 2, TW_MS(20)),
			 TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 01+ P S 91+ 00- P");
	scene_close(&s);
}

/* --- pace -------------------------------------------------------------- */

static void the_clock_changes_in_the_middle_of_a_byte(void **state)
{
	struct scene s;
	uint64_t a, b;

	scene_open(&s, 1);
	FAULT(&s, "fast", "speed scl_hz=400000 at byte=1 bit=4");
	assert_int_equal(PUT(&s, 0x48, 0x00, 0x00), TW_OK);
	a = edge_ns(&s, TW_SCL, false, 9 + 3);
	b = edge_ns(&s, TW_SCL, false, 9 + 4);
	assert_int_equal(b - a, 10000);
	a = edge_ns(&s, TW_SCL, false, 9 + 6);
	b = edge_ns(&s, TW_SCL, false, 9 + 7);
	assert_int_equal(b - a, 2500);
	scene_close(&s);
}

static void the_duty_is_what_is_asked_for(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "duty", "speed low_ns=9000 high_ns=700");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_OK);
	/* From pulled to let go 9000: seen low 35 later, high 265 later. */
	assert_int_equal(edge_ns(&s, TW_SCL, true, 4) -
				 edge_ns(&s, TW_SCL, false, 4),
			 9000 - FALL + RISE);
	scene_close(&s);
}

static void start_follows_stop_too_soon(void **state)
{
	struct scene s, clean;
	uint64_t stop;

	scene_open(&s, 1);
	FAULT(&s, "soon", "short-times buf_ns=100");
	PUT(&s, 0x48, 0x00);
	stop = tw_sim_now_ns(s.sim);
	PUT(&s, 0x48, 0x00);
	/* 100 ns after 0.7 VDD the wire is at 1 - 0.3 exp(-100 / 220) = 0.81
	 * VDD, from where a fall by 0.02 VDD a ns takes 26. */
	assert_true(has_edge(&s, TW_SDA, false, stop + 100 + 26));
	scene_open(&clean, 1);
	PUT(&clean, 0x48, 0x00);
	PUT(&clean, 0x48, 0x00);
	assert_false(same_edges(&s, &clean));
	scene_close(&clean);
	scene_close(&s);
}

static void data_changes_before_the_clock_falls(void **state)
{
	struct scene s;
	uint64_t fall;

	/* Bits 4 and 5 of 0x08 are 1 and 0. */
	scene_open(&s, 1);
	PUT(&s, 0x48, 0x08);
	fall = edge_ns(&s, TW_SCL, false, 9 + 6);
	assert_true(has_edge(&s, TW_SDA, false, fall + 300 + FALL));
	EXPECT_TOLD(&s.rom, "A48w W08 P");
	scene_close(&s);
	/* SDA is low when SCL should be, and SCL 10 ns later: a START. */
	scene_open(&s, 1);
	FAULT(&s, "skew", "early-data by_ns=10 at byte=1 bit=4");
	PUT(&s, 0x48, 0x08);
	assert_true(has_edge(&s, TW_SDA, false, fall));
	EXPECT_TOLD(&s.rom, "A48w S");
	scene_close(&s);
	/* tHD;DAT is 0: both fall at once, and the byte arrives. */
	scene_open(&s, 1);
	FAULT(&s, "skew", "early-data by_ns=0 at byte=1 bit=4");
	PUT(&s, 0x48, 0x08);
	assert_true(has_edge(&s, TW_SCL, false, fall));
	assert_true(has_edge(&s, TW_SDA, false, fall));
	EXPECT_TOLD(&s.rom, "A48w W08 P");
	scene_close(&s);
}

static void jitter_stays_within_its_bound_and_repeats(void **state)
{
	struct scene s[3];

	for (int i = 0; i < 3; i++) {
		scene_open(&s[i], i == 2 ? 8 : 7);
		FAULT(&s[i], "shake", "jitter up_to_ns=200");
		assert_int_equal(PUT(&s[i], 0x48, 0x55), TW_OK);
		EXPECT_WIRES(s[i].sim, 0, "S 90+ 55+ P");
	}
	assert_true(same_edges(&s[0], &s[1]));
	assert_false(same_edges(&s[0], &s[2]));
	for (unsigned n = 2; n < 9; n++) {
		uint64_t period = edge_ns(&s[0], TW_SCL, false, n + 1) -
				  edge_ns(&s[0], TW_SCL, false, n);

		/* 10000, a late rise, a late fall less the one before. */
		assert_in_range(period, 9800, 10400);
	}
	for (int i = 0; i < 3; i++)
		scene_close(&s[i]);
}

/* A part's edges are moved by one fault at a time; another ends at once. */
static void a_second_jitter_of_the_same_host_does_nothing(void **state)
{
	struct scene s[2];
	tw_fault *second = NULL;

	for (int i = 0; i < 2; i++) {
		scene_open(&s[i], 7);
		FAULT(&s[i], "shake", "jitter up_to_ns=200");
		if (i)
			second = FAULT(&s[i], "more", "jitter up_to_ns=2000");
		assert_int_equal(PUT(&s[i], 0x48, 0x55), TW_OK);
	}
	assert_true(same_edges(&s[0], &s[1]));
	assert_string_equal(tw_fault_name(second), "more");
	for (int i = 0; i < 2; i++)
		scene_close(&s[i]);
}

/* --- gone -------------------------------------------------------------- */

static void a_host_gives_up_a_stretched_clock(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	s.rom.hold_at = AT_WRITE;
	s.rom.hold_ns = TW_MS(2);
	FAULT(&s, "hasty", "stretch-abort timeout_ns=500000");
	assert_int_equal(PUT(&s, 0x48, 0x00, 0x01), TW_STUCK);
	assert_int_equal(wires_notes(s.sim, TW_NOTE_STUCK, "host"), 1);
	scene_close(&s);
	scene_open(&s, 1);
	s.rom.hold_at = AT_WRITE;
	s.rom.hold_ns = TW_MS(2);
	assert_int_equal(PUT(&s, 0x48, 0x00, 0x01), TW_OK);
	scene_close(&s);
}

static void a_host_that_vanishes_lets_go_at_that_instant(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "gone", "vanish at byte=1 bit=3 offset_ns=1000");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_STUCK);
	assert_true(has_edge(&s, TW_SCL, true,
			     edge_ns(&s, TW_SCL, false, 9 + 4) + 1000 + RISE));
	assert_int_equal(n_edges(&s, TW_SCL, true), 9 + 4);
	scene_close(&s);
}

static void a_frozen_host_goes_on_pulling(void **state)
{
	struct scene s;
	uint64_t fall;

	scene_open(&s, 1);
	FAULT(&s, "ice",
	      "freeze for_ns=1000000 at byte=1 bit=3 offset_ns=1000");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_OK);
	fall = edge_ns(&s, TW_SCL, false, 9 + 4);
	assert_int_equal(edge_ns(&s, TW_SCL, true, 9 + 4),
			 fall + 1000 + 1000000 + RISE);
	scene_close(&s);
}

static void a_host_that_is_reset_lets_go_and_tells(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "reset", "host-reset at byte=1 bit=3 offset_ns=1000");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_STUCK);
	scene_run(&s, tw_sim_now_ns(s.sim) + TW_US(100));
	assert_int_equal(edge_ns(&s, TW_SCL, true, 9 + 4),
			 edge_ns(&s, TW_SCL, false, 9 + 4) + 1000 + RISE);
	scene_close(&s);
}

static void a_host_dies_after_the_next_fall_of_scl(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "panic", "host-dies delay_ns=42000 at state=start");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_STUCK);
	assert_true(has_edge(&s, TW_SCL, true,
			     edge_ns(&s, TW_SCL, false, 1) + 42000 + RISE));
	assert_int_equal(n_edges(&s, TW_SCL, false), 5);
	scene_close(&s);
}

static void arbitration_is_lost_as_linux_does_it(void **state)
{
	struct scene s;
	uint64_t fall;

	scene_open(&s, 1);
	FAULT(&s, "lose", "lose-arbitration for_ns=200000");
	/* 0x3f has many ones: the second bit sent is the first. */
	assert_int_equal(PUT(&s, 0x3f, 0x00), TW_ARBITRATION_LOST);
	scene_run(&s, TW_MS(1));
	fall = edge_ns(&s, TW_SCL, false, 1);
	assert_true(has_edge(&s, TW_SDA, true, fall + 200000 + RISE));
	scene_close(&s);
}

static void a_second_start_comes_when_it_is_told(void **state)
{
	struct scene s;

	/* Within tHD;STA of ours: both are in, and the lower address wins. */
	scene_open(&s, 1);
	FAULT(&s, "other",
	      "second-start addr=0x08 hd_sta_ns=4000 half_ns=5000 at "
	      "state=start offset_ns=1000");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_ARBITRATION_LOST);
	scene_run(&s, TW_MS(1));
	EXPECT_WIRES(s.sim, 0, "S 10- P");
	scene_close(&s);
	/* Its own START on an idle bus. */
	scene_open(&s, 1);
	FAULT(&s, "other", "second-start addr=0x08 at time_ns=7000");
	scene_run(&s, TW_MS(1));
	assert_int_equal(edge_ns(&s, TW_SDA, false, 1), 7000 + FALL);
	assert_int_equal(edge_ns(&s, TW_SCL, false, 1), 7000 + 4000 + FALL);
	EXPECT_WIRES(s.sim, 0, "S 10- P");
	scene_close(&s);
}

static void incomplete_transfers_leave_the_target_waiting(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "part", "incomplete-address addr=0x48 at time_ns=1000");
	scene_run(&s, TW_MS(1));
	/* Ninth clock high, the target acknowledges and goes on doing so. */
	assert_int_equal(n_edges(&s, TW_SCL, true), 9);
	assert_true(tw_bus_level(s.bus, TW_SCL));
	assert_false(tw_bus_level(s.bus, TW_SDA));
	EXPECT_TOLD(&s.rom, "A48r");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "part", "incomplete-write addr=0x48 at time_ns=1000");
	scene_run(&s, TW_MS(1));
	assert_int_equal(n_edges(&s, TW_SCL, true), 18);
	assert_true(tw_bus_level(s.bus, TW_SCL));
	assert_false(tw_bus_level(s.bus, TW_SDA));
	EXPECT_TOLD(&s.rom, "A48w W00");
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest hosts[] = {
		cmocka_unit_test(a_whole_restart_comes_between_two_bits),
		cmocka_unit_test(a_pulse_is_doubled),
		cmocka_unit_test(clocks_follow_a_nack),
		cmocka_unit_test(a_pulse_is_left_out),
		cmocka_unit_test(a_byte_ends_short),
		cmocka_unit_test(a_stop_is_left_out),
		cmocka_unit_test(stop_and_start_become_a_restart_and_back),
		cmocka_unit_test(the_clock_changes_in_the_middle_of_a_byte),
		cmocka_unit_test(the_duty_is_what_is_asked_for),
		cmocka_unit_test(start_follows_stop_too_soon),
		cmocka_unit_test(data_changes_before_the_clock_falls),
		cmocka_unit_test(jitter_stays_within_its_bound_and_repeats),
		cmocka_unit_test(a_second_jitter_of_the_same_host_does_nothing),
		cmocka_unit_test(a_host_gives_up_a_stretched_clock),
		cmocka_unit_test(a_host_that_vanishes_lets_go_at_that_instant),
		cmocka_unit_test(a_frozen_host_goes_on_pulling),
		cmocka_unit_test(a_host_that_is_reset_lets_go_and_tells),
		cmocka_unit_test(a_host_dies_after_the_next_fall_of_scl),
		cmocka_unit_test(arbitration_is_lost_as_linux_does_it),
		cmocka_unit_test(a_second_start_comes_when_it_is_told),
		cmocka_unit_test(incomplete_transfers_leave_the_target_waiting),
	};

	return cmocka_run_group_tests(hosts, NULL, NULL);
}
