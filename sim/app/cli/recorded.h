/* SPDX-License-Identifier: MIT */
/* A session as a case: the served one, whose last step plays what follows. */
#ifndef TW_CLI_RECORDED_H
#define TW_CLI_RECORDED_H

#include "command.h"

#include <stdio.h>

/* Writes the case @out, which is to be beside @file, and opens the file beside
 * it that its last step names: the session's. NULL: said why not. */
FILE *recorded_begin(const struct command *command, const char *file,
		     const char *out);
/* Closes it; false: said that not all of it could be written. */
bool recorded_end(const struct command *command, FILE *session);

#endif /* TW_CLI_RECORDED_H */
