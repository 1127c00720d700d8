/* SPDX-License-Identifier: MIT */
/* Speaks to a memory at 0x17 from I2C1 (GPIO6, GPIO7) and says what the HAL
 * returned: one line a call. */
#include <stdio.h>
#include <string.h>

#include "hardware/i2c.h"
#include "pico/stdlib.h"

static void both_directions(void)
{
	uint8_t tx[9] = {0x20, 1, 2, 3, 4, 5, 6, 7, 8};
	uint8_t rx[8] = {0};

	printf("write %d\n", i2c_write_blocking(i2c1, 0x17, tx, 9, false));
	printf("seek %d\n", i2c_write_blocking(i2c1, 0x17, tx, 1, true));
	printf("part %d\n", i2c_read_blocking(i2c1, 0x17, rx, 3, true));
	printf("rest %d\n", i2c_read_blocking(i2c1, 0x17, rx + 3, 5, false));
	printf("same %d\n", !memcmp(rx, tx + 1, 8));
}

static void failures(void)
{
	uint8_t byte = 0;

	printf("nobody %d\n", i2c_write_blocking(i2c1, 0x55, &byte, 1, false));
	printf("nobody %d\n", i2c_read_blocking(i2c1, 0x55, &byte, 1, false));
	printf("again %d\n", i2c_write_blocking(i2c1, 0x17, &byte, 1, false));
}

static void bursts(void)
{
	uint8_t tx[4] = {0x40, 9, 8, 7};
	uint8_t rx[3] = {0};

	i2c_write_burst_blocking(i2c1, 0x17, tx, 2);
	i2c_write_blocking(i2c1, 0x17, tx + 2, 2, false);
	i2c_write_blocking(i2c1, 0x17, tx, 1, true);
	i2c_read_burst_blocking(i2c1, 0x17, rx, 1);
	i2c_read_blocking(i2c1, 0x17, rx + 1, 2, false);
	printf("bursts %d\n", !memcmp(rx, tx + 1, 3));
}

int main(void)
{
	for (uint pin = 6; pin <= 7; pin++) {
		gpio_init(pin);
		gpio_set_function(pin, GPIO_FUNC_I2C);
	}
	printf("baud %u\n", i2c_init(i2c1, 400 * 1000));
	sleep_ms(1);
	both_directions();
	failures();
	bursts();
	return 0;
}
