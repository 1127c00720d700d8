/* SPDX-License-Identifier: MIT */
#include "oses/ostimer.h"

#define REG(name) offsetof(struct tw_ostimer_regs, name)

static void set_due(struct ostimer *t, bool due)
{
	t->due = due;
	t->irq(t->user, due);
}

static void set_soft(struct ostimer *t, bool soft)
{
	t->soft = soft;
	t->soft_irq(t->user, soft);
}

static void fire(void *user)
{
	set_due(user, true);
}

static void arm(struct ostimer *t, bool on)
{
	uint64_t at = (uint64_t)t->alarm_hi << 32 | t->alarm_lo;
	uint64_t now = tw_queue_now_ns(t->queue);

	tw_timer_cancel(t->queue, &t->timer);
	if (on)
		tw_timer_at(t->queue, &t->timer, MAX(t->start_ns + at, now));
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct ostimer *t = user;

	switch (offset) {
	case REG(alarm_lo):
		return t->alarm_lo;
	case REG(alarm_hi):
		return t->alarm_hi;
	case REG(armed):
		return t->timer.set;
	case REG(due):
		return t->due;
	default:
		return t->soft;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct ostimer *t = user;

	switch (offset) {
	case REG(alarm_lo):
		t->alarm_lo = value;
		return;
	case REG(alarm_hi):
		t->alarm_hi = value;
		return;
	case REG(armed):
		arm(t, value & 1);
		return;
	case REG(due):
		if (value & 1)
			set_due(t, false);
		return;
	default:
		set_soft(t, value & 1);
		return;
	}
}

static const char *name_reg(void *user, uint32_t offset)
{
	static const char *const names[] = {"ALARM_LO", "ALARM_HI", "ARMED",
					    "DUE", "SOFT"};

	return names[offset / 4];
}

struct reg_device ostimer_device(struct ostimer *t)
{
	return (struct reg_device){
		.name = "TIMER",
		.base = TW_OSTIMER_BASE,
		.size = sizeof(struct tw_ostimer_regs),
		.read = read_reg,
		.write = write_reg,
		.user = t,
		.reg_name = name_reg,
	};
}

void ostimer_init(struct ostimer *t, tw_queue *queue, uint64_t start_ns)
{
	t->queue = queue;
	t->start_ns = start_ns;
	t->timer.fire = fire;
	t->timer.user = t;
}

void ostimer_reset(struct ostimer *t)
{
	arm(t, false);
	t->alarm_lo = t->alarm_hi = 0;
	set_due(t, false);
	set_soft(t, false);
}
