/* SPDX-License-Identifier: MIT */
/* Objects in memory: many of one, each by itself, and as new after a reset. */
#include "tiny.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static char *outputs(unsigned n)
{
	tw_sim *sim = tw_sim_new(0);
	char *text;

	for (unsigned i = 0; i < n; i++) {
		char name[20];

		snprintf(name, sizeof(name), "chip%u", i);
		tiny_chip_with(sim, &tiny_platform, "twins",
			       (struct tw_chip_config){.name = name});
	}
	assert_int_equal(tw_sim_run(sim, TW_MS(1)), TW_RUN_DONE);
	text = tiny_notes(sim, TW_NOTE_OUTPUT);
	tw_sim_free(sim);
	return text;
}

static void instances_have_globals_of_their_own(void **state)
{
	g_autofree char *text = outputs(2);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	assert_int_equal(g_strv_length(lines), 7);
	for (unsigned i = 0; lines[i]; i++)
		if (strstr(lines[i], "kept"))
			assert_string_equal(lines[i], "6 1 kept 1");
	assert_non_null(strstr(text, "half line 0 1.50\n"));
}

static void fifty_instances_load_at_the_same_places_each_time(void **state)
{
	g_autofree char *once = outputs(50);
	g_autofree char *again = outputs(50);

	assert_string_equal(once, again);
	/* Pointers fit in 32 bits: "0x61...". */
	assert_non_null(strstr(once, "0x61"));
}

static void *run_in_thread(void *user)
{
	char *text = NULL;

	for (int i = 0; i < 20; i++) {
		g_free(text);
		text = outputs(1);
	}
	return text;
}

/* Registers have one address in a process: sims with firmware take turns. */
static void sims_in_two_threads_do_not_meet(void **state)
{
	GThread *a = g_thread_new("a", run_in_thread, NULL);
	GThread *b = g_thread_new("b", run_in_thread, NULL);
	g_autofree char *first = g_thread_join(a);
	g_autofree char *second = g_thread_join(b);

	assert_true(g_str_has_prefix(first, "6 1 kept 1\n"));
	assert_true(g_str_has_prefix(second, "6 1 kept 1\n"));
}

static void reset_restores_memory(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "twins");
	g_autofree char *text = NULL;
	g_autofree char *half = NULL;

	tw_sim_run(sim, TW_MS(1));
	tw_chip_reset(chip);
	tw_sim_run(sim, TW_MS(2));
	text = tiny_notes(sim, TW_NOTE_OUTPUT);
	half = g_strndup(text, strlen(text) / 2);
	assert_string_equal(text + strlen(text) / 2, half);
	assert_true(g_str_has_prefix(half, "6 1 kept 1\n"));
	tw_sim_free(sim);
}

static void firmware_can_reset_its_chip(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "reboot");
	g_autofree char *text = NULL;

	assert_int_equal(tw_sim_run(sim, TW_MS(1)), TW_RUN_DONE);
	text = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_string_equal(text, "start 1\nstart 1\nstart 1\n");
	assert_int_equal(tw_chip_state(chip), TW_CHIP_ENDED);
	tw_sim_free(sim);
}

static void firmwares_own_functions_go_before_all_others(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "own");
	const uint32_t *s = tiny_of(chip)->scratch;
	g_autofree char *text = NULL;

	assert_int_equal(tw_sim_run(sim, TW_MS(1)), TW_RUN_DONE);
	assert_int_equal(tw_chip_state(chip), TW_CHIP_ENDED);
	assert_int_equal(s[1], 'x');
	assert_int_equal(s[2], 3);
	assert_int_equal(s[3], 7);
	assert_int_equal(s[4], 1);
	assert_int_equal(s[5], 1);
	text = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_string_equal(text, "still here\n");
	tw_sim_free(sim);
}

static void check_error(const char *path, const char *expected)
{
	tw_sim *sim = tw_sim_new(0);
	const struct tw_chip_config config = {.name = "chip", .object = path};
	g_autoptr(GError) error = NULL;

	assert_null(tw_chip_new(sim, &tiny_platform, &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_FIRMWARE));
	if (!strstr(error->message, expected))
		fail_msg("%s", error->message);
	tw_sim_free(sim);
}

static void objects_of_others_are_refused(void **state)
{
	g_autofree char *other = tiny_object("other-platform");
	g_autofree char *cut = tiny_object("cut");
	g_autofree char *whole = tiny_object("twins");
	g_autofree char *bytes = NULL;
	gsize len;

	check_error("/nonexistent.so", "/nonexistent.so");
	check_error("/proc/self/exe", "not an object of this `twowire cc`");
	check_error("/proc/self/status", "not an object of `twowire cc`");
	check_error(other, "made for platform rp2040, wanted tiny");
	assert_true(g_file_get_contents(whole, &bytes, &len, NULL));
	for (gsize n = 0; n < len; n += 997) {
		assert_true(g_file_set_contents(cut, bytes, (gssize)n, NULL));
		check_error(cut, "cut.so: ");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instances_have_globals_of_their_own),
		cmocka_unit_test(
			fifty_instances_load_at_the_same_places_each_time),
		cmocka_unit_test(sims_in_two_threads_do_not_meet),
		cmocka_unit_test(reset_restores_memory),
		cmocka_unit_test(firmware_can_reset_its_chip),
		cmocka_unit_test(firmwares_own_functions_go_before_all_others),
		cmocka_unit_test(objects_of_others_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
