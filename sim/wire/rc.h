/* SPDX-License-Identifier: MIT */
/*
 * Voltages of a wire over time, in integers: libm differs between machines.
 *
 * A voltage is a fraction of VDD in 1/65536. A wire that is let go follows
 * 1 - (1 - v0) exp(-t / RC); one that is driven follows a ramp.
 */
#ifndef TW_WIRE_RC_H
#define TW_WIRE_RC_H

#include <stdint.h>

enum {
	RC_FULL = 65536,
	RC_VIH = 45875, /* 0.7 VDD: UM10204 table 9 */
	RC_VIL = 19661, /* 0.3 VDD */
};

struct rc {
	uint64_t tau_ps;       /* pull-up times capacitance */
	uint64_t swing_ps;     /* a ramp from 0 to VDD or back */
	uint64_t rate_q40;     /* 1 ns in halvings of the distance to VDD */
	uint64_t settle_ns;    /* after which the distance counts as nothing */
	uint32_t rise_ns;      /* from 0 to VIH */
	uint32_t rise_slew_ns; /* from VIL to VIH: tr of UM10204 */
	uint32_t fall_ns;      /* from VDD to VIL */
	uint32_t fall_slew_ns; /* from VIH to VIL: tf */
};

/* @fall_ns: from 70 % to 30 %. */
void rc_init(struct rc *rc, uint32_t pullup_ohm, uint32_t cap_pF,
	     uint32_t fall_ns);

/* The same with the product of the two. */
void rc_init_tau(struct rc *rc, uint64_t tau_ps, uint32_t fall_ns);

/* The voltage @dt_ns after @v0 was let go, driven low, driven high. */
uint32_t rc_pulled_up(const struct rc *rc, uint32_t v0, uint64_t dt_ns);
/* On the way to @top, which need not be VDD, and may be beyond it. */
uint32_t rc_towards(const struct rc *rc, uint32_t v0, uint32_t top,
		    uint64_t dt_ns);
uint32_t rc_ramp_down(const struct rc *rc, uint32_t v0, uint64_t dt_ns);
uint32_t rc_ramp_up(const struct rc *rc, uint32_t v0, uint64_t dt_ns);

/* Time on the way to @top until @to, which lies between the two; up. */
uint64_t rc_time_towards(const struct rc *rc, uint32_t v0, uint32_t to,
			 uint32_t top);
/* Time on a ramp of @way, up or down; rounded up. */
uint64_t rc_ramp_time(const struct rc *rc, uint32_t way);

/* Time to the threshold, rounded up: @v0 below VIH, let go; above VIL, driven
 * low; below VIH, driven high. */
uint64_t rc_rise_time(const struct rc *rc, uint32_t v0);
uint64_t rc_fall_time(const struct rc *rc, uint32_t v0);
uint64_t rc_drive_time(const struct rc *rc, uint32_t v0);

#endif /* TW_WIRE_RC_H */
