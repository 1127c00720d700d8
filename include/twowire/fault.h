/* SPDX-License-Identifier: MIT */
/*
 * Faults: what goes wrong, put on from outside, at a chosen instant, again and
 * again. A fault is a kind, its parameters and a trigger, in one line:
 *
 *     hold-low line=scl for_ns=50000 at byte=1 bit=3 addr=0x50
 *     glitch line=sda width_ns=20 at edge=scl-rise n=12 offset_ns=300
 *     flip-bit at chance_ppm=1000 per=bit count=5
 *
 * `twowire list faults` prints kinds, parameters and what a trigger can say,
 * from the tables below. Each fault has a port (or other source) of its own
 * name, so that a trace shows what it pulls, and a stream of randomness of its
 * own, so that taking one fault away shifts no other's draws. Each injection
 * is noted in the trace (TW_NOTE_FAULT) as a line of the same form, with the
 * absolute time as its trigger: tw_faults_replay() makes the same wires of it.
 */
#ifndef TW_FAULT_H
#define TW_FAULT_H

#include "twowire/bus.h"
#include "twowire/trace.h"

G_BEGIN_DECLS

typedef struct tw_fault tw_fault;

enum tw_fault_value {
	TW_FAULT_INT,  /* decimal, or hexadecimal after 0x */
	TW_FAULT_WORD, /* one of a list */
	TW_FAULT_NAME, /* of a port, controller, target or point */
};

/* A parameter of a kind, or of the trigger. */
struct tw_fault_param {
	const char *key; /* ends in its unit if it has one */
	const char *summary;
	enum tw_fault_value value;
	int64_t min, max;	  /* TW_FAULT_INT */
	const char *const *words; /* TW_FAULT_WORD; ends with NULL */
	int64_t preset; /* a number, or a word's index; below min: none */
	bool needed;	/* there is no preset */
};

struct tw_fault_kind {
	const char *name; /* [a-z-]+ */
	const char *summary;
	const struct tw_fault_param *params; /* ends with a NULL key */
};

/* The tables; NULL past the end. */
const struct tw_fault_kind *tw_fault_nth_kind(size_t n);
const struct tw_fault_param *tw_fault_nth_trigger_param(size_t n);

/**
 * tw_fault_new:
 * @bus: what the trigger watches and the fault disturbs
 * @name: copied; unique on the bus
 * @what: as above. Without a trigger: at once
 *
 * Made at any time, also during a run. The parts and points that it names must
 * be there; hosts, targets and points of one island, once the sim has run. One
 * that finds nothing to take hold of when it strikes (no byte is under way) is
 * noted and does nothing. A bus with a fault on it takes the general way
 * (design.md, "What a pulse costs").
 *
 * Returns: (transfer none): owned by @bus's sim; or NULL with @error set to
 * TW_ERROR_CONFIG; the message begins with the key it is about.
 */
tw_fault *tw_fault_new(tw_bus *bus, const char *name, const char *what,
		       GError **error);
const char *tw_fault_name(const tw_fault *fault);
/* How often it has struck. */
unsigned tw_fault_n_struck(const tw_fault *fault);

/**
 * tw_faults_replay:
 * @trace: with TW_NOTE_FAULT records, of any sim
 *
 * Puts every injection that @trace notes onto the buses of the same names in
 * @sim, to strike once at the instant noted: NAME, NAME~2, ... In a sim that
 * is otherwise equal the wires become the same. What strikes inside a part is
 * found again by the number of the pass at its point (point.h).
 *
 * Returns: false with @error set where a bus, a point or a kind is missing.
 */
bool tw_faults_replay(tw_sim *sim, const tw_trace *trace, GError **error);

/**
 * tw_bus_watch_hazards:
 *
 * Notes (TW_NOTE_HAZARD) where clocks that were not the writer's own complete
 * a byte that was left half written, and a target takes it: what a bus
 * recovery by clocks alone does. Left: its message's host no longer clocks, or
 * has held SCL high for longer than 50 us (SMBus tHIGH:MAX). Buses with faults
 * are watched without being asked.
 */
void tw_bus_watch_hazards(tw_bus *bus);

G_END_DECLS

#endif /* TW_FAULT_H */
