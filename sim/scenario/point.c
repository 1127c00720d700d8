/* SPDX-License-Identifier: MIT */
#include "scenario/point.h"

#include "scenario/json_private.h"
#include "scenario/nearest.h"

#include <json-c/json.h>
#include <string.h>

struct edit {
	uint32_t from, to; /* of the text */
	char *text;
};

static const struct tw_json_node *node(const tw_json_index *index, uint32_t n)
{
	return &g_array_index(index->nodes, struct tw_json_node, n);
}

static char first_char(const tw_json_index *index, uint32_t n)
{
	return index->text[node(index, n)->start];
}

static char *no_key(const tw_json_index *index, uint32_t object,
		    const char *key)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *path = tw_json_path(index, object);
	const char *near;

	for (uint32_t n = tw_json_first(index, object); n != TW_JSON_NONE;
	     n = tw_json_next(index, n))
		g_ptr_array_add(keys, tw_json_key(index, n));
	g_ptr_array_add(keys, NULL);
	near = tw_nearest(key, (const char *const *)keys->pdata);
	if (near)
		return g_strdup_printf("no key \"%s%s%s\" in the case (did you "
				       "mean \"%s\"?)",
				       path, *path ? "." : "", key, near);
	return g_strdup_printf("no key \"%s%s%s\" in the case", path,
			       *path ? "." : "", key);
}

/* The element of @array whose number, or whose id, is @name. */
static uint32_t element(const tw_json_index *index, uint32_t array,
			const char *name)
{
	bool number = strspn(name, "0123456789") == strlen(name);
	g_autofree char *quoted = g_strdup_printf("\"%s\"", name);
	uint32_t n;

	for (n = tw_json_first(index, array); n != TW_JSON_NONE;
	     n = tw_json_next(index, n)) {
		uint32_t id;

		if (number && tw_json_nth(index, n) == strtoull(name, NULL, 10))
			break;
		if (number || first_char(index, n) != '{')
			continue;
		id = tw_json_member(index, n, "id");
		if (id != TW_JSON_NONE &&
		    node(index, id)->end - node(index, id)->start ==
			    strlen(quoted) &&
		    !strncmp(index->text + node(index, id)->start, quoted,
			     strlen(quoted)))
			break;
	}
	return n;
}

/* One step of a path: a key, and what is in brackets behind it. */
static bool step(const tw_json_index *index, const char *part, bool last,
		 struct tw_place *place, char **why)
{
	const char *open = strchr(part, '['), *close;
	g_autofree char *key =
		open ? g_strndup(part, (size_t)(open - part)) : g_strdup(part);
	uint32_t object = place->at;

	if (!*key || first_char(index, object) != '{') {
		*why = g_strdup("expected a path such as firmware[dut]."
				"clock_hz");
		return false;
	}
	place->object = object;
	place->at = tw_json_member(index, object, key);
	if (place->at == TW_JSON_NONE && (open || !last)) {
		*why = no_key(index, object, key);
		return false;
	}
	for (; open; open = *close ? close : NULL) {
		g_autofree char *name = NULL;

		close = strchr(open, ']');
		if (*open != '[' || !close ||
		    first_char(index, place->at) != '[') {
			*why = g_strdup_printf("%s: expected a path such as "
					       "firmware[dut].clock_hz",
					       part);
			return false;
		}
		name = g_strndup(open + 1, (size_t)(close - open - 1));
		place->at = element(index, place->at, name);
		if (place->at == TW_JSON_NONE) {
			*why = g_strdup_printf("%s: the case has no %s[%s]",
					       part, key, name);
			return false;
		}
		close++;
	}
	g_free(place->key);
	place->key = g_steal_pointer(&key);
	return true;
}

bool tw_place_find(const tw_json_index *index, const char *path,
		   struct tw_place *place, char **why)
{
	g_auto(GStrv) parts = g_strsplit(path, ".", -1);
	bool ok = parts[0] != NULL;

	*place = (struct tw_place){0};
	if (!ok)
		*why = g_strdup("expected a path such as seed");
	for (size_t i = 0; ok && parts[i]; i++)
		ok = step(index, parts[i], !parts[i + 1], place, why);
	if (ok && place->at != TW_JSON_NONE &&
	    strchr("{[", first_char(index, place->at))) {
		*why = g_strdup_printf("%s is %s; expected the path of one "
				       "value",
				       path,
				       first_char(index, place->at) == '{'
					       ? "an object"
					       : "an array");
		ok = false;
	}
	if (!ok)
		g_clear_pointer(&place->key, g_free);
	return ok;
}

static void edit_clear(void *element)
{
	g_free(((struct edit *)element)->text);
}

static void place_clear(void *element)
{
	g_free(((struct tw_place *)element)->key);
}

static bool is_same(const struct tw_place *a, const struct tw_place *b)
{
	return a->object == b->object && a->at == b->at &&
	       !strcmp(a->key, b->key);
}

static bool find_all(const tw_json_index *index,
		     const struct tw_setting *settings, size_t n,
		     GArray *places, char **why)
{
	for (size_t i = 0; i < n; i++) {
		struct tw_place place;

		if (!tw_place_find(index, settings[i].path, &place, why))
			return false;
		g_array_append_val(places, place);
		for (size_t k = 0; k < i; k++)
			if (is_same(&place,
				    &g_array_index(places, struct tw_place,
						   k))) {
				*why = g_strdup_printf("%s is set twice",
						       settings[i].path);
				return false;
			}
	}
	return true;
}

/* Keys that an object gets come first in it, in one edit. */
static void add_key(const tw_json_index *index, const struct tw_place *place,
		    const char *value, GArray *edits)
{
	uint32_t from = node(index, place->object)->start + 1;
	g_autofree char *text =
		g_strdup_printf("\"%s\": %s", place->key, value);
	struct edit e = {.from = from, .to = from};

	for (guint i = 0; i < edits->len; i++) {
		struct edit *there = &g_array_index(edits, struct edit, i);
		g_autofree char *before = there->text;

		if (there->from == from) {
			there->text = g_strconcat(text, ", ", before, NULL);
			return;
		}
		before = NULL;
	}
	e.text = tw_json_first(index, place->object) == TW_JSON_NONE
			 ? g_steal_pointer(&text)
			 : g_strconcat(text, ", ", NULL);
	g_array_append_val(edits, e);
}

static int by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

static char *edited(const tw_json_index *index, GArray *edits)
{
	GString *out = g_string_sized_new(index->len + 64);
	uint32_t at = 0;

	g_array_sort(edits, by_place);
	for (guint i = 0; i < edits->len; i++) {
		const struct edit *e = &g_array_index(edits, struct edit, i);

		g_string_append_len(out, index->text + at, e->from - at);
		g_string_append(out, e->text);
		at = e->to;
	}
	g_string_append_len(out, index->text + at, index->len - at);
	return g_string_free(out, FALSE);
}

char *tw_point_text(const tw_json_index *index,
		    const struct tw_setting *settings, size_t n, char **why)
{
	g_autoptr(GArray) places =
		g_array_new(FALSE, FALSE, sizeof(struct tw_place));
	g_autoptr(GArray) edits =
		g_array_new(FALSE, FALSE, sizeof(struct edit));

	g_array_set_clear_func(places, place_clear);
	g_array_set_clear_func(edits, edit_clear);
	if (!find_all(index, settings, n, places, why))
		return NULL;
	for (size_t i = 0; i < n; i++) {
		const struct tw_place *p =
			&g_array_index(places, struct tw_place, i);
		struct edit e = {.text = NULL};

		if (p->at == TW_JSON_NONE) {
			add_key(index, p, settings[i].value, edits);
			continue;
		}
		e.from = node(index, p->at)->start;
		e.to = node(index, p->at)->end;
		e.text = g_strdup(settings[i].value);
		g_array_append_val(edits, e);
	}
	return edited(index, edits);
}

static bool is_integer(const char *text)
{
	const char *digits = text + (*text == '-');
	size_t len = strlen(digits);

	return len && strspn(digits, "0123456789") == len &&
	       (len == 1 || digits[0] != '0');
}

char *tw_point_literal(const tw_json_index *index, const char *path,
		       const char *typed)
{
	struct tw_place place = {.at = TW_JSON_NONE};
	g_autofree char *why = NULL;
	bool string = tw_place_find(index, path, &place, &why) &&
		      place.at != TW_JSON_NONE &&
		      first_char(index, place.at) == '"';
	struct json_object *json;
	char *literal;

	g_free(place.key);
	if (!string && (is_integer(typed) || !strcmp(typed, "true") ||
			!strcmp(typed, "false")))
		return g_strdup(typed);
	json = json_object_new_string(typed);
	literal = g_strdup(json_object_to_json_string_ext(
		json, JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(json);
	return literal;
}
