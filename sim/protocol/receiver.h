/* SPDX-License-Identifier: MIT */
/*
 * Framing: what a pair of wires says, edge by edge. A plain value: the bus
 * keeps one for all that listen, and whoever reads edges from elsewhere may
 * keep one of its own.
 *
 * A byte is eight rises of SCL, the acknowledge the ninth; what follows from
 * them happens at the falls. START and STOP may come after any bit (UM10204
 * 3.1.4, 3.1.10 note 4).
 */
#ifndef TW_PROTOCOL_RECEIVER_H
#define TW_PROTOCOL_RECEIVER_H

#include <stdbool.h>
#include <stdint.h>

struct receiver {
	bool busy;    /* after a START, until the STOP */
	bool address; /* the byte under way follows a (repeated) START */
	bool restart; /* that START was a repeated one */
	bool nacked;  /* the last ninth bit was 1 */
	uint8_t bit;  /* rises since the byte began: 0 to 9 */
	uint8_t byte; /* what they brought */
};

static inline void receiver_start(struct receiver *r)
{
	r->restart = r->busy;
	r->busy = true;
	r->address = true;
	r->bit = 0;
}

static inline void receiver_stop(struct receiver *r)
{
	r->busy = false;
	r->address = false;
	r->bit = 0;
}

static inline void receiver_rise(struct receiver *r, bool sda)
{
	if (++r->bit <= 8)
		r->byte = (uint8_t)(r->byte << 1 | sda);
	else
		r->nacked = sda;
}

/* After the ninth fall the next byte begins. Returns the number of rises the
 * byte had before: 8 and 9 are where answers and bytes are due. */
static inline unsigned receiver_fall(struct receiver *r)
{
	unsigned bit = r->bit;

	if (bit >= 9)
		r->bit = 0;
	return bit;
}

#endif /* TW_PROTOCOL_RECEIVER_H */
