/* SPDX-License-Identifier: MIT */
/* hardware_timer: reading the time, waiting busily, and the four alarms. */
#include "hardware/timer.h"

#include "hardware/sync.h"

uint64_t timer_time_us_64(timer_hw_t *timer)
{
	uint32_t high = timer->timerawh;

	for (;;) {
		uint32_t low = timer->timerawl;
		uint32_t again = timer->timerawh;

		if (high == again)
			return (uint64_t)high << 32 | low;
		high = again;
	}
}

uint64_t time_us_64(void)
{
	return timer_time_us_64(timer_hw);
}

void busy_wait_until(absolute_time_t t)
{
	while (!time_reached(t))
		tight_loop_contents();
}

void busy_wait_us_32(uint32_t delay_us)
{
	uint32_t start = time_us_32();

	while (time_us_32() - start < delay_us)
		tight_loop_contents();
}

void busy_wait_us(uint64_t delay_us)
{
	busy_wait_until(from_us_since_boot(time_us_64() + delay_us));
}

void busy_wait_ms(uint32_t delay_ms)
{
	busy_wait_us(delay_ms * 1000ull);
}

static hardware_alarm_callback_t callbacks[NUM_ALARMS];
static uint64_t targets[NUM_ALARMS];
static uint32_t claimed;

uint hardware_alarm_get_irq_num(uint alarm_num)
{
	return TIMER_IRQ_0 + alarm_num;
}

/* The alarm compares 32 bits only: the time may still be some laps away. */
static void serve(void)
{
	uint n = __get_current_exception() - VTABLE_FIRST_IRQ - TIMER_IRQ_0;
	hardware_alarm_callback_t callback;
	uint32_t save = save_and_disable_interrupts();

	timer_hw->intr = 1u << n;
	hw_clear_bits(&timer_hw->intf, 1u << n);
	callback = callbacks[n];
	if (time_us_64() < targets[n]) {
		timer_hw->alarm[n] = (uint32_t)targets[n];
		callback = NULL;
	}
	restore_interrupts(save);
	if (callback)
		callback(n);
}

void hardware_alarm_claim(uint alarm_num)
{
	hard_assert(!hardware_alarm_is_claimed(alarm_num));
	claimed |= 1u << alarm_num;
}

int hardware_alarm_claim_unused(bool required)
{
	for (uint n = 0; n < NUM_ALARMS; n++) {
		if (hardware_alarm_is_claimed(n))
			continue;
		hardware_alarm_claim(n);
		return (int)n;
	}
	if (required)
		panic("No timers available");
	return -1;
}

void hardware_alarm_unclaim(uint alarm_num)
{
	claimed &= ~(1u << alarm_num);
}

bool hardware_alarm_is_claimed(uint alarm_num)
{
	return (claimed & (1u << alarm_num)) != 0;
}

void hardware_alarm_set_callback(uint alarm_num,
				 hardware_alarm_callback_t callback)
{
	uint num = hardware_alarm_get_irq_num(alarm_num);
	uint32_t save = save_and_disable_interrupts();

	callbacks[alarm_num] = callback;
	if (callback) {
		irq_set_exclusive_handler(num, serve);
		hw_set_bits(&timer_hw->inte, 1u << alarm_num);
		irq_set_enabled(num, true);
	} else {
		hw_clear_bits(&timer_hw->inte, 1u << alarm_num);
		irq_set_enabled(num, false);
		irq_remove_handler(num, serve);
	}
	restore_interrupts(save);
}

bool hardware_alarm_set_target(uint alarm_num, absolute_time_t target)
{
	uint64_t t = to_us_since_boot(target);
	uint32_t save = save_and_disable_interrupts();
	bool missed = true;

	if (time_us_64() < t) {
		targets[alarm_num] = t;
		timer_hw->alarm[alarm_num] = (uint32_t)t;
		missed = false;
		/* It may have passed while we wrote. */
		if (time_us_64() >= t &&
		    (timer_hw->armed & (1u << alarm_num))) {
			timer_hw->armed = 1u << alarm_num;
			missed = true;
		}
	}
	restore_interrupts(save);
	return missed;
}

void hardware_alarm_cancel(uint alarm_num)
{
	uint32_t save = save_and_disable_interrupts();

	timer_hw->armed = 1u << alarm_num;
	timer_hw->intr = 1u << alarm_num;
	targets[alarm_num] = UINT64_MAX;
	restore_interrupts(save);
}

void hardware_alarm_force_irq(uint alarm_num)
{
	hw_set_bits(&timer_hw->intf, 1u << alarm_num);
}
