/* SPDX-License-Identifier: MIT */
/* The inside of a bus: two lines, the ports on them, who frames the edges. */
#ifndef TW_WIRE_BUS_H
#define TW_WIRE_BUS_H

#include "kernel/sim.h"
#include "twowire/bus.h"
#include "twowire/port.h"
#include "wire/rc.h"

enum line_mode { LINE_PULLED_UP, LINE_LOW, LINE_HIGH };

/* A wire's voltage follows from when it last changed its mode. */
struct line {
	bool seen;    /* what inputs see */
	uint8_t mode; /* enum line_mode */
	uint8_t mode_before;
	uint8_t index;	/* enum tw_line */
	uint16_t n_low; /* ports that pull */
	uint16_t n_high;
	uint16_t n_current;
	uint32_t v0; /* at t0_ns, fraction of VDD in 1/65536 */
	uint64_t t0_ns;
	struct tw_timer cross; /* to the threshold under way to */
	struct tw_bus *bus;
	struct node *node; /* NULL: a plain wire */
	uint32_t pullup_ohm;
	uint32_t cap_pF;
};

struct probe;
struct view;

/* Whom edges are told to. */
struct framing {
	/* Framing and dispatch (protocol/); may be NULL. */
	void (*frame)(void *framer, enum tw_line line, bool level);
	void *framer;
	GPtrArray *listeners; /* ports with an edge function */
};

struct tw_bus {
	struct line line[2];
	tw_queue *queue;
	struct rc rc;
	uint32_t source;
	struct framing framing;
	GPtrArray *ports;    /* all, in the order they were opened */
	unsigned n_special;  /* why it is not quiet: nodes, interceptions, Hs */
	struct view *views;  /* of parts with a sense of their own */
	GPtrArray *switches; /* tw_switch, at either end */
	struct probe *probe; /* what samples its voltages, or NULL */
	tw_sim *sim;
	char *name;
	struct tw_bus_config config;
};

struct tw_port {
	tw_bus *bus;
	uint8_t drive[2];   /* enum tw_drive: what the part wants */
	uint8_t applied[2]; /* what is done, while intercepted */
	tw_intercept_fn intercept;
	tw_intercept_fn base; /* of a part of an Ultra Fast bus, or NULL */
	void *intercept_user;
	uint32_t pullup_ohm[2]; /* of its own, or 0 */
	uint32_t sink_mA;	/* 0: the bus's */
	uint32_t source;
	tw_edge_fn edge;
	void *user;
	char *name;
	enum tw_role role;
};

/* The wire's voltage now. */
uint32_t line_voltage(const struct line *line);
/* Follows a change of n_low or n_high. Returns when inputs will see it, or
 * TW_NEVER where they will not; the caller sees to that line_cross() is called
 * then and not otherwise. */
uint64_t line_turn(struct line *line);
/* The same, by the bus's queue. */
void line_update(struct line *line);

/* Inputs see the change now: records it. */
void line_cross(struct line *line);

/* It turned back at @v. */
void line_note_runt(const struct line *line, uint32_t v);

void framing_init(struct framing *f);
void framing_clear(struct framing *f);
/* Framing first, then the ports in the order they were opened. */
void framing_tell(const struct framing *f, enum tw_line line, bool level);

/* The bookkeeping of a change of drive: the line has not followed yet. */
static inline void port_set(tw_port *port, enum tw_line n, enum tw_drive old,
			    enum tw_drive drive)
{
	struct line *line = &port->bus->line[n];

	line->n_low =
		(uint16_t)(line->n_low - (old == TW_LOW) + (drive == TW_LOW));
	line->n_high = (uint16_t)(line->n_high - (old == TW_HIGH) +
				  (drive == TW_HIGH));
	line->n_current = (uint16_t)(line->n_current - (old == TW_CURRENT) +
				     (drive == TW_CURRENT));
	sim_record_pull(port->bus->queue->actor.island, port->source, n, drive);
}

#endif /* TW_WIRE_BUS_H */
