/* SPDX-License-Identifier: MIT */
/* The commands of the program `twowire`, a file each. */
#ifndef TW_CLI_COMMAND_H
#define TW_CLI_COMMAND_H

/* Exit statuses. */
enum {
	CLI_OK = 0,
	CLI_DIFFERS = 1,  /* an expectation failed, a difference was found */
	CLI_USAGE = 2,	  /* usage or bad input */
	CLI_FIRMWARE = 3, /* firmware crashed or hung */
	CLI_INTERNAL = 4, /* our own fault */
};

struct command {
	const char *name;
	const char *usage; /* what follows the name */
	const char *summary;
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

#define CLI_COMMANDS(X) \
	/* X(name): struct command command_<name> in <name>.c */

#define CLI_DECLARE(name) extern const struct command command_##name;
CLI_COMMANDS(CLI_DECLARE)

#endif /* TW_CLI_COMMAND_H */
