/* SPDX-License-Identifier: MIT */
/*
 * GCLK and MCLK of the SAM D51.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 14 and 15.
 * Modelled: GENCTRL, PCHCTRL with WRTLOCK, CTRLA.SWRST; the masks of the bus
 *           clocks. SYNCBUSY is always 0, CKRDY always 1.
 * Left out: interrupts of MCLK.
 */
#ifndef SAMD51_CLOCKS_H
#define SAMD51_CLOCKS_H

#include "sam/clocks.h"

void samd51_clocks_reset(struct clocks *c);
struct reg_device samd51_gclk_device(struct clocks *c);
struct reg_device samd51_mclk_device(struct clocks *c);

#endif /* SAMD51_CLOCKS_H */
