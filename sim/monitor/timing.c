/* SPDX-License-Identifier: MIT */
/*
 * Measures the timing parameters of UM10204 rev. 7, figure 38 (figures 39 and
 * 40 for Hs- and Ultra Fast-mode), on the edges of a bus.
 */
#include "monitor/timing_edges.h"
#include "twowire/bus.h"
#include "twowire/port.h"

#include <string.h>

/* A measurement that is judged by what follows it. */
struct pending {
	bool set;
	int64_t ps;
	int64_t who;
	uint64_t at;
};

struct measure {
	tw_timing_report *r;
	uint64_t tick; /* of the edges not yet looked at */
	bool changed[2];
	struct timing_edge edge[2];
	struct timing_edge last[2]; /* the one before on each line */
	bool scl;
	bool open;	/* between START and STOP */
	bool started;	/* the START's SCL fall is still to come */
	bool stopped;	/* there was a STOP */
	bool fell;	/* SCL fell in this message */
	bool rose;	/* and rose */
	bool condition; /* START or STOP since SCL rose */
	bool moved;	/* SDA changed since SCL fell */
	bool stretched; /* by no controller, or nobody can tell */
	bool hs;	/* after the controller code and repeated START */
	bool hs_next;
	unsigned bit; /* rises since START or acknowledge */
	unsigned byte;
	bool address;
	uint64_t scl_fall;
	uint64_t scl_rise;
	struct timing_edge sda_set;
	struct timing_edge start;
	struct timing_edge stop;
	struct pending hold, valid;
	/* SMBus: what has been added up. */
	int64_t controllers_ps;
	int64_t *targets_ps; /* by source */
};

static void put(struct measure *m, enum tw_timing_param param, int64_t ps,
		int64_t who, uint64_t at, unsigned judge)
{
	struct measurement x = {
		.param = param,
		.hs = m->hs,
		.who = who,
		.ps = ps,
		.at = at,
		.judge = judge,
	};

	tw_timing_add(m->r, &x);
}

static int64_t span(const struct measure *m, uint64_t from, uint64_t to)
{
	return tw_timing_ps(m->r, (int64_t)(to - from));
}

/* From @from to the beginning of @e. */
static void until(struct measure *m, enum tw_timing_param param, uint64_t from,
		  const struct timing_edge *e, int64_t who)
{
	put(m, param, span(m, from, e->first), who, e->at, JUDGE_BOTH);
}

/* The upper limit counts only where SCL was not stretched. */
static void settle(struct measure *m, struct pending *p,
		   enum tw_timing_param param)
{
	unsigned most = !m->stretched	  ? JUDGE_MOST
			: m->r->simulated ? 0
					  : JUDGE_MOST | MOST_DOUBTFUL;

	if (p->set)
		put(m, param, p->ps, p->who, p->at, JUDGE_LEAST | most);
	p->set = false;
}

/* --- edges themselves -------------------------------------------------- */

static enum tw_timing_param slope_of(const struct measure *m,
				     const struct timing_edge *e)
{
	if (!m->hs)
		return e->level ? TW_TR : TW_TF;
	if (e->line == TW_SDA)
		return e->level ? TW_TRDA : TW_TFDA;
	return !e->level ? TW_TFCL : m->bit <= 1 ? TW_TRCL1 : TW_TRCL;
}

static void slope(struct measure *m, const struct timing_edge *e)
{
	if (e->at != e->first)
		put(m, slope_of(m, e), span(m, e->first, e->at), e->who, e->at,
		    JUDGE_BOTH);
}

/* Longer than a spike that inputs suppress, and too short to be a pulse. */
static void wide_spike(struct measure *m, const struct timing_edge *e)
{
	const struct timing_edge *before = &m->last[e->line];
	bool low = e->line == TW_SCL && e->level;
	int64_t least =
		tw_timing_limit(&m->r->config, low ? TW_TLOW : TW_THIGH, m->hs)
			.least;
	int64_t ps = span(m, before->at, e->first);

	if (before->at && (e->line == TW_SCL || m->scl) && ps < least / 2 &&
	    tw_timing_spike_ps(&m->r->config))
		put(m, TW_TSP, ps, before->who, e->at, JUDGE_BOTH);
}

/* --- SMBus: time added up ---------------------------------------------- */

static bool is_host(const struct measure *m, int64_t who)
{
	return who >= 0 && tw_trace_source(m->r->trace, (uint32_t)who)->role ==
				   TW_ROLE_CONTROLLER;
}

static void end_byte(struct measure *m, uint64_t at)
{
	if (m->controllers_ps)
		put(m, TW_TLOW_MEXT, m->controllers_ps, TW_TIMING_NOBODY, at,
		    JUDGE_BOTH);
	m->controllers_ps = 0;
}

static void end_message(struct measure *m, uint64_t at)
{
	end_byte(m, at);
	for (size_t i = 0; m->r->simulated && i < m->r->n_sources; i++) {
		if (m->targets_ps[i])
			put(m, TW_TLOW_SEXT, m->targets_ps[i], (int64_t)i, at,
			    JUDGE_BOTH);
		m->targets_ps[i] = 0;
	}
}

static void lengthen(int64_t *sum, int64_t ps)
{
	*sum = MIN(*sum + ps, TIMING_LONGEST_PS);
}

/* SCL was low until @e, the last part of it perhaps by a target alone. */
static void add_up(struct measure *m, const struct timing_edge *e)
{
	int64_t least = tw_timing_limit(&m->r->config, TW_TLOW, m->hs).least;
	uint64_t released = e->first;
	int64_t extra;

	put(m, TW_TTIMEOUT, span(m, m->scl_fall, e->first), e->who, e->at,
	    JUDGE_BOTH);
	if (!m->r->simulated)
		return;
	if (m->stretched) {
		released = MAX(e->hosts_let_go, m->scl_fall);
		if (e->who >= 0 && e->first > released)
			lengthen(&m->targets_ps[e->who],
				 span(m, released, e->first));
	}
	extra = span(m, m->scl_fall, released) - least;
	if (extra > 0)
		lengthen(&m->controllers_ps, extra);
}

/* --- the two wires together -------------------------------------------- */

static void scl_fall(struct measure *m)
{
	const struct timing_edge *e = &m->edge[TW_SCL];
	bool inside = m->bit > 1 && !m->stretched;

	if (m->open && m->rose && !m->condition) {
		until(m, TW_THIGH, m->scl_rise, e, e->who);
		if (e->at > m->scl_fall)
			lengths_add(m->r->periods, e->at - m->scl_fall, e->at);
		put(m, TW_FSCL, span(m, m->scl_fall, e->at), e->who, e->at,
		    JUDGE_LEAST | (inside ? JUDGE_MOST : 0) |
			    (m->r->simulated ? 0 : MOST_DOUBTFUL));
		settle(m, &m->valid, m->bit == 9 ? TW_TVD_ACK : TW_TVD_DAT);
	}
	m->valid.set = false;
	if (m->started)
		until(m, TW_THD_STA, m->start.at, e, e->who);
	if (m->started && m->hs_next) {
		m->hs = true;
		m->hs_next = false;
	}
	if (m->bit == 9 && !m->started)
		m->bit = 0;
	m->started = false;
	m->fell = m->open;
	m->moved = false;
	m->scl_fall = e->at;
}

/* The controller code of Hs-mode is 00001xxx, and nobody acknowledges it. */
static void take_bit(struct measure *m)
{
	bool sda = m->last[TW_SDA].at ? m->last[TW_SDA].level : true;

	if (++m->bit <= 8)
		m->byte = m->byte << 1 | sda;
	if (m->bit != 9)
		return;
	end_byte(m, m->tick);
	if (m->address && sda && (m->byte & 0xf8) == 0x08)
		m->hs_next = m->r->hs_seen = true;
	m->address = false;
}

static void scl_rise(struct measure *m)
{
	const struct timing_edge *e = &m->edge[TW_SCL];

	m->stretched = !m->r->simulated || !is_host(m, e->who);
	if (m->open && m->fell) {
		until(m, TW_TLOW, m->scl_fall, e, e->who);
		if (m->moved)
			until(m, TW_TSU_DAT, m->sda_set.at, e, m->sda_set.who);
		settle(m, &m->hold, TW_THD_DAT);
		add_up(m, e);
		take_bit(m);
	}
	m->hold.set = false;
	m->rose = m->open && m->fell;
	m->condition = false;
	m->scl_rise = e->at;
}

static void data(struct measure *m)
{
	const struct timing_edge *e = &m->edge[TW_SDA];

	if (m->open && m->fell && !m->moved)
		m->hold = (struct pending){true, span(m, m->scl_fall, e->first),
					   e->who, e->at};
	if (m->open && m->fell)
		m->valid = (struct pending){true, span(m, m->scl_fall, e->at),
					    e->who, e->at};
	m->moved = true;
	m->sda_set = *e;
}

static void start(struct measure *m)
{
	const struct timing_edge *e = &m->edge[TW_SDA];

	if (m->open && m->rose)
		until(m, TW_TSU_STA, m->scl_rise, e, e->who);
	else if (!m->open && m->stopped)
		until(m, TW_TBUF, m->stop.at, e, e->who);
	m->open = true;
	m->started = true;
	m->condition = true;
	m->rose = false;
	m->bit = 0;
	m->address = true;
	m->start = *e;
}

static void stop(struct measure *m)
{
	const struct timing_edge *e = &m->edge[TW_SDA];

	if (m->open && m->rose)
		until(m, TW_TSU_STO, m->scl_rise, e, e->who);
	end_message(m, e->at);
	m->open = false;
	m->started = false;
	m->fell = false;
	m->rose = false;
	m->condition = true;
	m->stopped = true;
	m->hs = false;
	m->hs_next = false;
	m->bit = 0;
	m->stop = *e;
}

/* All edges of one tick: both wires together are clock and data. */
static void look(struct measure *m)
{
	bool scl = m->changed[TW_SCL], sda = m->changed[TW_SDA];
	bool up = m->edge[TW_SCL].level;

	for (unsigned n = 0; n < 2; n++)
		if (m->changed[n])
			wide_spike(m, &m->edge[n]);
	if (sda) /* a STOP ends Hs-mode, its edge is in it */
		slope(m, &m->edge[TW_SDA]);
	if (scl && !up)
		scl_fall(m);
	if (sda && (scl || !m->scl))
		data(m);
	else if (sda && m->edge[TW_SDA].level)
		stop(m);
	else if (sda)
		start(m);
	if (sda)
		m->last[TW_SDA] = m->edge[TW_SDA];
	if (scl && up)
		scl_rise(m);
	if (scl) {
		m->last[TW_SCL] = m->edge[TW_SCL];
		m->scl = up;
	}
	if (scl)
		slope(m, &m->edge[TW_SCL]);
	m->changed[TW_SCL] = m->changed[TW_SDA] = false;
}

static void take(void *user, const struct timing_edge *e)
{
	struct measure *m = user;

	if (e->at != m->tick)
		look(m);
	m->tick = e->at;
	m->edge[e->line] = *e;
	m->changed[e->line] = true;
}

static void spike(void *user, const struct timing_edge *e, int64_t ps,
		  int64_t who)
{
	struct measure *m = user;

	look(m); /* what came before it */
	if (e->line == TW_SCL || m->scl)
		put(m, TW_TSP, ps, who, e->at, JUDGE_BOTH);
}

/* SCL low to the end counts, too. */
static void finish(struct measure *m, uint64_t end)
{
	look(m);
	if (m->open && !m->scl && end > m->scl_fall)
		put(m, TW_TTIMEOUT, span(m, m->scl_fall, end), TW_TIMING_NOBODY,
		    end, JUDGE_BOTH);
	end_message(m, end);
}

/* NULL: the records could not be read. */
static tw_timing_report *measure(const tw_trace *trace, uint32_t bus,
				 const struct tw_timing_config *config,
				 const struct timing_records *records,
				 timing_violation_fn fn, void *user)
{
	struct measure m = {.scl = true};
	uint64_t end;
	bool ok;

	m.r = tw_timing_rows_new(trace, bus, config);
	m.r->violation = fn;
	m.r->user = user;
	m.targets_ps = g_new0(int64_t, m.r->n_sources + 1);
	ok = tw_timing_edges(m.r, bus, records, &end, take, spike, &m);
	if (ok)
		finish(&m, end);
	if (config->cb_pF)
		put(&m, TW_CB, config->cb_pF, TW_TIMING_NOBODY, 0, JUDGE_BOTH);
	tw_timing_rows_finish(m.r);
	g_free(m.targets_ps);
	if (!ok)
		g_clear_pointer(&m.r, tw_timing_report_free);
	return m.r;
}

/* One period in a hundred may be a glitch, and each a sample longer. */
static bool fitting(const tw_trace *trace, uint32_t bus,
		    struct tw_timing_config *config,
		    const struct timing_records *records)
{
	g_autoptr(tw_timing_report) r = NULL;
	uint64_t period;

	config->mode = TW_TIMING_STANDARD;
	r = measure(trace, bus, config, records, NULL, NULL);
	if (!r)
		return false;
	period = lengths_quantile(r->periods, 1, 100);
	if (r->hs_seen)
		config->mode = TW_TIMING_HS;
	else if (period)
		config->mode = tw_timing_fitting(
			tw_timing_ps(r, (int64_t)period) + r->doubt_ps);
	return true;
}

static tw_timing_report *measure_all(const tw_trace *trace, uint32_t bus,
				     const struct tw_timing_config *config,
				     const struct timing_records *records,
				     timing_violation_fn fn, void *user)
{
	struct tw_timing_config c =
		config ? *config : (struct tw_timing_config){0};
	uint64_t num, den;

	tw_trace_tick(trace, &num, &den);
	if (!num)
		return NULL;
	if (c.mode == TW_TIMING_AUTO && !fitting(trace, bus, &c, records))
		return NULL;
	return measure(trace, bus, &c, records, fn, user);
}

static bool each_of_trace(void *from, timing_record_fn fn, void *user,
			  uint64_t *end)
{
	const tw_trace *trace = from;
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(trace, &iter, &r))
		fn(user, &r);
	*end = tw_trace_end(trace);
	return true;
}

tw_timing_report *tw_timing_watch(const tw_trace *trace, uint32_t bus,
				  const struct tw_timing_config *config,
				  timing_violation_fn fn, void *user)
{
	struct timing_records records = {each_of_trace, (tw_trace *)trace};

	return measure_all(trace, bus, config, &records, fn, user);
}

tw_timing_report *tw_timing_of_records(tw_trace *head, uint32_t bus,
				       const struct tw_timing_config *config,
				       const struct timing_records *records)
{
	tw_timing_report *r =
		measure_all(head, bus, config, records, NULL, NULL);

	if (r)
		r->own = head;
	else
		tw_trace_free(head);
	return r;
}

tw_timing_report *tw_trace_timing(const tw_trace *trace, uint32_t bus,
				  const struct tw_timing_config *config)
{
	return tw_timing_watch(trace, bus, config, NULL, NULL);
}
