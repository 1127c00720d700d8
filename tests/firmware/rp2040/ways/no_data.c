/* SPDX-License-Identifier: MIT */
/* A controller that reads holds the bus until it gets something. */
#include "ways.h"

static uint8_t stored;
static bool is_stored;

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	while (has_byte()) {
		stored = take_byte();
		is_stored = true;
	}
	if (!IS(stat, RD_REQ))
		return;
	CLEAR(clr_rd_req);
	if (is_stored)
		HW->data_cmd = stored;
	else if (IS_RIGHT)
		HW->data_cmd = 0xff;
}

int main(void)
{
	serve(0, INTERRUPT(RX_FULL) | INTERRUPT(RD_REQ), isr);
}
