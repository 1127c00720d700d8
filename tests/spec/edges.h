/* SPDX-License-Identifier: MIT */
/* The edges of a sim's trace as an array, to be looked at one by one. */
#ifndef TW_TEST_EDGES_H
#define TW_TEST_EDGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "twowire/bus.h"
#include "twowire/trace.h"

struct edges {
	struct tw_record at[4096];
	size_t n;
};

static inline void edges_read(struct edges *e, const tw_sim *sim)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	e->n = 0;
	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		if (r.kind != TW_RECORD_EDGE)
			continue;
		assert_true(e->n < 4096);
		e->at[e->n++] = r;
	}
}

/* The next edge of that kind from the @from'th edge on. */
static inline const struct tw_record *
edges_find(const struct edges *e, size_t from, enum tw_line line, bool level)
{
	for (size_t i = from; i < e->n; i++)
		if (e->at[i].line == line && e->at[i].level == level)
			return &e->at[i];
	return NULL;
}

/* When the wire crossed 0.3 VDD, and 0.7 VDD. */
static inline uint64_t at_30(const struct tw_record *r)
{
	return r->level ? r->tick - r->slew : r->tick;
}

static inline uint64_t at_70(const struct tw_record *r)
{
	return r->level ? r->tick : r->tick - r->slew;
}

#endif /* TW_TEST_EDGES_H */
