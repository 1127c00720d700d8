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

int paths_adapter(const char *path)
{
	static const char *const forms[] = {"/dev/i2c-", "/dev/i2c/"};

	for (size_t i = 0; path && i < 2; i++) {
		size_t n = strlen(forms[i]);
		char *end;
		unsigned long number;

		if (strncmp(path, forms[i], n) || path[n] < '0' ||
		    path[n] > '9')
			continue;
		if (path[n] == '0' && path[n + 1])
			return -1;
		number = strtoul(path + n, &end, 10);
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

	if (!path || n < 5 || n > 256 || strncmp(path, "/sys/", 5))
		return false;
	for (size_t i = 0; i < 3; i++) {
		size_t len = strlen(folders[i]);

		if (strncmp(path, folders[i], len) ||
		    (path[len] && path[len] != '/'))
			continue;
		return snprintf(there, PATHS_MAX, "%.*s.tree%s", (int)(n - 5),
				socket, path) < PATHS_MAX;
	}
	return false;
}
