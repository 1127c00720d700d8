/* SPDX-License-Identifier: MIT */
/* Bytes are counted as they are offered: on request alone, since room in the
 * FIFO is not yet somebody who wants a byte. */
#include "ways.h"

#define ALWAYS (INTERRUPT(STOP_DET) | INTERRUPT(RD_REQ) | INTERRUPT(TX_ABRT))

static unsigned n_offered;

static void offer(void)
{
	HW->data_cmd = 0x10 + n_offered++;
}

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	if (IS(stat, TX_ABRT))
		CLEAR(clr_tx_abrt);
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		HW->intr_mask = ALWAYS;
		printf("offered %u\n", n_offered);
		n_offered = 0;
	}
	if (IS(stat, RD_REQ)) {
		CLEAR(clr_rd_req);
		offer();
		if (!IS_RIGHT)
			HW->intr_mask = ALWAYS | INTERRUPT(TX_EMPTY);
	} else if (IS(stat, TX_EMPTY) && !IS(stat, STOP_DET)) {
		offer();
	}
}

int main(void)
{
	serve(0, ALWAYS, isr);
}
