/* SPDX-License-Identifier: MIT */
/* Ports: who drives the wires. */
#include "wire/node.h"
#include "wire/view.h"

static void port_free(void *user)
{
	tw_port *port = user;

	g_free(port->name);
	g_free(port);
}

static void become_ultra_fast(tw_port *port);

tw_port *tw_port_new_sensing(tw_bus *bus, const char *name, enum tw_role role,
			     const struct tw_sense *sense, tw_edge_fn edge,
			     void *user)
{
	const struct view *view = edge ? view_of(bus, sense) : NULL;
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
	g_ptr_array_add(bus->ports, port);
	if (bus->config.ultra_fast)
		become_ultra_fast(port);
	if (edge)
		g_ptr_array_add(view ? view->framing.listeners
				     : bus->framing.listeners,
				port);
	tw_sim_own(bus->sim, port_free, port);
	return port;
}

tw_port *tw_port_new(tw_bus *bus, const char *name, enum tw_role role,
		     tw_edge_fn edge, void *user)
{
	return tw_port_new_sensing(bus, name, role, NULL, edge, user);
}

/* From @old to @drive, on the wire. */
static void change(tw_port *port, enum tw_line n, enum tw_drive old,
		   enum tw_drive drive)
{
	struct line *line = &port->bus->line[n];

	port_set(port, n, old, drive);
	if (G_UNLIKELY(drive == TW_CURRENT && !line->node))
		node_refresh(line);
	else
		line_update(line);
	if (line->n_high && line->n_low)
		sim_note(port->bus->queue->actor.island, port->source,
			 TW_NOTE_CONFLICT, n, NULL);
}

void tw_port_drive(tw_port *port, enum tw_line n, enum tw_drive drive)
{
	enum tw_drive old = port->drive[n];

	if (drive == old)
		return;
	port->drive[n] = (uint8_t)drive;
	if (port->intercept)
		port->intercept(port->intercept_user, port, n, drive);
	else
		change(port, n, old, drive);
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

tw_port *tw_bus_port(const tw_bus *bus, const char *name)
{
	for (guint i = 0; i < bus->ports->len; i++) {
		tw_port *port = bus->ports->pdata[i];

		if (!strcmp(port->name, name))
			return port;
	}
	return NULL;
}

void tw_port_set_pullup(tw_port *port, enum tw_line line, uint32_t ohm)
{
	port->pullup_ohm[line] = ohm;
	node_refresh(&port->bus->line[line]);
}

void tw_port_set_sink(tw_port *port, uint32_t mA)
{
	port->sink_mA = mA;
	node_refresh(&port->bus->line[TW_SCL]);
	node_refresh(&port->bus->line[TW_SDA]);
}

/* --- interception ------------------------------------------------------ */

void tw_port_apply(tw_port *port, enum tw_line n, enum tw_drive drive)
{
	enum tw_drive old = tw_port_applied(port, n);

	if (port->base)
		drive = port->role == TW_ROLE_TARGET ? TW_RELEASE
			: drive == TW_LOW	     ? TW_LOW
						     : TW_HIGH;
	if (!port->intercept || drive == old)
		return;
	port->applied[n] = (uint8_t)drive;
	change(port, n, old, drive);
}

enum tw_drive tw_port_applied(const tw_port *port, enum tw_line line)
{
	return port->intercept ? port->applied[line] : port->drive[line];
}

void tw_port_intercept(tw_port *port, tw_intercept_fn fn, void *user)
{
	if (!fn)
		fn = port->base;
	if (fn && !port->intercept) {
		port->bus->n_special++;
		port->applied[TW_SCL] = port->drive[TW_SCL];
		port->applied[TW_SDA] = port->drive[TW_SDA];
	} else if (!fn && port->intercept) {
		port->bus->n_special--;
	}
	if (fn == port->base && port->intercept) {
		tw_port_apply(port, TW_SCL, port->drive[TW_SCL]);
		tw_port_apply(port, TW_SDA, port->drive[TW_SDA]);
	}
	port->intercept = fn;
	port->intercept_user = user;
}

/* --- Ultra Fast-mode (UM10204 3.2) -------------------------------------- */

static void follow(void *user, tw_port *port, enum tw_line line,
		   enum tw_drive drive)
{
	tw_port_apply(port, line, drive);
}

/* Controllers are push-pull: what they let go of is high. Targets have no
 * drivers. */
static void become_ultra_fast(tw_port *port)
{
	if (port->role == TW_ROLE_OTHER)
		return;
	port->base = follow;
	tw_port_intercept(port, NULL, NULL);
	tw_port_apply(port, TW_SCL, TW_RELEASE);
	tw_port_apply(port, TW_SDA, TW_RELEASE);
}
