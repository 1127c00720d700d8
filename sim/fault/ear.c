/* SPDX-License-Identifier: MIT */
/*
 * What faults listen to: the wires of a bus, framed once for all faults on it,
 * and the named points. Edges come here after the bus's own framing, so what
 * hosts are about to do is known.
 */
#include "fault/fault.h"

#include "wire/view.h"

bool ear_reads(const struct ear *ear)
{
	return ear->addressed && ear->first & 1;
}

struct i2c *fault_i2c(const struct fault_bus *fb, unsigned n)
{
	const struct view *v = fb->bus->views;

	if (!n--)
		return fb->i2c;
	for (; v; v = v->next)
		if (v->framing.framer && !n--)
			return v->framing.framer;
	return NULL;
}

/* The host that is at work, as far as it is one of ours. */
tw_controller *ear_host(const struct fault_bus *fb)
{
	const struct i2c *i2c;

	for (unsigned n = 0; (i2c = fault_i2c(fb, n)); n++)
		for (guint i = 0; i < i2c->controllers->len; i++) {
			tw_controller *c = i2c->controllers->pdata[i];

			if (c->active)
				return c;
		}
	return NULL;
}

bool ear_last_byte(const struct fault_bus *fb)
{
	const tw_controller *c = ear_host(fb);
	const struct transfer *t = c ? &c->transfer : NULL;

	return t && t->msgs && t->n + 1 == t->n_msgs && t->at &&
	       t->at == t->msgs[t->n].len;
}

/* After a ninth bit: does a byte follow, or a STOP or START? */
static bool byte_follows(const struct fault_bus *fb)
{
	const tw_controller *c = ear_host(fb);

	if (c && (c->request == REQUEST_START || c->request == REQUEST_STOP))
		return false;
	return !fb->ear.rx.nacked || !ear_reads(&fb->ear);
}

/* Goes by index: a fault that strikes at once may be followed by new ones. */
static void tell(struct fault_bus *fb, enum occasion what, enum tw_line line,
		 bool level)
{
	for (guint i = 0; i < fb->faults->len; i++) {
		tw_fault *f = fb->faults->pdata[i];

		if (trigger_matches(&f->trigger, &fb->ear, what, line, level))
			fault_matched(f, false);
	}
}

static void scl_fell(struct fault_bus *fb)
{
	struct ear *ear = &fb->ear;
	unsigned bit = receiver_fall(&ear->rx);

	ear->slot = bit % 9;
	if (bit == 9)
		ear->byte++;
	if (bit == 8 && !ear->byte) {
		ear->addressed = true;
		ear->first = ear->rx.byte;
	}
	ear->in_slot = ear->rx.busy && (bit != 9 || byte_follows(fb));
}

static void follow(struct fault_bus *fb, enum tw_line line, bool level)
{
	struct ear *ear = &fb->ear;

	ear->level[line] = level;
	if (line == TW_SCL && level) {
		receiver_rise(&ear->rx, ear->level[TW_SDA]);
	} else if (line == TW_SCL) {
		scl_fell(fb);
	} else if (ear->level[TW_SCL] && level) {
		receiver_stop(&ear->rx);
		ear->in_slot = false;
	} else if (ear->level[TW_SCL]) {
		receiver_start(&ear->rx);
		ear->message++;
		ear->byte = 0;
		ear->slot = 0;
		ear->addressed = false;
		ear->in_slot = false;
	}
}

static void heard(void *user, enum tw_line line, bool level)
{
	struct fault_bus *fb = user;
	bool condition = line == TW_SDA && fb->ear.level[TW_SCL];

	hazard_edge(fb, line, level);
	follow(fb, line, level);
	for (guint i = 0; i < fb->faults->len; i++) {
		tw_fault *f = fb->faults->pdata[i];

		hand_edge(f, line, level);
		if (f->active && f->kind->edge)
			f->kind->edge(f, line, level);
	}
	tell(fb, ON_EDGE, line, level);
	if (condition)
		tell(fb, level ? ON_STOP : ON_START, line, level);
	else if (line == TW_SCL)
		tell(fb, ON_SLOT, line, level);
}

static void free_tap(void *p)
{
	struct tap *tap = p;

	shift_free(tap->shifter);
	g_free(tap);
}

static void free_bus(void *user)
{
	struct fault_bus *fb = user;

	hazard_free(fb->hazard);
	g_ptr_array_unref(fb->faults);
	g_ptr_array_unref(fb->own);
	g_ptr_array_unref(fb->taps);
	g_free(fb);
}

static struct fault_bus *find(tw_bus *bus)
{
	const GArray *owned = tw_bus_sim(bus)->owned;

	for (guint i = 0; i < owned->len; i++) {
		const struct owned *o = &g_array_index(owned, struct owned, i);
		struct fault_bus *fb = o->user;

		if (o->free == free_bus && fb->bus == bus)
			return fb;
	}
	return NULL;
}

struct fault_bus *fault_bus_of(tw_bus *bus)
{
	struct fault_bus *fb = find(bus);

	if (fb)
		return fb;
	fb = g_new0(struct fault_bus, 1);
	fb->bus = bus;
	fb->i2c = i2c_of(bus, NULL);
	fb->faults = g_ptr_array_new();
	fb->own = g_ptr_array_new();
	fb->taps = g_ptr_array_new_with_free_func(free_tap);
	fb->ear.level[TW_SCL] = tw_bus_level(bus, TW_SCL);
	fb->ear.level[TW_SDA] = tw_bus_level(bus, TW_SDA);
	fb->ear.rx = fb->i2c->receiver;
	fb->port = tw_port_new(bus, "faults", TW_ROLE_OTHER, heard, fb);
	g_ptr_array_add(fb->own, fb->port);
	tw_sim_own(tw_bus_sim(bus), free_bus, fb);
	return fb;
}

void tw_bus_watch_hazards(tw_bus *bus)
{
	fault_bus_of(bus);
}

/* --- points ------------------------------------------------------------ */

static bool passed(void *user, tw_point *point, uint64_t value)
{
	struct fault_point *fp = user;
	bool course = true;

	for (guint i = 0; i < fp->faults->len; i++) {
		tw_fault *f = fp->faults->pdata[i];
		const struct trigger *t = &f->trigger;

		if (t->when == AT_POINT && t->point == point &&
		    (t->value < 0 || (uint64_t)t->value == value)) {
			f->pass_n = point->n_passes;
			fault_matched(f, f->kind->pass && f->fp == fp);
		}
		if (f->active && f->kind->pass && f->fp == fp) {
			f->pass_n = point->n_passes;
			course &= f->kind->pass(f, value);
		}
		f->pass_n = 0;
	}
	return course;
}

static void free_point(void *user)
{
	struct fault_point *fp = user;

	g_ptr_array_unref(fp->faults);
	g_free(fp);
}

struct fault_point *fault_point_of(tw_sim *sim, tw_point *point)
{
	struct fault_point *fp;

	if (point->watch == passed)
		return point->watch_user;
	fp = g_new0(struct fault_point, 1);
	fp->point = point;
	fp->faults = g_ptr_array_new();
	tw_point_watch(point, passed, fp);
	tw_sim_own(sim, free_point, fp);
	return fp;
}
