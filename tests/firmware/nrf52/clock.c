/* SPDX-License-Identifier: MIT */
/* What CLOCK's registers show of the crystal, before and after it is asked for.
 */
#include <stdio.h>

#include "nrfx.h"

static void show(const char *what)
{
	printf("%s: run %lx stat %lx started %lx\n", what,
	       (unsigned long)NRF_CLOCK->HFCLKRUN,
	       (unsigned long)NRF_CLOCK->HFCLKSTAT,
	       (unsigned long)NRF_CLOCK->EVENTS_HFCLKSTARTED);
}

int main(void)
{
	show("reset");
	NRF_CLOCK->TASKS_HFCLKSTART = 1;
	while (!NRF_CLOCK->EVENTS_HFCLKSTARTED)
		;
	show("started");
	NRF_CLOCK->EVENTS_HFCLKSTARTED = 0;
	NRF_CLOCK->TASKS_HFCLKSTOP = 1;
	show("stopped");
	return 0;
}
