/* SPDX-License-Identifier: MIT */
/*
 * The testpoints that OpenTitan's I2C bench names and had no test for: several
 * controllers and targets that contend, interference on SDA, a chip that talks
 * to itself, an acknowledge decided byte by byte. Each test says which.
 */
#include "contest.h"

/* --- per-byte ACK control ---------------------------------------------- */

/* A target that acknowledges by itself while its counter lasts. After that it
 * holds SCL until it is told, or gives up after its time-out. */
struct counting {
	tw_target *target;
	tw_bus *bus;
	unsigned n_acks; /* left */
	uint8_t pending; /* the byte that waits, seen while it does */
	unsigned n_pending;
	uint64_t timeout_ns;
	struct tw_timer timer;
};

static enum tw_answer counting_write(void *user, uint8_t byte)
{
	struct counting *c = user;

	if (c->n_acks) {
		c->n_acks--;
		return TW_ACK;
	}
	c->pending = byte;
	c->n_pending++;
	tw_timer_after(tw_bus_queue(c->bus), &c->timer, c->timeout_ns);
	return TW_HOLD;
}

static enum tw_answer counting_address(void *user, const struct tw_address *a)
{
	(void)user;
	(void)a;
	return TW_ACK;
}

static void counting_timeout(void *user)
{
	struct counting *c = user;

	tw_target_answer(c->target, false);
}

static const struct tw_target_ops counting_ops = {
	.address = counting_address,
	.write = counting_write,
};

/* Four bytes to a target that acknowledges two of them by itself. */
struct ack_bench {
	tw_sim *sim;
	tw_bus *bus;
	struct counting target;
	struct contestant host;
};

static void ack_bench_new(struct ack_bench *b, uint64_t timeout_ns)
{
	struct tw_match match = {.addr = 0x31};
	struct tw_target_config config = {
		.name = "target", .ops = &counting_ops, .user = &b->target};

	memset(b, 0, sizeof(*b));
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->target = (struct counting){
		.bus = b->bus,
		.n_acks = 2,
		.timeout_ns = timeout_ns,
		.timer = {.fire = counting_timeout, .user = &b->target}};
	b->target.target = tw_target_new(b->bus, &config);
	tw_target_listen(b->target.target, &match, 1);
	contestant_new(&b->host, b->bus, "host", 0);
	contestant_msg(&b->host, 0x31, false, 4, 0xa1, 0xa2);
	b->host.data[0][2] = 0xa3;
	b->host.data[0][3] = 0xa4;
	contestant_begin(&b->host);
	tw_sim_run(b->sim, TW_US(900));
	assert_false(b->host.done);
	assert_false(tw_bus_level(b->bus, TW_SCL));
	assert_int_equal(b->target.n_pending, 1);
	assert_int_equal(b->target.pending, 0xa3);
}

static void told_to_go_on_it_acknowledges_the_pending_byte(void **state)
{
	struct ack_bench b;

	ack_bench_new(&b, TW_MS(10));
	b.target.n_acks = 1;
	tw_timer_cancel(tw_bus_queue(b.bus), &b.target.timer);
	tw_target_answer(b.target.target, true);
	tw_sim_run(b.sim, TW_MS(5));
	assert_true(b.host.done);
	assert_int_equal(b.host.result, TW_OK);
	EXPECT_WIRES(b.sim, 0, "S 62+ a1+ a2+ a3+ a4+ P");
	tw_sim_free(b.sim);
}

static void told_to_refuse_it_does_so_at_once(void **state)
{
	struct ack_bench b;

	ack_bench_new(&b, TW_MS(10));
	tw_timer_cancel(tw_bus_queue(b.bus), &b.target.timer);
	tw_target_answer(b.target.target, false);
	tw_sim_run(b.sim, TW_US(900) + TW_US(40));
	assert_true(b.host.done);
	assert_int_equal(b.host.result, TW_NACKED);
	EXPECT_WIRES(b.sim, 0, "S 62+ a1+ a2+ a3- P");
	tw_sim_free(b.sim);
}

static void left_alone_it_refuses_after_its_timeout(void **state)
{
	struct ack_bench b;

	ack_bench_new(&b, TW_MS(10));
	tw_sim_run(b.sim, TW_MS(10));
	assert_false(tw_bus_level(b.bus, TW_SCL));
	tw_sim_run(b.sim, TW_MS(11));
	assert_true(b.host.done);
	assert_int_equal(b.host.result, TW_NACKED);
	EXPECT_WIRES(b.sim, 0, "S 62+ a1+ a2+ a3- P");
	tw_sim_free(b.sim);
}

/* --- clock synchronisation, arbitration lost by a controller ------------ */

/* Two clocks, a common beginning, then data that differ: SCL has the longer
 * low and the shorter high of the two while both take part, the first 0
 * against a 1 decides, and the winner's bytes arrive whole. */
static void clocks_are_shared_until_arbitration_decides(void **state)
{
	struct contest x;
	struct tw_controller_config slow = {
		.name = "a", .low_ns = 9000, .high_ns = 4100};
	struct tw_controller_config fast = {
		.name = "b", .low_ns = 5500, .high_ns = 7000};
	struct timing t;

	contest_new(&x, 0, 0);
	assert_true(tw_controller_configure(x.a.c, &slow, NULL));
	assert_true(tw_controller_configure(x.b.c, &fast, NULL));
	contestant_msg(&x.a, 0x2c, false, 2, 0x5a, 0x35);
	contestant_msg(&x.b, 0x2c, false, 2, 0x5a, 0x31);
	contest_run(&x);
	assert_int_equal(x.a.result, TW_ARBITRATION_LOST);
	assert_int_equal(x.b.result, TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 58+ 5a+ 31+ P");
	EXPECT_TOLD(&x.p, "A2cw W5a W31 P");
	g_autoptr(GArray) shared = wires_between(
		x.sim, wires_source(x.sim, "bus"), TW_US(30), x.a.done_ns);
	t = wires_timing(shared);
	/* 9000 pulled low, of which the fall to 0.3 VDD takes 35 ns and the
	 * rise from 0.3 to 0.7 VDD of 2200 ohm and 100 pF 187 ns. */
	assert_in_range(t.low, 9000 - 35, 9000 + 80);
	assert_in_range(t.high, 4100, 4100 + 20);
	contest_free(&x);
}

/* Who lost begins anew when the bus is free, and then succeeds. */
static void a_loser_tries_again_when_the_bus_is_free(void **state)
{
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x2c, false, 1, 0x80, 0);
	contestant_msg(&x.b, 0x2c, false, 1, 0x7f, 0);
	contest_run(&x);
	assert_int_equal(x.a.result, TW_ARBITRATION_LOST);
	assert_int_equal(x.b.result, TW_OK);
	contestant_begin(&x.a);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(1));
	assert_int_equal(x.a.result, TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 58+ 7f+ P S 58+ 80+ P");
	contest_free(&x);
}

/* --- arbitration lost by a target -------------------------------------- */

/* Twins with different data: they are one until the first bit that differs;
 * there the one with the 1 is out to the end, and is back for the next. */
static void a_target_loses_to_its_twin_at_the_first_differing_bit(void **state)
{
	for (unsigned bit = 0; bit < 8; bit++) {
		tw_sim *sim = tw_sim_new(0);
		tw_bus *bus = tw_bus_new(sim, NULL, NULL);
		struct party winner, loser;
		struct contestant host;
		uint8_t low = (uint8_t)(0xff << (8 - bit)), high = 0xff;

		party_at(&winner, bus, "winner", 0x50);
		party_at(&loser, bus, "loser", 0x50);
		contestant_new(&host, bus, "host", 0);
		winner.repeat = loser.repeat = true;
		winner.next = low;
		loser.next = high;
		contestant_msg(&host, 0x50, true, 2, 0, 0);
		contestant_begin(&host);
		tw_sim_run(sim, TW_MS(2));
		assert_int_equal(host.result, TW_OK);
		assert_int_equal(host.data[0][0], low);
		assert_int_equal(host.data[0][1], low);
		EXPECT_TOLD(&winner, "A50r R+ R- P");
		EXPECT_TOLD(&loser, "A50r lost P");
		/* The other one gone, it serves again. */
		tw_target_listen(winner.target, NULL, 0);
		loser.next = 0x96;
		contestant_begin(&host);
		tw_sim_run(sim, TW_MS(4));
		assert_int_equal(host.data[0][0], 0x96);
		EXPECT_TOLD(&loser, "A50r R+ R- P");
		tw_sim_free(sim);
		party_leave(&winner);
		party_leave(&loser);
	}
}

/* The same with a bare 0 on the wire instead of a twin. */
static void
a_target_disturbed_while_it_sends_lets_go_until_the_end(void **state)
{
	tw_sim *sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	struct party p;
	struct hand yank;
	struct contestant host;

	party_at(&p, bus, "target", 0x50);
	hand_new(&yank, bus, "yank");
	contestant_new(&host, bus, "host", 0);
	p.repeat = true;
	p.next = 0xcc;
	contestant_msg(&host, 0x50, true, 3, 0, 0);
	contestant_begin(&host);
	/* After some 130 us the second bit of the second byte is on: a 1. */
	tw_sim_run(sim, TW_US(196));
	assert_false(tw_bus_level(bus, TW_SCL));
	tw_port_drive(yank.port, TW_SDA, TW_LOW);
	hand_wait(&yank, TW_US(10));
	tw_port_drive(yank.port, TW_SDA, TW_RELEASE);
	tw_sim_run(sim, TW_MS(2));
	assert_true(host.done);
	assert_int_equal(p.n_lost, 1);
	/* What comes after it are the 1s of a wire nobody drives. */
	assert_int_equal(host.data[0][0], 0xcc);
	assert_int_equal(host.data[0][2], 0xff);
	assert_int_equal(host.data[0][1] & 0x3f, 0x3f);
	assert_true(tw_bus_level(bus, TW_SDA));
	contestant_begin(&host);
	tw_sim_run(sim, TW_MS(4));
	assert_int_equal(host.result, TW_OK);
	assert_int_equal(host.data[0][1], 0xcc);
	tw_sim_free(sim);
	party_leave(&p);
}

/* --- loopback ---------------------------------------------------------- */

/* One chip's controller and target: both at once, and the one as loser of a
 * transfer that the winner addresses to the other. */
static void a_chip_may_address_itself(void **state)
{
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x44, false, 2, 0x01, 0x02);
	contestant_msg(&x.a, 0x44, true, 2, 0, 0);
	x.p.next = 0xe0;
	contestant_begin(&x.a);
	tw_sim_run(x.sim, TW_MS(2));
	assert_int_equal(x.a.result, TW_OK);
	assert_int_equal(x.a.data[1][0], 0xe0);
	assert_int_equal(x.a.data[1][1], 0xe1);
	EXPECT_TOLD(&x.p, "A44w W01 W02 S A44rs R+ R- P");
	contest_free(&x);
}

int main(void)
{
	const struct CMUnitTest testpoints[] = {
		cmocka_unit_test(
			told_to_go_on_it_acknowledges_the_pending_byte),
		cmocka_unit_test(told_to_refuse_it_does_so_at_once),
		cmocka_unit_test(left_alone_it_refuses_after_its_timeout),
		cmocka_unit_test(clocks_are_shared_until_arbitration_decides),
		cmocka_unit_test(a_loser_tries_again_when_the_bus_is_free),
		cmocka_unit_test(
			a_target_loses_to_its_twin_at_the_first_differing_bit),
		cmocka_unit_test(
			a_target_disturbed_while_it_sends_lets_go_until_the_end),
		cmocka_unit_test(a_chip_may_address_itself),
	};

	return cmocka_run_group_tests(testpoints, NULL, NULL);
}
