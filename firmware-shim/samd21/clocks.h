/* SPDX-License-Identifier: MIT */
/*
 * GCLK and PM of the SAM D21.
 *
 * From:     SAM D21 Family Data Sheet, 15 and 16.
 * Modelled: CLKCTRL, GENCTRL and GENDIV, each a window on what its ID names
 *           (written alone as a byte, it only chooses); WRTLOCK; CTRL.SWRST;
 *           the masks of the bus clocks. SYNCBUSY is always 0, CKRDY always 1.
 * Left out: interrupts of PM. CPUSEL and APBxSEL are stored, SLEEP is not.
 * Approx.:  FDPLL96M is 96 MHz, a crystal at XOSC 8 MHz.
 */
#ifndef SAMD21_CLOCKS_H
#define SAMD21_CLOCKS_H

#include "sam/clocks.h"

void samd21_clocks_reset(struct clocks *c);
struct reg_device samd21_gclk_device(struct clocks *c);
struct reg_device samd21_pm_device(struct clocks *c);

#endif /* SAMD21_CLOCKS_H */
