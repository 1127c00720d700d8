/* SPDX-License-Identifier: MIT */
/*
 * A diff's inside: diff.c keeps the messages and lists what differs,
 * diff_align.c finds out which belong together, diff_clock.c compares their
 * times, diff_words.c puts a difference in words, diff_text.c and diff_json.c
 * tell it all.
 */
#ifndef TW_REPLAY_DIFF_H
#define TW_REPLAY_DIFF_H

#include "twowire/diff.h"

#define DIFF_NONE UINT32_MAX /* no message of that side */

/* A message, its bytes at `bytes` in its side's array. */
struct diff_message {
	uint64_t start;
	uint64_t hash; /* of all that is compared */
	uint64_t number;
	size_t bytes;
	size_t n_bytes;
	uint8_t addr, ack, end, bits;
	bool restart, addressed, read;
};

struct diff_byte {
	uint8_t value, ack;
};

struct diff_side {
	char *name;
	uint64_t num, den;
	GArray *messages; /* struct diff_message */
	GArray *bytes;	  /* struct diff_byte */
};

/* Two messages that belong together, or one alone. */
struct diff_pair {
	uint32_t index[2]; /* DIFF_NONE: the other is alone */
	bool same;
	bool late;	   /* the gap before differs beyond the tolerance */
	int64_t gap_ns[2]; /* since the pair before; valid if has_gap */
	bool has_gap;
};

struct tw_diff {
	struct tw_diff_config config;
	struct diff_side sides[2];
	GArray *pairs;	/* struct diff_pair, in the order of both sides */
	bool is_best;	/* no alignment has fewer differences */
	bool has_times; /* of both sides ns are known */
	bool has_drift;
	uint64_t n_same, n_changed, n_only[2], n_late, n_gaps;
	int64_t offset_ns; /* first common START: second side's minus
			      first's */
	int64_t drift_ppb; /* the second's clock counts so much more */
	int64_t drift_doubt_ppb;
	uint64_t worst_ns; /* by how much gaps differ, at most */
	uint32_t worst;	   /* the pair */
};

static inline const struct diff_message *diff_at(const tw_diff *d,
						 unsigned side, uint32_t i)
{
	return &g_array_index(d->sides[side].messages, struct diff_message, i);
}

static inline const struct diff_byte *
diff_bytes(const tw_diff *d, unsigned side, const struct diff_message *m)
{
	return &g_array_index(d->sides[side].bytes, struct diff_byte, m->bytes);
}

static inline struct diff_pair *diff_pair_at(const tw_diff *d, guint i)
{
	return &g_array_index(d->pairs, struct diff_pair, i);
}

/* Is everything in them the same, but for their times? */
bool diff_equal(const tw_diff *d, uint32_t a, uint32_t b);
/* Fills pairs, and is_best. */
void diff_align(tw_diff *d);
/* Gaps, offset, drift. */
void diff_clock(tw_diff *d);
/* ns since a side's first tick. */
uint64_t diff_ns(const tw_diff *d, unsigned side, const struct diff_message *m);

/* One sentence: "message 7 (0x50 write) at 123.4 ms: byte 2 is 0x41 in a.sr
 * and 0x43 in b.sr". Of a pair that differs. */
void diff_words(const tw_diff *d, const struct diff_pair *p, GString *out);
/* "12.5 ppm" of 12500 ppb. */
void diff_ppm(GString *out, int64_t ppb);

#endif /* TW_REPLAY_DIFF_H */
