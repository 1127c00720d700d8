/* SPDX-License-Identifier: MIT */
/*
 * A capture as SCL pulses, the host's part of it as actions, and what a live
 * run of them showed. open.c reads, pulses.c cuts, targets.c knows who is
 * live, actions.c tells host from target, events.c is the world around, host.c
 * drives, attach.c takes models, learn.c finds their image, learn_inputs.c
 * their inputs, ignore.c says what does not count, compare.c compares.
 */
#ifndef TW_REPLAY_REPLAY_H
#define TW_REPLAY_REPLAY_H

#include "twowire/actor.h"
#include "twowire/port.h"
#include "twowire/replay.h"

#define NO_MESSAGE UINT32_MAX

#define N_ADDRESSES 128

/* SDA moved. While SCL was high: a START or a STOP. */
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
	uint32_t change; /* likewise in the low phase, of changes */
	uint32_t n_changes;
};

struct message {
	uint64_t start_ns;
	uint32_t first; /* pulse */
	uint32_t n_pulses;
	uint64_t transfer;
	uint8_t first_byte; /* address and R/W */
	int16_t pointer;    /* first byte of the last write; -1: unknown */
	int16_t reg;	    /* that counted on by all bytes since; likewise */
};

enum what { SCL_LOW, SCL_RELEASE, SDA_LOW, SDA_RELEASE, EVENT };

/* Something the host does at a captured instant. */
struct action {
	uint64_t at_ns;
	uint32_t pulse; /* EVENT: its index */
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
	uint64_t low_ns;  /* raw: of SCL, where it began here; 0: never ended */
	bool sda;
	bool lost;   /* raw: SCL was held until the host pulled it again */
	bool joined; /* raw: SCL was held from before */
};

/* What the world around does to a target at a captured instant. */
struct event {
	uint64_t at_ns;
	tw_device *dev;	   /* or NULL */
	const char *input; /* of the model; NULL: the supply */
	const char *part;  /* of the replay's strings: whose supply */
	int64_t value;
	bool learned;
};

/* An input that the reads told. */
struct learned {
	const tw_device *dev;
	const char *input;
	int32_t value; /* at power-on */
};

/* A device, and what it is made from again where it is tried out. */
struct known {
	tw_device *dev;
	struct tw_device_config config; /* its strings are the replay's */
	GArray *params;			/* of struct tw_param */
	GArray *inputs;			/* of struct tw_replay_input */
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
	bool playing;
	bool gave_up;
	guint low_pulse; /* raw: in which SCL fell */
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
	GArray *changes; /* of struct condition, while SCL is low */
	GArray *messages;
	GArray *actions;
	GArray *lives;	 /* by pulse */
	GArray *events;	 /* by time, those of one time as they were added */
	GArray *ignores; /* of struct tw_replay_ignore */
	GArray *learned_inputs; /* of struct learned */
	GString *learned;	/* what learning found, for people */
	GStringChunk *strings;
	bool any_target;
	uint8_t n_targets;
	uint8_t targets[N_ADDRESSES]; /* their addresses */
	uint8_t whose[N_ADDRESSES];   /* by address: number + 1; 0: nobody's */
	struct host host;
	tw_device *trial, *live; /* while a model is tried out in its stead */
	struct {		 /* while reading */
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

/* targets.c */
bool replay_is_ours(const tw_replay *r, const struct message *m);
/* Its target's number, or -1. */
int replay_whose(const tw_replay *r, const struct message *m);
/* Is SDA the target's to drive in this pulse? */
bool replay_is_targets(const tw_replay *r, const struct pulse *p);

/* Who is live, put by while one model alone is tried out. */
struct live_targets {
	bool any_target;
	uint8_t n_targets;
	uint8_t targets[N_ADDRESSES];
	uint8_t whose[N_ADDRESSES];
};
void replay_single_out(tw_replay *r, uint8_t addr, uint8_t ignore,
		       struct live_targets *others);
void replay_bring_back(tw_replay *r, const struct live_targets *others);

/* actions.c */
void replay_make_actions(tw_replay *r);

/* events.c */
void replay_add_event(tw_replay *r, const struct event *event);
void replay_act_event(tw_replay *r, const struct event *event);

/* ignore.c: finds the pointers of all messages; the bits of data byte @byte of
 * message @m that are not compared. */
void replay_find_pointers(tw_replay *r);
uint8_t replay_ignored(const tw_replay *r, const struct message *m,
		       uint32_t byte);

/* host.c */
enum tw_run replay_drive(tw_replay *r, tw_bus *bus, bool (*go_on)(void *user),
			 void *user);

/* attach.c */
/* Tries @k out, in a sim of its own and with nobody else live. @prepare is
 * called first, @go_on before each START (false ends it); both may be NULL. */
void replay_try(tw_replay *r, const struct known *k,
		void (*prepare)(void *user, tw_device *dev),
		bool (*go_on)(void *user), void *user);

/* learn.c, learn_inputs.c */
void replay_learn_memory(tw_replay *r, const struct known *k);
/* Sets what it finds: at once and, where it changes, by events. */
void replay_learn_input(tw_replay *r, struct known *k,
			const struct tw_input *input);

/* text.c: "ack: message 7 (0x50 write) at 1.000000 ms, address"; "ACK". */
void replay_difference_place(const struct tw_difference *d, GString *out);
void replay_difference_value(const struct tw_difference *d, uint64_t value,
			     GString *out);

#endif /* TW_REPLAY_REPLAY_H */
