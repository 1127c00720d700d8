/* SPDX-License-Identifier: MIT */
#include "rp2040/timer.h"

#include "rp2040/include/hardware/regs/intctrl.h"
#include "rp2040/include/hardware/regs/timer.h"

static uint64_t count(const struct rp_timer *t)
{
	uint64_t now = tw_queue_now_ns(t->queue);

	if (t->paused || now < t->epoch_ns)
		return t->epoch_count;
	return t->epoch_count + (now - t->epoch_ns) / 1000;
}

static void update(struct rp_timer *t)
{
	uint32_t ints = (t->intr & t->inte) | t->intf;

	for (unsigned i = 0; i < N_ALARMS; i++)
		nvic_set(t->nvic, TIMER_IRQ_0 + i, (ints & 1u << i) != 0);
}

static void disarm(struct rp_timer *t, unsigned i)
{
	t->armed &= ~(1u << i);
	tw_timer_cancel(t->queue, &t->alarm[i].due);
}

/* When the low word next equals the alarm: now, if it does. */
static void schedule(struct rp_timer *t, unsigned i)
{
	uint64_t now = count(t);
	uint64_t ahead = (uint32_t)(t->alarm[i].value - (uint32_t)now);
	uint64_t due = t->epoch_ns + (now + ahead - t->epoch_count) * 1000;

	if (!(t->armed & 1u << i) || t->paused)
		tw_timer_cancel(t->queue, &t->alarm[i].due);
	else
		tw_timer_at(t->queue, &t->alarm[i].due,
			    MAX(due, tw_queue_now_ns(t->queue)));
}

static void fire(void *user)
{
	struct rp_alarm *a = user;
	struct rp_timer *t = a->timer;
	unsigned i = (unsigned)(a - t->alarm);

	t->armed &= ~(1u << i);
	t->intr |= 1u << i;
	update(t);
}

/* A new time or pace: all alarms are looked at again. */
static void set_count(struct rp_timer *t, uint64_t value)
{
	t->epoch_ns = tw_queue_now_ns(t->queue);
	t->epoch_count = value;
	for (unsigned i = 0; i < N_ALARMS; i++)
		schedule(t, i);
}

static uint32_t read_low(struct rp_timer *t, bool peek)
{
	uint64_t now = count(t);

	if (!peek)
		t->latched_high = (uint32_t)(now >> 32);
	return (uint32_t)now;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	struct rp_timer *t = user;

	switch (offset) {
	case TIMER_TIMEHR_OFFSET:
		return t->latched_high;
	case TIMER_TIMELR_OFFSET:
		return read_low(t, peek);
	case TIMER_ALARM0_OFFSET:
	case TIMER_ALARM1_OFFSET:
	case TIMER_ALARM2_OFFSET:
	case TIMER_ALARM3_OFFSET:
		return t->alarm[(offset - TIMER_ALARM0_OFFSET) / 4].value;
	case TIMER_ARMED_OFFSET:
		return t->armed;
	case TIMER_TIMERAWH_OFFSET:
		return (uint32_t)(count(t) >> 32);
	case TIMER_TIMERAWL_OFFSET:
		return (uint32_t)count(t);
	case TIMER_DBGPAUSE_OFFSET:
		return t->dbgpause;
	case TIMER_PAUSE_OFFSET:
		return t->paused;
	case TIMER_INTR_OFFSET:
		return t->intr;
	case TIMER_INTE_OFFSET:
		return t->inte;
	case TIMER_INTF_OFFSET:
		return t->intf;
	case TIMER_INTS_OFFSET:
		return (t->intr & t->inte) | t->intf;
	default:
		return 0;
	}
}

static void write_alarm(struct rp_timer *t, unsigned i, uint32_t value)
{
	t->alarm[i].value = value;
	t->armed |= 1u << i;
	schedule(t, i);
}

static void write_reg(void *user, uint32_t offset, uint32_t value)
{
	struct rp_timer *t = user;

	switch (offset) {
	case TIMER_TIMEHW_OFFSET:
		set_count(t, (uint64_t)value << 32 | t->new_low);
		return;
	case TIMER_TIMELW_OFFSET:
		t->new_low = value;
		return;
	case TIMER_ALARM0_OFFSET:
	case TIMER_ALARM1_OFFSET:
	case TIMER_ALARM2_OFFSET:
	case TIMER_ALARM3_OFFSET:
		write_alarm(t, (offset - TIMER_ALARM0_OFFSET) / 4, value);
		return;
	case TIMER_ARMED_OFFSET:
		for (unsigned i = 0; i < N_ALARMS; i++)
			if (value & 1u << i)
				disarm(t, i);
		return;
	case TIMER_DBGPAUSE_OFFSET:
		t->dbgpause = value & TIMER_DBGPAUSE_BITS;
		return;
	case TIMER_PAUSE_OFFSET: {
		uint64_t now = count(t);

		t->paused = value & 1;
		set_count(t, now);
		return;
	}
	case TIMER_INTR_OFFSET:
		t->intr &= ~value;
		break;
	case TIMER_INTE_OFFSET:
		t->inte = value & TIMER_INTE_BITS;
		break;
	case TIMER_INTF_OFFSET:
		t->intf = value & TIMER_INTF_BITS;
		break;
	default:
		return;
	}
	update(t);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {
		"TIMEHW",   "TIMELW",	"TIMEHR", "TIMELR", "ALARM0",
		"ALARM1",   "ALARM2",	"ALARM3", "ARMED",  "TIMERAWH",
		"TIMERAWL", "DBGPAUSE", "PAUSE",  "INTR",   "INTE",
		"INTF",	    "INTS",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

void rp_timer_init(struct rp_timer *t, struct nvic *nvic, tw_queue *queue)
{
	t->nvic = nvic;
	t->queue = queue;
	t->apb = (struct apb){.read = read_reg,
			      .write = write_reg,
			      .name = name_reg,
			      .user = t};
	for (unsigned i = 0; i < N_ALARMS; i++) {
		t->alarm[i].timer = t;
		t->alarm[i].due =
			(struct tw_timer){.fire = fire, .user = &t->alarm[i]};
	}
}

void rp_timer_start(struct rp_timer *t, uint64_t start_ns)
{
	for (unsigned i = 0; i < N_ALARMS; i++) {
		disarm(t, i);
		t->alarm[i].value = 0;
	}
	t->epoch_ns = start_ns;
	t->epoch_count = 0;
	t->paused = false;
	t->latched_high = t->new_low = 0;
	t->intr = t->inte = t->intf = 0;
	t->dbgpause = TIMER_DBGPAUSE_RESET;
	update(t);
}
