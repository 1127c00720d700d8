/* SPDX-License-Identifier: MIT */
/*
 * A switch between two buses, as in a PCA9548A: closed it joins SCL to SCL and
 * SDA to SDA, and what was two wires is one, with the capacitance and the
 * pull-ups of both. Each bus keeps its own parts, name and edges in the trace.
 *
 * Left out: the switch's own resistance and delay, and translation of levels.
 * Buses are joined by as many switches as you like, also in a ring.
 */
#ifndef TW_SWITCH_H
#define TW_SWITCH_H

#include "twowire/bus.h"

G_BEGIN_DECLS

typedef struct tw_switch tw_switch;

/**
 * tw_switch_new:
 * @name: copied; also of a point (point.h) at which the switch can be made to
 *   stick
 *
 * To be made before the sim first runs.
 *
 * Returns: (transfer none): open, owned by the sim; or NULL with @error set to
 * TW_ERROR_CONFIG where the buses have different supplies.
 */
tw_switch *tw_switch_new(tw_bus *a, tw_bus *b, const char *name,
			 GError **error);

/* Takes effect at the present instant: closing shares the charges of both
 * wires, opening leaves each with the voltage it had. */
void tw_switch_set(tw_switch *sw, bool closed);
bool tw_switch_closed(const tw_switch *sw);
const char *tw_switch_name(const tw_switch *sw);

G_END_DECLS

#endif /* TW_SWITCH_H */
