/* SPDX-License-Identifier: MIT */
#include "oses/lines.h"

#define REG(name) offsetof(struct tw_lines_regs, name)

static void set_pending(struct lines *l, uint32_t pending)
{
	l->pending = pending;
	l->irq(l->user, pending);
}

static void drive(struct lines *l, unsigned i)
{
	uint32_t v = l->line[i];
	enum tw_drive drive = TW_RELEASE;

	if (v & TW_LINE_OUTPUT && !(v & TW_LINE_HIGH))
		drive = TW_LOW;
	else if (v & TW_LINE_OUTPUT && !(v & TW_LINE_OPEN_DRAIN))
		drive = TW_HIGH;
	pins_pull_up(l->pins, l->first + i, v & TW_LINE_PULL_UP);
	pins_drive(l->pins, l->first + i, drive);
}

void lines_look(struct lines *l, unsigned pin)
{
	unsigned i = pin - l->first;
	uint32_t bit = 1u << i;
	bool high = pins_level(l->pins, pin);

	if (!(l->seen & bit) == !high)
		return;
	l->seen ^= bit;
	if (l->line[i] & (high ? TW_LINE_RISES : TW_LINE_FALLS))
		set_pending(l, l->pending | bit);
}

static uint32_t levels(const struct lines *l)
{
	uint32_t bits = 0;

	for (unsigned i = 0; i < TW_LINES; i++)
		if (pins_level(l->pins, l->first + i))
			bits |= 1u << i;
	return bits;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct lines *l = user;

	if (offset < REG(level))
		return l->line[offset / 4];
	return offset == REG(level) ? levels(l) : l->pending;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct lines *l = user;

	if (offset < REG(level)) {
		l->line[offset / 4] = value;
		drive(l, offset / 4);
		lines_look(l, l->first + offset / 4);
	} else if (offset == REG(pending)) {
		set_pending(l, l->pending & ~value);
	}
}

struct reg_device lines_device(struct lines *l)
{
	return (struct reg_device){
		.name = "LINES",
		.base = TW_LINES_BASE,
		.size = sizeof(struct tw_lines_regs),
		.read = read_reg,
		.write = write_reg,
		.user = l,
	};
}

void lines_reset(struct lines *l)
{
	for (unsigned i = 0; i < TW_LINES; i++) {
		l->line[i] = 0;
		drive(l, i);
	}
	l->seen = levels(l);
	set_pending(l, 0);
}
