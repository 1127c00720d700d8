/* SPDX-License-Identifier: MIT */
/*
 * What runs of a snapshot can do to each other: nothing. Variants of a case
 * that go on from one boot are what they would have been from the beginning,
 * and where firmware has been is counted without a trace.
 */
#include "tw-test.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "twowire/blocks.h"
#include "twowire/capture.h"
#include "twowire/parts.h"
#include "twowire/scenario.h"
#include "twowire/snapshot.h"

static const char *object;

enum to_do { ADD, ECHO, CRASH, LEAVE, LOOP };

static void act(void *user, const void *data, size_t len, GByteArray *result)
{
	int *number = user;
	volatile unsigned spun = 0;

	switch (*(const uint8_t *)data) {
	case ADD:
		++*number;
		g_byte_array_append(result, (const uint8_t *)number,
				    sizeof(*number));
		return;
	case ECHO:
		g_byte_array_append(result, data, (guint)len);
		return;
	case CRASH:
		g_byte_array_append(result, data, (guint)len);
		signal(SIGSEGV, SIG_DFL);
		raise(SIGSEGV);
		return;
	case LEAVE:
		_exit(0x2a);
	case LOOP:
		for (;;)
			spun++;
	}
}

static enum tw_snapshot_end ends(tw_snapshot *s, uint8_t what, unsigned ms,
				 GByteArray *result)
{
	enum tw_snapshot_end end = TW_SNAPSHOT_DONE;

	assert_true(tw_snapshot_run(s, act, &what, 1, ms, result, &end, NULL));
	return end;
}

static void each_run_begins_where_it_was_taken(void **state)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	int number = 1, got;
	g_autoptr(tw_snapshot) s = tw_snapshot_take(NULL, &number, NULL);

	number = 100;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(ends(s, ADD, 0, result), TW_SNAPSHOT_DONE);
		memcpy(&got, result->data, sizeof(got));
		assert_int_equal(got, 2);
	}
	assert_int_equal(number, 100);
}

static void how_a_run_dies_is_told_and_others_can_follow(void **state)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	int number = 1;
	g_autoptr(tw_snapshot) s = tw_snapshot_take(NULL, &number, NULL);

	assert_int_equal(ends(s, CRASH, 0, result), TW_SNAPSHOT_DIED);
	assert_int_equal(result->len, 0);
	assert_int_equal(ends(s, LEAVE, 0, result), TW_SNAPSHOT_DIED);
	assert_int_equal(ends(s, LOOP, 50, result), TW_SNAPSHOT_LATE);
	assert_int_equal(ends(s, ADD, 1000, result), TW_SNAPSHOT_DONE);
	assert_int_equal(result->len, sizeof(int));
}

static void much_data_goes_there_and_back(void **state)
{
	g_autoptr(GByteArray) result = g_byte_array_new();
	g_autofree uint8_t *much = g_malloc(1 << 22);
	g_autoptr(tw_snapshot) s = tw_snapshot_take(NULL, NULL, NULL);
	g_autoptr(tw_snapshot) other = tw_snapshot_take(NULL, NULL, NULL);
	enum tw_snapshot_end end;

	memset(much, ECHO, 1 << 22);
	much[12345] = 77;
	for (int i = 0; i < 2; i++) {
		assert_true(tw_snapshot_run(i ? other : s, act, much, 1 << 22,
					    0, result, &end, NULL));
		assert_int_equal(result->len, 1 << 22);
		assert_memory_equal(result->data, much, 1 << 22);
	}
}

/* --- Variants of a case ------------------------------------------------ */

/* The same boot, then @more. */
static tw_scenario *variant(const char *faults, const char *more)
{
	g_autofree char *text = g_strdup_printf(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"a "
		"variant\", \"firmware\": [{\"id\": \"dut\", \"platform\": "
		"\"rp2040\", \"object\": \"%s\", \"pins\": {\"GPIO4\": "
		"\"bus.sda\", \"GPIO5\": \"bus.scl\"}}], \"faults\": [%s], "
		"\"steps\": [{\"run_ms\": 2}%s]}",
		object, faults, more);
	g_autoptr(GError) error = NULL;
	tw_scenario *s = tw_scenario_parse(text, strlen(text), "variant", NULL,
					   &tw_parts, &error);

	if (!s)
		fail_msg("%s", error->message);
	return s;
}

static const struct {
	const char *faults, *steps;
} variants[] = {
	{"", ""},
	{"", ", {\"transfer\": \"w3@0x40 0x01 0x11 0x22\"}, {\"transfer\": "
	     "\"w1@0x40 0x01 r2\", \"rx\": \"11 22\"}"},
	{"{\"id\": \"f\", \"kind\": \"flip-bit\", \"at\": {\"message\": 1, "
	 "\"byte\": 2, \"bit\": 3}}",
	 ", {\"transfer\": \"w2@0x40 0x01 0x11\"}, {\"transfer\": "
	 "\"w1@0x40 0x01 r1\", \"rx\": \"11\"}, {\"run_us\": 77}"},
};

static void put_log(tw_trial *trial, GString *out)
{
	tw_trace_to_text(tw_sim_trace(tw_trial_sim(trial)), out);
	tw_trial_report(trial, TW_REPORT_JSON, NULL, out);
}

/* In the run; it ends soon, and frees nothing. */
static void go_on(void *user, const void *data, size_t len, GByteArray *result)
{
	size_t n = *(const uint8_t *)data;
	GString *log = g_string_new(NULL);

	tw_blocks_count(NULL, 0);
	if (!tw_trial_go_on(
		    user, variant(variants[n].faults, variants[n].steps), NULL))
		_exit(1);
	tw_trial_run(user);
	put_log(user, log);
	g_byte_array_append(result, (uint8_t *)log->str, (guint)log->len);
}

static void variants_go_on_from_one_boot_as_from_the_beginning(void **state)
{
	g_autoptr(tw_scenario) base = variant("", "");
	g_autoptr(tw_trial) booted = tw_trial_new(base, NULL, NULL);
	g_autoptr(tw_snapshot) s = NULL;

	tw_trial_run(booted);
	s = tw_snapshot_take(tw_trial_sim(booted), booted, NULL);
	for (uint8_t n = 0; n < G_N_ELEMENTS(variants); n++) {
		g_autoptr(tw_scenario) scenario =
			variant(variants[n].faults, variants[n].steps);
		g_autoptr(tw_trial) whole = tw_trial_new(scenario, NULL, NULL);
		g_autoptr(GByteArray) result = g_byte_array_new();
		g_autoptr(GString) log = g_string_new(NULL);
		enum tw_snapshot_end end;

		tw_trial_run(whole);
		put_log(whole, log);
		assert_true(tw_snapshot_run(s, go_on, &n, 1, 0, result, &end,
					    NULL));
		assert_int_equal(end, TW_SNAPSHOT_DONE);
		g_byte_array_append(result, (const uint8_t *)"", 1);
		assert_string_equal(result->data, log->str);
	}
}

static void a_case_with_other_parts_is_no_variant(void **state)
{
	static const char other[] =
		"{\"format\": \"twowire-scenario/1\", \"title\": \"other\", "
		"\"steps\": [{\"run_ms\": 2}]}";
	g_autoptr(tw_scenario) base = variant("", "");
	g_autoptr(tw_scenario) scenario = tw_scenario_parse(
		other, strlen(other), "other", NULL, &tw_parts, NULL);
	g_autoptr(tw_trial) trial = tw_trial_new(base, NULL, NULL);
	g_autoptr(GError) error = NULL;

	assert_false(tw_trial_go_on(trial, scenario, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
}

/* --- Blocks ------------------------------------------------------------ */

static void run_counted(uint8_t *map, size_t size, GString *log)
{
	g_autoptr(tw_scenario) scenario =
		variant(variants[1].faults, variants[1].steps);
	g_autoptr(tw_trial) trial = tw_trial_new(scenario, NULL, NULL);

	tw_blocks_count(map, size);
	tw_trial_run(trial);
	tw_blocks_count(NULL, 0);
	put_log(trial, log);
}

static void blocks_are_counted_and_nothing_else_changes(void **state)
{
	g_autofree uint8_t *map = g_malloc0(4096);
	g_autoptr(GString) with = g_string_new(NULL);
	g_autoptr(GString) without = g_string_new(NULL);
	size_t n = 0;

	run_counted(map, 4096, with);
	for (size_t i = 0; i < 4096; i++)
		n += map[i] != 0;
	assert_in_range(n, 20, 2000);
	memset(map, 0, 4096);
	run_counted(NULL, 0, without);
	for (size_t i = 0; i < 4096; i++)
		assert_int_equal(map[i], 0);
	assert_string_equal(with->str, without->str);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_run_begins_where_it_was_taken),
		cmocka_unit_test(how_a_run_dies_is_told_and_others_can_follow),
		cmocka_unit_test(much_data_goes_there_and_back),
		cmocka_unit_test(
			variants_go_on_from_one_boot_as_from_the_beginning),
		cmocka_unit_test(a_case_with_other_parts_is_no_variant),
		cmocka_unit_test(blocks_are_counted_and_nothing_else_changes),
	};

	g_assert(argc == 2);
	object = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
