/* SPDX-License-Identifier: MIT */
/* What the steps of a case do, and what is said of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "twowire/bus.h"
#include "twowire/net.h"
#include "twowire/port.h"
#include "twowire/scenario.h"

#define HEAD "{\"format\": \"twowire-scenario/1\", \"title\": \"t\","
#define ROM                                                                    \
	"\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "      \
	"\"0x50\"}],"

struct run {
	tw_scenario *scenario;
	tw_trial *trial;
};

static struct run begin(const char *text,
			const struct tw_trial_options *options)
{
	g_autoptr(GError) error = NULL;
	struct run r = {0};

	r.scenario = tw_scenario_parse(text, strlen(text), "c.json", NULL,
				       &tw_parts, &error);
	if (r.scenario)
		r.trial = tw_trial_new(r.scenario, options, &error);
	if (error)
		fail_msg("%s", error->message);
	return r;
}

static void end(struct run *r)
{
	tw_trial_free(r->trial);
	tw_scenario_free(r->scenario);
}

static void checked(const struct run *r, size_t n, bool held, const char *what,
		    const char *expected, const char *got)
{
	const struct tw_check *c;

	assert_true(n < tw_trial_n_checks(r->trial));
	c = tw_trial_check(r->trial, n);
	assert_string_equal(c->what, what);
	assert_string_equal(c->expected, expected);
	assert_string_equal(c->got, got);
	assert_int_equal(c->held, held);
}

static void a_transfer_that_waits_too_long_is_stuck(void **state)
{
	struct run r =
		begin(HEAD ROM "\"steps\": [{\"transfer\": \"r1@0x50\", "
			       "\"timeout_us\": 1000, \"result\": \"stuck\"},"
			       "{\"run_ms\": 1},"
			       "{\"transfer\": \"r1@0x50\"}]}",
		      NULL);
	tw_bus *bus = tw_sim_bus(tw_trial_sim(r.trial), "bus");
	tw_port *vice = tw_port_new(bus, "vice", TW_ROLE_OTHER, NULL, NULL);

	tw_port_drive(vice, TW_SCL, TW_LOW);
	assert_true(tw_trial_step(r.trial));
	checked(&r, 0, true, "r1@0x50", "stuck", "stuck");
	assert_int_equal(tw_sim_now_ns(tw_trial_sim(r.trial)), TW_MS(1));
	tw_port_drive(vice, TW_SCL, TW_RELEASE);
	assert_int_equal(tw_trial_run(r.trial), TW_VERDICT_HELD);
	checked(&r, 1, true, "r1@0x50", "ok", "ok");
	end(&r);
}

static void nothing_is_expected_of_a_transfer_with_any_result(void **state)
{
	struct run r =
		begin(HEAD ROM "\"steps\": [{\"transfer\": \"w1@0x51 0\", "
			       "\"result\": \"any\"}, {\"transfer\": "
			       "\"w1@0x50 0\", \"result\": \"any\"}]}",
		      NULL);

	assert_int_equal(tw_trial_run(r.trial), TW_VERDICT_HELD);
	assert_int_equal(tw_trial_n_checks(r.trial), 0);
	end(&r);
}

static void the_time_of_a_trial_is_limited(void **state)
{
	const struct tw_trial_options options = {.max_ns = TW_MS(2)};
	struct run r = begin(HEAD "\"steps\": [{\"run_ms\": 1}, "
				  "{\"run_ms\": 5}, {\"run_ms\": 1}]}",
			     &options);

	assert_int_equal(tw_trial_run(r.trial), TW_VERDICT_FAILED);
	assert_int_equal(tw_sim_now_ns(tw_trial_sim(r.trial)), TW_MS(2));
	assert_int_equal(tw_trial_n_checks(r.trial), 1);
	checked(&r, 0, false, "simulated time", "at most 2 ms", "more");
	assert_int_equal(tw_trial_check(r.trial, 0)->step, 1);
	end(&r);
}

static void steps_can_be_taken_one_by_one(void **state)
{
	struct run r = begin(HEAD "\"steps\": [{\"run_us\": 7}, "
				  "{\"run_ns\": 5}]}",
			     NULL);
	tw_sim *sim = tw_trial_sim(r.trial);

	assert_true(tw_trial_step(r.trial));
	assert_int_equal(tw_sim_now_ns(sim), 7000);
	assert_true(tw_trial_step(r.trial));
	assert_int_equal(tw_sim_now_ns(sim), 7005);
	assert_false(tw_trial_step(r.trial));
	end(&r);
}

static void drive_moves_a_net_and_lets_it_go(void **state)
{
	struct run r = begin(
		HEAD "\"nets\": [{\"id\": \"RUN\"}, {\"id\": \"EN\", "
		     "\"rest\": \"low\"}], \"steps\": ["
		     "{\"expect_net\": {\"net\": \"EN\", \"high\": false}},"
		     "{\"drive\": {\"net\": \"RUN\", \"to\": \"low\"}},"
		     "{\"drive\": {\"net\": \"EN\", \"to\": \"high\"}},"
		     "{\"run_us\": 1},"
		     "{\"expect_net\": {\"net\": \"RUN\", \"high\": false}},"
		     "{\"expect_net\": {\"net\": \"EN\", \"high\": true}},"
		     "{\"drive\": {\"net\": \"RUN\", \"to\": \"released\"}},"
		     "{\"run_us\": 1},"
		     "{\"expect_net\": {\"net\": \"RUN\", \"high\": false}}]}",
		NULL);

	assert_int_equal(tw_trial_run(r.trial), TW_VERDICT_FAILED);
	checked(&r, 0, true, "net EN", "low", "low");
	checked(&r, 1, true, "net RUN", "low", "low");
	checked(&r, 2, true, "net EN", "high", "high");
	checked(&r, 3, false, "net RUN", "low", "high");
	end(&r);
}

static void set_changes_what_the_device_measures(void **state)
{
	/* MCP9808 data sheet, register 5-4: 0x01 0x94 is 25.25 degrees. */
	struct run r = begin(
		HEAD "\"devices\": [{\"id\": \"t\", \"model\": \"mcp9808\", "
		     "\"addr\": \"0x18\"}], \"steps\": ["
		     "{\"set\": {\"device\": \"t\", \"temp_mC\": 25250}},"
		     "{\"run_ms\": 300},"
		     "{\"transfer\": \"w1@0x18 5 r2\", \"rx\": \"?? 94\"},"
		     "{\"expect_pin\": {\"device\": \"t\", \"pin\": "
		     "\"ALERT\", \"high\": false}}]}",
		NULL);

	tw_trial_run(r.trial);
	checked(&r, 1, true, "bytes read, w1@0x18 r2", "?? 94", "c1 94");
	checked(&r, 2, false, "pin ALERT of t", "low", "high");
	assert_string_equal(tw_trial_check(r.trial, 2)->place,
			    "c.json:1:237: steps[3].expect_pin");
	end(&r);
}

static void a_parallel_step_keeps_delays_and_ends_with_the_last(void **state)
{
	struct run r = begin(
		HEAD "\"buses\": [{\"id\": \"a\"}, {\"id\": \"b\"}],"
		     "\"controllers\": [{\"id\": \"x\", \"bus\": \"a\"}, "
		     "{\"id\": \"y\", \"bus\": \"b\"}], \"steps\": ["
		     "{\"parallel\": [{\"transfer\": \"w0@0x50\", \"by\": "
		     "\"x\", \"result\": \"no-target\"}, "
		     "{\"transfer\": \"w0@0x50\", \"by\": \"y\", \"result\": "
		     "\"no-target\", \"delay_ns\": 700000}]}]}",
		NULL);
	tw_sim *sim = tw_trial_sim(r.trial);

	assert_int_equal(tw_trial_run(r.trial), TW_VERDICT_HELD);
	/* An address at 100 kHz takes 90 us and a START and STOP. */
	assert_in_range(tw_sim_now_ns(sim), 790000, 830000);
	end(&r);
}

static void the_seed_is_the_cases_unless_another_is_given(void **state)
{
	const struct tw_trial_options options = {.has_seed = true, .seed = 9};
	static const char text[] = HEAD "\"seed\": 18446744073709551615}";
	struct run own = begin(text, NULL), given = begin(text, &options);

	assert_true(tw_sim_seed(tw_trial_sim(own.trial)) == UINT64_MAX);
	assert_int_equal(tw_sim_seed(tw_trial_sim(given.trial)), 9);
	end(&own);
	end(&given);
}

/* 5 kohm and 200 pF need 847 ns to rise, so SCL stays below 300 kHz. */
static void
timing_is_held_against_the_mode_the_controller_is_set_to(void **state)
{
	struct run r = begin(
		HEAD "\"buses\": [{\"id\": \"bus\", \"pullup_ohm\": 5000,"
		     "\"cap_pF\": 200}], \"controllers\": [{\"id\": \"host\","
		     "\"scl_hz\": 400000}], " ROM "\"steps\": ["
		     "{\"transfer\": \"w1@0x50 0\"}]}",
		NULL);
	g_autoptr(GString) text = g_string_new(NULL);

	tw_trial_run(r.trial);
	tw_trial_report(r.trial, TW_REPORT_TEXT, NULL, text);
	assert_non_null(strstr(text->str, "against Fast-mode"));
	end(&r);
}

static void long_bytes_are_shown_where_they_differ(void **state)
{
	GString *text = g_string_new(
		HEAD ROM "\"steps\": [{\"transfer\": \"r40@0x50\", \"rx\": "
			 "\"");
	struct run r;

	for (int i = 0; i < 36; i++)
		g_string_append(text, "ff ");
	g_string_append(text, "00 ff ff ff\"}]}");
	r = begin(text->str, NULL);
	tw_trial_run(r.trial);
	checked(&r, 1, false, "bytes read, r40@0x50",
		"from byte 32: ff ff ff ff 00 ff ff ff",
		"from byte 32: ff ff ff ff ff ff ff ff");
	end(&r);
	g_string_free(text, TRUE);
}

static void memory_is_compared_up_to_its_end(void **state)
{
	struct run r =
		begin(HEAD ROM "\"steps\": [{\"expect_memory\": {\"device\": "
			       "\"rom\", \"at\": 255, \"bytes\": \"ff ff\"}},"
			       "{\"expect_memory\": {\"at\": 256, \"bytes\": "
			       "\"ff\"}}]}",
		      NULL);

	tw_trial_run(r.trial);
	checked(&r, 0, false, "memory of rom at 255", "ff ff", "ff");
	checked(&r, 1, false, "memory of rom at 256", "memory", "its end");
	end(&r);
}

#define OLED                                                                   \
	"\"devices\": [{\"id\": \"oled\", \"model\": \"ssd1306\", \"addr\": "  \
	"\"0x3c\", \"supply\": \"external\"}],"

static void a_picture_is_compared_row_by_row(void **state)
{
	struct run r =
		begin(HEAD OLED
		      "\"steps\": [{\"transfer\": \"w3@0x3c 0 0xa5 0xaf\"},"
		      "{\"expect_picture\": {\"x\": 1, \"y\": 62, \"rows\": "
		      "[\"##?\", \"#.?\"]}},"
		      "{\"expect_picture\": {\"x\": 126, \"rows\": [\"###\"]}},"
		      "{\"expect_picture\": {\"rows\": [\"?#\"]}}]}",
		      NULL);

	tw_trial_run(r.trial);
	checked(&r, 1, false, "picture of oled, row 63 from column 1", "#.?",
		"###");
	checked(&r, 2, false, "picture of oled, row 0 from column 126", "###",
		"## ");
	checked(&r, 3, true, "picture of oled, row 0 from column 0", "?#",
		"##");
	end(&r);
}

static void refused(const char *text, const char *message)
{
	g_autoptr(GError) error = NULL;

	assert_null(tw_scenario_parse(text, strlen(text), "c.json", NULL,
				      &tw_parts, &error));
	assert_string_equal(error->message, message);
}

static void a_picture_that_cannot_be_is_refused(void **state)
{
	refused(HEAD ROM "\n\"steps\": [{\"expect_picture\": {\"rows\": "
			 "[\"#\"]}}]}",
		"c.json:2:30: steps[0].expect_picture: expected a display; a "
		"24xx is none");
	refused(HEAD OLED "\n\"steps\": [{\"expect_picture\": {\"rows\": "
			  "[\"#.\", \"#\"]}}]}",
		"c.json:2:46: steps[0].expect_picture.rows[1]: expected 2 of "
		"'#', '.' and '?'");
}

static void an_endless_image_is_refused(void **state)
{
	static const char text[] =
		HEAD "\"devices\": [{\"id\": \"rom\", \"model\": \"24xx\", "
		     "\"addr\": \"0x50\", \"image\": \"/dev/zero\"}]}";
	g_autoptr(GError) error = NULL;
	tw_scenario *s = tw_scenario_parse(text, strlen(text), "c.json", NULL,
					   &tw_parts, NULL);

	assert_non_null(s);
	assert_null(tw_trial_new(s, NULL, &error));
	assert_string_equal(error->message,
			    "c.json:1:115: devices[0].image: expected a file "
			    "of at most 1048576 bytes, got no plain file");
	tw_scenario_free(s);
}

static void reports_escape_what_their_form_cannot_hold(void **state)
{
	struct run r = begin("{\"format\": \"twowire-scenario/1\", \"title\": "
			     "\"a # <b> \\\"c\\\"\"}",
			     NULL);
	GString *out = g_string_new(NULL);

	tw_trial_report(r.trial, TW_REPORT_TAP, NULL, out);
	assert_string_equal(out->str, "ok 1 - c.json: a \\# <b> \"c\"\n");
	g_string_truncate(out, 0);
	tw_trial_report(r.trial, TW_REPORT_JSON, NULL, out);
	assert_string_equal(out->str,
			    "{\"case\": \"c.json\", \"title\": \"a # <b> "
			    "\\\"c\\\"\", \"verdict\": \"held\", \"seed\": 0, "
			    "\"end_ns\": 0, \"checks\": []}\n");
	g_string_free(out, TRUE);
	end(&r);
}

int main(void)
{
	const struct CMUnitTest trial[] = {
		cmocka_unit_test(a_transfer_that_waits_too_long_is_stuck),
		cmocka_unit_test(
			nothing_is_expected_of_a_transfer_with_any_result),
		cmocka_unit_test(the_time_of_a_trial_is_limited),
		cmocka_unit_test(steps_can_be_taken_one_by_one),
		cmocka_unit_test(drive_moves_a_net_and_lets_it_go),
		cmocka_unit_test(set_changes_what_the_device_measures),
		cmocka_unit_test(
			a_parallel_step_keeps_delays_and_ends_with_the_last),
		cmocka_unit_test(the_seed_is_the_cases_unless_another_is_given),
		cmocka_unit_test(
			timing_is_held_against_the_mode_the_controller_is_set_to),
		cmocka_unit_test(long_bytes_are_shown_where_they_differ),
		cmocka_unit_test(memory_is_compared_up_to_its_end),
		cmocka_unit_test(a_picture_is_compared_row_by_row),
		cmocka_unit_test(a_picture_that_cannot_be_is_refused),
		cmocka_unit_test(an_endless_image_is_refused),
		cmocka_unit_test(reports_escape_what_their_form_cannot_hold),
	};

	return cmocka_run_group_tests(trial, NULL, NULL);
}
