/* SPDX-License-Identifier: MIT */
/*
 * The server's loop: waits for clients and lets simulated time pass while they
 * have something under way.
 *
 * Time is a program's: it passes while a transfer, a sleep or a target's answer
 * is under way, and stands still while all think. Before a bus that has become
 * free is given to who waits for it, the client that had it last may come with
 * its next request (AWAITED_US of the wall clock), as hosts do that have more
 * to say: the two then contend.
 */
#include "app/server/inside.h"

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "scenario/trial.h"
#include "twowire/chip.h"

enum {
	AWAITED_US = 100,
	MAX_SESSIONS = 1024,
	MAX_EVENTS = 64,    /* heard of at once */
	SLICE_NS = 1000000, /* at first, and at most, until clients are */
	LONGEST_SLICE_NS = 1000000000, /* looked at */
	SLICE_US = 200, /* of the wall clock: longer ones are halved */
	USUAL_ANSWER_NS = 20000,
	USUAL_OPENING_NS = 10000000,
	USUAL_PATIENCE_US = 1000000,
	TICK_MS = 10, /* of real time, where nobody waits */
};

void server_look(struct server *server)
{
	tw_sim_stop(server->sim);
}

struct adapter *server_adapter(const struct server *server, uint32_t number)
{
	for (guint i = 0; i < server->adapters->len; i++) {
		struct adapter *a = server->adapters->pdata[i];

		if (a->number == number)
			return a;
	}
	return NULL;
}

void server_sleep(struct server *server, const struct sleeper *sleeper)
{
	sleeper->session->n_jobs++;
	g_array_append_vals(server->sleepers, sleeper, 1);
}

/* The first instant that somebody sleeps until; TW_NEVER: nobody does. */
static uint64_t first_sleeper(const struct server *server)
{
	uint64_t first = TW_NEVER;

	for (guint i = 0; i < server->sleepers->len; i++)
		first = MIN(first,
			    g_array_index(server->sleepers, struct sleeper, i)
				    .until_ns);
	return first;
}

static void wake_sleepers(struct server *server)
{
	uint64_t now = tw_sim_now_ns(server->sim);

	for (guint i = 0; i < server->sleepers->len;) {
		struct sleeper s =
			g_array_index(server->sleepers, struct sleeper, i);

		if (s.until_ns > now) {
			i++;
			continue;
		}
		g_array_remove_index(server->sleepers, i);
		s.session->n_jobs--;
		if (s.greets)
			session_greet(s.session, s.tag);
		else
			session_result(s.session, s.tag, 0, 0);
	}
}

void server_wake(struct server *server, struct session *session)
{
	for (guint i = server->sleepers->len; i-- > 0;) {
		if (g_array_index(server->sleepers, struct sleeper, i)
			    .session != session)
			continue;
		g_array_remove_index(server->sleepers, i);
		session->n_jobs--;
	}
}

/* The wall clock, as simulated time. */
static uint64_t wall_ns(const struct server *server)
{
	return (uint64_t)(g_get_monotonic_time() - server->epoch_us) * 1000;
}

uint64_t server_now_ns(const struct server *server)
{
	uint64_t now = tw_sim_now_ns(server->sim);
	uint64_t wall = wall_ns(server);

	return server->config.realtime ? MAX(now, wall) : now;
}

/* Is there a client, a target or one who has SCL held, for which simulated time
 * stands still? Until when, wall-clock. */
static bool waits(const struct server *server, gint64 *until_us)
{
	gint64 gate, holder;
	bool by_gate = gate_waits(server, &gate);
	bool by_holder =
		!server->config.realtime && adapter_waits(server, &holder);

	if (!by_gate && !by_holder)
		return false;
	*until_us = !by_holder ? gate : !by_gate ? holder : MIN(gate, holder);
	*until_us += (gint64)server->config.patience_us;
	return true;
}

static void give_up(struct server *server)
{
	gint64 limit;

	if (!waits(server, &limit))
		return;
	limit = g_get_monotonic_time() - (gint64)server->config.patience_us;
	gate_give_up(server, limit);
	adapter_give_up(server, limit);
}

/* May time pass now, and until when? */
static bool may_run(const struct server *server, uint64_t *until_ns)
{
	uint64_t now = tw_sim_now_ns(server->sim);
	gint64 unused;

	if (waits(server, &unused))
		return false;
	*until_ns = MIN(first_sleeper(server), now + server->slice_ns);
	if (server->config.realtime) {
		uint64_t wall = wall_ns(server);

		*until_ns = MIN(*until_ns, wall);
		return *until_ns > now;
	}
	return server->n_jobs || server->sleepers->len;
}

void server_settle(struct server *server)
{
	while (tw_sim_run(server->sim, tw_sim_now_ns(server->sim)) ==
	       TW_RUN_STOPPED)
		;
}

/* While one bus is cleared, another may come to need it. */
static void clear(struct server *server)
{
	while (adapters_clear(server))
		server_settle(server);
}

enum tw_run server_step(struct server *server, uint64_t until_ns)
{
	enum tw_run result;

	record_run(server, until_ns);
	clear(server);
	result = tw_sim_run(server->sim, until_ns);
	server_settle(server);
	clear(server);
	return result;
}

/* Lets time pass, a slice of it: the longer the less happens in it. */
static bool run(struct server *server, uint64_t until_ns)
{
	gint64 before = g_get_monotonic_time();
	bool ok = server_step(server, until_ns) != TW_RUN_FAILED;

	if (g_get_monotonic_time() - before > SLICE_US)
		server->slice_ns = MAX(server->slice_ns / 2, SLICE_NS);
	else
		server->slice_ns =
			MIN(server->slice_ns * 2, (uint64_t)LONGEST_SLICE_NS);
	return ok;
}

/* Is a client awaited whose next request others should contend with? Until
 * when. */
static bool is_awaited(const struct server *server, gint64 *until_us)
{
	gint64 now, first = G_MAXINT64;

	if (!server->n_jobs || server->sessions->len < 2)
		return false;
	now = g_get_monotonic_time();
	for (guint i = 0; i < server->adapters->len; i++)
		if (((struct adapter *)server->adapters->pdata[i])->has_lost)
			return false;
	for (guint i = 0; i < server->sessions->len; i++) {
		const struct session *s = server->sessions->pdata[i];

		if (s->awaited_until_us > now)
			first = MIN(first, s->awaited_until_us);
	}
	*until_us = first;
	return first != G_MAXINT64;
}

static void admit(struct server *server)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);
	int fd = accept4(server->config.listener, NULL, NULL,
			 SOCK_CLOEXEC | SOCK_NONBLOCK);

	/* Out of descriptors: others wait until somebody goes. */
	if (fd < 0 && (errno == EMFILE || errno == ENFILE))
		server->is_full = true;
	if (fd < 0)
		return;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) ||
	    peer.uid != getuid()) {
		close(fd);
		return;
	}
	g_ptr_array_add(server->sessions, session_new(server, fd));
	server->is_full = server->sessions->len >= MAX_SESSIONS;
}

/* Frees those that have gone and have nothing under way. */
static void sweep(struct server *server)
{
	for (guint i = server->sessions->len; i-- > 0;) {
		struct session *s = server->sessions->pdata[i];

		if (s->fd < 0 && !s->n_jobs) {
			session_free(s);
			g_ptr_array_remove_index_fast(server->sessions, i);
		}
	}
}

static void serve_all(struct server *server)
{
	record_flush(server);
	for (guint i = 0; i < server->sessions->len; i++) {
		struct session *s = server->sessions->pdata[i];

		if (s->in->len)
			session_work(s);
		if (session_has_output(s))
			session_write(s);
		if (s->awaited_until_us < 0)
			s->awaited_until_us =
				g_get_monotonic_time() + AWAITED_US;
	}
}

/* How long to wait for clients: 0 not at all, -1 for ever; us. */
static gint64 patience(const struct server *server)
{
	gint64 until;
	uint64_t unused;

	if (waits(server, &until) || is_awaited(server, &until)) {
		until -= g_get_monotonic_time();
		return MAX(until, 0);
	}
	if (may_run(server, &unused))
		return 0;
	if (!server->config.realtime)
		return -1;
	return server->n_jobs || server->sleepers->len ? 50 : TICK_MS * 1000;
}

static void watch(struct server *server, int fd, void *who, uint32_t events,
		  uint32_t *watched)
{
	struct epoll_event event = {.events = events, .data.ptr = who};

	if (*watched == events + 1)
		return;
	epoll_ctl(server->epoll, *watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd,
		  &event);
	*watched = events + 1;
}

static void watch_all(struct server *server)
{
	watch(server, server->config.listener, &server->watched,
	      server->is_full ? 0 : EPOLLIN, &server->watched);
	for (guint i = 0; i < server->sessions->len; i++) {
		struct session *s = server->sessions->pdata[i];

		if (s->fd >= 0)
			watch(server, s->fd, s,
			      (session_wants_input(s) ? EPOLLIN : 0) |
				      (session_has_output(s) ? EPOLLOUT : 0),
			      &s->watched);
	}
}

/* Returns how many of @events there are. */
static int wait_for(struct server *server, struct epoll_event *events)
{
	gint64 us = patience(server);
	struct timespec ts = {us / 1000000, us % 1000000 * 1000};
	struct pollfd fd = {.fd = server->epoll, .events = POLLIN};

	if (us > 0 && ppoll(&fd, 1, &ts, NULL) <= 0)
		return 0;
	return epoll_wait(server->epoll, events, MAX_EVENTS, us < 0 ? -1 : 0);
}

static void attend(struct session *s, uint32_t events)
{
	if (events & EPOLLOUT)
		session_write(s);
	if (s->fd >= 0 && events & EPOLLIN)
		session_read(s);
	else if (s->fd >= 0 && events & ~(uint32_t)EPOLLOUT)
		session_close(s);
}

/* Waits for clients and does what they ask. Returns whether the run is to end.
 */
static bool wait_for_clients(struct server *server)
{
	struct epoll_event events[MAX_EVENTS];
	bool ended = false;
	int n;

	watch_all(server);
	n = wait_for(server, events);
	for (int i = 0; i < n; i++) {
		void *who = events[i].data.ptr;

		if (who == server)
			ended = true;
		else if (who == &server->watched)
			admit(server);
		else
			attend(who, events[i].events);
	}
	return ended;
}

enum tw_run server_run(struct server *server, int until)
{
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = server};
	enum tw_run ended = TW_RUN_DONE;
	uint64_t until_ns;
	gint64 unused;

	epoll_ctl(server->epoll, EPOLL_CTL_ADD, until, &event);
	server_settle(server);
	server->epoch_us = g_get_monotonic_time() -
			   (gint64)(tw_sim_now_ns(server->sim) / 1000);
	while (!wait_for_clients(server)) {
		give_up(server);
		wake_sleepers(server);
		serve_all(server);
		sweep(server);
		if (!is_awaited(server, &unused) &&
		    may_run(server, &until_ns) && !run(server, until_ns)) {
			ended = TW_RUN_FAILED;
			break;
		}
		wake_sleepers(server);
		serve_all(server);
	}
	epoll_ctl(server->epoll, EPOLL_CTL_DEL, until, NULL);
	return ended;
}

static bool has_controller(const struct server *server, const tw_bus *bus)
{
	tw_controller *const *c = server->config.trial->controllers;

	for (; *c; c++)
		if (tw_controller_bus(*c) == bus)
			return true;
	return false;
}

static void add_adapter(struct server *server, tw_controller *c)
{
	unsigned bus = 0;

	while (server->buses[bus] != tw_controller_bus(c))
		bus++;
	g_ptr_array_add(server->adapters,
			adapter_new(server, c, server->adapters->len + 1, bus));
}

struct server *server_new(const struct server_config *config)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	tw_trial *trial = config->trial;
	struct server *server;

	if (epoll < 0)
		return NULL;
	server = g_new0(struct server, 1);
	server->epoll = epoll;
	server->config = *config;
	if (!config->answer_ns)
		server->config.answer_ns = USUAL_ANSWER_NS;
	if (!config->opening_ns)
		server->config.opening_ns = USUAL_OPENING_NS;
	if (!config->patience_us)
		server->config.patience_us = USUAL_PATIENCE_US;
	server->sim = trial->sim;
	server->buses = trial->buses;
	server->adapters = g_ptr_array_new();
	server->sessions = g_ptr_array_new();
	server->gates = g_ptr_array_new();
	server->sleepers = g_array_new(FALSE, FALSE, sizeof(struct sleeper));
	server->slice_ns = SLICE_NS;
	for (size_t i = 0; trial->controllers[i]; i++)
		add_adapter(server, trial->controllers[i]);
	for (size_t i = 0; trial->buses[i]; i++)
		if (!has_controller(server, trial->buses[i]))
			add_adapter(server, tw_controller_new(trial->buses[i],
							      NULL, NULL));
	record_begin(server);
	return server;
}

void server_free(struct server *server)
{
	record_end(server);
	for (guint i = 0; i < server->adapters->len; i++)
		adapter_free(server->adapters->pdata[i]);
	gates_free(server);
	for (guint i = 0; i < server->sessions->len; i++)
		session_free(server->sessions->pdata[i]);
	g_ptr_array_unref(server->sessions);
	g_ptr_array_unref(server->adapters);
	g_array_unref(server->sleepers);
	close(server->epoll);
	close(server->config.listener);
	g_free(server);
}

bool server_adapter_name(const struct server *server, size_t n,
			 unsigned *number, const char **name)
{
	const struct adapter *a;

	if (n >= server->adapters->len)
		return false;
	a = server->adapters->pdata[n];
	*number = a->number;
	*name = tw_controller_name(a->controller);
	return true;
}

void server_describe(const struct server *server, GString *out)
{
	for (guint i = 0; i < server->adapters->len; i++) {
		const struct adapter *a = server->adapters->pdata[i];

		g_string_append_printf(
			out, "/dev/i2c-%u  controller %s on bus %s\n",
			a->number, tw_controller_name(a->controller),
			tw_bus_name(server->buses[a->bus]));
	}
}
