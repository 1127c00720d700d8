/* SPDX-License-Identifier: MIT */
/* Clocks, pins and what a SERCOM's registers let through; and what is said of
 * things that are not simulated. */
#include "bench.h"

static bool is_d21(void)
{
	return strcmp(platform, "samd21") == 0;
}

static void runs_and_says(void **state, const char *firmware, const char *lines)
{
	struct bench *b = *state;

	b->chip = add_on(b, firmware, "PA12", "PA13");
	pass(b, TW_MS(50));
	assert_int_equal(tw_chip_state(b->chip), TW_CHIP_ENDED);
	expect_log(b, lines);
}

static void crashes_with(void **state, const char *firmware, const char *what)
{
	struct bench *b = *state;

	b->chip = add_on(b, firmware, "PA12", "PA13");
	tw_sim_run(b->sim, TW_MS(1));
	tw_controller_write_to(b->host, 0x40, NULL, 0);
	assert_non_null(tw_chip_failure(b->chip));
	if (!strstr(tw_chip_failure(b->chip), what))
		fail_msg("expected %s, got %s", what, tw_chip_failure(b->chip));
}

static void an_enabled_sercom_keeps_its_settings(void **state)
{
	runs_and_says(state, "protection",
		      "enabled: SCLSM 1 SMEN 0 ACKACT 1 ADDR 40\n"
		      "disabled: SCLSM 0 SMEN 1 ACKACT 0 ADDR 41\n"
		      "enabled interrupts 85 85\nreset: 0 0 0 0\n");
}

static void synchronisation_waits_for_the_core_clock(void **state)
{
	runs_and_says(state, "synchronisation",
		      "without a clock: 1\nwith one: 0\n");
}

static void without_its_bus_clock_a_sercom_is_nothing(void **state)
{
	runs_and_says(state, "no_bus_clock",
		      "SERCOM2 is written while its bus clock is off: nothing "
		      "happens\nwithout: 0\nwith: 0\nthen: 1\n");
}

/* GENCTRL and CLKCTRL of a SAM D21 show their ID, too: 0x15 is SERCOM1. */
static void clocks_read_back_and_can_be_locked(void **state)
{
	if (is_d21())
		runs_and_says(state, "generators",
			      "other 0016\nours c515\nlocked c515\n"
			      "generator 2 010302\nby 0605\n");
	else
		runs_and_says(state, "generators",
			      "other 0000\nours 00c5\nlocked 00c5\n"
			      "generator 3 000105\nby 0006\n"
			      "ready 1 division 1 clock of SERCOM2 1\n"
			      "reset 0000\n");
}

static void pins_move_the_wires_and_see_them(void **state)
{
	runs_and_says(state, "pins",
		      "in 3\nlow 2\nlet go 3\nboth 1 22\n"
		      "out 3 dir 0\nalias 1\n");
}

/* With SCLSM 0 SCL is held before the acknowledge, which nobody then gives. */
static void a_target_that_is_disabled_lets_go_of_scl(void **state)
{
	struct bench *b = run_firmware(state, "let_go");
	uint8_t byte = 1;
	struct tw_msg msg = {.addr = 0x40, .len = 1, .data = &byte};

	assert_int_equal(tw_controller_transfer(b->host, &msg, 1, TW_MS(10)),
			 TW_NO_TARGET);
	pass(b, TW_MS(1));
	expect_log(b, "off\n");
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
}

static void what_is_not_simulated_is_a_crash_that_says_so(void **state)
{
	crashes_with(state, "usart", "SERCOM2: only I2C is simulated");
	down(state);
	up(state);
	crashes_with(state, "four_wires", "SERCOM2: four wires");
	down(state);
	up(state);
	crashes_with(state, "absent", "0x42002c00");
}

/* Vector 16 + 55, SERCOM2_1; 16 + 11 on a SAM D21. */
static void an_interrupt_without_a_handler_is_named(void **state)
{
	crashes_with(state, "unhandled",
		     is_d21() ? "unhandled interrupt 11"
			      : "unhandled interrupt 55");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(an_enabled_sercom_keeps_its_settings),
		CASE(synchronisation_waits_for_the_core_clock),
		CASE(without_its_bus_clock_a_sercom_is_nothing),
		CASE(clocks_read_back_and_can_be_locked),
		CASE(pins_move_the_wires_and_see_them),
		CASE(a_target_that_is_disabled_lets_go_of_scl),
		CASE(what_is_not_simulated_is_a_crash_that_says_so),
		CASE(an_interrupt_without_a_handler_is_named),
	};

	choose(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
