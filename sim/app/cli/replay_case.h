/* SPDX-License-Identifier: MIT */
/* `twowire replay --to-case`: a replay as a case that `twowire run` runs. */
#ifndef TW_CLI_REPLAY_CASE_H
#define TW_CLI_REPLAY_CASE_H

#include "twowire/replay.h"
#include "twowire/scenario.h"

/* What was given on the command line; any list may be NULL. */
struct replay_words {
	const char *out;
	bool whole; /* one step that replays the capture */
	const char *capture;
	const char *case_path; /* or NULL: models and firmwares */
	const tw_scenario *scenario;
	const char *bus_id;
	tw_replay *r;
	tw_bus *bus;
	const struct tw_replay_config *config;
	const GPtrArray *names; /* of models, then firmwares */
	char *const *models, *const *firmwares, *const *befores;
	char *const *addresses, *const *ignores;
};

/* Returns an exit status; what is wrong has been printed. */
int replay_write_case(const struct replay_words *w);

#endif /* TW_CLI_REPLAY_CASE_H */
