/* SPDX-License-Identifier: MIT */
/* What controllers keep to in each mode: UM10204 rev. 7 tables 10 and 11. */
#ifndef TW_PROTOCOL_MODES_H
#define TW_PROTOCOL_MODES_H

#include <stdint.h>

/* All in ns, minima. */
struct mode {
	const char *name;
	uint32_t max_hz;
	uint32_t low_ns;
	uint32_t high_ns;
	uint32_t hd_sta_ns;
	uint32_t su_sta_ns;
	uint32_t su_sto_ns;
	uint32_t buf_ns;
	uint32_t su_dat_ns;
};

/* The slowest mode that goes as fast as @scl_hz, at most 1 MHz. */
const struct mode *mode_for(uint32_t scl_hz);
/* Of buses that are push-pull: up to 5 MHz. */
extern const struct mode mode_ultra_fast;

#endif /* TW_PROTOCOL_MODES_H */
