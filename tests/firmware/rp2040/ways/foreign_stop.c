/* SPDX-License-Identifier: MIT */
/* A STOP ends a message; that of somebody else's ends none of ours. */
#include "ways.h"

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	while (has_byte())
		add_byte();
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		tell_message();
	}
}

int main(void)
{
	serve(IS_RIGHT ? I2C_IC_CON_STOP_DET_IFADDRESSED_BITS : 0,
	      INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL), isr);
}
