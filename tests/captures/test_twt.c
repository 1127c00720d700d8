/* SPDX-License-Identifier: MIT */
/* The record stream on disk: its bytes, and what is left of one that was cut
 * or has rotted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "twowire/port.h"
#include "twowire/trace_file.h"
#include "wires.h"

struct bytes {
	char *data;
	size_t len;
};

static struct bytes bytes_of(const char *path)
{
	struct bytes b;

	assert_true(g_file_get_contents(path, &b.data, &b.len, NULL));
	return b;
}

static void put_file(const char *path, const void *data, size_t len)
{
	FILE *f = fopen(path, "wb");

	assert_int_equal(fwrite(data, 1, len, f), len);
	fclose(f);
}

/* Everything that happens to a trace, over 15 ms and then a pause of 2 s. */
static tw_trace *of_all_kinds(void)
{
	struct wires w = wires_new("bus", 30000);
	const struct tw_source port = {.name = "host",
				       .kind = TW_SOURCE_PORT,
				       .role = TW_ROLE_CONTROLLER,
				       .bus = w.bus};
	const struct tw_source net = {
		.name = "INT#", .kind = TW_SOURCE_NET, .rest_high = true};
	struct tw_record r = {.kind = TW_RECORD_PULL, .line = TW_SDA};

	r.source = tw_trace_add_source(w.trace, &port);
	r.drive = TW_LOW;
	tw_trace_append(w.trace, &r);
	for (int i = 0; i < 2; i++)
		wires_traffic(&w);
	r = (struct tw_record){.tick = w.now, .kind = TW_RECORD_NET};
	r.source = tw_trace_add_source(w.trace, &net);
	tw_trace_append(w.trace, &r);
	r = (struct tw_record){.tick = w.now += 2000000000,
			       .kind = TW_RECORD_NOTE,
			       .source = 1,
			       .note = TW_NOTE_OUTPUT,
			       .value = UINT64_MAX,
			       .text = "ready",
			       .text_len = 5};
	tw_trace_append(w.trace, &r);
	r = (struct tw_record){.tick = w.now,
			       .kind = TW_RECORD_EDGE,
			       .source = w.bus,
			       .slew = 300};
	tw_trace_append(w.trace, &r);
	tw_trace_set_end(w.trace, w.now + 7);
	return w.trace;
}

static bool same(const struct tw_record *a, const struct tw_record *b)
{
	return a->tick == b->tick && a->source == b->source &&
	       a->kind == b->kind && a->line == b->line &&
	       a->level == b->level && a->drive == b->drive &&
	       a->slew == b->slew && a->note == b->note &&
	       a->value == b->value && a->text_len == b->text_len &&
	       (!a->text_len || !memcmp(a->text, b->text, a->text_len));
}

/* How many records @part has, which must be the first of @whole. */
static size_t assert_beginning(const tw_trace *part, const tw_trace *whole)
{
	struct tw_trace_iter i = {0}, k = {0};
	struct tw_record a, b;
	size_t n = 0;

	for (; part && tw_trace_next(part, &i, &a); n++) {
		assert_true(tw_trace_next(whole, &k, &b));
		assert_true(same(&a, &b));
	}
	return n;
}

static size_t count(const tw_trace *trace)
{
	return assert_beginning(trace, trace);
}

static void keep(void *user, const char *text)
{
	*(char **)user = g_strdup(text);
}

static void a_stream_gives_back_the_whole_trace(void **state)
{
	char *path = wires_path("x.twt");
	g_autoptr(tw_trace) trace = of_all_kinds();
	g_autoptr(tw_trace) back = NULL;
	g_autofree char *remark = NULL;
	const struct tw_capture_config config = {.remark = keep,
						 .remark_user = &remark};

	assert_true(tw_trace_write(trace, path, NULL));
	assert_true(tw_trace_read(path, &config, &back, NULL));
	assert_null(remark);
	assert_int_equal(assert_beginning(back, trace), count(trace));
	assert_int_equal(tw_trace_end(back), tw_trace_end(trace));
	assert_int_equal(tw_trace_n_sources(back), 3);
	assert_string_equal(tw_trace_source(back, 1)->name, "host");
	assert_int_equal(tw_trace_source(back, 1)->kind, TW_SOURCE_PORT);
	assert_true(tw_trace_source(back, 2)->rest_high);
	wires_remove(path);
}

static size_t put(uint8_t *p, size_t at, uint64_t v, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		p[at + i] = (uint8_t)(v >> 8 * i);
	return at + n;
}

static size_t put_chunk(uint8_t *p, size_t at, const char *kind, uint64_t from,
			uint64_t to, const char *body, size_t len)
{
	size_t begin = at;

	memcpy(p + at, kind, 4);
	at = put(p, at + 4, len, 4);
	at = put(p, at, from, 8);
	at = put(p, at, to, 8);
	at = put(p, at, crc32(0, (const uint8_t *)body, (uInt)len), 4);
	at = put(p, at, crc32(0, p + begin, 28), 4);
	memcpy(p + at, body, len);
	return at + len;
}

/* By hand, from docs/trace-format.md. */
static void its_bytes_are_those_the_format_tells(void **state)
{
	static const char sources[] = "\0\0\0\0\4bus\0\0"
				      "\1\1\0\0\4rom\0\0";
	static const char records[] = "\5\x0d"	       /* rom pulls SDA */
				      "\xa4\x01\0\x51" /* 20 ns on SDA falls */
				      "\xc0\x3e"; /* 1000 ns on SCL falls */
	char *path = wires_path("x.twt");
	struct wires w = wires_new("bus", 100);
	const struct tw_source rom = {
		.name = "rom", .kind = TW_SOURCE_PORT, .role = TW_ROLE_TARGET};
	struct tw_record r = {.tick = 1000, .line = TW_SDA};
	uint8_t want[512];
	size_t n = 0;
	struct bytes b;

	r.source = tw_trace_add_source(w.trace, &rom);
	r.kind = TW_RECORD_PULL;
	r.drive = TW_LOW;
	tw_trace_append(w.trace, &r);
	r = (struct tw_record){.tick = 1020, .line = TW_SDA, .slew = 20};
	tw_trace_append(w.trace, &r);
	w.now = 2020;
	wires_edge(&w, TW_SCL, false);
	tw_trace_set_end(w.trace, 5000);
	assert_true(tw_trace_write(w.trace, path, NULL));
	b = bytes_of(path);

	memcpy(want, "\x89TWT\r\n\x1a\n", 8);
	n = put(want, 8, 1, 4);
	n = put(want, n, 1, 8);
	n = put(want, n, 1000000000, 8);
	n = put(want, n, crc32(0, want, 28), 4);
	n = put_chunk(want, n, "SRCS", 0, 0, sources, sizeof(sources) - 1);
	n = put_chunk(want, n, "RECS", 1000, 5000, records,
		      sizeof(records) - 1);
	n = put_chunk(want, n, "DONE", 5000, 5000, "\3", 1);
	assert_int_equal(b.len, n);
	assert_memory_equal(b.data, want, n);
	g_free(b.data);
	tw_trace_free(w.trace);
	wires_remove(path);
}

/* No chunk of records is longer, and a long pause costs one chunk. */
static void chunks_hold_10_ms(void **state)
{
	char *path = wires_path("x.twt");
	g_autoptr(tw_trace) trace = of_all_kinds();
	unsigned n_chunks = 0;
	struct bytes b;

	assert_true(tw_trace_write(trace, path, NULL));
	b = bytes_of(path);
	for (size_t at = 32; at < b.len; n_chunks++) {
		uint64_t from, to;
		uint32_t len;

		memcpy(&len, b.data + at + 4, 4);
		memcpy(&from, b.data + at + 8, 8);
		memcpy(&to, b.data + at + 16, 8);
		if (len && !memcmp(b.data + at, "RECS", 4))
			assert_true(GUINT64_FROM_LE(to) -
					    GUINT64_FROM_LE(from) <=
				    10000000);
		at += 32 + GUINT32_FROM_LE(len);
	}
	/* Traffic, the note; names and end. */
	assert_in_range(n_chunks, 5, 8);
	g_free(b.data);
	wires_remove(path);
}

static void cut_anywhere_it_is_read_up_to_the_last_whole_chunk(void **state)
{
	char *path = wires_path("x.twt");
	g_autoptr(tw_trace) trace = of_all_kinds();
	size_t last = 0;
	struct bytes b;

	assert_true(tw_trace_write(trace, path, NULL));
	b = bytes_of(path);
	for (size_t n = 32; n < b.len; n += 3) {
		g_autoptr(tw_trace) part = NULL;
		g_autofree char *remark = NULL;
		const struct tw_capture_config config = {
			.remark = keep, .remark_user = &remark};
		size_t got;

		put_file(path, b.data, n);
		assert_true(tw_trace_read(path, &config, &part, NULL));
		assert_non_null(strstr(remark, "cut short"));
		got = assert_beginning(part, trace);
		assert_true(got >= last);
		last = got;
	}
	/* But for the end, which tells that it is one, nothing is missing. */
	assert_int_equal(last, count(trace));
	g_free(b.data);
	wires_remove(path);
}

/* Every bit is under a checksum, so none can change unnoticed. */
static void a_flipped_bit_is_found_and_its_place_told(void **state)
{
	char *path = wires_path("x.twt");
	g_autoptr(tw_trace) trace = of_all_kinds();
	struct bytes b;

	assert_true(tw_trace_write(trace, path, NULL));
	b = bytes_of(path);
	for (size_t bit = 0; bit < 8 * b.len; bit += 29) {
		g_autoptr(tw_trace) part = NULL;
		g_autoptr(GError) error = NULL;

		b.data[bit / 8] ^= (char)(1 << bit % 8);
		put_file(path, b.data, b.len);
		assert_false(tw_trace_read(path, NULL, &part, &error));
		assert_int_equal(error->code, TW_ERROR_FILE);
		if (bit >= 8 * 8) /* else it is no record stream at all */
			assert_non_null(
				strstr(error->message, "damaged at byte "));
		assert_beginning(part, trace);
		b.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	g_free(b.data);
	wires_remove(path);
}

static void damage_leaves_what_comes_before_it(void **state)
{
	char *path = wires_path("x.twt");
	g_autoptr(tw_trace) trace = of_all_kinds();
	g_autoptr(tw_trace) part = NULL;
	g_autoptr(GError) error = NULL;
	struct bytes b;
	size_t n;

	assert_true(tw_trace_write(trace, path, NULL));
	b = bytes_of(path);
	b.data[b.len - 60] ^= 1;
	put_file(path, b.data, b.len);
	assert_false(tw_trace_read(path, NULL, &part, &error));
	n = assert_beginning(part, trace);
	assert_in_range(n, count(trace) - 3, count(trace) - 1);
	g_free(b.data);
	wires_remove(path);
}

/* Checksums hold, and yet it makes no sense. */
static void what_makes_no_sense_is_refused(void **state)
{
	static const struct {
		const char *body;
		size_t len;
	} bad[] = {
		{"\5\xff\x7f", 3},   /* no such port */
		{"\5\1", 2},	     /* a bus that pulls */
		{"\4\1\0", 3},	     /* a port with edges */
		{"\0", 1},	     /* an edge like none */
		{"\4", 1},	     /* cut in its middle */
		{"\7\0\0\0\x7f", 5}, /* a text past the end */
		{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10}, /* 70 bits */
		{"\x85\x80\x80\x80\x80\x40\x0d", 7}, /* after its chunk */
	};
	static const char sources[] = "\0\0\0\0\4bus\0\0"
				      "\1\1\0\0\4rom\0\0";
	char *path = wires_path("x.twt");
	uint8_t file[512];

	memcpy(file, "\x89TWT\r\n\x1a\n", 8);
	put(file, put(file, put(file, 8, 1, 4), 1, 8), 1000000000, 8);
	put(file, 28, crc32(0, file, 28), 4);
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(tw_trace) part = NULL;
		g_autoptr(GError) error = NULL;
		size_t n = put_chunk(file, 32, "SRCS", 0, 0, sources,
				     sizeof(sources) - 1);

		n = put_chunk(file, n, "RECS", 0, 1000, bad[i].body,
			      bad[i].len);
		put_file(path, file, n);
		assert_false(tw_trace_read(path, NULL, &part, &error));
		assert_non_null(strstr(error->message, "damaged at byte 84: "));
	}
	wires_remove(path);
}

static void a_later_version_is_named(void **state)
{
	char *path = wires_path("x.twt");
	g_autoptr(tw_trace) part = NULL;
	g_autoptr(GError) error = NULL;
	uint8_t file[32];

	memcpy(file, "\x89TWT\r\n\x1a\n", 8);
	put(file, put(file, put(file, 8, 2, 4), 1, 8), 1000000000, 8);
	put(file, 28, crc32(0, file, 28), 4);
	put_file(path, file, sizeof(file));
	assert_false(tw_trace_read(path, NULL, &part, &error));
	assert_non_null(strstr(error->message, "version 2"));
	wires_remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stream_gives_back_the_whole_trace),
		cmocka_unit_test(its_bytes_are_those_the_format_tells),
		cmocka_unit_test(chunks_hold_10_ms),
		cmocka_unit_test(
			cut_anywhere_it_is_read_up_to_the_last_whole_chunk),
		cmocka_unit_test(a_flipped_bit_is_found_and_its_place_told),
		cmocka_unit_test(damage_leaves_what_comes_before_it),
		cmocka_unit_test(what_makes_no_sense_is_refused),
		cmocka_unit_test(a_later_version_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
