/* SPDX-License-Identifier: MIT */
/* System calls of supervised programs that may mean an adapter: opening it,
 * what is done with it, its names, and sleeping. */
#include "supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "memory.h"
#include "paths.h"

#define I2C_MAJOR 89

const int calls_watched[] = {
#ifdef SYS_open
	SYS_open,      SYS_stat,       SYS_lstat,	    SYS_access,
#endif
	SYS_openat,    SYS_newfstatat, SYS_fstat,	    SYS_statx,
	SYS_faccessat, SYS_faccessat2, SYS_ioctl,	    SYS_read,
	SYS_write,     SYS_readv,      SYS_writev,	    SYS_nanosleep,
	SYS_pread64,   SYS_pwrite64,   SYS_clock_nanosleep, -1};

/* --- names ------------------------------------------------------------- */

/* The path at @from, a page's rest at a time; false: there is none. */
static bool get_path(const struct call *call, uint64_t from,
		     char path[PATHS_MAX])
{
	size_t n = 0;

	while (n < PATHS_MAX) {
		size_t chunk = 4096 - ((from + n) & 4095);

		if (chunk > PATHS_MAX - n)
			chunk = PATHS_MAX - n;
		if (memory_get(call->pid, path + n, from + n, chunk))
			return false;
		if (memchr(path + n, '\0', chunk))
			return call_is_valid(call);
		n += chunk;
	}
	return false;
}

/* What a call names: an adapter, a file of the server's tree, or neither. */
struct named {
	int adapter; /* -1: none */
	bool in_tree;
	char there[PATHS_MAX];
};

static bool name(const struct call *call, uint64_t from, struct named *what)
{
	char path[PATHS_MAX];

	what->in_tree = false;
	what->adapter = -1;
	if (!get_path(call, from, path))
		return false;
	what->adapter = paths_adapter(path);
	if (what->adapter >= 0 && !files_has_adapter((unsigned)what->adapter))
		what->adapter = -1;
	what->in_tree = paths_in_tree(path, what->there);
	return what->adapter >= 0 || what->in_tree;
}

static enum outcome answer_open(const struct call *call, uint64_t path,
				int flags, int64_t *result)
{
	struct named what;
	int fd;

	if (!name(call, path, &what))
		return GO_ON;
	if (what.adapter >= 0) {
		*result = -paths_open_error(flags);
		if (!*result)
			*result =
				files_open(call, (unsigned)what.adapter, flags);
	} else {
		fd = open(what.there, (flags & ~O_CREAT) | O_CLOEXEC);
		*result = fd < 0 ? -errno
				 : files_give(call, fd, flags & O_CLOEXEC);
	}
	return *result ? ANSWERED : GIVEN;
}

static void fill(struct stat *st, int number)
{
	*st = (struct stat){
		.st_mode = S_IFCHR | 0600,
		.st_nlink = 1,
		.st_uid = getuid(),
		.st_gid = getgid(),
		.st_ino = 0x69326300u + (unsigned)number,
		.st_blksize = 4096,
		.st_rdev = makedev(I2C_MAJOR, (unsigned)number),
	};
}

static void widen(struct statx *out, const struct stat *st)
{
	*out = (struct statx){
		.stx_mask = STATX_BASIC_STATS,
		.stx_blksize = (uint32_t)st->st_blksize,
		.stx_nlink = (uint32_t)st->st_nlink,
		.stx_uid = st->st_uid,
		.stx_gid = st->st_gid,
		.stx_mode = (uint16_t)st->st_mode,
		.stx_ino = st->st_ino,
		.stx_size = (uint64_t)st->st_size,
		.stx_blocks = (uint64_t)st->st_blocks,
		.stx_mtime.tv_sec = st->st_mtime,
		.stx_atime.tv_sec = st->st_atime,
		.stx_ctime.tv_sec = st->st_ctime,
		.stx_rdev_major = major(st->st_rdev),
		.stx_rdev_minor = minor(st->st_rdev),
		.stx_dev_major = major(st->st_dev),
		.stx_dev_minor = minor(st->st_dev),
	};
}

/* @fd: the descriptor meant where the path is empty, or -1. On 64-bit machines
 * the kernel's struct stat is the C library's. */
static enum outcome answer_stat(const struct call *call, uint64_t path, int fd,
				uint64_t to, bool wide, int64_t *result)
{
	struct file *f = fd >= 0 ? files_of(call->pid, fd) : NULL;
	struct named what = {.adapter = f ? (int)f->dev.adapter : -1};
	struct statx stx;
	struct stat st;

	if (!f && (!path || !name(call, path, &what)))
		return GO_ON;
	if (what.adapter >= 0) {
		fill(&st, what.adapter);
	} else if (stat(what.there, &st)) {
		*result = -errno;
		return ANSWERED;
	}
	widen(&stx, &st);
	*result = wide ? memory_put(call->pid, to, &stx, sizeof(stx))
		       : memory_put(call->pid, to, &st, sizeof(st));
	return ANSWERED;
}

static enum outcome answer_access(const struct call *call, uint64_t path,
				  int mode, int64_t *result)
{
	struct named what;

	if (!name(call, path, &what))
		return GO_ON;
	*result = what.adapter < 0 && access(what.there, mode) ? -errno : 0;
	return ANSWERED;
}

/* --- transfers --------------------------------------------------------- */

static enum outcome answer_use(const struct call *call, int64_t *result)
{
	const uint64_t *a = call->args;
	struct file *f = files_of(call->pid, (int)a[0]);

	if (!f || !call_is_valid(call))
		return GO_ON;
	switch (call->nr) {
	case SYS_ioctl:
		*result = i2c_dev_ioctl(&f->dev, (unsigned)a[1], a[2]);
		break;
	case SYS_read:
		*result = i2c_dev_read(&f->dev, a[1], a[2]);
		break;
	case SYS_write:
		*result = i2c_dev_write(&f->dev, a[1], a[2]);
		break;
	case SYS_readv:
	case SYS_writev:
		*result = i2c_dev_vector(&f->dev, a[1], (unsigned)a[2],
					 call->nr == SYS_readv);
		break;
	default:
		*result = -ESPIPE; /* it has no places */
	}
	return ANSWERED;
}

/* --- sleeping ---------------------------------------------------------- */

static enum outcome answer_sleep(const struct call *call, uint64_t from,
				 bool absolute, int64_t *result)
{
	struct timespec t, now;

	if (memory_get(call->pid, &t, from, sizeof(t)) || t.tv_sec < 0 ||
	    t.tv_nsec < 0 || t.tv_nsec > 999999999)
		return GO_ON;
	if (absolute) {
		if (clock_gettime((clockid_t)call->args[0], &now))
			return GO_ON;
		t.tv_sec -= now.tv_sec;
		t.tv_nsec -= now.tv_nsec;
		if (t.tv_nsec < 0) {
			t.tv_nsec += 1000000000;
			t.tv_sec--;
		}
	}
	if (t.tv_sec < 0 || t.tv_sec > 86400 ||
	    !files_sleep((uint64_t)t.tv_sec * 1000000000u +
			 (uint64_t)t.tv_nsec))
		return GO_ON;
	*result = 0;
	return ANSWERED;
}

enum outcome calls_answer(const struct call *call, int64_t *result)
{
	const uint64_t *a = call->args;

	switch (call->nr) {
#ifdef SYS_open
	case SYS_open:
		return answer_open(call, a[0], (int)a[1], result);
	case SYS_stat:
	case SYS_lstat:
		return answer_stat(call, a[0], -1, a[1], false, result);
	case SYS_access:
		return answer_access(call, a[0], (int)a[1], result);
#endif
	case SYS_openat:
		return answer_open(call, a[1], (int)a[2], result);
	case SYS_fstat:
		return answer_stat(call, 0, (int)a[0], a[1], false, result);
	case SYS_newfstatat:
		return answer_stat(call, a[1],
				   a[3] & AT_EMPTY_PATH ? (int)a[0] : -1, a[2],
				   false, result);
	case SYS_statx:
		return answer_stat(call, a[1],
				   a[2] & AT_EMPTY_PATH ? (int)a[0] : -1, a[4],
				   true, result);
	case SYS_faccessat:
	case SYS_faccessat2:
		return answer_access(call, a[1], (int)a[2], result);
	case SYS_nanosleep:
		return answer_sleep(call, a[0], false, result);
	case SYS_clock_nanosleep:
		return answer_sleep(call, a[2], a[1] & TIMER_ABSTIME, result);
	}
	return answer_use(call, result);
}
