/* SPDX-License-Identifier: MIT */
/* Timestamps, sleeping, alarms and repeating timers. */
#ifndef PICO_TIME_H
#define PICO_TIME_H

#include "pico.h"
#include "hardware/timer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The hardware alarm behind all of these, and how many may be pending. */
#ifndef PICO_TIME_DEFAULT_ALARM_POOL_HARDWARE_ALARM_NUM
#define PICO_TIME_DEFAULT_ALARM_POOL_HARDWARE_ALARM_NUM 3
#endif
#ifndef PICO_TIME_DEFAULT_ALARM_POOL_MAX_TIMERS
#define PICO_TIME_DEFAULT_ALARM_POOL_MAX_TIMERS 16
#endif

static inline absolute_time_t get_absolute_time(void)
{
	return from_us_since_boot(time_us_64());
}

static inline uint32_t us_to_ms(uint64_t us)
{
	return (uint32_t)(us / 1000u);
}

static inline uint32_t to_ms_since_boot(absolute_time_t t)
{
	return us_to_ms(to_us_since_boot(t));
}

/* Both stop at the end of time instead of wrapping. */
static inline absolute_time_t delayed_by_us(const absolute_time_t t,
					    uint64_t us)
{
	uint64_t sum = to_us_since_boot(t) + us;

	return from_us_since_boot(sum < us || sum > INT64_MAX ? INT64_MAX
							      : sum);
}

static inline absolute_time_t delayed_by_ms(const absolute_time_t t,
					    uint32_t ms)
{
	return delayed_by_us(t, ms * 1000ull);
}

static inline absolute_time_t make_timeout_time_us(uint64_t us)
{
	return delayed_by_us(get_absolute_time(), us);
}

static inline absolute_time_t make_timeout_time_ms(uint32_t ms)
{
	return delayed_by_ms(get_absolute_time(), ms);
}

static inline int64_t absolute_time_diff_us(absolute_time_t from,
					    absolute_time_t to)
{
	return (int64_t)(to_us_since_boot(to) - to_us_since_boot(from));
}

static inline absolute_time_t absolute_time_min(absolute_time_t a,
						absolute_time_t b)
{
	return to_us_since_boot(a) < to_us_since_boot(b) ? a : b;
}

#define at_the_end_of_time ((absolute_time_t)INT64_MAX)
#define nil_time	   ((absolute_time_t)0)

static inline bool is_at_the_end_of_time(absolute_time_t t)
{
	return to_us_since_boot(t) == INT64_MAX;
}

static inline bool is_nil_time(absolute_time_t t)
{
	return !to_us_since_boot(t);
}

void sleep_until(absolute_time_t target);
void sleep_us(uint64_t us);
void sleep_ms(uint32_t ms);
/* Waits for an event or the time; true: the time has come. */
bool best_effort_wfe_or_timeout(absolute_time_t timeout_timestamp);

typedef int32_t alarm_id_t;

/* What it returns: 0 never again; positive: so many us after it returns;
 * negative: so many us after it was last due. */
typedef int64_t (*alarm_callback_t)(alarm_id_t id, void *user_data);

typedef struct alarm_pool alarm_pool_t;

void alarm_pool_init_default(void);
alarm_pool_t *alarm_pool_get_default(void);
/* Returns 0 if the time has passed and fire_if_past is false (or the callback
 * wants no more), -1 if there are too many alarms. */
alarm_id_t alarm_pool_add_alarm_at(alarm_pool_t *pool, absolute_time_t time,
				   alarm_callback_t callback, void *user_data,
				   bool fire_if_past);
bool alarm_pool_cancel_alarm(alarm_pool_t *pool, alarm_id_t alarm_id);

static inline alarm_id_t add_alarm_at(absolute_time_t time,
				      alarm_callback_t callback,
				      void *user_data, bool fire_if_past)
{
	return alarm_pool_add_alarm_at(alarm_pool_get_default(), time, callback,
				       user_data, fire_if_past);
}

static inline alarm_id_t add_alarm_in_us(uint64_t us, alarm_callback_t callback,
					 void *user_data, bool fire_if_past)
{
	return add_alarm_at(make_timeout_time_us(us), callback, user_data,
			    fire_if_past);
}

static inline alarm_id_t add_alarm_in_ms(uint32_t ms, alarm_callback_t callback,
					 void *user_data, bool fire_if_past)
{
	return add_alarm_at(make_timeout_time_ms(ms), callback, user_data,
			    fire_if_past);
}

static inline bool cancel_alarm(alarm_id_t alarm_id)
{
	return alarm_pool_cancel_alarm(alarm_pool_get_default(), alarm_id);
}

typedef struct repeating_timer repeating_timer_t;
/* false: no more. */
typedef bool (*repeating_timer_callback_t)(repeating_timer_t *rt);

struct repeating_timer {
	int64_t delay_us;
	alarm_pool_t *pool;
	alarm_id_t alarm_id;
	repeating_timer_callback_t callback;
	void *user_data;
};

/* Negative: from due time to due time; positive: from end to start. */
bool add_repeating_timer_us(int64_t delay_us,
			    repeating_timer_callback_t callback,
			    void *user_data, repeating_timer_t *out);
bool cancel_repeating_timer(repeating_timer_t *timer);

static inline bool add_repeating_timer_ms(int32_t delay_ms,
					  repeating_timer_callback_t callback,
					  void *user_data,
					  repeating_timer_t *out)
{
	return add_repeating_timer_us(delay_ms * (int64_t)1000, callback,
				      user_data, out);
}

#ifdef __cplusplus
}
#endif

#endif
