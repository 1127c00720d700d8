/* SPDX-License-Identifier: MIT */
/* Finds, in samples of 1 to 8 bytes, those in which two chosen bits change. */
#ifndef TW_TRACE_SR_SCAN_H
#define TW_TRACE_SR_SCAN_H

#include <stddef.h>

#include "twowire/capture.h"

struct sr_scan {
	tw_levels_fn fn;
	void *user;
	uint64_t tick; /* of the next sample */
	unsigned unitsize;
	unsigned byte[2]; /* of SCL, SDA in the sample */
	uint8_t mask[2];
	uint64_t words[8]; /* both masks over eight samples, as in memory */
};

void tw_sr_scan_init(struct sr_scan *s, unsigned unitsize, unsigned scl,
		     unsigned sda, tw_levels_fn fn, void *user);

/* Scans @n samples at @p. The sample before the first must lie just below @p:
 * the last of the previous call, or at first one with both bits set. */
void tw_sr_scan_run(struct sr_scan *s, const uint8_t *p, size_t n);

#endif /* TW_TRACE_SR_SCAN_H */
