/* SPDX-License-Identifier: MIT */
/* What users of ESP-IDF's target ran into, however late its interrupts are: the
 * way that fails, and the way that does not. */
#include "esp32_bench.h"

/* Of the CPU, up to four bytes at 400 kHz: 160 MHz, 22.5 us. */
enum { STEP = 900, LATEST = 4 * 3600 };

static void restart(void **state, const char *object, uint32_t latency)
{
	teardown(state);
	setup(state);
	add_late_chip(object, latency);
	run(TW_MS(1));
}

static enum tw_result read_bytes(uint8_t *rx, size_t n)
{
	struct tw_msg msg = {ADDRESS, TW_MSG_READ, n, rx, 0};

	return tw_controller_transfer(b.host, &msg, 1, TW_S(1));
}

/* A write of @w and, after a repeated START, a read of a byte. */
static enum tw_result exchange(uint8_t w, uint8_t *rx)
{
	struct tw_msg msgs[] = {{ADDRESS, 0, 1, &w, 0},
				{ADDRESS, TW_MSG_READ, 1, rx, 0}};

	return tw_controller_transfer(b.host, msgs, 2, TW_S(1));
}

/* esp-idf#16241: asked for four, took two. */
static void a_short_read_leaves_what_the_next_one_gets(void **state)
{
	for (uint32_t late = 0; late <= LATEST; late += STEP) {
		uint8_t rx[4];

		restart(state, "esp32s3-answers", late);
		assert_int_equal(read_bytes(rx, 2), TW_OK);
		assert_memory_equal(rx, "\x10\x11", 2);
		run(TW_MS(1));
		assert_int_equal(read_bytes(rx, 4), TW_OK);
		assert_memory_equal(rx, "\x12\x13\x10\x11", 4);
	}
}

static void what_is_thrown_away_before_a_read_is_not_left(void **state)
{
	for (uint32_t late = 0; late <= LATEST; late += STEP) {
		uint8_t rx[4];

		restart(state, "esp32s3-answers-cleared", late);
		for (unsigned i = 0; i < 3; i++) {
			WRITE(0x00);
			run(TW_MS(1));
			assert_int_equal(read_bytes(rx, 2), TW_OK);
			assert_memory_equal(rx, "\x10\x11", 2);
			run(TW_MS(1));
			WRITE(0x00);
			run(TW_MS(1));
			assert_int_equal(read_bytes(rx, 4), TW_OK);
			assert_memory_equal(rx, "\x10\x11\x12\x13", 4);
			run(TW_MS(1));
		}
	}
}

/* esp-idf#13377: SCL is held for the program, and let go before it can answer:
 * the host never gets the answer to what it wrote. */
static void the_older_driver_lets_go_before_the_answer(void **state)
{
	for (uint32_t late = 0; late <= LATEST; late += STEP) {
		restart(state, "esp32s3-stretcher-old", late);
		for (uint8_t w = 0x20; w < 0x24; w++) {
			uint8_t rx = 0;

			assert_int_equal(exchange(w, &rx), TW_OK);
			assert_int_not_equal(rx, w + 1);
			run(TW_MS(1));
		}
	}
}

static void the_newer_driver_holds_scl_until_the_answer(void **state)
{
	for (uint32_t late = 0; late <= LATEST; late += STEP) {
		restart(state, "esp32s3-stretcher", late);
		for (uint8_t w = 0x20; w < 0x24; w++) {
			uint8_t rx = 0;

			assert_int_equal(exchange(w, &rx), TW_OK);
			assert_int_equal(rx, w + 1);
		}
	}
}

/* circuitpython#8520 and #6164: a bus on which nothing is read is full of
 * reads. */
static void whoever_polls_for_bytes_takes_silence_for_a_read(void **state)
{
	static const char *const objects[] = {"esp32-polled", "esp32s3-polled"};

	for (unsigned i = 0; i < 2; i++) {
		restart(state, objects[i], 0);
		run(TW_MS(24));
		WRITE(0x55);
		run(TW_MS(100));
		assert_string_equal(b.log->str,
				    "read\nread\nread\nwrite 55\nread\nread\n"
				    "read\nread\n");
	}
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest esp32_issues[] = {
		T(a_short_read_leaves_what_the_next_one_gets),
		T(what_is_thrown_away_before_a_read_is_not_left),
		T(the_older_driver_lets_go_before_the_answer),
		T(the_newer_driver_holds_scl_until_the_answer),
		T(whoever_polls_for_bytes_takes_silence_for_a_read),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(esp32_issues, NULL, NULL);
}
