/* SPDX-License-Identifier: MIT */
/* Slave back ends on the linux platform, as hosts see them. Expected events are
 * those of the kernel's description of its I2C slave interface. */
#include "os_bench.h"

static tw_chip *add(struct bench *b, const char *name)
{
	tw_chip *chip = bench_add(b, "linux", name, (struct tw_chip_config){0});

	bench_run_ms(b, 1);
	return chip;
}

/* --- a memory --------------------------------------------------------------
 */

static void what_is_written_is_read_after_a_restart(void **state)
{
	struct bench *b = *state;

	add(b, "memory");
	WRITE(b, 0x50, 0x80, 'p', 'i', 'n', 'g');
	READ_AT(b, 0x50, 0x80, 'p', 'i', 'n', 'g');
	assert_int_equal(tw_controller_write_to(b->host, 0x51, NULL, 0),
			 TW_NO_TARGET);
}

/* A byte that was fetched and not sent is fetched again. */
static void a_read_goes_on_where_the_last_ended(void **state)
{
	struct bench *b = *state;

	add(b, "memory");
	WRITE(b, 0x50, 0x00, 10, 11, 12, 13, 14, 15, 16);
	READ_AT(b, 0x50, 0x00, 10, 11, 12);
	READ(b, 0x50, 13);
	READ(b, 0x50, 14, 15, 16);
}

static void it_does_so_without_prefetch_too(void **state)
{
	struct bench *b = *state;

	add(b, "memory-late");
	WRITE(b, 0x50, 0x00, 10, 11, 12, 13, 14, 15, 16);
	READ_AT(b, 0x50, 0x00, 10, 11, 12);
	READ(b, 0x50, 13);
	READ(b, 0x50, 14, 15, 16);
}

/* Catalogue B03: the second read of one transfer, from its own pointer. */
static void each_read_of_a_transfer_has_its_own_pointer(void **state)
{
	struct bench *b = *state;
	uint8_t a[2], c[2];
	struct tw_msg msgs[] = {
		{.addr = 0x50, .len = 1, .data = (uint8_t[]){0x10}},
		{.addr = 0x50, .flags = TW_MSG_READ, .len = 2, .data = a},
		{.addr = 0x50, .len = 1, .data = (uint8_t[]){0x20}},
		{.addr = 0x50, .flags = TW_MSG_READ, .len = 2, .data = c},
	};

	add(b, "memory");
	WRITE(b, 0x50, 0x10, 1, 2);
	WRITE(b, 0x50, 0x20, 3, 4);
	assert_int_equal(tw_controller_transfer(b->host, msgs, 4, TW_MS(50)),
			 TW_OK);
	assert_memory_equal(a, ((uint8_t[]){1, 2}), 2);
	assert_memory_equal(c, ((uint8_t[]){3, 4}), 2);
}

static void files_of_sysfs_show_what_the_host_wrote(void **state)
{
	struct bench *b = *state;

	add(b, "files");
	WRITE(b, 0x50, 0x04, 0xca, 0xfe);
	bench_run_ms(b, 30);
	assert_string_equal(b->log->str, "read 2: ca fe\nwrote 2\npast the end "
					 "0\nno such file -2\n");
	READ_AT(b, 0x50, 0x40, 0x12, 0x34);
}

static void reset_begins_everything_anew(void **state)
{
	struct bench *b = *state;
	tw_chip *chip = add(b, "memory");

	WRITE(b, 0x50, 0x80, 7);
	tw_chip_reset(chip);
	bench_run_ms(b, 1);
	READ_AT(b, 0x50, 0x80, 0);
}

static void a_turn_at_every_hook_changes_no_edge(void **state)
{
	g_autofree char *edges = NULL;

	for (int always = 0; always < 2; always++) {
		struct bench *b = *state;

		bench_add(b, "linux", "memory",
			  (struct tw_chip_config){.yield_always = always});
		bench_run_ms(b, 1);
		WRITE(b, 0x50, 0x00, 1, 2, 3);
		READ_AT(b, 0x50, 0x01, 2, 3);
		if (always) {
			assert_string_equal(b->edges->str, edges);
			return;
		}
		edges = g_strdup(b->edges->str);
		bench_down(state);
		bench_up(state);
	}
}

/* --- interrupts and stretching
 * ------------------------------------------------ */

/* SCL low for longer than @ns, so many times. */
static unsigned stretches(const struct bench *b, uint64_t ns)
{
	g_auto(GStrv) lines = g_strsplit(b->edges->str, "\n", -1);
	uint64_t fall = 0;
	unsigned n = 0;

	for (char **l = lines; **l; l++) {
		char *rest;
		uint64_t when = g_ascii_strtoull(*l, &rest, 10);

		if (rest[1] != '0' + TW_SCL)
			continue;
		if (rest[2] == '0')
			fall = when;
		else if (when - fall > ns)
			n++;
	}
	return n;
}

/* 1 GHz: 100000 cycles are 100 us. Each byte written waits for the interrupt's
 * handler before its acknowledge. That of the address, which does not wait, is
 * entered 10 us after the eighth bit of the first byte and finds it there. */
static void interrupt_latency_stretches_every_byte(void **state)
{
	struct bench *b = *state;

	bench_add(b, "linux", "memory",
		  (struct tw_chip_config){.irq_latency_cycles = 100000});
	bench_run_ms(b, 1);
	g_string_truncate(b->edges, 0);
	WRITE(b, 0x50, 0x00, 1, 2, 3);
	assert_int_equal(stretches(b, 100000), 3);
	assert_int_equal(stretches(b, 10000), 4);
	READ_AT(b, 0x50, 0x01, 2, 3);
}

/* --- refusals
 * ------------------------------------------------------------------ */

static void the_back_end_is_told_what_happens_in_order(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2];

	add(b, "strict");
	assert_int_equal(bench_transfer(b, 0x50, BYTES(0x01), rx, 2), TW_OK);
	assert_string_equal(b->log->str, "write requested\nreceived 01\n"
					 "read requested a0\n"
					 "read processed a1\n"
					 "read processed a2\nstop\n");
	assert_memory_equal(rx, ((uint8_t[]){0xa0, 0xa1}), 2);
}

static void a_byte_that_it_refuses_gets_a_nack(void **state)
{
	struct bench *b = *state;

	add(b, "strict");
	assert_int_equal(
		bench_transfer(b, 0x50, BYTES(0x11, 0xee, 0x22), NULL, 0),
		TW_NACKED);
	assert_int_equal(b->n_done, 1);
	assert_string_equal(
		b->log->str,
		"write requested\nreceived 11\nreceived ee\nstop\n");
}

/* Catalogue B23: a write while it is busy. The address is acknowledged, no byte
 * is, and none reaches the back end. */
static void while_it_is_busy_all_bytes_get_a_nack(void **state)
{
	struct bench *b = *state;

	add(b, "strict");
	WRITE(b, 0x50, 0x01, 0x02);
	g_string_truncate(b->log, 0);
	assert_int_equal(bench_transfer(b, 0x50, BYTES(0x33), NULL, 0),
			 TW_NACKED);
	assert_string_equal(b->log->str, "write requested\nstop\n");
	bench_run_ms(b, 30);
	WRITE(b, 0x50, 0x44);
}

/* 20 ms are five ticks of 4 ms; from the STOP, which is within 1 to 2 ms, to
 * the fifth tick after it. */
static void delayed_work_waits_for_its_tick(void **state)
{
	struct bench *b = *state;

	add(b, "strict");
	WRITE(b, 0x50, 0x01, 0x02);
	g_string_truncate(b->log, 0);
	tw_sim_run(b->sim, TW_MS(20) - 1);
	assert_string_equal(b->log->str, "");
	tw_sim_run(b->sim, TW_MS(20) + TW_US(10));
	assert_string_equal(b->log->str, "ready\n");
}

/* --- faults
 * ---------------------------------------------------------------------- */

static bool lose_stop(void *user, tw_point *point, uint64_t value)
{
	unsigned *n = user;

	/* TW_EVENT_STOP of twowire/adapter.h. */
	if ((value & 0xf) == 7 && !(*n)++)
		return false;
	return true;
}

/* Catalogue B04: a STOP that the driver never hears of. The next address makes
 * good for it. */
static void a_lost_stop_does_no_lasting_harm(void **state)
{
	struct bench *b = *state;
	unsigned n = 0;

	add(b, "memory");
	tw_point_watch(tw_sim_point(b->sim, "dut.i2c0.event"), lose_stop, &n);
	WRITE(b, 0x50, 0x10, 1, 2);
	WRITE(b, 0x50, 0x20, 3, 4);
	assert_int_equal(n, 2);
	READ_AT(b, 0x50, 0x10, 1, 2);
	READ_AT(b, 0x50, 0x20, 3, 4);
}

/* Interrupts off for 3 ms: nothing that happens meanwhile is lost. */
static void many_transfers_wait_for_their_turn(void **state)
{
	struct bench *b = *state;

	add(b, "deaf");
	bench_run_ms(b, 8);
	for (unsigned i = 0; i < 6; i++)
		assert_int_equal(tw_controller_write_to(b->host, 0x50, NULL, 0),
				 TW_OK);
	bench_run_ms(b, 10);
	assert_string_equal(b->log->str, "deaf\nhears\n6 6\n");
}

/* --- mistakes
 * ---------------------------------------------------------------------- */

static void expect_crash(struct bench *b, const char *name, const char *what)
{
	tw_chip *chip = bench_add(b, "linux", name, (struct tw_chip_config){0});

	tw_sim_run(b->sim, TW_MS(10));
	if (tw_chip_state(chip) != TW_CHIP_CRASHED ||
	    !strstr(tw_chip_failure(chip), what))
		fail_msg("%s", tw_chip_failure(chip));
}

static void a_lock_taken_twice_is_a_crash(void **state)
{
	expect_crash(*state, "bug-lock", "spin lock taken twice at bugs.c:");
}

static void sleeping_in_an_interrupt_is_a_crash(void **state)
{
	expect_crash(*state, "bug-sleep", "scheduling while atomic (wait)");
}

static void a_driver_without_device_is_a_crash_that_says_how(void **state)
{
	expect_crash(*state, "nobody", "I2C drivers and no device");
}

static void a_device_that_is_no_name_and_address_is_a_crash(void **state)
{
	expect_crash(*state, "garbled",
		     "expected [i2c-N] NAME ADDRESS, got memory256 at 80");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(what_is_written_is_read_after_a_restart),
		CASE(a_read_goes_on_where_the_last_ended),
		CASE(it_does_so_without_prefetch_too),
		CASE(each_read_of_a_transfer_has_its_own_pointer),
		CASE(files_of_sysfs_show_what_the_host_wrote),
		CASE(reset_begins_everything_anew),
		CASE(a_turn_at_every_hook_changes_no_edge),
		CASE(interrupt_latency_stretches_every_byte),
		CASE(the_back_end_is_told_what_happens_in_order),
		CASE(a_byte_that_it_refuses_gets_a_nack),
		CASE(while_it_is_busy_all_bytes_get_a_nack),
		CASE(delayed_work_waits_for_its_tick),
		CASE(a_lost_stop_does_no_lasting_harm),
		CASE(many_transfers_wait_for_their_turn),
		CASE(a_lock_taken_twice_is_a_crash),
		CASE(sleeping_in_an_interrupt_is_a_crash),
		CASE(a_driver_without_device_is_a_crash_that_says_how),
		CASE(a_device_that_is_no_name_and_address_is_a_crash),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
