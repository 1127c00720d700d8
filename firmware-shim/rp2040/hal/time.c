/* SPDX-License-Identifier: MIT */
/* pico_time: sleeping, on the timer's alarm and WFE, so that a sleeping core
 * stands still. */
#include "pico/time.h"

#include "hardware/sync.h"

/* The interrupt that the alarm brings is the event that WFE waits for. */
static int64_t woken(alarm_id_t id, void *user_data)
{
	(void)id;
	(void)user_data;
	__sev();
	return 0;
}

bool best_effort_wfe_or_timeout(absolute_time_t timeout_timestamp)
{
	alarm_id_t id;

	if (__get_current_exception()) {
		tight_loop_contents();
		return time_reached(timeout_timestamp);
	}
	id = add_alarm_at(timeout_timestamp, woken, NULL, false);
	if (id <= 0) {
		tight_loop_contents();
		return time_reached(timeout_timestamp);
	}
	if (!time_reached(timeout_timestamp))
		__wfe();
	cancel_alarm(id);
	return time_reached(timeout_timestamp);
}

void sleep_until(absolute_time_t target)
{
	while (!best_effort_wfe_or_timeout(target))
		tight_loop_contents();
}

/* Too short for an alarm. */
#define BUSY_US 6

void sleep_us(uint64_t us)
{
	if (us < BUSY_US)
		busy_wait_us(us);
	else
		sleep_until(make_timeout_time_us(us));
}

void sleep_ms(uint32_t ms)
{
	sleep_us(ms * 1000ull);
}
