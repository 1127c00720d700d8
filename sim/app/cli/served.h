/* SPDX-License-Identifier: MIT */
/* What `serve` and `exec` have in common: a case that becomes a server. */
#ifndef TW_CLI_SERVED_H
#define TW_CLI_SERVED_H

#include "command.h"

#include "app/server/server.h"

struct served {
	tw_scenario *scenario;
	tw_trial *trial;
	char *path; /* of the socket */
	struct server *server;
};

/* Loads @file, takes its steps, and serves it as @name. Returns CLI_OK, or has
 * said why not. @config: what the command's options say; its other fields are
 * filled in. */
int served_open(struct served *s, const struct command *command,
		const char *file, const char *name,
		struct server_config *config);
/* Writes the traces and pictures (pictures.h) and takes everything away;
 * @status or what is worse. */
int served_close(struct served *s, const struct command *command, int status,
		 char *const *traces, char *const *pictures);
/* "20us": 0 and a message where it is no time. */
bool served_time(const struct command *command, const char *option,
		 const char *text, uint64_t *ns);

#endif /* TW_CLI_SERVED_H */
