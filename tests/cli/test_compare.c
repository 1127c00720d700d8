/* SPDX-License-Identifier: MIT */
/*
 * One firmware on several platforms, as a user has it. What differs is the
 * silicon's: RP2040's block acknowledges bytes by itself, a SERCOM with
 * SCLSM = 0 and an STM32's newer block with byte control hold SCL before the
 * acknowledge of each byte.
 *
 * usage: test_compare TWOWIRE SOURCE_ROOT
 */
#include "ran.h"

static const char *root;

/* twowire compare, with the words of @line after the case and the options that
 * compile registers.c. */
static int compare(struct ran *r, const char *json, const char *line)
{
	g_autofree char *all = g_strdup_printf(
		"compare %s -I%s/firmware-shim/i2ctarget -DSCL_PIN=@SCL@ "
		"-DSDA_PIN=@SDA@ %s/docs/examples/registers.c "
		"%s/firmware-shim/i2ctarget/i2ctarget.c "
		"%s/firmware-shim/i2ctarget/port_@PLATFORM@.c %s",
		json, root, root, root, root, line);

	return twowire(r, all);
}

static char *registers_json(void)
{
	return g_strdup_printf("%s/docs/examples/registers.json", root);
}

static void platforms_differ_as_their_silicon_does(void **state)
{
	struct ran *r = *state;
	g_autofree char *json = registers_json();

	assert_int_equal(
		compare(r, json,
			"--on rp2040 --on samd51 --on stm32g0 --on linux"),
		1);
	expect_in(r->out, "\n  linux      does not build: there is no ");
	expect_in(r->out, "\n  runs on    rp2040, samd51, stm32g0\n");
	expect_in(r->out, "\n  1  START 40 W ACK  01 ACK\n");
	expect_in(r->out, "\n  holds SCL  nowhere: rp2040\n"
			  "             before the ACK of byte 1: samd51 (");
	expect_in(r->out, "\n  2  repeated START 40 R ACK  00 NACK  STOP\n"
			  "  holds SCL  before byte 1: rp2040 (");
	expect_in(r->out,
		  "\n  3  START 40 W ACK  01 ACK  aa ACK  STOP\n"
		  "  holds SCL  nowhere: rp2040\n"
		  "             before the ACK of byte 1 to 2: samd51 (");
	expect_in(r->out, "\nThey differ.\n");
	assert_string_equal(r->err, "");
}

static void one_platform_is_like_itself(void **state)
{
	struct ran *r = *state;
	g_autofree char *json = registers_json();

	assert_int_equal(compare(r, json, "--on rp2040"), 0);
	expect_in(r->out, "\nThey all behave alike.\n");
	assert_null(strstr(r->out, "nowhere"));
}

#define DUT                                                                    \
	"\"controllers\": [{\"id\": \"host\"}],\n\"firmware\": [{\"id\": "     \
	"\"dut\", \"platform\": \"rp2040\", \"object\": \"none.so\", "         \
	"\"pins\": {\"GPIO5\": \"bus.scl\", \"GPIO4\": \"bus.sda\" %s}}],\n"   \
	"%s\"steps\": [{\"run_ms\": 1}, "                                      \
	"{\"transfer\": \"w1@0x40 0x01 r1\", \"rx\": \"%s\"}]}\n"

static void write_dut(const struct ran *r, const char *pins, const char *more,
		      const char *rx)
{
	g_autofree char *text =
		g_strdup_printf("{\"format\": \"twowire-scenario/1\", "
				"\"title\": \"a case\",\n" DUT,
				pins, more, rx);

	write_file(r, "dut.json", text);
}

/* What the firmware prints and what the case expects are compared, too. */
static void expectations_and_output_are_told(void **state)
{
	struct ran *r = *state;

	write_dut(r, "", "", "ff");
	write_file(r, "main.c",
		   "#include <stdio.h>\n"
		   "int main(void) { puts(NAME); return 0; }\n");
	assert_int_equal(
		twowire(r, "compare dut.json -DNAME=\"@PLATFORM@\" main.c "
			   "--on rp2040 --on samd51"),
		1);
	expect_in(r->out, "\n  expected   ");
	expect_in(r->out, "w1@0x40 r1: expected ok, got no-target");
	expect_in(r->out, ": all\n");
	expect_in(r->out, "\n  prints     rp2040: rp2040\n"
			  "             samd51: samd51\n");
	expect_in(r->out, "\n  1  START 40 W NACK  STOP\n");
}

static void firmware_that_crashes_is_a_result(void **state)
{
	struct ran *r = *state;

	write_dut(r, "", "", "00");
	write_file(r, "main.c",
		   "int main(void) { *(volatile int *)8 = 1; return 0; }\n");
	assert_int_equal(twowire(r, "compare dut.json main.c --on rp2040 "
				    "--on samd51"),
			 3);
	expect_in(r->out, "\n  rp2040     firmware failed: dut: ");
	expect_in(r->out, "main.c:1");
}

static void sources_that_build_nowhere_are_an_error(void **state)
{
	struct ran *r = *state;

	write_dut(r, "", "", "00");
	write_file(r, "main.c", "#error not for this\n");
	assert_int_equal(twowire(r, "compare dut.json main.c --on rp2040"), 2);
	expect_in(r->out, "  rp2040     does not build: main.c:1:2: error: "
			  "#error not for this\n");
	expect_in(r->err, "twowire compare: it builds for none of the "
			  "platforms; --verbose shows what compilers say\n");
}

static void what_cannot_be_swapped_is_refused(void **state)
{
	struct ran *r = *state;

	write_file(r, "main.c", "int main(void) { return 0; }\n");
	write_dut(r, ", \"GPIO2\": \"net X\"", "\"nets\": [{\"id\": \"X\"}],",
		  "00");
	assert_int_equal(twowire(r, "compare dut.json main.c --on rp2040"), 2);
	expect_in(r->out, "another chip can take the firmware's place only "
			  "where it has one SCL, one SDA and no other pin");
	write_dut(r, "", "", "00");
	assert_int_equal(twowire(r, "compare dut.json main.c --on pdp11"), 2);
	expect_in(r->err, "--on: no platform is called pdp11; twowire list "
			  "platforms shows those there are");
	assert_int_equal(twowire(r, "compare dut.json main.c --firmware other"),
			 2);
	expect_in(r->err, "dut.json: no firmware is called other");
	write_file(r, "none.json", CASE(ROM, ""));
	assert_int_equal(twowire(r, "compare none.json main.c"), 2);
	expect_in(r->err, "none.json: expected one firmware; --firmware says "
			  "which is meant");
	assert_int_equal(twowire(r, "compare dut.json"), 2);
	expect_in(r->err, "sources are missing");
	assert_int_equal(twowire(r, "compare"), 2);
	expect_in(r->err, "expected a case, then the firmware's sources");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
		TEST(platforms_differ_as_their_silicon_does),
		TEST(one_platform_is_like_itself),
		TEST(expectations_and_output_are_told),
		TEST(firmware_that_crashes_is_a_result),
		TEST(sources_that_build_nowhere_are_an_error),
		TEST(what_cannot_be_swapped_is_refused),
	};

	if (argc == 3)
		program = g_canonicalize_filename(argv[1], NULL);
	root = argc == 3 ? argv[2] : NULL;
	return program ? cmocka_run_group_tests(tests, NULL, NULL) : 2;
}
