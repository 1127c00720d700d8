/* SPDX-License-Identifier: MIT */
/* When a fault strikes: its trigger against what the wires say. */
#include "fault/fault.h"

static int64_t get(const struct fault_values *v, const char *key)
{
	return fault_value(fault_trigger_params, v, key);
}

static const char *point_name(const struct fault_values *v)
{
	for (size_t i = 0; fault_trigger_params[i].key; i++)
		if (v->name[i])
			return v->name[i];
	return "";
}

static bool clash(GError **error, const char *key)
{
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "at.%s: expected one of time_ns, edge, point, or a place "
		    "in the traffic, got two",
		    key);
	return false;
}

/* "state", as words in notation.c, and what it means for bit and byte. */
static void fill_state(struct trigger *t, int64_t state)
{
	static const struct {
		enum fault_place place;
		int bit;
		int dir;
		int64_t byte;
	} states[] = {
		{PLACE_START, -1, -1, -1},     {PLACE_RESTART, -1, -1, -1},
		{PLACE_BIT, 0, -1, 0},	       {PLACE_BIT, 8, -1, -1},
		{PLACE_BIT, 0, DIR_WRITE, -1}, {PLACE_BIT, 0, DIR_READ, -1},
		{PLACE_STOP, -1, -1, -1},
	};

	t->place = states[state].place;
	if (t->bit < 0)
		t->bit = states[state].bit;
	if (t->byte < 0)
		t->byte = states[state].byte;
	if (states[state].dir >= 0) {
		t->dir = states[state].dir;
		t->data_only = true;
	}
}

static void fill_per(struct trigger *t, int64_t per)
{
	if (per == 0) {
		t->place = PLACE_EVERY_BIT;
	} else if (per == 1) {
		t->place = PLACE_BIT;
		t->bit = 0;
	} else {
		t->place = PLACE_EVERY_START;
	}
}

/* What is meant where neither a state nor "per" is given. */
static void fill_place(struct trigger *t)
{
	t->place = PLACE_BIT;
	if (t->bit >= 0)
		return;
	if (t->byte >= 0) {
		t->bit = 0;
	} else if (t->addr >= 0 || t->dir >= 0) {
		t->byte = 0;
		t->bit = 8;
	} else {
		t->place = PLACE_EVERY_START;
	}
}

bool trigger_fill(struct trigger *t, const struct fault_values *v, tw_sim *sim,
		  GError **error)
{
	const char *point = point_name(v);
	int64_t edge = get(v, "edge"), state = get(v, "state");
	int64_t per = get(v, "per"), time = get(v, "time_ns");
	bool place;

	t->bit = (int)get(v, "bit");
	t->byte = get(v, "byte");
	t->message = get(v, "message");
	t->addr = (int)get(v, "addr");
	t->dir = (int)get(v, "dir");
	t->from_rise = get(v, "from");
	t->value = get(v, "value");
	t->chance_ppm = get(v, "chance_ppm");
	t->n = (uint64_t)get(v, "n");
	t->count = (uint64_t)get(v, "count");
	t->offset_ns = (uint64_t)get(v, "offset_ns");
	place = state >= 0 || per >= 0 || t->bit >= 0 || t->byte >= 0 ||
		t->message >= 0 || t->addr >= 0 || t->dir >= 0;
	if ((time >= 0) + (edge >= 0) + (*point != 0) + place > 1)
		return clash(error, time >= 0	? "time_ns"
				    : edge >= 0 ? "edge"
						: "point");
	if (edge >= 0) {
		t->when = AT_EDGE;
		t->line = edge < 2 ? TW_SCL : TW_SDA;
		t->rising = edge & 1;
	} else if (*point) {
		t->when = AT_POINT;
		t->point = tw_sim_point(sim, point);
	} else if (place) {
		t->when = AT_PLACE;
		if (state >= 0)
			fill_state(t, state);
		else if (per >= 0)
			fill_per(t, per);
		else
			fill_place(t);
	} else {
		t->when = AT_TIME;
		t->time_ns = time >= 0 ? (uint64_t)time : tw_sim_now_ns(sim);
		t->count = 1;
	}
	if (*point && !t->point)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "at.point: there is no point \"%s\"", point);
	else if (t->when == AT_TIME && t->time_ns < tw_sim_now_ns(sim))
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "at.time_ns: has passed");
	else
		return true;
	return false;
}

static bool in_message(const struct trigger *t, const struct ear *ear)
{
	if (t->message >= 0 && (uint64_t)t->message != ear->message)
		return false;
	if (t->addr < 0 && t->dir < 0)
		return true;
	if (!ear->addressed)
		return false;
	return (t->addr < 0 || t->addr == ear->first >> 1) &&
	       (t->dir < 0 || t->dir == (ear->first & 1));
}

static bool in_slot(const struct trigger *t, const struct ear *ear, bool level)
{
	if (t->from_rise != level || !ear->in_slot)
		return false;
	if (t->place == PLACE_EVERY_BIT)
		return in_message(t, ear) &&
		       (t->byte < 0 || (uint64_t)t->byte == ear->byte);
	if (t->place != PLACE_BIT || (unsigned)t->bit != ear->slot ||
	    (t->byte >= 0 && (uint64_t)t->byte != ear->byte) ||
	    (t->data_only && !ear->byte))
		return false;
	return in_message(t, ear);
}

bool trigger_matches(const struct trigger *t, const struct ear *ear,
		     enum occasion what, enum tw_line line, bool level)
{
	if (t->when == AT_EDGE)
		return what == ON_EDGE && t->line == line && t->rising == level;
	if (t->when != AT_PLACE)
		return false;
	switch (what) {
	case ON_EDGE:
		return false;
	case ON_START:
		return (t->place == PLACE_EVERY_START ||
			t->place == (ear->rx.restart ? PLACE_RESTART
						     : PLACE_START)) &&
		       in_message(t, ear);
	case ON_STOP:
		return t->place == PLACE_STOP && in_message(t, ear);
	case ON_SLOT:
		return in_slot(t, ear, level);
	}
	g_assert_not_reached();
}
