/* SPDX-License-Identifier: MIT */
/* A device in the command line's words: NAME@ADDR[,KEY=VALUE...]. */
#ifndef TW_CLI_DEVICE_WORDS_H
#define TW_CLI_DEVICE_WORDS_H

#include "command.h"

#include "twowire/reading.h"

/* Adds it to @reading. Returns an exit status; what is wrong has been
 * printed, as what @command was given with --device. */
int device_words_add(const struct command *command, tw_reading *reading,
		     const char *words);

#endif /* TW_CLI_DEVICE_WORDS_H */
