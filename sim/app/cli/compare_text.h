/* SPDX-License-Identifier: MIT */
/* What `twowire compare` prints. */
#ifndef TW_CLI_COMPARE_TEXT_H
#define TW_CLI_COMPARE_TEXT_H

#include <glib.h>
#include <stdio.h>

#define COMPARE_NOTHING (-1) /* none of them ran */

/* Prints where the personalities (struct personality) differ. Returns
 * COMPARE_NOTHING or the exit status: 1 if any two that ran differ, 3 if one
 * crashed or hung. */
int compare_text(const char *title, const GPtrArray *personalities, FILE *out);

#endif /* TW_CLI_COMPARE_TEXT_H */
