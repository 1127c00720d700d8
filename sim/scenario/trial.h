/* SPDX-License-Identifier: MIT */
/* A trial from the inside: the parts of its sim by their number in the case. */
#ifndef TW_SCENARIO_TRIAL_H
#define TW_SCENARIO_TRIAL_H

#include "scenario/case.h"

#include "twowire/chip.h"
#include "twowire/net.h"
#include "twowire/port.h"
#include "twowire/trace.h"

/* Something that firmware did and that the case asks about. */
struct tw_seen_event {
	uint64_t tick;
	uint64_t value;
	const char *text;
	uint32_t note; /* enum tw_note */
};

/* Of a chip. */
struct tw_trial_seen {
	GArray *events; /* of struct tw_seen_event; NULL: nothing is asked */
	unsigned notes; /* bits: 1 << enum tw_note */
	GPtrArray *registers; /* steps that ask about writes */
	bool too_many;
};

/* Those of one kind that came since a step's beginning. */
struct tw_came {
	GPtrArray *texts; /* of char */
	GArray *ticks;	  /* of uint64_t */
};

struct tw_trial {
	const tw_scenario *scenario;
	struct tw_trial_options options;
	tw_sim *sim;
	tw_bus **buses;
	tw_controller **controllers;
	GArray **heard; /* of each controller: uint32_t, a Host Notify's
			   address << 16 | data; ends with NULL */
	tw_net **nets;
	tw_pin **drivers; /* of the nets that a step drives, else NULL */
	tw_device **devices;
	tw_chip **chips;
	GString **outputs;  /* of each chip, so far */
	uint32_t source;    /* of the notes on steps */
	size_t n_taken;	    /* steps */
	GPtrArray *replays; /* tw_replay, of each such step in turn */
	bool over;	    /* out of simulated time */
	bool judged;	    /* as a whole */
	guint crash;	    /* the check that tells of firmware's end; else
			       UINT_MAX */
	struct tw_trace_iter *looked_at; /* of each bus: how far */
	uint64_t *taken_ns;		 /* of each step, when it was taken */
	struct tw_trial_seen *seen;	 /* of each chip */
	GArray *checks;			 /* of struct tw_check */
	GStringChunk *strings;
};

/* Builds the sim of an empty trial; false with @error set. */
bool tw_trial_build(struct tw_trial *trial, GError **error);
/* What a device of the case is made with; it points into the case. */
struct tw_device_config tw_trial_device_config(const struct tw_trial *trial,
					       const struct tw_case_device *d);

/* The case's faults from that number on. */
bool tw_trial_build_faults(struct tw_trial *trial, size_t from, GError **error);

/* Notes what came of an expectation that stands at @at. The texts are copied.
 */
void tw_trial_note(struct tw_trial *trial, uint32_t at, bool held,
		   const char *what, const char *expected, const char *got);

/* The same, of something that stands elsewhere. */
void tw_trial_note_at(struct tw_trial *trial, const char *place, bool held,
		      const char *what, const char *expected, const char *got);

/* Runs until @until_ns or the end of the trial's time, whichever is first. */
void tw_trial_run_until(struct tw_trial *trial, uint64_t until_ns);

void tw_trial_take_transfers(struct tw_trial *trial,
			     const struct tw_case_step *step);
/* What hears Host Notify for controllers whose steps wait for it. */
void tw_trial_build_smbus(struct tw_trial *trial);
void tw_trial_take_smbus(struct tw_trial *trial,
			 const struct tw_case_step *step);
/* Opens the captures of all steps and joins them to the buses. */
bool tw_trial_build_replays(struct tw_trial *trial, GError **error);
void tw_trial_take_replay(struct tw_trial *trial,
			  const struct tw_case_step *step);
/* Makes what is on @bus, and behind its muxes, the replay's targets. @replay:
 * (nullable): what is to be learned. */
void tw_trial_join_replay(struct tw_trial *trial, tw_replay *r, uint32_t bus,
			  const struct tw_case_replay *replay);
void tw_trial_clear_bus(struct tw_trial *trial,
			const struct tw_case_step *step);
void tw_trial_expect_picture(struct tw_trial *trial,
			     const struct tw_case_step *step);
void tw_trial_expect_timing(struct tw_trial *trial,
			    const struct tw_case_step *step);
void tw_trial_expect_bus(struct tw_trial *trial,
			 const struct tw_case_step *step);
void tw_trial_expect_register(struct tw_trial *trial,
			      const struct tw_case_step *step);
void tw_trial_expect_output(struct tw_trial *trial,
			    const struct tw_case_step *step);
/* Variables, calls, writes to registers, interrupts. */
void tw_trial_expect_of_firmware(struct tw_trial *trial,
				 const struct tw_case_step *step);
/* Looks for what the steps name in what has been built, and begins to keep
 * what they ask about. */
bool tw_trial_build_expectations(struct tw_trial *trial, GError **error);
/* What the step asks about is kept from now on. */
void tw_trial_ask(struct tw_trial *trial, const struct tw_case_step *step);
void tw_trial_seen_clear(struct tw_trial_seen *seen);
/* What the step means of that; a check fails if it was too much to be kept. */
void tw_trial_came(struct tw_trial *trial, const struct tw_case_step *step,
		   struct tw_came *came);
void tw_came_clear(struct tw_came *came);
int64_t tw_trial_count_calls(const struct tw_trial *trial,
			     const struct tw_case_step *step, const char *name);
/* A note of a chip of the trial's. */
void tw_trial_see(struct tw_trial *trial, size_t chip,
		  const struct tw_record *note);
/* From when on the step looks: a tick. */
uint64_t tw_trial_since(const struct tw_trial *trial,
			const struct tw_case_step *step);
void tw_trial_take_expectation(struct tw_trial *trial,
			       const struct tw_case_step *step);

/* Compares @got with @bytes under @mask and notes the outcome, shortened to
 * where they differ. */
void tw_trial_compare(struct tw_trial *trial, uint32_t at, const char *what,
		      const GByteArray *bytes, const GByteArray *mask,
		      const uint8_t *got, size_t got_len);

/* What came, against a list of what should. */
struct tw_trial_list {
	const char *noun;  /* "call" */
	const char *whose; /* "of dut" */
	const GArray *items;
	const GPtrArray *got; /* of char */
	const GArray *ticks;  /* uint64_t, of each that came */
	bool (*same)(const char *expected, const char *got); /* NULL: equal */
	bool quote; /* texts of firmware */
};

/* Notes the first that differs, with its time; or that none does. @at: of the
 * list. */
void tw_trial_compare_list(struct tw_trial *trial, uint32_t at,
			   const struct tw_trial_list *list);
/* A count, where one is expected (not -1). */
void tw_trial_compare_count(struct tw_trial *trial, uint32_t at,
			    const char *what, int64_t expected, int64_t got);
/* Where the member @key of the step's value stands, or if there is none, the
 * value. */
uint32_t tw_trial_at(const struct tw_trial *trial,
		     const struct tw_case_step *step, const char *key);

#endif /* TW_SCENARIO_TRIAL_H */
