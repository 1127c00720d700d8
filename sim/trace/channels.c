/* SPDX-License-Identifier: MIT */
/* The wires of a trace as channels of a file. */
#include "trace/channels.h"

#include <string.h>

static void clear_channel(gpointer data)
{
	g_free(((struct channel *)data)->name);
}

/* Formats end names at spaces and lines. */
static char *clean(const char *name)
{
	char *s = g_strdup(name && *name ? name : "net");

	for (char *p = s; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			*p = '_';
	return s;
}

static void add(struct channels *c, uint32_t source, char *name, uint8_t line,
		bool high)
{
	struct channel ch = {name, source, line, high};

	g_array_append_val(c->all, ch);
}

static void add_bus(struct channels *c, uint32_t source, bool only,
		    uint32_t number)
{
	static const char *const names[] = {"SCL", "SDA"};

	c->first[source] = c->all->len;
	for (uint8_t line = TW_SCL; line <= TW_SDA; line++)
		add(c, source,
		    only ? g_strdup(names[line])
			 : g_strdup_printf("%s%u", names[line], number),
		    line, true);
}

static int find_handler(const GArray *all, const struct tw_record *r)
{
	for (guint i = 0; i < all->len; i++) {
		const struct channel_handler *h =
			&g_array_index(all, struct channel_handler, i);

		if (h->source == r->source && h->exception == r->value)
			return (int)h->channel;
	}
	return -1;
}

int tw_channels_of_note(const struct channels *c, const struct tw_record *r)
{
	if (r->note != TW_NOTE_IRQ_ENTER && r->note != TW_NOTE_IRQ_EXIT)
		return -1;
	return find_handler(c->handlers, r);
}

static bool has_chip(const tw_trace *trace)
{
	for (uint32_t i = 0; i < tw_trace_n_sources(trace); i++)
		if (tw_trace_source(trace, i)->kind == TW_SOURCE_CHIP)
			return true;
	return false;
}

static void add_handlers(struct channels *c, const tw_trace *trace)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	c->handlers = g_array_new(FALSE, FALSE, sizeof(struct channel_handler));
	while (tw_trace_next(trace, &iter, &r)) {
		struct channel_handler h = {r.source, r.value, c->all->len};
		g_autofree char *chip = NULL;

		if (r.kind != TW_RECORD_NOTE || r.note != TW_NOTE_IRQ_ENTER ||
		    find_handler(c->handlers, &r) >= 0)
			continue;
		chip = clean(tw_trace_source(trace, r.source)->name);
		g_array_append_val(c->handlers, h);
		add(c, r.source,
		    g_strdup_printf("%s.handler%" G_GUINT64_FORMAT, chip,
				    r.value),
		    0, false);
	}
}

void tw_channels_init(struct channels *c, const tw_trace *trace)
{
	uint32_t n = (uint32_t)tw_trace_n_sources(trace);
	uint32_t n_seen = 0;

	c->all = g_array_new(FALSE, FALSE, sizeof(struct channel));
	g_array_set_clear_func(c->all, clear_channel);
	c->first = g_new(uint32_t, n + 1);
	memset(c->first, 0xff, (n + 1) * sizeof(*c->first));
	c->n_buses = 0;
	for (uint32_t i = 0; i < n; i++)
		c->n_buses += tw_trace_source(trace, i)->kind == TW_SOURCE_BUS;
	for (uint32_t i = 0; i < n; i++)
		if (tw_trace_source(trace, i)->kind == TW_SOURCE_BUS)
			add_bus(c, i, c->n_buses == 1, n_seen++);
	for (uint32_t i = 0; i < n; i++) {
		const struct tw_source *s = tw_trace_source(trace, i);

		if (s->kind != TW_SOURCE_NET)
			continue;
		c->first[i] = c->all->len;
		add(c, i, clean(s->name), 0, s->rest_high);
	}
	c->handlers = NULL;
	if (has_chip(trace))
		add_handlers(c, trace);
}

void tw_channels_clear(struct channels *c)
{
	g_array_free(c->all, TRUE);
	g_clear_pointer(&c->handlers, g_array_unref);
	g_free(c->first);
}
