/* SPDX-License-Identifier: MIT */
/* The DMAC's registers. A SAM D51 has a set for each channel, a SAM D21 one
 * for the channel that CHID names. */
#include "sam/dmac.h"

enum {
	CTRL = 0x00,
	SWTRIGCTRL = 0x10,
	PRICTRL0 = 0x14,
	INTPEND = 0x20,
	INTSTATUS = 0x24,
	BUSYCH = 0x28,
	PENDCH = 0x2c,
	BASEADDR = 0x34,
	WRBADDR = 0x38,
	CHID = 0x3c, /* SAM D21, at + 3 */
	CHANNELS = 0x40,
	/* Of a channel. */
	CHCTRLA = 0x0,
	CHCTRLB = 0x4,
	CHINT = 0xc, /* INTENCLR, INTENSET, INTFLAG, STATUS: a byte each */
	CHANNEL_SIZE = 0x10,
};
enum { SWRST = 1, ENABLE = 2, CTRL_KEPT = 0x0f02, CHINT_ALL = 7 };
enum { CMD_SUSPEND = 1, CMD_RESUME = 2 };
enum { D51_CTRLA_KEPT = 0x3f307f40, D21_CTRLB_KEPT = 0x00c03f7f };
enum { D21_CTRLB_LVL = 0x60 };

/* --- reading ----------------------------------------------------------------
 */

static uint8_t read_status(const struct dmac *d, unsigned n)
{
	const struct dmac_channel *c = &d->channel[n];

	return (uint8_t)((dmac_pending(d, n) && !c->running ? DMAC_PEND : 0) |
			 (c->running ? DMAC_BUSY : 0) |
			 (c->ferr ? DMAC_FERR : 0));
}

/* The lowest channel with a flag that interrupts. */
static uint32_t read_intpend(const struct dmac *d)
{
	for (unsigned i = 0; i < d->n_channels; i++) {
		const struct dmac_channel *c = &d->channel[i];
		uint8_t status = read_status(d, i);

		if (c->intflag & c->inten)
			return i | (uint32_t)c->intflag << 8 |
			       (status & DMAC_FERR ? 1u << 13 : 0) |
			       (status & DMAC_BUSY ? 1u << 14 : 0) |
			       (status & DMAC_PEND ? 1u << 15 : 0);
	}
	return 0;
}

/* A bit for each channel with one of these. */
static uint32_t read_all(const struct dmac *d, uint32_t offset)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < d->n_channels; i++) {
		const struct dmac_channel *c = &d->channel[i];
		bool on;

		if (offset == INTSTATUS)
			on = c->intflag & c->inten;
		else
			on = read_status(d, i) &
			     (offset == BUSYCH ? DMAC_BUSY : DMAC_PEND);
		value |= (uint32_t)on << i;
	}
	return value;
}

static uint32_t read_channel(const struct dmac *d, unsigned n, uint32_t offset)
{
	const struct dmac_channel *c = &d->channel[n];
	uint32_t enable = c->enabled ? ENABLE : 0;

	switch (offset) {
	case CHCTRLA:
		return d->d21 ? enable : c->ctrla | enable;
	case CHCTRLB:
		return d->d21 ? c->ctrla : (uint32_t)c->level << 8;
	case CHINT:
		return c->inten | (uint32_t)c->inten << 8 |
		       (uint32_t)c->intflag << 16 |
		       (uint32_t)read_status(d, n) << 24;
	default:
		return 0;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct dmac *d = user;
	unsigned n = d->d21 ? d->chid : (offset - CHANNELS) / CHANNEL_SIZE;

	switch (offset) {
	case CTRL:
		return d->ctrl;
	case PRICTRL0:
		return d->prictrl;
	case INTPEND:
		return read_intpend(d);
	case INTSTATUS:
	case BUSYCH:
	case PENDCH:
		return read_all(d, offset);
	case BASEADDR:
		return d->baseaddr;
	case WRBADDR:
		return d->wrbaddr;
	case CHID:
		return d->d21 ? d->chid << 24 : 0;
	default:
		break;
	}
	if (offset < CHANNELS || n >= d->n_channels ||
	    (d->d21 && offset >= CHANNELS + CHANNEL_SIZE))
		return 0;
	return read_channel(d, n, (offset - CHANNELS) % CHANNEL_SIZE);
}

/* --- writing ----------------------------------------------------------------
 */

/* The source of triggers and what one of them does. */
static void decode(const struct dmac *d, struct dmac_channel *c)
{
	c->trigger = c->ctrla >> 8 & (d->d21 ? 0x3f : 0x7f);
	c->action = c->ctrla >> (d->d21 ? 22 : 20) & 3;
	if (d->d21)
		c->level = c->ctrla >> 5 & 3;
}

static void command(struct dmac *d, unsigned n, uint32_t cmd)
{
	if (cmd == CMD_SUSPEND)
		dmac_suspend(d, n);
	else if (cmd == CMD_RESUME)
		dmac_resume(d, n);
}

static void write_ctrla(struct dmac *d, unsigned n, uint32_t value)
{
	struct dmac_channel *c = &d->channel[n];

	if (value & SWRST) {
		if (!c->enabled)
			dmac_reset_channel(d, n);
		return;
	}
	if (!d->d21 && !c->enabled) {
		c->ctrla = value & D51_CTRLA_KEPT;
		decode(d, c);
	}
	dmac_enable(d, n, value & ENABLE);
}

static void write_ctrlb(struct dmac *d, unsigned n, uint32_t value,
			uint32_t lanes)
{
	struct dmac_channel *c = &d->channel[n];

	if (d->d21) {
		/* Of an enabled channel, LVL and CMD alone. */
		uint32_t taken = c->enabled ? D21_CTRLB_LVL : D21_CTRLB_KEPT;

		c->ctrla = (c->ctrla & ~taken) | (value & taken);
		decode(d, c);
		command(d, n, (value & lanes) >> 24 & 3);
		return;
	}
	c->level = value >> 8 & 3;
	command(d, n, value & lanes & 3);
}

static void write_channel(struct dmac *d, unsigned n, uint32_t offset,
			  uint32_t value, uint32_t lanes)
{
	struct dmac_channel *c = &d->channel[n];

	switch (offset) {
	case CHCTRLA:
		write_ctrla(d, n, value);
		return;
	case CHCTRLB:
		write_ctrlb(d, n, value, lanes);
		return;
	case CHINT:
		value &= lanes;
		c->inten &= (uint8_t)~value;
		c->inten |= value >> 8 & CHINT_ALL;
		c->intflag &= (uint8_t) ~(value >> 16);
		dmac_update(d, n);
		return;
	default:
		return;
	}
}

static void write_intpend(struct dmac *d, uint32_t value)
{
	unsigned n = value & 0x1f;

	if (n >= d->n_channels)
		return;
	d->channel[n].intflag &= (uint8_t) ~(value >> 8 & CHINT_ALL);
	dmac_update(d, n);
}

static void trigger(struct dmac *d, uint32_t channels)
{
	for (unsigned i = 0; i < d->n_channels; i++)
		if (channels >> i & 1 && d->channel[i].enabled)
			d->channel[i].asked = true;
	dmac_look(d);
}

static void write_ctrl(struct dmac *d, uint32_t value)
{
	if (value & SWRST && !(d->ctrl & ENABLE)) {
		dmac_reset(d);
		return;
	}
	d->ctrl = value & CTRL_KEPT;
	dmac_look(d);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct dmac *d = user;
	unsigned n = d->d21 ? d->chid : (offset - CHANNELS) / CHANNEL_SIZE;
	uint32_t whole = value | (read_reg(d, offset, true, who) & ~lanes);

	switch (offset) {
	case CTRL:
		if (lanes & 0xffff)
			write_ctrl(d, whole);
		return;
	case SWTRIGCTRL:
		trigger(d, value);
		return;
	case PRICTRL0:
		d->prictrl = whole;
		return;
	case INTPEND:
		write_intpend(d, value);
		return;
	case BASEADDR:
		d->baseaddr = whole;
		return;
	case WRBADDR:
		d->wrbaddr = whole;
		return;
	case CHID:
		if (d->d21)
			d->chid = MIN(whole >> 24 & 0xf, d->n_channels - 1);
		return;
	default:
		break;
	}
	if (offset < CHANNELS || n >= d->n_channels ||
	    (d->d21 && offset >= CHANNELS + CHANNEL_SIZE))
		return;
	write_channel(d, n, (offset - CHANNELS) % CHANNEL_SIZE, whole, lanes);
}

struct reg_device dmac_device(struct dmac *d, uint32_t base)
{
	return (struct reg_device){.name = "DMAC",
				   .base = base,
				   .size = DMAC_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = d};
}
