/* SPDX-License-Identifier: MIT */
/* A trial from the inside: the parts of its sim by their number in the case. */
#ifndef TW_SCENARIO_TRIAL_H
#define TW_SCENARIO_TRIAL_H

#include "scenario/case.h"

#include "twowire/chip.h"
#include "twowire/net.h"
#include "twowire/port.h"

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
	GArray *checks;	    /* of struct tw_check */
	GStringChunk *strings;
};

/* Builds the sim of an empty trial; false with @error set. */
bool tw_trial_build(struct tw_trial *trial, GError **error);

/* Notes what came of an expectation that stands at @at. The texts are copied.
 */
void tw_trial_note(struct tw_trial *trial, uint32_t at, bool held,
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
void tw_trial_take_expectation(struct tw_trial *trial,
			       const struct tw_case_step *step);

/* Compares @got with @bytes under @mask and notes the outcome, shortened to
 * where they differ. */
void tw_trial_compare(struct tw_trial *trial, uint32_t at, const char *what,
		      const GByteArray *bytes, const GByteArray *mask,
		      const uint8_t *got, size_t got_len);

#endif /* TW_SCENARIO_TRIAL_H */
