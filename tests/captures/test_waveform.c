/* SPDX-License-Identifier: MIT */
/* The waveform for the terminal, as it is printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "wires.h"

static char *drawn(const tw_trace *trace, unsigned width, bool ascii)
{
	struct tw_waveform_config config = {.width = width, .ascii = ascii};
	GString *s = g_string_new(NULL);

	tw_trace_waveform(trace, 0, &config, s);
	return g_string_free(s, FALSE);
}

static struct wires one_address(void)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	wires_byte(&w, 0x4b << 1 | 1, false);
	wires_stop(&w);
	return w;
}

static void an_address_is_drawn_bit_by_bit(void **state)
{
	struct wires w = one_address();
	g_autofree char *fine = drawn(w.trace, 0, false);
	g_autofree char *plain = drawn(w.trace, 0, true);

	assert_string_equal(
		fine, "       S    1   0   0   1   0   1   1   R   N    P\n"
		      "     ────┐ ┌─┐ ┌─┐ ┌─┐ ┌─┐ ┌─┐ ┌─┐ ┌─┐ ┌─┐ ┌─┐ ┌───\n"
		      "SCL      └─┘ └─┘ └─┘ └─┘ └─┘ └─┘ └─┘ └─┘ └─┘ └─┘\n"
		      "     ──┐  ┌───┐       ┌───┐   ┌───────────────┐  ┌─\n"
		      "SDA    └──┘   └───────┘   └───┘               └──┘\n"
		      "            ├──────── 4b read NACK ─────────┤\n"
		      "       27.5 us\n");
	assert_string_equal(
		plain, "       S    1   0   0   1   0   1   1   R   N    P\n"
		       "     ____   _   _   _   _   _   _   _   _   _   ___\n"
		       "SCL      |_| |_| |_| |_| |_| |_| |_| |_| |_| |_|\n"
		       "     __    ___         ___     _______________    _\n"
		       "SDA    |__|   |_______|   |___|               |__|\n"
		       "            |-------- 4b read NACK ---------|\n"
		       "       27.5 us\n");
	tw_trace_free(w.trace);
}

static size_t columns(const char *line)
{
	return (size_t)g_utf8_strlen(line, (gssize)strcspn(line, "\n"));
}

static void no_line_is_wider_than_asked(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	for (unsigned i = 0; i < 9; i++)
		wires_byte(&w, (uint8_t)(0x81 + 30 * i), true);
	wires_stop(&w);
	for (unsigned width = 40; width < 200; width += 7) {
		g_autofree char *text = drawn(w.trace, width, false);

		for (const char *line = text; *line;
		     line += strcspn(line, "\n") + 1)
			assert_in_range(columns(line), 0, width);
	}
	tw_trace_free(w.trace);
}

static void what_lasts_long_is_a_gap_with_its_length(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *text = NULL;

	wires_start(&w, false);
	wires_byte(&w, 0x90, true);
	w.now += 1234000;
	wires_byte(&w, 0x00, true);
	wires_stop(&w);
	text = drawn(w.trace, 100, true);
	assert_non_null(strstr(text, "|...|"));
	assert_non_null(strstr(text, "(1239 us)"));
	tw_trace_free(w.trace);
}

static void without_traffic_it_says_so(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *text = drawn(w.trace, 0, false);

	assert_string_equal(text, "no traffic\n");
	tw_trace_free(w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_drawn_bit_by_bit),
		cmocka_unit_test(no_line_is_wider_than_asked),
		cmocka_unit_test(what_lasts_long_is_a_gap_with_its_length),
		cmocka_unit_test(without_traffic_it_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
