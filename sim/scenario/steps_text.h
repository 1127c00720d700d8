/* SPDX-License-Identifier: MIT */
/* The text of an array of steps. */
#ifndef TW_SCENARIO_STEPS_TEXT_H
#define TW_SCENARIO_STEPS_TEXT_H

#include <glib.h>

/* A new line for the next element; a comma, if there is one before. */
static inline void steps_text_begin(GString *out)
{
	g_string_append(out, out->len ? ",\n    " : "    ");
}

#endif /* TW_SCENARIO_STEPS_TEXT_H */
