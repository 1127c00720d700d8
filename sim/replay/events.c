/* SPDX-License-Identifier: MIT */
/* What the world around does to live targets while a capture is replayed:
 * inputs change, the supply goes and comes back. */
#include "replay/replay.h"

#include <string.h>

#include "twowire/point.h"

void replay_add_event(tw_replay *r, const struct event *event)
{
	guint at = r->events->len;

	while (at && g_array_index(r->events, struct event, at - 1).at_ns >
			     event->at_ns)
		at--;
	g_array_insert_val(r->events, at, *event);
}

bool tw_replay_set_input(tw_replay *r, uint64_t at_ns, tw_device *dev,
			 const char *input, int32_t value)
{
	const struct tw_input *i = tw_device_model(dev)->inputs;
	struct event e = {.at_ns = at_ns, .dev = dev, .value = value};

	while (i && i->name && strcmp(i->name, input))
		i++;
	if (!i || !i->name || value < i->min || value > i->max)
		return false;
	e.input = i->name;
	replay_add_event(r, &e);
	return true;
}

void tw_replay_power_off(tw_replay *r, const char *part, uint64_t from_ns,
			 uint64_t to_ns)
{
	struct event e = {
		.at_ns = from_ns,
		.part = g_string_chunk_insert_const(r->strings, part),
	};

	replay_add_event(r, &e);
	e.at_ns = to_ns;
	e.value = 1;
	replay_add_event(r, &e);
}

static void power(tw_replay *r, const char *part, bool on)
{
	g_autofree char *name = g_strconcat(part, ".power", NULL);
	tw_point *point =
		tw_sim_point(tw_bus_sim(tw_port_bus(r->host.port)), name);

	if (point)
		tw_point_act(point, on);
}

void replay_act_event(tw_replay *r, const struct event *e)
{
	if (!e->input)
		power(r, e->part, e->value);
	else if (!r->trial)
		tw_device_set_input(e->dev, e->input, (int32_t)e->value);
	else if (e->dev == r->live)
		tw_device_set_input(r->trial, e->input, (int32_t)e->value);
}
