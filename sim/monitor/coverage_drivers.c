/* SPDX-License-Identifier: MIT */
/* Who drives: stretching, clock synchronisation, arbitration. */
#include "monitor/coverage_bus.h"

#include <string.h>

static const struct cover_port *port(const struct cover *c, uint32_t source)
{
	return &g_array_index(c->ports, struct cover_port, source);
}

static unsigned role(const struct cover *c, uint32_t source)
{
	return tw_trace_source(c->trace, source)->role;
}

/* --- SCL --------------------------------------------------------------- */

/* Before the acknowledge it matters what that will be. */
static void target_stretches(struct cover *c)
{
	c->d.stretched = true;
	c->hits->stretch_target[tw_cover_place(c, true)]++;
	c->d.ack_stretched = c->rises == 8;
}

/* A controller's pull is over: longer than twice its shortest so far? Hs-mode
 * has a pace of its own. */
static void host_let_go(struct cover *c, struct cover_port *p, uint64_t tick)
{
	uint64_t *shortest = &p->shortest[c->m.hs];
	uint64_t ticks = tick - p->since;
	bool low = c->open && !c->seen[TW_SCL];

	if (low && c->fell && *shortest && ticks > 2 * *shortest &&
	    !c->d.host_stretched) {
		c->d.host_stretched = true;
		c->hits->stretch_controller[tw_cover_place(c, true)]++;
	}
	if (ticks && (!*shortest || ticks < *shortest))
		*shortest = ticks;
	if (!low)
		return;
	if (!c->d.let_go) {
		c->d.let_go = tick;
	} else if (tick > c->d.let_go && !c->d.synchronised) {
		c->d.synchronised = true;
		c->hits->arbitration[ARBITRATION_CLOCK]++;
	}
}

static void scl_pull(struct cover *c, struct cover_port *p,
		     const struct tw_record *r)
{
	bool low = r->drive == TW_LOW;
	unsigned who = role(c, r->source);

	if (who == TW_ROLE_CONTROLLER) {
		c->d.n_hosts += low ? 1u : -1u;
		if (low)
			p->since = r->tick;
		else
			host_let_go(c, p, r->tick);
	} else if (who == TW_ROLE_TARGET) {
		c->d.n_targets += low ? 1u : -1u;
	}
	if (c->open && c->fell && !c->seen[TW_SCL] && !c->d.n_hosts &&
	    c->d.n_targets && !c->d.stretched)
		target_stretches(c);
}

void tw_cover_pull(struct cover *c, struct cover_port *p,
		   const struct tw_record *r)
{
	bool low = r->drive == TW_LOW;

	if (p->pulls[r->line] == low)
		return;
	p->pulls[r->line] = low;
	if (r->line == TW_SCL)
		scl_pull(c, p, r);
}

/* --- SDA --------------------------------------------------------------- */

/* All ports of this bus and role that pull SDA. */
static void pullers(const struct cover *c, unsigned who, GArray *out)
{
	g_array_set_size(out, 0);
	for (uint32_t i = 0; i < c->ports->len; i++) {
		const struct tw_source *s = tw_trace_source(c->trace, i);

		if (port(c, i)->pulls[TW_SDA] && s->bus == c->bus &&
		    s->role == who)
			g_array_append_val(out, i);
	}
}

/* Leaves those who pull SDA. Returns how many go. */
static unsigned keep_pullers(const struct cover *c, GArray *ports)
{
	unsigned before = ports->len;

	for (guint i = ports->len; i-- > 0;)
		if (!port(c, g_array_index(ports, uint32_t, i))->pulls[TW_SDA])
			g_array_remove_index(ports, i);
	return before - ports->len;
}

static bool anybody_pulls(const struct cover *c, const GArray *ports)
{
	for (guint i = 0; i < ports->len; i++)
		if (port(c, g_array_index(ports, uint32_t, i))->pulls[TW_SDA])
			return true;
	return false;
}

/* Who is left sent the same, up to a START in the same place. */
void tw_cover_drivers_started(struct cover *c)
{
	if (c->d.hosts->len)
		keep_pullers(c, c->d.hosts);
	else
		pullers(c, TW_ROLE_CONTROLLER, c->d.hosts);
	c->hits->arbitration[ARBITRATION_SEVERAL] += c->d.hosts->len > 1;
}

void tw_cover_drivers_rise(struct cover *c)
{
	struct cover_drivers *d = &c->d;

	if (d->hosts->len > 1 && anybody_pulls(c, d->hosts))
		keep_pullers(c, d->hosts);
	if (c->rises == 9) {
		if (c->address && c->m.read)
			pullers(c, TW_ROLE_TARGET, d->targets);
		return;
	}
	if (d->targets->len > 1 && anybody_pulls(c, d->targets))
		c->hits->arbitration[ARBITRATION_TARGET_LOST] +=
			keep_pullers(c, d->targets);
}

void tw_cover_drivers_condition(struct cover *c, bool stop)
{
	struct cover_drivers *d = &c->d;

	c->hits->arbitration[stop ? UNDEFINED_RESTART_STOP
				  : UNDEFINED_RESTART_DATA] += d->n_open;
	d->n_open = 0;
	c->hits->arbitration[ARBITRATION_SAME_TARGETS] +=
		d->targets->len > 1 && c->m.n_bytes;
	g_array_set_size(d->targets, 0);
	if (!stop)
		return;
	c->hits->arbitration[ARBITRATION_SAME_HOSTS] +=
		d->hosts->len > 1 && c->m.addressed;
	g_array_set_size(d->hosts, 0);
}

void tw_cover_drivers_fall(struct cover *c)
{
	struct cover_drivers *d = &c->d;

	c->hits->arbitration[UNDEFINED_RESTART_DATA] += d->n_open;
	d->n_open = 0;
	d->stretched = d->host_stretched = d->synchronised = false;
	d->let_go = 0;
	if (!c->rises)
		d->ack_stretched = false;
}

/* --- notes ------------------------------------------------------------- */

static void forget(GArray *ports, uint32_t source)
{
	for (guint i = ports->len; i-- > 0;)
		if (g_array_index(ports, uint32_t, i) == source)
			g_array_remove_index(ports, i);
}

static void lost(struct cover *c, const struct cover_note *n)
{
	forget(c->d.hosts, n->source);
	/* An undefined combination has been counted as that. */
	if (c->undefined_tick == c->tick && c->undefined_by == n->source)
		return;
	switch (tw_cover_place(c, false)) {
	case PLACE_ADDRESS_RW:
		c->hits->arbitration[ARBITRATION_LOST_RW]++;
		return;
	case PLACE_ADDRESS_ACK:
	case PLACE_READ_ACK:
	case PLACE_WRITE_ACK:
		c->hits->arbitration[ARBITRATION_LOST_ACK]++;
		return;
	default:
		c->hits->arbitration[c->address ? ARBITRATION_LOST_ADDRESS
						: ARBITRATION_LOST_DATA]++;
		return;
	}
}

static void undefined(struct cover *c, const struct cover_note *n)
{
	c->undefined_tick = c->tick;
	c->undefined_by = n->source;
	forget(c->d.hosts, n->source);
	if (n->what == COVER_OPEN)
		c->d.n_open++;
	else
		c->hits->arbitration[n->what]++;
}

/* The words of UM10204 3.1.8 that the note's text names. */
static unsigned combination(const struct tw_record *r)
{
	g_autofree char *text = g_strndup(r->text, r->text_len);
	bool restart = strstr(text, "repeated START");
	bool stop = strstr(text, "STOP");

	if (strstr(text, "a 0 or a STOP"))
		return COVER_OPEN;
	if (!restart)
		return UNDEFINED_STOP_DATA;
	return stop ? UNDEFINED_RESTART_STOP : UNDEFINED_RESTART_DATA;
}

void tw_cover_keep_note(struct cover *c, const struct tw_record *r)
{
	struct cover_note n = {
		.source = r->source,
		.note = r->note,
		.what = r->note == TW_NOTE_UNDEFINED ? combination(r)
						     : r->value & 1,
	};

	g_array_append_val(c->notes, n);
}

void tw_cover_note(struct cover *c, const struct cover_note *n)
{
	switch (n->note) {
	case TW_NOTE_CONFLICT:
		c->hits->wires[WIRES_CONFLICT + n->what]++;
		return;
	case TW_NOTE_RUNT:
		c->hits->wires[WIRES_RUNT + n->what]++;
		return;
	case TW_NOTE_STUCK:
		c->hits->stuck[n->what == TW_SCL ? STUCK_SCL : STUCK_SDA]++;
		return;
	case TW_NOTE_ARBITRATION_LOST:
		lost(c, n);
		return;
	case TW_NOTE_UNDEFINED:
		undefined(c, n);
		return;
	default:
		return;
	}
}
