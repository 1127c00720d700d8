/* SPDX-License-Identifier: MIT */
/*
 * Listings of /dev in a program that `twowire exec` runs: behind its own
 * entries come the simulated adapters.
 *
 * Left out: getdents() called without the C library; seekdir() among ours.
 */
#include "preload.h"

#include <dirent.h>
#include <glob.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (!next)                                                             \
	*(void **)&next = preload_next(#name)

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

static DIR *watch(DIR *dir)
{
	struct listing *l;

	if (!dir || !paths_is_dev(dirfd(dir)))
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

	return watch(next(preload_path(path, there)));
}

DIR *fdopendir(int fd)
{
	NEXT(fdopendir);

	return watch(next(fd));
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

/* In the way of a compiler that would miss the C library's closedir(). */
static __attribute__((noinline)) void close_folder(void *dir)
{
	closedir(dir);
}

static __attribute__((noinline)) void *open_folder(const char *path)
{
	return opendir(path);
}

/* The C library's own open folders past opendir() and readdir(). */
#define SCANDIR(name, type, next_entry)                                        \
	int name(const char *path, struct type ***names,                       \
		 int (*filter)(const struct type *),                           \
		 int (*compare)(const struct type **, const struct type **))   \
	{                                                                      \
		DIR *dir = open_folder(path);                                  \
		struct type **all = NULL, *found;                              \
		int n = 0;                                                     \
                                                                               \
		while (dir && n >= 0 && (found = next_entry(dir))) {           \
			struct type **more;                                    \
                                                                               \
			if (filter && !filter(found))                          \
				continue;                                      \
			more = realloc(all, sizeof(*all) * ((size_t)n + 1));   \
			if (more)                                              \
				all = more;                                    \
			if (more && (all[n] = malloc(sizeof(*found))))         \
				memcpy(all[n++], found, found->d_reclen);      \
		}                                                              \
		if (!dir)                                                      \
			return -1;                                             \
		close_folder(dir);                                             \
		if (compare && n)                                              \
			qsort(all, (size_t)n, sizeof(*all),                    \
			      (int (*)(const void *, const void *))compare);   \
		*names = all;                                                  \
		return n;                                                      \
	}

SCANDIR(scandir, dirent, readdir)
SCANDIR(scandir64, dirent64, readdir64)

/* glob() takes other functions than its own to look with. */
#define GLOB(name, type, entry, status, next_entry)                            \
	static struct entry *name##_entry(void *dir)                           \
	{                                                                      \
		return next_entry(dir);                                        \
	}                                                                      \
                                                                               \
	int name(const char *restrict pattern, int flags,                      \
		 int (*failed)(const char *, int), type *restrict found)       \
	{                                                                      \
		NEXT(name);                                                    \
                                                                               \
		if (!(flags & GLOB_ALTDIRFUNC)) {                              \
			found->gl_opendir = open_folder;                       \
			found->gl_readdir = name##_entry;                      \
			found->gl_closedir = close_folder;                     \
			found->gl_stat = status;                               \
			found->gl_lstat = l##status;                           \
		}                                                              \
		return next(pattern, flags | GLOB_ALTDIRFUNC, failed, found);  \
	}

GLOB(glob, glob_t, dirent, stat, readdir)
GLOB(glob64, glob64_t, dirent64, stat64, readdir64)
