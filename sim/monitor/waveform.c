/* SPDX-License-Identifier: MIT */
/* Draws a waveform for the terminal, in panels of whole bytes. */
#include "monitor/waveform.h"

#include <string.h>

#include "monitor/ticks.h"
#include "monitor/waveform_marks.h"
#include "twowire/bus.h"

#define DEFAULT_WIDTH 100
#define MIN_WIDTH     40
#define MAX_WIDTH     1000
static const struct wave_column *column(const struct drawing *d, unsigned n)
{
	return &g_array_index(d->wave->columns, struct wave_column, n);
}

static void marks(const struct drawing *d)
{
	g_string_append_printf(d->out, "%*s", GUTTER, "");
	for (unsigned i = d->from; i < d->to; i++) {
		char mark = column(d, i)->mark;

		g_string_append_c(d->out, mark ? mark : ' ');
	}
	tw_waveform_end_line(d->out);
}

enum shape { HIGH, LOW, RISE, FALL, HIGH_GAP, LOW_GAP };

static enum shape shape(const struct drawing *d, unsigned n, unsigned line)
{
	const struct wave_column *c = column(d, n);
	bool level = c->level[line];
	bool before = n ? column(d, n - 1)->level[line] : level;

	if (level != before)
		return level ? RISE : FALL;
	if (c->gap)
		return level ? HIGH_GAP : LOW_GAP;
	return level ? HIGH : LOW;
}

/* A wire takes two rows: a line above is high, below is low. */
static void wire(const struct drawing *d, unsigned line)
{
	static const char *const fine[2][6] = {
		{"─", " ", "┌", "┐", "┄", " "},
		{" ", "─", "┘", "└", " ", "┄"},
	};
	static const char *const plain[2][6] = {
		{"_", " ", " ", " ", ".", " "},
		{" ", "_", "|", "|", " ", "."},
	};
	static const char *const names[] = {"SCL", "SDA"};

	for (unsigned row = 0; row < 2; row++) {
		g_string_append_printf(d->out, "%-*s", GUTTER,
				       row ? names[line] : "");
		for (unsigned i = d->from; i < d->to; i++)
			g_string_append(
				d->out,
				(d->ascii ? plain
					  : fine)[row][shape(d, i, line)]);
		tw_waveform_end_line(d->out);
	}
}

/* Names under the bytes: "├──── 40 write ACK ────┤". */
static void span(const struct drawing *d, const struct wave_item *it)
{
	unsigned room = MIN(it->to + 1, d->to) - it->from;
	unsigned len = (unsigned)strlen(it->text) + 2;
	const char *dash = d->ascii ? "-" : "─";
	unsigned left;

	if (room < len + 2) {
		g_string_append_printf(d->out, "%-*.*s", (int)room, (int)room,
				       it->text);
		return;
	}
	left = (room - len - 2) / 2;
	g_string_append(d->out, d->ascii ? "|" : "├");
	for (unsigned i = 0; i < left; i++)
		g_string_append(d->out, dash);
	g_string_append_printf(d->out, " %s ", it->text);
	for (unsigned i = left + len + 2; i < room; i++)
		g_string_append(d->out, dash);
	g_string_append(d->out, d->ascii ? "|" : "┤");
}

static bool in_panel(const struct drawing *d, const struct wave_item *it)
{
	return it->from >= d->from && it->from < d->to;
}

static void captions(const struct drawing *d)
{
	unsigned at = d->from;

	g_string_append_printf(d->out, "%*s", GUTTER, "");
	for (guint i = 0; i < d->wave->items->len; i++) {
		const struct wave_item *it =
			&g_array_index(d->wave->items, struct wave_item, i);

		if (!in_panel(d, it) || !*it->text || it->tick == TW_NEVER ||
		    it->from < at)
			continue;
		for (; at < it->from; at++)
			g_string_append_c(d->out, ' ');
		span(d, it);
		at = it->to + 1;
	}
	tw_waveform_end_line(d->out);
}

/* When things began, and how long gaps are; what finds no room is left out. */
static void times(const struct drawing *d)
{
	unsigned at = d->from;

	g_string_append_printf(d->out, "%*s", GUTTER, "");
	for (guint i = 0; i < d->wave->items->len; i++) {
		const struct wave_item *it =
			&g_array_index(d->wave->items, struct wave_item, i);
		g_autoptr(GString) text = g_string_new(NULL);

		if (!in_panel(d, it) || it->from < at)
			continue;
		if (it->tick == TW_NEVER)
			g_string_append_printf(text, "(%s)", it->text);
		else if (d->num)
			tw_ns_text(text, ticks_to_ns(it->tick, d->num, d->den));
		else
			g_string_append_printf(text, "%" G_GUINT64_FORMAT,
					       it->tick);
		if (it->from + text->len > d->to)
			continue;
		for (; at < it->from; at++)
			g_string_append_c(d->out, ' ');
		g_string_append(d->out, text->str);
		g_string_append_c(d->out, ' ');
		at += (unsigned)text->len + 1;
	}
	tw_waveform_end_line(d->out);
}

/* The last break that the panel has room for, or simply its room. */
static unsigned panel_end(const struct drawing *d, unsigned room)
{
	unsigned end = d->from + room;
	unsigned best = 0;

	if (end >= d->wave->columns->len)
		return d->wave->columns->len;
	for (guint i = 0; i < d->wave->breaks->len; i++) {
		unsigned at = g_array_index(d->wave->breaks, unsigned, i);

		if (at > d->from && at <= end)
			best = at;
	}
	return best ? best : end;
}

static void draw(struct drawing *d, unsigned width)
{
	while (d->from < d->wave->columns->len) {
		d->to = panel_end(d, width - GUTTER);
		if (d->from)
			g_string_append_c(d->out, '\n');
		marks(d);
		wire(d, TW_SCL);
		tw_waveform_pulls(d, TW_SCL);
		wire(d, TW_SDA);
		tw_waveform_pulls(d, TW_SDA);
		captions(d);
		times(d);
		tw_waveform_marks(d);
		d->from = d->to;
	}
	if (d->wave->cut)
		g_string_append(d->out, "(and more)\n");
}

struct range {
	uint64_t from;
	uint64_t to;
	bool any;
};

static void first_transfer(void *user, const struct tw_message *m)
{
	struct range *range = user;

	if (m->transfer)
		return;
	if (!range->any)
		range->from = m->start;
	range->to = m->end == TW_END_OPEN ? UINT64_MAX : m->end_at;
	range->any = true;
}

void tw_waveform_draw(const tw_trace *trace, uint32_t bus,
		      const struct tw_waveform_config *config,
		      const struct scene *scene, GString *out)
{
	static const struct tw_waveform_config defaults;
	struct drawing d = {.out = out, .scene = scene};
	struct wave wave;
	struct range range = {0};
	unsigned width;

	config = config ? config : &defaults;
	width = config->width ? config->width : DEFAULT_WIDTH;
	if (!config->from || !config->to)
		tw_trace_decode(trace, bus, first_transfer, &range);
	if (!range.any && !config->to) {
		g_string_append(out, "no traffic\n");
		return;
	}
	tw_trace_tick(trace, &d.num, &d.den);
	tw_wave_lay_out(&wave, trace, bus,
			config->from ? config->from : range.from,
			config->to ? config->to : range.to);
	d.wave = &wave;
	d.ascii = config->ascii;
	draw(&d, CLAMP(width, MIN_WIDTH, MAX_WIDTH));
	tw_wave_clear(&wave);
}

void tw_trace_waveform(const tw_trace *trace, uint32_t bus,
		       const struct tw_waveform_config *config, GString *out)
{
	tw_waveform_draw(trace, bus, config, NULL, out);
}
