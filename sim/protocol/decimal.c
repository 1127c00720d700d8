/* SPDX-License-Identifier: MIT */
/* Decimal fractions for those who have no floating point. */
#include "twowire/model.h"

#include <inttypes.h>
#include <stdio.h>

void tw_decimal(char *text, size_t size, int64_t value, unsigned decimals,
		const char *unit)
{
	uint64_t whole = value < 0 ? -(uint64_t)value : (uint64_t)value;
	uint64_t one = 1;

	for (unsigned i = 0; i < decimals; i++)
		one *= 10;
	if (decimals)
		snprintf(text, size, "%s%" PRIu64 ".%0*" PRIu64 "%s",
			 value < 0 ? "-" : "", whole / one, (int)decimals,
			 whole % one, unit);
	else
		snprintf(text, size, "%" PRId64 "%s", value, unit);
}
