/* SPDX-License-Identifier: MIT */
/* Axes: which keys of a case move together, and through which values. */
#ifndef TW_SCENARIO_AXES_H
#define TW_SCENARIO_AXES_H

#include "scenario/cursor.h"
#include "scenario/point.h"

enum {
	TW_AXES_MAX = 16,      /* of a case or a plan */
	TW_AXIS_MAX_KEYS = 16, /* that move together */
	TW_AXIS_MAX_VALUES = 100000,
};

struct tw_axis {
	char *name;
	char *title;	   /* for pictures, or NULL */
	GPtrArray *keys;   /* char *: paths */
	GPtrArray *values; /* GPtrArray * of char *: JSON, one for each key */
	GPtrArray *labels; /* char *: each value for people: "400000" */
	bool log;	   /* the values are evenly apart in their logarithm */
	bool range;	   /* made from a range of integers */
};

void tw_axis_free(void *axis);

/* The array @cur. A string names one of @known, all of it; an object without
 * keys one of @known by its name, with other values; any other object is an
 * axis of its own. @known: (nullable). false with @error set. */
bool tw_axes_load(const struct tw_cursor *cur, const GPtrArray *known,
		  GPtrArray *axes, GError **error);

/* Whether the keys of the axes in @cur, which tw_axes_load() has read, lead to
 * something in the case that is @index. */
bool tw_axes_check(const struct tw_cursor *cur, const GPtrArray *axes,
		   const tw_json_index *index, GError **error);

/* The axis of that name, or NULL. */
const struct tw_axis *tw_axes_find(const GPtrArray *axes, const char *name);

/* "pF", "Hz": the unit that all keys of the axis end in, or NULL. */
const char *tw_axis_unit(const struct tw_axis *axis);

/* "NAME=VALUE" as somebody typed it, of an axis or of a path in the case,
 * becomes settings, whose strings live as long as @strings. false: *@why is
 * what is wrong; free it with g_free(). */
bool tw_axes_typed(const GPtrArray *axes, const tw_json_index *index,
		   const char *typed, GStringChunk *strings, GArray *settings,
		   char **why);

#endif /* TW_SCENARIO_AXES_H */
