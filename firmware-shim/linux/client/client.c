/* SPDX-License-Identifier: MIT */
/*
 * A client: a connection to the server.
 *
 * Without glib, since it is loaded into other people's programs.
 */
#include "frames.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_ADAPTERS 256

static unsigned n_clients;

unsigned tw_client_count(void)
{
	return __atomic_load_n(&n_clients, __ATOMIC_RELAXED);
}

static int socket_path(char *out, size_t size)
{
	const char *path = getenv("TWOWIRE_SOCKET");
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	int n;

	if (path && *path)
		n = snprintf(out, size, "%s", path);
	else if (runtime && *runtime == '/' && !access(runtime, W_OK))
		n = snprintf(out, size, "%s/twowire/default.sock", runtime);
	else
		n = snprintf(out, size, "/tmp/twowire-%u/default.sock",
			     (unsigned)getuid());
	return n > 0 && (size_t)n < size ? 0 : -ENAMETOOLONG;
}

static int hello(tw_client *c)
{
	uint8_t *frame = client_request(TW_FRAME_HELLO, 4);
	size_t n;
	int bad;

	if (frame)
		client_put(frame + TW_FRAME_HEAD, TW_FRAME_VERSION, 4);
	bad = client_ask(c, frame, TW_FRAME_HELLO, 0);
	if (bad)
		return bad;
	client_take(c, 4);
	c->server = (uint32_t)client_take(c, 4);
	n = client_take(c, 4);
	if (n > MAX_ADAPTERS)
		n = MAX_ADAPTERS;
	c->adapters = calloc(n + 1, sizeof(*c->adapters));
	if (!c->adapters)
		return -ENOMEM;
	c->n_adapters = n;
	for (size_t i = 0; i < n; i++) {
		struct tw_client_adapter *a = &c->adapters[i];

		a->number = (uint32_t)client_take(c, 4);
		a->bus = (uint32_t)client_take(c, 4);
		client_take_string(c, a->name, sizeof(a->name));
		client_take_string(c, a->bus_name, sizeof(a->bus_name));
	}
	return 0;
}

tw_client *tw_client_open(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct ucred peer;
	socklen_t len = sizeof(peer);
	tw_client *c = calloc(1, sizeof(*c));
	int bad = 0;

	if (!c)
		return NULL;
	__atomic_add_fetch(&n_clients, 1, __ATOMIC_RELAXED);
	c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (path && strlen(path) < sizeof(address.sun_path))
		strcpy(address.sun_path, path);
	else
		bad = path ? -ENAMETOOLONG
			   : socket_path(address.sun_path,
					 sizeof(address.sun_path));
	if (!bad && (c->fd < 0 || connect(c->fd, (struct sockaddr *)&address,
					  sizeof(address))))
		bad = -ENODEV;
	/* Nobody else's, who would learn what we write. */
	if (!bad && (getsockopt(c->fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) ||
		     peer.uid != getuid()))
		bad = -EACCES;
	if (!bad)
		bad = hello(c);
	if (!bad)
		return c;
	tw_client_close(c);
	errno = -bad;
	return NULL;
}

void tw_client_close(tw_client *c)
{
	if (!c)
		return;
	__atomic_sub_fetch(&n_clients, 1, __ATOMIC_RELAXED);
	if (c->fd >= 0)
		close(c->fd);
	free(c->adapters);
	free(c->frame);
	free(c);
}

int tw_client_fd(const tw_client *c)
{
	return c->fd;
}

void tw_client_rename(tw_client *c, int fd)
{
	c->fd = fd;
}

/* Past the functions that may have been put before the C library's. */
bool tw_client_move(tw_client *c, int fd)
{
	if (syscall(SYS_dup3, c->fd, fd, O_CLOEXEC) < 0)
		return false;
	syscall(SYS_close, c->fd);
	c->fd = fd;
	return true;
}

const char *tw_client_why(const tw_client *c)
{
	return c->why;
}

int tw_client_realtime(const tw_client *c)
{
	return !!(c->server & TW_SERVER_REALTIME);
}

const struct tw_client_adapter *tw_client_adapter(const tw_client *c, size_t n)
{
	return n < c->n_adapters ? &c->adapters[n] : NULL;
}
