/* SPDX-License-Identifier: MIT */
/*
 * Every limit of every mode: a trace at the limit passes, one 1 ns beyond it is
 * flagged, and for that parameter alone. The limits are typed here from UM10204
 * rev. 7 (tables 10, 12, 14) and the SMBus specification 3.x (table 1). A trace
 * is two messages of one host, made edge by edge.
 */
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

static void pull(struct pen *p, uint32_t port, int64_t ns, enum tw_line line,
		 bool low)
{
	struct tw_record r = {.tick = MAX((uint64_t)ns, p->last),
			      .source = port,
			      .kind = TW_RECORD_PULL,
			      .line = (uint8_t)line,
			      .drive = low ? TW_LOW : TW_RELEASE};

	tw_trace_append(p->trace, &r);
}

/* Leaves its level at @ns and gets to the other; returns when. */
static int64_t slope(struct pen *p, int64_t ns, enum tw_line line, bool level)
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

static int64_t edge(struct pen *p, int64_t ns, enum tw_line line, bool level)
{
	pull(p, p->host, ns, line, !level);
	return slope(p, ns, line, level);
}

static void scl_fall(struct pen *p, int64_t ns)
{
	p->now = edge(p, ns, TW_SCL, false);
}

/* SDA and the rise of SCL after a fall. */
static void rise(struct pen *p, bool bit)
{
	if (bit != p->sda)
		edge(p, p->now + p->t.hd_dat, TW_SDA, bit);
	p->now = edge(p, p->now + p->t.low, TW_SCL, true);
	p->first = false;
}

static void bit(struct pen *p, bool bit)
{
	rise(p, bit);
	scl_fall(p, p->now + p->t.high);
}

static void byte(struct pen *p, uint8_t value, bool ack)
{
	p->first = true;
	for (int i = 7; i >= 0; i--)
		bit(p, value >> i & 1);
	bit(p, !ack);
}

/* SCL and SDA are high, since @ns. */
static void start(struct pen *p, int64_t ns)
{
	int64_t low = edge(p, ns, TW_SDA, false);

	scl_fall(p, low + p->t.hd_sta);
}

static void repeated_start(struct pen *p)
{
	p->first = true;
	rise(p, true);
	start(p, p->now + p->t.su_sta);
}

static int64_t stop(struct pen *p)
{
	p->first = true;
	rise(p, false);
	return edge(p, p->now + p->t.su_sto, TW_SDA, true);
}

static void pen_new(struct pen *p, const struct times *t)
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
static tw_trace *two_messages(const struct times *t)
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

static struct times comfortable(const struct limits *l)
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

static tw_timing_report *judge_with(tw_trace *trace,
				    const struct tw_timing_config *config)
{
	return tw_trace_timing(trace, 0, config);
}

/* Flags @param and nothing else, or with @flagged false nothing at all. */
static void expect(const struct tw_timing_config *config, bool hs,
		   tw_trace *trace, enum tw_timing_param param, bool flagged)
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
static void at_and_beyond(const struct limits *l, enum tw_timing_param param,
			  const struct times *at, const struct times *beyond)
{
	struct tw_timing_config config = {.mode = l->mode, .vdd_mV = 3300};

	expect(&config, false, two_messages(at), param, false);
	expect(&config, false, two_messages(beyond), param, true);
}

/* Puts @value, and @value + @step, into the field at @offset. */
static void vary(const struct limits *l, enum tw_timing_param param,
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

static void every_lower_limit_of_a_single_time(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];

		VARY(l, TW_THD_STA, hd_sta, l->hd_sta, -1);
		VARY(l, TW_TLOW, low, l->low, -1);
		VARY(l, TW_THIGH, high, l->high, -1);
		VARY(l, TW_TSU_STA, su_sta, l->su_sta, -1);
		VARY(l, TW_TSU_STO, su_sto, l->su_sto, -1);
		VARY(l, TW_TBUF, buf, l->buf, -1);
		VARY(l, TW_THD_DAT, hd_dat, l->hd_dat_min, -1);
		if (l->tr_min != NO) {
			VARY(l, TW_TR, tr_scl, l->tr_min, -1);
			VARY(l, TW_TR, tr_sda, l->tr_min, -1);
		}
		if (l->tf_min != NO) {
			VARY(l, TW_TF, tf_scl, l->tf_min, -1);
			VARY(l, TW_TF, tf_sda, l->tf_min, -1);
		}
	}
}

static void every_upper_limit_of_a_single_time(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];

		VARY(l, TW_TR, tr_scl, l->tr, 1);
		VARY(l, TW_TR, tr_sda, l->tr, 1);
		VARY(l, TW_TF, tf_scl, l->tf, 1);
		VARY(l, TW_TF, tf_sda, l->tf, 1);
		if (l->high_max != NO)
			VARY(l, TW_THIGH, high, l->high_max, 1);
	}
}

/* The shortest high, and a low that makes the period. */
static void the_frequency_as_its_period(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];
		struct times at = comfortable(l), beyond;

		at.high = l->high;
		at.low = l->period - l->high - at.tr_scl - at.tf_scl;
		assert_true(at.low > l->low);
		beyond = at;
		beyond.low--;
		at_and_beyond(l, TW_FSCL, &at, &beyond);
		if (l->period_max == NO)
			continue;
		at.low = l->period_max - l->high - at.tr_scl - at.tf_scl;
		beyond = at;
		beyond.low++;
		at_and_beyond(l, TW_FSCL, &at, &beyond);
	}
}

/* SDA later and later in a low period: the set-up time is what is left. (The
 * shortest tLOW leaves more than it of tVD;DAT, so that is missed as well.) */
static void data_set_up(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];
		struct tw_timing_config config = {.mode = l->mode};
		struct times t = comfortable(l);

		t.tf_sda = t.tr_sda;
		t.hd_dat = t.low - t.tr_sda - l->su_dat;
		for (int beyond = 0; beyond < 2; beyond++, t.hd_dat++) {
			tw_trace *trace = two_messages(&t);
			g_autoptr(tw_timing_report) r =
				judge_with(trace, &config);
			const struct tw_timing_row *row =
				tw_timing_report_find(r, TW_TSU_DAT, false);

			assert_int_equal(row->min, (l->su_dat - beyond) * 1000);
			assert_int_equal(!!row->n_certain, beyond);
			tw_trace_free(trace);
		}
	}
}

/* The acknowledge is 0 after a byte that ends in 0 or 1, so tVD;ACK is seen
 * with 0xa5 alone, and late SDA is late everywhere. */
static void data_valid(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];
		struct tw_timing_config config = {.mode = l->mode,
						  .vdd_mV = 3300};
		struct times t = comfortable(l);
		g_autoptr(tw_timing_report) r = NULL;
		tw_trace *trace;

		if (l->vd == NO)
			continue;
		t.tr_sda = t.tf_sda = (MAX(l->tr_min, 0) + l->tf) / 2;
		t.low += l->vd;
		t.hd_dat = l->vd - t.tr_sda;
		expect(&config, false, two_messages(&t), TW_TVD_DAT, false);
		t.hd_dat++;
		trace = two_messages(&t);
		r = judge_with(trace, &config);
		for (size_t n = 0; tw_timing_report_row(r, n); n++) {
			const struct tw_timing_row *row =
				tw_timing_report_row(r, n);

			assert_int_equal(!!row->n_certain,
					 row->param == TW_TVD_DAT ||
						 row->param == TW_TVD_ACK);
		}
		tw_trace_free(trace);
	}
}

/* UFm's tVD;DAT is a minimum: with fast edges as late as tHD;DAT. */
static void data_valid_in_ultra_fast_mode(void **state)
{
	struct limits l = modes[3];
	struct times t = comfortable(&l);
	struct tw_timing_config config = {.mode = l.mode};
	g_autoptr(tw_timing_report) r = NULL;
	tw_trace *trace;

	assert_int_equal(l.mode, TW_TIMING_ULTRA_FAST);
	t.tr_sda = t.tf_sda = 0;
	t.hd_dat = 10;
	expect(&config, false, two_messages(&t), TW_TVD_DAT, false);
	t.hd_dat = 9;
	trace = two_messages(&t);
	r = judge_with(trace, &config);
	assert_true(tw_timing_report_find(r, TW_TVD_DAT, false)->n_certain > 0);
	assert_true(tw_timing_report_find(r, TW_THD_DAT, false)->n_certain > 0);
	tw_trace_free(trace);
}

/* Where somebody else holds SCL, SDA may be as late as set-up allows. */
static void data_valid_is_not_asked_where_the_clock_is_stretched(void **state)
{
	const struct limits *l = &modes[1];
	struct tw_timing_config config = {.mode = l->mode, .vdd_mV = 3300};
	struct times t = comfortable(l);
	struct pen p;
	g_autoptr(tw_timing_report) r = NULL;

	pen_new(&p, &t);
	start(&p, 100000);
	for (int i = 0; i < 8; i++)
		bit(&p, i & 1);
	/* The target holds SCL and sets SDA 20 us late. */
	pull(&p, p.target, p.now + 100, TW_SCL, true);
	pull(&p, p.host, p.now + 1000, TW_SCL, false);
	pull(&p, p.target, p.now + 20000, TW_SDA, true);
	slope(&p, p.now + 20000, TW_SDA, false);
	pull(&p, p.target, p.now + 21000, TW_SCL, false);
	p.now = slope(&p, p.now + 21000, TW_SCL, true);
	scl_fall(&p, p.now + t.high);
	r = judge_with(p.trace, &config);
	assert_int_equal(tw_timing_report_violations(r, NULL), 0);
	assert_int_equal(tw_timing_report_find(r, TW_TVD_ACK, false)->max,
			 (20000 + t.tf_sda) * 1000);
	tw_trace_free(p.trace);
}

/* A spike on SDA while SCL is high, as wide as inputs suppress. */
static void spikes(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];
		struct tw_timing_config config = {.mode = l->mode};
		struct times t = comfortable(l);

		for (int64_t width = l->spike;
		     l->spike != NO && width <= l->spike + 1; width++) {
			g_autoptr(tw_timing_report) r = NULL;
			const struct tw_timing_row *row;
			struct pen p;
			int64_t low;

			t.tr_sda = t.tf_sda = MAX(l->tr_min, 1);
			pen_new(&p, &t);
			start(&p, 100000);
			byte(&p, 0xa4, true);
			rise(&p, true);
			low = edge(&p, p.now + t.high / 2, TW_SDA, false);
			edge(&p, low + width, TW_SDA, true);
			scl_fall(&p, p.now + t.high);
			r = judge_with(p.trace, &config);
			row = tw_timing_report_find(r, TW_TSP, false);
			assert_int_equal(row->count, 1);
			assert_int_equal(row->max, width * 1000);
			assert_int_equal(row->n_certain, width > l->spike);
			if (width == l->spike)
				assert_int_equal(
					tw_timing_report_violations(r, NULL),
					0);
			tw_trace_free(p.trace);
		}
	}
}

static void the_capacitance_of_the_bus(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(modes); i++) {
		const struct limits *l = &modes[i];
		struct times t = comfortable(l);
		struct tw_timing_config config = {.mode = l->mode,
						  .cb_pF = (uint32_t)l->cb};

		if (l->cb == NO)
			continue;
		expect(&config, false, two_messages(&t), TW_CB, false);
		config.cb_pF++;
		expect(&config, false, two_messages(&t), TW_CB, true);
	}
}

static void cbus_receivers_want_five_microseconds(void **state)
{
	struct limits l = modes[0];
	struct times t = comfortable(&l);
	struct tw_timing_config config = {.mode = l.mode, .cbus = true};
	g_autoptr(tw_timing_report) r = NULL;
	tw_trace *trace;

	t.hd_dat = 5000;
	trace = two_messages(&t);
	r = judge_with(trace, &config);
	assert_int_equal(tw_timing_report_find(r, TW_THD_DAT, false)->n_certain,
			 0);
	tw_trace_free(trace);
	tw_timing_report_free(r);
	t.hd_dat = 4999;
	trace = two_messages(&t);
	r = judge_with(trace, &config);
	assert_true(tw_timing_report_find(r, TW_THD_DAT, false)->n_certain > 0);
	tw_trace_free(trace);
}

/* --- Hs-mode ----------------------------------------------------------- */

struct hs_limits {
	uint32_t cb;
	int64_t period, low, high, hd_dat_max, min, fast, slow;
};

/* At 250 pF half way between. */
static const struct hs_limits hs_modes[] = {
	{100, 295, 160, 60, 70, 10, 40, 80},
	{250, 393, 240, 90, 110, 15, 60, 120},
	{400, 589, 320, 120, 150, 20, 80, 160},
};

static struct times hs_comfortable(const struct hs_limits *l)
{
	int64_t t = (l->min + l->fast) / 2;

	return (struct times){.hd_sta = 400,
			      .low = 900,
			      .high = 400,
			      .su_sta = 400,
			      .hd_dat = 20,
			      .su_sto = 400,
			      .buf = 5000,
			      .tr_scl = t,
			      .tf_scl = t,
			      .tr_sda = t,
			      .tf_sda = t,
			      .tr_scl1 = t};
}

/* S 00001001 N in Fast-mode, then Sr 0xa4 A 0x5a A Sr 0xa5 A 0x33 N P. */
static tw_trace *hs_message(const struct times *hs)
{
	struct times fast = comfortable(&modes[1]);
	struct pen p;

	pen_new(&p, &fast);
	start(&p, 100000);
	byte(&p, 0x09, false);
	p.first = true;
	rise(&p, true);
	p.now += fast.su_sta;
	p.now = edge(&p, p.now, TW_SDA, false);
	p.t = *hs;
	scl_fall(&p, p.now + fast.hd_sta);
	byte(&p, 0xa4, true);
	byte(&p, 0x5a, true);
	repeated_start(&p);
	byte(&p, 0xa5, true);
	byte(&p, 0x33, false);
	stop(&p);
	return p.trace;
}

static void hs_vary(const struct hs_limits *l, enum tw_timing_param param,
		    size_t offset, int64_t value, int64_t step)
{
	struct tw_timing_config config = {.mode = TW_TIMING_HS, .cb_pF = l->cb};
	struct times t = hs_comfortable(l);

	*(int64_t *)((char *)&t + offset) = value;
	expect(&config, true, hs_message(&t), param, false);
	*(int64_t *)((char *)&t + offset) = value + step;
	expect(&config, true, hs_message(&t), param, true);
}
#define HS_VARY(l, param, field, value, step)                                  \
	hs_vary(l, param, offsetof(struct times, field), value, step)

static void every_limit_of_hs_mode(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(hs_modes); i++) {
		const struct hs_limits *l = &hs_modes[i];
		struct tw_timing_config config = {.mode = TW_TIMING_HS,
						  .cb_pF = l->cb};
		struct times t = hs_comfortable(l);

		HS_VARY(l, TW_THD_STA, hd_sta, 160, -1);
		HS_VARY(l, TW_TSU_STA, su_sta, 160, -1);
		HS_VARY(l, TW_TSU_STO, su_sto, 160, -1);
		HS_VARY(l, TW_TLOW, low, l->low, -1);
		HS_VARY(l, TW_THIGH, high, l->high, -1);
		HS_VARY(l, TW_THD_DAT, hd_dat, 0, -1);
		HS_VARY(l, TW_THD_DAT, hd_dat, l->hd_dat_max, 1);
		HS_VARY(l, TW_TRCL, tr_scl, l->min, -1);
		HS_VARY(l, TW_TRCL, tr_scl, l->fast, 1);
		HS_VARY(l, TW_TRCL1, tr_scl1, l->min, -1);
		HS_VARY(l, TW_TRCL1, tr_scl1, l->slow, 1);
		HS_VARY(l, TW_TFCL, tf_scl, l->min, -1);
		HS_VARY(l, TW_TFCL, tf_scl, l->fast, 1);
		HS_VARY(l, TW_TRDA, tr_sda, l->min, -1);
		HS_VARY(l, TW_TRDA, tr_sda, l->slow, 1);
		HS_VARY(l, TW_TFDA, tf_sda, l->min, -1);
		HS_VARY(l, TW_TFDA, tf_sda, l->slow, 1);
		/* The period, rounded up to 1 ns. */
		t = hs_comfortable(l);
		t.high = l->high;
		t.low = l->period - l->high - t.tr_scl - t.tf_scl;
		t.tr_scl1 = t.tr_scl;
		assert_true(t.low > l->low);
		expect(&config, true, hs_message(&t), TW_FSCL, false);
		t.low--;
		expect(&config, true, hs_message(&t), TW_FSCL, true);
	}
}

/* The longest tHD;DAT and SDA's longest edge leave just 10 ns of the shortest
 * tLOW at 100 and 400 pF; 1 ns less is 9. */
static void data_set_up_in_hs_mode(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(hs_modes); i += 2) {
		const struct hs_limits *l = &hs_modes[i];
		struct tw_timing_config config = {.mode = TW_TIMING_HS,
						  .cb_pF = l->cb};
		struct times t = hs_comfortable(l);

		t.low = l->low;
		t.hd_dat = l->hd_dat_max;
		t.tr_sda = t.tf_sda = l->low - l->hd_dat_max - 10;
		assert_true(t.tr_sda <= l->slow);
		expect(&config, true, hs_message(&t), TW_TSU_DAT, false);
		if (t.tr_sda == l->slow)
			continue; /* one more would be too slow an edge */
		t.tr_sda = ++t.tf_sda;
		expect(&config, true, hs_message(&t), TW_TSU_DAT, true);
	}
}

/* --- SMBus: time added up ---------------------------------------------- */

/* A message whose second low is held by @port for @ns. */
static tw_trace *held(const struct limits *l, bool by_target, int64_t ns,
		      unsigned times)
{
	struct times t = comfortable(l);
	struct pen p;

	pen_new(&p, &t);
	start(&p, 100000);
	for (unsigned i = 0; i < 9; i++) {
		if (i && i <= times && by_target) {
			pull(&p, p.target, p.now + 100, TW_SCL, true);
			pull(&p, p.host, p.now + t.low, TW_SCL, false);
			p.now += t.low + ns;
			pull(&p, p.target, p.now, TW_SCL, false);
			p.now = slope(&p, p.now, TW_SCL, true);
			scl_fall(&p, p.now + t.high);
		} else if (i && i <= times) {
			p.now = edge(&p, p.now + l->low + ns, TW_SCL, true);
			scl_fall(&p, p.now + t.high);
		} else {
			p.t.low = l->low;
			p.t.high = l->period;
			bit(&p, false);
			p.t = t;
		}
	}
	p.t.low = l->low;
	stop(&p);
	return p.trace;
}

static void a_low_period_lasts_at_most_35_ms(void **state)
{
	for (size_t i = 4; i < 7; i++) {
		const struct limits *l = &modes[i];
		struct tw_timing_config config = {.mode = l->mode};

		for (int64_t beyond = 0; beyond < 2; beyond++) {
			tw_trace *trace =
				held(l, false, 35000000 - l->low + beyond, 1);
			g_autoptr(tw_timing_report) r =
				judge_with(trace, &config);

			assert_int_equal(
				tw_timing_report_find(r, TW_TTIMEOUT, false)
					->n_certain,
				beyond);
			tw_trace_free(trace);
		}
	}
}

/* Five holds of one target in one message. */
static void a_target_extends_by_at_most_25_ms_in_all(void **state)
{
	for (size_t i = 4; i < 7; i++) {
		const struct limits *l = &modes[i];
		struct tw_timing_config config = {.mode = l->mode};
		const struct tw_timing_row *row;

		for (int64_t beyond = 0; beyond < 2; beyond++) {
			tw_trace *trace = held(l, true, 5000000 + beyond, 5);
			g_autoptr(tw_timing_report) r =
				judge_with(trace, &config);

			row = tw_timing_report_find(r, TW_TLOW_SEXT, false);
			assert_int_equal(row->max,
					 (25000000 + 5 * beyond) * 1000);
			assert_int_equal(row->n_certain, beyond);
			tw_trace_free(trace);
		}
	}
}

/* Beyond tLOW, in one byte. */
static void a_controller_extends_by_at_most_10_ms_in_a_byte(void **state)
{
	for (size_t i = 4; i < 7; i++) {
		const struct limits *l = &modes[i];
		struct tw_timing_config config = {.mode = l->mode};
		const struct tw_timing_row *row;

		for (int64_t beyond = 0; beyond < 2; beyond++) {
			tw_trace *trace = held(l, false, 2500000 + beyond, 4);
			g_autoptr(tw_timing_report) r =
				judge_with(trace, &config);

			row = tw_timing_report_find(r, TW_TLOW_MEXT, false);
			assert_int_equal(row->max,
					 (10000000 + 4 * beyond) * 1000);
			assert_int_equal(row->n_certain, beyond);
			tw_trace_free(trace);
		}
	}
}

/* --- what is not checked ----------------------------------------------- */

static void null_rows_are_listed_as_not_checked(void **state)
{
	struct tw_timing_config config = {.mode = TW_TIMING_STANDARD};
	struct times t = comfortable(&modes[0]);
	tw_trace *trace = two_messages(&t);
	g_autoptr(tw_timing_report) r = judge_with(trace, &config);
	g_autoptr(GString) text = g_string_new(NULL);

	tw_timing_report_to_text(r, false, text);
	assert_non_null(strstr(text->str, "not checked: tSP (no limit), "
					  "Cb (not given)\n"));
	tw_trace_free(trace);
}

/* Who drove is told apart: the host's and the target's SDA. */
static void each_driver_has_its_own_row(void **state)
{
	const struct limits *l = &modes[1];
	struct tw_timing_config config = {.mode = l->mode, .vdd_mV = 3300};
	struct times t = comfortable(l);
	const struct tw_timing_row *row;
	g_autoptr(tw_timing_report) r = NULL;
	unsigned n_rows = 0;
	struct pen p;

	pen_new(&p, &t);
	start(&p, 100000);
	for (int i = 7; i >= 0; i--)
		bit(&p, 0x55 >> i & 1);
	/* The target acknowledges, too late. */
	pull(&p, p.target, p.now + 950, TW_SDA, true);
	slope(&p, p.now + 950, TW_SDA, false);
	p.now = edge(&p, p.now + t.low, TW_SCL, true);
	scl_fall(&p, p.now + t.high);
	r = judge_with(p.trace, &config);
	for (size_t n = 0; (row = tw_timing_report_row(r, n)); n++) {
		if (row->param != TW_TVD_ACK)
			continue;
		n_rows++;
		assert_int_equal(row->n_certain, 1);
		assert_true(row->who == TW_TIMING_ALL || row->who == p.target);
		assert_int_equal(row->places[0], row->max_at);
	}
	assert_int_equal(n_rows, 2);
	tw_trace_free(p.trace);
}

int main(void)
{
	const struct CMUnitTest limits[] = {
		cmocka_unit_test(every_lower_limit_of_a_single_time),
		cmocka_unit_test(every_upper_limit_of_a_single_time),
		cmocka_unit_test(the_frequency_as_its_period),
		cmocka_unit_test(data_set_up),
		cmocka_unit_test(data_valid),
		cmocka_unit_test(data_valid_in_ultra_fast_mode),
		cmocka_unit_test(
			data_valid_is_not_asked_where_the_clock_is_stretched),
		cmocka_unit_test(spikes),
		cmocka_unit_test(the_capacitance_of_the_bus),
		cmocka_unit_test(cbus_receivers_want_five_microseconds),
		cmocka_unit_test(every_limit_of_hs_mode),
		cmocka_unit_test(data_set_up_in_hs_mode),
		cmocka_unit_test(a_low_period_lasts_at_most_35_ms),
		cmocka_unit_test(a_target_extends_by_at_most_25_ms_in_all),
		cmocka_unit_test(
			a_controller_extends_by_at_most_10_ms_in_a_byte),
		cmocka_unit_test(null_rows_are_listed_as_not_checked),
		cmocka_unit_test(each_driver_has_its_own_row),
	};

	return cmocka_run_group_tests(limits, NULL, NULL);
}
