/* SPDX-License-Identifier: MIT */
/*
 * A bus that outlives a process: programs of one user share it through a
 * socket (twowire/frame.h). loop.c waits and lets simulated time pass,
 * session.c has a client's frames, adapter.c and job.c the controllers they
 * use, gate.c the clients that are targets, place.c the socket's name, record.c
 * and playback.c what they did and how it is done again.
 */
#ifndef TW_SERVER_H
#define TW_SERVER_H

#include <glib.h>
#include <stdio.h>

#include "twowire/frame.h"
#include "twowire/scenario.h"

struct server;

/* Zero in any field means its default. */
struct server_config {
	tw_trial *trial;      /* its steps have been taken; lent */
	int listener;	      /* a bound socket; the server closes it */
	bool realtime;	      /* no faster than the wall clock */
	bool traced;	      /* what the wires do is recorded */
	FILE *record;	      /* (nullable): gets the session; lent */
	uint64_t answer_ns;   /* what a client that is a target takes to answer;
				 20 us */
	uint64_t opening_ns;  /* what passes when a client comes; 10 ms */
	uint64_t patience_us; /* wall-clock time that a target may take before
				 simulated time goes on without it; 1 s */
};

/* NULL with errno set: out of descriptors. */
struct server *server_new(const struct server_config *config);
void server_free(struct server *server);
/* Serves until @until, a descriptor, can be read from, or a chip's firmware
 * fails. */
enum tw_run server_run(struct server *server, int until);

/* The number and the name of the nth adapter; false past the last. */
bool server_adapter_name(const struct server *server, size_t n,
			 unsigned *number, const char **name);
/* Lines on what there is: adapters and their buses. */
void server_describe(const struct server *server, GString *out);

/* --- playback.c -------------------------------------------------------- */

/* Plays a recorded session on the trial's buses: tw_trial_options.session. */
void playback_play(tw_trial *trial, const char *path);
/* Is that file one? false with @error set to TW_ERROR_FILE:
 * tw_trial_options.session_check. */
bool playback_check(const char *path, GError **error);

/* --- place.c ----------------------------------------------------------- */

/* The socket's path for that name, in a folder of the user's own; made if it
 * is not there. NULL with @error set. Free with g_free(). */
char *place_path(const char *name, GError **error);
/* A socket bound there, that only this user may open; -1 with @error set: a
 * server is there already, or it cannot be made. What a dead server left is
 * taken away. */
int place_listen(const char *path, GError **error);
/* Beside the socket, what sysfs shows of the adapters. */
bool place_make_tree(const char *path, const struct server *server,
		     GError **error);
/* Takes the socket and that away; before the server is freed, so that nobody
 * else's is there already. */
void place_remove(const char *path);
/* Is a server there? */
bool place_is_served(const char *path);

#endif /* TW_SERVER_H */
