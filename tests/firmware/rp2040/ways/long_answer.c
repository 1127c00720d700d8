/* SPDX-License-Identifier: MIT */
/* An answer of 20 bytes, and a FIFO of 16: what does not fit is not taken, and
 * has to be written when more is asked for. */
#include "ways.h"

enum { LENGTH = 20 };

static uint8_t sent;

static bool has_room(void)
{
	return !IS_RIGHT || HW->status & I2C_IC_STATUS_TFNF_BITS;
}

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	if (IS(stat, TX_ABRT))
		CLEAR(clr_tx_abrt);
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		sent = 0;
	}
	if (!IS(stat, RD_REQ))
		return;
	CLEAR(clr_rd_req);
	if (sent == LENGTH)
		HW->data_cmd = 0xff; /* there is no more */
	while (sent < LENGTH && has_room())
		HW->data_cmd = (uint8_t)(0x10 + sent++);
}

int main(void)
{
	serve(0, INTERRUPT(RD_REQ) | INTERRUPT(TX_ABRT) | INTERRUPT(STOP_DET),
	      isr);
}
