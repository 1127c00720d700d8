/* SPDX-License-Identifier: MIT */
/*
 * TWIS on the wires: firmware on its registers, against a host. Expected values
 * are the Product Specification's.
 */
#include "bench.h"

static enum tw_result write_to(struct bench *b, uint16_t addr, const char *text)
{
	return tw_controller_write_to(b->host, addr, (const uint8_t *)text,
				      strlen(text));
}

static void says(struct bench *b, const char *text)
{
	pass_us(b, 100);
	assert_string_equal(b->log->str, text);
}

/* --- in the interrupt -------------------------------------------------------
 */

static void what_is_written_lands_in_ram_and_is_counted(void **state)
{
	struct bench *b = *state;

	start_chip(b, "twis_irq", 0);
	assert_int_equal(write_to(b, 0x40, "abc"), TW_OK);
	says(b, "write 0\nstopped rx 3 tx 0: 61 62 63\n");
}

static void match_tells_by_which_address(void **state)
{
	struct bench *b = *state;

	start_chip(b, "twis_irq", 0);
	assert_int_equal(write_to(b, 0x41, "a"), TW_OK);
	says(b, "write 1\nstopped rx 1 tx 0: 61\n");
	assert_int_equal(write_to(b, 0x42, "a"), TW_NO_TARGET);
	assert_int_equal(write_to(b, 0x00, "a"), TW_NO_TARGET);
}

static void a_byte_too_many_is_refused(void **state)
{
	struct bench *b = *state;

	start_chip(b, "twis_irq", 0);
	assert_int_equal(write_to(b, 0x40, "abcd"), TW_OK);
	says(b, "write 0\nstopped rx 4 tx 0: 61 62 63 64\n");
	forget(b);
	assert_int_equal(write_to(b, 0x40, "ABCDE"), TW_NACKED);
	/* OVERFLOW and DNACK */
	says(b, "write 0\nerror 5\nstopped rx 4 tx 0: 41 42 43 44\n");
}

static void what_is_read_comes_from_ram(void **state)
{
	struct bench *b = *state;
	uint8_t rx[4] = {0};

	start_chip(b, "twis_irq", 0);
	assert_int_equal(tw_controller_read_from(b->host, 0x41, rx, 3), TW_OK);
	assert_memory_equal(rx, "wxy\0", 4);
	says(b, "read 1\nstopped rx 0 tx 3:\n");
}

static void an_over_read_gives_orc(void **state)
{
	struct bench *b = *state;
	uint8_t rx[6] = {0};

	start_chip(b, "twis_irq", 0);
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 6), TW_OK);
	assert_memory_equal(rx, "wxyz\xee\xee", 6);
	says(b, "read 0\nerror 8\nerror 8\nstopped rx 0 tx 4:\n");
}

static void a_repeated_start_is_no_stop(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2] = {0};

	start_chip(b, "twis_irq", 0);
	assert_int_equal(tw_controller_write_read(
				 b->host, 0x40, (const uint8_t *)"a", 1, rx, 2),
			 TW_OK);
	assert_memory_equal(rx, "wx", 2);
	says(b, "write 0\nread 0\nstopped rx 1 tx 2: 61\n");
}

static void an_address_alone_is_a_write_of_nothing(void **state)
{
	struct bench *b = *state;

	start_chip(b, "twis_irq", 0);
	assert_int_equal(write_to(b, 0x40, ""), TW_OK);
	says(b, "write 0\nstopped rx 0 tx 0:\n");
}

/* 64 MHz: 640 cycles are 10 us. */
static void scl_is_held_until_it_is_prepared(void **state)
{
	static const uint32_t latencies_us[] = {0, 10, 100, 1000};

	for (unsigned i = 0; i < G_N_ELEMENTS(latencies_us); i++) {
		struct bench *b;
		uint64_t late = latencies_us[i] * 1000;
		uint8_t rx[2] = {0};

		up((void **)&b);
		start_chip(b, "twis_irq", latencies_us[i] * 64);
		assert_int_equal(tw_controller_write_read(b->host, 0x40,
							  (const uint8_t *)"ab",
							  2, rx, 2),
				 TW_OK);
		assert_memory_equal(rx, "wx", 2);
		assert_in_range(b->longest_low, MAX(late, 4700), late + 15000);
		down((void **)&b);
	}
}

static void keep_result(void *user, enum tw_result result)
{
	*(enum tw_result *)user = result;
}

static void reset_lets_go_of_a_held_scl(void **state)
{
	struct bench *b = *state;
	uint8_t data[2] = "ab";
	struct tw_msg msg = {.addr = 0x40, .data = data, .len = 2};
	enum tw_result result = TW_OK;

	start_chip(b, "twis_irq", 64000); /* 1 ms */
	tw_controller_begin(b->host, &msg, 1, keep_result, &result);
	pass_us(b, 500);
	assert_false(tw_bus_level(b->bus, TW_SCL));
	tw_chip_reset(b->chip);
	pass_us(b, 500);
	assert_int_equal(result, TW_NACKED);
	forget(b);
	assert_int_equal(write_to(b, 0x40, "a"), TW_OK);
	pass_us(b, 2000);
	says(b, "write 0\nstopped rx 1 tx 0: 61\n");
}

/* --- by tasks
 * ----------------------------------------------------------------- */

static void who_is_prepared_ahead_holds_nobody(void **state)
{
	struct bench *b = *state;

	start_chip(b, "twis_polled", 0);
	assert_int_equal(write_to(b, 0x40, "a"), TW_OK);
	says(b, "ahead 1 61 started 1\n");
	/* 100 kHz: SCL is low for about half of 10 us. */
	assert_in_range(b->longest_low, 4700, 6000);
}

static void suspend_holds_scl_and_ptr_is_double_buffered(void **state)
{
	struct bench *b = *state;

	start_chip(b, "twis_polled", 0);
	write_to(b, 0x40, "a");
	pass_us(b, 100);
	forget(b);
	assert_int_equal(write_to(b, 0x40, "xy"), TW_OK);
	says(b, "held 0\nresumed 2 78 79 other 00\n");
	/* From the ninth clock of the first byte on, 90 us after RXSTARTED. */
	assert_in_range(b->longest_low, 200000, 300000);
}

/* 6.31: the slave stretches a read until PREPARETX has been triggered for it.
 */
static void each_read_waits_to_be_prepared(void **state)
{
	struct bench *b = *state;
	uint8_t rx[4] = {0};
	struct tw_msg msgs[] = {
		{.addr = 0x40, .flags = TW_MSG_READ, .len = 2, .data = rx},
		{.addr = 0x40, .flags = TW_MSG_READ, .len = 2, .data = rx + 2},
	};

	start_chip(b, "twis_again", 0);
	assert_int_equal(tw_controller_transfer(b->host, msgs, 2, TW_MS(10)),
			 TW_OK);
	assert_memory_equal(rx, "\x11\x22\x11\x22", 4);
	assert_in_range(b->longest_low, 300000, 400000);
}

static void the_stop_task_leaves_the_bus_to_the_host(void **state)
{
	struct bench *b = *state;
	uint8_t rx[6] = {0};

	start_chip(b, "twis_polled", 0);
	write_to(b, 0x40, "a");
	pass_us(b, 100);
	write_to(b, 0x40, "xy");
	pass_us(b, 100);
	forget(b);
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 6), TW_OK);
	/* 200 us are two bytes of 90 us and a part of the third. */
	assert_memory_equal(rx, "\x01\x02", 2);
	assert_memory_equal(rx + 3, "\xff\xff\xff", 3);
	says(b, "left 1 3\noff\n");
	assert_int_equal(write_to(b, 0x40, "a"), TW_NO_TARGET);
}

/* --- what crashes
 * ---------------------------------------------------------------- */

static void expect_crash(struct bench *b, const char *firmware,
			 const char *what)
{
	add_chip(b, firmware, 0);
	assert_int_equal(tw_sim_run(b->sim, TW_MS(1)), TW_RUN_FAILED);
	if (!strstr(tw_chip_failure(b->chip), what))
		fail_msg("%s", tw_chip_failure(b->chip));
}

static void easydma_does_not_reach_flash(void **state)
{
	struct bench *b = *state;

	expect_crash(b, "dma_flash",
		     "TWI0: EasyDMA reaches RAM only, not 4 bytes at TXD.PTR "
		     "0x");
	assert_non_null(strstr(tw_chip_failure(b->chip), " at dma_flash.c:"));
}

static void spi_is_not_simulated(void **state)
{
	expect_crash(*state, "spi", "TWI1: ENABLE 7 (SPI) is not simulated");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(what_is_written_lands_in_ram_and_is_counted),
		CASE(match_tells_by_which_address),
		CASE(a_byte_too_many_is_refused),
		CASE(what_is_read_comes_from_ram),
		CASE(an_over_read_gives_orc),
		CASE(a_repeated_start_is_no_stop),
		CASE(an_address_alone_is_a_write_of_nothing),
		cmocka_unit_test(scl_is_held_until_it_is_prepared),
		CASE(reset_lets_go_of_a_held_scl),
		CASE(who_is_prepared_ahead_holds_nobody),
		CASE(suspend_holds_scl_and_ptr_is_double_buffered),
		CASE(each_read_waits_to_be_prepared),
		CASE(the_stop_task_leaves_the_bus_to_the_host),
		CASE(easydma_does_not_reach_flash),
		CASE(spi_is_not_simulated),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
