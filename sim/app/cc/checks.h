/* SPDX-License-Identifier: MIT */
/*
 * -fsanitize= for firmware. The compilers' own runtimes are those of a process;
 * here undefined behaviour traps, and "address" stands for checks that the
 * runtime makes.
 */
#ifndef TW_CC_CHECKS_H
#define TW_CC_CHECKS_H

#include "app/cc/flags.h"

struct checks {
	bool memory; /* heap, arrays and stack frames */
	bool traps;  /* some undefined behaviour */
	char **rest; /* the user's options without "address" */
};

/* false with @error set to TW_ERROR_CONFIG: a kind that firmware cannot have.
 */
bool checks_read(struct checks *checks, const char *const *options,
		 GError **error);
void checks_clear(struct checks *checks);
/* What follows for the user's sources; ends with NULL. */
const char *const *checks_flags(const struct checks *checks,
				enum compiler compiler);

#endif /* TW_CC_CHECKS_H */
