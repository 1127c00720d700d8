/* SPDX-License-Identifier: MIT */
#include "settings.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Where nothing can be shared, the process's own. */
static struct settings own[SETTINGS_ADAPTERS];
static struct settings *all = own;

/* A file in the server's tree, which goes when the server goes. Past the
 * functions that stand before the C library's. */
static void map(void)
{
	const char *socket = getenv("TWOWIRE_SOCKET");
	size_t n = socket ? strlen(socket) : 0;
	char path[512];
	long fd;
	void *at;

	if (n < 5 || n > 256)
		return;
	snprintf(path, sizeof(path), "%.*s.tree/settings", (int)(n - 5),
		 socket);
	fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC,
		     0600);
	if (fd < 0)
		return;
	at = MAP_FAILED;
	if (!syscall(SYS_ftruncate, fd, sizeof(own)))
		at = mmap(NULL, sizeof(own), PROT_READ | PROT_WRITE, MAP_SHARED,
			  (int)fd, 0);
	syscall(SYS_close, fd);
	if (at != MAP_FAILED)
		all = at;
}

struct settings *settings_of(unsigned adapter)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, map);
	return &all[adapter < SETTINGS_ADAPTERS ? adapter
						: SETTINGS_ADAPTERS - 1];
}
