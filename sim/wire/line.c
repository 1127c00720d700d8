/* SPDX-License-Identifier: MIT */
/* One wire: its voltage, and when inputs see it change. */
#include "wire/node.h"

uint32_t line_voltage(const struct line *line)
{
	uint64_t dt = queue_now(line->bus->queue) - line->t0_ns;

	if (line->node)
		return node_voltage(line);
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
void line_note_runt(const struct line *line, uint32_t v)
{
	uint64_t mV = (uint64_t)v * line->bus->config.vdd_mV >> 16;

	sim_note(line->bus->queue->actor.island, line->bus->source,
		 TW_NOTE_RUNT, line->index | mV << 1, NULL);
}

static uint64_t go_low(struct line *line, uint32_t v)
{
	const struct rc *rc = &line->bus->rc;

	if (line->seen)
		return line->t0_ns +
		       (v == RC_FULL ? rc->fall_ns : rc_fall_time(rc, v));
	if (v > RC_VIL)
		line_note_runt(line, v);
	return TW_NEVER;
}

static uint64_t go_high(struct line *line, uint32_t v)
{
	const struct rc *rc = &line->bus->rc;

	if (!line->seen)
		return line->t0_ns + (line->mode == LINE_HIGH
					      ? rc_drive_time(rc, v)
					      : rc_rise_time(rc, v));
	if (v < RC_VIH && line->mode_before == LINE_LOW)
		line_note_runt(line, v);
	return TW_NEVER;
}

uint64_t line_turn(struct line *line)
{
	enum line_mode mode = line->n_low    ? LINE_LOW
			      : line->n_high ? LINE_HIGH
					     : LINE_PULLED_UP;
	uint32_t v;

	if (mode == line->mode)
		return line->cross.set ? line->cross.when_ns : TW_NEVER;
	v = line_voltage(line);
	line->mode_before = line->mode;
	line->mode = (uint8_t)mode;
	line->v0 = v;
	line->t0_ns = queue_now(line->bus->queue);
	return mode == LINE_LOW ? go_low(line, v) : go_high(line, v);
}

void line_update(struct line *line)
{
	tw_queue *q = line->bus->queue;
	uint64_t when;

	if (line->node) {
		node_turn(line->node);
		return;
	}
	when = line_turn(line);
	if (when == TW_NEVER)
		tw_timer_cancel(q, &line->cross);
	else if (!line->cross.set || when != line->cross.when_ns)
		tw_timer_at(q, &line->cross, when);
}

/* Ticks between the crossings of the two thresholds. */
static uint32_t slew_of(const struct line *line)
{
	const struct rc *rc = line->node ? &line->node->rc : &line->bus->rc;
	uint64_t whole = queue_now(line->bus->queue) - line->t0_ns;
	uint32_t slew = line->mode == LINE_PULLED_UP ? rc->rise_slew_ns
						     : rc->fall_slew_ns;

	return whole < slew ? (uint32_t)whole : slew;
}

void line_cross(struct line *line)
{
	line->seen = !line->seen;
	sim_record_edge(line->bus->queue->actor.island, line->bus->source,
			line->index, line->seen, slew_of(line));
}
