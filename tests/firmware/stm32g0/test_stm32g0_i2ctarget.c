/* SPDX-License-Identifier: MIT */
/*
 * The target stack as firmware on the stm32g0 platform, on wires. The silicon
 * holds every byte for its ACK; it hears nothing of messages to others.
 */
#define WIRES_PLATFORM	      "stm32g0"
#define WIRES_SDA	      "PB7"
#define WIRES_SCL	      "PB6"
#define WIRES_GREETING	      "two addresses 0; wrong pin -2; init 0; again -3; "
#define WIRES_RR_AFTER_OTHERS "r"
#include "i2ctarget_scenes.h"

static void each_read_of_a_chain_starts_where_the_last_ended(void **state)
{
	uint8_t rx[3][3], w = 0x11;
	struct tw_msg msgs[] = {
		{ADDRESS, TW_MSG_READ, 3, rx[0], 0},
		{ADDRESS, TW_MSG_READ, 3, rx[1], 0},
		{ADDRESS, 0, 1, &w, 0},
		{ADDRESS, TW_MSG_READ, 3, rx[2], 0},
	};

	transfer(msgs, 4);
	assert_memory_equal(rx, "\0\1\2\3\4\5\6\7\10", 9);
	expect("r 3; rr 3; wr 11; rr 3; ");
}

static void reads_are_answered_in_time_at_every_speed(void **state)
{
	static const uint32_t scl_hz[] = {10000, 100000, 400000, 1000000};

	for (unsigned i = 0; i < 4; i++) {
		begin(scl_hz[i], 0);
		read_counting(200, 0);
		expect("r 200; ");
	}
}

/* Its first byte waits for an ACK that never comes. */
static void a_write_that_nobody_reads_is_refused(void **state)
{
	uint8_t bytes[] = {0x01, 0x02};
	struct tw_msg msg = {ADDRESS, 0, 2, bytes, 0};

	WRITE(0x04);
	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_S(1)),
			 TW_NACKED);
	assert_int_equal(msg.n_done, 0);
	read_counting(1, 0);
	expect("w 04; w closed; r 1; ");
}

/* At 1 MHz a byte takes 9 us, 576 cycles of the CPU: the handler finds a STOP
 * and the next address together. */
static void back_to_back_transfers_stay_apart_however_late(void **state)
{
	back_to_back(100000, 0);
	back_to_back(400000, 0);
	for (uint32_t cycles = 0; cycles <= 2500; cycles += 125)
		back_to_back(1000000, cycles);
}

/* One transfer of one to four messages, to us and to the other target; what
 * the firmware has to print of it is appended to log. */
static void random_transfer(GRand *rand, uint8_t *next, GString *log)
{
	static uint8_t data[4][20];
	struct tw_msg msgs[4];
	size_t n = (size_t)g_rand_int_range(rand, 1, 5);
	bool again = false;

	for (size_t i = 0; i < n; i++) {
		bool ours = g_rand_int_range(rand, 0, 4),
		     read = g_rand_boolean(rand);
		struct tw_msg *m = &msgs[i];

		*m = (struct tw_msg){ours ? ADDRESS : OTHER,
				     read ? TW_MSG_READ : 0, 1, data[i], 0};
		data[i][0] = 0x10;
		if (!ours)
			continue;
		m->len = (size_t)g_rand_int_range(rand, 1, 17);
		for (size_t k = 0; k < m->len; k++)
			data[i][k] = (uint8_t)g_rand_int_range(rand, 0x10, 256);
		g_string_append_printf(log, read ? "r%s %zu" : "w%s",
				       again ? "r" : "", m->len);
		for (size_t k = 0; k < m->len && !read; k++)
			g_string_append_printf(log, " %02x", data[i][k]);
		g_string_append(log, "; ");
		again = true;
	}
	transfer(msgs, n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < msgs[i].len; k++)
			if (msgs[i].addr == ADDRESS && msgs[i].flags)
				assert_int_equal(data[i][k], (*next)++);
}

static void traffic_of_any_kind_arrives_as_it_was_sent(void **state)
{
	static const uint32_t scl_hz[] = {100000, 400000, 1000000};

	for (uint32_t seed = 0; seed < 12; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(GString) log = g_string_new(NULL);
		uint8_t next = 0;

		begin(scl_hz[seed % 3], seed / 3 * 400);
		for (unsigned i = 0; i < 40; i++)
			random_transfer(rand, &next, log);
		run(TW_MS(5));
		expect(log->str);
	}
}

/* --- picky.c ----------------------------------------------------------- */

static const char *picky, *requests;

static int setup_picky(void **state)
{
	b.log = g_string_new(NULL);
	object = picky;
	power_up(400000, 0);
	object = requests;
	expect("across -1; twice -1; apart 0; init 0; ");
	return 0;
}

static void each_byte_is_acknowledged_or_refused(void **state)
{
	uint8_t bytes[] = {0x01, 0x02, 0x77, 0x03};
	struct tw_msg msg = {ADDRESS, 0, 4, bytes, 0};

	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_S(1)),
			 TW_NACKED);
	assert_int_equal(msg.n_done, 2);
	WRITE(0x05, 0x06);
	expect("40: 01 02; 40: 05 06; ");
}

/* OA1 and a block of four by OA2's mask. */
static void five_addresses_are_told_apart(void **state)
{
	static const uint8_t ours[] = {0x40, 0x64, 0x65, 0x66, 0x67},
			     others[] = {0x41, 0x63, 0x68, 0x44, 0x60};
	uint8_t rx;

	for (unsigned i = 0; i < 5; i++) {
		struct tw_msg write = {ours[i], 0, 1, &rx, 0};
		struct tw_msg read = {ours[i], TW_MSG_READ, 1, &rx, 0};

		rx = (uint8_t)(0x20 + i);
		transfer(&write, 1);
		transfer(&read, 1);
		assert_int_equal(rx, ours[i]);
		assert_int_equal(
			tw_controller_write_to(b.host, others[i], &rx, 1),
			TW_NO_TARGET);
	}
	expect("40: 20; 64: 21; 65: 22; 66: 23; 67: 24; ");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
#define P(f) cmocka_unit_test_setup_teardown(f, setup_picky, teardown)
	const struct CMUnitTest tests[] = {
		T(a_write_is_one_request_whatever_the_gaps),
		T(write_then_restart_read_is_a_write_and_a_read),
		T(each_read_of_a_chain_starts_where_the_last_ended),
		T(an_early_nack_leaves_no_byte_for_the_next_read),
		T(reads_are_answered_in_time_at_every_speed),
		T(what_is_not_answered_reads_as_ff),
		T(a_write_that_nobody_reads_is_refused),
		T(a_probe_is_acknowledged_and_makes_no_request),
		T(the_general_call_is_not_ours),
		T(traffic_with_others_changes_nothing),
		T(a_late_program_gets_everything_in_order),
		T(back_to_back_transfers_stay_apart_however_late),
		T(the_hosts_nack_ends_a_read_before_its_stop),
		T(traffic_of_any_kind_arrives_as_it_was_sent),
		T(a_host_that_acknowledges_the_last_byte_frees_the_bus),
		P(each_byte_is_acknowledged_or_refused),
		P(five_addresses_are_told_apart),
		P(a_host_that_holds_scl_is_given_up),
	};

	if (argc != 3) {
		fprintf(stderr, "usage: %s requests.so picky.so\n", argv[0]);
		return 2;
	}
	object = requests = argv[1];
	picky = argv[2];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
