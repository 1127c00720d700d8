/* SPDX-License-Identifier: MIT */
/* The window of `twowire run --analog`. */
#ifndef TW_CLI_WINDOW_H
#define TW_CLI_WINDOW_H

#include "command.h"

#include "twowire/analog.h"

/* "FROM..TO" or "FROM..TO/STEP", in ns. Says on stderr what is wrong. */
bool window_parse(const struct command *command, const char *text,
		  struct tw_analog_window *window);

#endif /* TW_CLI_WINDOW_H */
