/* SPDX-License-Identifier: MIT */
/* Between the measured firmware and what measures it. */
#ifndef TW_BENCH_CHIPS_H
#define TW_BENCH_CHIPS_H

#define BUSY_TURNS 1000000u
#define POLL_TURNS 2000000u

#endif /* TW_BENCH_CHIPS_H */
