/* SPDX-License-Identifier: MIT */
/*
 * The files that --trace asks for, and the record stream on disk that lies
 * beside the first of them while a sim runs, so that a run which is killed
 * leaves its trace.
 */
#ifndef TW_CLI_TRACES_H
#define TW_CLI_TRACES_H

#include "command.h"

#include "twowire/trace_file.h"

struct traces {
	const struct command *command;
	char *const *names; /* ends with NULL; NULL: none */
	struct tw_write_config look;
	char *stream;	/* private: the record stream, or NULL */
	bool is_wanted; /* private: by its own name */
};

/* Before @sim runs. CLI_OK, or an error that has been said. */
int traces_begin(struct traces *t, tw_sim *sim);
/* After it has run: writes all files. The record stream goes, unless it is one
 * of them or one could not be written. */
int traces_end(struct traces *t, tw_sim *sim);

#endif /* TW_CLI_TRACES_H */
