/* SPDX-License-Identifier: MIT */
/* Parts of a case as JSON again. */
#include "scenario/case.h"

#include <string.h>

#define STYLE (JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE)

const char *tw_scenario_setting(const tw_scenario *s, const char *device,
				const char *key)
{
	for (uint32_t d = 0; d < tw_case_count(s, TW_CASE_DEVICE); d++) {
		const GArray *params = g_array_index(s->things[TW_CASE_DEVICE],
						     struct tw_case_device, d)
					       .params;

		if (strcmp(tw_case_id(s, TW_CASE_DEVICE, d), device))
			continue;
		for (guint i = 0; i < params->len; i++)
			if (!strcmp(g_array_index(params, struct tw_param, i)
					    .key,
				    key))
				return g_array_index(params, struct tw_param, i)
					.value;
	}
	return NULL;
}

char *tw_scenario_json(const tw_scenario *s, const char *key, GHashTable *more)
{
	struct json_object *array, *id;
	GString *out;

	if (!json_object_object_get_ex(s->json, key, &array))
		return NULL;
	out = g_string_new("[");
	for (size_t i = 0; i < json_object_array_length(array); i++) {
		struct json_object *e = json_object_array_get_idx(array, i);
		const char *text = json_object_to_json_string_ext(e, STYLE);
		const char *extra = NULL;

		if (more && json_object_object_get_ex(e, "id", &id))
			extra = g_hash_table_lookup(more,
						    json_object_get_string(id));
		g_string_append(out, i ? ",\n    " : "\n    ");
		g_string_append_printf(out, "{ %s%s", extra ? extra : "",
				       text + strspn(text, "{ "));
	}
	g_string_append(out, "\n  ]");
	return g_string_free(out, FALSE);
}
