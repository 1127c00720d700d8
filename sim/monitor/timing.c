/* SPDX-License-Identifier: MIT */
/*
 * Measures the timing parameters of UM10204 rev. 7, figure 38, on the edges
 * of a bus. tLOW runs from 30 % to 30 % of VDD, tHIGH from 70 % to 70 %, the
 * others between the levels their figure shows. An edge record is made at one
 * crossing (70 % upwards, 30 % downwards) and its slew tells the other.
 */
#include <string.h>

#include "monitor/ticks.h"
#include "monitor/timing_limits.h"
#include "twowire/bus.h"

struct edge {
	bool seen;
	bool level;
	uint32_t slew;
};

struct measure {
	struct tw_timing *timings;
	uint64_t tick; /* of the edges not yet looked at */
	struct edge edge[2];
	bool scl;
	bool open;	/* between START and STOP */
	bool started;	/* the START's SCL fall is still to come */
	bool stopped;	/* there was a STOP */
	bool fell;	/* SCL fell in this message */
	bool rose;	/* and rose */
	bool condition; /* START or STOP since SCL rose */
	bool moved;	/* SDA changed since SCL fell */
	uint64_t scl_fall;
	uint64_t scl_rise;
	uint64_t sda_at;
	uint64_t start_at;
	uint64_t stop_at;
};

static void add(struct measure *m, enum tw_timing_param param, int64_t ticks)
{
	struct tw_timing *t = &m->timings[param];

	if (!t->count || ticks < t->min) {
		t->min = ticks;
		t->min_at = m->tick;
	}
	if (!t->count || ticks > t->max) {
		t->max = ticks;
		t->max_at = m->tick;
	}
	t->count++;
}

/* From @from to the edge's first crossing. */
static void add_until(struct measure *m, enum tw_timing_param param,
		      uint64_t from, const struct edge *e)
{
	add(m, param, (int64_t)(m->tick - e->slew - from));
}

static void add_slew(struct measure *m, const struct edge *e)
{
	if (e->slew)
		add(m, e->level ? TW_TR : TW_TF, e->slew);
}

static void scl_fall(struct measure *m)
{
	const struct edge *e = &m->edge[TW_SCL];

	if (m->open && m->rose && !m->condition) {
		add_until(m, TW_THIGH, m->scl_rise, e);
		add(m, TW_FSCL, (int64_t)(m->tick - m->scl_fall));
	}
	if (m->started)
		add_until(m, TW_THD_STA, m->start_at, e);
	m->started = false;
	m->fell = m->open;
	m->moved = false;
	m->scl_fall = m->tick;
}

static void scl_rise(struct measure *m)
{
	const struct edge *e = &m->edge[TW_SCL];

	if (m->open && m->fell) {
		add_until(m, TW_TLOW, m->scl_fall, e);
		if (m->moved)
			add_until(m, TW_TSU_DAT, m->sda_at, e);
	}
	m->rose = m->open && m->fell;
	m->condition = false;
	m->scl_rise = m->tick;
}

static void data(struct measure *m)
{
	if (m->open && m->fell && !m->moved)
		add_until(m, TW_THD_DAT, m->scl_fall, &m->edge[TW_SDA]);
	m->moved = true;
	m->sda_at = m->tick;
}

static void start(struct measure *m)
{
	const struct edge *e = &m->edge[TW_SDA];

	if (m->open && m->rose)
		add_until(m, TW_TSU_STA, m->scl_rise, e);
	else if (!m->open && m->stopped)
		add_until(m, TW_TBUF, m->stop_at, e);
	m->open = true;
	m->started = true;
	m->condition = true;
	m->rose = false;
	m->start_at = m->tick;
}

static void stop(struct measure *m)
{
	if (m->open && m->rose)
		add_until(m, TW_TSU_STO, m->scl_rise, &m->edge[TW_SDA]);
	m->open = false;
	m->started = false;
	m->fell = false;
	m->rose = false;
	m->condition = true;
	m->stopped = true;
	m->stop_at = m->tick;
}

/* All edges of one tick: both wires together are clock and data. */
static void look(struct measure *m)
{
	const struct edge *scl = &m->edge[TW_SCL];
	const struct edge *sda = &m->edge[TW_SDA];

	if (scl->seen && !scl->level)
		scl_fall(m);
	if (sda->seen && (scl->seen || !m->scl))
		data(m);
	else if (sda->seen && sda->level)
		stop(m);
	else if (sda->seen)
		start(m);
	if (scl->seen && scl->level)
		scl_rise(m);
	if (scl->seen) {
		add_slew(m, scl);
		m->scl = scl->level;
	}
	if (sda->seen)
		add_slew(m, sda);
	memset(m->edge, 0, sizeof(m->edge));
}

static int64_t to_ns(int64_t ticks, uint64_t num, uint64_t den)
{
	return ticks < 0 ? -(int64_t)ticks_to_ns((uint64_t)-ticks, num, den)
			 : (int64_t)ticks_to_ns((uint64_t)ticks, num, den);
}

/* The longest period is the lowest frequency. */
static void periods_to_hz(struct tw_timing *t, uint64_t num, uint64_t den)
{
	struct tw_timing period = *t;

	if (!t->count)
		return;
	t->min = (int64_t)(den / (num * (uint64_t)period.max));
	t->max = (int64_t)(den / (num * (uint64_t)period.min));
	t->min_at = period.max_at;
	t->max_at = period.min_at;
}

bool tw_trace_timings(const tw_trace *trace, uint32_t bus,
		      struct tw_timing *timings)
{
	struct measure m = {.timings = timings, .scl = true};
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t num, den;

	memset(timings, 0, TW_N_TIMINGS * sizeof(*timings));
	tw_trace_tick(trace, &num, &den);
	if (!num)
		return false;
	while (tw_trace_next(trace, &iter, &r)) {
		if (r.kind != TW_RECORD_EDGE || r.source != bus)
			continue;
		if (r.tick != m.tick)
			look(&m);
		m.tick = r.tick;
		m.edge[r.line] = (struct edge){true, r.level, r.slew};
	}
	look(&m);
	periods_to_hz(&timings[TW_FSCL], num, den);
	for (unsigned i = TW_FSCL + 1; i < TW_N_TIMINGS; i++) {
		timings[i].min = to_ns(timings[i].min, num, den);
		timings[i].max = to_ns(timings[i].max, num, den);
	}
	return true;
}
