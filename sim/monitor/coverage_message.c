/* SPDX-License-Identifier: MIT */
/* Messages: kinds of address, acknowledges and what follows, lengths. */
#include "monitor/coverage_bus.h"

/* UM10204 table 4: reserved addresses, 7 bits. */
enum {
	GENERAL_CALL = 0x00,
	CBUS = 0x01,
	HS_CODES = 0x04, /* to 0x07 */
	SEVEN_BIT = 0x08,
	TEN_BIT = 0x78, /* to 0x7b */
	DEVICE_ID = 0x7c,
};

void tw_cover_message_begin(struct cover *c, bool restart)
{
	struct cover_message *m = &c->m;

	/* A prefix stands for the message that it is before. */
	m->restart = m->before_prefix ? m->before_restart : restart;
	m->addressed = false;
	m->prefix = false;
	m->read = false;
	m->ten_bit = false;
	m->n_bytes = 0;
	m->path = -1;
	m->hs |= m->hs_next;
	m->hs_next = false;
}

static void kind(struct cover *c, bool ack)
{
	struct cover_message *m = &c->m;
	uint64_t *hits = c->hits->address;

	m->prefix = (m->addr == GENERAL_CALL && m->read) ||
		    (m->addr >= HS_CODES && m->addr < SEVEN_BIT);
	if (m->addr == GENERAL_CALL)
		hits[m->read ? ADDRESS_START_BYTE
		     : ack   ? ADDRESS_GENERAL_CALL_ACK
			     : ADDRESS_GENERAL_CALL_NACK]++;
	else if (m->addr == CBUS)
		hits[ADDRESS_CBUS]++;
	else if (m->prefix)
		hits[ADDRESS_HS_CODE]++;
	else if (m->addr >= SEVEN_BIT && m->addr < TEN_BIT)
		hits[ADDRESS_SEVEN_BIT]++;
	else if (m->addr == DEVICE_ID)
		hits[ADDRESS_DEVICE_ID]++;
	else if (m->addr < TEN_BIT || m->addr > DEVICE_ID)
		hits[ADDRESS_RESERVED]++;
	else if (m->read)
		hits[ADDRESS_TEN_BIT_READ]++;
	else if (ack)
		m->ten_bit = true;
	else
		hits[ADDRESS_TEN_BIT_WRITE_NACK]++;
}

static void back_to_back(struct cover *c)
{
	const struct cover_message *m = &c->m;
	uint64_t *hits = m->restart ? c->hits->back_to_back_restart
				    : c->hits->back_to_back_stop;

	if (m->before)
		hits[4 * !m->before_read + 2 * !m->read +
		     (m->addr == m->before_addr)]++;
}

static void address(struct cover *c, bool ack)
{
	struct cover_message *m = &c->m;

	m->addressed = true;
	m->addr = c->shift >> 1;
	m->read = c->shift & 1;
	kind(c, ack);
	/* Nobody acknowledges the controller code. */
	m->hs_next = m->prefix && m->addr && !ack;
	if (m->prefix)
		return;
	back_to_back(c);
	c->hits->hs[m->read ? HS_READ : HS_WRITE] += m->hs;
	m->path = m->read ? PATH_ADDRESS_READ : PATH_ADDRESS_WRITE;
}

static void data(struct cover *c, bool ack)
{
	struct cover_message *m = &c->m;

	if (m->ten_bit && !m->n_bytes)
		c->hits->address[ack ? ADDRESS_TEN_BIT_WRITE_ACK
				     : ADDRESS_TEN_BIT_WRITE_NACK]++;
	m->n_bytes++;
	m->path = m->prefix ? -1 : m->read ? PATH_READ : PATH_WRITE;
}

void tw_cover_message_byte(struct cover *c, bool ack)
{
	/* In a read's data the acknowledge is the controller's. */
	if (c->d.ack_stretched && (c->address || !c->m.read))
		c->hits->stretch_acknowledge[2 * !c->address + !ack]++;
	if (c->address)
		address(c, ack);
	else
		data(c, ack);
	c->address = false;
	if (c->m.path >= 0)
		c->m.path = c->m.path * 2 + !ack;
}

static void follow(struct cover *c, unsigned what)
{
	if (c->m.path >= 0)
		c->hits->acknowledge[c->m.path * COVERAGE_FOLLOWS + what]++;
	c->m.path = -1;
}

void tw_cover_message_pulse(struct cover *c)
{
	follow(c, FOLLOW_BYTE);
}

static unsigned length_bin(uint64_t n)
{
	return n < 2 ? (unsigned)n : n < 22 ? 2 : n < 44 ? 3 : n < 64 ? 4 : 5;
}

void tw_cover_message_end(struct cover *c, bool stop)
{
	struct cover_message *m = &c->m;

	follow(c, stop ? FOLLOW_STOP : FOLLOW_RESTART);
	if (m->addressed && !m->prefix)
		c->hits->length[6 * !m->read + length_bin(m->n_bytes)]++;
	c->hits->hs[stop ? HS_STOP : HS_RESTART] += m->hs;
	if (stop)
		m->hs = m->hs_next = false;
	m->before_prefix = m->prefix && !stop;
	m->before_restart = m->restart;
	if (m->prefix)
		return;
	m->before = m->addressed;
	m->before_read = m->read;
	m->before_addr = m->addr;
}
