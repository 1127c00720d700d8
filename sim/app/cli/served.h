/* SPDX-License-Identifier: MIT */
/* What `serve` and `exec` have in common: a case that becomes a server. */
#ifndef TW_CLI_SERVED_H
#define TW_CLI_SERVED_H

#include "command.h"

#include "app/server/server.h"

struct served_options {
	gboolean realtime;
	char *answer, *record, **traces, **pictures;
};

extern struct served_options served_options;

#define SERVED_OPTIONS                                                         \
	{"realtime",                                                           \
	 0,                                                                    \
	 0,                                                                    \
	 G_OPTION_ARG_NONE,                                                    \
	 &served_options.realtime,                                             \
	 "Let simulated time pass no faster than the wall clock",              \
	 NULL},                                                                \
		{"answer",                                                     \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING,                                          \
		 &served_options.answer,                                       \
		 "What a program that is a target takes for each answer "      \
		 "(default 20us)",                                             \
		 "TIME"},                                                      \
		{"record",                                                     \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_FILENAME,                                        \
		 &served_options.record,                                       \
		 "Write what programs do as a case that `twowire run` does "   \
		 "again",                                                      \
		 "OUT.json"},                                                  \
		{"trace",                                                      \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_FILENAME_ARRAY,                                  \
		 &served_options.traces,                                       \
		 "Write what happened on the wires when it ends; may be "      \
		 "given several times",                                        \
		 "OUT"},                                                       \
	{                                                                      \
		"picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY,                  \
			&served_options.pictures,                              \
			"Write what a display shows when it ends; - is the "   \
			"terminal; may be given several times",                \
			"DEVICE=FILE.png|.ppm|.pgm|.txt|-"                     \
	}

struct served {
	tw_scenario *scenario;
	tw_trial *trial;
	char *path;   /* of the socket */
	FILE *record; /* or NULL */
	struct server *server;
};

/* Loads @file, takes its steps, and serves it as @name, as served_options say.
 * Returns CLI_OK, or has said why not. */
int served_open(struct served *s, const struct command *command,
		const char *file, const char *name);
/* Writes the traces and pictures (pictures.h) and takes everything away;
 * @status or what is worse. */
int served_close(struct served *s, const struct command *command, int status);

#endif /* TW_CLI_SERVED_H */
