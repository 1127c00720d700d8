/* SPDX-License-Identifier: MIT */
/* Device ID: UM10204 3.1.17. */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party a, b, plain;
};

static void join(struct party *p, tw_bus *bus, const char *name, uint16_t addr,
		 uint32_t id)
{
	struct tw_target_config config = {.name = name, .device_id = id};
	struct tw_match match = {.addr = addr};

	party_join(p, bus, &config, &match, 1);
}

/* Manufacturer 0x123, part 0x155, revision 5: 0001 0010 0011, 1 0101 0101,
 * 101. */
enum { ID_A = 0x123aad, ID_B = 0xfedcba };

static void bench_new(struct bench *b)
{
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(b->bus, NULL, NULL);
	join(&b->a, b->bus, "a", 0x20, ID_A);
	join(&b->b, b->bus, "b", 0x21, ID_B);
	join(&b->plain, b->bus, "plain", 0x22, 0);
}

static void bench_free(struct bench *b)
{
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	tw_sim_free(b->sim);
	party_leave(&b->a);
	party_leave(&b->b);
	party_leave(&b->plain);
}

static enum tw_result transfer(struct bench *b, struct tw_msg *msgs, size_t n)
{
	return tw_controller_transfer(b->c, msgs, n, TW_MS(50));
}

/* S F8 A name A Sr F9 A 12 A 3a A ad N P. */
static void the_target_that_is_named_sends_its_three_bytes(void **state)
{
	struct bench b;
	uint32_t id = 0;

	bench_new(&b);
	assert_int_equal(tw_controller_device_id(b.c, 0x20, &id), TW_OK);
	assert_int_equal(id, ID_A);
	EXPECT_WIRES(b.sim, 0, "S f8+ 40+ Sr f9+ 12+ 3a+ ad- P");
	assert_int_equal(tw_controller_device_id(b.c, 0x21, &id), TW_OK);
	assert_int_equal(id, ID_B);
	EXPECT_TOLD(&b.a, "");
	EXPECT_TOLD(&b.b, "");
	bench_free(&b);
}

static void a_target_without_one_is_deaf_to_it(void **state)
{
	struct bench b;
	uint32_t id;

	bench_new(&b);
	assert_int_equal(tw_controller_device_id(b.c, 0x22, &id), TW_NACKED);
	EXPECT_WIRES(b.sim, 0, "S f8+ 44- P");
	EXPECT_TOLD(&b.plain, "");
	bench_free(&b);
}

static void where_nobody_has_one_nobody_acknowledges(void **state)
{
	struct bench b;
	uint32_t id;

	b.sim = tw_sim_new(0);
	b.bus = tw_bus_new(b.sim, NULL, NULL);
	b.c = tw_controller_new(b.bus, NULL, NULL);
	join(&b.plain, b.bus, "plain", 0x22, 0);
	assert_int_equal(tw_controller_device_id(b.c, 0x22, &id), TW_NO_TARGET);
	EXPECT_WIRES(b.sim, 0, "S f8- P");
	tw_sim_free(b.sim);
	party_leave(&b.plain);
}

/* The bit after the seven of the name does not count. */
static void the_names_last_bit_does_not_count(void **state)
{
	uint8_t name = 0x41, rx[3];
	struct tw_msg msgs[] = {
		{.addr = 0x7c, .len = 1, .data = &name},
		{.addr = 0x7c, .flags = TW_MSG_READ, .len = 3, .data = rx}};
	struct bench b;

	bench_new(&b);
	assert_int_equal(transfer(&b, msgs, 2), TW_OK);
	assert_memory_equal(rx, "\x12\x3a\xad", 3);
	bench_free(&b);
}

static void after_the_third_byte_comes_the_first_again(void **state)
{
	uint8_t name = 0x40, rx[8];
	struct tw_msg msgs[] = {
		{.addr = 0x7c, .len = 1, .data = &name},
		{.addr = 0x7c, .flags = TW_MSG_READ, .len = 8, .data = rx}};
	struct bench b;

	bench_new(&b);
	assert_int_equal(transfer(&b, msgs, 2), TW_OK);
	assert_memory_equal(rx, "\x12\x3a\xad\x12\x3a\xad\x12\x3a", 8);
	bench_free(&b);
}

static void a_nack_may_end_it_early(void **state)
{
	uint8_t name = 0x40, rx[1];
	struct tw_msg msgs[] = {
		{.addr = 0x7c, .len = 1, .data = &name},
		{.addr = 0x7c, .flags = TW_MSG_READ, .len = 1, .data = rx}};
	struct bench b;

	bench_new(&b);
	assert_int_equal(transfer(&b, msgs, 2), TW_OK);
	EXPECT_WIRES(b.sim, 0, "S f8+ 40+ Sr f9+ 12- P");
	bench_free(&b);
}

/* A STOP between name and read, or another's address, resets the sequence. */
static void a_stop_between_forgets_the_name(void **state)
{
	uint8_t name = 0x40, rx[3];
	struct tw_msg tell = {.addr = 0x7c, .len = 1, .data = &name};
	struct tw_msg ask = {
		.addr = 0x7c, .flags = TW_MSG_READ, .len = 3, .data = rx};
	struct bench b;

	bench_new(&b);
	assert_int_equal(transfer(&b, &tell, 1), TW_OK);
	assert_int_equal(transfer(&b, &ask, 1), TW_NO_TARGET);
	EXPECT_WIRES(b.sim, 0, "S f8+ 40+ P S f9- P");
	bench_free(&b);
}

static void anothers_address_between_forgets_the_name(void **state)
{
	uint8_t name = 0x40, byte = 0x55, rx[3];
	struct tw_msg msgs[] = {
		{.addr = 0x7c, .len = 1, .data = &name},
		{.addr = 0x22, .len = 1, .data = &byte},
		{.addr = 0x7c, .flags = TW_MSG_READ, .len = 3, .data = rx}};
	struct bench b;

	bench_new(&b);
	assert_int_equal(transfer(&b, msgs, 3), TW_NO_TARGET);
	EXPECT_WIRES(b.sim, 0, "S f8+ 40+ Sr 44+ 55+ Sr f9- P");
	bench_free(&b);
}

/* Asked for its ID or not, it is the same target afterwards. */
static void its_own_traffic_goes_on_as_before(void **state)
{
	uint8_t tx = 0x77;
	struct bench b;
	uint32_t id;

	bench_new(&b);
	tw_controller_device_id(b.c, 0x20, &id);
	assert_int_equal(tw_controller_write_to(b.c, 0x20, &tx, 1), TW_OK);
	tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + TW_US(50));
	EXPECT_TOLD(&b.a, "A20w W77 P");
	bench_free(&b);
}

/* Two of one address and two IDs: the wired-AND decides, the 1 where the other
 * has a 0 loses. 0x123aad & ... begins 0001 against 1111. */
static void of_two_under_one_address_the_lower_id_is_read(void **state)
{
	struct party twin;
	struct bench b;
	uint32_t id = 0;

	bench_new(&b);
	join(&twin, b.bus, "twin", 0x20, ID_B);
	assert_int_equal(tw_controller_device_id(b.c, 0x20, &id), TW_OK);
	assert_int_equal(id, ID_A);
	party_leave(&twin);
	bench_free(&b);
}

#define T(name) cmocka_unit_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_target_that_is_named_sends_its_three_bytes),
		T(a_target_without_one_is_deaf_to_it),
		T(where_nobody_has_one_nobody_acknowledges),
		T(the_names_last_bit_does_not_count),
		T(after_the_third_byte_comes_the_first_again),
		T(a_nack_may_end_it_early),
		T(a_stop_between_forgets_the_name),
		T(anothers_address_between_forgets_the_name),
		T(its_own_traffic_goes_on_as_before),
		T(of_two_under_one_address_the_lower_id_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
