/* SPDX-License-Identifier: MIT */
/* Firmware that comes to a bad end: a result with a place, never ours. */
#include "tiny.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct ending {
	const char *object;
	enum tw_chip_state state;
	const char *begin; /* of what is said of it */
	const char *end;   /* "(main)" */
};

static void check(const struct ending *e)
{
	tw_sim *sim = tw_sim_new(0);
	g_autofree char *output = NULL;
	tw_chip *chip = tiny_chip_with(
		sim, &tiny_platform, e->object,
		(struct tw_chip_config){.name = "chip",
					.watchdog_ns = TW_MS(20),
					.watchdog_cpu_ns = TW_MS(50)});
	const char *said;

	if (tw_sim_run(sim, TW_MS(50)) != TW_RUN_FAILED)
		fail_msg("%s: does not fail", e->object);
	assert_int_equal(tw_chip_state(chip), e->state);
	said = tw_chip_failure(chip);
	if (!g_str_has_prefix(said, e->begin) ||
	    !g_str_has_suffix(said, e->end))
		fail_msg("%s: %s", e->object, said);
	assert_ptr_equal(tw_sim_failed_chip(sim), chip);
	/* What came before can be read; time stands still. */
	output = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_true(g_str_has_prefix(output, "begins\n"));
	assert_int_equal(tw_sim_run(sim, TW_MS(60)), TW_RUN_FAILED);
	tw_sim_free(sim);
}

static void crashes_name_their_place(void **state)
{
	static const struct ending endings[] = {
		{"overflow", TW_CHIP_CRASHED,
		 "chip: stack overflow at hostile.c:", "(recurse)"},
		{"abort", TW_CHIP_CRASHED,
		 "chip: abort() at hostile.c:", "(main)"},
		{"exit", TW_CHIP_CRASHED,
		 "chip: exit with status 3 at hostile.c:", "(main)"},
		{"assert", TW_CHIP_CRASHED,
		 "chip: assertion `zero == 1' failed at hostile.c:", "(main)"},
		{"nullptr", TW_CHIP_CRASHED,
		 "chip: access by a null pointer (0x0) at hostile.c:",
		 "(main)"},
		{"callnull", TW_CHIP_CRASHED,
		 "chip: call of a null pointer at hostile.c:", "(main)"},
		{"divide", TW_CHIP_CRASHED,
		 "chip: division by zero at hostile.c:", "(main)"},
		{"nowhere", TW_CHIP_CRASHED,
		 "chip: read of 0x40000100, where no device is, at "
		 "hostile.c:",
		 "(main)"},
		{"unmapped", TW_CHIP_CRASHED,
		 "chip: access to 0x48000000, where nothing is, at "
		 "hostile.c:",
		 "(main)"},
		{"copy", TW_CHIP_CRASHED,
		 "chip: access by a null pointer (0x0) at hostile.c:",
		 "(main)"},
		{"unhandled", TW_CHIP_CRASHED,
		 "chip: unhandled interrupt 3 at hostile.c:", "(main)"},
		{"trap", TW_CHIP_CRASHED,
		 "chip: trap or illegal instruction at hostile.c:", "(main)"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		check(&endings[i]);
}

static void hangs_name_their_place(void **state)
{
	static const struct ending endings[] = {
		{"loops", TW_CHIP_HUNG,
		 "chip: makes no progress at hostile.c:", "(main)"},
		{"masked", TW_CHIP_HUNG,
		 "chip: makes no progress at hostile.c:", "(main)"},
		{"nohooks", TW_CHIP_HUNG,
		 "chip: loops without letting time pass at hostile.c:",
		 "(main)"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		check(&endings[i]);
}

static void a_chip_that_ends_leaves_the_sim_running(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "ends");

	assert_int_equal(tw_sim_run(sim, TW_MS(5)), TW_RUN_DONE);
	assert_int_equal(tw_chip_state(chip), TW_CHIP_ENDED);
	assert_null(tw_chip_failure(chip));
	assert_int_equal(tw_sim_now_ns(sim), TW_MS(5));
	tw_sim_free(sim);
}

static void own_handler(int number)
{
}

static void signals_are_as_before_when_no_firmware_runs(void **state)
{
	struct sigaction mine = {.sa_handler = own_handler}, was, now;
	tw_sim *sim = tw_sim_new(0);

	sigaction(SIGSEGV, &mine, &was);
	tiny_chip(sim, "overflow");
	tw_sim_run(sim, TW_MS(5));
	sigaction(SIGSEGV, &was, &now);
	assert_ptr_equal(now.sa_handler, own_handler);
	tw_sim_free(sim);
}

static void an_unhooked_empty_loop_sleeps_too(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "prebuilt");

	assert_int_equal(tw_sim_run(sim, TW_MS(10)), TW_RUN_DONE);
	assert_int_equal(tiny_of(chip)->scratch[0], 5);
	tw_sim_free(sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(crashes_name_their_place),
		cmocka_unit_test(hangs_name_their_place),
		cmocka_unit_test(a_chip_that_ends_leaves_the_sim_running),
		cmocka_unit_test(signals_are_as_before_when_no_firmware_runs),
		cmocka_unit_test(an_unhooked_empty_loop_sleeps_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
