/* SPDX-License-Identifier: MIT */
/*
 * twowire check by each mode's limits: a capture with samples of 1 ns whose
 * interval is at a limit, a sample beyond it, and two.
 *
 * From: UM10204 rev. 7, tables 10 (Standard, Fast, Fast+), 12 (Hs; between 100
 * and 400 pF by its note 2) and 14 (Ultra Fast); SMBus specification 3.x,
 * table 1.
 */
#include "ran.h"

/* ns; what a mode has no limit for is 0. */
struct times {
	unsigned period, thd_sta, tlow, thigh, tsu_sta, tsu_dat, tsu_sto, tbuf;
};

struct row {
	const char *options;
	struct times least;
	bool hs;
};

static const struct row rows[] = {
	{"--mode standard", {10000, 4000, 4700, 4000, 4700, 250, 4000, 4700}},
	{"--mode fast", {2500, 600, 1300, 600, 600, 100, 600, 1300}},
	{"--mode fast+", {1000, 260, 500, 260, 260, 50, 260, 500}},
	{"--mode ufast", {200, 50, 50, 50, 50, 30, 50, 80}},
	{"--mode smbus100", {10000, 4000, 4700, 4000, 4700, 250, 4000, 4700}},
	{"--mode smbus400", {2500, 600, 1300, 600, 600, 100, 600, 1300}},
	{"--mode smbus1m", {1000, 260, 500, 260, 260, 50, 260, 500}},
	/* 1 / 3.4 MHz is 294.1 ns, 1 / 1.7 MHz 588.2 ns. */
	{"--mode hs", {295, 160, 160, 60, 160, 10, 160, 0}, true},
	{"--mode hs --cb 100", {295, 160, 160, 60, 160, 10, 160, 0}, true},
	{"--mode hs --cb 400", {589, 160, 320, 120, 160, 10, 160, 0}, true},
	/* Half way: 441.2, 240 and 90 ns. */
	{"--mode hs --cb 250", {442, 160, 240, 90, 160, 10, 160, 0}, true},
};

/* --- A capture ----------------------------------------------------------- */

struct pen {
	GString *vcd;
	uint64_t now;
};

static void wire(struct pen *p, unsigned ns, char name, bool level)
{
	p->now += ns;
	g_string_append_printf(p->vcd, "#%" G_GUINT64_FORMAT "\n%d%c\n", p->now,
			       level, name);
}

/* SCL is low, and SDA changes tSU;DAT before it rises. */
static void bit(struct pen *p, const struct times *t, bool level)
{
	wire(p, t->tlow - t->tsu_dat, 'd', level);
	wire(p, t->tsu_dat, 'c', 1);
	wire(p, t->thigh, 'c', 0);
}

static void byte(struct pen *p, const struct times *t, uint8_t v, bool ack)
{
	for (int i = 7; i >= 0; i--)
		bit(p, t, v >> i & 1);
	bit(p, t, !ack);
}

static void start(struct pen *p, const struct times *t, unsigned after)
{
	wire(p, after, 'd', 0);
	wire(p, t->thd_sta, 'c', 0);
}

static void restart(struct pen *p, const struct times *t)
{
	wire(p, t->tlow - t->tsu_dat, 'd', 1);
	wire(p, t->tsu_dat, 'c', 1);
	start(p, t, t->tsu_sta);
}

static void stop(struct pen *p, const struct times *t)
{
	wire(p, t->tlow - t->tsu_dat, 'd', 0);
	wire(p, t->tsu_dat, 'c', 1);
	wire(p, t->tsu_sto, 'd', 1);
}

/* A write and a read, twice; Hs after its controller code in Fast-mode. */
static void write_capture(const struct ran *r, const struct row *row,
			  const struct times *t)
{
	static const struct times fast = {.thd_sta = 1000,
					  .tlow = 2000,
					  .thigh = 2000,
					  .tsu_sta = 1000,
					  .tsu_dat = 1500};
	struct pen p = {g_string_new("$timescale 1 ns $end\n"
				     "$var wire 1 c SCL $end\n"
				     "$var wire 1 d SDA $end\n"
				     "$enddefinitions $end\n#0\n1c\n1d\n"),
			0};

	for (unsigned i = 0; i < 2; i++) {
		start(&p, row->hs ? &fast : t, i && !row->hs ? t->tbuf : 20000);
		if (row->hs) {
			byte(&p, &fast, 0x09, false);
			restart(&p, &fast);
		}
		byte(&p, t, 0x90, true);
		byte(&p, t, 0xa5, true);
		restart(&p, t);
		byte(&p, t, 0x91, true);
		byte(&p, t, 0x3c, false);
		stop(&p, t);
	}
	g_string_append_printf(p.vcd, "#%" G_GUINT64_FORMAT "\n",
			       p.now + 20000);
	write_file(r, "c.vcd", p.vcd->str);
	g_string_free(p.vcd, TRUE);
}

/* --- Verdicts ------------------------------------------------------------ */

/* Far from every limit of the mode, but below SMBus's tHIGH of 50 us. */
static struct times easy(const struct row *row)
{
	unsigned far = 2 * row->least.period;

	return (struct times){.thd_sta = far,
			      .tlow = far,
			      .thigh = far,
			      .tsu_sta = far,
			      .tsu_dat = far / 2,
			      .tsu_sto = far,
			      .tbuf = far};
}

/* The row of a parameter, of Hs-mode where there are two. */
static char *verdict(const struct ran *r, const char *name, bool hs)
{
	const char *table = hs ? strstr(r->out, "Hs-mode") : r->out;
	g_autofree char *pattern =
		g_strdup_printf("^ *(in Hs-mode: )?%s +[0-9].*$", name);
	g_autoptr(GRegex) regex =
		g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	char *last = NULL;

	for (g_regex_match(regex, table ? table : r->out, 0, &match);
	     g_match_info_matches(match); g_match_info_next(match, NULL)) {
		g_free(last);
		last = g_match_info_fetch(match, 0);
	}
	if (!last)
		fail_msg("no row of %s in %s", name, r->out);
	return last;
}

static void judge(struct ran *r, const struct row *row, const struct times *t,
		  const char *name, unsigned beyond)
{
	g_autofree char *line = g_strdup_printf("check %s c.vcd", row->options);
	g_autofree char *found = NULL;
	const char *want = !beyond	 ? ""
			   : beyond == 1 ? "possibly violated"
					 : "VIOLATED";

	write_capture(r, row, t);
	twowire(r, line);
	found = verdict(r, name, row->hs);
	if (r->status != (beyond == 2) || !strstr(found, want) ||
	    (!beyond && strcasestr(found, "violated")))
		fail_msg("%s, %s, %u ns beyond: status %d, %s\n%s",
			 row->options, name, beyond, r->status, found, r->out);
}

static void each_limit_holds_to_the_sample(void **state)
{
	static const struct {
		const char *name;
		size_t at;
	} params[] = {
		{"tHD;STA", offsetof(struct times, thd_sta)},
		{"tLOW", offsetof(struct times, tlow)},
		{"tHIGH", offsetof(struct times, thigh)},
		{"tSU;STA", offsetof(struct times, tsu_sta)},
		{"tSU;DAT", offsetof(struct times, tsu_dat)},
		{"tSU;STO", offsetof(struct times, tsu_sto)},
		{"tBUF", offsetof(struct times, tbuf)},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		for (size_t k = 0; k < G_N_ELEMENTS(params); k++)
			for (unsigned beyond = 0; beyond < 3; beyond++) {
				struct times t = easy(&rows[i]);
				const unsigned *least = G_STRUCT_MEMBER_P(
					&rows[i].least, params[k].at);
				unsigned *value =
					G_STRUCT_MEMBER_P(&t, params[k].at);

				if (!*least)
					continue;
				*value = *least - beyond;
				/* Ultra Fast: tHD;DAT of 10 ns. */
				t.tsu_dat = MIN(t.tsu_dat, t.tlow - 15);
				judge(*state, &rows[i], &t, params[k].name,
				      beyond);
			}
}

/* Table 10: 400 pF in Standard-mode and Fast-mode, 550 pF in Fast-mode Plus.
 * What is told has no doubt of a sample. */
static void a_wire_of_too_much_capacitance_is_a_violation(void **state)
{
	static const struct {
		const char *options;
		int status;
	} ways[] = {
		{"--mode fast --cb 400", 0},  {"--mode fast --cb 401", 1},
		{"--mode fast+ --cb 550", 0}, {"--mode fast+ --cb 551", 1},
		{"--mode hs --cb 400", 0},    {"--mode hs --cb 401", 1},
	};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
		bool hs = strstr(ways[i].options, "hs");
		struct row row = {ways[i].options, {10000}, hs};
		struct times t = easy(&row);

		g_autofree char *line =
			g_strdup_printf("check %s c.vcd", ways[i].options);
		g_autofree char *found = NULL;

		write_capture(r, &row, &t);
		twowire(r, line);
		found = verdict(r, "Cb", false);
		if (strstr(r->out, "Cb (not given)"))
			fail_msg("%s: %s", ways[i].options, r->out);
		if (r->status != ways[i].status ||
		    !strstr(found, "VIOLATED") != !ways[i].status)
			fail_msg("%s: status %d, %s", ways[i].options,
				 r->status, found);
	}
}

/* Table 10, tHD;DAT of CBUS compatible controllers: 5 us. */
static void cbus_wants_5_us_of_hold(void **state)
{
	struct times t = easy(&rows[0]);
	struct ran *r = *state;

	t.tsu_dat = t.tlow - 5000;
	write_capture(r, &rows[0], &t);
	assert_int_equal(twowire(r, "check --cbus --mode standard c.vcd"), 0);
	t.tsu_dat = t.tlow - 4998;
	write_capture(r, &rows[0], &t);
	assert_int_equal(twowire(r, "check --mode standard c.vcd"), 0);
	assert_int_equal(twowire(r, "check --cbus --mode standard c.vcd"), 1);
}

static void without_a_mode_it_is_the_slowest_that_fits(void **state)
{
	static const struct {
		unsigned period;
		const char *mode;
	} clocks[] = {{10000, "timing against Standard-mode "},
		      {2500, "timing against Fast-mode "},
		      {1000, "timing against Fast-mode Plus "}};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(clocks); i++) {
		unsigned half = clocks[i].period / 2;
		struct times t = {0,	half,	  half, half,
				  half, half / 2, half, 2 * half};

		write_capture(r, &rows[0], &t);
		twowire(r, "check c.vcd");
		expect_in(r->out, clocks[i].mode);
	}
}

static void what_it_cannot_judge_by_is_refused(void **state)
{
	struct ran *r = *state;

	assert_int_equal(twowire(r, "check --mode slow c.vcd"), 2);
	expect_in(r->err, "--mode: there is no \"slow\"; there are auto, ");
	assert_int_equal(twowire(r, "check --cb 10001 c.vcd"), 2);
	expect_in(r->err, "--cb must be 1 to 10000 pF");
	assert_int_equal(twowire(r, "check --cb 100pF c.vcd"), 2);
	expect_in(r->err, "--cb");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(each_limit_holds_to_the_sample),
		T(a_wire_of_too_much_capacitance_is_a_violation),
		T(cbus_wants_5_us_of_hold),
		T(without_a_mode_it_is_the_slowest_that_fits),
		T(what_it_cannot_judge_by_is_refused),
	};
	int failed;

	if (argc < 2)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_free(program);
	return failed;
}
