/* SPDX-License-Identifier: MIT */
/* Transfers that leave the beaten path, as Linux's message flags have them. */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_controller *c;
	struct party p, q;
};

static int setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);
	tw_bus *bus;

	b->sim = tw_sim_new(0);
	bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(bus, NULL, NULL);
	party_at(&b->p, bus, "p", 0x48);
	party_at(&b->q, bus, "q", 0x23);
	b->p.next = 0x55;
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	assert_false(tw_controller_active(b->c));
	tw_sim_free(b->sim);
	party_leave(&b->p);
	party_leave(&b->q);
	g_free(b);
	return 0;
}

static void without_a_start_bytes_go_on_where_they_were(void **state)
{
	struct bench *b = *state;
	uint8_t one[] = {1, 2}, two[] = {3};
	struct tw_msg m[] = {
		{.addr = 0x48, .len = 2, .data = one},
		{.addr = 0x48, .flags = TW_MSG_NO_START, .len = 1, .data = two},
	};

	assert_int_equal(tw_controller_transfer(b->c, m, 2, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 90+ 01+ 02+ 03+ P");
	EXPECT_TOLD(&b->p, "A48w W01 W02 W03 P");
	assert_int_equal(m[1].n_done, 1);
}

static void a_stop_stands_between_messages_where_asked_for(void **state)
{
	struct bench *b = *state;
	uint8_t one[] = {1}, two[] = {2};
	struct tw_msg m[] = {
		{.addr = 0x48, .flags = TW_MSG_STOP, .len = 1, .data = one},
		{.addr = 0x23, .flags = TW_MSG_STOP, .len = 1, .data = two},
	};

	assert_int_equal(tw_controller_transfer(b->c, m, 2, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 90+ 01+ P S 46+ 02+ P");
	EXPECT_TOLD(&b->q, "A23w W02 P");
}

static void a_nack_is_ignored_where_asked_for(void **state)
{
	struct bench *b = *state;
	uint8_t data[] = {1, 2};
	struct tw_msg m = {.addr = 0x49,
			   .flags = TW_MSG_IGNORE_NACK,
			   .len = 2,
			   .data = data};

	assert_int_equal(tw_controller_transfer(b->c, &m, 1, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 92- 01- 02- P");
	assert_int_equal(m.n_done, 2);
}

static void the_direction_bit_is_sent_the_wrong_way_round(void **state)
{
	struct bench *b = *state;
	struct tw_msg m = {.addr = 0x48,
			   .flags = TW_MSG_REVERSED | TW_MSG_READ};

	assert_int_equal(tw_controller_transfer(b->c, &m, 1, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 90+ P");
	EXPECT_TOLD(&b->p, "A48w P");
}

static void without_acknowledges_a_byte_has_eight_pulses(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2];
	struct tw_msg m = {.addr = 0x48,
			   .flags = TW_MSG_READ | TW_MSG_NO_ACK,
			   .len = 2,
			   .data = rx};

	assert_int_equal(tw_controller_transfer(b->c, &m, 1, 0), TW_OK);
	/* The target takes the ninth pulse for a NACK. */
	EXPECT_WIRES(b->sim, 0, "S 91+ 55- (1111111) P");
	EXPECT_TOLD(&b->p, "A48r R- P");
	assert_memory_equal(rx, "\x55\xff", 2);
}

static void the_first_byte_says_how_many_follow(void **state)
{
	struct bench *b = *state;
	uint8_t rx[1 + TW_MSG_LONGEST];
	struct tw_msg m = {.addr = 0x48,
			   .flags = TW_MSG_READ | TW_MSG_LENGTH,
			   .len = 1,
			   .data = rx};

	b->p.next = 3;
	assert_int_equal(tw_controller_transfer(b->c, &m, 1, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 91+ 03+ 04+ 05+ 06- P");
	assert_int_equal(m.len, 4);
	assert_int_equal(m.n_done, 4);
	assert_memory_equal(rx, "\x03\x04\x05\x06", 4);
}

static void a_count_may_come_without_acknowledges(void **state)
{
	struct bench *b = *state;
	uint8_t rx[1 + TW_MSG_LONGEST];
	struct tw_msg m = {.addr = 0x48,
			   .flags = TW_MSG_READ | TW_MSG_LENGTH | TW_MSG_NO_ACK,
			   .len = 1,
			   .data = rx};

	/* The target has gone with the NACK that it saw. */
	b->p.next = 2;
	assert_int_equal(tw_controller_transfer(b->c, &m, 1, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 91+ 02- ff- (111111) P");
	assert_int_equal(m.n_done, 3);
	assert_memory_equal(rx, "\x02\xff\xff", 3);
}

static void without_a_start_the_first_byte_is_the_address(void **state)
{
	struct bench *b = *state;
	uint8_t data[] = {0x90, 1};
	struct tw_msg m = {
		.addr = 0x23, .flags = TW_MSG_NO_START, .len = 2, .data = data};

	assert_int_equal(tw_controller_transfer(b->c, &m, 1, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 90+ 01+ P");
	EXPECT_TOLD(&b->p, "A48w W01 P");
	assert_int_equal(m.n_done, 2);
}

static void an_impossible_count_ends_it(void **state)
{
	static const struct {
		uint8_t count;
		const char *wires;
	} rows[] = {{0, "S 91+ 00- P"}, {33, "S 91+ 21- P"}};
	struct bench *b = *state;

	for (size_t i = 0; i < 2; i++) {
		uint8_t rx[2 + TW_MSG_LONGEST], tx[] = {1};
		struct tw_msg m[] = {
			{.addr = 0x48,
			 .flags = TW_MSG_READ | TW_MSG_LENGTH,
			 .len = 2,
			 .data = rx},
			{.addr = 0x23, .len = 1, .data = tx},
		};
		uint64_t from = tw_sim_now_ns(b->sim) + 1;

		b->p.next = rows[i].count;
		assert_int_equal(tw_controller_transfer(b->c, m, 2, 0), TW_OK);
		EXPECT_WIRES(b->sim, from, rows[i].wires);
		assert_int_equal(m[0].n_done, 1);
		assert_int_equal(m[1].n_done, 0);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(without_a_start_bytes_go_on_where_they_were),
		TEST(a_stop_stands_between_messages_where_asked_for),
		TEST(a_nack_is_ignored_where_asked_for),
		TEST(the_direction_bit_is_sent_the_wrong_way_round),
		TEST(without_acknowledges_a_byte_has_eight_pulses),
		TEST(the_first_byte_says_how_many_follow),
		TEST(a_count_may_come_without_acknowledges),
		TEST(without_a_start_the_first_byte_is_the_address),
		TEST(an_impossible_count_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
