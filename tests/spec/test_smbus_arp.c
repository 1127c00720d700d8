/* SPDX-License-Identifier: MIT */
/* Address resolution (SMBus specification 3.x, 6.6) with three devices whose
 * UDIDs begin alike. */
#include "smbus.h"

/* Capabilities: the address type in the top two bits, PEC in the lowest. */
#define UDID(type, last)                                                       \
	{                                                                      \
		(type) << 6 | 1, 0x08, 0x80, 0x86, 0x12, 0x34, 0x00, 0x04,     \
			0x00, 0x00, 0x00, 0x00, 0xca, 0xfe, 0xba, (last)       \
	}

struct room {
	struct smbus_bench b; /* its device takes no part */
	struct person {
		tw_smbus_target *device;
		uint8_t udid[TW_SMBUS_UDID];
		GString *events;
	} p[3];
};

static void event(void *user, enum tw_smbus_event event)
{
	struct person *p = user;

	g_string_append_printf(p->events, "!%d", event);
}

static void add(struct room *r, int n, enum tw_smbus_udid_type type,
		uint8_t last, uint8_t addr)
{
	static const struct tw_smbus_command_set none;
	static const char *const names[] = {"a", "b", "c"};
	uint8_t udid[] = UDID(type, last);
	struct person *p = &r->p[n];
	struct tw_smbus_target_config config = {
		.name = names[n],
		.addr = addr,
		.commands = &none,
		.user = p,
		.event = event,
		.udid = udid,
	};

	p->events = g_string_new(NULL);
	memcpy(p->udid, udid, sizeof(udid));
	p->device = tw_smbus_target_new(r->b.bus, &config, NULL);
}

/* Bits differ in the last, the last but one, and the third from the end. */
static void make(struct room *r)
{
	smbus_make(&r->b);
	add(r, 0, TW_SMBUS_VOLATILE, 0xb6, 0);
	add(r, 1, TW_SMBUS_VOLATILE, 0xb5, 0);
	add(r, 2, TW_SMBUS_VOLATILE, 0xb4, 0);
}

static void drop(struct room *r)
{
	for (int i = 0; i < 3; i++)
		if (r->p[i].events)
			g_string_free(r->p[i].events, TRUE);
	smbus_drop(&r->b);
}

static bool answers(struct room *r, uint8_t addr)
{
	return tw_controller_write_to(r->b.host, addr, NULL, 0) == TW_OK;
}

static void get(struct room *r, uint8_t addr, int n, uint8_t has)
{
	uint8_t udid[TW_SMBUS_UDID], got;

	assert_int_equal(tw_smbus_arp_get_udid(r->b.host, addr, udid, &got),
			 TW_SMBUS_OK);
	if (memcmp(udid, r->p[n].udid, sizeof(udid)))
		fail_msg("the UDID that ends in %02x came, not device %d's",
			 udid[15], n);
	assert_int_equal(got, has);
}

static void nobody_there_leaves_the_default_address_unanswered(void **state)
{
	struct smbus_bench b;

	smbus_make(&b);
	assert_int_equal(tw_smbus_arp_prepare(b.host), TW_SMBUS_NO_TARGET);
	EXPECT_WIRES(b.sim, 0, "S c2- P");
	smbus_drop(&b);
}

/* 6.6.3.2: c2 01 and the PEC of both. */
static void prepare_to_arp_is_a_send_byte_with_pec(void **state)
{
	struct room r = {0};

	make(&r);
	assert_int_equal(tw_smbus_arp_prepare(r.b.host), TW_SMBUS_OK);
	EXPECT_WIRES(r.b.sim, 0, "S c2+ 01+ c0+ P");
	drop(&r);
}

static void three_devices_are_told_apart_by_arbitration(void **state)
{
	static const uint8_t addrs[] = {0x21, 0x22, 0x23};
	uint8_t udid[TW_SMBUS_UDID], has;
	struct room r = {0};

	make(&r);
	assert_int_equal(tw_smbus_arp_prepare(r.b.host), TW_SMBUS_OK);
	/* 0xb4 < 0xb5 < 0xb6. Without an address 0xff is sent for it. */
	for (int n = 2; n >= 0; n--) {
		get(&r, 0, n, 0x7f);
		/* Asked again, the same one answers. */
		get(&r, 0, n, 0x7f);
		assert_false(answers(&r, addrs[n]));
		assert_int_equal(
			tw_smbus_arp_assign(r.b.host, r.p[n].udid, addrs[n]),
			TW_SMBUS_OK);
		assert_true(answers(&r, addrs[n]));
		assert_string_equal(r.p[n].events->str, "!2");
	}
	/* All are resolved: the command is refused. */
	assert_int_equal(tw_smbus_arp_get_udid(r.b.host, 0, udid, &has),
			 TW_SMBUS_NACKED);
	for (int n = 0; n < 3; n++) {
		bool resolved;

		assert_int_equal(tw_smbus_target_addr(r.p[n].device, &resolved),
				 addrs[n]);
		assert_true(resolved);
		get(&r, addrs[n], n, addrs[n]);
	}
	drop(&r);
}

/* The whole of 6.6.3.4 and 6.6.3.5 for one device, PECs by hand. */
static void get_udid_and_assign_are_blocks_of_17_bytes(void **state)
{
	struct room r = {0};
	uint64_t from;

	smbus_make(&r.b);
	add(&r, 0, TW_SMBUS_VOLATILE, 0xb6, 0);
	get(&r, 0, 0, 0x7f);
	EXPECT_WIRES(r.b.sim, 0,
		     "S c2+ 03+ Sr c3+ 11+ 81+ 08+ 80+ 86+ 12+ 34+ 00+ 04+ "
		     "00+ 00+ 00+ 00+ ca+ fe+ ba+ b6+ ff+ 16- P");
	from = tw_sim_now_ns(r.b.sim) + 1;
	assert_int_equal(tw_smbus_arp_assign(r.b.host, r.p[0].udid, 0x21),
			 TW_SMBUS_OK);
	EXPECT_WIRES(r.b.sim, from,
		     "S c2+ 04+ 11+ 81+ 08+ 80+ 86+ 12+ 34+ 00+ 04+ 00+ "
		     "00+ 00+ 00+ ca+ fe+ ba+ b6+ 42+ 53+ P");
	drop(&r);
}

static void nobody_takes_an_address_for_another_udid(void **state)
{
	uint8_t udid[] = UDID(TW_SMBUS_VOLATILE, 0xb7);
	struct room r = {0};

	make(&r);
	assert_int_equal(tw_smbus_arp_assign(r.b.host, udid, 0x21),
			 TW_SMBUS_NACKED);
	assert_false(answers(&r, 0x21));
	drop(&r);
}

static void a_wrong_pec_assigns_nothing(void **state)
{
	uint8_t tx[20] = {0x04, 0x11};
	struct room r = {0};

	make(&r);
	memcpy(tx + 2, r.p[0].udid, TW_SMBUS_UDID);
	tx[18] = 0x42;
	tx[19] = 0x00;
	assert_int_equal(tw_controller_write_to(r.b.host, 0x61, tx, 20),
			 TW_NACKED);
	assert_false(answers(&r, 0x21));
	drop(&r);
}

/* Table of 6.6.3: Prepare clears AR, Reset AV too unless the address
 * persists. */
static void prepare_keeps_addresses_and_reset_takes_volatile_ones(void **state)
{
	struct room r = {0};
	bool resolved;

	smbus_make(&r.b);
	add(&r, 0, TW_SMBUS_VOLATILE, 0xb6, 0);
	add(&r, 1, TW_SMBUS_PERSISTENT, 0xb5, 0x31);
	add(&r, 2, TW_SMBUS_FIXED, 0xb4, 0x32);
	assert_false(answers(&r, 0x21));
	assert_true(answers(&r, 0x31));
	assert_true(answers(&r, 0x32));
	tw_smbus_arp_assign(r.b.host, r.p[0].udid, 0x21);
	tw_smbus_arp_assign(r.b.host, r.p[1].udid, 0x22);
	tw_smbus_arp_assign(r.b.host, r.p[2].udid, 0x32);
	assert_true(answers(&r, 0x21));
	assert_true(answers(&r, 0x22));
	assert_false(answers(&r, 0x31));
	assert_int_equal(tw_smbus_arp_prepare(r.b.host), TW_SMBUS_OK);
	assert_int_equal(tw_smbus_target_addr(r.p[0].device, &resolved), 0x21);
	assert_false(resolved);
	/* Sent in the order of the UDIDs: FIXED begins with the lowest. */
	get(&r, 0, 2, 0x32);
	assert_int_equal(tw_smbus_arp_reset(r.b.host, 0), TW_SMBUS_OK);
	assert_false(answers(&r, 0x21));
	assert_true(answers(&r, 0x22));
	assert_true(answers(&r, 0x32));
	drop(&r);
}

static void directed_commands_reach_one_device(void **state)
{
	uint8_t udid[TW_SMBUS_UDID], has;
	struct room r = {0};
	bool resolved;

	make(&r);
	tw_smbus_arp_assign(r.b.host, r.p[0].udid, 0x21);
	tw_smbus_arp_assign(r.b.host, r.p[1].udid, 0x22);
	/* Others may ask a resolved device, too. */
	get(&r, 0x22, 1, 0x22);
	assert_int_equal(tw_smbus_arp_get_udid(r.b.host, 0x30, udid, &has),
			 TW_SMBUS_NACKED);
	assert_int_equal(tw_smbus_arp_reset(r.b.host, 0x21), TW_SMBUS_OK);
	assert_string_equal(r.p[0].events->str, "!2!3");
	assert_string_equal(r.p[1].events->str, "!2");
	assert_false(answers(&r, 0x21));
	assert_int_equal(tw_smbus_target_addr(r.p[1].device, &resolved), 0x22);
	assert_true(resolved);
	assert_int_equal(tw_smbus_arp_reset(r.b.host, 0x21), TW_SMBUS_NACKED);
	drop(&r);
}

static void a_fixed_address_can_only_be_confirmed(void **state)
{
	struct room r = {0};

	smbus_make(&r.b);
	add(&r, 0, TW_SMBUS_FIXED, 0xb6, 0x32);
	assert_int_equal(tw_smbus_arp_assign(r.b.host, r.p[0].udid, 0x33),
			 TW_SMBUS_NACKED);
	assert_true(answers(&r, 0x32));
	assert_int_equal(tw_smbus_arp_assign(r.b.host, r.p[0].udid, 0x32),
			 TW_SMBUS_OK);
	drop(&r);
}

int main(void)
{
#define T(f) cmocka_unit_test(f)
	const struct CMUnitTest tests[] = {
		T(nobody_there_leaves_the_default_address_unanswered),
		T(prepare_to_arp_is_a_send_byte_with_pec),
		T(three_devices_are_told_apart_by_arbitration),
		T(get_udid_and_assign_are_blocks_of_17_bytes),
		T(nobody_takes_an_address_for_another_udid),
		T(a_wrong_pec_assigns_nothing),
		T(prepare_keeps_addresses_and_reset_takes_volatile_ones),
		T(directed_commands_reach_one_device),
		T(a_fixed_address_can_only_be_confirmed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
