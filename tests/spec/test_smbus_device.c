/* SPDX-License-Identifier: MIT */
/*
 * What SMBus asks of devices beyond their own address (specification 3.x): the
 * alert response (appendix A), Host Notify (6.5.9).
 */
#include "party.h"
#include "smbus.h"

/* --- alerts ------------------------------------------------------------ */

struct alarm {
	tw_smbus_target *device;
	unsigned n_served;
};

static void served(void *user, enum tw_smbus_event event)
{
	struct alarm *a = user;

	assert_int_equal(event, TW_SMBUS_ALERT_SERVED);
	a->n_served++;
}

static void add_any_alarm(struct smbus_bench *b, struct alarm *a,
			  const char *name, uint8_t addr, tw_net *net, bool pec)
{
	static const struct tw_smbus_command_set none;
	struct tw_smbus_target_config config = {
		.name = name,
		.addr = addr,
		.commands = &none,
		.user = a,
		.event = served,
		.alerts = true,
		.pec = pec,
		.alert_net = net,
	};

	a->n_served = 0;
	a->device = tw_smbus_target_new(b->bus, &config, NULL);
}

static void add_alarm(struct smbus_bench *b, struct alarm *a, const char *name,
		      uint8_t addr, tw_net *net)
{
	add_any_alarm(b, a, name, addr, net, true);
}

static void nobody_alerting_leaves_the_alert_response_unanswered(void **state)
{
	struct smbus_bench b;
	struct alarm a;
	uint8_t addr;

	smbus_make(&b);
	add_alarm(&b, &a, "alarm", 0x4c, NULL);
	assert_int_equal(tw_smbus_alert_response(b.host, false, &addr),
			 TW_SMBUS_NO_TARGET);
	EXPECT_WIRES(b.sim, 0, "S 19- P");
	smbus_drop(&b);
}

/* 0x4c is 1001100, 0x2e 0101110: the first bit decides; 0x4e is 1001110: the
 * sixth does. */
static void
the_lowest_of_the_alerting_addresses_wins_by_arbitration(void **state)
{
	struct smbus_bench b;
	struct alarm a[3];
	uint8_t addr;
	tw_net *net;

	smbus_make(&b);
	net = tw_net_new(b.sim, "SMBALERT#", true);
	add_alarm(&b, &a[0], "a", 0x4e, net);
	add_alarm(&b, &a[1], "b", 0x4c, net);
	add_alarm(&b, &a[2], "c", 0x2e, net);
	tw_smbus_target_alert(a[0].device, true);
	tw_smbus_target_alert(a[1].device, true);
	smbus_run(&b, 1);
	assert_false(tw_net_level(net));
	assert_int_equal(tw_smbus_alert_response(b.host, false, &addr),
			 TW_SMBUS_OK);
	assert_int_equal(addr, 0x4c);
	EXPECT_WIRES(b.sim, 0, "S 19+ 99- P");
	assert_int_equal(a[1].n_served, 1);
	assert_false(tw_smbus_target_alerting(a[1].device));
	/* The loser keeps alerting, and so the net stays low. */
	assert_int_equal(a[0].n_served, 0);
	assert_true(tw_smbus_target_alerting(a[0].device));
	assert_false(tw_net_level(net));
	tw_smbus_target_alert(a[2].device, true);
	assert_int_equal(tw_smbus_alert_response(b.host, true, &addr),
			 TW_SMBUS_OK);
	assert_int_equal(addr, 0x2e);
	assert_int_equal(tw_smbus_alert_response(b.host, true, &addr),
			 TW_SMBUS_OK);
	assert_int_equal(addr, 0x4e);
	smbus_run(&b, 1);
	assert_true(tw_net_level(net));
	assert_int_equal(tw_smbus_alert_response(b.host, true, &addr),
			 TW_SMBUS_NO_TARGET);
	smbus_drop(&b);
}

static void an_alert_is_served_only_when_the_whole_address_is_out(void **state)
{
	struct smbus_bench b;
	struct alarm a;

	smbus_make(&b);
	add_alarm(&b, &a, "alarm", 0x4c, NULL);
	tw_smbus_target_alert(a.device, true);
	tw_controller_start(b.host);
	smbus_run(&b, TW_US(50));
	tw_controller_write(b.host, 0x19);
	smbus_run(&b, TW_US(200));
	tw_controller_start(b.host);
	smbus_run(&b, TW_US(50));
	tw_controller_stop(b.host);
	smbus_run(&b, TW_US(50));
	assert_int_equal(a.n_served, 0);
	assert_true(tw_smbus_target_alerting(a.device));
	smbus_drop(&b);
}

/* The PEC is that of 0x19 0x99; behind what a device has to say SDA is high. */
static void behind_its_address_it_sends_a_pec_or_nothing(void **state)
{
	struct smbus_bench b;
	struct alarm a;
	uint8_t rx[3];

	smbus_make(&b);
	add_any_alarm(&b, &a, "alarm", 0x4c, NULL, false);
	tw_smbus_target_alert(a.device, true);
	assert_int_equal(tw_controller_read_from(b.host, 0x0c, rx, 3), TW_OK);
	assert_memory_equal(rx, "\x99\xff\xff", 3);
	smbus_drop(&b);
	smbus_make(&b);
	add_alarm(&b, &a, "alarm", 0x4c, NULL);
	tw_smbus_target_alert(a.device, true);
	assert_int_equal(tw_controller_read_from(b.host, 0x0c, rx, 3), TW_OK);
	assert_memory_equal(rx, "\x99\x2c\xff", 3);
	smbus_drop(&b);
}

/* --- Host Notify ------------------------------------------------------- */

struct heard {
	unsigned n;
	uint8_t addr;
	uint16_t data;
};

static void heard(void *user, uint8_t addr, uint16_t data)
{
	struct heard *h = user;

	h->n++;
	h->addr = addr;
	h->data = data;
}

static void make_notifier(struct smbus_bench *b, struct heard *h, bool host)
{
	smbus_make_with(b, (struct tw_smbus_target_config){
				   .addr = 0x2c, .notify_hz = 100000});
	memset(h, 0, sizeof(*h));
	if (host)
		tw_smbus_host_new(b->bus, "notify", heard, h);
}

static void a_device_tells_the_host_its_address_and_a_word(void **state)
{
	struct smbus_bench b;
	struct heard h;

	make_notifier(&b, &h, true);
	assert_true(tw_smbus_target_notify(b.device, 0x1234));
	assert_false(tw_smbus_target_notify(b.device, 0x5678));
	smbus_run(&b, TW_MS(1));
	EXPECT_WIRES(b.sim, 0, "S 10+ 58+ 34+ 12+ P");
	assert_int_equal(h.n, 1);
	assert_int_equal(h.addr, 0x2c);
	assert_int_equal(h.data, 0x1234);
	smbus_said(&b, "!4");
	/* Notify ARP controller: 0x61, no data. */
	assert_true(tw_smbus_target_notify_arp(b.device));
	smbus_run(&b, TW_MS(1));
	assert_int_equal(h.n, 2);
	assert_int_equal(h.addr, 0x61);
	assert_int_equal(h.data, 0);
	smbus_drop(&b);
}

static void a_device_is_told_that_nobody_listened(void **state)
{
	struct smbus_bench b;
	struct heard h;

	make_notifier(&b, &h, false);
	assert_true(tw_smbus_target_notify(b.device, 1));
	smbus_run(&b, TW_MS(1));
	EXPECT_WIRES(b.sim, 0, "S 10- P");
	smbus_said(&b, "!5");
	smbus_drop(&b);
}

/* 0x10 against 0x0c: the host's second bit is a 1 less; the device gives way,
 * and comes again when the bus is free. */
static void a_notification_that_loses_arbitration_comes_again(void **state)
{
	uint8_t rx[1];
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_SEND_BYTE, .addr = 0x04, .command = 0x11};
	struct smbus_bench b;
	struct heard h;

	make_notifier(&b, &h, true);
	(void)rx;
	assert_true(tw_smbus_target_notify(b.device, 0xbeef));
	assert_int_equal(tw_smbus_transfer(b.host, &call, 0),
			 TW_SMBUS_NO_TARGET);
	smbus_run(&b, TW_MS(1));
	EXPECT_WIRES(b.sim, 0, "S 08- P S 10+ 58+ ef+ be+ P");
	assert_int_equal(h.n, 1);
	assert_int_equal(h.data, 0xbeef);
	smbus_drop(&b);
}

/* Three bytes; the PEC of 10 58 34 12 is c1. */
static void the_host_hears_three_bytes_or_a_right_pec_behind_them(void **state)
{
	static const struct {
		uint8_t bytes[5];
		size_t len;
		enum tw_result result;
		unsigned n;
	} rows[] = {
		{{0x58, 0x34, 0x12}, 3, TW_OK, 1},
		{{0x58, 0x34, 0x12, 0xc1}, 4, TW_OK, 1},
		{{0x58, 0x34, 0x12, 0xc0}, 4, TW_NACKED, 0},
		{{0x58, 0x34, 0x12, 0xc1, 0x00}, 5, TW_NACKED, 0},
		{{0x58, 0x34}, 2, TW_OK, 0},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct smbus_bench b;
		struct heard h;

		make_notifier(&b, &h, true);
		assert_int_equal(tw_controller_write_to(b.host, 0x08,
							rows[i].bytes,
							rows[i].len),
				 rows[i].result);
		assert_int_equal(h.n, rows[i].n);
		smbus_drop(&b);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test(f)
	const struct CMUnitTest tests[] = {
		T(nobody_alerting_leaves_the_alert_response_unanswered),
		T(the_lowest_of_the_alerting_addresses_wins_by_arbitration),
		T(an_alert_is_served_only_when_the_whole_address_is_out),
		T(behind_its_address_it_sends_a_pec_or_nothing),
		T(a_device_tells_the_host_its_address_and_a_word),
		T(a_device_is_told_that_nobody_listened),
		T(a_notification_that_loses_arbitration_comes_again),
		T(the_host_hears_three_bytes_or_a_right_pec_behind_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
