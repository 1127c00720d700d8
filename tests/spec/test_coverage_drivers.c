/* SPDX-License-Identifier: MIT */
/* Bins of who drives and of times, on waveforms drawn edge by edge. */
#include "drawn.h"

/* --- stretching -------------------------------------------------------- */

/* A bit before which the target holds SCL until @until_ns after its fall. */
static void target_holds(struct pen *p, bool b, int64_t until_ns)
{
	int64_t fell = p->now;

	pull(p, p->target, fell + 10, TW_SCL, true);
	if (b != p->sda)
		edge(p, fell + 400, TW_SDA, b);
	if (until_ns < p->t.low)
		pull(p, p->target, fell + until_ns, TW_SCL, false);
	pull(p, p->host, fell + p->t.low, TW_SCL, false);
	if (until_ns >= p->t.low)
		pull(p, p->target, fell + until_ns, TW_SCL, false);
	p->now = slope(p, fell + MAX(until_ns, p->t.low), TW_SCL, true);
	scl_fall(p, p->now + p->t.high);
}

/* One whole message before: its lows are the measure of a controller's. */
static int64_t usual_message(struct pen *p)
{
	start(p, 10000);
	byte(p, 0x20, true);
	return stop(p) + p->t.buf;
}

/* START and the bits of begin() up to the one before @at. */
static void up_to(struct pen *p, const struct at *at)
{
	uint64_t bits = (uint64_t)(0x28 << 1 | at->read) << 1;

	start(p, usual_message(p));
	for (unsigned i = 0; i < at->bits; i++)
		bit(p, (i < 9 ? bits : 0x55 << 1) >> (8 - i % 9) & 1);
}

static void a_target_stretches_before_each_bit(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *want = g_strdup_printf("%s:1", places[i].name);
		/* The bit's value decides what a R/W bit makes of it. */
		bool read = places[i].bits == 7 && places[i].read;
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		up_to(&p, &places[i]);
		target_holds(&p, read, 20000);
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "stretch-target", want);
		EXPECT_COVERED(c, "stretch-controller", "");
		EXPECT_COVERED(c, "stuck", "");
	}
}

static void a_target_that_lets_go_first_stretches_nothing(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	up_to(&p, &places[8]);
	target_holds(&p, false, slow.low - 1);
	stop(&p);
	c = cover(p.trace);
	EXPECT_COVERED(c, "stretch-target", "");
	EXPECT_COVERED(c, "stretch-acknowledge", "");
}

static void a_controller_stretches_by_a_low_of_twice_its_shortest(void **state)
{
	for (size_t i = 0; i < 2 * G_N_ELEMENTS(places); i++) {
		const struct at *at = &places[i / 2];
		bool beyond = i & 1;
		g_autofree char *want = g_strdup_printf("%s:1", at->name);
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		up_to(&p, at);
		/* It pulls for the fall and from the crossing on. */
		p.t.low += slow.tf_scl + slow.low + beyond;
		bit(&p, false);
		p.t.low = slow.low;
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "stretch-controller", beyond ? want : "");
		EXPECT_COVERED(c, "stretch-target", "");
	}
}

static void what_a_stretch_before_an_acknowledge_led_to_counts(void **state)
{
	for (unsigned i = 0; i < 4; i++) {
		bool data = i & 1, nack = i & 2;
		g_autofree char *want =
			g_strdup_printf("%s.%s:1", data ? "write" : "address",
					nack ? "nack" : "ack");
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		up_to(&p, &(struct at){"", data ? 17 : 8, false});
		target_holds(&p, nack, 20000);
		stop(&p);
		c = cover(p.trace);
		EXPECT_COVERED(c, "stretch-acknowledge", want);
	}
}

/* --- targets against each other ---------------------------------------- */

/* A bit that both targets send. */
static void both_send(struct pen *p, uint32_t other, bool a, bool b)
{
	pull(p, p->target, p->now + 400, TW_SDA, !a);
	pull(p, other, p->now + 400, TW_SDA, !b);
	if ((a && b) != p->sda)
		slope(p, p->now + 400, TW_SDA, a && b);
	p->now = edge(p, p->now + p->t.low, TW_SCL, true);
	scl_fall(p, p->now + p->t.high);
}

/* Both acknowledge address 0x0c, as to an alert, and send a byte. */
static tw_coverage *two_targets(uint8_t a, uint8_t b)
{
	struct tw_source twin = {
		.kind = TW_SOURCE_PORT, .name = "twin", .role = TW_ROLE_TARGET};
	bool a_in = true, b_in = true;
	struct pen p;
	uint32_t other;

	pen_new(&p, &slow);
	other = tw_trace_add_source(p.trace, &twin);
	start(&p, 10000);
	for (int i = 7; i >= 0; i--)
		bit(&p, 0x19 >> i & 1);
	both_send(&p, other, false, false);
	for (int i = 7; i >= 0; i--) {
		bool bit_a = !a_in || (a >> i & 1),
		     bit_b = !b_in || (b >> i & 1);

		both_send(&p, other, bit_a, bit_b);
		a_in &= !bit_a || bit_b;
		b_in &= !bit_b || bit_a;
	}
	both_send(&p, other, true, true);
	stop(&p);
	return cover(p.trace);
}

static void of_two_targets_one_loses_or_none(void **state)
{
	g_autoptr(tw_coverage) first = two_targets(0x98, 0x9a);
	g_autoptr(tw_coverage) second = two_targets(0xff, 0x00);
	g_autoptr(tw_coverage) same = two_targets(0x98, 0x98);

	EXPECT_COVERED(first, "arbitration", "target-lost.data:1");
	EXPECT_COVERED(second, "arbitration", "target-lost.data:1");
	EXPECT_COVERED(same, "arbitration", "identical.targets:1");
}

/* --- times ------------------------------------------------------------- */

static void a_bus_is_free_for_a_time(void **state)
{
	static const struct {
		int64_t ns;
		const char *want;
	} rows[] = {
		{499, "below-500-ns:1"},   {500, "below-1300-ns:1"},
		{1299, "below-1300-ns:1"}, {1300, "below-4700-ns:1"},
		{4699, "below-4700-ns:1"}, {4700, "longer:1"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = NULL;
		struct times t = slow;

		t.buf = rows[i].ns;
		c = cover(two_messages(&t));
		EXPECT_COVERED(c, "bus-free", rows[i].want);
	}
}

static void a_period_is_of_the_slowest_mode_that_has_it(void **state)
{
	/* Limits of UM10204 table 10, a tenth to spare; SMBus's 10 kHz. */
	static const struct {
		int64_t period;
		const char *want;
	} rows[] = {
		{900, "faster:36"},	 {1000, "fast-plus:36"},
		{2200, "fast-plus:36"},	 {2500, "fast:36"},
		{9000, "fast:36"},	 {10000, "standard:36"},
		{100000, "standard:36"}, {100001, "slower:36"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = NULL;
		struct times t = slow;

		t.tr_scl = t.tr_scl1 = t.tf_scl = t.tr_sda = t.tf_sda = 10;
		t.hd_dat = 20;
		t.low = rows[i].period / 2;
		t.high = rows[i].period - t.low - 20;
		c = cover(two_messages(&t));
		EXPECT_COVERED(c, "clock", rows[i].want);
	}
}

static void sda_changes_at_once_or_later(void **state)
{
	static const struct {
		int64_t ns;
		const char *want;
	} rows[] = {
		{0, "at-once:25"},
		{1, "up-to-300-ns:25"},
		{300, "up-to-300-ns:25"},
		{301, "longer:25"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = NULL;
		struct times t = slow;

		t.hd_dat = rows[i].ns;
		c = cover(two_messages(&t));
		EXPECT_COVERED(c, "data-hold", rows[i].want);
	}
}

static void scl_that_is_low_for_long_is_stuck(void **state)
{
	static const struct {
		int64_t ns;
		const char *want;
	} rows[] = {
		{24999999, ""},
		{25000000, "scl-low-25-ms:1"},
		{34999999, "scl-low-25-ms:1"},
		{35000000, "scl-low-25-ms:1 scl-low-35-ms:1"},
	};

	for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		start(&p, 10000);
		if (i & 1) /* it never rises */
			tw_trace_set_end(p.trace,
					 (uint64_t)(p.now + rows[i / 2].ns));
		else
			edge(&p, p.now + rows[i / 2].ns, TW_SCL, true);
		c = cover(p.trace);
		EXPECT_COVERED(c, "stuck", rows[i / 2].want);
	}
}

/* --- wires and notes --------------------------------------------------- */

static void pulses_of_up_to_50_ns_are_spikes(void **state)
{
	static const struct {
		enum tw_line line;
		bool level;
		int64_t ns;
		const char *want;
	} rows[] = {
		{TW_SCL, false, 50, "spike.scl.low:1"},
		{TW_SCL, false, 51, ""},
		{TW_SDA, false, 50, "spike.sda.low:1"},
		{TW_SDA, false, 51, ""},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = NULL;
		struct pen p;

		pen_new(&p, &slow);
		p.now = edge(&p, 10000, rows[i].line, rows[i].level);
		edge(&p, p.now + rows[i].ns, rows[i].line, !rows[i].level);
		c = cover(p.trace);
		EXPECT_COVERED(c, "wires", rows[i].want);
	}
}

static void a_spike_in_a_low_is_a_high_one(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	start(&p, 10000);
	p.now = edge(&p, p.now + 2000, TW_SDA, true);
	p.now = edge(&p, p.now + 50, TW_SDA, false);
	p.now = edge(&p, p.now + 2000, TW_SCL, true);
	edge(&p, p.now + 50, TW_SCL, false);
	c = cover(p.trace);
	EXPECT_COVERED(c, "wires", "spike.scl.high:1 spike.sda.high:1");
}

static void both_wires_at_one_instant_are_no_condition(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	p.t.tf_scl = p.t.tf_sda;
	edge(&p, 10000, TW_SDA, false);
	edge(&p, 10000, TW_SCL, false);
	c = cover(p.trace);
	EXPECT_COVERED(c, "wires", "both-at-once:1");
	EXPECT_COVERED(c, "condition", "");
}

static void note(struct pen *p, uint32_t source, enum tw_note what,
		 uint64_t value)
{
	struct tw_record r = {.tick = p->last,
			      .source = source,
			      .kind = TW_RECORD_NOTE,
			      .note = what,
			      .value = value};

	tw_trace_append(p->trace, &r);
}

static void notes_count_by_their_wire(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct pen p;

	pen_new(&p, &slow);
	note(&p, p.bus, TW_NOTE_RUNT, TW_SCL | 1000 << 1);
	note(&p, p.bus, TW_NOTE_RUNT, TW_SDA | 1000 << 1);
	note(&p, p.host, TW_NOTE_CONFLICT, TW_SCL);
	note(&p, p.host, TW_NOTE_CONFLICT, TW_SDA);
	note(&p, p.host, TW_NOTE_STUCK, TW_SCL);
	note(&p, p.host, TW_NOTE_STUCK, TW_SDA);
	note(&p, p.host, TW_NOTE_STUCK, TW_SDA);
	c = cover(p.trace);
	EXPECT_COVERED(c, "wires",
		       "conflict.scl:1 conflict.sda:1 runt.scl:1 runt.sda:1");
	EXPECT_COVERED(c, "stuck", "scl-given-up:1 sda-given-up:2");
}

int main(void)
{
	const struct CMUnitTest drivers[] = {
		cmocka_unit_test(a_target_stretches_before_each_bit),
		cmocka_unit_test(a_target_that_lets_go_first_stretches_nothing),
		cmocka_unit_test(
			a_controller_stretches_by_a_low_of_twice_its_shortest),
		cmocka_unit_test(
			what_a_stretch_before_an_acknowledge_led_to_counts),
		cmocka_unit_test(of_two_targets_one_loses_or_none),
		cmocka_unit_test(a_bus_is_free_for_a_time),
		cmocka_unit_test(a_period_is_of_the_slowest_mode_that_has_it),
		cmocka_unit_test(sda_changes_at_once_or_later),
		cmocka_unit_test(scl_that_is_low_for_long_is_stuck),
		cmocka_unit_test(pulses_of_up_to_50_ns_are_spikes),
		cmocka_unit_test(a_spike_in_a_low_is_a_high_one),
		cmocka_unit_test(both_wires_at_one_instant_are_no_condition),
		cmocka_unit_test(notes_count_by_their_wire),
	};

	return cmocka_run_group_tests(drivers, NULL, NULL);
}
