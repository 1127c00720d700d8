/* SPDX-License-Identifier: MIT */
/*
 * Which messages of two recordings belong together: the alignment that costs
 * least, where a message of one recording only costs ONE_ONLY, and a pair that
 * differs the more, the more of its bytes do. Two of the same address and
 * direction are always cheaper as a pair than alone, two others are never one.
 *
 * Only cells near the diagonal are looked at. The band is doubled until no way
 * outside it could cost less, so recordings that differ little take little,
 * however long they are. Where that would take too much memory, the result is
 * not surely the best, and d->is_best says so.
 */
#include "replay/diff.h"

#include <string.h>

enum {
	ONE_ONLY = 8,
	LEAST = 8, /* of two that differ */
	PER_BYTES = 6,
	NEVER = 2 * ONE_ONLY + 1,
	LOOKED_AT = 32, /* bytes */
	FIRST_BAND = 32,
	AHEAD = 32,
};
#define MOST_CELLS (64u << 20) /* a byte each */

enum way { WAY_NONE, WAY_BOTH, WAY_ROW, WAY_COLUMN };

/* Rows are the messages of the shorter side. */
struct band {
	const tw_diff *d;
	unsigned rows; /* which side */
	uint32_t from; /* after a common beginning */
	uint32_t n, m; /* how many rows and columns */
	int64_t low;   /* column minus row, at least */
	int64_t high;  /* and at most */
	size_t width;
	uint8_t *ways; /* enum way, width for each of n + 1 rows */
};

static unsigned cost_of_pair(const tw_diff *d, uint32_t a, uint32_t b)
{
	const struct diff_message *m = diff_at(d, 0, a), *n = diff_at(d, 1, b);
	const struct diff_byte *p = diff_bytes(d, 0, m);
	const struct diff_byte *q = diff_bytes(d, 1, n);
	size_t common = MIN(MIN(m->n_bytes, n->n_bytes), LOOKED_AT);
	size_t most = MIN(MAX(m->n_bytes, n->n_bytes), LOOKED_AT);
	size_t differ = most - common;

	if (diff_equal(d, a, b))
		return 0;
	if (m->addressed != n->addressed || m->addr != n->addr ||
	    m->read != n->read)
		return NEVER;
	for (size_t i = 0; i < common; i++)
		differ += p[i].value != q[i].value;
	return LEAST + (unsigned)(most ? PER_BYTES * differ / most : 0);
}

static void pair(tw_diff *d, uint32_t a, uint32_t b)
{
	struct diff_pair p = {.index = {a, b}};

	g_array_append_val(d->pairs, p);
}

/* --- One band ------------------------------------------------------------ */

static uint8_t *way_at(const struct band *b, uint32_t i, uint32_t j)
{
	return &b->ways[(size_t)i * b->width +
			(size_t)((int64_t)j - (int64_t)i - b->low)];
}

/* The cheapest way to cell (i, j) from its neighbours in the band. @above is
 * the row before, @row this one, by column of the band. */
static void cell(const struct band *b, uint32_t i, uint32_t j,
		 const uint32_t *above, uint32_t *row)
{
	size_t k = (size_t)((int64_t)j - (int64_t)i - b->low);
	uint32_t best = UINT32_MAX;
	enum way way = WAY_NONE;

	if (!i && !j)
		best = 0;
	if (i && j && above[k] != UINT32_MAX) {
		uint32_t x = b->from + i - 1, y = b->from + j - 1;
		unsigned c = b->rows ? cost_of_pair(b->d, y, x)
				     : cost_of_pair(b->d, x, y);

		if (c < NEVER && above[k] + c < best) {
			best = above[k] + c;
			way = WAY_BOTH;
		}
	}
	if (i && k + 1 < b->width && above[k + 1] != UINT32_MAX &&
	    above[k + 1] + ONE_ONLY < best) {
		best = above[k + 1] + ONE_ONLY;
		way = WAY_ROW;
	}
	if (j && k && row[k - 1] != UINT32_MAX &&
	    row[k - 1] + ONE_ONLY < best) {
		best = row[k - 1] + ONE_ONLY;
		way = WAY_COLUMN;
	}
	row[k] = best;
	*way_at(b, i, j) = (uint8_t)way;
}

/* Returns what the best alignment in the band costs. */
static uint32_t fill(const struct band *b)
{
	g_autofree uint32_t *rows = g_new(uint32_t, 2 * b->width);
	uint32_t *above = rows, *row = rows + b->width;
	size_t last = (size_t)((int64_t)b->m - (int64_t)b->n - b->low);

	for (uint32_t i = 0; i <= b->n; i++) {
		int64_t from = MAX((int64_t)i + b->low, 0);
		int64_t to = MIN((int64_t)i + b->high, (int64_t)b->m);
		uint32_t *swap = above;

		memset(row, 0xff, b->width * sizeof(*row));
		for (int64_t j = from; j <= to; j++)
			cell(b, i, (uint32_t)j, above, row);
		above = row;
		row = swap;
	}
	return above[last];
}

static void put(const struct band *b, tw_diff *d, uint32_t row, uint32_t column)
{
	if (b->rows)
		pair(d, column, row);
	else
		pair(d, row, column);
}

/* From the end to the beginning, then turned round. */
static void follow(const struct band *b, tw_diff *d)
{
	uint32_t i = b->n, j = b->m;
	guint first = d->pairs->len;

	while (i || j) {
		switch ((enum way) * way_at(b, i, j)) {
		case WAY_BOTH:
			i--, j--;
			put(b, d, b->from + i, b->from + j);
			break;
		case WAY_ROW:
			i--;
			put(b, d, b->from + i, DIFF_NONE);
			break;
		default:
			j--;
			put(b, d, DIFF_NONE, b->from + j);
			break;
		}
	}
	for (guint k = first, l = d->pairs->len; k + 1 < l; k++, l--) {
		struct diff_pair swap = *diff_pair_at(d, k);

		*diff_pair_at(d, k) = *diff_pair_at(d, l - 1);
		*diff_pair_at(d, l - 1) = swap;
	}
}

/* --- Without a table ------------------------------------------------------ */

/* The nearest two ahead that are the same. */
static bool look_ahead(const tw_diff *d, uint32_t i, uint32_t j, uint32_t *di,
		       uint32_t *dj)
{
	uint32_t n = d->sides[0].messages->len - i;
	uint32_t m = d->sides[1].messages->len - j;

	for (uint32_t sum = 1; sum <= AHEAD; sum++)
		for (*di = 0; *di <= sum; (*di)++) {
			*dj = sum - *di;
			if (*di < n && *dj < m &&
			    diff_equal(d, i + *di, j + *dj))
				return true;
		}
	return false;
}

/* @di of the first side and @dj of the second have no equals. */
static void put_unequal(tw_diff *d, uint32_t i, uint32_t j, uint32_t di,
			uint32_t dj)
{
	for (; di && dj && cost_of_pair(d, i, j) < NEVER; di--, dj--)
		pair(d, i++, j++);
	for (; di; di--)
		pair(d, i++, DIFF_NONE);
	for (; dj; dj--)
		pair(d, DIFF_NONE, j++);
}

static void walk(tw_diff *d, uint32_t from, uint32_t n, uint32_t m)
{
	uint32_t i = from, j = from, di, dj;

	while (i < from + n && j < from + m) {
		di = dj = 0;
		if (!diff_equal(d, i, j) && !look_ahead(d, i, j, &di, &dj))
			di = dj = 1;
		di = MIN(di, from + n - i);
		dj = MIN(dj, from + m - j);
		put_unequal(d, i, j, di, dj);
		i += di;
		j += dj;
		if (!di && !dj)
			pair(d, i++, j++);
	}
	put_unequal(d, i, j, from + n - i, from + m - j);
}

/* --- All ----------------------------------------------------------------- */

/* What a way costs that leaves a band of @margin beyond both corners. */
static uint64_t outside(uint32_t n, uint32_t m, int64_t margin)
{
	uint64_t apart = n > m ? n - m : m - n;

	return (2 * ((uint64_t)margin + 1) + apart) * ONE_ONLY;
}

static bool is_too_much(const struct band *b)
{
	return ((uint64_t)b->n + 1) * b->width > MOST_CELLS;
}

static void widen(struct band *b, int64_t margin)
{
	b->low = -margin;
	b->high = (int64_t)b->m - (int64_t)b->n + margin;
	b->width = (size_t)(b->high - b->low + 1);
}

static void align_middle(tw_diff *d, uint32_t from, uint32_t n, uint32_t m)
{
	struct band b = {.d = d,
			 .rows = n > m,
			 .from = from,
			 .n = MIN(n, m),
			 .m = MAX(n, m)};
	int64_t margin = FIRST_BAND;

	widen(&b, margin);
	d->is_best = !is_too_much(&b);
	if (!d->is_best) {
		walk(d, from, n, m);
		return;
	}
	for (;;) {
		bool is_all = margin >= b.m;
		uint32_t cost;

		b.ways = g_malloc0(((size_t)b.n + 1) * b.width);
		cost = fill(&b);
		d->is_best = is_all || cost <= outside(n, m, margin);
		margin *= 2;
		widen(&b, margin);
		if (d->is_best || is_too_much(&b))
			break;
		g_free(b.ways);
	}
	widen(&b, margin / 2);
	follow(&b, d);
	g_free(b.ways);
}

void diff_align(tw_diff *d)
{
	uint32_t n = d->sides[0].messages->len, m = d->sides[1].messages->len;
	uint32_t begin = 0, end = 0;

	while (begin < n && begin < m && diff_equal(d, begin, begin))
		begin++;
	while (end < n - begin && end < m - begin &&
	       diff_equal(d, n - 1 - end, m - 1 - end))
		end++;
	for (uint32_t i = 0; i < begin; i++)
		pair(d, i, i);
	d->is_best = true;
	if (n - begin - end || m - begin - end)
		align_middle(d, begin, n - begin - end, m - begin - end);
	for (uint32_t i = end; i; i--)
		pair(d, n - i, m - i);
}
