/* SPDX-License-Identifier: MIT */
/*
 * Hosts as they are: what real controllers, drivers and bit-banged code do on
 * the wires that the specification does not ask for.
 *
 * A controller is made like one of them by tw_controller_config.like. It is
 * used as any other: the requests and transfers of controller.h. What differs
 * is what the wires show, and that a banged host reads levels at instants of
 * its own and sees no edges: it neither waits for a free bus, nor notices that
 * it has lost an arbitration, nor synchronises its clock but by waiting for SCL
 * where its code does.
 */
#ifndef TW_HOST_H
#define TW_HOST_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

/* A field of tw_controller_config that this kind of host knows beyond name,
 * scl_hz and stretch_timeout_ns; 0 in the field is @preset. */
struct tw_host_setting {
	const char *key;
	const char *summary;
	uint64_t preset;
	uint64_t min, max; /* of what is given */
};

struct tw_host {
	const char *name;
	const char *summary; /* what it does, one line */
	const char *source;  /* the chip, driver or report that says so */
	bool banged;	     /* reads levels, sees no edges */
	/* How long SCL may be held, where stretch_timeout_ns is 0: ns, or
	 * periods of SCL, or for ever if both are 0. */
	uint64_t stretch_timeout_ns;
	uint32_t stretch_periods;
	const struct tw_host_setting *settings; /* ends with a NULL key */
};

/* All of them, in order of their names after the first, which is the ideal
 * controller; ends with NULL. */
extern const struct tw_host *const tw_hosts[];

/* By name, or NULL. NULL is the ideal controller. */
const struct tw_host *tw_host_find(const char *name);

G_END_DECLS

#endif /* TW_HOST_H */
