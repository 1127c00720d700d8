/* SPDX-License-Identifier: MIT */
/* The program: finds the command and runs it. */
#include "command.h"

#include <stdio.h>
#include <string.h>

#define ENTRY(name) &command_##name,
static const struct command *const commands[] = { CLI_COMMANDS(ENTRY) NULL };

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && commands[i]; i++)
		if (!strcmp(commands[i]->name, argv[1]))
			return commands[i]->run(argc - 1, argv + 1);
	fprintf(stderr, "usage: twowire COMMAND [OPTION...]\n");
	return CLI_USAGE;
}
