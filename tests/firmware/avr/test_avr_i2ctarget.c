/* SPDX-License-Identifier: MIT */
/*
 * The target stack as firmware on the avr platform, on wires. The silicon
 * acknowledges by itself, holds SCL after every byte, and does not tell a
 * repeated START from a STOP. Of the two addresses that fit into one mask
 * another is not told.
 */
#define WIRES_PLATFORM	      "avr"
#define WIRES_SDA	      "PC4"
#define WIRES_SCL	      "PC5"
#define WIRES_GREETING	      "two addresses 0; wrong pin -2; init 0; again -3; "
#define WIRES_RR	      "r"
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
	expect("r 3; r 3; w 11; r 3; ");
}

static void reads_are_answered_in_time_at_every_speed(void **state)
{
	static const uint32_t scl_hz[] = {10000, 100000, 400000};

	for (unsigned i = 0; i < 3; i++) {
		begin(scl_hz[i], 0);
		read_counting(200, 0);
		expect("r 200; ");
	}
}

/* At 400 kHz a byte takes 22.5 us, 360 cycles of the CPU. */
static void back_to_back_transfers_stay_apart_however_late(void **state)
{
	back_to_back(100000, 0);
	for (uint32_t cycles = 0; cycles <= 1000; cycles += 50)
		back_to_back(400000, cycles);
}

/* One transfer of one to four messages, to us and to the other target; what
 * the firmware has to print of it is appended to log. */
static void random_transfer(GRand *rand, uint8_t *next, GString *log)
{
	static uint8_t data[4][20];
	struct tw_msg msgs[4];
	size_t n = (size_t)g_rand_int_range(rand, 1, 5);

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
		g_string_append_printf(log, read ? "r %zu" : "w", m->len);
		for (size_t k = 0; k < m->len && !read; k++)
			g_string_append_printf(log, " %02x", data[i][k]);
		g_string_append(log, "; ");
	}
	transfer(msgs, n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < msgs[i].len; k++)
			if (msgs[i].addr == ADDRESS && msgs[i].flags)
				assert_int_equal(data[i][k], (*next)++);
}

static void traffic_of_any_kind_arrives_as_it_was_sent(void **state)
{
	static const uint32_t scl_hz[] = {50000, 100000, 400000};

	for (uint32_t seed = 0; seed < 12; seed++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
		g_autoptr(GString) log = g_string_new(NULL);
		uint8_t next = 0;

		begin(scl_hz[seed % 3], seed / 3 * 100);
		for (unsigned i = 0; i < 40; i++)
			random_transfer(rand, &next, log);
		g_string_append(log, "w 11; ");
		WRITE(0x11);
		run(TW_MS(5));
		expect(log->str);
	}
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_write_is_one_request_whatever_the_gaps),
		T(write_then_restart_read_is_a_write_and_a_read),
		T(each_read_of_a_chain_starts_where_the_last_ended),
		T(an_early_nack_leaves_no_byte_for_the_next_read),
		T(reads_are_answered_in_time_at_every_speed),
		T(what_is_not_answered_reads_as_ff),
		T(a_write_that_nobody_reads_is_thrown_away),
		T(a_probe_is_acknowledged_and_makes_no_request),
		T(the_silicon_acknowledges_by_itself),
		T(the_general_call_is_not_ours),
		T(traffic_with_others_changes_nothing),
		T(a_late_program_gets_everything_in_order),
		T(back_to_back_transfers_stay_apart_however_late),
		T(the_hosts_nack_ends_a_read_before_its_stop),
		T(traffic_of_any_kind_arrives_as_it_was_sent),
		T(a_host_that_acknowledges_the_last_byte_frees_the_bus),
	};

	object = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
