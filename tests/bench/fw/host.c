/* SPDX-License-Identifier: MIT */
/* Writes 16 bytes to each of three memories and reads them back, for ever.
 * Prints "ok" after each 16 rounds, and what went wrong. */
#include <stdio.h>
#include <string.h>

#include "hardware/i2c.h"
#include "pico/stdlib.h"

enum { PAGE = 16, FIRST = 0x20, N_MEMORIES = 3, ROUNDS = 16 };

static void round_trip(uint8_t addr, unsigned turn)
{
	uint8_t tx[1 + PAGE], rx[PAGE] = {0};

	tx[0] = (uint8_t)(turn * PAGE);
	for (unsigned i = 1; i <= PAGE; i++)
		tx[i] = (uint8_t)(turn * 37 + i * 11 + addr);
	if (i2c_write_blocking(i2c0, addr, tx, 1 + PAGE, false) != 1 + PAGE ||
	    i2c_write_blocking(i2c0, addr, tx, 1, true) != 1 ||
	    i2c_read_blocking(i2c0, addr, rx, PAGE, false) != PAGE)
		printf("%02x refused\n", addr);
	else if (memcmp(tx + 1, rx, PAGE) != 0)
		printf("%02x wrong\n", addr);
}

int main(void)
{
	for (uint pin = 4; pin <= 5; pin++) {
		gpio_init(pin);
		gpio_set_function(pin, GPIO_FUNC_I2C);
	}
	i2c_init(i2c0, 400 * 1000);
	sleep_ms(1);
	for (unsigned turn = 1;; turn++) {
		for (uint8_t i = 0; i < N_MEMORIES; i++)
			round_trip(FIRST + i, turn);
		if (turn % ROUNDS == 0)
			printf("ok\n");
	}
}
