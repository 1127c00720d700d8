/* SPDX-License-Identifier: MIT */
/*
 * The limits of Hs-mode, at 100, 250 and 400 pF: at and 1 ns beyond.
 */
#include "pen.h"

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
		t.tr_scl = t.tf_scl = l->min;
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

int main(void)
{
	const struct CMUnitTest limits[] = {
		cmocka_unit_test(every_limit_of_hs_mode),
		cmocka_unit_test(data_set_up_in_hs_mode),
	};

	return cmocka_run_group_tests(limits, NULL, NULL);
}
