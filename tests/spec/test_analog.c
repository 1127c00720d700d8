/* SPDX-License-Identifier: MIT */
/*
 * Sampled voltages. Expected ones are worked out by hand: V = VDD (1 -
 * exp(-t / RC)) for a wire that is let go, a ramp of VDD in 2.5 fall times for
 * one that is pulled. fidelity.md promises 3/65536 of VDD, 151 uV of 3.3 V.
 */
#include "contest.h"

#include "twowire/analog.h"
#include "twowire/switch.h"

enum { CLOSE_uV = 160 };

struct scope {
	tw_sim *sim;
	tw_bus *bus;
	struct hand h;
};

/* 10 kohm and 200 pF: RC is 2000 ns. */
static const struct tw_bus_config slow_bus = {.pullup_ohm = 10000,
					      .cap_pF = 200};

static void scope_new(struct scope *s, uint64_t from, uint64_t to,
		      uint64_t step)
{
	struct tw_analog_window window = {from, to, step};

	s->sim = tw_sim_new(0);
	s->bus = tw_bus_new(s->sim, &slow_bus, NULL);
	hand_new(&s->h, s->bus, "hand");
	assert_true(tw_sim_analog(s->sim, &window, NULL));
}

static void drive(struct scope *s, enum tw_drive drive, uint64_t then_ns)
{
	tw_port_drive(s->h.port, TW_SDA, drive);
	hand_wait(&s->h, then_ns);
}

static size_t n_samples(const struct scope *s, enum tw_line line)
{
	size_t n;

	assert_non_null(tw_trace_analog_uV(
		tw_sim_trace(s->sim), wires_source(s->sim, "bus"), line, &n));
	return n;
}

/* The sample at @ns. */
static uint32_t uV(const struct scope *s, const char *bus, enum tw_line line,
		   uint64_t ns)
{
	const tw_trace *trace = tw_sim_trace(s->sim);
	struct tw_analog_window w;
	const uint32_t *all;
	size_t n;

	assert_true(tw_trace_analog(trace, &w));
	all = tw_trace_analog_uV(trace, wires_source(s->sim, bus), line, &n);
	assert_int_equal((ns - w.from_ns) % w.step_ns, 0);
	assert_true((ns - w.from_ns) / w.step_ns < n);
	return all[(ns - w.from_ns) / w.step_ns];
}

static void expect_uV(const struct scope *s, uint64_t ns, uint32_t want)
{
	uint32_t got = uV(s, "bus", TW_SDA, ns);

	if (got + CLOSE_uV < want || got > want + CLOSE_uV)
		fail_msg("at %u ns there are %u uV, not %u", (unsigned)ns, got,
			 want);
}

static void a_rising_edge_follows_its_rc(void **state)
{
	/* t / RC of 0.1, 0.5, 1, 2, 3, 5: 9.516, 39.347, 63.212, 86.466,
	 * 95.021, 99.326 % of 3.3 V. */
	static const uint32_t rows[][2] = {
		{200, 314037},	 {1000, 1298449}, {2000, 2085998},
		{4000, 2853394}, {6000, 3135703}, {10000, 3277765},
	};
	struct scope s;

	scope_new(&s, 0, 20000, 10);
	drive(&s, TW_LOW, 1000);
	drive(&s, TW_RELEASE, 19000);
	expect_uV(&s, 1000, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		expect_uV(&s, 1000 + rows[i][0], rows[i][1]);
	/* Nobody touches the other wire. */
	assert_int_equal(uV(&s, "bus", TW_SCL, 5000), 3300000);
	tw_sim_free(s.sim);
}

static void a_falling_edge_is_a_ramp(void **state)
{
	struct scope s;

	/* 20 ns from 70 to 30 %: 50 ns for all. */
	scope_new(&s, 0, 200, 5);
	hand_wait(&s.h, 100);
	drive(&s, TW_LOW, 100);
	expect_uV(&s, 100, 3300000);
	expect_uV(&s, 110, 2640000);
	expect_uV(&s, 125, 1650000);
	expect_uV(&s, 145, 330000);
	expect_uV(&s, 150, 0);
	tw_sim_free(s.sim);
}

/* The first record of SDA at this level after @ns. */
static uint64_t edge_after(const struct scope *s, uint64_t ns, bool level)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(s->sim), &iter, &r))
		if (r.kind == TW_RECORD_EDGE && r.line == TW_SDA &&
		    r.tick > ns && r.level == level)
			return r.tick;
	fail_msg("no edge after %u ns", (unsigned)ns);
	return 0;
}

static void an_edge_is_where_the_samples_cross_its_threshold(void **state)
{
	enum { VIH_uV = 2310000, VIL_uV = 990000 };
	struct scope s;
	uint64_t fell, rose;

	scope_new(&s, 0, 9000, 1);
	hand_wait(&s.h, 500);
	drive(&s, TW_LOW, 1500);
	drive(&s, TW_RELEASE, 7000);
	fell = edge_after(&s, 500, false);
	rose = edge_after(&s, 2000, true);
	/* 0.7 of a ramp of 50 ns; -ln(0.3) of 2000 ns. */
	assert_int_equal(fell, 500 + 35);
	assert_int_equal(rose, 2000 + 2408);
	assert_in_range(uV(&s, "bus", TW_SDA, fell), VIL_uV - 66000,
			VIL_uV + CLOSE_uV);
	assert_true(uV(&s, "bus", TW_SDA, fell - 1) > VIL_uV + CLOSE_uV);
	assert_in_range(uV(&s, "bus", TW_SDA, rose), VIH_uV - CLOSE_uV,
			VIH_uV + 500);
	assert_true(uV(&s, "bus", TW_SDA, rose - 1) < VIH_uV + CLOSE_uV);
	/* 0.3 VDD on the way up: -ln(0.7) of 2000 ns. */
	assert_true(uV(&s, "bus", TW_SDA, 2000 + 713) < VIL_uV);
	assert_true(uV(&s, "bus", TW_SDA, 2000 + 714) + CLOSE_uV > VIL_uV);
	tw_sim_free(s.sim);
}

static void an_edge_that_turns_back_goes_on_from_there(void **state)
{
	struct scope s;

	scope_new(&s, 0, 6000, 1);
	drive(&s, TW_LOW, 1000);
	drive(&s, TW_RELEASE, 2000);
	/* 63.212 % after RC; the ramp takes 1 ns for 2 %. */
	drive(&s, TW_LOW, 20);
	drive(&s, TW_RELEASE, 2000);
	expect_uV(&s, 3000, 2085998);
	expect_uV(&s, 3010, 2085998 - 660000);
	expect_uV(&s, 3020, 2085998 - 1320000);
	/* 23.212 % and RC: 1 - 0.76788 / e. */
	expect_uV(&s, 5020, 2367791);
	tw_sim_free(s.sim);
}

static void another_pull_up_changes_the_rest_of_the_edge(void **state)
{
	struct scope s;

	scope_new(&s, 0, 6000, 10);
	drive(&s, TW_LOW, 1000);
	drive(&s, TW_RELEASE, 2000);
	tw_bus_set_wire(s.bus, TW_SDA, 1000, 0);
	hand_wait(&s.h, 2000);
	/* One RC of 2000 ns, then one and two of 200 ns. */
	expect_uV(&s, 3000, 2085998);
	expect_uV(&s, 3200, 2853394);
	expect_uV(&s, 3400, 3135703);
	tw_sim_free(s.sim);
}

/* Capacitances add, pull-ups are in parallel: RC stays 2000 ns. */
static void joined_wires_share_their_charge(void **state)
{
	struct tw_bus_config other = slow_bus;
	struct tw_analog_window window = {0, 6000, 10};
	struct scope s;
	tw_switch *sw;
	tw_bus *bus;

	other.name = "other";
	s.sim = tw_sim_new(0);
	s.bus = tw_bus_new(s.sim, &slow_bus, NULL);
	bus = tw_bus_new(s.sim, &other, NULL);
	sw = tw_switch_new(s.bus, bus, "switch", NULL);
	hand_new(&s.h, s.bus, "hand");
	assert_true(tw_sim_analog(s.sim, &window, NULL));
	drive(&s, TW_LOW, 1005);
	tw_port_drive(s.h.port, TW_SDA, TW_RELEASE);
	tw_switch_set(sw, true);
	hand_wait(&s.h, 3000);
	assert_int_equal(uV(&s, "bus", TW_SDA, 1000), 0);
	assert_int_equal(uV(&s, "other", TW_SDA, 1000), 3300000);
	/* 1 - 0.5 exp(-5 / 2000), then 1 - 0.5 exp(-1005 / 2000). */
	expect_uV(&s, 1010, 1654120);
	expect_uV(&s, 2010, 2301723);
	assert_int_equal(uV(&s, "other", TW_SDA, 1010),
			 uV(&s, "bus", TW_SDA, 1010));
	assert_int_equal(uV(&s, "other", TW_SDA, 2010),
			 uV(&s, "bus", TW_SDA, 2010));
	tw_sim_free(s.sim);
}

static void a_window_has_its_instants_and_no_others(void **state)
{
	struct scope s;

	scope_new(&s, 100, 205, 25);
	drive(&s, TW_LOW, 99);
	assert_int_equal(n_samples(&s, TW_SDA), 0);
	hand_wait(&s.h, 1);
	assert_int_equal(n_samples(&s, TW_SDA), 1);
	drive(&s, TW_RELEASE, 50);
	assert_int_equal(n_samples(&s, TW_SDA), 3);
	assert_int_equal(n_samples(&s, TW_SCL), 3);
	drive(&s, TW_LOW, 5000);
	/* 100, 125, 150, 175, 200. */
	assert_int_equal(n_samples(&s, TW_SDA), 5);
	assert_int_equal(n_samples(&s, TW_SCL), 5);
	tw_sim_free(s.sim);
}

static void a_sample_is_the_voltage_of_its_instant(void **state)
{
	static const enum tw_drive drives[] = {TW_LOW,	TW_RELEASE, TW_LOW,
					       TW_HIGH, TW_LOW,	    TW_CURRENT};
	struct scope s;
	uint32_t mV[1001];

	scope_new(&s, 0, 1000, 1);
	for (unsigned ns = 0; ns <= 1000; ns++) {
		if (ns % 137 == 3)
			tw_port_drive(s.h.port, TW_SDA,
				      drives[ns / 137 % G_N_ELEMENTS(drives)]);
		mV[ns] = tw_bus_voltage_mV(s.bus, TW_SDA);
		hand_wait(&s.h, 1);
	}
	for (unsigned ns = 0; ns <= 1000; ns++)
		assert_int_equal(uV(&s, "bus", TW_SDA, ns) / 1000, mV[ns]);
	tw_sim_free(s.sim);
}

/* --- nothing else changes ---------------------------------------------- */

static char *records(tw_sim *sim)
{
	GString *s = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r))
		g_string_append_printf(
			s, "%" G_GUINT64_FORMAT " %u %u %u %u %u %u %u\n",
			r.tick, r.source, r.kind, r.line, r.level, r.drive,
			r.slew, r.note);
	return g_string_free(s, FALSE);
}

/* One host, the short way of a quiet bus; or two that contend. */
static char *traffic(unsigned n_hosts, uint32_t latency, bool sampled)
{
	struct tw_analog_window window = {3, 3000000, 5};
	struct contest x;
	char *text;

	contest_new(&x, 0, latency);
	if (sampled)
		assert_true(tw_sim_analog(x.sim, &window, NULL));
	contestant_msg(&x.a, 0x48, false, 2, 0x12, 0x35);
	contestant_msg(&x.a, 0x48, true, 2, 0, 0);
	contestant_msg(&x.b, 0x48, false, 2, 0x12, 0x34);
	x.p.hold_at = AT_READ;
	x.p.hold_ns = 12345;
	contestant_begin(&x.a);
	if (n_hosts > 1)
		contestant_begin(&x.b);
	tw_sim_run(x.sim, TW_MS(4));
	text = records(x.sim);
	contest_free(&x);
	return text;
}

static void sampling_changes_no_record(void **state)
{
	for (unsigned i = 0; i < 12; i++) {
		g_autofree char *bare = traffic(1 + i % 2, i * 311, false);
		g_autofree char *sampled = traffic(1 + i % 2, i * 311, true);

		assert_true(strlen(bare) > 1000);
		assert_string_equal(bare, sampled);
	}
}

/* --- what is refused --------------------------------------------------- */

static void a_window_that_cannot_be_is_refused(void **state)
{
	static const struct {
		struct tw_analog_window window;
		size_t n_buses;
		const char *why;
	} rows[] = {
		{{5, 5, 0}, 1, "ends before it begins"},
		{{5, 4, 0}, 1, "ends before it begins"},
		{{0, 100, 3}, 1, "a step must go into 1 s without a rest"},
		{{0, 100, 2000000000}, 1, "a step must go into 1 s"},
		/* 2000000 instants at most for a bus, 1000000 for two. */
		{{0, 2000000, 1}, 1, "the window has 2000001 instants"},
		{{0, 1000000, 1}, 2, "of two wires of 2 buses"},
		{{0, 20000000, 0}, 1, "the window has 2000001 instants"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_false(tw_analog_check(&rows[i].window, rows[i].n_buses,
					     &error));
		assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
		if (!strstr(error->message, rows[i].why))
			fail_msg("no \"%s\" in \"%s\"", rows[i].why,
				 error->message);
	}
	assert_true(tw_analog_check(&(struct tw_analog_window){0, 1999999, 1},
				    1, NULL));
	assert_true(tw_analog_check(&(struct tw_analog_window){0, 999999, 1}, 2,
				    NULL));
}

static void sampling_begins_with_the_sim_and_once(void **state)
{
	struct tw_analog_window window = {0, 100, 1};
	struct scope s;

	scope_new(&s, 0, 100, 1);
	assert_false(tw_sim_analog(s.sim, &window, NULL));
	tw_sim_free(s.sim);
	s.sim = tw_sim_new(0);
	s.bus = tw_bus_new(s.sim, NULL, NULL);
	tw_sim_run(s.sim, 1);
	assert_false(tw_sim_analog(s.sim, &window, NULL));
	assert_false(tw_trace_analog(tw_sim_trace(s.sim), &window));
	tw_sim_free(s.sim);
}

int main(void)
{
	const struct CMUnitTest analog[] = {
		cmocka_unit_test(a_rising_edge_follows_its_rc),
		cmocka_unit_test(a_falling_edge_is_a_ramp),
		cmocka_unit_test(
			an_edge_is_where_the_samples_cross_its_threshold),
		cmocka_unit_test(an_edge_that_turns_back_goes_on_from_there),
		cmocka_unit_test(another_pull_up_changes_the_rest_of_the_edge),
		cmocka_unit_test(joined_wires_share_their_charge),
		cmocka_unit_test(a_window_has_its_instants_and_no_others),
		cmocka_unit_test(a_sample_is_the_voltage_of_its_instant),
		cmocka_unit_test(sampling_changes_no_record),
		cmocka_unit_test(a_window_that_cannot_be_is_refused),
		cmocka_unit_test(sampling_begins_with_the_sim_and_once),
	};

	return cmocka_run_group_tests(analog, NULL, NULL);
}
