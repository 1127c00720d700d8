/* SPDX-License-Identifier: MIT */
/* The 64-bit microsecond timer and its four alarms. */
#ifndef HARDWARE_TIMER_H
#define HARDWARE_TIMER_H

#include "pico.h"
#include "hardware/irq.h"
#include "hardware/structs/timer.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*hardware_alarm_callback_t)(uint alarm_num);

#define PICO_DEFAULT_TIMER	      0
#define PICO_DEFAULT_TIMER_INSTANCE() timer_hw
#define TIMER_NUM(timer)	      0u
#define TIMER_INSTANCE(num)	      timer_hw
#define TIMER_ALARM_IRQ_NUM(timer, n) (TIMER_IRQ_0 + (n))
#define hardware_alarm_irq_number(n)  (TIMER_IRQ_0 + (n))

static inline uint32_t timer_time_us_32(timer_hw_t *timer)
{
	return timer->timerawl;
}

static inline uint32_t time_us_32(void)
{
	return timer_time_us_32(timer_hw);
}

uint64_t timer_time_us_64(timer_hw_t *timer);
uint64_t time_us_64(void);
void busy_wait_us_32(uint32_t delay_us);
void busy_wait_us(uint64_t delay_us);
void busy_wait_ms(uint32_t delay_ms);
void busy_wait_until(absolute_time_t t);

static inline bool time_reached(absolute_time_t t)
{
	return time_us_64() >= to_us_since_boot(t);
}

void hardware_alarm_claim(uint alarm_num);
int hardware_alarm_claim_unused(bool required);
void hardware_alarm_unclaim(uint alarm_num);
bool hardware_alarm_is_claimed(uint alarm_num);
void hardware_alarm_set_callback(uint alarm_num,
				 hardware_alarm_callback_t callback);
/* true: the time has passed already, and nothing was set. */
bool hardware_alarm_set_target(uint alarm_num, absolute_time_t t);
void hardware_alarm_cancel(uint alarm_num);
void hardware_alarm_force_irq(uint alarm_num);
uint hardware_alarm_get_irq_num(uint alarm_num);

#ifdef __cplusplus
}
#endif

#endif
