/* SPDX-License-Identifier: MIT */
/* What a host does before a capture begins. */
#ifndef TW_CLI_REPLAY_BEFORE_H
#define TW_CLI_REPLAY_BEFORE_H

#include "twowire/bus.h"

/* After @lead_ns does each of @texts, "w1@0x50 0x10", with a host of its own;
 * NULL: nothing. Returns an exit status; what is wrong has been printed. */
int replay_before(tw_bus *bus, char *const *texts, uint64_t lead_ns);

#endif /* TW_CLI_REPLAY_BEFORE_H */
