/* SPDX-License-Identifier: MIT */
#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What follows @prefix in @path, in which "//" and "/./" are "/"; or NULL. */
static const char *behind(const char *path, const char *prefix)
{
	for (; *prefix; prefix++) {
		if (*path++ != *prefix)
			return NULL;
		if (*prefix != '/')
			continue;
		while (*path == '/' || (path[0] == '.' && path[1] == '/'))
			path += *path == '/' ? 1 : 2;
	}
	return path;
}

int paths_adapter(const char *path)
{
	static const char *const forms[] = {"/dev/i2c-", "/dev/i2c/"};

	for (size_t i = 0; path && i < 2; i++) {
		const char *digits = behind(path, forms[i]);
		char *end;
		unsigned long number;

		if (!digits || *digits < '0' || *digits > '9')
			continue;
		if (*digits == '0' && digits[1])
			return -1;
		number = strtoul(digits, &end, 10);
		return *end || number > 9999 ? -1 : (int)number;
	}
	return -1;
}

int paths_open_error(int flags)
{
	if (flags & O_CREAT && flags & O_EXCL)
		return EEXIST;
	return flags & O_DIRECTORY ? ENOTDIR : 0;
}

/* Past the functions that stand before the C library's. */
static bool look(int dir, const char *path, struct statx *st)
{
	return !syscall(SYS_statx, dir, path, 0, STATX_INO, st);
}

bool paths_is_dev(int dir)
{
	struct statx a, b;

	return look(dir, ".", &a) && look(AT_FDCWD, "/dev", &b) &&
	       a.stx_ino == b.stx_ino && a.stx_dev_major == b.stx_dev_major &&
	       a.stx_dev_minor == b.stx_dev_minor;
}

int paths_adapter_at(int dir, const char *path)
{
	char whole[32];

	if (!path || *path == '/')
		return paths_adapter(path);
	if (!strncmp(path, "./", 2))
		path += 2;
	if (strncmp(path, "i2c-", 4) || strlen(path) > 16 || !paths_is_dev(dir))
		return -1;
	snprintf(whole, sizeof(whole), "/dev/%s", path);
	return paths_adapter(whole);
}

bool paths_in_tree(const char *path, char there[PATHS_MAX])
{
	static const char *const folders[] = {"/sys/class/i2c-dev",
					      "/sys/class/i2c-adapter",
					      "/sys/bus/i2c/devices"};
	const char *socket = getenv("TWOWIRE_SOCKET");
	size_t n = socket ? strlen(socket) : 0;

	if (!path || n < 5 || n > 256)
		return false;
	for (size_t i = 0; i < 3; i++) {
		const char *rest = behind(path, folders[i]);

		if (!rest || (*rest && *rest != '/'))
			continue;
		return snprintf(there, PATHS_MAX, "%.*s.tree%s%s", (int)(n - 5),
				socket, folders[i], rest) < PATHS_MAX;
	}
	return false;
}
