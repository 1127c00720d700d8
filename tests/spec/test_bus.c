/* SPDX-License-Identifier: MIT */
/*
 * The wires as ports and inputs have them. Times of the default bus: 2200 ohm
 * and 100 pF, so RC is 220 ns: to 0.3 VDD in 78.5 ns, to 0.7 VDD in 264.9 ns;
 * falls from VDD take 15 ns to 0.7 and 35 ns to 0.3.
 */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	struct hand h, g;
};

static int setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	hand_new(&b->h, b->bus, "hand");
	hand_new(&b->g, b->bus, "other hand");
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

static void drive(struct hand *h, enum tw_drive drive, uint64_t then_ns)
{
	tw_port_drive(h->port, TW_SDA, drive);
	hand_wait(h, then_ns);
}

/* SDA's edges, with the instants of both crossings. */
static void expect_edges(struct bench *b, unsigned n, const struct edge *want)
{
	g_autoptr(GArray) edges = wires_since(b->sim, 0);

	assert_int_equal(edges->len, n);
	for (unsigned i = 0; i < n; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		assert_int_equal(e.line, TW_SDA);
		assert_int_equal(e.level, want[i].level);
		assert_in_range(e.ns, want[i].ns, want[i].ns + 1);
		assert_in_range(e.first, want[i].first - 1, want[i].first + 1);
	}
}
#define EXPECT_EDGES(b, ...)                                                   \
	expect_edges(b,                                                        \
		     sizeof((const struct edge[]){__VA_ARGS__}) /              \
			     sizeof(struct edge),                              \
		     (const struct edge[]){__VA_ARGS__})

static void a_wire_falls_by_a_ramp_and_rises_by_its_rc(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->h, TW_RELEASE, 5000);
	EXPECT_EDGES(b, {35, 15, TW_SDA, false}, {1265, 1079, TW_SDA, true});
	assert_int_equal(wires_notes(b->sim, TW_NOTE_RUNT, NULL), 0);
}

/* Let go for 150 ns of the 265 it needs: nobody sees a high. */
static void a_short_release_never_reaches_vih(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->h, TW_RELEASE, 150);
	assert_false(tw_bus_level(b->bus, TW_SDA));
	drive(&b->h, TW_LOW, 1000);
	EXPECT_EDGES(b, {35, 15, TW_SDA, false});
	assert_int_equal(wires_notes(b->sim, TW_NOTE_RUNT, "bus"), 1);
}

/* The note says which wire and how far it got: 3.3 V (1 - exp(-150 / 220)) is
 * 1631 mV. */
static void a_runt_is_noted_with_its_peak(void **state)
{
	struct tw_trace_iter iter = {0};
	struct bench *b = *state;
	struct tw_record r;
	bool found = false;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->h, TW_RELEASE, 150);
	drive(&b->h, TW_LOW, 1000);
	while (tw_trace_next(tw_sim_trace(b->sim), &iter, &r)) {
		if (r.kind != TW_RECORD_NOTE)
			continue;
		found = true;
		assert_int_equal(r.note, TW_NOTE_RUNT);
		assert_int_equal(r.value & 1, TW_SDA);
		assert_in_range(r.value >> 1, 1630, 1632);
		assert_int_equal(r.tick, 1150);
	}
	assert_true(found);
}

/* Released at 1000, pulled at 1150 (0.494 VDD), let go again after 10 ns of a
 * 50 ns swing (0.294 VDD): from there RC ln(0.706 / 0.3) = 188 ns. */
static void a_wire_rises_from_the_voltage_it_has(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->h, TW_RELEASE, 150);
	drive(&b->h, TW_LOW, 10);
	drive(&b->h, TW_RELEASE, 5000);
	EXPECT_EDGES(b, {35, 15, TW_SDA, false}, {1348, 1161, TW_SDA, true});
}

/* From the 0.294 VDD of the test before, 50 ns up: 0.438 VDD, 1444 mV. */
static void voltages_follow_through_every_turn(void **state)
{
	struct tw_trace_iter iter = {0};
	struct bench *b = *state;
	struct tw_record r;
	uint64_t last_mV = 0;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->h, TW_RELEASE, 150);
	drive(&b->h, TW_LOW, 10);
	drive(&b->h, TW_RELEASE, 50);
	drive(&b->h, TW_LOW, 1000);
	while (tw_trace_next(tw_sim_trace(b->sim), &iter, &r))
		if (r.kind == TW_RECORD_NOTE && r.note == TW_NOTE_RUNT)
			last_mV = r.value >> 1;
	assert_in_range(last_mV, 1443, 1445);
	assert_int_equal(wires_notes(b->sim, TW_NOTE_RUNT, "bus"), 2);
}

/* Pulled 20 ns of the 35 that it takes to 0.3 VDD. */
static void a_short_pull_never_reaches_vil(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_LOW, 20);
	drive(&b->h, TW_RELEASE, 5000);
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_int_equal(wires_notes(b->sim, TW_NOTE_RUNT, "bus"), 1);
	g_autoptr(GArray) edges = wires_since(b->sim, 0);
	assert_int_equal(edges->len, 0);
}

/* Whatever is done within the instant of a crossing, the wire goes on by its
 * RC afterwards. */
static void turning_at_the_instant_of_a_crossing_breaks_nothing(void **state)
{
	struct bench *b = *state;

	for (uint64_t low = 30; low < 40; low++) {
		uint64_t from = tw_sim_now_ns(b->sim);

		drive(&b->h, TW_LOW, low);
		drive(&b->h, TW_RELEASE, 0);
		drive(&b->h, TW_LOW, 200);
		assert_false(tw_bus_level(b->bus, TW_SDA));
		drive(&b->h, TW_RELEASE, from % 3 + 262);
		drive(&b->h, TW_LOW, 0);
		drive(&b->h, TW_RELEASE, 300);
		assert_true(tw_bus_level(b->bus, TW_SDA));
		hand_wait(&b->h, 5000);
	}
}

static void the_wire_is_low_while_anybody_pulls(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->g, TW_LOW, 1000);
	drive(&b->h, TW_RELEASE, 1000);
	assert_false(tw_bus_level(b->bus, TW_SDA));
	drive(&b->g, TW_RELEASE, 1000);
	EXPECT_EDGES(b, {35, 15, TW_SDA, false}, {3265, 3079, TW_SDA, true});
}

static void push_pull_against_a_pull_is_low_and_noted(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_LOW, 1000);
	drive(&b->g, TW_HIGH, 1000);
	assert_false(tw_bus_level(b->bus, TW_SDA));
	assert_int_equal(wires_notes(b->sim, TW_NOTE_CONFLICT, "other hand"),
			 1);
	drive(&b->h, TW_RELEASE, 1000);
	/* Driven high: a ramp of 20 ns from 0.3 to 0.7, 15 before. */
	EXPECT_EDGES(b, {35, 15, TW_SDA, false}, {2035, 2015, TW_SDA, true});
	drive(&b->h, TW_LOW, 1000);
	assert_false(tw_bus_level(b->bus, TW_SDA));
	assert_int_equal(wires_notes(b->sim, TW_NOTE_CONFLICT, "hand"), 1);
	assert_int_equal(wires_notes(b->sim, TW_NOTE_CONFLICT, NULL), 2);
}

static void push_pull_high_and_release_moves_nothing(void **state)
{
	struct bench *b = *state;

	drive(&b->h, TW_HIGH, 1000);
	drive(&b->h, TW_RELEASE, 1000);
	g_autoptr(GArray) edges = wires_since(b->sim, 0);
	assert_int_equal(edges->len, 0);
	assert_int_equal(wires_notes(b->sim, TW_NOTE_CONFLICT, NULL), 0);
	assert_int_equal(wires_notes(b->sim, TW_NOTE_RUNT, NULL), 0);
}

/* --- listeners ---------------------------------------------------------- */

struct ear {
	GString *heard;
	tw_bus *bus;
};

static void hear(void *user, enum tw_line line, bool level)
{
	struct ear *e = user;

	assert_int_equal(tw_bus_level(e->bus, line), level);
	g_string_append_printf(e->heard, "%s%d@%d ",
			       line == TW_SCL ? "SCL" : "SDA", level,
			       (int)tw_sim_now_ns(tw_bus_sim(e->bus)));
}

static void a_listening_port_hears_both_wires(void **state)
{
	struct bench *b = *state;
	struct ear e = {g_string_new(NULL), b->bus};

	tw_port_new(b->bus, "ear", TW_ROLE_OTHER, hear, &e);
	drive(&b->h, TW_LOW, 1000);
	tw_port_drive(b->h.port, TW_SCL, TW_LOW);
	hand_wait(&b->h, 1000);
	drive(&b->h, TW_RELEASE, 1000);
	assert_string_equal(e.heard->str, "SDA0@35 SCL0@1035 SDA1@2265 ");
	g_string_free(e.heard, TRUE);
}

/* --- configuration ------------------------------------------------------ */

static void refuse(struct tw_bus_config config, const char *key)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	GError *error = NULL;

	config.name = "main";
	assert_null(tw_bus_new(sim, &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	if (!strstr(error->message, "main") || !strstr(error->message, key))
		fail_msg("'%s' does not name main and %s", error->message, key);
	g_error_free(error);
}

static void values_out_of_range_are_refused_by_name(void **state)
{
	refuse((struct tw_bus_config){.vdd_mV = 999}, "vdd_mV");
	refuse((struct tw_bus_config){.vdd_mV = 5501}, "vdd_mV");
	refuse((struct tw_bus_config){.pullup_ohm = 99}, "pullup_ohm");
	refuse((struct tw_bus_config){.pullup_ohm = 100001}, "pullup_ohm");
	refuse((struct tw_bus_config){.cap_pF = 2001}, "cap_pF");
	refuse((struct tw_bus_config){.fall_ns = 1001}, "fall_ns");
}

static void a_second_bus_of_one_name_is_refused(void **state)
{
	struct bench *b = *state;
	GError *error = NULL;

	assert_null(tw_bus_new(b->sim, NULL, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	g_error_free(error);
	assert_ptr_equal(tw_sim_bus(b->sim, "bus"), b->bus);
	assert_null(tw_sim_bus(b->sim, "bux"));
}

/* 0.8473 and 1.204 RC on extreme buses, as edges. */
static void extreme_buses_rise_as_theory_says(void **state)
{
	static const struct {
		uint32_t ohm, pF;
		double rc_ns;
	} rows[] = {{100, 1, 0.1},
		    {100, 2000, 200},
		    {100000, 1, 100},
		    {100000, 2000, 200000},
		    {1000, 550, 550}};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_sim) sim = tw_sim_new(0);
		struct tw_bus_config config = {.pullup_ohm = rows[i].ohm,
					       .cap_pF = rows[i].pF,
					       .sink_mA = 100};
		tw_bus *bus = tw_bus_new(sim, &config, NULL);
		double want = 10000 + 1.20397 * rows[i].rc_ns;
		double tr = 0.8473 * rows[i].rc_ns;
		g_autoptr(GArray) edges = NULL;
		struct hand h;
		struct edge e;

		hand_new(&h, bus, "hand");
		tw_port_drive(h.port, TW_SCL, TW_LOW);
		hand_wait(&h, 10000);
		tw_port_drive(h.port, TW_SCL, TW_RELEASE);
		hand_wait(&h, TW_MS(1));
		edges = wires_since(sim, 9000);
		assert_int_equal(edges->len, 1);
		e = g_array_index(edges, struct edge, 0);
		assert_true((double)e.ns >= want - 1 - 0.0005 * tr);
		assert_true((double)e.ns <= want + 1 + 0.0005 * want);
		assert_true((double)(e.ns - e.first) >= tr * 0.9995 - 1);
		assert_true((double)(e.ns - e.first) <= tr * 1.0005 + 1);
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_wire_falls_by_a_ramp_and_rises_by_its_rc),
		T(a_short_release_never_reaches_vih),
		T(a_runt_is_noted_with_its_peak),
		T(a_wire_rises_from_the_voltage_it_has),
		T(voltages_follow_through_every_turn),
		T(a_short_pull_never_reaches_vil),
		T(turning_at_the_instant_of_a_crossing_breaks_nothing),
		T(the_wire_is_low_while_anybody_pulls),
		T(push_pull_against_a_pull_is_low_and_noted),
		T(push_pull_high_and_release_moves_nothing),
		T(a_listening_port_hears_both_wires),
		T(values_out_of_range_are_refused_by_name),
		T(a_second_bus_of_one_name_is_refused),
		T(extreme_buses_rise_as_theory_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
