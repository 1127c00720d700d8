/* SPDX-License-Identifier: MIT */
/* 10-bit addressing: UM10204 3.1.11. */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p, q;
};

static const struct tw_match at_2c5 = {.addr = 0x2c5, .ten_bit = true};
static const struct tw_match at_2aa = {.addr = 0x2aa, .ten_bit = true};

static int setup(void **state)
{
	struct tw_target_config config = {.name = "p"};
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(b->bus, NULL, NULL);
	party_join(&b->p, b->bus, &config, &at_2c5, 1);
	config.name = "q";
	party_join(&b->q, b->bus, &config, &at_2aa, 1);
	b->p.next = 0x55;
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	assert_false(tw_bus_busy(b->bus));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	tw_sim_free(b->sim);
	party_leave(&b->p);
	party_leave(&b->q);
	g_free(b);
	return 0;
}

static enum tw_result transfer(struct bench *b, uint16_t addr, bool read,
			       uint8_t *data, size_t len)
{
	struct tw_msg m = {
		.addr = addr,
		.flags = (uint16_t)(TW_MSG_TEN_BIT | (read ? TW_MSG_READ : 0)),
		.len = len,
		.data = data};

	return tw_controller_transfer(b->c, &m, 1, 0);
}

/* 0x2c5 is 10 1100 0101: first byte 11110 10 W. */
static void a_write_sends_two_address_bytes(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0x12};

	assert_int_equal(transfer(b, 0x2c5, false, tx, 1), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S f4+ c5+ 12+ P");
	EXPECT_TOLD(&b->p, "A2c5tw W12 P");
	EXPECT_TOLD(&b->q, "");
}

static void a_read_writes_its_address_first(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2];

	assert_int_equal(transfer(b, 0x2c5, true, rx, 2), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S f4+ c5+ Sr f5+ 55+ 56- P");
	EXPECT_TOLD(&b->p, "A2c5tw S A2c5trs R+ R- P");
	EXPECT_TOLD(&b->q, "");
}

static void a_read_after_a_write_needs_the_first_byte_alone(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0x12}, rx[1];
	struct tw_msg m[] = {
		{.addr = 0x2c5, .flags = TW_MSG_TEN_BIT, .len = 1, .data = tx},
		{.addr = 0x2c5,
		 .flags = TW_MSG_TEN_BIT | TW_MSG_READ,
		 .len = 1,
		 .data = rx},
	};

	assert_int_equal(tw_controller_transfer(b->c, m, 2, 0), TW_OK);
	EXPECT_WIRES(b->sim, 0, "S f4+ c5+ 12+ Sr f5+ 55- P");
	EXPECT_TOLD(&b->p, "A2c5tw W12 S A2c5trs R- P");
}

/* Every device with these upper bits acknowledges the first byte, none the
 * second. */
static void half_a_match_acknowledges_the_first_byte_only(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0x12};

	assert_int_equal(transfer(b, 0x2c4, false, tx, 1), TW_NO_TARGET);
	EXPECT_WIRES(b->sim, 0, "S f4+ c4- P");
	EXPECT_TOLD(&b->p, "");
	EXPECT_TOLD(&b->q, "");
	assert_int_equal(transfer(b, 0x1c5, false, tx, 1), TW_NO_TARGET);
	EXPECT_TOLD(&b->p, "");
}

static void between_the_address_bytes_nobody_is_selected(void **state)
{
	struct bench *b = *state;
	struct hand h;

	hand_new(&h, b->bus, "hand");
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf4, true), 0xf4 << 1);
	assert_false(tw_target_selected(b->p.target));
	assert_false(tw_target_selected(b->q.target));
	assert_int_equal(hand_byte(&h, 0xc5, true), 0xc5 << 1);
	assert_true(tw_target_selected(b->p.target));
	assert_false(tw_target_selected(b->q.target));
	hand_stop(&h);
}

static void a_target_with_two_ten_bit_addresses_needs_all_ten_bits(void **state)
{
	struct tw_match two[] = {{.addr = 0x2aa, .ten_bit = true},
				 {.addr = 0x155, .ten_bit = true}};
	struct bench *b = *state;
	uint8_t rx[1];

	tw_target_listen(b->q.target, NULL, 0);
	tw_target_listen(b->p.target, two, 2);
	/* First byte of the one, second byte of the other. */
	assert_int_equal(transfer(b, 0x1aa, false, NULL, 0), TW_NO_TARGET);
	assert_int_equal(transfer(b, 0x255, false, NULL, 0), TW_NO_TARGET);
	EXPECT_TOLD(&b->p, "");
	assert_int_equal(transfer(b, 0x155, true, rx, 1), TW_OK);
	EXPECT_TOLD(&b->p, "A155tw S A155trs R- P");
	assert_int_equal(transfer(b, 0x2aa, true, rx, 1), TW_OK);
	EXPECT_TOLD(&b->p, "A2aatw S A2aatrs R- P");
}

static void two_addresses_with_equal_upper_bits_are_told_apart(void **state)
{
	struct tw_match two[] = {{.addr = 0x2aa, .ten_bit = true},
				 {.addr = 0x2bb, .ten_bit = true}};
	struct bench *b = *state;
	uint8_t rx[1];

	tw_target_listen(b->q.target, NULL, 0);
	tw_target_listen(b->p.target, two, 2);
	assert_int_equal(transfer(b, 0x2bb, true, rx, 1), TW_OK);
	EXPECT_TOLD(&b->p, "A2bbtw S A2bbtrs R- P");
}

static void a_masked_ten_bit_match_reports_what_was_called(void **state)
{
	struct tw_match range = {
		.addr = 0x100, .ignore = 0x20f, .ten_bit = true};
	struct bench *b = *state;
	uint8_t rx[1];

	tw_target_listen(b->p.target, &range, 1);
	assert_int_equal(transfer(b, 0x307, true, rx, 1), TW_OK);
	EXPECT_TOLD(&b->p, "A307tw S A307trs R- P");
}

/* "Remains addressed until a STOP or a repeated START followed by a different
 * address." */
static void a_read_header_reaches_only_who_is_still_addressed(void **state)
{
	struct bench *b = *state;
	struct hand h;

	hand_new(&h, b->bus, "hand");
	/* Nobody has been addressed. */
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1 | 1);
	hand_stop(&h);
	/* A STOP between. */
	hand_start(&h);
	hand_byte(&h, 0xf4, true);
	assert_int_equal(hand_byte(&h, 0xc5, true), 0xc5 << 1);
	hand_stop(&h);
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1 | 1);
	hand_stop(&h);
	/* A 7-bit address between. */
	hand_start(&h);
	hand_byte(&h, 0xf4, true);
	assert_int_equal(hand_byte(&h, 0xc5, true), 0xc5 << 1);
	hand_start(&h);
	hand_byte(&h, 0x90, true);
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1 | 1);
	hand_stop(&h);
	/* Other upper bits between. */
	hand_start(&h);
	hand_byte(&h, 0xf4, true);
	assert_int_equal(hand_byte(&h, 0xc5, true), 0xc5 << 1);
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf2, true), 0xf2 << 1 | 1);
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1 | 1);
	hand_stop(&h);
	/* Another of the same upper bits between: that one answers. */
	hand_start(&h);
	hand_byte(&h, 0xf4, true);
	assert_int_equal(hand_byte(&h, 0xc5, true), 0xc5 << 1);
	hand_start(&h);
	hand_byte(&h, 0xf4, true);
	assert_int_equal(hand_byte(&h, 0xaa, true), 0xaa << 1);
	hand_start(&h);
	g_string_truncate(b->p.log, 0);
	g_string_truncate(b->q.log, 0);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1);
	hand_byte(&h, 0xff, true);
	EXPECT_TOLD(&b->p, "");
	EXPECT_TOLD(&b->q, "A2aatrs R-");
	/* And a second repeated START to the same device. */
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1);
	hand_byte(&h, 0xff, true);
	hand_stop(&h);
}

/* A device that refuses its second address byte is not addressed. */
static void who_refused_the_second_byte_gets_no_read(void **state)
{
	struct bench *b = *state;
	struct hand h;

	hand_new(&h, b->bus, "hand");
	b->p.refuse = true;
	hand_start(&h);
	hand_byte(&h, 0xf4, true);
	assert_int_equal(hand_byte(&h, 0xc5, true), 0xc5 << 1 | 1);
	b->p.refuse = false;
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0xf5, true), 0xf5 << 1 | 1);
	hand_stop(&h);
}

static void seven_and_ten_bit_targets_share_a_bus(void **state)
{
	struct bench *b = *state;
	struct party r;
	uint8_t tx[] = {0x12};

	party_at(&r, b->bus, "r", 0x45);
	assert_int_equal(tw_controller_write_to(b->c, 0x45, tx, 1), TW_OK);
	assert_int_equal(transfer(b, 0x2c5, false, tx, 1), TW_OK);
	EXPECT_TOLD(&r, "A45w W12 P");
	EXPECT_TOLD(&b->p, "A2c5tw W12 P");
	party_leave(&r);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_write_sends_two_address_bytes),
		T(a_read_writes_its_address_first),
		T(a_read_after_a_write_needs_the_first_byte_alone),
		T(half_a_match_acknowledges_the_first_byte_only),
		T(between_the_address_bytes_nobody_is_selected),
		T(a_target_with_two_ten_bit_addresses_needs_all_ten_bits),
		T(two_addresses_with_equal_upper_bits_are_told_apart),
		T(a_masked_ten_bit_match_reports_what_was_called),
		T(a_read_header_reaches_only_who_is_still_addressed),
		T(who_refused_the_second_byte_gets_no_read),
		T(seven_and_ten_bit_targets_share_a_bus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
