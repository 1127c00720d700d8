/* SPDX-License-Identifier: MIT */
/*
 * Which of the functions that somebody wants to know of are called.
 *
 * A function's first basic block tells that it begins. Where calls are
 * watched, every block asks (its CPU's bound is 0); where none are, none does.
 */
#ifndef TW_RUNTIME_CALLS_H
#define TW_RUNTIME_CALLS_H

#include "runtime/runtime.h"

struct called {
	uintptr_t from;
	uintptr_t to;
	uintptr_t entry; /* in its first block; 0: not called yet */
	char *name;
};

struct calls {
	GArray *functions; /* struct called */
};

/* Begins to watch. @name is copied. */
void calls_add(mcu *m, const char *name, uintptr_t from, uintptr_t to);
void calls_free(struct calls *calls);

/* On a firmware stack, in a hook called from @pc: true if a call is to be noted
 * by @request. */
bool calls_pass(struct cpu *c, uintptr_t pc, struct request *request);

#endif /* TW_RUNTIME_CALLS_H */
