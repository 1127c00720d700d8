/* SPDX-License-Identifier: MIT */
/* Who holds SCL after every controller has let go; and the log that tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "twowire/port.h"
#include "wires.h"

struct stage {
	struct wires w;
	uint32_t host;
	uint32_t second; /* another controller */
	uint32_t rom;
	uint32_t fw;
};

static uint32_t add_port(struct wires *w, const char *name, enum tw_role role)
{
	struct tw_source port = {
		.name = name,
		.kind = TW_SOURCE_PORT,
		.role = (uint8_t)role,
		.bus = w->bus,
	};

	return tw_trace_add_source(w->trace, &port);
}

static struct stage stage_new(void)
{
	struct stage s = {.w = wires_new("bus", 1000)};

	s.host = add_port(&s.w, "host", TW_ROLE_CONTROLLER);
	s.second = add_port(&s.w, "second", TW_ROLE_CONTROLLER);
	s.rom = add_port(&s.w, "rom", TW_ROLE_TARGET);
	s.fw = add_port(&s.w, "fw", TW_ROLE_TARGET);
	return s;
}

static void pull(struct stage *s, uint64_t ns, uint32_t port, bool low)
{
	struct tw_record r = {
		.tick = ns,
		.source = port,
		.kind = TW_RECORD_PULL,
		.line = TW_SCL,
		.drive = low ? TW_LOW : TW_RELEASE,
	};

	tw_trace_append(s->w.trace, &r);
}

static void scl(struct stage *s, uint64_t ns, bool level)
{
	s->w.now = ns;
	wires_edge(&s->w, TW_SCL, level);
}

/* The host is low from @at to @at + 5000, rom until @until. */
static void held_low(struct stage *s, uint64_t at, uint64_t until)
{
	pull(s, at, s->host, true);
	scl(s, at + 20, false);
	pull(s, at + 300, s->rom, true);
	if (until < at + 5000)
		pull(s, until, s->rom, false);
	pull(s, at + 5000, s->host, false);
	if (until >= at + 5000)
		pull(s, until, s->rom, false);
	scl(s, MAX(until, at + 5000) + 200, true);
}

static void a_stretch_lasts_from_the_hosts_release_to_the_targets(void **state)
{
	struct stage s = stage_new();
	g_autofree struct tw_stretch *all = NULL;
	size_t n;

	held_low(&s, 10000, 15700);   /* 700 */
	held_low(&s, 30000, 34000);   /* none: let go before the host did */
	held_low(&s, 50000, 55000);   /* none: at the same instant */
	held_low(&s, 70000, 83000);   /* 8000 */
	held_low(&s, 110000, 115001); /* 1 */
	all = tw_trace_stretches(s.w.trace, s.w.bus, &n);
	assert_int_equal(n, 1);
	assert_int_equal(all[0].port, s.rom);
	assert_int_equal(all[0].count, 3);
	assert_int_equal(all[0].total, 8701);
	assert_int_equal(all[0].longest, 8000);
	assert_int_equal(all[0].longest_at, 75000);
	tw_trace_free(s.w.trace);
}

/* UM10204 3.1.7: two controllers synchronise; that is no stretching. */
static void another_controllers_low_is_not_a_stretch(void **state)
{
	struct stage s = stage_new();
	g_autofree struct tw_stretch *all = NULL;
	size_t n;

	pull(&s, 1000, s.host, true);
	scl(&s, 1020, false);
	pull(&s, 1030, s.second, true);
	pull(&s, 1100, s.fw, true);
	pull(&s, 6000, s.host, false);
	pull(&s, 8000, s.second, false); /* the last: from here fw holds */
	pull(&s, 8500, s.fw, false);
	scl(&s, 8700, true);
	all = tw_trace_stretches(s.w.trace, s.w.bus, &n);
	assert_int_equal(n, 1);
	assert_int_equal(all[0].port, s.fw);
	assert_int_equal(all[0].total, 500);
	tw_trace_free(s.w.trace);
}

static void a_stretch_that_never_ends_lasts_to_the_end(void **state)
{
	struct stage s = stage_new();
	g_autofree struct tw_stretch *all = NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	size_t n;

	pull(&s, 1000, s.host, true);
	scl(&s, 1020, false);
	pull(&s, 1100, s.fw, true);
	pull(&s, 6000, s.host, false);
	tw_trace_set_end(s.w.trace, 1006000);
	all = tw_trace_stretches(s.w.trace, s.w.bus, &n);
	assert_int_equal(n, 1);
	assert_int_equal(all[0].longest, 1000000);
	tw_trace_to_text(s.w.trace, text);
	assert_string_equal(
		text->str, "# start ns  event\n"
			   "6000        STRETCH by fw 1000 us, not over yet\n");
	tw_trace_free(s.w.trace);
}

static void the_summary_names_who_and_how_long(void **state)
{
	struct stage s = stage_new();
	g_autoptr(GString) text = g_string_new(NULL);
	struct wires capture = wires_new("bus", 1000);

	tw_trace_stretch_text(s.w.trace, s.w.bus, text);
	assert_string_equal(text->str, "stretching: none\n");
	g_string_truncate(text, 0);
	held_low(&s, 10000, 27500);
	tw_trace_stretch_text(s.w.trace, s.w.bus, text);
	assert_string_equal(text->str,
			    "stretching: rom held SCL low 1 time, 12.5 us in "
			    "all, longest 12.5 us at 15000 ns\n");
	g_string_truncate(text, 0);
	tw_trace_stretch_text(capture.trace, capture.bus, text);
	assert_non_null(strstr(text->str, "unknown"));
	tw_trace_free(capture.trace);
	tw_trace_free(s.w.trace);
}

/* --- The log ------------------------------------------------------------- */

static void note(struct stage *s, uint32_t source, enum tw_note what,
		 uint64_t value, const char *text)
{
	struct tw_record r = {
		.tick = s->w.now,
		.source = source,
		.kind = TW_RECORD_NOTE,
		.note = what,
		.value = value,
		.text = text,
		.text_len = text ? strlen(text) : 0,
	};

	tw_trace_append(s->w.trace, &r);
}

/* START at 11000; bits of 4000 from there. The note falls into the address,
 * whose line carries the time of its first bit and so comes before it. */
static void the_log_is_in_order_of_time(void **state)
{
	struct stage s = stage_new();
	g_autoptr(GString) text = g_string_new(NULL);
	bool sda = false;

	note(&s, s.host, TW_NOTE_STEP, 3, NULL);
	wires_start(&s.w, false);
	for (int i = 7; i >= 0; i--) {
		if (i == 4)
			note(&s, s.fw, TW_NOTE_OUTPUT, 0, "half\nway");
		wires_bit(&s.w, 0x90 >> i & 1, &sda);
	}
	wires_bit(&s.w, 0, &sda);
	note(&s, s.second, TW_NOTE_ARBITRATION_LOST, TW_SDA, NULL);
	note(&s, s.fw, TW_NOTE_REG_READ, 1, "IC_CON");
	wires_bit(&s.w, 0, &sda);
	wires_bit(&s.w, 0, &sda);
	wires_stop(&s.w);
	tw_trace_to_text(s.w.trace, text);
	assert_string_equal(text->str,
			    "# start ns  event\n"
			    "10000       STEP 3\n"
			    "11000       START\n"
			    "14000       ADDR  48 W  ACK\n"
			    "24000       OUTPUT fw: half way\n"
			    "48000       ARBITRATION LOST by second, "
			    "SDA\n"
			    "50000       CUT   after 2 bits\n"
			    "59000       STOP\n");
	tw_trace_free(s.w.trace);
}

static void every_record_is_a_line_of_json(void **state)
{
	struct stage s = stage_new();
	char *path = wires_path("x.jsonl");
	g_autofree char *text = NULL;

	pull(&s, 1000, s.host, true);
	scl(&s, 1020, false);
	note(&s, s.fw, TW_NOTE_OUTPUT, 7, "say \"\\\x01\xff\"");
	assert_true(tw_trace_write(s.w.trace, path, NULL));
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	assert_string_equal(
		text, "{\"format\":\"twowire-trace/1\",\"tick_num\":1,"
		      "\"tick_den\":1000000000,\"end\":1020}\n"
		      "{\"source\":0,\"name\":\"bus\",\"kind\":\"bus\"}\n"
		      "{\"source\":1,\"name\":\"host\",\"kind\":\"port\","
		      "\"role\":\"controller\",\"bus\":0}\n"
		      "{\"source\":2,\"name\":\"second\",\"kind\":\"port\","
		      "\"role\":\"controller\",\"bus\":0}\n"
		      "{\"source\":3,\"name\":\"rom\",\"kind\":\"port\","
		      "\"role\":\"target\",\"bus\":0}\n"
		      "{\"source\":4,\"name\":\"fw\",\"kind\":\"port\","
		      "\"role\":\"target\",\"bus\":0}\n"
		      "{\"t\":1000,\"source\":\"host\",\"kind\":\"pull\","
		      "\"line\":\"SCL\",\"drive\":\"low\"}\n"
		      "{\"t\":1020,\"source\":\"bus\",\"kind\":\"edge\","
		      "\"line\":\"SCL\",\"level\":0,\"slew\":0}\n"
		      "{\"t\":1020,\"source\":\"fw\",\"kind\":\"note\","
		      "\"note\":\"output\",\"value\":7,"
		      "\"text\":\"say \\\"\\\\\\u0001\xef\xbf\xbd\\\"\"}\n");
	wires_remove(path);
	tw_trace_free(s.w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_stretch_lasts_from_the_hosts_release_to_the_targets),
		cmocka_unit_test(another_controllers_low_is_not_a_stretch),
		cmocka_unit_test(a_stretch_that_never_ends_lasts_to_the_end),
		cmocka_unit_test(the_summary_names_who_and_how_long),
		cmocka_unit_test(the_log_is_in_order_of_time),
		cmocka_unit_test(every_record_is_a_line_of_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
