/* SPDX-License-Identifier: MIT */
/*
 * Observers see every record at the moment it is made. They never change what
 * they watch: an observer must not drive, draw random numbers, set timers or
 * let time pass. It may call tw_sim_stop().
 */
#ifndef TW_OBSERVER_H
#define TW_OBSERVER_H

#include "twowire/trace.h"

G_BEGIN_DECLS

typedef void (*tw_observer_fn)(void *user, const struct tw_record *record);

/* @mask: TW_TRACE_..., what to be told of, whatever the trace keeps. */
void tw_sim_observe(tw_sim *sim, unsigned mask, tw_observer_fn observer,
		    void *user);
void tw_sim_unobserve(tw_sim *sim, tw_observer_fn observer, void *user);

G_END_DECLS

#endif /* TW_OBSERVER_H */
