/* SPDX-License-Identifier: MIT */
/*
 * The names of simulated adapters, as programs look for them: what sysfs says
 * of them is in a folder of the server's (next to its socket), and stat() and
 * its like know them. Listings of /dev are in listings.c.
 *
 * Left out: what programs see by walking sysfs from other ends (/sys/devices),
 *           udev; openat2(); chmod() and chown() of them.
 */
#include "preload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "twowire/client.h"

#define I2C_MAJOR 89

#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (!next)                                                             \
	*(void **)&next = preload_next(#name)

/* --- paths ------------------------------------------------------------- */

const char *preload_path(const char *path, char there[PATHS_MAX])
{
	return paths_in_tree(path, there) ? there : path;
}

#define FOPEN(name)                                                            \
	FILE *name(const char *path, const char *mode)                         \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		int number = paths_adapter_at(AT_FDCWD, path);                 \
		NEXT(name);                                                    \
                                                                               \
		if (number >= 0 && preload_has_adapter((unsigned)number)) {    \
			errno = EINVAL; /* a stream over it reads ahead */     \
			return NULL;                                           \
		}                                                              \
		return next(preload_path(path, there), mode);                  \
	}

FOPEN(fopen)
FOPEN(fopen64)

int access(const char *path, int mode)
{
	char there[PATHS_MAX];
	int number = paths_adapter_at(AT_FDCWD, path);
	NEXT(access);

	if (number >= 0 && preload_has_adapter((unsigned)number))
		return 0;
	return next(preload_path(path, there), mode);
}

int faccessat(int dir, const char *path, int mode, int flags)
{
	char there[PATHS_MAX];
	int number = paths_adapter_at(dir, path);
	NEXT(faccessat);

	if (number >= 0 && preload_has_adapter((unsigned)number))
		return 0;
	return next(dir, preload_path(path, there), mode, flags);
}

/* --- stat -------------------------------------------------------------- */

#define FILL(st, number)                                                       \
	do {                                                                   \
		memset((st), 0, sizeof(*(st)));                                \
		(st)->st_mode = S_IFCHR | 0600;                                \
		(st)->st_nlink = 1;                                            \
		(st)->st_uid = getuid();                                       \
		(st)->st_gid = getgid();                                       \
		(st)->st_ino = 0x69326300u + (unsigned)(number);               \
		(st)->st_blksize = 4096;                                       \
		(st)->st_rdev = makedev(I2C_MAJOR, (unsigned)(number));        \
	} while (0)

#define STAT(name, type)                                                       \
	int name(const char *path, struct type *st)                            \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		int number = paths_adapter_at(AT_FDCWD, path);                 \
		NEXT(name);                                                    \
                                                                               \
		if (number < 0 || !preload_has_adapter((unsigned)number))      \
			return next(preload_path(path, there), st);            \
		FILL(st, number);                                              \
		return 0;                                                      \
	}

STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)

#define FSTAT(name, type)                                                      \
	int name(int fd, struct type *st)                                      \
	{                                                                      \
		int number = preload_adapter_of(fd);                           \
		NEXT(name);                                                    \
                                                                               \
		if (number < 0)                                                \
			return next(fd, st);                                   \
		FILL(st, number);                                              \
		return 0;                                                      \
	}

FSTAT(fstat, stat)
FSTAT(fstat64, stat64)

#define FSTATAT(name, type)                                                    \
	int name(int dir, const char *path, struct type *st, int flags)        \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		int number = flags & AT_EMPTY_PATH && !*path                   \
				     ? preload_adapter_of(dir)                 \
				     : paths_adapter_at(dir, path);            \
		NEXT(name);                                                    \
                                                                               \
		if (number < 0 || !preload_has_adapter((unsigned)number))      \
			return next(dir, preload_path(path, there), st,        \
				    flags);                                    \
		FILL(st, number);                                              \
		return 0;                                                      \
	}

FSTATAT(fstatat, stat)
FSTATAT(fstatat64, stat64)

int statx(int dir, const char *restrict path, int flags, unsigned mask,
	  struct statx *restrict st)
{
	char there[PATHS_MAX];
	int number = flags & AT_EMPTY_PATH && !*path
			     ? preload_adapter_of(dir)
			     : paths_adapter_at(dir, path);
	NEXT(statx);

	if (number < 0 || !preload_has_adapter((unsigned)number))
		return next(dir, preload_path(path, there), flags, mask, st);
	memset(st, 0, sizeof(*st));
	st->stx_mask = STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_UID |
		       STATX_GID | STATX_INO | STATX_SIZE;
	st->stx_mode = S_IFCHR | 0600;
	st->stx_nlink = 1;
	st->stx_uid = getuid();
	st->stx_gid = getgid();
	st->stx_ino = 0x69326300u + (unsigned)number;
	st->stx_blksize = 4096;
	st->stx_rdev_major = I2C_MAJOR;
	st->stx_rdev_minor = (unsigned)number;
	return 0;
}

/* --- links, of which there are none ------------------------------------ */

static bool is_ours(int dir, const char *path)
{
	int number = paths_adapter_at(dir, path);

	return number >= 0 && preload_has_adapter((unsigned)number);
}

ssize_t readlink(const char *path, char *out, size_t size)
{
	char there[PATHS_MAX];
	NEXT(readlink);

	if (!is_ours(AT_FDCWD, path))
		return next(preload_path(path, there), out, size);
	errno = EINVAL;
	return -1;
}

ssize_t readlinkat(int dir, const char *path, char *out, size_t size)
{
	char there[PATHS_MAX];
	NEXT(readlinkat);

	if (!is_ours(dir, path))
		return next(dir, preload_path(path, there), out, size);
	errno = EINVAL;
	return -1;
}

char *realpath(const char *path, char *out)
{
	NEXT(realpath);

	if (!path || *path != '/' || !is_ours(AT_FDCWD, path))
		return next(path, out);
	return out ? strcpy(out, path) : strdup(path);
}

#define GETXATTR(name)                                                         \
	ssize_t name(const char *path, const char *key, void *out,             \
		     size_t size)                                              \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		NEXT(name);                                                    \
                                                                               \
		if (!is_ours(AT_FDCWD, path))                                  \
			return next(preload_path(path, there), key, out,       \
				    size);                                     \
		errno = ENODATA;                                               \
		return -1;                                                     \
	}

GETXATTR(getxattr)
GETXATTR(lgetxattr)
