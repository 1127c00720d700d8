/* SPDX-License-Identifier: MIT */
/*
 * A named net: one digital wire that is no bus (ALERT#, INT#, RESET#, an
 * address strap). It joins device pins and chip GPIOs. Without drivers it has
 * its resting level; low wins over high, and the conflict is noted.
 */
#ifndef TW_NET_H
#define TW_NET_H

#include "twowire/actor.h"
#include "twowire/port.h"
#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_net tw_net;
typedef struct tw_pin tw_pin;

/* @high: the new level, from this instant on. */
typedef void (*tw_pin_fn)(void *user, bool high);

/* @name: copied, unique in the sim. @rest_high: as by a pull-up. Owned by
 * @sim. */
tw_net *tw_net_new(tw_sim *sim, const char *name, bool rest_high);
tw_net *tw_sim_net(const tw_sim *sim, const char *name);
const char *tw_net_name(const tw_net *net);
bool tw_net_level(const tw_net *net);

/* A pin on the net, driving nothing; owned by it. @changed may be NULL. What
 * is on @queue (a bus's or a chip's) is thereby joined to all on this net, so
 * pins are made before the sim first runs. */
tw_pin *tw_pin_new(tw_net *net, tw_queue *queue, const char *name,
		   tw_pin_fn changed, void *user);
void tw_pin_drive(tw_pin *pin, enum tw_drive drive);
tw_net *tw_pin_net(const tw_pin *pin);

G_END_DECLS

#endif /* TW_NET_H */
