/* SPDX-License-Identifier: MIT */
/* The words of `twowire replay`: times, changes of inputs, absent supplies. */
#ifndef TW_CLI_REPLAY_WORDS_H
#define TW_CLI_REPLAY_WORDS_H

#include "twowire/replay.h"

/* Each returns an exit status; what is wrong has been printed. */
/* TIME, or stretch=TIME,timing=TIME. */
int words_tolerance(const char *text, struct tw_replay_config *config);
int words_ignore(tw_replay *r, char *const *texts);
/* [DEVICE.]NAME@TIME=VALUE; of the devices of @sim that are in @names. */
int words_input(tw_replay *r, tw_bus *bus, GPtrArray *names,
		char *const *texts);
/* [PART:]FROM..TO; without a part the first of @names. */
int words_power_off(tw_replay *r, tw_sim *sim, GPtrArray *names,
		    char *const *texts);
/* 0x50: messages to these addresses alone are compared. */
int words_address(tw_replay *r, char *const *texts);
#endif /* TW_CLI_REPLAY_WORDS_H */
