/* SPDX-License-Identifier: MIT */
#include "kernel/stream.h"

#include <glib.h>

void stream_init(struct stream *s)
{
	memset(s, 0, sizeof(*s));
	s->state.edge_source = UINT32_MAX;
}

void stream_clear(struct stream *s)
{
	struct stream_block *b = s->first;

	while (b) {
		struct stream_block *next = b->next;

		g_free(b);
		b = next;
	}
	stream_init(s);
}

void stream_seal(const struct stream *s)
{
	if (s->last)
		s->last->len = (size_t)(s->at - s->last->bytes);
}

static void add_block(struct stream *s, size_t len)
{
	size_t room = s->first ? STREAM_BLOCK : 4096;
	struct stream_block *b;

	if (room < len + STREAM_ROOM)
		room = len + STREAM_ROOM;
	b = g_malloc(sizeof(*b) + room);
	b->next = NULL;
	b->skip = 0;
	b->len = 0;
	b->room = room;
	stream_seal(s);
	if (s->last)
		s->last->next = b;
	else
		s->first = b;
	s->last = b;
	s->at = b->bytes;
	s->end = b->bytes + room - STREAM_ROOM;
}

void stream_grow(struct stream *s, size_t len)
{
	if (!s->last ||
	    s->at + len + STREAM_ROOM > s->last->bytes + s->last->room)
		add_block(s, len);
}

void stream_skip(struct stream *s, uint64_t ticks)
{
	add_block(s, (size_t)(s->last->bytes + s->last->room - s->at));
	s->last->skip = ticks;
}

void stream_append(struct stream *s, const struct tw_record *r)
{
	size_t text_len = r->text ? r->text_len : 0;
	uint8_t *p;

	switch (r->kind) {
	case TW_RECORD_EDGE:
		stream_edge(s, r->tick, r->source, r->line, r->level, r->slew);
		return;
	case TW_RECORD_PULL:
		stream_pull(s, r->tick, r->source, r->line, r->drive);
		return;
	case TW_RECORD_NET:
		p = stream_head(s, r->tick, STREAM_NET);
		s->at = stream_varint(p, (uint64_t)r->source << 1 | r->level);
		return;
	case TW_RECORD_NOTE:
		stream_grow(s, text_len);
		p = stream_head(s, r->tick, STREAM_NOTE);
		p = stream_varint(p, r->source);
		p = stream_varint(p, r->note);
		p = stream_varint(p, r->value);
		p = stream_varint(p, text_len);
		if (text_len)
			memcpy(p, r->text, text_len);
		s->at = p + text_len;
		return;
	}
	g_assert_not_reached();
}

static uint64_t take(const uint8_t **p)
{
	uint64_t v = 0;
	unsigned shift = 0;

	while (**p & 0x80) {
		v |= (uint64_t)(*(*p)++ & 0x7f) << shift;
		shift += 7;
	}
	v |= (uint64_t) * (*p)++ << shift;
	return v;
}

static void take_edge(struct stream_state *st, struct tw_record *r,
		      unsigned code)
{
	r->kind = TW_RECORD_EDGE;
	r->source = st->edge_source;
	r->line = code >> 1;
	r->level = code & 1;
	r->slew = st->slew[code];
}

static void take_full_edge(struct stream_state *st, struct tw_record *r,
			   const uint8_t **p)
{
	uint32_t source = (uint32_t)take(p);
	uint64_t v = take(p);
	unsigned code = (unsigned)((v & 1) << 1 | (v >> 1 & 1));

	st->edge_source = source;
	st->slew[code] = (uint32_t)(v >> 2);
	take_edge(st, r, code);
}

static void take_note(struct tw_record *r, const uint8_t **p)
{
	r->kind = TW_RECORD_NOTE;
	r->source = (uint32_t)take(p);
	r->note = (uint32_t)take(p);
	r->value = take(p);
	r->text_len = take(p);
	r->text = (const char *)*p;
	*p += r->text_len;
}

bool stream_next(const struct stream *s, struct stream_iter *it,
		 struct tw_record *r)
{
	const uint8_t *p;
	uint64_t v;

	stream_seal(s);
	if (!it->block) {
		if (!s->first)
			return false;
		it->block = s->first;
		it->pos = 0;
		memset(&it->state, 0, sizeof(it->state));
		it->state.edge_source = UINT32_MAX;
		it->state.tick = it->block->skip;
	}
	while (it->pos == it->block->len) {
		if (!it->block->next)
			return false;
		it->block = it->block->next;
		it->state.tick += it->block->skip;
		it->pos = 0;
	}
	p = it->block->bytes + it->pos;
	memset(r, 0, sizeof(*r));
	v = take(&p);
	it->state.tick += v >> 3;
	r->tick = it->state.tick;
	switch (v & 7) {
	case STREAM_EDGE_FULL:
		take_full_edge(&it->state, r, &p);
		break;
	case STREAM_PULL:
		v = take(&p);
		r->kind = TW_RECORD_PULL;
		r->source = (uint32_t)(v >> 3);
		r->line = v >> 2 & 1;
		r->drive = v & 3;
		break;
	case STREAM_NET:
		v = take(&p);
		r->kind = TW_RECORD_NET;
		r->source = (uint32_t)(v >> 1);
		r->level = v & 1;
		break;
	case STREAM_NOTE:
		take_note(r, &p);
		break;
	default:
		take_edge(&it->state, r, v & 7);
		break;
	}
	it->pos = (size_t)(p - it->block->bytes);
	return true;
}
