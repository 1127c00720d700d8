/* SPDX-License-Identifier: MIT */
#include "protocol/modes.h"

#include <stddef.h>

static const struct mode modes[] = {
	{"Standard-mode", 100000, 4700, 4000, 4000, 4700, 4000, 4700, 250},
	{"Fast-mode", 400000, 1300, 600, 600, 600, 600, 1300, 100},
	{"Fast-mode Plus", 1000000, 500, 260, 260, 260, 260, 500, 50},
};

/* Table 14 (UFm). */
const struct mode mode_ultra_fast = {
	"Ultra Fast-mode", 5000000, 50, 50, 50, 50, 50, 80, 30};

const struct mode *mode_for(uint32_t scl_hz)
{
	size_t i = 0;

	while (i + 1 < sizeof(modes) / sizeof(modes[0]) &&
	       scl_hz > modes[i].max_hz)
		i++;
	return &modes[i];
}
