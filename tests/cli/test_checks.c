/* SPDX-License-Identifier: MIT */
/* What -fsanitize= finds in firmware, and on which line. */
#include "ran.h"

#include <stdlib.h>

static const char *source;

struct row {
	const char *way;
	const char *options;
	const char *what;
	const char *function; /* where it is found, rather than a line */
};

#define ADDRESS "-fsanitize=address"
#define TRAP	"trap or illegal instruction at "
#define OUTSIDE " outside of what malloc() gave, at "

static const struct row all[] = {
	{"HEAP_WRITE", ADDRESS, "write of 1 byte" OUTSIDE},
	{"HEAP_READ", ADDRESS, "read of 1 byte" OUTSIDE},
	{"HEAP_SET", ADDRESS, "write of 9 bytes" OUTSIDE},
	{"HEAP_PRINT", ADDRESS, "write of 9 bytes" OUTSIDE},
	{"HEAP_FREED", ADDRESS, "read of 1 byte of memory that was freed, at "},
	{"ARRAY", ADDRESS, TRAP},
	{"GLOBAL", ADDRESS, TRAP},
	{"STACK", ADDRESS, "a local variable was overrun at ", " (copy)"},
	{"SHIFT", "-fsanitize=undefined", TRAP},
};

static int line_with(const char *way)
{
	g_autofree char *mark = g_strdup_printf("/* %s */", way);
	g_autofree char *text = NULL;
	const char *at;
	int line = 1;

	assert_true(g_file_get_contents(source, &text, NULL, NULL));
	at = strstr(text, mark);
	assert_non_null(at);
	for (const char *p = text; p < at; p++)
		line += *p == '\n';
	return line;
}

static int run_way(struct ran *r, const char *way, const char *options)
{
	g_autofree char *build =
		g_strdup_printf("cc --platform rp2040 -o fw.so -DWAY=%s %s %s",
				way, options, source);

	write_file(r, "c.json",
		   "{\"format\": \"twowire-scenario/1\", \"title\": \"m\",\n"
		   "\"firmware\": [{\"id\": \"dut\", \"platform\": "
		   "\"rp2040\", \"object\": \"fw.so\"}],\n"
		   "\"steps\": [{\"run_ms\": 1}]}\n");
	if (twowire(r, build))
		fail_msg("%s", r->err);
	return twowire(r, "run c.json");
}

static void expect_found(struct ran *r, const struct row *row, const char *more)
{
	g_autofree char *options = g_strdup_printf("%s %s", row->options, more);
	g_autofree char *want =
		row->function ? g_strdup_printf("dut: %sunsound.c:", row->what)
			      : g_strdup_printf("dut: %sunsound.c:%d (",
						row->what, line_with(row->way));

	if (run_way(r, row->way, options) != 3)
		fail_msg("%s %s: status %d", row->way, options, r->status);
	expect_in(r->err, want);
	if (row->function)
		expect_in(r->err, row->function);
}

static void gcc_finds_each_on_its_line(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		expect_found(*state, &all[i], "-O1");
}

static void clang_finds_each_on_its_line(void **state)
{
	g_autofree char *clang = g_find_program_in_path("clang");

	if (!clang)
		skip();
	/* One of each kind. */
	for (size_t i = 1; i < G_N_ELEMENTS(all); i += 2)
		expect_found(*state, &all[i], "--cc=clang");
}

static void sound_firmware_passes(void **state)
{
	struct ran *r = *state;

	assert_int_equal(run_way(r, "SOUND", "-fsanitize=address,undefined"),
			 0);
	expect_in(r->out, "got 7\n");
}

/* Which is why one wants it. */
static void unasked_nothing_is_found(void **state)
{
	assert_int_equal(run_way(*state, "HEAP_WRITE", "-O1"), 0);
	assert_int_equal(run_way(*state, "ARRAY", "-O1"), 0);
}

static void a_sanitizer_that_cannot_be_is_refused(void **state)
{
	struct ran *r = *state;
	g_autofree char *line =
		g_strdup_printf("cc --platform rp2040 -o fw.so -DWAY=SOUND "
				"-fsanitize=bounds,thread %s",
				source);

	assert_int_equal(twowire(r, line), 2);
	expect_in(r->err, "-fsanitize=thread: firmware has no such thing: "
			  "there are address, undefined and the kinds that "
			  "undefined stands for");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest checks[] = {
		T(gcc_finds_each_on_its_line),
		T(clang_finds_each_on_its_line),
		T(sound_firmware_passes),
		T(unasked_nothing_is_found),
		T(a_sanitizer_that_cannot_be_is_refused),
	};
	int failed;

	if (argc < 3)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	source = argv[2];
	failed = cmocka_run_group_tests(checks, NULL, NULL);
	g_free(program);
	return failed;
}
