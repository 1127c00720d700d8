/* SPDX-License-Identifier: MIT */
/* The seams: the sim as root of all, actors, ports and who pulls, traces. */
#include "party.h"

#include "twowire/observer.h"

/* A bus with traffic of every sort: arbitration, a hold, a CPU, a net. */
struct world {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *a, *b;
	struct party p;
	tw_actor *cpu;
	unsigned steps;
	tw_port *led;
	struct tw_msg ma, mb;
	uint8_t da[2], db[2];
};

static uint64_t step(void *user)
{
	struct world *w = user;
	uint64_t now = tw_sim_now_ns(w->sim);

	tw_port_drive(w->led, TW_SDA, TW_RELEASE);
	if (++w->steps % 16 == 0)
		tw_sim_note(w->sim, 0, TW_NOTE_OUTPUT, w->steps, "tick");
	return now + 10000 + tw_sim_random(w->sim, "cpu") % 1000;
}

static void world_new(struct world *w, uint64_t seed)
{
	static const struct tw_actor_ops ops = {.run = step};
	struct tw_controller_config config = {.name = "a"};

	memset(w, 0, sizeof(*w));
	w->sim = tw_sim_new(seed);
	w->bus = tw_bus_new(w->sim, NULL, NULL);
	w->a = tw_controller_new(w->bus, &config, NULL);
	config.name = "b";
	config.start_latency_ns = 900;
	w->b = tw_controller_new(w->bus, &config, NULL);
	party_at(&w->p, w->bus, "p", 0x48);
	w->p.hold_at = AT_WRITE;
	w->p.hold_ns = 33333;
	w->led = tw_port_new(w->bus, "led", TW_ROLE_OTHER, NULL, NULL);
	w->cpu = tw_actor_new(w->sim, "cpu", &ops, w);
	tw_actor_join_bus(w->cpu, w->bus);
	tw_actor_wake(w->cpu, 77);
	w->ma = (struct tw_msg){.addr = 0x48, .len = 2, .data = w->da};
	w->mb = (struct tw_msg){.addr = 0x48, .len = 2, .data = w->db};
	w->db[0] = 1;
	tw_controller_begin(w->a, &w->ma, 1, NULL, NULL);
	tw_controller_begin(w->b, &w->mb, 1, NULL, NULL);
}

static void world_free(struct world *w)
{
	tw_sim_free(w->sim);
	party_leave(&w->p);
}

static void expect_same_trace(tw_sim *a, tw_sim *b)
{
	struct tw_trace_iter i = {0}, k = {0};
	struct tw_record r, s;
	unsigned n = 0;

	while (tw_trace_next(tw_sim_trace(a), &i, &r)) {
		n++;
		assert_true(tw_trace_next(tw_sim_trace(b), &k, &s));
		assert_int_equal(r.text_len, s.text_len);
		if (r.text_len)
			assert_memory_equal(r.text, s.text, r.text_len);
		r.text = s.text = NULL;
		assert_memory_equal(&r, &s, sizeof(r));
	}
	assert_false(tw_trace_next(tw_sim_trace(b), &k, &s));
	assert_true(n > 100);
}

static void the_same_calls_give_the_same_trace(void **state)
{
	struct world v, w;

	world_new(&v, 5);
	tw_sim_run(v.sim, TW_MS(2));
	world_new(&w, 5);
	tw_sim_run(w.sim, TW_MS(2));
	expect_same_trace(v.sim, w.sim);
	world_free(&v);
	world_free(&w);
}

static void how_a_run_is_cut_up_changes_nothing(void **state)
{
	struct world v, w;

	world_new(&v, 5);
	tw_sim_run(v.sim, TW_MS(2));
	world_new(&w, 5);
	for (uint64_t t = 0; t < TW_MS(2); t += 777)
		tw_sim_run(w.sim, t);
	tw_sim_run(w.sim, TW_MS(2));
	expect_same_trace(v.sim, w.sim);
	world_free(&v);
	world_free(&w);
}

static void sims_in_one_process_do_not_know_of_each_other(void **state)
{
	struct world v, w, x;

	world_new(&v, 5);
	tw_sim_run(v.sim, TW_MS(2));
	world_new(&w, 5);
	world_new(&x, 6);
	for (uint64_t t = 0; t <= TW_MS(2); t += 50000) {
		tw_sim_run(w.sim, t);
		tw_sim_run(x.sim, t / 2);
	}
	world_free(&x);
	expect_same_trace(v.sim, w.sim);
	world_free(&v);
	world_free(&w);
}

static void count(void *user, const struct tw_record *r)
{
	(*(unsigned *)user)++;
}

static void an_observer_sees_all_and_changes_nothing(void **state)
{
	unsigned seen = 0, edges = 0, n = 0;
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	struct world v, w;

	world_new(&v, 5);
	tw_sim_run(v.sim, TW_MS(2));
	world_new(&w, 5);
	tw_sim_observe(w.sim, TW_TRACE_ALL, count, &seen);
	tw_sim_observe(w.sim, TW_TRACE_EDGES, count, &edges);
	tw_sim_run(w.sim, TW_MS(1));
	tw_sim_unobserve(w.sim, count, &edges);
	n = edges;
	tw_sim_run(w.sim, TW_MS(2));
	expect_same_trace(v.sim, w.sim);
	assert_int_equal(edges, n);
	assert_true(edges > 50);
	for (n = 0; tw_trace_next(tw_sim_trace(w.sim), &iter, &r); n++)
		;
	/* The two controllers' first pulls come before it listens, if any. */
	assert_in_range(seen, n - 2, n);
	world_free(&v);
	world_free(&w);
}

static void a_mask_keeps_what_it_says(void **state)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	unsigned n = 0;
	struct world w;

	world_new(&w, 5);
	tw_sim_trace_mask(w.sim, TW_TRACE_NOTES);
	tw_sim_run(w.sim, TW_MS(2));
	while (tw_trace_next(tw_sim_trace(w.sim), &iter, &r))
		if (r.tick > 0) {
			assert_int_equal(r.kind, TW_RECORD_NOTE);
			n++;
		}
	assert_true(n > 5);
	world_free(&w);
}

/* No logic analyzer can: the wire is low from 35 ns after the first pull, but
 * the trace has both pulls. */
static void pulls_say_who_even_where_no_edge_shows_it(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	struct tw_trace_iter iter = {0};
	g_autoptr(GString) got = g_string_new(NULL);
	struct hand h, g;
	struct tw_record r;

	hand_new(&h, bus, "host");
	hand_new(&g, bus, "rom");
	hand_set(&h, TW_SCL, false);
	hand_set(&g, TW_SCL, false);
	hand_set(&h, TW_SCL, true);
	hand_set(&g, TW_SCL, true);
	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		const struct tw_source *s =
			tw_trace_source(tw_sim_trace(sim), r.source);

		g_string_append_printf(
			got, "%d %s %s%d; ", (int)r.tick, s->name,
			r.kind == TW_RECORD_PULL ? "drive" : "level",
			r.kind == TW_RECORD_PULL ? r.drive : r.level);
		if (r.kind == TW_RECORD_PULL) {
			assert_int_equal(s->kind, TW_SOURCE_PORT);
			assert_int_equal(s->role, TW_ROLE_OTHER);
			assert_int_equal(s->bus, wires_source(sim, "bus"));
		} else {
			assert_int_equal(s->kind, TW_SOURCE_BUS);
		}
	}
	assert_string_equal(got->str,
			    "0 host drive1; 35 bus level0; 2500 rom drive1; "
			    "5000 host drive0; 7500 rom drive0; "
			    "7765 bus level1; ");
}

static void parts_bring_ports_of_their_name_and_role(void **state)
{
	struct world w;
	const struct tw_source *s;

	world_new(&w, 0);
	s = tw_trace_source(tw_sim_trace(w.sim), wires_source(w.sim, "a"));
	assert_int_equal(s->role, TW_ROLE_CONTROLLER);
	s = tw_trace_source(tw_sim_trace(w.sim), wires_source(w.sim, "p"));
	assert_int_equal(s->role, TW_ROLE_TARGET);
	world_free(&w);
}

static GString *freed;

static void note_free(void *user)
{
	g_string_append(freed, user);
}

static void a_sim_frees_what_it_owns_last_first(void **state)
{
	static const struct tw_actor_ops ops = {.free = note_free};
	tw_sim *sim = tw_sim_new(0);

	freed = g_string_new(NULL);
	tw_sim_own(sim, note_free, "1");
	tw_actor_new(sim, "actor", &ops, "2");
	tw_sim_own(sim, note_free, "3");
	tw_sim_free(sim);
	assert_string_equal(freed->str, "321");
	g_string_free(freed, TRUE);
	tw_sim_free(NULL);
}

static void separate_buses_are_islands_with_one_clock(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_controller *c[3];
	struct party p[3];

	for (int i = 0; i < 3; i++) {
		char name[8];
		struct tw_bus_config config = {.name = name};
		tw_bus *bus;

		g_snprintf(name, sizeof(name), "bus%d", i);
		bus = tw_bus_new(sim, &config, NULL);
		c[i] = tw_controller_new(bus, NULL, NULL);
		party_at(&p[i], bus, name, 0x48);
	}
	for (int i = 0; i < 3; i++) {
		assert_int_equal(tw_controller_write_to(c[i], 0x48, NULL, 0),
				 TW_OK);
		for (int k = 0; k < 3; k++)
			assert_int_equal(
				tw_queue_now_ns(tw_bus_queue(p[k].bus)),
				tw_sim_now_ns(sim));
	}
	assert_int_equal(tw_sim_n_islands(sim), 3);
	for (int i = 0; i < 3; i++) {
		EXPECT_TOLD(&p[i], "A48w P");
		party_leave(&p[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_calls_give_the_same_trace),
		cmocka_unit_test(how_a_run_is_cut_up_changes_nothing),
		cmocka_unit_test(sims_in_one_process_do_not_know_of_each_other),
		cmocka_unit_test(an_observer_sees_all_and_changes_nothing),
		cmocka_unit_test(a_mask_keeps_what_it_says),
		cmocka_unit_test(pulls_say_who_even_where_no_edge_shows_it),
		cmocka_unit_test(parts_bring_ports_of_their_name_and_role),
		cmocka_unit_test(a_sim_frees_what_it_owns_last_first),
		cmocka_unit_test(separate_buses_are_islands_with_one_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
