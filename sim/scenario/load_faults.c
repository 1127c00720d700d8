/* SPDX-License-Identifier: MIT */
/* The faults of a case: each becomes a line as fault.h has it. */
#include "scenario/case.h"

#include "scenario/nearest.h"
#include "twowire/fault.h"

#include <string.h>

static const char *const own_keys[] = {"id", "kind", "bus", "at", NULL};

static bool is_own(const char *key)
{
	return g_strv_contains(own_keys, key);
}

static const struct tw_fault_param *
find_param(const struct tw_fault_param *params, const char *key)
{
	for (; params->key; params++)
		if (!strcmp(params->key, key))
			return params;
	return NULL;
}

/* Our own keys, where there are any, and the table's. */
static bool unknown_key(const char *const *own,
			const struct tw_fault_param *params,
			const struct tw_cursor *member, GError **error)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();

	for (; own && *own; own++)
		g_ptr_array_add(keys, (char *)*own);
	for (; params->key; params++)
		g_ptr_array_add(keys, (char *)params->key);
	g_ptr_array_add(keys, NULL);
	return tw_cursor_unknown(member, (const char *const *)keys->pdata,
				 error);
}

static bool load_kind(const struct tw_cursor *cur,
		      const struct tw_fault_kind **kind, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	struct tw_cursor member;
	const char *name, *near;

	if (!tw_cursor_need(cur, "kind", &member, error) ||
	    !tw_cursor_string(&member, &name, error))
		return false;
	for (size_t i = 0; (*kind = tw_fault_nth_kind(i)); i++) {
		if (!strcmp((*kind)->name, name))
			return true;
		g_ptr_array_add(names, (char *)(*kind)->name);
	}
	g_ptr_array_add(names, NULL);
	near = tw_nearest(name, (const char *const *)names->pdata);
	if (near)
		return tw_json_error(member.index, member.at, error,
				     "no such kind of fault (did you mean "
				     "\"%s\"?)",
				     near);
	return tw_json_error(member.index, member.at, error,
			     "no such kind of fault; see twowire list faults");
}

/* Integers may also be hexadecimal strings, as addresses are. */
static bool load_integer(const struct tw_cursor *cur,
			 const struct tw_fault_param *p, int64_t *out,
			 GError **error)
{
	uint16_t hex;

	if (!tw_cursor_is(cur, TW_SHAPE_STRING) || p->max > 0x3ff)
		return tw_cursor_integer(cur, p->min, p->max, out, error);
	if (!tw_cursor_addr(cur, (unsigned)p->min, (unsigned)p->max, &hex,
			    error))
		return false;
	*out = hex;
	return true;
}

static bool load_value(const struct tw_cursor *cur,
		       const struct tw_fault_param *p, GString *what,
		       GError **error)
{
	const char *text;
	unsigned word;
	int64_t n;

	g_string_append_printf(what, " %s=", p->key);
	switch (p->value) {
	case TW_FAULT_INT:
		if (!load_integer(cur, p, &n, error))
			return false;
		g_string_append_printf(what, "%" G_GINT64_FORMAT, n);
		return true;
	case TW_FAULT_WORD:
		if (!tw_cursor_word(cur, p->words, &word, error))
			return false;
		g_string_append(what, p->words[word]);
		return true;
	case TW_FAULT_NAME:
		if (!tw_cursor_string(cur, &text, error))
			return false;
		if (strpbrk(text, " \t\r\n="))
			return tw_json_error(cur->index, cur->at, error,
					     "expected a name");
		g_string_append(what, text);
		return true;
	}
	g_assert_not_reached();
}

static bool load_params(const struct tw_cursor *obj, const char *const *own,
			const struct tw_fault_param *params, GString *what,
			GError **error)
{
	struct tw_cursor member;

	for (bool more = tw_cursor_first(obj, &member); more;
	     more = tw_cursor_next(obj, &member)) {
		g_autofree char *key = tw_cursor_key(&member);
		const struct tw_fault_param *p = find_param(params, key);

		if (own && is_own(key))
			continue;
		if (!p)
			return unknown_key(own, params, &member, error);
		if (!load_value(&member, p, what, error))
			return false;
	}
	return true;
}

static bool need_params(const struct tw_cursor *obj,
			const struct tw_fault_param *p, GError **error)
{
	struct tw_cursor member;

	for (; p->key; p++)
		if (p->needed && !tw_cursor_need(obj, p->key, &member, error))
			return false;
	return true;
}

static bool load_trigger(const struct tw_cursor *obj, GString *what,
			 GError **error)
{
	struct tw_cursor at;

	if (!tw_cursor_get(obj, "at", &at))
		return true;
	g_string_append(what, " at");
	return tw_cursor_expect(&at, TW_SHAPE_OBJECT, error) &&
	       load_params(&at, NULL, tw_fault_nth_trigger_param(0), what,
			   error);
}

static bool load_fault(tw_scenario *s, const struct tw_cursor *cur,
		       GError **error)
{
	struct tw_case_fault f = {.at = cur->at};
	const struct tw_fault_kind *kind;
	g_autoptr(GString) what = NULL;

	if (!tw_cursor_expect(cur, TW_SHAPE_OBJECT, error) ||
	    !tw_case_new_id(s, cur, &f.id, error) ||
	    !load_kind(cur, &kind, error) ||
	    !tw_case_ref(s, cur, "bus", TW_CASE_BUS, &f.bus, error))
		return false;
	what = g_string_new(kind->name);
	if (!load_params(cur, own_keys, kind->params, what, error) ||
	    !need_params(cur, kind->params, error) ||
	    !load_trigger(cur, what, error))
		return false;
	f.what = g_string_chunk_insert(s->strings, what->str);
	g_array_append_val(s->things[TW_CASE_FAULT], f);
	return true;
}

bool tw_case_load_faults(tw_scenario *s, const struct tw_cursor *root,
			 GError **error)
{
	return tw_case_each(s, root, "faults", TW_CASE_MAX_FAULTS, load_fault,
			    error);
}
