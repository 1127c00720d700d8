/* SPDX-License-Identifier: MIT */
/*
 * A host by polling: one scene, RUN, which says what it does and how INTFLAG
 * and STATUS look after each step. At 0x50 there is a memory whose addresses
 * have one byte, at 0x30 somebody who takes two bytes, at 0x55 nobody.
 *
 * CTRLA_BITS, CTRLB_BITS and BAUD_BITS are the registers'. With UNKNOWN the bus
 * is not said to be idle; LATE looks at it after some 300 us only.
 */
#include "sam_fw.h"

#ifndef RUN
#define RUN both_directions
#endif
#ifndef CTRLA_BITS
#define CTRLA_BITS 0
#endif
#ifndef CTRLB_BITS
#define CTRLB_BITS 0
#endif
#ifndef BAUD_BITS
#define BAUD_BITS 232
#endif

#define SCENE __attribute__((unused)) static void
#define WRITE (0x50 << 1)
#define READ  (0x50 << 1 | 1)

enum { RESTART = 1, NEXT = 2, STOP = 3 };

static SercomI2cm *const i2c = &SERCOM2->I2CM;

static void open_host(bool force_idle)
{
	give_sercom2();
	i2c->CTRLA.bit.SWRST = 1;
	while (i2c->SYNCBUSY.bit.SWRST)
		;
	i2c->CTRLB.reg = CTRLB_BITS;
	i2c->BAUD.reg = BAUD_BITS;
	i2c->CTRLA.reg = CTRLA_BITS | SERCOM_I2CM_CTRLA_MODE_I2C_MASTER;
	i2c->CTRLA.bit.ENABLE = 1;
	while (i2c->SYNCBUSY.bit.ENABLE)
		;
	if (!force_idle)
		return;
	i2c->STATUS.bit.BUSSTATE = 1;
	while (i2c->SYNCBUSY.bit.SYSOP)
		;
}

static void say(const char *what)
{
	static const char *const bits[] = {
		"buserr",  "arblost", "rxnack", NULL,	NULL,	 NULL,
		"lowtout", "held",    "mext",	"sext", "lenerr"};
	static const char *const states[] = {"unknown", "idle", "owner",
					     "busy"};
	uint8_t flags = i2c->INTFLAG.reg;
	uint16_t status = i2c->STATUS.reg;

	printf("%s:%s%s%s %s", what, flags & 1 ? " MB" : "",
	       flags & 2 ? " SB" : "", flags & 0x80 ? " ERROR" : "",
	       states[status >> 4 & 3]);
	for (unsigned i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
		if (bits[i] && status >> i & 1)
			printf(" %s", bits[i]);
	printf("\n");
}

static void await(void)
{
	while (!(i2c->INTFLAG.reg &
		 (SERCOM_I2CM_INTFLAG_MB | SERCOM_I2CM_INTFLAG_SB)))
		;
}

static void await_idle(void)
{
	while (i2c->STATUS.bit.BUSSTATE != 1)
		;
}

static void address(uint32_t addr)
{
	i2c->ADDR.reg = addr;
	await();
}

static void write(uint8_t byte)
{
	i2c->DATA.reg = byte;
	await();
}

static void command(bool ack, unsigned cmd)
{
	i2c->CTRLB.bit.ACKACT = !ack;
	i2c->CTRLB.bit.CMD = cmd;
	while (i2c->SYNCBUSY.bit.SYSOP)
		;
}

static uint8_t data(void)
{
	return (uint8_t)i2c->DATA.reg;
}

/* --- scenes -------------------------------------------------------------- */

SCENE both_directions(void)
{
	address(WRITE);
	say("address");
	for (uint8_t byte = 0x10; byte < 0x14; byte++)
		write(byte);
	say("written");
	command(true, STOP);
	await_idle();
	say("stop");
	for (volatile uint32_t i = 0; i < 400000; i++)
		;
	address(WRITE);
	write(0x10);
	address(READ);
	say("restart");
	printf("%02x\n", data());
	command(true, NEXT);
	await();
	say("next");
	printf("%02x\n", data());
	command(true, NEXT);
	await();
	printf("%02x\n", data());
	command(false, STOP);
	await_idle();
	say("end");
}

/* Clearing a flag is not an answer: SCL is held until there is one. */
SCENE cleared(void)
{
	address(WRITE);
	i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_MB;
	say("MB cleared");
	address(READ);
	i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_SB;
	for (volatile uint32_t i = 0; i < 10000; i++)
		;
	say("SB cleared");
	command(false, STOP);
	await_idle();
	say("end");
}

SCENE refusals(void)
{
	address(0x55 << 1);
	say("nobody");
	command(true, STOP);
	await_idle();
	address(0x55 << 1 | 1);
	say("nobody to read");
	command(true, STOP);
	await_idle();
	address(0x30 << 1);
	for (uint8_t i = 0; i < 3; i++) {
		write(i);
		say("byte");
	}
	command(true, STOP);
	await_idle();
	say("end");
}

/* In smart mode reading DATA acknowledges and asks for the next byte. */
SCENE smart(void)
{
	address(WRITE);
	write(0x00);
	address(READ);
	for (unsigned i = 0; i < 3; i++) {
		printf("%02x\n", data());
		await();
	}
	command(false, STOP);
	printf("%02x\n", data());
	await_idle();
	say("end");
}

/* The flag is cleared first, and reading DATA goes on all the same. */
SCENE smart_cleared(void)
{
	address(READ);
	for (unsigned i = 0; i < 3; i++) {
		i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_SB;
		printf("%02x\n", data());
		await();
	}
	command(false, STOP);
	await_idle();
	say("end");
}

/* The same, but the STOP is thought of after the last byte. */
SCENE smart_too_late(void)
{
	address(READ);
	i2c->CTRLB.bit.ACKACT = 1;
	printf("%02x\n", data());
	command(false, STOP);
	await();
	say("one more");
	command(false, STOP);
	await_idle();
}

SCENE quick(void)
{
	address(READ);
	say("read");
	command(false, STOP);
	await_idle();
	address(WRITE);
	say("write");
	command(true, STOP);
	await_idle();
	say("end");
}

/* STOP comes by itself after LEN bytes; a NACK before is an error. */
SCENE counted(void)
{
	address(WRITE | SERCOM_I2CM_ADDR_LENEN | SERCOM_I2CM_ADDR_LEN(2));
	write(0x00);
	i2c->DATA.reg = 0x01;
	await_idle();
	say("two");
	address(0x30 << 1 | SERCOM_I2CM_ADDR_LENEN | SERCOM_I2CM_ADDR_LEN(4));
	write(0x00);
	write(0x01);
	write(0x02);
	say("refused");
	command(true, STOP);
	await_idle();
}

SCENE ten_bits(void)
{
	address(0x234 << 1 | SERCOM_I2CM_ADDR_TENBITEN);
	say("address");
	write(0x12);
	address(0xf5);
	say("read");
	printf("%02x\n", data());
	command(false, STOP);
	await_idle();
	say("end");
}

/* Writes to somebody until it is told otherwise, three times. */
SCENE waiting(void)
{
	say("before");
	for (unsigned i = 0; i < 3; i++) {
		address(WRITE);
		say("address");
		i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_ERROR;
		if (i2c->STATUS.bit.BUSSTATE != 2)
			continue;
		command(true, STOP);
		await_idle();
	}
}

SCENE held_by_us(void)
{
	address(WRITE);
	write(0x00);
	while (!(i2c->INTFLAG.reg & SERCOM_I2CM_INTFLAG_ERROR))
		;
	say("error");
	await_idle();
	say("end");
}

SCENE held_by_others(void)
{
	address(WRITE);
	while (!(i2c->INTFLAG.reg & SERCOM_I2CM_INTFLAG_ERROR) &&
	       i2c->STATUS.bit.BUSSTATE == 2)
		if (i2c->INTFLAG.reg & SERCOM_I2CM_INTFLAG_MB)
			i2c->DATA.reg = 0x00;
	say("error");
	while (i2c->STATUS.bit.BUSSTATE != 1)
		;
	say("end");
}

SCENE unknown(void)
{
	say("enabled");
	address(WRITE);
	say("address");
}

SCENE inactive(void)
{
	await_idle();
	say("inactive");
}

int main(void)
{
#ifdef UNKNOWN
	open_host(false);
#else
	open_host(true);
#endif
#ifdef LATE
	for (volatile uint32_t i = 0; i < 4000; i++)
		;
#endif
	RUN();
	return 0;
}
