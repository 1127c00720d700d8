/* SPDX-License-Identifier: MIT */
/*
 * Loaded before the C library into programs that `twowire exec` runs: what they
 * open as /dev/i2c-N is a connection to the server, and what they do with it
 * afterwards comes here. Everything else goes on to the C library.
 *
 * Modelled: open, openat, their 64-bit and checked forms, read, write, readv,
 * writev, ioctl, close, dup, dup2, dup3, fcntl's duplicates, fstat; a child
 * made by fork gets a connection of its own with its first use. Left out:
 * programs that are linked statically or call the kernel themselves; io_uring
 * and mmap of such a descriptor; passing one to another process, or to a
 * program by exec.
 */
#include "preload.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "client_inside.h"
#include "i2c_dev.h"
#include "paths.h"

/* An open /dev/i2c-N; a descriptor more for each duplicate. */
struct handle {
	struct i2c_dev dev;
	pthread_mutex_t lock;
	unsigned n_fds;
	pid_t owner;
};

enum { MAX_FDS = 65536 };
static struct handle *handles[MAX_FDS];
static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER;

void *preload_next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

static struct handle *handle_of(int fd)
{
	return fd >= 0 && fd < MAX_FDS
		       ? __atomic_load_n(&handles[fd], __ATOMIC_ACQUIRE)
		       : NULL;
}

/* Is it one of ours? Asked once: a server's adapters do not change. */
bool preload_has_adapter(unsigned number)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static uint32_t numbers[256];
	static size_t n;
	static bool asked;
	bool found = false;

	pthread_mutex_lock(&lock);
	if (!asked) {
		int saved = errno;
		tw_client *c = tw_client_open(NULL);
		const struct tw_client_adapter *a;

		while (c && n < 256 && (a = tw_client_adapter(c, n)))
			numbers[n++] = a->number;
		asked = c != NULL;
		tw_client_close(c);
		errno = saved;
	}
	for (size_t i = 0; i < n; i++)
		found = found || numbers[i] == number;
	pthread_mutex_unlock(&lock);
	return found;
}

static int open_adapter(unsigned number, int flags)
{
	struct handle *h = calloc(1, sizeof(*h));
	tw_client *c = h ? tw_client_open(NULL) : NULL;
	int fd = c ? tw_client_fd(c) : -1;

	if (fd < 0 || fd >= MAX_FDS) {
		tw_client_close(c);
		free(h);
		errno = c ? EMFILE : ENODEV;
		return -1;
	}
	h->dev = (struct i2c_dev){
		.client = c, .adapter = number, .flags = flags};
	h->n_fds = 1;
	h->owner = getpid();
	pthread_mutex_init(&h->lock, NULL);
	pthread_mutex_lock(&table);
	__atomic_store_n(&handles[fd], h, __ATOMIC_RELEASE);
	pthread_mutex_unlock(&table);
	return fd;
}

/* true: @path is ours, and *fd what open() returns for it. */
static bool opens(int dir, const char *path, int flags, int *fd)
{
	int number = paths_adapter_at(dir, path);

	if (number < 0 || !preload_has_adapter((unsigned)number))
		return false;
	*fd = open_adapter((unsigned)number, flags);
	return true;
}

/* A child of fork() would talk on its parent's connection: it takes one of its
 * own, at the same descriptor. */
static bool adopt(struct handle *h, int fd)
{
	tw_client *fresh;

	if (h->owner == getpid())
		return true;
	fresh = tw_client_open(NULL);
	if (!fresh)
		return false;
	if (!tw_client_move(fresh, fd)) {
		tw_client_close(fresh);
		return false;
	}
	/* What was there belongs to the parent, descriptor and all. */
	h->dev.client = fresh;
	h->owner = getpid();
	return true;
}

static int result(long got)
{
	if (got >= 0)
		return (int)got;
	errno = (int)-got;
	return -1;
}

static struct handle *lock(int fd)
{
	struct handle *h = handle_of(fd);

	if (!h)
		return NULL;
	pthread_mutex_lock(&h->lock);
	if (adopt(h, tw_client_fd(h->dev.client)))
		return h;
	pthread_mutex_unlock(&h->lock);
	return NULL;
}

#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (!next)                                                             \
	*(void **)&next = preload_next(#name)

int ioctl(int fd, unsigned long request, ...)
{
	struct handle *h;
	va_list args;
	unsigned long arg;
	int got;
	NEXT(ioctl);

	va_start(args, request);
	arg = va_arg(args, unsigned long);
	va_end(args);
	h = lock(fd);
	if (!h)
		return next(fd, request, arg);
	got = i2c_dev_ioctl(&h->dev, (unsigned)request, arg);
	pthread_mutex_unlock(&h->lock);
	return result(got);
}

ssize_t read(int fd, void *bytes, size_t n)
{
	struct handle *h;
	ssize_t got;
	NEXT(read);

	h = lock(fd);
	if (!h)
		return next(fd, bytes, n);
	got = i2c_dev_read(&h->dev, (uintptr_t)bytes, n);
	pthread_mutex_unlock(&h->lock);
	return result(got);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	struct handle *h;
	ssize_t got;
	NEXT(write);

	h = lock(fd);
	if (!h)
		return next(fd, bytes, n);
	got = i2c_dev_write(&h->dev, (uintptr_t)bytes, n);
	pthread_mutex_unlock(&h->lock);
	return result(got);
}

ssize_t readv(int fd, const struct iovec *parts, int n)
{
	struct handle *h;
	ssize_t got;
	NEXT(readv);

	h = lock(fd);
	if (!h)
		return next(fd, parts, n);
	got = i2c_dev_vector(&h->dev, (uintptr_t)parts, (unsigned)n, true);
	pthread_mutex_unlock(&h->lock);
	return result(got);
}

ssize_t writev(int fd, const struct iovec *parts, int n)
{
	struct handle *h;
	ssize_t got;
	NEXT(writev);

	h = lock(fd);
	if (!h)
		return next(fd, parts, n);
	got = i2c_dev_vector(&h->dev, (uintptr_t)parts, (unsigned)n, false);
	pthread_mutex_unlock(&h->lock);
	return result(got);
}

/* Forgets @fd; the last one takes the connection along. true: that closed it.
 */
static bool forget(int fd)
{
	struct handle *h;
	bool last, same;

	pthread_mutex_lock(&table);
	h = handle_of(fd);
	if (!h) {
		pthread_mutex_unlock(&table);
		return false;
	}
	handles[fd] = NULL;
	last = !--h->n_fds;
	same = tw_client_fd(h->dev.client) == fd;
	/* The connection lives at another descriptor now. */
	if (!last && same)
		for (int i = 0; i < MAX_FDS; i++)
			if (handles[i] == h) {
				tw_client_rename(h->dev.client, i);
				break;
			}
	pthread_mutex_unlock(&table);
	if (!last)
		return false;
	tw_client_close(h->dev.client);
	pthread_mutex_destroy(&h->lock);
	free(h);
	return true;
}

int close(int fd)
{
	NEXT(close);

	return forget(fd) ? 0 : next(fd);
}

/* @copy is another name of @fd now. */
static int duplicated(int fd, int copy)
{
	struct handle *h = handle_of(fd);

	if (!h || copy < 0 || copy >= MAX_FDS || copy == fd)
		return copy;
	pthread_mutex_lock(&table);
	h->n_fds++;
	__atomic_store_n(&handles[copy], h, __ATOMIC_RELEASE);
	pthread_mutex_unlock(&table);
	return copy;
}

int dup(int fd)
{
	NEXT(dup);

	return duplicated(fd, next(fd));
}

/* What @to was is no more: the C library closes it. */
static void make_way(int fd, int to)
{
	if (to != fd)
		forget(to);
}

int dup2(int fd, int to)
{
	NEXT(dup2);

	make_way(fd, to);
	return duplicated(fd, next(fd, to));
}

int dup3(int fd, int to, int flags)
{
	NEXT(dup3);

	make_way(fd, to);
	return duplicated(fd, next(fd, to, flags));
}

static int fcntl_next(int (*next)(int, int, ...), int fd, int command,
		      unsigned long arg)
{
	int got = next(fd, command, arg);

	if (command == F_DUPFD || command == F_DUPFD_CLOEXEC)
		return duplicated(fd, got);
	return got;
}

#define FCNTL(name)                                                            \
	int name(int fd, int command, ...)                                     \
	{                                                                      \
		va_list args;                                                  \
		unsigned long arg;                                             \
		NEXT(name);                                                    \
                                                                               \
		va_start(args, command);                                       \
		arg = va_arg(args, unsigned long);                             \
		va_end(args);                                                  \
		return fcntl_next(next, fd, command, arg);                     \
	}

FCNTL(fcntl)
FCNTL(fcntl64)

#define OPEN(name)                                                             \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		va_list args;                                                  \
		mode_t mode;                                                   \
		int fd;                                                        \
		NEXT(name);                                                    \
                                                                               \
		va_start(args, flags);                                         \
		mode = va_arg(args, mode_t);                                   \
		va_end(args);                                                  \
		if (opens(AT_FDCWD, path, flags, &fd))                         \
			return fd;                                             \
		return next(preload_path(path, there), flags, mode);           \
	}

#define OPENAT(name)                                                           \
	int name(int dir, const char *path, int flags, ...)                    \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		va_list args;                                                  \
		mode_t mode;                                                   \
		int fd;                                                        \
		NEXT(name);                                                    \
                                                                               \
		va_start(args, flags);                                         \
		mode = va_arg(args, mode_t);                                   \
		va_end(args);                                                  \
		if (opens(dir, path, flags, &fd))                              \
			return fd;                                             \
		return next(dir, preload_path(path, there), flags, mode);      \
	}

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

/* What the headers make of open() where they check its arguments. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int dir, const char *path, int flags);
int __openat64_2(int dir, const char *path, int flags);

int __open_2(const char *path, int flags)
{
	return open(path, flags);
}

int __open64_2(const char *path, int flags)
{
	return open64(path, flags);
}

int __openat_2(int dir, const char *path, int flags)
{
	return openat(dir, path, flags);
}

int __openat64_2(int dir, const char *path, int flags)
{
	return openat64(dir, path, flags);
}

int preload_adapter_of(int fd)
{
	struct handle *h = handle_of(fd);

	return h ? (int)h->dev.adapter : -1;
}
