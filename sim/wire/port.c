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
	struct tw_source source = { .kind = TW_SOURCE_PORT,
				    .name = name,
				    .role = (uint8_t)role,
				    .bus = bus->source };
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
	tw_bus *bus = port->bus;
	struct line *line = &bus->line[n];
	enum tw_drive old = port->drive[n];

	if (drive == old)
		return;
	port->drive[n] = (uint8_t)drive;
	line->n_low = (uint16_t)(line->n_low - (old == TW_LOW) +
				 (drive == TW_LOW));
	line->n_high = (uint16_t)(line->n_high - (old == TW_HIGH) +
				  (drive == TW_HIGH));
	sim_record_pull(bus->queue->actor.island, port->source, n, drive);
	line_update(line);
	if (line->n_high && line->n_low)
		sim_note(bus->queue->actor.island, port->source,
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
