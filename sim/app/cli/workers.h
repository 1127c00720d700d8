/* SPDX-License-Identifier: MIT */
/* Pieces of work in processes of their own, several at a time; what comes of
 * them is taken in their order, whoever ends first. */
#ifndef TW_CLI_WORKERS_H
#define TW_CLI_WORKERS_H

#include <stdbool.h>
#include <stddef.h>

struct workers_job {
	size_t n;	 /* pieces */
	unsigned n_jobs; /* at a time */
	/* Before the process of piece @i is made: what it will say goes where
	 * this says. NULL: it cannot be made. */
	void *(*prepare)(void *user, size_t i);
	/* In that process. Returns its exit status. */
	int (*work)(void *user, size_t i, void *prepared);
	/* Back here, for each in order. @wait_status: as of waitpid(). Takes
	 * @prepared, and is where progress is told. */
	void (*done)(void *user, size_t i, void *prepared, int wait_status);
	void *user;
};

/* false: a process could not be made; those that were have been waited for. */
bool workers_run(const struct workers_job *job);

#endif /* TW_CLI_WORKERS_H */
