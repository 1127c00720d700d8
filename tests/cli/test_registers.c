/* SPDX-License-Identifier: MIT */
/* Registers recorded, as a user has them. */
#include "ran.h"

static const char *counted;

static char *file(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

/* Without the lines that have one of these words. */
static char *without(const char *text, const char *a, const char *b)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *rest = g_string_new(NULL);

	for (size_t i = 0; lines[i]; i++)
		if (!strstr(lines[i], a) && !strstr(lines[i], b))
			g_string_append_printf(rest, "%s\n", lines[i]);
	return g_string_free(rest, FALSE);
}

static void setup_case(struct ran *r)
{
	g_autofree char *line = g_strdup_printf(
		"cc --platform rp2040 -o fw.so -DWAY=SLEEP %s", counted);

	assert_int_equal(twowire(r, line), 0);
	write_file(r, "c.json",
		   "{\"format\": \"twowire-scenario/1\", \"title\": \"r\",\n"
		   "\"firmware\": [{\"id\": \"dut\", \"platform\": "
		   "\"rp2040\", \"object\": \"fw.so\"}],\n"
		   "\"steps\": [{\"run_ms\": 2}]}\n");
}

/* sleep_ms() sets the timer's alarm. */
static void registers_are_recorded_where_asked(void **state)
{
	struct ran *r = *state;
	g_autofree char *plain = NULL, *all = NULL, *log = NULL, *vcd = NULL;
	g_autofree char *rest = NULL, *same = NULL;

	setup_case(r);
	assert_int_equal(twowire(r, "run --trace p.jsonl c.json"), 0);
	assert_int_equal(twowire(r, "run --registers --trace a.jsonl --trace "
				    "a.txt --trace a.vcd c.json"),
			 0);
	assert_null(strstr(r->out, "WRITE"));
	plain = file(r, "p.jsonl");
	all = file(r, "a.jsonl");
	log = file(r, "a.txt");
	vcd = file(r, "a.vcd");
	assert_null(strstr(plain, "reg-write"));
	expect_in(all, "\"note\":\"reg-write\"");
	expect_in(log, "WRITE dut TIMER.ALARM");
	expect_in(log, "READ  dut TIMER.TIMERAWL 0x");
	expect_in(vcd, "sTIMER.ALARM");
	/* Nothing else is another. */
	rest = without(all, "\"reg-", "\"irq-");
	same = without(plain, "\"reg-", "\"irq-");
	assert_string_equal(rest, same);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest registers[] = {
		T(registers_are_recorded_where_asked),
	};
	int failed;

	if (argc < 3)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	counted = argv[2];
	failed = cmocka_run_group_tests(registers, NULL, NULL);
	g_free(program);
	return failed;
}
