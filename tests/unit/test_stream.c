/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "kernel/stream.h"

static void expect_same(const struct tw_record *got,
			const struct tw_record *want)
{
	assert_int_equal(got->tick, want->tick);
	assert_int_equal(got->kind, want->kind);
	assert_int_equal(got->source, want->source);
	assert_int_equal(got->line, want->line);
	assert_int_equal(got->level, want->level);
	assert_int_equal(got->drive, want->drive);
	assert_int_equal(got->slew, want->slew);
	assert_int_equal(got->note, want->note);
	assert_int_equal(got->value, want->value);
	assert_int_equal(got->text_len, want->text_len);
	if (want->text_len)
		assert_memory_equal(got->text, want->text, want->text_len);
}

static void round_trip(const struct tw_record *records, size_t n)
{
	struct stream_iter it = {0};
	struct tw_record got;
	struct stream s;

	stream_init(&s);
	for (size_t i = 0; i < n; i++)
		stream_append(&s, &records[i]);
	assert_int_equal(s.n_records, n);
	for (size_t i = 0; i < n; i++) {
		assert_true(stream_next(&s, &it, &got));
		expect_same(&got, &records[i]);
	}
	assert_false(stream_next(&s, &it, &got));
	assert_false(stream_next(&s, &it, &got));
	stream_clear(&s);
}

static void every_kind_comes_back_as_it_went_in(void **state)
{
	static const struct tw_record records[] = {
		{.kind = TW_RECORD_EDGE, .line = 1, .slew = 20},
		{.kind = TW_RECORD_EDGE, .line = 0, .level = 1, .slew = 186},
		{.kind = TW_RECORD_EDGE,
		 .line = 0,
		 .level = 1,
		 .slew = 186,
		 .tick = 1},
		{.kind = TW_RECORD_EDGE, .source = 7, .tick = 1},
		{.kind = TW_RECORD_EDGE,
		 .source = UINT32_MAX - 1,
		 .tick = 2,
		 .slew = UINT32_MAX,
		 .line = 1,
		 .level = 1},
		{.kind = TW_RECORD_PULL,
		 .source = 3,
		 .drive = 2,
		 .line = 1,
		 .tick = 2},
		{.kind = TW_RECORD_PULL,
		 .source = UINT32_MAX,
		 .drive = 1,
		 .tick = 15},
		{.kind = TW_RECORD_NET, .source = 9, .level = 1, .tick = 16},
		{.kind = TW_RECORD_NET, .source = UINT32_MAX, .tick = 17},
		{.kind = TW_RECORD_NOTE,
		 .note = TW_NOTE_STUCK,
		 .value = 1,
		 .tick = 18},
		{.kind = TW_RECORD_NOTE,
		 .note = TW_NOTE_OUTPUT,
		 .source = 5,
		 .text = "hello",
		 .text_len = 5,
		 .tick = 2048},
		{.kind = TW_RECORD_NOTE,
		 .note = UINT32_MAX,
		 .source = UINT32_MAX,
		 .value = UINT64_MAX,
		 .text = "\0x",
		 .text_len = 2,
		 .tick = UINT64_C(1) << 60},
		{.kind = TW_RECORD_EDGE,
		 .line = 1,
		 .slew = 20,
		 .tick = UINT64_C(1) << 60},
	};

	round_trip(records, G_N_ELEMENTS(records));
}

/* Of 64 bits a head has three for its code. */
static void records_ages_apart_come_back(void **state)
{
	const uint64_t most = (UINT64_C(1) << 61) - 1, first = most + 1;
	char *text = g_malloc0(2 * STREAM_BLOCK);
	struct tw_record records[] = {
		{.kind = TW_RECORD_EDGE, .tick = first, .slew = 20},
		{.kind = TW_RECORD_EDGE, .tick = first + most, .slew = 20},
		{.kind = TW_RECORD_NOTE,
		 .tick = first + 2 * most + 1,
		 .text = text,
		 .text_len = 2 * STREAM_BLOCK},
		{.kind = TW_RECORD_PULL,
		 .source = 3,
		 .drive = 1,
		 .tick = first + 3 * most + 2},
		{.kind = TW_RECORD_EDGE, .tick = UINT64_MAX - 1, .slew = 20},
		{.kind = TW_RECORD_NET, .tick = UINT64_MAX},
	};

	round_trip(records, G_N_ELEMENTS(records));
	g_free(text);
}

static uint64_t draw(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x;
}

/* Mostly what buses bring, now and then anything. */
static struct tw_record any_record(uint64_t *x, uint64_t *tick,
				   const char *text)
{
	uint64_t what = draw(x) % 100;
	struct tw_record r = {0};

	*tick += what < 90 ? draw(x) % 5000 : draw(x) >> (30 + draw(x) % 30);
	r.tick = *tick;
	r.source = (uint32_t)(what < 95 ? draw(x) % 3 : draw(x) >> 32);
	if (what % 10 < 6) {
		r.kind = TW_RECORD_EDGE;
		r.line = draw(x) & 1;
		r.level = draw(x) & 1;
		r.slew = (uint32_t)(what < 95 ? 186 : draw(x) >> 33);
	} else if (what % 10 < 8) {
		r.kind = TW_RECORD_PULL;
		r.line = draw(x) & 1;
		r.drive = (uint8_t)(draw(x) % 3);
	} else if (what % 10 == 8) {
		r.kind = TW_RECORD_NET;
		r.level = draw(x) & 1;
	} else {
		r.kind = TW_RECORD_NOTE;
		r.note = (uint32_t)(draw(x) % 16);
		r.value = draw(x) >> draw(x) % 64;
		r.text_len = draw(x) % 3 ? 0 : draw(x) % 200;
		r.text = r.text_len ? text + draw(x) % 800 : NULL;
	}
	return r;
}

static void a_hundred_thousand_random_records_come_back(void **state)
{
	enum { N = 100000 };
	struct tw_record *records = g_new(struct tw_record, N);
	uint64_t x = 88172645463325252u, tick = 0;
	char text[1000];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)draw(&x);
	for (size_t i = 0; i < N; i++)
		records[i] = any_record(&x, &tick, text);
	round_trip(records, N);
	g_free(records);
}

/* Records of each length from 4096 - 128 to 4096 + 16 before the first block's
 * end, and texts longer than any block. */
static void records_at_and_over_the_end_of_a_block_come_back(void **state)
{
	char *text = g_malloc(3 * STREAM_BLOCK);

	memset(text, 'x', 3 * STREAM_BLOCK);
	for (size_t len = 4096 - 128; len < 4096 + 16; len++) {
		struct tw_record records[] = {
			{.kind = TW_RECORD_NOTE, .text = text, .text_len = len},
			{.kind = TW_RECORD_EDGE, .tick = 5},
			{.kind = TW_RECORD_NOTE,
			 .text = text,
			 .tick = 5,
			 .text_len = len + 2 * (size_t)STREAM_BLOCK},
			{.kind = TW_RECORD_PULL, .drive = 1, .tick = 6},
			{.kind = TW_RECORD_NOTE,
			 .text = "a",
			 .text_len = 1,
			 .tick = 9},
		};

		round_trip(records, G_N_ELEMENTS(records));
	}
	g_free(text);
}

static void a_reader_goes_on_where_the_stream_has_grown(void **state)
{
	struct stream_iter it = {0};
	struct tw_record got;
	struct stream s;

	stream_init(&s);
	assert_false(stream_next(&s, &it, &got));
	for (uint32_t i = 0; i < 200000; i++) {
		stream_pull(&s, i * 3, i % 5, i & 1, i % 3);
		if (i % 7 == 3)
			continue; /* the reader falls behind by one */
		while (stream_next(&s, &it, &got))
			;
		assert_int_equal(got.tick, i * 3);
		assert_int_equal(got.source, i % 5);
		assert_int_equal(got.drive, i % 3);
	}
	stream_clear(&s);
	assert_null(s.first);
}

/* The header promises two bytes for an edge like the one before it. */
static void ordinary_edges_take_two_bytes(void **state)
{
	struct stream s;

	stream_init(&s);
	for (uint32_t i = 0; i < 1000; i++)
		stream_edge(&s, i * 1250, 0, i & 1, i >> 1 & 1, 186);
	assert_true((size_t)(s.at - s.first->bytes) <= 2000 + 4 * 4);
	stream_clear(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_comes_back_as_it_went_in),
		cmocka_unit_test(records_ages_apart_come_back),
		cmocka_unit_test(a_hundred_thousand_random_records_come_back),
		cmocka_unit_test(
			records_at_and_over_the_end_of_a_block_come_back),
		cmocka_unit_test(a_reader_goes_on_where_the_stream_has_grown),
		cmocka_unit_test(ordinary_edges_take_two_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
