/* SPDX-License-Identifier: MIT */
/*
 * Taps: between what parts want and what the wires get. What several faults do
 * to one port adds up; the last to go gives the wire back.
 */
#include "fault/fault.h"

static bool is_own(const struct fault_bus *fb, const tw_port *port)
{
	return g_ptr_array_find(fb->own, port, NULL);
}

bool taps_want_low(const struct fault_bus *fb, enum tw_line line)
{
	for (guint i = 0; i < fb->bus->ports->len; i++) {
		const tw_port *port = fb->bus->ports->pdata[i];

		if (!is_own(fb, port) && tw_port_driving(port, line) == TW_LOW)
			return true;
	}
	return false;
}

static enum tw_drive reaches(const struct tap *tap, enum tw_line line)
{
	if (tap->frozen)
		return tw_port_applied(tap->port, line);
	if (tap->muted[line] || tap->fb->open[line])
		return TW_RELEASE;
	return tw_port_driving(tap->port, line);
}

void tap_update(struct tap *tap, enum tw_line line)
{
	enum tw_drive drive = reaches(tap, line);

	if (!shift_drive(tap, line, drive))
		tw_port_apply(tap->port, line, drive);
}

/* The inverter's own port does the opposite of what all others want. */
static void invert(struct fault_bus *fb)
{
	tw_port_drive(fb->inverter->port, TW_SDA,
		      taps_want_low(fb, TW_SDA) ? TW_RELEASE : TW_LOW);
}

static void intercepted(void *user, tw_port *port, enum tw_line line,
			enum tw_drive drive)
{
	struct tap *tap = user;
	tw_fault *once = tap->once[line];

	if (once) {
		fault_end(once);
		return;
	}
	tap_update(tap, line);
	if (line == TW_SDA && tap->fb->inverter)
		invert(tap->fb);
}

struct tap *tap_of(struct fault_bus *fb, tw_port *port)
{
	struct tap *tap;

	for (guint i = 0; i < fb->taps->len; i++) {
		tap = fb->taps->pdata[i];
		if (tap->port == port)
			return tap;
	}
	tap = g_new0(struct tap, 1);
	tap->fb = fb;
	tap->port = port;
	g_ptr_array_add(fb->taps, tap);
	tw_port_intercept(port, intercepted, tap);
	return tap;
}

void tap_all(struct fault_bus *fb)
{
	for (guint i = 0; i < fb->bus->ports->len; i++) {
		tw_port *port = fb->bus->ports->pdata[i];

		if (!is_own(fb, port))
			tap_of(fb, port);
	}
}

void tap_update_all(struct fault_bus *fb, enum tw_line line)
{
	for (guint i = 0; i < fb->taps->len; i++)
		tap_update(fb->taps->pdata[i], line);
	if (line == TW_SDA && fb->inverter)
		invert(fb);
}

void tap_mute(struct tap *tap, bool on)
{
	for (int line = TW_SCL; line <= TW_SDA; line++) {
		tap->muted[line] += on ? 1u : -1u;
		tap_update(tap, (enum tw_line)line);
	}
}

struct tap *fault_tap(tw_fault *f)
{
	const char *name = fault_name(f, "part");
	const tw_controller *host = *name ? NULL : fault_host(f);
	tw_port *port = host ? host->port : tw_bus_port(f->fb->bus, name);

	return port ? tap_of(f->fb, port) : NULL;
}
