/* SPDX-License-Identifier: MIT */
/* The program as its user has it: exit statuses, messages, streams. */
#include "ran.h"

static void help_and_version_go_to_stdout_with_status_0(void **state)
{
	struct ran *r = *state;

	assert_int_equal(twowire(r, "--version"), 0);
	expect_in(r->out, "twowire ");
	assert_int_equal(twowire(r, "--help"), 0);
	expect_in(r->out, "Run cases");
	assert_string_equal(r->err, "");
}

static void every_command_has_help(void **state)
{
	static const char *const names[] = {"run", "list", "decode", "replay",
					    "coverage"};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *line = g_strconcat(names[i], " --help", NULL);

		assert_int_equal(twowire(r, line), 0);
		expect_in(r->out, "Usage:");
		expect_in(r->out, names[i]);
	}
}

static void faults_are_listed_with_what_they_take(void **state)
{
	struct ran *r = *state;

	assert_int_equal(twowire(r, "list faults"), 0);
	expect_in(r->out, "glitch\n    A pulse on a wire");
	expect_in(r->out, "width_ns   its width (1 to 10000; needed)");
	expect_in(r->out, "chance_ppm of striking, per match (0 to 1000000)");
}

static void wrong_usage_is_told_on_stderr_with_status_2(void **state)
{
	static const char *const rows[][2] = {
		{"", "a command is missing"},
		{"rum x.json", "no such command, got \"rum\" (did you mean "
			       "run?)"},
		{"--colour", "Unknown option --colour"},
		{"run", "expected a case to run"},
		{"run --repot tap x.json", "Unknown option --repot"},
		{"run --report tab x.json", "--report: expected text, tap, "
					    "tap13, junit or json, or such a "
					    "word "
					    "and =FILE, got \"tab\""},
		{"run --report junit= x.json", "got \"junit=\""},
		{"run -j 0x x.json", "Cannot parse integer value"},
		{"run --jobs=-1 x.json", "--jobs: expected 1 to 256, got -1"},
		{"run --seed -1 x.json",
		 "--seed: expected an integer from 0 to "
		 "18446744073709551615, got \"-1\""},
		{"run --trace a.vcd x.json y.json",
		 "--trace: expected one case, got 2"},
		{"run --trace a.wav x.json",
		 "--trace: expected a name that ends in .sr, .twt, .vcd, "
		 ".jsonl, .txt or .csv, or - for text on stdout, got "
		 "\"a.wav\""},
		{"list chips", "expected \"models\", \"platforms\", "
			       "\"controllers\" or \"faults\", got "
			       "\"chips\""},
	};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		assert_int_equal(twowire(r, rows[i][0]), 2);
		assert_string_equal(r->out, "");
		expect_in(r->err, rows[i][1]);
	}
}

static void a_case_that_holds_gives_status_0(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   CASE(ROM, "{\"transfer\": \"w2@0x50 0x00 0x5a\"},"
			     "{\"run_ms\": 5},"
			     "{\"transfer\": \"w1@0x50 0 r1\", \"rx\": "
			     "\"5a\"}"));
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect_in(r->out, "a case\n");
	expect_in(r->out, "PASS c.json: 3 of 3 expectations held");
	assert_string_equal(r->err, "");
}

static void a_failed_expectation_gives_status_1_and_its_place(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   CASE(ROM, "\n{\"transfer\": \"r1@0x50\", \"rx\": \"00\"},"
			     "{\"transfer\": \"w0@0x51\", \"result\": "
			     "\"no-target\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	expect_in(r->out, "bytes read, r1@0x50: expected 00, got ff");
	expect_in(r->out, "c.json:4:31: steps[0].rx");
	expect_in(r->out, "FAIL c.json: 1 of 3 expectations failed");
}

static void a_case_goes_on_after_a_failed_expectation(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   CASE("", "{\"transfer\": \"w0@0x51\"},"
			    "{\"transfer\": \"w0@0x52\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	expect_in(r->out, "step 0: w0@0x51: expected ok, got no-target");
	expect_in(r->out, "step 1: w0@0x52: expected ok, got no-target");
}

static void a_bad_case_gives_status_2_and_its_place(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   CASE("{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "
			"\"0xa0\"}",
			""));
	assert_int_equal(twowire(r, "run c.json"), 2);
	assert_string_equal(r->out, "");
	assert_string_equal(r->err,
			    "twowire run: c.json:2:52: devices[0].addr: "
			    "expected \"0x08\" to \"0x77\", got \"0xa0\" "
			    "(8-bit address? 7 bits, unshifted)\n");
	assert_int_equal(twowire(r, "run none.json"), 2);
	expect_in(r->err, "none.json: cannot be opened: No such file");
}

static void what_a_model_refuses_is_placed_at_its_key(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json",
		   CASE("{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "
			"\"0x50\", \"write_us\": 1000001}",
			""));
	assert_int_equal(twowire(r, "run c.json"), 2);
	assert_string_equal(r->err,
			    "twowire run: c.json:2:72: devices[0].write_us: "
			    "expected an integer from 0 to 1000000, got "
			    "1000001\n");
}

static void missing_firmware_gives_status_2(void **state)
{
	struct ran *r = *state;
	static const char text[] =
		"{\"format\": \"twowire-scenario/1\", \"title\": \"t\",\n"
		"\"firmware\": [{\"id\": \"f\", \"platform\": \"rp2040\",\n"
		"\"object\": \"f.so\"}]}";

	write_file(r, "c.json", text);
	assert_int_equal(twowire(r, "run c.json"), 2);
	expect_in(r->err, "c.json:3:11: firmware[0].object: no such file");
}

#define OLED "{\"id\": \"oled\", \"model\": \"ssd1306\", \"addr\": \"0x3c\"}"

static void a_display_is_written_as_a_picture(void **state)
{
	struct ran *r = *state;
	g_autofree char *path = g_build_filename(r->folder, "p.pgm", NULL);
	g_autofree char *bytes = NULL;
	size_t len = 0;

	write_file(r, "c.json",
		   CASE(OLED, "{\"transfer\": \"w5@0x3c 0 0x8d 0x14 0xa5 "
			      "0xaf\"}"));
	assert_int_equal(twowire(r, "run c.json --picture oled=p.pgm"), 0);
	assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	assert_int_equal(len, strlen("P5\n128 64\n255\n") + 128 * 64);
	assert_memory_equal(bytes, "P5\n128 64\n255\n\xbf\xbf", 16);
	assert_int_equal(twowire(r, "run c.json --picture led=p.png"), 2);
	assert_string_equal(r->err,
			    "twowire run: --picture: expected DEVICE=FILE with "
			    "a display of the case, got \"led=p.png\"\n");
}

static void of_several_cases_the_worst_status_counts(void **state)
{
	struct ran *r = *state;

	write_file(r, "good.json", CASE("", ""));
	write_file(r, "fails.json", CASE("", "{\"transfer\": \"w0@0x51\"}"));
	write_file(r, "bad.json", "{");
	assert_int_equal(twowire(r, "run good.json fails.json"), 1);
	expect_in(r->out, "PASS good.json");
	expect_in(r->out, "FAIL fails.json");
	assert_int_equal(twowire(r, "run bad.json good.json"), 2);
	expect_in(r->out, "PASS good.json");
}

static void tap_counts_cases(void **state)
{
	struct ran *r = *state;

	write_file(r, "good.json", CASE("", ""));
	write_file(r, "fails.json", CASE("", "{\"transfer\": \"w0@0x51\"}"));
	write_file(r, "bad.json", "{");
	assert_int_equal(twowire(r, "run -r tap good.json fails.json bad.json"),
			 2);
	assert_string_equal(
		r->out,
		"TAP version 14\n1..3\nok 1 - good.json: a case\n"
		"not ok 2 - fails.json: a case\n"
		"  ---\n"
		"  message: \"1 of 1 expectations failed\"\n"
		"  seed: 0\n"
		"  failures:\n"
		"    - at: \"fails.json:3:24: steps[0].transfer\"\n"
		"      what: \"w0@0x51\"\n"
		"      expected: \"ok\"\n"
		"      got: \"no-target\"\n"
		"      time_ns: 103785\n"
		"  ...\n"
		"not ok 3 - bad.json\n"
		"  ---\n"
		"  message: \"bad.json:1:2: expected a key in double quotes, "
		"got the end of the file\"\n"
		"  ...\n");
}

static void nothing_is_coloured_in_a_pipe(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json", CASE("", "{\"transfer\": \"w0@0x51\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	assert_null(strchr(r->out, '\033'));
}

/* @line to a shell in the folder; "$0" is the program. */
static int shell(struct ran *r, const char *line)
{
	char *argv[] = {"/bin/bash", "-c", (char *)line, program, NULL};
	int wait_status;

	g_clear_pointer(&r->out, g_free);
	g_clear_pointer(&r->err, g_free);
	assert_true(g_spawn_sync(r->folder, argv, NULL, G_SPAWN_DEFAULT, NULL,
				 NULL, &r->out, &r->err, &wait_status, NULL));
	assert_true(WIFEXITED(wait_status));
	return WEXITSTATUS(wait_status);
}

static void a_report_that_cannot_be_written_gives_status_2(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json", CASE("", ""));
	assert_int_equal(shell(r, "\"$0\" run c.json >/dev/full"), 2);
	expect_in(r->err, "cannot write to stdout: No space left");
	assert_int_equal(twowire(r, "run c.json --coverage none/c.json"), 2);
	expect_in(r->err, "none/c.json");
	assert_string_equal(strchr(r->err, '\n'), "\n"); /* said once */
	/* Nobody there acknowledges, which is status 1 if it can be said. */
	write_file(r, "c.json", CASE("", "{\"transfer\": \"w0@0x51\"}"));
	assert_int_equal(twowire(r, "run c.json"), 1);
	assert_int_equal(shell(r, "\"$0\" run c.json >/dev/full"), 2);
}

static void nobody_who_reads_is_no_fault_of_ours(void **state)
{
	struct ran *r = *state;

	write_file(r, "c.json", CASE("", ""));
	shell(r, "exec 3> >(:); wait $!; \"$0\" run c.json >&3; echo $?");
	assert_string_equal(r->out, "141\n");
	assert_null(strstr(r->err, "simulator"));
}

/* It waits for its case, which does not come. */
static void a_killed_run_leaves_no_worker_behind(void **state)
{
	struct ran *r = *state;

	shell(r, "mkfifo case; exec 3<>case; \"$0\" run - <case & p=$!\n"
		 "children() { cat /proc/$p/task/$p/children; }\n"
		 "until w=$(children) && [ \"$w\" ]; do sleep 0.01; done\n"
		 "kill -9 $p; sleep 0.2\n"
		 "grep State.*[RSD] /proc/${w% }/status");
	assert_string_equal(r->out, "");
}

static void the_same_case_gives_the_same_report(void **state)
{
	struct ran *r = *state;
	g_autofree char *first = NULL;

	write_file(r, "c.json", CASE(ROM, "{\"transfer\": \"r9@0x50\"}"));
	twowire(r, "run c.json");
	first = g_strdup(r->out);
	twowire(r, "run --no-fork c.json");
	assert_string_equal(r->out, first);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest run[] = {
		T(help_and_version_go_to_stdout_with_status_0),
		T(every_command_has_help),
		T(faults_are_listed_with_what_they_take),
		T(wrong_usage_is_told_on_stderr_with_status_2),
		T(a_case_that_holds_gives_status_0),
		T(a_failed_expectation_gives_status_1_and_its_place),
		T(a_case_goes_on_after_a_failed_expectation),
		T(a_bad_case_gives_status_2_and_its_place),
		T(what_a_model_refuses_is_placed_at_its_key),
		T(missing_firmware_gives_status_2),
		T(a_display_is_written_as_a_picture),
		T(of_several_cases_the_worst_status_counts),
		T(tap_counts_cases),
		T(nothing_is_coloured_in_a_pipe),
		T(a_report_that_cannot_be_written_gives_status_2),
		T(nobody_who_reads_is_no_fault_of_ours),
		T(a_killed_run_leaves_no_worker_behind),
		T(the_same_case_gives_the_same_report),
	};

	int failed;

	if (argc < 2)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(run, NULL, NULL);
	g_free(program);
	return failed;
}
