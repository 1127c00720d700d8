/* SPDX-License-Identifier: MIT */
/*
 * A value of a case, where it stands, and what may be asked of it.
 *
 * Every function that can fail sets an error that names file, line, column and
 * path. A key that is absent is no error and leaves the caller's default,
 * unless it is fetched with tw_cursor_need().
 */
#ifndef TW_SCENARIO_CURSOR_H
#define TW_SCENARIO_CURSOR_H

#include "scenario/json_index.h"

#include <json-c/json.h>

struct tw_cursor {
	const tw_json_index *index;
	struct json_object *json;
	uint32_t at; /* number in the index */
};

/* The whole text; free with json_object_put(). NULL is a `null`. */
bool tw_json_parse(const tw_json_index *index, struct json_object **json,
		   GError **error);

enum tw_shape {
	TW_SHAPE_OBJECT,
	TW_SHAPE_ARRAY,
	TW_SHAPE_STRING,
	TW_SHAPE_BOOL,
	TW_SHAPE_INTEGER,
};

bool tw_cursor_is(const struct tw_cursor *cur, enum tw_shape shape);
bool tw_cursor_expect(const struct tw_cursor *cur, enum tw_shape shape,
		      GError **error);

/* An object, with no keys but these. @keys ends with NULL. */
bool tw_cursor_keys(const struct tw_cursor *obj, const char *const *keys,
		    GError **error);
/* The error for an unknown key; always false. */
bool tw_cursor_unknown(const struct tw_cursor *member, const char *const *keys,
		       GError **error);

/* false: absent, without an error. */
bool tw_cursor_get(const struct tw_cursor *obj, const char *key,
		   struct tw_cursor *member);
bool tw_cursor_need(const struct tw_cursor *obj, const char *key,
		    struct tw_cursor *member, GError **error);

/* Over an array's elements or an object's members; false at the end. */
bool tw_cursor_first(const struct tw_cursor *container, struct tw_cursor *cur);
bool tw_cursor_next(const struct tw_cursor *container, struct tw_cursor *cur);
/* The name of an object's member. Free with g_free(). */
char *tw_cursor_key(const struct tw_cursor *member);

/* Of the value itself. */
bool tw_cursor_integer(const struct tw_cursor *cur, int64_t min, int64_t max,
		       int64_t *out, GError **error);
/* 0 to UINT64_MAX. */
bool tw_cursor_natural(const struct tw_cursor *cur, uint64_t *out,
		       GError **error);
bool tw_cursor_boolean(const struct tw_cursor *cur, bool *out, GError **error);
/* Not empty; valid as long as the case's JSON. */
bool tw_cursor_string(const struct tw_cursor *cur, const char **out,
		      GError **error);
/* One of @words (ends with NULL): its index. */
bool tw_cursor_word(const struct tw_cursor *cur, const char *const *words,
		    unsigned *out, GError **error);
/* "0x50", unshifted, from @min to @max. */
bool tw_cursor_addr(const struct tw_cursor *cur, unsigned min, unsigned max,
		    uint16_t *out, GError **error);
/* "00 aa 1f" appended to @bytes. With @mask, "??" is a byte that matches any:
 * 0 in the mask; every other is 0xff there. */
bool tw_cursor_bytes(const struct tw_cursor *cur, GByteArray *bytes,
		     GByteArray *mask, GError **error);

/* Of a member that may be absent. */
bool tw_cursor_u32(const struct tw_cursor *obj, const char *key, uint32_t min,
		   uint32_t max, uint32_t *out, GError **error);
bool tw_cursor_u64(const struct tw_cursor *obj, const char *key, uint64_t min,
		   uint64_t max, uint64_t *out, GError **error);
bool tw_cursor_text(const struct tw_cursor *obj, const char *key,
		    const char **out, GError **error);

#endif /* TW_SCENARIO_CURSOR_H */
