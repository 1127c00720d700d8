/* SPDX-License-Identifier: MIT */
/* Timing is measured between the levels that UM10204 figure 38 shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "files.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/parts.h"
#include "twowire/timing.h"

/* An edge seen at @ns, @slew after it crossed the other threshold. */
static void edge(struct wires *w, uint64_t ns, enum tw_line line, bool level,
		 uint32_t slew)
{
	struct tw_record r = {
		.tick = ns,
		.source = w->bus,
		.kind = TW_RECORD_EDGE,
		.line = line,
		.level = level,
		.slew = slew,
	};

	tw_trace_append(w->trace, &r);
}

/* One bit between START and STOP, then a START. @sto moves the STOP. */
static struct wires one_bit(uint64_t sto)
{
	struct wires w = wires_new("bus", 1);

	edge(&w, 10000, TW_SDA, 0, 20);
	edge(&w, 14020, TW_SCL, 0, 20);
	edge(&w, 15000, TW_SDA, 1, 100);
	edge(&w, 19000, TW_SCL, 1, 200);
	edge(&w, 23520, TW_SCL, 0, 20);
	edge(&w, 24000, TW_SDA, 0, 20);
	edge(&w, 28300, TW_SCL, 1, 250);
	edge(&w, 32450 + sto, TW_SDA, 1, 150);
	edge(&w, 37500, TW_SDA, 0, 20);
	return w;
}

static void assert_timing(const tw_timing_report *r, enum tw_timing_param param,
			  int64_t min, int64_t max, uint64_t min_at)
{
	const struct tw_timing_row *t = tw_timing_report_find(r, param, false);

	assert_int_equal(t->min, min * 1000);
	assert_int_equal(t->max, max * 1000);
	assert_int_equal(t->min_at, min_at);
}

static void each_parameter_runs_between_its_thresholds(void **state)
{
	struct wires w = one_bit(0);
	g_autoptr(tw_timing_report) t = tw_trace_timing(w.trace, w.bus, NULL);

	/* SDA at 30 % until SCL at 70 %. */
	assert_timing(t, TW_THD_STA, 14000 - 10000, 4000, 14020);
	/* SCL at 30 % until SCL at 30 %. */
	assert_timing(t, TW_TLOW, 28050 - 23520, 18800 - 14020, 28300);
	/* SCL at 70 % until SCL at 70 %. */
	assert_timing(t, TW_THIGH, 23500 - 19000, 4500, 23520);
	/* SCL at 30 % until SDA leaves its level. */
	assert_timing(t, TW_THD_DAT, 23980 - 23520, 14900 - 14020, 24000);
	/* SDA at its new level until SCL at 30 %. */
	assert_timing(t, TW_TSU_DAT, 18800 - 15000, 28050 - 24000, 19000);
	/* SCL at 70 % until SDA at 30 %. */
	assert_timing(t, TW_TSU_STO, 32300 - 28300, 4000, 32450);
	/* SDA at 70 % until SDA at 70 %. */
	assert_timing(t, TW_TBUF, 37480 - 32450, 5030, 37500);
	assert_timing(t, TW_TR, 100, 250, 15000);
	assert_timing(t, TW_TF, 20, 20, 10000);
	assert_timing(t, TW_FSCL, 23520 - 14020, 9500, 23520);
	assert_int_equal(tw_timing_report_find(t, TW_TSU_STA, false)->count, 0);
	tw_trace_free(w.trace);
}

static void a_repeated_start_has_a_setup_time(void **state)
{
	struct wires w = wires_new("bus", 1);
	g_autoptr(tw_timing_report) t = NULL;

	edge(&w, 10000, TW_SDA, 0, 20);
	edge(&w, 14020, TW_SCL, 0, 20);
	edge(&w, 15000, TW_SDA, 1, 100);
	edge(&w, 19000, TW_SCL, 1, 200);
	edge(&w, 23720, TW_SDA, 0, 20); /* SCL at 70 % until SDA at 70 % */
	edge(&w, 28000, TW_SCL, 0, 20);
	t = tw_trace_timing(w.trace, w.bus, NULL);
	assert_timing(t, TW_TSU_STA, 23700 - 19000, 4700, 23720);
	assert_timing(t, TW_THD_STA, 4000, 27980 - 23720, 14020);
	assert_int_equal(tw_timing_report_find(t, TW_THIGH, false)->count, 0);
	assert_int_equal(tw_timing_report_find(t, TW_FSCL, false)->count, 0);
	tw_trace_free(w.trace);
}

static char *table(const tw_trace *trace, enum tw_timing_mode mode)
{
	struct tw_timing_config config = {.mode = mode};
	g_autoptr(tw_timing_report) r = tw_trace_timing(trace, 0, &config);
	GString *s = g_string_new(NULL);

	tw_timing_report_to_text(r, true, s);
	return g_string_free(s, FALSE);
}

/* tLOW is 4530 ns here, which Standard-mode forbids. */
static void a_limit_holds_at_the_limit_and_not_1_ns_beyond(void **state)
{
	struct wires at = one_bit(0);
	struct wires beyond = one_bit(-1ull);
	g_autofree char *good = table(at.trace, TW_TIMING_STANDARD);
	g_autofree char *bad = table(beyond.trace, TW_TIMING_STANDARD);
	g_autoptr(GRegex) row =
		g_regex_new("tSU;STO.*\\+0 ns +32450\n", 0, 0, NULL);
	g_autoptr(GRegex) violated = g_regex_new(
		"tSU;STO +3999 ns.*-1 ns +32449  VIOLATED\n", 0, 0, NULL);
	g_autoptr(GRegex) low =
		g_regex_new("tLOW .*-170 ns +28300  VIOLATED\n", 0, 0, NULL);

	assert_true(g_regex_match(row, good, 0, NULL));
	if (!g_regex_match(violated, bad, 0, NULL))
		fail_msg("%s", bad);
	assert_true(g_regex_match(low, good, 0, NULL));
	tw_trace_free(at.trace);
	tw_trace_free(beyond.trace);
}

static void the_mode_follows_the_fastest_clock(void **state)
{
	static const struct {
		uint64_t step_ns; /* a quarter of a bit */
		const char *mode;
	} rows[] = {
		{2500, "Standard-mode"}, {2300, "Standard-mode"},
		{2000, "Fast-mode ("},	 {625, "Fast-mode ("},
		{500, "Fast-mode Plus"}, {250, "Fast-mode Plus"},
		{100, "Fast-mode Plus"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct wires w = wires_new("bus", rows[i].step_ns);
		g_autofree char *text = NULL;

		wires_traffic(&w);
		text = table(w.trace, TW_TIMING_AUTO);
		assert_non_null(strstr(text, rows[i].mode));
		tw_trace_free(w.trace);
	}
}

/* 250 ns samples: 4500 ns against 4700 ns may be the sampling. */
static void within_a_sample_a_violation_is_only_possible(void **state)
{
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	struct wires w = {.trace = tw_trace_new(1, 4000000)};
	g_autofree char *text = NULL;
	g_autoptr(GRegex) possible = g_regex_new(
		"tLOW .* -200 ns +33000  possibly violated 1 of 1\n", 0, 0,
		NULL);
	g_autoptr(GRegex) certain = g_regex_new(
		"tHD;STA .* -500 ns +28500  VIOLATED 1 of 1\n", 0, 0, NULL);

	w.bus = tw_trace_add_source(w.trace, &bus);
	edge(&w, 100, TW_SDA, 0, 0);
	edge(&w, 114, TW_SCL, 0, 0); /* tHD;STA 3500 ns */
	edge(&w, 132, TW_SCL, 1, 0); /* tLOW 4500 ns */
	edge(&w, 152, TW_SCL, 0, 0);
	text = table(w.trace, TW_TIMING_STANDARD);
	assert_true(g_regex_match(possible, text, 0, NULL));
	assert_true(g_regex_match(certain, text, 0, NULL));
	assert_non_null(strstr(text, "tr (one threshold)"));
	assert_non_null(strstr(text, "by one threshold and samples of 250 ns"));
	assert_non_null(strstr(text, " times a limit is missed, by more than "
				     "a sample, 250 ns\n"));
	tw_trace_free(w.trace);
}

/* 400 kHz in samples of 250 ns: some periods take 9 instead of 10. */
static void a_sample_makes_no_faster_mode(void **state)
{
	struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	struct wires w = {.trace = tw_trace_new(1, 4000000)};
	g_autofree char *text = NULL;
	uint64_t at = 100;

	w.bus = tw_trace_add_source(w.trace, &bus);
	edge(&w, at, TW_SDA, 0, 0);
	for (unsigned i = 0; i < 8; i++) {
		edge(&w, at += 5, TW_SCL, 0, 0);
		edge(&w, at += 5 - i % 2, TW_SCL, 1, 0);
	}
	text = table(w.trace, TW_TIMING_AUTO);
	assert_non_null(strstr(text, "Fast-mode (UM10204"));
	tw_trace_free(w.trace);
}

/* Two periods of 6 us among 400 of 10 us. */
static void a_glitch_makes_no_faster_mode(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *text = NULL;

	wires_start(&w, false);
	for (unsigned i = 0; i < 400; i++) {
		wires_edge(&w, TW_SCL, true);
		w.now += i == 77 ? 1000 : 5000;
		wires_edge(&w, TW_SCL, false);
		w.now += i == 77 ? 1000 : 5000;
	}
	text = table(w.trace, TW_TIMING_AUTO);
	assert_non_null(strstr(text, "Standard-mode"));
	assert_non_null(strstr(text, "VIOLATED"));
	tw_trace_free(w.trace);
}

/* A START and two clocks, ages apart; a day is 86400 s. */
static const char ages[] = "$timescale 1 ns $end\n"
			   "$var wire 1 c SCL $end\n$var wire 1 d SDA $end\n"
			   "$enddefinitions $end\n"
			   "#0 1c 1d\n#10000 0d\n#20000 0c\n#30000 1c\n"
			   "#6800000000000000000 0c\n#6800000000000010000 1c\n"
			   "#6800000000000020000 0c\n#9200000000000000000 1c\n"
			   "#9200000000000010000 1d\n#9200000000000020000 0d\n";

static void ages_are_measured_alike_in_memory_and_while_read(void **state)
{
	char *path = files_text("x.vcd", ages);
	g_autoptr(tw_capture) c = tw_capture_open(path, NULL, NULL);
	g_autoptr(tw_timing_report) streamed = tw_capture_timing(c, NULL, NULL);
	g_autoptr(tw_trace) trace = tw_capture_read(path, NULL, NULL);
	g_autoptr(tw_timing_report) report = tw_trace_timing(trace, 0, NULL);
	g_autoptr(GString) ours = g_string_new(NULL);
	g_autoptr(GString) theirs = g_string_new(NULL);
	const struct tw_timing_row *high =
		tw_timing_report_find(report, TW_THIGH, false);

	tw_timing_report_to_text(streamed, true, ours);
	tw_timing_report_to_text(report, true, theirs);
	assert_string_equal(ours->str, theirs->str);
	assert_int_equal(high->min, 10000000);
	assert_int_equal(high->max_at, 6800000000000000000u);
	assert_true(high->max > 50 * 86400 * INT64_C(1000000000000));
	wires_remove(path);
}

static unsigned rows_after(const char *text, const char *name)
{
	const char *line = strstr(text, name);
	unsigned n = 0;

	assert_non_null(line);
	line++; /* past the end of the line before */
	while ((line = strchr(line, '\n')) &&
	       g_str_has_prefix(++line, "    by "))
		n++;
	return n;
}

/* Host and EEPROM move SDA, the host alone moves SCL. */
static void who_caused_it_is_told_where_they_are_several(void **state)
{
	static const uint8_t tx[] = {0x10, 0xca};
	tw_sim *sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_controller *host = tw_controller_new(bus, NULL, NULL);
	struct tw_device_config rom = {.name = "rom", .addr = 0x50};
	g_autoptr(tw_timing_report) r = NULL;
	g_autoptr(GString) split = g_string_new(NULL);
	g_autoptr(GString) whole = g_string_new(NULL);

	assert_non_null(tw_bus_attach(bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	assert_int_equal(tw_controller_write_to(host, 0x50, tx, 2), TW_OK);
	r = tw_trace_timing(tw_sim_trace(sim), 0, NULL);
	tw_timing_report_to_text(r, true, split);
	assert_int_equal(rows_after(split->str, "\n  tHD;DAT "), 2);
	assert_int_equal(rows_after(split->str, "\n  tLOW "), 0);
	tw_timing_report_to_text(r, false, whole);
	assert_null(strstr(whole->str, "  by "));
	tw_sim_free(sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_parameter_runs_between_its_thresholds),
		cmocka_unit_test(a_repeated_start_has_a_setup_time),
		cmocka_unit_test(
			a_limit_holds_at_the_limit_and_not_1_ns_beyond),
		cmocka_unit_test(the_mode_follows_the_fastest_clock),
		cmocka_unit_test(within_a_sample_a_violation_is_only_possible),
		cmocka_unit_test(a_sample_makes_no_faster_mode),
		cmocka_unit_test(a_glitch_makes_no_faster_mode),
		cmocka_unit_test(who_caused_it_is_told_where_they_are_several),
		cmocka_unit_test(
			ages_are_measured_alike_in_memory_and_while_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
