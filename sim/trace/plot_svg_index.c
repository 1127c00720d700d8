/* SPDX-License-Identifier: MIT */
/*
 * The index of a picture that cannot show all: a block for each transfer, in
 * order, with its address; of very many, a small square for each, or for as
 * many together as fit.
 */
#include "trace/plot_svg.h"

#define WORDS	     72	  /* transfers up to which blocks have words */
#define SQUARES	     1600 /* at most */
#define BLOCK_WIDTH  880
#define BLOCK_HEIGHT 190
#define SQUARE	     80

struct transfer {
	guint first; /* message */
	bool refused;
	bool beyond; /* timing */
	bool shown;
};

static bool beyond(const struct scene *s, uint64_t from, uint64_t to,
		   guint *next)
{
	bool any = false;

	while (*next < s->violations->len) {
		const struct scene_violation *v =
			scene_get(s->violations, scene_violation, *next);

		if (v->to > to)
			break;
		any |= v->certain && v->to >= from;
		(*next)++;
	}
	return any;
}

static GArray *transfers(const struct svg *g)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct transfer));
	guint next = 0;

	for (guint i = 0; i < g->s->messages->len; i++) {
		const struct scene_message *m =
			scene_get(g->s->messages, scene_message, i);
		struct transfer *t;

		if (!m->restart || !all->len) {
			struct transfer begin = {.first = i};

			g_array_append_val(all, begin);
		}
		t = &g_array_index(all, struct transfer, all->len - 1);
		t->refused |= m->refused || m->cut || m->ack != TW_SEEN_ACK;
		t->shown |= tw_excerpt_shows(g->excerpt, m);
		t->beyond |= beyond(g->s, m->from, m->to, &next);
	}
	return all;
}

/* "40 W2 R1": address, and bytes of each message. */
static char *words(const struct scene *s, const struct transfer *t)
{
	GString *text = g_string_new(NULL);

	for (guint i = t->first; i < s->messages->len; i++) {
		const struct scene_message *m =
			scene_get(s->messages, scene_message, i);

		if (i > t->first && !m->restart)
			break;
		if (i == t->first && m->addressed)
			g_string_append_printf(text, "%02x", m->addr);
		if (m->addressed)
			g_string_append_printf(text, " %c%u",
					       m->read ? 'R' : 'W', m->n_bytes);
		else
			g_string_append(text, " cut");
	}
	if (g_utf8_strlen(text->str, -1) > 12) {
		g_string_truncate(text, 10);
		g_string_append(text, "..");
	}
	return g_string_free(text, FALSE);
}

static void cell(struct svg *g, const struct transfer *t, int64_t x, int64_t w,
		 int64_t h, const char *text)
{
	tw_svg_rect(g, t->refused ? "n" : "a", x, g->y, w, h, w > 200 ? 30 : 0);
	if (t->beyond)
		tw_svg_rect(g, "vb", x, g->y + h - 25, w, 25, 0);
	if (t->shown)
		tw_svg_line(g, "gs", x, g->y + h + 12, x + w, g->y + h + 12);
	if (text)
		tw_svg_label(g, t->refused ? "nt" : "m", 'm', x + w / 2,
			     g->y + 135, text);
}

static void blocks(struct svg *g, GArray *all)
{
	int64_t x = SVG_MARGIN;

	for (guint i = 0; i < all->len; i++) {
		const struct transfer *t =
			&g_array_index(all, struct transfer, i);
		g_autofree char *text = words(g->s, t);

		if (x + BLOCK_WIDTH > g->width - SVG_MARGIN) {
			x = SVG_MARGIN;
			g->y += BLOCK_HEIGHT + 50;
		}
		cell(g, t, x, BLOCK_WIDTH, BLOCK_HEIGHT, text);
		x += BLOCK_WIDTH + 50;
	}
	g->y += BLOCK_HEIGHT;
}

/* @each transfers in a square: it says the worst of them. */
static void squares(struct svg *g, GArray *all, guint each)
{
	int64_t x = SVG_MARGIN;

	for (guint i = 0; i < all->len; i += each) {
		struct transfer worst = g_array_index(all, struct transfer, i);

		for (guint k = i + 1; k < MIN(i + each, all->len); k++) {
			const struct transfer *t =
				&g_array_index(all, struct transfer, k);

			worst.refused |= t->refused;
			worst.beyond |= t->beyond;
			worst.shown |= t->shown;
		}
		if (x + SQUARE > g->width - SVG_MARGIN) {
			x = SVG_MARGIN;
			g->y += SQUARE + 40;
		}
		cell(g, &worst, x, SQUARE, SQUARE, NULL);
		x += SQUARE + 20;
	}
	g->y += SQUARE;
}

void tw_svg_index(struct svg *g)
{
	GArray *all;
	guint each;
	g_autofree char *text = NULL;

	if (g->excerpt->asked || g->excerpt->n_messages == g->s->messages->len)
		return;
	all = transfers(g);
	each = (all->len + SQUARES - 1) / SQUARES;
	text = each > 1 ? g_strdup_printf("all %u transfers, %u to a square",
					  all->len, each)
			: g_strdup_printf("all %u transfers", all->len);
	tw_svg_label(g, "u", 's', SVG_MARGIN, g->y + 110, text);
	g->y += 150;
	tw_svg_paragraph(g, "u", SVG_SANS, 180,
			 "pink: refused or cut; red edge: beyond a limit; "
			 "underlined: shown below");
	if (all->len <= WORDS)
		blocks(g, all);
	else
		squares(g, all, each);
	g->y += 300;
	g_array_unref(all);
}
