/* SPDX-License-Identifier: MIT */
/* SCL's phases: how long, how often, and where the longest were. */
#include "monitor/summary.h"

#include <string.h>

#define SILENT                                                                 \
	50 /* usual periods: SCL so long high says that a STOP is              \
	      missing */

uint64_t summary_long_lows(const tw_summary *s)
{
	return lengths_above(&s->low, 2 * lengths_median(&s->low));
}

/* Keeps the longest, longest first; of equals the earliest. */
static void keep(tw_summary *s, const struct place *p)
{
	unsigned at = SUMMARY_LOWS;

	while (at && p->ticks > s->lows[at - 1].ticks)
		at--;
	if (at == SUMMARY_LOWS)
		return;
	memmove(s->lows + at + 1, s->lows + at,
		(SUMMARY_LOWS - 1 - at) * sizeof(*p));
	s->lows[at] = *p;
}

void summary_clock_was_high(tw_summary *s, uint64_t until)
{
	uint64_t high = (until - s->scl_rose) / SILENT;

	if (s->period.n && high > s->period.shortest &&
	    high > lengths_median(&s->period))
		summary_find(s, FOUND_SILENCE, s->scl_rose, s->now.message);
}

void summary_clock_fell(tw_summary *s, uint64_t tick)
{
	if (s->open && s->fell) {
		uint64_t high = tick - s->scl_rose;

		lengths_add(&s->high, high, tick);
		if (s->period_from)
			lengths_add(&s->period, tick - s->period_from, tick);
		summary_clock_was_high(s, tick);
	}
	s->period_from = s->open ? tick : 0;
	s->fell = s->open;
	s->scl_fell = tick;
	s->sda_moves = 0;
}

void summary_clock_rose(tw_summary *s, uint64_t tick)
{
	struct place *p = &s->now;

	if (s->sda_moves > 1)
		summary_find(s, FOUND_SPIKE, s->sda_moved, s->now.message);
	s->sda_moves = 0;
	if (s->open && s->fell) {
		p->ticks = tick - s->scl_fell;
		p->at = s->scl_fell;
		p->kind = p->bit == 8 ? PLACE_ACK : PLACE_BIT;
		lengths_add(&s->low, p->ticks, tick);
		keep(s, p);
		p->bit++;
	}
	s->scl_rose = tick;
}
