/* SPDX-License-Identifier: MIT */
/* Time, sleep and interrupts. */
#include "tiny.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void blocks_and_waits_cost_their_cycles(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "cost");
	const uint32_t *s = tiny_of(chip)->scratch;

	assert_int_equal(tw_sim_run(sim, TW_S(1)), TW_RUN_DONE);
	/* 1000 turns of a loop of one block, 6 cycles each, and what is
	 * around it. */
	assert_in_range(s[1] - s[0], 6000, 6050);
	assert_in_range(s[2] - s[1], 5000, 5030);
	/* From 100 MHz to 1 MHz: cycles are 100 times as long. */
	assert_in_range(mcu_now_ns(tiny_of(chip)->mcu, 0),
			s[2] * 10 + (s[3] - s[2] - 8) * 1000,
			s[2] * 10 + (s[3] - s[2] + 40) * 1000);
	tw_sim_free(sim);
}

/* What forty more instructions in a block add. */
static uint32_t forty_more(const char *object)
{
	g_autofree char *file = g_strconcat(object, ".so", NULL);
	g_autofree char *path =
		g_build_filename(g_getenv("TW_FIRMWARE"), file, NULL);
	tw_sim *sim = tw_sim_new(0);
	const uint32_t *s;
	uint32_t more;

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		skip();
	s = tiny_of(tiny_chip(sim, object))->scratch;
	assert_int_equal(tw_sim_run(sim, TW_S(1)), TW_RUN_DONE);
	more = s[2] - s[1] - (s[1] - s[0]);
	tw_sim_free(sim);
	return more;
}

static void where_asked_for_a_block_costs_its_instructions(void **state)
{
	/* This chip's usual block, of six, takes 6 cycles. */
	assert_int_equal(forty_more("flat"), 0);
	assert_in_range(forty_more("priced"), 40, 42);
}

static void clangs_blocks_cost_their_instructions_too(void **state)
{
	assert_in_range(forty_more("priced-clang"), 40, 42);
}

static void expect_sleep(const char *object)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, object);
	uint64_t cycles;

	assert_int_equal(tw_sim_run(sim, TW_MS(3) + TW_US(100)), TW_RUN_DONE);
	assert_int_equal(tiny_of(chip)->scratch[0], 3);
	cycles = mcu_cycles(tiny_of(chip)->mcu, 0);
	assert_in_range(cycles, 300000, 302000);
	assert_int_equal(tw_sim_run(sim, TW_S(100)), TW_RUN_DONE);
	assert_int_equal(tiny_of(chip)->scratch[0], 5);
	/* Nothing happens any more: it sleeps, and that is no hang. */
	assert_int_equal(tw_chip_state(chip), TW_CHIP_RUNNING);
	tw_sim_free(sim);
}

static void an_empty_loop_sleeps_until_interrupts(void **state)
{
	expect_sleep("idle");
}

static void an_empty_loop_of_clang_sleeps_too(void **state)
{
	g_autofree char *object = g_build_filename(g_getenv("TW_FIRMWARE"),
						   "idle-clang.so", NULL);

	if (!g_file_test(object, G_FILE_TEST_EXISTS))
		skip();
	expect_sleep("idle-clang");
}

/* Where WFI would not sleep: an interrupt is pending, and masked. */
static void an_empty_loop_with_interrupts_masked_is_for_good(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "idle-masked");

	assert_int_equal(tw_sim_run(sim, TW_S(1)), TW_RUN_DONE);
	assert_int_equal(tiny_of(chip)->scratch[0], 0);
	tw_sim_free(sim);
}

static void an_interrupt_is_entered_at_its_time_and_cost(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	struct tw_trace_iter iter = {0};
	uint64_t entered = 0, first = 0;
	struct tw_record r;

	tw_sim_trace_mask(sim, TW_TRACE_ALL);
	tiny_chip(sim, "idle");
	tw_sim_run(sim, TW_MS(2));
	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		if (r.kind != TW_RECORD_NOTE)
			continue;
		if (r.note == TW_NOTE_REG_WRITE && !entered)
			first = r.tick; /* of TIMER+0x00, at last */
		if (r.note == TW_NOTE_IRQ_ENTER && !entered) {
			assert_int_equal(r.value, 16);
			entered = r.tick;
		}
		if (r.note == TW_NOTE_REG_WRITE && entered) {
			/* 16 cycles of entry, a block, an access. */
			assert_int_equal(r.tick - entered, 160 + 60 + 20);
			break;
		}
	}
	assert_int_equal(entered - first, 1000000);
	tw_sim_free(sim);
}

/* From the entry to the handler's first write. */
static uint64_t entry_ns(uint64_t seed, uint32_t jitter)
{
	tw_sim *sim = tw_sim_new(seed);
	struct tw_trace_iter iter = {0};
	uint64_t entered = 0, took = 0;
	struct tw_record r;

	tw_sim_trace_mask(sim, TW_TRACE_ALL);
	tiny_chip_with(sim, &tiny_platform, "idle",
		       (struct tw_chip_config){.irq_latency_cycles = 7,
					       .irq_jitter_cycles = jitter});
	tw_sim_run(sim, TW_MS(2));
	while (!took && tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		if (r.kind == TW_RECORD_NOTE && r.note == TW_NOTE_IRQ_ENTER)
			entered = r.tick;
		if (r.kind == TW_RECORD_NOTE && r.note == TW_NOTE_REG_WRITE &&
		    entered)
			took = r.tick - entered;
	}
	tw_sim_free(sim);
	return took;
}

static void jitter_adds_cycles_that_the_seed_decides(void **state)
{
	const uint64_t least = 160 + 60 + 20 + 7 * 10;
	uint64_t seen_least = UINT64_MAX, seen_most = 0;

	assert_int_equal(entry_ns(1, 0), least);
	for (uint64_t seed = 0; seed < 100; seed++) {
		uint64_t ns = entry_ns(seed, 9);

		assert_int_equal(ns, entry_ns(seed, 9));
		assert_in_range(ns, least, least + 90);
		seen_least = MIN(seen_least, ns);
		seen_most = MAX(seen_most, ns);
	}
	/* One of ten values each: that 100 miss one happens once in 37,000. */
	assert_int_equal(seen_least, least);
	assert_int_equal(seen_most, least + 90);
}

static void priorities_decide_who_interrupts_whom(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	g_autofree char *output = NULL;

	tiny_chip(sim, "nest");
	assert_int_equal(tw_sim_run(sim, TW_MS(10)), TW_RUN_DONE);
	output = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_string_equal(output, "masked 0\nawake\nlow 16\nhigh\n"
				    "high ends 17\nlow ends\nequal\ndone 0\n"
				    "high\nhigh ends 17\nafter\n");
	tw_sim_free(sim);
}

static const char tasks_output[] = "1 0\nping 0\npong 0\nping 1\npong 1\n"
				   "interrupt\nexit 0\nback 1\nnew 0\n";

/* The last one runs out of its stack, which is the crash of that place. */
static void tasks_take_turns_on_stacks_of_their_own(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "tasks");
	g_autofree char *output = NULL;

	assert_int_equal(tw_sim_run(sim, TW_MS(10)), TW_RUN_FAILED);
	output = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_string_equal(output, tasks_output);
	assert_non_null(strstr(tw_chip_failure(chip), "stack overflow at "));
	assert_non_null(strstr(tw_chip_failure(chip), "(grow)"));
	tw_sim_free(sim);
}

static void arm_inline_assembly_runs(void **state)
{
#if defined(__x86_64__)
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, "arm");
	g_autofree char *output = NULL;

	assert_int_equal(tw_sim_run(sim, TW_MS(10)), TW_RUN_DONE);
	output = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_string_equal(output, "0 then 1\nwoken\nipsr 16\n0 and 0\n"
				    "event\ntook 7 left 0\n"
				    "basepri 40\nbasepri 0\n");
	assert_int_equal(tw_chip_state(chip), TW_CHIP_ENDED);
	tw_sim_free(sim);
#else
	skip();
#endif
}

static char *trace_of(const char *object, bool always)
{
	tw_sim *sim = tw_sim_new(0);
	char *text;

	tw_sim_trace_mask(sim, TW_TRACE_ALL);
	tiny_chip_with(sim, &tiny2_platform, object,
		       (struct tw_chip_config){.yield_always = always});
	tw_sim_run(sim, TW_MS(7));
	text = tiny_trace(sim);
	tw_sim_free(sim);
	return text;
}

static void yielding_at_every_hook_changes_nothing(void **state)
{
	static const char *const objects[] = {"idle", "spin",	"nest", "cores",
					      "cost", "shapes", "twins"};

	for (size_t i = 0; i < G_N_ELEMENTS(objects); i++) {
		g_autofree char *rare = trace_of(objects[i], false);
		g_autofree char *always = trace_of(objects[i], true);

		assert_true(strlen(rare) > 100);
		assert_string_equal(rare, always);
	}
}

static void two_cpus_take_turns_in_time(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip_with(sim, &tiny2_platform, "cores",
				       (struct tw_chip_config){0});
	g_autofree char *output = NULL;

	assert_int_equal(tw_sim_run(sim, TW_MS(10)), TW_RUN_DONE);
	output = tiny_notes(sim, TW_NOTE_OUTPUT);
	assert_string_equal(output, "first is 0\nsecond is 1\n");
	assert_int_equal(tiny_of(chip)->scratch[0], 19);
	assert_int_equal(tiny_of(chip)->scratch[1], 20);
	assert_int_equal(tw_chip_state(chip), TW_CHIP_ENDED);
	tw_sim_free(sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_and_waits_cost_their_cycles),
		cmocka_unit_test(
			where_asked_for_a_block_costs_its_instructions),
		cmocka_unit_test(clangs_blocks_cost_their_instructions_too),
		cmocka_unit_test(an_empty_loop_sleeps_until_interrupts),
		cmocka_unit_test(an_empty_loop_of_clang_sleeps_too),
		cmocka_unit_test(
			an_empty_loop_with_interrupts_masked_is_for_good),
		cmocka_unit_test(an_interrupt_is_entered_at_its_time_and_cost),
		cmocka_unit_test(jitter_adds_cycles_that_the_seed_decides),
		cmocka_unit_test(priorities_decide_who_interrupts_whom),
		cmocka_unit_test(tasks_take_turns_on_stacks_of_their_own),
		cmocka_unit_test(arm_inline_assembly_runs),
		cmocka_unit_test(yielding_at_every_hook_changes_nothing),
		cmocka_unit_test(two_cpus_take_turns_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
