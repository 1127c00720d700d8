/* SPDX-License-Identifier: MIT */
/* Pictures: what is where in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/parts.h"
#include "twowire/plot.h"
#include "wires.h"

/* The bytes of a picture of @trace. Free with g_free(). */
static char *painted(const tw_trace *trace, const char *file,
		     const struct tw_plot_config *config)
{
	char *path = wires_path(file), *text = NULL;
	GError *error = NULL;

	if (!tw_trace_plot(trace, path, config, &error))
		fail_msg("%s", error->message);
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	wires_remove(path);
	return text;
}

static void expect_xml(const char *text)
{
	const GMarkupParser any = {NULL};
	GMarkupParseContext *context =
		g_markup_parse_context_new(&any, 0, NULL, NULL);
	GError *error = NULL;

	if (!g_markup_parse_context_parse(context, text, -1, &error) ||
	    !g_markup_parse_context_end_parse(context, &error))
		fail_msg("%s", error->message);
	g_markup_parse_context_free(context);
}

static unsigned occurrences(const char *text, const char *part)
{
	unsigned n = 0;

	for (const char *p = text; (p = strstr(p, part)); p++)
		n++;
	return n;
}

/* Where the @n-th curve of a picture goes up, at most @max places. */
static size_t rises(const char *svg, unsigned n, double *x, size_t max)
{
	const char *p = svg;
	double last_y = -1;
	size_t found = 0;

	for (unsigned i = 0; i <= n; i++)
		p = strstr(p, "<path class=\"w\" d=\"") + 1;
	p = strstr(p, "d=\"") + 3;
	while (*p == 'M' || *p == 'L') {
		char *end;
		double at = g_ascii_strtod(p + 1, &end);
		double y = g_ascii_strtod(end, &end);

		if (last_y > y && found < max)
			x[found++] = at;
		last_y = y;
		p = end;
	}
	return found;
}

static void places_are_proportional_to_time(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *svg = NULL;
	double scl[16], sda[16];

	wires_start(&w, false);
	wires_byte(&w, 0x4b << 1 | 1, false); /* 1001 0111 1 */
	wires_stop(&w);
	tw_trace_set_end(w.trace, w.now);
	svg = painted(w.trace, "a.svg", NULL);
	expect_xml(svg);
	/* Nine bits of 10 us each and the STOP's, 11 us later. */
	assert_int_equal(rises(svg, 0, scl, 16), 10);
	for (unsigned i = 1; i < 9; i++)
		assert_true(fabs((scl[i] - scl[0]) - i * (scl[1] - scl[0])) <
			    0.3);
	/* SDA rises a quarter of a bit before SCL in bits 0, 3 and 5, and
	 * for the STOP after it. */
	assert_int_equal(rises(svg, 1, sda, 16), 4);
	assert_true(fabs(scl[0] - sda[0] - (scl[1] - scl[0]) / 4) < 0.3);
	assert_true(fabs(scl[3] - sda[1] - (scl[1] - scl[0]) / 4) < 0.3);
	assert_true(fabs(scl[5] - sda[2] - (scl[1] - scl[0]) / 4) < 0.3);
	assert_true(sda[3] > scl[9]);
	tw_trace_free(w.trace);
}

static void every_byte_has_its_block(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *svg = NULL, *again = NULL;

	wires_traffic(&w);
	svg = painted(w.trace, "a.svg", NULL);
	again = painted(w.trace, "b.svg", NULL);
	assert_string_equal(svg, again);
	expect_xml(svg);
	assert_int_equal(occurrences(svg, ">0x40 W</text>"), 2);
	assert_int_equal(occurrences(svg, ">0x40 R</text>"), 1);
	assert_int_equal(occurrences(svg, ">0x41 R</text>"), 1);
	assert_int_equal(occurrences(svg, ">0x01</text>"), 2);
	assert_int_equal(occurrences(svg, ">0xaa</text>"), 2);
	assert_int_equal(occurrences(svg, ">0xff</text>"), 1);
	assert_int_equal(occurrences(svg, ">Sr</text>"), 1);
	assert_int_equal(occurrences(svg, ">P</text>"), 3);
	assert_int_equal(occurrences(svg, "shown:"), 0);
	tw_trace_free(w.trace);
}

/* Ten messages of a byte, 0x5a, after their address. */
static void ten_messages(struct wires *w)
{
	for (unsigned i = 0; i < 10; i++) {
		wires_start(w, false);
		wires_byte(w, 0x80, true);
		wires_byte(w, 0x5a, true);
		wires_stop(w);
	}
}

/* Blocks of bytes, not the index's. */
static unsigned byte_blocks(const char *svg)
{
	g_autoptr(GRegex) block = g_regex_new(
		"<rect class=\"[ad]\"[^>]* height=\"20\"", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	unsigned n = 0;

	for (g_regex_match(block, svg, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL))
		n++;
	return n;
}

/* However the rows fall: some begin in what is left out. */
static void every_byte_has_its_eight_bits(void **state)
{
	struct wires w = wires_new("bus", 2500);

	ten_messages(&w);
	w.now -= 4 * 2500 + 1500; /* tBUF of 1 us */
	ten_messages(&w);
	wires_start(&w, false);
	wires_byte(&w, 0x80, false);
	wires_stop(&w);
	ten_messages(&w);
	tw_trace_set_end(w.trace, w.now);
	for (unsigned width = 300; width < 1200; width += 20) {
		g_autofree char *svg =
			painted(w.trace, "a.svg",
				&(struct tw_plot_config){.width = width});
		unsigned bytes = byte_blocks(svg);
		unsigned bits = occurrences(svg, "<text class=\"b\"");

		if (!bytes || bits != 8 * bytes)
			fail_msg("%u wide: %u bytes with %u bits", width, bytes,
				 bits);
	}
	tw_trace_free(w.trace);
}

/* 320 - 2 * 16 pixels; the head's letters take 6 and more. */
static void a_narrow_picture_breaks_its_head_into_lines(void **state)
{
	const struct tw_plot_config config = {
		.width = 320,
		.title = "one-two-three-four-five-six-seven-eight-nine-ten and "
			 "eleven and twelve and thirteen and fourteen",
	};
	g_autoptr(GRegex) line =
		g_regex_new("<text class=\"[tu]\"[^>]*>[^<]{48,}<", 0, 0, NULL);
	struct wires w = wires_new("bus", 2500);
	g_autofree char *svg = NULL;

	for (unsigned i = 0; i < 30; i++)
		wires_traffic(&w);
	svg = painted(w.trace, "a.svg", &config);
	expect_xml(svg);
	assert_false(g_regex_match(line, svg, 0, NULL));
	assert_true(occurrences(svg, "<text class=\"t\"") > 2);
	assert_non_null(strstr(svg, ">one-two-three-four-five-six"));
	assert_non_null(strstr(svg, "\u2026</text>"));
	assert_non_null(strstr(svg, "fourteen</text>"));
	assert_non_null(strstr(svg, "of 120 messages"));
	tw_trace_free(w.trace);
}

/* The beginning, and the first place of trouble with what is around it. */
static void a_long_trace_shows_where_trouble_began(void **state)
{
	struct wires w = wires_new("bus", 2500);
	struct tw_record fault = {.kind = TW_RECORD_NOTE,
				  .note = TW_NOTE_FAULT,
				  .text = "f: glitch at time_ns=1",
				  .text_len = 22};
	g_autofree char *svg = NULL;

	for (unsigned i = 0; i < 3000; i++) {
		wires_traffic(&w);
		fault.tick = w.now;
		fault.source = w.bus;
		if (i == 1500)
			tw_trace_append(w.trace, &fault);
	}
	svg = painted(w.trace, "a.svg", NULL);
	assert_non_null(strstr(svg, "glitch at time_ns=1"));
	tw_trace_free(w.trace);
}

/* A refusal two messages after the fault belongs to the same stretch, which
 * begins before the fault. */
static void troubles_that_are_near_are_shown_together(void **state)
{
	struct wires w = wires_new("bus", 2500);
	struct tw_record fault = {.kind = TW_RECORD_NOTE,
				  .note = TW_NOTE_FAULT,
				  .text = "f: glitch at time_ns=1",
				  .text_len = 22};
	g_autofree char *svg = NULL;

	for (unsigned i = 0; i < 3000; i++) {
		fault.tick = w.now;
		fault.source = w.bus;
		if (i == 1500)
			tw_trace_append(w.trace, &fault);
		wires_start(&w, false);
		wires_byte(&w, 0x80, i != 1501);
		wires_stop(&w);
	}
	tw_trace_set_end(w.trace, w.now);
	svg = painted(w.trace, "a.svg", NULL);
	assert_non_null(strstr(svg, "glitch at time_ns=1"));
	assert_non_null(strstr(svg, ">N</text>"));
	tw_trace_free(w.trace);
}

static void wavejson_tells_an_acknowledge_from_none(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *waves = NULL;

	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	wires_byte(&w, 0x01, false);
	wires_stop(&w);
	tw_trace_set_end(w.trace, w.now);
	waves = painted(w.trace, "a.json", NULL);
	assert_int_equal(occurrences(waves, "\"A\""), 1);
	assert_int_equal(occurrences(waves, "\"N\""), 1);
	tw_trace_free(w.trace);
}

/* The host pulls SDA for the START, the EEPROM for the acknowledge; SCL is the
 * host's alone. */
static void a_drawing_shows_who_pulls_which_wire_when(void **state)
{
	const struct tw_plot_config config = {.ascii = true};
	const struct tw_device_config rom = {.name = "rom", .addr = 0x50};
	tw_sim *sim = tw_sim_new(1);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_controller *host = tw_controller_new(bus, NULL, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	const uint8_t byte = 0xff;
	ptrdiff_t start, ack;

	assert_non_null(tw_bus_attach(bus, tw_parts_model(&tw_parts, "24xx"),
				      &rom, NULL));
	assert_int_equal(tw_controller_write_to(host, 0x50, &byte, 1), TW_OK);
	text = painted(tw_sim_trace(sim), "a.txt", &config);
	lines = g_strsplit(text, "\n", -1);
	start = strchr(lines[0], 'S') - lines[0];
	ack = strchr(lines[0], 'A') - lines[0];
	assert_true(g_str_has_prefix(lines[2], "SCL "));
	assert_true(g_str_has_prefix(lines[3], "  1 "));
	assert_true(g_str_has_prefix(lines[5], "SDA "));
	assert_true(g_str_has_prefix(lines[6], "  1 "));
	assert_true(g_str_has_prefix(lines[7], "  2 "));
	assert_int_equal(lines[6][start], '=');
	assert_int_equal(lines[7][start], ' ');
	assert_int_equal(lines[6][ack], ' ');
	assert_int_equal(lines[7][ack], '=');
	tw_sim_free(sim);
}

/* RFC 8259: controls are escaped; and no "<" may end the script. */
static void what_a_page_quotes_is_json(void **state)
{
	const struct tw_plot_config config = {.title = "a\tb<c\"d\\e"};
	struct wires w = wires_new("bus", 2500);
	g_autofree char *page = NULL;

	wires_traffic(&w);
	page = painted(w.trace, "a.html", &config);
	assert_non_null(
		strstr(page, "{\"title\":\"a\\u0009b\\u003cc\\\"d\\\\e\""));
	tw_trace_free(w.trace);
}

static void a_long_trace_has_an_index_and_a_limited_size(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *svg = NULL;

	for (unsigned i = 0; i < 3000; i++)
		wires_traffic(&w);
	svg = painted(w.trace, "a.svg", NULL);
	expect_xml(svg);
	assert_non_null(strstr(svg, "of 12000 messages"));
	assert_non_null(strstr(svg, "all 9000 transfers, 6 to a square"));
	assert_in_range(strlen(svg), 10000, 300000);
	tw_trace_free(w.trace);
}

static void a_window_shows_what_is_in_it(void **state)
{
	struct wires w = wires_new("bus", 2500);
	struct tw_plot_config config = {0};
	g_autofree char *svg = NULL;

	wires_traffic(&w);
	config.from = w.now;
	w.now += 1000000;
	wires_start(&w, false);
	wires_byte(&w, 0x22, true);
	wires_stop(&w);
	tw_trace_set_end(w.trace, w.now);
	svg = painted(w.trace, "a.svg", &config);
	assert_int_equal(occurrences(svg, ">0x11 W</text>"), 1);
	assert_int_equal(occurrences(svg, ">0x40 W</text>"), 0);
	assert_non_null(strstr(svg, "shown: 1 of 5 messages"));
	tw_trace_free(w.trace);
}

/* UM10204 table 10: tBUF is at least 4.7 us in Standard-mode; tHD;STA and
 * tSU;STO, here 2.5 us in each of two messages, at least 4 us. */
/* SDA is ready in the instant in which SCL rises: that is 0, and no less. */
static void a_time_of_nothing_has_no_sign(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *svg = NULL;

	wires_start(&w, false);
	w.now += 5000;
	wires_edge(&w, TW_SDA, true);
	wires_edge(&w, TW_SCL, true);
	w.now += 5000;
	wires_edge(&w, TW_SCL, false);
	w.now += 100;
	wires_edge(&w, TW_SDA, false);
	wires_stop(&w);
	tw_trace_set_end(w.trace, w.now);
	svg = painted(w.trace, "a.svg", NULL);
	assert_non_null(strstr(svg, "tSU;DAT 0 ns &lt; 250 ns"));
	tw_trace_free(w.trace);
}

static void a_violation_is_named_with_limit_and_value(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autofree char *svg = NULL, *waves = NULL;

	wires_start(&w, false);
	wires_byte(&w, 0x90, true);
	wires_stop(&w);
	w.now -= 4 * 2500 + 1500;
	wires_start(&w, false);
	wires_byte(&w, 0x90, true);
	wires_stop(&w);
	tw_trace_set_end(w.trace, w.now);
	svg = painted(w.trace, "a.svg", NULL);
	assert_non_null(strstr(svg, ">tHD;STA 2500 ns &lt; 4000 ns, 2 times<"));
	assert_non_null(strstr(svg, ">tSU;STO 2500 ns &lt; 4000 ns, 2 times<"));
	assert_non_null(strstr(svg, ">tBUF 1000 ns &lt; 4700 ns</text>"));
	assert_non_null(strstr(svg, "Standard-mode timing: 5 violations<"));
	waves = painted(w.trace, "a.json", NULL);
	assert_int_equal(occurrences(waves, "\"tHD;STA 2500 ns < 4000 ns\""),
			 2);
	assert_int_equal(occurrences(waves, "\"tBUF 1000 ns < 4700 ns\""), 1);
	assert_int_equal(occurrences(waves, "\"A\""), 2);
	assert_int_equal(occurrences(waves, "\"N\""), 0);
	tw_trace_free(w.trace);
}

static void expect_error(const tw_trace *trace, const char *path,
			 struct tw_plot_config config, const char *part)
{
	GError *error = NULL;

	assert_false(tw_trace_plot(trace, path, &config, &error));
	if (!strstr(error->message, part))
		fail_msg("no \"%s\" in \"%s\"", part, error->message);
	assert_int_equal(error->code, TW_ERROR_CONFIG);
	g_error_free(error);
}

static void what_cannot_be_drawn_is_an_error(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_traffic(&w);
	expect_error(w.trace, "a.png", (struct tw_plot_config){0},
		     "a.png: a picture is written as");
	expect_error(w.trace, "a.svg", (struct tw_plot_config){.bus = "other"},
		     "other: there is no such bus");
	expect_error(w.trace, "a.svg",
		     (struct tw_plot_config){.from = 10, .to = 10},
		     "the window ends before it begins");
	expect_error(w.trace, "a.svg",
		     (struct tw_plot_config){.from = w.now + 1},
		     "but all ends at");
	tw_trace_free(w.trace);
}

static void without_traffic_there_is_still_a_picture(void **state)
{
	struct wires w = wires_new("<&\">", 2500);
	g_autofree char *svg = painted(w.trace, "a.svg", NULL);

	expect_xml(svg);
	assert_non_null(strstr(svg, "0 messages"));
	tw_trace_free(w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_proportional_to_time),
		cmocka_unit_test(every_byte_has_its_block),
		cmocka_unit_test(every_byte_has_its_eight_bits),
		cmocka_unit_test(a_narrow_picture_breaks_its_head_into_lines),
		cmocka_unit_test(a_long_trace_shows_where_trouble_began),
		cmocka_unit_test(troubles_that_are_near_are_shown_together),
		cmocka_unit_test(wavejson_tells_an_acknowledge_from_none),
		cmocka_unit_test(a_drawing_shows_who_pulls_which_wire_when),
		cmocka_unit_test(what_a_page_quotes_is_json),
		cmocka_unit_test(a_long_trace_has_an_index_and_a_limited_size),
		cmocka_unit_test(a_window_shows_what_is_in_it),
		cmocka_unit_test(a_time_of_nothing_has_no_sign),
		cmocka_unit_test(a_violation_is_named_with_limit_and_value),
		cmocka_unit_test(what_cannot_be_drawn_is_an_error),
		cmocka_unit_test(without_traffic_there_is_still_a_picture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
