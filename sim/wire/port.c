/* SPDX-License-Identifier: MIT */
/* Ports: who drives the wires. */
#include "wire/bus.h"

static void port_free(void *user)
{
	tw_port *port = user;

	g_free(port->name);
	g_free(port);
}

tw_port *tw_port_new(tw_bus *bus, const char *name, enum tw_role role,
		     tw_edge_fn edge, void *user)
{
	struct tw_source source = {.kind = TW_SOURCE_PORT,
				   .name = name,
				   .role = (uint8_t)role,
				   .bus = bus->source};
	tw_port *port = g_new0(tw_port, 1);

	port->bus = bus;
	port->name = g_strdup(name);
	port->role = role;
	port->edge = edge;
	port->user = user;
	port->source = tw_trace_add_source(bus->sim->trace, &source);
	if (edge)
		g_ptr_array_add(bus->listeners, port);
	tw_sim_own(bus->sim, port_free, port);
	return port;
}

void tw_port_drive(tw_port *port, enum tw_line n, enum tw_drive drive)
{
	struct line *line = &port->bus->line[n];

	if (drive == port->drive[n])
		return;
	port_set(port, n, drive);
	line_update(line);
	if (line->n_high && line->n_low)
		sim_note(port->bus->queue->actor.island, port->source,
			 TW_NOTE_CONFLICT, n, NULL);
}

enum tw_drive tw_port_driving(const tw_port *port, enum tw_line line)
{
	return port->drive[line];
}

tw_bus *tw_port_bus(const tw_port *port)
{
	return port->bus;
}

const char *tw_port_name(const tw_port *port)
{
	return port->name;
}
