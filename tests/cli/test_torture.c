/* SPDX-License-Identifier: MIT */
/*
 * twowire torture as its user has it: models pass, firmware with a defect
 * fails the check that names it, and what failed can be run again.
 *
 * usage: test_torture TWOWIRE SOUND PREFETCH NO_WRAP ONE_WRITE CRASHES
 */
#include "ran.h"

#include "twowire/parts.h"

enum { SOUND, PREFETCH, NO_WRAP, ONE_WRITE, CRASHES, N_OBJECTS };

static char *objects[N_OBJECTS];

/* Profiles from the chips' data sheets. */
static const char *const models[] = {
	"24xx@0x50,part=24C02 --profile eeprom,size=256,page=8,protect=WP",
	"24xx@0x50,part=24AA025UID --profile eeprom,size=256,page=16,last=127",
	"24xx@0x50,part=24C16 --profile eeprom,size=2048,page=16,span=8",
	"24xx@0x50,part=24C256 --profile eeprom,size=32768,page=64,pointer=2",
	"mcp9808@0x18 --profile register-file,size=16,width=2,first=2,last=4,"
	"value=05a0,other=0a50,sequential=0,locked=6,gives=0054",
	"lm75@0x48 --profile register-file,size=4,width=2,first=2,last=3,"
	"value=4b00,other=5000,sequential=0",
	"ds1307@0x68 --profile register-file,size=64,first=8,last=63,"
	"max_hz=100000",
	"ds3231@0x68 --profile register-file,size=19,first=7,last=13,value=05,"
	"other=12,also=1-2+4-5",
	"mcp23017@0x20 --profile register-file,size=22,first=0,last=1",
	"pcf8574@0x20 --profile register-file,size=1,pointer=0,sequential=0",
	"pcf8574a@0x38 --profile register-file,size=1,pointer=0,sequential=0",
	"pca9571@0x25 --profile register-file,size=1,pointer=0,sequential=0",
	"pca9670@0x20 --profile register-file,size=1,pointer=0,sequential=0",
	"pca954x@0x70 --profile register-file,size=1,pointer=0,sequential=0",
	"ad5258@0x18 --profile register-file,size=64,last=0,value=2a,other=15,"
	"sequential=0,keeps=0,locked=62,gives=00",
	"adt7461@0x4c --profile register-file,first=25,last=25,sequential=0",
	"smbus-device@0x40,address_type=no-arp --profile register-file,size=16,"
	"width=2,sequential=0,keeps=0,timeout_us=35000",
	"is31fl3741@0x30 --profile register-file,size=180",
	"edid@0x50 --profile stream",
	"ssd1306@0x3c --profile stream",
	"aht20@0x38 --profile stream",
	"sht21@0x40 --profile stream",
	"nunchuk@0x52 --profile stream",
	"bh1750@0x23 --profile stream",
};

static void models_pass(void **state)
{
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(models); i++) {
		g_autofree char *line = g_strdup_printf(
			"torture --no-margins --model %s", models[i]);

		if (twowire(r, line))
			fail_msg("%s: %d:\n%s%s", models[i], r->status, r->out,
				 r->err);
		assert_non_null(strstr(r->out, " 0 fail, 0 crash,"));
	}
}

static void every_model_has_its_profile(void **state)
{
	for (size_t i = 0; tw_parts.models[i]; i++) {
		g_autofree char *name =
			g_strconcat(tw_parts.models[i]->name, "@", NULL);
		bool found = false;

		for (size_t k = 0; k < G_N_ELEMENTS(models); k++)
			found = found || g_str_has_prefix(models[k], name);
		if (!found)
			fail_msg("%s has none", name);
	}
}

static int torture(struct ran *r, int object, const char *more)
{
	g_autofree char *line = g_strdup_printf(
		"torture --firmware %s,platform=rp2040 --profile "
		"register-file,addr=0x40,size=16,wrap=1 %s",
		objects[object], more);

	return twowire(r, line);
}

static void sound_firmware_passes_and_has_margins(void **state)
{
	struct ran *r = *state;

	if (torture(r, SOUND, ""))
		fail_msg("%s%s", r->out, r->err);
	assert_non_null(strstr(r->out, "longest interrupt latency "));
	assert_non_null(strstr(r->out, "fastest bus "));
	assert_null(strstr(r->out, "none works"));
}

/* The only line that begins with "not ok" names @check. */
static void fails_alone(struct ran *r, int object, const char *check)
{
	g_autofree char *named = g_strdup_printf(" - %s: ", check);
	const char *line;

	if (torture(r, object, "--no-margins --report tap") != 1)
		fail_msg("%s: %d:\n%s%s", check, r->status, r->out, r->err);
	line = strstr(r->out, "\nnot ok ");
	assert_non_null(line);
	assert_null(strstr(line + 1, "\nnot ok "));
	if (strstr(line, named) != strstr(line, " - "))
		fail_msg("%s:\n%s", check, r->out);
}

static void each_defect_fails_the_check_that_names_it(void **state)
{
	struct ran *r = *state;

	fails_alone(r, PREFETCH, "data-continuity");
	fails_alone(r, NO_WRAP, "data-read-wrap");
	fails_alone(r, ONE_WRITE, "data-write-row");
}

static void a_crash_is_told_and_names_its_check(void **state)
{
	struct ran *r = *state;

	assert_int_equal(torture(r, CRASHES,
				 "--check data-read-wrap --check data-rates"),
			 3);
	assert_non_null(strstr(r->err, "data-read-wrap: firmware failed: "));
	assert_null(strstr(r->err, "data-rates"));
	assert_non_null(strstr(r->out, "1 pass, 0 fail, 1 crash"));
}

/* TAP 14 and JUnit as `twowire run` writes them, in one run. */
static void reports_are_those_of_run(void **state)
{
	struct ran *r = *state;
	g_autofree char *file = NULL, *xml = NULL;

	assert_int_equal(torture(r, PREFETCH,
				 "--check data-continuity --check data-locked "
				 "--check data-rates --report tap --report "
				 "junit=report.xml"),
			 1);
	assert_true(g_str_has_prefix(
		r->out,
		"TAP version 14\n1..3\n"
		"not ok 1 - data-continuity: The pointer counts the bytes that "
		"were read\n  ---\n  message: \""));
	assert_non_null(strstr(r->out, "\n  ...\nok 2 - data-locked: A "
				       "read-only register keeps its value # "
				       "SKIP no locked= register is named\n"
				       "ok 3 - data-rates: "));
	file = g_build_filename(r->folder, "report.xml", NULL);
	assert_true(g_file_get_contents(file, &xml, NULL, NULL));
	assert_non_null(strstr(xml, "<testsuite name=\"torture\" tests=\"3\" "
				    "failures=\"1\" errors=\"0\" "
				    "skipped=\"1\">"));
	assert_non_null(strstr(xml, "name=\"data-continuity\">\n    <failure "
				    "message=\""));
	assert_non_null(strstr(xml, "</testsuites>\n"));
}

static void what_failed_is_a_case_that_fails_again(void **state)
{
	struct ran *r = *state;

	assert_int_equal(
		torture(r, PREFETCH, "--check data-continuity --out ."), 1);
	assert_int_equal(twowire(r, "run data-continuity.json"), 1);
	assert_int_equal(twowire(r, "check data-continuity.sr"), 0);
}

static void two_runs_print_the_same(void **state)
{
	struct ran *r = *state;
	g_autofree char *first = NULL;

	torture(r, PREFETCH, "--report json");
	first = g_strdup(r->out);
	torture(r, PREFETCH, "--report json");
	assert_string_equal(r->out, first);
}

static void a_case_says_what_the_target_is(void **state)
{
	struct ran *r = *state;

	write_file(r, "case.json", CASE(ROM, ""));
	assert_int_equal(twowire(r, "torture case.json --no-margins --profile "
				    "eeprom,addr=0x50,size=256,page=8"),
			 0);
	/* A model that keeps less than its profile says. */
	assert_int_equal(twowire(r, "torture --model 24xx@0x50,part=24C02 "
				    "--profile eeprom,size=256,page=16 "
				    "--check eeprom-page-wrap"),
			 1);
}

static void what_is_wrong_is_said(void **state)
{
	static const struct refusal rows[] = {
		{"torture", "--profile is missing"},
		{"torture --profile stream", "expected a case"},
		{"torture --model 24xx@0x50 --profile rom",
		 "expected register"},
		{"torture --model 24xx@0x50 --profile eeprom,sise=1",
		 "no key \"sise\""},
		{"torture --model 24xx@0x50 --profile eeprom,size=300",
		 "reach"},
		{"torture --model 24yy@0x50 --profile eeprom", "no model 24yy"},
		{"torture --model 24xx --profile eeprom", "NAME@ADDR"},
		{"torture --model 24xx@0x50 --profile eeprom --check none",
		 "no check \"none\""},
		{"torture --firmware fw.so --profile stream,addr=0x40",
		 "FILE,platform=NAME"},
		{"torture --firmware none.so,platform=rp2040 --profile "
		 "stream,addr=0x40",
		 "--firmware: no such file \"none.so\""},
		{"torture --model 24xx@0x50 --profile eeprom --report xml",
		 "--report"},
	};
	struct ran *r = *state;

	expect_refusals(r, rows, G_N_ELEMENTS(rows));
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(models_pass),
		T(every_model_has_its_profile),
		T(sound_firmware_passes_and_has_margins),
		T(each_defect_fails_the_check_that_names_it),
		T(a_crash_is_told_and_names_its_check),
		T(reports_are_those_of_run),
		T(what_failed_is_a_case_that_fails_again),
		T(two_runs_print_the_same),
		T(a_case_says_what_the_target_is),
		T(what_is_wrong_is_said),
	};
	int failed;

	g_assert(argc == 2 + N_OBJECTS);
	program = g_canonicalize_filename(argv[1], NULL);
	for (int i = 0; i < N_OBJECTS; i++)
		objects[i] = g_canonicalize_filename(argv[2 + i], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (int i = 0; i < N_OBJECTS; i++)
		g_free(objects[i]);
	g_free(program);
	return failed;
}
