/* SPDX-License-Identifier: MIT */
#include "monitor/excerpt.h"

#include "monitor/ticks.h"

/* Around a place where something went wrong, where not all can be shown. */
#define BEFORE 2 /* items */
#define AFTER  6
#define EDGES  12000

static const struct scene_item *item(const struct scene *s, guint n)
{
	return scene_get(s->items, scene_item, n);
}

static uint64_t earlier(const struct scene *s, uint64_t tick)
{
	return tick - MIN(tick, s->bit_ticks * 3 / 2 + 1);
}

static uint64_t later(const struct scene *s, uint64_t tick)
{
	uint64_t end = MAX(s->end, tick);

	return tick + MIN(end - tick, s->bit_ticks * 2 + 2);
}

/* The items from @first to @last, whole, and nothing of the next. */
static struct axis_window around(const struct scene *s, guint first, guint last)
{
	uint64_t end = item(s, last)->to, to = later(s, end);

	if (last + 1 < s->items->len)
		to = MIN(to, end + (item(s, last + 1)->from - end) / 2);
	return (struct axis_window){.from = earlier(s, item(s, first)->from),
				    .to = MAX(to, end + 1)};
}

/* Wires that move without making bytes are shown for so long. */
static void clamp_edges(struct excerpt *e, const struct scene *s,
			struct axis_window *w)
{
	guint last = tw_scene_edge_at(s, w->from) + EDGES;

	if (last >= s->edges->len ||
	    scene_get(s->edges, scene_edge, last)->tick >= w->to)
		return;
	w->to = scene_get(s->edges, scene_edge, last)->tick;
	e->shortened = true;
}

/* Windows stay in order and apart; what touches becomes one. */
static void add(struct excerpt *e, const struct scene *s, struct axis_window w)
{
	size_t i = 0;

	clamp_edges(e, s, &w);

	while (i < e->n && e->windows[i].to < w.from)
		i++;
	while (i < e->n && e->windows[i].from <= w.to) {
		w.from = MIN(w.from, e->windows[i].from);
		w.to = MAX(w.to, e->windows[i].to);
		e->n--;
		memmove(&e->windows[i], &e->windows[i + 1],
			(e->n - i) * sizeof(w));
	}
	if (e->n == EXCERPT_WINDOWS)
		return;
	memmove(&e->windows[i + 1], &e->windows[i], (e->n - i) * sizeof(w));
	e->windows[i] = w;
	e->n++;
}

/* The item that is under way at @tick, or the next. */
static guint item_at(const struct scene *s, uint64_t tick)
{
	guint low = 0, high = s->items->len;

	while (low < high) {
		guint mid = low + (high - low) / 2;

		if (item(s, mid)->to < tick)
			low = mid + 1;
		else
			high = mid;
	}
	return MIN(low, s->items->len - 1);
}

static void add_place(struct excerpt *e, const struct scene *s, uint64_t tick)
{
	guint at = item_at(s, tick);

	add(e, s,
	    around(s, at - MIN(at, BEFORE),
		   MIN(at + AFTER, s->items->len - 1)));
}

static bool is_trouble(const struct scene_note *n)
{
	return n->note != TW_NOTE_OUTPUT && n->note != TW_NOTE_STEP &&
	       n->note != TW_NOTE_DEVICE && n->note != TW_NOTE_CALL;
}

/* The beginning, and the first of each kind of trouble. */
static void choose(struct excerpt *e, const struct scene *s, guint most)
{
	add(e, s, around(s, 0, MIN(most / 2, s->items->len - 1)));
	for (guint i = 0; i < s->violations->len; i++) {
		const struct scene_violation *v =
			scene_get(s->violations, scene_violation, i);

		if (!v->certain)
			continue;
		add_place(e, s, v->to);
		break;
	}
	for (guint i = 0; i < s->notes->len; i++) {
		const struct scene_note *n = scene_get(s->notes, scene_note, i);

		if (!is_trouble(n))
			continue;
		add_place(e, s, n->tick);
		break;
	}
	for (guint i = 0; i < s->messages->len; i++) {
		const struct scene_message *m =
			scene_get(s->messages, scene_message, i);

		if (!m->refused && !m->cut && m->ack == TW_SEEN_ACK)
			continue;
		add_place(e, s, item(s, m->end_item - 1)->from);
		break;
	}
	e->shortened = true;
}

/* No more than so many items of the window that was asked for. */
static void asked(struct excerpt *e, const struct scene *s,
		  const struct excerpt_wish *wish)
{
	struct axis_window w = {.from = wish->from,
				.to = wish->to ? wish->to : MAX(s->end, 1)};
	guint first;

	e->asked = true;
	w.to = MIN(w.to, MAX(s->end, w.from + 1));
	if (s->items->len) {
		first = item_at(s, w.from);
		if (first + wish->most < s->items->len &&
		    item(s, first + wish->most)->to < w.to) {
			w.to = later(s, item(s, first + wish->most)->to);
			e->shortened = true;
		}
	}
	add(e, s, w);
}

/* Edges without a message. */
static struct axis_window bare(const struct scene *s)
{
	uint64_t first = 0, last = MAX(s->end, 1);

	if (s->edges->len) {
		first = scene_get(s->edges, scene_edge, 0)->tick;
		last = scene_get(s->edges, scene_edge,
				 MIN(s->edges->len - 1, 400))
			       ->tick;
	}
	return (struct axis_window){.from = earlier(s, first),
				    .to = later(s, last) + 1};
}

void tw_excerpt(struct excerpt *e, const struct scene *s,
		const struct excerpt_wish *wish)
{
	*e = (struct excerpt){0};
	if (wish->from || wish->to)
		asked(e, s, wish);
	else if (!s->items->len)
		add(e, s, bare(s));
	else if (s->items->len <= wish->most)
		add(e, s, around(s, 0, s->items->len - 1));
	else
		choose(e, s, wish->most);
	for (guint i = 0; i < s->messages->len; i++)
		e->n_messages += tw_excerpt_shows(
			e, scene_get(s->messages, scene_message, i));
}

bool tw_excerpt_shows(const struct excerpt *e, const struct scene_message *m)
{
	for (size_t i = 0; i < e->n; i++)
		if (m->from <= e->windows[i].to && m->to >= e->windows[i].from)
			return true;
	return false;
}

void tw_excerpt_text(const struct excerpt *e, const struct scene *s,
		     GString *out)
{
	if (e->n_messages == s->messages->len && !e->shortened)
		return;
	g_string_append_printf(out, "shown: %u of %u messages", e->n_messages,
			       s->messages->len);
	if (!e->asked)
		g_string_append(out, ", the first and where something is odd; "
				     "--from and --to choose");
	else if (e->shortened)
		g_string_append(out, ", the window's beginning");
}
