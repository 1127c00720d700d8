/* SPDX-License-Identifier: MIT */
/* The drivers that the platform brings, on the wires. */
#include "bench.h"

static void transfer(struct bench *b, const char *tx, size_t tx_len, char *rx,
		     size_t rx_len, enum tw_result expected)
{
	struct tw_msg msgs[2] = {
		{.addr = 0x40, .data = (uint8_t *)tx, .len = tx_len},
		{.addr = 0x40,
		 .flags = TW_MSG_READ,
		 .data = (uint8_t *)rx,
		 .len = rx_len},
	};
	enum tw_result result = tw_controller_transfer(
		b->host, tx_len ? msgs : msgs + 1, tx_len && rx_len ? 2 : 1, 0);

	assert_int_equal(result, expected);
}

static void says(struct bench *b, const char *text)
{
	pass_us(b, 1000);
	assert_string_equal(b->log->str, text);
	forget(b);
}

static void the_target_tells_what_happens(void **state)
{
	struct bench *b = *state;
	char rx[7] = "";

	start_chip(b, "drv_target", 0);
	transfer(b,
		 "\x08"
		 "ABC",
		 4, NULL, 0, TW_OK);
	says(b, "write req 1\nwrite 4\n");
	transfer(b, "\x07", 1, rx, 4, TW_OK);
	assert_string_equal(rx, "7ABC");
	says(b, "write req 1\nwrite 1\nread req 1\nread 4\n");
}

static void after_an_error_the_target_goes_on(void **state)
{
	struct bench *b = *state;
	char rx[7] = "";

	start_chip(b, "drv_target", 0);
	transfer(b, NULL, 0, rx, 5, TW_OK);
	assert_memory_equal(rx, "0123\0", 5); /* ORC is 0 */
	says(b, "read req 1\nread error 8\n");
	transfer(b, "\x01zzzzz", 6, NULL, 0, TW_NACKED);
	says(b, "write req 1\nwrite error 5\n");
	transfer(b, "\x02", 1, rx, 2, TW_OK);
	assert_memory_equal(rx, "23", 2);
	says(b, "write req 1\nwrite 1\nread req 1\nread 2\n");
}

/* The host gives the target no time between its transfers. */
static void hurry(struct bench *b)
{
	char rx[3] = "";

	transfer(b, "\x02", 1, rx, 3, TW_OK);
	assert_memory_equal(rx, "234", 3);
	transfer(b,
		 "\x08"
		 "ABC",
		 4, NULL, 0, TW_OK);
	transfer(b, "\x08", 1, rx, 3, TW_OK);
	assert_memory_equal(rx, "ABC", 3);
	transfer(b, "\x03Z", 2, NULL, 0, TW_OK);
	transfer(b, "\x04Y", 2, NULL, 0, TW_OK);
	transfer(b, "\x03", 1, rx, 2, TW_OK);
	assert_memory_equal(rx, "ZY", 2);
	transfer(b, NULL, 0, rx, 1, TW_OK);
	assert_memory_equal(rx, "Z", 1);
}

static void a_late_interrupt_only_holds_the_host(void **state)
{
	static const uint32_t speeds[] = {100000, 400000};

	for (unsigned i = 0; i < G_N_ELEMENTS(speeds); i++)
		for (uint32_t late = 0; late < 30000; late += 61 + late / 8) {
			struct tw_controller_config config = {
				.scl_hz = speeds[i]};
			struct bench *b;

			up((void **)&b);
			tw_controller_configure(b->host, &config, NULL);
			start_chip(b, "drv_target", late);
			hurry(b);
			down((void **)&b);
		}
}

static void without_a_handler_the_target_is_asked(void **state)
{
	struct bench *b = *state;
	char rx[2] = "";

	start_chip(b, "drv_polled", 0);
	transfer(b, "ping", 4, NULL, 0, TW_OK);
	transfer(b, NULL, 0, rx, 2, TW_OK);
	assert_memory_equal(rx, "pi", 2);
	says(b, "written 4: ping\nread 2, error 0\n");
	assert_int_equal(tw_chip_state(b->chip), TW_CHIP_ENDED);
}

static void the_controller_ends_each_transfer_as_it_went(void **state)
{
	struct bench *b = *state;
	struct tw_device_config rom = {.name = "rom", .addr = 0x50};
	g_autofree char *target =
		g_build_filename(folder, "drv_target.so", NULL);
	const struct tw_chip_pin pins[] = {
		{"P0.26", .bus = b->bus, .line = TW_SDA},
		{"P1.08", .bus = b->bus, .line = TW_SCL},
	};
	struct tw_chip_config config = {
		.name = "memory", .object = target, .pins = pins, .n_pins = 2};

	assert_non_null(tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	assert_non_null(tw_chip_new(
		b->sim, tw_parts_platform(&tw_parts, "nrf52"), &config, NULL));
	add_chip(b, "drv_controller", 0);
	pass_us(b, 100000);
	assert_int_equal(tw_chip_state(b->chip), TW_CHIP_ENDED);
	assert_string_equal(b->log->str, "write 0\n"
					 "nobody 10001\n" /* ANACK */
					 "seek 0\nread 0\nhello\n"
					 "refused 10002\n" /* DNACK */
					 "flash a\n"	   /* INVALID_ADDR */
					 "txrx 0 hell\n"
					 "txtx 0 \n"
					 "back 0 YZa\n"
					 "nobody 1 \n"
					 "refused 2 \n"
					 "last 2 \n"
					 "one 0 Y\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(the_target_tells_what_happens),
		CASE(after_an_error_the_target_goes_on),
		cmocka_unit_test(a_late_interrupt_only_holds_the_host),
		CASE(without_a_handler_the_target_is_asked),
		CASE(the_controller_ends_each_transfer_as_it_went),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
