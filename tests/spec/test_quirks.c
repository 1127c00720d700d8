/* SPDX-License-Identifier: MIT */
/* What hosts do to a transfer that nobody has asked for, on the wires. */
#include "contest.h"
#include "hosts.h"

static const uint8_t tx20[20] = {0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36,
				 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d,
				 0x3e, 0x3f, 0x40, 0x41, 0x42, 0x43};

/* A read of @len bytes, 0x55 and on, and its wires. */
static void expect_read(const char *like, size_t len, const char *wires,
			const char *bytes)
{
	struct scene x;
	uint8_t rx[4] = {0};

	scene_new(&x, like);
	x.p.next = 0x55;
	assert_int_equal(tw_controller_read_from(x.c, 0x48, rx, len), TW_OK);
	EXPECT_WIRES(x.sim, 0, wires);
	assert_memory_equal(rx, bytes, len);
	scene_free(&x);
}

static void bus_pirate_acknowledges_the_last_byte(void **state)
{
	/* 0x56 and not 0x57 would be pulled low by a target that sends on:
	 * its first bit is a 0, so the STOP cannot be. */
	struct tw_controller_config config = {.like = "bus-pirate",
					      .stretch_timeout_ns = TW_MS(1)};
	struct scene x;
	uint8_t rx[2];

	expect_read("ideal", 2, "S 91+ 55+ 56- P", "\x55\x56");
	scene_with(&x, &config, false);
	x.p.next = 0xff;
	x.p.repeat = true;
	assert_int_equal(tw_controller_read_from(x.c, 0x48, rx, 2), TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 91+ ff+ ff+ P");
	scene_free(&x);
	scene_with(&x, &config, false);
	x.p.next = 0x55;
	assert_int_equal(tw_controller_read_from(x.c, 0x48, rx, 2), TW_STUCK);
	assert_false(tw_bus_level(x.bus, TW_SDA));
	scene_free(&x);
}

static void samc21_clocks_nine_times_after_the_nack(void **state)
{
	struct scene x;
	uint8_t tx = 0x12, rx[2];
	struct tw_msg reads[2] = {
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 1, .data = rx},
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 1, .data = rx + 1},
	};

	expect_read("samc21", 2, "S 91+ 55+ 56- ff- P", "\x55\x56");
	/* Where a repeated START follows there is nothing of the kind, and
	 * writes are as they should be. */
	scene_new(&x, "samc21");
	x.p.next = 0x55;
	assert_int_equal(tw_controller_write_read(x.c, 0x48, &tx, 1, rx, 1),
			 TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 90+ 12+ Sr 91+ 55- ff- P");
	EXPECT_TOLD(&x.p, "A48w W12 S A48rs R- P");
	scene_free(&x);
	scene_new(&x, "samc21");
	x.p.next = 0x55;
	assert_int_equal(tw_controller_transfer(x.c, reads, 2, 0), TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 91+ 55- Sr 91+ 56- ff- P");
	scene_free(&x);
}

static void sam_in_smart_mode_acknowledges_the_byte_too_many(void **state)
{
	expect_read("sam-smart", 2, "S 91+ 55+ 56- ff+ P", "\x55\x56");
}

static void stm32f1_refuses_the_first_of_two_bytes_only(void **state)
{
	expect_read("stm32f1", 2, "S 91+ 55- ff- P", "\x55\xff");
	expect_read("stm32f1", 1, "S 91+ 55- P", "\x55");
	expect_read("stm32f1", 3, "S 91+ 55+ 56+ 57- P", "\x55\x56\x57");
}

static void nrf_twim_repeats_the_address_where_its_buffer_ends(void **state)
{
	struct tw_controller_config config = {.like = "nrf-twim",
					      .chunk_bytes = 2};
	struct tw_msg m = {.addr = 0x48, .len = 5, .data = (uint8_t *)tx20};
	struct scene x;

	scene_with(&x, &config, false);
	assert_int_equal(tw_controller_transfer(x.c, &m, 1, 0), TW_OK);
	assert_int_equal(m.n_done, 5);
	EXPECT_WIRES(x.sim, 0, "S 90+ 30+ 31+ Sr 90+ 32+ 33+ Sr 90+ 34+ P");
	EXPECT_TOLD(&x.p, "A48w W30 W31 S A48ws W32 W33 S A48ws W34 P");
	scene_free(&x);
	/* A write that ends with the buffer is not cut, 16 unless set. */
	scene_new(&x, "nrf-twim");
	assert_int_equal(tw_controller_write_to(x.c, 0x48, tx20, 16), TW_OK);
	assert_int_equal(x.p.n_starts, 0);
	assert_int_equal(tw_controller_write_to(x.c, 0x48, tx20, 17), TW_OK);
	assert_int_equal(x.p.n_starts, 1);
	scene_free(&x);
}

static void dw_apb_reads_a_byte_where_nothing_is_to_be_written(void **state)
{
	struct scene x;

	scene_new(&x, "dw-apb");
	x.p.next = 0x55;
	assert_int_equal(tw_controller_write_to(x.c, 0x48, NULL, 0), TW_OK);
	assert_int_equal(tw_controller_write_to(x.c, 0x23, NULL, 0),
			 TW_NO_TARGET);
	EXPECT_WIRES(x.sim, 0, "S 91+ 55- P S 47- P");
	scene_free(&x);
	/* A target without data holds SCL for ever: the probe hangs. */
	scene_new(&x, "dw-apb");
	x.p.hold_at = AT_READ;
	x.p.hold_ns = TW_NEVER;
	assert_int_equal(tw_controller_transfer(x.c,
						&(struct tw_msg){.addr = 0x48},
						1, TW_MS(50)),
			 TW_STUCK);
	scene_free(&x);
}

/* Both let go in the middle of the transfer; 13.1 ms are 2^20 / 80 MHz. */
static void esp32_and_rp2_give_up_without_a_stop(void **state)
{
	static const struct {
		const char *like;
		uint64_t ok_ns, stuck_ns;
	} rows[] = {
		{"esp32", 13100000, 13115000},
		{"rp2", 500000, 510000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		for (int late = 0; late < 2; late++) {
			struct scene x;
			uint8_t byte = 0x12;

			scene_new(&x, rows[i].like);
			x.p.hold_at = AT_PROCEED;
			x.p.hold_ns = late ? rows[i].stuck_ns : rows[i].ok_ns;
			assert_int_equal(
				tw_controller_write_to(x.c, 0x48, &byte, 1),
				late ? TW_STUCK : TW_OK);
			tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(1));
			assert_int_equal(tw_bus_busy(x.bus), late);
			assert_true(tw_bus_level(x.bus, TW_SCL));
			EXPECT_TOLD(&x.p, late ? "A48w" : "A48w W12 P");
			scene_free(&x);
		}
}

static void npcx_ends_a_write_with_no_stop(void **state)
{
	struct tw_controller_config config = {.like = "npcx",
					      .idle_ns = TW_US(50)};
	struct scene x;
	uint8_t byte = 0x12;

	scene_with(&x, &config, false);
	assert_int_equal(tw_controller_write_to(x.c, 0x48, &byte, 1), TW_OK);
	EXPECT_TOLD(&x.p, "A48w W12");
	assert_true(tw_bus_busy(x.bus));
	assert_true(tw_bus_level(x.bus, TW_SCL));
	/* To the target the next START is a repeated one. */
	assert_int_equal(tw_controller_read_from(x.c, 0x48, &byte, 1), TW_OK);
	EXPECT_TOLD(&x.p, "S A48rs R- P");
	scene_free(&x);
}

/* --- several ------------------------------------------------------------- */

static void samd_says_of_a_lost_arbitration_that_nobody_answered(void **state)
{
	static const struct {
		uint8_t addr, data;
		enum tw_result result;
	} rows[] = {
		{0x49, 0x12, TW_NO_TARGET},
		{0x48, 0x13, TW_NACKED},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_controller_config config;
		struct contest x;

		contest_new(&x, 0, 0);
		config = *tw_controller_config(x.b.c);
		config.like = "samd";
		assert_true(tw_controller_configure(x.b.c, &config, NULL));
		contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
		contestant_msg(&x.b, rows[i].addr, false, 1, rows[i].data, 0);
		contest_run(&x);
		assert_int_equal(x.a.result, TW_OK);
		assert_int_equal(x.b.result, rows[i].result);
		assert_int_equal(
			wires_notes(x.sim, TW_NOTE_ARBITRATION_LOST, "b"), 1);
		contest_free(&x);
	}
}

/* Hosts that keep the ideal controller's wires arbitrate as it does. */
static void every_host_that_sees_edges_arbitrates(void **state)
{
	for (size_t i = 0; tw_hosts[i]; i++) {
		struct tw_controller_config config;
		struct contest x;

		if (tw_hosts[i]->banged || !strcmp(tw_hosts[i]->name, "npcx"))
			continue;
		contest_new(&x, 0, 700);
		config = *tw_controller_config(x.b.c);
		config.like = tw_hosts[i]->name;
		assert_true(tw_controller_configure(x.b.c, &config, NULL));
		contestant_msg(&x.a, 0x48, false, 2, 0x12, 0x34);
		contestant_msg(&x.b, 0x48, false, 2, 0x12, 0x35);
		contest_run(&x);
		assert_int_equal(x.a.result, TW_OK);
		assert_int_equal(x.b.result, strcmp(config.like, "samd")
						     ? TW_ARBITRATION_LOST
						     : TW_NACKED);
		EXPECT_WIRES(x.sim, 0, "S 90+ 12+ 34+ P");
		contest_free(&x);
	}
}

/* A banged host does not look at SDA while it sends: the ideal controller
 * gives way to it, or both spoil the byte and only the ideal one knows. */
static void a_banged_host_never_notices_that_it_has_lost(void **state)
{
	struct tw_controller_config config = {.name = "b", .like = "i2c-gpio"};
	struct contest x;

	contest_new(&x, 0, 0);
	assert_true(tw_controller_configure(x.b.c, &config, NULL));
	contestant_msg(&x.a, 0x48, false, 1, 0x00, 0);
	contestant_msg(&x.b, 0x48, false, 1, 0xff, 0);
	contestant_begin(&x.a);
	contestant_begin(&x.b);
	tw_sim_run(x.sim, TW_MS(20));
	assert_true(x.b.done);
	assert_int_equal(x.b.result, TW_OK);
	assert_int_equal(wires_notes(x.sim, TW_NOTE_ARBITRATION_LOST, "b"), 0);
	/* What the target heard was not what the banged host sent. */
	assert_null(strstr(x.p.log->str, "Wff"));
	contest_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bus_pirate_acknowledges_the_last_byte),
		cmocka_unit_test(samc21_clocks_nine_times_after_the_nack),
		cmocka_unit_test(
			sam_in_smart_mode_acknowledges_the_byte_too_many),
		cmocka_unit_test(stm32f1_refuses_the_first_of_two_bytes_only),
		cmocka_unit_test(
			nrf_twim_repeats_the_address_where_its_buffer_ends),
		cmocka_unit_test(
			dw_apb_reads_a_byte_where_nothing_is_to_be_written),
		cmocka_unit_test(esp32_and_rp2_give_up_without_a_stop),
		cmocka_unit_test(npcx_ends_a_write_with_no_stop),
		cmocka_unit_test(
			samd_says_of_a_lost_arbitration_that_nobody_answered),
		cmocka_unit_test(every_host_that_sees_edges_arbitrates),
		cmocka_unit_test(a_banged_host_never_notices_that_it_has_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
