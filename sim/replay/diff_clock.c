/* SPDX-License-Identifier: MIT */
/*
 * The times of messages that belong together. Two recorders start at different
 * instants and count with different clocks: offset and drift are taken out
 * before gaps are compared.
 */
#include "replay/diff.h"

#include "monitor/ticks.h"

#include <stdlib.h>

enum { LEAST_FOR_DRIFT = 8 /* common messages */ };
#define PPB 1000000000
#define MOST_DRIFT                                                             \
	100000000 /* a tenth: two clocks are not so bad, and what              \
		     was sent is another */
#define LEAST_SPAN_NS 1000000

__extension__ typedef __int128 wide;

struct times {
	int64_t ns[2];
	uint32_t pair;
};

/* @a * @b / @c, as near as fits. */
static int64_t scale(int64_t a, int64_t b, int64_t c)
{
	wide v = (wide)a * b / c;

	return v > INT64_MAX   ? INT64_MAX
	       : v < INT64_MIN ? INT64_MIN
			       : (int64_t)v;
}

static int64_t sample_ns(const tw_diff *d, unsigned side)
{
	return (int64_t)ticks_to_ns(1, d->sides[side].num, d->sides[side].den);
}

/* START of every message that both have. */
static GArray *common(const tw_diff *d)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct times));

	for (guint i = 0; i < d->pairs->len; i++) {
		const struct diff_pair *p = diff_pair_at(d, i);
		struct times t = {.pair = i};

		if (p->index[0] == DIFF_NONE || p->index[1] == DIFF_NONE)
			continue;
		for (unsigned s = 0; s < 2; s++)
			t.ns[s] = (int64_t)diff_ns(d, s,
						   diff_at(d, s, p->index[s]));
		g_array_append_val(all, t);
	}
	return all;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int64_t median(const int64_t *values, guint n)
{
	g_autofree int64_t *sorted = g_memdup2(values, n * sizeof(*values));

	qsort(sorted, n, sizeof(*sorted), by_value);
	return sorted[n / 2];
}

/* How far each gap is from the usual drift, and how far that usually is. */
static int64_t usual_rest(const struct times *t, guint n, int64_t *rest)
{
	g_autofree int64_t *ppb = g_new(int64_t, n);
	int64_t usual;

	for (guint i = 0; i < n; i++) {
		int64_t a = MAX(t[i + 1].ns[0] - t[i].ns[0], 1);

		ppb[i] = scale(t[i + 1].ns[1] - t[i].ns[1] - a, PPB, a);
	}
	usual = median(ppb, n);
	for (guint i = 0; i < n; i++) {
		int64_t a = t[i + 1].ns[0] - t[i].ns[0];

		rest[i] = llabs(t[i + 1].ns[1] - t[i].ns[1] - a -
				scale(a, usual, PPB));
	}
	return median(rest, n);
}

/* All gaps together, but for those that stand out: a host that once waited
 * longer is no drift. */
static void find_drift(tw_diff *d, const GArray *all)
{
	const struct times *t = (const struct times *)(void *)all->data;
	guint n = all->len - 1;
	g_autofree int64_t *rest = g_new(int64_t, n + 1);
	int64_t doubt = sample_ns(d, 0) + sample_ns(d, 1) + 1;
	int64_t span[2] = {0}, most, breaks = 1;

	if (all->len < LEAST_FOR_DRIFT)
		return;
	most = 3 * usual_rest(t, n, rest) + doubt;
	for (guint i = 0; i < n; i++) {
		breaks += rest[i] > most;
		for (unsigned side = 0; rest[i] <= most && side < 2; side++)
			span[side] += t[i + 1].ns[side] - t[i].ns[side];
	}
	if (span[0] < LEAST_SPAN_NS)
		return;
	d->drift_ppb = scale(span[1] - span[0], PPB, span[0]);
	d->has_drift = llabs(d->drift_ppb) <= MOST_DRIFT;
	if (!d->has_drift)
		d->drift_ppb = 0;
	d->drift_doubt_ppb = scale(doubt * breaks, PPB, span[0]);
}

static void compare_gap(tw_diff *d, const struct times *before,
			const struct times *now)
{
	struct diff_pair *p = diff_pair_at(d, now->pair);
	int64_t doubt = sample_ns(d, 0) + sample_ns(d, 1) + 1;
	int64_t a = now->ns[0] - before->ns[0], b = now->ns[1] - before->ns[1];
	int64_t drift = scale(a, d->drift_ppb, PPB);
	int64_t apart = llabs(b - a - drift);

	if (now->pair != before->pair + 1)
		return;
	d->n_gaps++;
	p->has_gap = true;
	p->gap_ns[0] = a;
	p->gap_ns[1] = b;
	if ((uint64_t)apart > d->worst_ns) {
		d->worst_ns = (uint64_t)apart;
		d->worst = now->pair;
	}
	if (apart >
	    (int64_t)MIN(d->config.tolerance_ns, INT64_MAX / 2) + doubt) {
		p->late = true;
		d->n_late++;
	}
}

void diff_clock(tw_diff *d)
{
	g_autoptr(GArray) all = common(d);
	const struct times *t = (const struct times *)(void *)all->data;

	if (!all->len)
		return;
	d->offset_ns = t[0].ns[1] - t[0].ns[0];
	find_drift(d, all);
	for (guint i = 1; i < all->len; i++)
		compare_gap(d, &t[i - 1], &t[i]);
}
