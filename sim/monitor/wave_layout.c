/* SPDX-License-Identifier: MIT */
/* Edges to columns. */
#include "monitor/levels.h"
#include "monitor/ticks.h"
#include "monitor/waveform.h"

#define MAX_BYTES  64
#define GAP_FACTOR 4 /* shortest bits: from here on a phase is a gap */
#define GAP_WIDTH  3

struct layout {
	struct wave *wave;
	uint64_t num;
	uint64_t den;
	uint64_t bit_ticks; /* the shortest SCL period */
	bool level[2];
	uint64_t at;  /* of the last change */
	uint64_t now; /* when the columns begin that are added */
	bool open;
	bool address; /* the byte under way is one */
	unsigned bit; /* of it */
	unsigned n_bytes;
	unsigned value;
	unsigned from; /* column of the byte's first bit */
	uint64_t from_tick;
	unsigned high; /* column of the SCL pulse under way; 0: none */
};

static unsigned column(struct layout *l, char mark, bool gap)
{
	struct wave_column c = {.tick = l->now, .mark = mark, .gap = gap};

	c.level[TW_SCL] = l->level[TW_SCL];
	c.level[TW_SDA] = l->level[TW_SDA];
	g_array_append_val(l->wave->columns, c);
	return l->wave->columns->len - 1;
}

static struct wave_item *item(struct layout *l, unsigned from, unsigned to,
			      uint64_t tick)
{
	struct wave_item it = {.from = from, .to = to, .tick = tick};

	g_array_append_val(l->wave->items, it);
	return &g_array_index(l->wave->items, struct wave_item,
			      l->wave->items->len - 1);
}

/* The levels so far lasted until @tick. */
static void pass(struct layout *l, uint64_t tick)
{
	g_autoptr(GString) text = NULL;
	unsigned from, to = 0;

	if (!l->bit_ticks || tick - l->at < GAP_FACTOR * l->bit_ticks)
		return;
	l->now = l->at;
	from = column(l, 0, true);
	for (unsigned i = 1; i < GAP_WIDTH; i++)
		to = column(l, 0, true);
	if (!l->num)
		return;
	text = g_string_new(NULL);
	tw_ns_text(text, ticks_to_ns(tick - l->at, l->num, l->den));
	g_strlcpy(item(l, from, to, TW_NEVER)->text, text->str,
		  sizeof(((struct wave_item *)0)->text));
}

static void end_byte(struct layout *l, bool nack)
{
	struct wave_item *it =
		item(l, l->from, l->wave->columns->len - 1, l->from_tick);
	const char *ack = nack ? "NACK" : "ACK";

	if (l->address)
		g_snprintf(it->text, sizeof(it->text), "%02x %s %s",
			   l->value >> 1, l->value & 1 ? "read" : "write", ack);
	else
		g_snprintf(it->text, sizeof(it->text), "%02x %s", l->value,
			   ack);
	l->address = false;
	l->bit = 0;
	l->n_bytes++;
}

/* SCL fell and nothing happened while it was high: that was a bit. */
static void end_bit(struct layout *l)
{
	bool sda = l->level[TW_SDA];
	char mark = sda ? '1' : '0';
	unsigned high = l->high;

	if (l->bit == 8)
		mark = sda ? 'N' : 'A';
	else if (l->bit == 7 && l->address)
		mark = sda ? 'R' : 'W';
	g_array_index(l->wave->columns, struct wave_column, high).mark = mark;
	if (l->bit++ == 8)
		end_byte(l, sda);
	else
		l->value = (l->value << 1 | sda) & 0xff;
}

static void scl_fall(struct layout *l)
{
	bool byte_ends = l->bit == 8;

	if (l->open && l->high)
		end_bit(l);
	l->high = 0;
	l->level[TW_SCL] = false;
	column(l, 0, false);
	if (byte_ends) {
		unsigned next = l->wave->columns->len;

		g_array_append_val(l->wave->breaks, next);
	}
}

static void scl_rise(struct layout *l, uint64_t tick)
{
	const struct wave_column *last =
		&g_array_index(l->wave->columns, struct wave_column,
			       l->wave->columns->len - 1);
	const struct wave_column *before = last - 1;

	if (before->level[TW_SCL] != last->level[TW_SCL])
		column(l, 0, false); /* SDA did not move in this low */
	l->level[TW_SCL] = true;
	column(l, 0, false);
	l->high = column(l, 0, false);
	if (!l->bit) {
		l->from = l->high;
		l->from_tick = tick;
	}
}

static void condition(struct layout *l, bool start, uint64_t tick)
{
	unsigned at;

	l->level[TW_SDA] = !start;
	at = column(l, start ? 'S' : 'P', false);
	column(l, 0, false);
	if (start)
		item(l, at, at, tick);
	l->open = start;
	l->address = start;
	l->bit = 0;
	l->high = 0;
}

static void change(struct layout *l, uint64_t tick, const bool *level)
{
	pass(l, tick);
	l->at = tick;
	l->now = tick;
	if (level[TW_SCL] != l->level[TW_SCL] && !level[TW_SCL])
		scl_fall(l);
	if (level[TW_SDA] != l->level[TW_SDA]) {
		if (l->level[TW_SCL] && level[TW_SCL]) {
			condition(l, !level[TW_SDA], tick);
		} else {
			l->level[TW_SDA] = level[TW_SDA];
			column(l, 0, false);
		}
	}
	if (level[TW_SCL] && !l->level[TW_SCL])
		scl_rise(l, tick);
}

/* The shortest time between two SCL falls in the range. */
static uint64_t shortest_bit(const tw_trace *trace, uint32_t bus, uint64_t from,
			     uint64_t to)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t last = 0, shortest = 0;

	while (tw_trace_next(trace, &iter, &r) && r.tick <= to) {
		if (r.kind != TW_RECORD_EDGE || r.source != bus ||
		    r.line != TW_SCL || r.level || r.tick < from)
			continue;
		if (last && (!shortest || r.tick - last < shortest))
			shortest = r.tick - last;
		last = r.tick;
	}
	return shortest;
}

static void begin(struct layout *l, const bool *level, uint64_t tick)
{
	l->now = tick;
	l->level[TW_SCL] = level[TW_SCL];
	l->level[TW_SDA] = level[TW_SDA];
	column(l, 0, false);
	column(l, 0, false);
}

static void walk(struct layout *l, const tw_trace *trace, uint32_t bus,
		 uint64_t from, uint64_t to)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	struct levels now, done;
	bool begun = false;

	levels_init(&now);
	done = now;
	while (tw_trace_next(trace, &iter, &r)) {
		bool complete;

		if (r.kind != TW_RECORD_EDGE || r.source != bus)
			continue;
		complete = levels_edge(&now, &r, &done);
		if (!begun && r.tick >= from) {
			begin(l, done.level, from);
			l->at = r.tick;
			begun = true;
		} else if (complete && done.tick >= from) {
			change(l, done.tick, done.level);
		}
		l->wave->cut = l->n_bytes == MAX_BYTES;
		if (r.tick > to || l->wave->cut)
			return;
	}
	if (begun && now.pending && now.tick <= to)
		change(l, now.tick, now.level);
}

void tw_wave_lay_out(struct wave *w, const tw_trace *trace, uint32_t bus,
		     uint64_t from, uint64_t to)
{
	struct layout l = {.wave = w};

	w->columns = g_array_new(FALSE, FALSE, sizeof(struct wave_column));
	w->items = g_array_new(FALSE, FALSE, sizeof(struct wave_item));
	w->breaks = g_array_new(FALSE, FALSE, sizeof(unsigned));
	w->cut = false;
	tw_trace_tick(trace, &l.num, &l.den);
	l.bit_ticks = shortest_bit(trace, bus, from, to);
	walk(&l, trace, bus, from, to);
}

void tw_wave_clear(struct wave *w)
{
	g_array_free(w->columns, TRUE);
	g_array_free(w->items, TRUE);
	g_array_free(w->breaks, TRUE);
}
