/* SPDX-License-Identifier: MIT */
#include "runtime/pins.h"

void pins_init(struct pins *p, const char *owner, tw_queue *queue,
	       struct pin *pin, unsigned n)
{
	p->owner = owner;
	p->queue = queue;
	p->pin = pin;
	p->n = n;
	for (unsigned i = 0; i < n; i++)
		pin[i].pins = p;
}

/* --- levels ------------------------------------------------------------ */

static void tell(struct pins *p, unsigned pin)
{
	if (p->changed)
		p->changed(p->user, pin);
}

static void edge(void *user, enum tw_line line, bool level)
{
	const struct pins_bus *bus = user;

	for (const struct pin *at = bus->first[line]; at; at = at->next)
		tell(bus->pins, (unsigned)(at - bus->pins->pin));
}

static void net_changed(void *user, bool high)
{
	const struct pin *pin = user;

	tell(pin->pins, (unsigned)(pin - pin->pins->pin));
}

bool pins_level(const struct pins *p, unsigned pin)
{
	const struct pin *at = &p->pin[pin];

	if (at->bus)
		return tw_bus_level(at->bus->bus, at->line);
	if (at->net)
		return tw_net_level(tw_pin_net(at->net));
	if (at->drive != TW_RELEASE)
		return at->drive == TW_HIGH;
	return at->pull_up;
}

/* --- driving ----------------------------------------------------------- */

static enum tw_drive stronger(enum tw_drive a, enum tw_drive b)
{
	if (a == TW_LOW || b == TW_LOW)
		return TW_LOW;
	return a == TW_HIGH || b == TW_HIGH ? TW_HIGH : TW_RELEASE;
}

static void drive_line(const struct pins_bus *bus, enum tw_line line)
{
	enum tw_drive drive = TW_RELEASE;

	for (const struct pin *at = bus->first[line]; at; at = at->next)
		drive = stronger(drive, at->drive);
	tw_port_drive(bus->port, line, drive);
}

void pins_drive(struct pins *p, unsigned pin, enum tw_drive drive)
{
	struct pin *at = &p->pin[pin];

	if (at->drive == drive)
		return;
	at->drive = drive;
	if (at->bus)
		drive_line(at->bus, at->line);
	else if (at->net)
		tw_pin_drive(at->net, drive);
	tell(p, pin);
}

void pins_pull_up(struct pins *p, unsigned pin, bool up)
{
	if (p->pin[pin].pull_up == up)
		return;
	p->pin[pin].pull_up = up;
	tell(p, pin);
}

void pins_release(struct pins *p)
{
	for (unsigned i = 0; i < p->n; i++)
		pins_drive(p, i, TW_RELEASE);
}

/* --- soldering --------------------------------------------------------- */

static struct pins_bus *find_bus(struct pins *p, tw_bus *bus)
{
	struct pins_bus *b;
	g_autofree char *name = g_strconcat(p->owner, ".gpio", NULL);

	for (unsigned i = 0; i < p->n_buses; i++)
		if (p->buses[i].bus == bus)
			return &p->buses[i];
	if (p->n_buses == PINS_MAX_BUSES)
		return NULL;
	b = &p->buses[p->n_buses++];
	b->pins = p;
	b->bus = bus;
	b->port = tw_port_new(bus, name, TW_ROLE_OTHER, edge, b);
	return b;
}

bool pins_solder_bus(struct pins *p, unsigned pin, tw_bus *bus,
		     enum tw_line line)
{
	struct pins_bus *b = find_bus(p, bus);

	if (!b)
		return false;
	p->pin[pin].bus = b;
	p->pin[pin].line = line;
	p->pin[pin].next = b->first[line];
	b->first[line] = &p->pin[pin];
	if (tw_bus_queue(bus) != p->queue)
		tw_queue_join(p->queue, tw_bus_queue(bus));
	return true;
}

void pins_solder_net(struct pins *p, unsigned pin, tw_net *net,
		     const char *name)
{
	p->pin[pin].net =
		tw_pin_new(net, p->queue, name, net_changed, &p->pin[pin]);
}

static bool refuse(const struct pins *p, const char *pin, const char *expected,
		   const char *got, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s.pins.%s: expected %s, got %s", p->owner, pin, expected,
		    got);
	return false;
}

static bool solder(struct pins *p, const struct tw_chip_pin *pin,
		   const struct pins_naming *naming, GError **error)
{
	g_autofree char *name = g_strconcat(p->owner, ".", pin->pin, NULL);
	unsigned n;

	if (!naming->number(pin->pin, &n)) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.pins: expected %s, got %s", p->owner,
			    naming->which, pin->pin);
		return false;
	}
	if (p->pin[n].bus || p->pin[n].net)
		return refuse(p, pin->pin, "one wire", "two", error);
	if (!pin->bus && !pin->net)
		return refuse(p, pin->pin, "a bus or a net", "neither", error);
	if (pin->net)
		pins_solder_net(p, n, pin->net, name);
	else if (!pins_solder_bus(p, n, pin->bus, pin->line))
		return refuse(p, pin->pin, "at most 8 buses", "more", error);
	return true;
}

bool pins_solder(struct pins *p, const struct tw_chip_config *config,
		 const struct pins_naming *naming, GError **error)
{
	for (size_t i = 0; i < config->n_pins; i++)
		if (!solder(p, &config->pins[i], naming, error))
			return false;
	return true;
}

bool pins_on(const struct pins *p, unsigned pin, const tw_bus *bus,
	     enum tw_line line)
{
	const struct pin *at = &p->pin[pin];

	return at->bus && at->bus->bus == bus && at->line == line;
}

tw_bus *pins_bus(const struct pins *p, unsigned scl, unsigned sda)
{
	tw_bus *bus = p->pin[scl].bus ? p->pin[scl].bus->bus : NULL;

	return bus && pins_on(p, scl, bus, TW_SCL) &&
			       pins_on(p, sda, bus, TW_SDA)
		       ? bus
		       : NULL;
}
