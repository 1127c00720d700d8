/* SPDX-License-Identifier: MIT */
/*
 * A conformance run: checks of a target, each of one or more cases, each case
 * a simulation of its own. A check writes its cases as text (draft.h), so that
 * one that fails is a file that `twowire run` runs again.
 */
#ifndef TW_APP_TORTURE_H
#define TW_APP_TORTURE_H

#include "app/torture/profile.h"

#include "twowire/scenario.h"

struct torture;

struct torture_check {
	const char *id; /* [a-z-]+ */
	const char *purpose;
	const char *source; /* the clause or report that asks for it */
	/* Why it does not apply, or NULL. NULL: it always does. */
	const char *(*unfit)(const struct torture_profile *profile);
	void (*run)(struct torture *t); /* NULL: ends a table */
};

/* The tables, a file each; the list ends with NULL. */
extern const struct torture_check *const torture_groups[];
extern const struct torture_check torture_address[], torture_data[],
	torture_eeprom[], torture_bits[], torture_hosts[], torture_contests[],
	torture_power[];

enum torture_verdict {
	TORTURE_PASS,
	TORTURE_UNFIT,
	TORTURE_FAIL,
	TORTURE_FIRMWARE, /* it crashed, hung or left */
};

struct torture_result {
	const struct torture_check *check;
	enum torture_verdict verdict;
	unsigned n_cases, n_failed;
	char *why;  /* of UNFIT, and of the first case that failed */
	char *json; /* that case, or NULL */
};

struct torture_margin {
	const char *what, *unit;
	bool found;	/* false: not even the easiest works */
	bool unlimited; /* the hardest that is tried works */
	uint64_t value;
};

struct torture {
	const struct torture_profile *profile;
	tw_scenario *base;  /* what is on the bus */
	const char *folder; /* where its file names begin */
	struct tw_trial_options options;
	char *const *only;	    /* ids; NULL: all. Ends with NULL */
	const char *out;	    /* folder of what failed, or NULL */
	GPtrArray *results;	    /* of struct torture_result */
	GArray *margins;	    /* of struct torture_margin */
	struct torture_result *now; /* of the check that runs; NULL: margins */
	GError *error;		    /* a case that cannot be built */
};

/* A case with the parts that words describe: "24xx@0x50,part=24C02", and
 * "fw.so,platform=rp2040". @addr: (out) (optional): of the first model. NULL
 * with @error set if they are none. */
tw_scenario *torture_base(char *const *models, char *const *firmwares,
			  uint32_t *addr, GError **error);

/* How many checks are wanted. 0 with @error set where one is none. */
size_t torture_count(const struct torture *t, GError **error);
/* Fills results. false with @error set where a case cannot be built or a file
 * not written. */
bool torture_run(struct torture *t, GError **error);
void torture_margins(struct torture *t);
void torture_clear(struct torture *t);
/* The worst. */
enum torture_verdict torture_worst(const struct torture *t);

/* Without what stands around it in TAP and JUnit. */
void torture_report(const struct torture *t, enum tw_report form, GString *out);
/* The checks that there are, for people. */
void torture_list(GString *out);

#endif /* TW_APP_TORTURE_H */
