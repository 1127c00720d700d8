/* SPDX-License-Identifier: MIT */
/* What linked firmware still wants, and whether it may have it. */
#ifndef TW_CC_SYMBOLS_H
#define TW_CC_SYMBOLS_H

#include <glib.h>
#include <stdbool.h>

struct compiled {
	char *source; /* as the user named it */
	char *object;
};

/* Every symbol that @linked leaves to others must be the runtime's or among the
 * pure functions of the host's C library. @objects: of struct compiled, to say
 * who wants it. false with @error set to TW_ERROR_FIRMWARE, a line a symbol. */
bool symbols_check(const char *linked, const GArray *objects,
		   const char *platform, GError **error);

/* Adds the names of the symbols that @object wants, and that it defines, to
 * sets of strings that own them. */
void symbols_collect(const char *object, GHashTable *wanted,
		     GHashTable *defined);

#endif /* TW_CC_SYMBOLS_H */
