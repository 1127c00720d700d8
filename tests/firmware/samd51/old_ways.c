/* SPDX-License-Identifier: MIT */
/*
 * A polling target at 0x40, 0x41 and 0x43 with five faults that such code had
 * in the field:
 *
 * - The addresses share a mask, and whatever it lets in is acknowledged.
 * - RXNACK is taken for the answer to this read before anything was sent.
 * - A read that nobody answers any more gets 1000 bytes 0xff and then nothing.
 * - SCL is held before the acknowledge, for as long as the program takes.
 * - An error is followed by a pause of 10 ms in which nothing is answered.
 */
#include "sam_fw.h"

static SercomI2cs *const i2c = &SERCOM2->I2CS;
static volatile uint32_t ms;
static uint8_t next;

void SysTick_Handler(void)
{
	ms = ms + 1;
}

static void pause_ms(uint32_t n)
{
	uint32_t from = ms;

	while (ms - from < n)
		;
}

static void act(bool ack)
{
	i2c->CTRLB.bit.ACKACT = !ack;
	i2c->CTRLB.bit.CMD = 3;
}

static void await_flag(void)
{
	for (uint32_t from = ms; !i2c->INTFLAG.reg && ms - from < 2;)
		;
}

static bool take(uint8_t *byte)
{
	await_flag();
	if (i2c->INTFLAG.reg != SERCOM_I2CS_INTFLAG_DRDY)
		return false;
	*byte = (uint8_t)i2c->DATA.reg;
	return true;
}

static bool send(uint8_t byte)
{
	await_flag();
	if (i2c->INTFLAG.reg != SERCOM_I2CS_INTFLAG_DRDY ||
	    i2c->STATUS.bit.RXNACK)
		return false;
	i2c->DATA.reg = byte;
	return true;
}

/* 03 n: that many ms pass before each further byte is acknowledged. */
static void written(void)
{
	static uint8_t slow_ms;
	uint8_t byte, command = 0;

	for (unsigned n = 0; take(&byte); n++) {
		pause_ms(slow_ms);
		act(true);
		if (n == 1 && command == 0x03)
			slow_ms = byte;
		command = byte;
	}
}

static void wanted(void)
{
	unsigned n = 0;

	while (n < 2 && send(next)) {
		n++;
		next++;
	}
	printf("sent %u\n", n);
	for (n = 0; n < 1000; n++) {
		await_flag();
		if (i2c->INTFLAG.reg != SERCOM_I2CS_INTFLAG_DRDY)
			return;
		i2c->DATA.reg = 0xff;
	}
	await_flag();
	if (i2c->INTFLAG.reg == SERCOM_I2CS_INTFLAG_DRDY)
		printf("stuck\n");
}

static void poll(void)
{
	if (i2c->INTFLAG.bit.ERROR) {
		i2c->INTFLAG.reg = SERCOM_I2CS_INTFLAG_ERROR;
		pause_ms(10);
		return;
	}
	if (!i2c->INTFLAG.bit.AMATCH)
		return;
	act(true);
	if (i2c->STATUS.bit.DIR)
		wanted();
	else
		written();
}

int main(void)
{
	give_sercom2();
	SysTick_Config(SystemCoreClock / 1000);
	open_target(0, 0,
		    SERCOM_I2CS_ADDR_ADDR(0x43) | SERCOM_I2CS_ADDR_ADDRMASK(3));
	for (;;)
		poll();
}
