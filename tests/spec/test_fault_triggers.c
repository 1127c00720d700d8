/* SPDX-License-Identifier: MIT */
/* When faults strike, how often, by what chance; and striking once more. */
#include "faulty.h"

#include "twowire/point.h"

/* When the fault "f" struck, in words: ns after the edge before, or "-". */
static void expect_struck(const char *at, unsigned n, uint64_t want,
			  unsigned line)
{
	struct scene s;
	g_autofree char *what =
		g_strconcat("glitch line=sda width_ns=1 at ", at, NULL);
	g_autofree char *text = NULL;
	uint64_t when = 0;

	scene_open(&s, 1);
	FAULT(&s, "f", what);
	assert_int_equal(PUT(&s, 0x48, 0x12, 0x34), TW_OK);
	assert_int_equal(scene_read(&s, 0x48, 2), TW_OK);
	text = note_text(s.sim, TW_NOTE_FAULT, n, &when);
	if (want ? !text || when != want : text != NULL)
		fail_msg("line %u: '%s' struck at %" G_GUINT64_FORMAT
			 ", not %" G_GUINT64_FORMAT,
			 line, at, text ? when : 0, want);
	scene_close(&s);
}
#define STRIKES(at, want)	 expect_struck(at, 1, want, __LINE__)
#define STRIKES_NTH(at, n, want) expect_struck(at, n, want, __LINE__)

/* SCL falls of S 90+ 12+ 34+ P are 1 to 28 (the STOP's clock does not fall);
 * of S 91+ 00+ 01- P the 29th on. */
static void every_trigger_has_its_instant(void **state)
{
	struct scene s;
	const struct {
		const char *at;
		enum tw_line line;
		bool level;
		unsigned n;
		uint64_t offset;
	} rows[] = {
		{"edge=scl-fall n=5", TW_SCL, false, 5, 0},
		{"edge=scl-rise n=5 offset_ns=77", TW_SCL, true, 5, 77},
		{"edge=sda-fall n=2", TW_SDA, false, 2, 0},
		{"edge=sda-rise n=2", TW_SDA, true, 2, 0},
		{"byte=1 bit=3", TW_SCL, false, 9 + 4, 0},
		{"byte=1 bit=3 from=rise", TW_SCL, true, 9 + 4, 0},
		{"byte=0 bit=0", TW_SCL, false, 1, 0},
		{"byte=2 bit=8", TW_SCL, false, 18 + 9, 0},
		{"byte=1 message=2", TW_SCL, false, 28 + 10, 0},
		{"bit=8 n=2", TW_SCL, false, 18, 0},
		{"byte=1 bit=3 dir=read", TW_SCL, false, 28 + 9 + 4, 0},
		{"addr=0x48", TW_SCL, false, 9, 0},
		{"addr=0x48 dir=read", TW_SCL, false, 28 + 9, 0},
		{"state=start n=2", TW_SDA, false, 0, 0},
		{"state=address", TW_SCL, false, 1, 0},
		{"state=ack n=3", TW_SCL, false, 27, 0},
		{"state=write", TW_SCL, false, 10, 0},
		{"state=write n=2", TW_SCL, false, 19, 0},
		{"state=write bit=8", TW_SCL, false, 18, 0},
		{"state=read", TW_SCL, false, 28 + 10, 0},
		{"per=byte n=3", TW_SCL, false, 19, 0},
		{"per=bit n=20", TW_SCL, false, 20, 0},
	};

	/* The glitch of 1 ns leaves no edge, so edges are those without. */
	scene_open(&s, 1);
	assert_int_equal(PUT(&s, 0x48, 0x12, 0x34), TW_OK);
	assert_int_equal(scene_read(&s, 0x48, 2), TW_OK);
	assert_int_equal(n_edges(&s, TW_SCL, false), 28 + 28);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].n)
			STRIKES(rows[i].at, edge_ns(&s, rows[i].line,
						    rows[i].level, rows[i].n) +
						    rows[i].offset);
	scene_close(&s);
	STRIKES("time_ns=12345", 12345);
}

static void what_does_not_come_by_strikes_nothing(void **state)
{
	STRIKES("addr=0x49", 0);
	STRIKES("state=restart", 0);
	STRIKES("byte=3", 0);
	STRIKES("state=read n=3", 0);
	STRIKES("per=byte n=7", 0);
	STRIKES("chance_ppm=0 per=bit", 0);
	STRIKES("message=3", 0);
}

static void it_strikes_as_often_as_it_may(void **state)
{
	struct scene s;
	tw_fault *once, *thrice, *ever;

	scene_open(&s, 1);
	once = FAULT(&s, "a", "glitch line=sda width_ns=1 at per=bit");
	thrice =
		FAULT(&s, "b", "glitch line=sda width_ns=1 at per=bit count=3");
	ever = FAULT(&s, "c", "glitch line=sda width_ns=1 at per=bit count=0");
	assert_int_equal(PUT(&s, 0x48, 0x12), TW_OK);
	assert_int_equal(tw_fault_n_struck(once), 1);
	assert_int_equal(tw_fault_n_struck(thrice), 3);
	assert_int_equal(tw_fault_n_struck(ever), 18);
	scene_close(&s);
}

static void stop_and_restart_are_states(void **state)
{
	struct scene s;
	uint8_t tx = 1;
	uint64_t when = 0;
	struct tw_msg m[2] = {
		{.addr = 0x48, .len = 1, .data = &tx},
		{.addr = 0x48, .flags = TW_MSG_READ, .len = 1, .data = s.rx}};

	scene_open(&s, 1);
	FAULT(&s, "Sr", "glitch line=sda width_ns=1 at state=restart");
	FAULT(&s, "P", "glitch line=scl width_ns=1 at state=stop");
	assert_int_equal(tw_controller_transfer(s.host, m, 2, TW_MS(20)),
			 TW_OK);
	scene_run(&s, TW_MS(1));
	g_free(note_text(s.sim, TW_NOTE_FAULT, 1, &when));
	/* START is the first fall of SDA; 0x90 has three, 0x01 one and the
	 * acknowledges' are in them or follow: the repeated START is the one
	 * with SCL high. */
	assert_true(has_edge(&s, TW_SDA, false, when));
	g_free(note_text(s.sim, TW_NOTE_FAULT, 2, &when));
	assert_true(has_edge(&s, TW_SDA, true, when));
	assert_int_equal(when,
			 edge_ns(&s, TW_SDA, true, n_edges(&s, TW_SDA, true)));
	scene_close(&s);
}

/* --- chance ------------------------------------------------------------ */

static char *struck(uint64_t seed, bool other)
{
	struct scene s;
	GString *log = g_string_new(NULL);

	scene_open(&s, seed);
	if (other)
		FAULT(&s, "a",
		      "glitch line=sda width_ns=2 at chance_ppm=200000 "
		      "per=bit count=0");
	FAULT(&s, "b",
	      "glitch line=sda width_ns=1 at chance_ppm=100000 per=bit "
	      "count=0");
	for (int i = 0; i < 10; i++)
		assert_int_equal(PUT(&s, 0x48, 0x12, 0x34, 0x56), TW_OK);
	for (unsigned n = 1;; n++) {
		uint64_t when = 0;
		g_autofree char *text =
			note_text(s.sim, TW_NOTE_FAULT, n, &when);

		if (!text)
			break;
		if (strstr(text, "width_ns=1"))
			g_string_append_printf(log, "%" G_GUINT64_FORMAT " ",
					       when);
	}
	scene_close(&s);
	return g_string_free(log, FALSE);
}

static void chance_follows_the_seed_and_nobody_else(void **state)
{
	g_autofree char *a = struck(1, false), *b = struck(1, false);
	g_autofree char *c = struck(2, false), *d = struck(1, true);
	g_auto(GStrv) words = g_strsplit(a, " ", -1);

	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	assert_string_equal(a, d);
	/* 360 bits at 10 %: 36, give or take four times sqrt(32). */
	assert_in_range(g_strv_length(words) - 1, 36 - 23, 36 + 23);
}

/* --- once more --------------------------------------------------------- */

static void traffic(struct scene *s)
{
	for (int i = 0; i < 6; i++) {
		PUT(s, 0x48, (uint8_t)(i * 37), 0x5a);
		scene_read(s, 0x48, 3);
	}
	scene_run(s, TW_MS(300));
}

static const struct {
	const char *name;
	const char *what;
} wild[] = {
	{"hold", "hold-low line=scl for_ns=30000 at chance_ppm=20000 per=bit "
		 "count=3 offset_ns=777"},
	{"hold0", "hold-low line=sda for_ns=3000 at chance_ppm=9000 per=bit "
		  "count=2"},
	{"or", "or-bit at chance_ppm=30000 per=bit count=4"},
	{"flip", "flip-bit at chance_ppm=20000 per=bit count=2"},
	{"high", "glitch line=scl level=high width_ns=900 at chance_ppm=20000 "
		 "per=bit count=2 offset_ns=2500"},
	{"no", "ack-to-nack at chance_ppm=300000 per=byte count=2"},
	{"clocks", "extra-clocks clocks=2 half_ns=3000 at chance_ppm=40000 "
		   "per=bit count=2"},
	{"cut", "short-byte at chance_ppm=20000 per=bit count=2"},
	{"gone", "drop-clock at chance_ppm=20000 per=bit"},
	{"S", "insert-start at chance_ppm=20000 per=bit count=2"},
	{"P", "insert-stop phase_ns=500 at chance_ppm=20000 per=bit count=2"},
	{"Sr", "insert-restart at chance_ppm=20000 per=bit"},
	{"pec", "pec-corrupt at chance_ppm=500000 per=message count=2"},
	{"next", "wrong-byte at chance_ppm=100000 per=byte count=3"},
	{"shake", "jitter up_to_ns=150 for_ns=300000 at chance_ppm=100000 "
		  "per=byte count=2"},
	{"fast", "speed scl_hz=300000 for_ns=200000 at chance_ppm=50000 "
		 "per=bit count=2"},
	{"slow", "slow-rise cap_pF=300 for_ns=100000 at chance_ppm=50000 "
		 "per=bit count=2"},
	{"join", "stop-to-restart at chance_ppm=500000 per=message"},
	{"other", "second-start addr=0x20 at state=start chance_ppm=300000 "
		  "offset_ns=500"},
	{"early", "release-early line=sda part=host at chance_ppm=30000 "
		  "per=bit offset_ns=2000 count=2"},
	{"gap", "freeze for_ns=70000 at chance_ppm=20000 per=bit "
		"offset_ns=1234"},
	{"bye", "vanish for_ns=7000 at chance_ppm=20000 per=bit "
		"offset_ns=1234"},
};

static void from_the_notes_the_same_wires_come_again(void **state)
{
	unsigned n_struck = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(wild); i++) {
		for (uint64_t seed = 1; seed <= 8; seed++) {
			struct scene first, again, clean;
			GError *error = NULL;
			tw_fault *f;

			scene_open(&clean, seed);
			traffic(&clean);
			scene_open(&first, seed);
			f = FAULT(&first, wild[i].name, wild[i].what);
			traffic(&first);
			scene_open(&again, seed);
			if (!tw_faults_replay(again.sim,
					      tw_sim_trace(first.sim), &error))
				fail_msg("%s", error->message);
			traffic(&again);
			if (!same_edges(&first, &again))
				fail_msg("%s, seed %u: other edges",
					 wild[i].what, (unsigned)seed);
			if (tw_fault_n_struck(f)) {
				n_struck++;
				if (same_edges(&first, &clean) &&
				    strcmp(wild[i].name, "or") &&
				    strcmp(wild[i].name, "high") &&
				    strcmp(wild[i].name, "early") &&
				    strcmp(wild[i].name, "hold0"))
					fail_msg("%s, seed %u: did nothing",
						 wild[i].what, (unsigned)seed);
			}
			scene_close(&first);
			scene_close(&again);
			scene_close(&clean);
		}
	}
	assert_true(n_struck > 120);
}

static void together_they_come_again_too(void **state)
{
	unsigned n_struck = 0;

	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct scene first, again;
		GError *error = NULL;

		scene_open(&first, seed);
		scene_open(&again, seed);
		for (size_t i = seed % 3; i < G_N_ELEMENTS(wild); i += 3)
			FAULT(&first, wild[i].name, wild[i].what);
		traffic(&first);
		n_struck += wires_notes(first.sim, TW_NOTE_FAULT, NULL);
		if (!tw_faults_replay(again.sim, tw_sim_trace(first.sim),
				      &error))
			fail_msg("%s", error->message);
		traffic(&again);
		if (!same_edges(&first, &again))
			fail_msg("seed %u: other edges", (unsigned)seed);
		scene_close(&first);
		scene_close(&again);
	}
	assert_true(n_struck > 60);
}

/* A host of which nothing is known but its edges. */
static void a_refused_byte_is_the_last_of_a_read(void **state)
{
	struct scene s;
	struct hand h;
	tw_fault *f;

	scene_open(&s, 1);
	f = FAULT(&s, "f", "glitch line=sda width_ns=1 at per=byte count=0");
	hand_new(&h, s.bus, "hand");
	hand_start(&h);
	assert_int_equal(hand_byte(&h, 0x91, true) & 1, 0);
	hand_byte(&h, 0xff, false);
	hand_byte(&h, 0xff, true);
	hand_stop(&h);
	assert_int_equal(tw_fault_n_struck(f), 3);
	scene_close(&s);
}

/* --- errors ------------------------------------------------------------ */

static void a_bad_fault_is_refused_by_the_key_it_is_about(void **state)
{
	static const struct {
		const char *what, *error;
	} rows[] = {
		{"hold-lo", "kind: no such kind of fault: \"hold-lo\"; see "
			    "twowire list faults"},
		{"hold-low", "line: is needed"},
		{"hold-low line=scl line=sda", "line: is given twice"},
		{"hold-low line=mid",
		 "line: expected one of scl, sda, got \"mid\""},
		{"hold-low line=scl x=1",
		 "x: no such key; there are line, for_ns"},
		{"hold-low line=scl for_ns=-1",
		 "for_ns: expected 0 to 1000000000000, got \"-1\""},
		{"hold-low line", "line: expected key=value"},
		{"flip-bit at bit=9", "bit: expected 0 to 8, got \"9\""},
		{"flip-bit at bit=1 time_ns=5",
		 "at.time_ns: expected one of time_ns, edge, point, or a place "
		 "in the traffic, got two"},
		{"irq-lost point=x.irq", "point: there is no point \"x.irq\""},
		{"flip-bit at point=x", "at.point: there is no point \"x\""},
	};
	struct scene s;

	scene_open(&s, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(tw_fault_new(s.bus, "f", rows[i].what, &error));
		assert_string_equal(error->message, rows[i].error);
	}
	scene_close(&s);
}

static void the_tables_are_well_formed(void **state)
{
	for (size_t i = 0; tw_fault_nth_kind(i); i++) {
		const struct tw_fault_kind *k = tw_fault_nth_kind(i);

		assert_true(k->name && k->summary && k->params);
		for (size_t n = 0; n < i; n++)
			assert_string_not_equal(k->name,
						tw_fault_nth_kind(n)->name);
		for (const struct tw_fault_param *p = k->params; p->key; p++)
			if (p->value == TW_FAULT_INT && p->min > p->max)
				fail_msg("%s.%s", k->name, p->key);
	}
	assert_non_null(tw_fault_nth_trigger_param(0));
}

int main(void)
{
	const struct CMUnitTest triggers[] = {
		cmocka_unit_test(every_trigger_has_its_instant),
		cmocka_unit_test(what_does_not_come_by_strikes_nothing),
		cmocka_unit_test(it_strikes_as_often_as_it_may),
		cmocka_unit_test(stop_and_restart_are_states),
		cmocka_unit_test(chance_follows_the_seed_and_nobody_else),
		cmocka_unit_test(from_the_notes_the_same_wires_come_again),
		cmocka_unit_test(together_they_come_again_too),
		cmocka_unit_test(a_refused_byte_is_the_last_of_a_read),
		cmocka_unit_test(a_bad_fault_is_refused_by_the_key_it_is_about),
		cmocka_unit_test(the_tables_are_well_formed),
	};

	return cmocka_run_group_tests(triggers, NULL, NULL);
}
