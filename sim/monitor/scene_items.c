/* SPDX-License-Identifier: MIT */
#include "monitor/scene_items.h"

#include "twowire/bus.h"

guint tw_scene_edge_at(const struct scene *s, uint64_t tick)
{
	guint low = 0, high = s->edges->len;

	while (low < high) {
		guint mid = low + (high - low) / 2;

		if (scene_get(s->edges, scene_edge, mid)->tick < tick)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

guint tw_scene_message_at(const struct scene *s, uint64_t tick)
{
	guint low = 0, high = s->messages->len;

	while (low < high) {
		guint mid = low + (high - low) / 2;

		if (scene_get(s->messages, scene_message, mid)->to < tick)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void tw_scene_levels(const struct scene *s, guint n, bool level[2])
{
	bool known[2] = {false, false};

	level[TW_SCL] = level[TW_SDA] = true;
	while (n-- && !(known[TW_SCL] && known[TW_SDA])) {
		const struct scene_edge *e = scene_get(s->edges, scene_edge, n);

		if (!known[e->line])
			level[e->line] = e->level;
		known[e->line] = true;
	}
}

/* The next edge of SCL to @level after @tick; the end if there is none. */
static uint64_t scl_after(const struct scene *s, uint64_t tick, bool level)
{
	for (guint i = tw_scene_edge_at(s, tick + 1); i < s->edges->len; i++) {
		const struct scene_edge *e = scene_get(s->edges, scene_edge, i);

		if (e->line == TW_SCL && e->level == level)
			return e->tick;
	}
	return MAX(s->end, tick);
}

/* The fall of SCL that ends the @n-th pulse from the one that rose at @tick. */
static uint64_t pulse_end(const struct scene *s, uint64_t tick, unsigned n)
{
	for (; n > 1; n--)
		tick = scl_after(s, tick, true);
	return scl_after(s, tick, false);
}

static void condition(struct scene *s, uint8_t kind, uint64_t tick)
{
	struct scene_item it = {
		.from = tick,
		.to = tick,
		.kind = kind,
		.message = s->messages->len,
	};

	g_array_append_val(s->items, it);
}

static void byte(struct scene *s, struct scene_item it, uint64_t limit)
{
	it.message = s->messages->len;
	it.eight = MIN(pulse_end(s, it.from, 8), limit);
	it.to = it.ack == TW_SEEN_NOTHING
			? it.eight
			: MIN(pulse_end(s, it.ack_at, 1), limit);
	if (it.ack == TW_SEEN_NOTHING)
		it.ack_at = it.to;
	g_array_append_val(s->items, it);
}

/* The bits after the last whole byte. */
static void cut(struct scene *s, const struct tw_message *m,
		struct scene_message *of, uint64_t after)
{
	unsigned bits = m->bits - (m->bits && m->end != TW_END_OPEN);
	struct scene_item it = {
		.kind = SCENE_CUT,
		.value = (uint8_t)bits,
		.ack = TW_SEEN_NOTHING,
		.message = s->messages->len,
	};

	if (!bits || bits >= 8)
		return;
	it.from = scl_after(s, after, true);
	it.to = MIN(pulse_end(s, it.from, bits), of->to);
	it.eight = it.ack_at = it.to;
	of->cut = true;
	g_array_append_val(s->items, it);
}

static char *device_of(const struct scene *s, const struct tw_message *m)
{
	const struct tw_model *model =
		s->reading ? tw_reading_model(s->reading, m) : NULL;

	return model ? g_strdup(model->name) : NULL;
}

static char *meaning(const struct scene *s, const struct tw_message *m,
		     size_t n)
{
	return s->reading ? g_strdup(tw_reading_byte(s->reading, m, n)) : NULL;
}

static uint64_t pieces(struct scene *s, const struct tw_message *m,
		       struct scene_message *of)
{
	uint64_t after = m->start;

	if (m->addressed) {
		byte(s,
		     (struct scene_item){.kind = SCENE_ADDRESS,
					 .from = m->addr_at,
					 .ack_at = m->ack_at,
					 .ack = m->ack,
					 .read = m->read,
					 .value = m->addr,
					 .means = device_of(s, m)},
		     of->to);
		after = m->ack == TW_SEEN_NOTHING ? UINT64_MAX : m->ack_at;
	}
	for (size_t i = 0; i < m->n_bytes; i++) {
		const struct tw_message_byte *b = &m->bytes[i];

		byte(s,
		     (struct scene_item){.kind = SCENE_DATA,
					 .from = b->first,
					 .ack_at = b->ack_at,
					 .ack = b->ack,
					 .read = m->read,
					 .value = b->value,
					 .means = meaning(s, m, i)},
		     of->to);
		of->refused |= !m->read && b->ack == TW_SEEN_NACK;
		after = b->ack == TW_SEEN_NOTHING ? UINT64_MAX : b->ack_at;
	}
	return after;
}

static void message(void *user, const struct tw_message *m)
{
	struct scene *s = user;
	struct scene_message of = {
		.from = m->start,
		.to = m->end == TW_END_OPEN ? MAX(s->end, m->start) : m->end_at,
		.transfer = m->transfer,
		.first_item = s->items->len,
		.n_bytes = (uint32_t)m->n_bytes,
		.addr = m->addr,
		.ack = m->ack,
		.end = m->end,
		.restart = m->restart,
		.addressed = m->addressed,
		.read = m->read,
	};
	uint64_t after;

	condition(s, m->restart ? SCENE_RESTART : SCENE_START, m->start);
	after = pieces(s, m, &of);
	if (after != UINT64_MAX)
		cut(s, m, &of, after);
	if (m->end == TW_END_STOP)
		condition(s, SCENE_STOP, m->end_at);
	of.end_item = s->items->len;
	g_array_append_val(s->messages, of);
}

void tw_scene_items(struct scene *s)
{
	tw_trace_decode(s->trace, s->bus, message, s);
}

/* --- Texts --------------------------------------------------------------- */

void tw_scene_item_text(const struct scene_item *it, GString *out)
{
	switch (it->kind) {
	case SCENE_START:
		g_string_append(out, "S");
		break;
	case SCENE_RESTART:
		g_string_append(out, "Sr");
		break;
	case SCENE_STOP:
		g_string_append(out, "P");
		break;
	case SCENE_ADDRESS:
		g_string_append_printf(out, "0x%02x %c", it->value,
				       it->read ? 'R' : 'W');
		break;
	case SCENE_DATA:
		g_string_append_printf(out, "0x%02x", it->value);
		break;
	case SCENE_CUT:
		g_string_append_printf(out, "cut after %u bit%s", it->value,
				       it->value > 1 ? "s" : "");
		break;
	}
}

void tw_scene_length_text(const struct scene *s, uint64_t ticks, GString *out)
{
	if (s->num)
		tw_ns_text(out, ticks_to_ns(ticks, s->num, s->den));
	else
		g_string_append_printf(out, "%" G_GUINT64_FORMAT " samples",
				       ticks);
}

static void ps_text(int64_t ps, GString *out)
{
	if (ps < 0)
		g_string_append_c(out, '-');
	ps = ps < 0 ? -ps : ps;
	if (ps % 1000 && ps < 1000000)
		g_string_append_printf(out, "%.3g ns", (double)ps / 1000);
	else
		tw_ns_text(out, (uint64_t)ps / 1000);
}

void tw_scene_violation_text(const struct scene_violation *v, GString *out)
{
	g_string_append(out, tw_timing_name(v->param));
	g_string_append_c(out, ' ');
	if (v->param == TW_FSCL)
		g_string_append(out, "period ");
	ps_text(v->ps, out);
	g_string_append(out, v->below ? " < " : " > ");
	ps_text(v->limit_ps, out);
	if (!v->certain)
		g_string_append(out, " (possibly)");
}
