/* SPDX-License-Identifier: MIT */
/* What the real captures are known to hold, for tests with cmocka. */
#ifndef TEST_EXPECTED_H
#define TEST_EXPECTED_H

#include "reals.h"

static inline void skip_without_captures(void)
{
	if (!reals_are_there())
		skip();
}

/* The reading by the specification, where it differs from sigrok's; it counts
 * the bits of a message cut short ("pbits"), which the normal form does not. */
static inline char *expected_messages(const char *name)
{
	g_autofree char *spec = reals_path(name, ".spec.jsonl");
	g_autofree char *plain = reals_path(name, ".jsonl");
	g_autoptr(GRegex) bits = g_regex_new(",\"pbits\":[0-9]+", 0, 0, NULL);
	g_autofree char *text = NULL;

	if (!g_file_get_contents(spec, &text, NULL, NULL) &&
	    !g_file_get_contents(plain, &text, NULL, NULL))
		fail_msg("%s cannot be read", plain);
	return g_regex_replace_literal(bits, text, -1, 0, "", 0, NULL);
}

#endif /* TEST_EXPECTED_H */
