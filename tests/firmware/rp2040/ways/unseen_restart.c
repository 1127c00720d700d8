/* SPDX-License-Identifier: MIT */
/* A register's number is taken over when its message ends: a repeated START
 * ends it too. */
#include "ways.h"

static uint8_t pointer;

static void end(void)
{
	if (n_bytes)
		pointer = message[0];
	n_bytes = 0;
}

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	while (has_byte())
		add_byte();
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		end();
	}
	if (IS_RIGHT && IS(stat, RESTART_DET)) {
		CLEAR(clr_restart_det);
		end();
	}
	if (IS(stat, RD_REQ)) {
		CLEAR(clr_rd_req);
		HW->data_cmd = (uint8_t)(0x10 + pointer++);
	}
}

int main(void)
{
	uint32_t mask =
		INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL) | INTERRUPT(RD_REQ);

	serve(0, mask | (IS_RIGHT ? INTERRUPT(RESTART_DET) : 0), isr);
}
