/* SPDX-License-Identifier: MIT */
/*
 * The shorter way for a quiet bus.
 *
 * Where one controller clocks bytes, nobody else drives SCL, nobody listens
 * for bare edges and nothing else is due, a pulse needs no queue: what the
 * two wires will do, and when, follows from what is known at the fall of SCL.
 * Each step here does exactly what the timer it replaces would have done, at
 * that timer's instant; before anything that is not plain the timers go back
 * into the queue, and the general way takes over. The records are the same, to
 * the byte: test_express compares.
 */
#include "protocol/express.h"

/* --- when -------------------------------------------------------------- */

/* Finds the target that sends. Two, or one that wants to hear of every bit,
 * are for the general way. */
static bool find_sender(struct i2c *i2c)
{
	i2c->sender = NULL;
	for (guint i = 0; i < i2c->selected->len; i++) {
		tw_target *t = i2c->selected->pdata[i];

		if (t->state == TARGET_OUT)
			continue;
		if (t->ops->bit || (t->state == TARGET_SEND && i2c->sender))
			return false;
		if (t->state == TARGET_SEND)
			i2c->sender = t;
	}
	return true;
}

static bool is_quiet(struct i2c *i2c)
{
	const tw_bus *bus = i2c->bus;
	const tw_controller *c = i2c->alone;
	unsigned wanted = bus->sim->record_mask & ~bus->sim->quick_mask;

	i2c->records_edges = bus->sim->trace_mask & TW_TRACE_EDGES;
	i2c->records_pulls = bus->sim->trace_mask & TW_TRACE_PULLS;
	return i2c->n_busy == 1 && !bus->framing.listeners->len &&
	       !bus->n_special &&
	       !(wanted & (TW_TRACE_EDGES | TW_TRACE_PULLS)) &&
	       bus->line[TW_SCL].n_low == 1 && !bus->line[TW_SCL].n_high &&
	       !bus->line[TW_SDA].n_high &&
	       express_island(i2c)->running == &bus->queue->actor &&
	       c->port->drive[TW_SCL] == TW_LOW &&
	       !c->config.stretch_timeout_ns;
}

/* The timers that wait go to the queue, in the order they were set. */
static void leave(struct i2c *i2c)
{
	i2c->express = false;
	for (unsigned i = 0; i < STASHES; i++) {
		if (i2c->stash[i])
			queue_enter(i2c->bus->queue, i2c->stash[i]);
		i2c->stash[i] = NULL;
	}
}

/* --- the wires --------------------------------------------------------- */

/* tw_port_drive() between pulling and letting go, without the line. */
static inline void pull(struct i2c *i2c, tw_port *port, enum tw_line n,
			enum tw_drive drive)
{
	struct island *island = express_island(i2c);

	port->drive[n] = (uint8_t)drive;
	i2c->bus->line[n].n_low = (uint16_t)(i2c->bus->line[n].n_low +
					     (drive == TW_LOW ? 1 : -1));
	if (i2c->records_pulls)
		stream_pull(island->stream, island->now_ns, port->source, n,
			    drive);
}

static inline void record_edge(struct i2c *i2c, enum tw_line n, bool level,
			       uint32_t slew)
{
	struct island *island = express_island(i2c);

	if (i2c->records_edges)
		stream_edge(island->stream, island->now_ns, i2c->bus->source, n,
			    level, slew);
}

/* SCL is let go, from ground and by the last who held it. */
static inline void scl_up(struct i2c *i2c, uint64_t when_ns)
{
	struct line *scl = &i2c->bus->line[TW_SCL];
	const struct rc *rc = &i2c->bus->rc;

	express_now(i2c, when_ns);
	pull(i2c, i2c->alone->port, TW_SCL, TW_RELEASE);
	scl->mode_before = LINE_LOW;
	scl->mode = LINE_PULLED_UP;
	scl->v0 = 0;
	scl->t0_ns = when_ns;
	express_now(i2c, when_ns + rc->rise_ns);
	scl->seen = true;
	record_edge(i2c, TW_SCL, true, rc->rise_slew_ns);
}

/* SCL is pulled, having risen from ground. */
static inline void scl_down(struct i2c *i2c, uint64_t when_ns)
{
	struct line *scl = &i2c->bus->line[TW_SCL];
	const struct rc *rc = &i2c->bus->rc;

	express_learn_high(i2c, when_ns - scl->t0_ns);
	express_now(i2c, when_ns);
	pull(i2c, i2c->alone->port, TW_SCL, TW_LOW);
	scl->mode_before = LINE_PULLED_UP;
	scl->mode = LINE_LOW;
	scl->v0 = i2c->high_v;
	scl->t0_ns = when_ns;
	express_now(i2c, when_ns + i2c->high_fall_ns);
	scl->seen = false;
	record_edge(i2c, TW_SCL, false,
		    (uint32_t)MIN(i2c->high_fall_ns, rc->fall_slew_ns));
}

bool express_apply_sda(struct i2c *i2c, uint64_t *cross_ns)
{
	struct line *sda = &i2c->bus->line[TW_SDA];
	struct tw_timer *timer = i2c->stash[STASH_TARGET];
	tw_controller *c = i2c->alone;

	if (sda->cross.set)
		return false;
	if (timer && c->state == LOW_SDA &&
	    (timer->when_ns != c->timer.when_ns ||
	     timer->order > c->timer.order ||
	     (timer->when_ns - sda->t0_ns) * 1000 < i2c->bus->rc.swing_ps))
		return false;
	if (timer) {
		tw_target *t = timer->user;

		express_now(i2c, timer->when_ns);
		express_unstash(i2c, STASH_TARGET);
		if (t->want != (enum tw_drive)t->port->drive[TW_SDA])
			pull(i2c, t->port, TW_SDA, t->want);
	}
	if (c->state == LOW_SDA) {
		express_now(i2c, c->timer.when_ns);
		pull(i2c, c->port, TW_SDA, controller_next_sda(c));
	}
	*cross_ns = line_turn(sda);
	queue_reserve(i2c->bus->queue, &sda->cross, *cross_ns);
	if (c->state == LOW_SDA) {
		c->state = LOW;
		queue_reserve(i2c->bus->queue, &c->timer,
			      c->low_ns + c->config.low_ns);
	}
	return true;
}

/* --- one pulse --------------------------------------------------------- */

/* The controller waits to move SDA or to let SCL go; is the way to the rise
 * plain? */
static bool rise_is_plain(const struct i2c *i2c, uint64_t release_ns)
{
	const tw_controller *c = i2c->alone;
	const struct line *scl = &i2c->bus->line[TW_SCL];
	const struct rc *rc = &i2c->bus->rc;
	const struct tw_timer *late = i2c->stash[STASH_TARGET];

	if (late && late->when_ns >= release_ns)
		return false;
	if (c->state == LOW_SDA) {
		if (c->timer.when_ns != c->fall_ns + c->config.hd_dat_ns)
			return false;
	} else if (c->state != LOW) {
		return false;
	}
	return (c->request == REQUEST_WRITE || c->request == REQUEST_READ) &&
	       scl->n_low == 1 &&
	       release_ns + rc->rise_ns < queue_horizon(i2c->bus->queue) &&
	       (release_ns - scl->t0_ns) * 1000 >= rc->swing_ps;
}

/* From the fall of SCL to its rise. */
static bool rise(struct i2c *i2c)
{
	struct line *sda = &i2c->bus->line[TW_SDA];
	tw_controller *c = i2c->alone;
	uint64_t release = c->state == LOW_SDA ? c->low_ns + c->config.low_ns
					       : c->timer.when_ns;
	uint64_t cross = TW_NEVER;

	if (!rise_is_plain(i2c, release))
		return false;
	if ((c->state == LOW_SDA || i2c->stash[STASH_TARGET]) &&
	    !express_apply_sda(i2c, &cross))
		return false;
	if (cross != TW_NEVER) {
		if (cross >= release) {
			queue_enter(i2c->bus->queue, &sda->cross);
			return false;
		}
		express_now(i2c, cross);
		line_cross(sda);
	}
	express_unstash(i2c, STASH_CONTROLLER);
	c->state = RISE;
	scl_up(i2c, release);
	i2c_scl_rose(i2c);
	return true;
}

/* From the rise of SCL to its fall, and what everybody does then. */
static bool fall(struct i2c *i2c)
{
	tw_controller *c = i2c->alone;
	uint64_t when = c->timer.when_ns;

	if (c->state != HIGH || i2c->bus->line[TW_SCL].n_low ||
	    i2c->stash[STASH_TARGET] || express_island(i2c)->stop ||
	    when + i2c->bus->rc.fall_ns >= queue_horizon(i2c->bus->queue))
		return false;
	express_unstash(i2c, STASH_CONTROLLER);
	c->state = FALL;
	c->low_ns = when;
	scl_down(i2c, when);
	i2c_scl_fell(i2c);
	return i2c->n_busy == 1 && !express_island(i2c)->stop;
}

void express_fall(struct i2c *i2c)
{
	i2c->express = is_quiet(i2c);
	i2c_scl_fell(i2c);
	if (!i2c->express)
		return;
	if (!find_sender(i2c)) {
		leave(i2c);
		return;
	}
	/* Only at a byte's end is anybody called who could change the scene. */
	while ((i2c->receiver.bit || (is_quiet(i2c) && find_sender(i2c))) &&
	       (express_data_bits(i2c) || rise(i2c)) && fall(i2c))
		sim_beat(express_island(i2c));
	leave(i2c);
}
