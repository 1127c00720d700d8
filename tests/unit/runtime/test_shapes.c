/* SPDX-License-Identifier: MIT */
/* What a device sees of each shape of access, whatever compiled it. */
#include "tiny.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MARK "w 28 00000000/ffffffff\n"

static const char writes[] = "w 00 11223344/ffffffff\n"
			     "w 04 000000aa/000000ff\n"
			     "w 04 bb000000/ff000000\n"
			     "w 04 55660000/ffff0000\n"
			     "w 08 00000007/ffffffff\n"
			     "w 08 00000007/ffffffff\n";
static const char reads[] = "r 00\nr 04\nr 00\nr 00\nr 08\n"
			    "r 20\nr 20\nr 20\n";
static const char modifies[] = "r 08\nw 08 00000107/ffffffff\n"
			       "r 08\nw 08 00000108/ffffffff\n"
			       "w 28 000000ff/ffffffff\n"
			       "w 24 0000000f/ffffffff\nr 24\n";

static void run(const char *object, GString *log, uint32_t *scratch)
{
	tw_sim *sim = tw_sim_new(0);
	tw_chip *chip = tiny_chip(sim, object);

	assert_int_equal(tw_sim_run(sim, TW_MS(10)), TW_RUN_DONE);
	assert_int_equal(tw_chip_state(chip), TW_CHIP_ENDED);
	g_string_append(log, tiny_of(chip)->log->str);
	memcpy(scratch, tiny_of(chip)->scratch, 32);
	tw_sim_free(sim);
}

static void check(const char *object)
{
	g_autoptr(GString) log = g_string_new(NULL);
	g_auto(GStrv) parts = NULL;
	uint32_t s[8];

	run(object, log, s);
	parts = g_strsplit(log->str, MARK, -1);
	assert_int_equal(g_strv_length(parts), 8);
	assert_string_equal(parts[0], writes);
	assert_string_equal(parts[1], reads);
	assert_string_equal(parts[2], modifies);
	/* gcc tells of no read in a bit-field's read-modify-write, and of the
	 * bytes of the field alone. */
	assert_non_null(strstr(parts[3], "w 0c 00020000/ffffffff\nr 0c\n"));
	assert_non_null(strstr(parts[3], "w 24 0000123e/"));
	assert_string_equal(parts[4], "w 10 0000cafe/ffffffff\n");
	assert_string_equal(parts[5], "r 10\n");
	assert_string_equal(parts[6], "w 14 00000010/ffffffff\n"
				      "w 14 00000011/ffffffff\n");
	assert_int_equal(s[0], 0x11223344);
	assert_int_equal(s[1], 0x22);
	assert_int_equal(s[2], 0x1122);
	assert_int_equal(s[3], 7);
	assert_int_equal(s[4], 0xcafe);
	assert_int_equal(s[5], 0xf0);
	assert_int_equal(s[6], 2);
	assert_int_equal(s[7], 0x00010005);
}

static void gcc_O1_accesses_are_exact(void **state)
{
	check("shapes");
}

static void gcc_O0_accesses_are_exact(void **state)
{
	check("shapes-O0");
}

static void gcc_O2_accesses_are_exact(void **state)
{
	check("shapes-O2");
}

static void gcc_Os_accesses_are_exact(void **state)
{
	check("shapes-Os");
}

static void clang_accesses_are_exact(void **state)
{
	g_autofree char *path = tiny_object("shapes-clang");

	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		skip();
	check("shapes-clang");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gcc_O1_accesses_are_exact),
		cmocka_unit_test(gcc_O0_accesses_are_exact),
		cmocka_unit_test(gcc_O2_accesses_are_exact),
		cmocka_unit_test(gcc_Os_accesses_are_exact),
		cmocka_unit_test(clang_accesses_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
