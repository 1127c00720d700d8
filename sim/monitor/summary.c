/* SPDX-License-Identifier: MIT */
/* What a capture holds: the two wires, and the messages on them. */
#include "monitor/summary.h"

#define RESERVED_LOW  0x08u
#define RESERVED_HIGH 0x78u
#define DEVICE_ID     0x7cu

void summary_find(tw_summary *s, enum finding what, uint64_t tick,
		  uint64_t message)
{
	struct found *f = &s->found[what];

	if (f->count++)
		return;
	f->first = tick;
	f->message = message;
}

/* --- Messages ---------------------------------------------------------- */

/* UM10204 table 4. */
static void find_reserved(tw_summary *s, const struct tw_message *m)
{
	enum finding what;

	if (m->addr >= RESERVED_LOW && m->addr < RESERVED_HIGH)
		return;
	if (!m->addr)
		what = m->read ? FOUND_START_BYTE : FOUND_GENERAL_CALL;
	else if (m->addr < 0x04)
		what = FOUND_RESERVED;
	else if (m->addr < RESERVED_LOW)
		what = FOUND_HS_CODE;
	else if (m->addr < DEVICE_ID)
		what = FOUND_TEN_BIT;
	else
		what = m->addr == DEVICE_ID ? FOUND_DEVICE_ID : FOUND_RESERVED;
	summary_find(s, what, m->start, m->number);
}

static void count_address(tw_summary *s, const struct tw_message *m)
{
	struct summary_addr *a = &s->addrs[m->addr];

	*(m->read ? &a->reads : &a->writes) += 1;
	if (m->ack == TW_SEEN_NACK)
		*(m->read ? &a->read_nacks : &a->write_nacks) += 1;
	a->bytes += m->n_bytes;
	for (size_t i = 0; !m->read && i < m->n_bytes; i++) {
		if (m->bytes[i].ack != TW_SEEN_NACK)
			continue;
		a->data_nacks++;
		summary_find(s, FOUND_REFUSED, m->bytes[i].first, m->number);
	}
}

static void find_end(tw_summary *s, const struct tw_message *m)
{
	const struct tw_message_byte *last =
		m->n_bytes ? &m->bytes[m->n_bytes - 1] : NULL;

	if (m->end == TW_END_OPEN)
		summary_find(s, FOUND_ENDS_OPEN, m->start, m->number);
	else if (!m->addressed && !m->bits)
		summary_find(s, FOUND_VOID, m->start, m->number);
	else if (m->bits > 1 || !m->addressed)
		summary_find(s, FOUND_CUT, m->end_at, m->number);
	if (m->end != TW_END_OPEN && m->read && last &&
	    last->ack == TW_SEEN_ACK)
		summary_find(s, FOUND_READ_ACKED, last->first, m->number);
}

void summary_message(tw_summary *s, const struct tw_message *m)
{
	s->messages++;
	s->transfers += !m->restart;
	s->restarts += m->restart;
	s->bytes += m->n_bytes;
	if (!m->start)
		summary_find(s, FOUND_TRIGGER, 0, m->number);
	if (m->addressed) {
		count_address(s, m);
		find_reserved(s, m);
	}
	find_end(s, m);
	summary_guess_message(s, m);
}

/* --- The decoder's steps: where the wires are --------------------------- */

/* What is known of a message's longest low phases only with its end: whom it
 * was for, and that a STOP or repeated START followed. */
static void complete_lows(tw_summary *s, const struct tw_message *m)
{
	for (unsigned i = 0; i < SUMMARY_LOWS; i++) {
		struct place *p = &s->lows[i];

		if (!p->ticks || p->message != m->number)
			continue;
		p->addressed = m->addressed;
		p->addr = m->addr;
		p->read = m->read;
		if (p->byte == s->now.byte && m->bits == 1 &&
		    p->kind == PLACE_BIT && p->bit == 0)
			p->kind = m->end == TW_END_STOP ? PLACE_STOP
							: PLACE_RESTART;
	}
}

static void step(void *user, enum decoder_step what, uint64_t tick,
		 const struct tw_message *m)
{
	tw_summary *s = user;

	switch (what) {
	case DECODER_START:
		if (m->restart)
			summary_clock_was_high(s, tick);
		s->now = (struct place){.message = m->number};
		s->open = true;
		s->fell = false;
		s->period_from = 0;
		break;
	case DECODER_ADDRESS:
	case DECODER_BYTE:
		s->now.byte++;
		s->now.bit = 0;
		break;
	case DECODER_END:
		complete_lows(s, m);
		s->open = false;
		summary_message(s, m);
		break;
	}
}

/* --- Levels ------------------------------------------------------------ */

/* SDA moved while SCL was low: twice is a spike or a hand-over. */
static void sda_moved(tw_summary *s, uint64_t tick)
{
	uint64_t width = tick - s->sda_moved;

	if (s->sda_moves++ && (!s->spike || width < s->spike))
		s->spike = width;
	s->sda_moved = tick;
}

static void begin(tw_summary *s, uint64_t tick, bool scl)
{
	s->any = true;
	if (!tick && !scl)
		summary_find(s, FOUND_BEGINS_INSIDE, 0, 0);
}

void tw_summary_levels(tw_summary *s, uint64_t tick, bool scl, bool sda)
{
	bool clock = scl != s->scl, data = sda != s->sda;

	if (!s->any)
		begin(s, tick, scl);
	s->n_edges[0] += clock && tick;
	s->n_edges[1] += data && tick;
	if (clock && !scl)
		summary_clock_fell(s, tick);
	if (data && !scl)
		sda_moved(s, tick);
	if (clock && scl)
		summary_clock_rose(s, tick);
	tw_decoder_levels(s->decoder, tick, scl, sda);
	s->scl = scl;
	s->sda = sda;
}

void tw_summary_finish(tw_summary *s, uint64_t end)
{
	if (s->finished)
		return;
	tw_decoder_finish(s->decoder);
	s->end = end;
	s->finished = true;
}

tw_summary *tw_summary_new(uint64_t num, uint64_t den,
			   const struct tw_model *const *models)
{
	tw_summary *s = g_new0(tw_summary, 1);

	s->num = num;
	s->den = den;
	s->models = models;
	s->scl = s->sda = true;
	s->decoder = tw_decoder_new_steps(NULL, step, s);
	return s;
}

void tw_summary_free(tw_summary *s)
{
	if (!s)
		return;
	tw_decoder_free(s->decoder);
	for (unsigned i = 0; i < SUMMARY_ADDRS; i++)
		summary_guesses_free(s->guesses[i]);
	g_free(s);
}
