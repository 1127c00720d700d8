/* SPDX-License-Identifier: MIT */
/* Evenly spaced integers, the same on every machine. */
#ifndef TW_SCENARIO_LOG_STEPS_H
#define TW_SCENARIO_LOG_STEPS_H

#include <stdint.h>

/* The @i-th of @n (from 0; 2 and more) from @from to @to, to the nearest, half
 * away from @from. */
int64_t tw_linear_step(int64_t from, int64_t to, unsigned i, unsigned n);
/* The same in the logarithm; both ends 1 to 2^61. */
uint64_t tw_log_step(uint64_t from, uint64_t to, unsigned i, unsigned n);

/* log2 in units of 2^-50, rounded down; @v from 1. */
uint64_t tw_log2(uint64_t v);

#endif /* TW_SCENARIO_LOG_STEPS_H */
