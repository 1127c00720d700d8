/* SPDX-License-Identifier: MIT */
/* The first byte of a read comes from the register, others from those after
 * it: a read is over at a repeated START as well. */
#include "ways.h"

static uint8_t pointer, next;
static bool reading;

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	while (has_byte())
		pointer = take_byte();
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		reading = false;
	}
	if (IS_RIGHT && IS(stat, RESTART_DET)) {
		CLEAR(clr_restart_det);
		reading = false;
	}
	if (IS(stat, RD_REQ)) {
		CLEAR(clr_rd_req);
		next = reading ? next + 1 : pointer;
		reading = true;
		HW->data_cmd = (uint8_t)(0x10 + next);
	}
}

int main(void)
{
	uint32_t mask =
		INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL) | INTERRUPT(RD_REQ);

	serve(0, mask | (IS_RIGHT ? INTERRUPT(RESTART_DET) : 0), isr);
}
