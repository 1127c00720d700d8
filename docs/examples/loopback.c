/* SPDX-License-Identifier: MIT */
/*
 * One chip, two I2C blocks on one bus: i2c0 as controller writes to i2c1 as
 * target and reads back, which is a self-test that needs no second board.
 * SDA is GPIO4 and GPIO6, SCL is GPIO5 and GPIO7. The target, at 0x17, is 256
 * bytes of memory: a write's first byte says where. Others on the bus may use
 * it as well.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "hardware/gpio.h"
#include "hardware/i2c.h"
#include "pico/i2c_slave.h"
#include "pico/time.h"

#define ADDRESS 0x17
#define BAUD	100000
#define LENGTH	16

static uint8_t memory[256];
static uint8_t pointer;
static bool pointed;

static void on_event(i2c_inst_t *i2c, i2c_slave_event_t event)
{
	switch (event) {
	case I2C_SLAVE_RECEIVE:
		if (pointed)
			memory[pointer++] = i2c_read_byte_raw(i2c);
		else
			pointer = i2c_read_byte_raw(i2c);
		pointed = true;
		break;
	case I2C_SLAVE_REQUEST:
		i2c_write_byte_raw(i2c, memory[pointer++]);
		break;
	case I2C_SLAVE_FINISH:
		pointed = false;
		break;
	}
}

static void open_pins(unsigned sda, unsigned scl)
{
	gpio_set_function(sda, GPIO_FUNC_I2C);
	gpio_set_function(scl, GPIO_FUNC_I2C);
	gpio_pull_up(sda);
	gpio_pull_up(scl);
}

/* Writes a pattern of @round, points back and reads it. */
static bool goes_round(uint8_t round)
{
	uint8_t out[1 + LENGTH] = {(uint8_t)(round * LENGTH)}, in[LENGTH] = {0};

	for (unsigned i = 0; i < LENGTH; i++)
		out[1 + i] = (uint8_t)(0xa5 ^ (round + i * 17));
	return i2c_write_blocking(i2c0, ADDRESS, out, sizeof(out), false) ==
		       (int)sizeof(out) &&
	       i2c_write_blocking(i2c0, ADDRESS, out, 1, true) == 1 &&
	       i2c_read_blocking(i2c0, ADDRESS, in, LENGTH, false) == LENGTH &&
	       !memcmp(in, out + 1, LENGTH);
}

int main(void)
{
	open_pins(4, 5);
	open_pins(6, 7);
	i2c_init(i2c0, BAUD);
	i2c_init(i2c1, BAUD);
	i2c_slave_init(i2c1, ADDRESS, on_event);
	for (uint8_t round = 0; round < 4; round++)
		printf("round %u: %s\n", (unsigned)round,
		       goes_round(round) ? "ok" : "FAILED");
	for (;;)
		sleep_ms(1000);
}
