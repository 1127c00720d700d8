/* SPDX-License-Identifier: MIT */
#include "alarm.h"

#include <stdbool.h>

#include "esp_intr_alloc.h"
#include "esp_timer.h"
#include "soc/soc.h"
#include "soc/systimer_reg.h"

#define REG(name) (DR_REG_SYSTIMER_BASE + SYSTIMER_##name)

enum { PER_US = 16 };

static struct {
	void (*fn)(void);
	uint64_t due_us;
} alarms[N_ALARMS];
static uint64_t armed_us = UINT64_MAX;

int64_t esp_timer_get_time(void)
{
	uint64_t count;

	REG_WRITE(REG(UNIT0_OP), SYSTIMER_UNIT0_UPDATE);
	while (!(REG_READ(REG(UNIT0_OP)) & SYSTIMER_UNIT0_VALUE_VALID))
		;
	count = (uint64_t)REG_READ(REG(UNIT0_VALUE_HI)) << 32;
	count |= REG_READ(REG(UNIT0_VALUE_LO));
	return (int64_t)(count / PER_US);
}

static void arm(void)
{
	uint64_t due = UINT64_MAX;

	for (unsigned i = 0; i < N_ALARMS; i++)
		if (alarms[i].fn && alarms[i].due_us < due)
			due = alarms[i].due_us;
	if (due == armed_us)
		return;
	armed_us = due;
	REG_CLR_BIT(REG(CONF), SYSTIMER_TARGET0_WORK_EN);
	if (due == UINT64_MAX)
		return;
	REG_WRITE(REG(TARGET0_HI), (uint32_t)(due * PER_US >> 32));
	REG_WRITE(REG(TARGET0_LO), (uint32_t)(due * PER_US));
	REG_WRITE(REG(COMP0_LOAD), 1);
	REG_SET_BIT(REG(CONF), SYSTIMER_TARGET0_WORK_EN);
}

static void serve(void *arg)
{
	uint64_t now = (uint64_t)esp_timer_get_time();

	(void)arg;
	REG_WRITE(REG(INT_CLR), SYSTIMER_TARGET0_INT);
	armed_us = UINT64_MAX;
	for (unsigned i = 0; i < N_ALARMS; i++)
		if (alarms[i].fn && alarms[i].due_us <= now) {
			alarms[i].due_us = UINT64_MAX;
			alarms[i].fn();
		}
	arm();
}

void alarm_on(enum alarm_user who, void (*fn)(void))
{
	static bool ready;

	if (!ready) {
		ready = true;
		esp_intr_alloc(ETS_SYSTIMER_TARGET0_INTR_SOURCE,
			       ESP_INTR_FLAG_LEVEL1, serve, NULL, NULL);
		REG_WRITE(REG(INT_ENA), SYSTIMER_TARGET0_INT);
	}
	alarms[who].due_us = UINT64_MAX;
	alarms[who].fn = fn;
}

void alarm_set(enum alarm_user who, uint64_t due_us)
{
	alarms[who].due_us = due_us;
	arm();
}
