/* SPDX-License-Identifier: MIT */
/*
 * Voltages over time: a window of a simulation in which both wires of every bus
 * are sampled, as a scope would. Between two changes of its drivers a wire
 * follows a closed form, so a sample is the voltage of its own instant, and
 * taking it changes nothing.
 */
#ifndef TW_ANALOG_H
#define TW_ANALOG_H

#include "twowire/bus.h"
#include "twowire/trace.h"

G_BEGIN_DECLS

enum {
	TW_ANALOG_STEP_NS = 10,
	TW_ANALOG_MAX = 4000000, /* samples of all wires together */
};

/* Samples at from_ns, from_ns + step_ns, ..., none after to_ns. */
struct tw_analog_window {
	uint64_t from_ns;
	uint64_t to_ns;
	uint64_t step_ns; /* a divisor of 1 s; 0: TW_ANALOG_STEP_NS */
};

/* Is it a window that so many buses can be sampled in? If not, @error is
 * TW_ERROR_CONFIG. */
bool tw_analog_check(const struct tw_analog_window *window, size_t n_buses,
		     GError **error);

/**
 * tw_sim_analog:
 * @window: copied
 *
 * Samples all buses there are, into the sim's trace: once in a sim, after its
 * buses were made and before time passes. What is in the window is there when
 * a run returns.
 *
 * Returns: false with @error set as above.
 */
bool tw_sim_analog(tw_sim *sim, const struct tw_analog_window *window,
		   GError **error);

/* The window of a trace, step_ns filled in; false: there is none. */
bool tw_trace_analog(const tw_trace *trace, struct tw_analog_window *window);
/* The samples that a wire of @bus (a source) has so far, in uV; NULL: it has
 * no window. Valid until the sim runs on. */
const uint32_t *tw_trace_analog_uV(const tw_trace *trace, uint32_t bus,
				   enum tw_line line, size_t *n);

G_END_DECLS

#endif /* TW_ANALOG_H */
