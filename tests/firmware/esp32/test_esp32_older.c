/* SPDX-License-Identifier: MIT */
/* driver/i2c.h, and the older version of driver/i2c_slave.h, on wires. */
#include "esp32_bench.h"

static const char *const platforms[] = {"esp32", "esp32s3"};

static void add_named(const char *platform, const char *object)
{
	g_autofree char *name = g_strconcat(platform, "-", object, NULL);

	add_chip(name);
}

static void expect(const char *line)
{
	if (!strstr(b.log->str, line))
		fail_msg("no \"%s\" in:\n%s", line, b.log->str);
}

/* What the firmware has said since the last look. */
static void said(const char *all)
{
	run(TW_MS(50));
	assert_string_equal(b.log->str, all);
	g_string_truncate(b.log, 0);
}

static void restart(void **state)
{
	teardown(state);
	setup(state);
}

/* --- driver/i2c.h ------------------------------------------------------- */

/* Ten periods at 100 kHz are less than 150 us, 2^15 cycles and 1 ms more. */
static void links_of_commands_are_carried_out(void **state)
{
	struct tw_param part = {"part", "24C256"};
	struct tw_device_config rom = {
		.addr = 0x50, .params = &part, .n_params = 1};

	for (unsigned i = 0; i < 2; i++) {
		assert_non_null(tw_bus_attach(
			b.bus, tw_parts_model(&tw_parts, "24xx"), &rom, NULL));
		add_chip("esp32s3-slow");
		add_named(platforms[i], "links");
		run(TW_MS(200));
		expect("period even\n");
		expect("write_to_device(PORT, 0x50, page, 34, WAIT): ESP_OK\n"
		       "i2c_master_cmd_begin(PORT, link, WAIT): ESP_FAIL\n"
		       "i2c_master_cmd_begin(PORT, link, WAIT): ESP_OK\n");
		expect("page, 2, back, 32, WAIT): ESP_OK\npage same\n");
		expect("got dc db da\n");
		expect("room ends\n");
		expect("none 1\n");
		expect("(PORT, 0x55, &byte, 1, WAIT): ESP_FAIL\n");
		expect("(I2C_NUM_0, 0x50, &byte, 1, WAIT): "
		       "ESP_ERR_INVALID_STATE\n");
		expect("read_from_device(PORT, 0x17, &byte, 1, WAIT): ESP_OK\n"
		       "i2c_set_timeout(PORT, timeout): ESP_OK\n"
		       "i2c_master_read_from_device(PORT, 0x17, &byte, 1, "
		       "WAIT): ESP_ERR_TIMEOUT\n"
		       "i2c_driver_delete(PORT): ESP_OK\n");
		expect("i2c_driver_delete(PORT): ESP_FAIL\nend\n");
		restart(state);
	}
}

static void buffers_keep_what_was_written_and_is_read(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		uint8_t many[40];

		add_named(platforms[i], "buffers");
		run(TW_MS(5));
		expect("buffer size too small for slave mode\nsmall 258\n");
		g_string_truncate(b.log, 0);
		WRITE(0x10, 0x20, 0x30, 0x40, 0x50, 0x60);
		said("10 20 30 40 4\n50 60 2\n");
		READ(0x11, 0x21, 0x31);
		READ(0x41, 0x51, 0x61);
		for (unsigned n = 0; n < sizeof(many); n++)
			many[n] = (uint8_t)n;
		assert_int_equal(write_bytes(many, sizeof(many)), TW_OK);
		run(TW_MS(50));
		for (unsigned n = 0; n < sizeof(many); n++)
			many[n] = (uint8_t)(n + 1);
		read_expecting(many, sizeof(many));
		restart(state);
	}
}

/* Write, repeated START, read: the program comes too late to answer. */
static void a_register_read_gets_the_answer_before(void **state)
{
	uint8_t rx[1];

	add_chip("esp32s3-buffers");
	run(TW_MS(5));
	WRITE(0x10);
	run(TW_MS(50));
	assert_int_equal(tw_controller_write_read(b.host, ADDRESS,
						  (const uint8_t *)"\x70", 1,
						  rx, 1),
			 TW_OK);
	assert_int_equal(rx[0], 0x11);
	run(TW_MS(50));
	READ(0x71);
}

/* --- driver/i2c_slave.h, version 1 --------------------------------------- */

/* A STOP after a read ends what was asked for, too: with what was there. */
static void a_write_of_what_was_asked_for_is_delivered(void **state)
{
	for (unsigned i = 0; i < 2; i++) {
		add_named(platforms[i], "version1");
		run(TW_MS(1));
		WRITE(1, 2, 3, 4);
		said("01 02 03 04 \n");
		READ(0x10, 0x11);
		said("01 02 03 04 \n");
		WRITE(5, 6, 7, 8);
		said("05 06 07 08 \n");
		READ(0x12, 0x13);
		restart(state);
	}
}

/* The driver reads as many bytes as were asked for, whatever the FIFO has: what
 * is missing is the RAM's, which is empty. */
static void a_shorter_write_is_made_up(void **state)
{
	add_chip("esp32-version1");
	run(TW_MS(1));
	WRITE(0xaa, 0xbb);
	said("aa bb 00 00 \n");
}

static void what_was_too_much_comes_first_the_next_time(void **state)
{
	add_chip("esp32-version1");
	run(TW_MS(1));
	WRITE(1, 2, 3, 4, 5, 6);
	said("01 02 03 04 \n");
	WRITE(7, 8, 9, 10);
	said("05 06 07 08 \n");
}

/* esp-idf#13377: written before i2c_slave_receive(). It is acknowledged, is
 * told to nobody, and is taken for a part of the next. */
static void what_came_before_it_was_asked_for_is_stale(void **state)
{
	add_chip("esp32s3-version1-late");
	run(TW_MS(1));
	WRITE(1, 2);
	said("");
	WRITE(3, 4, 5, 6);
	said("01 02 03 04 \n");
}

/* When a read begins, and for each byte that is not there. Then SCL is let go,
 * and the host has a byte that nobody wrote. */
static void scl_is_let_go_whether_there_is_a_byte_or_not(void **state)
{
	add_chip("esp32s3-version1-stretched");
	run(TW_MS(1));
	READ(0x10, 0x11);
	said("cause 0\n00 00 00 00 \n");
	READ(0x12, 0x13, 0x00, 0x00);
	run(TW_MS(1));
	expect("cause 0\ncause 1\ncause 1\n");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest esp32_older[] = {
		T(links_of_commands_are_carried_out),
		T(buffers_keep_what_was_written_and_is_read),
		T(a_register_read_gets_the_answer_before),
		T(a_write_of_what_was_asked_for_is_delivered),
		T(a_shorter_write_is_made_up),
		T(what_was_too_much_comes_first_the_next_time),
		T(what_came_before_it_was_asked_for_is_stale),
		T(scl_is_let_go_whether_there_is_a_byte_or_not),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(esp32_older, NULL, NULL);
}
