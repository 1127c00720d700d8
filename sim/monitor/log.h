/* SPDX-License-Identifier: MIT */
/*
 * The transaction log: one line an event, in order of time.
 *
 *	# start ns  event
 *	100000000   START
 *	100002500   ADDR  48 W  ACK
 *	100025000   DATA  00    ACK
 *	100047500   STOP
 *
 * A byte's line carries the time of its first bit and can be printed only
 * after its last, so later lines wait for it.
 */
#ifndef TW_MONITOR_LOG_H
#define TW_MONITOR_LOG_H

#include "twowire/capture.h"

struct log;
struct log_bus;

/* One tick is @num / @den seconds; 0 as @num: times are sample numbers.
 * Finished lines are appended to @out, which the caller may empty. */
struct log *tw_log_new(GString *out, uint64_t num, uint64_t den);
void tw_log_free(struct log *log);

/* @name: (nullable): printed in each of the bus's lines. Owned by the log. */
struct log_bus *tw_log_add_bus(struct log *log, const char *name);
/* Asked once for every address (@msg has no bytes yet) and byte (its last one),
 * in the order of the wires: a phrase for the end of its line, or NULL. */
typedef const char *(*log_meaning_fn)(void *user, const struct tw_message *msg);
void tw_log_set_meaning(struct log_bus *bus, log_meaning_fn fn, void *user);
/* What is to be fed with the bus's levels; the log's own. */
tw_decoder *tw_log_decoder(struct log_bus *bus);
/* Called after lines were appended to the output. */
void tw_log_set_drain(struct log *log, void (*fn)(void *user), void *user);
void tw_log_levels(struct log_bus *bus, uint64_t tick, bool scl, bool sda);
/* Any other line; @text is copied. */
void tw_log_line(struct log *log, uint64_t tick, const char *bus,
		 const char *text);
/* No line of this tick or later is printed: one may still come at @tick.
 * UINT64_MAX: nothing is waited for. */
void tw_log_hold(struct log *log, uint64_t tick);
/* Appends the lines whose time has surely come: all before @tick. */
void tw_log_flush(struct log *log, uint64_t tick);
void tw_log_finish(struct log *log);

#endif /* TW_MONITOR_LOG_H */
