/* SPDX-License-Identifier: MIT */
/* What surrounds a SERCOM, and what its registers let through: one scene, RUN,
 * one line for each thing seen. */
#include "sam_fw.h"

#ifndef RUN
#define RUN protection
#endif
#define SCENE __attribute__((unused)) static void

static SercomI2cs *const i2c = &SERCOM2->I2CS;

static void wait(uint32_t turns)
{
	for (volatile uint32_t i = 0; i < turns; i++)
		;
}

/* Most settings can only be changed while it is disabled. */
SCENE protection(void)
{
	give_sercom2();
	open_target(SERCOM_I2CS_CTRLA_SCLSM, 0, SERCOM_I2CS_ADDR_ADDR(0x40));
	i2c->CTRLA.bit.SCLSM = 0;
	i2c->CTRLB.reg = SERCOM_I2CS_CTRLB_SMEN | SERCOM_I2CS_CTRLB_ACKACT;
	i2c->ADDR.reg = SERCOM_I2CS_ADDR_ADDR(0x41);
	printf("enabled: SCLSM %u SMEN %u ACKACT %u ADDR %02x\n",
	       i2c->CTRLA.bit.SCLSM, i2c->CTRLB.bit.SMEN, i2c->CTRLB.bit.ACKACT,
	       i2c->ADDR.bit.ADDR);
	i2c->CTRLA.bit.ENABLE = 0;
	while (i2c->SYNCBUSY.bit.ENABLE)
		;
	i2c->CTRLA.bit.SCLSM = 0;
	i2c->CTRLB.reg = SERCOM_I2CS_CTRLB_SMEN;
	i2c->ADDR.reg = SERCOM_I2CS_ADDR_ADDR(0x41);
	printf("disabled: SCLSM %u SMEN %u ACKACT %u ADDR %02x\n",
	       i2c->CTRLA.bit.SCLSM, i2c->CTRLB.bit.SMEN, i2c->CTRLB.bit.ACKACT,
	       i2c->ADDR.bit.ADDR);
	i2c->INTENSET.reg = 0x87;
	i2c->INTENCLR.reg = 0x02;
	printf("enabled interrupts %02x %02x\n", i2c->INTENSET.reg,
	       i2c->INTENCLR.reg);
	i2c->CTRLA.bit.SWRST = 1;
	while (i2c->SYNCBUSY.bit.SWRST)
		;
	printf("reset: %x %x %x %x\n", (unsigned)i2c->CTRLA.reg,
	       (unsigned)i2c->CTRLB.reg, (unsigned)i2c->ADDR.reg,
	       i2c->INTENSET.reg);
}

/* What is written waits for the core's clock. */
SCENE synchronisation(void)
{
	give_sercom2();
#ifdef SAM_D21
	GCLK->CLKCTRL.reg = GCLK_CLKCTRL_ID_SERCOM2_CORE;
#else
	GCLK->PCHCTRL[SERCOM2_GCLK_ID_CORE].reg = 0;
#endif
	i2c->CTRLA.reg =
		SERCOM_I2CS_CTRLA_MODE_I2C_SLAVE | SERCOM_I2CS_CTRLA_ENABLE;
	wait(10000);
	printf("without a clock: %u\n", i2c->SYNCBUSY.bit.ENABLE);
	give_clocks();
	wait(100);
	printf("with one: %u\n", i2c->SYNCBUSY.bit.ENABLE);
}

SCENE no_bus_clock(void)
{
	i2c->CTRLA.reg = SERCOM_I2CS_CTRLA_SCLSM;
	i2c->CTRLB.reg = SERCOM_I2CS_CTRLB_SMEN;
	printf("without: %x\n", (unsigned)i2c->CTRLA.reg);
	give_sercom2();
	printf("with: %x\n", (unsigned)i2c->CTRLA.reg);
	i2c->CTRLA.reg = SERCOM_I2CS_CTRLA_SCLSM;
	printf("then: %u\n", i2c->CTRLA.bit.SCLSM);
}

SCENE usart(void)
{
	give_sercom2();
	i2c->CTRLA.reg = 1u << 2 | SERCOM_I2CS_CTRLA_ENABLE;
}

SCENE four_wires(void)
{
	give_sercom2();
	open_target(SERCOM_I2CS_CTRLA_PINOUT, 0, 0);
}

/* Switched off while it holds SCL for its address. */
SCENE let_go(void)
{
	give_sercom2();
	open_target(0, 0, SERCOM_I2CS_ADDR_ADDR(0x40));
	while (!i2c->INTFLAG.bit.AMATCH)
		;
	i2c->CTRLA.bit.ENABLE = 0;
	while (i2c->SYNCBUSY.bit.ENABLE)
		;
	printf("off\n");
}

SCENE absent(void)
{
	*(volatile uint32_t *)0x42002c00 = 1;
}

SCENE unhandled(void)
{
	give_sercom2();
	open_target(0, 0, SERCOM_I2CS_ADDR_ADDR(0x40));
	i2c->INTENSET.reg = SERCOM_I2CS_INTENSET_AMATCH;
#ifdef SAM_D21
	NVIC_EnableIRQ(SERCOM2_IRQn);
#else
	NVIC_EnableIRQ(SERCOM2_1_IRQn);
#endif
	for (;;)
		__WFI();
}

/* PA12 and PA13 by hand, on the bus: SDA and SCL. */
SCENE pins(void)
{
	PortGroup *a = &PORT->Group[0];

	a->PINCFG[12].reg = PORT_PINCFG_INEN;
	a->PINCFG[13].reg = PORT_PINCFG_INEN;
	printf("in %x\n", (unsigned)(a->IN.reg >> 12 & 3));
	a->DIRSET.reg = PORT_PA12;
	wait(100);
	printf("low %x\n", (unsigned)(a->IN.reg >> 12 & 3));
	a->DIRCLR.reg = PORT_PA12;
	wait(100);
	printf("let go %x\n", (unsigned)(a->IN.reg >> 12 & 3));
	a->WRCONFIG.reg = PORT_WRCONFIG_WRPINCFG | PORT_WRCONFIG_WRPMUX |
			  PORT_WRCONFIG_PMUXEN | PORT_WRCONFIG_PMUX(2) |
			  3u << 12;
	printf("both %u %x\n", a->PINCFG[13].bit.PMUXEN,
	       (unsigned)a->PMUX[6].reg);
	/* The levels, and no directions. */
	a->OUT.reg = PORT_PA04 | PORT_PA05;
	printf("out %x dir %x\n", (unsigned)(a->OUT.reg >> 4 & 3),
	       (unsigned)(a->DIR.reg >> 4 & 3));
	a->OUT.reg = 0;
#ifdef SAM_D21
	PORT_IOBUS->Group[0].OUTSET.reg = PORT_PA04;
	printf("alias %u\n", (unsigned)(PORT->Group[0].OUT.reg >> 4 & 1));
#else
	a->OUTSET.reg = PORT_PA04;
	printf("alias %u\n", (unsigned)(a->OUT.reg >> 4 & 1));
#endif
}

#ifdef SAM_D21
/* Each register is a window on what its ID names. */
SCENE generators(void)
{
	GCLK->GENDIV.reg = GCLK_GENDIV_ID(5) | GCLK_GENDIV_DIV(6);
	GCLK->GENCTRL.reg = GCLK_GENCTRL_ID(5) | GCLK_GENCTRL_SRC_OSC8M |
			    GCLK_GENCTRL_GENEN;
	GCLK->CLKCTRL.reg = GCLK_CLKCTRL_ID_SERCOM1_CORE |
			    GCLK_CLKCTRL_GEN_GCLK5 | GCLK_CLKCTRL_CLKEN |
			    GCLK_CLKCTRL_WRTLOCK;
	*(volatile uint8_t *)&GCLK->CLKCTRL.reg = 0x16;
	printf("other %04x\n", GCLK->CLKCTRL.reg);
	*(volatile uint8_t *)&GCLK->CLKCTRL.reg = 0x15;
	printf("ours %04x\n", GCLK->CLKCTRL.reg);
	GCLK->CLKCTRL.reg = GCLK_CLKCTRL_ID_SERCOM1_CORE;
	printf("locked %04x\n", GCLK->CLKCTRL.reg);
	*(volatile uint8_t *)&GCLK->GENCTRL.reg = 2;
	printf("generator 2 %06x\n", (unsigned)GCLK->GENCTRL.reg);
	*(volatile uint8_t *)&GCLK->GENDIV.reg = 5;
	printf("by %04x\n", (unsigned)GCLK->GENDIV.reg);
}
#else
SCENE generators(void)
{
	GCLK->GENCTRL[5].reg = GCLK_GENCTRL_SRC_DFLL | GCLK_GENCTRL_GENEN |
			       GCLK_GENCTRL_DIV(6);
	GCLK->PCHCTRL[SERCOM1_GCLK_ID_CORE].reg = GCLK_PCHCTRL_GEN_GCLK5 |
						  GCLK_PCHCTRL_CHEN |
						  GCLK_PCHCTRL_WRTLOCK;
	printf("other %04x\n",
	       (unsigned)GCLK->PCHCTRL[SERCOM2_GCLK_ID_CORE].reg);
	printf("ours %04x\n",
	       (unsigned)GCLK->PCHCTRL[SERCOM1_GCLK_ID_CORE].reg);
	GCLK->PCHCTRL[SERCOM1_GCLK_ID_CORE].reg = 0;
	printf("locked %04x\n",
	       (unsigned)GCLK->PCHCTRL[SERCOM1_GCLK_ID_CORE].reg);
	printf("generator 3 %06x\n", (unsigned)GCLK->GENCTRL[3].reg);
	printf("by %04x\n", GCLK->GENCTRL[5].bit.DIV);
	MCLK->APBBMASK.reg |= MCLK_APBBMASK_SERCOM2;
	printf("ready %u division %u clock of SERCOM2 %u\n",
	       (unsigned)(MCLK->INTFLAG.reg & 1), (unsigned)MCLK->CPUDIV.reg,
	       (MCLK->APBBMASK.reg & MCLK_APBBMASK_SERCOM2) != 0);
	GCLK->PCHCTRL[SERCOM2_GCLK_ID_CORE].reg =
		GCLK_PCHCTRL_GEN_GCLK5 | GCLK_PCHCTRL_CHEN;
	GCLK->CTRLA.reg = GCLK_CTRLA_SWRST;
	printf("reset %04x\n",
	       (unsigned)GCLK->PCHCTRL[SERCOM2_GCLK_ID_CORE].reg);
}
#endif

int main(void)
{
	RUN();
	return 0;
}
