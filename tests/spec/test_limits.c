/* SPDX-License-Identifier: MIT */
/*
 * Every limit of the modes without a mode of their own: a trace at the limit
 * passes, one 1 ns beyond it is flagged, and for that parameter alone.
 */
#include "pen.h"

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
		cmocka_unit_test(null_rows_are_listed_as_not_checked),
		cmocka_unit_test(each_driver_has_its_own_row),
	};

	return cmocka_run_group_tests(limits, NULL, NULL);
}
