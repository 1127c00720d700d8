/* SPDX-License-Identifier: MIT */
/* What frees a bus whose host died, what does not, and what it may cost. */
#include "faulty.h"

#include "twowire/device.h"
#include "twowire/parts.h"

/* A host that dies in the third bit of a byte 0x00 from a target that sends
 * nothing else; @more is one fault more, or NULL. */
static void die_reading(struct scene *s, struct hand *h, const char *more)
{
	scene_open(s, 1);
	s->rom.repeat = true;
	s->rom.next = 0x00;
	if (more)
		FAULT(s, "more", more);
	FAULT(s, "dead", "vanish at state=read bit=2 offset_ns=1000");
	assert_int_equal(scene_read(s, 0x48, 4), TW_STUCK);
	hand_new(h, s->bus, "hand");
	assert_true(tw_bus_level(s->bus, TW_SCL));
	assert_false(tw_bus_level(s->bus, TW_SDA));
}

static void clock_once(struct hand *h)
{
	hand_set(h, TW_SCL, false);
	hand_rise(h);
}

static void a_conforming_target_is_freed_by_the_nack(void **state)
{
	struct scene s;
	struct hand h;
	unsigned n;

	die_reading(&s, &h, NULL);
	/* Bits 3 to 7 of the byte, and the ninth, which nobody pulls. */
	for (n = 1; n <= 9; n++) {
		clock_once(&h);
		if (tw_bus_level(s.bus, TW_SDA))
			break;
	}
	assert_int_equal(n, 6);
	/* And it stays free. */
	for (n = 0; n < 9; n++) {
		clock_once(&h);
		assert_true(tw_bus_level(s.bus, TW_SDA));
	}
	EXPECT_TOLD(&s.rom, "A48r R-");
	scene_close(&s);
}

static void one_that_ignores_the_nack_streams_on(void **state)
{
	struct scene s;
	struct hand h;
	unsigned high = 0;

	die_reading(&s, &h, "ignore-nack at state=read");
	for (unsigned n = 0; n < 6 + 18; n++) {
		clock_once(&h);
		high += tw_bus_level(s.bus, TW_SDA);
	}
	/* High in three acknowledge bits and nowhere else. */
	assert_int_equal(high, 3);
	clock_once(&h);
	assert_false(tw_bus_level(s.bus, TW_SDA));
	scene_close(&s);
}

/* Up to the acknowledge bit: SCL low, and SDA let go. */
static void to_acknowledge(struct scene *s, struct hand *h)
{
	for (unsigned n = 0; n < 9; n++) {
		hand_set(h, TW_SCL, false);
		if (tw_bus_level(s->bus, TW_SDA))
			return;
		hand_rise(h);
	}
	fail_msg("no acknowledge bit came");
}

static void expect_free(struct scene *s)
{
	assert_true(tw_bus_level(s->bus, TW_SCL));
	assert_true(tw_bus_level(s->bus, TW_SDA));
	assert_false(tw_bus_busy(s->bus));
}

static void a_stop_or_start_in_the_acknowledge_frees_it(void **state)
{
	struct scene s;
	struct hand h;

	die_reading(&s, &h, "ignore-nack at state=read");
	to_acknowledge(&s, &h);
	hand_stop(&h);
	expect_free(&s);
	scene_close(&s);

	die_reading(&s, &h, "ignore-nack at state=read");
	to_acknowledge(&s, &h);
	hand_start(&h);
	for (unsigned n = 0; n < 9; n++) {
		hand_set(&h, TW_SDA, true);
		clock_once(&h);
		assert_true(tw_bus_level(s.bus, TW_SDA));
	}
	hand_set(&h, TW_SCL, false);
	hand_stop(&h);
	expect_free(&s);
	scene_close(&s);
}

static void who_holds_sda_low_frees_neither(void **state)
{
	static const char *const more[] = {NULL, "ignore-nack at state=read"};

	for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
		struct scene s;
		struct hand h;

		die_reading(&s, &h, more[i]);
		hand_set(&h, TW_SDA, false);
		for (unsigned n = 0; n < 9; n++)
			clock_once(&h);
		hand_set(&h, TW_SDA, true);
		/* It was acknowledged, and is in its next byte. */
		assert_false(tw_bus_level(s.bus, TW_SDA));
		scene_close(&s);
	}
}

/* --- what recovery may cost -------------------------------------------- */

static tw_device *eeprom(struct scene *s)
{
	struct tw_param part = {"part", "24C02"};
	struct tw_device_config config = {
		.name = "24c02", .addr = 0x50, .params = &part, .n_params = 1};

	return tw_bus_attach(s->bus, tw_parts_model(&tw_parts, "24xx"), &config,
			     NULL);
}

static void clocks_that_complete_a_byte_are_a_hazard(void **state)
{
	struct scene s;
	struct hand h;
	tw_device *rom;
	g_autofree char *text = NULL;

	scene_open(&s, 1);
	rom = eeprom(&s);
	FAULT(&s, "dead", "vanish at byte=2 bit=5 offset_ns=1000");
	assert_int_equal(PUT(&s, 0x50, 0x10, 0xa5), TW_STUCK);
	assert_null(note_text(s.sim, TW_NOTE_HAZARD, 1, NULL));
	hand_new(&h, s.bus, "hand");
	for (unsigned n = 0; n < 9; n++)
		clock_once(&h);
	hand_set(&h, TW_SCL, false);
	hand_stop(&h);
	text = note_text(s.sim, TW_NOTE_HAZARD, 1, NULL);
	assert_non_null(text);
	/* Five bits of 0xa5, and ones. */
	assert_string_equal(text,
			    "clocks that were not the writer's completed a "
			    "byte: 0xa7 is written to 0x50");
	scene_run(&s, tw_sim_now_ns(s.sim) + TW_MS(10));
	assert_int_equal(tw_device_memory(rom, NULL)[0x10], 0xa7);
	scene_close(&s);
}

static void linux_leaves_a_write_one_clock_before_it_counts(void **state)
{
	struct scene s;
	struct hand h;

	scene_open(&s, 1);
	FAULT(&s, "part", "incomplete-write addr=0x48 at time_ns=1000");
	scene_run(&s, TW_MS(1));
	hand_new(&h, s.bus, "hand");
	assert_int_equal(wires_notes(s.sim, TW_NOTE_HAZARD, NULL), 0);
	clock_once(&h);
	assert_int_equal(wires_notes(s.sim, TW_NOTE_HAZARD, NULL), 1);
	scene_close(&s);
}

static void ordinary_writes_and_a_stop_are_none(void **state)
{
	struct scene s;
	struct hand h;

	scene_open(&s, 1);
	tw_bus_watch_hazards(s.bus);
	assert_int_equal(PUT(&s, 0x48, 0x10, 0xa5), TW_OK);
	s.rom.hold_at = AT_WRITE;
	s.rom.hold_ns = TW_MS(1);
	assert_int_equal(PUT(&s, 0x48, 0x10, 0xa5), TW_OK);
	s.rom.hold_at = AT_NEVER;
	FAULT(&s, "dead",
	      "vanish for_ns=1000000 at byte=2 bit=3 "
	      "offset_ns=1000 message=3");
	PUT(&s, 0x48, 0x10, 0xa5);
	hand_new(&h, s.bus, "hand");
	hand_set(&h, TW_SCL, false);
	hand_stop(&h);
	assert_int_equal(wires_notes(s.sim, TW_NOTE_HAZARD, NULL), 0);
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest recovery[] = {
		cmocka_unit_test(a_conforming_target_is_freed_by_the_nack),
		cmocka_unit_test(one_that_ignores_the_nack_streams_on),
		cmocka_unit_test(a_stop_or_start_in_the_acknowledge_frees_it),
		cmocka_unit_test(who_holds_sda_low_frees_neither),
		cmocka_unit_test(clocks_that_complete_a_byte_are_a_hazard),
		cmocka_unit_test(
			linux_leaves_a_write_one_clock_before_it_counts),
		cmocka_unit_test(ordinary_writes_and_a_stop_are_none),
	};

	return cmocka_run_group_tests(recovery, NULL, NULL);
}
