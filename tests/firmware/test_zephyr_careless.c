/* SPDX-License-Identifier: MIT */
/*
 * What catalogues of field reports say of targets: a host that does what the
 * report says finds the mistake at every interrupt latency, and nothing in a
 * target without it.
 */
#include "os_bench.h"

/* Of 64 MHz: up to 1 ms, eleven bytes at 100 kHz. */
static const unsigned latencies[] = {0,	   100,	 640,	1600,  3200,
				     5760, 6400, 12800, 32000, 64000};

/* What a host sees; true: as it should be. */
typedef bool (*scene_fn)(struct bench *b);

static bool holds(void **state, const char *name, unsigned latency,
		  scene_fn scene)
{
	struct bench *b = *state;
	bool held;

	bench_add(b, "zephyr", name,
		  (struct tw_chip_config){.irq_latency_cycles = latency});
	bench_run_ms(b, 5);
	held = scene(b);
	bench_down(state);
	bench_up(state);
	return held;
}

static void expect_found(void **state, const char *careless, scene_fn scene)
{
	for (size_t i = 0; i < G_N_ELEMENTS(latencies); i++) {
		if (!holds(state, "careful", latencies[i], scene))
			fail_msg("the careful one fails at a latency of %u",
				 latencies[i]);
		if (holds(state, careless, latencies[i], scene))
			fail_msg("%s passes at a latency of %u", careless,
				 latencies[i]);
	}
}

static bool fill(struct bench *b)
{
	return bench_transfer(b, 0x50, BYTES(0, 10, 11, 12, 13, 14, 15, 16, 17),
			      NULL, 0) == TW_OK;
}

static bool reads(struct bench *b, const uint8_t *tx, size_t tx_len,
		  const uint8_t *expected, size_t n)
{
	uint8_t rx[16];

	return bench_transfer(b, 0x50, tx, tx_len, rx, n) == TW_OK &&
	       !memcmp(rx, expected, n);
}

/* Messages of one transfer, with repeated STARTs between. */
static bool transfer(struct bench *b, struct tw_msg *msgs, size_t n)
{
	enum tw_result result =
		tw_controller_transfer(b->host, msgs, n, TW_MS(100));

	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_MS(2));
	return result == TW_OK;
}

#define WRITES(...)                                                            \
	{                                                                      \
		.addr = 0x50, .len = sizeof((uint8_t[]){__VA_ARGS__}),         \
		.data = (uint8_t[])                                            \
		{                                                              \
			__VA_ARGS__                                            \
		}                                                              \
	}
#define READS(rx)                                                              \
	{                                                                      \
		.addr = 0x50, .flags = TW_MSG_READ, .len = 2, .data = (rx)     \
	}

/* --- B03 ---------------------------------------------------------------------
 */

static bool two_reads_in_a_transfer(struct bench *b)
{
	uint8_t first[2], second[2];
	struct tw_msg msgs[] = {WRITES(1), READS(first), WRITES(5),
				READS(second)};

	return fill(b) && transfer(b, msgs, 4) && first[0] == 11 &&
	       first[1] == 12 && second[0] == 15 && second[1] == 16;
}

static void a_second_read_is_not_the_first_going_on(void **state)
{
	expect_found(state, "read-stays", two_reads_in_a_transfer);
}

/* --- B04 ---------------------------------------------------------------------
 */

static bool two_writes_in_a_transfer(struct bench *b)
{
	struct tw_msg msgs[] = {WRITES(1, 91), WRITES(5, 95)};

	return fill(b) && transfer(b, msgs, 2) &&
	       reads(b, BYTES(1), BYTES(91, 12, 13, 14, 95));
}

static bool lose_stop(void *user, tw_point *point, uint64_t value)
{
	/* TW_EVENT_STOP of twowire/adapter.h. */
	return (value & 0xf) != 7;
}

static bool a_lost_stop(struct bench *b)
{
	bool filled = fill(b);

	tw_point_watch(tw_sim_point(b->sim, "dut.i2c0.event"), lose_stop, NULL);
	return filled &&
	       bench_transfer(b, 0x50, BYTES(1, 91), NULL, 0) == TW_OK &&
	       bench_transfer(b, 0x50, BYTES(5, 95), NULL, 0) == TW_OK &&
	       reads(b, BYTES(1), BYTES(91, 12, 13, 14, 95));
}

static void a_second_write_begins_with_its_own_pointer(void **state)
{
	expect_found(state, "pointer-stays", two_writes_in_a_transfer);
	expect_found(state, "pointer-stays", a_lost_stop);
}

/* --- B09 ---------------------------------------------------------------------
 */

static bool three_and_three(struct bench *b)
{
	return fill(b) && reads(b, BYTES(0), BYTES(10, 11, 12)) &&
	       reads(b, NULL, 0, BYTES(13, 14, 15));
}

static void a_byte_fetched_ahead_is_not_eaten(void **state)
{
	expect_found(state, "eats-ahead", three_and_three);
}

/* --- B15 ---------------------------------------------------------------------
 */

/* The pointer 15, one byte for the last place, one too many: refused. The next
 * transfer is another one's, and the STOP between them is lost. */
static bool an_error_and_then_a_write(struct bench *b)
{
	tw_point_watch(tw_sim_point(b->sim, "dut.i2c0.event"), lose_stop, NULL);
	return bench_transfer(b, 0x50, BYTES(15, 1, 2), NULL, 0) == TW_NACKED &&
	       b->n_done == 2 &&
	       bench_transfer(b, 0x50, BYTES(3, 93), NULL, 0) == TW_OK &&
	       reads(b, BYTES(3), BYTES(93));
}

static bool one_byte_too_many(struct bench *b)
{
	return bench_transfer(b, 0x50, BYTES(15, 1, 2), NULL, 0) == TW_NACKED &&
	       b->n_done == 2 && fill(b);
}

static void an_error_is_told_and_ends_with_its_transfer(void **state)
{
	expect_found(state, "error-stays", an_error_and_then_a_write);
	expect_found(state, "no-error", one_byte_too_many);
}

/* --- none of them
 * --------------------------------------------------------------- */

static bool plain_transfers(struct bench *b)
{
	return fill(b) && reads(b, BYTES(2), BYTES(12));
}

/* Why they go unnoticed. */
static void each_of_them_passes_where_nothing_is_special(void **state)
{
	static const char *const names[] = {"careful",	     "read-stays",
					    "pointer-stays", "eats-ahead",
					    "error-stays",   "no-error"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (!holds(state, names[i], 640, plain_transfers))
			fail_msg("%s fails", names[i]);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_second_read_is_not_the_first_going_on),
		CASE(a_second_write_begins_with_its_own_pointer),
		CASE(a_byte_fetched_ahead_is_not_eaten),
		CASE(an_error_is_told_and_ends_with_its_transfer),
		CASE(each_of_them_passes_where_nothing_is_special),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
