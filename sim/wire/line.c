/* SPDX-License-Identifier: MIT */
/* One wire: its voltage, and when inputs see it change. */
#include "wire/bus.h"

uint32_t line_voltage(const struct line *line)
{
	uint64_t dt = queue_now(line->bus->queue) - line->t0_ns;

	switch ((enum line_mode)line->mode) {
	case LINE_PULLED_UP:
		return rc_pulled_up(&line->bus->rc, line->v0, dt);
	case LINE_LOW:
		return rc_ramp_down(&line->bus->rc, line->v0, dt);
	case LINE_HIGH:
		return rc_ramp_up(&line->bus->rc, line->v0, dt);
	}
	g_assert_not_reached();
}

/* A wire that turns back between the thresholds: inputs saw nothing, but the
 * one who looks for the reason of a failure should. */
static void note_runt(const struct line *line, uint32_t v)
{
	uint64_t mV = (uint64_t)v * line->bus->config.vdd_mV >> 16;

	sim_note(line->bus->queue->actor.island, line->bus->source,
		 TW_NOTE_RUNT, line->index | mV << 1, NULL);
}

static void go_low(struct line *line, uint32_t v)
{
	tw_queue *q = line->bus->queue;

	if (line->seen) {
		tw_timer_at(q, &line->cross,
			    line->t0_ns + (v == RC_FULL
						   ? line->bus->rc.fall_ns
						   : rc_fall_time(
							     &line->bus->rc,
							     v)));
		return;
	}
	tw_timer_cancel(q, &line->cross);
	if (v > RC_VIL)
		note_runt(line, v);
}

static void go_high(struct line *line, uint32_t v)
{
	const struct rc *rc = &line->bus->rc;
	tw_queue *q = line->bus->queue;

	if (!line->seen) {
		tw_timer_at(q, &line->cross,
			    line->t0_ns + (line->mode == LINE_HIGH
						   ? rc_drive_time(rc, v)
						   : rc_rise_time(rc, v)));
		return;
	}
	if (!line->cross.set)
		return;
	tw_timer_cancel(q, &line->cross);
	if (v < RC_VIH)
		note_runt(line, v);
}

void line_update(struct line *line)
{
	enum line_mode mode = line->n_low    ? LINE_LOW
			      : line->n_high ? LINE_HIGH
					     : LINE_PULLED_UP;
	uint32_t v;

	if (mode == line->mode)
		return;
	v = line_voltage(line);
	line->mode = (uint8_t)mode;
	line->v0 = v;
	line->t0_ns = queue_now(line->bus->queue);
	if (mode == LINE_LOW)
		go_low(line, v);
	else
		go_high(line, v);
}
