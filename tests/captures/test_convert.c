/* SPDX-License-Identifier: MIT */
/* From one format to another: nothing that both hold is lost on the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "twowire/port.h"
#include "twowire/trace_file.h"
#include "wires.h"

#define NS_PER_S 1000000000u

/* Two buses and a net, and who pulls; the net is low at first. */
static tw_trace *two_buses(void)
{
	struct wires w = wires_new("one", 2500);
	const struct tw_source two = {.name = "two", .kind = TW_SOURCE_BUS};
	const struct tw_source net = {.name = "INT#", .kind = TW_SOURCE_NET};
	struct tw_record r = {.kind = TW_RECORD_NET, .level = true};
	struct wires other = w;

	other.bus = tw_trace_add_source(w.trace, &two);
	r.source = tw_trace_add_source(w.trace, &net);
	wires_traffic(&w);
	r.tick = other.now = w.now;
	tw_trace_append(w.trace, &r);
	wires_traffic(&other);
	return w.trace;
}

static tw_trace *through(const tw_trace *trace, const char *file)
{
	char *path = wires_path(file);
	tw_trace *back;

	assert_true(tw_trace_write(trace, path, NULL));
	assert_true(tw_trace_read(path, NULL, &back, NULL));
	wires_remove(path);
	return back;
}

static char *written_as(const tw_trace *trace, const char *file, size_t *len,
			const struct tw_write_config *config)
{
	char *path = wires_path(file);
	char *data = NULL;

	assert_true(tw_trace_write_as(trace, path, config, NULL));
	assert_true(g_file_get_contents(path, &data, len, NULL));
	wires_remove(path);
	return data;
}

/* What is read from a format is written in it as it was: all channels, their
 * names and levels, and the times as far as the format has them. */
static void every_channel_survives_the_way_there_and_back(void **state)
{
	static const char *const files[] = {"x.sr", "x.vcd", "x.csv", "x.twt"};
	const struct tw_write_config plain = {0};
	g_autoptr(tw_trace) trace = two_buses();

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autoptr(tw_trace) back = through(trace, files[i]);
		g_autoptr(tw_trace) kept = through(back, "x.twt");
		g_autofree char *a = NULL, *b = NULL;
		size_t n, m;

		assert_int_equal(tw_trace_n_sources(back), 3);
		assert_int_equal(tw_trace_source(back, 2)->kind, TW_SOURCE_NET);
		assert_string_equal(tw_trace_source(back, 2)->name, "INT#");
		assert_false(tw_trace_source(back, 2)->rest_high);
		a = written_as(trace, files[i], &n, &plain);
		b = written_as(kept, files[i], &m, &plain);
		assert_int_equal(n, m);
		assert_memory_equal(a, b, n);
	}
}

static uint64_t ns_of(const tw_trace *trace, uint64_t tick)
{
	uint64_t num, den;

	tw_trace_tick(trace, &num, &den);
	return tick * num * (NS_PER_S / den);
}

/* @late_ns: as late as an edge may come. */
static void assert_edges(const tw_trace *ours, const tw_trace *read,
			 uint64_t late_ns)
{
	struct tw_trace_iter a = {0}, b = {0};
	struct tw_record r, s;

	while (tw_trace_next(ours, &a, &r)) {
		assert_true(tw_trace_next(read, &b, &s));
		assert_int_equal(r.source, s.source);
		assert_int_equal(r.kind, s.kind);
		assert_int_equal(r.line, s.line);
		assert_int_equal(r.level, s.level);
		assert_in_range(ns_of(read, s.tick), r.tick, r.tick + late_ns);
	}
	assert_false(tw_trace_next(read, &b, &s));
}

static void edges_keep_their_times(void **state)
{
	g_autoptr(tw_trace) trace = two_buses();
	g_autoptr(tw_trace) vcd = through(trace, "x.vcd");
	g_autoptr(tw_trace) csv = through(trace, "x.csv");
	g_autoptr(tw_trace) sr = through(trace, "x.sr");

	assert_edges(trace, vcd, 0);
	assert_edges(trace, csv, 0);
	assert_edges(trace, sr, ns_of(sr, 1));
}

/* START by the host, ACK by the ROM; a fault strikes as SCL falls. */
static tw_trace *pulled(void)
{
	struct wires w = wires_new("bus", 100);
	const struct tw_source host = {.name = "host", .kind = TW_SOURCE_PORT};
	const struct tw_source rom = {.name = "my rom",
				      .kind = TW_SOURCE_PORT,
				      .role = TW_ROLE_TARGET};
	struct tw_record r = {.tick = 100,
			      .kind = TW_RECORD_PULL,
			      .line = TW_SDA,
			      .drive = TW_LOW};

	r.source = tw_trace_add_source(w.trace, &host);
	tw_trace_append(w.trace, &r);
	w.now = 120;
	wires_edge(&w, TW_SDA, false);
	r = (struct tw_record){.tick = 150,
			       .kind = TW_RECORD_NOTE,
			       .note = TW_NOTE_FAULT,
			       .source = w.bus};
	tw_trace_append(w.trace, &r);
	w.now = 150;
	wires_edge(&w, TW_SCL, false);
	r = (struct tw_record){.tick = 200,
			       .kind = TW_RECORD_PULL,
			       .line = TW_SDA,
			       .drive = TW_LOW};
	r.source = tw_trace_add_source(w.trace, &rom);
	tw_trace_append(w.trace, &r);
	r.tick = 300;
	r.source = 1;
	r.drive = TW_RELEASE;
	tw_trace_append(w.trace, &r);
	tw_trace_set_end(w.trace, 1000);
	return w.trace;
}

static void who_pulls_and_where_faults_strike_are_channels(void **state)
{
	const struct tw_write_config config = {.drivers = true, .faults = true};
	g_autoptr(tw_trace) trace = pulled();
	g_autofree char *csv = NULL, *vcd = NULL;
	size_t n;

	csv = written_as(trace, "x.csv", &n, &config);
	assert_string_equal(csv, "Time [s],SCL,SDA,host.SDA,my_rom.SDA,FAULT\n"
				 "0.000000000,1,1,1,1,0\n"
				 "0.000000100,1,1,0,1,0\n"
				 "0.000000120,1,0,0,1,0\n"
				 "0.000000150,0,0,0,1,1\n"
				 "0.000000200,0,0,0,0,0\n"
				 "0.000000300,0,0,1,0,0\n"
				 "0.000001000,0,0,1,0,0\n");
	vcd = written_as(trace, "x.vcd", &n, &config);
	assert_non_null(strstr(vcd, "$var wire 1 % FAULT $end\n"));
	assert_non_null(
		strstr(vcd, "\n#15\n1%\n0!\n#20\n0%\n0$\n#30\n1#\n#100\n"));
}

/* Samples of 100 MHz: the fifth is 50 ns after the beginning. */
static void ticks_of_other_lengths_become_the_same_times(void **state)
{
	const struct tw_source source = {.name = "bus", .kind = TW_SOURCE_BUS};
	g_autoptr(tw_trace) trace = tw_trace_new(1, 100000000);
	g_autoptr(tw_trace) back = NULL;
	struct tw_record r = {.tick = 5,
			      .source = tw_trace_add_source(trace, &source),
			      .kind = TW_RECORD_EDGE,
			      .line = TW_SDA};
	struct tw_trace_iter iter = {0};
	char *path = wires_path("x.vcd");
	uint64_t num, den;

	tw_trace_append(trace, &r);
	tw_trace_set_end(trace, 7);
	assert_true(tw_trace_write(trace, path, NULL));
	assert_true(tw_trace_read(path, NULL, &back, NULL));
	tw_trace_tick(back, &num, &den);
	assert_true(tw_trace_next(back, &iter, &r));
	assert_int_equal(r.tick * num * 1000000000 / den, 50);
	wires_remove(path);
}

/* docs/trace-format.md: FAULT is high from the strike to the next change. */
static void a_fault_between_two_changes_lasts_to_the_second(void **state)
{
	const struct tw_write_config config = {.faults = true};
	struct wires w = wires_new("bus", 100);
	const struct tw_record fault = {.tick = 200,
					.kind = TW_RECORD_NOTE,
					.note = TW_NOTE_FAULT,
					.source = w.bus};
	g_autofree char *csv = NULL;
	size_t n;

	w.now = 100;
	wires_edge(&w, TW_SDA, false);
	tw_trace_append(w.trace, &fault);
	w.now = 300;
	wires_edge(&w, TW_SCL, false);
	w.now = 400;
	wires_edge(&w, TW_SCL, true);
	tw_trace_set_end(w.trace, 400);
	csv = written_as(w.trace, "x.csv", &n, &config);
	assert_string_equal(csv, "Time [s],SCL,SDA,FAULT\n"
				 "0.000000000,1,1,0\n"
				 "0.000000100,1,0,0\n"
				 "0.000000200,1,0,1\n"
				 "0.000000300,0,0,0\n"
				 "0.000000400,1,0,0\n");
	tw_trace_free(w.trace);
}

/* A sample is 50 ns long. The fall of SCL would share one with that of SDA. */
static void marks_move_no_edge_of_a_session(void **state)
{
	const struct tw_write_config marks = {
		.rate_hz = 20000000, .drivers = true, .faults = true};
	g_autoptr(tw_trace) trace = pulled();
	g_autoptr(tw_trace) back = NULL;
	char *path = wires_path("x.sr");
	static const uint64_t want[] = {2, 3, 3, 4, 4, 4, 6};
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	assert_true(tw_trace_write_as(trace, path, &marks, NULL));
	assert_true(tw_trace_read(path, NULL, &back, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
		assert_true(tw_trace_next(back, &iter, &r));
		assert_int_equal(r.tick, want[i]);
	}
	assert_false(tw_trace_next(back, &iter, &r));
	assert_int_equal(tw_trace_end(back), 20);
	wires_remove(path);
}

static void a_part_begins_with_the_levels_there(void **state)
{
	struct wires w = wires_new("bus", 100);
	g_autoptr(tw_trace) part = NULL;
	static const struct {
		uint64_t tick;
		uint8_t line, level;
	} want[] = {{0, TW_SDA, 0}, {50, TW_SCL, 0}, {150, TW_SDA, 1}};
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	w.now = 100;
	wires_edge(&w, TW_SDA, false);
	w.now = 200;
	wires_edge(&w, TW_SCL, false);
	w.now = 300;
	wires_edge(&w, TW_SDA, true);
	w.now = 400;
	wires_edge(&w, TW_SCL, true);
	tw_trace_set_end(w.trace, 500);
	part = tw_trace_cut(w.trace, 150, 350);
	for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
		assert_true(tw_trace_next(part, &iter, &r));
		assert_int_equal(r.tick, want[i].tick);
		assert_int_equal(r.line, want[i].line);
		assert_int_equal(r.level, want[i].level);
	}
	assert_false(tw_trace_next(part, &iter, &r));
	assert_int_equal(tw_trace_end(part), 200);
	tw_trace_free(w.trace);
}

/* Of a capture's quiet part: 1 ms, which its tick could not tell if only edges
 * counted. */
static void what_has_no_edges_keeps_its_length(void **state)
{
	struct wires w = wires_new("bus", 100);
	g_autoptr(tw_trace) back = NULL;
	uint64_t num, den;

	tw_trace_set_end(w.trace, 1000000);
	back = through(w.trace, "x.vcd");
	tw_trace_tick(back, &num, &den);
	assert_int_equal(tw_trace_end(back) * num * NS_PER_S / den, 1000000);
	tw_trace_free(w.trace);
}

static void what_cannot_be_written_is_refused(void **state)
{
	const struct tw_write_config fast = {.rate_hz = 1000000001};
	g_autoptr(tw_trace) trace = pulled();
	g_autoptr(tw_trace) bare = tw_trace_new(0, 1);
	g_autoptr(GError) error = NULL;
	char *path = wires_path("x.sr");

	assert_false(tw_trace_write_as(trace, path, &fast, &error));
	assert_int_equal(error->code, TW_ERROR_CONFIG);
	g_clear_error(&error);
	assert_false(tw_trace_write(bare, "x.csv", &error));
	assert_non_null(strstr(error->message, "samplerate is not known"));
	wires_remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_channel_survives_the_way_there_and_back),
		cmocka_unit_test(edges_keep_their_times),
		cmocka_unit_test(
			who_pulls_and_where_faults_strike_are_channels),
		cmocka_unit_test(ticks_of_other_lengths_become_the_same_times),
		cmocka_unit_test(
			a_fault_between_two_changes_lasts_to_the_second),
		cmocka_unit_test(marks_move_no_edge_of_a_session),
		cmocka_unit_test(a_part_begins_with_the_levels_there),
		cmocka_unit_test(what_has_no_edges_keeps_its_length),
		cmocka_unit_test(what_cannot_be_written_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
