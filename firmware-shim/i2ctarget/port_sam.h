/* SPDX-License-Identifier: MIT */
/*
 * What port_samd51.c and i2chost_samd51.c share: which pins a SERCOM has, and
 * its clocks.
 *
 * From: SAM D5x/E5x Family Data Sheet, 6 and 14; SAM D21 Family Data Sheet, 7
 *       and 15.
 */
#ifndef PORT_SAM_H
#define PORT_SAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sam.h"

/* By a register that only it has, whoever wrote the headers. */
#if defined(GCLK_CLKCTRL_CLKEN) && !defined(SAM_D21)
#define SAM_D21
#endif

#ifdef SAM_D21
#define CORE_GENERATOR 0
#define SLOW_GENERATOR 2
#else
#define CORE_GENERATOR 1
#define SLOW_GENERATOR 3
#endif
#ifndef I2CTARGET_CORE_GENERATOR
#define I2CTARGET_CORE_GENERATOR CORE_GENERATOR
#endif
#ifndef I2CTARGET_SLOW_GENERATOR
#define I2CTARGET_SLOW_GENERATOR SLOW_GENERATOR
#endif

/* A pin that can be SDA (pad 0) or SCL (pad 1). */
struct pad {
	uint8_t pin;
	uint8_t mux;
	uint8_t sercom;
	uint8_t pad;
};

#define PAD(pin, sercom, pad)                                                  \
	{                                                                      \
		PIN_##pin##_SERCOM##sercom##_PAD##pad,                         \
			MUX_##pin##_SERCOM##sercom##_PAD##pad, sercom, pad     \
	}

static const struct pad pads[] = {
	PAD(PA04D, 0, 0), PAD(PA05D, 0, 1), PAD(PA08C, 0, 0), PAD(PA09C, 0, 1),
	PAD(PA00D, 1, 0), PAD(PA01D, 1, 1), PAD(PA16C, 1, 0), PAD(PA17C, 1, 1),
	PAD(PA12C, 2, 0), PAD(PA13C, 2, 1), PAD(PA22C, 3, 0), PAD(PA23C, 3, 1),
#ifdef PIN_PB08D_SERCOM4_PAD0
	PAD(PB08D, 4, 0), PAD(PB09D, 4, 1), PAD(PB02D, 5, 0), PAD(PB03D, 5, 1),
#endif
#ifdef PIN_PB12C_SERCOM4_PAD0
	PAD(PB12C, 4, 0), PAD(PB13C, 4, 1), PAD(PB16C, 5, 0), PAD(PB17C, 5, 1),
#endif
#ifdef PIN_PB31D_SERCOM5_PAD0
	PAD(PB31D, 5, 0), PAD(PB30D, 5, 1),
#endif
#ifdef PIN_PB30D_SERCOM5_PAD0
	PAD(PB30D, 5, 0), PAD(PB31D, 5, 1),
#endif
#ifdef SAM_D21
	PAD(PA08D, 2, 0), PAD(PA09D, 2, 1), PAD(PA16D, 3, 0), PAD(PA17D, 3, 1),
	PAD(PA12D, 4, 0), PAD(PA13D, 4, 1), PAD(PA22D, 5, 0), PAD(PA23D, 5, 1),
#else
	PAD(PA09D, 2, 0), PAD(PA08D, 2, 1), PAD(PA17D, 3, 0), PAD(PA16D, 3, 1),
	PAD(PA13D, 4, 0), PAD(PA12D, 4, 1), PAD(PA23D, 5, 0), PAD(PA22D, 5, 1),
#endif
};

enum { N_PADS = sizeof(pads) / sizeof(pads[0]) };

/* The next pad of that number on that pin from @pad on, or NULL. */
static const struct pad *find_pad(const struct pad *pad, unsigned pin,
				  unsigned n)
{
	for (; pad < pads + N_PADS; pad++)
		if (pad->pin == pin && pad->pad == n)
			return pad;
	return NULL;
}

/* SDA and SCL of one SERCOM, or false. */
static bool find_pads(unsigned sda_pin, unsigned scl_pin,
		      const struct pad **sda, const struct pad **scl)
{
	*sda = find_pad(pads, sda_pin, 0);
	for (; *sda; *sda = find_pad(*sda + 1, sda_pin, 0)) {
		*scl = find_pad(pads, scl_pin, 1);
		while (*scl && (*scl)->sercom != (*sda)->sercom)
			*scl = find_pad(*scl + 1, scl_pin, 1);
		if (*scl)
			return true;
	}
	return false;
}

static void give_pin(unsigned pin, const struct pad *pad)
{
	PortGroup *group = &PORT->Group[pin / 32];
	unsigned n = pin % 32;

	if (!pad) {
		group->PINCFG[n].bit.PMUXEN = 0;
		return;
	}
	if (n % 2)
		group->PMUX[n / 2].bit.PMUXO = pad->mux;
	else
		group->PMUX[n / 2].bit.PMUXE = pad->mux;
	group->PINCFG[n].bit.PMUXEN = 1;
}

#ifdef SAM_D21
static void give_clock(unsigned channel, unsigned generator)
{
	GCLK->CLKCTRL.reg =
		(uint16_t)(GCLK_CLKCTRL_ID(channel) |
			   GCLK_CLKCTRL_GEN(generator) | GCLK_CLKCTRL_CLKEN);
	while (GCLK->STATUS.bit.SYNCBUSY)
		;
}

static Sercom *give_clocks(unsigned n)
{
	static Sercom *const sercoms[] = SERCOM_INSTS;

	PM->APBCMASK.reg |= PM_APBCMASK_SERCOM0 << n;
	give_clock(SERCOM0_GCLK_ID_SLOW, I2CTARGET_SLOW_GENERATOR);
	give_clock(SERCOM0_GCLK_ID_CORE + n, I2CTARGET_CORE_GENERATOR);
	return sercoms[n];
}
#else
static void give_clock(unsigned channel, unsigned generator)
{
	GCLK->PCHCTRL[channel].reg =
		GCLK_PCHCTRL_GEN(generator) | GCLK_PCHCTRL_CHEN;
	while (!GCLK->PCHCTRL[channel].bit.CHEN)
		;
}

static Sercom *give_clocks(unsigned n)
{
	static Sercom *const sercoms[] = SERCOM_INSTS;
	static const uint8_t core[] = {
		SERCOM0_GCLK_ID_CORE, SERCOM1_GCLK_ID_CORE,
		SERCOM2_GCLK_ID_CORE, SERCOM3_GCLK_ID_CORE,
		SERCOM4_GCLK_ID_CORE, SERCOM5_GCLK_ID_CORE};

	if (n < 2)
		MCLK->APBAMASK.reg |= MCLK_APBAMASK_SERCOM0 << n;
	else if (n < 4)
		MCLK->APBBMASK.reg |= MCLK_APBBMASK_SERCOM2 << (n - 2);
	else
		MCLK->APBDMASK.reg |= MCLK_APBDMASK_SERCOM4 << (n - 4);
	give_clock(SERCOM0_GCLK_ID_SLOW, I2CTARGET_SLOW_GENERATOR);
	give_clock(core[n], I2CTARGET_CORE_GENERATOR);
	return sercoms[n];
}
#endif

#endif /* PORT_SAM_H */
