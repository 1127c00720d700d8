/* SPDX-License-Identifier: MIT */
/*
 * A point of a case: other values under some of its keys. It is made in the
 * text, so that whatever a case may hold can be another, and is checked as if
 * it had been written so.
 */
#ifndef TW_SCENARIO_POINT_H
#define TW_SCENARIO_POINT_H

#include "scenario/json_index.h"

struct tw_setting {
	const char *path;  /* "firmware[dut].clock_hz", as messages have it;
			      brackets hold a number or an id */
	const char *value; /* as JSON writes it: 400000, "scl-low", true */
};

/* Where a path leads. */
struct tw_place {
	uint32_t at;	 /* the value, or TW_JSON_NONE: its key is not there */
	uint32_t object; /* in which the key would be */
	char *key;	 /* its name; free with g_free() */
};

/* The path of one value, not of an object or array. The last key may be absent
 * where the case leaves it to its default. false: *@why is what is wrong; free
 * it with g_free(). */
bool tw_place_find(const tw_json_index *index, const char *path,
		   struct tw_place *place, char **why);

/* The text with these settings, ends with a NUL; free with g_free(). NULL with
 * *@why set. Places in messages of that text keep their lines. */
char *tw_point_text(const tw_json_index *index,
		    const struct tw_setting *settings, size_t n, char **why);

/* What somebody typed for the value under @path: a string where one stands
 * there now; else an integer, true or false, or else a string. Free with
 * g_free(). */
char *tw_point_literal(const tw_json_index *index, const char *path,
		       const char *typed);

#endif /* TW_SCENARIO_POINT_H */
