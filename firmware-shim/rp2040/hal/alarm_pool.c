/* SPDX-License-Identifier: MIT */
/* pico_time: any number of alarms, up to a limit, on one of the hardware's. */
#include "pico/time.h"

#include "hardware/sync.h"

#define N_ALARMS PICO_TIME_DEFAULT_ALARM_POOL_MAX_TIMERS

struct alarm {
	absolute_time_t due;
	alarm_callback_t callback; /* NULL: free */
	void *user_data;
	uint16_t uses; /* so that an old id names nothing new */
};

struct alarm_pool {
	struct alarm alarms[N_ALARMS];
	uint hardware_alarm;
	bool ready;
};

static struct alarm_pool pool = {
	.hardware_alarm = PICO_TIME_DEFAULT_ALARM_POOL_HARDWARE_ALARM_NUM,
};

static alarm_id_t id_of(const alarm_pool_t *p, const struct alarm *a)
{
	return (alarm_id_t)((uint32_t)a->uses << 8 |
			    (uint32_t)(a - p->alarms + 1));
}

static struct alarm *earliest(alarm_pool_t *p)
{
	struct alarm *found = NULL;

	for (uint i = 0; i < N_ALARMS; i++)
		if (p->alarms[i].callback &&
		    (!found || p->alarms[i].due < found->due))
			found = &p->alarms[i];
	return found;
}

/* When the next alarm is due already its interrupt is forced. */
static void rearm(alarm_pool_t *p)
{
	struct alarm *next = earliest(p);

	if (!next)
		hardware_alarm_cancel(p->hardware_alarm);
	else if (hardware_alarm_set_target(p->hardware_alarm, next->due))
		hardware_alarm_force_irq(p->hardware_alarm);
}

static void release(struct alarm *a)
{
	a->callback = NULL;
	a->uses = (a->uses + 1) & 0x7fff;
}

static void fire(alarm_pool_t *p, struct alarm *a)
{
	alarm_id_t id = id_of(p, a);
	int64_t again = a->callback(id, a->user_data);

	if (!a->callback || id_of(p, a) != id)
		return; /* it cancelled itself */
	if (!again)
		release(a);
	else if (again < 0)
		a->due = delayed_by_us(a->due, (uint64_t)-again);
	else
		a->due = make_timeout_time_us((uint64_t)again);
}

static void serve(uint alarm_num)
{
	struct alarm *a;

	(void)alarm_num;
	while ((a = earliest(&pool)) && time_reached(a->due))
		fire(&pool, a);
	rearm(&pool);
}

void alarm_pool_init_default(void)
{
	if (pool.ready)
		return;
	pool.ready = true;
	hardware_alarm_claim(pool.hardware_alarm);
	hardware_alarm_set_callback(pool.hardware_alarm, serve);
}

alarm_pool_t *alarm_pool_get_default(void)
{
	alarm_pool_init_default();
	return &pool;
}

static alarm_id_t add(alarm_pool_t *p, absolute_time_t time,
		      alarm_callback_t callback, void *user_data)
{
	for (uint i = 0; i < N_ALARMS; i++) {
		struct alarm *a = &p->alarms[i];

		if (a->callback)
			continue;
		a->due = time;
		a->callback = callback;
		a->user_data = user_data;
		return id_of(p, a);
	}
	return -1;
}

alarm_id_t alarm_pool_add_alarm_at(alarm_pool_t *p, absolute_time_t time,
				   alarm_callback_t callback, void *user_data,
				   bool fire_if_past)
{
	uint32_t save;
	alarm_id_t id;

	if (time_reached(time) && !fire_if_past)
		return 0;
	save = save_and_disable_interrupts();
	id = add(p, time, callback, user_data);
	if (id > 0)
		rearm(p);
	restore_interrupts(save);
	return id;
}

bool alarm_pool_cancel_alarm(alarm_pool_t *p, alarm_id_t alarm_id)
{
	uint n = ((uint32_t)alarm_id & 0xff) - 1;
	uint32_t save = save_and_disable_interrupts();
	bool found = alarm_id > 0 && n < N_ALARMS && p->alarms[n].callback &&
		     id_of(p, &p->alarms[n]) == alarm_id;

	if (found) {
		release(&p->alarms[n]);
		rearm(p);
	}
	restore_interrupts(save);
	return found;
}

static int64_t repeat(alarm_id_t id, void *user_data)
{
	repeating_timer_t *rt = user_data;

	(void)id;
	if (rt->callback(rt))
		return rt->delay_us;
	rt->alarm_id = 0;
	return 0;
}

bool add_repeating_timer_us(int64_t delay_us,
			    repeating_timer_callback_t callback,
			    void *user_data, repeating_timer_t *out)
{
	uint64_t first_us = (uint64_t)(delay_us < 0 ? -delay_us : delay_us);

	if (!delay_us) {
		delay_us = 1;
		first_us = 1;
	}
	*out = (repeating_timer_t){.delay_us = delay_us,
				   .pool = alarm_pool_get_default(),
				   .callback = callback,
				   .user_data = user_data};
	out->alarm_id = add_alarm_in_us(first_us, repeat, out, true);
	return out->alarm_id > 0;
}

bool cancel_repeating_timer(repeating_timer_t *timer)
{
	bool cancelled = false;

	if (timer->alarm_id)
		cancelled = cancel_alarm(timer->alarm_id);
	timer->alarm_id = 0;
	return cancelled;
}
