/* SPDX-License-Identifier: MIT */
#include "monitor/axis.h"

#include "monitor/ticks.h"

#define GAP_BITS  8   /* from so many clock periods on, a pause is a gap */
#define GAP_WIDTH 560 /* tenths of a pixel */

struct building {
	struct axis *a;
	const struct scene *s;
	int64_t bit;
};

static void piece(struct building *b, uint64_t t0, uint64_t t1,
		  enum axis_gap gap)
{
	struct axis_piece p = {.t0 = t0, .t1 = t1, .gap = gap};

	if (t1 <= t0)
		return;
	p.x0 = b->a->length;
	p.x1 = p.x0 + (gap ? GAP_WIDTH
			   : (int64_t)ticks_scale(t1 - t0, (uint64_t)b->bit,
						  b->s->bit_ticks));
	b->a->length = p.x1;
	g_array_append_val(b->a->pieces, p);
	if (gap)
		g_array_append_val(b->a->folds, p.x1);
}

/* A window, cut where its wires rest for long. */
static void window(struct building *b, const struct axis_window *w)
{
	uint64_t keep = b->s->bit_ticks * 3 / 2 + 1;
	uint64_t done = w->from, last = w->from;

	for (guint i = tw_scene_edge_at(b->s, w->from);; i++) {
		bool any = i < b->s->edges->len;
		uint64_t next =
			any ? scene_get(b->s->edges, scene_edge, i)->tick
			    : w->to;

		next = MIN(next, w->to);
		if (next - last > GAP_BITS * b->s->bit_ticks) {
			uint64_t from = last == w->from ? last : last + keep;
			uint64_t to = next == w->to ? next : next - keep;

			piece(b, done, from, AXIS_TRUE);
			piece(b, from, to, AXIS_QUIET);
			done = to;
		}
		if (next == w->to)
			break;
		last = next;
	}
	piece(b, done, w->to, AXIS_TRUE);
}

static int by_place(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void fold(struct building *b, uint64_t tick)
{
	uint64_t begin = scene_get(b->a->pieces, axis_piece, 0)->t0;
	int64_t x = tick > begin ? tw_axis_x(b->a, tick) : 0;

	if (x > 0 && x < b->a->length)
		g_array_append_val(b->a->folds, x);
}

/* A row may end a little after a byte or STOP, or before a START, but not
 * between a byte and the STOP. */
static void folds(struct building *b)
{
	for (guint i = 0; i < b->s->items->len; i++) {
		const struct scene_item *it =
			scene_get(b->s->items, scene_item, i);
		bool last = i + 1 == b->s->items->len;
		uint64_t rest = last ? 0 : (it + 1)->from - it->to;

		if (it->kind == SCENE_STOP)
			fold(b, it->to + MIN(rest / 2, b->s->bit_ticks));
		else if (it->kind == SCENE_START && i)
			fold(b, it->from - MIN((it->from - (it - 1)->to) / 2,
					       b->s->bit_ticks));
		else if (it->kind >= SCENE_ADDRESS && !last &&
			 (it + 1)->kind != SCENE_STOP)
			fold(b, it->to + MIN(rest / 4, b->s->bit_ticks / 8));
	}
	g_array_sort(b->a->folds, by_place);
}

void tw_axis_init(struct axis *a, const struct scene *s,
		  const struct axis_window *windows, size_t n, int64_t bit)
{
	struct building b = {.a = a, .s = s, .bit = bit};

	a->pieces = g_array_new(FALSE, FALSE, sizeof(struct axis_piece));
	a->folds = g_array_new(FALSE, FALSE, sizeof(int64_t));
	a->length = 0;
	for (size_t i = 0; i < n; i++) {
		if (i)
			piece(&b, windows[i - 1].to, windows[i].from,
			      AXIS_LEFT_OUT);
		window(&b, &windows[i]);
	}
	if (a->pieces->len)
		folds(&b);
}

void tw_axis_clear(struct axis *a)
{
	g_array_unref(a->pieces);
	g_array_unref(a->folds);
}

/* The last piece that begins at or before @tick. */
static const struct axis_piece *at_tick(const struct axis *a, uint64_t tick)
{
	guint low = 0, high = a->pieces->len;

	while (high - low > 1) {
		guint mid = low + (high - low) / 2;

		if (scene_get(a->pieces, axis_piece, mid)->t0 <= tick)
			low = mid;
		else
			high = mid;
	}
	return scene_get(a->pieces, axis_piece, low);
}

int64_t tw_axis_x(const struct axis *a, uint64_t tick)
{
	const struct axis_piece *p = at_tick(a, tick);

	tick = CLAMP(tick, p->t0, p->t1);
	return p->x0 + (int64_t)ticks_scale(tick - p->t0,
					    (uint64_t)(p->x1 - p->x0),
					    p->t1 - p->t0);
}

const struct axis_piece *tw_axis_piece(const struct axis *a, int64_t x)
{
	guint i = 0;

	while (i + 1 < a->pieces->len &&
	       scene_get(a->pieces, axis_piece, i)->x1 <= x)
		i++;
	return scene_get(a->pieces, axis_piece, i);
}

uint64_t tw_axis_tick(const struct axis *a, int64_t x)
{
	const struct axis_piece *p = tw_axis_piece(a, x);

	x = CLAMP(x, p->x0, p->x1);
	if (p->x1 == p->x0)
		return p->t0;
	return p->t0 + ticks_scale((uint64_t)(x - p->x0), p->t1 - p->t0,
				   (uint64_t)(p->x1 - p->x0));
}

/* The last fold that a row from @x0 has room for. */
static int64_t row_end(const struct axis *a, int64_t x0, int64_t width)
{
	int64_t best = x0 + width;

	if (best >= a->length)
		return a->length;
	for (guint i = a->folds->len; i--;) {
		int64_t x = g_array_index(a->folds, int64_t, i);

		if (x <= x0 + width / 4)
			break;
		if (x <= x0 + width)
			return x;
	}
	return best;
}

GArray *tw_axis_rows(const struct axis *a, int64_t width)
{
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct axis_row));
	int64_t x = 0;

	while (x < a->length) {
		struct axis_row row = {.x0 = x, .x1 = row_end(a, x, width)};

		g_array_append_val(rows, row);
		x = row.x1;
	}
	return rows;
}

uint64_t tw_axis_step_ns(const struct axis *a, const struct scene *s,
			 int64_t width)
{
	static const unsigned round[] = {1, 2, 5};
	uint64_t step = 1;

	for (unsigned i = 0; step < UINT64_MAX / 100; i++) {
		uint64_t at = round[i % 3] * step;
		uint64_t ticks =
			s->num ? ticks_scale(at, s->den, s->num * NS_PER_S)
			       : at;

		for (guint k = 0; k < a->pieces->len; k++) {
			const struct axis_piece *p =
				scene_get(a->pieces, axis_piece, k);

			if (p->gap || !ticks)
				continue;
			if ((int64_t)ticks_scale(ticks,
						 (uint64_t)(p->x1 - p->x0),
						 p->t1 - p->t0) >= width)
				return at;
			break;
		}
		if (i % 3 == 2)
			step *= 10;
	}
	return step;
}
