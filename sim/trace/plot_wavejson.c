/* SPDX-License-Identifier: MIT */
/*
 * A window as WaveJSON, the input of WaveDrom. Its pictures have no time: they
 * are made of slots, here one for each half of SCL's period and one for each
 * START and STOP; a pause is a "|". What SDA does while SCL is low is seen as
 * the level it ends with.
 */
#include "trace/plot.h"

#include <string.h>

#include "monitor/excerpt.h"
#include "trace/plot_facts.h"
#include "twowire/bus.h"

#define MOST_BYTES 32
#define MOST_ASKED 400
#define GAP_BITS   8

struct slot {
	uint64_t tick;
	bool level[2];
	bool gap;
};

static void add_slot(GArray *slots, uint64_t tick, const bool *level, bool gap)
{
	struct slot s = {.tick = tick, .gap = gap};

	s.level[TW_SCL] = level[TW_SCL];
	s.level[TW_SDA] = level[TW_SDA];
	g_array_append_val(slots, s);
}

static void window_slots(GArray *slots, const struct scene *s,
			 const struct axis_window *w)
{
	guint i = tw_scene_edge_at(s, w->from);
	uint64_t last = w->from;
	bool level[2];

	tw_scene_levels(s, i, level);
	add_slot(slots, w->from, level, slots->len > 0);
	for (; i < s->edges->len; i++) {
		const struct scene_edge *e = scene_get(s->edges, scene_edge, i);

		if (e->tick > w->to)
			break;
		if (e->tick - last > GAP_BITS * s->bit_ticks && slots->len > 1)
			add_slot(slots, last, level, true);
		last = e->tick;
		level[e->line] = e->level;
		if (e->line == TW_SDA && !level[TW_SCL])
			g_array_index(slots, struct slot, slots->len - 1)
				.level[TW_SDA] = e->level;
		else
			add_slot(slots, e->tick, level, false);
	}
	add_slot(slots, w->to, level, false);
}

static void quoted(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *p = text; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, (unsigned char)*p < 0x20 ? ' ' : *p);
	}
	g_string_append_c(out, '"');
}

static void wire(const GArray *slots, enum tw_line line, GString *out)
{
	int before = -1;

	g_string_append_printf(out, "    {\"name\": \"%s\", \"wave\": \"",
			       line == TW_SCL ? "SCL" : "SDA");
	for (guint i = 0; i < slots->len; i++) {
		const struct slot *s = &g_array_index(slots, struct slot, i);
		int now = s->level[line];

		g_string_append_c(out, s->gap && now == before ? '|'
				       : now == before	       ? '.'
							       : '0' + now);
		before = now;
	}
	g_string_append(out, "\"}");
}

/* A lane of boxes with words. */
struct lane {
	const GArray *slots;
	GString *wave;
	GString *data;
};

static guint slot_at(const GArray *slots, uint64_t tick)
{
	guint low = 0, high = slots->len;

	while (low < high) {
		guint mid = low + (high - low) / 2;

		if (g_array_index(slots, struct slot, mid).tick < tick)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* A box that would lie on the one before is left out. */
static void box(struct lane *l, char colour, uint64_t from, uint64_t to,
		const char *text)
{
	guint a = slot_at(l->slots, from), b = slot_at(l->slots, to);
	const struct slot *last =
		&g_array_index(l->slots, struct slot, l->slots->len - 1);

	if (from < g_array_index(l->slots, struct slot, 0).tick ||
	    to > last->tick || a >= l->slots->len || a < l->wave->len)
		return;
	for (bool first = true; l->wave->len < a; first = false)
		g_string_append_c(l->wave, first ? 'z' : '.');
	g_string_append_c(l->wave, colour);
	while (l->wave->len < b)
		g_string_append_c(l->wave, '.');
	if (l->data->len)
		g_string_append(l->data, ", ");
	quoted(l->data, text);
}

static void bytes(struct lane *l, const struct scene *s)
{
	for (guint i = 0; i < s->items->len; i++) {
		const struct scene_item *it =
			scene_get(s->items, scene_item, i);
		g_autoptr(GString) text = g_string_new(NULL);

		tw_scene_item_text(it, text);
		box(l,
		    it->kind <= SCENE_STOP	? '3'
		    : it->kind == SCENE_ADDRESS ? '5'
		    : it->kind == SCENE_DATA	? '2'
						: '9',
		    it->from, it->kind <= SCENE_STOP ? it->to : it->eight,
		    text->str);
		if (it->kind >= SCENE_ADDRESS && it->ack == TW_SEEN_ACK)
			box(l, '7', it->ack_at, it->to, "A");
		if (it->kind >= SCENE_ADDRESS && it->ack == TW_SEEN_NACK)
			box(l, '9', it->ack_at, it->to, "N");
	}
}

static void stretches(struct lane *l, const struct scene *s)
{
	for (guint i = 0; i < s->stretches->len; i++) {
		const struct scene_stretch *st =
			scene_get(s->stretches, scene_stretch, i);
		g_autoptr(GString) text =
			g_string_new(tw_trace_source(s->trace, st->port)->name);

		g_string_append_c(text, ' ');
		tw_scene_length_text(s, st->to - st->from, text);
		box(l, '4', st->from, st->to, text->str);
	}
}

static void violations(struct lane *l, const struct scene *s)
{
	for (guint i = 0; i < s->violations->len; i++) {
		const struct scene_violation *v =
			scene_get(s->violations, scene_violation, i);
		g_autoptr(GString) text = g_string_new(NULL);

		if (!v->certain)
			continue;
		tw_scene_violation_text(v, text);
		box(l, '9', v->from, v->to, text->str);
	}
}

static void lane(const GArray *slots, const struct scene *s, const char *name,
		 void (*fill)(struct lane *l, const struct scene *s),
		 GString *out)
{
	struct lane l = {.slots = slots,
			 .wave = g_string_new(NULL),
			 .data = g_string_new(NULL)};

	fill(&l, s);
	for (bool first = true; l.wave->len < slots->len; first = false)
		g_string_append_c(l.wave, first ? 'z' : '.');
	if (l.data->len)
		g_string_append_printf(out,
				       ",\n    {\"name\": \"%s\", \"wave\": "
				       "\"%s\", \"data\": [%s]}",
				       name, l.wave->str, l.data->str);
	g_string_free(l.wave, TRUE);
	g_string_free(l.data, TRUE);
}

void tw_plot_wavejson(const struct scene *s,
		      const struct tw_plot_config *config, GString *out)
{
	struct excerpt_wish wish = {.from = config->from, .to = config->to};
	GArray *slots = g_array_new(FALSE, FALSE, sizeof(struct slot));
	g_autoptr(GString) shown = g_string_new(NULL);
	struct excerpt e;

	wish.most = wish.from || wish.to ? MOST_ASKED : MOST_BYTES;
	tw_excerpt(&e, s, &wish);
	for (size_t i = 0; i < e.n; i++)
		window_slots(slots, s, &e.windows[i]);
	g_string_append(out, "{\n  \"head\": {\"text\": ");
	quoted(out, tw_plot_title(s, config));
	g_string_append(out, "},\n  \"config\": {\"skin\": \"narrow\"},\n"
			     "  \"signal\": [\n");
	wire(slots, TW_SCL, out);
	g_string_append(out, ",\n");
	wire(slots, TW_SDA, out);
	lane(slots, s, "bytes", bytes, out);
	lane(slots, s, "stretched", stretches, out);
	lane(slots, s, "beyond", violations, out);
	g_string_append(out, "\n  ]");
	tw_excerpt_text(&e, s, shown);
	if (shown->len) {
		g_string_append(out, ",\n  \"foot\": {\"text\": ");
		quoted(out, shown->str);
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n}\n");
	g_array_unref(slots);
}
