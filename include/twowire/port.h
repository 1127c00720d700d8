/* SPDX-License-Identifier: MIT */
/*
 * A port: one connection of one part to the two wires of a bus.
 *
 * Every driver of a wire is a port with a name and a role: that is how a trace
 * knows who pulls, which no logic analyzer can. Controllers and targets bring
 * their own; open one yourself to bit-bang, to listen for bare edges, or to
 * misbehave. For authors of parts: less stable than bus.h.
 */
#ifndef TW_PORT_H
#define TW_PORT_H

#include "twowire/bus.h"

G_BEGIN_DECLS

typedef struct tw_port tw_port;

enum tw_role { TW_ROLE_CONTROLLER, TW_ROLE_TARGET, TW_ROLE_OTHER };

/* What a port does to one wire. */
enum tw_drive {
	TW_RELEASE, /* high impedance: the pull-up decides */
	TW_LOW,	    /* pulls to ground */
	TW_HIGH,    /* drives to VDD (push-pull). Against a port that pulls
		       low the wire stays low and the conflict is noted. */
	TW_CURRENT, /* lets go and adds a current source of 3 mA to VDD, as
		       Hs-mode controllers do to SCLH (UM10204 5.3.1) */
};

/* @level: what inputs see from this instant on. Called for both wires, after
 * the bus's own framing, in the order ports were opened. */
typedef void (*tw_edge_fn)(void *user, enum tw_line line, bool level);

/**
 * tw_port_new:
 * @name: copied; shown in traces; unique on the bus
 * @edge: (nullable): NULL for a port that does not listen, which costs nothing
 *
 * Returns: (transfer none): a port that drives neither wire, owned by @bus.
 */
tw_port *tw_port_new(tw_bus *bus, const char *name, enum tw_role role,
		     tw_edge_fn edge, void *user);

/* The same with thresholds, filter and delay of its own. @sense: (nullable):
 * copied. */
tw_port *tw_port_new_sensing(tw_bus *bus, const char *name, enum tw_role role,
			     const struct tw_sense *sense, tw_edge_fn edge,
			     void *user);

/* A pull-up inside the part, beside the bus's; 0: none, as at the beginning. */
void tw_port_set_pullup(tw_port *port, enum tw_line line, uint32_t ohm);
/* What it sinks at most; 0: what the bus's configuration says. */
void tw_port_set_sink(tw_port *port, uint32_t mA);

/* Takes effect at the present instant; the wire follows at its own pace. */
void tw_port_drive(tw_port *port, enum tw_line line, enum tw_drive drive);

enum tw_drive tw_port_driving(const tw_port *port, enum tw_line line);
tw_bus *tw_port_bus(const tw_port *port);
const char *tw_port_name(const tw_port *port);
/* The port of that name, or NULL. */
tw_port *tw_bus_port(const tw_bus *bus, const char *name);

/* --- Standing between a part and the wires ------------------------------- */

/* Called instead of each change that the part at @port makes: it wants to do
 * @drive to @line from now on. What reaches the wire is what the function
 * gives to tw_port_apply(): the same, something else, later, or nothing. */
typedef void (*tw_intercept_fn)(void *user, tw_port *port, enum tw_line line,
				enum tw_drive drive);

/**
 * tw_port_intercept:
 * @fn: (nullable): replaces the one before; NULL hands the wires back: what
 *   the part wants takes effect at once
 *
 * The part behind the port notices nothing but the wires: tw_port_driving()
 * tells what it wants, tw_port_applied() what is really done. Traces show the
 * latter. Costs nothing where it is not used.
 */
void tw_port_intercept(tw_port *port, tw_intercept_fn fn, void *user);

/* Drives for real, past the interception. */
void tw_port_apply(tw_port *port, enum tw_line line, enum tw_drive drive);
enum tw_drive tw_port_applied(const tw_port *port, enum tw_line line);

G_END_DECLS

#endif /* TW_PORT_H */
