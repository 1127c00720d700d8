/* SPDX-License-Identifier: MIT */
/*
 * What tests of faults share: a bus with a host at 100 kHz and a target at
 * 0x48, and its edges. On the default bus (2200 ohm, 100 pF, falls of 20 ns
 * from 0.7 to 0.3 VDD) a wire that is pulled from VDD is seen low after
 * 0.7 / 0.4 * 20 = 35 ns, one that is let go at 0 V is seen high after
 * ln(1 / 0.3) * 220 = 265 ns.
 */
#ifndef TW_SPEC_FAULTY_H
#define TW_SPEC_FAULTY_H

#include "twowire/fault.h"

#include "party.h"

enum { FALL = 35, RISE = 265 };

struct scene {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *host;
	struct party rom;
	uint8_t rx[8];
};

static inline void scene_open(struct scene *s, uint64_t seed)
{
	struct tw_controller_config host = {.name = "host"};

	memset(s, 0, sizeof(*s));
	s->sim = tw_sim_new(seed);
	s->bus = tw_bus_new(s->sim, NULL, NULL);
	s->host = tw_controller_new(s->bus, &host, NULL);
	party_at(&s->rom, s->bus, "rom", 0x48);
}

static inline void scene_close(struct scene *s)
{
	party_leave(&s->rom);
	tw_sim_free(s->sim);
}

/* Puts a fault on: FAULT(&s, "cut", "hold-low ... at ..."). */
static inline tw_fault *scene_fault(struct scene *s, const char *name,
				    const char *what, const char *file,
				    int line)
{
	GError *error = NULL;
	tw_fault *f = tw_fault_new(s->bus, name, what, &error);

	if (!f)
		fail_msg("%s:%d: %s", file, line, error->message);
	return f;
}
#define FAULT(s, name, what) scene_fault(s, name, what, __FILE__, __LINE__)

static inline enum tw_result scene_write(struct scene *s, uint8_t addr,
					 const uint8_t *tx, size_t len)
{
	struct tw_msg m = {.addr = addr, .len = len, .data = (uint8_t *)tx};

	return tw_controller_transfer(s->host, &m, 1, TW_MS(20));
}
#define PUT(s, addr, ...)                                                      \
	scene_write(s, addr, (const uint8_t[]){__VA_ARGS__},                   \
		    sizeof((const uint8_t[]){__VA_ARGS__}))

static inline enum tw_result scene_read(struct scene *s, uint8_t addr,
					size_t len)
{
	struct tw_msg m = {
		.addr = addr, .flags = TW_MSG_READ, .len = len, .data = s->rx};

	return tw_controller_transfer(s->host, &m, 1, TW_MS(20));
}

static inline void scene_run(struct scene *s, uint64_t until_ns)
{
	tw_sim_run(s->sim, until_ns);
}

/* The instant of the @n-th edge of that sort, from 1. */
static inline uint64_t edge_ns(struct scene *s, enum tw_line line, bool level,
			       unsigned n)
{
	g_autoptr(GArray) edges = wires_since(s->sim, 0);

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == line && e.level == level && !--n)
			return e.ns;
	}
	fail_msg("there are not so many edges");
	return 0;
}

static inline unsigned n_edges(struct scene *s, enum tw_line line, bool level)
{
	g_autoptr(GArray) edges = wires_since(s->sim, 0);
	unsigned n = 0;

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		n += e.line == line && e.level == level;
	}
	return n;
}

static inline bool has_edge(struct scene *s, enum tw_line line, bool level,
			    uint64_t ns)
{
	g_autoptr(GArray) edges = wires_since(s->sim, 0);

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == line && e.level == level && e.ns == ns)
			return true;
	}
	return false;
}

static inline bool same_edges(struct scene *a, struct scene *b)
{
	g_autoptr(GArray) x = wires_since(a->sim, 0);
	g_autoptr(GArray) y = wires_since(b->sim, 0);

	if (x->len != y->len)
		return false;
	for (guint i = 0; i < x->len; i++) {
		struct edge e = g_array_index(x, struct edge, i);
		struct edge g = g_array_index(y, struct edge, i);

		if (e.ns != g.ns || e.first != g.first || e.line != g.line ||
		    e.level != g.level)
			return false;
	}
	return true;
}

/* The text of the @n-th fault noted, from 1; NULL if there is none. Free with
 * g_free(). */
static inline char *note_text(tw_sim *sim, enum tw_note note, unsigned n,
			      uint64_t *when_ns)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		if (r.kind != TW_RECORD_NOTE || r.note != (uint32_t)note || --n)
			continue;
		if (when_ns)
			*when_ns = r.tick;
		return g_strndup(r.text, r.text_len);
	}
	return NULL;
}

#endif /* TW_SPEC_FAULTY_H */
