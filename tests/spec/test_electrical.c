/* SPDX-License-Identifier: MIT */
/*
 * Drivers, pull-ups and inputs that differ from part to part. Instants are
 * worked out by hand from R, C and VDD; the default bus has 3.3 V, 2200 ohm,
 * 100 pF, so that RC is 220 ns, and a ramp of 50 ns from VDD to ground.
 */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	struct hand h, g;
};

static void bench_new(struct bench *b, const struct tw_bus_config *config)
{
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, config, NULL);
	hand_new(&b->h, b->bus, "hand");
	hand_new(&b->g, b->bus, "other hand");
}

static void drive(struct hand *h, enum tw_drive drive, uint64_t then_ns)
{
	tw_port_drive(h->port, TW_SDA, drive);
	hand_wait(h, then_ns);
}

/* SDA's edge number @n since the beginning comes at @ns, up to 1 ns later. */
static void expect_edge(const struct bench *b, guint n, bool level, uint64_t ns)
{
	g_autoptr(GArray) edges = wires_since(b->sim, 0);
	struct edge e;

	assert_true(n < edges->len);
	e = g_array_index(edges, struct edge, n);
	assert_int_equal(e.level, level);
	assert_in_range(e.ns, ns, ns + 1);
}

static unsigned n_edges(const struct bench *b)
{
	g_autoptr(GArray) edges = wires_since(b->sim, 0);

	return edges->len;
}

/* --- drivers ----------------------------------------------------------- */

/* 100 ohm to 3.3 V want 33 mA: 20 mA get the wire to 1.3 V, which is no low;
 * two such drivers do. */
static void too_strong_a_pull_up_is_not_overcome(void **state)
{
	struct tw_bus_config config = {.pullup_ohm = 100};
	struct bench b;

	bench_new(&b, &config);
	drive(&b.h, TW_LOW, 1000);
	assert_int_equal(n_edges(&b), 0);
	assert_in_range(tw_bus_voltage_mV(b.bus, TW_SDA), 1299, 1300);
	drive(&b.g, TW_LOW, 1000);
	assert_int_equal(tw_bus_voltage_mV(b.bus, TW_SDA), 0);
	/* From 1.3 V to 0.99 V of the ramp of 3.3 V in 50 ns. */
	expect_edge(&b, 0, false, 1004);
	/* The first alone: the wire rises to where one driver holds it. */
	drive(&b.g, TW_RELEASE, 1000);
	assert_in_range(tw_bus_voltage_mV(b.bus, TW_SDA), 1299, 1300);
	assert_false(tw_bus_level(b.bus, TW_SDA));
	tw_sim_free(b.sim);
}

/* 150 ohm and 20 mA: low is 0.3 V, and from there it is 332.6 ns to 0.7 VDD
 * with 2000 pF, where from ground it would be 361. */
static void a_raised_low_level_is_where_the_next_rise_begins(void **state)
{
	struct tw_bus_config config = {.pullup_ohm = 150, .cap_pF = 2000};
	struct bench b;

	bench_new(&b, &config);
	drive(&b.h, TW_LOW, 1000);
	assert_in_range(tw_bus_voltage_mV(b.bus, TW_SDA), 299, 300);
	drive(&b.h, TW_RELEASE, 5000);
	expect_edge(&b, 1, true, 1332);
	tw_sim_free(b.sim);
}

static void a_port_sinks_what_it_is_said_to(void **state)
{
	struct bench b;

	bench_new(&b, NULL);
	/* 3.3 V - 2200 ohm x 1 mA. */
	tw_port_set_sink(b.h.port, 1);
	drive(&b.h, TW_LOW, 1000);
	assert_in_range(tw_bus_voltage_mV(b.bus, TW_SDA), 1099, 1100);
	assert_int_equal(n_edges(&b), 0);
	drive(&b.g, TW_LOW, 1000);
	assert_int_equal(tw_bus_voltage_mV(b.bus, TW_SDA), 0);
	tw_sim_free(b.sim);
}

/* A bus whose host cannot get SDA low has no START. */
static void with_too_strong_a_pull_up_no_transfer_begins(void **state)
{
	struct tw_bus_config config = {.pullup_ohm = 100};
	struct tw_controller_config patient = {.scl_hz = 400000};
	struct bench b;
	tw_controller *c;
	uint8_t byte = 1;
	struct tw_msg msg = {.addr = 0x50, .len = 1, .data = &byte};
	struct party p;

	bench_new(&b, &config);
	party_at(&p, b.bus, "target", 0x50);
	c = tw_controller_new(b.bus, &patient, NULL);
	assert_int_equal(tw_controller_transfer(c, &msg, 1, TW_MS(5)),
			 TW_STUCK);
	EXPECT_TOLD(&p, "");
	assert_int_equal(n_edges(&b), 0);
	tw_sim_free(b.sim);
	party_leave(&p);
}

/* --- pull-ups ---------------------------------------------------------- */

/* 1.204 x 2200 ohm x 100 pF. */
static void pull_ups_of_ports_are_in_parallel_with_the_buss(void **state)
{
	struct tw_bus_config config = {.pullup_ohm = 4400};
	struct bench b;

	bench_new(&b, &config);
	tw_port_set_pullup(b.g.port, TW_SDA, 4400);
	drive(&b.h, TW_LOW, 1000);
	drive(&b.h, TW_RELEASE, 1000);
	expect_edge(&b, 1, true, 1265);
	/* Taken away while the wire rises: from 110 ns on, at 0.39347 VDD, it
	 * is 440 ns x ln(0.60653 / 0.3) = 309.8 ns to 0.7 VDD. */
	drive(&b.h, TW_LOW, 1000);
	drive(&b.h, TW_RELEASE, 110);
	tw_port_set_pullup(b.g.port, TW_SDA, 0);
	hand_wait(&b.h, 2000);
	expect_edge(&b, 3, true, 3000 + 110 + 310);
	tw_sim_free(b.sim);
}

static void a_wire_may_change_while_it_rises(void **state)
{
	struct bench b;

	bench_new(&b, NULL);
	drive(&b.h, TW_LOW, 1000);
	drive(&b.h, TW_RELEASE, 110);
	/* The same as above, by capacitance. */
	tw_bus_set_wire(b.bus, TW_SDA, 0, 200);
	hand_wait(&b.h, 2000);
	expect_edge(&b, 1, true, 1000 + 110 + 310);
	tw_bus_set_wire(b.bus, TW_SDA, 0, 0);
	drive(&b.h, TW_LOW, 1000);
	drive(&b.h, TW_RELEASE, 1000);
	expect_edge(&b, 3, true, 3110 + 1000 + 265);
	tw_sim_free(b.sim);
}

/* SDA's pull-up alone is too weak: a host that lets it go for a 1 after a 0
 * reads a 0, and takes that for another host's. */
static void sda_too_slow_for_its_clock_is_a_false_loss(void **state)
{
	struct tw_controller_config fast = {.scl_hz = 400000};
	struct bench b;
	tw_controller *c;
	struct party p;

	bench_new(&b, NULL);
	party_at(&p, b.bus, "target", 0x50);
	c = tw_controller_new(b.bus, &fast, NULL);
	tw_bus_set_wire(b.bus, TW_SDA, 33000, 0);
	assert_int_equal(tw_controller_write_to(c, 0x50, (uint8_t[]){1}, 1),
			 TW_ARBITRATION_LOST);
	EXPECT_TOLD(&p, "");
	tw_sim_free(b.sim);
	party_leave(&p);
}

/* 3 mA into 2200 ohm would be 6.6 V above VDD: 220 ns x ln(9.9 / 7.59). */
static void a_current_source_rises_faster_and_ends_at_vdd(void **state)
{
	struct bench b;

	bench_new(&b, NULL);
	drive(&b.h, TW_LOW, 1000);
	drive(&b.h, TW_CURRENT, 30);
	/* 9.9 V x (1 - exp(-30 / 220)). */
	assert_in_range(tw_bus_voltage_mV(b.bus, TW_SDA), 1260, 1264);
	hand_wait(&b.h, 970);
	expect_edge(&b, 1, true, 1058);
	assert_int_equal(tw_bus_voltage_mV(b.bus, TW_SDA), 3300);
	/* Low wins. */
	drive(&b.g, TW_LOW, 1000);
	assert_int_equal(tw_bus_voltage_mV(b.bus, TW_SDA), 0);
	tw_sim_free(b.sim);
}

/* --- inputs ------------------------------------------------------------ */

struct ear {
	tw_sim *sim;
	unsigned n;
	uint64_t ns[16];
	bool level[16];
};

static void hear(void *user, enum tw_line line, bool level)
{
	struct ear *ear = user;

	if (line != TW_SDA)
		return;
	assert_true(ear->n < 16);
	ear->ns[ear->n] = tw_sim_now_ns(ear->sim);
	ear->level[ear->n++] = level;
}

static void ear_new(struct ear *ear, struct bench *b, const char *name,
		    const struct tw_sense *sense)
{
	*ear = (struct ear){.sim = b->sim};
	tw_port_new_sensing(b->bus, name, TW_ROLE_OTHER, sense, hear, ear);
}

/* 5 V: to 1.35 V in 69.2 ns of RC 220 ns, to 0.8 V in 42 of 50 ns of ramp; to
 * 2.1 V in 119.8 ns. */
static void smbus_inputs_switch_at_fixed_voltages(void **state)
{
	struct tw_bus_config config = {.vdd_mV = 5000};
	struct bench b;
	struct ear plain, three, two;

	bench_new(&b, &config);
	ear_new(&plain, &b, "plain", NULL);
	ear_new(&three, &b, "three", &tw_sense_smbus);
	ear_new(&two, &b, "two", &tw_sense_smbus2);
	drive(&b.h, TW_LOW, 1000);
	drive(&b.h, TW_RELEASE, 1000);
	assert_int_equal(plain.n, 2);
	assert_int_equal(three.n, 2);
	assert_int_equal(two.n, 2);
	assert_int_equal(plain.ns[0], 35);
	assert_int_equal(three.ns[0], 42);
	assert_int_equal(two.ns[0], 42);
	assert_in_range(plain.ns[1], 1265, 1266);
	assert_in_range(three.ns[1], 1069, 1070);
	assert_in_range(two.ns[1], 1119, 1120);
	tw_sim_free(b.sim);
}

/* Where 0.3 and 0.7 VDD see nothing, 0.8 and 1.35 V may. */
static void a_pulse_may_be_one_to_some_and_none_to_others(void **state)
{
	struct tw_bus_config config = {.vdd_mV = 5000};
	struct bench b;
	struct ear plain, smbus;

	bench_new(&b, &config);
	ear_new(&plain, &b, "plain", NULL);
	ear_new(&smbus, &b, "smbus", &tw_sense_smbus);
	drive(&b.h, TW_LOW, 1000);
	/* 100 ns: 1.83 V. */
	drive(&b.h, TW_RELEASE, 100);
	drive(&b.h, TW_LOW, 1000);
	assert_int_equal(plain.n, 1);
	assert_int_equal(smbus.n, 3);
	assert_true(smbus.level[1]);
	tw_sim_free(b.sim);
}

/* tSP: what lasts up to 50 ns is not seen, what lasts longer comes 50 ns
 * late. */
static void spikes_up_to_the_filters_length_are_not_seen(void **state)
{
	struct tw_sense sense = {.filter_ns = 50};
	unsigned n_swallowed = 0, n_seen = 0, n_equal = 0;

	for (uint64_t pulled = 36; pulled < 120; pulled++) {
		struct bench b;
		struct ear plain, filtered;
		uint64_t width;

		/* Fast edges, so that widths lie around the filter's. */
		bench_new(&b, &(struct tw_bus_config){.pullup_ohm = 300,
						      .cap_pF = 100});
		ear_new(&plain, &b, "plain", NULL);
		ear_new(&filtered, &b, "filtered", &sense);
		drive(&b.h, TW_LOW, pulled);
		drive(&b.h, TW_RELEASE, 1000);
		assert_int_equal(plain.n, 2);
		width = plain.ns[1] - plain.ns[0];
		n_equal += width == 50;
		if (width <= 50) {
			assert_int_equal(filtered.n, 0);
			n_swallowed++;
		} else {
			assert_int_equal(filtered.n, 2);
			assert_int_equal(filtered.ns[0], plain.ns[0] + 50);
			assert_int_equal(filtered.ns[1], plain.ns[1] + 50);
			n_seen++;
		}
		tw_sim_free(b.sim);
	}
	assert_true(n_swallowed && n_seen && n_equal);
}

/* Pulses much shorter than the delay come through it all the same. */
static void a_synchroniser_delays_every_edge_and_loses_none(void **state)
{
	struct tw_sense sense = {.delay_ns = 5000};
	struct bench b;
	struct ear plain, late;

	bench_new(&b, NULL);
	ear_new(&plain, &b, "plain", NULL);
	ear_new(&late, &b, "late", &sense);
	for (unsigned i = 0; i < 5; i++) {
		drive(&b.h, TW_LOW, 400);
		drive(&b.h, TW_RELEASE, 400);
	}
	hand_wait(&b.h, 10000);
	assert_int_equal(plain.n, 10);
	assert_int_equal(late.n, 10);
	for (unsigned i = 0; i < 10; i++) {
		assert_int_equal(late.ns[i], plain.ns[i] + 5000);
		assert_int_equal(late.level[i], plain.level[i]);
	}
	tw_sim_free(b.sim);
}

static void party_sensing(struct party *p, tw_bus *bus, const char *name,
			  uint16_t addr, const struct tw_sense *sense)
{
	struct tw_target_config config = {.name = name, .sense = sense};
	struct tw_match match = {.addr = addr};

	party_join(p, bus, &config, &match, 1);
}

/* Targets of three senses, two of them with equal addresses, and a host: the
 * same bytes as if all were alike. */
static void parts_of_different_senses_share_a_bus(void **state)
{
	struct tw_bus_config config = {.vdd_mV = 5000};
	struct tw_sense filter = {.filter_ns = 50, .delay_ns = 100};
	struct bench b;
	struct party p, q, r;
	tw_controller *c;
	uint8_t rx[2];

	bench_new(&b, &config);
	party_at(&p, b.bus, "plain", 0x50);
	party_sensing(&q, b.bus, "smbus", 0x51, &tw_sense_smbus);
	party_sensing(&r, b.bus, "filtered", 0x50, &filter);
	c = tw_controller_new(b.bus, NULL, NULL);
	assert_int_equal(
		tw_controller_write_to(c, 0x51, (uint8_t[]){0x12, 0x34}, 2),
		TW_OK);
	EXPECT_TOLD(&q, "A51w W12 W34 P");
	q.next = 0xa5;
	assert_int_equal(tw_controller_read_from(c, 0x51, rx, 2), TW_OK);
	assert_int_equal(rx[0], 0xa5);
	assert_int_equal(rx[1], 0xa6);
	/* Twins that see with different eyes still arbitrate. */
	p.repeat = r.repeat = true;
	p.next = 0xf0;
	r.next = 0xf8;
	assert_int_equal(tw_controller_read_from(c, 0x50, rx, 2), TW_OK);
	assert_int_equal(rx[0], 0xf0);
	hand_wait(&b.h, TW_US(10));
	EXPECT_TOLD(&p, "A50r R+ R- P");
	EXPECT_TOLD(&r, "A50r lost P");
	EXPECT_WIRES(b.sim, 0,
		     "S a2+ 12+ 34+ P S a3+ a5+ a6- P "
		     "S a1+ f0+ f0- P");
	tw_sim_free(b.sim);
	party_leave(&p);
	party_leave(&q);
	party_leave(&r);
}

/* 2.1 V is more than this bus has. */
static void a_part_whose_high_is_beyond_vdd_hears_nothing(void **state)
{
	struct tw_bus_config config = {.vdd_mV = 1800};
	struct bench b;
	struct party p;
	tw_controller *c;

	bench_new(&b, &config);
	party_sensing(&p, b.bus, "smbus2", 0x50, &tw_sense_smbus2);
	c = tw_controller_new(b.bus, NULL, NULL);
	assert_int_equal(tw_controller_write_to(c, 0x50, NULL, 0),
			 TW_NO_TARGET);
	EXPECT_TOLD(&p, "");
	tw_sim_free(b.sim);
	party_leave(&p);
}

/* A spike of 60 ns on SCL in the middle of a byte shifts the target that hears
 * it, and not the one with a filter. */
static void a_filter_saves_a_target_from_a_spike(void **state)
{
	struct tw_sense filter = {.filter_ns = 100};
	struct tw_bus_config fast = {.pullup_ohm = 300, .cap_pF = 50};

	for (unsigned filtered = 0; filtered < 2; filtered++) {
		struct bench b;
		struct party p;

		bench_new(&b, &fast);
		party_sensing(&p, b.bus, "target", 0x50,
			      filtered ? &filter : NULL);
		hand_start(&b.h);
		hand_byte(&b.h, 0xa0, true);
		for (int i = 7; i >= 4; i--)
			hand_bit(&b.h, 0x5a >> i & 1);
		hand_wait(&b.h, 1000);
		tw_port_drive(b.h.port, TW_SCL, TW_RELEASE);
		hand_wait(&b.h, 60);
		tw_port_drive(b.h.port, TW_SCL, TW_LOW);
		hand_wait(&b.h, 1000);
		for (int i = 3; i >= 0; i--)
			hand_bit(&b.h, 0x5a >> i & 1);
		hand_bit(&b.h, true);
		hand_stop(&b.h);
		if (filtered)
			EXPECT_TOLD(&p, "A50w W5a P");
		else
			assert_null(strstr(p.log->str, "W5a"));
		tw_sim_free(b.sim);
		party_leave(&p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(too_strong_a_pull_up_is_not_overcome),
		cmocka_unit_test(
			a_raised_low_level_is_where_the_next_rise_begins),
		cmocka_unit_test(a_port_sinks_what_it_is_said_to),
		cmocka_unit_test(with_too_strong_a_pull_up_no_transfer_begins),
		cmocka_unit_test(
			pull_ups_of_ports_are_in_parallel_with_the_buss),
		cmocka_unit_test(a_wire_may_change_while_it_rises),
		cmocka_unit_test(sda_too_slow_for_its_clock_is_a_false_loss),
		cmocka_unit_test(a_current_source_rises_faster_and_ends_at_vdd),
		cmocka_unit_test(smbus_inputs_switch_at_fixed_voltages),
		cmocka_unit_test(a_pulse_may_be_one_to_some_and_none_to_others),
		cmocka_unit_test(spikes_up_to_the_filters_length_are_not_seen),
		cmocka_unit_test(
			a_synchroniser_delays_every_edge_and_loses_none),
		cmocka_unit_test(parts_of_different_senses_share_a_bus),
		cmocka_unit_test(a_part_whose_high_is_beyond_vdd_hears_nothing),
		cmocka_unit_test(a_filter_saves_a_target_from_a_spike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
