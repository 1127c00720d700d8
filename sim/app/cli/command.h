/* SPDX-License-Identifier: MIT */
/* The commands of the program `twowire`, a file each. */
#ifndef TW_CLI_COMMAND_H
#define TW_CLI_COMMAND_H

#include <glib.h>
#include <stdbool.h>

/* Exit statuses. */
enum {
	CLI_OK = 0,
	CLI_DIFFERS = 1,  /* an expectation failed, a difference was found */
	CLI_USAGE = 2,	  /* usage or bad input */
	CLI_FIRMWARE = 3, /* firmware crashed or hung */
	CLI_INTERNAL = 4, /* our own fault */
};

/* Help, man page and completion are made from these tables alone. */
struct command {
	const char *name;
	const char *usage;   /* what follows the name: "CAPTURE" */
	const char *summary; /* one line, no full stop */
	/* Paragraphs for the help and the man page; may be NULL. */
	const char *description;
	/* Ends with a NULL long_name; may be NULL. An arg_description such as
	 * "text|tap" is completed word by word, FILE, DIR and OUT... as
	 * files. */
	const GOptionEntry *options;
	int (*run)(int argc, char **argv); /* argv[0] is the command's name */
};

/* Keep sorted, one a line. */
#define CLI_COMMANDS(X)                                                        \
	/* X(name): struct command command_<name> in <name>.c */               \
	X(cc)                                                                  \
	X(check)                                                               \
	X(compare)                                                             \
	X(convert)                                                             \
	X(coverage)                                                            \
	X(decode)                                                              \
	X(diff)                                                                \
	X(exec)                                                                \
	X(fuzz)                                                                \
	X(list)                                                                \
	X(merge)                                                               \
	X(plot)                                                                \
	X(replay)                                                              \
	X(run)                                                                 \
	X(serve)                                                               \
	X(shrink)                                                              \
	X(sweep)                                                               \
	X(torture)

#define CLI_DECLARE(name) extern const struct command command_##name;
CLI_COMMANDS(CLI_DECLARE)

/* Ends with NULL. */
extern const struct command *const commands[];

/* Parses command->options and --help, and leaves the plain arguments in
 * argv[1] to argv[argc - 1]; after a "--" all are plain. Errors have been
 * printed when it returns false; the command then returns CLI_USAGE. */
bool command_parse(const struct command *command, int *argc, char ***argv);

/* Prints "twowire NAME: what" on stderr and returns CLI_USAGE. */
int command_error(const struct command *command, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

/* The same for a GError, which it frees. */
int command_gerror(const struct command *command, GError *error);

/* Whether all names that --trace was given can be written to, asked before
 * anything runs, so that a long run is not lost to a slip. Says if not. */
bool command_traces(const struct command *command, char *const *names);

/* Before a process ends: @status, or, if that is CLI_OK and what was printed
 * cannot be written, which it says on stderr, CLI_USAGE. If nobody reads any
 * more, it ends the process by SIGPIPE. */
int command_finish(int status);

/* What is made from the tables: a man page (roff) and a bash completion. */
void dump_man(void);
void dump_completion(void);

#endif /* TW_CLI_COMMAND_H */
