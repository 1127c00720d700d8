/* SPDX-License-Identifier: MIT */
/*
 * A scenario (a case): buses, controllers, devices, firmware, and the steps of
 * what is done to them and expected of them, read from JSON. The format is
 * described in docs/scenario-format.md.
 *
 * Load one, make trials of it. A trial is one simulation of its own: building
 * it powers everything at time 0, running it takes the steps in order and goes
 * on after an expectation that failed. Logic belongs in C against the other
 * headers; a trial lends its sim for that.
 */
#ifndef TW_SCENARIO_H
#define TW_SCENARIO_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "twowire/analog.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/parts.h"
#include "twowire/replay.h"
#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_scenario tw_scenario;
typedef struct tw_trial tw_trial;

/* More than this a case cannot ask for, whatever it says. */
#define TW_SCENARIO_MAX_NS TW_S(600) /* of simulated time */

/**
 * tw_scenario_load:
 * @path: of a JSON file
 * @parts: the models and platforms that the case may name; must outlive it
 *
 * Returns: (transfer full): the case, or NULL with @error set to TW_ERROR_FILE
 * (cannot be read) or TW_ERROR_CONFIG. Messages name file, line, column and the
 * key's path.
 */
tw_scenario *tw_scenario_load(const char *path, const struct tw_parts *parts,
			      GError **error);

/**
 * tw_scenario_parse:
 * @text: JSON; need not end with a NUL
 * @name: what messages call the file
 * @folder: (nullable): where relative file names begin; NULL: here
 */
tw_scenario *tw_scenario_parse(const char *text, size_t len, const char *name,
			       const char *folder, const struct tw_parts *parts,
			       GError **error);

/**
 * tw_scenario_at:
 * @points: "AXIS=VALUE" of the case's axes, or "PATH=VALUE" with a path as
 *   messages have it ("firmware[dut].clock_hz"); ends with NULL
 *
 * Returns: (transfer full): the same case with other values there, or NULL with
 * @error set to TW_ERROR_CONFIG. In its messages lines are those of the file;
 * columns are behind a value that has become longer.
 */
tw_scenario *tw_scenario_at(const tw_scenario *scenario,
			    const char *const *points, GError **error);

/* NULL is allowed. Trials must have been freed before. */
void tw_scenario_free(tw_scenario *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_scenario, tw_scenario_free)

const char *tw_scenario_name(const tw_scenario *scenario); /* of the file */
const char *tw_scenario_title(const tw_scenario *scenario);
const char *tw_scenario_why(const tw_scenario *scenario); /* or NULL */

size_t tw_scenario_n_steps(const tw_scenario *scenario);

/* The id of its n-th device, or NULL. */
const char *tw_scenario_device(const tw_scenario *scenario, size_t n);
/* What the case gives a device as @key, or NULL. */
const char *tw_scenario_setting(const tw_scenario *scenario, const char *device,
				const char *key);
/* The ids of its firmware, by number. */
size_t tw_scenario_n_firmware(const tw_scenario *scenario);
const char *tw_scenario_firmware(const tw_scenario *scenario, size_t n);

/* Another chip in the place of a case's firmware. What was soldered to the
 * wires of a bus is soldered to the platform's usual pins; nets and pins on a
 * second bus are refused. */
struct tw_trial_swap {
	const char *id; /* of the firmware; NULL: the case has only one */
	const struct tw_platform *platform; /* NULL: nothing is swapped */
	const char *object;		    /* an absolute path */
};

/* Zero in any field means its default. */
struct tw_trial_options {
	bool has_seed; /* @seed instead of the case's own */
	uint64_t seed;
	/* Where firmware objects are looked for that are not beside the case;
	 * ends with NULL; may be NULL. */
	const char *const *firmware_dirs;
	struct tw_trial_swap swap; /* its strings must live as long */
	uint64_t max_ns;	   /* of simulated time; TW_SCENARIO_MAX_NS */
	unsigned trace_mask;	   /* TW_TRACE_...; those of a new sim */
	/* What is on that bus (NULL: the first), and behind its muxes, become
	 * targets of this replay, whose host is soldered there; the bus gets
	 * the wires of tw_replay_bus_config(). tw_replay_run() plays it. */
	tw_replay *replay;
	const char *replay_bus;
	struct tw_analog_window analog; /* in which voltages are sampled;
					   to_ns 0: the case's own, if any */
	/* Plays the session in the file @path, for a step that asks for it;
	 * NULL: a case with such a step is refused. */
	void (*session)(tw_trial *trial, const char *path);
	/* Before: can that file be played? false with @error set: no. */
	bool (*session_check)(const char *path, GError **error);
};

/* How a trial ended. The greater, the worse. */
enum tw_verdict {
	TW_VERDICT_HELD,     /* all expectations held */
	TW_VERDICT_KNOWN,    /* but for what is known to fail, and does */
	TW_VERDICT_FAILED,   /* at least one did not */
	TW_VERDICT_FIRMWARE, /* firmware crashed, hung or left */
};

/* One expectation that has been looked at. */
struct tw_check {
	const char *place; /* "case.json:20:24: steps[3].rx" */
	/* From 0; tw_scenario_n_steps(): of the case as a whole. */
	size_t step;
	uint64_t at_ns;
	const char *what; /* "bytes read from 0x40" */
	const char *expected;
	const char *got;
	bool held;
	const char *known; /* why it is known to fail, and does; else NULL */
};

/**
 * tw_trial_new:
 * @options: (nullable): copied but for the folders, which must live as long
 *
 * Builds the sim; no step is taken yet.
 *
 * Returns: (transfer full): a trial; or NULL with @error set where a part
 * refuses what the case says (TW_ERROR_CONFIG, TW_ERROR_ADDRESS,
 * TW_ERROR_FILE, TW_ERROR_FIRMWARE).
 */
tw_trial *tw_trial_new(const tw_scenario *scenario,
		       const struct tw_trial_options *options, GError **error);
/* With its sim. NULL is allowed. */
void tw_trial_free(tw_trial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_trial, tw_trial_free)

/* Takes all steps that are left. */
enum tw_verdict tw_trial_run(tw_trial *trial);
/* Takes one; false when none is left, or firmware has failed. */
bool tw_trial_step(tw_trial *trial);

/**
 * tw_trial_go_on:
 * @scenario: the trial's own case with faults and steps added at the end of
 *   theirs; must outlive the trial
 *
 * Makes it the trial's case: the faults are put on now, and the steps are left
 * to be taken. So variants of a case share its beginning: snapshot.h.
 *
 * Returns: false with @error set to TW_ERROR_CONFIG where it has other parts,
 * or fewer steps than have been taken, or a fault is refused.
 */
bool tw_trial_go_on(tw_trial *trial, const tw_scenario *scenario,
		    GError **error);

/* So far. */
enum tw_verdict tw_trial_verdict(const tw_trial *trial);
size_t tw_trial_n_checks(const tw_trial *trial);
const struct tw_check *tw_trial_check(const tw_trial *trial, size_t n);

/**
 * tw_trial_compare_log:
 * @golden: (nullable): the transaction log (tw_trace_to_text()) that was kept;
 *   NULL: none was
 * @name: what messages call its file
 * @diff: gets, where the two differ, what is different, for people
 *
 * Adds a check: whether the trial's log is, byte for byte, the one that was
 * kept.
 */
bool tw_trial_compare_log(tw_trial *trial, const char *golden, const char *name,
			  GString *diff);

/* (transfer none): to look at, to attach observers, to fetch the trace. */
tw_sim *tw_trial_sim(const tw_trial *trial);
const tw_scenario *tw_trial_scenario(const tw_trial *trial);
/* The case's device of that id, or NULL. */
tw_device *tw_trial_device(const tw_trial *trial, const char *id);
/* (transfer none): the bus that tw_trial_options.replay drives, or NULL. */
tw_bus *tw_trial_replay_bus(const tw_trial *trial);

/* A transfer in the notation of cases, "w1@0x40 0x01 r1", by a controller of
 * your own. Waits. false with @error set to TW_ERROR_CONFIG: it is not written
 * so, or did not end well. */
bool tw_scenario_transfer(tw_controller *controller, const char *text,
			  GError **error);

/**
 * tw_scenario_exchange:
 * @rx: (nullable): the bytes read are appended
 * @result: (out): how it ended
 *
 * The same, for at most 1 s of simulated time. Returns: false with @error set
 * to TW_ERROR_CONFIG: it is not written so.
 */
bool tw_scenario_exchange(tw_controller *controller, const char *text,
			  GByteArray *rx, enum tw_result *result,
			  GError **error);

/* --- From a capture ---------------------------------------------------- */

/* What came of writing a capture's traffic as steps. */
struct tw_replay_steps {
	uint64_t steps, transfers, bytes, run_ns;
	uint64_t others;   /* messages to other addresses, left out */
	uint64_t left_out; /* messages that no controller can do: cut short */
};

/**
 * tw_replay_to_steps:
 * @out: gets the elements of "steps", a line each
 *
 * The traffic with the replay's targets as transfers and what they brought
 * then, the gaps between them, and its changes of inputs. Bytes with bits that
 * are not compared are "??".
 *
 * Returns: false with @error set to TW_ERROR_CONFIG: it is more than a case
 * holds.
 */
bool tw_replay_to_steps(tw_replay *replay, GString *out,
			struct tw_replay_steps *count, GError **error);
/* The keys of a step that replays the capture: what changes around it, and what
 * is learned; each begins with ", ". */
void tw_replay_to_keys(const tw_replay *replay, GString *out);
/* Elements of "faults" for the supplies that are away; "" for none. */
void tw_replay_to_faults(const tw_replay *replay, GString *out);
/* The usual low and high phase of SCL. */
void tw_replay_clock(const tw_replay *replay, uint64_t *low_ns,
		     uint64_t *high_ns);
/* The array under @key of the case's outermost object, as JSON with an element
 * a line; NULL: there is none. @more: (nullable): by id, text that comes first
 * in that element. Free with g_free(). */
char *tw_scenario_json(const tw_scenario *scenario, const char *key,
		       GHashTable *more);

/* --- Reports ----------------------------------------------------------- */

enum tw_report {
	TW_REPORT_TEXT,	 /* for people: transactions, timing, waveform, all */
	TW_REPORT_TAP,	 /* one test point, what failed as its diagnostics */
	TW_REPORT_JUNIT, /* one <testsuite>, a <testcase> for each check */
	TW_REPORT_JSON,	 /* one object in one line */
};

struct tw_report_options {
	bool colour;	   /* text: escape sequences of a terminal */
	bool ascii;	   /* text: no line-drawing characters */
	size_t number;	   /* TAP: of the test point, from 1 */
	const char *trace; /* where the trace was written to, or NULL */
};

/* Appends what came of the trial so far. @options may be NULL. */
void tw_trial_report(const tw_trial *trial, enum tw_report report,
		     const struct tw_report_options *options, GString *out);
/* The same for a case that could not be loaded or built, and why. */
void tw_report_error(const char *name, const GError *why, enum tw_report report,
		     const struct tw_report_options *options, GString *out);

G_END_DECLS

#endif /* TW_SCENARIO_H */
