/* SPDX-License-Identifier: MIT */
/* What steps expect of firmware's inside, and what is said where it is not so.
 * The firmware is fw/told.c. usage: test_expect_firmware told.so */
#include "judged.h"

#include "twowire/capture.h"

static char *head;

static struct judged run(const char *steps)
{
	g_autofree char *text = g_strconcat(head, steps, "]}", NULL);

	return judge(text, NULL);
}

static void is_refused(const char *steps, const char *message)
{
	g_autofree char *text = g_strconcat(head, steps, "]}", NULL);
	g_autoptr(GError) error = NULL;
	struct judged j = judge(text, &error);

	if (!error)
		fail_msg("taken, though %s", message);
	if (!g_str_has_suffix(error->message, message) ||
	    !g_str_has_prefix(error->message, "c.json:2:"))
		fail_msg("got %s, not %s", error->message, message);
	judged_clear(&j);
}

static void variables_are_read_static_ones_too(void **state)
{
	struct judged j =
		run("{\"run_us\": 500},"
		    "{\"expect_variable\": {\"variable\": \"sum\", \"value\": "
		    "-10}},"
		    "{\"expect_variable\": {\"variable\": \"told.c:sum\", "
		    "\"value\": 10}},"
		    "{\"expect_variable\": {\"variable\": \"bytes\", "
		    "\"bytes\": \"03 ?? 02\"}},"
		    "{\"expect_variable\": {\"variable\": \"bytes\", \"at\": "
		    "1, \"bytes\": \"05\"}},"
		    "{\"expect_variable\": {\"variable\": \"wide\", \"value\": "
		    "65534}},"
		    "{\"expect_variable\": {\"variable\": \"wide\", \"value\": "
		    "-2}},"
		    "{\"expect_variable\": {\"variable\": \"parts\", \"at\": "
		    "2, \"size\": 2, \"value\": -2}},"
		    "{\"expect_variable\": {\"variable\": \"parts\", \"at\": "
		    "4, \"size\": 4, \"value\": 3735928559}},"
		    "{\"expect_variable\": {\"variable\": \"calls\", "
		    "\"value\": 4}}");

	said(&j, 0, true, "sum of dut", "-10", "-10");
	said(&j, 1, false, "told.c:sum of dut", "10", "4294967286");
	said(&j, 2, true, "bytes of dut", "03 ?? 02", "03 04 02");
	said(&j, 3, false, "bytes of dut at 1", "05", "04");
	said(&j, 4, true, "wide of dut", "65534", "65534");
	said(&j, 5, true, "wide of dut", "-2", "-2");
	said(&j, 6, true, "parts of dut at 2", "-2", "-2");
	said(&j, 7, true, "parts of dut at 4", "3735928559", "3735928559");
	said(&j, 8, true, "calls of dut", "4", "4");
	judged_clear(&j);
}

static void a_variable_that_is_not_there_is_refused(void **state)
{
	is_refused("{\"expect_variable\": {\"variable\": \"sun\", \"value\": "
		   "1}}",
		   "steps[0].expect_variable.variable: dut has no such "
		   "variable (did you mean \"sum\"?)");
	is_refused("{\"expect_variable\": {\"variable\": \"other.c:sum\", "
		   "\"value\": 1}}",
		   "steps[0].expect_variable.variable: dut has no such "
		   "variable; the compiler drops those that are never read");
	is_refused("{\"expect_variable\": {\"variable\": \"bytes\", "
		   "\"value\": 1}}",
		   "steps[0].expect_variable: bytes has 3 bytes: expected "
		   "\"size\", or \"bytes\" instead of \"value\"");
	is_refused("{\"expect_variable\": {\"variable\": \"bytes\", \"at\": 2, "
		   "\"bytes\": \"00 00\"}}",
		   "steps[0].expect_variable: bytes has 3 bytes, and 2 from 2 "
		   "on are expected");
	is_refused("{\"expect_variable\": {\"variable\": \"sum\", \"size\": 3, "
		   "\"value\": 1}}",
		   "steps[0].expect_variable.size: expected 1, 2, 4 or 8, got "
		   "3");
}

static void of_two_files_the_name_says_which(void **state)
{
	struct judged j =
		run("{\"run_us\": 500},"
		    "{\"expect_variable\": {\"variable\": \"told.c:twin\", "
		    "\"value\": 2}},"
		    "{\"expect_variable\": {\"variable\": "
		    "\"told_too.c:twin\", \"value\": 11}},"
		    "{\"expect_calls\": {\"calls\": [\"told.c:bump\", "
		    "\"told_too.c:bump\"]}}");

	said(&j, 0, true, "told.c:twin of dut", "2", "2");
	said(&j, 1, true, "told_too.c:twin of dut", "11", "11");
	said(&j, 2, true, "calls of dut", "2 as listed", "2 as listed");
	judged_clear(&j);
	is_refused("{\"expect_variable\": {\"variable\": \"twin\", "
		   "\"value\": 1}}",
		   "steps[0].expect_variable.variable: 2 files have a variable "
		   "of that name; say which: \"file.c:twin\"");
	is_refused("{\"expect_calls\": {\"counts\": {\"bump\": 1}}}",
		   "steps[0].expect_calls.counts.bump: 2 files have a function "
		   "of that name; say which: \"file.c:bump\"");
}

static void calls_are_told_in_their_order(void **state)
{
	struct judged j =
		run("{\"run_us\": 500},"
		    "{\"expect_calls\": {\"calls\": [\"add_all\", \"add\", "
		    "\"add\", \"add\", \"add\"], \"counts\": {\"add\": 4, "
		    "\"tick\": 0}}},"
		    "{\"expect_calls\": {\"from\": \"begin\", \"calls\": "
		    "[\"add_all\"], \"also\": [\"tick\"]}},"
		    "{\"expect_calls\": {\"from\": \"begin\", \"calls\": "
		    "[\"add_all\", \"add_all\"]}},"
		    "{\"run_ms\": 4},"
		    "{\"expect_calls\": {\"calls\": [], \"counts\": {\"tick\": "
		    "3}}}");

	said(&j, 0, true, "calls of dut", "5 as listed", "5 as listed");
	said(&j, 1, true, "calls of add in dut", "4", "4");
	said(&j, 2, true, "calls of tick in dut", "0", "0");
	said(&j, 3, true, "calls of dut", "1 as listed", "1 as listed");
	said(&j, 4, false, "call 1 of dut", "add_all", "none");
	said(&j, 5, true, "calls of dut", "0 as listed", "0 as listed");
	said(&j, 6, false, "calls of tick in dut", "3", "4");
	judged_clear(&j);
}

static void another_call_in_between_is_told_with_its_time(void **state)
{
	struct judged j = run("{\"run_us\": 500},"
			      "{\"expect_calls\": {\"calls\": [\"add\"], "
			      "\"also\": [\"add_all\"]}}");
	const struct tw_check *c = tw_trial_check(j.trial, 0);

	assert_string_equal(c->what, "call 0 of dut");
	assert_string_equal(c->expected, "add");
	assert_true(g_str_has_prefix(c->got, "add_all at "));
	assert_false(c->held);
	assert_string_equal(strchr(c->place, ' ') + 1,
			    "steps[1].expect_calls.calls[0]");
	judged_clear(&j);
}

static void a_function_that_is_not_there_is_refused(void **state)
{
	is_refused("{\"expect_calls\": {\"calls\": [\"ad\"]}}",
		   "steps[0].expect_calls.calls[0]: dut has no such function "
		   "(did you mean \"add\"?)");
	is_refused("{\"expect_calls\": {\"counts\": {\"parts_of_me\": 1}}}",
		   "steps[0].expect_calls.counts.parts_of_me: dut has no such "
		   "function; it may have been inlined: "
		   "__attribute__((noinline)) keeps it");
	is_refused("{\"expect_calls\": {}}",
		   "steps[0].expect_calls: expected \"calls\" or \"counts\"");
}

static char *records_of(const struct judged *j)
{
	GString *out = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(tw_trial_sim(j->trial)), &iter, &r))
		if (r.kind != TW_RECORD_NOTE ||
		    (r.note != TW_NOTE_CALL && r.note != TW_NOTE_STEP))
			g_string_append_printf(
				out,
				"%" G_GUINT64_FORMAT
				" %u %u %u %u %u %u %" G_GUINT64_FORMAT
				" %.*s\n",
				r.tick, r.source, r.kind, r.line, r.level,
				r.drive, r.note, r.value, (int)r.text_len,
				r.text ? r.text : "");
	return g_string_free(out, FALSE);
}

/* Same firmware, same steps; the last only looks. */
static void watching_changes_nothing(void **state)
{
#define STEPS                                                                  \
	"{\"run_ms\": 3}, {\"transfer\": \"r1@0x50\", \"result\": "            \
	"\"no-target\"}, {\"run_ms\": 6}, "
	struct judged plain = run(STEPS "{\"run_ns\": 0}");
	struct judged watched =
		run(STEPS "{\"expect_calls\": {\"counts\": {\"add\": 4, "
			  "\"tick\": 4, \"main\": 1}}}");
	struct judged accesses =
		run(STEPS "{\"expect_interrupts\": {\"irq\": 3, \"min\": 1}}");
	g_autofree char *a = records_of(&plain), *b = records_of(&watched);
	g_autofree char *c = records_of(&accesses);

	assert_int_equal(tw_trial_verdict(watched.trial), TW_VERDICT_HELD);
	assert_true(strlen(a) > 500);
	assert_string_equal(a, b);
	assert_string_equal(a, c);
	judged_clear(&plain);
	judged_clear(&watched);
	judged_clear(&accesses);
}

static void writes_to_a_register_are_told_by_name_and_address(void **state)
{
	struct judged j =
		run("{\"run_us\": 500},"
		    "{\"expect_writes\": {\"register\": \"I2C0.TAR\", "
		    "\"values\": [\"0x40\", \"0x41\"], \"count\": 2}},"
		    /* RP2040 data sheet, 4.3.17: I2C0_BASE and IC_TAR. */
		    "{\"expect_writes\": {\"register\": \"0x40044004\", "
		    "\"values\": [\"0x40\", \"0x42\"]}},"
		    "{\"expect_writes\": {\"register\": \"I2C0.TAR\", "
		    "\"count\": 1}}");
	const struct tw_check *c = tw_trial_check(j.trial, 2);

	said(&j, 0, true, "writes to I2C0.TAR of dut", "2 as listed",
	     "2 as listed");
	said(&j, 1, true, "writes to I2C0.TAR of dut", "2", "2");
	assert_string_equal(c->what, "write 1 to 0x40044004 of dut");
	assert_string_equal(c->expected, "0x42");
	assert_true(g_str_has_prefix(c->got, "0x41 at "));
	said(&j, 3, false, "writes to I2C0.TAR of dut", "1", "0");
	judged_clear(&j);
}

/* RP2040 data sheet, 2.3.2: interrupts 0 to 3 are the timer's. */
static void interrupts_are_counted_as_the_manual_numbers_them(void **state)
{
	struct judged j =
		run("{\"run_us\": 900},"
		    "{\"expect_interrupts\": {\"irq\": 23, \"count\": 0}},"
		    "{\"expect_interrupts\": {\"irq\": 23, \"min\": 1}},"
		    "{\"expect_interrupts\": {\"irq\": 23, \"min\": 2, "
		    "\"max\": 3}},"
		    "{\"run_ms\": 5},"
		    "{\"expect_interrupts\": {\"irq\": 3, \"min\": 4, "
		    "\"max\": 8}}");

	said(&j, 0, true, "interrupts 23 of dut", "0", "0");
	said(&j, 1, false, "interrupts 23 of dut", "at least 1", "0");
	said(&j, 2, false, "interrupts 23 of dut", "2 to 3", "0");
	assert_true(tw_trial_check(j.trial, 3)->held);
	judged_clear(&j);
}

static void lines_of_output_are_exact_and_in_order(void **state)
{
	struct judged j =
		run("{\"run_us\": 500},"
		    "{\"expect_output\": {\"lines\": [\"ready\", \"\", "
		    "\"done\"]}},"
		    "{\"run_ms\": 9},"
		    "{\"expect_output\": {\"lines\": [\"-2 3 65535\"]}},"
		    "{\"expect_output\": {\"contains\": \"e\", \"count\": 2}},"
		    "{\"expect_output\": {\"contains\": \"e\", \"count\": 1}},"
		    "{\"expect_output\": {\"from\": \"begin\", \"lines\": "
		    "[\"ready\", \"done\"]}}");
	const struct tw_check *c = tw_trial_check(j.trial, 1);

	said(&j, 0, true, "lines of dut's output", "3 as listed",
	     "3 as listed");
	assert_string_equal(c->what, "line 0 of dut's output");
	assert_string_equal(c->expected, "\"-2 3 65535\"");
	assert_true(g_str_has_prefix(c->got, "\"-2 3 65534\" at "));
	said(&j, 2, true, "lines with \"e\", output of dut", "2", "2");
	said(&j, 3, false, "lines with \"e\", output of dut", "1", "2");
	c = tw_trial_check(j.trial, 4);
	assert_string_equal(c->what, "line 1 of dut's output");
	assert_true(g_str_has_prefix(c->got, "\"\" at "));
	judged_clear(&j);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest expect_firmware[] = {
		cmocka_unit_test(variables_are_read_static_ones_too),
		cmocka_unit_test(a_variable_that_is_not_there_is_refused),
		cmocka_unit_test(of_two_files_the_name_says_which),
		cmocka_unit_test(calls_are_told_in_their_order),
		cmocka_unit_test(another_call_in_between_is_told_with_its_time),
		cmocka_unit_test(a_function_that_is_not_there_is_refused),
		cmocka_unit_test(watching_changes_nothing),
		cmocka_unit_test(
			writes_to_a_register_are_told_by_name_and_address),
		cmocka_unit_test(
			interrupts_are_counted_as_the_manual_numbers_them),
		cmocka_unit_test(lines_of_output_are_exact_and_in_order),
	};
	g_autofree char *object = NULL;

	if (argc != 2)
		return 2;
	object = g_canonicalize_filename(argv[1], NULL);
	head = g_strdup_printf(
		HEAD "\"firmware\": [{\"id\": \"dut\", \"platform\": "
		     "\"rp2040\", \"object\": \"%s\", \"pins\": {\"GPIO4\": "
		     "\"bus.sda\", \"GPIO5\": \"bus.scl\"}}],\n\"steps\": [",
		object);
	return cmocka_run_group_tests(expect_firmware, NULL, NULL);
}
