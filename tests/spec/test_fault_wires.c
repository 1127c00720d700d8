/* SPDX-License-Identifier: MIT */
/* Faults of wires and bits: what they do, when, and to the ns. */
#include "faulty.h"

static void a_held_clock_rises_when_it_is_let_go(void **state)
{
	struct scene s, clean;
	uint64_t fall;

	scene_open(&clean, 1);
	assert_int_equal(PUT(&clean, 0x48, 0x12), TW_OK);
	scene_open(&s, 1);
	FAULT(&s, "stuck",
	      "hold-low line=scl for_ns=50000 at edge=scl-fall n=3");
	assert_int_equal(PUT(&s, 0x48, 0x12), TW_OK);
	fall = edge_ns(&s, TW_SCL, false, 3);
	assert_int_equal(fall, edge_ns(&clean, TW_SCL, false, 3));
	assert_int_equal(edge_ns(&s, TW_SCL, true, 3), fall + 50000 + RISE);
	assert_true(edge_ns(&clean, TW_SCL, true, 3) < fall + 10000);
	EXPECT_WIRES(s.sim, 0, "S 90+ 12+ P");
	scene_close(&s);
	scene_close(&clean);
}

static void a_wire_held_for_good_stays_low(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "stuck", "hold-low line=sda at time_ns=1000");
	scene_run(&s, TW_S(10));
	assert_int_equal(n_edges(&s, TW_SDA, false), 1);
	assert_int_equal(edge_ns(&s, TW_SDA, false, 1), 1000 + FALL);
	assert_int_equal(n_edges(&s, TW_SDA, true), 0);
	scene_close(&s);
}

static void a_low_glitch_has_its_width(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "g", "glitch line=scl width_ns=100 at time_ns=1000");
	/* Too short to be seen: the wire turns back on its way. */
	FAULT(&s, "runt", "glitch line=sda width_ns=1 at time_ns=5000");
	scene_run(&s, 10000);
	assert_int_equal(edge_ns(&s, TW_SCL, false, 1), 1000 + FALL);
	assert_int_equal(edge_ns(&s, TW_SCL, true, 1), 1100 + RISE);
	assert_int_equal(n_edges(&s, TW_SDA, false), 0);
	scene_close(&s);
}

static void a_high_glitch_cuts_everybody_off(void **state)
{
	struct scene s;
	tw_port *p;

	scene_open(&s, 1);
	p = tw_port_new(s.bus, "p", TW_ROLE_OTHER, NULL, NULL);
	tw_port_drive(p, TW_SDA, TW_LOW);
	FAULT(&s, "g",
	      "glitch line=sda level=high width_ns=500 at time_ns=10000");
	scene_run(&s, 20000);
	assert_int_equal(edge_ns(&s, TW_SDA, true, 1), 10000 + RISE);
	/* 500 ns after it was let go the wire is at 0.897 VDD, 0.597 above
	 * 0.3 VDD; at 0.02 VDD a ns. */
	assert_int_equal(edge_ns(&s, TW_SDA, false, 2), 10500 + 30);
	scene_close(&s);
}

static void a_part_that_lets_go_too_early_gets_the_wire_back(void **state)
{
	struct scene s;
	tw_port *p;

	scene_open(&s, 1);
	p = tw_port_new(s.bus, "p", TW_ROLE_OTHER, NULL, NULL);
	tw_port_drive(p, TW_SCL, TW_LOW);
	FAULT(&s, "early", "release-early line=scl part=p at time_ns=10000");
	scene_run(&s, 15000);
	assert_int_equal(edge_ns(&s, TW_SCL, true, 1), 10000 + RISE);
	tw_port_drive(p, TW_SCL, TW_RELEASE);
	scene_run(&s, 20000);
	assert_int_equal(n_edges(&s, TW_SCL, false), 1);
	tw_port_drive(p, TW_SCL, TW_LOW);
	scene_run(&s, 25000);
	assert_int_equal(edge_ns(&s, TW_SCL, false, 2), 20000 + FALL);
	scene_close(&s);
}

static void a_slow_rise_has_the_new_time_constant(void **state)
{
	struct scene s;
	tw_port *p;

	scene_open(&s, 1);
	p = tw_port_new(s.bus, "p", TW_ROLE_OTHER, NULL, NULL);
	FAULT(&s, "slow", "slow-rise cap_pF=200 for_ns=10000 at time_ns=5000");
	tw_port_drive(p, TW_SCL, TW_LOW);
	scene_run(&s, 6000);
	tw_port_drive(p, TW_SCL, TW_RELEASE);
	scene_run(&s, 10000);
	tw_port_drive(p, TW_SCL, TW_LOW);
	scene_run(&s, 16000);
	tw_port_drive(p, TW_SCL, TW_RELEASE);
	scene_run(&s, 20000);
	/* ln(1 / 0.3) * 2200 ohm * 200 pF = 529.7 ns. */
	assert_int_equal(edge_ns(&s, TW_SCL, true, 1), 6000 + 530);
	assert_int_equal(edge_ns(&s, TW_SCL, true, 2), 16000 + RISE);
	scene_close(&s);
}

/* --- bits -------------------------------------------------------------- */

/* The SCL falls of a message: the first follows START, and bit k of byte b
 * begins at fall 9 b + k + 1. */
static uint64_t slot_ns(struct scene *s, unsigned byte, unsigned bit)
{
	return edge_ns(s, TW_SCL, false, 9 * byte + bit + 1);
}

static void or_makes_a_zero_a_one(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "or", "or-bit at byte=1 bit=7");
	assert_int_equal(PUT(&s, 0x48, 0x00), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 01+ P");
	EXPECT_TOLD(&s.rom, "A48w W01 P");
	assert_true(has_edge(&s, TW_SDA, true, slot_ns(&s, 1, 7) + RISE));
	scene_close(&s);
}

static void and_makes_a_one_a_zero(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	s.rom.next = 0xff;
	FAULT(&s, "and", "and-bit at state=read bit=3");
	assert_int_equal(scene_read(&s, 0x48, 1), TW_OK);
	assert_int_equal(s.rx[0], 0xef);
	assert_true(has_edge(&s, TW_SDA, false, slot_ns(&s, 1, 3) + FALL));
	/* It reads a 0 where it sends a 1, as if a twin were there. */
	EXPECT_TOLD(&s.rom, "A48r lost P");
	scene_close(&s);
}

static void flip_goes_both_ways(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "flip", "flip-bit at byte=1 bit=2");
	assert_int_equal(PUT(&s, 0x48, 0x55), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 75+ P");
	scene_close(&s);
	scene_open(&s, 1);
	s.rom.next = 0x55;
	FAULT(&s, "flip", "flip-bit at byte=1 bit=1 dir=read");
	assert_int_equal(scene_read(&s, 0x48, 1), TW_OK);
	/* From the flipped 1 on the target is out and sends nothing. */
	assert_int_equal(s.rx[0], 0x3f);
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "flip", "flip-bit at byte=1 bit=3");
	/* The host sends a 1 and reads a 0. */
	assert_int_equal(PUT(&s, 0x48, 0x55), TW_ARBITRATION_LOST);
	assert_int_equal(wires_notes(s.sim, TW_NOTE_ARBITRATION_LOST, "host"),
			 1);
	scene_close(&s);
}

static void an_acknowledge_is_turned_over(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "no", "ack-to-nack");
	assert_int_equal(PUT(&s, 0x48, 0x12), TW_NO_TARGET);
	EXPECT_WIRES(s.sim, 0, "S 90- P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "no", "ack-to-nack at byte=2");
	assert_int_equal(PUT(&s, 0x48, 0x12, 0x34, 0x56), TW_NACKED);
	EXPECT_WIRES(s.sim, 0, "S 90+ 12+ 34- P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "yes", "nack-to-ack");
	assert_int_equal(PUT(&s, 0x20, 0x12), TW_NACKED);
	EXPECT_WIRES(s.sim, 0, "S 40+ 12- P");
	scene_close(&s);
}

static void a_forced_byte_is_what_everybody_reads(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "lie", "force-byte value=0xa5 at state=read n=2");
	assert_int_equal(scene_read(&s, 0x48, 3), TW_OK);
	assert_int_equal(s.rx[0], 0x00);
	assert_int_equal(s.rx[1], 0xa5);
	scene_close(&s);
}

static void a_start_comes_in_the_middle_of_a_bit(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "S", "insert-start phase_ns=700 at byte=1 bit=4");
	assert_int_equal(PUT(&s, 0x48, 0x55), TW_ARBITRATION_LOST);
	scene_run(&s, TW_MS(1));
	EXPECT_WIRES(s.sim, 0, "S 90+ (0101) Sr P");
	assert_true(has_edge(&s, TW_SDA, false,
			     edge_ns(&s, TW_SCL, true, 14) + 700 + FALL));
	EXPECT_TOLD(&s.rom, "A48w S");
	scene_close(&s);
}

static void a_stop_comes_in_the_middle_of_a_bit(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	FAULT(&s, "P", "insert-stop phase_ns=700 at byte=1 bit=4");
	assert_int_equal(PUT(&s, 0x48, 0xff), TW_ARBITRATION_LOST);
	scene_run(&s, TW_MS(1));
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "P", "insert-stop phase_ns=700 at byte=1 bit=4");
	assert_int_equal(PUT(&s, 0x48, 0x50), TW_ARBITRATION_LOST);
	scene_run(&s, TW_MS(1));
	EXPECT_WIRES(s.sim, 0, "S 90+ (0101) P");
	assert_true(has_edge(&s, TW_SDA, true,
			     edge_ns(&s, TW_SCL, true, 14) + 700 + RISE));
	EXPECT_TOLD(&s.rom, "A48w P");
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest wires[] = {
		cmocka_unit_test(a_held_clock_rises_when_it_is_let_go),
		cmocka_unit_test(a_wire_held_for_good_stays_low),
		cmocka_unit_test(a_low_glitch_has_its_width),
		cmocka_unit_test(a_high_glitch_cuts_everybody_off),
		cmocka_unit_test(
			a_part_that_lets_go_too_early_gets_the_wire_back),
		cmocka_unit_test(a_slow_rise_has_the_new_time_constant),
		cmocka_unit_test(or_makes_a_zero_a_one),
		cmocka_unit_test(and_makes_a_one_a_zero),
		cmocka_unit_test(flip_goes_both_ways),
		cmocka_unit_test(an_acknowledge_is_turned_over),
		cmocka_unit_test(a_forced_byte_is_what_everybody_reads),
		cmocka_unit_test(a_start_comes_in_the_middle_of_a_bit),
		cmocka_unit_test(a_stop_comes_in_the_middle_of_a_bit),
	};

	return cmocka_run_group_tests(wires, NULL, NULL);
}
