/* SPDX-License-Identifier: MIT */
/* Faults of targets, of what is sent, and inside parts. */
#include "faulty.h"

#include "twowire/device.h"
#include "twowire/parts.h"
#include "twowire/point.h"

static void a_twin_is_heard_together_with_the_other(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	s.rom.next = 0xf3;
	FAULT(&s, "twin", "twin addr=0x48 byte=0x5f for_ns=1000000");
	assert_int_equal(scene_read(&s, 0x48, 1), TW_OK);
	/* 11110011 and 01011111: the first bit decides for the twin. */
	assert_int_equal(s.rx[0], 0x5f);
	EXPECT_TOLD(&s.rom, "A48r lost P");
	scene_run(&s, TW_MS(2));
	s.rom.next = 0xf3;
	assert_int_equal(scene_read(&s, 0x48, 1), TW_OK);
	assert_int_equal(s.rx[0], 0xf3);
	scene_close(&s);
}

static void two_answer_the_alert_response(void **state)
{
	struct scene s;
	struct party alert;

	scene_open(&s, 1);
	party_at(&alert, s.bus, "alert", 0x0c);
	alert.next = 0x98;
	FAULT(&s, "ara", "ara-collision byte=0x90");
	assert_int_equal(scene_read(&s, 0x0c, 1), TW_OK);
	assert_int_equal(s.rx[0], 0x90);
	EXPECT_TOLD(&alert, "A0cr lost P");
	party_leave(&alert);
	scene_close(&s);
}

static void two_answer_the_default_address(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	assert_int_equal(scene_read(&s, 0x61, 1), TW_NO_TARGET);
	FAULT(&s, "arp", "arp-collision byte=0x81");
	assert_int_equal(scene_read(&s, 0x61, 1), TW_OK);
	assert_int_equal(s.rx[0], 0x81);
	scene_close(&s);
}

static void wrong_bytes_are_sent_at_their_place(void **state)
{
	struct scene s;
	uint8_t call[] = {0x06};

	scene_open(&s, 1);
	FAULT(&s, "pec", "pec-corrupt xor=0x81");
	assert_int_equal(PUT(&s, 0x48, 0x01, 0x02, 0x7e), TW_OK);
	assert_int_equal(PUT(&s, 0x48, 0x55), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 01+ 02+ ff+ P S 90+ 55+ P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "pec", "pec-corrupt");
	s.rom.next = 0x10;
	assert_int_equal(scene_read(&s, 0x48, 3), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 91+ 10+ 11+ 13- P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "len", "block-length value=0xfe");
	s.rom.next = 0x02;
	assert_int_equal(scene_read(&s, 0x48, 3), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 91+ fe+ 03+ 04- P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "len", "block-length value=40");
	assert_int_equal(PUT(&s, 0x48, 0x01, 0x02, 0x7e), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 01+ 28+ 7e+ P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "next", "wrong-byte value=0x33 at byte=2");
	assert_int_equal(PUT(&s, 0x48, 0x01, 0x02, 0x7e), TW_OK);
	EXPECT_WIRES(s.sim, 0, "S 90+ 01+ 33+ 7e+ P");
	scene_close(&s);
	scene_open(&s, 1);
	FAULT(&s, "gc", "general-call-garbage value=0xab");
	scene_write(&s, 0x00, call, 1);
	EXPECT_WIRES(s.sim, 0, "S 00- P");
	scene_close(&s);
}

static void others_hear_only_half_of_their_address(void **state)
{
	struct scene s;
	struct party ten, all;
	struct tw_target_config config = {.name = "ten"};
	struct tw_target_config call = {.name = "all"};
	struct tw_match match = {.addr = 0x2c5, .ten_bit = true};
	struct tw_match general = {.general_call = true};
	uint8_t tx = 7;
	struct tw_msg m = {
		.addr = 0x2c5, .flags = TW_MSG_TEN_BIT, .len = 1, .data = &tx};

	scene_open(&s, 1);
	party_join(&ten, s.bus, &config, &match, 1);
	party_join(&all, s.bus, &call, &general, 1);
	FAULT(&s, "half", "half-match xor=0x04");
	FAULT(&s, "garbage", "general-call-garbage value=0xab");
	assert_int_equal(tw_controller_transfer(s.host, &m, 1, TW_MS(20)),
			 TW_NO_TARGET);
	EXPECT_WIRES(s.sim, 0, "S f4+ c1- P");
	assert_int_equal(tw_controller_transfer(s.host, &m, 1, TW_MS(20)),
			 TW_OK);
	EXPECT_TOLD(&ten, "A2c5tw W07 P");
	tx = 6;
	assert_int_equal(PUT(&s, 0x00, 0x06), TW_OK);
	EXPECT_TOLD(&all, "Gw Wab P");
	party_leave(&ten);
	party_leave(&all);
	scene_close(&s);
}

/* --- inside parts ------------------------------------------------------ */

static tw_device *thermometer(struct scene *s)
{
	struct tw_device_config config = {.name = "probe", .addr = 0x18};

	return tw_bus_attach(s->bus, tw_parts_model(&tw_parts, "mcp9808"),
			     &config, NULL);
}

static void a_part_without_supply_is_gone_and_comes_back_new(void **state)
{
	struct scene s;
	tw_device *probe;
	uint8_t reg = 0x02, limit[] = {0x02, 0x01, 0x90}, rx[2];

	scene_open(&s, 1);
	probe = thermometer(&s);
	assert_true(tw_device_set_input(probe, "temp_mC", 30000));
	FAULT(&s, "dip",
	      "brown-out point=probe.power for_ns=5000000 at "
	      "time_ns=10000000");
	assert_int_equal(scene_write(&s, 0x18, limit, 3), TW_OK);
	scene_run(&s, TW_MS(11));
	assert_int_equal(scene_write(&s, 0x18, limit, 3), TW_NO_TARGET);
	scene_run(&s, TW_MS(16));
	assert_int_equal(tw_controller_write_read(s.host, 0x18, &reg, 1, rx, 2),
			 TW_OK);
	assert_int_equal(rx[0] << 8 | rx[1], 0); /* as after power-on */
	/* What it measures has not changed: 30 C is 0x1e0 sixteenths. */
	scene_run(&s, TW_MS(400));
	reg = 0x05;
	assert_int_equal(tw_controller_write_read(s.host, 0x18, &reg, 1, rx, 2),
			 TW_OK);
	assert_int_equal((rx[0] << 8 | rx[1]) & 0x1fff, 0x1e0);
	scene_close(&s);
}

static void a_reset_in_the_middle_of_a_byte_lets_go(void **state)
{
	struct scene s;

	scene_open(&s, 1);
	thermometer(&s);
	/* A read of its manufacturer's number, 0x0054: SDA is low. */
	PUT(&s, 0x18, 0x06);
	FAULT(&s, "reset",
	      "part-reset point=probe.power at state=read bit=2 "
	      "offset_ns=1000");
	assert_int_equal(scene_read(&s, 0x18, 2), TW_OK);
	/* Two bits of 0x00, and ones. */
	assert_int_equal(s.rx[0], 0x3f);
	assert_int_equal(s.rx[1], 0xff);
	scene_close(&s);
}

/* Some part's interrupt lines. */
struct lines {
	tw_point *point;
	tw_queue *queue;
	GString *log;
};

static void line_set(void *user, uint64_t value)
{
	struct lines *l = user;

	g_string_append_printf(l->log, " %u%c@%u", (unsigned)(value >> 1),
			       value & 1 ? '+' : '-',
			       (unsigned)tw_queue_now_ns(l->queue));
}

static void lines_open(struct lines *l, struct scene *s)
{
	scene_open(s, 1);
	l->queue = tw_bus_queue(s->bus);
	l->log = g_string_new(NULL);
	l->point = tw_point_new(s->sim, "dut.irq", TW_POINT_IRQ, l->queue,
				line_set, l);
}

static void line_at(struct lines *l, struct scene *s, uint64_t ns,
		    uint64_t value)
{
	scene_run(s, ns);
	if (tw_point_pass(l->point, value))
		line_set(l, value);
}

static void lines_close(struct lines *l, struct scene *s, const char *want)
{
	scene_run(s, 100000);
	assert_string_equal(l->log->str, want);
	g_string_free(l->log, TRUE);
	scene_close(s);
}

static void drive_lines(struct lines *l, struct scene *s)
{
	line_at(l, s, 1000, 3 << 1 | 1);
	line_at(l, s, 1500, 3 << 1);
	line_at(l, s, 2000, 4 << 1 | 1);
	line_at(l, s, 2500, 4 << 1);
}

static void interrupts_come_late_or_never_or_for_nothing(void **state)
{
	struct lines l;
	struct scene s;

	lines_open(&l, &s);
	drive_lines(&l, &s);
	lines_close(&l, &s, " 3+@1000 3-@1500 4+@2000 4-@2500");

	lines_open(&l, &s);
	FAULT(&s, "late", "irq-late point=dut.irq irq=4 delay_ns=300");
	drive_lines(&l, &s);
	lines_close(&l, &s, " 3+@1000 3-@1500 4+@2300 4-@2800");

	lines_open(&l, &s);
	FAULT(&s, "lost", "irq-lost point=dut.irq");
	drive_lines(&l, &s);
	lines_close(&l, &s, " 3-@1500 4+@2000 4-@2500");

	lines_open(&l, &s);
	FAULT(&s, "mask", "irq-masked point=dut.irq for_ns=2200 at time_ns=0");
	drive_lines(&l, &s);
	lines_close(&l, &s, " 3-@2200 4+@2200 4-@2500");

	lines_open(&l, &s);
	FAULT(&s, "ghost",
	      "irq-spurious point=dut.irq irq=9 for_ns=10 at "
	      "time_ns=50");
	drive_lines(&l, &s);
	lines_close(&l, &s, " 9+@50 9-@60 3+@1000 3-@1500 4+@2000 4-@2500");
}

static void the_nth_pass_is_refused_and_found_again(void **state)
{
	struct scene s;
	tw_point *fifo;
	g_autofree char *text = NULL;

	scene_open(&s, 1);
	fifo = tw_point_new(s.sim, "dut.rx", TW_POINT_FIFO, tw_bus_queue(s.bus),
			    NULL, NULL);
	FAULT(&s, "full", "fifo-overrun point=dut.rx at point=dut.rx n=3");
	assert_true(tw_point_pass(fifo, 1));
	assert_true(tw_point_pass(fifo, 2));
	assert_false(tw_point_pass(fifo, 3));
	assert_true(tw_point_pass(fifo, 4));
	text = note_text(s.sim, TW_NOTE_FAULT, 1, NULL);
	assert_string_equal(text,
			    "fifo-overrun point=dut.rx at point=dut.rx n=3");
	scene_close(&s);
}

static void a_stuck_switch_takes_what_it_was_told_when_it_is_free(void **state)
{
	struct lines l;
	struct scene s;

	lines_open(&l, &s);
	FAULT(&s, "stuck",
	      "mux-stuck point=dut.irq state=closed for_ns=2200 "
	      "at time_ns=0");
	drive_lines(&l, &s);
	lines_close(&l, &s, " 0+@0 4+@2200 4-@2500");
}

static void a_stuck_channel_keeps_the_far_bus_joined(void **state)
{
	for (int stuck = 0; stuck <= 1; stuck++) {
		struct scene s;
		struct tw_bus_config far = {.name = "far"};
		struct tw_device_config at = {.name = "mux", .addr = 0x70};
		struct tw_device_config rom = {.name = "rom2", .addr = 0x50};
		tw_device *mux;
		tw_bus *bus;

		scene_open(&s, 1);
		bus = tw_bus_new(s.sim, &far, NULL);
		mux = tw_bus_attach(s.bus, tw_parts_model(&tw_parts, "pca954x"),
				    &at, NULL);
		assert_true(tw_device_wire_channel(mux, 0, bus, NULL));
		tw_bus_attach(bus, tw_parts_model(&tw_parts, "24xx"), &rom,
			      NULL);
		assert_int_equal(PUT(&s, 0x70, 0x01), TW_OK);
		if (stuck)
			FAULT(&s, "stuck",
			      "mux-stuck point=mux.0 state=closed");
		assert_int_equal(PUT(&s, 0x70, 0x00), TW_OK);
		assert_int_equal(scene_write(&s, 0x50, NULL, 0),
				 stuck ? TW_OK : TW_NO_TARGET);
		scene_close(&s);
	}
}

static void a_part_that_is_not_there_is_an_error(void **state)
{
	struct scene s;
	g_autoptr(GError) error = NULL;

	scene_open(&s, 1);
	assert_null(tw_fault_new(s.bus, "f", "vanish part=ro", &error));
	assert_string_equal(error->message,
			    "part: nothing on bus is called \"ro\"");
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest parts[] = {
		cmocka_unit_test(a_twin_is_heard_together_with_the_other),
		cmocka_unit_test(two_answer_the_alert_response),
		cmocka_unit_test(two_answer_the_default_address),
		cmocka_unit_test(wrong_bytes_are_sent_at_their_place),
		cmocka_unit_test(others_hear_only_half_of_their_address),
		cmocka_unit_test(
			a_part_without_supply_is_gone_and_comes_back_new),
		cmocka_unit_test(a_reset_in_the_middle_of_a_byte_lets_go),
		cmocka_unit_test(interrupts_come_late_or_never_or_for_nothing),
		cmocka_unit_test(the_nth_pass_is_refused_and_found_again),
		cmocka_unit_test(a_stuck_channel_keeps_the_far_bus_joined),
		cmocka_unit_test(a_part_that_is_not_there_is_an_error),
		cmocka_unit_test(
			a_stuck_switch_takes_what_it_was_told_when_it_is_free),
	};

	return cmocka_run_group_tests(parts, NULL, NULL);
}
