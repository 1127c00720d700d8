/* SPDX-License-Identifier: MIT */
/* The bodies of a record stream's chunks: what they hold goes into a trace. */
#include "trace/twt.h"

#include "kernel/analog.h"
#include "kernel/sim.h"
#include "kernel/stream.h"
#include "twowire/bus.h"

#define VARINT_MAX 63 /* shift of the last group */

/* --- Bytes ------------------------------------------------------------- */

uint64_t tw_twt_number(struct twt_bytes *b, unsigned n_bytes)
{
	uint64_t v = 0;

	if ((size_t)(b->end - b->at) < n_bytes) {
		b->bad = true;
		b->at = b->end;
		return 0;
	}
	for (unsigned i = 0; i < n_bytes; i++)
		v |= (uint64_t)*b->at++ << 8 * i;
	return v;
}

uint64_t tw_twt_varint(struct twt_bytes *b)
{
	uint64_t v = 0;

	for (unsigned shift = 0; b->at < b->end; shift += 7) {
		uint8_t byte = *b->at++;

		if (shift > VARINT_MAX || (shift == VARINT_MAX && byte > 1))
			break;
		v |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return v;
	}
	b->bad = true;
	return 0;
}

/* A number that has to be below @limit. */
static uint64_t below(struct twt_bytes *b, uint64_t limit)
{
	uint64_t v = tw_twt_varint(b);

	if (v < limit)
		return v;
	b->bad = true;
	return 0;
}

/* (transfer full); NULL: none, or bad. */
static char *string(struct twt_bytes *b)
{
	uint64_t n = tw_twt_varint(b);
	const char *s = (const char *)b->at;

	if (!n)
		return NULL;
	if (n - 1 > (size_t)(b->end - b->at) || memchr(s, '\0', n - 1)) {
		b->bad = true;
		return NULL;
	}
	b->at += n - 1;
	return g_strndup(s, n - 1);
}

/* --- Sources ----------------------------------------------------------- */

static bool is_kind(const tw_trace *trace, uint32_t source,
		    enum tw_source_kind kind)
{
	const struct tw_source *s = tw_trace_source(trace, source);

	return s && s->kind == kind;
}

static bool is_known(const tw_trace *trace, const struct tw_source *s)
{
	return s->name && s->kind <= TW_SOURCE_OTHER &&
	       s->role <= TW_ROLE_OTHER &&
	       (s->kind != TW_SOURCE_PORT ||
		is_kind(trace, s->bus, TW_SOURCE_BUS));
}

const char *tw_twt_take_sources(tw_trace *trace, struct twt_bytes *b)
{
	while (b->at < b->end) {
		g_autofree char *name = NULL, *scl = NULL, *sda = NULL;
		struct tw_source s = {0};

		s.kind = (uint8_t)tw_twt_number(b, 1);
		s.role = (uint8_t)tw_twt_number(b, 1);
		s.rest_high = tw_twt_number(b, 1) & 1;
		s.bus = (uint32_t)below(b, UINT32_MAX);
		name = string(b);
		scl = string(b);
		sda = string(b);
		s.name = name;
		s.scl = scl;
		s.sda = sda;
		if (b->bad || !is_known(trace, &s))
			return "a source makes no sense";
		tw_trace_add_source(trace, &s);
	}
	return NULL;
}

/* --- Records ----------------------------------------------------------- */

static void take_edge(struct tw_record *r, struct stream_state *st,
		      unsigned code, struct twt_bytes *b)
{
	if (code == STREAM_EDGE_FULL) {
		uint64_t v;

		st->edge_source = (uint32_t)below(b, UINT32_MAX);
		v = below(b, (uint64_t)UINT32_MAX << 2);
		code = (unsigned)((v & 1) << 1 | (v >> 1 & 1));
		st->slew[code] = (uint32_t)(v >> 2);
	}
	r->kind = TW_RECORD_EDGE;
	r->source = st->edge_source;
	r->line = (uint8_t)(code >> 1);
	r->level = code & 1;
	r->slew = st->slew[code];
}

static void take_note(struct tw_record *r, struct twt_bytes *b)
{
	r->kind = TW_RECORD_NOTE;
	r->source = (uint32_t)below(b, UINT32_MAX);
	r->note = (uint32_t)below(b, UINT32_MAX);
	r->value = tw_twt_varint(b);
	r->text_len = tw_twt_varint(b);
	if (r->text_len > (size_t)(b->end - b->at)) {
		b->bad = true;
		return;
	}
	r->text = (const char *)b->at;
	b->at += r->text_len;
}

static void take_record(struct tw_record *r, struct stream_state *st,
			struct twt_bytes *b)
{
	uint64_t head = tw_twt_varint(b);
	uint64_t v;

	*r = (struct tw_record){.tick = st->tick + (head >> 3)};
	switch (head & 7) {
	case STREAM_PULL:
		v = below(b, (uint64_t)UINT32_MAX << 3);
		r->kind = TW_RECORD_PULL;
		r->source = (uint32_t)(v >> 3);
		r->line = v >> 2 & 1;
		r->drive = v & 3;
		return;
	case STREAM_NET:
		v = below(b, (uint64_t)UINT32_MAX << 1);
		r->kind = TW_RECORD_NET;
		r->source = (uint32_t)(v >> 1);
		r->level = v & 1;
		return;
	case STREAM_NOTE:
		take_note(r, b);
		return;
	default:
		take_edge(r, st, head & 7, b);
		return;
	}
}

static bool source_fits(const tw_trace *trace, const struct tw_record *r)
{
	switch (r->kind) {
	case TW_RECORD_EDGE:
		return is_kind(trace, r->source, TW_SOURCE_BUS);
	case TW_RECORD_PULL:
		return is_kind(trace, r->source, TW_SOURCE_PORT);
	case TW_RECORD_NET:
		return is_kind(trace, r->source, TW_SOURCE_NET);
	default:
		return tw_trace_source(trace, r->source);
	}
}

const char *tw_twt_take_records(tw_trace *trace, const struct twt_chunk *chunk,
				struct twt_bytes *b, uint64_t *n_records)
{
	struct stream_state st = {.tick = chunk->from,
				  .edge_source = UINT32_MAX};
	struct tw_record r;

	while (b->at < b->end) {
		take_record(&r, &st, b);
		if (b->bad)
			return "a record makes no sense";
		if (r.tick < st.tick || r.tick > chunk->to)
			return "a record lies outside its chunk's time";
		if (!source_fits(trace, &r))
			return "a record has no source that could make it";
		st.tick = r.tick;
		tw_trace_append(trace, &r);
		++*n_records;
	}
	return NULL;
}

/* --- Voltages ---------------------------------------------------------- */

static bool fits_window(tw_trace *trace, const struct tw_analog_window *w,
			uint64_t n)
{
	size_t n_buses = 0;

	for (uint32_t i = 0; i < tw_trace_n_sources(trace); i++)
		n_buses += is_kind(trace, i, TW_SOURCE_BUS);
	if (!w->step_ns || !tw_analog_check(w, n_buses, NULL) ||
	    n > (w->to_ns - w->from_ns) / w->step_ns + 1)
		return false;
	if (!trace->analog)
		trace->analog = analog_new(w);
	return !memcmp(&trace->analog->window, w, sizeof(*w));
}

const char *tw_twt_take_volts(tw_trace *trace, struct twt_bytes *b)
{
	static const char bad[] = "voltages make no sense";
	uint32_t bus = (uint32_t)below(b, UINT32_MAX);
	uint64_t line = tw_twt_number(b, 1);
	struct tw_analog_window w = {0};
	size_t n, had;
	GArray *uV;

	w.from_ns = tw_twt_varint(b);
	w.to_ns = tw_twt_varint(b);
	w.step_ns = tw_twt_varint(b);
	n = (size_t)(b->end - b->at) / 4;
	if (b->bad || line > TW_SDA || !is_kind(trace, bus, TW_SOURCE_BUS) ||
	    (b->end - b->at) % 4 || !fits_window(trace, &w, n) ||
	    tw_trace_analog_uV(trace, bus, (enum tw_line)line, &had))
		return bad;
	uV = analog_add(trace->analog, bus, (enum tw_line)line);
	for (size_t i = 0; i < n; i++) {
		uint32_t v = (uint32_t)tw_twt_number(b, 4);

		g_array_append_val(uV, v);
	}
	return NULL;
}
