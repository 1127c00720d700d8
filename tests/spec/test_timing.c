/* SPDX-License-Identifier: MIT */
/*
 * What a controller makes of its mode: UM10204 rev. 7 table 10, each parameter
 * between the levels that figure 38 shows.
 */
#include "party.h"

struct limits {
	uint64_t low, high, hd_sta, su_sta, su_sto, buf, su_dat;
};

/* UM10204 table 10, minima in ns. */
static const struct limits standard = {4700, 4000, 4000, 4700, 4000, 4700, 250};
static const struct limits fast = {1300, 600, 600, 600, 600, 1300, 100};
static const struct limits fast_plus = {500, 260, 260, 260, 260, 500, 50};

static const struct row {
	const struct limits *limits;
	uint32_t hz, ohm, pF, fall_ns;
} rows[] = {
	{&standard, 100000, 2200, 100, 20},
	{&standard, 100000, 10000, 100, 100}, /* tr 847 of 1000 ns */
	{&standard, 10000, 4700, 200, 300},
	{&fast, 400000, 2200, 100, 20},
	{&fast, 400000, 1000, 300, 50}, /* tr 254 of 300 ns */
	{&fast, 100001, 2200, 100, 20},
	{&fast_plus, 1000000, 1000, 100, 20},
	{&fast_plus, 1000000, 200, 550, 20},
	{&fast_plus, 1000000, 1000, 140, 5}, /* tr 119 of 120 ns */
	{&fast_plus, 400001, 1000, 100, 20},
};

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p;
};

static void make(struct bench *b, const struct row *row)
{
	struct tw_bus_config bus = {.pullup_ohm = row->ohm,
				    .cap_pF = row->pF,
				    .fall_ns = row->fall_ns};
	struct tw_controller_config c = {.scl_hz = row->hz};

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, &bus, NULL);
	b->c = tw_controller_new(b->bus, &c, NULL);
	party_at(&b->p, b->bus, "target", 0x48);
}

static void drop(struct bench *b)
{
	tw_sim_free(b->sim);
	party_leave(&b->p);
}

/* Writes, reads with a repeated START, and starts again as soon as it may. */
static struct timing run(struct bench *b)
{
	uint8_t tx[] = {0xff, 0x00, 0xaa, 0x55}, rx[3];

	for (int i = 0; i < 2; i++)
		assert_int_equal(
			tw_controller_write_read(b->c, 0x48, tx, 4, rx, 3),
			TW_OK);
	g_autoptr(GArray) edges = wires_since(b->sim, 0);
	return wires_timing(edges);
}

static void at_least(const struct row *row, const char *what, uint64_t got,
		     uint64_t min)
{
	if (got == UINT64_MAX || got < min)
		fail_msg("%u Hz, %u ohm, %u pF: %s is %d ns, not %d", row->hz,
			 row->ohm, row->pF, what, (int)got, (int)min);
}

static void every_parameter_is_at_or_beyond_its_limit(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct row *row = &rows[i];
		const struct limits *l = row->limits;
		struct bench b;
		struct timing t;

		make(&b, row);
		t = run(&b);
		at_least(row, "tLOW", t.low, l->low);
		at_least(row, "tHIGH", t.high, l->high);
		at_least(row, "tHD;STA", t.hd_sta, l->hd_sta);
		at_least(row, "tSU;STA", t.su_sta, l->su_sta);
		at_least(row, "tSU;STO", t.su_sto, l->su_sto);
		at_least(row, "tBUF", t.buf, l->buf);
		at_least(row, "tSU;DAT", t.su_dat, l->su_dat);
		at_least(row, "tHD;DAT", t.hd_dat, 0);
		at_least(row, "1/fSCL", t.period_min,
			 1000000000 / MAX(row->hz, 1));
		drop(&b);
	}
}

/* Four of the parameters are waited for as such: no longer than needed. */
static void conditions_take_no_longer_than_they_must(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct row *row = &rows[i];
		const struct limits *l = row->limits;
		double rc = row->ohm * (double)row->pF / 1000;
		struct bench b;
		struct timing t;

		make(&b, row);
		t = run(&b);
		/* Their figures lie between two crossings of wires that
		 * themselves take tr or tf. */
		assert_true((double)t.hd_sta <=
			    (double)l->hd_sta + 2.5 * row->fall_ns + 2);
		assert_true((double)t.su_sta <=
			    (double)l->su_sta + 2.5 * row->fall_ns + 2);
		assert_true((double)t.su_sto <= (double)l->su_sto + rc + 2);
		assert_true((double)t.buf <=
			    (double)l->buf + 2.5 * row->fall_ns + 2);
		drop(&b);
	}
}

static void scl_runs_at_its_nominal_frequency(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const struct row *row = &rows[i];
		double want = 1e9 / row->hz;
		struct bench b;
		struct timing t;

		make(&b, row);
		t = run(&b);
		if ((double)t.period_min < want * 0.99 ||
		    (double)t.period_max > want * 1.01)
			fail_msg("%u Hz, %u ohm, %u pF: periods are %d to %d "
				 "ns, not %.0f",
				 row->hz, row->ohm, row->pF, (int)t.period_min,
				 (int)t.period_max, want);
		drop(&b);
	}
}

/* 10 kohm and 400 pF: SCL needs 4.8 us to VIH. High is counted from there, so
 * 400 kHz becomes less than 160 kHz instead of a bus that works. */
static void too_weak_a_pull_up_slows_fast_mode_down(void **state)
{
	static const struct row weak = {&fast, 400000, 10000, 400, 20};
	uint8_t tx[] = {0x00};
	struct bench b;
	struct timing t;

	make(&b, &weak);
	tw_controller_write_to(b.c, 0x48, tx, 1);
	g_autoptr(GArray) edges = wires_since(b.sim, 0);
	t = wires_timing(edges);
	assert_true(t.period_min >= 4816 + 600 + 1300);
	assert_true(t.high >= 600);
	drop(&b);
}

static void given_settings_are_kept(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	struct tw_controller_config config = {
		.scl_hz = 50000,
		.low_ns = 12000,
		.high_ns = 9000,
		.hd_sta_ns = 5000,
		.su_sta_ns = 6000,
		.su_sto_ns = 7000,
		.buf_ns = 8000,
		.hd_dat_ns = 900,
	};
	tw_controller *c = tw_controller_new(bus, &config, NULL);
	uint8_t byte = 0xa5, rx;
	struct timing t;
	struct party p;

	party_at(&p, bus, "target", 0x48);
	tw_controller_write_read(c, 0x48, &byte, 1, &rx, 1);
	tw_controller_write_to(c, 0x48, &byte, 1);
	g_autoptr(GArray) edges = wires_since(sim, 0);
	t = wires_timing(edges);
	/* Pull to release, less the fall to VIL, plus the rise to it. */
	assert_in_range(t.low, 12000 - 35 + 78, 12000 - 35 + 79);
	/* Seen high until the pull, plus the fall to VIH. */
	assert_in_range(t.high, 9000 + 14, 9000 + 16);
	assert_in_range(t.hd_sta, 5000 - 35 + 14, 5000 - 35 + 16);
	assert_in_range(t.su_sta, 6000 + 14, 6000 + 16);
	assert_in_range(t.su_sto, 7000 + 77, 7000 + 80);
	assert_in_range(t.buf, 8000 + 14, 8000 + 16);
	assert_in_range(t.hd_dat, 300, 900 + 80);
	party_leave(&p);
}

static void a_frequency_out_of_range_is_refused(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	struct tw_controller_config config = {.name = "host",
					      .scl_hz = 1000001};
	GError *error = NULL;

	assert_null(tw_controller_new(bus, &config, &error));
	assert_true(g_error_matches(error, TW_ERROR, TW_ERROR_CONFIG));
	assert_non_null(strstr(error->message, "host"));
	assert_non_null(strstr(error->message, "scl_hz"));
	g_error_free(error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_parameter_is_at_or_beyond_its_limit),
		cmocka_unit_test(conditions_take_no_longer_than_they_must),
		cmocka_unit_test(scl_runs_at_its_nominal_frequency),
		cmocka_unit_test(too_weak_a_pull_up_slows_fast_mode_down),
		cmocka_unit_test(given_settings_are_kept),
		cmocka_unit_test(a_frequency_out_of_range_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
