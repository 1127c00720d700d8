/* SPDX-License-Identifier: MIT */
/* A command, then its data; what a byte is must not hang on having seen the
 * STOP before it. */
#include "ways.h"

static bool has_command;
static uint8_t command;

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	while (has_byte()) {
		uint32_t entry = HW->data_cmd;
		bool first = entry & I2C_IC_DATA_CMD_FIRST_DATA_BYTE_BITS;

		if (IS_RIGHT ? first : !has_command)
			command = (uint8_t)entry;
		else
			printf("%02x=%02x\n", command++, (uint8_t)entry);
		has_command = true;
	}
	if (IS(stat, STOP_DET)) {
		CLEAR(clr_stop_det);
		has_command = false;
	}
}

int main(void)
{
	serve(0, INTERRUPT(STOP_DET) | INTERRUPT(RX_FULL), isr);
}
