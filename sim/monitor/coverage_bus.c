/* SPDX-License-Identifier: MIT */
/*
 * The wires of one bus, framed as UM10204 3.1.4 has it: START and STOP count at
 * whatever bit they come. Edges of one tick are taken together.
 */
#include "monitor/coverage_bus.h"
#include "monitor/ticks.h"
#include "twowire/timing.h"

#define SPIKE_NS   50 /* tSP of Fast-mode, UM10204 table 10 */
#define NS_PER_MS  1000000u
#define PS_PER_NS  1000
#define SLOWEST_NS 100000 /* 10 kHz, the least that SMBus has */

struct cover *tw_cover_new(struct coverage_hits *hits, const tw_trace *trace,
			   uint32_t bus, const GArray *ports)
{
	struct cover *c = g_new0(struct cover, 1);

	c->hits = hits;
	c->trace = trace;
	c->ports = ports;
	c->bus = bus;
	tw_trace_tick(trace, &c->num, &c->den);
	c->notes = g_array_new(FALSE, FALSE, sizeof(struct cover_note));
	c->seen[TW_SCL] = c->seen[TW_SDA] = true;
	c->level[TW_SCL] = c->level[TW_SDA] = true;
	c->m.path = -1;
	c->d.hosts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	c->d.targets = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	return c;
}

void tw_cover_free(struct cover *c)
{
	g_array_unref(c->notes);
	g_array_unref(c->d.hosts);
	g_array_unref(c->d.targets);
	g_free(c);
}

bool tw_cover_ns(const struct cover *c, uint64_t from, uint64_t to,
		 uint64_t *ns)
{
	*ns = to > from ? ticks_to_ns(to - from, c->num, c->den) : 0;
	return c->num;
}

unsigned tw_cover_place(const struct cover *c, bool next)
{
	unsigned bit = CLAMP(c->rises + next, 1, 9);
	unsigned base = c->m.read ? PLACE_READ : PLACE_WRITE;

	if (c->address)
		return bit == 9	  ? PLACE_ADDRESS_ACK
		       : bit == 8 ? PLACE_ADDRESS_RW
				  : PLACE_ADDRESS + bit - 1;
	if (bit == 1 && c->m.n_bytes)
		return base + PLACE_READ_NEXT - PLACE_READ;
	return base + bit - 1;
}

/* --- times ------------------------------------------------------------- */

static void spike(struct cover *c, unsigned line)
{
	uint64_t first = c->tick - MIN(c->slew[line], c->tick);
	uint64_t ns;

	if (!c->moved[line] || !tw_cover_ns(c, c->edge[line], first, &ns) ||
	    ns > SPIKE_NS)
		return;
	c->hits->wires[WIRES_SPIKE + 2 * (line == TW_SDA) + c->seen[line]]++;
}

/* Of a whole SCL period in which nobody stretched. */
static void period(struct cover *c)
{
	uint64_t ns;

	if (!c->fell || c->condition || c->d.stretched || c->d.host_stretched ||
	    !tw_cover_ns(c, c->fall, c->tick, &ns))
		return;
	if (ns > SLOWEST_NS)
		c->hits->clock[CLOCK_SLOWER]++;
	else if (ns * 11 < 1000 * 10)
		c->hits->clock[CLOCK_FASTER]++;
	else
		switch (tw_timing_fitting((int64_t)ns * PS_PER_NS)) {
		case TW_TIMING_STANDARD:
			c->hits->clock[CLOCK_STANDARD]++;
			break;
		case TW_TIMING_FAST:
			c->hits->clock[CLOCK_FAST]++;
			break;
		default:
			c->hits->clock[CLOCK_FAST_PLUS]++;
			break;
		}
}

static void bus_free(struct cover *c)
{
	uint64_t first = c->tick - MIN(c->slew[TW_SDA], c->tick);
	uint64_t ns;

	if (!c->stopped || !tw_cover_ns(c, c->stop, first, &ns))
		return;
	c->hits->bus_free[ns < 500    ? FREE_500
			  : ns < 1300 ? FREE_1300
			  : ns < 4700 ? FREE_4700
				      : FREE_LONGER]++;
}

/* SDA's first change in a low of SCL. */
static void hold(struct cover *c)
{
	uint64_t first = c->tick - MIN(c->slew[TW_SDA], c->tick);
	uint64_t ns;

	if (!c->open || !c->fell || c->held ||
	    !tw_cover_ns(c, c->fall, first, &ns))
		return;
	c->held = true;
	c->hits->data_hold[!ns	       ? HOLD_AT_ONCE
			   : ns <= 300 ? HOLD_300
				       : HOLD_LONGER]++;
}

static void was_low(struct cover *c, uint64_t until)
{
	uint64_t ns;

	if (!tw_cover_ns(c, c->edge[TW_SCL], until, &ns))
		return;
	c->hits->stuck[STUCK_SCL_25_MS] += ns >= 25 * NS_PER_MS;
	c->hits->stuck[STUCK_SCL_35_MS] += ns >= 35 * NS_PER_MS;
}

/* --- the two wires together -------------------------------------------- */

static void scl_fall(struct cover *c)
{
	if (c->open) {
		period(c);
		if (!c->fell)
			tw_cover_drivers_started(c);
		else if (!c->condition)
			tw_cover_message_pulse(c);
		if (c->rises == 9 && !c->condition)
			tw_cover_message_byte(c, !c->bit);
	}
	if (c->rises == 9)
		c->rises = 0;
	tw_cover_drivers_fall(c);
	c->fell = c->open;
	c->held = false;
	c->fall = c->tick;
}

static void scl_rise(struct cover *c)
{
	was_low(c, c->tick - MIN(c->slew[TW_SCL], c->tick));
	c->condition = false;
	if (!c->open || !c->fell)
		return;
	c->bit = c->seen[TW_SDA];
	if (++c->rises <= 8)
		c->shift = (uint8_t)(c->shift << 1 | c->bit);
	if (c->rises == 8 && c->address)
		c->m.read = c->bit;
	tw_cover_drivers_rise(c);
}

static void start(struct cover *c)
{
	if (c->open) {
		c->hits->restart[tw_cover_place(c, false)]++;
		tw_cover_message_end(c, false);
	} else {
		c->hits->condition[CONDITION_START]++;
		bus_free(c);
	}
	tw_cover_drivers_condition(c, false);
	tw_cover_message_begin(c, c->open);
	c->open = true;
	c->fell = false;
	c->address = true;
	c->rises = 0;
}

static void stop(struct cover *c)
{
	if (!c->open)
		c->hits->condition[CONDITION_STOP_ALONE]++;
	else if (!c->fell)
		c->hits->condition[CONDITION_VOID]++;
	else
		c->hits->stop[tw_cover_place(c, false)]++;
	if (c->open)
		tw_cover_message_end(c, true);
	tw_cover_drivers_condition(c, true);
	c->open = false;
	c->fell = false;
	c->rises = 0;
	c->stopped = true;
	c->stop = c->tick;
}

static void look(struct cover *c)
{
	bool scl = c->changed[TW_SCL], sda = c->changed[TW_SDA];

	for (unsigned n = 0; n < 2; n++)
		if (c->changed[n])
			spike(c, n);
	c->hits->wires[WIRES_BOTH] += scl && sda;
	if (scl && !c->seen[TW_SCL])
		scl_fall(c);
	if (sda && !scl && c->level[TW_SCL]) {
		c->condition = true;
		if (c->seen[TW_SDA])
			stop(c);
		else
			start(c);
	} else if (sda) {
		hold(c);
	}
	if (scl && c->seen[TW_SCL])
		scl_rise(c);
	for (unsigned n = 0; n < 2; n++) {
		if (!c->changed[n])
			continue;
		c->level[n] = c->seen[n];
		c->edge[n] = c->tick;
		c->moved[n] = true;
		c->changed[n] = false;
	}
}

/* The edges of the last tick, then what was noted in it. */
static void flush(struct cover *c)
{
	if (c->changed[TW_SCL] || c->changed[TW_SDA])
		look(c);
	for (guint i = 0; i < c->notes->len; i++)
		tw_cover_note(c,
			      &g_array_index(c->notes, struct cover_note, i));
	g_array_set_size(c->notes, 0);
}

void tw_cover_record(struct cover *c, const struct tw_record *r)
{
	if (r->tick != c->tick)
		flush(c);
	c->tick = r->tick;
	if (r->kind == TW_RECORD_EDGE) {
		/* Two changes in a tick: none. */
		c->seen[r->line] = r->level;
		c->changed[r->line] = c->seen[r->line] != c->level[r->line];
		c->slew[r->line] = r->slew;
	} else if (r->kind == TW_RECORD_NOTE) {
		tw_cover_keep_note(c, r);
	} else if (r->kind == TW_RECORD_PULL) {
		tw_cover_pull(
			c,
			&g_array_index(c->ports, struct cover_port, r->source),
			r);
	}
}

void tw_cover_finish(struct cover *c, uint64_t tick)
{
	flush(c);
	if (!c->level[TW_SCL] && tick > c->edge[TW_SCL])
		was_low(c, tick);
}
