/* SPDX-License-Identifier: MIT */
/* esp_timer.h: any number of timers on the alarm. */
#include "esp_timer.h"

#include <stdlib.h>

#include "alarm.h"
#include "freertos/FreeRTOS.h"

struct esp_timer {
	struct esp_timer *next;
	esp_timer_cb_t callback;
	void *arg;
	bool active;
	uint64_t due_us;
	uint64_t period_us; /* 0: once */
};

static struct esp_timer *timers;
static portMUX_TYPE lock = portMUX_INITIALIZER_UNLOCKED;

static void set_alarm(void)
{
	uint64_t due = UINT64_MAX;

	for (struct esp_timer *t = timers; t; t = t->next)
		if (t->active && t->due_us < due)
			due = t->due_us;
	alarm_set(ALARM_TIMERS, due);
}

static struct esp_timer *find_due(uint64_t now)
{
	struct esp_timer *found = NULL;

	for (struct esp_timer *t = timers; t; t = t->next)
		if (t->active && t->due_us <= now &&
		    (!found || t->due_us < found->due_us))
			found = t;
	return found;
}

static void serve(void)
{
	uint64_t now = (uint64_t)esp_timer_get_time();
	struct esp_timer *t;

	while ((t = find_due(now))) {
		if (t->period_us)
			t->due_us += t->period_us;
		else
			t->active = false;
		t->callback(t->arg);
	}
	set_alarm();
}

esp_err_t esp_timer_create(const esp_timer_create_args_t *create_args,
			   esp_timer_handle_t *out_handle)
{
	struct esp_timer *t;

	if (!create_args || !create_args->callback || !out_handle)
		return ESP_ERR_INVALID_ARG;
	t = calloc(1, sizeof(*t));
	if (!t)
		return ESP_ERR_NO_MEM;
	t->callback = create_args->callback;
	t->arg = create_args->arg;
	portENTER_CRITICAL(&lock);
	if (!timers)
		alarm_on(ALARM_TIMERS, serve);
	t->next = timers;
	timers = t;
	portEXIT_CRITICAL(&lock);
	*out_handle = t;
	return ESP_OK;
}

static esp_err_t start(esp_timer_handle_t t, uint64_t after_us,
		       uint64_t period_us)
{
	if (!t)
		return ESP_ERR_INVALID_ARG;
	if (t->active)
		return ESP_ERR_INVALID_STATE;
	portENTER_CRITICAL(&lock);
	t->active = true;
	t->due_us = (uint64_t)esp_timer_get_time() + after_us;
	t->period_us = period_us;
	set_alarm();
	portEXIT_CRITICAL(&lock);
	return ESP_OK;
}

esp_err_t esp_timer_start_once(esp_timer_handle_t timer, uint64_t timeout_us)
{
	return start(timer, timeout_us, 0);
}

esp_err_t esp_timer_start_periodic(esp_timer_handle_t timer, uint64_t period)
{
	return period ? start(timer, period, period) : ESP_ERR_INVALID_ARG;
}

esp_err_t esp_timer_stop(esp_timer_handle_t timer)
{
	if (!timer)
		return ESP_ERR_INVALID_ARG;
	if (!timer->active)
		return ESP_ERR_INVALID_STATE;
	portENTER_CRITICAL(&lock);
	timer->active = false;
	set_alarm();
	portEXIT_CRITICAL(&lock);
	return ESP_OK;
}

esp_err_t esp_timer_delete(esp_timer_handle_t timer)
{
	struct esp_timer **at = &timers;

	if (!timer)
		return ESP_ERR_INVALID_ARG;
	if (timer->active)
		return ESP_ERR_INVALID_STATE;
	portENTER_CRITICAL(&lock);
	while (*at && *at != timer)
		at = &(*at)->next;
	if (*at)
		*at = timer->next;
	portEXIT_CRITICAL(&lock);
	free(timer);
	return ESP_OK;
}

bool esp_timer_is_active(esp_timer_handle_t timer)
{
	return timer->active;
}
