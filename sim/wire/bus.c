/* SPDX-License-Identifier: MIT */
/* Buses: making one, and telling everybody of its edges. */
#include "wire/bus.h"

static void crossed(void *user)
{
	struct line *line = user;
	tw_bus *bus = line->bus;
	bool level = !line->seen;

	line_cross(line);
	if (bus->frame)
		bus->frame(bus->framer, line->index, level);
	for (guint i = 0; i < bus->listeners->len; i++) {
		tw_port *p = bus->listeners->pdata[i];

		p->edge(p->user, line->index, level);
	}
}

static bool fill(uint32_t *value, uint32_t fallback, uint32_t min, uint32_t max,
		 const char *bus, const char *key, GError **error)
{
	if (!*value)
		*value = fallback;
	if (*value >= min && *value <= max)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s.%s: expected %u to %u, got %u", bus, key, min, max,
		    *value);
	return false;
}

static void bus_free(void *user)
{
	tw_bus *bus = user;

	g_ptr_array_unref(bus->listeners);
	g_ptr_array_unref(bus->ports);
	g_free(bus->name);
	g_free(bus);
}

static void line_init(tw_bus *bus, enum tw_line n)
{
	bus->line[n] = (struct line){
		.seen = true,
		.mode = LINE_PULLED_UP,
		.index = (uint8_t)n,
		.v0 = RC_FULL,
		.cross = {.fire = crossed, .user = &bus->line[n]},
		.bus = bus,
	};
}

tw_bus *tw_bus_new(tw_sim *sim, const struct tw_bus_config *config,
		   GError **error)
{
	struct tw_bus_config c = config ? *config : (struct tw_bus_config){0};
	const char *name = c.name ? c.name : "bus";
	struct tw_source source = {.kind = TW_SOURCE_BUS, .name = name};
	tw_bus *bus;

	if (tw_sim_bus(sim, name)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: there is a bus of that name already", name);
		return NULL;
	}
	if (!fill(&c.vdd_mV, 3300, 1000, 5500, name, "vdd_mV", error) ||
	    !fill(&c.pullup_ohm, 2200, 100, 100000, name, "pullup_ohm",
		  error) ||
	    !fill(&c.cap_pF, 100, 1, 2000, name, "cap_pF", error) ||
	    !fill(&c.fall_ns, 20, 1, 1000, name, "fall_ns", error))
		return NULL;
	bus = g_new0(tw_bus, 1);
	bus->sim = sim;
	bus->name = g_strdup(name);
	bus->config = c;
	bus->config.name = bus->name;
	bus->queue = tw_queue_new(sim, name);
	bus->listeners = g_ptr_array_new();
	bus->ports = g_ptr_array_new();
	bus->source = tw_trace_add_source(sim->trace, &source);
	rc_init(&bus->rc, c.pullup_ohm, c.cap_pF, c.fall_ns);
	line_init(bus, TW_SCL);
	line_init(bus, TW_SDA);
	g_ptr_array_add(sim->buses, bus);
	tw_sim_own(sim, bus_free, bus);
	return bus;
}

tw_sim *tw_bus_sim(const tw_bus *bus)
{
	return bus->sim;
}

tw_queue *tw_bus_queue(tw_bus *bus)
{
	return bus->queue;
}

const char *tw_bus_name(const tw_bus *bus)
{
	return bus->name;
}

const struct tw_bus_config *tw_bus_config(const tw_bus *bus)
{
	return &bus->config;
}

tw_bus *tw_sim_bus(const tw_sim *sim, const char *name)
{
	for (guint i = 0; i < sim->buses->len; i++) {
		tw_bus *bus = sim->buses->pdata[i];

		if (!strcmp(bus->name, name))
			return bus;
	}
	return NULL;
}

bool tw_bus_level(const tw_bus *bus, enum tw_line line)
{
	return bus->line[line].seen;
}
