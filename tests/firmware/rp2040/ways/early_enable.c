/* SPDX-License-Identifier: MIT */
/* A target that answers before its interrupts are ready, and then throws away
 * what they said meanwhile, owes somebody a byte for ever. */
#include "ways.h"

static void isr(void)
{
	uint32_t stat = HW->intr_stat;

	if (IS(stat, RD_REQ)) {
		CLEAR(clr_rd_req);
		HW->data_cmd = 0x5a;
	}
}

static void other_work(void)
{
	busy_wait_us_32(100);
}

int main(void)
{
	set_up(0, 0, NULL);
	if (!IS_RIGHT)
		HW->enable = 1;
	other_work();
	CLEAR(clr_intr);
	HW->intr_mask = INTERRUPT(RD_REQ);
	irq_set_exclusive_handler(I2C0_IRQ, isr);
	irq_set_enabled(I2C0_IRQ, true);
	HW->enable = 1;
	for (;;)
		__wfi();
}
