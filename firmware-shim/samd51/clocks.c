/* SPDX-License-Identifier: MIT */
#include "samd51/clocks.h"

#include "samd51/include/component/gclk.h"
#include "samd51/include/component/mclk.h"

#define SRC(name) GCLK_GENCTRL_SRC_##name##_Val

enum { GENCTRL = 0x20, PCHCTRL = 0x80, CPUDIV = 0x04, AHBMASK = 0x10 };
enum { GCLK_SIZE = 0x400, MCLK_SIZE = 0x400 };

static uint64_t source_hz(const struct clocks *c, unsigned source)
{
	switch (source) {
	case SRC(XOSC0):
	case SRC(XOSC1):
		return 12000000;
	case SRC(GCLKGEN1):
		return clocks_generator_hz(c, 1);
	case SRC(OSCULP32K):
	case SRC(XOSC32K):
		return 32768;
	case SRC(DFLL):
		return 48000000;
	case SRC(DPLL0):
		return c->cpu_hz;
	case SRC(DPLL1):
		return 100000000;
	default:
		return 0;
	}
}

/* --- GCLK ---------------------------------------------------------------- */

static void set_generator(struct clocks *c, unsigned n, uint32_t value)
{
	struct clocks_generator *g = &c->generator[n];
	unsigned source =
		(value & GCLK_GENCTRL_SRC_Msk) >> GCLK_GENCTRL_SRC_Pos;
	uint32_t div = value >> GCLK_GENCTRL_DIV_Pos;

	/* Only generator 1 divides by more than eight bits say. */
	if (n != 1)
		div &= 0xff;
	g->ctrl = value;
	g->on = value & GCLK_GENCTRL_GENEN;
	g->source = n == 1 && source == SRC(GCLKGEN1) ? SRC(GCLKIN) : source;
	g->divide_by = clocks_divide_by(div, value & GCLK_GENCTRL_DIVSEL);
}

static void reset_gclk(struct clocks *c)
{
	for (unsigned i = 0; i < CLOCKS_GENERATORS; i++)
		set_generator(c, i, 0);
	for (unsigned i = 0; i < CLOCKS_CHANNELS; i++) {
		c->channel[i].on = c->channel[i].locked = false;
		c->channel[i].generator = 0;
	}
	set_generator(c, 0, GCLK_GENCTRL_SRC_DPLL0 | GCLK_GENCTRL_GENEN);
}

void samd51_clocks_reset(struct clocks *c)
{
	c->source_hz = source_hz;
	reset_gclk(c);
	set_generator(c, 1, GCLK_GENCTRL_SRC_DFLL | GCLK_GENCTRL_GENEN);
	set_generator(c, 2, GCLK_GENCTRL_SRC_DPLL1 | GCLK_GENCTRL_GENEN);
	set_generator(c, 3, GCLK_GENCTRL_SRC_XOSC32K | GCLK_GENCTRL_GENEN);
	c->mask[0] = 0x00ffffff;
	c->mask[1] = 0x000007ff;
	c->mask[2] = 0x00018056;
	c->mask[3] = 0x00002000;
	c->mask[4] = 0;
	c->cpu_div = 1;
	clocks_changed(c);
}

static uint32_t read_gclk(void *user, uint32_t offset, bool peek,
			  enum reg_who who)
{
	const struct clocks *c = user;
	unsigned n = (offset - PCHCTRL) / 4;

	if (offset >= GENCTRL && offset < GENCTRL + 4 * CLOCKS_GENERATORS)
		return c->generator[(offset - GENCTRL) / 4].ctrl;
	if (offset < PCHCTRL || n >= CLOCKS_CHANNELS)
		return 0;
	return c->channel[n].generator |
	       (c->channel[n].on ? GCLK_PCHCTRL_CHEN : 0) |
	       (c->channel[n].locked ? GCLK_PCHCTRL_WRTLOCK : 0);
}

static void write_channel(struct clocks *c, unsigned n, uint32_t value)
{
	if (c->channel[n].locked)
		return;
	c->channel[n].on = value & GCLK_PCHCTRL_CHEN;
	c->channel[n].locked = value & GCLK_PCHCTRL_WRTLOCK;
	c->channel[n].generator =
		MIN(value & GCLK_PCHCTRL_GEN_Msk, CLOCKS_GENERATORS - 1);
}

static void write_gclk(void *user, uint32_t offset, uint32_t value,
		       uint32_t lanes, enum reg_who who)
{
	struct clocks *c = user;
	unsigned n = (offset - PCHCTRL) / 4;

	value |= read_gclk(c, offset, true, who) & ~lanes;
	if (!offset && value & GCLK_CTRLA_SWRST)
		reset_gclk(c);
	else if (offset >= GENCTRL && offset < GENCTRL + 4 * CLOCKS_GENERATORS)
		set_generator(c, (offset - GENCTRL) / 4, value);
	else if (offset >= PCHCTRL && n < CLOCKS_CHANNELS)
		write_channel(c, n, value);
	clocks_changed(c);
}

struct reg_device samd51_gclk_device(struct clocks *c)
{
	return (struct reg_device){.name = "GCLK",
				   .base = 0x40001c00,
				   .size = GCLK_SIZE,
				   .read = read_gclk,
				   .write = write_gclk,
				   .user = c};
}

/* --- MCLK ---------------------------------------------------------------- */

static uint32_t read_mclk(void *user, uint32_t offset, bool peek,
			  enum reg_who who)
{
	const struct clocks *c = user;

	if (!offset)
		return (uint32_t)MCLK_INTFLAG_CKRDY << 24;
	if (offset == CPUDIV)
		return 1 | c->cpu_div << 8;
	if (offset >= AHBMASK && offset < AHBMASK + 4 * CLOCKS_MASKS)
		return c->mask[(offset - AHBMASK) / 4];
	return 0;
}

static void write_mclk(void *user, uint32_t offset, uint32_t value,
		       uint32_t lanes, enum reg_who who)
{
	struct clocks *c = user;

	value |= read_mclk(c, offset, true, who) & ~lanes;
	if (offset == CPUDIV)
		c->cpu_div = value >> 8 & 0xff;
	else if (offset >= AHBMASK && offset < AHBMASK + 4 * CLOCKS_MASKS)
		c->mask[(offset - AHBMASK) / 4] = value;
	clocks_changed(c);
}

struct reg_device samd51_mclk_device(struct clocks *c)
{
	return (struct reg_device){.name = "MCLK",
				   .base = 0x40000800,
				   .size = MCLK_SIZE,
				   .read = read_mclk,
				   .write = write_mclk,
				   .user = c};
}
