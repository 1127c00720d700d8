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

#endif /* TW_CC_SYMBOLS_H */
