/* SPDX-License-Identifier: MIT */
/*
 * What docs/torture.md says of firmware on each platform: which checks fail,
 * and that no other does. Whose each failure is stands there.
 *
 * usage: test_platforms TWOWIRE FILE.so...   (in the order of the rows)
 */
#include "ran.h"

#define REGISTERS    "register-file,addr=0x40,size=16,wrap=1,boot_us=5000"
#define MEMORY(addr) "register-file,addr=" addr ",size=256,wrap=1,boot_us=5000"
#define EEPROM	     "eeprom,addr=0x50,size=256,page=16,last=127,boot_us=5000"

static const struct row {
	const char *platform; /* and the firmware's further words */
	const char *profile;
	const char *fails; /* one blank before and after each */
} rows[] = {
	/* Sixteen registers on i2ctarget. */
	{"rp2040", REGISTERS, ""},
	{"stm32f4", REGISTERS, ""},
	{"esp32s3", REGISTERS, ""},
	{"samd51", REGISTERS, ""},
	{"samd51,clock_hz=48000000", REGISTERS, " host-like "},
	{"samd21", REGISTERS, " host-like "},
	{"stm32g0", REGISTERS, " host-like "},
	{"avr", REGISTERS,
	 " write-cut bit-anew bit-scl-high bit-missing-clock "
	 "bit-doubled-clock bit-host-dies host-like "},
	/* Others. */
	{"avr", MEMORY("0x29"), " bit-anew "},
	{"rp2040", MEMORY("0x17"), ""},
	{"linux", MEMORY("0x50"), ""},
	{"zephyr", MEMORY("0x50"), ""},
	{"rp2040", EEPROM, ""},
	{"rp2040", EEPROM, ""},
	{"rp2040",
	 "register-file,addr=0x40,size=16,sequential=0,keeps=0,boot_us=5000",
	 " bit-doubled-clock host-broken "},
};

static char **objects;

static void compare(const struct row *row, const char *object,
		    const struct ran *r)
{
	g_auto(GStrv) lines = g_strsplit(r->out, "\n", -1);

	for (char **line = lines; *line; line++) {
		bool failed = g_str_has_prefix(*line, "not ok ");
		const char *id = strstr(*line, " - ");
		g_autofree char *word = NULL;

		if ((!failed && !g_str_has_prefix(*line, "ok ")) ||
		    strstr(*line, " # SKIP"))
			continue;
		word = g_strdup_printf(" %.*s ", (int)strcspn(id + 3, ":"),
				       id + 3);
		if (failed != (strstr(row->fails, word) != NULL))
			fail_msg("%s on %s %s%s\n%s", object, row->platform,
				 failed ? "fails" : "passes", word, r->out);
	}
}

static void each_platform_passes_what_is_written_of_it(void **state)
{
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *line = g_strdup_printf(
			"torture --no-margins --report tap --firmware "
			"%s,platform=%s --profile %s",
			objects[i], rows[i].platform, rows[i].profile);
		int status = twowire(r, line);

		if (status > 1)
			fail_msg("%s: %d: %s", line, status, r->err);
		compare(&rows[i], objects[i], r);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_platform_passes_what_is_written_of_it, setup,
			teardown),
	};
	int failed;

	g_assert(argc == 2 + (int)G_N_ELEMENTS(rows));
	program = g_canonicalize_filename(argv[1], NULL);
	objects = g_new0(char *, argc);
	for (int i = 2; i < argc; i++)
		objects[i - 2] = g_canonicalize_filename(argv[i], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_strfreev(objects);
	g_free(program);
	return failed;
}
