/* SPDX-License-Identifier: MIT */
/* The I2C block as a target: RM0090, 27.3.2. */
#include "stm32f4/i2c.h"

enum {
	ADDRESS_HOST = 0x08,
	ADDRESS_ALERT = 0x0c,
	ADDRESS_DEFAULT = 0x61,
};
enum { OAR1_ADDMODE = 1 << 15, OAR2_ENDUAL = 1 << 0 };

static bool in_use(const struct f4_i2c_link *link)
{
	return link->i2c->link == link;
}

static bool stretches(const struct i2c *i2c)
{
	return !(i2c->cr1 & CR1_NOSTRETCH);
}

static bool is_sending(const struct i2c *i2c)
{
	return i2c->sr2 & SR2_TRA;
}

/* --- addresses --------------------------------------------------------- */

static uint16_t second_address(const struct i2c *i2c)
{
	return i2c->oar2 & OAR2_ENDUAL ? i2c->oar2 >> 1 & 0x7f : 0;
}

static size_t smbus_matches(const struct i2c *i2c, struct tw_match *m)
{
	bool host = i2c->cr1 & CR1_SMBTYPE;
	size_t n = 0;

	if (!(i2c->cr1 & CR1_SMBUS))
		return 0;
	if (i2c->cr1 & CR1_ENARP)
		m[n++].addr = host ? ADDRESS_HOST : ADDRESS_DEFAULT;
	if (i2c->cr1 & CR1_ALERT && !host)
		m[n++].addr = ADDRESS_ALERT;
	return n;
}

void f4_i2c_target_listen(struct i2c *i2c)
{
	bool ten_bit = i2c->oar1 & OAR1_ADDMODE;
	uint16_t first = ten_bit ? i2c->oar1 & 0x3ff : i2c->oar1 >> 1 & 0x7f;
	struct tw_match matches[5] = {{0}};
	size_t n = smbus_matches(i2c, matches);

	if (first) {
		matches[n].ten_bit = ten_bit;
		matches[n++].addr = first;
	}
	if (second_address(i2c))
		matches[n++].addr = second_address(i2c);
	if (i2c->cr1 & CR1_ENGC)
		matches[n++].general_call = true;
	if (!f4_i2c_enabled(i2c))
		n = 0;
	for (unsigned i = 0; i < i2c->n_links; i++)
		tw_target_listen(i2c->links[i].target, matches,
				 in_use(&i2c->links[i]) ? n : 0);
}

static uint32_t called_by(const struct i2c *i2c, const struct tw_address *a)
{
	if (a->general_call)
		return SR2_GENCALL;
	if (a->ten_bit)
		return 0;
	if (a->addr == second_address(i2c))
		return SR2_DUALF;
	if (!(i2c->cr1 & CR1_SMBUS) || !(i2c->cr1 & CR1_ENARP))
		return 0;
	if (a->addr == ADDRESS_HOST && i2c->cr1 & CR1_SMBTYPE)
		return SR2_SMBHOST;
	return a->addr == ADDRESS_DEFAULT ? SR2_SMBDEFAULT : 0;
}

/* --- what the bus asks ------------------------------------------------- */

static void end_message(struct i2c *i2c)
{
	i2c->addressed = false;
	i2c->addr_due = false;
	i2c->wait = I2C_T_FREE;
}

/* What the shift register has of it. */
static uint8_t last_of_address(const struct tw_address *addr)
{
	uint16_t bits = addr->ten_bit ? 0x78 | addr->addr >> 8 : addr->addr;

	return (uint8_t)(bits << 1 | addr->read);
}

/* A loser of arbitration cannot answer to its own address before the next
 * START (27.3.4). */
static enum tw_answer address(void *user, const struct tw_address *addr)
{
	struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;

	if (!in_use(link) || !(i2c->cr1 & CR1_ACK) || i2c->lost ||
	    f4_i2c_is_controller(i2c))
		return TW_NACK;
	if (!addr->restart)
		i2c->pec = 0;
	if (!addr->ten_bit)
		f4_i2c_pec_add(i2c, (uint8_t)(addr->addr << 1 | addr->read));
	i2c->addressed = true;
	i2c->addr_due = true;
	i2c->nacked = false;
	i2c->sending = last_of_address(addr);
	i2c->sr2 = called_by(i2c, addr) | (addr->read ? SR2_TRA : 0);
	return TW_ACK;
}

/* With the PEC expected, it must be right to be acknowledged (27.3.6). */
static enum tw_answer take_byte(void *user, uint8_t byte)
{
	struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;
	bool ack = i2c->cr1 & CR1_ACK;

	if (i2c->cr1 & CR1_PEC) {
		ack = ack && byte == i2c->pec;
		f4_i2c_pec_check(i2c, byte);
	}
	f4_i2c_pec_add(i2c, byte);
	if (ack) {
		i2c->sending = byte;
		return TW_ACK;
	}
	i2c->nacked = true;
	f4_i2c_received(i2c, byte);
	return TW_NACK;
}

static bool proceed(void *user)
{
	struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;

	if (i2c->addr_due) {
		i2c->addr_due = false;
		i2c->wait = stretches(i2c) ? I2C_T_ADDR : I2C_T_FREE;
		f4_i2c_set(i2c, SR1_ADDR);
	} else if (!f4_i2c_received(i2c, i2c->sending)) {
		i2c->wait = I2C_T_ROOM;
	}
	return i2c->wait == I2C_T_FREE;
}

/* Without stretching, what was in the shift register before goes out again: at
 * first the address. */
static bool give_unready(struct i2c *i2c, bool first, uint8_t *byte)
{
	if (!f4_i2c_next_byte(i2c, byte)) {
		*byte = first ? i2c->sending : i2c->tx;
		f4_i2c_set(i2c, SR1_TXE | SR1_OVR);
	}
	f4_i2c_pec_add(i2c, *byte);
	return true;
}

static bool give_byte(void *user, uint8_t *byte)
{
	struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;
	bool first = i2c->addr_due;

	i2c->addr_due = false;
	if (first)
		f4_i2c_set(i2c, SR1_ADDR);
	if (!stretches(i2c))
		return give_unready(i2c, first, byte);
	if (first) {
		i2c->wait = I2C_T_ADDR;
		return false;
	}
	if (!f4_i2c_next_byte(i2c, byte)) {
		i2c->wait = I2C_T_BYTE;
		f4_i2c_set(i2c, SR1_TXE | SR1_BTF);
		return false;
	}
	f4_i2c_pec_add(i2c, *byte);
	return true;
}

static void sent(void *user, bool acked)
{
	const struct f4_i2c_link *link = user;

	if (acked)
		return;
	link->i2c->nacked = true;
	f4_i2c_set(link->i2c, SR1_AF);
}

/* 27.3.4: targets arbitrate on SMBus only; there it is an error. Else it is the
 * STOP of a host that has acknowledged the last byte, and STOPF tells. */
static void lost(void *user)
{
	const struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;

	if (!(i2c->cr1 & CR1_SMBUS))
		return;
	end_message(i2c);
	f4_i2c_set(i2c, SR1_ARLO);
}

static void over(struct i2c *i2c)
{
	end_message(i2c);
	i2c->lost = false;
	f4_i2c_drop_tx(i2c);
	i2c->sr2 &= ~(uint32_t)SR2_CALLED;
	if (!f4_i2c_is_controller(i2c))
		i2c->sr2 &= ~(uint32_t)SR2_TRA;
	i2c->cr1 &= ~(uint32_t)CR1_PEC;
}

static void start(void *user, bool selected)
{
	struct f4_i2c_link *link = user;

	if (in_use(link))
		over(link->i2c);
}

/* STOPF only after an acknowledge. */
static void stop(void *user, bool selected)
{
	struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;
	bool tell = i2c->addressed && !i2c->nacked;

	if (!in_use(link))
		return;
	over(i2c);
	if (tell)
		f4_i2c_set(i2c, SR1_STOPF);
}

const struct tw_target_ops f4_i2c_target_ops = {
	.address = address,
	.write = take_byte,
	.proceed = proceed,
	.read = give_byte,
	.sent = sent,
	.lost = lost,
	.start = start,
	.stop = stop,
};

/* --- what the registers ask -------------------------------------------- */

/* EV3-1: the first byte is wanted at once. */
void f4_i2c_target_addr_cleared(struct i2c *i2c)
{
	if (i2c->wait != I2C_T_ADDR)
		return;
	if (is_sending(i2c)) {
		i2c->wait = I2C_T_BYTE;
		if (!i2c->tx_full)
			f4_i2c_set(i2c, SR1_TXE);
		f4_i2c_target_written(i2c);
		return;
	}
	i2c->wait = I2C_T_FREE;
	tw_target_proceed(i2c->link->target);
}

void f4_i2c_target_written(struct i2c *i2c)
{
	uint8_t byte;

	if (i2c->wait != I2C_T_BYTE || !f4_i2c_next_byte(i2c, &byte))
		return;
	i2c->wait = I2C_T_FREE;
	f4_i2c_pec_add(i2c, byte);
	tw_target_offer(i2c->link->target, byte);
}

void f4_i2c_target_drained(struct i2c *i2c)
{
	if (i2c->wait != I2C_T_ROOM)
		return;
	i2c->wait = I2C_T_FREE;
	tw_target_proceed(i2c->link->target);
}

void f4_i2c_target_drop(struct i2c *i2c)
{
	end_message(i2c);
	if (i2c->link)
		tw_target_abandon(i2c->link->target);
}
