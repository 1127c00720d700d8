/* SPDX-License-Identifier: MIT */
/*
 * Waiting for an adapter, as for any device that cannot be waited for: it is
 * ready for reading and writing at once, and epoll does not take it.
 */
#include "preload.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>

#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (!next)                                                             \
	*(void **)&next = preload_next(#name)

#define READY (POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM)

/* --- poll -------------------------------------------------------------- */

static bool has_adapter(const struct pollfd *fds, nfds_t n)
{
	for (nfds_t i = 0; i < n; i++)
		if (preload_adapter_of(fds[i].fd) >= 0)
			return true;
	return false;
}

/* The others are asked and not waited for. */
static int poll_now(struct pollfd *fds, nfds_t n)
{
	static __typeof__(&poll) next;
	struct pollfd *others = calloc(n, sizeof(*others));
	int got;

	if (!next)
		*(void **)&next = preload_next("poll");
	if (!others) {
		errno = ENOMEM;
		return -1;
	}
	memcpy(others, fds, n * sizeof(*others));
	for (nfds_t i = 0; i < n; i++)
		if (preload_adapter_of(fds[i].fd) >= 0)
			others[i].fd = -1;
	got = next(others, n, 0);
	for (nfds_t i = 0; got >= 0 && i < n; i++) {
		bool ours = others[i].fd < 0 && fds[i].fd >= 0;

		fds[i].revents = ours ? (short)(fds[i].events & READY)
				      : others[i].revents;
		got += ours && fds[i].revents;
	}
	free(others);
	return got;
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	NEXT(poll);

	return has_adapter(fds, n) ? poll_now(fds, n) : next(fds, n, timeout);
}

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
	  const sigset_t *mask)
{
	NEXT(ppoll);

	return has_adapter(fds, n) ? poll_now(fds, n)
				   : next(fds, n, timeout, mask);
}

/* What the headers make of them where they check the array's size. */
int __poll_chk(struct pollfd *fds, nfds_t n, int timeout, size_t size);
int __ppoll_chk(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
		const sigset_t *mask, size_t size);

int __poll_chk(struct pollfd *fds, nfds_t n, int timeout, size_t size)
{
	if (size / sizeof(*fds) < n)
		abort();
	return poll(fds, n, timeout);
}

int __ppoll_chk(struct pollfd *fds, nfds_t n, const struct timespec *timeout,
		const sigset_t *mask, size_t size)
{
	if (size / sizeof(*fds) < n)
		abort();
	return ppoll(fds, n, timeout, mask);
}

/* --- select ------------------------------------------------------------ */

/* Moves adapters from @set, which may be NULL, to @ours. Returns how many. */
static int take(int n, fd_set *set, fd_set *ours)
{
	int taken = 0;

	FD_ZERO(ours);
	for (int fd = 0; set && fd < n && fd < FD_SETSIZE; fd++)
		if (FD_ISSET(fd, set) && preload_adapter_of(fd) >= 0) {
			FD_CLR(fd, set);
			FD_SET(fd, ours);
			taken++;
		}
	return taken;
}

static void give_back(int n, fd_set *set, const fd_set *ours)
{
	for (int fd = 0; set && fd < n && fd < FD_SETSIZE; fd++)
		if (FD_ISSET(fd, ours))
			FD_SET(fd, set);
}

int select(int n, fd_set *restrict reads, fd_set *restrict writes,
	   fd_set *restrict others, struct timeval *restrict timeout)
{
	fd_set r, w, none;
	int ours = take(n, reads, &r) + take(n, writes, &w), got;
	struct timeval at_once = {0};
	NEXT(select);

	take(n, others, &none);
	got = next(n, reads, writes, others, ours ? &at_once : timeout);
	if (got < 0)
		return got;
	give_back(n, reads, &r);
	give_back(n, writes, &w);
	return got + ours;
}

int pselect(int n, fd_set *restrict reads, fd_set *restrict writes,
	    fd_set *restrict others, const struct timespec *restrict timeout,
	    const sigset_t *restrict mask)
{
	fd_set r, w, none;
	int ours = take(n, reads, &r) + take(n, writes, &w), got;
	struct timespec at_once = {0};
	NEXT(pselect);

	take(n, others, &none);
	got = next(n, reads, writes, others, ours ? &at_once : timeout, mask);
	if (got < 0)
		return got;
	give_back(n, reads, &r);
	give_back(n, writes, &w);
	return got + ours;
}

int epoll_ctl(int all, int operation, int fd, struct epoll_event *event)
{
	NEXT(epoll_ctl);

	if (preload_adapter_of(fd) < 0)
		return next(all, operation, fd, event);
	errno = EPERM;
	return -1;
}
