/* SPDX-License-Identifier: MIT */
/*
 * What there is to see on a bus: everything that pictures show, gathered from a
 * trace once, in ticks and in order of time. Painters read it and nothing else.
 */
#ifndef TW_MONITOR_SCENE_H
#define TW_MONITOR_SCENE_H

#include "twowire/capture.h"
#include "twowire/reading.h"
#include "twowire/timing.h"

struct scene_edge {
	uint64_t tick;
	uint32_t slew;
	uint8_t line; /* enum tw_line */
	bool level;
};

enum scene_item_kind {
	SCENE_START,
	SCENE_RESTART,
	SCENE_STOP,
	SCENE_ADDRESS,
	SCENE_DATA,
	SCENE_CUT, /* bits that make no byte; value: how many */
};

/* A piece of a message. */
struct scene_item {
	uint64_t from;	 /* SCL's rise of the first bit; the condition */
	uint64_t to;	 /* SCL's fall after the last bit */
	uint64_t eight;	 /* SCL's fall after the eighth bit */
	uint64_t ack_at; /* SCL's rise of the acknowledge; with NOTHING: to */
	uint32_t message;
	uint8_t kind;
	uint8_t value; /* the byte; an address unshifted */
	uint8_t ack;   /* enum tw_seen_ack */
	bool read;
	char *means; /* (nullable): in words, to the device whose it is; of an
			address the device's model */
};

struct scene_message {
	uint64_t from;
	uint64_t to; /* STOP, repeated START or the trace's end */
	uint64_t transfer;
	uint32_t first_item; /* its items: first_item to end_item - 1 */
	uint32_t end_item;
	uint32_t n_bytes;
	uint8_t addr;
	uint8_t ack; /* of the address */
	uint8_t end; /* enum tw_message_end */
	bool restart;
	bool addressed;
	bool read;
	bool refused; /* a byte written was not acknowledged */
	bool cut;     /* it ended inside a byte */
};

/* What a port did to a wire, other than to let go of it. */
struct scene_pull {
	uint64_t from;
	uint64_t to;
	uint32_t port;
	uint8_t line;
	uint8_t drive; /* enum tw_drive */
};

struct scene_stretch {
	uint64_t from;
	uint64_t to;
	uint32_t port;
};

struct scene_violation {
	uint64_t from;
	uint64_t to;
	int64_t ps;
	int64_t limit_ps;
	int64_t who; /* port or TW_TIMING_NOBODY */
	enum tw_timing_param param;
	bool below;
	bool certain;
};

struct scene_note {
	uint64_t tick;
	uint64_t value;
	uint32_t source;
	uint32_t note; /* enum tw_note */
	char *text;    /* one line, as the transaction log has it */
};

struct scene_net {
	uint64_t tick;
	uint32_t source;
	bool level;
};

struct scene {
	const tw_trace *trace;
	uint32_t bus;
	uint64_t num, den; /* one tick is num / den s; num 0: not known */
	uint64_t end;
	uint64_t bit_ticks; /* a usual SCL period; at least 1 */
	uint64_t min_scl;   /* the shortest, 0: there is none */
	GArray *edges;
	GArray *items;
	GArray *messages;
	GArray *pulls; /* sorted by from */
	GArray *ports; /* uint32_t: those that ever pulled, in source order */
	GArray *stretches;
	GArray *violations; /* sorted by to */
	GArray *notes;
	GArray *nets;
	GArray *net_sources; /* uint32_t: those of the trace */
	tw_reading *reading; /* NULL: no device is known */
	enum tw_timing_mode mode;
	bool judged; /* the trace says how long a tick is */
};

/* @timing: (nullable): whose limits. @reading: (nullable): what messages mean;
 * it is asked once. Free with tw_scene_free(). */
struct scene *tw_scene_new(const tw_trace *trace, uint32_t bus,
			   const struct tw_timing_config *timing,
			   tw_reading *reading);
void tw_scene_free(struct scene *s);

/* Index of the first edge at or after @tick. */
guint tw_scene_edge_at(const struct scene *s, uint64_t tick);
/* What the wires show before the @n-th edge. */
void tw_scene_levels(const struct scene *s, guint n, bool level[2]);
/* Index of the first message that ends at or after @tick. */
guint tw_scene_message_at(const struct scene *s, uint64_t tick);

/* "0x40 W", "0x01", "S", "Sr", "P", "cut after 3 bits". */
void tw_scene_item_text(const struct scene_item *it, GString *out);
/* "tSU;DAT 180 ns < 250 ns", "possibly tLOW ...". */
void tw_scene_violation_text(const struct scene_violation *v, GString *out);
/* How long, or in ticks where that is not known. */
void tw_scene_length_text(const struct scene *s, uint64_t ticks, GString *out);

#define scene_get(array, type, n) (&g_array_index((array), struct type, (n)))

#endif /* TW_MONITOR_SCENE_H */
