/* SPDX-License-Identifier: MIT */
/* Four bytes a read. What is left of them is flushed, and until that has been
 * acknowledged (CLR_TX_ABRT) the FIFO throws away what it gets. */
#include "ways.h"

static uint8_t n_reads;

static void answer(void)
{
	n_reads++;
	for (unsigned i = 0; i < 4; i++)
		HW->data_cmd = (uint8_t)(n_reads << 4 | i);
}

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	if (IS_RIGHT && IS(stat, TX_ABRT))
		CLEAR(clr_tx_abrt);
	if (IS(stat, RD_REQ)) {
		CLEAR(clr_rd_req);
		answer();
	}
	if (!IS_RIGHT && IS(stat, TX_ABRT))
		CLEAR(clr_tx_abrt);
}

int main(void)
{
	serve(0, INTERRUPT(RD_REQ) | INTERRUPT(TX_ABRT), isr);
}
