/* SPDX-License-Identifier: MIT */
/* Named points, and standing between a part and the wires. */
#include "../spec/wires.h"

#include "twowire/point.h"
#include "twowire/port.h"

struct watch {
	unsigned n_passes;
	unsigned n_acts;
	uint64_t last;
	bool lets;
};

static bool watched(void *user, tw_point *point, uint64_t value)
{
	struct watch *w = user;

	w->n_passes++;
	w->last = value;
	return w->lets;
}

static void acted(void *user, uint64_t value)
{
	struct watch *w = user;

	w->n_acts++;
	w->last = value;
}

static void a_point_is_found_by_its_name_and_asks_its_watcher(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_queue *queue = tw_queue_new(sim, "q");
	struct watch w = {0};
	tw_point *p =
		tw_point_new(sim, "dut.irq", TW_POINT_IRQ, queue, acted, &w);

	assert_ptr_equal(tw_sim_point(sim, "dut.irq"), p);
	assert_null(tw_sim_point(sim, "dut"));
	assert_true(tw_point_pass(p, 3));
	tw_point_watch(p, watched, &w);
	assert_false(tw_point_pass(p, 5));
	assert_int_equal(w.last, 5);
	w.lets = true;
	assert_true(tw_point_pass(p, 6));
	assert_int_equal(w.n_passes, 2);
	tw_point_act(p, 7);
	assert_int_equal(w.n_acts, 1);
	assert_int_equal(w.last, 7);
	tw_point_watch(p, NULL, NULL);
	assert_true(tw_point_pass(p, 8));
	assert_int_equal(w.n_passes, 2);
}

static unsigned asked;

static void swallow(void *user, tw_port *port, enum tw_line line,
		    enum tw_drive drive)
{
	asked++;
}

static void turn_round(void *user, tw_port *port, enum tw_line line,
		       enum tw_drive drive)
{
	tw_port_apply(port, line, drive == TW_LOW ? TW_RELEASE : TW_LOW);
}

static void what_is_swallowed_never_reaches_the_wire(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_port *port = tw_port_new(bus, "p", TW_ROLE_OTHER, NULL, NULL);
	g_autoptr(GArray) edges = NULL;

	assert_ptr_equal(tw_bus_port(bus, "p"), port);
	assert_null(tw_bus_port(bus, "q"));
	tw_port_intercept(port, swallow, NULL);
	asked = 0;
	tw_port_drive(port, TW_SDA, TW_LOW);
	tw_sim_run(sim, TW_US(1));
	assert_int_equal(asked, 1);
	assert_int_equal(tw_port_driving(port, TW_SDA), TW_LOW);
	assert_int_equal(tw_port_applied(port, TW_SDA), TW_RELEASE);
	edges = wires_since(sim, 0);
	assert_int_equal(edges->len, 0);
	/* Handed back: what the part wanted all the time. */
	tw_port_intercept(port, NULL, NULL);
	tw_sim_run(sim, TW_US(2));
	assert_false(tw_bus_level(bus, TW_SDA));
	assert_int_equal(tw_port_applied(port, TW_SDA), TW_LOW);
}

static void what_is_applied_instead_is_on_the_wire(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_port *port = tw_port_new(bus, "p", TW_ROLE_OTHER, NULL, NULL);

	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, TW_US(1));
	tw_port_intercept(port, turn_round, NULL);
	tw_port_drive(port, TW_SCL, TW_RELEASE);
	tw_sim_run(sim, TW_US(2));
	assert_false(tw_bus_level(bus, TW_SCL));
	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, TW_US(3));
	assert_true(tw_bus_level(bus, TW_SCL));
	tw_port_intercept(port, NULL, NULL);
	tw_sim_run(sim, TW_US(4));
	assert_false(tw_bus_level(bus, TW_SCL));
}

int main(void)
{
	const struct CMUnitTest point[] = {
		cmocka_unit_test(
			a_point_is_found_by_its_name_and_asks_its_watcher),
		cmocka_unit_test(what_is_swallowed_never_reaches_the_wire),
		cmocka_unit_test(what_is_applied_instead_is_on_the_wire),
	};

	return cmocka_run_group_tests(point, NULL, NULL);
}
