/* SPDX-License-Identifier: MIT */
/* What a read of a register costs a program under `twowire exec`. */
#ifndef TW_BENCH_SERVED_H
#define TW_BENCH_SERVED_H

#include <stdbool.h>

/* Of one read of one byte; wall-clock, the least of the rounds. */
struct served_cost {
	double socket_ns; /* a bare round trip between two processes */
	double inside_ns; /* the same transfer in one process */
	double whole_ns;  /* through the server, as a program sees it */
};

/* false: a program could not be run, or a byte was wrong. */
bool bench_served(struct served_cost *cost);

#endif /* TW_BENCH_SERVED_H */
