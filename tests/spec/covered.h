/* SPDX-License-Identifier: MIT */
/* Coverage as text, so that a test can say all that a group has. */
#ifndef TW_SPEC_COVERED_H
#define TW_SPEC_COVERED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "twowire/coverage.h"

/* "read.next:1 write.ack:2": the bins of @group that were hit. */
static inline char *covered_group(const tw_coverage *c, const char *group)
{
	GString *s = g_string_new(NULL);
	struct tw_coverage_bin b;

	for (size_t n = 0; tw_coverage_bin(c, n, &b); n++)
		if (!strcmp(b.group, group) && b.hits)
			g_string_append_printf(s, "%s%s:%u", s->len ? " " : "",
					       b.name, (unsigned)b.hits);
	return g_string_free(s, FALSE);
}

static inline void expect_covered_at(const tw_coverage *c, const char *group,
				     const char *want, int line)
{
	g_autofree char *got = covered_group(c, group);

	if (strcmp(got, want))
		fail_msg("line %d: %s has \"%s\", not \"%s\"", line, group, got,
			 want);
}
#define EXPECT_COVERED(c, group, want)                                         \
	expect_covered_at(c, group, want, __LINE__)

#endif /* TW_SPEC_COVERED_H */
