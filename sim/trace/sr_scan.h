/* SPDX-License-Identifier: MIT */
/* Takes two chosen bits out of samples of 1 to 8 bytes, 64 samples a time. */
#ifndef TW_TRACE_SR_SCAN_H
#define TW_TRACE_SR_SCAN_H

#include <stddef.h>

#include "twowire/capture.h"

struct sr_scan {
	/* Who is told: a decoder, or else fn of every change. */
	tw_decoder *decoder;
	tw_levels_fn fn;
	void *user;
	uint64_t tick; /* of the next sample */
	unsigned unitsize;
	unsigned byte[2]; /* of SCL, SDA in the sample */
	unsigned shift[2];
	bool still;	  /* nothing changed in the last block */
	uint64_t last[2]; /* their levels in the last sample */
};

/* Both wires are high before the first sample. */
void tw_sr_scan_init(struct sr_scan *s, unsigned unitsize, unsigned scl,
		     unsigned sda);
/* Scans the next @n samples. */
void tw_sr_scan_run(struct sr_scan *s, const uint8_t *p, size_t n);

#endif /* TW_TRACE_SR_SCAN_H */
