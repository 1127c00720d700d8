/* SPDX-License-Identifier: MIT */
/* Summaries of captures, against what others counted and of known traffic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <json-c/json.h>

#include "reals.h"
#include "summed.h"

/* --- Real captures, counted by another decoder -------------------------- */

static void levels(void *user, uint64_t tick, bool scl, bool sda)
{
	tw_summary_levels(user, tick, scl, sda);
}

static struct json_object *sum_up(const char *path,
				  const struct tw_capture_config *config)
{
	g_autoptr(tw_capture) c = tw_capture_open(path, config, NULL);
	g_autoptr(GString) json = g_string_new(NULL);
	g_autoptr(tw_summary) s = NULL;
	struct json_object *o;
	uint64_t num, den, end;

	assert_non_null(c);
	tw_capture_tick(c, &num, &den);
	s = tw_summary_new(num, den, tw_parts.models);
	assert_true(tw_capture_stream(c, levels, s, &end, NULL));
	tw_summary_finish(s, end);
	tw_summary_to_json(s, json);
	o = json_tokener_parse(json->str);
	assert_non_null(o);
	return o;
}

static int64_t number(struct json_object *o, const char *key)
{
	return json_object_get_int64(json_object_object_get(o, key));
}

static bool flag(struct json_object *o, const char *key)
{
	return json_object_get_boolean(json_object_object_get(o, key));
}

static bool has_finding(struct json_object *o, const char *what)
{
	struct json_object *list = json_object_object_get(o, "worth_a_look");

	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *f = json_object_array_get_idx(list, i);

		if (!strcmp(json_object_get_string(
				    json_object_object_get(f, "what")),
			    what))
			return true;
	}
	return false;
}

/* "0x50w": 2, as the index has them; 0 ones left out. */
static struct json_object *counts(struct json_object *o, const char *writes,
				  const char *reads)
{
	struct json_object *list = json_object_object_get(o, "addresses");
	struct json_object *out = json_object_new_object();

	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *a = json_object_array_get_idx(list, i);

		for (int read = 0; read < 2; read++) {
			int64_t n = number(a, read ? reads : writes);
			char key[16];

			g_snprintf(key, sizeof(key), "0x%02x%c",
				   (unsigned)number(a, "addr"),
				   read ? 'r' : 'w');
			if (n)
				json_object_object_add(
					out, key, json_object_new_int64(n));
		}
	}
	return out;
}

static void check_counts(const char *name, struct json_object *got,
			 struct json_object *want)
{
	if (!json_object_equal(got, want))
		fail_msg("%s: %s, not %s", name,
			 json_object_to_json_string(got),
			 json_object_to_json_string(want));
	json_object_put(got);
}

static struct json_object *row_of(struct json_object *index, const char *name)
{
	g_autofree char *file = g_strconcat(name, ".sr", NULL);

	for (size_t i = 0; i < json_object_array_length(index); i++) {
		struct json_object *row = json_object_array_get_idx(index, i);

		if (!strcmp(json_object_get_string(
				    json_object_object_get(row, "file")),
			    file))
			return row;
	}
	fail_msg("%s is not in the index", file);
	return NULL;
}

/* Of this one the index counts what a decoder shows that leaves out STARTs and
 * STOPs inside an address. */
static bool is_read_otherwise(const char *name)
{
	g_autofree char *path = reals_path(name, ".spec.jsonl");

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void compare(const char *name, struct json_object *s,
		    struct json_object *row)
{
	/* The index counts address bytes, too. */
	int64_t bytes = number(s, "bytes");
	struct json_object *list = json_object_object_get(s, "addresses");

	for (size_t i = 0; i < json_object_array_length(list); i++) {
		struct json_object *a = json_object_array_get_idx(list, i);

		bytes += number(a, "writes") + number(a, "reads");
	}
	assert_int_equal(bytes, number(row, "n_bytes"));
	check_counts(name, counts(s, "writes", "reads"),
		     json_object_object_get(row, "addresses"));
	check_counts(name, counts(s, "write_nacks", "read_nacks"),
		     json_object_object_get(row, "addr_nacks"));
	assert_int_equal(number(s, "ticks"), number(row, "nsamples"));
	assert_int_equal(has_finding(s, "trigger_on_start"),
			 flag(row, "trigger_on_start"));
	assert_int_equal(has_finding(s, "ends_open"), flag(row, "ends_open"));
	if (is_read_otherwise(name))
		return;
	assert_int_equal(number(s, "transfers"), number(row, "n_transactions"));
	assert_int_equal(number(s, "messages"), number(row, "n_messages"));
}

static void real_captures_sum_up_to_what_the_index_counts(void **state)
{
	g_autofree char *path = NULL;
	struct json_object *index;

	if (!reals_are_there())
		skip();
	path = reals_path("index", ".json");
	index = json_object_from_file(path);
	assert_non_null(index);
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		const struct real *r = &reals[i];
		struct tw_capture_config config = {.scl = r->scl,
						   .sda = r->sda};
		g_autofree char *capture = reals_path(r->name, ".sr");
		struct json_object *s = sum_up(capture, &config);

		compare(r->name, s, row_of(index, r->name));
		json_object_put(s);
	}
	json_object_put(index);
}

/* --- Traffic of our own -------------------------------------------------- */

static void each_address_is_counted(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_traffic(&w);
	expect(&w, PER_S,
	       "3 transfers, 4 messages (1 after a repeated START), 5 data "
	       "bytes");
	expect(&w, PER_S,
	       "  0x40         2        1        5        0          0");
	expect(&w, PER_S,
	       "  0x41         0        1        0        1          0");
	tw_trace_free(w.trace);
}

static void the_json_has_the_same_counts(void **state)
{
	struct wires w = wires_new("bus", 2500);
	g_autoptr(tw_summary) s = NULL;
	g_autoptr(GString) json = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	bool level[2] = {true, true};
	struct json_object *o, *want;
	struct tw_record r;

	wires_traffic(&w);
	s = tw_summary_new(1, PER_S, tw_parts.models);
	while (tw_trace_next(w.trace, &iter, &r)) {
		level[r.line] = r.level;
		tw_summary_levels(s, r.tick, level[TW_SCL], level[TW_SDA]);
	}
	tw_summary_finish(s, w.now);
	tw_summary_to_json(s, json);
	o = json_tokener_parse(json->str);
	assert_non_null(o);
	assert_int_equal(number(o, "transfers"), 3);
	assert_int_equal(number(o, "messages"), 4);
	assert_int_equal(number(o, "bytes"), 5);
	/* Nine a byte, addresses included; what is high around a START or a
	 * STOP is no phase of the clock. */
	assert_int_equal(number(json_object_object_get(o, "high"), "count"),
			 9 * 9);
	want = json_tokener_parse("{\"0x40w\": 2, \"0x40r\": 1, \"0x41r\": 1}");
	check_counts("writes and reads", counts(o, "writes", "reads"), want);
	json_object_put(want);
	want = json_tokener_parse("{\"0x41r\": 1}");
	check_counts("not acknowledged", counts(o, "write_nacks", "read_nacks"),
		     want);
	json_object_put(want);
	json_object_put(o);
	tw_trace_free(w.trace);
}

static void the_clock_is_told_in_hz_and_by_its_mode(void **state)
{
	struct wires w = wires_new("bus", 2500);

	WRITE(&w, 0x80, 0x01);
	expect(&w, PER_S, "100 kHz usually, 100 kHz at most");
	expect(&w, PER_S, "Standard-mode");
	expect(&w, PER_S, "SCL usually low for 5000 ns, high for 5000 ns");
	expect_none(&w, "worth a look");
	tw_trace_free(w.trace);
}

static void a_long_low_phase_is_told_with_its_place(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	w.now += 100000;
	wires_byte(&w, 0x01, true);
	wires_stop(&w);
	expect(&w, PER_S, "twice as long 1 time,");
	expect(&w, PER_S,
	       "105 us at 120 us: message 0 (0x40 write), before byte 1");
	tw_trace_free(w.trace);
}

static void reserved_addresses_are_pointed_out(void **state)
{
	struct wires w = wires_new("bus", 2500);

	WRITE(&w, 0x00, 0x06);
	WRITE(&w, 0xf0, 0x12);
	WRITE(&w, 0x08);
	expect(&w, PER_S, "  a general call; at");
	expect(&w, PER_S, "  a 10-bit address; at");
	expect(&w, PER_S, "  a controller code of Hs-mode; at");
	tw_trace_free(w.trace);
}

static void a_capture_cut_short_says_so(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	w.now += 1000;
	expect(&w, PER_S, "ends inside a message");
	expect(&w, PER_S, "SCL is low at the end");
	tw_trace_free(w.trace);

	w = wires_new("bus", 2500);
	w.now = 0;
	wires_edge(&w, TW_SCL, false);
	wires_byte(&w, 0x80, true);
	wires_stop(&w);
	expect(&w, PER_S, "begins inside a message");
	tw_trace_free(w.trace);
}

static void what_was_refused_or_left_hanging_is_pointed_out(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	wires_byte(&w, 0x01, false);
	wires_stop(&w);
	wires_start(&w, false);
	wires_byte(&w, 0x81, true);
	wires_byte(&w, 0x55, true);
	wires_stop(&w);
	expect(&w, PER_S, "a written byte was not acknowledged; at 125 us");
	expect(&w, PER_S, "a read acknowledged its last byte");
	tw_trace_free(w.trace);
}

static void an_empty_message_is_pointed_out(void **state)
{
	struct wires w = wires_new("bus", 2500);

	WRITE(&w, 0x80, 0x01);
	w.now += 10000;
	wires_edge(&w, TW_SDA, false);
	w.now += 1000;
	wires_edge(&w, TW_SDA, true);
	expect(&w, PER_S, "a STOP right after its START");
	tw_trace_free(w.trace);
}

static void
a_stop_inside_a_byte_is_pointed_out_and_is_no_empty_message(void **state)
{
	for (unsigned whole = 0; whole < 2; whole++) {
		struct wires w = wires_new("bus", 2500);
		bool sda = false;

		wires_start(&w, false);
		if (whole)
			wires_byte(&w, 0x80, true);
		for (unsigned i = 0; i < 3; i++)
			wires_bit(&w, false, &sda);
		wires_stop(&w);
		expect(&w, PER_S, "a START or STOP in the middle of a byte");
		expect_none(&w, "a STOP right after its START");
		tw_trace_free(w.trace);
	}
}

/* A host that begins anew after a while, and no STOP before. */
static void a_missing_stop_is_suspected_after_a_silence(void **state)
{
	struct wires w = wires_new("bus", 2500);

	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	w.now += 2500;
	wires_edge(&w, TW_SDA, true);
	w.now += 2500;
	wires_edge(&w, TW_SCL, true);
	w.now += 3000000;
	wires_start(&w, false);
	wires_byte(&w, 0x80, true);
	wires_stop(&w);
	expect(&w, PER_S, "SCL stayed high for long inside a transfer");
	tw_trace_free(w.trace);
}

static void few_samples_a_bit_are_pointed_out(void **state)
{
	struct wires w = wires_new("bus", 1);

	WRITE(&w, 0x80, 0x01);
	expect(&w, 400000, "4 samples a bit: undersampled");
	tw_trace_free(w.trace);
	w = wires_new("bus", 2);
	WRITE(&w, 0x80, 0x01);
	expect(&w, 800000, "8 samples a bit: coarse");
	tw_trace_free(w.trace);
}

static void a_samplerate_that_is_missing_or_absurd_is_pointed_out(void **state)
{
	struct wires w = wires_new("bus", 2500);

	WRITE(&w, 0x80, 0x01);
	expect(&w, 0, "no samplerate: times are counted in samples");
	expect(&w, 0, "a bit in 10000 samples usually");
	expect(&w, 1000, "SCL at 100 mHz is beyond I2C");
	tw_trace_free(w.trace);
}

/* UM10204, 3.1: Ultra Fast-mode has up to 5 MHz. */
static void five_megahertz_is_not_absurd(void **state)
{
	struct wires w = wires_new("bus", 50);

	WRITE(&w, 0x80, 0x01);
	expect_none(&w, "beyond I2C");
	tw_trace_free(w.trace);
	w = wires_new("bus", 49);
	WRITE(&w, 0x80, 0x01);
	expect(&w, PER_S, "beyond I2C");
	tw_trace_free(w.trace);
}

static void glitches_on_the_clock_are_pointed_out(void **state)
{
	struct wires w = wires_new("bus", 2500);
	bool sda = false;

	wires_start(&w, false);
	for (unsigned i = 0; i < 4; i++)
		wires_bit(&w, i & 1, &sda);
	w.now += 2000;
	wires_edge(&w, TW_SCL, true);
	w.now += 100;
	wires_edge(&w, TW_SCL, false);
	for (unsigned i = 0; i < 4; i++)
		wires_bit(&w, i & 1, &sda);
	expect(&w, PER_S,
	       "SCL high for less than a quarter of the usual 1 time: "
	       "glitches; the shortest 100 ns at");
	tw_trace_free(w.trace);
}

static void exchanged_wires_are_suspected(void **state)
{
	struct wires w = wires_new("bus", 2500);

	for (unsigned i = 0; i < 8; i++) {
		w.now += 1000;
		wires_edge(&w, TW_SCL, i & 1);
		w.now += 1000;
		wires_edge(&w, TW_SDA, i & 1);
	}
	expect(&w, PER_S, "SCL and SDA may be exchanged");
	tw_trace_free(w.trace);
}

static void nothing_at_all_is_told_as_such(void **state)
{
	struct wires w = wires_new("bus", 2500);

	expect(&w, PER_S, "0 transfers, 0 messages");
	expect(&w, PER_S, "SCL never moves");
	expect(&w, PER_S, "SDA never moves");
	tw_trace_free(w.trace);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_captures_sum_up_to_what_the_index_counts),
		cmocka_unit_test(each_address_is_counted),
		cmocka_unit_test(the_json_has_the_same_counts),
		cmocka_unit_test(the_clock_is_told_in_hz_and_by_its_mode),
		cmocka_unit_test(a_long_low_phase_is_told_with_its_place),
		cmocka_unit_test(reserved_addresses_are_pointed_out),
		cmocka_unit_test(a_capture_cut_short_says_so),
		cmocka_unit_test(
			what_was_refused_or_left_hanging_is_pointed_out),
		cmocka_unit_test(an_empty_message_is_pointed_out),
		cmocka_unit_test(
			a_stop_inside_a_byte_is_pointed_out_and_is_no_empty_message),
		cmocka_unit_test(a_missing_stop_is_suspected_after_a_silence),
		cmocka_unit_test(few_samples_a_bit_are_pointed_out),
		cmocka_unit_test(
			a_samplerate_that_is_missing_or_absurd_is_pointed_out),
		cmocka_unit_test(five_megahertz_is_not_absurd),
		cmocka_unit_test(glitches_on_the_clock_are_pointed_out),
		cmocka_unit_test(exchanged_wires_are_suspected),
		cmocka_unit_test(nothing_at_all_is_told_as_such),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
