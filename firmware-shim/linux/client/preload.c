/* SPDX-License-Identifier: MIT */
/*
 * Loaded before the C library into programs that `twowire exec` runs: what they
 * open as /dev/i2c-N is a connection to the server, and what they do with it
 * afterwards comes here. Everything else goes on to the C library.
 *
 * Modelled: open, openat, their 64-bit and checked forms, read, write, readv,
 * writev, ioctl, close, dup, dup2, dup3, fcntl's duplicates and flags; a child
 * made by fork gets a connection of its own with its first use. A descriptor
 * that has been closed past us (by fclose, close_range) is known by what it is
 * then. Left out: programs that are linked statically or call the kernel
 * themselves; io_uring and mmap of such a descriptor; passing one to another
 * process, or to a program by exec.
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
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "client_inside.h"
#include "i2c_dev.h"
#include "paths.h"

/* Which file a descriptor is. */
struct identity {
	uint64_t ino;
	uint32_t major, minor;
};

/* An open /dev/i2c-N; a descriptor more for each duplicate. */
struct handle {
	struct i2c_dev dev;
	struct identity identity; /* of the connection */
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

static struct handle *entry(int fd)
{
	return fd >= 0 && fd < MAX_FDS
		       ? __atomic_load_n(&handles[fd], __ATOMIC_ACQUIRE)
		       : NULL;
}

/* Past the functions that stand before the C library's. */
static bool identify(int fd, struct identity *id)
{
	struct statx st;

	if (syscall(SYS_statx, fd, "", AT_EMPTY_PATH, STATX_INO, &st))
		return false;
	*id = (struct identity){st.stx_ino, st.stx_dev_major, st.stx_dev_minor};
	return true;
}

/* Does @fd still name the handle's connection? */
static bool is_still(int fd, const struct handle *h)
{
	struct identity id = {0};

	return identify(fd, &id) && id.ino == h->identity.ino &&
	       id.major == h->identity.major && id.minor == h->identity.minor;
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
	identify(fd, &h->identity);
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
	*fd = -1;
	errno = paths_open_error(flags);
	if (!errno)
		*fd = open_adapter((unsigned)number, flags);
	return true;
}

/* Forgets @fd; the last one takes the connection along. true: that closed it.
 * @closed: it has been, past us, and may be somebody else's now. */
static bool forget(int fd, bool closed)
{
	struct handle *h;
	bool last;

	pthread_mutex_lock(&table);
	h = entry(fd);
	if (!h) {
		pthread_mutex_unlock(&table);
		return false;
	}
	handles[fd] = NULL;
	last = !--h->n_fds;
	/* The connection lives at another descriptor now, or at none. */
	if (tw_client_fd(h->dev.client) == fd && (!last || closed)) {
		int i = last ? MAX_FDS : 0;

		while (i < MAX_FDS && handles[i] != h)
			i++;
		tw_client_rename(h->dev.client, i < MAX_FDS ? i : -1);
	}
	pthread_mutex_unlock(&table);
	if (!last)
		return false;
	tw_client_close(h->dev.client);
	pthread_mutex_destroy(&h->lock);
	free(h);
	return !closed;
}

static struct handle *handle_of(int fd)
{
	struct handle *h = entry(fd);

	if (!h || is_still(fd, h))
		return h;
	forget(fd, true);
	return NULL;
}

/* A child of fork() would talk on its parent's connection: it takes one of its
 * own, at the same descriptors. What was there belongs to the parent. */
static bool adopt(struct handle *h)
{
	tw_client *fresh;
	int fd;

	if (h->owner == getpid())
		return true;
	fresh = tw_client_open(NULL);
	if (!fresh)
		return false;
	for (int i = 0; i < MAX_FDS; i++)
		if (handles[i] == h && is_still(i, h))
			syscall(SYS_dup3, tw_client_fd(fresh), i, O_CLOEXEC);
	fd = tw_client_fd(h->dev.client);
	if (!tw_client_move(fresh, fd)) {
		tw_client_close(fresh);
		return false;
	}
	tw_client_rename(h->dev.client, -1);
	tw_client_close(h->dev.client);
	h->dev.client = fresh;
	h->owner = getpid();
	identify(fd, &h->identity);
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
	if (adopt(h))
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

#define TRANSFER(name, type, n_type, call)                                     \
	ssize_t name(int fd, type bytes, n_type n)                             \
	{                                                                      \
		struct handle *h;                                              \
		ssize_t got;                                                   \
		NEXT(name);                                                    \
                                                                               \
		h = lock(fd);                                                  \
		if (!h)                                                        \
			return next(fd, bytes, n);                             \
		got = (call);                                                  \
		pthread_mutex_unlock(&h->lock);                                \
		return result(got);                                            \
	}

TRANSFER(read, void *, size_t, i2c_dev_read(&h->dev, (uintptr_t)bytes, n))
TRANSFER(write, const void *, size_t,
	 i2c_dev_write(&h->dev, (uintptr_t)bytes, n))
TRANSFER(readv, const struct iovec *, int,
	 i2c_dev_vector(&h->dev, (uintptr_t)bytes, (unsigned)n, true))
TRANSFER(writev, const struct iovec *, int,
	 i2c_dev_vector(&h->dev, (uintptr_t)bytes, (unsigned)n, false))

int close(int fd)
{
	NEXT(close);

	return handle_of(fd) && forget(fd, false) ? 0 : next(fd);
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

/* What @to was is no more: the C library closes it, if there is an @fd. */
static void make_way(int fd, int to)
{
	if (to != fd && syscall(SYS_fcntl, fd, F_GETFD) >= 0)
		forget(to, !handle_of(to));
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
	const int kept = O_ACCMODE | O_NONBLOCK;
	bool flags = command == F_GETFL || command == F_SETFL;
	struct handle *h = flags ? handle_of(fd) : NULL;
	int got;

	/* The connection itself always waits, and is for both. */
	if (h && command == F_SETFL) {
		h->dev.flags =
			(h->dev.flags & ~O_NONBLOCK) | ((int)arg & O_NONBLOCK);
		return 0;
	}
	got = next(fd, command, arg);
	if (h && got >= 0)
		return (got & ~kept) | (h->dev.flags & kept);
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

#define PATH const char *path
#define OPEN(name, dir, parameters, ...)                                       \
	int name(parameters, int flags, ...)                                   \
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
		path = preload_path(path, there);                              \
		return next(__VA_ARGS__, flags, mode);                         \
	}

#define BOTH(a, b) a, b
OPEN(open, AT_FDCWD, PATH, path)
OPEN(open64, AT_FDCWD, PATH, path)
OPEN(openat, dir, BOTH(int dir, PATH), dir, path)
OPEN(openat64, dir, BOTH(int dir, PATH), dir, path)

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
