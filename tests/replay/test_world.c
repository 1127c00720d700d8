/* SPDX-License-Identifier: MIT */
/*
 * The world around a replay: several targets, what changes while it goes on,
 * what is learned of it, and what is not compared. Runs of our own are
 * recorded and replayed.
 */
#include "live.h"

/* --- A thermometer whose temperature changes ----------------------------- */
/* MCP9808 data sheet 5.1.3: register 0x05, 1/16 degree; conversions of 250 ms
 * at power-up resolution (table 5-9). */

static const int32_t temps_mC[] = {21000, 23500, -7250, 40000};

static struct bench *record_therm(void)
{
	struct bench *b = bench_new(tw_parts_model(&tw_parts, "mcp9808"), 0x18);
	uint8_t at = 0x05, rx[2];

	for (size_t i = 0; i < G_N_ELEMENTS(temps_mC); i++) {
		bench_set(b, "temp_mC", temps_mC[i]);
		bench_run(b, TW_MS(600));
		tw_controller_write_read(b->host, 0x18, &at, 1, rx, 2);
	}
	return b;
}

static struct live open_bench(struct bench *b, bool raw)
{
	struct tw_replay_config config = {.raw = raw, .tolerance_ns = TW_US(2)};

	return live_open(tw_sim_trace(b->sim), &config);
}

static void close_both(struct bench *b, struct live *l)
{
	void *state = b;

	live_free(l);
	bench_free(&state);
}

static void an_input_at_power_on_holds_for_all_reads(void **state)
{
	struct bench *b = record_therm();
	struct live l = open_bench(b, false);

	live_model(&l, "mcp9808@0x18,temp_mC=21000");
	live_run(&l);
	/* 0x0150 for all, where 0x0178, 0x1f8c and 0x0280 were read. */
	assert_int_equal(l.sum.messages, 8);
	assert_int_equal(l.sum.differences[TW_DIFFERENCE_DATA], 5);
	close_both(b, &l);
}

static void inputs_change_at_instants_of_the_capture(void **state)
{
	struct bench *b = record_therm();
	struct live l = open_bench(b, false);
	tw_device *dev = live_model(&l, "mcp9808@0x18,temp_mC=21000");

	for (size_t i = 1; i < G_N_ELEMENTS(temps_mC); i++)
		assert_true(tw_replay_set_input(l.r, i * TW_MS(605), dev,
						"temp_mC", temps_mC[i]));
	assert_false(tw_replay_set_input(l.r, 0, dev, "temp_mC", 999999));
	assert_false(tw_replay_set_input(l.r, 0, dev, "humidity", 1));
	live_run(&l);
	live_expect(&l, 0);
	close_both(b, &l);
}

static void an_input_is_learned_from_the_reads(void **state)
{
	struct bench *b = record_therm();
	struct live l = open_bench(b, false);

	live_model(&l, "mcp9808@0x18,temp_mC=?");
	live_run(&l);
	live_expect(&l, 0);
	/* 1/16 degree: the least value that shows -7250 is -7250 itself, or
	 * what rounds to it. */
	assert_non_null(strstr(tw_replay_learned(l.r),
			       "temp_mC of mcp9808: learned from the reads: "));
	assert_non_null(strstr(tw_replay_learned(l.r), ", 4 values\n"));
	close_both(b, &l);
}

/* A wrong byte that no temperature explains is not learned away: the trace is
 * that of another register. */
static void what_no_input_explains_stays_a_difference(void **state)
{
	struct bench *b = bench_new(tw_parts_model(&tw_parts, "mcp9808"), 0x18);
	struct live l;
	uint8_t id = 0x06, at = 0x05, rx[2];

	bench_run(b, TW_MS(600));
	tw_controller_write_read(b->host, 0x18, &at, 1, rx, 2);
	tw_controller_write_read(b->host, 0x18, &id, 1, rx, 2);
	l = open_bench(b, false);
	live_model(&l, "mcp9808@0x18,temp_mC=?");
	assert_int_equal(rx[0], 0x00);
	live_run(&l);
	live_expect(&l, 0);
	live_free(&l);
	/* The same host, and an EEPROM there that sends 0xff. */
	l = open_bench(b, false);
	live_model(&l, "24xx@0x50");
	tw_replay_add_target(l.r, 0x18, 0);
	live_run(&l);
	assert_true(l.sum.differences[TW_DIFFERENCE_ACK] == 4);
	close_both(b, &l);
}

/* --- Don't care ---------------------------------------------------------- */

static struct tw_replay_ignore parse(const char *text)
{
	struct tw_replay_ignore ignore;
	GError *error = NULL;

	assert_true(tw_replay_ignore_parse(text, &ignore, &error));
	return ignore;
}

static void bytes_to_be_ignored_are_counted_not_compared(void **state)
{
	static const struct {
		const char *ignore;
		unsigned ignored, partly, differences;
	} rows[] = {
		{"0x18", 8, 0, 0},	     {"0x18,byte=0-1", 8, 0, 0},
		{"0x18,pointer=5", 8, 0, 0}, {"0x18,pointer=4", 0, 0, 8},
		{"0x18,reg=5-6", 8, 0, 0},   {"0x18,mask=0xff,byte=1", 4, 0, 4},
		{"0x18,mask=0x01", 0, 8, 8}, {"0x19", 0, 0, 8},
	};
	struct bench *b = record_therm();

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct live l = open_bench(b, false);
		struct tw_replay_ignore ignore = parse(rows[i].ignore);

		/* 125 degrees are 0x07d0; the reads show 0x0150, 0x0178,
		 * 0x1f8c and 0x0280: both bytes differ, not by bit 0 alone. */
		live_model(&l, "mcp9808@0x18,temp_mC=125000");
		tw_replay_add_ignore(l.r, &ignore);
		live_run(&l);
		assert_int_equal(l.sum.ignored, rows[i].ignored);
		assert_int_equal(l.sum.ignored_partly, rows[i].partly);
		assert_int_equal(l.sum.bytes, 12 - rows[i].ignored);
		if (rows[i].ignored)
			assert_non_null(strstr(l.text->str,
					       " data bytes not compared by "
					       "--ignore\n"));
		live_expect(&l, rows[i].differences);
		live_free(&l);
	}
	tw_sim_free(b->sim);
	g_free(b);
}

static void an_ignore_that_is_none_says_how_one_looks(void **state)
{
	static const char *const bad[] = {"",
					  "x",
					  "0x80",
					  "0x50,byte",
					  "0x50,byte=",
					  "0x50,byte=4-2",
					  "0x50,reg=256",
					  "0x50,mask=0",
					  "0x50,mask=0x100",
					  "0x50,bit=1",
					  "0x50,byte=1-2-3"};

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		struct tw_replay_ignore ignore;
		g_autoptr(GError) error = NULL;

		assert_false(tw_replay_ignore_parse(bad[i], &ignore, &error));
		assert_non_null(strstr(error->message, "0x68,reg=0-6"));
	}
}

/* --- Several targets ----------------------------------------------------- */

static struct bench *record_two(void)
{
	struct bench *b = bench_new_with(tw_parts_model(&tw_parts, "24xx"),
					 0x50, "part=24C02");
	struct tw_device_config therm = {.addr = 0x18};
	const uint8_t tx[] = {0x10, 0x11, 0x22};
	uint8_t at = 0x05, rom = 0x10, rx[4];

	tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "mcp9808"), &therm,
		      NULL);
	bench_run(b, TW_MS(300));
	tw_controller_write_to(b->host, 0x50, tx, 3);
	tw_controller_write_read(b->host, 0x18, &at, 1, rx, 2);
	bench_run(b, TW_MS(6));
	tw_controller_write_read(b->host, 0x50, &rom, 1, rx, 4);
	return b;
}

static void each_target_is_compared_and_counted(void **state)
{
	struct bench *b = record_two();
	struct live l = open_bench(b, false);

	live_model(&l, "24xx@0x50,part=24C02");
	live_model(&l, "mcp9808@0x18");
	live_run(&l);
	live_expect(&l, 0);
	assert_int_equal(l.sum.others, 0);
	assert_int_equal(l.sum.messages, 5);
	assert_non_null(
		strstr(l.text->str,
		       "0x50: 3 messages, 8 data bytes, 0 differences\n"
		       "0x18: 2 messages, 3 data bytes, 0 differences\n"));
	live_free(&l);

	l = open_bench(b, false);
	live_model(&l, "24xx@0x50,part=24C02");
	live_model(&l, "mcp9808@0x18,temp_mC=99000");
	live_run(&l);
	assert_int_equal(l.sum.parts[0].differences, 0);
	assert_in_range(l.sum.parts[1].differences, 1, 2);
	close_both(b, &l);
}

static void other_targets_can_be_left_out(void **state)
{
	struct bench *b = record_two();
	struct live l = open_bench(b, false);
	uint8_t only = 0x18;

	live_model(&l, "24xx@0x50,part=24C02,write_us=50000");
	live_model(&l, "mcp9808@0x18");
	tw_replay_restrict(l.r, &only, 1);
	live_run(&l);
	live_expect(&l, 0);
	assert_int_equal(l.sum.messages, 2);
	assert_int_equal(l.sum.others, 3);
	close_both(b, &l);
}

/* --- Supply -------------------------------------------------------------- */

/* The capture begins with the target off: it acknowledges only later. */
static void a_target_can_be_off_for_a_time(void **state)
{
	struct bench *b = bench_new(tw_parts_model(&tw_parts, "24xx"), 0x50);
	uint8_t at = 0, rx;
	struct live l;

	/* Nobody at 0x51, who is there later. */
	assert_int_equal(tw_controller_write_to(b->host, 0x51, &at, 1),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(5));
	tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"),
		      &(struct tw_device_config){.addr = 0x51}, NULL);
	bench_run(b, TW_MS(5));
	assert_int_equal(
		tw_controller_write_read(b->host, 0x51, &at, 1, &rx, 1), TW_OK);
	l = open_bench(b, false);
	live_model(&l, "24xx@0x51");
	tw_replay_power_off(l.r, "24xx", 0, TW_MS(2));
	live_run(&l);
	live_expect(&l, 0);
	live_free(&l);
	l = open_bench(b, false);
	live_model(&l, "24xx@0x51");
	live_run(&l);
	live_expect(&l, 1);
	close_both(b, &l);
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(an_input_at_power_on_holds_for_all_reads),
		cmocka_unit_test(inputs_change_at_instants_of_the_capture),
		cmocka_unit_test(an_input_is_learned_from_the_reads),
		cmocka_unit_test(what_no_input_explains_stays_a_difference),
		cmocka_unit_test(bytes_to_be_ignored_are_counted_not_compared),
		cmocka_unit_test(an_ignore_that_is_none_says_how_one_looks),
		cmocka_unit_test(each_target_is_compared_and_counted),
		cmocka_unit_test(other_targets_can_be_left_out),
		cmocka_unit_test(a_target_can_be_off_for_a_time),
	};

	return cmocka_run_group_tests(replays, NULL, NULL);
}
