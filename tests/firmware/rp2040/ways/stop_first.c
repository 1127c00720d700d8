/* SPDX-License-Identifier: MIT */
/* STOP_DET and RX_FULL are both set: the byte came before the STOP. */
#include "ways.h"

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	if (IS_RIGHT)
		while (has_byte())
			add_byte();
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		tell_message();
	}
	if (!IS_RIGHT && IS(stat, RX_FULL))
		add_byte();
}

int main(void)
{
	serve(0, INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL), isr);
}
