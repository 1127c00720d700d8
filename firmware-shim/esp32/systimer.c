/* SPDX-License-Identifier: MIT */
#include "esp32/systimer.h"

#include <string.h>

#include "esp32/include/soc/systimer_reg.h"

enum { SIZE = 0x80, PER_US = 16 };

static uint32_t *reg(struct esp_systimer *t, uint32_t offset)
{
	return &t->reg[offset / 4];
}

static uint64_t count(const struct esp_systimer *t)
{
	return (tw_queue_now_ns(t->queue) - t->epoch_ns) * PER_US / 1000;
}

static void update(struct esp_systimer *t)
{
	esp_intr_set(t->intr, t->source,
		     *reg(t, SYSTIMER_INT_RAW) & *reg(t, SYSTIMER_INT_ENA));
}

static void fire(void *user)
{
	struct esp_systimer *t = user;

	*reg(t, SYSTIMER_INT_RAW) |= SYSTIMER_TARGET0_INT;
	update(t);
}

/* A target that has passed fires at once. */
static void arm(struct esp_systimer *t)
{
	uint64_t now = tw_queue_now_ns(t->queue);
	uint64_t when = t->epoch_ns + (t->target * 1000 + PER_US - 1) / PER_US;

	if (*reg(t, SYSTIMER_CONF) & SYSTIMER_TARGET0_WORK_EN)
		tw_timer_at(t->queue, &t->due, MAX(when, now));
	else
		tw_timer_cancel(t->queue, &t->due);
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct esp_systimer *t = user;

	switch (offset) {
	case SYSTIMER_UNIT0_OP:
		return SYSTIMER_UNIT0_VALUE_VALID;
	case SYSTIMER_UNIT0_VALUE_HI:
		return (uint32_t)(t->latched >> 32);
	case SYSTIMER_UNIT0_VALUE_LO:
		return (uint32_t)t->latched;
	case SYSTIMER_INT_ST:
		return *reg(t, SYSTIMER_INT_RAW) & *reg(t, SYSTIMER_INT_ENA);
	case SYSTIMER_INT_CLR:
		return 0;
	default:
		return *reg(t, offset);
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct esp_systimer *t = user;

	value |= read_reg(user, offset, true, who) & ~lanes;
	switch (offset) {
	case SYSTIMER_UNIT0_OP:
		if (value & SYSTIMER_UNIT0_UPDATE)
			t->latched = count(t);
		return;
	case SYSTIMER_CONF:
		*reg(t, offset) = value;
		arm(t);
		return;
	case SYSTIMER_COMP0_LOAD:
		t->target = (uint64_t)(*reg(t, SYSTIMER_TARGET0_HI) & 0xfffff)
				    << 32 |
			    *reg(t, SYSTIMER_TARGET0_LO);
		arm(t);
		return;
	case SYSTIMER_INT_CLR:
		*reg(t, SYSTIMER_INT_RAW) &= ~value;
		update(t);
		return;
	case SYSTIMER_INT_ENA:
		*reg(t, offset) = value;
		update(t);
		return;
	default:
		*reg(t, offset) = value;
		return;
	}
}

void esp_systimer_init(struct esp_systimer *t, struct esp_intr *intr,
		       unsigned source, tw_queue *queue)
{
	t->intr = intr;
	t->source = source;
	t->queue = queue;
	t->due = (struct tw_timer){.fire = fire, .user = t};
}

void esp_systimer_start(struct esp_systimer *t, uint64_t start_ns)
{
	tw_timer_cancel(t->queue, &t->due);
	memset(t->reg, 0, sizeof(t->reg));
	t->latched = t->target = 0;
	t->epoch_ns = start_ns;
	update(t);
}

struct reg_device esp_systimer_device(struct esp_systimer *t, uint32_t base)
{
	return (struct reg_device){.name = "SYSTIMER",
				   .base = base,
				   .size = SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = t};
}
