/* SPDX-License-Identifier: MIT */
/*
 * The physics of one wire. Expected times are those of an RC of pull-up and
 * capacitance, tau ln(10/3) from 0 to 0.7 VDD and tau ln(7/3) from 0.3 to 0.7,
 * worked out by hand and rounded up to the next ns.
 */
#include "edges.h"

#include "twowire/port.h"

/* A bus and a hand that pulls its SCL or SDA. */
struct wire {
	tw_sim *sim;
	tw_bus *bus;
	tw_port *hand;
	struct edges e;
};

static void wire_init(struct wire *w, const struct tw_bus_config *config)
{
	w->sim = tw_sim_new(1);
	w->bus = tw_bus_new(w->sim, config, NULL);
	w->hand = tw_port_new(w->bus, "hand", TW_ROLE_OTHER, NULL, NULL);
}

static void wire_drive(struct wire *w, uint64_t at_ns, enum tw_line line,
		       enum tw_drive drive)
{
	tw_sim_run(w->sim, at_ns);
	tw_port_drive(w->hand, line, drive);
}

static size_t wire_edges(struct wire *w)
{
	tw_sim_run(w->sim, 100000);
	edges_read(&w->e, w->sim);
	return w->e.n;
}

static void rising_edges_take_what_the_rc_takes(void **state)
{
	static const struct {
		uint32_t pullup_ohm, cap_pF, to_70_ns, slew_ns;
	} rows[] = {
		{2200, 100, 265, 187},
		{1000, 400, 482, 339},
		{4700, 200, 1132, 797},
		{1000, 50, 61, 43},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct tw_bus_config config = {
			.pullup_ohm = rows[i].pullup_ohm,
			.cap_pF = rows[i].cap_pF,
		};
		const struct tw_record *up;
		struct wire w;

		wire_init(&w, &config);
		wire_drive(&w, 0, TW_SCL, TW_LOW);
		wire_drive(&w, 10000, TW_SCL, TW_RELEASE);
		assert_int_equal(wire_edges(&w), 2);
		up = &w.e.at[1];
		if (up->tick != 10000 + rows[i].to_70_ns ||
		    up->slew != rows[i].slew_ns)
			fail_msg("row %zu: up after %d ns, slew %u ns", i,
				 (int)(up->tick - 10000), up->slew);
		tw_sim_free(w.sim);
	}
}

/* A ramp of fall_ns from 0.7 to 0.3 VDD crosses 0.3 after 7/4 of that. */
static void falling_edges_are_ramps_of_the_fall_time(void **state)
{
	const struct tw_bus_config config = {.fall_ns = 40};
	struct wire w;

	wire_init(&w, &config);
	wire_drive(&w, 1000, TW_SDA, TW_LOW);
	assert_int_equal(wire_edges(&w), 1);
	assert_int_equal(w.e.at[0].tick, 1070);
	assert_int_equal(w.e.at[0].slew, 40);
	tw_sim_free(w.sim);
}

static bool find_runt(const tw_sim *sim, struct tw_record *r)
{
	struct tw_trace_iter iter = {0};

	while (tw_trace_next(tw_sim_trace(sim), &iter, r))
		if (r->kind == TW_RECORD_NOTE && r->note == TW_NOTE_RUNT)
			return true;
	return false;
}

/* 100 ns into an RC of 220 ns the wire has 0.365 VDD: 1205 mV of 3300. */
static void a_release_too_short_is_no_edge_but_a_runt(void **state)
{
	struct tw_record r;
	struct wire w;

	wire_init(&w, NULL);
	wire_drive(&w, 0, TW_SCL, TW_LOW);
	wire_drive(&w, 5000, TW_SCL, TW_RELEASE);
	wire_drive(&w, 5100, TW_SCL, TW_LOW);
	assert_int_equal(wire_edges(&w), 1);
	assert_true(find_runt(w.sim, &r));
	assert_int_equal(r.tick, 5100);
	assert_int_equal(r.value & 1, TW_SCL);
	assert_in_range(r.value >> 1, 1204, 1206);
	tw_sim_free(w.sim);
}

/* 300 ns into the rise the wire has 0.7443 VDD; a ramp of 50 ns for all of VDD
 * is at 0.3 after 22.2 ns. A full wire would take 35 ns. */
static void an_edge_begins_at_the_voltage_the_wire_has(void **state)
{
	struct wire w;

	wire_init(&w, NULL);
	wire_drive(&w, 0, TW_SCL, TW_LOW);
	wire_drive(&w, 5000, TW_SCL, TW_RELEASE);
	wire_drive(&w, 5300, TW_SCL, TW_LOW);
	assert_int_equal(wire_edges(&w), 3);
	assert_int_equal(w.e.at[2].tick, 5323);
	tw_sim_free(w.sim);
}

static void the_wire_stays_low_until_the_last_port_lets_go(void **state)
{
	struct wire w;
	tw_port *other;

	wire_init(&w, NULL);
	other = tw_port_new(w.bus, "other", TW_ROLE_OTHER, NULL, NULL);
	tw_port_drive(other, TW_SCL, TW_LOW);
	wire_drive(&w, 0, TW_SCL, TW_LOW);
	wire_drive(&w, 4000, TW_SCL, TW_RELEASE);
	tw_sim_run(w.sim, 8000);
	tw_port_drive(other, TW_SCL, TW_RELEASE);
	assert_int_equal(wire_edges(&w), 2);
	assert_int_equal(w.e.at[1].tick, 8265);
	tw_sim_free(w.sim);
}

int main(void)
{
	const struct CMUnitTest wires[] = {
		cmocka_unit_test(rising_edges_take_what_the_rc_takes),
		cmocka_unit_test(falling_edges_are_ramps_of_the_fall_time),
		cmocka_unit_test(a_release_too_short_is_no_edge_but_a_runt),
		cmocka_unit_test(an_edge_begins_at_the_voltage_the_wire_has),
		cmocka_unit_test(
			the_wire_stays_low_until_the_last_port_lets_go),
	};

	return cmocka_run_group_tests(wires, NULL, NULL);
}
