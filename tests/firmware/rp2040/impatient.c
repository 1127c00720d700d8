/* SPDX-License-Identifier: MIT */
/* A master with time-outs, for a target that stretches or refuses. */
#include <stdio.h>

#include "hardware/i2c.h"
#include "pico/stdlib.h"

int main(void)
{
	uint8_t bytes[4] = {1, 2, 3, 4};
	uint32_t start;
	int n;

	gpio_set_function(6, GPIO_FUNC_I2C);
	gpio_set_function(7, GPIO_FUNC_I2C);
	i2c_init(i2c1, 100 * 1000);
	printf("refused %d\n", i2c_write_blocking(i2c1, 0x30, bytes, 4, false));
	start = time_us_32();
	n = i2c_read_timeout_us(i2c1, 0x31, bytes, 1, false, 5000);
	start = time_us_32() - start;
	printf("timeout %d %d\n", n, start >= 5000 && start < 5020);
	start = time_us_32();
	i2c_init(i2c1, 100 * 1000);
	n = i2c_write_timeout_per_char_us(i2c1, 0x31, bytes, 2, false, 2000);
	start = time_us_32() - start;
	printf("per char %d\n", n);
	return 0;
}
