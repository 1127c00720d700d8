/* SPDX-License-Identifier: MIT */
/* A command line that is partly a compiler's: `twowire cc` and `compare`. */
#ifndef TW_CLI_COMPILER_ARGS_H
#define TW_CLI_COMPILER_ARGS_H

#include "command.h"

/* Sorts argv[1] and on: the command's own options and all plain words go to
 * @ours, after argv[0]; every other option, with its value, to @theirs. Both
 * end with NULL. */
void compiler_args_split(const struct command *command, char **argv,
			 GPtrArray *ours, GPtrArray *theirs);

/* Says what is wrong and returns CLI_USAGE, or CLI_OK: an option that stands
 * for another way of compiling than ours, a source that is none, no source. */
int compiler_args_check(const struct command *command, char **sources,
			const GPtrArray *theirs);

#endif /* TW_CLI_COMPILER_ARGS_H */
