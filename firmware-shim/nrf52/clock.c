/* SPDX-License-Identifier: MIT */
#include "nrf52/clock.h"

#include <string.h>

enum {
	TASK_HFCLKSTART = 0x000,
	TASK_HFCLKSTOP = 0x004,
	TASK_LFCLKSTART = 0x008,
	TASK_LFCLKSTOP = 0x00c,
	EVENT_HFCLKSTARTED = 0x100,
	EVENT_LFCLKSTARTED = 0x104,
	REG_INTENSET = 0x304,
	REG_INTENCLR = 0x308,
	REG_HFCLKRUN = 0x408,
	REG_HFCLKSTAT = 0x40c,
	REG_LFCLKRUN = 0x414,
	REG_LFCLKSTAT = 0x418,
	REG_LFCLKSRC = 0x518,
	IRQ_POWER_CLOCK = 0,
};

enum { HFXO = 1, LFCLK = 2 };
#define STATE_RUNNING (1u << 16)

static void update(struct clocks *c)
{
	nvic_set(c->nvic, IRQ_POWER_CLOCK, (c->events & c->inten) != 0);
}

static uint32_t see(const struct clocks *c, uint32_t offset)
{
	switch (offset) {
	case EVENT_HFCLKSTARTED:
		return c->events & HFXO;
	case EVENT_LFCLKSTARTED:
		return (c->events & LFCLK) != 0;
	case REG_INTENSET:
	case REG_INTENCLR:
		return c->inten;
	case REG_HFCLKRUN:
		return c->running & HFXO;
	case REG_LFCLKRUN:
		return (c->running & LFCLK) != 0;
	case REG_HFCLKSTAT: /* HFINT runs where HFXO does not */
		return STATE_RUNNING | (c->running & HFXO);
	case REG_LFCLKSTAT:
		if (!(c->running & LFCLK))
			return 0;
		return STATE_RUNNING | (c->word[REG_LFCLKSRC / 4] & 3);
	default:
		return c->word[offset / 4];
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	return see(user, offset);
}

static void start(struct clocks *c, uint32_t which)
{
	c->running |= which;
	c->events |= which;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct clocks *c = user;
	uint32_t *word = &c->word[offset / 4];

	switch (offset) {
	case TASK_HFCLKSTART:
		start(c, value & 1 ? HFXO : 0);
		break;
	case TASK_LFCLKSTART:
		start(c, value & 1 ? LFCLK : 0);
		break;
	case TASK_HFCLKSTOP:
		c->running &= ~(uint32_t)HFXO;
		break;
	case TASK_LFCLKSTOP:
		c->running &= ~(uint32_t)LFCLK;
		break;
	case EVENT_HFCLKSTARTED:
		c->events &= ~(uint32_t)(value ? 0 : HFXO);
		break;
	case EVENT_LFCLKSTARTED:
		c->events &= ~(uint32_t)(value ? 0 : LFCLK);
		break;
	case REG_INTENSET:
		c->inten |= value;
		break;
	case REG_INTENCLR:
		c->inten &= ~value;
		break;
	default:
		*word = (*word & ~lanes) | value;
		break;
	}
	update(c);
}

void nrf_clocks_reset(struct clocks *c)
{
	c->events = c->inten = c->running = 0;
	memset(c->word, 0, sizeof(c->word));
	update(c);
}

struct reg_device nrf_clocks_device(struct clocks *c)
{
	return (struct reg_device){.name = "CLOCK",
				   .base = 0x40000000,
				   .size = 0x1000,
				   .read = read_reg,
				   .write = write_reg,
				   .user = c};
}

/* --- FICR and UICR ------------------------------------------------------- */

static uint32_t read_info(void *user, uint32_t offset, bool peek,
			  enum reg_who who)
{
	static const struct {
		uint16_t offset;
		uint32_t value;
	} words[] = {
		{0x010, 0x1000},     /* CODEPAGESIZE */
		{0x014, 0x100},	     /* CODESIZE */
		{0x060, 0x74776f77}, /* DEVICEID[0] */
		{0x064, 0x69726500}, /* DEVICEID[1] */
		{0x100, 0x52840},    /* INFO.PART */
		{0x104, 0x41414630}, /* INFO.VARIANT: AAF0 */
		{0x108, 0x2004},     /* INFO.PACKAGE: QIAA */
		{0x10c, 0x100},	     /* INFO.RAM */
		{0x110, 0x400},	     /* INFO.FLASH */
		{0x130, 8},	     /* which part and revision for those who */
		{0x134, 3},	     /* look up its errata */
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
		if (words[i].offset == offset)
			return words[i].value;
	return UINT32_MAX;
}

static void write_info(void *user, uint32_t offset, uint32_t value,
		       uint32_t lanes, enum reg_who who)
{
}

struct reg_device nrf_info_device(void)
{
	return (struct reg_device){.name = "FICR",
				   .base = 0x10000000,
				   .size = 0x2000,
				   .read = read_info,
				   .write = write_info};
}
