/* SPDX-License-Identifier: MIT */
/*
 * What the DMAC does for a SERCOM and without one: one scene, RUN. Channel 0
 * sends, 1 receives, 2 copies. At 0x50 there is a memory whose addresses have
 * one byte.
 */
#include "sam_fw.h"

#ifndef RUN
#define RUN copies
#endif
#ifndef CTRLA_BITS
#define CTRLA_BITS 0
#endif
#define SCENE __attribute__((unused)) static void

enum { TX, RX, COPY, N_CHANNELS };

static DmacDescriptor base[N_CHANNELS], back[N_CHANNELS];
static volatile unsigned done[N_CHANNELS];

/* --- either family's channels --------------------------------------------- */

#ifdef SAM_D21
#define BEAT DMAC_CHCTRLB_TRIGACT_BEAT

/* Disabled first: CHCTRLB is enable-protected, and a channel that a fetch error
 * has suspended stays enabled. */
static void set_up(unsigned n, unsigned source, uint32_t action)
{
	DMAC->CHID.reg = (uint8_t)n;
	DMAC->CHCTRLA.reg = 0;
	DMAC->CHCTRLB.reg = DMAC_CHCTRLB_TRIGSRC(source) | action;
	DMAC->CHINTENSET.reg = DMAC_CHINTENSET_TCMPL | DMAC_CHINTENSET_SUSP;
	DMAC->CHCTRLA.reg = DMAC_CHCTRLA_ENABLE;
}

/* LVL of an enabled channel. */
static void raise_level(unsigned n)
{
	DMAC->CHID.reg = (uint8_t)n;
	DMAC->CHCTRLB.bit.LVL = 1;
}

static bool is_enabled(unsigned n)
{
	DMAC->CHID.reg = (uint8_t)n;
	return DMAC->CHCTRLA.bit.ENABLE;
}

static unsigned status(unsigned n)
{
	DMAC->CHID.reg = (uint8_t)n;
	return DMAC->CHSTATUS.reg;
}

static void resume(unsigned n)
{
	DMAC->CHID.reg = (uint8_t)n;
	DMAC->CHCTRLB.bit.CMD = DMAC_CHCTRLB_CMD_RESUME_Val;
}

void DMAC_Handler(void)
{
	uint16_t pend = DMAC->INTPEND.reg;

	done[pend & DMAC_INTPEND_ID_Msk]++;
	DMAC->INTPEND.reg = pend;
}

static void enable_interrupts(void)
{
	NVIC_EnableIRQ(DMAC_IRQn);
}
#else
#define BEAT DMAC_CHCTRLA_TRIGACT_BURST

static void set_up(unsigned n, unsigned source, uint32_t action)
{
	DmacChannel *c = &DMAC->Channel[n];

	c->CHINTENSET.reg = DMAC_CHINTENSET_TCMPL | DMAC_CHINTENSET_SUSP;
	c->CHCTRLA.reg = DMAC_CHCTRLA_TRIGSRC(source) | action;
	c->CHCTRLA.bit.ENABLE = 1;
}

static void raise_level(unsigned n)
{
	DMAC->Channel[n].CHCTRLA.bit.ENABLE = 0;
	DMAC->Channel[n].CHPRILVL.reg = 1;
	DMAC->Channel[n].CHCTRLA.bit.ENABLE = 1;
}

static bool is_enabled(unsigned n)
{
	return DMAC->Channel[n].CHCTRLA.bit.ENABLE;
}

static unsigned status(unsigned n)
{
	return DMAC->Channel[n].CHSTATUS.reg;
}

static void resume(unsigned n)
{
	DMAC->Channel[n].CHCTRLB.reg = DMAC_CHCTRLB_CMD_RESUME_Val;
}

static void served(unsigned n)
{
	done[n]++;
	DMAC->Channel[n].CHINTFLAG.reg = DMAC->Channel[n].CHINTFLAG.reg;
}

void DMAC_0_Handler(void)
{
	served(TX);
}

void DMAC_1_Handler(void)
{
	served(RX);
}

void DMAC_2_Handler(void)
{
	served(COPY);
}

static void enable_interrupts(void)
{
	NVIC_EnableIRQ(DMAC_0_IRQn);
	NVIC_EnableIRQ(DMAC_1_IRQn);
	NVIC_EnableIRQ(DMAC_2_IRQn);
}
#endif

static void open_dmac(void)
{
	DMAC->BASEADDR.reg = (uint32_t)(uintptr_t)base;
	DMAC->WRBADDR.reg = (uint32_t)(uintptr_t)back;
	DMAC->CTRL.reg = DMAC_CTRL_DMAENABLE | DMAC_CTRL_LVLEN(0xf);
	enable_interrupts();
}

static uint32_t at(const volatile void *p)
{
	return (uint32_t)(uintptr_t)p;
}

/* From or to DATA of SERCOM2, @n bytes. */
static void describe(unsigned channel, const volatile void *bytes, uint16_t n)
{
	DmacDescriptor *d = &base[channel];
	uint32_t data = at(&SERCOM2->I2CS.DATA);

	d->BTCTRL.reg =
		DMAC_BTCTRL_VALID |
		(channel == TX ? DMAC_BTCTRL_SRCINC : DMAC_BTCTRL_DSTINC);
	d->BTCNT.reg = n;
	d->SRCADDR.reg = channel == TX ? at(bytes) + n : data;
	d->DSTADDR.reg = channel == TX ? data : at(bytes) + n;
	d->DESCADDR.reg = 0;
}

static void show(const char *what, const volatile uint8_t *bytes, unsigned n)
{
	printf("%s", what);
	for (unsigned i = 0; i < n; i++)
		printf(" %02x", bytes[i]);
	printf("\n");
}

/* --- scenes --------------------------------------------------------------- */

static uint8_t from[8] = {1, 2, 3, 4, 5, 6, 7, 8}, to[16];

/* A block of words, a block of every second byte, and one that is not valid. */
SCENE copies(void)
{
	static DmacDescriptor second;

	base[COPY].BTCTRL.reg = DMAC_BTCTRL_VALID | DMAC_BTCTRL_SRCINC |
				DMAC_BTCTRL_DSTINC | DMAC_BTCTRL_BEATSIZE_WORD |
				DMAC_BTCTRL_BLOCKACT_SUSPEND;
	base[COPY].BTCNT.reg = 2;
	base[COPY].SRCADDR.reg = at(from + 8);
	base[COPY].DSTADDR.reg = at(to + 8);
	base[COPY].DESCADDR.reg = at(&second);
	second.BTCTRL.reg = DMAC_BTCTRL_VALID | DMAC_BTCTRL_SRCINC |
			    DMAC_BTCTRL_DSTINC | DMAC_BTCTRL_STEPSEL_SRC |
			    DMAC_BTCTRL_STEPSIZE(1);
	second.BTCNT.reg = 4;
	second.SRCADDR.reg = at(from + 8);
	second.DSTADDR.reg = at(to + 12);
	open_dmac();
	set_up(COPY, 0, 0);
	DMAC->SWTRIGCTRL.reg = 1u << COPY;
	while (!done[COPY])
		;
	show("suspended", to, 12);
	resume(COPY);
	DMAC->SWTRIGCTRL.reg = 1u << COPY;
	while (done[COPY] < 2)
		;
	show("resumed", to, 12);
	printf("enabled %u, valid %u\n", is_enabled(COPY),
	       back[COPY].BTCTRL.bit.VALID);
	base[COPY].BTCTRL.reg = 0;
	set_up(COPY, 0, 0);
	DMAC->SWTRIGCTRL.reg = 1u << COPY;
	while (done[COPY] < 3)
		;
	printf("not valid: status %u\n", status(COPY) & DMAC_CHSTATUS_FERR);
	/* A register, in one beat of a word. */
	give_sercom2();
	SERCOM2->I2CS.ADDR.reg = 0x00550043u << 1;
	base[COPY].BTCTRL.reg = DMAC_BTCTRL_VALID | DMAC_BTCTRL_BEATSIZE_WORD;
	base[COPY].BTCNT.reg = 1;
	base[COPY].SRCADDR.reg = at(&SERCOM2->I2CS.ADDR);
	base[COPY].DSTADDR.reg = at(to);
	base[COPY].DESCADDR.reg = 0;
	set_up(COPY, 0, 0);
	DMAC->SWTRIGCTRL.reg = 1u << COPY;
	while (done[COPY] < 4)
		;
	show("register", to, 4);
}

/* Two channels that write the same byte: the last one's stays. */
SCENE levels(void)
{
	for (unsigned n = RX; n <= COPY; n++) {
		base[n].BTCTRL.reg = DMAC_BTCTRL_VALID;
		base[n].BTCNT.reg = 1;
		base[n].SRCADDR.reg = at(from + n);
		base[n].DSTADDR.reg = at(to);
	}
	open_dmac();
	for (unsigned i = 0; i < 2; i++) {
		set_up(RX, 0, 0);
		set_up(COPY, 0, 0);
		if (i)
			raise_level(COPY);
		DMAC->SWTRIGCTRL.reg = 1u << RX | 1u << COPY;
		while (done[RX] <= i || done[COPY] <= i)
			;
		show(i ? "level 1 first, then" : "lowest first, then", to, 1);
	}
}

static void open_host(void)
{
	SercomI2cm *host = &SERCOM2->I2CM;

	give_sercom2();
	host->CTRLB.reg = SERCOM_I2CM_CTRLB_SMEN;
	host->BAUD.reg = 232;
	host->CTRLA.reg = CTRLA_BITS | SERCOM_I2CM_CTRLA_MODE_I2C_MASTER;
	host->CTRLA.bit.ENABLE = 1;
	while (host->SYNCBUSY.bit.ENABLE)
		;
	host->STATUS.bit.BUSSTATE = 1;
	while (host->SYNCBUSY.bit.SYSOP)
		;
}

static void transfer(uint32_t addr, uint32_t n)
{
	SERCOM2->I2CM.ADDR.reg =
		addr | SERCOM_I2CM_ADDR_LENEN | SERCOM_I2CM_ADDR_LEN(n);
	while (SERCOM2->I2CM.STATUS.bit.BUSSTATE != 2)
		;
	while (SERCOM2->I2CM.STATUS.bit.BUSSTATE == 2)
		;
}

/* LEN counts the bytes and stops; the CPU only looks on. */
SCENE host(void)
{
	static uint8_t page[] = {0x20, 0xaa, 0xbb, 0xcc}, where[] = {0x20};

	open_host();
	open_dmac();
	describe(TX, page, 4);
	set_up(TX, SERCOM2_DMAC_ID_TX, BEAT);
	transfer(0x50 << 1, 4);
	printf("sent %u\n", done[TX]);
	for (volatile uint32_t i = 0; i < 400000; i++)
		;
	describe(TX, where, 1);
	set_up(TX, SERCOM2_DMAC_ID_TX, BEAT);
	transfer(0x50 << 1, 1);
	describe(RX, to, 3);
	set_up(RX, SERCOM2_DMAC_ID_RX, BEAT);
	transfer(0x50 << 1 | 1, 3);
	printf("received %u", done[RX]);
	show("", to, 3);
}

/* The CPU acknowledges the address and takes the STOP, no bytes. */
SCENE target(void)
{
	SercomI2cs *i2c = &SERCOM2->I2CS;

	give_sercom2();
	open_target(0, SERCOM_I2CS_CTRLB_SMEN, SERCOM_I2CS_ADDR_ADDR(0x40));
	open_dmac();
	describe(TX, from, 8);
	set_up(TX, SERCOM2_DMAC_ID_TX, BEAT);
	describe(RX, to, 4);
	set_up(RX, SERCOM2_DMAC_ID_RX, BEAT);
	for (;;) {
		if (i2c->INTFLAG.bit.AMATCH)
			i2c->CTRLB.reg |= SERCOM_I2CS_CTRLB_CMD(3);
		if (i2c->INTFLAG.bit.DRDY && i2c->STATUS.bit.RXNACK &&
		    i2c->STATUS.bit.DIR)
			i2c->CTRLB.reg |= SERCOM_I2CS_CTRLB_CMD(2);
		if (!i2c->INTFLAG.bit.PREC)
			continue;
		i2c->INTFLAG.reg = SERCOM_I2CS_INTFLAG_PREC;
		printf("rx %u tx %u left %u", done[RX], done[TX],
		       back[TX].BTCNT.reg);
		show("", to, 4);
	}
}

int main(void)
{
	RUN();
	return 0;
}
