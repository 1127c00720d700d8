/* SPDX-License-Identifier: MIT */
/* The interrupt status is read once: what comes during the handler belongs to
 * the next. The first message says how long the handler takes, in us. */
#include "ways.h"

static uint32_t work_us;

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	if (IS(stat, RX_FULL))
		add_byte();
	busy_wait_us_32(work_us);
	if (!IS_RIGHT)
		stat = HW->intr_stat;
	if (!IS(stat, STOP_DET))
		return;
	CLEAR(clr_stop_det);
	if (!work_us)
		work_us = message[0];
	tell_message();
}

int main(void)
{
	serve(0, INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL), isr);
}
