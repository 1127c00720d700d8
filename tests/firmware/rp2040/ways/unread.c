/* SPDX-License-Identifier: MIT */
/* The program takes the first byte of a write, a register's number, and leaves
 * the rest. As long as there is something to take all looks like a write, and
 * what is left comes before the read that follows. */
#include "ways.h"

static uint8_t pointer;

static void isr(void)
{
	if (has_byte()) {
		uint32_t data = HW->data_cmd;

		if (!IS_RIGHT || data & I2C_IC_DATA_CMD_FIRST_DATA_BYTE_BITS)
			pointer = (uint8_t)data;
		return;
	}
	if (IS(HW->intr_stat, RD_REQ)) {
		CLEAR(clr_rd_req);
		HW->data_cmd = (uint8_t)(0x10 + pointer++);
	}
}

int main(void)
{
	serve(0, INTERRUPT(RX_FULL) | INTERRUPT(RD_REQ), isr);
}
