/* SPDX-License-Identifier: MIT */
/* The captured host at work: its actions at their instants, and what the wires
 * do meanwhile. */
#include "replay/replay.h"

/* Longer than SCL takes to rise on the wires of tw_replay_bus_config(). */
#define RISE_NS 50
/* After the capture's last edge, for the wires to follow. */
#define SETTLE_NS 1000
/* SCL held that long is held for good. */
#define STUCK_NS TW_S(1)

const struct tw_bus_config *tw_replay_bus_config(void)
{
	/* RC of 10 ns: 0.7 VDD after 12 ns. */
	static const struct tw_bus_config fast = {
		.pullup_ohm = 1000,
		.cap_pF = 10,
		.fall_ns = 5,
	};

	return &fast;
}

static struct action *current(tw_replay *r)
{
	return &g_array_index(r->actions, struct action, r->host.action);
}

static void schedule(tw_replay *r)
{
	struct host *h = &r->host;
	uint64_t now = tw_queue_now_ns(h->queue);

	if (h->action < r->actions->len)
		tw_timer_at(h->queue, &h->next,
			    MAX(current(r)->at_ns + h->offset_ns, now));
}

static void stop(tw_replay *r)
{
	tw_sim_stop(tw_bus_sim(tw_port_bus(r->host.port)));
}

static void give_up(void *user)
{
	tw_replay *r = user;

	r->host.gave_up = true;
	stop(r);
}

/* Raw, the host does not look: it goes on at the next instant. */
static void release_scl(tw_replay *r)
{
	struct host *h = &r->host;

	h->waiting = true;
	h->released_ns = tw_queue_now_ns(h->queue);
	if (!r->config.raw)
		tw_timer_after(h->queue, &h->stuck, STUCK_NS);
	tw_port_drive(h->port, TW_SCL, TW_RELEASE);
}

/* Raw, somebody may hold SCL still: this clock is then none. */
static void pull_scl(tw_replay *r, guint pulse)
{
	struct host *h = &r->host;
	tw_bus *bus = tw_port_bus(h->port);
	struct live *last = live_at(r, h->pulse), *live = live_at(r, pulse);

	if (h->waiting) {
		last->lost = true;
		last->sda = tw_bus_level(bus, TW_SDA);
		live->joined = true;
		live->fall_ns = tw_queue_now_ns(h->queue);
		h->waiting = false;
	} else {
		h->low_pulse = pulse;
	}
	h->pulse = pulse;
	tw_port_drive(h->port, TW_SCL, TW_LOW);
}

static void act(void *user)
{
	tw_replay *r = user;
	struct host *h = &r->host;
	const struct action *a = current(r);

	if (a->condition && a->what == SDA_LOW && h->go_on &&
	    !h->go_on(h->user)) {
		stop(r);
		return;
	}
	switch ((enum what)a->what) {
	case SCL_LOW:
		pull_scl(r, a->pulse);
		break;
	case SCL_RELEASE:
		release_scl(r);
		if (!r->config.raw)
			return;
		break;
	case SDA_LOW:
		tw_port_drive(h->port, TW_SDA, TW_LOW);
		break;
	case SDA_RELEASE:
		tw_port_drive(h->port, TW_SDA, TW_RELEASE);
		break;
	case EVENT:
		replay_act_event(
			r, &g_array_index(r->events, struct event, a->pulse));
		break;
	}
	h->action++;
	schedule(r);
}

static void scl_rose(tw_replay *r, uint64_t now)
{
	struct host *h = &r->host;
	struct live *live = live_at(r, h->pulse);
	const struct action *a = current(r);

	if (!h->waiting)
		return;
	h->waiting = false;
	live->rise_ns = now;
	live->sda = tw_bus_level(tw_port_bus(h->port), TW_SDA);
	if (now - h->released_ns > RISE_NS)
		live->held_ns = now - h->released_ns;
	if (r->config.raw) {
		struct live *low = live_at(r, h->low_pulse);

		low->low_ns = now - low->fall_ns;
		return;
	}
	tw_timer_cancel(h->queue, &h->stuck);
	if (live->held_ns || a->short_low)
		h->offset_ns = now - pulse_at(r, a->pulse)->rise_ns;
	h->action++;
	schedule(r);
}

static void on_edge(void *user, enum tw_line line, bool level)
{
	tw_replay *r = user;
	struct live *live;
	uint64_t now;

	if (!r->host.playing)
		return;
	live = live_at(r, r->host.pulse);
	now = tw_queue_now_ns(r->host.queue);
	if (line == TW_SCL && level)
		scl_rose(r, now);
	else if (line == TW_SCL && !live->joined)
		live->fall_ns = now;
	else if (tw_bus_level(tw_port_bus(r->host.port), TW_SCL))
		live->n_conditions++;
	else
		live->last_change_ns = now;
}

void tw_replay_join(tw_replay *r, tw_bus *bus)
{
	r->host.port =
		tw_port_new(bus, "replay", TW_ROLE_CONTROLLER, on_edge, r);
}

/* The end of the capture, which what holds SCL moves. */
static uint64_t horizon(const tw_replay *r)
{
	const struct host *h = &r->host;
	uint64_t end = r->end_ns + h->offset_ns + SETTLE_NS;

	if (h->next.set)
		end = MAX(end, h->next.when_ns);
	if (h->stuck.set)
		end = MAX(end, h->stuck.when_ns);
	return end;
}

enum tw_run replay_drive(tw_replay *r, tw_bus *bus, bool (*go_on)(void *user),
			 void *user)
{
	struct host *h = &r->host;
	uint64_t lead = r->config.lead_ns;
	tw_port *port = r->host.port;
	enum tw_run run;

	replay_make_actions(r);
	g_array_set_size(r->lives, 0);
	g_array_set_size(r->lives, r->pulses->len);
	*h = (struct host){
		.next = {.fire = act, .user = r},
		.stuck = {.fire = give_up, .user = r},
		.queue = tw_bus_queue(bus),
		.offset_ns = tw_queue_now_ns(tw_bus_queue(bus)) + lead,
		.port = port,
		.go_on = go_on,
		.user = user,
	};
	if (!port)
		tw_replay_join(r, bus);
	h->playing = true;
	schedule(r);
	do {
		run = tw_sim_run(tw_bus_sim(bus), horizon(r));
	} while (run == TW_RUN_DONE && (h->next.set || h->stuck.set));
	h->playing = false;
	return run;
}

enum tw_run tw_replay_run(tw_replay *r, tw_bus *bus)
{
	enum tw_run run = replay_drive(r, bus, NULL, NULL);

	return run == TW_RUN_STOPPED ? TW_RUN_DONE : run;
}
