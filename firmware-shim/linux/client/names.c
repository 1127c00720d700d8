/* SPDX-License-Identifier: MIT */
/*
 * The names of simulated adapters, as programs look for them: what sysfs says
 * of them is in a folder of the server's (next to its socket), /dev has them in
 * its listing, and stat() knows them.
 *
 * Left out: what programs see by walking sysfs from other ends (/sys/devices),
 *           udev; scandir() and glob() of the C library list /dev without them.
 */
#include "preload.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
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
		int number = paths_adapter(path);                              \
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
	int number = paths_adapter(path);
	NEXT(access);

	if (number >= 0 && preload_has_adapter((unsigned)number))
		return 0;
	return next(preload_path(path, there), mode);
}

int faccessat(int dir, const char *path, int mode, int flags)
{
	char there[PATHS_MAX];
	int number = paths_adapter(path);
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
		int number = paths_adapter(path);                              \
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
				     : paths_adapter(path);                    \
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
	int number = flags & AT_EMPTY_PATH && !*path ? preload_adapter_of(dir)
						     : paths_adapter(path);
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

/* --- listings ---------------------------------------------------------- */

/* A listing of /dev under way: behind its own entries come ours. */
struct listing {
	DIR *dir;
	unsigned next;
	struct dirent entry;
	struct dirent64 entry64;
};

enum { MAX_LISTINGS = 64, MAX_NUMBER = 256 };
static struct listing *listings[MAX_LISTINGS];
static pthread_mutex_t listings_lock = PTHREAD_MUTEX_INITIALIZER;

static struct listing *find(DIR *dir, bool take)
{
	struct listing *l = NULL;

	pthread_mutex_lock(&listings_lock);
	for (int i = 0; i < MAX_LISTINGS && !l; i++)
		if (listings[i] && listings[i]->dir == dir) {
			l = listings[i];
			if (take)
				listings[i] = NULL;
		}
	pthread_mutex_unlock(&listings_lock);
	return l;
}

static DIR *watch(const char *path, DIR *dir)
{
	struct listing *l;

	if (!dir || (strcmp(path, "/dev") && strcmp(path, "/dev/")))
		return dir;
	l = calloc(1, sizeof(*l));
	if (!l)
		return dir;
	l->dir = dir;
	pthread_mutex_lock(&listings_lock);
	for (int i = 0; i < MAX_LISTINGS; i++)
		if (!listings[i]) {
			listings[i] = l;
			l = NULL;
			break;
		}
	pthread_mutex_unlock(&listings_lock);
	free(l);
	return dir;
}

DIR *opendir(const char *path)
{
	char there[PATHS_MAX];
	NEXT(opendir);

	return watch(path, next(preload_path(path, there)));
}

int closedir(DIR *dir)
{
	NEXT(closedir);

	free(find(dir, true));
	return next(dir);
}

void rewinddir(DIR *dir)
{
	struct listing *l = find(dir, false);
	NEXT(rewinddir);

	if (l)
		l->next = 0;
	next(dir);
}

/* The next number that is ours; false past the last. */
static bool next_adapter(struct listing *l, unsigned *number)
{
	while (l->next < MAX_NUMBER) {
		*number = l->next++;
		if (preload_has_adapter(*number))
			return true;
	}
	return false;
}

#define READDIR(name, type, field)                                             \
	struct type *name(DIR *dir)                                            \
	{                                                                      \
		struct listing *l;                                             \
		struct type *found;                                            \
		unsigned number;                                               \
		NEXT(name);                                                    \
                                                                               \
		found = next(dir);                                             \
		l = found ? NULL : find(dir, false);                           \
		if (!l || !next_adapter(l, &number))                           \
			return found;                                          \
		l->field.d_ino = 0x69326300u + number;                         \
		l->field.d_type = DT_CHR;                                      \
		l->field.d_reclen = sizeof(l->field);                          \
		snprintf(l->field.d_name, sizeof(l->field.d_name), "i2c-%u",   \
			 number);                                              \
		return &l->field;                                              \
	}

READDIR(readdir, dirent, entry)
READDIR(readdir64, dirent64, entry64)

/* These open folders without opendir(). */
#define SCANDIR(name, type)                                                    \
	int name(const char *path, struct type ***names,                       \
		 int (*filter)(const struct type *),                           \
		 int (*compare)(const struct type **, const struct type **))   \
	{                                                                      \
		char there[PATHS_MAX];                                         \
		NEXT(name);                                                    \
                                                                               \
		return next(preload_path(path, there), names, filter,          \
			    compare);                                          \
	}

SCANDIR(scandir, dirent)
SCANDIR(scandir64, dirent64)
