/* SPDX-License-Identifier: MIT */
/*
 * Guided search: bytes that an engine (libFuzzer, AFL++) makes up become a
 * case, which goes on from a target that has booted. docs/fuzz.md.
 */
#ifndef TW_APP_FUZZ_H
#define TW_APP_FUZZ_H

#include "app/torture/profile.h"

#include "twowire/scenario.h"

struct json_object;

struct fuzz {
	const char *name, *folder; /* of the base case */
	const char *const *firmware_dirs;
	bool has_profile;
	struct torture_profile profile;
	struct json_object *base; /* with the hosts that traffic is from */
	size_t n_boot_steps;	  /* those of the base */
	tw_scenario *scenario;	  /* the base */
	tw_trial *trial;	  /* that has taken its steps */
};

/* Reads the base case, and takes its steps. @profile: (nullable). false with
 * @error set: it is none, or does not hold by itself. */
bool fuzz_open(struct fuzz *f, const char *path, const char *profile,
	       const char *const *firmware_dirs, GError **error);
void fuzz_close(struct fuzz *f);

/* decode.c: the case that these bytes stand for, as JSON; always one, and the
 * same. Free with g_free(). */
char *fuzz_case(const struct fuzz *f, const uint8_t *bytes, size_t len);

/* Goes on from where the base has come to; once, so in a process of its own.
 * NULL: it holds. Else why not, in a line; equal lines are one finding. Free
 * with g_free(). */
char *fuzz_judge(struct fuzz *f, const uint8_t *bytes, size_t len);

/* AFL's shared memory, if there is one, else NULL: of FUZZ_MAP bytes. */
uint8_t *fuzz_afl_map(void);
/* Serves AFL, whose input is standard input, until it has enough. false: it
 * did not start this process. */
bool fuzz_afl_serve(struct fuzz *f);
enum { FUZZ_MAP = 65536 };

#endif /* TW_APP_FUZZ_H */
