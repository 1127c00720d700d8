/* SPDX-License-Identifier: MIT */
/*
 * A client: a connection to the server and its frames (twowire/frame.h).
 *
 * Without glib, since it is loaded into other people's programs.
 */
#include "client_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "twowire/frame.h"

#define MAX_ADAPTERS 256
#define MAX_EVENTS   64 /* that wait while something else is awaited */

struct tw_client {
	int fd;
	uint16_t tag;
	uint32_t server; /* TW_SERVER_... */
	size_t n_adapters;
	struct tw_client_adapter *adapters;
	size_t n_events;
	struct tw_client_event events[MAX_EVENTS];
	char why[256];
	uint8_t *frame; /* the one read last */
	uint32_t frame_len;
	uint32_t frame_at;
};

static unsigned n_clients;

unsigned tw_client_count(void)
{
	return __atomic_load_n(&n_clients, __ATOMIC_RELAXED);
}

/* --- frames ------------------------------------------------------------ */

static void put(uint8_t *at, uint64_t value, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

static uint64_t get(const uint8_t *at, unsigned n)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < n; i++)
		value |= (uint64_t)at[i] << 8 * i;
	return value;
}

/* The next number of the frame read last; 0 behind its end. */
static uint64_t take(tw_client *c, unsigned n)
{
	uint64_t value;

	if (c->frame_len - c->frame_at < n) {
		c->frame_at = c->frame_len;
		return 0;
	}
	value = get(c->frame + c->frame_at, n);
	c->frame_at += n;
	return value;
}

static void take_string(tw_client *c, char *out, size_t size)
{
	uint32_t n = (uint32_t)take(c, 2);
	uint32_t left = c->frame_len - c->frame_at;
	size_t kept;

	if (n > left)
		n = left;
	kept = n < size - 1 ? n : size - 1;
	memcpy(out, c->frame + c->frame_at, kept);
	out[kept] = '\0';
	c->frame_at += n;
}

static int send_all(int fd, const uint8_t *bytes, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return -ECONNRESET;
		bytes += sent;
		n -= (size_t)sent;
	}
	return 0;
}

static int recv_all(int fd, uint8_t *bytes, size_t n)
{
	while (n) {
		ssize_t got = recv(fd, bytes, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return -ECONNRESET;
		bytes += got;
		n -= (size_t)got;
	}
	return 0;
}

/* Reads a frame; its kind, or a negative errno. */
static int read_frame(tw_client *c, uint16_t *tag)
{
	uint8_t head[TW_FRAME_HEAD];
	uint8_t *frame;
	int bad = recv_all(c->fd, head, sizeof(head));

	if (bad)
		return bad;
	c->frame_len = (uint32_t)get(head, 4);
	c->frame_at = 0;
	*tag = (uint16_t)get(head + 6, 2);
	if (c->frame_len > TW_FRAME_MAX)
		return -EPROTO;
	frame = realloc(c->frame, c->frame_len + 1);
	if (!frame)
		return -ENOMEM;
	c->frame = frame;
	bad = recv_all(c->fd, frame, c->frame_len);
	return bad ? bad : (int)get(head + 4, 2);
}

static void keep_event(tw_client *c)
{
	struct tw_client_event e;

	e.serial = (uint32_t)take(c, 4);
	e.event = (uint32_t)take(c, 4);
	e.value = (uint32_t)take(c, 4);
	e.now_ns = take(c, 8);
	if (c->n_events < MAX_EVENTS)
		c->events[c->n_events++] = e;
}

/* A request with its head; the payload is filled in by the caller. */
static uint8_t *request(uint16_t kind, size_t payload)
{
	uint8_t *frame = malloc(TW_FRAME_HEAD + payload);

	if (!frame)
		return NULL;
	put(frame, payload, 4);
	put(frame + 4, kind, 2);
	return frame;
}

/* Sends @frame, frees it, and reads the answer to it: of @kind, or an error. */
static int ask(tw_client *c, uint8_t *frame, int kind)
{
	uint16_t tag = ++c->tag, got_tag;
	int got;

	if (!frame)
		return -ENOMEM;
	put(frame + 6, tag, 2);
	got = send_all(c->fd, frame, TW_FRAME_HEAD + get(frame, 4));
	free(frame);
	if (got)
		return got;
	for (;;) {
		got = read_frame(c, &got_tag);
		if (got == TW_FRAME_EVENT) {
			keep_event(c);
			continue;
		}
		if (got < 0)
			return got;
		if (got == TW_FRAME_ERROR) {
			take_string(c, c->why, sizeof(c->why));
			return -EINVAL;
		}
		if (got_tag == tag)
			return got == kind ? 0 : -EPROTO;
	}
}

/* The same for requests whose answer is a result; @value: (optional) */
static int ask_result(tw_client *c, uint8_t *frame, uint32_t *value)
{
	int bad = ask(c, frame, TW_FRAME_RESULT);
	int32_t error;

	if (bad)
		return bad;
	error = (int32_t)take(c, 4);
	if (value)
		*value = (uint32_t)take(c, 4);
	return error;
}

/* --- connections ------------------------------------------------------- */

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
	uint8_t *frame = request(TW_FRAME_HELLO, 4);
	size_t n;
	int bad;

	if (frame)
		put(frame + TW_FRAME_HEAD, TW_FRAME_VERSION, 4);
	bad = ask(c, frame, TW_FRAME_HELLO);
	if (bad)
		return bad;
	take(c, 4);
	c->server = (uint32_t)take(c, 4);
	n = take(c, 4);
	if (n > MAX_ADAPTERS)
		n = MAX_ADAPTERS;
	c->adapters = calloc(n + 1, sizeof(*c->adapters));
	if (!c->adapters)
		return -ENOMEM;
	c->n_adapters = n;
	for (size_t i = 0; i < n; i++) {
		struct tw_client_adapter *a = &c->adapters[i];

		a->number = (uint32_t)take(c, 4);
		a->bus = (uint32_t)take(c, 4);
		take_string(c, a->name, sizeof(a->name));
		take_string(c, a->bus_name, sizeof(a->bus_name));
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

/* --- requests ---------------------------------------------------------- */

enum { LINUX_M_RD = 1, LINUX_M_RECV_LEN = 0x0400, LONGEST_BLOCK = 32 };

static uint8_t *transfer_frame(uint32_t adapter, uint32_t timeout_ms,
			       uint32_t retries,
			       const struct tw_client_message *m, size_t n)
{
	size_t size = 16;
	uint8_t *frame, *at;

	for (size_t i = 0; i < n; i++)
		size += 8 + (m[i].flags & LINUX_M_RD ? 0 : m[i].len);
	frame = request(TW_FRAME_TRANSFER, size);
	if (!frame)
		return NULL;
	at = frame + TW_FRAME_HEAD;
	put(at, adapter, 4);
	put(at + 4, timeout_ms, 4);
	put(at + 8, retries, 4);
	put(at + 12, n, 4);
	at += 16;
	for (size_t i = 0; i < n; i++) {
		put(at, m[i].addr, 2);
		put(at + 2, m[i].flags, 2);
		put(at + 4, m[i].len, 4);
		at += 8;
		if (m[i].flags & LINUX_M_RD || !m[i].len)
			continue;
		memcpy(at, m[i].data, m[i].len);
		at += m[i].len;
	}
	return frame;
}

int tw_client_transfer(tw_client *c, uint32_t adapter, uint32_t timeout_ms,
		       uint32_t retries, struct tw_client_message *m, size_t n)
{
	int error;

	if (!n || n > TW_FRAME_MESSAGES)
		return -EINVAL;
	for (size_t i = 0; i < n; i++)
		if (m[i].len > TW_FRAME_MESSAGE_MAX)
			return -EINVAL;
	error = ask_result(
		c, transfer_frame(adapter, timeout_ms, retries, m, n), NULL);
	if (c->frame_at < 4)
		return error;
	take(c, 12); /* the rest of the result's head */
	for (size_t i = 0; i < n; i++) {
		uint32_t room = m[i].len, left;

		m[i].done = (uint32_t)take(c, 4);
		left = c->frame_len - c->frame_at;
		if (!(m[i].flags & LINUX_M_RD))
			continue;
		if (m[i].flags & LINUX_M_RECV_LEN)
			room += LONGEST_BLOCK;
		if (m[i].done > left || m[i].done > room)
			return -EPROTO;
		memcpy(m[i].data, c->frame + c->frame_at, m[i].done);
		c->frame_at += m[i].done;
	}
	return error;
}

/* A frame of a few 32-bit numbers. */
static uint8_t *numbers(uint16_t kind, const uint32_t *values, size_t n)
{
	uint8_t *frame = request(kind, 4 * n);

	for (size_t i = 0; frame && i < n; i++)
		put(frame + TW_FRAME_HEAD + 4 * i, values[i], 4);
	return frame;
}

int tw_client_configure(tw_client *c, uint32_t adapter, uint32_t scl_hz,
			uint32_t stretch_us)
{
	const uint32_t values[] = {adapter, scl_hz, stretch_us};

	return ask_result(c, numbers(TW_FRAME_CONFIGURE, values, 3), NULL);
}

int tw_client_operate(tw_client *c, uint32_t adapter, uint32_t operation,
		      uint32_t value)
{
	const uint32_t values[] = {adapter, operation, value};
	uint32_t result;
	int error =
		ask_result(c, numbers(TW_FRAME_OPERATE, values, 3), &result);

	return error ? error : (int)result;
}

int tw_client_advance(tw_client *c, uint64_t ns)
{
	const uint32_t values[] = {(uint32_t)ns, (uint32_t)(ns >> 32)};

	return ask_result(c, numbers(TW_FRAME_ADVANCE, values, 2), NULL);
}

int tw_client_listen(tw_client *c, uint32_t bus, const uint16_t *addrs,
		     size_t n)
{
	uint8_t *frame;

	if (n > TW_FRAME_ADDRESSES)
		return -EINVAL;
	frame = request(TW_FRAME_LISTEN, 8 + 2 * n);
	if (frame) {
		put(frame + TW_FRAME_HEAD, bus, 4);
		put(frame + TW_FRAME_HEAD + 4, n, 4);
		for (size_t i = 0; i < n; i++)
			put(frame + TW_FRAME_HEAD + 8 + 2 * i, addrs[i], 2);
	}
	return ask_result(c, frame, NULL);
}

int tw_client_wait(tw_client *c, int timeout_ms, struct tw_client_event *event)
{
	struct pollfd fd = {.fd = c->fd, .events = POLLIN};
	uint16_t tag;
	int kind;

	while (!c->n_events) {
		int n = poll(&fd, 1, timeout_ms);

		if (n <= 0)
			return n ? -errno : 0;
		kind = read_frame(c, &tag);
		if (kind == TW_FRAME_EVENT)
			keep_event(c);
		else if (kind < 0)
			return kind;
	}
	*event = c->events[0];
	c->n_events--;
	memmove(c->events, c->events + 1, c->n_events * sizeof(*c->events));
	return 1;
}

int tw_client_answer(tw_client *c, uint32_t serial, uint32_t answer)
{
	const uint32_t values[] = {serial, answer};
	uint8_t *frame = numbers(TW_FRAME_ANSWER, values, 2);
	int bad;

	if (!frame)
		return -ENOMEM;
	put(frame + 6, 0, 2);
	bad = send_all(c->fd, frame, TW_FRAME_HEAD + 8);
	free(frame);
	return bad;
}

/* A frame of two strings, and room behind them. */
static uint8_t *strings(uint16_t kind, const char *a, const char *b,
			size_t room, uint8_t **behind)
{
	size_t n = strlen(a), m = strlen(b);
	uint8_t *frame, *at;

	if (n > 1024 || m > 1024)
		return NULL;
	frame = request(kind, 4 + n + m + room);
	if (!frame)
		return NULL;
	at = frame + TW_FRAME_HEAD;
	put(at, n, 2);
	memcpy(at + 2, a, n);
	put(at + 2 + n, m, 2);
	memcpy(at + 4 + n, b, m);
	*behind = at + 4 + n + m;
	return frame;
}

int tw_client_set_input(tw_client *c, const char *device, const char *input,
			int32_t value)
{
	uint8_t *behind;
	uint8_t *frame = strings(TW_FRAME_INPUT, device, input, 4, &behind);

	if (frame)
		put(behind, (uint32_t)value, 4);
	return ask_result(c, frame, NULL);
}

int tw_client_get_output(tw_client *c, const char *device, const char *output,
			 int *high)
{
	uint8_t *behind;
	uint32_t value = 0;
	int bad = ask_result(
		c, strings(TW_FRAME_OUTPUT, device, output, 0, &behind),
		&value);

	*high = (int)value;
	return bad;
}
