/* SPDX-License-Identifier: MIT */
/* Faults that code for this silicon had in the field show here as they did
 * there, and the target stack has none of them. */
#include "bench.h"
#include "twowire/port.h"

static struct bench *run_stack(void **state, const char *firmware)
{
	struct bench *b = run_firmware(state, firmware);

	pass(b, TW_US(400));
	g_string_truncate(b->log, 0);
	return b;
}

/* --- an address that nobody gave us --------------------------------------- */

static void a_shared_mask_answers_for_somebody_else(void **state)
{
	struct bench *b = run_firmware(state, "old_ways");

	assert_int_equal(host_write(b, 0x42, "\x01", 1), TW_OK);
}

static void the_stack_refuses_what_only_the_mask_lets_in(void **state)
{
	struct bench *b = run_stack(state, "requests");

	assert_int_equal(host_write(b, 0x42, "\x01", 1), TW_NO_TARGET);
	assert_int_equal(host_write(b, 0x40, "\x01", 1), TW_OK);
	expect_log(b, "40 w 01\n");
}

/* --- RXNACK of the read before -------------------------------------------- */

static void an_old_rxnack_ends_the_next_read_before_its_first_byte(void **state)
{
	struct bench *b = run_firmware(state, "old_ways");
	uint8_t rx[1];

	assert_int_equal(host_read(b, 0x40, rx, 1), TW_OK);
	assert_int_equal(rx[0], 0x00);
	assert_int_equal(host_read(b, 0x40, rx, 1), TW_OK);
	assert_int_equal(rx[0], 0xff);
	expect_log(b, "sent 1\nsent 0\n");
}

static void the_stack_sends_the_first_byte_of_every_read(void **state)
{
	struct bench *b = run_stack(state, "requests");
	uint8_t rx[1];

	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(host_read(b, 0x40, rx, 1), TW_OK);
		assert_int_equal(rx[0], i);
	}
	expect_log(b, "40 r 1\n40 r 1\n40 r 1\n");
}

/* --- a host that reads on and on ------------------------------------------ */

static void be_patient_for(struct bench *b, uint64_t ns)
{
	struct tw_controller_config config = {.name = "host",
					      .stretch_timeout_ns = ns};

	tw_controller_configure(b->host, &config, NULL);
}

/* The host's NACK wants an answer, too: it is one more. */
static void a_limit_of_filler_bytes_ends_with_scl_low_for_ever(void **state)
{
	struct bench *b = run_firmware(state, "old_ways");
	uint8_t rx[1001];

	be_patient_for(b, TW_MS(50));
	assert_int_equal(host_read(b, 0x40, rx, 1001), TW_OK);
	expect_log(b, "sent 2\n");
	assert_int_equal(host_read(b, 0x40, rx, 1000), TW_STUCK);
	pass(b, TW_S(1));
	assert_false(tw_bus_level(b->bus, TW_SCL));
	expect_log(b, "sent 0\nstuck\n");
}

static void the_stack_fills_for_as_long_as_the_host_reads(void **state)
{
	struct bench *b = run_stack(state, "requests");
	uint8_t rx[1200];

	be_patient_for(b, TW_MS(50));
	assert_int_equal(host_read(b, 0x41, rx, 1200), TW_OK);
	assert_int_equal(rx[1], 0x01);
	assert_int_equal(rx[1199], 0xff);
	assert_int_equal(host_write(b, 0x40, "\x01", 1), TW_OK);
	expect_log(b, "41 r 2\n40 w 01\n");
}

/* --- SCL before the acknowledge ------------------------------------------- */

static void a_slow_program_holds_scl_before_the_acknowledge(void **state)
{
	struct bench *b = run_firmware(state, "old_ways");

	host_write(b, 0x40, "\x03\x05", 2);
	g_array_set_size(b->edges, 0);
	assert_int_equal(host_write(b, 0x40, "\x10", 1), TW_OK);
	assert_in_range(low_before(b, 18), TW_MS(4), TW_MS(6));
}

/* For hosts that only wait after it; see I2CTARGET_HOLD_AFTER_ACK. A byte
 * that the queue has room for does not wait at all. */
static void the_stack_can_hold_it_after_the_acknowledge_only(void **state)
{
	struct bench *b = run_stack(state, "requests-after");
	uint8_t rx[2];

	host_write(b, 0x40, "\x03\x05", 2);
	g_array_set_size(b->edges, 0);
	assert_int_equal(host_read(b, 0x40, rx, 2), TW_OK);
	assert_memory_equal(rx, "\x00\x01", 2);
	for (unsigned n = 1; n <= 9; n++)
		assert_true(low_before(b, n) < TW_US(6));
	assert_in_range(low_before(b, 10), TW_MS(5), TW_MS(6));
	g_array_set_size(b->edges, 0);
	assert_int_equal(host_write(b, 0x43, "\x10\x11", 2), TW_OK);
	for (unsigned n = 1; n <= 27; n++)
		assert_true(low_before(b, n) <
			    (n % 9 == 1 && n > 1 ? TW_US(20) : TW_US(6)));
	pass(b, TW_MS(6));
	expect_log(b, "40 w 03 05\n40 r 2\n43 w 10 11\n");
}

/* Silicon that acknowledges would answer for 0x42, too. */
static void then_a_mask_with_gaps_is_unsupported(void **state)
{
	struct bench *b = *state;

	add_on(b, "requests-gaps", "PA12", "PA13");
	tw_sim_run(b->sim, TW_US(500));
	assert_true(g_str_has_prefix(b->log->str, "wrong pin -2\ninit -1\n"));
}

/* --- errors --------------------------------------------------------------- */

/* A STOP in the middle of a byte: BUSERR. */
static void break_off(struct bench *b)
{
	static const struct {
		enum tw_line line;
		enum tw_drive drive;
	} steps[] = {{TW_SDA, TW_LOW},	   {TW_SCL, TW_LOW},
		     {TW_SCL, TW_RELEASE}, {TW_SCL, TW_LOW},
		     {TW_SCL, TW_RELEASE}, {TW_SDA, TW_RELEASE}};
	tw_port *port = tw_port_new(b->bus, "noise", TW_ROLE_OTHER, NULL, NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++) {
		tw_port_drive(port, steps[i].line, steps[i].drive);
		pass(b, TW_US(5));
	}
}

static void a_pause_after_an_error_is_ten_ms_of_scl_low(void **state)
{
	struct bench *b = run_firmware(state, "old_ways");

	break_off(b);
	pass(b, TW_US(50));
	g_array_set_size(b->edges, 0);
	assert_int_equal(host_write(b, 0x40, "\x01", 1), TW_OK);
	assert_in_range(low_before(b, 9), TW_MS(8), TW_MS(11));
}

static void the_stack_takes_an_error_in_its_stride(void **state)
{
	struct bench *b = run_stack(state, "requests");

	break_off(b);
	pass(b, TW_US(50));
	g_array_set_size(b->edges, 0);
	assert_int_equal(host_write(b, 0x40, "\x01", 1), TW_OK);
	assert_true(low_before(b, 9) < TW_US(20));
	expect_log(b, "40 w 01\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_shared_mask_answers_for_somebody_else),
		CASE(the_stack_refuses_what_only_the_mask_lets_in),
		CASE(an_old_rxnack_ends_the_next_read_before_its_first_byte),
		CASE(the_stack_sends_the_first_byte_of_every_read),
		CASE(a_limit_of_filler_bytes_ends_with_scl_low_for_ever),
		CASE(the_stack_fills_for_as_long_as_the_host_reads),
		CASE(a_slow_program_holds_scl_before_the_acknowledge),
		CASE(the_stack_can_hold_it_after_the_acknowledge_only),
		CASE(then_a_mask_with_gaps_is_unsupported),
		CASE(a_pause_after_an_error_is_ten_ms_of_scl_low),
		CASE(the_stack_takes_an_error_in_its_stride),
	};

	choose(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
