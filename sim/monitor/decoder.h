/* SPDX-License-Identifier: MIT */
/*
 * The decoder's steps, for those who want them as they happen: a log prints
 * lines in order of time and cannot wait for a message's end.
 */
#ifndef TW_MONITOR_DECODER_H
#define TW_MONITOR_DECODER_H

#include "twowire/capture.h"

enum decoder_step {
	DECODER_START,	 /* tick: of the START */
	DECODER_ADDRESS, /* the message's address is complete */
	DECODER_BYTE,	 /* its last byte is complete */
	DECODER_END,	 /* STOP, repeated START or the trace's end */
};

/* @tick: when this became known. The message is complete up to this step. */
typedef void (*decoder_step_fn)(void *user, enum decoder_step step,
				uint64_t tick, const struct tw_message *msg);

/* Either function may be NULL. */
tw_decoder *tw_decoder_new_steps(tw_message_fn fn, decoder_step_fn step,
				 void *user);

/* @n (1 to 64) samples at once, the first of them of @tick and in the lowest
 * bits: the same as tw_decoder_levels() for each, and faster. */
void tw_decoder_samples(tw_decoder *d, uint64_t tick, uint64_t scl,
			uint64_t sda, unsigned n);

/* true while an address or byte is under way: its time has come, its line has
 * not. */
bool tw_decoder_in_byte(const tw_decoder *d);
/* SCL's rise in the first bit of the byte under way, or of the last one. */
uint64_t tw_decoder_byte_at(const tw_decoder *d);

#endif /* TW_MONITOR_DECODER_H */
