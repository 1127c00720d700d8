/* SPDX-License-Identifier: MIT */
/*
 * Tests of which most fail, for test_fixtures.c to run one by one:
 *
 *	boards NAME REGISTERS.so CRASHING.so CASE.json
 */
#include "twowire/cmocka.h"

#include "twowire/parts.h"

static void solder_rom(struct tw_fixture *f)
{
	assert_non_null(tw_bus_attach(
		f->bus, tw_parts_model(&tw_parts, "24xx"),
		&(struct tw_device_config){.name = "rom", .addr = 0x50}, NULL));
}

static struct tw_board registers = {.platform = "rp2040"};
static struct tw_board crashing = {.platform = "rp2040"};
static struct tw_board rom = {.build = solder_rom, .host.scl_hz = 400000};
static struct tw_board of_a_case = {0};
static struct tw_board no_such_chip = {.platform = "rp2048", .object = "x.so"};
static struct tw_board no_such_bus = {.bus = "bus9"};

/* UM10204 3.1.10: an EEPROM in its write cycle does not acknowledge. */
static void holds(void **state)
{
	struct tw_fixture *f = *state;

	assert_null(f->chip);
	tw_assert_transfer(f, "w3@0x50 0x10 0xca 0xfe", NULL);
	tw_assert_bus_free(f);
	tw_assert_result(f, "w1@0x50 0x10", TW_NO_TARGET);
	tw_assert_runs(f, TW_MS(5));
	tw_assert_transfer(f, "w1@0x50 0x10 r2", "ca FE");
	tw_assert_transfer(f, "w1@0x50 0x10 r2", "c? ??");
	assert_int_equal(tw_sim_seed(f->sim), 1);
}

static void firmware_holds(void **state)
{
	struct tw_fixture *f = *state;

	assert_string_equal(tw_chip_name(f->chip), "dut");
	tw_assert_transfer(f, "w2@0x40 0x01 0xaa", "");
	tw_assert_transfer(f, "w1@0x40 0x01 r1", "aa");
}

static void each_test_powers_the_board_anew(void **state)
{
	tw_assert_transfer(*state, "w1@0x40 0x01 r1", "00");
}

static void case_holds(void **state)
{
	struct tw_fixture *f = *state;

	assert_non_null(tw_trial_device(f->trial, "rom"));
	tw_assert_transfer(f, "w1@0x50 0x20 r1", "5a");
}

static void reads_another_byte(void **state)
{
	tw_assert_transfer(*state, "w2@0x40 0x01 0xaa", NULL);
	tw_assert_transfer(*state, "w1@0x40 0x01 r2", "aa 55");
}

static void reads_too_few(void **state)
{
	tw_assert_transfer(*state, "w1@0x50 0x00 r1", "ff ff");
}

static void nobody_there(void **state)
{
	tw_assert_transfer(*state, "w1@0x41 0x00", NULL);
}

static void somebody_there(void **state)
{
	tw_assert_result(*state, "w1@0x50 0x00", TW_NO_TARGET);
}

static void not_the_notation(void **state)
{
	tw_assert_transfer(*state, "w2@0x50 0x00", NULL);
}

static void not_hexadecimal(void **state)
{
	tw_assert_transfer(*state, "w1@0x50 0x00 r1", "0x5");
}

static void plain_assert(void **state)
{
	tw_assert_transfer(*state, "w1@0x50 0x00", NULL);
	assert_int_equal(1, 2);
}

static void crashes(void **state)
{
	tw_assert_runs(*state, TW_MS(5));
}

static void crashes_unseen(void **state)
{
	struct tw_fixture *f = *state;

	tw_sim_run(f->sim, tw_sim_now_ns(f->sim) + TW_MS(5));
}

static void crash_is_wanted(void **state)
{
	struct tw_fixture *f = *state;

	tw_sim_run(f->sim, tw_sim_now_ns(f->sim) + TW_MS(5));
	tw_assert_failure(f, "fails.c:");
}

static void crashes_otherwise(void **state)
{
	struct tw_fixture *f = *state;

	tw_sim_run(f->sim, tw_sim_now_ns(f->sim) + TW_MS(5));
	tw_assert_failure(f, "stack overflow");
}

static void crash_missing(void **state)
{
	tw_assert_failure(*state, "anything");
}

static void held_line(void **state)
{
	tw_assert_fault(*state, "hold-low line=sda for_ns=50000000");
	tw_assert_runs(*state, TW_MS(1));
	tw_assert_bus_free(*state);
}

static void unknown_fault(void **state)
{
	tw_assert_fault(*state, "hold-high line=sda");
}

static void never_begins(void **state)
{
}

static void skips(void **state)
{
	skip();
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		tw_fixture_test(holds, &rom),
		tw_fixture_test(firmware_holds, &registers),
		tw_fixture_test(each_test_powers_the_board_anew, &registers),
		tw_fixture_test(case_holds, &of_a_case),
		tw_fixture_test(reads_another_byte, &registers),
		tw_fixture_test(reads_too_few, &rom),
		tw_fixture_test(nobody_there, &registers),
		tw_fixture_test(somebody_there, &rom),
		tw_fixture_test(not_the_notation, &rom),
		tw_fixture_test(not_hexadecimal, &rom),
		tw_fixture_test(plain_assert, &rom),
		tw_fixture_test(crashes, &crashing),
		tw_fixture_test(crashes_unseen, &crashing),
		tw_fixture_test(crash_is_wanted, &crashing),
		tw_fixture_test(crashes_otherwise, &crashing),
		tw_fixture_test(crash_missing, &rom),
		tw_fixture_test(held_line, &rom),
		tw_fixture_test(unknown_fault, &rom),
		tw_fixture_test(never_begins, &no_such_chip),
		{"wrong_bus", tw_fixture_run_test, tw_fixture_setup,
		 tw_fixture_teardown,
		 &(struct tw_fixture_test){"wrong_bus", never_begins,
					   &no_such_bus}},
		tw_fixture_test(skips, &rom),
	};

	if (argc < 5)
		return 2;
	cmocka_set_test_filter(argv[1]);
	registers.object = argv[2];
	crashing.object = argv[3];
	of_a_case.scenario = no_such_bus.scenario = argv[4];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
