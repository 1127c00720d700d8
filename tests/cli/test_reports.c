/* SPDX-License-Identifier: MIT */
/* What a CI job gets: reports in each form, known failures, golden logs, many
 * cases at a time. usage: test_reports TWOWIRE junit.xsd */
#include "ran.h"

#include <sys/stat.h>

static char *schema;

#define GOOD  CASE(ROM, "{\"transfer\": \"w1@0x50 0\"}")
#define FAILS CASE("", "{\"run_ms\": 2}, {\"transfer\": \"w0@0x51\"}")
#define KNOWN(steps)                                                           \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"a case\",\n"        \
	"\"known_failure\": \"nobody is there yet\",\n\"steps\": [" steps      \
	"]}\n"

static void four_cases(struct ran *r)
{
	write_file(r, "good.json", GOOD);
	write_file(r, "fails.json", FAILS);
	write_file(r, "known.json", KNOWN("{\"transfer\": \"w0@0x51\"}"));
	write_file(r, "bad.json", "{");
}

static char *contents(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		fail_msg("no %s", name);
	return text;
}

/* Another program in the folder. Returns its status, or -1: there is none. */
static int other(struct ran *r, const char *line)
{
	g_auto(GStrv) argv = g_strsplit(line, " ", -1);
	g_autofree char *found = g_find_program_in_path(argv[0]);
	int wait_status;

	if (!found)
		return -1;
	g_clear_pointer(&r->out, g_free);
	g_clear_pointer(&r->err, g_free);
	assert_true(g_spawn_sync(r->folder, argv, NULL, G_SPAWN_SEARCH_PATH,
				 NULL, NULL, &r->out, &r->err, &wait_status,
				 NULL));
	assert_true(WIFEXITED(wait_status));
	return WEXITSTATUS(wait_status);
}

static void a_known_failure_does_not_fail_the_run(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json", KNOWN("{\"transfer\": \"w0@0x51\"}"));
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect_in(r->out, "KNOWN   step 0: w0@0x51: expected ok, got "
			  "no-target\n"
			  "          c.json:3:24: steps[0].transfer\n"
			  "          known: nobody is there yet\n");
	expect_in(r->out, "XFAIL c.json: known failure: nobody is there yet");
	assert_int_equal(twowire(r, "run -r tap c.json"), 0);
	expect_in(r->out, "not ok 1 - c.json: a case # TODO nobody is there "
			  "yet\n");
	assert_int_equal(twowire(r, "run -r junit c.json"), 0);
	expect_in(r->out, "failures=\"0\" errors=\"0\" skipped=\"1\"");
	expect_in(r->out,
		  "<skipped message=\"known failure: nobody is there yet\"/>");
	assert_int_equal(twowire(r, "run -r json c.json"), 0);
	expect_in(r->out, "\"verdict\": \"known-failure\"");
	expect_in(r->out, "\"known\": \"nobody is there yet\"}");
}

static void a_known_failure_that_holds_fails_and_says_so(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   KNOWN("{\"transfer\": \"w0@0x51\", \"result\": "
			 "\"no-target\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	expect_in(r->out, "FAILED  case: known failure: expected to fail: "
			  "nobody is there yet, got held; take the key away\n"
			  "          c.json:2:18: known_failure\n");
	expect_in(r->out, "FAIL c.json: 1 of 2 expectations failed");
}

static void a_step_can_be_known_to_fail(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   CASE(ROM, "{\"transfer\": \"w0@0x51\", \"known_failure\": "
			     "\"why\"}, {\"transfer\": \"w0@0x50\"}"));
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect_in(r->out, "held    step 1: w0@0x50: ok\n");
	expect_in(r->out, "XFAIL c.json: known failure: why");
	/* Others still have to hold. */
	write_file(r, "c.json",
		   CASE("", "{\"transfer\": \"w0@0x51\", \"known_failure\": "
			    "\"why\"}, {\"transfer\": \"w0@0x52\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	expect_in(r->out, "FAIL c.json: 1 of 2 expectations failed");
	write_file(r, "c.json",
		   CASE(ROM, "\n{\"transfer\": \"w0@0x50\", \"known_failure\": "
			     "\"why\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	expect_in(r->out, "FAILED  step 0: known failure: expected to fail: "
			  "why, got held; take the key away\n"
			  "          c.json:4:42: steps[0].known_failure\n");
	write_file(r, "c.json",
		   CASE("", "{\"run_ms\": 1, \"known_failure\": \"\"}"));
	assert_int_equal(twowire(r, "run c.json"), 2);
	expect_in(r->err, "steps[0].known_failure: expected");
}

static void several_reports_go_to_files(void **state)
{
	struct ran *r = *state;
	g_autofree char *tap = NULL, *tap_alone = NULL, *xml = NULL;

	four_cases(r);
	assert_int_equal(twowire(r, "run -r tap=o.tap --report junit=o.xml -r "
				    "json good.json fails.json known.json "
				    "bad.json"),
			 2);
	expect_in(r->out, "{\"case\": \"good.json\", ");
	expect_in(r->out, "{\"case\": \"bad.json\", \"verdict\": \"error\"");
	tap = contents(r, "o.tap");
	xml = contents(r, "o.xml");
	twowire(r, "run -r tap good.json fails.json known.json bad.json");
	tap_alone = g_strdup(r->out);
	assert_string_equal(tap, tap_alone);
	expect_in(xml, "<testsuites name=\"twowire\">");
	expect_in(xml, "<testsuite name=\"known.json\"");
	assert_int_equal(twowire(r, "run -r tap=none/o.tap good.json"), 2);
	expect_in(r->err, "--report: none/o.tap cannot be written: No such");
}

/* TAP::Parser, by perl's prove: 4 points, of which 2 fail and 1 is a TODO. */
static void tap_is_what_a_tap_parser_takes(void **state)
{
	struct ran *r = *state;
	int status;

	four_cases(r);
	twowire(r,
		"run -r tap13=o.tap good.json fails.json known.json bad.json");
	status = other(r, "prove -v --exec cat o.tap");
	if (status < 0)
		return;
	expect_in(r->out, "Failed 2/4 subtests");
	assert_null(strstr(r->out, "Parse errors"));
	twowire(r, "run -r tap13=o.tap good.json known.json");
	assert_int_equal(other(r, "prove --exec cat o.tap"), 0);
	expect_in(r->out, "All tests successful");
}

static void junit_is_what_ci_servers_take(void **state)
{
	struct ran *r = *state;
	g_autofree char *line =
		g_strdup_printf("xmllint --noout --schema %s o.xml", schema);
	int status;

	four_cases(r);
	/* What XML cannot hold. */
	write_file(r, "odd.json",
		   CASE("", "{\"expect_net\": {\"high\": true}, "
			    "\"known_failure\": \"<\\u001b&\\\">\"}"));
	write_file(r, "odder.json",
		   "{\"format\": \"twowire-scenario/1\", \"title\": \"a\", "
		   "\"nets\": [{\"id\": \"n\"}], \"steps\": [{\"expect_net\": "
		   "{\"high\": false}, \"known_failure\": "
		   "\"<\\u001b&\\\">\"}]}");
	twowire(r, "run -r junit=o.xml --failed-traces . good.json fails.json "
		   "known.json bad.json odd.json odder.json");
	status = other(r, line);
	if (status < 0)
		return;
	if (status)
		fail_msg("%s", r->err);
}

static void a_failure_says_what_was_expected_and_where_to_look(void **state)
{
	struct ran *r = *state;
	g_autofree char *log = NULL;

	four_cases(r);
	assert_int_equal(twowire(r, "run -r junit --failed-traces out "
				    "fails.json good.json"),
			 1);
	expect_in(r->out,
		  "<testcase classname=\"fails.json\" name=\"step 1: "
		  "w0@0x51\" time=\"0.002\">\n"
		  "    <failure message=\"expected ok, got no-target\" "
		  "type=\"expectation\">fails.json:3:39: steps[1].transfer\n"
		  "w0@0x51: expected ok, got no-target\nat 2103785 ns"
		  "</failure>");
	expect_in(r->out, "<system-out>[[ATTACHMENT|out/fails.sr]]");
	log = contents(r, "out/fails.txt");
	expect_in(log, "ADDR  51 W  NACK");
	assert_int_equal(twowire(r, "decode out/fails.sr"), 0);
	expect_in(r->out, "ADDR  51 W  NACK");
	assert_int_equal(other(r, "ls out/good.sr"), 2);
	other(r, "rm -r out");
}

/* 12 cases of different lengths, so that later ones end earlier. */
static void any_number_of_jobs_says_the_same(void **state)
{
	static const char *const forms[] = {"text", "junit"};
	struct ran *r = *state;
	GString *names = g_string_new(NULL);

	for (int i = 0; i < 12; i++) {
		g_autofree char *name = g_strdup_printf("c%d.json", i);
		g_autofree char *text = g_strdup_printf(
			CASE(ROM, "{\"transfer\": \"r%d@0x50\"}, "
				  "{\"transfer\": \"w0@0x%x\"}"),
			i % 5 ? i : 3000, 0x4f + i % 2);

		write_file(r, name, text);
		g_string_append_printf(names, " %s", name);
	}
	for (size_t f = 0; f < G_N_ELEMENTS(forms); f++) {
		g_autofree char *one =
			g_strdup_printf("run -r %s --coverage one.cov -j1%s",
					forms[f], names->str);
		g_autofree char *seven =
			g_strdup_printf("run -r %s --coverage seven.cov -j 7%s",
					forms[f], names->str);
		g_autofree char *here = g_strdup_printf("run -r %s --no-fork%s",
							forms[f], names->str);
		g_autofree char *out = NULL, *a = NULL, *b = NULL;

		assert_int_equal(twowire(r, one), 1);
		out = g_strdup(r->out);
		assert_int_equal(twowire(r, seven), 1);
		assert_string_equal(r->out, out);
		assert_int_equal(twowire(r, here), 1);
		assert_string_equal(r->out, out);
		a = contents(r, "one.cov");
		b = contents(r, "seven.cov");
		assert_string_equal(a, b);
	}
	g_string_free(names, TRUE);
}

static void a_golden_log_is_compared_and_rewritten_on_request(void **state)
{
	struct ran *r = *state;
	g_autofree char *log = NULL, *again = NULL;

	write_file(r, "c.json", GOOD);
	assert_int_equal(twowire(r, "run --golden c.json"), 1);
	assert_string_equal(r->err, "twowire run: c.txt: no such file; twowire "
				    "run --update writes it\n");
	assert_int_equal(twowire(r, "run --update c.json"), 0);
	assert_string_equal(r->err, "twowire run: c.txt: written\n");
	log = contents(r, "c.txt");
	expect_in(log, "ADDR  50 W  ACK");
	assert_int_equal(twowire(r, "run --update c.json"), 0);
	assert_string_equal(r->err, "");
	assert_int_equal(twowire(r, "run --golden c.json"), 0);
	expect_in(r->out, "held    case: transaction log: as kept");
	/* A case that fails leaves it as it was. */
	write_file(r, "c.json", CASE("", "{\"transfer\": \"w1@0x50 0\"}"));
	assert_int_equal(twowire(r, "run --update c.json"), 1);
	expect_in(r->err, "c.txt: left as it is: the case fails");
	again = contents(r, "c.txt");
	assert_string_equal(again, log);
}

static void what_differs_from_a_golden_log_is_aligned(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json", CASE(ROM, "{\"transfer\": \"w2@0x50 1 2\"}"));
	assert_int_equal(twowire(r, "run --update c.json"), 0);
	write_file(r, "c.json",
		   CASE(ROM, "{\"transfer\": \"w2@0x50 1 2\"}"
			     ", {\"transfer\": \"w0@0x50\", \"result\": "
			     "\"no-target\"}"));
	assert_int_equal(twowire(r, "run --golden -r tap c.json"), 1);
	expect_in(r->err, "c.txt:9: STEP 1: transfer \"w0@0x50\" instead of "
			  "its end\n"
			  "    283785      STOP\n"
			  "    283785      DEVICE rom: write cycle: 1 of page "
			  "0x0000\n"
			  "  + 283785      STEP 1: transfer \"w0@0x50\"\n");
	expect_in(r->out, "    - at: \"c.txt:9\"\n"
			  "      what: \"transaction log\"\n"
			  "      expected: \"its end\"\n");
	/* The same, later. */
	write_file(r, "c.json", CASE(ROM, "{\"transfer\": \"w2@0x50 1 2\"}"));
	assert_int_equal(twowire(r, "run --update c.json"), 0);
	other(r, "sed -i s/^99520/99515/ c.txt");
	assert_int_equal(twowire(r, "run --golden c.json"), 1);
	expect_in(r->err, "c.txt:5: the same event, 5 ns later\n");
	expect_in(r->err, "  ~ 99520       DATA  01    ACK   (5 ns later)\n");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest reports[] = {
		T(a_known_failure_does_not_fail_the_run),
		T(a_known_failure_that_holds_fails_and_says_so),
		T(a_step_can_be_known_to_fail),
		T(several_reports_go_to_files),
		T(tap_is_what_a_tap_parser_takes),
		T(junit_is_what_ci_servers_take),
		T(a_failure_says_what_was_expected_and_where_to_look),
		T(any_number_of_jobs_says_the_same),
		T(a_golden_log_is_compared_and_rewritten_on_request),
		T(what_differs_from_a_golden_log_is_aligned),
	};
	int failed;

	if (argc < 3)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	schema = g_canonicalize_filename(argv[2], NULL);
	failed = cmocka_run_group_tests(reports, NULL, NULL);
	g_free(program);
	g_free(schema);
	return failed;
}
