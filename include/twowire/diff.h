/* SPDX-License-Identifier: MIT */
/*
 * Two recordings of I2C, message by message: what one has and the other has
 * not, what differs in those that both have, and how their clocks drift apart.
 *
 * Messages are aligned by what is in them, not by number or time: one that is
 * missing does not make all that follow differ.
 */
#ifndef TW_DIFF_H
#define TW_DIFF_H

#include "twowire/capture.h"

G_BEGIN_DECLS

typedef struct tw_diff tw_diff;

/* One of the two recordings. */
struct tw_diff_side {
	const char *name; /* in sentences: its file's; copied */
	uint64_t num;	  /* one tick is num / den seconds; 0: not known */
	uint64_t den;
};

struct tw_diff_config {
	struct tw_diff_side sides[2];
	/* From START to START, after the clocks' drift: by how much the two
	 * may differ, on top of a sample of each. */
	uint64_t tolerance_ns;
	bool judge_times; /* beyond it is a difference; else only shown */
};

tw_diff *tw_diff_new(const struct tw_diff_config *config);
void tw_diff_free(tw_diff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_diff, tw_diff_free)

/* @side: 0 or 1. All messages in their order; copied. */
void tw_diff_add(tw_diff *diff, unsigned side,
		 const struct tw_message *message);

/* After all have been added: compares. Once. */
void tw_diff_compare(tw_diff *diff);

/* Messages that differ, are in one recording only, and, if times are judged,
 * those that come too early or too late. */
uint64_t tw_diff_n_differences(const tw_diff *diff);

/* The first difference in full, up to @most in a line each (0: all), and what
 * they add up to. */
void tw_diff_to_text(const tw_diff *diff, uint64_t most, GString *out);
/* One object; docs/diff.md has its keys. */
void tw_diff_to_json(const tw_diff *diff, GString *out);

G_END_DECLS

#endif /* TW_DIFF_H */
