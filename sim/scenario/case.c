/* SPDX-License-Identifier: MIT */
/* The names in a case, and its end. */
#include "scenario/case.h"

#include "scenario/nearest.h"

#include <string.h>

#define ID_MAX 32

static const char *const kind_names[TW_CASE_KINDS] = {
	[TW_CASE_BUS] = "bus",		 [TW_CASE_CONTROLLER] = "controller",
	[TW_CASE_NET] = "net",		 [TW_CASE_DEVICE] = "device",
	[TW_CASE_FIRMWARE] = "firmware", [TW_CASE_FAULT] = "fault",
};

size_t tw_case_count(const tw_scenario *s, enum tw_case_kind kind)
{
	return s->things[kind]->len;
}

const char *tw_case_id(const tw_scenario *s, enum tw_case_kind kind,
		       uint32_t number)
{
	const GArray *things = s->things[kind];
	size_t size = g_array_get_element_size(s->things[kind]);

	return *(const char **)(things->data + number * size);
}

static bool find(const tw_scenario *s, enum tw_case_kind kind, const char *id,
		 uint32_t *number)
{
	for (uint32_t i = 0; i < tw_case_count(s, kind); i++) {
		if (strcmp(tw_case_id(s, kind, i), id))
			continue;
		*number = i;
		return true;
	}
	return false;
}

static bool well_formed(const char *id)
{
	size_t len = strlen(id);

	return len <= ID_MAX && g_ascii_isalnum(id[0]) &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			  "0123456789_-#") == len;
}

bool tw_case_new_id(const tw_scenario *s, const struct tw_cursor *obj,
		    const char **id, GError **error)
{
	struct tw_cursor cur;
	uint32_t other;

	if (!tw_cursor_need(obj, "id", &cur, error) ||
	    !tw_cursor_string(&cur, id, error))
		return false;
	if (!well_formed(*id))
		return tw_json_error(cur.index, cur.at, error,
				     "expected at most %u of A-Z a-z 0-9 _ - "
				     "#, the first a letter or digit",
				     ID_MAX);
	for (unsigned kind = 0; kind < TW_CASE_KINDS; kind++)
		if (find(s, kind, *id, &other))
			return tw_json_error(cur.index, cur.at, error,
					     "expected a name of its own, got "
					     "\"%s\", which a %s has",
					     *id, kind_names[kind]);
	return true;
}

bool tw_case_resolve(const tw_scenario *s, const struct tw_cursor *cur,
		     enum tw_case_kind kind, uint32_t *number, GError **error)
{
	g_autofree const char **ids =
		g_new0(const char *, tw_case_count(s, kind) + 1);
	const char *id, *near;

	if (!tw_cursor_string(cur, &id, error))
		return false;
	if (find(s, kind, id, number))
		return true;
	for (uint32_t i = 0; i < tw_case_count(s, kind); i++)
		ids[i] = tw_case_id(s, kind, i);
	near = tw_nearest(id, ids);
	if (near)
		return tw_json_error(cur->index, cur->at, error,
				     "no such %s (did you mean \"%s\"?)",
				     kind_names[kind], near);
	if (!tw_case_count(s, kind))
		return tw_json_error(cur->index, cur->at, error,
				     "no such %s; the case has none",
				     kind_names[kind]);
	return tw_json_error(cur->index, cur->at, error,
			     "no such %s; the first is \"%s\"",
			     kind_names[kind], ids[0]);
}

bool tw_case_ref(const tw_scenario *s, const struct tw_cursor *obj,
		 const char *key, enum tw_case_kind kind, uint32_t *number,
		 GError **error)
{
	struct tw_cursor cur;

	*number = 0;
	if (tw_cursor_get(obj, key, &cur))
		return tw_case_resolve(s, &cur, kind, number, error);
	if (tw_case_count(s, kind))
		return true;
	return tw_json_error(obj->index, obj->at, error,
			     "expected a %s, the case has none",
			     kind_names[kind]);
}

bool tw_case_each(tw_scenario *s, const struct tw_cursor *root, const char *key,
		  size_t max, tw_case_element_fn load, GError **error)
{
	struct tw_cursor array, cur;
	size_t n;

	if (!tw_cursor_get(root, key, &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	n = json_object_array_length(array.json);
	if (n > max)
		return tw_json_error(array.index, array.at, error,
				     "expected at most %zu, got %zu", max, n);
	for (bool more = tw_cursor_first(&array, &cur); more;
	     more = tw_cursor_next(&array, &cur))
		if (!load(s, &cur, error))
			return false;
	return true;
}

void tw_case_transfer_free(struct tw_case_transfer *transfer)
{
	if (!transfer)
		return;
	g_array_unref(transfer->msgs);
	g_byte_array_unref(transfer->tx);
	g_byte_array_unref(transfer->rx);
	g_byte_array_unref(transfer->rx_mask);
	g_free(transfer);
}

void tw_case_step_clear(struct tw_case_step *step)
{
	g_clear_pointer(&step->transfers, g_ptr_array_unref);
	g_clear_pointer(&step->smbus, tw_case_smbus_free);
	g_clear_pointer(&step->replay, tw_case_replay_free);
	g_clear_pointer(&step->inputs, g_array_unref);
	g_clear_pointer(&step->bytes, g_byte_array_unref);
	g_clear_pointer(&step->mask, g_byte_array_unref);
	g_clear_pointer(&step->items, g_array_unref);
	g_clear_pointer(&step->others, g_array_unref);
	g_clear_pointer(&step->watched, g_array_unref);
	g_clear_pointer(&step->wires, tw_case_wires_free);
}
