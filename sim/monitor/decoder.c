/* SPDX-License-Identifier: MIT */
/*
 * Edges in, messages out.
 *
 * UM10204 3.1.4: a change of SDA while SCL is high and stays high is a START
 * or a STOP, at whatever bit it comes. Everything else is clock and data, read
 * where SCL rises.
 */
#include "monitor/decoder.h"

#define ACK_BIT	  8
#define FIRST_CAP 64

struct tw_decoder {
	tw_message_fn fn;
	decoder_step_fn step;
	void *user;
	bool scl;
	bool sda;
	bool open; /* between a START and the STOP */
	uint8_t shift;
	unsigned bit; /* of the byte under way, 0 to 8 */
	uint64_t first;
	uint64_t n_messages;
	uint64_t n_transfers;
	struct tw_message_byte *bytes;
	size_t cap;
	struct tw_message msg;
};

tw_decoder *tw_decoder_new_steps(tw_message_fn fn, decoder_step_fn step,
				 void *user)
{
	tw_decoder *d = g_new0(tw_decoder, 1);

	d->fn = fn;
	d->step = step;
	d->user = user;
	d->scl = true;
	d->sda = true;
	d->cap = FIRST_CAP;
	d->bytes = g_new(struct tw_message_byte, d->cap);
	return d;
}

tw_decoder *tw_decoder_new(tw_message_fn fn, void *user)
{
	return tw_decoder_new_steps(fn, NULL, user);
}

void tw_decoder_free(tw_decoder *d)
{
	if (!d)
		return;
	g_free(d->bytes);
	g_free(d);
}

bool tw_decoder_in_byte(const tw_decoder *d)
{
	return d->open && d->bit;
}

uint64_t tw_decoder_byte_at(const tw_decoder *d)
{
	return d->first;
}

static void tell(tw_decoder *d, enum decoder_step step, uint64_t tick)
{
	if (d->step)
		d->step(d->user, step, tick, &d->msg);
}

static void end_message(tw_decoder *d, enum tw_message_end end, uint64_t tick)
{
	d->open = false;
	d->msg.end = (uint8_t)end;
	d->msg.end_at = tick;
	d->msg.bits = (uint8_t)d->bit;
	d->msg.bytes = d->bytes;
	tell(d, DECODER_END, tick);
	if (d->fn)
		d->fn(d->user, &d->msg);
}

static void begin_message(tw_decoder *d, uint64_t tick, bool restart)
{
	if (!restart)
		d->n_transfers++;
	d->msg = (struct tw_message){
		.number = d->n_messages++,
		.transfer = d->n_transfers - 1,
		.start = tick,
		.restart = restart,
		.ack = TW_SEEN_NOTHING,
		.bytes = d->bytes,
	};
	d->open = true;
	d->bit = 0;
	tell(d, DECODER_START, tick);
}

/* SDA moved while SCL was high. */
static void condition(tw_decoder *d, uint64_t tick, bool sda)
{
	bool restart = d->open;

	if (d->open)
		end_message(d, sda ? TW_END_STOP : TW_END_RESTART, tick);
	if (!sda)
		begin_message(d, tick, restart);
}

static void eighth_bit(tw_decoder *d, uint64_t tick)
{
	if (!d->msg.addressed) {
		d->msg.addressed = true;
		d->msg.addr = d->shift >> 1;
		d->msg.read = d->shift & 1;
		d->msg.addr_at = d->first;
		d->msg.rw_at = tick;
		return;
	}
	if (d->msg.n_bytes == d->cap) {
		d->cap *= 2;
		d->bytes = g_renew(struct tw_message_byte, d->bytes, d->cap);
		d->msg.bytes = d->bytes;
	}
	d->bytes[d->msg.n_bytes++] = (struct tw_message_byte){
		.first = d->first,
		.value = d->shift,
		.ack = TW_SEEN_NOTHING,
	};
}

static void ack_bit(tw_decoder *d, uint64_t tick, bool sda)
{
	uint8_t ack = sda ? TW_SEEN_NACK : TW_SEEN_ACK;

	if (d->msg.n_bytes) {
		d->bytes[d->msg.n_bytes - 1].ack = ack;
		d->bytes[d->msg.n_bytes - 1].ack_at = tick;
		tell(d, DECODER_BYTE, tick);
	} else {
		d->msg.ack = ack;
		d->msg.ack_at = tick;
		tell(d, DECODER_ADDRESS, tick);
	}
}

/* SCL rose. */
static void clock_in(tw_decoder *d, uint64_t tick, bool sda)
{
	if (d->bit == ACK_BIT) {
		d->bit = 0;
		ack_bit(d, tick, sda);
		return;
	}
	if (!d->bit)
		d->first = tick;
	d->shift = (uint8_t)(d->shift << 1 | sda);
	if (++d->bit == ACK_BIT)
		eighth_bit(d, tick);
}

void tw_decoder_levels(tw_decoder *d, uint64_t tick, bool scl, bool sda)
{
	if (scl != d->scl) {
		if (scl && d->open)
			clock_in(d, tick, sda);
	} else if (scl && sda != d->sda) {
		condition(d, tick, sda);
	}
	d->scl = scl;
	d->sda = sda;
}

void tw_decoder_samples(tw_decoder *d, uint64_t tick, uint64_t scl,
			uint64_t sda, unsigned n)
{
	uint64_t scl_before = scl << 1 | d->scl;
	uint64_t sda_before = sda << 1 | d->sda;
	uint64_t rises = scl & ~scl_before;
	uint64_t conditions = scl & scl_before & (sda ^ sda_before);
	uint64_t events = rises | conditions;

	if (n < 64)
		events &= (1ull << n) - 1;
	for (; events; events &= events - 1) {
		unsigned i = (unsigned)__builtin_ctzll(events);

		if (conditions >> i & 1)
			condition(d, tick + i, sda >> i & 1);
		else if (d->open)
			clock_in(d, tick + i, sda >> i & 1);
	}
	d->scl = scl >> (n - 1) & 1;
	d->sda = sda >> (n - 1) & 1;
}

void tw_decoder_finish(tw_decoder *d)
{
	if (d->open)
		end_message(d, TW_END_OPEN, 0);
}
