/* SPDX-License-Identifier: MIT */
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
		number = strtoul(path + n, &end, 10);
		return *end || number > 9999 ? -1 : (int)number;
	}
	return -1;
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
