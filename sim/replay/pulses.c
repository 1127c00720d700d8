/* SPDX-License-Identifier: MIT */
/* Cuts the edges of a capture into SCL pulses and messages. */
#include "replay/replay.h"

#define BITS_PER_BYTE 9 /* with the acknowledge bit */

static struct pulse *last_pulse(tw_replay *r)
{
	return pulse_at(r, r->pulses->len - 1);
}

static struct message *last_message(tw_replay *r)
{
	return message_at(r, r->messages->len - 1);
}

static void fall(tw_replay *r, uint64_t ns)
{
	struct pulse p = {
		.fall_ns = ns,
		.rise_ns = TW_NEVER,
		.first_rise_ns = TW_NEVER,
		.last_change_ns = TW_NEVER,
		.message = NO_MESSAGE,
		.condition = r->conditions->len,
		.change = r->changes->len,
	};

	g_array_append_val(r->pulses, p);
}

/* The place of the pulse in its message. */
static void count_bit(tw_replay *r, struct pulse *p)
{
	struct message *m;

	if (!r->reading.open)
		return;
	m = last_message(r);
	p->message = r->messages->len - 1;
	p->byte = m->n_pulses / BITS_PER_BYTE;
	p->bit = (uint8_t)(m->n_pulses % BITS_PER_BYTE);
	if (p->byte == 0 && p->bit < 8)
		m->first_byte = (uint8_t)(m->first_byte << 1 | p->sda);
	m->n_pulses++;
}

static void rise(tw_replay *r, uint64_t ns, bool sda)
{
	struct pulse *p = last_pulse(r);

	p->rise_ns = ns;
	p->sda = sda;
	count_bit(r, p);
}

static void low_change(tw_replay *r, uint64_t ns, bool level)
{
	struct condition c = {.at_ns = ns, .level = level};
	struct pulse *p = last_pulse(r);

	g_array_append_val(r->changes, c);
	p->n_changes++;
	p->last_change_ns = ns;
	if (level && p->first_rise_ns == TW_NEVER)
		p->first_rise_ns = ns;
}

static void start(tw_replay *r, uint64_t ns)
{
	struct message m = {.start_ns = ns, .first = r->pulses->len};

	if (!r->reading.open && r->messages->len)
		r->reading.transfer++;
	m.transfer = r->reading.transfer;
	r->reading.open = true;
	g_array_append_val(r->messages, m);
}

static void high_change(tw_replay *r, uint64_t ns, bool level)
{
	struct condition c = {.at_ns = ns, .level = level};

	g_array_append_val(r->conditions, c);
	last_pulse(r)->n_conditions++;
	if (level)
		r->reading.open = false;
	else
		start(r, ns);
}

/* Stands for the idle wires before the first edge. */
void replay_begin(tw_replay *r)
{
	r->reading.scl = true;
	r->reading.sda = true;
	fall(r, 0);
	rise(r, 0, true);
}

/* A tw_levels_fn. Wires that change together are a clock edge and data: at a
 * rise the data came before, at a fall after. */
void replay_levels(void *user, uint64_t tick, bool scl, bool sda)
{
	tw_replay *r = user;
	uint64_t ns = replay_to_ns(r, tick);
	bool clocked = scl != r->reading.scl;
	bool data = sda != r->reading.sda;

	r->reading.scl = scl;
	r->reading.sda = sda;
	if (clocked && !scl)
		fall(r, ns);
	if (data && (clocked || !scl))
		low_change(r, ns, sda);
	else if (data)
		high_change(r, ns, sda);
	if (clocked && scl)
		rise(r, ns, sda);
}
