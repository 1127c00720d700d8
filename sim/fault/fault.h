/* SPDX-License-Identifier: MIT */
/*
 * The inside of faults: per bus one ear that frames the wires and the taps
 * between ports and wires; per fault its values, trigger and timers.
 */
#ifndef TW_FAULT_FAULT_H
#define TW_FAULT_FAULT_H

#include "protocol/controller.h"
#include "protocol/target.h"
#include "twowire/fault.h"
#include "twowire/point.h"

enum { FAULT_MAX_PARAMS = 16 };

struct fault_values {
	int64_t number[FAULT_MAX_PARAMS];
	char *name[FAULT_MAX_PARAMS];
};

enum fault_when { AT_TIME, AT_EDGE, AT_PLACE, AT_POINT };

enum fault_place {
	PLACE_BIT,
	PLACE_START,
	PLACE_RESTART,
	PLACE_STOP,
	PLACE_EVERY_BIT,
	PLACE_EVERY_START, /* first or repeated */
};

enum fault_dir { DIR_WRITE, DIR_READ };

/* -1 anywhere: any. */
struct trigger {
	enum fault_when when;
	uint64_t time_ns;
	enum tw_line line;
	bool rising;
	enum fault_place place;
	int bit;
	int64_t byte;
	bool data_only; /* not the address byte */
	int64_t message;
	int addr;
	int dir;
	bool from_rise;
	tw_point *point;
	int64_t value;
	int64_t chance_ppm;
	uint64_t n;	/* the first match that counts */
	uint64_t count; /* 0: no end */
	uint64_t offset_ns;
	uint64_t n_matches;
};

struct fault_kind {
	struct tw_fault_kind pub;
	unsigned flags;
	/* Strikes. Ends by fault_end(), by a timer of fault_until(), or never.
	 */
	void (*begin)(tw_fault *f);
	void (*end)(tw_fault *f);
	/* While it is under way: an edge, after the bus's own framing. */
	void (*edge)(tw_fault *f, enum tw_line line, bool level);
	/* While it is under way: something passes its point. */
	bool (*pass)(tw_fault *f, uint64_t value);
};

enum {
	KIND_PORT = 1u << 0,   /* has a port of its own */
	KIND_POINT = 1u << 1,  /* has a parameter "point" */
	KIND_TARGET = 1u << 2, /* is a target of its own */
	KIND_ARMED = 1u << 3,  /* waits after its trigger; notes by itself */
};

/* What the wires have said, as faults need to know it. */
struct ear {
	struct receiver rx;
	bool level[2];
	uint64_t message; /* STARTs so far */
	uint64_t byte;	  /* of the message; 0: the address */
	unsigned slot;	  /* the bit under way, 8: acknowledge */
	bool addressed;	  /* the address byte is complete: */
	uint8_t first;	  /* it */
	bool in_slot;	  /* not about to end in a STOP or START */
};

struct fault_bus;
struct hazard;

/* Between one port and the wires. */
struct tap {
	struct fault_bus *fb;
	tw_port *port;
	unsigned muted[2];
	unsigned frozen;
	tw_fault *once[2]; /* muted until the part wants something else */
	tw_fault *shift;   /* moves its edges (shift.c) */
	struct shifter *shifter;
};

struct fault_bus {
	tw_bus *bus;
	struct i2c *i2c;
	tw_port *port;
	struct ear ear;
	GPtrArray *faults;
	GPtrArray *own;	    /* ports of faults: never tapped */
	GPtrArray *taps;    /* of struct tap, owned */
	unsigned open[2];   /* faults that cut everybody off */
	tw_fault *inverter; /* of SDA */
	struct hazard *hazard;
};

/* One named point that faults look at. */
struct fault_point {
	tw_point *point;
	GPtrArray *faults;
};

/* One thing that a hand does; hand.c. */
struct hand_op {
	uint8_t what;
	bool high;
	uint64_t ns;
};

enum { FAULT_LINES = 240 }; /* interrupts of a chip */

struct tw_fault {
	char *name;
	const struct fault_kind *kind;
	struct fault_bus *fb;
	struct fault_point *fp;
	struct fault_values values;
	struct trigger trigger;
	tw_queue *queue;
	tw_port *port;
	tw_target *target;
	uint32_t source;
	struct tw_timer due;
	bool at_last; /* of its instant */
	struct tw_timer until;
	struct tw_timer step;
	bool active;
	bool acted; /* an armed one has struck */
	unsigned n_struck;
	uint64_t pass_n; /* of the pass under way, 0: none */
	/* For the kinds. */
	unsigned mode; /* enum slot_mode */
	unsigned stage;
	bool pulls, opens;
	struct tap *tap;
	tw_controller *host;
	struct tw_controller_config saved;
	GArray *hand; /* of struct hand_op */
	guint hand_at;
	bool hand_waits; /* for SCL to rise */
	void (*hand_done)(tw_fault *f);
	uint64_t seed;
	GArray *late; /* of struct late_pass */
	struct tw_timer late_timer;
	tw_target *deafened;
	/* What passed last, by interrupt line, and whether something did. */
	uint64_t last_pass[FAULT_LINES];
	bool passed[FAULT_LINES];
};

/* --- notation.c --- */

extern const struct tw_fault_param fault_trigger_params[];
bool fault_parse(const char *what, const struct fault_kind **kind,
		 struct fault_values *values, struct fault_values *trigger,
		 GError **error);
void fault_values_clear(struct fault_values *v);
int64_t fault_int(const tw_fault *f, const char *key);
const char *fault_name(const tw_fault *f, const char *key);
void fault_set_int(tw_fault *f, const char *key, int64_t value);
int64_t fault_value(const struct tw_fault_param *params,
		    const struct fault_values *v, const char *key);
/* "hold-low line=scl for_ns=50000". Free with g_string_free(). */
GString *fault_text(const tw_fault *f);

/* --- kinds.c --- */
extern const struct fault_kind fault_kinds[];
const struct fault_kind *fault_find_kind(const char *name);

/* --- trigger.c --- */
bool trigger_fill(struct trigger *t, const struct fault_values *v, tw_sim *sim,
		  GError **error);
enum occasion { ON_EDGE, ON_START, ON_STOP, ON_SLOT };
bool trigger_matches(const struct trigger *t, const struct ear *ear,
		     enum occasion what, enum tw_line line, bool level);

/* --- fault.c --- */
/* A match of the trigger: counts, draws, and strikes when it is time. */
void fault_matched(tw_fault *f, bool at_once);
void fault_note(tw_fault *f);
void fault_end(tw_fault *f);
/* Ends it @ns from now; 0: never. */
void fault_until(tw_fault *f, uint64_t ns);
uint64_t fault_now(const tw_fault *f);
/* What the fault does with its own port. */
void fault_pull(tw_fault *f, enum tw_line line, bool low);
/* Cuts everybody else off a wire, or gives it back. */
void fault_open(tw_fault *f, enum tw_line line, bool open);

/* --- ear.c --- */
struct fault_bus *fault_bus_of(tw_bus *bus);
struct fault_point *fault_point_of(tw_sim *sim, tw_point *point);
/* The protocol sides of the bus: one for each sense. NULL past the end. */
struct i2c *fault_i2c(const struct fault_bus *fb, unsigned n);
/* The host that is at work, as far as it is one of ours, or NULL. */
tw_controller *ear_host(const struct fault_bus *fb);
/* Does @byte of the transfer under way end it? As far as its host is one of
 * ours. */
bool ear_last_byte(const struct fault_bus *fb);
bool ear_reads(const struct ear *ear);

/* --- taps.c --- */
struct tap *tap_of(struct fault_bus *fb, tw_port *port);
void tap_update(struct tap *tap, enum tw_line line);
void tap_all(struct fault_bus *fb);
void tap_update_all(struct fault_bus *fb, enum tw_line line);
void tap_mute(struct tap *tap, bool on);
/* Does any part want @line low? */
bool taps_want_low(const struct fault_bus *fb, enum tw_line line);
/* The port called the parameter's name; without a name, that of the host. */
struct tap *fault_tap(tw_fault *f);

/* --- shift.c --- */
/* Takes what the part wants over, or says that it does not concern it. */
bool shift_drive(struct tap *tap, enum tw_line line, enum tw_drive drive);
void shift_free(struct shifter *s);

/* --- hand.c --- */
enum { HAND_SDA, HAND_SCL, HAND_RISE, HAND_WAIT, HAND_CHECK };
void hand_clear(tw_fault *f);
void hand_sda(tw_fault *f, bool high);
void hand_scl(tw_fault *f, bool high);
void hand_wait(tw_fault *f, uint64_t ns);
/* Lets SCL go and waits until it is high. */
void hand_rise(tw_fault *f);
/* Ends the whole where SDA is not what we let it be. */
void hand_check(tw_fault *f);
/* A pulse of SCL, from low to low. */
void hand_pulse(tw_fault *f, uint64_t half_ns);
void hand_go(tw_fault *f, void (*done)(tw_fault *f));
void hand_edge(tw_fault *f, enum tw_line line, bool level);
void hand_init(tw_fault *f);
void hand_until_high(tw_fault *f);
void hand_cancel(tw_fault *f);

/* --- host.c --- */
/* The controller a fault is about, or NULL: the one called @name; with "" the
 * one at work, else the first. */
tw_controller *fault_host(const tw_fault *f);
void host_suspend(tw_fault *f);
void host_resume(tw_fault *f);
/* It makes its low period anew: what comes next has changed. */
void host_again(tw_controller *c);

/* --- hazard.c --- */
void hazard_edge(struct fault_bus *fb, enum tw_line line, bool level);
void hazard_free(struct hazard *h);

/* --- the kinds, by file --- */
void hold_begin(tw_fault *f);
void hold_end(tw_fault *f);
void glitch_begin(tw_fault *f);
void lose_begin(tw_fault *f);
void lose_edge(tw_fault *f, enum tw_line line, bool level);
void early_begin(tw_fault *f);
void early_end(tw_fault *f);
void rise_begin(tw_fault *f);
void rise_end(tw_fault *f);

void flip_begin(tw_fault *f);
void and_begin(tw_fault *f);
void or_begin(tw_fault *f);
void nack_begin(tw_fault *f);
void ack_begin(tw_fault *f);
void byte_begin(tw_fault *f);
void slot_end(tw_fault *f);
void slot_edge(tw_fault *f, enum tw_line line, bool level);
void byte_edge(tw_fault *f, enum tw_line line, bool level);
void start_begin(tw_fault *f);
void stop_begin(tw_fault *f);
void condition_edge(tw_fault *f, enum tw_line line, bool level);

void restart_begin(tw_fault *f);
void clocks_begin(tw_fault *f);
void nacked_begin(tw_fault *f);
void nacked_edge(tw_fault *f, enum tw_line line, bool level);
void short_begin(tw_fault *f);
void drop_begin(tw_fault *f);
void twist_omit(tw_fault *f);
void twist_join(tw_fault *f);
void twist_split(tw_fault *f);
void twist_end(tw_fault *f);
void twist_edge(tw_fault *f, enum tw_line line, bool level);
void second_begin(tw_fault *f);
void address_begin(tw_fault *f);
void write_begin(tw_fault *f);

void speed_begin(tw_fault *f);
void timing_begin(tw_fault *f);
void settings_end(tw_fault *f);
void abort_begin(tw_fault *f);
void abort_end(tw_fault *f);
void vanish_begin(tw_fault *f);
void vanish_end(tw_fault *f);
void freeze_begin(tw_fault *f);
void reset_begin(tw_fault *f);
void dies_begin(tw_fault *f);
void dies_edge(tw_fault *f, enum tw_line line, bool level);
void jitter_begin(tw_fault *f);
void skew_begin(tw_fault *f);
void shift_end(tw_fault *f);

void twin_begin(tw_fault *f);
void twin_end(tw_fault *f);
void deaf_begin(tw_fault *f);
void deaf_end(tw_fault *f);
void sent_begin(tw_fault *f);
void pec_begin(tw_fault *f);
void length_begin(tw_fault *f);
void half_begin(tw_fault *f);
void garbage_begin(tw_fault *f);
void sent_edge(tw_fault *f, enum tw_line line, bool level);

void part_reset_begin(tw_fault *f);
void brown_begin(tw_fault *f);
void brown_end(tw_fault *f);
void late_begin(tw_fault *f);
bool late_pass(tw_fault *f, uint64_t value);
void masked_begin(tw_fault *f);
void masked_end(tw_fault *f);
bool masked_pass(tw_fault *f, uint64_t value);
void lost_begin(tw_fault *f);
bool lost_pass(tw_fault *f, uint64_t value);
void spurious_begin(tw_fault *f);
void spurious_end(tw_fault *f);
void overrun_begin(tw_fault *f);
bool overrun_pass(tw_fault *f, uint64_t value);
void stuck_begin(tw_fault *f);
bool stuck_pass(tw_fault *f, uint64_t value);
void stuck_end(tw_fault *f);

#endif /* TW_FAULT_FAULT_H */
