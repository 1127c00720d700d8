/* SPDX-License-Identifier: MIT */
#include "workers.h"

#include "command.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Pieces, a job, that may have ended and wait for an earlier one: each holds
 * open files. */
#define AHEAD 16

struct piece {
	pid_t pid;
	void *prepared;
	int wait_status;
	bool over;
};

struct run {
	const struct workers_job *job;
	struct piece *ring; /* piece i is ring[i % n_ring] */
	size_t n_ring;
	size_t begun, taken, n_running;
};

G_NORETURN static void in_worker(const struct workers_job *job, size_t i,
				 void *prepared, pid_t parent)
{
	/* Nobody waits any more for the worker of a run that was killed, by a
	 * time limit of CI for example. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN); /* not before it has cleaned up */
	if (getppid() != parent)
		_exit(CLI_INTERNAL);
	exit(job->work(job->user, i, prepared));
}

static bool begin(struct run *r)
{
	struct piece *p = &r->ring[r->begun % r->n_ring];
	pid_t parent = getpid();

	*p = (struct piece){.prepared =
				    r->job->prepare(r->job->user, r->begun)};
	if (!p->prepared)
		return false;
	fflush(NULL);
	p->pid = fork();
	if (!p->pid)
		in_worker(r->job, r->begun, p->prepared, parent);
	if (p->pid < 0) {
		p->over = true;
		p->wait_status = CLI_INTERNAL << 8;
		g_printerr("%s: no process to run a case in: %s\n",
			   g_get_prgname(), g_strerror(errno));
	} else {
		r->n_running++;
	}
	r->begun++;
	return p->pid > 0;
}

static void wait_for_one(struct run *r)
{
	int wait_status;
	pid_t pid = waitpid(-1, &wait_status, 0);

	for (size_t i = r->taken; pid > 0 && i < r->begun; i++) {
		struct piece *p = &r->ring[i % r->n_ring];

		if (p->over || p->pid != pid)
			continue;
		p->over = true;
		p->wait_status = wait_status;
		r->n_running--;
	}
}

static void take(struct run *r)
{
	for (; r->taken < r->begun; r->taken++) {
		struct piece *p = &r->ring[r->taken % r->n_ring];

		if (!p->over)
			return;
		r->job->done(r->job->user, r->taken, p->prepared,
			     p->wait_status);
	}
}

bool workers_run(const struct workers_job *job)
{
	struct run r = {.job = job, .n_ring = (size_t)job->n_jobs * AHEAD};
	bool ok = true;

	r.ring = g_new0(struct piece, r.n_ring);
	while (r.taken < r.begun || (ok && r.begun < job->n)) {
		while (ok && r.begun < job->n && r.n_running < job->n_jobs &&
		       r.begun - r.taken < r.n_ring)
			ok = begin(&r);
		if (r.n_running)
			wait_for_one(&r);
		take(&r);
	}
	g_free(r.ring);
	return ok;
}
