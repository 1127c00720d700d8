/* SPDX-License-Identifier: MIT */
#include "sam/clocks.h"

uint64_t clocks_generator_hz(const struct clocks *c, unsigned generator)
{
	const struct clocks_generator *g = &c->generator[generator];

	return g->on ? c->source_hz(c, g->source) / g->divide_by : 0;
}

uint64_t clocks_channel_hz(const struct clocks *c, unsigned channel)
{
	if (!c->channel[channel].on)
		return 0;
	return clocks_generator_hz(c, c->channel[channel].generator);
}

uint32_t clocks_divide_by(uint32_t div, bool power_of_two)
{
	if (power_of_two)
		return 1u << (MIN(div, 15) + 1);
	return div ? div : 1;
}

void clocks_changed(struct clocks *c)
{
	if (c->changed)
		c->changed(c->user);
}
