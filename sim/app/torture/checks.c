/* SPDX-License-Identifier: MIT */
/* All tables of checks, in the order in which they run. */
#include "app/torture/torture.h"

const struct torture_check *const torture_groups[] = {
	torture_address, torture_data,	   torture_eeprom, torture_bits,
	torture_hosts,	 torture_contests, torture_power,  NULL};
