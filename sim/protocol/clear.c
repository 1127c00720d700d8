/* SPDX-License-Identifier: MIT */
/*
 * Bus clear (UM10204 3.1.16): clocks with SDA released until whoever holds it
 * lets go, then a STOP. Looks at the wires at instants of its own, as software
 * does it.
 */
#include "protocol/controller.h"

enum { CLOCKS = 9 };

enum clear_state {
	CLEAR_LOOK, /* SCL is high, or was waited for */
	CLEAR_LOW,  /* of a clock: SCL goes next */
	CLEAR_HIGH, /* SCL let go; waiting for it */
	CLEAR_STOP_SDA,
	CLEAR_STOP_SCL,
	CLEAR_STOP_RISE,
	CLEAR_STOP_END,
	CLEAR_DONE,
};

struct clear {
	tw_controller *c;
	enum tw_clear how;
	enum clear_state state;
	struct tw_timer timer;
	uint64_t patience_ns; /* when SCL has been waited for enough */
	unsigned n_clocks;
	bool last; /* the STOP under way is the one that ends it */
	bool over;
	enum tw_result result;
};

/* A banged host has no such times of its own: half a period of SCL for each. */
static uint64_t pace(const struct clear *s, uint32_t configured_ns)
{
	return configured_ns ? configured_ns : 500000000u / s->c->config.scl_hz;
}

static void next(struct clear *s, enum clear_state state, uint64_t delay_ns)
{
	s->state = state;
	tw_timer_after(controller_queue(s->c), &s->timer, delay_ns);
}

static void pull(struct clear *s, enum tw_line line, bool low)
{
	tw_port_drive(s->c->port, line, low ? TW_LOW : TW_RELEASE);
}

static void end(struct clear *s, enum tw_result result)
{
	pull(s, TW_SCL, false);
	pull(s, TW_SDA, false);
	s->state = CLEAR_DONE;
	s->over = true;
	s->result = result;
	tw_sim_stop(s->c->i2c->bus->sim);
}

/* Lets SCL go and looks from time to time whether it is high. */
static void rise(struct clear *s, enum clear_state then)
{
	uint64_t now = queue_now(controller_queue(s->c));

	pull(s, TW_SCL, false);
	s->patience_ns = now + TW_CLEAR_PATIENCE_NS;
	next(s, then,
	     pace(s, s->c->config.high_ns) + s->c->i2c->bus->rc.rise_ns);
}

/* true: not yet. */
static bool waits(struct clear *s)
{
	uint64_t now = queue_now(controller_queue(s->c));

	if (i2c_sees(s->c->i2c, TW_SCL))
		return false;
	if (now >= s->patience_ns)
		end(s, TW_STUCK);
	else
		next(s, s->state, pace(s, s->c->config.high_ns));
	return true;
}

static void pulse(struct clear *s)
{
	s->n_clocks++;
	pull(s, TW_SCL, true);
	next(s, CLEAR_LOW, pace(s, s->c->config.low_ns));
}

static void stop(struct clear *s, bool last)
{
	s->last = last;
	pull(s, TW_SCL, true);
	next(s, CLEAR_STOP_SDA, pace(s, s->c->config.hd_dat_ns));
}

/* SCL is high: what now? */
static void look(struct clear *s)
{
	bool freed = i2c_sees(s->c->i2c, TW_SDA);

	if (s->n_clocks == CLOCKS || (freed && s->how == TW_CLEAR_CHECK))
		stop(s, true);
	else if (s->how == TW_CLEAR_STOPS && s->n_clocks)
		stop(s, false);
	else
		pulse(s);
}

static void stopped(struct clear *s)
{
	bool freed = i2c_sees(s->c->i2c, TW_SDA);

	if (s->last || (freed && s->how == TW_CLEAR_STOPS))
		end(s, freed ? TW_OK : TW_STUCK);
	else
		pulse(s);
}

static void due(void *user)
{
	struct clear *s = user;

	switch (s->state) {
	case CLEAR_LOOK:
		if (!waits(s))
			look(s);
		return;
	case CLEAR_LOW:
		rise(s, CLEAR_HIGH);
		return;
	case CLEAR_HIGH:
		if (!waits(s))
			look(s);
		return;
	case CLEAR_STOP_SDA:
		pull(s, TW_SDA, true);
		next(s, CLEAR_STOP_SCL, pace(s, s->c->config.low_ns));
		return;
	case CLEAR_STOP_SCL:
		rise(s, CLEAR_STOP_RISE);
		return;
	case CLEAR_STOP_RISE:
		if (waits(s))
			return;
		pull(s, TW_SDA, false);
		next(s, CLEAR_STOP_END, pace(s, s->c->config.buf_ns));
		return;
	case CLEAR_STOP_END:
		stopped(s);
		return;
	case CLEAR_DONE:
		return;
	}
}

enum tw_result tw_controller_clear_bus(tw_controller *c, enum tw_clear how,
				       unsigned *n_clocks)
{
	struct clear s = {.c = c, .how = how, .result = TW_STUCK};
	tw_bus *bus = c->i2c->bus;

	g_return_val_if_fail(c->request == REQUEST_NONE && !c->active,
			     TW_STUCK);
	s.timer = (struct tw_timer){.fire = due, .user = &s};
	s.patience_ns = queue_now(bus->queue) + TW_CLEAR_PATIENCE_NS;
	next(&s, CLEAR_LOOK, 0);
	while (!s.over && tw_bus_run(bus, TW_NEVER) == TW_RUN_STOPPED)
		;
	tw_timer_cancel(bus->queue, &s.timer);
	if (n_clocks)
		*n_clocks = s.n_clocks;
	return s.result;
}
