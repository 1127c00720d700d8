/* SPDX-License-Identifier: MIT */
/*
 * What tests of the specification share: the edges of a run, read from its
 * trace by rules of our own, so that the engine's framing is not judged by
 * itself. Crossings are those of the figures in UM10204: an edge record is the
 * second threshold, less its slew the first.
 */
#ifndef TW_SPEC_WIRES_H
#define TW_SPEC_WIRES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/bus.h"
#include "twowire/sim.h"
#include "twowire/trace.h"

struct edge {
	uint64_t ns;	/* the threshold crossed last */
	uint64_t first; /* the one crossed before it */
	enum tw_line line;
	bool level;
};

/* The edges of source @source between two instants, both included. */
static inline GArray *wires_between(tw_sim *sim, uint32_t source,
				    uint64_t from_ns, uint64_t to_ns)
{
	GArray *edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		struct edge e = {r.tick, r.tick - r.slew, r.line, r.level};

		if (r.kind == TW_RECORD_EDGE && r.source == source &&
		    r.tick >= from_ns && r.tick <= to_ns)
			g_array_append_val(edges, e);
	}
	return edges;
}

static inline uint32_t wires_source(tw_sim *sim, const char *name)
{
	const tw_trace *trace = tw_sim_trace(sim);

	for (uint32_t i = 0; i < tw_trace_n_sources(trace); i++)
		if (!strcmp(tw_trace_source(trace, i)->name, name))
			return i;
	fail_msg("no source is called %s", name);
	return 0;
}

static inline GArray *wires_since(tw_sim *sim, uint64_t from_ns)
{
	return wires_between(sim, wires_source(sim, "bus"), from_ns, TW_NEVER);
}

/* How many notes of a kind there are; @port NULL: by anybody. */
static inline unsigned wires_notes(tw_sim *sim, enum tw_note note,
				   const char *port)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	unsigned n = 0;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r))
		n += r.kind == TW_RECORD_NOTE && r.note == (uint32_t)note &&
		     (!port || r.source == wires_source(sim, port));
	return n;
}

/*
 * The edges in words: "S 90+ 12- Sr 91+ 55- P". A byte that is cut short by a
 * START or STOP stands as its bits: "(101)".
 */
static inline char *wires_text(tw_sim *sim, uint64_t from_ns)
{
	g_autoptr(GArray) edges = wires_since(sim, from_ns);
	GString *text = g_string_new(NULL);
	GString *bits = g_string_new(NULL);
	bool level[2] = {true, true};
	bool busy = false;

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		level[e.line] = e.level;
		if (e.line == TW_SCL && e.level) {
			g_string_append_c(bits, level[TW_SDA] ? '1' : '0');
		} else if (e.line == TW_SCL) {
			if (bits->len == 9) {
				guint byte = (guint)strtoul(
					(char[]){bits->str[0], bits->str[1],
						 bits->str[2], bits->str[3],
						 bits->str[4], bits->str[5],
						 bits->str[6], bits->str[7], 0},
					NULL, 2);

				g_string_append_printf(
					text, " %02x%c", byte,
					bits->str[8] == '0' ? '+' : '-');
				g_string_truncate(bits, 0);
			}
		} else if (level[TW_SCL]) {
			/* The rise before a START or STOP is no bit. */
			if (bits->len && busy)
				g_string_truncate(bits, bits->len - 1);
			if (bits->len && busy)
				g_string_append_printf(text, " (%s)",
						       bits->str);
			g_string_truncate(bits, 0);
			g_string_append(text, e.level ? " P"
					      : busy  ? " Sr"
						      : " S");
			busy = !e.level;
		}
	}
	g_string_free(bits, TRUE);
	if (text->len)
		g_string_erase(text, 0, 1);
	return g_string_free(text, FALSE);
}

static inline void expect_text(tw_sim *sim, uint64_t from_ns, const char *want,
			       const char *file, int line)
{
	g_autofree char *got = wires_text(sim, from_ns);

	if (strcmp(got, want))
		fail_msg("%s:%d: wires say '%s', not '%s'", file, line, got,
			 want);
}
#define EXPECT_WIRES(sim, from_ns, want)                                       \
	expect_text(sim, from_ns, want, __FILE__, __LINE__)

/* Shortest of each parameter seen; UINT64_MAX where there was none. */
struct timing {
	uint64_t low, high, hd_sta, su_sta, su_sto, buf, su_dat, hd_dat;
	uint64_t period_min,
		period_max; /* SCL fall to fall, no START between */
	unsigned n_clocks;
};

static inline void keep_min(uint64_t *min, uint64_t from, uint64_t to)
{
	if (from == UINT64_MAX)
		return;
	if (to < from)
		*min = 0;
	else if (to - from < *min)
		*min = to - from;
}

static inline struct timing wires_timing(const GArray *edges)
{
	struct timing t;
	const uint64_t none = UINT64_MAX;
	bool scl = true, started = false;
	uint64_t scl_fall = none, scl_rise = none, sda_set = none;
	uint64_t start = none, stop = none;

	memset(&t, 0xff, sizeof(t));
	t.period_max = 0;
	t.n_clocks = 0;
	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == TW_SCL && e.level) {
			keep_min(&t.low, scl_fall, e.first);
			keep_min(&t.su_dat, sda_set, e.first);
			sda_set = none;
			scl_rise = e.ns;
			scl = true;
			t.n_clocks++;
		} else if (e.line == TW_SCL) {
			keep_min(&t.high, scl_rise, e.first);
			keep_min(&t.hd_sta, start, e.first);
			if (!started && scl_fall != none) {
				keep_min(&t.period_min, scl_fall, e.ns);
				t.period_max =
					MAX(t.period_max, e.ns - scl_fall);
			}
			start = none;
			started = false;
			scl_fall = e.ns;
			scl = false;
		} else if (!scl) {
			keep_min(&t.hd_dat, scl_fall, e.first);
			sda_set = e.ns;
		} else if (e.level) {
			keep_min(&t.su_sto, scl_rise, e.first);
			stop = e.ns;
			scl_fall = none;
			scl_rise = none;
		} else {
			keep_min(&t.su_sta, scl_rise, e.first);
			keep_min(&t.buf, stop, e.first);
			start = e.ns;
			started = true;
			stop = none;
			scl_rise = none;
		}
	}
	return t;
}

#endif /* TW_SPEC_WIRES_H */
