/* SPDX-License-Identifier: MIT */
/* A host without an I2C block: reads two bytes of register 6 of the device at
 * 0x18 by moving GPIO2 (SDA) and GPIO3 (SCL), open drain. */
#include <stdio.h>

#include "pico/stdlib.h"

enum { SDA = 2, SCL = 3, HALF_US = 5 };

/* The output is 0 for ever; the direction makes the level. */
static void let(uint pin, bool high)
{
	gpio_set_dir(pin, high ? GPIO_IN : GPIO_OUT);
}

static void scl_high(void)
{
	let(SCL, true);
	while (!gpio_get(SCL))
		tight_loop_contents();
	busy_wait_us_32(HALF_US);
}

static void start(void)
{
	let(SDA, true);
	scl_high();
	let(SDA, false);
	busy_wait_us_32(HALF_US);
	let(SCL, false);
}

static void stop(void)
{
	let(SDA, false);
	busy_wait_us_32(HALF_US);
	scl_high();
	let(SDA, true);
	busy_wait_us_32(HALF_US);
}

static bool bit(bool out)
{
	bool in;

	let(SDA, out);
	busy_wait_us_32(HALF_US);
	scl_high();
	in = gpio_get(SDA);
	let(SCL, false);
	return in;
}

static bool put(uint8_t byte)
{
	for (int i = 7; i >= 0; i--)
		bit(byte >> i & 1);
	return !bit(true);
}

static uint8_t take(bool ack)
{
	uint8_t byte = 0;

	for (int i = 0; i < 8; i++)
		byte = (uint8_t)(byte << 1 | bit(true));
	bit(!ack);
	return byte;
}

int main(void)
{
	uint8_t high, low;
	bool acked;

	gpio_init(SDA);
	gpio_init(SCL);
	start();
	acked = put(0x18 << 1);
	acked = put(6) && acked;
	start();
	acked = put(0x18 << 1 | 1) && acked;
	high = take(true);
	low = take(false);
	stop();
	printf("%d %02x%02x\n", acked, high, low);
	start();
	printf("%d\n", put(0x19 << 1));
	stop();
	return 0;
}
