/* SPDX-License-Identifier: MIT */
/* Takes any chosen bits out of samples of 1 to 8 bytes. */
#ifndef TW_TRACE_SR_PICK_H
#define TW_TRACE_SR_PICK_H

#include "trace/reader.h"

struct sr_pick {
	const struct capture_set *set; /* numbers are bits of a sample */
	uint64_t tick;		       /* of the next sample */
	unsigned unitsize;
	uint64_t mask;
	uint64_t last; /* sample, without the other bits */
};

/* @set is kept. */
void tw_sr_pick_init(struct sr_pick *p, unsigned unitsize,
		     const struct capture_set *set);
/* Looks at the next @n samples. */
void tw_sr_pick_run(struct sr_pick *p, const uint8_t *data, size_t n);

#endif /* TW_TRACE_SR_PICK_H */
