/* SPDX-License-Identifier: MIT */
/* Raises an interrupt that nobody handles. */
#include "hardware/irq.h"

int main(void)
{
	irq_set_enabled(FIRST_USER_IRQ, true);
	irq_set_pending(FIRST_USER_IRQ);
	return 0;
}
