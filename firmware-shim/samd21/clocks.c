/* SPDX-License-Identifier: MIT */
#include "samd21/clocks.h"

#include "samd21/include/component/gclk.h"
#include "samd21/include/component/pm.h"

#define SRC(name) GCLK_GENCTRL_SRC_##name##_Val

enum { CLKCTRL = 0x00, GENCTRL = 0x04, GENDIV = 0x08, GCLK_SIZE = 0x400 };
enum {
	SEL = 0x08,
	AHBMASK = 0x14,
	FLAGS = 0x34,
	RCAUSE = 0x38,
	PM_SIZE = 0x400,
};
enum { N_GENERATORS = 9, N_CHANNELS = 0x25, N_MASKS = 4 };
/* In clocks.selected. */
enum { SHOWN_CHANNEL, SHOWN_CTRL, SHOWN_DIV };

static uint64_t source_hz(const struct clocks *c, unsigned source)
{
	switch (source) {
	case SRC(XOSC):
	case SRC(OSC8M):
		return 8000000;
	case SRC(GCLKGEN1):
		return clocks_generator_hz(c, 1);
	case SRC(OSCULP32K):
	case SRC(OSC32K):
	case SRC(XOSC32K):
		return 32768;
	case SRC(DFLL48M):
		return c->cpu_hz;
	case SRC(FDPLL):
		return 96000000;
	default:
		return 0;
	}
}

/* --- GCLK ---------------------------------------------------------------- */

/* From GENCTRL and GENDIV, both without their ID. */
static void set_generator(struct clocks *c, unsigned n, uint32_t ctrl,
			  uint32_t div)
{
	struct clocks_generator *g = &c->generator[n];
	unsigned source = (ctrl & GCLK_GENCTRL_SRC_Msk) >> GCLK_GENCTRL_SRC_Pos;
	uint32_t factor = (div & GCLK_GENDIV_DIV_Msk) >> GCLK_GENDIV_DIV_Pos;

	/* Generator 1 has 16 bits, 2 has 5, the others 8. */
	if (n != 1)
		factor &= n == 2 ? 0x1f : 0xff;
	g->ctrl = ctrl & ~GCLK_GENCTRL_ID_Msk;
	g->div = factor << GCLK_GENDIV_DIV_Pos;
	g->on = ctrl & GCLK_GENCTRL_GENEN;
	g->source = n == 1 && source == SRC(GCLKGEN1) ? SRC(GCLKIN) : source;
	g->divide_by = clocks_divide_by(factor, ctrl & GCLK_GENCTRL_DIVSEL);
}

static void reset_gclk(struct clocks *c)
{
	for (unsigned i = 0; i < N_GENERATORS; i++)
		set_generator(c, i, 0, 0);
	for (unsigned i = 0; i < N_CHANNELS; i++) {
		c->channel[i].on = c->channel[i].locked = false;
		c->channel[i].generator = 0;
	}
	set_generator(c, 0, GCLK_GENCTRL_SRC_OSC8M | GCLK_GENCTRL_GENEN, 0);
	set_generator(c, 2, GCLK_GENCTRL_SRC_OSCULP32K | GCLK_GENCTRL_GENEN, 0);
	for (unsigned i = 0; i < G_N_ELEMENTS(c->selected); i++)
		c->selected[i] = 0;
}

void samd21_clocks_reset(struct clocks *c)
{
	c->source_hz = source_hz;
	reset_gclk(c);
	set_generator(c, 0, GCLK_GENCTRL_SRC_DFLL48M | GCLK_GENCTRL_GENEN, 0);
	set_generator(c, 1, GCLK_GENCTRL_SRC_XOSC32K | GCLK_GENCTRL_GENEN, 0);
	set_generator(c, 3, GCLK_GENCTRL_SRC_OSC8M | GCLK_GENCTRL_GENEN, 0);
	c->mask[0] = c->mask[1] = c->mask[2] = 0x7f;
	c->mask[3] = PM_APBCMASK_ADC;
	c->cpu_div = 0;
	clocks_changed(c);
}

static uint32_t read_gclk(void *user, uint32_t offset, bool peek,
			  enum reg_who who)
{
	const struct clocks *c = user;
	uint32_t id;

	switch (offset) {
	case CLKCTRL:
		id = c->selected[SHOWN_CHANNEL];
		return (id | GCLK_CLKCTRL_GEN(c->channel[id].generator) |
			(c->channel[id].on ? GCLK_CLKCTRL_CLKEN : 0) |
			(c->channel[id].locked ? GCLK_CLKCTRL_WRTLOCK : 0))
		       << 16;
	case GENCTRL:
		id = c->selected[SHOWN_CTRL];
		return id | c->generator[id].ctrl;
	case GENDIV:
		id = c->selected[SHOWN_DIV];
		return id | c->generator[id].div;
	default:
		return 0;
	}
}

static void write_channel(struct clocks *c, uint32_t value, uint32_t lanes)
{
	unsigned id = value & GCLK_CLKCTRL_ID_Msk;
	unsigned generator =
		(value & GCLK_CLKCTRL_GEN_Msk) >> GCLK_CLKCTRL_GEN_Pos;

	id = MIN(id, N_CHANNELS - 1);
	c->selected[SHOWN_CHANNEL] = id;
	if (!(lanes & 0xff00) || c->channel[id].locked)
		return;
	c->channel[id].on = value & GCLK_CLKCTRL_CLKEN;
	c->channel[id].locked = value & GCLK_CLKCTRL_WRTLOCK;
	c->channel[id].generator = MIN(generator, N_GENERATORS - 1);
}

static void write_gclk(void *user, uint32_t offset, uint32_t value,
		       uint32_t lanes, enum reg_who who)
{
	struct clocks *c = user;
	unsigned id;

	value |= read_gclk(c, offset, true, who) & ~lanes;
	id = MIN(value & GCLK_GENCTRL_ID_Msk, N_GENERATORS - 1);
	if (offset == CLKCTRL && value & lanes & GCLK_CTRL_SWRST) {
		reset_gclk(c);
	} else if (offset == CLKCTRL && lanes >> 16) {
		write_channel(c, value >> 16, lanes >> 16);
	} else if (offset == GENCTRL) {
		c->selected[SHOWN_CTRL] = id;
		if (lanes & ~0xffu)
			set_generator(c, id, value, c->generator[id].div);
	} else if (offset == GENDIV) {
		c->selected[SHOWN_DIV] = id;
		if (lanes & ~0xffu)
			set_generator(c, id, c->generator[id].ctrl, value);
	}
	clocks_changed(c);
}

struct reg_device samd21_gclk_device(struct clocks *c)
{
	return (struct reg_device){.name = "GCLK",
				   .base = 0x40000c00,
				   .size = GCLK_SIZE,
				   .read = read_gclk,
				   .write = write_gclk,
				   .user = c};
}

/* --- PM ------------------------------------------------------------------ */

static bool is_mask(uint32_t offset)
{
	return offset >= AHBMASK && offset < AHBMASK + 4 * N_MASKS;
}

static uint32_t read_pm(void *user, uint32_t offset, bool peek,
			enum reg_who who)
{
	const struct clocks *c = user;

	if (is_mask(offset))
		return c->mask[(offset - AHBMASK) / 4];
	switch (offset) {
	case SEL:
		return c->cpu_div;
	case FLAGS:
		return (uint32_t)PM_INTFLAG_CKRDY << 16;
	case RCAUSE:
		return PM_RCAUSE_POR;
	default:
		return 0;
	}
}

static void write_pm(void *user, uint32_t offset, uint32_t value,
		     uint32_t lanes, enum reg_who who)
{
	struct clocks *c = user;

	value |= read_pm(c, offset, true, who) & ~lanes;
	if (offset == SEL)
		c->cpu_div = value & 0x07070707;
	else if (is_mask(offset))
		c->mask[(offset - AHBMASK) / 4] = value;
	clocks_changed(c);
}

struct reg_device samd21_pm_device(struct clocks *c)
{
	return (struct reg_device){.name = "PM",
				   .base = 0x40000400,
				   .size = PM_SIZE,
				   .read = read_pm,
				   .write = write_pm,
				   .user = c};
}
