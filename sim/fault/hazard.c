/* SPDX-License-Identifier: MIT */
/*
 * Half-written bytes that somebody else's clocks complete. A target cannot
 * tell them from its writer's, so the byte counts: a recovery by nine clocks
 * writes whatever SDA happens to be.
 */
#include "fault/fault.h"

/* SMBus 3.2 table 2, tHIGH:MAX: a bus that is high for longer may be taken for
 * free. */
#define LEFT_NS 50000

struct hazard {
	struct tw_timer idle;
	const tw_port *writer; /* who clocked the message's first bit */
	bool left;	       /* the byte under way was left half written */
	uint32_t source;
};

static const tw_port *who_clocks(const struct fault_bus *fb)
{
	for (guint i = 0; i < fb->bus->ports->len; i++) {
		const tw_port *port = fb->bus->ports->pdata[i];

		if (port->role != TW_ROLE_TARGET &&
		    tw_port_applied(port, TW_SCL) == TW_LOW)
			return port;
	}
	return NULL;
}

static bool writing(const struct ear *ear)
{
	return ear->rx.busy && ear->byte && !ear_reads(ear);
}

static void idle(void *user)
{
	struct fault_bus *fb = user;

	if (writing(&fb->ear) && fb->ear.rx.bit)
		fb->hazard->left = true;
}

static struct hazard *hazard_of(struct fault_bus *fb)
{
	struct hazard *h = fb->hazard;

	if (h)
		return h;
	h = g_new0(struct hazard, 1);
	h->idle = (struct tw_timer){.fire = idle, .user = fb};
	h->source = fb->port->source;
	fb->hazard = h;
	return h;
}

static void report(struct fault_bus *fb)
{
	char text[128];

	g_snprintf(text, sizeof(text),
		   "clocks that were not the writer's completed a byte: 0x%02x "
		   "is written to 0x%02x",
		   fb->ear.rx.byte, fb->ear.first >> 1);
	sim_note(fb->bus->queue->actor.island, fb->hazard->source,
		 TW_NOTE_HAZARD, fb->ear.rx.byte, text);
}

/* Before the ear has followed: bit is what was before this edge. */
void hazard_edge(struct fault_bus *fb, enum tw_line line, bool level)
{
	struct hazard *h = hazard_of(fb);
	const struct ear *ear = &fb->ear;

	if (line == TW_SDA) {
		if (ear->level[TW_SCL])
			h->left = false;
		return;
	}
	if (level) {
		tw_timer_after(fb->bus->queue, &h->idle, LEFT_NS);
		return;
	}
	tw_timer_cancel(fb->bus->queue, &h->idle);
	if (!ear->rx.bit && !ear->byte) {
		h->writer = who_clocks(fb);
		return;
	}
	if (writing(ear) && ear->rx.bit && who_clocks(fb) != h->writer)
		h->left = true;
	if (ear->rx.bit < 9)
		return;
	if (h->left && writing(ear) && !ear->rx.nacked)
		report(fb);
	h->left = false;
}

void hazard_free(struct hazard *h)
{
	g_free(h);
}
