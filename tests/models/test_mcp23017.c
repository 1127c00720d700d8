/* SPDX-License-Identifier: MIT */
/* MCP23017 as its data sheet has it. */
#include "tw-test.h"

#include "models.h"

enum { ADDR = 0x20 };

/* Table 3-5, BANK = 0. */
enum {
	IODIRA = 0x00,
	IODIRB = 0x01,
	IPOLA = 0x02,
	GPINTENA = 0x04,
	GPINTENB = 0x05,
	DEFVALA = 0x06,
	INTCONA = 0x08,
	IOCON = 0x0a,
	GPPUA = 0x0c,
	INTFA = 0x0e,
	INTCAPA = 0x10,
	INTCAPB = 0x11,
	GPIOA = 0x12,
	GPIOB = 0x13,
	OLATA = 0x14,
	OLATB = 0x15
};

static int setup(void **state)
{
	*state = bench_new(&tw_model_mcp23017, ADDR);
	return 0;
}

/* Table 3-5: IODIR all ones, all others 0. Inputs float: see the model. */
static void registers_power_up_as_the_data_sheet_says(void **state)
{
	struct bench *b = *state;

	READ(b, (0), 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	     0, 0, 0, 0);
	assert_true(bench_pin(b, "INTA")); /* active-low */
	assert_true(bench_pin(b, "INTB"));
}

/* --- addresses ------------------------------------------------------------ */

/* Table 3-2. */
static void each_register_has_two_addresses(void **state)
{
	static const struct {
		uint8_t bank_0, bank_1;
	} rows[] = {
		{0x00, 0x00}, {0x01, 0x10}, {0x02, 0x01}, {0x03, 0x11},
		{0x04, 0x02}, {0x05, 0x12}, {0x06, 0x03}, {0x07, 0x13},
		{0x08, 0x04}, {0x09, 0x14}, {0x0c, 0x06}, {0x0d, 0x16},
		{0x14, 0x0a}, {0x15, 0x1a},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		WRITE(b, rows[i].bank_0, (uint8_t)(0xa0 + i));
	WRITE(b, IOCON, 0x80);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint8_t got = 0;

		tw_controller_write_read(b->host, ADDR, &rows[i].bank_1, 1,
					 &got, 1);
		if (got != 0xa0 + i)
			fail_msg("0x%02x with BANK reads 0x%02x",
				 rows[i].bank_1, got);
	}
	READ(b, (0x05), 0x80);
	READ(b, (0x15), 0x80);
	WRITE(b, 0x15, 0x00);
	READ(b, (0x0a), 0x00);
	READ(b, (0x0b), 0x00);
}

static void the_pointer_rolls_over_to_zero(void **state)
{
	struct bench *b = *state;

	WRITE(b, OLATA, 0x11, 0x22, 0xf0, 0x0f);
	READ(b, (OLATA), 0x11, 0x22, 0xf0, 0x0f);
	WRITE(b, IOCON, 0x80);
	READ(b, (0x1a), 0x22, 0xf0);
}

/* 3.2.1: byte mode toggles within a pair, and with BANK stays. */
static void byte_mode_stays_at_a_pair_or_a_register(void **state)
{
	struct bench *b = *state;

	WRITE(b, IOCON, 0x20);
	WRITE(b, OLATB, 0x11, 0x22, 0x33, 0x44);
	READ(b, (OLATA), 0x44, 0x33, 0x44, 0x33);
	WRITE(b, IOCON, 0xa0);
	WRITE(b, 0x0a, 0x55, 0x66);
	READ(b, (0x0a), 0x66, 0x66, 0x66);
	READ(b, (0x1a), 0x33);
}

static void a_read_goes_on_where_the_pointer_is(void **state)
{
	struct bench *b = *state;
	uint8_t rx = 0;

	WRITE(b, OLATA, 0x5a, 0xa5);
	READ(b, (OLATA), 0x5a);
	assert_int_equal(tw_controller_read_from(b->host, ADDR, &rx, 1), TW_OK);
	assert_int_equal(rx, 0xa5);
}

/* --- ports ------------------------------------------------------------------
 */

static void writing_gpio_writes_the_latch(void **state)
{
	struct bench *b = *state;

	WRITE(b, IODIRA, 0x00, 0x0f);
	WRITE(b, GPIOA, 0x96, 0xf0);
	READ(b, (OLATA), 0x96, 0xf0);
	READ(b, (GPIOA), 0x96, 0xf0);
	assert_true(bench_pin(b, "GPA7"));
	assert_false(bench_pin(b, "GPA6"));
	assert_true(bench_pin(b, "GPB4"));
}

static void outputs_drive_both_ways_and_inputs_let_go(void **state)
{
	struct bench *b = *state;
	tw_net *up = tw_net_new(b->sim, "up", true);
	tw_net *down = tw_net_new(b->sim, "down", false);

	assert_true(tw_device_wire_pin(b->dut, "GPA0", up));
	assert_true(tw_device_wire_pin(b->dut, "GPB1", down));
	READ(b, (GPIOA), 0x01, 0x00);
	WRITE(b, OLATA, 0x00, 0x02);
	assert_true(tw_net_level(up));
	assert_false(tw_net_level(down));
	WRITE(b, IODIRA, 0xfe, 0xfd);
	assert_false(tw_net_level(up));
	assert_true(tw_net_level(down));
	WRITE(b, IODIRA, 0xff, 0xff);
	assert_true(tw_net_level(up));
	assert_false(tw_net_level(down));
}

static void polarity_inverts_what_is_read(void **state)
{
	struct bench *b = *state;

	bench_set(b, "GPA0", 1);
	bench_set(b, "GPA1", 0);
	READ(b, (GPIOA), 0x01);
	WRITE(b, IPOLA, 0x03);
	READ(b, (GPIOA), 0x02);
}

static void pull_ups_hold_what_nobody_drives(void **state)
{
	struct bench *b = *state;

	bench_set(b, "GPA0", 0);
	WRITE(b, GPPUA, 0x0f);
	READ(b, (GPIOA), 0x0e);
}

/* --- interrupts
 * ---------------------------------------------------------------- */

/* Figure 3-8. */
static void a_change_interrupts_until_gpio_or_intcap_is_read(void **state)
{
	static const uint8_t readers[] = {GPIOA, INTCAPA};
	struct bench *b = *state;

	bench_set(b, "GPA2", 0);
	WRITE(b, GPINTENA, 0x04);
	for (size_t i = 0; i < 2; i++) {
		bench_set(b, "GPA2", !i);
		assert_false(bench_pin(b, "INTA"));
		assert_true(bench_pin(b, "INTB"));
		READ(b, (INTFA), 0x04);
		assert_false(bench_pin(b, "INTA"));
		READ(b, (readers[i]), i ? 0x00 : 0x04);
		assert_true(bench_pin(b, "INTA"));
		READ(b, (INTFA), 0x00);
	}
}

/* 3.6.4: the first event captures the port; others wait for the read. */
static void a_second_change_is_not_captured(void **state)
{
	struct bench *b = *state;

	for (int i = 0; i < 3; i++)
		bench_set(b, ((const char *[]){"GPA0", "GPA1", "GPA7"})[i], 0);
	WRITE(b, GPINTENA, 0x03);
	bench_set(b, "GPA7", 1); /* not enabled */
	assert_true(bench_pin(b, "INTA"));
	bench_set(b, "GPA0", 1);
	bench_set(b, "GPA1", 1);
	bench_set(b, "GPA0", 0);
	READ(b, (INTFA), 0x01);
	READ(b, (INTCAPA), 0x81);
	assert_true(bench_pin(b, "INTA"));
	READ(b, (GPIOA), 0x82);
}

/* Figure 3-9: cleared only if there is no reason for it any more. */
static void a_difference_from_defval_stays_while_it_lasts(void **state)
{
	struct bench *b = *state;

	bench_set(b, "GPA2", 1);
	WRITE(b, DEFVALA, 0x04);
	WRITE(b, INTCONA, 0x04);
	WRITE(b, GPINTENA, 0x04);
	assert_true(bench_pin(b, "INTA"));
	bench_set(b, "GPA2", 0);
	assert_false(bench_pin(b, "INTA"));
	bench_set(b, "GPA0", 1);
	READ(b, (INTCAPA), 0x00);
	assert_false(bench_pin(b, "INTA"));
	READ(b, (INTCAPA), 0x00); /* not cleared: unchanged */
	READ(b, (INTFA), 0x04);
	bench_set(b, "GPA2", 1);
	assert_false(bench_pin(b, "INTA"));
	READ(b, (GPIOA), 0x05);
	assert_true(bench_pin(b, "INTA"));
}

/* 3.6.4: "Pins defined as an output have no effect". */
static void outputs_do_not_interrupt(void **state)
{
	struct bench *b = *state;

	WRITE(b, GPINTENA, 0xff);
	WRITE(b, IODIRA, 0x00);
	WRITE(b, OLATA, 0xff);
	assert_true(bench_pin(b, "INTA"));
	READ(b, (INTFA), 0x00);
}

/* Register 3-6: ODR, INTPOL, MIRROR. */
static void the_pins_are_as_iocon_says(void **state)
{
	static const struct {
		uint8_t iocon;
		bool rest_a, rest_b, a, b; /* levels on nets that rest high */
	} rows[] = {
		{0x00, true, true, true, false},
		{0x40, true, true, false, false},
		{0x02, false, false, false, true},
		{0x42, false, false, true, true},
		{0x04, true, true, true, false},
		{0x06, true, true, true, false}, /* ODR overrides INTPOL */
	};
	struct bench *b = *state;
	tw_net *a = tw_net_new(b->sim, "a", true);
	tw_net *c = tw_net_new(b->sim, "c", true);

	assert_true(tw_device_wire_pin(b->dut, "INTA", a));
	assert_true(tw_device_wire_pin(b->dut, "INTB", c));
	bench_set(b, "GPB7", 0);
	WRITE(b, GPINTENB, 0x80);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		WRITE(b, IOCON, rows[i].iocon);
		if (tw_net_level(a) != rows[i].rest_a ||
		    tw_net_level(c) != rows[i].rest_b)
			fail_msg("IOCON 0x%02x at rest", rows[i].iocon);
		bench_set(b, "GPB7", !(i & 1));
		if (tw_net_level(a) != rows[i].a ||
		    tw_net_level(c) != rows[i].b)
			fail_msg("IOCON 0x%02x", rows[i].iocon);
		READ(b, (INTCAPB), i & 1 ? 0x00 : 0x80);
	}
}

static void mirror_joins_both_ports_interrupts(void **state)
{
	struct bench *b = *state;

	bench_set(b, "GPA0", 0);
	WRITE(b, GPINTENA, 0x01);
	WRITE(b, IOCON, 0x40);
	bench_set(b, "GPA0", 1);
	assert_false(bench_pin(b, "INTA"));
	assert_false(bench_pin(b, "INTB"));
	READ(b, (GPIOA), 0x01);
	assert_true(bench_pin(b, "INTB"));
}

static void reset_is_power_on(void **state)
{
	struct bench *b = *state;
	uint8_t rx;

	WRITE(b, IODIRA, 0x00, 0x00);
	WRITE(b, IOCON, 0xa0);
	bench_set(b, "RESET", 0);
	assert_int_equal(tw_controller_read_from(b->host, ADDR, &rx, 1),
			 TW_NO_TARGET);
	bench_set(b, "RESET", 1);
	READ(b, (IODIRA), 0xff, 0xff, 0x00);
	READ(b, (IOCON), 0x00);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest mcp23017[] = {
		T(registers_power_up_as_the_data_sheet_says),
		T(each_register_has_two_addresses),
		T(the_pointer_rolls_over_to_zero),
		T(byte_mode_stays_at_a_pair_or_a_register),
		T(a_read_goes_on_where_the_pointer_is),
		T(writing_gpio_writes_the_latch),
		T(outputs_drive_both_ways_and_inputs_let_go),
		T(polarity_inverts_what_is_read),
		T(pull_ups_hold_what_nobody_drives),
		T(a_change_interrupts_until_gpio_or_intcap_is_read),
		T(a_second_change_is_not_captured),
		T(a_difference_from_defval_stays_while_it_lasts),
		T(outputs_do_not_interrupt),
		T(the_pins_are_as_iocon_says),
		T(mirror_joins_both_ports_interrupts),
		T(reset_is_power_on),
	};

	return cmocka_run_group_tests(mcp23017, NULL, NULL);
}
