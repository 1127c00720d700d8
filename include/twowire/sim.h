/* SPDX-License-Identifier: MIT */
/*
 * The simulation: time, seed, and everything that lives in it.
 *
 * A sim owns its buses, controllers, targets, devices, nets, chips and its
 * trace; nothing exists outside one and tw_sim_free() frees them all. Time is
 * simulated and counted in nanoseconds since tw_sim_new(). Nothing moves on
 * its own: only tw_sim_run() and the calls built on it let time pass, and the
 * same calls in the same order always give the same trace.
 *
 * Many sims may live in one process; a sim belongs to one thread at a time.
 */
#ifndef TW_SIM_H
#define TW_SIM_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef struct tw_sim tw_sim;

/* "At no time": later than every instant a sim can reach. */
#define TW_NEVER UINT64_MAX

#define TW_US(n) ((uint64_t)(n)*1000u)
#define TW_MS(n) ((uint64_t)(n)*1000000u)
#define TW_S(n)	 ((uint64_t)(n)*1000000000u)

/* What a user can get wrong while setting up. What happens on the wire is not
 * an error: see enum tw_result in controller.h. */
#define TW_ERROR (tw_error_quark())
GQuark tw_error_quark(void);
enum tw_error {
	TW_ERROR_CONFIG,   /* a parameter is out of range or of no use here */
	TW_ERROR_ADDRESS,  /* the address is reserved or malformed */
	TW_ERROR_FILE,	   /* a file cannot be read, or is not what it claims */
	TW_ERROR_FIRMWARE, /* a firmware object cannot be loaded */
};

/* How a run ended. */
enum tw_run {
	TW_RUN_DONE,	/* the time asked for has been reached */
	TW_RUN_STOPPED, /* tw_sim_stop() was called */
	TW_RUN_FAILED,	/* a chip's firmware crashed, hung or left: chip.h */
};

/* A new, empty sim at time 0. @seed feeds every stream of randomness in it. */
tw_sim *tw_sim_new(uint64_t seed);

/* Frees the sim and all it owns. NULL is allowed. */
void tw_sim_free(tw_sim *sim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_sim, tw_sim_free)

/* The present, in ns. Inside a callback: the instant of what called it. */
uint64_t tw_sim_now_ns(const tw_sim *sim);

uint64_t tw_sim_seed(const tw_sim *sim);

/**
 * tw_sim_run:
 * @until_ns: absolute; what is due at exactly this instant still happens. An
 *   instant that has passed is no error and does nothing.
 *
 * Lets time pass. After TW_RUN_FAILED the sim can be read and freed, but no
 * longer run: every further call returns TW_RUN_FAILED at once.
 */
enum tw_run tw_sim_run(tw_sim *sim, uint64_t until_ns);

/* From a callback: make the run in progress return after this callback, at
 * this instant. Outside a run it does nothing. What shares neither bus, net
 * nor chip with the caller may have got up to 1 ms further; the trace shows
 * that once the rest has come as far. A bus that is made meanwhile begins where
 * they all have come to. */
void tw_sim_stop(tw_sim *sim);

G_END_DECLS

#endif /* TW_SIM_H */
