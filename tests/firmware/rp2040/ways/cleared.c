/* SPDX-License-Identifier: MIT */
/* A main loop that looks at the block now and then: what it finds set was
 * meant for it. */
#include "ways.h"

static void look(void)
{
	if (!IS_RIGHT)
		CLEAR(clr_intr); /* begins afresh */
	for (unsigned i = 0; i < 50; i++) {
		uint32_t stat = HW->raw_intr_stat;

		while (has_byte())
			printf("w %02x\n", take_byte());
		if (IS(stat, RD_REQ)) {
			CLEAR(clr_rd_req);
			HW->data_cmd = 0x5a;
		}
		busy_wait_us_32(1);
	}
}

int main(void)
{
	set_up(0, 0, NULL);
	HW->enable = 1;
	for (;;) {
		busy_wait_us_32(200); /* the rest of its work */
		look();
	}
}
