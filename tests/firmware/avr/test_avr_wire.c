/* SPDX-License-Identifier: MIT */
/* Firmware in the manner of Arduino's core and its Wire, on the wires. */
#include "bench.h"

static void add_target(struct bench *b)
{
	add_chip(b, "wire_target", false);
	tw_sim_run(b->sim, TW_MS(1));
}

static void two_chips_write_and_read_by_interrupts(void **state)
{
	struct bench *b = *state;

	add_chip(b, "wire_target", false);
	run(b, add_chip(b, "wire_controller", false));
	/* 0x20: no answer to a write's address; 0x48: to a read's. */
	assert_string_equal(b->log->str, "ff\nreceived 5\nff\nreceived 1\nff\n"
					 "deadbeef\n20\n48\n");
	assert_false(tw_bus_busy(b->bus));
}

static void a_message_longer_than_the_buffer_is_refused(void **state)
{
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->bus, NULL, NULL);
	uint8_t tx[33] = {0}, rx[4] = {0};

	memset(tx + 1, 0x5a, 4);
	add_target(b);
	assert_int_equal(tw_controller_write_to(host, 0x29, tx, 32), TW_OK);
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_MS(1));
	assert_string_equal(b->log->str, "received 32\n");
	/* TWEA is off for the 33rd byte. */
	assert_int_equal(tw_controller_write_to(host, 0x29, tx, 33), TW_NACKED);
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_MS(1));
	assert_string_equal(b->log->str, "received 32\ntoo long\n");
	tx[0] = 0;
	assert_int_equal(
		tw_controller_write_read(host, 0x29, tx, 1, rx, sizeof(rx)),
		TW_OK);
	assert_memory_equal(rx, tx + 1, 4);
}

/* The handler runs after the bus was let go: the next address waits for it,
 * with SCL held low. */
static void the_next_address_waits_for_the_handler(void **state)
{
	struct bench *b = *state;
	struct tw_controller_config fast = {.scl_hz = 400000};
	tw_controller *host = tw_controller_new(b->bus, &fast, NULL);
	uint8_t tx[5] = {0, 1, 2, 3, 4}, rx[4] = {0};

	add_target(b);
	for (uint8_t i = 0; i < 8; i++) {
		tx[1] = i;
		assert_int_equal(tw_controller_write_to(host, 0x29, tx, 5),
				 TW_OK);
		assert_int_equal(
			tw_controller_write_read(host, 0x29, tx, 1, rx, 4),
			TW_OK);
		assert_memory_equal(rx, tx + 1, 4);
	}
}

/* A controller that reads on gets 0xff: nobody drives SDA. */
static void bytes_beyond_the_answer_are_ones(void **state)
{
	static const uint8_t expected[] = {0, 0, 0, 0, 0xff, 0xff};
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->bus, NULL, NULL);
	uint8_t rx[6] = {0};

	add_target(b);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(tw_controller_read_from(host, 0x29, rx, 6),
				 TW_OK);
		assert_memory_equal(rx, expected, 6);
	}
}

static unsigned long took(const struct bench *b, const char *what)
{
	const char *at = strstr(b->log->str, what);

	assert_non_null(at);
	return strtoul(at + strlen(what), NULL, 10);
}

static void pins_and_time_are_as_the_core_says(void **state)
{
	struct bench *b = *state;

	run(b, add_chip(b, "wiring", false));
	if (strstr(b->log->str, "NO"))
		fail_msg("%s", b->log->str);
	assert_non_null(strstr(b->log->str, "low again is low yes\n"));
	assert_in_range(took(b, "delay(10) took "), 9996, 10040);
	assert_in_range(took(b, "delayMicroseconds(500) took "), 496, 540);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(two_chips_write_and_read_by_interrupts),
		CASE(a_message_longer_than_the_buffer_is_refused),
		CASE(the_next_address_waits_for_the_handler),
		CASE(bytes_beyond_the_answer_are_ones),
		CASE(pins_and_time_are_as_the_core_says),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
