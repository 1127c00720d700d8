/* SPDX-License-Identifier: MIT */
/* A host without an I2C block: writes a byte to the counter at 0x40 and reads
 * four, by moving two open-drain pins. With BLIND it does not look whether SCL
 * went high. */
#include <stdio.h>

#include "board.h"
#include "nrf_gpio.h"
#include "nrfx.h"

#ifndef BLIND
#define BLIND 0
#endif

static void pin_up(uint32_t pin)
{
	nrf_gpio_pin_set(pin);
	nrf_gpio_cfg(pin, NRF_GPIO_PIN_DIR_OUTPUT, NRF_GPIO_PIN_INPUT_CONNECT,
		     NRF_GPIO_PIN_NOPULL, NRF_GPIO_PIN_S0D1,
		     NRF_GPIO_PIN_NOSENSE);
}

static void half(void)
{
	NRFX_DELAY_US(2);
}

static void scl_high(void)
{
	nrf_gpio_pin_set(SCL_PIN);
	while (!BLIND && !nrf_gpio_pin_read(SCL_PIN))
		;
	half();
}

static void start(void)
{
	nrf_gpio_pin_set(SDA_PIN);
	half();
	scl_high();
	nrf_gpio_pin_clear(SDA_PIN);
	half();
	nrf_gpio_pin_clear(SCL_PIN);
}

static void stop(void)
{
	nrf_gpio_pin_clear(SDA_PIN);
	half();
	scl_high();
	nrf_gpio_pin_set(SDA_PIN);
	half();
}

static bool bit(bool out)
{
	bool in;

	nrf_gpio_pin_write(SDA_PIN, out);
	half();
	scl_high();
	in = nrf_gpio_pin_read(SDA_PIN);
	nrf_gpio_pin_clear(SCL_PIN);
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

static bool write_to(uint8_t addr, const uint8_t *tx, unsigned n)
{
	bool acked;

	start();
	acked = put((uint8_t)(addr << 1));
	for (unsigned i = 0; i < n && acked; i++)
		acked = put(tx[i]);
	return acked;
}

static bool read_from(uint8_t addr, uint8_t *rx, unsigned n)
{
	bool acked;

	start();
	acked = put((uint8_t)(addr << 1 | 1));
	for (unsigned i = 0; i < n && acked; i++)
		rx[i] = take(i + 1 < n);
	stop();
	return acked;
}

int main(void)
{
	static const uint8_t tx[1] = {0x20};
	uint8_t rx[4] = {0};
	bool acked;

	pin_up(SCL_PIN);
	pin_up(SDA_PIN);
	NRFX_DELAY_US(1000);
	acked = write_to(0x40, tx, 1);
	acked = read_from(0x40, rx, 4) && acked;
	printf("host: %d %02x%02x%02x%02x\n", acked, rx[0], rx[1], rx[2],
	       rx[3]);
	acked = write_to(0x29, tx, 1);
	stop();
	printf("host: nobody %d\n", acked);
	return 0;
}
