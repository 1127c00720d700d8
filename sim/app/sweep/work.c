/* SPDX-License-Identifier: MIT */
/*
 * Workers are forked from the process that has the plan and the case; each
 * takes the next cell that nobody has, and forks it: whatever a cell does to
 * its memory ends with it, so that none depends on those before it.
 */
#include "app/sweep/work.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Seen by all processes. */
struct shared {
	atomic_uint_fast64_t next; /* index in work->cells */
	atomic_uint_fast64_t done;
	atomic_uint_fast64_t not_held; /* of those */
	atomic_bool stop;
	atomic_bool faulty;
	atomic_bool unfit;
};

enum { TICK_MS = 200, PATIENCE_TICKS = 10 };

static void complain(const struct sweep_work *work, uint64_t cell,
		     const char *why)
{
	g_autofree char *point = sweep_plan_point(work->plan, cell);

	fprintf(stderr, "twowire sweep: %s: %s: %s\n", work->plan->name, point,
		why);
}

/* In the cell's own process. Its exit status is the verdict; SWEEP_NONE: the
 * cell cannot be built, or its result not be written. */
G_NORETURN static void be_cell(const struct sweep_work *work, uint64_t cell)
{
	g_autoptr(GString) line = g_string_new(NULL);
	enum sweep_verdict verdict = SWEEP_BROKEN;
	GError *error = NULL;

	if (sweep_cell_run(work->plan, cell, &verdict, line, &error) &&
	    sweep_store_put(work->plan, work->folder, cell, line, &error))
		_exit((int)verdict);
	complain(work, cell, error->message);
	_exit(SWEEP_NONE);
}

/* Of a process that died of a signal: faults are the cell's result, anything
 * else came from outside. */
static enum sweep_verdict died(const struct sweep_work *work, uint64_t cell,
			       int signal)
{
	static const int faults[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
	g_autoptr(GString) line = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	bool fault = false;

	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
		fault |= signal == faults[i];
	if (!fault) {
		complain(work, cell, strsignal(signal));
		return SWEEP_MISSING;
	}
	sweep_cell_broken(work->plan, cell, strsignal(signal), line);
	if (sweep_store_put(work->plan, work->folder, cell, line, &error))
		return SWEEP_BROKEN;
	complain(work, cell, error->message);
	return SWEEP_MISSING;
}

static enum sweep_verdict run_cell(const struct sweep_work *work, uint64_t cell)
{
	pid_t parent = getpid(), pid = fork();
	int status;

	if (pid < 0) {
		complain(work, cell, g_strerror(errno));
		return SWEEP_MISSING;
	}
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(SWEEP_MISSING);
		be_cell(work, cell);
	}
	while (waitpid(pid, &status, 0) < 0)
		;
	return WIFEXITED(status) ? (enum sweep_verdict)WEXITSTATUS(status)
				 : died(work, cell, WTERMSIG(status));
}

G_NORETURN static void be_worker(const struct sweep_work *work,
				 struct shared *s)
{
	uint64_t n;

	while (!s->stop &&
	       (n = atomic_fetch_add(&s->next, 1)) < work->n_cells) {
		enum sweep_verdict v = run_cell(work, work->cells[n]);

		if (v >= SWEEP_MISSING) {
			if (v == SWEEP_NONE)
				s->unfit = true;
			else
				s->faulty = true;
			s->stop = true;
			break;
		}
		atomic_fetch_add(&s->not_held, v != SWEEP_HELD);
		atomic_fetch_add(&s->done, 1);
	}
	_exit(0);
}

static void print_progress(const struct sweep_work *work,
			   const struct shared *s, int64_t began_us)
{
	uint64_t done = s->done, left = work->n_cells - done;
	int64_t spent_us = g_get_monotonic_time() - began_us;
	uint64_t left_s = done ? (uint64_t)((double)spent_us / 1e6 /
					    (double)done * (double)left)
			       : 0;

	fprintf(stderr,
		"\r%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
		" cells, %" G_GUINT64_FORMAT " did not hold",
		work->n_before + done, work->n_before + work->n_cells,
		(uint64_t)s->not_held);
	if (done && left)
		fprintf(stderr, "; %" G_GUINT64_FORMAT ":%02u left",
			left_s / 60, (unsigned)(left_s % 60));
	fputs("\033[K", stderr);
	fflush(stderr);
}

/* Until all workers have ended, or a signal and some patience. Returns the
 * signal, or 0. */
static int watch(const struct sweep_work *work, struct shared *s,
		 const sigset_t *signals, unsigned n_workers)
{
	struct timespec tick = {.tv_nsec = TICK_MS * 1000000L};
	int64_t began_us = g_get_monotonic_time();
	int stopped = 0, ticks = 0;

	while (n_workers && ticks < PATIENCE_TICKS) {
		int got = sigtimedwait(signals, NULL, &tick);

		if (got == SIGINT || got == SIGTERM) {
			/* The second time at once. */
			ticks = stopped ? PATIENCE_TICKS : 0;
			stopped = got;
			s->stop = true;
		}
		while (n_workers && waitpid(-1, NULL, WNOHANG) > 0)
			n_workers--;
		ticks += stopped && got < 0;
		if (work->progress)
			print_progress(work, s, began_us);
	}
	if (work->progress)
		fputc('\n', stderr);
	return stopped;
}

enum sweep_end sweep_work(const struct sweep_work *work, int *signal)
{
	struct shared *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	unsigned jobs = (unsigned)MIN(work->jobs, work->n_cells), n = 0;
	pid_t parent = getpid(), pid = 1;
	enum sweep_end end;
	sigset_t signals, before;

	if (s == MAP_FAILED)
		return SWEEP_FAULTY;
	/* What is blocked here is so in all workers and cells, which end when
	 * this process does: the keyboard's Ctrl-C goes to all of them. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, &before);
	fflush(NULL);
	while (n < jobs && (pid = fork()) > 0)
		n++;
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(0);
		be_worker(work, s);
	}
	if (pid < 0)
		fprintf(stderr, "twowire sweep: no process to run in: %s\n",
			g_strerror(errno));
	*signal = watch(work, s, &signals, n);
	end = *signal			 ? SWEEP_STOPPED
	      : s->faulty		 ? SWEEP_FAULTY
	      : s->unfit		 ? SWEEP_UNFIT
	      : s->done == work->n_cells ? SWEEP_DONE
					 : SWEEP_FAULTY;
	sigprocmask(SIG_SETMASK, &before, NULL);
	munmap(s, sizeof(*s));
	return end;
}
