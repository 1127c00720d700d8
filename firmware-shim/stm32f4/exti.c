/* SPDX-License-Identifier: MIT */
#include "stm32f4/exti.h"

enum {
	IMR = 0x00,
	EMR = 0x04,
	RTSR = 0x08,
	FTSR = 0x0c,
	SWIER = 0x10,
	PR = 0x14,
	LINES = 0x7fffff,
};

static const struct {
	uint32_t lines;
	unsigned irq;
} groups[] = {
	{0x0001, 6},  {0x0002, 7},  {0x0004, 8},  {0x0008, 9},
	{0x0010, 10}, {0x03e0, 23}, {0xfc00, 40},
};

static void update(struct exti *e)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(groups); i++)
		nvic_set(e->nvic, groups[i].irq,
			 (e->pr & e->imr & groups[i].lines) != 0);
}

void f4_exti_edge(struct exti *e, unsigned pin, bool level)
{
	unsigned n = pin % 16;

	if (!((level ? e->rtsr : e->ftsr) & 1u << n) ||
	    e->port(e->user, n) != pin / 16)
		return;
	e->pr |= 1u << n;
	update(e);
}

static uint32_t *stored(struct exti *e, uint32_t offset)
{
	switch (offset) {
	case IMR:
		return &e->imr;
	case EMR:
		return &e->emr;
	case RTSR:
		return &e->rtsr;
	case FTSR:
		return &e->ftsr;
	case SWIER:
		return &e->swier;
	case PR:
		return &e->pr;
	default:
		return NULL;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const uint32_t *reg = stored(user, offset);

	return reg ? *reg : 0;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct exti *e = user;
	uint32_t *reg = stored(e, offset);

	value &= LINES;
	if (offset == PR) {
		e->pr &= ~value;
		e->swier &= ~value;
	} else if (offset == SWIER) {
		e->pr |= value & ~e->swier & e->imr;
		e->swier |= value;
	} else if (reg) {
		*reg = value;
	}
	update(e);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {"IMR",  "EMR",   "RTSR",
					    "FTSR", "SWIER", "PR"};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

void f4_exti_init(struct exti *e, struct nvic *nvic,
		  unsigned (*port)(void *user, unsigned n), void *user)
{
	e->nvic = nvic;
	e->port = port;
	e->user = user;
	e->block = (struct stm32_block){.read = read_reg,
					.write = write_reg,
					.name = name_reg,
					.user = e,
					.apb = true};
}

void f4_exti_reset(struct exti *e)
{
	e->imr = e->emr = e->rtsr = e->ftsr = e->swier = e->pr = 0;
	update(e);
}
