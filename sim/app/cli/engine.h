/* SPDX-License-Identifier: MIT */
/* An engine of `twowire fuzz`, run from beginning to end. */
#ifndef TW_CLI_ENGINE_H
#define TW_CLI_ENGINE_H

#include <glib.h>
#include <stdbool.h>

struct engine {
	const char *path, *profile; /* the latter NULL: none */
	char **firmware_dirs;	    /* NULL: none */
	int runs, seed;
	bool afl;   /* else libFuzzer */
	bool first; /* one finding is enough */
	char *folder;
	GPtrArray *inputs; /* paths of those that found something */
	guint64 n_runs, ms;
};

/* Fills in the rest. false with @error set where the engine is missing or
 * cannot begin; what it said is on stderr. */
bool engine_run(struct engine *e, GError **error);
/* With what it left in its folder. */
void engine_clear(struct engine *e);

#endif /* TW_CLI_ENGINE_H */
