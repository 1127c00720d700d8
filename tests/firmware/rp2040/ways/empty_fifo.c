/* SPDX-License-Identifier: MIT */
/* A message is over at its STOP, not when the FIFO has nothing more. */
#include "ways.h"

static bool is_over(void)
{
	if (!IS_RIGHT)
		return true;
	if (!IS(HW->raw_intr_stat, STOP_DET) || has_byte())
		return false;
	CLEAR(clr_stop_det);
	return true;
}

int main(void)
{
	set_up(0, 0, NULL);
	HW->enable = 1;
	for (;;) {
		while (has_byte())
			add_byte();
		if (is_over())
			tell_message();
	}
}
