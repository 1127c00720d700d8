/* SPDX-License-Identifier: MIT */
/*
 * A stream of records, packed: what a trace is made of.
 *
 * Each record is a varint of (ticks since the one before) << 3 | code, then
 * what the code asks for. An edge on the wire, source and slew of the edge
 * before it of that kind is the head alone: two bytes in ordinary traffic.
 * Where so many ticks have passed that they do not fit, a new block says so.
 */
#ifndef TW_KERNEL_STREAM_H
#define TW_KERNEL_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "twowire/trace.h"

/* Codes 0 to 3: an edge, line << 1 | level, source and slew as last time. */
enum {
	STREAM_EDGE_FULL = 4, /* source, line | level << 1 | slew << 2 */
	STREAM_PULL = 5,      /* source << 3 | line << 2 | drive */
	STREAM_NET = 6,	      /* source << 1 | level */
	STREAM_NOTE = 7,      /* source, note, value, text length, text */
};

enum {
	STREAM_BLOCK = 256 * 1024,
	STREAM_ROOM = 64, /* the longest record, text apart */
};

/* More ticks at once do not fit into a head. */
#define STREAM_TICKS (UINT64_MAX >> 3)

struct stream_block {
	struct stream_block *next;
	uint64_t skip; /* ticks before its first head */
	size_t len;
	size_t room;
	uint8_t bytes[];
};

/* What a writer and its readers both remember. */
struct stream_state {
	uint64_t tick;
	uint32_t edge_source;
	uint32_t slew[4]; /* by line << 1 | level */
};

struct stream {
	struct stream_block *first;
	struct stream_block *last;
	uint8_t *at;  /* where the next record goes */
	uint8_t *end; /* past which a new block is needed */
	struct stream_state state;
	uint64_t n_records;
};

struct stream_iter {
	struct stream_block *block; /* NULL: not begun */
	size_t pos;
	struct stream_state state;
};

void stream_init(struct stream *s);
void stream_clear(struct stream *s);
/* A block in which @len bytes more than a record's head fit. */
void stream_grow(struct stream *s, size_t len);
/* A block that begins so many ticks on, with the room that there was. */
void stream_skip(struct stream *s, uint64_t ticks);
/* Makes the last block's length what has been written. */
void stream_seal(const struct stream *s);
void stream_append(struct stream *s, const struct tw_record *r);
bool stream_next(const struct stream *s, struct stream_iter *it,
		 struct tw_record *r);

static inline uint8_t *stream_varint(uint8_t *p, uint64_t v)
{
	while (v >= 0x80) {
		*p++ = (uint8_t)v | 0x80;
		v >>= 7;
	}
	*p++ = (uint8_t)v;
	return p;
}

static inline uint8_t *stream_head(struct stream *s, uint64_t tick,
				   unsigned code)
{
	uint64_t ticks = tick - s->state.tick;
	uint8_t *p;

	if (__builtin_expect(s->at >= s->end, 0))
		stream_grow(s, 0);
	p = s->at;
	s->state.tick = tick;
	s->n_records++;
	if (__builtin_expect(ticks < 0x4000 >> 3 && ticks >= 0x80 >> 3, 1)) {
		p[0] = (uint8_t)(ticks << 3 | code) | 0x80;
		p[1] = (uint8_t)(ticks >> 4);
		return p + 2;
	}
	if (__builtin_expect(ticks > STREAM_TICKS, 0)) {
		stream_skip(s, ticks);
		ticks = 0;
		p = s->at;
	}
	return stream_varint(p, ticks << 3 | code);
}

static inline void stream_edge(struct stream *s, uint64_t tick, uint32_t source,
			       unsigned line, unsigned level, uint32_t slew)
{
	unsigned code = line << 1 | level;
	uint8_t *p;

	if (__builtin_expect(source == s->state.edge_source &&
				     slew == s->state.slew[code],
			     1)) {
		s->at = stream_head(s, tick, code);
		return;
	}
	p = stream_head(s, tick, STREAM_EDGE_FULL);
	p = stream_varint(p, source);
	s->at = stream_varint(p, line | level << 1 | (uint64_t)slew << 2);
	s->state.edge_source = source;
	s->state.slew[code] = slew;
}

static inline void stream_pull(struct stream *s, uint64_t tick, uint32_t source,
			       unsigned line, unsigned drive)
{
	uint8_t *p = stream_head(s, tick, STREAM_PULL);

	s->at = stream_varint(p, (uint64_t)source << 3 | line << 2 | drive);
}

#endif /* TW_KERNEL_STREAM_H */
