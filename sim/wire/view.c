/* SPDX-License-Identifier: MIT */
#include "wire/view.h"

#include "wire/node.h"

const struct tw_sense tw_sense_smbus = {.vil_mV = 800, .vih_mV = 1350};
const struct tw_sense tw_sense_smbus2 = {.vil_mV = 800, .vih_mV = 2100};

static tw_queue *queue_of(const struct view_line *l)
{
	return l->view->bus->queue;
}

/* --- delay: everything comes out later --------------------------------- */

static void come_out(void *user)
{
	struct view_line *l = user;

	l->seen = !l->seen;
	if (l->delayed->len) {
		g_array_remove_index(l->delayed, 0);
		if (l->delayed->len)
			tw_timer_at(queue_of(l), &l->late,
				    g_array_index(l->delayed, uint64_t, 0));
	}
	framing_tell(&l->view->framing, l->index, l->seen);
}

static void pass_on(struct view_line *l)
{
	uint64_t when = queue_now(queue_of(l)) + l->view->sense.delay_ns;

	l->filtered = !l->filtered;
	if (!l->view->sense.delay_ns) {
		come_out(l);
		return;
	}
	g_array_append_val(l->delayed, when);
	if (l->delayed->len == 1)
		tw_timer_at(queue_of(l), &l->late, when);
}

/* --- filter: what does not last is nothing ----------------------------- */

static void filter_over(void *user)
{
	struct view_line *l = user;

	/* A spike of just the filter's length ends at this very instant. */
	if (l->cross.set && l->cross.when_ns == queue_now(queue_of(l)))
		return;
	pass_on(l);
}

static void crossed(void *user)
{
	struct view_line *l = user;
	const struct line *line = &l->view->bus->line[l->index];

	l->raw = !l->raw;
	if (line->t0_ns == queue_now(queue_of(l)))
		view_follow(l->view, l->index);
	if (!l->view->sense.filter_ns)
		pass_on(l);
	else if (l->raw == l->filtered)
		tw_timer_cancel(queue_of(l), &l->pass);
	else
		tw_timer_after(queue_of(l), &l->pass, l->view->sense.filter_ns);
}

void view_follow(struct view *v, enum tw_line n)
{
	struct view_line *l = &v->line[n];
	uint64_t when = node_crossing(&v->bus->line[n], l->raw, v->vil, v->vih);

	if (when == TW_NEVER)
		tw_timer_cancel(queue_of(l), &l->cross);
	else if (!l->cross.set || when != l->cross.when_ns)
		tw_timer_at(queue_of(l), &l->cross, when);
}

/* --- making one -------------------------------------------------------- */

static uint32_t fraction(const tw_bus *bus, uint32_t mV, uint32_t fallback)
{
	if (!mV)
		return fallback;
	return (uint32_t)(((uint64_t)mV << 16) / bus->config.vdd_mV);
}

static void line_init(struct view *v, enum tw_line n)
{
	struct view_line *l = &v->line[n];

	l->index = (uint8_t)n;
	l->view = v;
	l->cross = (struct tw_timer){.fire = crossed, .user = l};
	l->pass = (struct tw_timer){.fire = filter_over, .user = l};
	l->late = (struct tw_timer){.fire = come_out, .user = l};
	l->delayed = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	l->raw = line_voltage(&v->bus->line[n]) >= v->vih;
	l->seen = l->filtered = l->raw;
}

struct view *view_of(tw_bus *bus, const struct tw_sense *sense)
{
	struct tw_sense s = sense ? *sense : (struct tw_sense){0};
	uint32_t vil = fraction(bus, s.vil_mV, RC_VIL);
	uint32_t vih = fraction(bus, s.vih_mV, RC_VIH);
	struct view *v;

	g_return_val_if_fail(vil < vih, NULL);
	if (vil == RC_VIL && vih == RC_VIH && !s.filter_ns && !s.delay_ns)
		return NULL;
	for (v = bus->views; v; v = v->next)
		if (v->vil == vil && v->vih == vih &&
		    v->sense.filter_ns == s.filter_ns &&
		    v->sense.delay_ns == s.delay_ns)
			return v;
	v = g_new0(struct view, 1);
	v->bus = bus;
	v->sense = s;
	v->vil = vil;
	v->vih = vih;
	framing_init(&v->framing);
	line_init(v, TW_SCL);
	line_init(v, TW_SDA);
	v->next = bus->views;
	bus->views = v;
	node_refresh(&bus->line[TW_SCL]);
	node_refresh(&bus->line[TW_SDA]);
	return v;
}

void view_free(struct view *v)
{
	g_array_unref(v->line[TW_SCL].delayed);
	g_array_unref(v->line[TW_SDA].delayed);
	framing_clear(&v->framing);
	g_free(v);
}
