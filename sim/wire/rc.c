/* SPDX-License-Identifier: MIT */
#include "wire/rc.h"

/* log2(e) and ln(2), in 1/2^30. */
#define LOG2_E_Q30 1549082005u
#define LN_2_Q30   744261118u

/* 2^-f for f in [0, 1), both in 1/2^30: the polynomial through the Chebyshev
 * nodes of the fifth order, with 1 at 0; wrong by less than 2e-7. */
static uint32_t halved(uint32_t f)
{
	static const int64_t coef[] = {
		1073741824, -744256774, 257890191, -59375904, 9888282, -1016701,
	};
	int64_t sum = 0;

	for (int i = 5; i >= 0; i--)
		sum = coef[i] + ((sum * (int64_t)f) >> 30);
	return (uint32_t)sum;
}

/* log2(@v) in 1/65536, for @v > 0. */
static uint32_t log2_q16(uint32_t v)
{
	unsigned whole = 31 - (unsigned)__builtin_clz(v);
	uint64_t x = (uint64_t)v << (31 - whole); /* [1, 2) in 1/2^31 */
	uint32_t log = whole << 16;

	for (uint32_t bit = 1u << 15; bit; bit >>= 1) {
		x = x * x >> 31;
		if (x >> 32) {
			x >>= 1;
			log |= bit;
		}
	}
	return log;
}

static uint64_t to_ns(uint64_t ps)
{
	return (ps + 999) / 1000;
}

uint64_t rc_time_towards(const struct rc *rc, uint32_t v0, uint32_t to,
			 uint32_t top)
{
	uint64_t halvings = log2_q16(top - v0) - log2_q16(top - to);

	return to_ns((rc->tau_ps * LN_2_Q30 >> 30) * halvings >> 16);
}

uint64_t rc_ramp_time(const struct rc *rc, uint32_t way)
{
	return to_ns(way * rc->swing_ps >> 16);
}

/* Time from @from to @to, both below VDD, let go; rounded up to 1 ns. */
static uint64_t let_go_time(const struct rc *rc, uint32_t from, uint32_t to)
{
	return rc_time_towards(rc, from, to, RC_FULL);
}

void rc_init(struct rc *rc, uint32_t pullup_ohm, uint32_t cap_pF,
	     uint32_t fall_ns)
{
	rc_init_tau(rc, (uint64_t)pullup_ohm * cap_pF, fall_ns);
}

void rc_init_tau(struct rc *rc, uint64_t tau_ps, uint32_t fall_ns)
{
	rc->tau_ps = tau_ps;
	rc->swing_ps = (uint64_t)fall_ns * 2500;
	rc->rate_q40 = ((uint64_t)LOG2_E_Q30 * 1000 << 10) / rc->tau_ps;
	rc->settle_ns = to_ns(rc->tau_ps * 12);
	rc->rise_ns = (uint32_t)let_go_time(rc, 0, RC_VIH);
	rc->rise_slew_ns = (uint32_t)let_go_time(rc, RC_VIL, RC_VIH);
	rc->fall_ns = (uint32_t)rc_fall_time(rc, RC_FULL);
	rc->fall_slew_ns = fall_ns;
}

/* Inline, so that VDD as @top is a constant where it is one. */
static inline uint32_t towards(const struct rc *rc, uint32_t v0, uint32_t top,
			       uint64_t dt_ns)
{
	uint64_t halvings, left;

	if (dt_ns >= rc->settle_ns)
		return top;
	halvings = dt_ns * rc->rate_q40;
	left = (uint64_t)(top - v0) *
	       halved((uint32_t)(halvings >> 10 & 0x3fffffff));
	return top - (uint32_t)(left >> 30 >> (halvings >> 40));
}

uint32_t rc_pulled_up(const struct rc *rc, uint32_t v0, uint64_t dt_ns)
{
	return towards(rc, v0, RC_FULL, dt_ns);
}

uint32_t rc_towards(const struct rc *rc, uint32_t v0, uint32_t top,
		    uint64_t dt_ns)
{
	return towards(rc, v0, top, dt_ns);
}

/* How far a ramp gets. */
static uint64_t ramp(const struct rc *rc, uint64_t dt_ns)
{
	if (dt_ns * 1000 >= rc->swing_ps)
		return RC_FULL;
	return (dt_ns * 1000 << 16) / rc->swing_ps;
}

uint32_t rc_ramp_down(const struct rc *rc, uint32_t v0, uint64_t dt_ns)
{
	uint64_t way;

	if (dt_ns > UINT32_MAX)
		return 0;
	way = ramp(rc, dt_ns);
	return way >= v0 ? 0 : v0 - (uint32_t)way;
}

uint32_t rc_ramp_up(const struct rc *rc, uint32_t v0, uint64_t dt_ns)
{
	uint64_t way;

	if (dt_ns > UINT32_MAX)
		return RC_FULL;
	way = ramp(rc, dt_ns);
	return v0 + way >= RC_FULL ? RC_FULL : v0 + (uint32_t)way;
}

uint64_t rc_rise_time(const struct rc *rc, uint32_t v0)
{
	if (v0 >= RC_VIH)
		return 0;
	return v0 ? let_go_time(rc, v0, RC_VIH) : rc->rise_ns;
}

uint64_t rc_fall_time(const struct rc *rc, uint32_t v0)
{
	return v0 <= RC_VIL ? 0 : rc_ramp_time(rc, v0 - RC_VIL);
}

uint64_t rc_drive_time(const struct rc *rc, uint32_t v0)
{
	return v0 >= RC_VIH ? 0 : rc_ramp_time(rc, RC_VIH - v0);
}
