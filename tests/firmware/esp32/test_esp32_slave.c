/* SPDX-License-Identifier: MIT */
/*
 * driver/i2c_slave.h, the newer version, on wires: the ESP32-S3, which holds
 * SCL until a read can be answered, and the classic ESP32, which cannot.
 */
#include "esp32_bench.h"

/* --- with stretching --------------------------------------------------- */

static void what_was_written_is_read_back(void **state)
{
	uint8_t rx[4];

	begin("esp32s3-memory");
	WRITE(0x80, 'p', 'i', 'n', 'g');
	assert_int_equal(tw_controller_write_read(b.host, ADDRESS,
						  (const uint8_t *)"\x80", 1,
						  rx, 4),
			 TW_OK);
	assert_memory_equal(rx, "ping", 4);
	assert_int_equal(tw_controller_write_to(b.host, ADDRESS + 1, NULL, 0),
			 TW_NO_TARGET);
}

/* More than the FIFO has room for, and no more than the driver's buffer. */
static void a_long_write_arrives_whole(void **state)
{
	uint8_t tx[201], rx[16];

	begin("esp32s3-memory");
	tx[0] = 0;
	for (unsigned i = 1; i < sizeof(tx); i++)
		tx[i] = (uint8_t)(i * 7);
	assert_int_equal(write_bytes(tx, sizeof(tx)), TW_OK);
	for (uint8_t at = 0; at < 192; at += 64) {
		assert_int_equal(tw_controller_write_read(b.host, ADDRESS, &at,
							  1, rx, 16),
				 TW_OK);
		assert_memory_equal(rx, tx + 1 + at, 16);
	}
}

static void each_read_asks_the_program(void **state)
{
	begin("esp32s3-requested");
	READ(0x10, 0x11, 0x12, 0x13);
	READ(0x14, 0x15, 0x16, 0x17);
}

/* esp-idf#16241: four bytes were written for a host that takes one; the next
 * read begins with the three that are left. */
static void what_a_short_read_leaves_comes_first_in_the_next(void **state)
{
	begin("esp32s3-requested");
	READ(0x10);
	READ(0x11, 0x12, 0x13, 0x14, 0x15);
}

/* What was there before is not enough: SCL is held until i2c_slave_write(), and
 * nobody calls that. */
static void without_on_request_a_read_holds_the_bus_for_ever(void **state)
{
	uint8_t rx;
	struct tw_msg msg = {ADDRESS, TW_MSG_READ, 1, &rx, 0};

	begin("esp32s3-silent");
	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_S(1)),
			 TW_STUCK);
	run(TW_S(1));
	assert_false(tw_bus_level(b.bus, TW_SCL));
}

/* --- without ----------------------------------------------------------- */

/* esp-idf#13377, #12447: the program hears of a read when it is over. */
static void a_read_gets_what_was_loaded_before_it(void **state)
{
	begin("esp32-preloaded");
	READ(0x10, 0x11, 0x12, 0x13);
	run(TW_MS(1));
	READ(0x14, 0x15, 0x16, 0x17);
}

static void a_read_with_nothing_loaded_gets_what_the_fifo_has(void **state)
{
	begin("esp32-requested");
	READ(0, 0);
	run(TW_MS(1));
	READ(0x10, 0x11);
}

/* The byte at the pointer, which is in RAM that was never written. */
static void a_read_past_the_end_goes_on_without_stretching(void **state)
{
	begin("esp32-preloaded");
	READ(0x10, 0x11, 0x12, 0x13, 0x00, 0x00);
}

/* i2c_slave_write() throws away what is left: after a read of one byte come
 * four new ones. */
static void each_write_empties_the_fifo_first(void **state)
{
	begin("esp32-preloaded");
	READ(0x10);
	run(TW_MS(1));
	READ(0x14, 0x15, 0x16, 0x17);
}

static void without_on_request_the_bus_stays_free(void **state)
{
	begin("esp32-silent");
	READ(0x10, 0x11);
	READ(0x12, 0x13);
	run(TW_MS(1));
	assert_true(tw_bus_level(b.bus, TW_SCL));
}

/* Write, repeated START, read: the write arrives at the STOP, too late. */
static void a_combined_read_is_answered_from_before_its_write(void **state)
{
	uint8_t rx[2];

	begin("esp32-memory");
	WRITE(0x00, 0xaa, 0xbb);
	run(TW_MS(1));
	for (unsigned i = 0; i < 2; i++) {
		assert_int_equal(tw_controller_write_read(b.host, ADDRESS,
							  (const uint8_t *)"\0",
							  1, rx, 2),
				 TW_OK);
		run(TW_MS(1));
		if (i == 0)
			assert_memory_equal(rx, "\0\0", 2);
	}
	assert_memory_equal(rx, "\xaa\xbb", 2);
}

/* i2ctarget answers byte by byte, which needs an SCL that can be held. */
static void the_target_stack_is_refused(void **state)
{
	add_chip("esp32-requests");
	run(TW_MS(1));
	assert_non_null(strstr(b.log->str, "init -1\n"));
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest esp32_slave[] = {
		T(what_was_written_is_read_back),
		T(a_long_write_arrives_whole),
		T(each_read_asks_the_program),
		T(what_a_short_read_leaves_comes_first_in_the_next),
		T(without_on_request_a_read_holds_the_bus_for_ever),
		T(a_read_gets_what_was_loaded_before_it),
		T(a_read_with_nothing_loaded_gets_what_the_fifo_has),
		T(a_read_past_the_end_goes_on_without_stretching),
		T(each_write_empties_the_fifo_first),
		T(without_on_request_the_bus_stays_free),
		T(a_combined_read_is_answered_from_before_its_write),
		T(the_target_stack_is_refused),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(esp32_slave, NULL, NULL);
}
