/* SPDX-License-Identifier: MIT */
/* What compilers must be told to make firmware of C. */
#ifndef TW_CC_FLAGS_H
#define TW_CC_FLAGS_H

#include <glib.h>
#include <stdbool.h>

enum compiler { COMPILER_GCC, COMPILER_CLANG };

/* By its own word: false if @command is neither, or cannot be run. */
bool flags_compiler(const char *command, enum compiler *compiler,
		    GError **error);
/* Ends with NULL. */
const char *const *flags_of(enum compiler compiler);

#endif /* TW_CC_FLAGS_H */
