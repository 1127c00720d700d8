/* SPDX-License-Identifier: MIT */
/*
 * Buses joined by switches are one pair of wires. Two default buses (3.3 V,
 * 2200 ohm, 100 pF) together have 1100 ohm and 200 pF: RC stays 220 ns.
 */
#include "twowire/switch.h"

#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *a, *b;
	tw_switch *sw;
	struct hand on_a, on_b;
};

static void bench_new(struct bench *x, const struct tw_bus_config *second)
{
	struct tw_bus_config b = second ? *second : (struct tw_bus_config){0};

	b.name = "far";
	x->sim = tw_sim_new(0);
	x->a = tw_bus_new(x->sim, NULL, NULL);
	x->b = tw_bus_new(x->sim, &b, NULL);
	x->sw = tw_switch_new(x->a, x->b, "switch", NULL);
	assert_non_null(x->sw);
	hand_new(&x->on_a, x->a, "hand");
	hand_new(&x->on_b, x->b, "far hand");
}

static void drive(struct hand *h, enum tw_drive drive, uint64_t then_ns)
{
	tw_port_drive(h->port, TW_SDA, drive);
	hand_wait(h, then_ns);
}

static void wait_ns(struct bench *x, uint64_t ns)
{
	hand_wait(&x->on_a, ns);
}

/* SDA's edge number @n of a bus comes at @ns, up to 1 ns later. */
static void expect_edge(struct bench *x, const char *bus, guint n, bool level,
			uint64_t ns)
{
	g_autoptr(GArray) edges =
		wires_between(x->sim, wires_source(x->sim, bus), 0, TW_NEVER);
	struct edge e;

	assert_true(n < edges->len);
	e = g_array_index(edges, struct edge, n);
	assert_int_equal(e.level, level);
	assert_in_range(e.ns, ns, ns + 1);
}

static void expect_n_edges(struct bench *x, const char *bus, guint n)
{
	g_autoptr(GArray) edges =
		wires_between(x->sim, wires_source(x->sim, bus), 0, TW_NEVER);

	assert_int_equal(edges->len, n);
}

static void an_open_switch_joins_nothing(void **state)
{
	struct bench x;

	bench_new(&x, NULL);
	assert_false(tw_switch_closed(x.sw));
	drive(&x.on_a, TW_LOW, 1000);
	assert_true(tw_bus_level(x.b, TW_SDA));
	expect_n_edges(&x, "far", 0);
	assert_int_equal(tw_sim_n_islands(x.sim), 1);
	tw_sim_free(x.sim);
}

/* 2200 // 100000 is 2152.6 ohm, 100 + 300 pF; 1.204 RC are 1036.7 ns, and both
 * buses see every edge at once, whoever pulls. */
static void joined_wires_add_their_capacitance_and_conductance(void **state)
{
	struct tw_bus_config second = {.pullup_ohm = 100000, .cap_pF = 300};
	struct bench x;

	bench_new(&x, &second);
	tw_switch_set(x.sw, true);
	drive(&x.on_b, TW_LOW, 20000);
	drive(&x.on_b, TW_RELEASE, 20000);
	drive(&x.on_a, TW_LOW, 20000);
	drive(&x.on_a, TW_RELEASE, 20000);
	for (unsigned i = 0; i < 2; i++) {
		const char *bus = i ? "far" : "bus";

		expect_edge(&x, bus, 0, false, 35);
		expect_edge(&x, bus, 1, true, 20000 + 1036);
		expect_edge(&x, bus, 2, false, 40000 + 35);
		expect_edge(&x, bus, 3, true, 60000 + 1036);
	}
	/* Alone again each has its own RC. */
	tw_switch_set(x.sw, false);
	drive(&x.on_a, TW_LOW, 2000);
	drive(&x.on_a, TW_RELEASE, 2000);
	expect_edge(&x, "bus", 5, true, 82000 + 265);
	expect_n_edges(&x, "far", 4);
	tw_sim_free(x.sim);
}

/* Let go at the instant of the closing, a wire at VDD and one at ground meet at
 * half of it: the one stays high, the other gets there in 220 ns x ln(0.5 /
 * 0.3) = 112.4 ns. */
static void closing_shares_the_charge(void **state)
{
	struct bench x;

	bench_new(&x, NULL);
	drive(&x.on_b, TW_LOW, 1000);
	tw_port_drive(x.on_b.port, TW_SDA, TW_RELEASE);
	tw_switch_set(x.sw, true);
	assert_in_range(tw_bus_voltage_mV(x.a, TW_SDA), 1649, 1650);
	wait_ns(&x, 1000);
	expect_n_edges(&x, "bus", 0);
	expect_edge(&x, "far", 1, true, 1112);
	tw_sim_free(x.sim);
}

/* With a big capacitance at ground the trunk is pulled below VIL for a while:
 * 0.1 VDD at once, then to 0.7 in RC x ln(0.9 / 0.3), RC being 1100 ohm x 1000
 * pF. */
static void a_big_empty_wire_pulls_the_other_low_for_a_while(void **state)
{
	struct tw_bus_config second = {.cap_pF = 900};
	struct bench x;

	bench_new(&x, &second);
	drive(&x.on_b, TW_LOW, 1000);
	tw_port_drive(x.on_b.port, TW_SDA, TW_RELEASE);
	tw_switch_set(x.sw, true);
	wait_ns(&x, 5000);
	expect_edge(&x, "bus", 0, false, 1000);
	expect_edge(&x, "bus", 1, true, 1000 + 1208);
	expect_edge(&x, "far", 1, true, 1000 + 1208);
	tw_sim_free(x.sim);
}

/* Who holds a wire low behind a switch holds the trunk when it closes, and
 * frees it when it opens. */
static void a_stuck_channel_holds_the_trunk_while_joined(void **state)
{
	struct bench x;

	bench_new(&x, NULL);
	drive(&x.on_b, TW_LOW, 1000);
	assert_true(tw_bus_level(x.a, TW_SDA));
	tw_switch_set(x.sw, true);
	wait_ns(&x, 1000);
	assert_false(tw_bus_level(x.a, TW_SDA));
	tw_switch_set(x.sw, false);
	wait_ns(&x, 1000);
	assert_true(tw_bus_level(x.a, TW_SDA));
	assert_false(tw_bus_level(x.b, TW_SDA));
	/* From ground with the trunk's own RC. */
	expect_edge(&x, "bus", 1, true, 2000 + 265);
	tw_sim_free(x.sim);
}

static void a_host_reaches_targets_behind_a_closed_switch_only(void **state)
{
	struct bench x;
	struct party near, far;
	tw_controller *c;
	uint8_t rx[2];

	bench_new(&x, NULL);
	party_at(&near, x.a, "near", 0x40);
	party_at(&far, x.b, "target behind", 0x50);
	c = tw_controller_new(x.a, NULL, NULL);
	assert_int_equal(tw_controller_write_to(c, 0x50, NULL, 0),
			 TW_NO_TARGET);
	tw_switch_set(x.sw, true);
	wait_ns(&x, TW_US(10));
	far.next = 0x77;
	assert_int_equal(tw_controller_read_from(c, 0x50, rx, 2), TW_OK);
	assert_int_equal(rx[0], 0x77);
	assert_int_equal(rx[1], 0x78);
	assert_int_equal(tw_controller_write_to(c, 0x40, (uint8_t[]){9}, 1),
			 TW_OK);
	wait_ns(&x, TW_US(10));
	EXPECT_TOLD(&near, "A40w W09 P");
	EXPECT_TOLD(&far, "A50r R+ R- P");
	tw_switch_set(x.sw, false);
	wait_ns(&x, TW_US(10));
	assert_int_equal(tw_controller_write_to(c, 0x50, NULL, 0),
			 TW_NO_TARGET);
	EXPECT_TOLD(&far, "");
	tw_sim_free(x.sim);
	party_leave(&near);
	party_leave(&far);
}

/* Twins on either side, and hosts on either side: one wire, one arbitration. */
static void hosts_on_both_sides_arbitrate(void **state)
{
	struct bench x;
	struct party p;
	tw_controller *c[2];
	struct tw_msg msgs[2];
	uint8_t data[2] = {0x0f, 0x0e};

	bench_new(&x, NULL);
	tw_switch_set(x.sw, true);
	party_at(&p, x.b, "target behind", 0x50);
	c[0] = tw_controller_new(x.a, NULL, NULL);
	c[1] = tw_controller_new(
		x.b, &(struct tw_controller_config){.name = "far host"}, NULL);
	for (unsigned i = 0; i < 2; i++) {
		msgs[i] = (struct tw_msg){
			.addr = 0x50, .len = 1, .data = &data[i]};
		tw_controller_begin(c[i], &msgs[i], 1, NULL, NULL);
	}
	wait_ns(&x, TW_MS(1));
	EXPECT_TOLD(&p, "A50w W0e P");
	EXPECT_WIRES(x.sim, 0, "S a0+ 0e+ P");
	assert_int_equal(msgs[0].n_done, 0);
	assert_int_equal(msgs[1].n_done, 1);
	assert_int_equal(
		wires_notes(x.sim, TW_NOTE_ARBITRATION_LOST, "controller"), 1);
	tw_sim_free(x.sim);
	party_leave(&p);
}

/* Three buses in a ring of three switches: two of them are enough. */
static void a_ring_stays_joined_when_one_switch_opens(void **state)
{
	struct bench x;
	tw_bus *c;
	tw_switch *bc, *ca;

	bench_new(&x, NULL);
	c = tw_bus_new(x.sim, &(struct tw_bus_config){.name = "third"}, NULL);
	bc = tw_switch_new(x.b, c, "bc", NULL);
	ca = tw_switch_new(c, x.a, "ca", NULL);
	tw_switch_set(x.sw, true);
	tw_switch_set(bc, true);
	tw_switch_set(ca, true);
	drive(&x.on_a, TW_LOW, 1000);
	assert_false(tw_bus_level(c, TW_SDA));
	tw_switch_set(x.sw, false);
	wait_ns(&x, 1000);
	assert_false(tw_bus_level(x.b, TW_SDA));
	tw_switch_set(ca, false);
	wait_ns(&x, 1000);
	assert_false(tw_bus_level(x.a, TW_SDA));
	assert_true(tw_bus_level(x.b, TW_SDA));
	assert_true(tw_bus_level(c, TW_SDA));
	tw_sim_free(x.sim);
}

static void buses_of_different_supplies_are_not_joined(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	g_autoptr(GError) error = NULL;
	tw_bus *a = tw_bus_new(sim, NULL, NULL);
	tw_bus *b = tw_bus_new(
		sim, &(struct tw_bus_config){.name = "low", .vdd_mV = 1800},
		NULL);

	assert_null(tw_switch_new(a, b, "switch", &error));
	assert_int_equal(error->code, TW_ERROR_CONFIG);
	assert_string_equal(error->message,
			    "switch: bus has 3300 mV and low 1800 mV: buses "
			    "that are joined need one vdd_mV (levels are not "
			    "translated)");
}

/* Closing and opening at every instant of a byte is a disturbance like any
 * other (the charge of the other side may even make a clock): nine clocks and a
 * STOP end it. */
static void switching_at_any_instant_leaves_a_working_bus(void **state)
{
	for (uint64_t at = 0; at < TW_US(100); at += 731) {
		struct bench x;
		struct party near;
		tw_controller *c;
		struct tw_msg msg = {
			.addr = 0x40, .len = 1, .data = (uint8_t[]){0x5a}};

		bench_new(&x, &(struct tw_bus_config){.cap_pF = 330});
		party_at(&near, x.a, "near", 0x40);
		c = tw_controller_new(x.a, NULL, NULL);
		tw_controller_begin(c, &msg, 1, NULL, NULL);
		wait_ns(&x, at);
		tw_switch_set(x.sw, true);
		wait_ns(&x, 3333);
		tw_switch_set(x.sw, false);
		wait_ns(&x, TW_MS(1));
		tw_controller_reset(c);
		for (unsigned i = 0; i < 9; i++) {
			hand_set(&x.on_a, TW_SCL, false);
			hand_set(&x.on_a, TW_SCL, true);
		}
		hand_set(&x.on_a, TW_SCL, false);
		hand_stop(&x.on_a);
		assert_true(tw_bus_level(x.a, TW_SDA));
		assert_true(tw_bus_level(x.b, TW_SDA));
		assert_int_equal(
			tw_controller_write_to(c, 0x40, (uint8_t[]){0x5a}, 1),
			TW_OK);
		tw_sim_free(x.sim);
		party_leave(&near);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_open_switch_joins_nothing),
		cmocka_unit_test(
			joined_wires_add_their_capacitance_and_conductance),
		cmocka_unit_test(closing_shares_the_charge),
		cmocka_unit_test(
			a_big_empty_wire_pulls_the_other_low_for_a_while),
		cmocka_unit_test(a_stuck_channel_holds_the_trunk_while_joined),
		cmocka_unit_test(
			a_host_reaches_targets_behind_a_closed_switch_only),
		cmocka_unit_test(hosts_on_both_sides_arbitrate),
		cmocka_unit_test(a_ring_stays_joined_when_one_switch_opens),
		cmocka_unit_test(buses_of_different_supplies_are_not_joined),
		cmocka_unit_test(switching_at_any_instant_leaves_a_working_bus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
