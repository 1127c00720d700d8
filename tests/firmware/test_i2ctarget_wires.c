/* SPDX-License-Identifier: MIT */
/*
 * The target stack as firmware on the rp2040 platform, on wires, under all
 * kinds of hosts. The firmware (fw/requests.c) prints the requests it got;
 * each known defect of i2c target stacks has its test.
 */
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

static void reads_longer_than_the_fifo_are_answered(void **state)
{
	read_counting(40, 0);
	read_counting(200, 40);
	expect("r 40; r 200; ");
}

static void reads_are_answered_in_time_at_every_speed(void **state)
{
	static const uint32_t scl_hz[] = {10000, 100000, 400000, 1000000};

	for (unsigned i = 0; i < 4; i++) {
		begin(scl_hz[i], 0);
		read_counting(40, 0);
		expect("r 40; ");
	}
}

static void a_write_ends_when_the_host_turns_to_another(void **state)
{
	uint8_t bytes[] = {0x11}, rx[200];
	struct tw_msg msgs[] = {{ADDRESS, 0, 1, bytes, 0},
				{OTHER, TW_MSG_READ, 200, rx, 0}};

	tw_controller_begin(b.host, msgs, 2, NULL, NULL);
	run(TW_MS(1));
	assert_true(tw_bus_busy(b.bus));
	assert_string_equal(b.log->str, "w 11; ");
	run(TW_MS(10));
	expect("w 11; ");
}

static void a_late_program_gets_short_messages_in_order(void **state)
{
	uint8_t reg = 0x11, rx[2];
	struct tw_msg msgs[] = {{ADDRESS, 0, 1, &reg, 0},
				{ADDRESS, TW_MSG_READ, 2, rx, 0}};

	WRITE(0x03, 3);
	WRITE(0x21, 0x22);
	WRITE(0x23);
	transfer(msgs, 2);
	assert_memory_equal(rx, "\x00\x01", 2);
	WRITE(0x24);
	run(TW_MS(20));
	expect("w 03 03; w 21 22; w 23; w 11; rr 2; w 24; ");
}

static void a_late_program_loses_nothing_of_a_long_write(void **state)
{
	g_autofree char *log = NULL;
	uint8_t bytes[200];
	uint32_t hash = 0;

	for (unsigned i = 0; i < sizeof(bytes); i++) {
		bytes[i] = (uint8_t)(i * 7 + 0x10);
		hash = hash * 31 + bytes[i];
	}
	log = g_strdup_printf("w 03 14; w 10 17 1e 25 2c 33 3a 41 48 4f 56 5d "
			      "64 6b 72 79 (200, hash %08x); r 3; ",
			      hash);
	WRITE(0x03, 20);
	write_bytes(sizeof(bytes), bytes);
	read_counting(3, 0);
	run(TW_MS(50));
	expect(log);
}

static void back_to_back_transfers_stay_apart_at_every_speed(void **state)
{
	back_to_back(100000, 0);
	back_to_back(400000, 0);
	back_to_back(1000000, 0);
}

/* At 1 MHz a byte takes 9 us, 1125 cycles of the CPU: the handler finds a
 * byte and the STOP after it, the STOP and the next START, or both. */
static void a_late_handler_keeps_data_before_the_stop(void **state)
{
	for (uint32_t cycles = 0; cycles <= WIRES_LATEST; cycles += 125)
		back_to_back(1000000, cycles);
}

/* From 18 bits on it finds START, first byte and STOP, or the first bytes of a
 * message that goes on. */
static void a_handler_that_comes_bytes_late_sees_whole_writes(void **state)
{
	for (uint32_t cycles = 2500; cycles <= 5000; cycles += 250) {
		begin(1000000, cycles);
		WRITE(0x11);
		expect("w 11; ");
		WRITE(0x12, 0x13, 0x14, 0x15, 0x16, 0x17);
		expect("w 12 13 14 15 16 17; ");
		WRITE(0x18);
		expect("w 18; ");
	}
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
		const char *again = i ? "r" : "";
		struct tw_msg *m = &msgs[i];

		*m = (struct tw_msg){ours ? ADDRESS : OTHER,
				     read ? TW_MSG_READ : 0, 1, data[i], 0};
		data[i][0] = 0x10;
		if (!ours)
			continue;
		m->len = (size_t)g_rand_int_range(rand, 1, 17);
		for (size_t k = 0; k < m->len; k++)
			data[i][k] = (uint8_t)g_rand_int_range(rand, 0x10, 256);
		g_string_append_printf(log, read ? "r%s %zu" : "w%s", again,
				       m->len);
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

#ifdef WIRES_MEETS_WINDOW
/* A read's first byte, while the interrupt comes ever later: the firmware
 * stretches for two bit times and more, and where that ends moves through the
 * host's clock. Returns how often it was wrong. */
static unsigned wrong_reads(const char *like)
{
	unsigned wrong = 0;

	for (uint32_t cycles = 0; cycles < 3000; cycles += 97) {
		struct tw_controller_config config = {.like = like};
		uint8_t rx = 0xaa;
		struct tw_msg msg = {ADDRESS, TW_MSG_READ, 1, &rx, 0};
		enum tw_result result;

		begin(100000, cycles);
		assert_true(tw_controller_configure(b.host, &config, NULL));
		result = tw_controller_transfer(b.host, &msg, 1, TW_S(1));
		wrong += result != TW_OK || rx != 0x00;
	}
	return wrong;
}

/* CircuitPython's documentation of i2ctarget: make sure that the host supports
 * stretching; the Raspberry Pi's block does not, i2c-gpio does. */
static void a_raspberry_pi_reads_wrong_and_i2c_gpio_right(void **state)
{
	assert_int_equal(wrong_reads("ideal"), 0);
	assert_int_equal(wrong_reads("i2c-gpio"), 0);
	assert_int_equal(wrong_reads("bitbangio"), 0);
	/* The window is about 4 of the 10 us of a period. */
	assert_in_range(wrong_reads("bcm2835"), 5, 20);
	begin(400000, 0);
}

#endif

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest i2ctarget_wires[] = {
		T(a_write_is_one_request_whatever_the_gaps),
		T(write_then_restart_read_is_a_write_and_a_read),
		T(each_read_of_a_chain_starts_where_the_last_ended),
		T(an_early_nack_leaves_no_byte_for_the_next_read),
		T(reads_longer_than_the_fifo_are_answered),
		T(reads_are_answered_in_time_at_every_speed),
		T(what_is_not_answered_reads_as_ff),
		T(a_write_that_nobody_reads_is_thrown_away),
		T(a_probe_is_acknowledged_and_makes_no_request),
		T(the_silicon_acknowledges_by_itself),
		T(the_general_call_is_not_ours),
		T(traffic_with_others_changes_nothing),
		T(a_write_ends_when_the_host_turns_to_another),
		T(a_late_program_gets_short_messages_in_order),
		T(a_late_program_loses_nothing_of_a_long_write),
		T(back_to_back_transfers_stay_apart_at_every_speed),
		T(a_late_handler_keeps_data_before_the_stop),
		T(a_handler_that_comes_bytes_late_sees_whole_writes),
		T(the_hosts_nack_ends_a_read_before_its_stop),
		T(traffic_of_any_kind_arrives_as_it_was_sent),
		T(a_host_that_acknowledges_the_last_byte_frees_the_bus),
#ifdef WIRES_MEETS_WINDOW
		T(a_raspberry_pi_reads_wrong_and_i2c_gpio_right),
#endif
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s requests.so\n", argv[0]);
		return 2;
	}
	object = argv[1];
	return cmocka_run_group_tests(i2ctarget_wires, NULL, NULL);
}
