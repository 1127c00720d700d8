/* SPDX-License-Identifier: MIT */
/* What a case's displays show at its end: --picture DEVICE=FILE. */
#ifndef TW_CLI_PICTURES_H
#define TW_CLI_PICTURES_H

#include "command.h"

#include "twowire/scenario.h"

/* Does the case have each of @wanted? false: said which it has not. NULL: none
 * is. */
bool pictures_are_there(const struct command *command, const tw_trial *trial,
			char *const *wanted);
/* Writes each of @wanted; - is standard output, as text. NULL: none. */
int pictures_write(const struct command *command, const tw_trial *trial,
		   char *const *wanted);

#endif /* TW_CLI_PICTURES_H */
