/* SPDX-License-Identifier: MIT */
/*
 * Limits typed from UM10204 rev. 7 (tables 10, 12, 14) and the SMBus
 * specification 3.x (table 1), and traces of one host made edge by edge, to try
 * them with.
 */
#ifndef TW_SPEC_PEN_H
#define TW_SPEC_PEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twowire/bus.h"
#include "twowire/port.h"
#include "twowire/timing.h"

#define NO -1

/* Crossings to crossings as the figures have them, all in ns. */
struct times {
	int64_t hd_sta, low, high, su_sta, hd_dat, su_sto, buf;
	int64_t tr_scl, tf_scl, tr_sda, tf_sda;
	int64_t tr_scl1; /* SCL's first rise after START or acknowledge */
};

struct limits {
	enum tw_timing_mode mode;
	int64_t period, hd_sta, low, high, su_sta, hd_dat_min, hd_dat_max,
		su_dat, su_sto, buf, vd, tr_min, tr, tf_min, tf, spike, cb;
	int64_t period_max, high_max; /* SMBus */
};

/* tf_min is 20 ns x VDD / 5.5 V at 3.3 V. */
static const struct limits modes[] = {
	{TW_TIMING_STANDARD,
	 10000,
	 4000,
	 4700,
	 4000,
	 4700,
	 0,
	 NO,
	 250,
	 4000,
	 4700,
	 3450,
	 NO,
	 1000,
	 NO,
	 300,
	 NO,
	 400,
	 NO,
	 NO},
	{TW_TIMING_FAST, 2500, 600, 1300, 600, 600, 0,	NO,  100, 600,
	 1300,		 900,  20,  300,  12,  300, 50, 400, NO,  NO},
	{TW_TIMING_FAST_PLUS,
	 1000,
	 260,
	 500,
	 260,
	 260,
	 0,
	 NO,
	 50,
	 260,
	 500,
	 450,
	 NO,
	 120,
	 12,
	 120,
	 50,
	 550,
	 NO,
	 NO},
	{TW_TIMING_ULTRA_FAST,
	 200,
	 50,
	 50,
	 50,
	 50,
	 10,
	 NO,
	 30,
	 50,
	 80,
	 NO,
	 NO,
	 50,
	 NO,
	 50,
	 10,
	 NO,
	 NO,
	 NO},
	{TW_TIMING_SMBUS_100K,
	 10000,
	 4000,
	 4700,
	 4000,
	 4700,
	 0,
	 NO,
	 250,
	 4000,
	 4700,
	 NO,
	 NO,
	 1000,
	 NO,
	 300,
	 NO,
	 NO,
	 100000,
	 50000},
	{TW_TIMING_SMBUS_400K,
	 2500,
	 600,
	 1300,
	 600,
	 600,
	 0,
	 NO,
	 100,
	 600,
	 1300,
	 NO,
	 NO,
	 300,
	 NO,
	 300,
	 50,
	 NO,
	 100000,
	 50000},
	{TW_TIMING_SMBUS_1M,
	 1000,
	 260,
	 500,
	 260,
	 260,
	 0,
	 NO,
	 50,
	 260,
	 500,
	 NO,
	 NO,
	 120,
	 NO,
	 120,
	 50,
	 NO,
	 100000,
	 50000},
};

/* --- a trace ----------------------------------------------------------- */

struct pen {
	tw_trace *trace;
	uint32_t bus, host, target;
	struct times t;
	int64_t now; /* where SCL last got to its level */
	bool sda;
	bool first; /* the next rise of SCL is the first of its byte */
	uint64_t last;
};

static inline void pull(struct pen *p, uint32_t port, int64_t ns,
			enum tw_line line, bool low)
{
	struct tw_record r = {.tick = MAX((uint64_t)ns, p->last),
			      .source = port,
			      .kind = TW_RECORD_PULL,
			      .line = (uint8_t)line,
			      .drive = low ? TW_LOW : TW_RELEASE};

	tw_trace_append(p->trace, &r);
}

/* Leaves its level at @ns and gets to the other; returns when. */
static inline int64_t slope(struct pen *p, int64_t ns, enum tw_line line,
			    bool level)
{
	int64_t slew = line == TW_SDA ? level ? p->t.tr_sda : p->t.tf_sda
		       : !level	      ? p->t.tf_scl
		       : p->first     ? p->t.tr_scl1
				      : p->t.tr_scl;
	struct tw_record r = {.tick = (uint64_t)(ns + slew),
			      .source = p->bus,
			      .kind = TW_RECORD_EDGE,
			      .line = (uint8_t)line,
			      .level = level,
			      .slew = (uint32_t)slew};

	tw_trace_append(p->trace, &r);
	p->last = r.tick;
	if (line == TW_SDA)
		p->sda = level;
	return ns + slew;
}

static inline int64_t edge(struct pen *p, int64_t ns, enum tw_line line,
			   bool level)
{
	pull(p, p->host, ns, line, !level);
	return slope(p, ns, line, level);
}

static inline void scl_fall(struct pen *p, int64_t ns)
{
	p->now = edge(p, ns, TW_SCL, false);
}

/* SDA and the rise of SCL after a fall. */
static inline void rise(struct pen *p, bool bit)
{
	if (bit != p->sda)
		edge(p, p->now + p->t.hd_dat, TW_SDA, bit);
	p->now = edge(p, p->now + p->t.low, TW_SCL, true);
	p->first = false;
}

static inline void bit(struct pen *p, bool bit)
{
	rise(p, bit);
	scl_fall(p, p->now + p->t.high);
}

static inline void byte(struct pen *p, uint8_t value, bool ack)
{
	p->first = true;
	for (int i = 7; i >= 0; i--)
		bit(p, value >> i & 1);
	bit(p, !ack);
}

/* SCL and SDA are high, since @ns. */
static inline void start(struct pen *p, int64_t ns)
{
	int64_t low = edge(p, ns, TW_SDA, false);

	scl_fall(p, low + p->t.hd_sta);
}

static inline void repeated_start(struct pen *p)
{
	p->first = true;
	rise(p, true);
	start(p, p->now + p->t.su_sta);
}

static inline int64_t stop(struct pen *p)
{
	p->first = true;
	rise(p, false);
	return edge(p, p->now + p->t.su_sto, TW_SDA, true);
}

static inline void pen_new(struct pen *p, const struct times *t)
{
	struct tw_source bus = {.kind = TW_SOURCE_BUS, .name = "bus"};
	struct tw_source host = {.kind = TW_SOURCE_PORT,
				 .name = "host",
				 .role = TW_ROLE_CONTROLLER};
	struct tw_source target = {.kind = TW_SOURCE_PORT,
				   .name = "target",
				   .role = TW_ROLE_TARGET};

	*p = (struct pen){
		.trace = tw_trace_new(1, 1000000000), .t = *t, .sda = true};
	p->bus = tw_trace_add_source(p->trace, &bus);
	host.bus = target.bus = p->bus;
	p->host = tw_trace_add_source(p->trace, &host);
	p->target = tw_trace_add_source(p->trace, &target);
}

/* S 0xa4 A 0x5a A Sr 0xa5 A 0x33 N P, and a START after that. */
static inline tw_trace *two_messages(const struct times *t)
{
	struct pen p;

	pen_new(&p, t);
	start(&p, 100000);
	byte(&p, 0xa4, true);
	byte(&p, 0x5a, true);
	repeated_start(&p);
	byte(&p, 0xa5, true);
	byte(&p, 0x33, false);
	start(&p, stop(&p) + t->buf);
	return p.trace;
}

/* --- judging ----------------------------------------------------------- */

static inline struct times comfortable(const struct limits *l)
{
	int64_t tf = (MAX(l->tf_min, 0) + l->tf) / 2;
	int64_t tr = (MAX(l->tr_min, 0) + l->tr) / 2;

	return (struct times){
		.hd_sta = l->hd_sta * 2,
		.low = l->low + l->period,
		.high = l->high + l->period,
		.su_sta = l->su_sta * 2,
		.hd_dat = l->hd_dat_min + 5,
		.su_sto = l->su_sto * 2,
		.buf = l->buf * 2,
		.tr_scl = tr,
		.tf_scl = tf,
		.tr_sda = MAX(l->tr_min, 0) + 3,
		.tf_sda = MAX(l->tf_min, 0) + 3,
		.tr_scl1 = tr,
	};
}

static inline tw_timing_report *
judge_with(tw_trace *trace, const struct tw_timing_config *config)
{
	return tw_trace_timing(trace, 0, config);
}

/* Flags @param and nothing else, or with @flagged false nothing at all. */
static inline void expect(const struct tw_timing_config *config, bool hs,
			  tw_trace *trace, enum tw_timing_param param,
			  bool flagged)
{
	g_autoptr(tw_timing_report) r = judge_with(trace, config);
	const struct tw_timing_row *row;

	assert_non_null(r);
	for (size_t n = 0; (row = tw_timing_report_row(r, n)); n++) {
		bool wanted = flagged && row->param == param && row->hs == hs;

		assert_int_equal(row->n_possible, 0);
		if (row->who == TW_TIMING_ALL && !!row->n_certain != wanted)
			fail_msg("%s: %s is %sflagged: %lld to %lld ps",
				 tw_timing_mode_name(config->mode),
				 tw_timing_name(row->param),
				 wanted ? "not " : "", (long long)row->min,
				 (long long)row->max);
	}
	row = tw_timing_report_find(r, param, hs);
	assert_true(row->count > 0);
	tw_trace_free(trace);
}

/* One parameter of a mode, at its limit and 1 ns beyond. */
static inline void at_and_beyond(const struct limits *l,
				 enum tw_timing_param param,
				 const struct times *at,
				 const struct times *beyond)
{
	struct tw_timing_config config = {.mode = l->mode, .vdd_mV = 3300};

	expect(&config, false, two_messages(at), param, false);
	expect(&config, false, two_messages(beyond), param, true);
}

/* Puts @value, and @value + @step, into the field at @offset. */
static inline void vary(const struct limits *l, enum tw_timing_param param,
			size_t offset, int64_t value, int64_t step)
{
	struct times at = comfortable(l), beyond;

	*(int64_t *)((char *)&at + offset) = value;
	beyond = at;
	*(int64_t *)((char *)&beyond + offset) = value + step;
	at_and_beyond(l, param, &at, &beyond);
}
#define VARY(l, param, field, value, step)                                     \
	vary(l, param, offsetof(struct times, field), value, step)

#endif /* TW_SPEC_PEN_H */
