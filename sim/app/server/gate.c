/* SPDX-License-Identifier: MIT */
/*
 * A gate: a target whose answers come from a client. While it is asked, SCL is
 * held and simulated time stands still; its answer reaches the wires a fixed
 * latency after the question, however long the client took. One that takes too
 * long is left to hold SCL while time goes on, and its answer counts from when
 * it came.
 */
#include "app/server/inside.h"

#include <errno.h>
#include <stdio.h>

struct gate {
	struct server *server;
	struct session *session; /* NULL: nobody's */
	unsigned bus;
	tw_target *target;
	struct tw_timer timer; /* the answer's way to the wires */
	uint32_t serial;       /* of the event told last */
	uint8_t asked;	       /* enum tw_told, or 0 */
	bool answered;	       /* it is on its way */
	uint32_t answer;
	gint64 asked_us; /* wall-clock; 0: time does not wait */
	char *name;
};

static void tell(struct gate *g, enum tw_told event, uint32_t value)
{
	if (!g->session)
		return;
	session_event(g->session, ++g->serial, event, value);
	server_look(g->server);
}

static void ask(struct gate *g, enum tw_told event, uint32_t value)
{
	g->asked = (uint8_t)event;
	g->answered = false;
	g->asked_us = g_get_monotonic_time();
	tell(g, event, value);
}

static enum tw_answer on_address(void *user, const struct tw_address *addr)
{
	struct gate *g = user;

	if (!g->session)
		return TW_NACK;
	ask(g, TW_TOLD_ADDRESS,
	    addr->addr | (addr->read ? TW_TOLD_FOR_READ : 0) |
		    (addr->restart ? TW_TOLD_RESTARTED : 0));
	return TW_HOLD;
}

static enum tw_answer on_write(void *user, uint8_t byte)
{
	struct gate *g = user;

	if (!g->session)
		return TW_NACK;
	ask(g, TW_TOLD_WRITE, byte);
	return TW_HOLD;
}

static bool on_read(void *user, uint8_t *byte)
{
	struct gate *g = user;

	*byte = 0xff;
	if (!g->session)
		return true;
	ask(g, TW_TOLD_READ, 0);
	return false;
}

static void on_sent(void *user, bool acked)
{
	tell(user, TW_TOLD_SENT, acked);
}

/* What was asked is asked no more. */
static void forget(struct gate *g)
{
	g->asked = 0;
	g->asked_us = 0;
	tw_timer_cancel(tw_bus_queue(tw_target_bus(g->target)), &g->timer);
}

static void on_lost(void *user)
{
	forget(user);
	tell(user, TW_TOLD_LOST, 0);
}

static void on_start(void *user, bool selected)
{
	forget(user);
	tell(user, TW_TOLD_RESTART, 0);
}

static void on_stop(void *user, bool selected)
{
	forget(user);
	tell(user, TW_TOLD_STOP, 0);
}

static const struct tw_target_ops ops = {
	.address = on_address,
	.write = on_write,
	.read = on_read,
	.sent = on_sent,
	.lost = on_lost,
	.start = on_start,
	.stop = on_stop,
};

/* The latency is over. */
static void deliver(void *user)
{
	struct gate *g = user;
	enum tw_told asked = g->asked;

	g->asked = 0;
	if (asked == TW_TOLD_READ)
		tw_target_offer(g->target, (uint8_t)g->answer);
	else
		tw_target_answer(g->target, g->answer);
}

void gate_answer(struct session *s, struct reader *r)
{
	uint32_t serial = take32(r), answer = take32(r);
	struct gate *g = s->gate;

	/* An answer to what is over already is nobody's fault. */
	if (!g || !g->asked || g->answered || serial != g->serial)
		return;
	g->answered = true;
	g->answer = answer;
	g->asked_us = 0;
	tw_timer_after(tw_bus_queue(tw_target_bus(g->target)), &g->timer,
		       g->server->config.answer_ns);
}

static struct gate *gate_new(struct server *server, unsigned bus)
{
	struct gate *g = g_new0(struct gate, 1);

	g->server = server;
	g->bus = bus;
	g->name = g_strdup_printf("client%u", server->gates->len);
	g->timer = (struct tw_timer){.fire = deliver, .user = g};
	g->target =
		tw_target_new(server->buses[bus],
			      &(struct tw_target_config){
				      .name = g->name, .ops = &ops, .user = g});
	g_ptr_array_add(server->gates, g);
	return g;
}

/* One that nobody uses any more, or another. */
static struct gate *find(struct server *server, unsigned bus)
{
	for (guint i = 0; i < server->gates->len; i++) {
		struct gate *g = server->gates->pdata[i];

		if (!g->session && g->bus == bus &&
		    !tw_target_selected(g->target))
			return g;
	}
	return gate_new(server, bus);
}

void gate_leave(struct session *s)
{
	struct gate *g = s->gate;

	if (!g)
		return;
	forget(g);
	g->session = NULL;
	s->gate = NULL;
	tw_target_listen(g->target, NULL, 0);
	tw_target_abandon(g->target);
}

void gate_listen(struct session *s, uint16_t tag, struct reader *r)
{
	struct server *server = s->server;
	uint32_t bus = take32(r), n = take32(r);
	struct tw_match matches[TW_FRAME_ADDRESSES] = {0};

	if (n > TW_FRAME_ADDRESSES) {
		session_error(s, tag, "LISTEN: at most 16 addresses");
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		matches[i].addr = take16(r);
	if (r->bad || r->left) {
		session_error(s, tag, "LISTEN: expected %u addresses",
			      (unsigned)n);
		return;
	}
	for (uint32_t i = 0; i < n; i++)
		if (matches[i].addr > 0x7f) {
			session_error(s, tag, "LISTEN: an address has 7 bits");
			return;
		}
	for (uint32_t i = 0; i <= bus; i++)
		if (!server->buses[i]) {
			session_error(s, tag, "LISTEN: there is no bus %u",
				      (unsigned)bus);
			return;
		}
	gate_leave(s);
	if (n) {
		s->gate = find(server, bus);
		s->gate->session = s;
		tw_target_listen(s->gate->target, matches, n);
	}
	session_result(s, tag, 0, 0);
}

bool gate_waits(const struct server *server, gint64 *since_us)
{
	bool waits = false;

	for (guint i = 0; i < server->gates->len; i++) {
		const struct gate *g = server->gates->pdata[i];

		if (!g->asked_us)
			continue;
		*since_us = waits ? MIN(*since_us, g->asked_us) : g->asked_us;
		waits = true;
	}
	return waits;
}

void gate_give_up(struct server *server, gint64 limit_us)
{
	for (guint i = 0; i < server->gates->len; i++) {
		struct gate *g = server->gates->pdata[i];

		if (g->asked_us && g->asked_us <= limit_us)
			g->asked_us = 0;
	}
}

static void gate_free(void *gate)
{
	struct gate *g = gate;

	tw_timer_cancel(tw_bus_queue(tw_target_bus(g->target)), &g->timer);
	g_free(g->name);
	g_free(g);
}

void gates_free(struct server *server)
{
	for (guint i = 0; i < server->gates->len; i++)
		gate_free(server->gates->pdata[i]);
	g_ptr_array_unref(server->gates);
}
