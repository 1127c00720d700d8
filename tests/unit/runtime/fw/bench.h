/* SPDX-License-Identifier: MIT */
/* Between the measured firmware and what measures it. */
#ifndef BENCH_H
#define BENCH_H

#define BENCH_LOOPS 2000000

#endif /* BENCH_H */
