/* SPDX-License-Identifier: MIT */
/* Where in each message something that is no controller held SCL. */
#include "twowire/conduct.h"

#include "monitor/stretch.h"
#include "twowire/bus.h"

struct conduct_reader {
	const tw_trace *trace;
	GArray *spans; /* of struct stretch_span, in order of their ends */
	guint n_spans; /* that messages have had */
	GArray *rises; /* of SCL: uint64_t */
	guint n_rises; /* before the hold under way ended */
	GArray *holds; /* of struct tw_hold, in the message under way */
	tw_conduct_fn fn;
	void *user;
};

static void keep(void *user, const struct stretch_span *span)
{
	struct conduct_reader *r = user;

	g_array_append_val(r->spans, *span);
}

/* The rise that ended the hold, and the one after it; UINT64_MAX: none. */
static uint64_t rise_after(struct conduct_reader *r, uint64_t tick,
			   uint64_t *next)
{
	uint64_t rise = UINT64_MAX;

	while (r->n_rises < r->rises->len &&
	       g_array_index(r->rises, uint64_t, r->n_rises) < tick)
		r->n_rises++;
	*next = UINT64_MAX;
	if (r->n_rises < r->rises->len)
		rise = g_array_index(r->rises, uint64_t, r->n_rises);
	if (r->n_rises + 1 < r->rises->len)
		*next = g_array_index(r->rises, uint64_t, r->n_rises + 1);
	return rise;
}

/* true: the rise is in those nine bits. */
static bool is_in(uint64_t rise, uint64_t first, uint64_t ack_at, uint8_t ack,
		  enum tw_hold_place *place)
{
	if (rise < first || (ack != TW_SEEN_NOTHING && rise > ack_at))
		return false;
	*place = rise == first ? TW_HOLD_BYTE : TW_HOLD_BIT;
	if (ack != TW_SEEN_NOTHING && rise == ack_at)
		*place = TW_HOLD_ACK;
	return true;
}

/* The trace ended first. Eight bits make an address or a byte known. */
static void place_of_unended(const struct tw_message *m, struct tw_hold *hold)
{
	hold->byte = m->n_bytes + (m->addressed && m->bits != 8);
	hold->place = m->bits == 0   ? TW_HOLD_BYTE
		      : m->bits == 8 ? TW_HOLD_ACK
				     : TW_HOLD_BIT;
}

static void find_place(struct conduct_reader *r, const struct tw_message *m,
		       struct tw_hold *hold)
{
	uint64_t next;
	uint64_t rise = rise_after(r, hold->from + hold->ticks, &next);

	if (rise == UINT64_MAX) {
		place_of_unended(m, hold);
		return;
	}
	hold->byte = m->n_bytes;
	hold->place = TW_HOLD_END;
	/* The last rise of all is STOP's or repeated START's. */
	if (m->end != TW_END_OPEN && next > m->end_at)
		return;
	hold->byte = 0;
	if (is_in(rise, m->addr_at, m->ack_at, m->ack, &hold->place))
		return;
	for (size_t i = 0; i < m->n_bytes; i++) {
		const struct tw_message_byte *b = &m->bytes[i];

		hold->byte = i + 1;
		if (is_in(rise, b->first, b->ack_at, b->ack, &hold->place))
			return;
	}
	/* In a byte of which too little was seen. */
	hold->byte = m->n_bytes + m->addressed;
	hold->place = TW_HOLD_BIT;
}

static void one_message(void *user, const struct tw_message *m)
{
	struct conduct_reader *r = user;
	struct tw_conduct conduct = {.message = m};

	g_array_set_size(r->holds, 0);
	for (; r->n_spans < r->spans->len; r->n_spans++) {
		const struct stretch_span *s = &g_array_index(
			r->spans, struct stretch_span, r->n_spans);
		struct tw_hold hold = {.from = s->from,
				       .ticks = s->to - s->from};

		if (s->from < m->start)
			continue;
		if (m->end != TW_END_OPEN && s->to > m->end_at)
			break;
		find_place(r, m, &hold);
		g_array_append_val(r->holds, hold);
	}
	conduct.holds = (const struct tw_hold *)(void *)r->holds->data;
	conduct.n_holds = r->holds->len;
	r->fn(r->user, &conduct);
}

static void read_wires(struct conduct_reader *r, uint32_t bus)
{
	struct stretch_tracker tracker;
	struct tw_trace_iter iter = {0};
	struct tw_record record;

	tw_stretch_init(&tracker, r->trace, bus, keep, r);
	while (tw_trace_next(r->trace, &iter, &record)) {
		tw_stretch_record(&tracker, &record);
		if (record.kind == TW_RECORD_EDGE && record.source == bus &&
		    record.line == TW_SCL && record.level)
			g_array_append_val(r->rises, record.tick);
	}
	tw_stretch_finish(&tracker);
	tw_stretch_clear(&tracker);
}

void tw_trace_conduct(const tw_trace *trace, uint32_t bus, tw_conduct_fn fn,
		      void *user)
{
	struct conduct_reader r = {.trace = trace, .fn = fn, .user = user};

	r.spans = g_array_new(FALSE, FALSE, sizeof(struct stretch_span));
	r.rises = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	r.holds = g_array_new(FALSE, FALSE, sizeof(struct tw_hold));
	read_wires(&r, bus);
	tw_trace_decode(trace, bus, one_message, &r);
	g_array_unref(r.spans);
	g_array_unref(r.rises);
	g_array_unref(r.holds);
}

static const char *ack_text(uint8_t ack)
{
	return ack == TW_SEEN_ACK ? " ACK" : ack == TW_SEEN_NACK ? " NACK" : "";
}

void tw_conduct_message_text(const struct tw_message *m, GString *out)
{
	g_string_append(out, m->restart ? "repeated START" : "START");
	if (m->addressed)
		g_string_append_printf(out, " %02x %s%s", m->addr,
				       m->read ? "R" : "W", ack_text(m->ack));
	for (size_t i = 0; i < m->n_bytes; i++)
		g_string_append_printf(out, "  %02x%s", m->bytes[i].value,
				       ack_text(m->bytes[i].ack));
	if (m->end == TW_END_STOP)
		g_string_append(out, "  STOP");
	else if (m->end == TW_END_OPEN)
		g_string_append(out, "  and no end");
}

/* --- Where it held, in words --------------------------------------------- */

/* The numbers of the bytes held at a place, each once. */
static GArray *bytes_at(const struct tw_conduct *c, enum tw_hold_place place)
{
	GArray *bytes = g_array_new(FALSE, FALSE, sizeof(size_t));

	for (size_t i = 0; i < c->n_holds; i++) {
		const struct tw_hold *h = &c->holds[i];
		guint n = bytes->len;

		if (h->place == place &&
		    (!n || g_array_index(bytes, size_t, n - 1) != h->byte))
			g_array_append_val(bytes, h->byte);
	}
	return bytes;
}

/* "the address and bytes 1 to 3, 5" */
static void put_bytes(const GArray *bytes, GString *out)
{
	const size_t *n = (const size_t *)(const void *)bytes->data;
	const char *joint = "";

	for (guint i = 0; i < bytes->len; i++) {
		guint from = i;

		g_string_append(out, joint);
		if (!n[i]) {
			g_string_append(out, "the address");
			joint = " and byte ";
			continue;
		}
		while (i + 1 < bytes->len && n[i + 1] == n[i] + 1)
			i++;
		if (!*joint)
			g_string_append(out, "byte ");
		g_string_append_printf(out, "%zu", n[from]);
		if (i > from)
			g_string_append_printf(out, " to %zu", n[i]);
		joint = ", ";
	}
}

void tw_conduct_holds_text(const struct tw_conduct *c, GString *out)
{
	static const char *const before[] = {
		[TW_HOLD_BIT] = "in ",
		[TW_HOLD_ACK] = "before the ACK of ",
		[TW_HOLD_BYTE] = "before ",
		[TW_HOLD_END] = "before the end",
	};
	const char *joint = "";

	for (size_t place = 0; place < G_N_ELEMENTS(before); place++) {
		g_autoptr(GArray) bytes =
			bytes_at(c, (enum tw_hold_place)place);

		if (!bytes->len)
			continue;
		g_string_append_printf(out, "%s%s", joint, before[place]);
		joint = ", ";
		if (place != TW_HOLD_END)
			put_bytes(bytes, out);
	}
}
