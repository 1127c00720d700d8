/* SPDX-License-Identifier: MIT */
/*
 * Writes the transaction log of a trace: the messages of every bus, who
 * stretched the clock, nets, and the notes that people want to see. Register
 * accesses and interrupts, where they were recorded, are in the file, but not
 * in a report.
 */
#include "monitor/levels.h"
#include "monitor/log.h"
#include "monitor/note_text.h"
#include "monitor/stretch.h"
#include "monitor/ticks.h"
#include "trace/write.h"

#define PRINT_AT 65536

struct text_bus {
	struct text *text;
	struct log_bus *log;
	struct levels levels;
	struct stretch_tracker stretch;
	const char *name; /* NULL: the only bus */
};

struct text {
	const tw_trace *trace;
	struct log *log;
	GString *out;
	struct out *file; /* NULL: keep everything in out */
	struct text_bus **by_source;
	GPtrArray *buses;
	uint64_t num;
	uint64_t den;
};

static void stretched(void *user, const struct stretch_span *sp)
{
	struct text_bus *bus = user;
	struct text *t = bus->text;
	g_autoptr(GString) line = g_string_new("STRETCH by ");

	g_string_append(line, tw_trace_source(t->trace, sp->port)->name);
	g_string_append_c(line, ' ');
	tw_ns_text(line, ticks_to_ns(sp->to - sp->from, t->num, t->den));
	if (sp->open)
		g_string_append(line, ", not over yet");
	tw_log_line(t->log, sp->from, bus->name, line->str);
}

static void add_bus(struct text *t, uint32_t source, bool only)
{
	struct text_bus *bus = g_new0(struct text_bus, 1);

	bus->text = t;
	if (!only)
		bus->name = tw_trace_source(t->trace, source)->name;
	bus->log = tw_log_add_bus(t->log, bus->name);
	levels_init(&bus->levels);
	tw_stretch_init(&bus->stretch, t->trace, source, stretched, bus);
	t->by_source[source] = bus;
	g_ptr_array_add(t->buses, bus);
}

static void free_bus(gpointer data)
{
	struct text_bus *bus = data;

	tw_stretch_clear(&bus->stretch);
	g_free(bus);
}

static void begin(struct text *t, const tw_trace *trace)
{
	uint32_t n = (uint32_t)tw_trace_n_sources(trace);
	uint32_t n_buses = 0;

	t->trace = trace;
	tw_trace_tick(trace, &t->num, &t->den);
	t->log = tw_log_new(t->out, t->num, t->den);
	t->by_source = g_new0(struct text_bus *, n + 1);
	t->buses = g_ptr_array_new_with_free_func(free_bus);
	for (uint32_t i = 0; i < n; i++)
		n_buses += tw_trace_source(trace, i)->kind == TW_SOURCE_BUS;
	for (uint32_t i = 0; i < n; i++)
		if (tw_trace_source(trace, i)->kind == TW_SOURCE_BUS)
			add_bus(t, i, n_buses == 1);
}

/* The bus that a record of this source is about, or NULL. */
static struct text_bus *bus_of(const struct text *t, uint32_t source)
{
	const struct tw_source *s = tw_trace_source(t->trace, source);

	return t->by_source[s->kind == TW_SOURCE_PORT ? s->bus : source];
}

static void edge(struct text_bus *bus, const struct tw_record *r)
{
	struct levels done;

	if (levels_edge(&bus->levels, r, &done))
		tw_log_levels(bus->log, done.tick, done.level[TW_SCL],
			      done.level[TW_SDA]);
}

/* true: it was an access to a register, or an interrupt. */
static bool register_note(struct text *t, const struct tw_record *r)
{
	const char *chip = tw_trace_source(t->trace, r->source)->name;
	g_autoptr(GString) line = g_string_new(NULL);

	if (r->note == TW_NOTE_REG_READ || r->note == TW_NOTE_REG_WRITE)
		g_string_printf(line, "%s %s %.*s 0x%x",
				r->note == TW_NOTE_REG_READ ? "READ " : "WRITE",
				chip, (int)r->text_len, r->text,
				(unsigned)(uint32_t)r->value);
	else if (r->note == TW_NOTE_IRQ_ENTER || r->note == TW_NOTE_IRQ_EXIT)
		g_string_printf(line, "%s %s handler%" G_GUINT64_FORMAT,
				r->note == TW_NOTE_IRQ_ENTER ? "ENTER"
							     : "LEAVE",
				chip, r->value);
	else
		return false;
	if (t->file)
		tw_log_line(t->log, r->tick, NULL, line->str);
	return true;
}

static void note(struct text *t, const struct tw_record *r)
{
	struct text_bus *bus = bus_of(t, r->source);
	g_autoptr(GString) line = g_string_new(NULL);

	if (!register_note(t, r) && tw_note_text(t->trace, r, line))
		tw_log_line(t->log, r->tick, bus ? bus->name : NULL, line->str);
}

static void net(struct text *t, const struct tw_record *r)
{
	g_autofree char *line = g_strdup_printf(
		"NET   %s %s", tw_trace_source(t->trace, r->source)->name,
		r->level ? "high" : "low");

	tw_log_line(t->log, r->tick, NULL, line);
}

static void hold(struct text *t)
{
	uint64_t since = UINT64_MAX;

	for (guint i = 0; i < t->buses->len; i++) {
		const struct text_bus *bus = t->buses->pdata[i];

		since = MIN(since, stretch_since(&bus->stretch));
		if (bus->levels.pending)
			since = MIN(since, bus->levels.tick);
	}
	tw_log_hold(t->log, since);
}

static void record(struct text *t, const struct tw_record *r)
{
	struct text_bus *bus = bus_of(t, r->source);

	if (r->kind == TW_RECORD_NOTE) {
		hold(t);
		note(t, r);
	} else if (r->kind == TW_RECORD_NET) {
		hold(t);
		net(t, r);
	} else if (bus) {
		tw_stretch_record(&bus->stretch, r);
		if (r->kind == TW_RECORD_EDGE)
			edge(bus, r);
	}
	if (t->file && t->out->len > PRINT_AT) {
		tw_out_put(t->file, t->out->str, t->out->len);
		g_string_truncate(t->out, 0);
	}
}

static void finish(struct text *t)
{
	for (guint i = 0; i < t->buses->len; i++) {
		struct text_bus *bus = t->buses->pdata[i];
		const struct levels *l = &bus->levels;

		if (l->pending)
			tw_log_levels(bus->log, l->tick, l->level[TW_SCL],
				      l->level[TW_SDA]);
		tw_stretch_finish(&bus->stretch);
	}
	tw_log_finish(t->log);
	if (t->file)
		tw_out_put(t->file, t->out->str, t->out->len);
	tw_log_free(t->log);
	g_ptr_array_free(t->buses, TRUE);
	g_free(t->by_source);
}

static void run(struct text *t, const tw_trace *trace)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	begin(t, trace);
	while (tw_trace_next(trace, &iter, &r))
		record(t, &r);
	finish(t);
}

void tw_trace_to_text(const tw_trace *trace, GString *out)
{
	struct text t = {.out = out};

	run(&t, trace);
}

bool tw_text_write(const tw_trace *trace, const char *path, GError **error)
{
	g_autoptr(GString) buffer = g_string_new(NULL);
	struct text t = {.out = buffer, .file = tw_out_open(path, error)};

	if (!t.file)
		return false;
	run(&t, trace);
	return tw_out_close(t.file, error);
}
