/* SPDX-License-Identifier: MIT */
/* What the HAL promises beside I2C. Each line is a promise and whether it was
 * kept; GPIO10 and GPIO11 are wired together. */
#include <stdio.h>

#include "hardware/clocks.h"
#include "hardware/irq.h"
#include "hardware/resets.h"
#include "hardware/sync.h"
#include "pico/stdlib.h"

static volatile unsigned count;
static volatile uint32_t last_us;
static char order[8];

static void say(const char *what, bool kept)
{
	printf("%s %s\n", what, kept ? "yes" : "NO");
}

static bool about(uint32_t us, uint32_t want_us)
{
	return us >= want_us && us < want_us + 20;
}

static int64_t once(alarm_id_t id, void *user_data)
{
	(void)id;
	*(uint32_t *)user_data = time_us_32();
	count++;
	return 0;
}

static bool tick(repeating_timer_t *rt)
{
	last_us = time_us_32();
	return ++count < *(unsigned *)rt->user_data;
}

static void sleeping(void)
{
	uint32_t start = time_us_32();

	sleep_ms(7);
	say("sleep_ms", about(time_us_32() - start, 7000));
	start = time_us_32();
	sleep_us(30);
	say("sleep_us", about(time_us_32() - start, 30));
	start = time_us_32();
	busy_wait_us(100);
	say("busy_wait_us", about(time_us_32() - start, 100));
}

static void alarms(void)
{
	uint32_t start = time_us_32(), a = 0, b = 0, c = 0;
	alarm_id_t id;

	add_alarm_in_us(900, once, &a, true);
	add_alarm_in_us(300, once, &b, true);
	id = add_alarm_in_us(600, once, &c, true);
	say("cancel", cancel_alarm(id) && !cancel_alarm(id));
	sleep_ms(2);
	say("alarms", about(a - start, 900) && about(b - start, 300) && !c);
	say("past", add_alarm_at(0, once, &a, false) == 0);
}

static void repeating(void)
{
	repeating_timer_t rt;
	unsigned limit = 4;
	uint32_t start = time_us_32();

	count = 0;
	add_repeating_timer_us(-500, tick, &limit, &rt);
	sleep_ms(5);
	say("repeating", count == 4 && about(last_us - start, 2000));
	say("ended", !cancel_repeating_timer(&rt));
}

static void first(void)
{
	order[count++] = 'a';
}

static void second(void)
{
	order[count++] = 'b';
}

/* One of the interrupts that only software raises. */
static void interrupts(void)
{
	uint num = FIRST_USER_IRQ;
	uint32_t save;

	count = 0;
	irq_add_shared_handler(num, second, 0x40);
	irq_add_shared_handler(num, first, 0x80);
	irq_set_enabled(num, true);
	save = save_and_disable_interrupts();
	irq_set_pending(num);
	say("masked", count == 0);
	restore_interrupts(save);
	say("shared", count == 2 && order[0] == 'a' && order[1] == 'b');
	irq_remove_handler(num, first);
	irq_set_pending(num);
	say("removed", count == 3 && order[2] == 'b');
	irq_set_enabled(num, false);
	irq_remove_handler(num, second);
	say("none left", !irq_has_handler(num));
}

static volatile uint32_t events_seen;

static void pin_event(uint gpio, uint32_t events)
{
	events_seen |= gpio << 8 | events;
}

static void pins(void)
{
	gpio_init(10);
	gpio_init(11);
	gpio_set_dir(10, GPIO_OUT);
	gpio_put(10, 1);
	say("level", gpio_get(11) && gpio_get_out_level(10));
	gpio_set_irq_enabled_with_callback(11, GPIO_IRQ_EDGE_FALL, true,
					   pin_event);
	gpio_put(10, 0);
	say("fall", events_seen == (11 << 8 | GPIO_IRQ_EDGE_FALL));
	events_seen = 0;
	gpio_put(10, 1);
	say("no rise", events_seen == 0);
	say("function", gpio_get_function(10) == GPIO_FUNC_SIO &&
				gpio_get_function(12) == GPIO_FUNC_NULL);
	gpio_pull_up(20);
	say("pull", gpio_is_pulled_up(20) && !gpio_is_pulled_down(20));
}

static void sync(void)
{
	int n = spin_lock_claim_unused(true);
	spin_lock_t *lock = spin_lock_init((uint)n);
	uint32_t save = spin_lock_blocking(lock);

	say("locked", is_spin_locked(lock) && !spin_try_lock_unsafe(lock));
	spin_unlock(lock, save);
	say("unlocked", !is_spin_locked(lock));
}

int main(void)
{
	stdio_init_all();
	sleeping();
	alarms();
	repeating();
	interrupts();
	pins();
	sync();
	say("clk_sys", clock_get_hz(clk_sys) == 125 * MHZ);
	reset_block_num(RESET_I2C1);
	unreset_block_num_wait_blocking(RESET_I2C1);
	say("chip", rp2040_chip_version() == 2 && get_core_num() == 0);
	return 0;
}
