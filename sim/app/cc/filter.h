/* SPDX-License-Identifier: MIT */
/* What happens to a compiler's assembly before it is assembled. */
#ifndef TW_CC_FILTER_H
#define TW_CC_FILTER_H

#include <glib.h>
#include <stdbool.h>

struct filter {
	bool counted;	     /* it counts for gcov */
	const char *prelude; /* a file of macros, or NULL */
	bool library; /* weak, so that firmware's own definitions win; code in
			 a section that is known to be no firmware's */
};

/* clang writes a character into a comment as it is, be it 0. */
void filter_zeros(char *text, size_t len);

/* Empty infinite loops get a hook that sleeps. Free with g_free(). */
char *filter_assembly(const struct filter *filter, const char *text);

#endif /* TW_CC_FILTER_H */
