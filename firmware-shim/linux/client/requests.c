/* SPDX-License-Identifier: MIT */
/* What a client asks for. */
#include "frames.h"

#include <errno.h>
#include <poll.h>
#include <string.h>

enum {
	RESULT_HEAD = 16,
	LINUX_M_RD = 1,
	LINUX_M_RECV_LEN = 0x0400,
	LONGEST_BLOCK = 32,
};

/* Requests whose answer is a result; @value: (optional) @expected: behind its
 * head. */
static int ask_result(tw_client *c, uint8_t *frame, uint32_t *value,
		      size_t expected)
{
	int bad = client_ask(c, frame, TW_FRAME_RESULT, RESULT_HEAD + expected);
	uint32_t error, got;

	if (bad)
		return bad;
	error = (uint32_t)client_take(c, 4);
	got = (uint32_t)client_take(c, 4);
	client_take(c, 8);
	if (value)
		*value = got;
	return (int32_t)error;
}

static uint8_t *transfer_frame(uint32_t adapter, uint32_t timeout_ms,
			       uint32_t retries,
			       const struct tw_client_message *m, size_t n)
{
	size_t size = 16;
	uint8_t *frame, *at;

	for (size_t i = 0; i < n; i++)
		size += 8 + (m[i].flags & LINUX_M_RD ? 0 : m[i].len);
	frame = client_request(TW_FRAME_TRANSFER, size);
	if (!frame)
		return NULL;
	at = frame + TW_FRAME_HEAD;
	client_put(at, adapter, 4);
	client_put(at + 4, timeout_ms, 4);
	client_put(at + 8, retries, 4);
	client_put(at + 12, n, 4);
	at += 16;
	for (size_t i = 0; i < n; i++) {
		client_put(at, m[i].addr, 2);
		client_put(at + 2, m[i].flags, 2);
		client_put(at + 4, m[i].len, 4);
		at += 8;
		if (m[i].flags & LINUX_M_RD || !m[i].len)
			continue;
		memcpy(at, m[i].data, m[i].len);
		at += m[i].len;
	}
	return frame;
}

/* Of the messages' part of a result. */
static size_t answer_len(const struct tw_client_message *m, size_t n)
{
	size_t len = 4 * n;

	for (size_t i = 0; i < n; i++)
		if (m[i].flags & LINUX_M_RD)
			len += m[i].len;
	return len;
}

/* What came of the messages, from the result. */
static int take_messages(tw_client *c, struct tw_client_message *m, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t room = m[i].len, left;

		m[i].done = (uint32_t)client_take(c, 4);
		left = c->frame_len - c->frame_at;
		if (!(m[i].flags & LINUX_M_RD))
			continue;
		if (m[i].flags & LINUX_M_RECV_LEN)
			room += LONGEST_BLOCK;
		if (m[i].done > left || m[i].done > room)
			return -EPROTO;
		if (m[i].done)
			memcpy(m[i].data, c->frame + c->frame_at, m[i].done);
		c->frame_at += m[i].done;
	}
	return 0;
}

int tw_client_transfer(tw_client *c, uint32_t adapter, uint32_t timeout_ms,
		       uint32_t retries, struct tw_client_message *m, size_t n)
{
	int error, bad;

	if (!n || n > TW_FRAME_MESSAGES)
		return -EINVAL;
	for (size_t i = 0; i < n; i++) {
		if (m[i].len > TW_FRAME_MESSAGE_MAX)
			return -EINVAL;
		m[i].done = 0;
	}
	error = ask_result(c,
			   transfer_frame(adapter, timeout_ms, retries, m, n),
			   NULL, answer_len(m, n));
	/* An error of the request has no messages behind it. */
	if (c->frame_at == c->frame_len)
		return error;
	bad = take_messages(c, m, n);
	return bad ? bad : error;
}

/* A frame of a few 32-bit numbers. */
static uint8_t *numbers(uint16_t kind, const uint32_t *values, size_t n)
{
	uint8_t *frame = client_request(kind, 4 * n);

	for (size_t i = 0; frame && i < n; i++)
		client_put(frame + TW_FRAME_HEAD + 4 * i, values[i], 4);
	return frame;
}

int tw_client_configure(tw_client *c, uint32_t adapter, uint32_t scl_hz,
			uint32_t stretch_us)
{
	const uint32_t values[] = {adapter, scl_hz, stretch_us};

	return ask_result(c, numbers(TW_FRAME_CONFIGURE, values, 3), NULL, 0);
}

int tw_client_operate(tw_client *c, uint32_t adapter, uint32_t operation,
		      uint32_t value)
{
	const uint32_t values[] = {adapter, operation, value};
	uint32_t result;
	int error =
		ask_result(c, numbers(TW_FRAME_OPERATE, values, 3), &result, 0);

	return error ? error : (int)result;
}

int tw_client_advance(tw_client *c, uint64_t ns)
{
	const uint32_t values[] = {(uint32_t)ns, (uint32_t)(ns >> 32)};

	return ask_result(c, numbers(TW_FRAME_ADVANCE, values, 2), NULL, 0);
}

int tw_client_listen(tw_client *c, uint32_t bus, const uint16_t *addrs,
		     size_t n)
{
	uint8_t *frame;

	if (n > TW_FRAME_ADDRESSES)
		return -EINVAL;
	frame = client_request(TW_FRAME_LISTEN, 8 + 2 * n);
	if (frame) {
		client_put(frame + TW_FRAME_HEAD, bus, 4);
		client_put(frame + TW_FRAME_HEAD + 4, n, 4);
		for (size_t i = 0; i < n; i++)
			client_put(frame + TW_FRAME_HEAD + 8 + 2 * i, addrs[i],
				   2);
	}
	c->is_target = true;
	return ask_result(c, frame, NULL, 0);
}

int tw_client_wait(tw_client *c, int timeout_ms, struct tw_client_event *event)
{
	struct pollfd fd = {.fd = c->fd, .events = POLLIN};

	while (!c->n_events) {
		int n = poll(&fd, 1, timeout_ms);
		int bad = n > 0 ? client_read_event(c) : 0;

		if (n <= 0)
			return n ? -errno : 0;
		if (bad)
			return bad;
	}
	*event = c->events[0];
	c->n_events--;
	memmove(c->events, c->events + 1, c->n_events * sizeof(*c->events));
	return 1;
}

int tw_client_answer(tw_client *c, uint32_t serial, uint32_t answer)
{
	const uint32_t values[] = {serial, answer};

	return client_send(c, numbers(TW_FRAME_ANSWER, values, 2));
}

/* A frame of two strings, and room behind them. */
static uint8_t *strings(uint16_t kind, const char *a, const char *b,
			size_t room, uint8_t **behind)
{
	size_t n = strlen(a), m = strlen(b);
	uint8_t *frame, *at;

	if (n > 1024 || m > 1024)
		return NULL;
	frame = client_request(kind, 4 + n + m + room);
	if (!frame)
		return NULL;
	at = frame + TW_FRAME_HEAD;
	client_put(at, n, 2);
	memcpy(at + 2, a, n);
	client_put(at + 2 + n, m, 2);
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
		client_put(behind, (uint32_t)value, 4);
	return ask_result(c, frame, NULL, 0);
}

int tw_client_get_output(tw_client *c, const char *device, const char *output,
			 int *high)
{
	uint8_t *behind;
	uint32_t value = 0;
	int bad = ask_result(
		c, strings(TW_FRAME_OUTPUT, device, output, 0, &behind), &value,
		0);

	*high = (int)value;
	return bad;
}
