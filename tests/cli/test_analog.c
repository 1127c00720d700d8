/* SPDX-License-Identifier: MIT */
/* Voltages, as a user has them. */
#include "ran.h"

/* A case with a wire of RC = 47 kohm x 200 pF = 9400 ns, and @more keys. */
#define WEAK(more)                                                             \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"weak\",\n"          \
	"\"buses\": [{\"id\": \"bus\", \"pullup_ohm\": 47000, \"cap_pF\": "    \
	"200}],\n" more "\"devices\": [" ROM "],\n"                            \
	"\"steps\": [{\"transfer\": \"w1@0x50 0x00\"}]}\n"
#define KEY(value) "\"analog\": " value ",\n"

static char *file(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

/* SDA's first rise: half an RC and one after its release it has 39.3 and 63.2 %
 * of 3.3 V, within 1 %. Then comes the next bit. */
static void expect_rise(const char *csv)
{
	static const unsigned percent[] = {393, 632};
	g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
	unsigned n = g_strv_length(lines), at = 0;

	/* The last sample at ground before it rises. */
	for (unsigned i = 2; i + 2 < n && !at; i++)
		if (g_str_has_suffix(lines[i], ",0.000000") &&
		    !g_str_has_suffix(lines[i + 1], ",0.000000"))
			at = i;
	assert_true(at > 0);
	for (unsigned i = 0; i < G_N_ELEMENTS(percent); i++) {
		g_auto(GStrv) cells = NULL;
		unsigned got;

		assert_true(at + 47 * (i + 1) < n);
		cells = g_strsplit(lines[at + 47 * (i + 1)], ",", -1);
		got = (unsigned)(g_ascii_strtod(cells[4], NULL) * 1000 / 3.3);
		assert_in_range(got, percent[i] - 10, percent[i] + 10);
	}
}

static void a_window_goes_into_csv_and_session(void **state)
{
	struct ran *r = *state;
	g_autofree char *csv = NULL, *again = NULL;

	write_file(r, "w.json", WEAK(""));
	assert_int_equal(twowire(r, "run --analog 0..60000/100 --trace w.csv "
				    "--trace w.sr w.json"),
			 0);
	csv = file(r, "w.csv");
	assert_true(g_str_has_prefix(csv, "time_ns,SCL,SDA,SCL_V,SDA_V\n"
					  "0,1,1,3.300000,3.300000\n"));
	expect_rise(csv);
	assert_int_equal(twowire(r, "decode w.sr"), 0);
	expect_in(r->out, "START");
	assert_int_equal(twowire(r, "run --analog 0..60000/100 --trace 2.csv "
				    "--no-fork w.json"),
			 0);
	again = file(r, "2.csv");
	assert_string_equal(csv, again);
}

static void a_case_can_ask_for_a_window(void **state)
{
	struct ran *r = *state;
	g_autofree char *csv = NULL, *other = NULL;

	write_file(r, "w.json",
		   WEAK(KEY("{\"from_ns\": 500, \"to_ns\": 60500, "
			    "\"step_ns\": 100}")));
	assert_int_equal(twowire(r, "run --trace w.csv w.json"), 0);
	csv = file(r, "w.csv");
	assert_true(g_str_has_prefix(csv, "time_ns,SCL,SDA,SCL_V,SDA_V\n"
					  "500,"));
	expect_rise(csv);
	/* The command line has the last word; a step is 10 ns. */
	assert_int_equal(
		twowire(r, "run --analog 90..110 --trace o.csv w.json"), 0);
	other = file(r, "o.csv");
	expect_in(other, "\n90,");
	expect_in(other, "\n100,");
	expect_in(other, "\n110,");
	assert_null(strstr(other, "\n120,"));
}

static void what_is_wrong_is_told_before_anything_runs(void **state)
{
#define SYNTAX "--analog: expected FROM..TO or FROM..TO/STEP, ns of up to "
	static const char *const rows[][2] = {
		{"--analog 5 --trace w.csv", SYNTAX "600000000000, got \"5\""},
		{"--analog 1..2.. --trace w.csv", SYNTAX},
		{"--analog -1..2 --trace w.csv", SYNTAX},
		{"--analog 1..2/0 --trace w.csv", SYNTAX},
		{"--analog 1..2/ --trace w.csv", SYNTAX},
		{"--analog 0..600000000001 --trace w.csv", SYNTAX},
		{"--analog 0..99999999999999999999 --trace w.csv", SYNTAX},
		{"--analog 9..9 --trace w.csv",
		 "--analog: the window ends before it begins"},
		{"--analog 0..100/3 --trace w.csv",
		 "--analog: a step must go into 1 s without a rest"},
		{"--analog 0..2000000/1 --trace w.csv",
		 "--analog: the window has 2000001 instants, but 4000000 "
		 "samples are the most, of two wires of 1 bus: shorten it or "
		 "take a longer step"},
		{"--analog 0..100",
		 "--analog: needs a --trace OUT.sr or OUT.csv to go to"},
		{"--analog 0..100 --trace w.vcd",
		 "--analog: needs a --trace OUT.sr or OUT.csv to go to"},
		{"--analog 900000000..900000100 --trace w.csv",
		 "w.csv: the window begins at 900000000 ns, but the trace "
		 "ends at "},
	};
	struct ran *r = *state;

	write_file(r, "w.json", WEAK(""));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *line =
			g_strconcat("run ", rows[i][0], " w.json", NULL);

		if (twowire(r, line) != 2)
			fail_msg("%s: status %d", line, r->status);
		expect_in(r->err, rows[i][1]);
	}
}

static void a_bad_window_of_a_case_has_its_place(void **state)
{
	static const char *const rows[][2] = {
		{KEY("5"), "w.json:3:11: analog: expected an object, got 5"},
		{KEY("{\"to\": 5}"), "w.json:3:12: analog.to: no such key"},
		{KEY("{}"), "w.json:3:11: analog: the key \"to_ns\" is "
			    "missing"},
		{KEY("{\"from_ns\": 9, \"to_ns\": 5}"),
		 "w.json:3:11: analog: the window ends before"},
		{KEY("{\"to_ns\": 5, \"step_ns\": 0}"),
		 "analog.step_ns: expected an integer from 1 to 1000000000"},
		{KEY("{\"to_ns\": 5000, \"step_ns\": 7}"),
		 "w.json:3:11: analog: a step must go into 1 s"},
	};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = g_strdup_printf(
			"{\"format\": \"twowire-scenario/1\", \"title\": "
			"\"x\",\n\"steps\": [],\n%s\"seed\": 1}\n",
			rows[i][0]);

		write_file(r, "w.json", text);
		assert_int_equal(twowire(r, "run w.json"), 2);
		expect_in(r->err, rows[i][1]);
	}
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest analog[] = {
		T(a_window_goes_into_csv_and_session),
		T(a_case_can_ask_for_a_window),
		T(what_is_wrong_is_told_before_anything_runs),
		T(a_bad_window_of_a_case_has_its_place),
	};
	int failed;

	if (argc < 2)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(analog, NULL, NULL);
	g_free(program);
	return failed;
}
