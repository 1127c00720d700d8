/* SPDX-License-Identifier: MIT */
/* Does what is easily told (its twin is in told_too.c): calls, variables,
 * registers, output, an interrupt every 100 us from 1 ms on, four times. */
#include <stdio.h>

#include "hardware/i2c.h"
#include "pico/stdlib.h"

volatile struct {
	uint8_t first;
	int16_t second;
	uint32_t third;
} parts;
static volatile int32_t sum;
void tell_too(void);

static volatile int twin = 1;
static uint8_t bytes[3];
volatile uint16_t wide = 0xfffe;
static int fired;

__attribute__((noinline)) static void add(int n)
{
	static int calls;

	calls++;
	sum -= n;
	bytes[n % 3] = (uint8_t)calls;
}

__attribute__((noinline)) static void add_all(void)
{
	for (int i = 1; i <= 3; i++)
		add(i);
}

__attribute__((noinline)) static bool tick(repeating_timer_t *timer)
{
	return ++fired < 4;
}

__attribute__((noinline)) static void bump(int n)
{
	twin += n;
}

int main(void)
{
	repeating_timer_t timer;

	printf("ready\n\n");
	add_all();
	add(4);
	bump(1);
	parts.first = 0x11;
	parts.second = -2;
	parts.third = 0xdeadbeef;
	tell_too();
	i2c0->hw->tar = 0x40;
	i2c0->hw->tar = 0x41;
	printf("done\n");
	sleep_ms(1);
	add_repeating_timer_us(-100, tick, NULL, &timer);
	sleep_ms(5);
	printf("%d %d %d\n", (int)parts.second, bytes[0], wide);
	for (;;)
		sleep_ms(1000);
}
