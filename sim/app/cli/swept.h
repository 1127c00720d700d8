/* SPDX-License-Identifier: MIT */
/* What `sweep` and `merge` say of results. */
#ifndef TW_CLI_SWEPT_H
#define TW_CLI_SWEPT_H

#include "command.h"

#include "app/sweep/cell.h"

/* Prints the shmoo plot of two axes (NULL: the first two) and the limits of
 * all. Returns CLI_OK, or has said what is wrong. */
int swept_print(const struct command *command, const struct sweep_plan *plan,
		const struct sweep_result *results, const char *x,
		const char *y);

/* The exit status of the worst cell; of what is missing none. */
int swept_status(const struct sweep_plan *plan,
		 const struct sweep_result *results);

uint64_t swept_missing(const struct sweep_plan *plan,
		       const struct sweep_result *results);

#endif /* TW_CLI_SWEPT_H */
