/* SPDX-License-Identifier: MIT */
/* Whether a message began with a repeated START: RESTART_DET stays set until
 * it is cleared by its own register. */
#include "ways.h"

static void isr(void)
{
	uint32_t stat = HW->raw_intr_stat;

	if (IS(stat, RX_FULL))
		printf("w%s %02x\n", IS(stat, RESTART_DET) ? " again" : "",
		       take_byte());
	if (IS(stat, RD_REQ)) {
		printf("r%s\n", IS(stat, RESTART_DET) ? " again" : "");
		CLEAR(clr_rd_req);
		HW->data_cmd = 0x5a;
	}
	CLEAR(clr_start_det);
	if (IS_RIGHT && IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		CLEAR(clr_restart_det);
	}
}

int main(void)
{
	serve(0,
	      INTERRUPT(RX_FULL) | INTERRUPT(RD_REQ) |
		      INTERRUPT(STOP_DET) * IS_RIGHT,
	      isr);
}
