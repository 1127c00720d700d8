/* SPDX-License-Identifier: MIT */
/* A memory of 256 bytes at ADDRESS, which sleeps between interrupts. */
#include "hardware/sync.h"
#include "pico/i2c_slave.h"
#include "pico/stdlib.h"

#ifndef ADDRESS
#define ADDRESS 0x20
#endif

static uint8_t mem[256];
static uint8_t pointer;
static bool pointer_set;

static void serve(i2c_inst_t *i2c, i2c_slave_event_t event)
{
	switch (event) {
	case I2C_SLAVE_RECEIVE:
		if (pointer_set)
			mem[pointer++] = i2c_read_byte_raw(i2c);
		else
			pointer = i2c_read_byte_raw(i2c);
		pointer_set = true;
		break;
	case I2C_SLAVE_REQUEST:
		i2c_write_byte_raw(i2c, mem[pointer++]);
		break;
	case I2C_SLAVE_FINISH:
		pointer_set = false;
		break;
	}
}

int main(void)
{
	for (uint pin = 4; pin <= 5; pin++) {
		gpio_init(pin);
		gpio_set_function(pin, GPIO_FUNC_I2C);
		gpio_pull_up(pin);
	}
	i2c_init(i2c0, 400 * 1000);
	i2c_slave_init(i2c0, ADDRESS, serve);
	for (;;)
		__wfi();
}
