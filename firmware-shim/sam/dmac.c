/* SPDX-License-Identifier: MIT */
/* The DMAC at work: arbitration, descriptors and beats. */
#include "sam/dmac.h"

#include <string.h>

enum { STEP_CYCLES = 12 };
enum { CTRL_DMAENABLE = 1 << 1, CTRL_LVLEN = 8 };

enum {
	BTCTRL_VALID = 1 << 0,
	BTCTRL_BLOCKACT_INT = 1 << 3,
	BTCTRL_BLOCKACT_SUSPEND = 1 << 4,
	BTCTRL_SRCINC = 1 << 10,
	BTCTRL_DSTINC = 1 << 11,
	BTCTRL_STEPSEL = 1 << 12, /* 1: the source has the steps */
};

/* --- who is next -----------------------------------------------------------
 */

void dmac_update(struct dmac *d, unsigned n)
{
	const struct dmac_channel *c = &d->channel[n];

	d->line(d->user, n, c->intflag & c->inten);
}

static void set_flags(struct dmac *d, unsigned n, uint8_t flags)
{
	d->channel[n].intflag |= flags;
	dmac_update(d, n);
}

bool dmac_pending(const struct dmac *d, unsigned n)
{
	const struct dmac_channel *c = &d->channel[n];

	return c->enabled && !c->suspended &&
	       (c->running || c->asked || d->requested[c->trigger]);
}

/* The highest level first, then the lowest number; or -1. */
static int next_channel(const struct dmac *d)
{
	int best = -1;

	if (!(d->ctrl & CTRL_DMAENABLE))
		return -1;
	for (unsigned i = 0; i < d->n_channels; i++) {
		unsigned level = d->channel[i].level;

		if (dmac_pending(d, i) && d->ctrl >> (CTRL_LVLEN + level) & 1 &&
		    (best < 0 || level > d->channel[best].level))
			best = (int)i;
	}
	return best;
}

void dmac_look(struct dmac *d)
{
	uint64_t now;

	if (!d->mcu || d->step.set || next_channel(d) < 0)
		return;
	now = mcu_cycles_at(d->mcu, tw_queue_now_ns(d->queue));
	tw_timer_at(d->queue, &d->step, mcu_ns_at(d->mcu, now + STEP_CYCLES));
}

static void request(void *user, uint64_t value)
{
	struct dmac *d = user;

	d->requested[value >> 1 & (DMAC_TRIGGERS - 1)] = value & 1;
	if (value & 1)
		dmac_look(d);
}

void dmac_request(struct dmac *d, unsigned trigger, bool level)
{
	uint64_t value = (uint64_t)trigger << 1 | level;

	if (level == d->asked[trigger])
		return;
	d->asked[trigger] = level;
	if (tw_point_pass(d->point, value))
		request(d, value);
}

/* --- memory and peripherals ------------------------------------------------
 */

static const struct reg_device *peripheral(const struct dmac *d, uint32_t at)
{
	for (unsigned i = 0; i < d->n_peripherals; i++)
		if (at - d->peripherals[i].base < d->peripherals[i].size)
			return &d->peripherals[i];
	return NULL;
}

static bool read_at(const struct dmac *d, uint32_t at, void *to, unsigned n)
{
	const void *from = (const void *)(uintptr_t)at;
	const struct reg_device *p = peripheral(d, at);
	uint32_t value;

	if (!p) {
		if (mcu_in_memory(d->mcu, from, n))
			memcpy(to, from, n);
		return mcu_in_memory(d->mcu, from, n);
	}
	if (n > 4) /* a descriptor */
		return false;
	at -= p->base;
	value = p->read(p->user, at & ~3u, false, REG_DMA) >> at % 4 * 8;
	memcpy(to, &value, n);
	return true;
}

static bool write_at(const struct dmac *d, uint32_t at, const void *from,
		     unsigned n)
{
	void *to = (void *)(uintptr_t)at;
	const struct reg_device *p = peripheral(d, at);
	uint32_t value = 0, lanes;

	if (!p) {
		if (mcu_in_ram(d->mcu, to, n))
			memcpy(to, from, n);
		return mcu_in_ram(d->mcu, to, n);
	}
	if (n > 4) /* a descriptor */
		return false;
	memcpy(&value, from, n);
	lanes = UINT32_MAX >> (32 - 8 * n);
	at -= p->base;
	p->write(p->user, at & ~3u, value << at % 4 * 8, lanes << at % 4 * 8,
		 REG_DMA);
	return true;
}

/* --- descriptors -----------------------------------------------------------
 */

static void write_back(const struct dmac *d, unsigned n)
{
	write_at(d, d->wrbaddr + 16 * n, &d->channel[n].d, 16);
}

static void fetch_error(struct dmac *d, unsigned n)
{
	d->channel[n].ferr = true;
	dmac_suspend(d, n);
}

static bool fetch(struct dmac *d, unsigned n, uint32_t at)
{
	struct dmac_channel *c = &d->channel[n];

	if (!at || !read_at(d, at, &c->d, 16) ||
	    !(c->d.btctrl & BTCTRL_VALID)) {
		fetch_error(d, n);
		return false;
	}
	c->fetched = true;
	return true;
}

/* --- a beat ----------------------------------------------------------------
 */

/* An address that moves is the one behind the block's end. */
static uint32_t address(const struct dmac_descriptor *d, bool source)
{
	unsigned size = 1u << (d->btctrl >> 8 & 3);
	bool moves = d->btctrl & (source ? BTCTRL_SRCINC : BTCTRL_DSTINC);
	bool steps = !!(d->btctrl & BTCTRL_STEPSEL) == source;
	unsigned step = steps ? d->btctrl >> 13 & 7 : 0;
	uint32_t end = source ? d->srcaddr : d->dstaddr;

	return moves ? end - ((uint32_t)d->btcnt * size << step) : end;
}

static bool move(struct dmac *d, unsigned n)
{
	const struct dmac_descriptor *b = &d->channel[n].d;
	unsigned size = 1u << MIN(b->btctrl >> 8 & 3, 2);
	uint32_t value = 0;

	return read_at(d, address(b, true), &value, size) &&
	       write_at(d, address(b, false), &value, size);
}

static void end_transaction(struct dmac *d, unsigned n)
{
	struct dmac_channel *c = &d->channel[n];

	c->enabled = c->fetched = c->running = false;
	set_flags(d, n, DMAC_TCMPL);
}

static void end_block(struct dmac *d, unsigned n)
{
	struct dmac_channel *c = &d->channel[n];
	bool suspend = c->d.btctrl & BTCTRL_BLOCKACT_SUSPEND && !c->skip;

	c->d.btctrl &= (uint16_t)~BTCTRL_VALID;
	write_back(d, n);
	if (c->d.btctrl & BTCTRL_BLOCKACT_SUSPEND)
		c->skip = false;
	if (c->d.btctrl & BTCTRL_BLOCKACT_INT)
		set_flags(d, n, DMAC_TCMPL);
	if (c->action != DMAC_ACT_TRANSACTION)
		c->running = false;
	if (suspend)
		dmac_suspend(d, n);
	else if (!c->d.descaddr)
		end_transaction(d, n);
	else
		fetch(d, n, c->d.descaddr);
}

/* What the trigger asked for is begun: it may ask again. */
static void serve(struct dmac *d, unsigned n)
{
	struct dmac_channel *c = &d->channel[n];

	c->asked = false;
	c->running = c->action != DMAC_ACT_BEAT;
	if (!c->fetched && !fetch(d, n, d->baseaddr + 16 * n))
		return;
	/* Resumed after a block that was suspended at its end. */
	if (!c->d.btcnt && !fetch(d, n, c->d.descaddr))
		return;
	if (!move(d, n)) {
		write_back(d, n);
		dmac_enable(d, n, false);
		set_flags(d, n, DMAC_TERR);
		return;
	}
	if (--c->d.btcnt)
		write_back(d, n);
	else
		end_block(d, n);
}

static void step(void *user)
{
	struct dmac *d = user;
	int n = next_channel(d);

	if (n >= 0)
		serve(d, (unsigned)n);
	dmac_look(d);
}

/* --- channels --------------------------------------------------------------
 */

void dmac_enable(struct dmac *d, unsigned n, bool enable)
{
	struct dmac_channel *c = &d->channel[n];

	if (enable == c->enabled)
		return;
	c->enabled = enable;
	c->fetched = c->running = c->suspended = c->skip = false;
	c->asked = c->ferr = false;
	dmac_look(d);
}

void dmac_suspend(struct dmac *d, unsigned n)
{
	if (!d->channel[n].enabled)
		return;
	d->channel[n].suspended = true;
	set_flags(d, n, DMAC_SUSP);
}

void dmac_resume(struct dmac *d, unsigned n)
{
	struct dmac_channel *c = &d->channel[n];

	c->skip = !c->suspended;
	c->suspended = c->ferr = false;
	dmac_look(d);
}

void dmac_reset_channel(struct dmac *d, unsigned n)
{
	d->channel[n] = (struct dmac_channel){0};
	dmac_update(d, n);
}

/* --- set-up ----------------------------------------------------------------
 */

void dmac_add_peripheral(struct dmac *d, const struct reg_device *device)
{
	g_assert(d->n_peripherals < DMAC_MAX_PERIPHERALS);
	d->peripherals[d->n_peripherals++] = *device;
}

void dmac_reset(struct dmac *d)
{
	for (unsigned i = 0; i < d->n_channels; i++)
		dmac_reset_channel(d, i);
	d->ctrl = 0;
	d->prictrl = d->baseaddr = d->wrbaddr = 0;
	d->chid = 0;
	tw_timer_cancel(d->queue, &d->step);
}

void dmac_init(struct dmac *d, tw_chip *chip, bool d21)
{
	g_autofree char *name = g_strconcat(tw_chip_name(chip), ".dmac", NULL);

	d->queue = tw_chip_queue(chip);
	d->point = tw_point_new(tw_chip_sim(chip), name, TW_POINT_IRQ, d->queue,
				request, d);
	d->d21 = d21;
	d->n_channels = d21 ? 12 : DMAC_CHANNELS;
	d->step = (struct tw_timer){.fire = step, .user = d};
}
