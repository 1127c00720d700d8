/* SPDX-License-Identifier: MIT */
/* What somebody types of axes, and the units of what they read. */
#include "scenario/axes.h"

#include "scenario/nearest.h"

#include <string.h>

static const char *const units[] = {"Hz",  "ns", "us", "ms",	 "mV", "mA",
				    "ohm", "pF", "mC", "cycles", NULL};

static const char *unit_of(const char *key)
{
	for (size_t i = 0; units[i]; i++) {
		g_autofree char *end = g_strconcat("_", units[i], NULL);
		size_t len = strlen(end);

		if (strlen(key) > len &&
		    !g_ascii_strcasecmp(key + strlen(key) - len, end))
			return units[i];
	}
	return NULL;
}

const char *tw_axis_unit(const struct tw_axis *axis)
{
	const char *unit = unit_of(axis->keys->pdata[0]);

	for (guint i = 1; i < axis->keys->len; i++)
		if (unit_of(axis->keys->pdata[i]) != unit)
			return NULL;
	return unit;
}

static void set(GArray *settings, GStringChunk *strings, const char *path,
		const char *value)
{
	struct tw_setting s = {
		.path = g_string_chunk_insert(strings, path),
		.value = g_string_chunk_insert(strings, value),
	};

	g_array_append_val(settings, s);
}

static bool set_axis(const struct tw_axis *a, const tw_json_index *index,
		     const char *value, GStringChunk *strings, GArray *settings,
		     char **why)
{
	for (guint i = 0; i < a->labels->len; i++) {
		const GPtrArray *literals = a->values->pdata[i];

		if (strcmp(a->labels->pdata[i], value))
			continue;
		for (guint k = 0; k < a->keys->len; k++)
			set(settings, strings, a->keys->pdata[k],
			    literals->pdata[k]);
		return true;
	}
	if (a->keys->len > 1 && !a->range) {
		*why = g_strdup_printf("axis \"%s\" has no value \"%s\"; its "
				       "first is \"%s\"",
				       a->name, value,
				       (char *)a->labels->pdata[0]);
		return false;
	}
	for (guint k = 0; k < a->keys->len; k++) {
		g_autofree char *literal =
			tw_point_literal(index, a->keys->pdata[k], value);

		set(settings, strings, a->keys->pdata[k], literal);
	}
	return true;
}

static char *no_axis(const GPtrArray *axes, const char *name)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *all = NULL;
	const char *near;

	for (guint i = 0; axes && i < axes->len; i++) {
		const struct tw_axis *a = axes->pdata[i];

		g_ptr_array_add(names, a->name);
	}
	g_ptr_array_add(names, NULL);
	near = tw_nearest(name, (const char *const *)names->pdata);
	if (near)
		return g_strdup_printf("no axis \"%s\" (did you mean \"%s\"?)",
				       name, near);
	all = g_strjoinv(", ", (char **)names->pdata);
	return g_strdup_printf(
		"no axis \"%s\"; %s%s", name,
		names->len > 1 ? "there are " : "the case has none", all);
}

bool tw_axes_typed(const GPtrArray *axes, const tw_json_index *index,
		   const char *typed, GStringChunk *strings, GArray *settings,
		   char **why)
{
	const char *equals = strchr(typed, '=');
	g_autofree char *name = NULL, *literal = NULL;
	const struct tw_axis *a;
	struct tw_place place;

	if (!equals || equals == typed) {
		*why = g_strdup_printf("expected AXIS=VALUE, got \"%s\"",
				       typed);
		return false;
	}
	name = g_strndup(typed, (size_t)(equals - typed));
	a = tw_axes_find(axes, name);
	if (a)
		return set_axis(a, index, equals + 1, strings, settings, why);
	if (!strpbrk(name, ".[") && strcmp(name, "seed")) {
		*why = no_axis(axes, name);
		return false;
	}
	if (!tw_place_find(index, name, &place, why))
		return false;
	g_free(place.key);
	literal = tw_point_literal(index, name, equals + 1);
	set(settings, strings, name, literal);
	return true;
}
