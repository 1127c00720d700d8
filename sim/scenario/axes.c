/* SPDX-License-Identifier: MIT */
#include "scenario/axes.h"

#include "scenario/log_steps.h"
#include "scenario/nearest.h"

#include <string.h>

#define NAME_MAX_CHARS 32

void tw_axis_free(void *axis)
{
	struct tw_axis *a = axis;

	if (!a)
		return;
	g_free(a->name);
	g_free(a->title);
	g_ptr_array_unref(a->keys);
	g_ptr_array_unref(a->values);
	g_ptr_array_unref(a->labels);
	g_free(a);
}

static void strings_free(void *strings)
{
	g_ptr_array_unref(strings);
}

static struct tw_axis *axis_new(const char *name)
{
	struct tw_axis *a = g_new0(struct tw_axis, 1);

	a->name = g_strdup(name);
	a->keys = g_ptr_array_new_with_free_func(g_free);
	a->values = g_ptr_array_new_with_free_func(strings_free);
	a->labels = g_ptr_array_new_with_free_func(g_free);
	return a;
}

const struct tw_axis *tw_axes_find(const GPtrArray *axes, const char *name)
{
	for (guint i = 0; axes && i < axes->len; i++) {
		const struct tw_axis *a = axes->pdata[i];

		if (!strcmp(a->name, name))
			return a;
	}
	return NULL;
}

/* Of a range: all keys get the same; neighbours that are rounded to the same
 * are one. */
static void add_integer(struct tw_axis *a, int64_t n)
{
	char *label = g_strdup_printf("%" G_GINT64_FORMAT, n);
	guint len = a->labels->len;
	GPtrArray *literals;

	if (len && !strcmp(a->labels->pdata[len - 1], label)) {
		g_free(label);
		return;
	}
	literals = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < a->keys->len; i++)
		g_ptr_array_add(literals, g_strdup(label));
	g_ptr_array_add(a->values, literals);
	g_ptr_array_add(a->labels, label);
}

static bool load_scale(const struct tw_cursor *cur, struct tw_axis *a,
		       GError **error)
{
	static const char *const scales[] = {"linear", "log", NULL};
	struct tw_cursor scale;
	unsigned word = 0;

	if (tw_cursor_get(cur, "scale", &scale) &&
	    !tw_cursor_word(&scale, scales, &word, error))
		return false;
	a->log = word;
	return true;
}

static bool load_end(const struct tw_cursor *cur, const char *key,
		     const struct tw_axis *a, int64_t *out, GError **error)
{
	struct tw_cursor member;

	if (!tw_cursor_need(cur, key, &member, error) ||
	    !tw_cursor_integer(&member, INT64_MIN / 4, INT64_MAX / 4, out,
			       error))
		return false;
	if (!a->log || *out >= 1)
		return true;
	return tw_json_error(member.index, member.at, error,
			     "a logarithm is of 1 and more, got "
			     "%" G_GINT64_FORMAT,
			     *out);
}

static bool load_range(const struct tw_cursor *cur, struct tw_axis *a,
		       GError **error)
{
	int64_t from, to, count;
	struct tw_cursor member;

	a->range = true;
	if (!load_end(cur, "from", a, &from, error) ||
	    !load_end(cur, "to", a, &to, error) ||
	    !tw_cursor_need(cur, "count", &member, error) ||
	    !tw_cursor_integer(&member, 2, TW_AXIS_MAX_VALUES, &count, error))
		return false;
	for (unsigned i = 0, n = (unsigned)count; i < n; i++)
		add_integer(a, a->log ? (int64_t)tw_log_step((uint64_t)from,
							     (uint64_t)to, i, n)
				      : tw_linear_step(from, to, i, n));
	return true;
}

/* One value of a key; appends it to @label. */
static bool load_scalar(const struct tw_cursor *cur, GPtrArray *literals,
			GString *label, GError **error)
{
	if (!tw_cursor_is(cur, TW_SHAPE_INTEGER) &&
	    !tw_cursor_is(cur, TW_SHAPE_STRING) &&
	    !tw_cursor_is(cur, TW_SHAPE_BOOL))
		return tw_json_error(cur->index, cur->at, error,
				     "expected an integer, a string, true or "
				     "false");
	g_ptr_array_add(literals,
			g_strdup(json_object_to_json_string_ext(
				cur->json, JSON_C_TO_STRING_NOSLASHESCAPE)));
	g_string_append(label, json_object_get_string(cur->json));
	return true;
}

/* @seen: the labels so far. */
static bool load_value(const struct tw_cursor *cur, struct tw_axis *a,
		       GHashTable *seen, GError **error)
{
	GPtrArray *literals = g_ptr_array_new_with_free_func(g_free);
	GString *label = g_string_new(NULL);
	struct tw_cursor one;
	bool ok = true;

	if (a->keys->len == 1) {
		ok = load_scalar(cur, literals, label, error);
	} else if ((ok = tw_cursor_expect(cur, TW_SHAPE_ARRAY, error))) {
		for (bool more = tw_cursor_first(cur, &one); more && ok;
		     more = tw_cursor_next(cur, &one)) {
			g_string_append(label, label->len ? "/" : "");
			ok = load_scalar(&one, literals, label, error);
		}
		if (ok && literals->len != a->keys->len)
			ok = tw_json_error(cur->index, cur->at, error,
					   "expected a value for each of the "
					   "%u keys, got %u",
					   a->keys->len, literals->len);
	}
	g_ptr_array_add(a->values, literals);
	g_ptr_array_add(a->labels, g_string_free(label, FALSE));
	if (!ok)
		return false;
	if (g_hash_table_add(seen, a->labels->pdata[a->labels->len - 1]))
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "expected each value once");
}

static bool load_values(const struct tw_cursor *cur, struct tw_axis *a,
			GError **error)
{
	static const char *const others[] = {"from", "to", "count", NULL};
	g_autoptr(GHashTable) seen = NULL;
	struct tw_cursor values, one;

	if (!load_scale(cur, a, error))
		return false;
	if (!tw_cursor_get(cur, "values", &values))
		return load_range(cur, a, error);
	for (size_t i = 0; others[i]; i++)
		if (tw_cursor_get(cur, others[i], &one))
			return tw_json_key_error(one.index, one.at, error,
						 "expected either \"values\", "
						 "or \"from\", \"to\" and "
						 "\"count\"");
	if (!tw_cursor_expect(&values, TW_SHAPE_ARRAY, error))
		return false;
	if (!json_object_array_length(values.json) ||
	    json_object_array_length(values.json) > TW_AXIS_MAX_VALUES)
		return tw_json_error(values.index, values.at, error,
				     "expected 1 to %d values",
				     TW_AXIS_MAX_VALUES);
	seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (bool more = tw_cursor_first(&values, &one); more;
	     more = tw_cursor_next(&values, &one))
		if (!load_value(&one, a, seen, error))
			return false;
	return true;
}

static bool add_key(const struct tw_cursor *cur, struct tw_axis *a,
		    GError **error)
{
	const char *path;

	if (!tw_cursor_string(cur, &path, error))
		return false;
	g_ptr_array_add(a->keys, g_strdup(path));
	return true;
}

/* "key" or "keys"; neither: those of the known axis of that name. */
static bool load_keys(const struct tw_cursor *cur, const struct tw_axis *known,
		      bool in_case, struct tw_axis *a, GError **error)
{
	struct tw_cursor key, keys, one;
	bool has_key = tw_cursor_get(cur, "key", &key);
	bool has_keys = tw_cursor_get(cur, "keys", &keys);

	if (has_key && has_keys)
		return tw_json_key_error(keys.index, keys.at, error,
					 "expected either \"key\" or \"keys\"");
	if (has_key)
		return add_key(&key, a, error);
	for (guint i = 0; !has_keys && known && i < known->keys->len; i++)
		g_ptr_array_add(a->keys, g_strdup(known->keys->pdata[i]));
	if (!has_keys && !known)
		return tw_json_error(
			cur->index, cur->at, error,
			in_case ? "the key \"key\" is missing"
				: "the key \"key\" is missing, and "
				  "the case has no axis \"%s\"",
			a->name);
	if (!has_keys)
		return true;
	if (!tw_cursor_expect(&keys, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(&keys, &one); more;
	     more = tw_cursor_next(&keys, &one))
		if (!add_key(&one, a, error))
			return false;
	if (a->keys->len && a->keys->len <= TW_AXIS_MAX_KEYS)
		return true;
	return tw_json_error(keys.index, keys.at, error,
			     "expected 1 to %d keys", TW_AXIS_MAX_KEYS);
}

static bool load_name(const struct tw_cursor *cur, const GPtrArray *axes,
		      const char **name, GError **error)
{
	if (!tw_cursor_string(cur, name, error))
		return false;
	if (strlen(*name) > NAME_MAX_CHARS || !g_ascii_isalnum(**name) ||
	    (*name)[strspn(*name, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "0123456789_-")])
		return tw_json_error(cur->index, cur->at, error,
				     "expected at most %u of A-Z a-z 0-9 _ -, "
				     "the first a letter or digit",
				     NAME_MAX_CHARS);
	if (!tw_axes_find(axes, *name))
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "expected a name of its own; \"%s\" is an axis "
			     "already",
			     *name);
}

static bool load_axis(const struct tw_cursor *cur, const GPtrArray *known,
		      GPtrArray *axes, GError **error)
{
	static const char *const keys[] = {"axis",   "title", "key",   "keys",
					   "from",   "to",    "count", "scale",
					   "values", NULL};
	const struct tw_axis *base;
	struct tw_cursor member;
	const char *name, *title = NULL;
	struct tw_axis *a;

	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_cursor_need(cur, "axis", &member, error) ||
	    !load_name(&member, axes, &name, error) ||
	    !tw_cursor_text(cur, "title", &title, error))
		return false;
	base = tw_axes_find(known, name);
	a = axis_new(name);
	g_ptr_array_add(axes, a);
	a->title = g_strdup(title ? title : base ? base->title : NULL);
	return load_keys(cur, base, !known, a, error) &&
	       load_values(cur, a, error);
}

static struct tw_axis *copy(const struct tw_axis *from)
{
	struct tw_axis *a = g_new0(struct tw_axis, 1);

	*a = *from;
	a->name = g_strdup(from->name);
	a->title = g_strdup(from->title);
	g_ptr_array_ref(a->keys);
	g_ptr_array_ref(a->values);
	g_ptr_array_ref(a->labels);
	return a;
}

/* All of a known axis. */
static bool load_named(const struct tw_cursor *cur, const GPtrArray *known,
		       GPtrArray *axes, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	const struct tw_axis *a;
	const char *name, *near;

	if (!load_name(cur, axes, &name, error))
		return false;
	a = tw_axes_find(known, name);
	if (a) {
		g_ptr_array_add(axes, copy(a));
		return true;
	}
	for (guint i = 0; known && i < known->len; i++) {
		const struct tw_axis *k = known->pdata[i];

		g_ptr_array_add(names, k->name);
	}
	g_ptr_array_add(names, NULL);
	near = tw_nearest(name, (const char *const *)names->pdata);
	if (near)
		return tw_json_error(cur->index, cur->at, error,
				     "no such axis in the case (did you mean "
				     "\"%s\"?)",
				     near);
	return tw_json_error(cur->index, cur->at, error,
			     names->len > 1 ? "no such axis in the case"
					    : "the case has no axes");
}

bool tw_axes_load(const struct tw_cursor *cur, const GPtrArray *known,
		  GPtrArray *axes, GError **error)
{
	struct tw_cursor one;

	if (!tw_cursor_expect(cur, TW_SHAPE_ARRAY, error))
		return false;
	if (json_object_array_length(cur->json) > TW_AXES_MAX)
		return tw_json_error(cur->index, cur->at, error,
				     "expected at most %d, got %zu",
				     TW_AXES_MAX,
				     json_object_array_length(cur->json));
	for (bool more = tw_cursor_first(cur, &one); more;
	     more = tw_cursor_next(cur, &one))
		if (known && tw_cursor_is(&one, TW_SHAPE_STRING)
			    ? !load_named(&one, known, axes, error)
			    : !load_axis(&one, known, axes, error))
			return false;
	return true;
}

bool tw_axes_check(const struct tw_cursor *cur, const GPtrArray *axes,
		   const tw_json_index *index, GError **error)
{
	struct tw_cursor one;
	guint i = 0;

	for (bool more = tw_cursor_first(cur, &one); more;
	     more = tw_cursor_next(cur, &one)) {
		const struct tw_axis *a = axes->pdata[i++];

		for (guint k = 0; k < a->keys->len; k++) {
			g_autofree char *why = NULL;
			struct tw_place place;
			struct tw_cursor key;

			if (tw_place_find(index, a->keys->pdata[k], &place,
					  &why)) {
				g_free(place.key);
				continue;
			}
			if (!tw_cursor_get(&one, "key", &key) &&
			    !tw_cursor_get(&one, "keys", &key))
				key = one;
			return tw_json_error(key.index, key.at, error, "%s",
					     why);
		}
	}
	return true;
}
