/* SPDX-License-Identifier: MIT */
/*
 * Which two channels are an I2C bus: every ordered pair of channels is framed
 * as if it were one, and what is well formed is counted.
 */
#ifndef TW_TRACE_GUESS_H
#define TW_TRACE_GUESS_H

#include "trace/reader.h"

struct guess_pair {
	unsigned scl; /* places in the channels that were looked at */
	unsigned sda;
	uint64_t clocks;   /* rises of SCL */
	uint64_t good;	   /* those in whole messages: START, bytes, STOP */
	uint64_t ends;	   /* messages, whole or not */
	uint64_t messages; /* whole ones */
	uint64_t weight;   /* bytes in them, of each no more than a few */
	uint64_t acked;	   /* whole ones whose first byte was acknowledged */
	/* The message under way. */
	uint64_t pending; /* rises of SCL in it */
	uint64_t bytes;
	uint64_t moves; /* changes of SDA other than START and STOP */
	uint8_t bits;	/* since the last acknowledge bit */
	bool open;
	bool ack; /* of the first byte */
};

/**
 * tw_guess:
 * @set: the channels to look at; what it calls is set here
 * @scl, @sda: a place in the set where that wire is known, or -1
 * @pairs: (out): struct guess_pair with whole messages, the best first
 *
 * Looks at the capture until a hundred messages have made it clear.
 *
 * Returns: the only plausible pair, or NULL: there is none, or more than one,
 * or @error is set.
 */
const struct guess_pair *tw_guess(tw_capture *c, struct capture_set *set,
				  int scl, int sda, GArray *pairs,
				  GError **error);

#endif /* TW_TRACE_GUESS_H */
