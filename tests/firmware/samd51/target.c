/* SPDX-License-Identifier: MIT */
/*
 * A target by polling, which says what it sees: one line an event. Compiled
 * with different registers and habits:
 *
 * CTRLA_BITS, CTRLB_BITS, ADDR_BITS  as the registers have them
 * REFUSE      an address that gets a NACK
 * REFUSE_BYTE a byte that gets a NACK
 * LAST        CMD 2 for every byte from the host, after its acknowledge
 * STOP_AT_NACK CMD 2 once the host refused a byte; else 0xff is written
 * SLOW_US     is waited before each answer
 * LENGTH_BITS for LENGTH, which a SAM D21 has not
 */
#include "sam_fw.h"

#ifndef CTRLA_BITS
#define CTRLA_BITS 0
#endif
#ifndef CTRLB_BITS
#define CTRLB_BITS 0
#endif
#ifndef ADDR_BITS
#define ADDR_BITS SERCOM_I2CS_ADDR_ADDR(0x40)
#endif
#ifndef REFUSE
#define REFUSE 0xff
#endif
#ifndef REFUSE_BYTE
#define REFUSE_BYTE 0x100
#endif
#ifndef SLOW_US
#define SLOW_US 0
#endif
#ifdef LAST
#define AFTER_BYTE 2
#else
#define AFTER_BYTE 3
#endif

static SercomI2cs *const i2c = &SERCOM2->I2CS;
static uint8_t next = 0x10;

/* A turn takes at least 5 of 120 cycles a us. */
static void wait(void)
{
#if SLOW_US
	for (volatile uint32_t i = 0; i < SLOW_US * 40u; i++)
		;
#endif
}

static void act(bool ack, unsigned cmd)
{
	i2c->CTRLB.bit.ACKACT = !ack;
	i2c->CTRLB.bit.CMD = cmd;
}

static void matched(void)
{
	uint8_t byte = i2c->DATA.reg;
	bool read = i2c->STATUS.bit.DIR;

	printf("match %02x%s%s%s%s\n", byte, read ? " dir" : "",
	       i2c->STATUS.bit.SR ? " sr" : "",
	       i2c->STATUS.bit.RXNACK ? " rxnack" : "",
	       i2c->STATUS.bit.CLKHOLD ? " held" : "");
	act(byte >> 1 != REFUSE, 3);
}

static void ready(void)
{
	if (!i2c->STATUS.bit.DIR) {
		unsigned byte = i2c->DATA.reg;

		printf("byte %02x\n", byte);
		if (!(CTRLB_BITS & SERCOM_I2CS_CTRLB_SMEN))
			act(byte != (unsigned)REFUSE_BYTE, AFTER_BYTE);
		return;
	}
	if (i2c->STATUS.bit.RXNACK && next != 0x10) {
		printf("refused\n");
#ifdef STOP_AT_NACK
		act(true, 2);
#else
		i2c->DATA.reg = 0xff;
#endif
		return;
	}
	printf("send %02x\n", next);
	i2c->DATA.reg = next++;
}

static void poll(void)
{
	uint8_t flags = i2c->INTFLAG.reg;

	if (flags & SERCOM_I2CS_INTFLAG_ERROR) {
		uint16_t status = i2c->STATUS.reg;

		printf("error%s%s%s%s\n",
		       status & SERCOM_I2CS_STATUS_BUSERR ? " buserr" : "",
		       status & SERCOM_I2CS_STATUS_LOWTOUT ? " lowtout" : "",
		       status & SERCOM_I2CS_STATUS_SEXTTOUT ? " sexttout" : "",
		       status & SERCOM_I2CS_STATUS_LENERR ? " lenerr" : "");
		i2c->STATUS.reg = status;
		i2c->INTFLAG.reg = SERCOM_I2CS_INTFLAG_ERROR;
	}
	if (flags & SERCOM_I2CS_INTFLAG_PREC) {
		printf("stop%s\n", i2c->STATUS.bit.COLL ? " coll" : "");
		i2c->INTFLAG.reg = SERCOM_I2CS_INTFLAG_PREC;
		next = 0x10;
	}
	if (flags & (SERCOM_I2CS_INTFLAG_AMATCH | SERCOM_I2CS_INTFLAG_DRDY))
		wait();
	if (flags & SERCOM_I2CS_INTFLAG_AMATCH)
		matched();
	else if (flags & SERCOM_I2CS_INTFLAG_DRDY)
		ready();
}

int main(void)
{
	give_sercom2();
	open_target(CTRLA_BITS, CTRLB_BITS, ADDR_BITS);
#if defined(LENGTH_BITS) && !defined(SAM_D21)
	i2c->LENGTH.reg = LENGTH_BITS;
#endif
	for (;;)
		poll();
}
