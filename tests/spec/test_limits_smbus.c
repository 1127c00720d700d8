/* SPDX-License-Identifier: MIT */
/*
 * What SMBus adds up: SCL low at a stretch, by one target, by the controller.
 */
#include "pen.h"

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

int main(void)
{
	const struct CMUnitTest limits[] = {
		cmocka_unit_test(a_low_period_lasts_at_most_35_ms),
		cmocka_unit_test(a_target_extends_by_at_most_25_ms_in_all),
		cmocka_unit_test(
			a_controller_extends_by_at_most_10_ms_in_a_byte),
	};

	return cmocka_run_group_tests(limits, NULL, NULL);
}
