/* SPDX-License-Identifier: MIT */
/*
 * Files with voltages: the text of a .csv, and what sigrok-cli (where it is
 * installed) and we read from a .sr.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twowire/analog.h"
#include "twowire/port.h"
#include "wires.h"

/* 10 kohm and 200 pF: RC is 2000 ns. SDA is pulled at 0, let go at 1000; SCL
 * is pulled at 3000. */
static tw_sim *two_edges(uint64_t from, uint64_t to, uint64_t step,
			 unsigned n_buses)
{
	struct tw_bus_config config = {.pullup_ohm = 10000, .cap_pF = 200};
	struct tw_analog_window window = {from, to, step};
	tw_sim *sim = tw_sim_new(0);
	tw_port *port = NULL;

	for (unsigned i = n_buses; i-- > 0;) {
		g_autofree char *name = g_strdup_printf("bus%u", i);

		config.name = name;
		port = tw_port_new(tw_bus_new(sim, &config, NULL), "hand",
				   TW_ROLE_OTHER, NULL, NULL);
	}
	assert_true(tw_sim_analog(sim, &window, NULL));
	tw_port_drive(port, TW_SDA, TW_LOW);
	tw_sim_run(sim, 1000);
	tw_port_drive(port, TW_SDA, TW_RELEASE);
	tw_sim_run(sim, 3000);
	tw_port_drive(port, TW_SCL, TW_LOW);
	tw_sim_run(sim, 12000);
	return sim;
}

static char *write_to(tw_sim *sim, const char *file)
{
	g_autoptr(GError) error = NULL;
	char *path = wires_path(file);

	if (!tw_trace_write(tw_sim_trace(sim), path, &error))
		fail_msg("%s", error->message);
	return path;
}

/* A line of text that begins with @begin, or fails. */
static const char *line_of(const char *text, const char *begin)
{
	g_autofree char *after = g_strconcat("\n", begin, NULL);
	const char *at = strstr(text, after);

	if (!at)
		fail_msg("no line begins with \"%s\"", begin);
	return at + 1;
}

static void a_csv_has_a_line_for_each_instant(void **state)
{
	tw_sim *sim = two_edges(1000, 11000, 1000, 1);
	char *path = write_to(sim, "x.csv");
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	static const uint32_t percent_100[] = {0, 3935, 6321, 7769, 8647, 9179};

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	assert_string_equal(lines[0], "time_ns,SCL,SDA,SCL_V,SDA_V");
	assert_string_equal(lines[1], "1000,1,0,3.300000,0.000000");
	/* 1 - exp(-t / RC), in 1/10000. */
	for (unsigned i = 0; i < G_N_ELEMENTS(percent_100); i++) {
		g_auto(GStrv) cells = g_strsplit(lines[1 + i], ",", -1);
		double v = g_ascii_strtod(cells[4], NULL);

		assert_int_equal(g_strv_length(cells), 5);
		assert_int_equal(atoi(cells[0]), 1000 + 1000 * i);
		assert_int_equal((uint32_t)(v * 10000 / 3.3 + 0.5),
				 percent_100[i]);
		/* 0.7 VDD is crossed 1.204 RC after the release. */
		assert_string_equal(cells[2], i >= 3 ? "1" : "0");
		assert_string_equal(cells[1], i >= 3 ? "0" : "1");
	}
	assert_non_null(line_of(text, "11000,0,1,0.000000,3.2"));
	assert_int_equal(g_strv_length(lines), 1 + 11 + 1);
	wires_remove(path);
	tw_sim_free(sim);
}

static void several_buses_are_told_apart(void **state)
{
	tw_sim *sim = two_edges(0, 100, 50, 2);
	char *path = write_to(sim, "x.csv");
	g_autofree char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	assert_true(g_str_has_prefix(text, "time_ns,SCL0,SDA0,SCL1,SDA1,SCL0_V,"
					   "SDA0_V,SCL1_V,SDA1_V\n"));
	assert_non_null(line_of(text, "50,1,1,1,0,3.300000,3.300000,"
				      "3.300000,0.000000\n"));
	wires_remove(path);
	tw_sim_free(sim);
}

static void the_window_of_a_session_is_read_back(void **state)
{
	tw_sim *sim = two_edges(500, 11500, 100, 1);
	char *path = write_to(sim, "x.sr");
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trace) back = tw_capture_read(path, NULL, &error);
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t num, den;

	if (!back)
		fail_msg("%s", error->message);
	tw_trace_tick(back, &num, &den);
	assert_int_equal(den / num, 10000000);
	assert_int_equal(tw_trace_end(back), 111);
	/* SDA is low from the first sample; SCL falls at 3000 + 35 ns, SDA is
	 * high 1.20397 x 2000 ns after 1000: in the samples after that. */
	assert_true(tw_trace_next(back, &iter, &r));
	assert_int_equal(r.tick, 0);
	assert_int_equal(r.line, TW_SDA);
	assert_true(tw_trace_next(back, &iter, &r));
	assert_int_equal(r.tick, (3100 - 500) / 100);
	assert_int_equal(r.line, TW_SCL);
	assert_true(tw_trace_next(back, &iter, &r));
	assert_int_equal(r.tick, (3500 - 500) / 100);
	assert_int_equal(r.line, TW_SDA);
	assert_int_equal(r.level, 1);
	assert_false(tw_trace_next(back, &iter, &r));
	wires_remove(path);
	tw_sim_free(sim);
}

/* The values that it prints for one channel, in mV. */
static GArray *sigrok_values(const char *path, const char *channel)
{
	g_autofree char *command =
		g_strdup_printf("sigrok-cli -i %s -C %s -O csv", path, channel);
	GArray *values = g_array_new(FALSE, FALSE, sizeof(unsigned));
	g_autofree char *out = NULL;
	g_auto(GStrv) lines = NULL;
	int status;

	assert_true(
		g_spawn_command_line_sync(command, &out, NULL, &status, NULL));
	assert_int_equal(status, 0);
	lines = g_strsplit(out, "\n", -1);
	for (size_t i = 0; lines[i]; i++) {
		unsigned mV =
			(unsigned)(g_ascii_strtod(lines[i], NULL) * 1000 + 0.5);

		if (g_ascii_isdigit(lines[i][0]))
			g_array_append_val(values, mV);
	}
	return values;
}

/* Ten wires are two bytes a sample; SDA is read by its voltage: 0.7 VDD is
 * crossed 1.204 RC after 1000, 0.3 VDD 35 ns after a pull at 0 and 3000. */
static void many_wires_and_voltages_are_read_back_together(void **state)
{
	static const struct tw_capture_config config = {.scl = "SCL4",
							.sda = "SDA4_V"};
	static const struct {
		uint64_t from, to;
		enum tw_line line;
		bool level;
	} want[] = {{30, 37, TW_SDA, false},
		    {3030, 3036, TW_SCL, false},
		    {3400, 3412, TW_SDA, true}};
	tw_sim *sim = two_edges(0, 11000, 1, 5);
	char *path = write_to(sim, "x.sr");
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trace) back = tw_capture_read(path, &config, &error);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	if (!back)
		fail_msg("%s", error->message);
	for (unsigned i = 0; i < G_N_ELEMENTS(want); i++) {
		assert_true(tw_trace_next(back, &iter, &r));
		assert_in_range(r.tick, want[i].from, want[i].to);
		assert_int_equal(r.line, want[i].line);
		assert_int_equal(r.level, want[i].level);
	}
	assert_false(tw_trace_next(back, &iter, &r));
	wires_remove(path);
	tw_sim_free(sim);
}

static void sigrok_cli_shows_the_voltages(void **state)
{
	/* 100 ns a sample from 500 on; 3300 (1 - exp(-t / RC)) mV. */
	static const unsigned want[][2] = {
		{0, 0},	    {5, 0},	{10, 730},  {15, 1298},
		{25, 2086}, {45, 2853}, {65, 3136}, {105, 3278},
	};
	g_autofree char *program = g_find_program_in_path("sigrok-cli");
	g_autoptr(GArray) sda = NULL, scl = NULL;
	tw_sim *sim;
	char *path;

	if (!program)
		skip();
	sim = two_edges(500, 11500, 100, 1);
	path = write_to(sim, "x.sr");
	sda = sigrok_values(path, "SDA_V");
	scl = sigrok_values(path, "SCL_V");
	assert_int_equal(sda->len, 111);
	assert_int_equal(scl->len, 111);
	for (size_t i = 0; i < G_N_ELEMENTS(want); i++)
		assert_in_range(g_array_index(sda, unsigned, want[i][0]) + 1,
				want[i][1], want[i][1] + 2);
	/* SCL is pulled at 3000. */
	assert_int_equal(g_array_index(scl, unsigned, 25), 3300);
	assert_int_equal(g_array_index(scl, unsigned, 26), 0);
	wires_remove(path);
	tw_sim_free(sim);
}

static void expect_refused(tw_sim *sim, const char *file, const char *why)
{
	g_autoptr(GError) error = NULL;
	char *path = wires_path(file);

	assert_false(tw_trace_write(tw_sim_trace(sim), path, &error));
	if (!strstr(error->message, why))
		fail_msg("no \"%s\" in \"%s\"", why, error->message);
	wires_remove(path);
	tw_sim_free(sim);
}

static void a_file_that_cannot_be_is_refused(void **state)
{
	expect_refused(two_edges(12001, 20000, 10, 1), "x.csv",
		       "begins at 12001 ns, but the trace ends at 12000 ns");
	expect_refused(two_edges(12001, 20000, 10, 1), "x.sr",
		       "begins at 12001 ns, but the trace ends at 12000 ns");
	expect_refused(two_edges(0, 100, 10, 9), "x.sr",
		       "at most 8 buses, got 9");
}

int main(void)
{
	const struct CMUnitTest analog[] = {
		cmocka_unit_test(a_csv_has_a_line_for_each_instant),
		cmocka_unit_test(several_buses_are_told_apart),
		cmocka_unit_test(the_window_of_a_session_is_read_back),
		cmocka_unit_test(
			many_wires_and_voltages_are_read_back_together),
		cmocka_unit_test(sigrok_cli_shows_the_voltages),
		cmocka_unit_test(a_file_that_cannot_be_is_refused),
	};

	return cmocka_run_group_tests(analog, NULL, NULL);
}
