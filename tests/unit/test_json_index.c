/* SPDX-License-Identifier: MIT */
/* What the strict scan refuses, and where it says that things stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "scenario/json_index.h"

static void expect_error(const char *text, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_json_index) index =
		tw_json_index_new(text, strlen(text), "c.json", &error);

	assert_null(index);
	assert_non_null(error);
	assert_string_equal(error->message, message);
}

static void texts_that_are_no_json_are_refused_in_place(void **state)
{
	static const char *const rows[][2] = {
		{"", "c.json:1:1: expected a value, got the end of the file"},
		{"{\n \"a\": [1,\n2,]}", "c.json:3:2: trailing comma"},
		{"{\"a\": 1,}", "c.json:1:8: trailing comma"},
		{"{\"a\": NaN}",
		 "c.json:1:7: expected a value, got NaN (not a JSON number)"},
		{"[-Infinity]", "c.json:1:3: expected a digit, got \"I\""},
		{"{\"a\": 1, \"b\": 2,\n  \"a\": 3}",
		 "c.json:2:3: a: given twice, first in line 1, column 2"},
		{"[01]", "c.json:1:2: expected a number without leading "
			 "zeros"},
		{"[1.]", "c.json:1:4: expected a digit after the point, got "
			 "\"]\""},
		{"[0x10]", "c.json:1:2: expected a decimal number; "
			   "hexadecimal ones are strings here, \"0x50\""},
		{"[18446744073709551616]",
		 "c.json:1:2: expected an integer of at most 64 bits, got one "
		 "of 20 digits"},
		{"{a: 1}", "c.json:1:2: expected a key in double quotes, got "
			   "\"a\""},
		{"{\"a\" 1}", "c.json:1:6: expected a colon, got \"1\""},
		{"[1 2]", "c.json:1:4: expected a comma or \"]\", got \"2\""},
		{"[1] x", "c.json:1:5: expected the end of the file, got "
			  "\"x\""},
		{"[\"a", "c.json:1:4: expected a character of a string or its "
			 "closing quote, got the end of the file"},
		{"[\"\t\"]", "c.json:1:3: expected a character of a string or "
			     "its closing quote, got U+0009"},
		{"[\"\\x\"]", "c.json:1:4: expected one of \"\\/bfnrtu after "
			      "a backslash, got \"x\""},
		{"[\"\\u0000\"]",
		 "c.json:1:3: expected a character, got \\u0000"},
		{"[\"\\ud800\"]",
		 "c.json:1:3: expected a pair of surrogates, got one"},
		{"{\"\\u0061\": 1}",
		 "c.json:1:2: expected a key without escapes"},
		{"[1, // one\n2]",
		 "c.json:1:5: expected a value, got \"/\" (JSON has no "
		 "comments: \"title\" and \"why\" are for that)"},
		{"[\"\xff\"]", "c.json:1:3: expected UTF-8 text, got byte "
			       "0xff"},
		{"[tru]", "c.json:1:2: expected a value, got tru"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		expect_error(rows[i][0], rows[i][1]);
}

static void columns_count_characters_not_bytes(void **state)
{
	expect_error("[\"\xc2\xb5s\", x]",
		     "c.json:1:8: expected a value, got x");
}

/* Behind 3000 empty lines, 2000 blanks and a string of 600 characters in 1200
 * bytes. */
static void places_far_into_a_text_are_right(void **state)
{
	g_autofree char *lines = g_strnfill(3000, '\n');
	g_autofree char *blanks = g_strnfill(2000, ' ');
	GString *text = g_string_new("[");

	g_string_append_printf(text, "%s%s\"", lines, blanks);
	for (int i = 0; i < 600; i++)
		g_string_append(text, "\xc2\xb5");
	g_string_append(text, "\", x]");
	expect_error(text->str, "c.json:3001:2605: expected a value, got x");
	g_string_free(text, TRUE);
}

static void nesting_beyond_32_is_refused(void **state)
{
	g_autofree char *open = g_strnfill(33, '[');
	g_autofree char *close = g_strnfill(33, ']');
	g_autofree char *deep = g_strconcat(open, close, NULL);
	g_autofree char *allowed = g_strndup(deep + 1, 64);
	g_autoptr(tw_json_index) index =
		tw_json_index_new(allowed, 64, "c.json", NULL);

	assert_non_null(index);
	expect_error(deep, "c.json:1:33: nested more than 32 deep");
}

static void files_beyond_one_mebibyte_are_refused(void **state)
{
	g_autofree char *text = g_strnfill((1 << 20) + 1, ' ');

	text[0] = '1';
	expect_error(text, "c.json: expected a file of at most 1048576 bytes, "
			   "got 1048577");
	text[1 << 20] = '\0';
	g_autoptr(tw_json_index) index =
		tw_json_index_new(text, 1 << 20, "c.json", NULL);
	assert_non_null(index);
}

static void a_value_knows_its_path_and_place(void **state)
{
	static const char text[] = "{\n  \"devices\": [ {}, {\n"
				   "    \"addr\": \"0x90\" } ] }";
	g_autoptr(tw_json_index) index =
		tw_json_index_new(text, strlen(text), "c.json", NULL);
	uint32_t devices = tw_json_member(index, 0, "devices");
	uint32_t second = tw_json_next(index, tw_json_first(index, devices));
	uint32_t addr = tw_json_member(index, second, "addr");
	g_autofree char *place = tw_json_place(index, addr, false);
	g_autofree char *key = tw_json_place(index, addr, true);
	g_autofree char *source = tw_json_source(index, addr);

	assert_string_equal(place, "c.json:3:13: devices[1].addr");
	assert_string_equal(key, "c.json:3:5: devices[1].addr");
	assert_string_equal(source, "\"0x90\"");
	assert_int_equal(tw_json_member(index, second, "add"), TW_JSON_NONE);
	assert_int_equal(tw_json_next(index, second), TW_JSON_NONE);
}

int main(void)
{
	const struct CMUnitTest json_index[] = {
		cmocka_unit_test(texts_that_are_no_json_are_refused_in_place),
		cmocka_unit_test(columns_count_characters_not_bytes),
		cmocka_unit_test(places_far_into_a_text_are_right),
		cmocka_unit_test(nesting_beyond_32_is_refused),
		cmocka_unit_test(files_beyond_one_mebibyte_are_refused),
		cmocka_unit_test(a_value_knows_its_path_and_place),
	};

	return cmocka_run_group_tests(json_index, NULL, NULL);
}
