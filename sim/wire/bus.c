/* SPDX-License-Identifier: MIT */
/* Buses: making one, and telling everybody of its edges. */
#include "wire/node.h"
#include "wire/view.h"

void framing_init(struct framing *f)
{
	f->listeners = g_ptr_array_new();
}

void framing_clear(struct framing *f)
{
	g_ptr_array_unref(f->listeners);
}

void framing_tell(const struct framing *f, enum tw_line line, bool level)
{
	if (f->frame)
		f->frame(f->framer, line, level);
	for (guint i = 0; i < f->listeners->len; i++) {
		tw_port *p = f->listeners->pdata[i];

		p->edge(p->user, line, level);
	}
}

static void crossed(void *user)
{
	struct line *line = user;

	line_cross(line);
	if (line->node)
		node_crossed(line);
	framing_tell(&line->bus->framing, line->index, line->seen);
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

	while (bus->views) {
		struct view *v = bus->views;

		bus->views = v->next;
		view_free(v);
	}
	for (enum tw_line n = TW_SCL; n <= TW_SDA; n++)
		node_leave(&bus->line[n]);
	framing_clear(&bus->framing);
	g_ptr_array_unref(bus->switches);
	g_ptr_array_unref(bus->ports);
	g_free(bus->probe);
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
		.pullup_ohm = bus->config.pullup_ohm,
		.cap_pF = bus->config.cap_pF,
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
	    !fill(&c.fall_ns, 20, 1, 1000, name, "fall_ns", error) ||
	    !fill(&c.sink_mA, 20, 1, 100, name, "sink_mA", error))
		return NULL;
	bus = g_new0(tw_bus, 1);
	bus->sim = sim;
	bus->name = g_strdup(name);
	bus->config = c;
	bus->config.name = bus->name;
	bus->queue = tw_queue_new(sim, name);
	framing_init(&bus->framing);
	bus->switches = g_ptr_array_new();
	bus->ports = g_ptr_array_new();
	bus->source = tw_trace_add_source(sim->trace, &source);
	rc_init(&bus->rc, c.pullup_ohm, c.cap_pF, c.fall_ns);
	if (c.ultra_fast)
		bus->rc.rise_ns = bus->rc.fall_ns;
	line_init(bus, TW_SCL);
	line_init(bus, TW_SDA);
	node_refresh(&bus->line[TW_SCL]);
	node_refresh(&bus->line[TW_SDA]);
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

uint32_t tw_bus_voltage_mV(const tw_bus *bus, enum tw_line line)
{
	uint64_t v = line_voltage(&bus->line[line]);

	return (uint32_t)(v * bus->config.vdd_mV >> 16);
}

void tw_bus_set_wire(tw_bus *bus, enum tw_line line, uint32_t pullup_ohm,
		     uint32_t cap_pF)
{
	struct line *l = &bus->line[line];

	l->pullup_ohm = pullup_ohm ? pullup_ohm : bus->config.pullup_ohm;
	l->cap_pF = cap_pF ? cap_pF : bus->config.cap_pF;
	node_refresh(l);
}
