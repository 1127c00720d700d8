/* SPDX-License-Identifier: MIT */
/* Targets on the zephyr platform, as hosts see them. Expected calls are those
 * of Zephyr's description of its I2C target callbacks. */
#include "os_bench.h"

static tw_chip *add(struct bench *b, const char *name)
{
	tw_chip *chip =
		bench_add(b, "zephyr", name, (struct tw_chip_config){0});

	bench_run_ms(b, 1);
	assert_string_equal(b->log->str, "");
	return chip;
}

/* --- a memory ------------------------------------------------------------- */

static void what_is_written_is_read_after_a_restart(void **state)
{
	struct bench *b = *state;

	add(b, "memory");
	WRITE(b, 0x50, 0x80, 'p', 'i', 'n', 'g');
	READ_AT(b, 0x50, 0x80, 'p', 'i', 'n', 'g');
	assert_int_equal(tw_controller_write_to(b->host, 0x51, NULL, 0),
			 TW_NO_TARGET);
}

/* A byte that was fetched and not sent is fetched again. */
static void a_read_goes_on_where_the_last_ended(void **state)
{
	static const char *const names[] = {"memory", "memory-late"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct bench *b = *state;

		add(b, names[i]);
		WRITE(b, 0x50, 0x00, 10, 11, 12, 13, 14, 15, 16);
		READ_AT(b, 0x50, 0x00, 10, 11, 12);
		READ(b, 0x50, 13);
		READ(b, 0x50, 14, 15, 16);
		bench_down(state);
		bench_up(state);
	}
}

static void two_targets_on_a_controller_are_apart(void **state)
{
	struct bench *b = *state;
	uint8_t rx = 0;
	struct tw_msg msgs[] = {
		{.addr = 0x2a5,
		 .flags = TW_MSG_TEN_BIT,
		 .len = 2,
		 .data = (uint8_t[]){0x10, 0x77}},
		{.addr = 0x2a5,
		 .flags = TW_MSG_TEN_BIT,
		 .len = 1,
		 .data = (uint8_t[]){0x10}},
		{.addr = 0x2a5,
		 .flags = TW_MSG_TEN_BIT | TW_MSG_READ,
		 .len = 1,
		 .data = &rx},
	};

	add(b, "memory");
	WRITE(b, 0x50, 0x10, 0x55);
	assert_int_equal(tw_controller_transfer(b->host, msgs, 3, TW_MS(50)),
			 TW_OK);
	assert_int_equal(rx, 0x77);
	READ_AT(b, 0x50, 0x10, 0x55);
}

static void reset_begins_everything_anew(void **state)
{
	struct bench *b = *state;
	tw_chip *chip = add(b, "memory");

	WRITE(b, 0x50, 0x80, 7);
	tw_chip_reset(chip);
	bench_run_ms(b, 1);
	READ_AT(b, 0x50, 0x80, 0);
}

static void a_turn_at_every_hook_changes_no_edge(void **state)
{
	g_autofree char *edges = NULL;

	for (int always = 0; always < 2; always++) {
		struct bench *b = *state;

		bench_add(b, "zephyr", "memory",
			  (struct tw_chip_config){.yield_always = always});
		bench_run_ms(b, 1);
		WRITE(b, 0x50, 0x00, 1, 2, 3);
		READ_AT(b, 0x50, 0x01, 2, 3);
		if (always) {
			assert_string_equal(b->edges->str, edges);
			return;
		}
		edges = g_strdup(b->edges->str);
		bench_down(state);
		bench_up(state);
	}
}

/* --- callbacks -------------------------------------------------------------
 */

static void callbacks_come_in_the_order_of_the_bus(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2];

	add(b, "strict");
	assert_int_equal(bench_transfer(b, 0x50, BYTES(0x01), rx, 2), TW_OK);
	assert_string_equal(b->log->str, "write requested\nreceived 01\n"
					 "read requested a0\n"
					 "read processed a1\n"
					 "read processed a2\nstop\n");
	assert_memory_equal(rx, ((uint8_t[]){0xa0, 0xa1}), 2);
}

/* An error is about the next byte, which is not told of. */
static void after_an_error_the_next_byte_gets_a_nack(void **state)
{
	struct bench *b = *state;

	add(b, "strict");
	assert_int_equal(
		bench_transfer(b, 0x50, BYTES(0x11, 0xee, 0x22), NULL, 0),
		TW_NACKED);
	assert_int_equal(b->n_done, 2);
	assert_string_equal(
		b->log->str,
		"write requested\nreceived 11\nreceived ee\nstop\n");
}

static void a_target_that_is_busy_acknowledges_only_its_address(void **state)
{
	struct bench *b = *state;

	add(b, "strict");
	WRITE(b, 0x50, 0x01, 0x02);
	g_string_truncate(b->log, 0);
	assert_int_equal(bench_transfer(b, 0x50, BYTES(0x33), NULL, 0),
			 TW_NACKED);
	assert_int_equal(b->n_done, 0);
	assert_string_equal(b->log->str, "write requested\nstop\n");
	bench_run_ms(b, 30);
	WRITE(b, 0x50, 0x44);
}

/* Nobody drives SDA: ones. */
static void an_error_of_a_read_lets_go_of_the_bus(void **state)
{
	struct bench *b = *state;

	add(b, "strict");
	READ(b, 0x50, 0xa0, 0xa1, 0xa2, 0xff, 0xff);
	WRITE(b, 0x50, 0x01, 0x02);
	READ(b, 0x50, 0xff, 0xff);
	bench_run_ms(b, 30);
	READ(b, 0x50, 0xa0, 0xa1);
}

/* Ticks of 100 us: the work is due 20 ms to 20.1 ms after the STOP. */
static void delayed_work_waits_for_its_tick(void **state)
{
	struct bench *b = *state;
	uint64_t stop_ns;

	add(b, "strict");
	WRITE(b, 0x50, 0x01, 0x02);
	stop_ns = tw_sim_now_ns(b->sim) - TW_US(20);
	g_string_truncate(b->log, 0);
	tw_sim_run(b->sim, stop_ns + TW_MS(20) - TW_US(20));
	assert_string_equal(b->log->str, "");
	tw_sim_run(b->sim, stop_ns + TW_MS(20) + TW_US(150));
	assert_string_equal(b->log->str, "ready\n");
}

/* --- buffer mode -------------------------------------------------------------
 */

static void a_buffer_is_handed_over_at_the_end_of_a_write(void **state)
{
	struct bench *b = *state;
	uint8_t rx[6];

	add(b, "buffers");
	WRITE(b, 0x50, 1, 2, 3);
	assert_string_equal(b->log->str, "3: 01 02 03\nstop\n");
	g_string_truncate(b->log, 0);
	assert_int_equal(bench_transfer(b, 0x50, BYTES(9), rx, 6), TW_OK);
	assert_string_equal(b->log->str, "1: 09\nstop\n");
	assert_memory_equal(
		rx, ((uint8_t[]){0x11, 0x22, 0x33, 0x44, 0xff, 0xff}), 6);
}

/* Its buffer has four bytes. */
static void a_byte_too_many_for_the_buffer_gets_a_nack(void **state)
{
	struct bench *b = *state;

	add(b, "buffers");
	assert_int_equal(bench_transfer(b, 0x50, BYTES(1, 2, 3, 4, 5), NULL, 0),
			 TW_NACKED);
	assert_int_equal(b->n_done, 4);
	assert_string_equal(b->log->str, "4: 01 02 03 04\nstop\n");
}

/* --- interrupt latency
 * ---------------------------------------------------------- */

/* 64 MHz: 6400 cycles are 100 us, longer than a byte at 100 kHz. */
static void latency_makes_bytes_late_and_none_wrong(void **state)
{
	for (unsigned cycles = 0; cycles <= 64000; cycles += 3200) {
		struct bench *b = *state;

		bench_add(
			b, "zephyr", "memory",
			(struct tw_chip_config){.irq_latency_cycles = cycles});
		bench_run_ms(b, 5);
		WRITE(b, 0x50, 0x20, 1, 2, 3, 4);
		READ_AT(b, 0x50, 0x21, 2, 3);
		READ(b, 0x50, 4);
		bench_down(state);
		bench_up(state);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(what_is_written_is_read_after_a_restart),
		CASE(a_read_goes_on_where_the_last_ended),
		CASE(two_targets_on_a_controller_are_apart),
		CASE(reset_begins_everything_anew),
		CASE(a_turn_at_every_hook_changes_no_edge),
		CASE(callbacks_come_in_the_order_of_the_bus),
		CASE(after_an_error_the_next_byte_gets_a_nack),
		CASE(a_target_that_is_busy_acknowledges_only_its_address),
		CASE(an_error_of_a_read_lets_go_of_the_bus),
		CASE(delayed_work_waits_for_its_tick),
		CASE(a_buffer_is_handed_over_at_the_end_of_a_write),
		CASE(a_byte_too_many_for_the_buffer_gets_a_nack),
		CASE(latency_makes_bytes_late_and_none_wrong),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
