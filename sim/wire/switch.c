/* SPDX-License-Identifier: MIT */
/* Switches, and which buses they join. */
#include "twowire/switch.h"

#include "twowire/point.h"
#include "wire/node.h"

struct tw_switch {
	char *name;
	tw_bus *a, *b;
	bool closed;
	tw_point *point;
};

static void switch_free(void *user)
{
	tw_switch *sw = user;

	g_free(sw->name);
	g_free(sw);
}

static void act(void *user, uint64_t value);

tw_switch *tw_switch_new(tw_bus *a, tw_bus *b, const char *name, GError **error)
{
	tw_switch *sw;

	g_return_val_if_fail(a->sim == b->sim && a != b, NULL);
	if (a->config.vdd_mV != b->config.vdd_mV) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: %s has %u mV and %s %u mV: buses that are "
			    "joined need one vdd_mV (levels are not "
			    "translated)",
			    name, a->name, a->config.vdd_mV, b->name,
			    b->config.vdd_mV);
		return NULL;
	}
	sw = g_new0(tw_switch, 1);
	sw->name = g_strdup(name);
	sw->a = a;
	sw->b = b;
	g_ptr_array_add(a->switches, sw);
	g_ptr_array_add(b->switches, sw);
	tw_queue_join(a->queue, b->queue);
	sw->point =
		tw_point_new(a->sim, name, TW_POINT_SWITCH, a->queue, act, sw);
	tw_sim_own(a->sim, switch_free, sw);
	return sw;
}

/* All buses that closed switches join to @bus, itself the first. */
static GPtrArray *joined(tw_bus *bus)
{
	GPtrArray *all = g_ptr_array_new();

	g_ptr_array_add(all, bus);
	for (guint i = 0; i < all->len; i++) {
		const tw_bus *b = all->pdata[i];

		for (guint k = 0; k < b->switches->len; k++) {
			const tw_switch *sw = b->switches->pdata[k];
			tw_bus *other = sw->a == b ? sw->b : sw->a;

			if (sw->closed && !g_ptr_array_find(all, other, NULL))
				g_ptr_array_add(all, other);
		}
	}
	return all;
}

static void join(const GPtrArray *buses, enum tw_line n)
{
	g_autofree struct line **lines = g_new(struct line *, buses->len);

	for (guint i = 0; i < buses->len; i++)
		lines[i] = &((tw_bus *)buses->pdata[i])->line[n];
	node_make(lines, buses->len);
}

static void set(tw_switch *sw, bool closed)
{
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GPtrArray) rest = NULL;

	if (closed == sw->closed)
		return;
	sw->closed = closed;
	all = joined(sw->a);
	/* Another way round may still join them. */
	if (!g_ptr_array_find(all, sw->b, NULL))
		rest = joined(sw->b);
	for (enum tw_line n = TW_SCL; n <= TW_SDA; n++) {
		join(all, n);
		if (rest)
			join(rest, n);
	}
}

static void act(void *user, uint64_t value)
{
	set(user, value);
}

void tw_switch_set(tw_switch *sw, bool closed)
{
	if (tw_point_pass(sw->point, closed))
		set(sw, closed);
}

bool tw_switch_closed(const tw_switch *sw)
{
	return sw->closed;
}

const char *tw_switch_name(const tw_switch *sw)
{
	return sw->name;
}
