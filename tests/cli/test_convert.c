/* SPDX-License-Identifier: MIT */
/* The command twowire convert, where it refuses. */
#include "ran.h"

#include <unistd.h>

#define TALK "{ \"transfer\": \"w3@0x50 0x10 0x41 0x42\" }"

static void record(struct ran *r, const char *file)
{
	g_autofree char *line =
		g_strdup_printf("run case.json --trace %s", file);

	write_file(r, "case.json", CASE(ROM, TALK));
	assert_int_equal(twowire(r, line), 0);
}

static char *bytes_of(const struct ran *r, const char *name, gsize *len)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *bytes = NULL;

	assert_true(g_file_get_contents(path, &bytes, len, NULL));
	return bytes;
}

/* By its name, another name, or a link. */
static void a_capture_is_not_written_over_itself(void **state)
{
	static const char *const names[] = {"a.sr", "./a.sr", "link.sr"};
	struct ran *r = *state;
	g_autofree char *link = g_build_filename(r->folder, "link.sr", NULL);
	g_autofree char *before = NULL;
	gsize len;

	record(r, "a.sr");
	assert_int_equal(symlink("a.sr", link), 0);
	before = bytes_of(r, "a.sr", &len);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *line =
			g_strdup_printf("convert --to 1us a.sr %s", names[i]);
		g_autofree char *after = NULL;
		gsize now;

		assert_int_equal(twowire(r, line), 2);
		expect_in(r->err, "expected another file than the capture");
		after = bytes_of(r, "a.sr", &now);
		assert_int_equal(now, len);
		assert_memory_equal(after, before, len);
	}
	assert_int_equal(twowire(r, "convert a.sr b.sr"), 0);
	assert_int_equal(twowire(r, "convert a.sr b.sr"), 0);
}

static void
what_is_for_programs_to_read_says_what_to_write_instead(void **state)
{
	struct ran *r = *state;

	record(r, "a.jsonl");
	assert_int_equal(twowire(r, "convert a.jsonl b.sr"), 2);
	expect_in(r->err, "a.jsonl: is a trace for programs to read, not read "
			  "back: write a .twt beside it, or an .sr");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_capture_is_not_written_over_itself),
		T(what_is_for_programs_to_read_says_what_to_write_instead),
	};
	int failed;

	if (argc < 2)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_free(program);
	return failed;
}
