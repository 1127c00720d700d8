/* SPDX-License-Identifier: MIT */
/* Two recordings, aligned by their messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "twowire/diff.h"

#define US 1000u

struct bench {
	struct tw_diff_config config;
	tw_diff *diff;
	uint64_t at[2]; /* the next START, ns */
	uint64_t n[2];
	GString *text;
};

static int setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->config.sides[0] = (struct tw_diff_side){"a", 1, 1000000000};
	b->config.sides[1] = (struct tw_diff_side){"b", 1, 1000000000};
	b->text = g_string_new(NULL);
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	tw_diff_free(b->diff);
	g_string_free(b->text, TRUE);
	g_free(b);
	return 0;
}

/* A write of @text to @addr, 1 ms after the last; upper case bytes are not
 * acknowledged. */
static void say(struct bench *b, unsigned side, uint8_t addr, const char *text)
{
	struct tw_message_byte bytes[16] = {0};
	struct tw_message m = {.number = b->n[side]++,
			       .transfer = b->n[side],
			       .start = b->at[side],
			       .addressed = true,
			       .addr = addr,
			       .ack = TW_SEEN_ACK,
			       .bytes = bytes,
			       .n_bytes = strlen(text),
			       .end = TW_END_STOP};

	if (!b->diff)
		b->diff = tw_diff_new(&b->config);
	for (size_t i = 0; text[i]; i++) {
		bytes[i].value = (uint8_t)g_ascii_tolower(text[i]);
		bytes[i].ack =
			g_ascii_isupper(text[i]) ? TW_SEEN_NACK : TW_SEEN_ACK;
	}
	tw_diff_add(b->diff, side, &m);
	b->at[side] += 1000 * US;
}

/* Words to one address, a blank between two. */
static void say_all(struct bench *b, unsigned side, const char *words)
{
	g_auto(GStrv) all = g_strsplit(words, " ", -1);

	for (size_t i = 0; all[i]; i++)
		say(b, side, 0x50, all[i]);
}

static const char *compare(struct bench *b)
{
	tw_diff_compare(b->diff);
	tw_diff_to_text(b->diff, 0, b->text);
	return b->text->str;
}

static void expect(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no \"%s\" in\n%s", part, text);
}

static void the_same_messages_are_no_difference(void **state)
{
	struct bench *b = *state;

	b->at[1] = 500 * US;
	say_all(b, 0, "one two three");
	say_all(b, 1, "one two three");
	expect(compare(b), "no difference\n");
	expect(b->text->str, "messages    3 the same, 0 different, 0 only in "
			     "a, 0 only in b\n");
	expect(b->text->str, "the first common message comes 500 us later in "
			     "b\n");
	assert_int_equal(tw_diff_n_differences(b->diff), 0);
}

static void a_byte_that_differs_is_named(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "one two three");
	say_all(b, 1, "one txo three");
	expect(compare(b), "message 1 (0x50 write) at 1000 us: byte 2 is 0x77 "
			   "in a and 0x78 in b\n");
	assert_int_equal(tw_diff_n_differences(b->diff), 1);
}

static void further_bytes_are_counted(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "abcdef");
	say_all(b, 1, "abxdyz");
	expect(compare(b), "byte 3 is 0x63 in a and 0x78 in b, and 2 more "
			   "bytes differ\n");
}

static void frames_that_differ_are_named(void **state)
{
	static const struct {
		bool restart;
		uint8_t end;
		uint8_t bits;
		const char *want;
	} rows[] = {
		{true, TW_END_STOP, 1, "it begins with a START in a and a "},
		{false, TW_END_RESTART, 1, "it ends "},
		{false, TW_END_STOP, 3, "after 1 clock pulses"},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_message_byte byte = {.value = 7, .ack = TW_SEEN_ACK};
		struct tw_message m = {.addressed = true,
				       .addr = 0x50,
				       .ack = TW_SEEN_ACK,
				       .bytes = &byte,
				       .n_bytes = 1,
				       .bits = 1,
				       .end = TW_END_STOP};

		tw_diff_free(b->diff);
		b->diff = tw_diff_new(&b->config);
		g_string_truncate(b->text, 0);
		tw_diff_add(b->diff, 0, &m);
		m.restart = rows[i].restart;
		m.end = rows[i].end;
		m.bits = rows[i].bits;
		tw_diff_add(b->diff, 1, &m);
		expect(compare(b), rows[i].want);
	}
}

static void an_acknowledge_and_a_length_are_differences(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "ab abc");
	say_all(b, 1, "aB abcde");
	expect(compare(b), "message 0 (0x50 write) at 0 ns: byte 2 is "
			   "acknowledged in a and not acknowledged in b\n");
	expect(b->text->str, "message 1 (0x50 write) at 1000 us: its data "
			     "bytes are 3 in a and 5 in b\n");
}

static void a_missing_message_does_not_move_the_others(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "one two three four five");
	say_all(b, 1, "one two four five");
	expect(compare(b), "message 2 (0x50 write) at 2000 us is only in a\n");
	expect(b->text->str, "4 the same, 0 different, 1 only in a, 0 only");
	assert_int_equal(tw_diff_n_differences(b->diff), 1);
}

/* What comes after an extra message is told with both numbers. */
static void an_extra_message_moves_the_numbers_only(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "one two three four");
	say_all(b, 1, "one extra two three fxur");
	expect(compare(b), "message 1 (0x50 write) at 1000 us is only in b\n");
	expect(b->text->str, "message 3 (0x50 write) at 3000 us: byte 2 is "
			     "0x6f in a and 0x78 in b (there message 4, 4000 "
			     "us)\n");
}

static void messages_to_different_addresses_are_never_paired(void **state)
{
	struct bench *b = *state;

	say(b, 0, 0x50, "same");
	say(b, 1, 0x51, "same");
	expect(compare(b), "message 0 (0x50 write) at 0 ns is only in a\n");
	expect(b->text->str, "message 0 (0x51 write) at 0 ns is only in b\n");
}

static void one_that_is_empty_lacks_everything(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "one two");
	expect(compare(b), "0 the same, 0 different, 2 only in a, 0 only in b");
}

/* The longest common subsequence of two rows of letters. */
static unsigned common(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	g_autofree unsigned *row = g_new0(unsigned, m + 1);

	for (size_t i = 0; i < n; i++) {
		unsigned corner = 0;

		for (size_t j = 1; j <= m; j++) {
			unsigned above = row[j];

			row[j] = a[i] == b[j - 1] ? corner + 1
						  : MAX(above, row[j - 1]);
			corner = above;
		}
	}
	return row[m];
}

/* Messages to different addresses differ in no other way: as many as can be
 * are then found to be the same. */
static void an_alignment_loses_no_common_message(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(3);

	for (unsigned round = 0; round < 60; round++) {
		struct bench *b = *state;
		char letters[2][401] = {{0}};
		g_autofree char *want = NULL;

		for (unsigned side = 0; side < 2; side++) {
			int n = g_rand_int_range(rand, 1, 400);

			for (int i = 0; i < n; i++) {
				letters[side][i] = (char)g_rand_int_range(
					rand, 'a', round % 20 + 'c');
				say(b, side, (uint8_t)letters[side][i], "x");
			}
		}
		want = g_strdup_printf("messages    %u the same, 0 different",
				       common(letters[0], letters[1]));
		expect(compare(b), want);
		tw_diff_free(g_steal_pointer(&b->diff));
		g_string_truncate(b->text, 0);
	}
}

/* Some thousands: a message in a hundred is missing here or there. */
static void long_recordings_are_aligned_throughout(void **state)
{
	enum { N = 30000 };
	g_autoptr(GRand) rand = g_rand_new_with_seed(5);
	struct bench *b = *state;
	unsigned missing[2] = {0};
	g_autofree char *want = NULL;

	for (unsigned i = 0; i < N; i++) {
		g_autofree char *word = g_strdup_printf("%u", i);
		int lost = g_rand_int_range(rand, 0, 200);

		for (int side = 0; side < 2; side++) {
			if (lost == side)
				missing[side]++;
			else
				say(b, (unsigned)side, 0x50, word);
		}
	}
	compare(b);
	want = g_strdup_printf("messages    %u the same, ",
			       N - missing[0] - missing[1]);
	expect(b->text->str, want);
}

/* Too many for a table of all pairs: found by looking ahead. */
static void recordings_of_very_different_length_are_aligned(void **state)
{
	struct bench *b = *state;

	for (unsigned i = 0; i < 40000; i++) {
		g_autofree char *word = g_strdup_printf("%u", i);

		say(b, 0, 0x50, word);
		if (i % 3 == 0 && i < 30000)
			say(b, 1, 0x50, word);
	}
	say(b, 0, 0x51, "end");
	say(b, 1, 0x52, "end");
	expect(compare(b), "messages    10000 the same");
	expect(b->text->str, "another pairing may show fewer");
}

static void drift_and_offset_are_told_apart_from_gaps(void **state)
{
	struct bench *b = *state;

	b->config.judge_times = true;
	b->config.tolerance_ns = 1000;
	b->at[1] = 77 * US;
	for (unsigned i = 0; i < 100; i++) {
		say(b, 0, 0x50, "x");
		say(b, 1, 0x50, "x");
		b->at[1] += 100; /* 100 ns in 1 ms: 100 ppm */
		if (i == 40)
			b->at[1] += 5000;
	}
	expect(compare(b), "message 41 (0x50 write) at 41 ms: from START to "
			   "START it comes 1000 us in a and 1005.1 us in b "
			   "after the one before\n");
	expect(b->text->str, "comes 77 us later in b; it counts 100.0 ppm more "
			     "(to within ");
	expect(b->text->str, "99 from START to START, up to 5000 ns apart "
			     "(before message 41), 1 by more than 1000 ns\n");
	assert_int_equal(tw_diff_n_differences(b->diff), 1);
}

static void times_alone_are_no_difference_unless_asked(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "one two");
	b->at[1] = 0;
	say_all(b, 1, "one");
	b->at[1] += 5000 * US;
	say_all(b, 1, "two");
	expect(compare(b), "up to 5000 us apart (before message 1)\n");
	assert_int_equal(tw_diff_n_differences(b->diff), 0);
}

static void without_a_samplerate_only_messages_are_compared(void **state)
{
	struct bench *b = *state;

	b->config.sides[1].num = 0;
	say_all(b, 0, "one two");
	say_all(b, 1, "one txo");
	expect(compare(b), "message 1 (0x50 write) at 1000 us: byte 2");
	expect(b->text->str, "no samplerate: times are not compared\n");
}

static void a_list_that_is_too_long_is_cut(void **state)
{
	struct bench *b = *state;

	say_all(b, 0, "a b c d e f");
	say_all(b, 1, "x x x x x x");
	tw_diff_compare(b->diff);
	tw_diff_to_text(b->diff, 2, b->text);
	expect(b->text->str, "... and 4 more\n");
	assert_null(strstr(b->text->str, "message 2"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(the_same_messages_are_no_difference),
		T(a_byte_that_differs_is_named),
		T(further_bytes_are_counted),
		T(frames_that_differ_are_named),
		T(an_acknowledge_and_a_length_are_differences),
		T(a_missing_message_does_not_move_the_others),
		T(an_extra_message_moves_the_numbers_only),
		T(messages_to_different_addresses_are_never_paired),
		T(one_that_is_empty_lacks_everything),
		T(an_alignment_loses_no_common_message),
		T(long_recordings_are_aligned_throughout),
		T(recordings_of_very_different_length_are_aligned),
		T(drift_and_offset_are_told_apart_from_gaps),
		T(times_alone_are_no_difference_unless_asked),
		T(without_a_samplerate_only_messages_are_compared),
		T(a_list_that_is_too_long_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
