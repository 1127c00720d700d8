/* SPDX-License-Identifier: MIT */
/* Sigrok sessions that we write: read back, they show the same edges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "twowire/trace_file.h"
#include "wires.h"

static uint64_t rate_of(const tw_trace *trace)
{
	uint64_t num, den;

	tw_trace_tick(trace, &num, &den);
	return num ? den / num : 0;
}

/* Writes, reads back; the trace read is the caller's. */
static tw_trace *through_sr(const tw_trace *trace)
{
	char *path = wires_path("x.sr");
	g_autoptr(GError) error = NULL;
	tw_trace *back;

	assert_true(tw_trace_write(trace, path, &error));
	back = tw_capture_read(path, NULL, &error);
	assert_null(error);
	wires_remove(path);
	return back;
}

/* Each edge lies in the first sample at or after it. */
static void assert_same_edges(const tw_trace *ours, const tw_trace *read,
			      uint64_t period_ns)
{
	struct tw_trace_iter a = {0}, b = {0};
	struct tw_record r, s;

	while (tw_trace_next(ours, &a, &r)) {
		if (r.kind != TW_RECORD_EDGE)
			continue;
		assert_true(tw_trace_next(read, &b, &s));
		assert_int_equal(s.tick, (r.tick + period_ns - 1) / period_ns);
		assert_int_equal(s.line, r.line);
		assert_int_equal(s.level, r.level);
	}
	assert_false(tw_trace_next(read, &b, &s));
}

/* The shortest time between two edges asks for a rate. */
static void the_rate_is_the_slowest_that_keeps_edges_apart(void **state)
{
	static const struct {
		uint64_t shortest_ns, rate_hz;
	} rows[] = {
		{1, 1000000000}, {2, 500000000},  {3, 500000000},
		{7, 200000000},	 {10, 100000000}, {49, 25000000},
		{50, 20000000},	 {99, 20000000},  {100, 10000000},
		{300, 4000000},	 {625, 2000000},  {1000, 1000000},
		{4700, 400000},	 {3000000, 1000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct wires w = wires_new("bus", rows[i].shortest_ns);
		tw_trace *back;

		for (unsigned n = 0; n < 9; n++) {
			wires_edge(&w, n & 1, n / 2 & 1);
			w.now += n == 4 ? w.step : 7 * w.step + n;
		}
		back = through_sr(w.trace);
		assert_int_equal(rate_of(back), rows[i].rate_hz);
		tw_trace_free(back);
		tw_trace_free(w.trace);
	}
}

static void messages_survive_at_every_speed(void **state)
{
	static const uint64_t steps[] = {1, 3, 250, 625, 2500, 12345};

	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		struct wires w = wires_new("bus", steps[i]);
		g_autoptr(tw_trace) back = NULL;

		wires_traffic(&w);
		back = through_sr(w.trace);
		/* A NACK's SDA falls 1 ns after SCL. */
		assert_int_equal(rate_of(back), 1000000000);
		assert_same_edges(w.trace, back, 1);
		tw_trace_free(w.trace);
	}
}

static void edges_keep_their_order_where_the_rate_is_capped(void **state)
{
	struct wires w = wires_new("bus", 1);
	g_autoptr(tw_trace) back = NULL;
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	w.now = 10000000000; /* 10 s: at 1 GHz 10^10 samples */
	wires_edge(&w, TW_SDA, 0);
	w.now += 1;
	wires_edge(&w, TW_SCL, 0);
	w.now += 1;
	wires_edge(&w, TW_SDA, 1);
	w.now += 1000;
	wires_edge(&w, TW_SCL, 1);
	back = through_sr(w.trace);
	assert_int_equal(rate_of(back), 20000000);
	for (unsigned i = 0; i < 4; i++) {
		static const uint64_t want[] = {200000000, 200000001, 200000002,
						200000021};

		assert_true(tw_trace_next(back, &iter, &r));
		assert_int_equal(r.tick, want[i]);
	}
	tw_trace_free(w.trace);
}

static void edges_of_one_instant_share_a_sample(void **state)
{
	struct wires w = wires_new("bus", 1000);
	g_autoptr(tw_trace) back = NULL;

	wires_edge(&w, TW_SCL, 0);
	wires_edge(&w, TW_SDA, 0);
	w.now += 1000;
	wires_edge(&w, TW_SDA, 1);
	back = through_sr(w.trace);
	assert_int_equal(rate_of(back), 1000000);
	assert_same_edges(w.trace, back, 1000);
	tw_trace_free(w.trace);
}

/* 2.4 * 10^9 samples: more than one member. */
static void a_long_idle_costs_next_to_nothing(void **state)
{
	struct wires w = wires_new("bus", 250);
	g_autofree char *bytes = NULL;
	char *path = wires_path("idle.sr");
	gsize len;

	wires_edge(&w, TW_SDA, 0);
	w.now += 250;
	wires_edge(&w, TW_SDA, 1);
	w.now += 600000000000;
	wires_edge(&w, TW_SDA, 0);
	assert_true(tw_trace_write(w.trace, path, NULL));
	assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	assert_in_range(len, 1, 2500000);
	wires_remove(path);
	tw_trace_free(w.trace);
}

static void a_capture_keeps_its_samples(void **state)
{
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	struct wires w = {.trace = tw_trace_new(1, 24000000), .step = 10};
	g_autoptr(tw_trace) back = NULL;

	w.bus = tw_trace_add_source(w.trace, &bus);
	wires_edge(&w, TW_SDA, 0); /* on the trigger: sample 0 */
	w.now = 5;
	wires_edge(&w, TW_SCL, 0);
	tw_trace_set_end(w.trace, 1000);
	back = through_sr(w.trace);
	assert_int_equal(rate_of(back), 24000000);
	assert_int_equal(tw_trace_end(back), 1000);
	assert_same_edges(w.trace, back, 1);
	tw_trace_free(w.trace);
}

static void equal_traces_give_equal_bytes(void **state)
{
	g_autofree char *bytes[2] = {NULL, NULL};
	gsize len[2];

	for (unsigned i = 0; i < 2; i++) {
		struct wires w = wires_new("bus", 625);
		char *path = wires_path("x.sr");

		wires_traffic(&w);
		assert_true(tw_trace_write(w.trace, path, NULL));
		assert_true(
			g_file_get_contents(path, &bytes[i], &len[i], NULL));
		wires_remove(path);
		tw_trace_free(w.trace);
	}
	assert_int_equal(len[0], len[1]);
	assert_memory_equal(bytes[0], bytes[1], len[0]);
	g_free(bytes[1]);
}

/* Nine channels: two bytes a sample. */
static void several_buses_are_numbered_and_nets_follow(void **state)
{
	static const char *const want[] = {"SCL0",   "SDA0", "SCL1", "SDA1",
					   "SCL2",   "SDA2", "SCL3", "SDA3",
					   "ALERT#", NULL};
	struct wires w = wires_new("a", 1000);
	struct tw_source net = {
		.name = "ALERT#", .kind = TW_SOURCE_NET, .rest_high = true};
	struct tw_capture_config config = {"SCL2", "SDA2"};
	struct tw_record r = {.tick = 500000, .kind = TW_RECORD_NET};
	char *path = wires_path("x.sr");
	g_autoptr(tw_capture) c = NULL;
	g_autoptr(tw_trace) back = NULL;
	g_autofree char *messages = NULL;

	for (unsigned i = 1; i < 4; i++) {
		struct tw_source bus = {.name = "b", .kind = TW_SOURCE_BUS};

		w.bus = tw_trace_add_source(w.trace, &bus);
	}
	w.bus = 2;
	r.source = tw_trace_add_source(w.trace, &net);
	wires_traffic(&w);
	r.tick = w.now;
	tw_trace_append(w.trace, &r);
	assert_true(tw_trace_write(w.trace, path, NULL));
	c = tw_capture_open(path, &config, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(want); i++)
		if (want[i])
			assert_string_equal(tw_capture_channel(c, i), want[i]);
		else
			assert_null(tw_capture_channel(c, i));
	back = tw_capture_read(path, &config, NULL);
	messages = wires_messages(back);
	assert_non_null(strstr(messages, "\"data\":[1,170]"));
	wires_remove(path);
	tw_trace_free(w.trace);
}

static void pulseview_finds_a_decoder_on_each_bus(void **state)
{
	struct wires w = wires_new("bus", 1000);
	char *path = wires_path("x.sr");
	g_autofree char *dir = g_path_get_dirname(path);
	g_autofree char *pvs = g_build_filename(dir, "x.pvs", NULL);
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_autofree char *scl = NULL;

	wires_traffic(&w);
	assert_true(tw_trace_write(w.trace, path, NULL));
	assert_true(g_key_file_load_from_file(file, pvs, 0, NULL));
	assert_int_equal(
		g_key_file_get_integer(file, "General", "decode_signals", NULL),
		1);
	scl = g_key_file_get_value(file, "decode_signal0",
				   "channel0\\assigned_signal_name", NULL);
	assert_string_equal(scl, "SCL");
	assert_int_equal(g_key_file_get_integer(file, "decode_signal0",
						"channel1\\initial_pin_state",
						NULL),
			 1);
	wires_remove(path);
	tw_trace_free(w.trace);
}

static void what_cannot_be_written_is_an_error(void **state)
{
	struct wires w = wires_new("bus", 1000);
	static const char *const paths[] = {"/nonexistent/x.sr",
					    "/nonexistent/x.vcd", "x.doc", "x"};
	g_autoptr(GError) error = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		assert_false(tw_trace_write(w.trace, paths[i], &error));
		assert_non_null(strstr(error->message, paths[i]));
		g_clear_error(&error);
	}
	tw_trace_set_end(w.trace, TW_NEVER - 1);
	assert_false(tw_trace_write(w.trace, "/nonexistent/x.sr", &error));
	assert_non_null(strstr(error->message, "too long"));
	for (unsigned i = 0; i < 32; i++) {
		struct tw_source bus = {.name = "b", .kind = TW_SOURCE_BUS};

		tw_trace_add_source(w.trace, &bus);
	}
	assert_false(tw_trace_write(w.trace, "/tmp/x.sr", NULL));
	tw_trace_free(w.trace);
}

static void a_gigahertz_is_the_fastest_rate(void **state)
{
	struct tw_write_config config = {.rate_hz = 1000000000};
	struct wires w = wires_new("bus", 1000);
	char *path = wires_path("x.sr");
	g_autoptr(GError) error = NULL;

	wires_traffic(&w);
	assert_true(tw_trace_write_as(w.trace, path, &config, &error));
	config.rate_hz++;
	assert_false(tw_trace_write_as(w.trace, path, &config, &error));
	assert_non_null(strstr(error->message, "1 Hz to 1 GHz"));
	wires_remove(path);
	tw_trace_free(w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_rate_is_the_slowest_that_keeps_edges_apart),
		cmocka_unit_test(messages_survive_at_every_speed),
		cmocka_unit_test(
			edges_keep_their_order_where_the_rate_is_capped),
		cmocka_unit_test(a_gigahertz_is_the_fastest_rate),
		cmocka_unit_test(edges_of_one_instant_share_a_sample),
		cmocka_unit_test(a_long_idle_costs_next_to_nothing),
		cmocka_unit_test(a_capture_keeps_its_samples),
		cmocka_unit_test(equal_traces_give_equal_bytes),
		cmocka_unit_test(several_buses_are_numbered_and_nets_follow),
		cmocka_unit_test(pulseview_finds_a_decoder_on_each_bus),
		cmocka_unit_test(what_cannot_be_written_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
