/* SPDX-License-Identifier: MIT */
/* The transaction log that is kept beside a case: CASE.txt of CASE.json. */
#ifndef TW_CLI_GOLDEN_H
#define TW_CLI_GOLDEN_H

#include "command.h"

#include "twowire/scenario.h"

/* Compares it with the trial's, as a check more, and tells on stderr where they
 * differ; or (@update) writes it anew, unless the trial failed. CLI_OK, or an
 * error that has been said. */
int golden_log(const struct command *command, const char *path, tw_trial *trial,
	       bool update);

#endif /* TW_CLI_GOLDEN_H */
