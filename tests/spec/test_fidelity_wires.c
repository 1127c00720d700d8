/* SPDX-License-Identifier: MIT */
/*
 * The physics of one wire. Expected times are those of an RC of pull-up and
 * capacitance, tau ln(10/3) from 0 to 0.7 VDD and tau ln(7/3) from 0.3 to 0.7,
 * worked out by hand and rounded up to the next ns.
 */
#include "edges.h"

#include "twowire/port.h"

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
		struct tw_bus_config config = {
			.pullup_ohm = rows[i].pullup_ohm,
			.cap_pF = rows[i].cap_pF,
		};
		g_autoptr(tw_sim) sim = tw_sim_new(1);
		tw_bus *bus = tw_bus_new(sim, &config, NULL);
		tw_port *port =
			tw_port_new(bus, "hand", TW_ROLE_OTHER, NULL, NULL);
		struct edges e;

		tw_port_drive(port, TW_SCL, TW_LOW);
		tw_sim_run(sim, 10000);
		tw_port_drive(port, TW_SCL, TW_RELEASE);
		tw_sim_run(sim, 100000);
		edges_read(&e, sim);
		assert_int_equal(e.n, 2);
		if (e.at[1].tick != 10000 + rows[i].to_70_ns ||
		    e.at[1].slew != rows[i].slew_ns)
			fail_msg("row %zu: up after %d ns, slew %u ns", i,
				 (int)(e.at[1].tick - 10000), e.at[1].slew);
	}
}

/* A ramp of fall_ns from 0.7 to 0.3 VDD crosses 0.3 after 7/4 of that. */
static void falling_edges_are_ramps_of_the_fall_time(void **state)
{
	struct tw_bus_config config = {.fall_ns = 40};
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, &config, NULL);
	tw_port *port = tw_port_new(bus, "hand", TW_ROLE_OTHER, NULL, NULL);
	struct edges e;

	tw_sim_run(sim, 1000);
	tw_port_drive(port, TW_SDA, TW_LOW);
	tw_sim_run(sim, 2000);
	edges_read(&e, sim);
	assert_int_equal(e.n, 1);
	assert_int_equal(e.at[0].tick, 1070);
	assert_int_equal(e.at[0].slew, 40);
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
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_port *port = tw_port_new(bus, "hand", TW_ROLE_OTHER, NULL, NULL);
	struct tw_record r;
	struct edges e;

	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, 5000);
	tw_port_drive(port, TW_SCL, TW_RELEASE);
	tw_sim_run(sim, 5100);
	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, 9000);
	edges_read(&e, sim);
	assert_int_equal(e.n, 1);
	assert_true(find_runt(sim, &r));
	assert_int_equal(r.tick, 5100);
	assert_int_equal(r.value & 1, TW_SCL);
	assert_in_range(r.value >> 1, 1204, 1206);
}

/* 300 ns into the rise the wire has 0.7443 VDD; a ramp of 50 ns for all of VDD
 * is at 0.3 after 22.2 ns. A full wire would take 35 ns. */
static void an_edge_begins_at_the_voltage_the_wire_has(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_port *port = tw_port_new(bus, "hand", TW_ROLE_OTHER, NULL, NULL);
	struct edges e;

	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, 5000);
	tw_port_drive(port, TW_SCL, TW_RELEASE);
	tw_sim_run(sim, 5300);
	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, 9000);
	edges_read(&e, sim);
	assert_int_equal(e.n, 3);
	assert_int_equal(e.at[2].tick, 5323);
}

static void the_wire_stays_low_until_the_last_port_lets_go(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_port *a = tw_port_new(bus, "a", TW_ROLE_OTHER, NULL, NULL);
	tw_port *b = tw_port_new(bus, "b", TW_ROLE_OTHER, NULL, NULL);
	struct edges e;

	tw_port_drive(a, TW_SCL, TW_LOW);
	tw_port_drive(b, TW_SCL, TW_LOW);
	tw_sim_run(sim, 4000);
	tw_port_drive(a, TW_SCL, TW_RELEASE);
	tw_sim_run(sim, 8000);
	tw_port_drive(b, TW_SCL, TW_RELEASE);
	tw_sim_run(sim, 20000);
	edges_read(&e, sim);
	assert_int_equal(e.n, 2);
	assert_int_equal(e.at[1].tick, 8265);
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
