/* SPDX-License-Identifier: MIT */
/* A text as a JSON string. */
#ifndef TW_APP_SWEEP_QUOTE_H
#define TW_APP_SWEEP_QUOTE_H

#include <glib.h>
#include <json-c/json.h>

static inline void sweep_quote(GString *out, const char *text)
{
	struct json_object *json = json_object_new_string(text);

	g_string_append(out, json_object_to_json_string_ext(
				     json, JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(json);
}

#endif /* TW_APP_SWEEP_QUOTE_H */
