/* SPDX-License-Identifier: MIT */
#include "scenario/cursor.h"

#include "scenario/nearest.h"

#include <string.h>

bool tw_json_parse(const tw_json_index *index, struct json_object **json,
		   GError **error)
{
	struct json_tokener *tokener =
		json_tokener_new_ex(TW_JSON_MAX_DEPTH + 1);
	enum json_tokener_error why;
	const char *text;
	size_t len;

	text = tw_json_text(index, &len);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT |
						JSON_TOKENER_VALIDATE_UTF8);
	/* With its NUL: else a lone number would wait for more digits. */
	*json = json_tokener_parse_ex(tokener, text, (int)len + 1);
	why = json_tokener_get_error(tokener);
	json_tokener_free(tokener);
	if (why == json_tokener_success)
		return true;
	return tw_json_error(index, 0, error, "json-c refuses it: %s",
			     json_tokener_error_desc(why));
}

static const char *const shape_names[] = {
	[TW_SHAPE_OBJECT] = "an object",   [TW_SHAPE_ARRAY] = "an array",
	[TW_SHAPE_STRING] = "a string",	   [TW_SHAPE_BOOL] = "true or false",
	[TW_SHAPE_INTEGER] = "an integer",
};

static const json_type shape_types[] = {
	[TW_SHAPE_OBJECT] = json_type_object,
	[TW_SHAPE_ARRAY] = json_type_array,
	[TW_SHAPE_STRING] = json_type_string,
	[TW_SHAPE_BOOL] = json_type_boolean,
	[TW_SHAPE_INTEGER] = json_type_int,
};

G_GNUC_PRINTF(3, 4)
static bool refuse(const struct tw_cursor *cur, GError **error,
		   const char *format, ...)
{
	g_autofree char *source = tw_json_source(cur->index, cur->at);
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	return tw_json_error(cur->index, cur->at, error, "expected %s, got %s",
			     what, source);
}

bool tw_cursor_is(const struct tw_cursor *cur, enum tw_shape shape)
{
	return json_object_get_type(cur->json) == shape_types[shape];
}

bool tw_cursor_expect(const struct tw_cursor *cur, enum tw_shape shape,
		      GError **error)
{
	if (tw_cursor_is(cur, shape))
		return true;
	return refuse(cur, error, "%s", shape_names[shape]);
}

static bool listed(const char *key, const char *const *keys)
{
	for (size_t i = 0; keys[i]; i++)
		if (!strcmp(key, keys[i]))
			return true;
	return false;
}

bool tw_cursor_unknown(const struct tw_cursor *member, const char *const *keys,
		       GError **error)
{
	g_autofree char *key = tw_cursor_key(member);
	g_autofree char *all = g_strjoinv(", ", (char **)keys);
	const char *near = tw_nearest(key, keys);

	if (near)
		return tw_json_key_error(member->index, member->at, error,
					 "no such key (did you mean \"%s\"?)",
					 near);
	return tw_json_key_error(member->index, member->at, error,
				 "no such key; known here: %s", all);
}

bool tw_cursor_keys(const struct tw_cursor *obj, const char *const *keys,
		    GError **error)
{
	struct tw_cursor member;

	if (!tw_cursor_expect(obj, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(obj, &member); more;
	     more = tw_cursor_next(obj, &member)) {
		g_autofree char *key = tw_cursor_key(&member);

		if (!listed(key, keys))
			return tw_cursor_unknown(&member, keys, error);
	}
	return true;
}

bool tw_cursor_get(const struct tw_cursor *obj, const char *key,
		   struct tw_cursor *member)
{
	member->index = obj->index;
	return json_object_object_get_ex(obj->json, key, &member->json) &&
	       (member->at = tw_json_member(obj->index, obj->at, key)) !=
		       TW_JSON_NONE;
}

bool tw_cursor_need(const struct tw_cursor *obj, const char *key,
		    struct tw_cursor *member, GError **error)
{
	if (tw_cursor_get(obj, key, member))
		return true;
	return tw_json_error(obj->index, obj->at, error,
			     "the key \"%s\" is missing", key);
}

/* The JSON value that belongs to cur->at. */
static bool settle(const struct tw_cursor *container, struct tw_cursor *cur,
		   size_t nth)
{
	g_autofree char *key = NULL;

	cur->index = container->index;
	if (cur->at == TW_JSON_NONE)
		return false;
	if (tw_cursor_is(container, TW_SHAPE_ARRAY)) {
		cur->json = json_object_array_get_idx(container->json, nth);
		return true;
	}
	key = tw_cursor_key(cur);
	return json_object_object_get_ex(container->json, key, &cur->json);
}

bool tw_cursor_first(const struct tw_cursor *container, struct tw_cursor *cur)
{
	cur->at = tw_json_first(container->index, container->at);
	return settle(container, cur, 0);
}

bool tw_cursor_next(const struct tw_cursor *container, struct tw_cursor *cur)
{
	size_t nth = tw_json_nth(container->index, cur->at) + 1;

	cur->at = tw_json_next(container->index, cur->at);
	return settle(container, cur, nth);
}

char *tw_cursor_key(const struct tw_cursor *member)
{
	return tw_json_key(member->index, member->at);
}

bool tw_cursor_integer(const struct tw_cursor *cur, int64_t min, int64_t max,
		       int64_t *out, GError **error)
{
	int64_t n = json_object_get_int64(cur->json);

	/* json-c cuts what is beyond INT64_MAX; as unsigned it keeps it. */
	if (!tw_cursor_is(cur, TW_SHAPE_INTEGER) || n < min || n > max ||
	    (n == INT64_MAX &&
	     json_object_get_uint64(cur->json) != (uint64_t)n))
		return refuse(cur, error,
			      "an integer from %" G_GINT64_FORMAT
			      " to %" G_GINT64_FORMAT,
			      min, max);
	*out = n;
	return true;
}

bool tw_cursor_natural(const struct tw_cursor *cur, uint64_t *out,
		       GError **error)
{
	if (!tw_cursor_is(cur, TW_SHAPE_INTEGER) ||
	    json_object_get_int64(cur->json) < 0)
		return refuse(cur, error,
			      "an integer from 0 to %" G_GUINT64_FORMAT,
			      UINT64_MAX);
	*out = json_object_get_uint64(cur->json);
	return true;
}

bool tw_cursor_boolean(const struct tw_cursor *cur, bool *out, GError **error)
{
	if (!tw_cursor_expect(cur, TW_SHAPE_BOOL, error))
		return false;
	*out = json_object_get_boolean(cur->json);
	return true;
}

bool tw_cursor_string(const struct tw_cursor *cur, const char **out,
		      GError **error)
{
	if (!tw_cursor_expect(cur, TW_SHAPE_STRING, error))
		return false;
	if (!json_object_get_string_len(cur->json))
		return refuse(cur, error, "a string that is not empty");
	*out = json_object_get_string(cur->json);
	return true;
}

bool tw_cursor_word(const struct tw_cursor *cur, const char *const *words,
		    unsigned *out, GError **error)
{
	g_autofree char *all = g_strjoinv("\", \"", (char **)words);

	for (unsigned i = 0; tw_cursor_is(cur, TW_SHAPE_STRING) && words[i];
	     i++) {
		if (strcmp(json_object_get_string(cur->json), words[i]))
			continue;
		*out = i;
		return true;
	}
	return refuse(cur, error, "%s\"%s\"", words[1] ? "one of " : "", all);
}

bool tw_cursor_u32(const struct tw_cursor *obj, const char *key, uint32_t min,
		   uint32_t max, uint32_t *out, GError **error)
{
	uint64_t n = *out;

	if (!tw_cursor_u64(obj, key, min, max, &n, error))
		return false;
	*out = (uint32_t)n;
	return true;
}

bool tw_cursor_u64(const struct tw_cursor *obj, const char *key, uint64_t min,
		   uint64_t max, uint64_t *out, GError **error)
{
	struct tw_cursor cur;
	uint64_t n;

	if (!tw_cursor_get(obj, key, &cur))
		return true;
	n = json_object_get_uint64(cur.json);
	if (!tw_cursor_is(&cur, TW_SHAPE_INTEGER) ||
	    json_object_get_int64(cur.json) < 0 || n < min || n > max)
		return refuse(&cur, error,
			      "an integer from %" G_GUINT64_FORMAT
			      " to %" G_GUINT64_FORMAT,
			      min, max);
	*out = n;
	return true;
}

bool tw_cursor_text(const struct tw_cursor *obj, const char *key,
		    const char **out, GError **error)
{
	struct tw_cursor cur;

	return !tw_cursor_get(obj, key, &cur) ||
	       tw_cursor_string(&cur, out, error);
}
