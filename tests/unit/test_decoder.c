/* SPDX-License-Identifier: MIT */
/* The decoder, fed by hand. Ticks are chosen by the test; a bit takes four. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "twowire/capture.h"

struct wires {
	tw_decoder *decoder;
	GString *json;
	uint64_t tick;
};

static void collect(void *user, const struct tw_message *message)
{
	tw_message_to_json(message, user);
}

static int setup(void **state)
{
	struct wires *w = g_new0(struct wires, 1);

	w->json = g_string_new(NULL);
	w->decoder = tw_decoder_new(collect, w->json);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct wires *w = *state;

	tw_decoder_free(w->decoder);
	g_string_free(w->json, TRUE);
	g_free(w);
	return 0;
}

static void set(struct wires *w, bool scl, bool sda)
{
	tw_decoder_levels(w->decoder, w->tick++, scl, sda);
}

/* Leaves SCL high; the rise is the third tick of four. */
static void bit(struct wires *w, bool v)
{
	set(w, 0, v);
	set(w, 0, v);
	set(w, 1, v);
	set(w, 1, v);
}

static void bits(struct wires *w, const char *ones_and_zeros)
{
	for (; *ones_and_zeros; ones_and_zeros++)
		bit(w, *ones_and_zeros == '1');
}

/* From idle or, through a low phase, from within a message. */
static void start(struct wires *w)
{
	set(w, 1, 0);
}

static void stop(struct wires *w)
{
	bit(w, 0);
	set(w, 1, 1);
}

static void assert_json(struct wires *w, const char *want)
{
	tw_decoder_finish(w->decoder);
	assert_string_equal(w->json->str, want);
}

static void a_write_is_one_message_in_normal_form(void **state)
{
	struct wires *w = *state;

	start(w);	     /* tick 0 */
	bits(w, "10010000"); /* 0x48 w: rises at 3, 7, ..., 31 */
	bits(w, "0");	     /* 35 */
	bits(w, "11110000"); /* 39 ... 67 */
	bits(w, "1");	     /* 71 */
	stop(w);	     /* rise 75, STOP 77 */
	assert_json(w, "{\"m\":0,\"x\":0,\"start\":\"S\",\"ss\":0,\"addr\":72,"
		       "\"rw\":\"w\",\"ack\":1,\"a\":[3,31,35],"
		       "\"data\":[240],\"acks\":[0],\"d\":[[39,71]],"
		       "\"end\":\"P\",\"es\":77}\n");
}

static void a_repeated_start_joins_messages_to_a_transfer(void **state)
{
	struct wires *w = *state;

	start(w);
	bits(w, "100100000");
	bit(w, 1);	      /* rise 39 */
	start(w);	      /* 41 */
	bits(w, "100100011"); /* 44 ... 72, 76 */
	stop(w);	      /* 82 */
	w->tick = 100;
	start(w);
	assert_json(w,
		    "{\"m\":0,\"x\":0,\"start\":\"S\",\"ss\":0,\"addr\":72,"
		    "\"rw\":\"w\",\"ack\":1,\"a\":[3,31,35],\"data\":[],"
		    "\"acks\":[],\"d\":[],\"end\":\"Sr\",\"es\":41}\n"
		    "{\"m\":1,\"x\":0,\"start\":\"Sr\",\"ss\":41,\"addr\":72,"
		    "\"rw\":\"r\",\"ack\":0,\"a\":[44,72,76],\"data\":[],"
		    "\"acks\":[],\"d\":[],\"end\":\"P\",\"es\":82}\n"
		    "{\"m\":2,\"x\":1,\"start\":\"S\",\"ss\":100,"
		    "\"addr\":null,\"rw\":null,\"ack\":null,\"a\":null,"
		    "\"data\":[],\"acks\":[],\"d\":[],\"end\":null,"
		    "\"es\":null}\n");
}

static void a_write_to_a_ten_bit_address_names_it(void **state)
{
	struct wires *w = *state;

	start(w);
	bits(w, "111101100" /* 11110 11 w */ "101001010" /* 0xa5 */);
	stop(w);
	tw_decoder_finish(w->decoder);
	assert_non_null(strstr(w->json->str, "\"addr\":123,"));
	assert_true(g_str_has_suffix(w->json->str, ",\"tenbit\":933}\n"));
}

/* What a message cut after n bits must hold. */
static void assert_cut(const struct tw_message *m, unsigned n)
{
	assert_int_equal(m->addressed, n >= 8);
	assert_int_equal(m->ack, n >= 9 ? TW_SEEN_ACK : TW_SEEN_NOTHING);
	assert_int_equal(m->n_bytes, n >= 17);
	if (n >= 17)
		assert_int_equal(m->bytes[0].ack,
				 n >= 18 ? TW_SEEN_ACK : TW_SEEN_NOTHING);
	assert_int_equal(m->bits, n % 9);
}

struct cut {
	unsigned bits; /* SCL rises before the condition */
	enum tw_message_end end;
	unsigned seen;
};

static void check_cut(void *user, const struct tw_message *m)
{
	struct cut *cut = user;

	if (cut->seen++)
		return;
	assert_cut(m, cut->bits);
	assert_int_equal(m->end, cut->end);
}

/* 0x55 w ACK, then 0x55: all bits but the last come from it; the condition
 * follows in the high phase of the last. */
static void cut_at(unsigned n, enum tw_message_end end)
{
	struct cut cut = {.bits = n, .end = end};
	struct wires w = {.decoder = tw_decoder_new(check_cut, &cut)};

	start(&w);
	for (unsigned i = 1; i < n; i++)
		bit(&w, i % 9 && i & 1);
	if (n)
		bit(&w, end == TW_END_RESTART && n % 9);
	if (end == TW_END_STOP) {
		set(&w, 1, 1);
	} else if (end == TW_END_RESTART) {
		if (n % 9 == 0) /* the ACK bit reads 0: no START can follow */
			end = TW_END_OPEN;
		set(&w, 1, 0);
	}
	cut.end = end;
	tw_decoder_finish(w.decoder);
	assert_true(cut.seen);
	tw_decoder_free(w.decoder);
}

static void a_message_may_be_cut_at_any_bit(void **state)
{
	for (unsigned n = 0; n <= 20; n++) {
		cut_at(n, TW_END_STOP);
		cut_at(n, TW_END_RESTART);
		cut_at(n, TW_END_OPEN);
	}
}

static void both_wires_in_one_tick_are_clock_and_data(void **state)
{
	struct wires *w = *state;

	start(w);
	for (unsigned i = 0; i < 9; i++) {
		set(w, 0, !(i & 1)); /* SCL falls as SDA moves */
		set(w, 1, i & 1);    /* SCL rises as SDA moves */
	}
	set(w, 0, 1);
	set(w, 1, 0);
	set(w, 1, 1);
	/* 01010101 and 0: 0x2a, read, ACK */
	assert_json(w, "{\"m\":0,\"x\":0,\"start\":\"S\",\"ss\":0,\"addr\":42,"
		       "\"rw\":\"r\",\"ack\":1,\"a\":[2,16,18],\"data\":[],"
		       "\"acks\":[],\"d\":[],\"end\":\"P\",\"es\":21}\n");
}

static void clocks_before_the_first_start_are_nothing(void **state)
{
	struct wires *w = *state;

	bits(w, "0101");
	set(w, 0, 0);
	set(w, 1, 0);
	set(w, 1, 1); /* a STOP without a START */
	assert_json(w, "");
}

static void a_message_may_be_very_long(void **state)
{
	struct wires *w = *state;
	size_t n = 100000;
	char *data;

	start(w);
	bits(w, "101000000");
	for (size_t i = 0; i < n; i++)
		bits(w, i & 1 ? "111111110" : "000000000");
	stop(w);
	tw_decoder_finish(w->decoder);
	data = strstr(w->json->str, "\"data\":[0,255,0,255,");
	assert_non_null(data);
	assert_int_equal(strchr(data, ']') - strchr(data, '['),
			 n / 2 * strlen("0,255,"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_write_is_one_message_in_normal_form),
		TEST(a_repeated_start_joins_messages_to_a_transfer),
		TEST(a_write_to_a_ten_bit_address_names_it),
		cmocka_unit_test(a_message_may_be_cut_at_any_bit),
		TEST(both_wires_in_one_tick_are_clock_and_data),
		TEST(clocks_before_the_first_start_are_nothing),
		TEST(a_message_may_be_very_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
