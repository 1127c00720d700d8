/* SPDX-License-Identifier: MIT */
/*
 * Sleeping, in a program that has an adapter open: so much simulated time
 * passes, and no other, unless the server keeps to the wall clock. Who sleeps
 * until an instant means it from when he last looked at that clock, or woke.
 *
 * Left out: time-outs of select(), poll() and of condition variables, and what
 *           clocks say.
 */
#include "preload.h"

#include <errno.h>
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "client_inside.h"

#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (!next)                                                             \
	*(void **)&next = preload_next(#name)

/* Lets so much simulated time pass, over a connection of its own. false: there
 * is no adapter in use, or real time has to pass. */
static bool advance(uint64_t ns)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static tw_client *clock;
	static pid_t owner;
	unsigned n = tw_client_count() - (clock != NULL);
	bool ok = false;

	if (!n)
		return false;
	pthread_mutex_lock(&lock);
	if (owner != getpid()) {
		clock = tw_client_open(NULL);
		owner = getpid();
	}
	if (clock && !tw_client_realtime(clock))
		ok = !tw_client_advance(clock, ns);
	pthread_mutex_unlock(&lock);
	return ok;
}

static bool sleeps(const struct timespec *t)
{
	if (!t || t->tv_sec < 0 || t->tv_sec > 86400 || t->tv_nsec < 0 ||
	    t->tv_nsec > 999999999)
		return false;
	return advance((uint64_t)t->tv_sec * 1000000000u +
		       (uint64_t)t->tv_nsec);
}

/* What a thread knows of the time; initial-exec, since that never allocates. */
static __thread struct timespec seen[2]
	__attribute__((tls_model("initial-exec")));

static struct timespec *seen_of(clockid_t clock)
{
	return clock == CLOCK_MONOTONIC	 ? &seen[0]
	       : clock == CLOCK_REALTIME ? &seen[1]
					 : NULL;
}

int clock_gettime(clockid_t clock, struct timespec *t)
{
	int result;
	NEXT(clock_gettime);

	result = next(clock, t);
	if (!result && seen_of(clock))
		*seen_of(clock) = *t;
	return result;
}

/* Until @when, on a clock that the thread has looked at. */
static bool sleeps_until(clockid_t clock, const struct timespec *when)
{
	struct timespec *last = seen_of(clock), t = *when;

	if (!last || (!last->tv_sec && !last->tv_nsec))
		return false;
	t.tv_sec -= last->tv_sec;
	t.tv_nsec -= last->tv_nsec;
	if (t.tv_nsec < 0) {
		t.tv_nsec += 1000000000;
		t.tv_sec--;
	}
	if (!sleeps(&t))
		return false;
	*last = *when;
	return true;
}

int nanosleep(const struct timespec *request, struct timespec *left)
{
	NEXT(nanosleep);

	return sleeps(request) ? 0 : next(request, left);
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *request,
		    struct timespec *left)
{
	NEXT(clock_nanosleep);

	if (flags & TIMER_ABSTIME ? sleeps_until(clock, request)
				  : sleeps(request))
		return 0;
	return next(clock, flags, request, left);
}

int usleep(useconds_t us)
{
	struct timespec t = {us / 1000000, us % 1000000 * 1000};
	NEXT(usleep);

	return sleeps(&t) ? 0 : next(us);
}

unsigned sleep(unsigned seconds)
{
	struct timespec t = {seconds, 0};
	NEXT(sleep);

	return sleeps(&t) ? 0 : next(seconds);
}
