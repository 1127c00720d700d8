/* SPDX-License-Identifier: MIT */
/* VCD: what we write we read, and what others write too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "files.h"

static char *written(const tw_trace *trace, uint64_t tick_ps)
{
	char *path = wires_path("x.vcd");
	char *text = NULL;

	assert_true(tw_trace_write_vcd(trace, path, tick_ps, NULL));
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	wires_remove(path);
	return text;
}

static void a_vcd_holds_one_bit_wires_and_their_edges(void **state)
{
	struct wires w = wires_new("bus", 5000);
	g_autofree char *text = NULL;

	wires_edge(&w, TW_SDA, 0);
	w.now += 700;
	wires_edge(&w, TW_SCL, 0);
	wires_edge(&w, TW_SDA, 1);
	tw_trace_set_end(w.trace, 60000);
	text = written(w.trace, 0);
	assert_string_equal(text, "$version twowire $end\n"
				  "$timescale 100 ns $end\n"
				  "$var wire 1 ! SCL $end\n"
				  "$var wire 1 \" SDA $end\n"
				  "$enddefinitions $end\n"
				  "#0\n$dumpvars\n1!\n1\"\n$end\n"
				  "#500\n0\"\n"
				  "#507\n0!\n1\"\n"
				  "#600\n");
	tw_trace_free(w.trace);
}

static void the_timescale_is_the_coarsest_exact_one(void **state)
{
	static const struct {
		uint64_t edge_ns;
		const char *timescale;
	} rows[] = {
		{1, "$timescale 1 ns $end"},
		{120, "$timescale 10 ns $end"},
		{5000, "$timescale 1 us $end"},
		{40000, "$timescale 10 us $end"},
		{3000000, "$timescale 1 ms $end"},
		{7000000000, "$timescale 1 s $end"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct wires w = wires_new("bus", 1);
		g_autofree char *text = NULL;

		w.now = rows[i].edge_ns;
		wires_edge(&w, TW_SDA, 0);
		text = written(w.trace, 0);
		assert_non_null(strstr(text, rows[i].timescale));
		tw_trace_free(w.trace);
	}
}

static void a_timescale_may_be_asked_for(void **state)
{
	struct wires w = wires_new("bus", 1000);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	w.now = 12345;
	wires_edge(&w, TW_SDA, 0);
	text = written(w.trace, 10000000);
	assert_non_null(strstr(text, "$timescale 10 us $end"));
	assert_non_null(strstr(text, "\n#1\n0\"\n"));
	assert_false(tw_trace_write_vcd(w.trace, "x.vcd", 3, &error));
	assert_non_null(strstr(error->message, "power of ten"));
	tw_trace_free(w.trace);
}

static void a_vcd_read_back_has_the_same_messages(void **state)
{
	static const uint64_t steps[] = {1, 625, 2500};

	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		struct wires w = wires_new("bus", steps[i]);
		char *path = wires_path("x.vcd");
		g_autoptr(tw_trace) back = NULL;
		g_autofree char *ours = NULL;
		g_autofree char *read = NULL;

		wires_traffic(&w);
		assert_true(tw_trace_write(w.trace, path, NULL));
		back = tw_capture_read(path, NULL, NULL);
		assert_non_null(back);
		assert_int_equal(tw_trace_end(back), w.now);
		ours = wires_messages(w.trace);
		read = wires_messages(back);
		assert_string_equal(read, ours);
		wires_remove(path);
		tw_trace_free(w.trace);
	}
}

/* --- Other people's ------------------------------------------------------ */

static tw_trace *read_text(const char *text, GError **error)
{
	char *path = wires_path("x.vcd");
	tw_trace *trace;

	assert_true(g_file_set_contents(path, text, -1, NULL));
	trace = tw_capture_read(path, NULL, error);
	wires_remove(path);
	return trace;
}

static char *edges(const tw_trace *trace)
{
	GString *s = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(trace, &iter, &r))
		g_string_append_printf(s, "%u %s%u, ", (unsigned)r.tick,
				       r.line == TW_SCL ? "c" : "d", r.level);
	return g_string_free(s, FALSE);
}

#define VARS                                                                   \
	"$scope module top $end\n"                                             \
	"$var wire 1 c0 scl $end\n"                                            \
	"$scope module dut $end\n"                                             \
	"$var reg 8 v data [7:0] $end "                                        \
	"$var real 64 r volts $end $var real 1 q scl $end\n"                   \
	"$upscope $end\n"                                                      \
	"$var tri 1 d0 SDA $end\n"                                             \
	"$upscope $end\n"                                                      \
	"$enddefinitions $end\n"

static void vectors_reals_and_comments_are_passed_over(void **state)
{
	g_autoptr(tw_trace) trace = read_text(
		"  $date today $end\n$comment $var wire 1 x SCL $end\n"
		"$timescale\n 10ns\n$end\n" VARS
		"$dumpvars b00000000 v\nr1.5 r r0 q 1c0 1d0 $end\n"
		"#5\nb1010 v\n0d0\n#7 0c0 $comment 1c0 $end r2e3 r r1 q\n#9\n",
		NULL);
	g_autofree char *got = NULL;
	uint64_t num, den;

	assert_non_null(trace);
	tw_trace_tick(trace, &num, &den);
	assert_int_equal(num, 1);
	assert_int_equal(den, 100000000);
	assert_int_equal(tw_trace_end(trace), 9);
	got = edges(trace);
	assert_string_equal(got, "5 d0, 7 c0, ");
}

static void bits_of_vectors_are_channels(void **state)
{
	static const struct {
		const char *scl, *sda;
		const char *want;
	} rows[] = {
		{"pins[7]", "pins[5]", "5 c0, 6 c1, 6 d0, 8 d1, "},
		{"pins[4]", "pins[6]", "5 c0, 7 c1, 7 d0, 8 d1, "},
		{"up[0]", "up[1]", "5 d0, 6 c0, 7 c1, 7 d1, "},
		{"top.flat[1]", "flat[0]", "5 d0, 6 c0, 6 d1, "},
	};
	static const char text[] =
		"$timescale 1 us $end $scope module top $end\n"
		"$var wire 4 p pins [7:4] $end $var reg 2 u up[0:1] $end\n"
		"$var integer 2 f flat $end $var wire 1 s[2] bit [3] $end\n"
		"$var wire 65 w wide $end $enddefinitions $end\n"
		"#0 b1111 p b11 u b11 f b1 s[2] 0w\n"
		"#5 b110 p b10 u b10 f\n#6 b1x00 p b0 u b1 f\n"
		"#7 b1001 p bz u bx f\n#8 bz p\n#9\n";

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_capture_config config = {rows[i].scl, rows[i].sda};
		char *path = files_text("x.vcd", text);
		g_autoptr(tw_trace) trace =
			tw_capture_read(path, &config, NULL);
		g_autofree char *got = NULL;

		assert_non_null(trace);
		got = edges(trace);
		if (strcmp(got, rows[i].want))
			fail_msg("row %zu: %s", i, got);
		wires_remove(path);
	}
}

static void z_is_high_and_x_keeps_the_level(void **state)
{
	g_autoptr(tw_trace) trace = read_text(
		"$timescale 1 us $end\n" VARS
		"#0\nxc0\nzd0\n#1\n0d0\n#2\nxd0\n#3\nZd0\n#4\n0c0\n#5\nXc0\n",
		NULL);
	g_autofree char *got = edges(trace);

	assert_string_equal(got, "1 d0, 3 d1, 4 c0, ");
}

static void a_flawed_vcd_is_an_error_that_names_the_line(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} rows[] = {
		{"$timescale 3 ns $end\n" VARS, ":1: $timescale must be"},
		{"$timescale 1 h $end\n" VARS, ":1: $timescale must be"},
		{"$timescale $end\n" VARS, ":1: $timescale must be"},
		{"$date\n$end\n$var wire $end\n", ":3: $var needs"},
		{"$timescale 1 ns $end\n", "ends before $enddefinitions"},
		{VARS "#1\n0c0\n#0\n", ":11: time goes back to 0"},
		{VARS "#1x\n", ":9: a time must be a number, got \"1x\""},
		{VARS "#-1\n", ":9: a time must be a number"},
		{VARS "#99999999999999999999\n", "a time must be a number"},
		{VARS "#9223372036854775808\n", "a time must be a number"},
		{VARS "#1\nhello\n", "expected a value change, got \"hello\""},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(read_text(rows[i].text, &error));
		if (!strstr(error->message, rows[i].why))
			fail_msg("row %zu: %s", i, error->message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vcd_holds_one_bit_wires_and_their_edges),
		cmocka_unit_test(the_timescale_is_the_coarsest_exact_one),
		cmocka_unit_test(a_timescale_may_be_asked_for),
		cmocka_unit_test(a_vcd_read_back_has_the_same_messages),
		cmocka_unit_test(vectors_reals_and_comments_are_passed_over),
		cmocka_unit_test(bits_of_vectors_are_channels),
		cmocka_unit_test(z_is_high_and_x_keeps_the_level),
		cmocka_unit_test(a_flawed_vcd_is_an_error_that_names_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
