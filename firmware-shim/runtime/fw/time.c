/* SPDX-License-Identifier: MIT */
/* Firmware's clocks, which show simulated time since power-on. */
#include <time.h>

#include "twowire/firmware.h"

time_t time(time_t *result)
{
	time_t now = (time_t)(tw_fw_time_ns() / 1000000000u);

	if (result)
		*result = now;
	return now;
}

clock_t clock(void)
{
	return (clock_t)(tw_fw_time_ns() / (1000000000u / CLOCKS_PER_SEC));
}
