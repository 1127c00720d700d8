/* SPDX-License-Identifier: MIT */
/* A client's frames (twowire/frame.h), sent and read. */
#include "frames.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void client_put(uint8_t *at, uint64_t value, unsigned n)
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

uint64_t client_take(tw_client *c, unsigned n)
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

void client_take_string(tw_client *c, char *out, size_t size)
{
	uint32_t n = (uint32_t)client_take(c, 2);
	uint32_t left = c->frame_len - c->frame_at;
	size_t kept;

	if (n > left)
		n = left;
	kept = n < size - 1 ? n : size - 1;
	memcpy(out, c->frame + c->frame_at, kept);
	out[kept] = '\0';
	c->frame_at += n;
}

/* After an error: shall it be tried again? A program may have made the
 * descriptor one that does not wait. */
static bool may_try_again(int fd, short events)
{
	struct pollfd polled = {.fd = fd, .events = events};

	if (errno == EAGAIN)
		return poll(&polled, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

static int send_all(int fd, const uint8_t *bytes, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);

		if (sent < 0 && may_try_again(fd, POLLOUT))
			continue;
		if (sent <= 0)
			return -ECONNRESET;
		bytes += sent;
		n -= (size_t)sent;
	}
	return 0;
}

/* Reads until there are @n bytes of @room. Returns how many there are, or a
 * negative errno. */
static ssize_t recv_some(int fd, uint8_t *bytes, size_t n, size_t room)
{
	size_t have = 0;

	while (have < n) {
		ssize_t got = recv(fd, bytes + have, room - have, 0);

		if (got < 0 && may_try_again(fd, POLLIN))
			continue;
		if (got <= 0)
			return -ECONNRESET;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static bool make_room(tw_client *c, size_t n)
{
	uint8_t *frame;

	if (n <= c->frame_room)
		return true;
	frame = realloc(c->frame, n);
	if (!frame)
		return false;
	c->frame = frame;
	c->frame_room = n;
	return true;
}

/* Reads a frame; its kind, or a negative errno. @expected: of its payload, read
 * along with its head: never more than comes in answer. */
static int read_frame(tw_client *c, uint16_t *tag, size_t expected)
{
	ssize_t got;
	int kind;

	c->frame_len = c->frame_at = 0;
	if (!make_room(c, TW_FRAME_HEAD + expected))
		return -ENOMEM;
	got = recv_some(c->fd, c->frame, TW_FRAME_HEAD,
			TW_FRAME_HEAD + expected);
	if (got < 0)
		return (int)got;
	got -= TW_FRAME_HEAD;
	c->frame_len = (uint32_t)get(c->frame, 4);
	kind = (int)get(c->frame + 4, 2);
	*tag = (uint16_t)get(c->frame + 6, 2);
	if (c->frame_len > TW_FRAME_MAX || (uint32_t)got > c->frame_len)
		return -EPROTO;
	if (!make_room(c, TW_FRAME_HEAD + c->frame_len))
		return -ENOMEM;
	c->frame_at = TW_FRAME_HEAD;
	c->frame_len += TW_FRAME_HEAD;
	got = recv_some(c->fd, c->frame + c->frame_at + got,
			c->frame_len - c->frame_at - (size_t)got,
			c->frame_len - c->frame_at - (size_t)got);
	return got < 0 ? (int)got : kind;
}

static void keep_event(tw_client *c)
{
	struct tw_client_event e;

	e.serial = (uint32_t)client_take(c, 4);
	e.event = (uint32_t)client_take(c, 4);
	e.value = (uint32_t)client_take(c, 4);
	e.now_ns = client_take(c, 8);
	if (c->n_events < MAX_EVENTS)
		c->events[c->n_events++] = e;
}

int client_read_event(tw_client *c)
{
	uint16_t tag;
	int kind = read_frame(c, &tag, 0);

	if (kind == TW_FRAME_EVENT)
		keep_event(c);
	return kind < 0 ? kind : 0;
}

uint8_t *client_request(uint16_t kind, size_t payload)
{
	uint8_t *frame = malloc(TW_FRAME_HEAD + payload);

	if (!frame)
		return NULL;
	client_put(frame, payload, 4);
	client_put(frame + 4, kind, 2);
	client_put(frame + 6, 0, 2);
	return frame;
}

int client_send(tw_client *c, uint8_t *frame)
{
	int bad;

	if (!frame)
		return -ENOMEM;
	bad = send_all(c->fd, frame, TW_FRAME_HEAD + get(frame, 4));
	free(frame);
	return bad;
}

int client_ask(tw_client *c, uint8_t *frame, int kind, size_t expected)
{
	uint16_t tag = ++c->tag, got_tag;
	int got;

	c->frame_len = c->frame_at = 0;
	if (frame)
		client_put(frame + 6, tag, 2);
	got = client_send(c, frame);
	if (got)
		return got;
	for (;;) {
		/* What is read too far would be lost. */
		got = read_frame(c, &got_tag, c->is_target ? 0 : expected);
		if (got == TW_FRAME_EVENT) {
			keep_event(c);
			continue;
		}
		if (got < 0)
			return got;
		if (got == TW_FRAME_ERROR) {
			client_take_string(c, c->why, sizeof(c->why));
			return -EINVAL;
		}
		if (got_tag == tag)
			return got == kind ? 0 : -EPROTO;
	}
}
