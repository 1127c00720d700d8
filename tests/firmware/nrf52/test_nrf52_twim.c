/* SPDX-License-Identifier: MIT */
/* TWIM on the wires: firmware on its registers, against an EEPROM. Expected
 * values are the Product Specification's. */
#include "bench.h"

struct taker {
	unsigned n;
};

static enum tw_answer take_two(void *user, uint8_t byte)
{
	struct taker *t = user;

	return ++t->n <= 2 ? TW_ACK : TW_NACK;
}

static enum tw_answer welcome(void *user, const struct tw_address *addr)
{
	((struct taker *)user)->n = 0;
	return TW_ACK;
}

static const struct tw_target_ops taker_ops = {.address = welcome,
					       .write = take_two};

static void run_to_end(struct bench *b)
{
	pass_us(b, 100000);
	assert_int_equal(tw_chip_state(b->chip), TW_CHIP_ENDED);
}

static void add_rom(struct bench *b)
{
	struct tw_device_config rom = {.name = "rom", .addr = 0x50};

	assert_non_null(tw_bus_attach(b->bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
}

static void furnish(struct bench *b, struct taker *taker)
{
	struct tw_target_config config = {
		.name = "taker", .ops = &taker_ops, .user = taker};
	struct tw_match match = {.addr = 0x30};

	tw_target_listen(tw_target_new(b->bus, &config), &match, 1);
	add_rom(b);
	add_chip(b, "twim_registers", 0);
}

static bool said(const struct bench *b, const char *line)
{
	return strstr(b->log->str, line) != NULL;
}

static void expect(struct bench *b, const char *lines)
{
	if (!said(b, lines))
		fail_msg("expected\n%s\ngot\n%s", lines, b->log->str);
}

static void shortcuts_make_whole_transfers(void **state)
{
	struct bench *b = *state;
	struct taker taker;

	furnish(b, &taker);
	run_to_end(b);
	expect(b, "write: tx 6 rx 0 error 0\n");
	expect(b, "read: tx 1 rx 5 error 0\nhello 1 1\n");
}

static void nobody_stops_after_an_error_but_firmware(void **state)
{
	struct bench *b = *state;
	struct taker taker;

	furnish(b, &taker);
	run_to_end(b);
	/* ANACK */
	expect(b, "nobody: tx 0 rx 5 error 2 ERROR\n");
	/* DNACK; AMOUNT counts the byte that was refused. */
	expect(b, "refused: tx 3 rx 5 error 4 ERROR\n");
	assert_int_equal(taker.n, 3);
	assert_false(tw_bus_busy(b->bus));
}

static void stop_has_no_effect_while_suspended(void **state)
{
	struct bench *b = *state;
	struct taker taker;

	furnish(b, &taker);
	run_to_end(b);
	expect(b, "suspended: tx 1 rx 5 error 0 SUSPENDED\n"
		  "resumed: tx 1 rx 5 error 0\n");
}

static void the_last_byte_read_waits_for_stop(void **state)
{
	struct bench *b = *state;
	struct taker taker;

	furnish(b, &taker);
	run_to_end(b);
	expect(b, "waiting: tx 1 rx 2 error 0\n"
		  "ended: tx 1 rx 2 error 0\nhe\n");
}

/* FREQUENCY is a fraction 2^32 of 16 MHz, SCL low for one half of it; the
 * bus's rise takes less than 300 ns of the other. */
static void frequency_sets_scl(void **state)
{
	static const struct {
		const char *line;
		uint64_t period_ns;
	} speeds[] = {
		{"at 01980000\n", 10039},
		{"at 04000000\n", 4000},
		{"at 06400000\n", 2560},
	};
	struct bench *b = *state;
	struct taker taker;

	furnish(b, &taker);
	while (!said(b, "\nended:"))
		pass_us(b, 100);
	for (unsigned i = 0; i < G_N_ELEMENTS(speeds); i++) {
		forget(b);
		while (!said(b, speeds[i].line))
			pass_us(b, 100);
		assert_in_range(b->shortest_period, speeds[i].period_ns - 2,
				speeds[i].period_ns + 2);
		assert_in_range(b->shortest_low, speeds[i].period_ns / 2,
				speeds[i].period_ns / 2 + 300);
	}
}

static void without_stretching_no_scl_is_late(void **state)
{
	struct bench *b = *state;
	struct taker taker;

	furnish(b, &taker);
	while (!said(b, "write:"))
		pass_us(b, 10);
	/* One START, one STOP, and no low period but the clock's. */
	assert_int_equal(b->n_starts, 1);
	assert_int_equal(b->n_stops, 1);
	assert_in_range(b->longest_low, 1280, 1600);
}

/* T, R: started; t, r: last; U: suspended; E: error; S: stopped. */
static void events_come_in_their_order(void **state)
{
	struct bench *b = *state;

	add_rom(b);
	add_chip(b, "twim_events", 0);
	run_to_end(b);
	expect(b, "write: T t S \n");
	expect(b, "write, read: T t R r S \n  ab\n");
	expect(b, "read, write: R r T t S \n");
	expect(b, "write, suspend: T t U \n  stop: S \n");
	expect(b, "read, suspend: R r U \n  stop: S \n");
	expect(b, "nobody: T E \n  stop: S \n");
	expect(b, "idle: S \n");
}

static void a_list_goes_on_where_it_was(void **state)
{
	struct bench *b = *state;

	add_rom(b);
	add_chip(b, "twim_events", 0);
	run_to_end(b);
	/* "ab", and after it the EEPROM is erased. */
	expect(b, "listed: T t R r S \nand on: R r S \n"
		  "  61 62 ff ff next at 4\n");
}

/* 6.9.2: PIN_CNF is 2 after reset (input buffer disconnected), PULL is bits 2
 * and 3: 1 down, 3 up. */
static void pins_follow_their_pulls_and_show_their_settings(void **state)
{
	struct bench *b = *state;

	add_chip(b, "gpio", 0);
	run_to_end(b);
	assert_string_equal(b->log->str, "reset: cnf 2 2 in 0 0\n"
					 "pulled: cnf c 4 in 1 0\n"
					 "turned: cnf 4 c in 0 1\n");
}

/* 5.4.3: HFCLKSTAT has SRC in bit 0 (1: the crystal) and STATE in bit 16. The
 * internal oscillator runs wherever the crystal does not. */
static void the_crystal_runs_when_it_is_asked_for(void **state)
{
	struct bench *b = *state;

	add_chip(b, "clock", 0);
	run_to_end(b);
	assert_string_equal(b->log->str,
			    "reset: run 0 stat 10000 started 0\n"
			    "started: run 1 stat 10001 started 1\n"
			    "stopped: run 0 stat 10000 started 0\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(the_crystal_runs_when_it_is_asked_for),
		CASE(pins_follow_their_pulls_and_show_their_settings),
		CASE(shortcuts_make_whole_transfers),
		CASE(nobody_stops_after_an_error_but_firmware),
		CASE(stop_has_no_effect_while_suspended),
		CASE(the_last_byte_read_waits_for_stop),
		CASE(frequency_sets_scl),
		CASE(without_stretching_no_scl_is_late),
		CASE(events_come_in_their_order),
		CASE(a_list_goes_on_where_it_was),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
