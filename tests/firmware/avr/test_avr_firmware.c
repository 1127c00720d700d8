/* SPDX-License-Identifier: MIT */
/* Firmware in avr-libc's manner on the platform "avr". */
#include "bench.h"

/* --- the core ------------------------------------------------------------ */

static void core_timer_and_pins_keep_their_promises(void **state)
{
	struct bench *b = *state;

	run(b, add_chip(b, "core", false));
	if (strstr(b->log->str, "NO"))
		fail_msg("%s", b->log->str);
	assert_non_null(strstr(b->log->str, "ctc yes\n"));
	assert_non_null(strstr(b->log->str, "woken by what was due yes\n"));
	assert_non_null(strstr(b->log->str, "nested yes\n"));
}

static void an_interrupt_without_handler_is_a_crash(void **state)
{
	struct bench *b = *state;
	tw_chip *chip = add_chip(b, "unhandled", false);

	assert_int_equal(tw_sim_run(b->sim, TW_MS(1)), TW_RUN_FAILED);
	assert_non_null(strstr(tw_chip_failure(chip), "unhandled interrupt 1"));
}

static void a_part_that_is_not_simulated_is_a_crash(void **state)
{
	struct bench *b = *state;
	tw_chip *chip = add_chip(b, "usart", false);

	tw_sim_run(b->sim, TW_MS(1));
	assert_int_equal(tw_chip_state(chip), TW_CHIP_CRASHED);
	assert_non_null(strstr(tw_chip_failure(chip),
			       "UCSR0B: the USART is not simulated"));
	assert_non_null(strstr(tw_chip_failure(chip), "usart.c:"));
}

/* --- the two-wire interface ---------------------------------------------- */

static const char master_log[] = "08 18 28 28 28\n"
				 "08 18 28 10 40 50 58 read cafe\n"
				 "08 20\n";

static void two_chips_write_and_read_on_one_bus(void **state)
{
	struct bench *b = *state;

	add_chip(b, "memory", false);
	run(b, add_chip(b, "master", false));
	assert_string_equal(b->log->str, master_log);
	assert_false(tw_bus_busy(b->bus));
}

static void a_turn_at_every_hook_changes_no_edge(void **state)
{
	struct bench *b = *state;
	g_autofree char *edges = NULL;

	add_chip(b, "memory", false);
	run(b, add_chip(b, "master", false));
	edges = g_strdup(b->edges->str);
	down(state);
	up(state);
	b = *state;
	add_chip(b, "memory", true);
	run(b, add_chip(b, "master", true));
	assert_string_equal(b->edges->str, edges);
}

static void a_simulated_host_reads_what_it_wrote(void **state)
{
	struct tw_controller_config fast = {.scl_hz = 400000};
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->bus, &fast, NULL);
	uint8_t rx[4] = {0};

	add_chip(b, "memory", false);
	tw_sim_run(b->sim, TW_MS(1));
	assert_int_equal(tw_controller_write_to(host, 0x29,
						(const uint8_t *)"\x80ping", 5),
			 TW_OK);
	assert_int_equal(tw_controller_write_read(
				 host, 0x29, (const uint8_t *)"\x80", 1, rx, 4),
			 TW_OK);
	assert_memory_equal(rx, "ping", 4);
	assert_int_equal(tw_controller_write_to(host, 0x2a, NULL, 0),
			 TW_NO_TARGET);
}

static void reset_begins_firmware_and_parts_anew(void **state)
{
	struct bench *b = *state;
	tw_controller *host = tw_controller_new(b->bus, NULL, NULL);
	tw_chip *chip = add_chip(b, "memory", false);
	uint8_t rx = 0xff;

	tw_sim_run(b->sim, TW_MS(1));
	tw_controller_write_to(host, 0x29, (const uint8_t *)"\x80ping", 5);
	tw_chip_reset(chip);
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + TW_MS(1));
	assert_int_equal(tw_controller_write_read(host, 0x29,
						  (const uint8_t *)"\x80", 1,
						  &rx, 1),
			 TW_OK);
	assert_int_equal(rx, 0);
}

static void pins_that_are_not_there_are_refused(void **state)
{
	struct bench *b = *state;
	g_autofree char *path = g_build_filename(folder, "memory.so", NULL);
	struct tw_chip_pin pin = {"PC7", .bus = b->bus};
	struct tw_chip_config config = {
		.name = "uno", .object = path, .pins = &pin, .n_pins = 1};
	g_autoptr(GError) error = NULL;

	assert_null(tw_chip_new(b->sim, tw_parts_platform(&tw_parts, "avr"),
				&config, &error));
	assert_string_equal(error->message,
			    "uno.pins: expected PB0 to PB7, PC0 to PC6 or PD0 "
			    "to PD7, got PC7");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(core_timer_and_pins_keep_their_promises),
		CASE(an_interrupt_without_handler_is_a_crash),
		CASE(a_part_that_is_not_simulated_is_a_crash),
		CASE(two_chips_write_and_read_on_one_bus),
		CASE(a_turn_at_every_hook_changes_no_edge),
		CASE(a_simulated_host_reads_what_it_wrote),
		CASE(reset_begins_firmware_and_parts_anew),
		CASE(pins_that_are_not_there_are_refused),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
