/* SPDX-License-Identifier: MIT */
/* Coverages as sets of counts: sums, text, JSON. */
#include "covered.h"

#include "twowire/sim.h"

static tw_coverage *with(const char *group, const char *name, uint64_t hits)
{
	tw_coverage *c = tw_coverage_new();

	assert_true(tw_coverage_set(c, group, name, hits));
	return c;
}

/* Each bin gets a number of its own. */
static tw_coverage *full(uint64_t step)
{
	tw_coverage *c = tw_coverage_new();
	struct tw_coverage_bin b;

	for (size_t n = 0; tw_coverage_bin(c, n, &b); n++)
		tw_coverage_set(c, b.group, b.name, n * step % 7);
	return c;
}

static void expect_same(const tw_coverage *a, const tw_coverage *b)
{
	struct tw_coverage_bin x, y;

	for (size_t n = 0; tw_coverage_bin(a, n, &x); n++) {
		assert_true(tw_coverage_bin(b, n, &y));
		if (x.hits != y.hits)
			fail_msg("%s %s: %u and %u", x.group, x.name,
				 (unsigned)x.hits, (unsigned)y.hits);
	}
}

static tw_coverage *sum(const tw_coverage *a, const tw_coverage *b)
{
	tw_coverage *s = tw_coverage_new();

	tw_coverage_merge(s, a);
	tw_coverage_merge(s, b);
	return s;
}

static void bins_are_sorted_and_unlike(void **state)
{
	g_autoptr(tw_coverage) c = tw_coverage_new();
	const char *group = "", *name = "";
	struct tw_coverage_bin b;
	size_t n;

	for (n = 0; tw_coverage_bin(c, n, &b); n++) {
		int order = strcmp(group, b.group);

		if (order > 0 || (!order && strcmp(name, b.name) >= 0))
			fail_msg("%s %s is not behind %s %s", b.group, b.name,
				 group, name);
		assert_int_equal(b.hits, 0);
		group = b.group;
		name = b.name;
	}
	assert_true(n > 200);
}

static void merging_adds_bin_by_bin(void **state)
{
	g_autoptr(tw_coverage) a = with("stop", "write.3", 5);
	g_autoptr(tw_coverage) b = with("stop", "write.3", 2);

	tw_coverage_set(b, "hs", "read", 1);
	tw_coverage_merge(a, b);
	EXPECT_COVERED(a, "stop", "write.3:7");
	EXPECT_COVERED(a, "hs", "read:1");
	EXPECT_COVERED(b, "stop", "write.3:2");
}

static void merging_commutes_and_associates(void **state)
{
	g_autoptr(tw_coverage) a = full(3);
	g_autoptr(tw_coverage) b = full(5);
	g_autoptr(tw_coverage) c = with("hs", "read", UINT64_MAX - 1);
	g_autoptr(tw_coverage) ab = sum(a, b);
	g_autoptr(tw_coverage) ba = sum(b, a);
	g_autoptr(tw_coverage) bc = sum(b, c);
	g_autoptr(tw_coverage) ab_c = sum(ab, c);
	g_autoptr(tw_coverage) a_bc = sum(a, bc);

	expect_same(ab, ba);
	expect_same(ab_c, a_bc);
}

static void a_count_stays_at_its_end(void **state)
{
	g_autoptr(tw_coverage) a = with("hs", "read", UINT64_MAX - 1);
	g_autoptr(tw_coverage) b = with("hs", "read", 5);

	tw_coverage_merge(a, b);
	assert_true(tw_coverage_hits(a, "hs", "read") == UINT64_MAX);
}

static void json_comes_back_as_it_was(void **state)
{
	g_autoptr(tw_coverage) a = full(4);
	g_autoptr(GString) one = g_string_new(NULL);
	g_autoptr(GString) two = g_string_new(NULL);
	g_autoptr(tw_coverage) b = NULL;

	tw_coverage_set(a, "hs", "read", UINT64_MAX);
	tw_coverage_to_json(a, one);
	b = tw_coverage_parse(one->str, one->len, "c.json", NULL);
	assert_non_null(b);
	expect_same(a, b);
	tw_coverage_to_json(b, two);
	assert_string_equal(one->str, two->str);
}

static void bins_that_a_file_does_not_have_are_not_hit(void **state)
{
	static const char text[] =
		"{\"format\": \"twowire-coverage/1\", \"groups\": {\"hs\": "
		"{\"stop\": 4}}}";
	g_autoptr(tw_coverage) c =
		tw_coverage_parse(text, strlen(text), "c.json", NULL);

	assert_non_null(c);
	EXPECT_COVERED(c, "hs", "stop:4");
	EXPECT_COVERED(c, "stop", "");
}

static void a_bad_file_is_refused_at_its_place(void **state)
{
#define HEAD "{\"format\": \"twowire-coverage/1\",\n\"groups\": "
	static const char *const rows[][2] = {
		{"", "c.json:1:1: "},
		{"null", "c.json:1:1: expected an object, got null"},
		{"{}", "the key \"format\" is missing"},
		{"{\"format\": \"twowire-coverage/2\"}",
		 "c.json:1:12: format: expected \"twowire-coverage/1\", got "
		 "\"twowire-coverage/2\""},
		{"{\"format\": \"twowire-coverage/1\"}",
		 "the key \"groups\" is missing"},
		{HEAD "{}, \"bins\": 1}", "c.json:2:15: bins: no such key"},
		{HEAD "[]}",
		 "c.json:2:11: groups: expected an object, got an array"},
		{HEAD "{\"hs\": 1}}",
		 "c.json:2:18: groups.hs: expected an object, got 1"},
		{HEAD "{\"hs\":\n{\"stop\": -1}}}",
		 "c.json:3:10: groups.hs.stop: expected an integer from 0 to "
		 "18446744073709551615, got -1"},
		{HEAD "{\"hs\":\n{\"stop\": 1.5}}}", "c.json:3:"},
		{HEAD "{\"hs\":\n{\"stip\": 1}}}",
		 "c.json:3:2: groups.hs.stip: no bin of this version"},
		{HEAD "{\"hz\":\n{\"stop\": 1}}}",
		 "c.json:3:2: groups.hz.stop: no bin of this version"},
		{HEAD "{\"hs\":\n{\"stop\": 1, \"stop\": 1}}}",
		 "c.json:3:13: "},
		{HEAD "{\"hs\": {\"stop\": 1}", "c.json:2:"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(tw_coverage_parse(rows[i][0], strlen(rows[i][0]),
					      "c.json", &error));
		assert_non_null(error);
		assert_true(error->domain == TW_ERROR);
		if (!strstr(error->message, rows[i][1]))
			fail_msg("no \"%s\" in \"%s\"", rows[i][1],
				 error->message);
	}
}

static void text_names_what_is_missing(void **state)
{
	g_autoptr(tw_coverage) c = tw_coverage_new();
	g_autoptr(GString) out = g_string_new(NULL);

	tw_coverage_set(c, "hs", "read", 1);
	tw_coverage_set(c, "hs", "stop", 9);
	tw_coverage_set(c, "stuck", "scl-given-up", 1);
	tw_coverage_set(c, "stuck", "scl-low-25-ms", 1);
	tw_coverage_set(c, "stuck", "scl-low-35-ms", 1);
	tw_coverage_set(c, "stuck", "sda-given-up", 1);
	tw_coverage_set(c, "length", "write.0", 3);
	tw_coverage_to_text(c, out);
	assert_non_null(strstr(out->str, "protocol coverage: 7 of "));
	assert_non_null(strstr(
		out->str, "\n  hs                     2/4    missing restart, "
			  "write\n"));
	assert_non_null(strstr(out->str, "\n  stuck                  4/4\n"));
	assert_non_null(strstr(out->str,
			       "\n  stop                   0/29   missing "
			       "all\n"));
	/* All of a prefix is one word. */
	assert_non_null(strstr(
		out->str, "\n  length                 1/12   missing read.*, "
			  "write.1, write.2-21, write.22-43,"));
}

int main(void)
{
	const struct CMUnitTest sums[] = {
		cmocka_unit_test(bins_are_sorted_and_unlike),
		cmocka_unit_test(merging_adds_bin_by_bin),
		cmocka_unit_test(merging_commutes_and_associates),
		cmocka_unit_test(a_count_stays_at_its_end),
		cmocka_unit_test(json_comes_back_as_it_was),
		cmocka_unit_test(bins_that_a_file_does_not_have_are_not_hit),
		cmocka_unit_test(a_bad_file_is_refused_at_its_place),
		cmocka_unit_test(text_names_what_is_missing),
	};

	return cmocka_run_group_tests(sums, NULL, NULL);
}
