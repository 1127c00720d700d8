/* SPDX-License-Identifier: MIT */
/* Waveforms drawn with the pen to hit bins of coverage, and all places of a
 * message. */
#ifndef TW_SPEC_DRAWN_H
#define TW_SPEC_DRAWN_H

#include "pen.h"

#include "covered.h"

/* Standard-mode: a period of 1000 + 5300 + 300 + 4400 ns. */
static const struct times slow = {
	.hd_sta = 5000,
	.low = 5300,
	.high = 4400,
	.su_sta = 5000,
	.hd_dat = 400,
	.su_sto = 5000,
	.buf = 6000,
	.tr_scl = 1000,
	.tf_scl = 300,
	.tr_sda = 1000,
	.tf_sda = 300,
	.tr_scl1 = 1000,
};

static inline tw_coverage *cover(tw_trace *trace)
{
	tw_coverage *c = tw_coverage_new();

	tw_coverage_add_trace(c, trace);
	tw_trace_free(trace);
	return c;
}

struct at {
	const char *name;
	unsigned bits; /* whole bits before it since START */
	bool read;
};

static const struct at places[] = {
	{"address.1", 0, false},   {"address.2", 1, false},
	{"address.3", 2, false},   {"address.4", 3, false},
	{"address.5", 4, false},   {"address.6", 5, false},
	{"address.7", 6, false},   {"address.rw", 7, false},
	{"address.ack", 8, false}, {"read.1", 9, true},
	{"read.2", 10, true},	   {"read.3", 11, true},
	{"read.4", 12, true},	   {"read.5", 13, true},
	{"read.6", 14, true},	   {"read.7", 15, true},
	{"read.8", 16, true},	   {"read.ack", 17, true},
	{"read.next", 18, true},   {"read.2", 19, true},
	{"write.1", 9, false},	   {"write.2", 10, false},
	{"write.3", 11, false},	   {"write.4", 12, false},
	{"write.5", 13, false},	   {"write.6", 14, false},
	{"write.7", 15, false},	   {"write.8", 16, false},
	{"write.ack", 17, false},  {"write.next", 18, false},
	{"write.ack", 26, false},  {"write.next", 27, false},
};

/* START and @n bits of address 0x28, all acknowledged, and data 0x55. */
static inline void begin(struct pen *p, unsigned n, bool read)
{
	uint64_t bits = (uint64_t)(0x28 << 1 | read) << 1;

	start(p, 100000);
	for (unsigned i = 0; i < n; i++) {
		if (i && i % 9 == 0)
			bits = 0x55 << 1;
		p->first = i % 9 == 0;
		bit(p, bits >> (8 - i % 9) & 1);
	}
}

#endif /* TW_SPEC_DRAWN_H */
