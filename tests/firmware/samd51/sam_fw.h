/* SPDX-License-Identifier: MIT */
/* What the firmware of these tests begins with: SERCOM2 on PA12 (SDA) and PA13
 * (SCL) with its clocks, the slow one included. */
#ifndef SAM_FW_H
#define SAM_FW_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sam.h"

static inline void give_pin(unsigned pin, unsigned function)
{
	PortGroup *group = &PORT->Group[pin / 32];
	unsigned n = pin % 32;

	if (n % 2)
		group->PMUX[n / 2].bit.PMUXO = function;
	else
		group->PMUX[n / 2].bit.PMUXE = function;
	group->PINCFG[n].bit.PMUXEN = 1;
}

#ifdef SAM_D21
static inline void give_clocks(void)
{
	PM->APBCMASK.reg |= PM_APBCMASK_SERCOM2;
	GCLK->CLKCTRL.reg = GCLK_CLKCTRL_ID_SERCOMX_SLOW |
			    GCLK_CLKCTRL_GEN_GCLK1 | GCLK_CLKCTRL_CLKEN;
	GCLK->CLKCTRL.reg = GCLK_CLKCTRL_ID_SERCOM2_CORE |
			    GCLK_CLKCTRL_GEN_GCLK0 | GCLK_CLKCTRL_CLKEN;
	while (GCLK->STATUS.bit.SYNCBUSY)
		;
}
#else
static inline void give_clocks(void)
{
	MCLK->APBBMASK.reg |= MCLK_APBBMASK_SERCOM2;
	GCLK->PCHCTRL[SERCOM2_GCLK_ID_SLOW].reg =
		GCLK_PCHCTRL_GEN_GCLK3 | GCLK_PCHCTRL_CHEN;
	GCLK->PCHCTRL[SERCOM2_GCLK_ID_CORE].reg =
		GCLK_PCHCTRL_GEN_GCLK1 | GCLK_PCHCTRL_CHEN;
}
#endif

static inline void give_sercom2(void)
{
	give_clocks();
	give_pin(PIN_PA12, MUX_PA12C_SERCOM2_PAD0);
	give_pin(PIN_PA13, MUX_PA13C_SERCOM2_PAD1);
}

/* Resets it, sets it up as a target and enables it. */
static inline void open_target(uint32_t ctrla, uint32_t ctrlb, uint32_t addr)
{
	SercomI2cs *i2c = &SERCOM2->I2CS;

	i2c->CTRLA.bit.SWRST = 1;
	while (i2c->CTRLA.bit.SWRST || i2c->SYNCBUSY.bit.SWRST)
		;
	i2c->CTRLB.reg = ctrlb;
	i2c->ADDR.reg = addr;
	i2c->CTRLA.reg = ctrla | SERCOM_I2CS_CTRLA_MODE_I2C_SLAVE;
	i2c->CTRLA.bit.ENABLE = 1;
	while (i2c->SYNCBUSY.bit.ENABLE)
		;
}

#endif /* SAM_FW_H */
