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

/* Of a capture, the names it has. */
static void add_bus(struct channels *c, const tw_trace *trace, uint32_t source,
		    uint32_t number)
{
	static const char *const names[] = {"SCL", "SDA"};
	const struct tw_source *s = tw_trace_source(trace, source);

	c->first[source] = c->all->len;
	for (uint8_t line = TW_SCL; line <= TW_SDA; line++) {
		const char *own = line == TW_SCL ? s->scl : s->sda;

		add(c, source,
		    own && *own ? clean(own)
		    : c->n_buses == 1
			    ? g_strdup(names[line])
			    : g_strdup_printf("%s%u", names[line], number),
		    line, true);
	}
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
	if (r->note == TW_NOTE_FAULT)
		return c->fault;
	if (!c->handlers ||
	    (r->note != TW_NOTE_IRQ_ENTER && r->note != TW_NOTE_IRQ_EXIT))
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
			add_bus(c, trace, i, n_seen++);
	for (uint32_t i = 0; i < n; i++) {
		const struct tw_source *s = tw_trace_source(trace, i);

		if (s->kind != TW_SOURCE_NET)
			continue;
		c->first[i] = c->all->len;
		add(c, i, clean(s->name), 0, s->rest_high);
	}
	c->handlers = NULL;
	c->drivers = NULL;
	c->fault = -1;
	if (has_chip(trace))
		add_handlers(c, trace);
}

/* Bits of both wires: does the port ever drive them? */
static uint8_t *find_driven(const tw_trace *trace)
{
	uint8_t *driven = g_new0(uint8_t, tw_trace_n_sources(trace) + 1);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(trace, &iter, &r))
		if (r.kind == TW_RECORD_PULL)
			driven[r.source] |= (uint8_t)(1u << r.line);
	return driven;
}

/* "dut.i2c0.SDA"; on one bus of several "dut.i2c0.SDA1". */
static void add_drivers(struct channels *c, const tw_trace *trace)
{
	uint32_t n = (uint32_t)tw_trace_n_sources(trace);
	g_autofree uint8_t *driven = find_driven(trace);

	c->drivers = g_new(int, 2 * n + 1);
	for (uint32_t i = 0; i < 2 * n; i++) {
		const struct tw_source *s = tw_trace_source(trace, i / 2);
		g_autofree char *port = clean(s->name);

		c->drivers[i] = -1;
		if (!(driven[i / 2] >> (i & 1) & 1) ||
		    c->first[s->bus] == UINT32_MAX)
			continue;
		c->drivers[i] = (int)c->all->len;
		add(c, i / 2,
		    g_strdup_printf(
			    "%s.%s", port,
			    channels_get(c, c->first[s->bus] + (i & 1))->name),
		    i & 1, true);
	}
}

void tw_channels_init_as(struct channels *c, const tw_trace *trace,
			 const struct tw_write_config *config)
{
	tw_channels_init(c, trace);
	if (config->drivers)
		add_drivers(c, trace);
	if (!config->faults)
		return;
	c->fault = (int)c->all->len;
	add(c, UINT32_MAX, g_strdup("FAULT"), 0, false);
}

void tw_channels_clear(struct channels *c)
{
	g_array_free(c->all, TRUE);
	g_clear_pointer(&c->handlers, g_array_unref);
	g_free(c->drivers);
	g_free(c->first);
}
