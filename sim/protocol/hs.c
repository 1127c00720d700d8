/* SPDX-License-Identifier: MIT */
/*
 * A controller in Hs-mode (UM10204 5.3): after the controller code and the
 * repeated START it has other times, and a current source that helps SCL up.
 * The source is off for the first rise of a byte, so that others can hold SCL,
 * and on once SCL has been seen high (5.3.1).
 */
#include "protocol/controller.h"

enum { HD_DAT_NS = 5, SU_DAT_NS = 10, CONDITION_NS = 160, SOURCE_mA = 3 };

/* Table 12: between 100 and 400 pF on a straight line. */
static uint32_t between(uint32_t at_100pF, uint32_t at_400pF, uint32_t cap_pF)
{
	uint32_t cap = CLAMP(cap_pF, 100, 400);

	return at_100pF + (at_400pF - at_100pF) * (cap - 100) / 300;
}

/* SCL from ground with the source's help. */
static uint32_t helped_rise_ns(const tw_bus *bus)
{
	uint64_t mV = (uint64_t)SOURCE_mA * bus->config.pullup_ohm;
	uint32_t top = RC_FULL + (uint32_t)((mV << 16) / bus->config.vdd_mV);

	return (uint32_t)rc_time_towards(&bus->rc, 0, RC_VIH, top);
}

void hs_enter(tw_controller *c)
{
	tw_bus *bus = c->i2c->bus;
	const struct rc *rc = &bus->rc;
	uint32_t cap = bus->config.cap_pF;
	uint32_t period = (1000000000 + c->config.hs_hz - 1) / c->config.hs_hz;
	uint32_t high = between(60, 120, cap);
	uint32_t low = rc->fall_ns + between(160, 320, cap);
	uint32_t data = rc->fall_ns + HD_DAT_NS + rc->rise_ns + SU_DAT_NS;
	uint32_t used;

	c->slow = c->config;
	c->slow_su_dat_ns = c->su_dat_ns;
	/* SDA has no source: it must be up before SCL goes. */
	low = MAX(low, data);
	used = low + high + helped_rise_ns(bus);
	if (used < period) {
		low += (period - used) / 2;
		high += period - used - (period - used) / 2;
	}
	c->config.low_ns = low;
	c->config.high_ns = high;
	c->config.hd_sta_ns = CONDITION_NS + rc->fall_ns;
	c->config.su_sta_ns = CONDITION_NS;
	c->config.su_sto_ns = CONDITION_NS;
	c->config.hd_dat_ns = HD_DAT_NS;
	c->su_dat_ns = SU_DAT_NS + rc->rise_ns;
	c->hs = true;
	bus->n_special++;
}

void hs_leave(tw_controller *c)
{
	if (!c->hs)
		return;
	c->hs = false;
	c->config = c->slow;
	c->su_dat_ns = c->slow_su_dat_ns;
	c->i2c->bus->n_special--;
}
