/* SPDX-License-Identifier: MIT */
/*
 * A chip's pins: what each is soldered to, and software's hand on them.
 *
 * A pin is soldered to a wire of a bus, to a net, or to nothing. All pins of a
 * chip on one bus share one port, CHIP.gpio, for what software drives; what a
 * peripheral drives comes from the ports of its own target and controller.
 *
 * Approx.: several pins of one chip on one wire count as one driver, low before
 *          high. A pin's own pull acts only where nothing is soldered to it.
 */
#ifndef TW_RUNTIME_PINS_H
#define TW_RUNTIME_PINS_H

#include "twowire/chip.h"
#include "twowire/net.h"
#include "twowire/port.h"

struct pins;

enum { PINS_MAX_BUSES = 8 };

/* One that drives nothing, pulled nowhere, is all zero but for @pins. */
struct pin {
	struct pins *pins;
	struct pins_bus *bus; /* or NULL */
	enum tw_line line;
	struct pin *next; /* on the same wire */
	tw_pin *net;	  /* or NULL */
	enum tw_drive drive;
	bool pull_up;
};

struct pins_bus {
	struct pins *pins;
	tw_bus *bus;
	tw_port *port;
	struct pin *first[2]; /* on SCL, on SDA */
};

struct pins {
	const char *owner; /* the chip's name: the ports are OWNER.gpio */
	tw_queue *queue;
	struct pin *pin; /* the caller's, @n of them */
	unsigned n;
	struct pins_bus buses[PINS_MAX_BUSES];
	unsigned n_buses;
	/* The level at a soldered pin may have changed. May be NULL. */
	void (*changed)(void *user, unsigned pin);
	void *user;
};

/* How a platform calls its pins. */
struct pins_naming {
	/* true with *n set for a name that exists. */
	bool (*number)(const char *name, unsigned *n);
	const char *which; /* "GPIO0 to GPIO29": for the error */
};

/* @pin: zeroed room for @n, which lives as long as the chip. */
void pins_init(struct pins *p, const char *owner, tw_queue *queue,
	       struct pin *pin, unsigned n);

/* Solders all that a chip's configuration names; false with @error set to
 * TW_ERROR_CONFIG and CHIP.pins.PIN in it. */
bool pins_solder(struct pins *p, const struct tw_chip_config *config,
		 const struct pins_naming *naming, GError **error);
/* One by one; false: too many buses. */
bool pins_solder_bus(struct pins *p, unsigned pin, tw_bus *bus,
		     enum tw_line line);
void pins_solder_net(struct pins *p, unsigned pin, tw_net *net,
		     const char *name);

/* What software, or a peripheral without a port of its own, does to it. */
void pins_drive(struct pins *p, unsigned pin, enum tw_drive drive);
void pins_pull_up(struct pins *p, unsigned pin, bool up);
/* All pins let go. */
void pins_release(struct pins *p);
/* The level at the pad. */
bool pins_level(const struct pins *p, unsigned pin);

/* Is the pin soldered to that wire? */
bool pins_on(const struct pins *p, unsigned pin, const tw_bus *bus,
	     enum tw_line line);
/* The bus whose SCL and SDA these two pins are, or NULL. */
tw_bus *pins_bus(const struct pins *p, unsigned scl, unsigned sda);

#endif /* TW_RUNTIME_PINS_H */
