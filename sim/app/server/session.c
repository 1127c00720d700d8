/* SPDX-License-Identifier: MIT */
/*
 * A session: one client's connection. What it sends is read as far as it has
 * come and done frame by frame; what it is told waits until it takes it. One
 * that takes nothing is let go of when too much waits.
 */
#include "app/server/inside.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "scenario/trial.h"
#include "twowire/device.h"

enum {
	READ_BYTES = 65536,
	MAX_WAITING = 4 << 20, /* bytes that it does not take */
	MAX_SENT = 65536,      /* kept in front of them */
	MAX_JOBS = 256,	       /* that it has not awaited */
};

struct session *session_new(struct server *server, int fd)
{
	struct session *s = g_new0(struct session, 1);

	s->server = server;
	s->number = ++server->n_clients;
	s->fd = fd;
	s->in = g_byte_array_new();
	s->out = g_byte_array_new();
	return s;
}

void session_close(struct session *s)
{
	if (s->fd < 0)
		return;
	record_gone(s);
	gate_leave(s);
	close(s->fd);
	s->fd = -1;
	for (guint i = 0; i < s->server->adapters->len; i++)
		adapter_leave(s->server->adapters->pdata[i], s);
	server_wake(s->server, s);
	s->server->is_full = false;
	s->awaited_until_us = 0;
	g_byte_array_set_size(s->in, 0);
	g_byte_array_set_size(s->out, 0);
	s->sent = 0;
}

void session_free(struct session *s)
{
	if (s->fd >= 0)
		close(s->fd);
	g_byte_array_unref(s->in);
	g_byte_array_unref(s->out);
	g_free(s);
}

bool session_has_output(const struct session *s)
{
	return s->fd >= 0 && s->out->len > s->sent;
}

void session_write(struct session *s)
{
	while (session_has_output(s)) {
		ssize_t n = send(s->fd, s->out->data + s->sent,
				 s->out->len - s->sent,
				 MSG_NOSIGNAL | MSG_DONTWAIT);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n < 0) {
			session_close(s);
			return;
		}
		s->sent += (guint)n;
	}
	if (s->sent == s->out->len) {
		g_byte_array_set_size(s->out, 0);
		s->sent = 0;
		if (s->closing)
			session_close(s);
	} else if (s->out->len - s->sent > MAX_WAITING) {
		session_close(s);
	} else if (s->sent > MAX_SENT) {
		g_byte_array_remove_range(s->out, 0, s->sent);
		s->sent = 0;
	}
}

void session_result(struct session *s, uint16_t tag, int error, uint32_t value)
{
	guint at = frame_begin(s->out, TW_FRAME_RESULT, tag);

	put32(s->out, (uint32_t)error);
	put32(s->out, value);
	put64(s->out, tw_sim_now_ns(s->server->sim));
	frame_end(s->out, at);
}

void session_event(struct session *s, uint32_t serial, enum tw_told event,
		   uint32_t value)
{
	guint at = frame_begin(s->out, TW_FRAME_EVENT, 0);

	put32(s->out, serial);
	put32(s->out, event);
	put32(s->out, value);
	put64(s->out, tw_sim_now_ns(s->server->sim));
	frame_end(s->out, at);
}

void session_error(struct session *s, uint16_t tag, const char *format, ...)
{
	guint at = frame_begin(s->out, TW_FRAME_ERROR, tag);
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	put_string(s->out, text);
	frame_end(s->out, at);
}

void session_greet(struct session *s, uint16_t tag)
{
	const struct server *server = s->server;
	guint at = frame_begin(s->out, TW_FRAME_HELLO, tag);

	put32(s->out, TW_FRAME_VERSION);
	put32(s->out, server->config.realtime ? TW_SERVER_REALTIME : 0);
	put32(s->out, server->adapters->len);
	for (guint i = 0; i < server->adapters->len; i++) {
		const struct adapter *a = server->adapters->pdata[i];

		put32(s->out, a->number);
		put32(s->out, a->bus);
		put_string(s->out, tw_controller_name(a->controller));
		put_string(s->out, tw_bus_name(server->buses[a->bus]));
	}
	frame_end(s->out, at);
}

/* A program takes some time to begin. */
static void hello(struct session *s, uint16_t tag, struct reader *r)
{
	struct server *server = s->server;
	uint32_t version = take32(r);
	struct sleeper sleeper = {.session = s, .tag = tag, .greets = true};

	if (version != TW_FRAME_VERSION) {
		session_error(s, tag,
			      "HELLO: version %u is not spoken here, %u is: "
			      "use the client that came with this twowire",
			      (unsigned)version, (unsigned)TW_FRAME_VERSION);
		s->closing = true;
		return;
	}
	s->greeted = true;
	sleeper.until_ns = tw_sim_now_ns(server->sim);
	if (!server->config.realtime)
		sleeper.until_ns += server->config.opening_ns;
	server_sleep(server, &sleeper);
}

static tw_device *find_device(const struct session *s, const char *name)
{
	tw_device *const *devices = s->server->config.trial->devices;

	for (; name && *devices; devices++)
		if (!strcmp(tw_device_name(*devices), name))
			return *devices;
	return NULL;
}

static void set_input(struct session *s, uint16_t tag, struct reader *r)
{
	g_autofree char *name = take_string(r), *input = take_string(r);
	int32_t value = (int32_t)take32(r);
	tw_device *dev = find_device(s, name);

	if (!r->bad && !r->left && dev && input &&
	    tw_device_set_input(dev, input, value))
		session_result(s, tag, 0, 0);
	else
		session_error(s, tag,
			      "INPUT: no device \"%s\" with an input \"%s\" "
			      "that takes %d",
			      name ? name : "", input ? input : "", (int)value);
}

static void get_output(struct session *s, uint16_t tag, struct reader *r)
{
	g_autofree char *name = take_string(r), *output = take_string(r);
	tw_device *dev = find_device(s, name);
	bool high;

	if (!r->bad && !r->left && dev && output &&
	    tw_device_get_pin(dev, output, &high))
		session_result(s, tag, 0, high);
	else
		session_error(s, tag,
			      "OUTPUT: no device \"%s\" with an output \"%s\"",
			      name ? name : "", output ? output : "");
}

static struct adapter *take_adapter(struct session *s, uint16_t tag,
				    struct reader *r)
{
	uint32_t number = take32(r);
	struct adapter *a = server_adapter(s->server, number);

	if (!a)
		session_error(s, tag, "there is no adapter %u",
			      (unsigned)number);
	return a;
}

static void advance(struct session *s, uint16_t tag, struct reader *r)
{
	uint64_t ns = take64(r);
	struct sleeper sleeper = {.session = s, .tag = tag};

	if (ns > TW_S(86400)) {
		session_error(s, tag, "ADVANCE: at most a day");
		return;
	}
	sleeper.until_ns = server_now_ns(s->server) + ns;
	server_sleep(s->server, &sleeper);
}

/* Of those whose payload has always the same length: it; of others 0. */
static const uint8_t lengths[] = {
	[TW_FRAME_HELLO] = 4,	 [TW_FRAME_CONFIGURE] = 12,
	[TW_FRAME_OPERATE] = 12, [TW_FRAME_ADVANCE] = 8,
	[TW_FRAME_ANSWER] = 8,
};

void session_execute(struct session *s, uint16_t kind, uint16_t tag,
		     struct reader *r)
{
	struct adapter *a;

	if (kind != TW_FRAME_HELLO && !s->greeted) {
		session_error(s, tag, "say HELLO first");
		s->closing = true;
		return;
	}
	if (kind < G_N_ELEMENTS(lengths) && lengths[kind] &&
	    r->left != lengths[kind]) {
		session_error(s, tag,
			      "a frame of kind %u has %u bytes, got %zu",
			      (unsigned)kind, (unsigned)lengths[kind], r->left);
		return;
	}
	record_frame(s, kind, r);
	switch (kind) {
	case TW_FRAME_HELLO:
		hello(s, tag, r);
		return;
	case TW_FRAME_TRANSFER:
		if ((a = take_adapter(s, tag, r)))
			adapter_transfer(a, s, tag, r);
		return;
	case TW_FRAME_OPERATE:
		if ((a = take_adapter(s, tag, r)))
			adapter_operate(a, s, tag, r);
		return;
	case TW_FRAME_CONFIGURE:
		if ((a = take_adapter(s, tag, r)))
			adapter_configure(a, s, tag, r);
		return;
	case TW_FRAME_ADVANCE:
		advance(s, tag, r);
		return;
	case TW_FRAME_LISTEN:
		gate_listen(s, tag, r);
		return;
	case TW_FRAME_ANSWER:
		gate_answer(s, r);
		return;
	case TW_FRAME_INPUT:
		set_input(s, tag, r);
		return;
	case TW_FRAME_OUTPUT:
		get_output(s, tag, r);
		return;
	}
	session_error(s, tag, "kind %u of frame is not known here",
		      (unsigned)kind);
	s->closing = true;
}

/* Does the first frame, if all of it has come. */
static bool execute_first(struct session *s, guint *used)
{
	struct reader r = {.at = s->in->data + *used,
			   .left = s->in->len - *used};
	uint32_t len;
	uint16_t kind, tag;

	if (s->fd < 0 || s->closing || s->n_jobs >= MAX_JOBS ||
	    r.left < TW_FRAME_HEAD)
		return false;
	len = take32(&r);
	kind = take16(&r);
	tag = take16(&r);
	if (len > TW_FRAME_MAX) {
		session_error(s, tag, "a frame has at most %u bytes, got %u",
			      (unsigned)TW_FRAME_MAX, (unsigned)len);
		s->closing = true;
		return false;
	}
	if (r.left < len)
		return false;
	r.left = len;
	session_execute(s, kind, tag, &r);
	*used += TW_FRAME_HEAD + len;
	return true;
}

void session_work(struct session *s)
{
	guint used = 0;

	while (execute_first(s, &used))
		;
	if (used == s->in->len)
		g_byte_array_set_size(s->in, 0);
	else if (used)
		g_byte_array_remove_range(s->in, 0, used);
}

bool session_wants_input(const struct session *s)
{
	return s->fd >= 0 && !s->closing && s->n_jobs < MAX_JOBS;
}

void session_read(struct session *s)
{
	guint old = s->in->len;
	ssize_t n;

	g_byte_array_set_size(s->in, old + READ_BYTES);
	do
		n = recv(s->fd, s->in->data + old, READ_BYTES, MSG_DONTWAIT);
	while (n < 0 && errno == EINTR);
	g_byte_array_set_size(s->in, old + (guint)MAX(n, 0));
	if (!n || (n < 0 && errno != EAGAIN)) {
		session_close(s);
		return;
	}
	s->awaited_until_us = 0;
	session_work(s);
}
