/* SPDX-License-Identifier: MIT */
/* Firmware that counts its branches, for gcov. */
#ifndef TW_CC_COUNTED_H
#define TW_CC_COUNTED_H

#include "app/cc/build.h"

/* Do the compiler's options ask for it? */
bool counted_asked(const char *const *options);
/* What a source of the user's is compiled with beside: its notes are written
 * beside the object, as FW-source.gcno, and its counts will be. */
void counted_add_options(GPtrArray *argv, const struct unit *unit);

#endif /* TW_CC_COUNTED_H */
