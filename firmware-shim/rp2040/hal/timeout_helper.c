/* SPDX-License-Identifier: MIT */
/* pico_time: the time-outs of blocking calls. */
#include "pico/timeout_helper.h"

static bool check_single(timeout_state_t *ts, bool reset)
{
	(void)reset;
	return time_reached(ts->next_timeout);
}

check_timeout_fn init_single_timeout_until(timeout_state_t *ts,
					   absolute_time_t target)
{
	ts->next_timeout = target;
	ts->param = 0;
	return check_single;
}

static bool check_each(timeout_state_t *ts, bool reset)
{
	if (reset)
		ts->next_timeout = make_timeout_time_us(ts->param);
	return time_reached(ts->next_timeout);
}

check_timeout_fn init_per_iteration_timeout_us(timeout_state_t *ts, uint64_t us)
{
	ts->next_timeout = make_timeout_time_us(us);
	ts->param = us;
	return check_each;
}
