/* SPDX-License-Identifier: MIT */
/*
 * A capture as SCL pulses, the host's part of it as actions, and what a live
 * run of them showed. open.c reads, pulses.c cuts, actions.c tells host from
 * target, host.c drives, learn.c finds a model's image, compare.c compares.
 */
#ifndef TW_REPLAY_REPLAY_H
#define TW_REPLAY_REPLAY_H

#include "twowire/actor.h"
#include "twowire/port.h"
#include "twowire/replay.h"

#define NO_MESSAGE UINT32_MAX

/* SDA moved while SCL was high: a START or a STOP. */
struct condition {
	uint64_t at_ns;
	bool level;
};

/* One low phase of SCL and the high phase after it. The first pulse of a
 * capture stands for the idle wires before any: it has no low phase. */
struct pulse {
	uint64_t fall_ns;
	uint64_t rise_ns;	 /* TW_NEVER: the capture ended before */
	uint64_t first_rise_ns;	 /* of SDA in the low phase; TW_NEVER: none */
	uint64_t last_change_ns; /* likewise; TW_NEVER: none */
	bool sda;		 /* at the rise */
	uint8_t bit;		 /* 0 to 8 */
	uint32_t message;	 /* or NO_MESSAGE */
	uint32_t byte;
	uint32_t condition; /* index of the first in the high phase */
	uint32_t n_conditions;
};

struct message {
	uint64_t start_ns;
	uint32_t first; /* pulse */
	uint32_t n_pulses;
	uint64_t transfer;
	uint8_t first_byte; /* address and R/W */
};

enum what { SCL_LOW, SCL_RELEASE, SDA_LOW, SDA_RELEASE };

/* Something the host does at a captured instant. */
struct action {
	uint64_t at_ns;
	uint32_t pulse;
	uint8_t what;
	bool condition; /* START or STOP */
	bool short_low; /* SCL_RELEASE earlier than captured: the target's */
};

/* What a pulse was in the live run. */
struct live {
	uint64_t fall_ns;
	uint64_t rise_ns;	 /* 0: never */
	uint64_t last_change_ns; /* of SDA in the low phase; 0: none */
	uint32_t n_conditions;
	uint64_t held_ns; /* beyond the host's own release */
	bool sda;
};

struct host {
	tw_port *port;
	tw_queue *queue;
	struct tw_timer next;
	struct tw_timer stuck;
	guint action;
	guint pulse;  /* the last that began */
	bool waiting; /* for SCL to rise */
	uint64_t released_ns;
	uint64_t offset_ns; /* from captured to simulated time */
	bool gave_up;
	/* Called before each START; false ends the run. */
	bool (*go_on)(void *user);
	void *user;
};

struct tw_replay {
	struct tw_replay_config config;
	uint64_t tick_num, tick_den;
	uint64_t tick_ns; /* rounded up */
	uint64_t end_ns;
	GArray *pulses;
	GArray *conditions;
	GArray *messages;
	GArray *actions;
	GArray *lives; /* by pulse */
	bool any_target;
	uint8_t addr, ignore;
	struct host host;
	struct { /* while reading */
		bool scl, sda, open;
		uint64_t transfer;
	} reading;
};

static inline struct pulse *pulse_at(const tw_replay *r, guint n)
{
	return &g_array_index(r->pulses, struct pulse, n);
}

static inline struct message *message_at(const tw_replay *r, guint n)
{
	return &g_array_index(r->messages, struct message, n);
}

static inline struct live *live_at(const tw_replay *r, guint n)
{
	return &g_array_index(r->lives, struct live, n);
}

/* open.c */
uint64_t replay_to_ns(const tw_replay *r, uint64_t tick);

/* pulses.c */
void replay_begin(tw_replay *r);
void replay_levels(void *user, uint64_t tick, bool scl, bool sda);

/* actions.c */
bool replay_is_ours(const tw_replay *r, const struct message *m);
/* Is SDA the target's to drive in this pulse? */
bool replay_is_targets(const tw_replay *r, const struct pulse *p);
void replay_make_actions(tw_replay *r);

/* host.c */
enum tw_run replay_drive(tw_replay *r, tw_bus *bus, bool (*go_on)(void *user),
			 void *user);

/* learn.c */
void replay_learn(tw_replay *r, const struct tw_model *model,
		  const struct tw_device_config *config, tw_device *dev);

#endif /* TW_REPLAY_REPLAY_H */
