/* SPDX-License-Identifier: MIT */
/* `twowire sweep` and `twowire merge` as their user has them. */
#include "swept_plan.h"

static void a_sweep_holds_where_the_wait_is_long_enough(void **state)
{
	struct ran *r = *state;
	g_autofree char *csv = NULL;

	assert_int_equal(twowire(r, SWEEP), 1);
	assert_string_equal(r->err, "");
	assert_int_equal(twowire(r, "merge plan.sweep --csv t.csv"), 1);
	csv = content(r, "t.csv");
	assert_string_equal(csv, "write,wait,verdict,held\r\n"
				 "1000,500,failed,0\r\n"
				 "1000,1500,held,1\r\n"
				 "1000,2500,held,1\r\n"
				 "1000,3500,held,1\r\n"
				 "2000,500,failed,0\r\n"
				 "2000,1500,failed,0\r\n"
				 "2000,2500,held,1\r\n"
				 "2000,3500,held,1\r\n"
				 "3000,500,failed,0\r\n"
				 "3000,1500,failed,0\r\n"
				 "3000,2500,failed,0\r\n"
				 "3000,3500,held,1\r\n"
				 "4000,500,failed,0\r\n"
				 "4000,1500,failed,0\r\n"
				 "4000,2500,failed,0\r\n"
				 "4000,3500,failed,0\r\n");
}

static void its_picture_is_printed_with_its_limits(void **state)
{
	struct ran *r = *state;

	twowire(r, SWEEP);
	assert_string_equal(
		r->out, "wait\n"
			"waited\n"
			"   3.5 ms |########################........\n"
			"   2.5 ms |################................\n"
			"   1.5 ms |########........................\n"
			"   500 us |................................\n"
			"          +----+-------+-------+-------+---\n"
			"             1 ms    2 ms    3 ms    4 ms\n"
			"           write\n"
			"           # held   . failed\n"
			"16 cells: 6 held, 10 failed\n"
			"  write            all held    no value\n"
			"                   some held   1000 us to 3000 us\n"
			"  wait             all held    no value\n"
			"                   some held   1500 us to 3500 us\n");
}

static void the_axes_of_a_picture_can_be_chosen(void **state)
{
	struct ran *r = *state;

	twowire(r, SWEEP);
	assert_int_equal(twowire(r, "merge plan.sweep -x wait -y write"), 1);
	expect_in(r->out, "  4 ms |................................\n");
	expect_in(r->out, "  1 ms |........########################\n");
	assert_int_equal(twowire(r, "merge plan.sweep -x delay"), 2);
	expect_in(r->err, "plan.json: the plan has no axis \"delay\"");
	assert_int_equal(twowire(r, "merge plan.sweep -x wait -y wait"), 2);
	expect_in(r->err, "-x and -y must differ");
	assert_int_equal(twowire(r, "merge plan.sweep --csv none/table"), 2);
	expect_in(r->err, "none/table");
}

static void any_jobs_order_and_shards_give_the_same_bytes(void **state)
{
	struct ran *r = *state;
	g_autofree char *one = NULL, *four = NULL, *same = NULL, *apart = NULL;
	static const char *const lines[] = {
		"sweep -j 1 -o one plan.json",
		"sweep -j4 -o four plan.json",
		/* The last part first, into one folder and into three. */
		"sweep -j 2 -o same --shard 3/3 plan.json",
		"sweep -j 2 -o same --shard 1/3 plan.json",
		"sweep -j 2 -o same --shard 2/3 plan.json",
		"sweep -j 2 -o c --shard 3/3 plan.json",
		"sweep -j 2 -o b --shard 2/3 plan.json",
		"sweep -j 2 -o a --shard 1/3 plan.json",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
		if (twowire(r, lines[i]) != (i < 2))
			fail_msg("%s: %d: %s", lines[i], r->status, r->err);
	one = merged(r, "one");
	four = merged(r, "four");
	same = merged(r, "same");
	apart = merged(r, "c a b");
	assert_string_equal(one, four);
	assert_string_equal(one, same);
	assert_string_equal(one, apart);
	expect_in(one, "\"verdict\": \"held\"");
}

static void a_cell_can_be_run_again_by_hand(void **state)
{
	struct ran *r = *state;

	assert_int_equal(twowire(r, "run --set write=2000 --set wait=1500 "
				    "slow.json"),
			 1);
	assert_int_equal(twowire(r, "run --set write=2000 --set wait=2500 "
				    "slow.json"),
			 0);
}

static void each_trial_has_a_seed_of_its_own(void **state)
{
	struct ran *r = *state;
	g_autofree char *one = NULL, *two = NULL;

	write_file(
		r, "slow.json",
		"{\"format\": \"twowire-scenario/1\", \"title\": \"luck\","
		"\"devices\": [" ROM "], \"faults\": [{\"id\": \"f\", "
		"\"kind\": \"ack-to-nack\", \"at\": {\"byte\": 1, \"bit\": 8, "
		"\"chance_ppm\": 500000}}], \"steps\": [{\"transfer\": "
		"\"w3@0x50 0x00 0x00 0x11\"}]}");
	write_file(r, "plan.json",
		   PLAN(", \"trials\": 40, \"axes\": [{\"axis\": \"chance\", "
			"\"key\": \"faults[f].at.chance_ppm\", \"values\": [1, "
			"500000, 999999]}]"));
	assert_int_equal(twowire(r, SWEEP), 1);
	expect_in(r->out, "|########++++++++........\n");
	one = merged(r, "plan.sweep");
	twowire(r, "sweep -o again plan.json");
	two = merged(r, "again");
	assert_string_equal(one, two);
}

static void coverage_is_merged_over_cells(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = NULL;

	twowire(r, SWEEP);
	twowire(r, "merge -c c.json plan.sweep");
	text = content(r, "c.json");
	/* 16 writes; a read behind a write in the six that held; in the others
	 * that write is refused. */
	expect_in(text, "\"7-bit\": 38,\n");
	expect_in(text, "\"address-write.nack.stop\": 10,");
	expect_in(text, "\"read.1\": 6,");
}

static void an_svg_tells_verdicts_apart_by_hatching_too(void **state)
{
	struct ran *r = *state;
	g_autofree char *svg = NULL, *again = NULL;

	twowire(r, SWEEP);
	twowire(r, "merge plan.sweep --svg s.svg");
	svg = content(r, "s.svg");
	expect_in(svg, "<title id=\"title\">wait</title>");
	expect_in(svg, "<desc id=\"desc\">6 held, 10 failed</desc>");
	expect_in(svg, "<pattern id=\"p0\"");
	expect_in(svg, "<path d=\"M-1 1l2-2");
	expect_in(svg, ">waited</text>");
	twowire(r, "merge plan.sweep --svg s.svg");
	again = content(r, "s.svg");
	assert_string_equal(svg, again);
}

static const struct {
	const char *plan, *line, *why;
} mistakes[] = {
	{PLAN(""), "sweep", "expected a plan"},
	{PLAN(""), "sweep none.json", "none.json: cannot be read: "},
	{PLAN(""), "sweep --shard 0/3 plan.json",
	 "--shard: expected I/N, I from 1 to N, got \"0/3\""},
	{PLAN(""), "sweep --shard 4/3 plan.json", "got \"4/3\""},
	{PLAN(""), "sweep --shards 3 plan.json",
	 "--shards: expected --emit with it"},
	{PLAN(""), "sweep -j -1 plan.json", "--jobs: expected 1 to"},
	{"{\"format\": \"twowire-plan/1\"}", SWEEP,
	 "plan.json:1:1: the key \"case\" is missing"},
	{"{\"format\": \"twowire-plan/1\", \"case\": \"x.json\"}", SWEEP,
	 "x.json: cannot be opened"},
	{PLAN(", \"axis\": []"), SWEEP,
	 "plan.json:1:51: axis: no such key (did you mean \"axes\"?)"},
	{PLAN(", \"axes\": [\"wite\"]"), SWEEP,
	 "plan.json:1:60: axes[0]: no such axis in the case (did you "
	 "mean \"write\"?)"},
	{PLAN(", \"axes\": [{\"axis\": \"wite\", \"from\": 1, \"to\": "
	      "9, \"count\": 3}]"),
	 SWEEP, "the case has no axis \"wite\""},
	{"{\"format\": \"twowire-scenario/1\", \"why\": \"a case\"}", SWEEP,
	 "plan.json:1:12: format: expected \"twowire-plan/1\""},
	{PLAN(", \"axes\": []"), SWEEP,
	 "neither the plan nor its case has axes"},
	{PLAN(", \"axes\": [{\"axis\": \"a\", \"key\": "
	      "\"devices[ram].write_us\", \"values\": [1]}]"),
	 SWEEP,
	 "plan.json:1:81: axes[0].key: devices[ram]: the case has no "
	 "devices[ram]"},
	{PLAN(", \"axes\": [{\"axis\": \"a\", \"key\": "
	      "\"devices[rom].addr\", \"values\": [\"0x50\", "
	      "\"0x90\"]}]"),
	 SWEEP,
	 "plan.json: a=0x90: slow.json:4:52: devices[0].addr: expected "
	 "\"0x08\" to \"0x77\""},
	{PLAN(", \"axes\": [\"wait\", {\"axis\": \"w\", \"key\": "
	      "\"steps[1].run_us\", \"values\": [1]}]"),
	 SWEEP,
	 "plan.json: wait=500 w=1: slow.json: steps[1].run_us is set "
	 "twice"},
	{PLAN(", \"sampling\": {\"random\": 17}"), SWEEP,
	 "sampling: expected at most the grid's 16 points"},
	{PLAN(", \"axes\": [{\"axis\": \"s\", \"key\": \"seed\", "
	      "\"values\": [1]}], \"trials\": 2"),
	 SWEEP, "trials: an axis moves the seed already"},
	{PLAN(", \"axes\": [{\"axis\": \"a\", \"key\": \"seed\", "
	      "\"from\": 1, \"to\": 9999, \"count\": 9999}, {\"axis\": "
	      "\"b\", \"key\": \"steps[1].run_us\", \"from\": 1, "
	      "\"to\": 9999, \"count\": 9999}]"),
	 SWEEP, "axes: expected at most 1000000 cells, got 99980001"},
};

static void what_is_wrong_is_told_with_its_place(void **state)
{
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
		write_file(r, "plan.json", mistakes[i].plan);
		if (twowire(r, mistakes[i].line) != 2)
			fail_msg("row %zu: status %d", i, r->status);
		expect_in(r->err, "twowire sweep: ");
		expect_in(r->err, mistakes[i].why);
	}
}

static void parts_are_printed_for_schedulers(void **state)
{
	struct ran *r = *state;

	assert_int_equal(twowire(r, "sweep --emit slurm --seconds-per-cell 10 "
				    "-F fw plan.json"),
			 0);
	/* 160 s in elements of at least 30 s. */
	expect_in(r->out, "#!/bin/sh\n");
	expect_in(r->out, "\n#SBATCH --array=1-5\n");
	expect_in(r->out, "\n#SBATCH --requeue\n");
	expect_in(r->out, "sweep -j 1 --shard \"$SLURM_ARRAY_TASK_ID\"/5 --out "
			  "'plan.sweep' --firmware-dir 'fw' 'plan.json'\n");
	assert_int_equal(twowire(r, "sweep -e parallel --seconds-per-cell 1 "
				    "-n 2 plan.json"),
			 0);
	assert_string_equal(r->out,
			    "\"${TWOWIRE:-twowire}\" sweep -j 1 --shard 1/2 "
			    "--out 'plan.sweep' 'plan.json'\n"
			    "\"${TWOWIRE:-twowire}\" sweep -j 1 --shard 2/2 "
			    "--out 'plan.sweep' 'plan.json'\n");
	/* Measured: far less than what is worth a second part. */
	assert_int_equal(twowire(r, "sweep -e github-matrix plan.json"), 0);
	expect_in(r->out, "      matrix: {\"shard\": [1]}\n");
	assert_int_equal(for_results(r, "plan.sweep", NULL), 0);
	assert_int_equal(twowire(r, "sweep -e pbs plan.json"), 2);
	expect_in(r->err, "--emit: expected slurm, parallel or github-matrix, "
			  "got \"pbs\"");
	assert_int_equal(twowire(r, "sweep -e slurm -n 17 plan.json"), 2);
	expect_in(r->err, "--shards: expected 1 to the 16 cells, got 17");
	assert_int_equal(
		twowire(r, "sweep -e slurm --seconds-per-cell 0 plan.json"), 2);
	expect_in(r->err, "--seconds-per-cell: expected a number of seconds");
}

/* Firmware is an axis as anything else is. */
static char *objects;
static void firmware_that_fails_is_the_cells_result(void **state)
{
	struct ran *r = *state;
	g_autofree char *plan = g_strdup_printf(
		PLAN(", \"axes\": [{\"axis\": \"fw\", \"key\": "
		     "\"firmware[dut].object\", \"values\": [%s]}]"),
		objects);
	g_autofree char *text = NULL;

	write_file(r, "slow.json",
		   "{\"format\": \"twowire-scenario/1\", \"title\": \"fails\","
		   "\"firmware\": [{\"id\": \"dut\", \"platform\": \"rp2040\", "
		   "\"object\": \"none.so\", \"watchdog_ms\": 10}], \"steps\": "
		   "[{\"run_ms\": 100}]}");
	write_file(r, "plan.json",
		   PLAN(", \"axes\": [{\"axis\": \"clock\", "
			"\"key\": \"firmware[dut].clock_hz\", "
			"\"values\": [48000000]}]"));
	assert_int_equal(twowire(r, SWEEP), 2);
	expect_in(r->err, "firmware[0].object: no such file");
	write_file(r, "plan.json", plan);
	assert_int_equal(twowire(r, SWEEP), 3);
	expect_in(r->out, "|xxxxxxxxhhhhhhhh########\n");
	expect_in(r->out, "x crashed");
	text = merged(r, "plan.sweep");
	expect_in(text, "\"verdict\": \"crashed\", \"held\": 0, ");
	expect_in(text, "\"verdict\": \"hung\", \"held\": 0, ");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest sweep[] = {
		T(a_sweep_holds_where_the_wait_is_long_enough),
		T(its_picture_is_printed_with_its_limits),
		T(the_axes_of_a_picture_can_be_chosen),
		T(any_jobs_order_and_shards_give_the_same_bytes),
		T(a_cell_can_be_run_again_by_hand),
		T(each_trial_has_a_seed_of_its_own),
		T(coverage_is_merged_over_cells),
		T(an_svg_tells_verdicts_apart_by_hatching_too),
		T(what_is_wrong_is_told_with_its_place),
		T(parts_are_printed_for_schedulers),
		T(firmware_that_fails_is_the_cells_result),
	};
	g_autoptr(GString) list = g_string_new(NULL);
	int failed;

	if (argc < 5)
		return 1;
	g_setenv("LC_ALL", "C", TRUE); /* pictures in ASCII */
	program = g_canonicalize_filename(argv[1], NULL);
	for (int i = 2; i < argc; i++) {
		g_autofree char *path = g_canonicalize_filename(argv[i], NULL);

		g_string_append_printf(list, "%s\"%s\"", i > 2 ? ", " : "",
				       path);
	}
	objects = list->str;
	failed = cmocka_run_group_tests(sweep, NULL, NULL);
	g_free(program);
	return failed;
}
