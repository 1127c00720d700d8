/* SPDX-License-Identifier: MIT */
/* A case at another point of its axes. */
#include "scenario/case.h"

tw_scenario *tw_scenario_at(const tw_scenario *scenario,
			    const char *const *points, GError **error)
{
	g_autoptr(GArray) settings =
		g_array_new(FALSE, FALSE, sizeof(struct tw_setting));
	GStringChunk *strings = g_string_chunk_new(256);
	g_autofree char *why = NULL;
	tw_scenario *s = NULL;
	bool ok = true;

	for (size_t i = 0; ok && points[i]; i++)
		ok = tw_axes_typed(scenario->axes, scenario->index, points[i],
				   strings, settings, &why);
	if (ok)
		s = tw_case_point(
			scenario, scenario->name,
			(const struct tw_setting *)(void *)settings->data,
			settings->len, error);
	else
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s",
			    scenario->name, why);
	g_string_chunk_free(strings);
	return s;
}
