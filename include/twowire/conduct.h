/* SPDX-License-Identifier: MIT */
/*
 * How a part conducts itself: each message that was on the wires, where in it
 * the part held SCL, and what its firmware printed meanwhile. Made to compare
 * one target's personalities: what a host sees of them, and when.
 */
#ifndef TW_CONDUCT_H
#define TW_CONDUCT_H

#include "twowire/capture.h"
#include "twowire/trace.h"

G_BEGIN_DECLS

/* What SCL was held before. */
enum tw_hold_place {
	TW_HOLD_BIT,  /* a bit of an address or byte that is not its first */
	TW_HOLD_ACK,  /* its acknowledge bit */
	TW_HOLD_BYTE, /* its first bit */
	TW_HOLD_END,  /* STOP or repeated START */
};

struct tw_hold {
	uint64_t from;	/* tick: the last controller had let go */
	uint64_t ticks; /* how long */
	size_t byte;	/* 0: the address; then data bytes from 1 */
	enum tw_hold_place place;
};

struct tw_conduct {
	const struct tw_message *message;
	/* In order of time, for parts that hold; not for controllers. */
	const struct tw_hold *holds;
	size_t n_holds;
};

/* All pointers are valid inside the call. */
typedef void (*tw_conduct_fn)(void *user, const struct tw_conduct *conduct);

/**
 * tw_trace_conduct:
 * @bus: a source of kind TW_SOURCE_BUS
 *
 * Calls @fn for each message on @bus, with where anything but a controller
 * held SCL in it. Needs the PULL records of a simulation.
 */
void tw_trace_conduct(const tw_trace *trace, uint32_t bus, tw_conduct_fn fn,
		      void *user);

/* Appends the message in one line, without a newline:
 * "START 40 W ACK  01 ACK  aa NACK  STOP". */
void tw_conduct_message_text(const struct tw_message *message, GString *out);
/* Appends where it held, whatever for how long, or nothing if nowhere:
 * "before the ACK of the address and byte 1 to 3, before byte 2". */
void tw_conduct_holds_text(const struct tw_conduct *conduct, GString *out);

G_END_DECLS

#endif /* TW_CONDUCT_H */
