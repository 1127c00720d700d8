/* SPDX-License-Identifier: MIT */
/* Coverage from the JSON that tw_coverage_to_json() wrote. */
#include "scenario/cursor.h"

#include "twowire/coverage.h"

static bool load_bin(tw_coverage *c, const char *group,
		     const struct tw_cursor *cur, GError **error)
{
	g_autofree char *name = tw_cursor_key(cur);
	uint64_t hits;

	if (!tw_cursor_natural(cur, &hits, error))
		return false;
	if (tw_coverage_set(c, group, name, hits))
		return true;
	return tw_json_key_error(cur->index, cur->at, error,
				 "no bin of this version");
}

static bool load_group(tw_coverage *c, const struct tw_cursor *group,
		       GError **error)
{
	g_autofree char *name = tw_cursor_key(group);
	struct tw_cursor cur;

	if (!tw_cursor_expect(group, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(group, &cur); more;
	     more = tw_cursor_next(group, &cur))
		if (!load_bin(c, name, &cur, error))
			return false;
	return true;
}

static bool load(tw_coverage *c, const struct tw_cursor *root, GError **error)
{
	static const char *const keys[] = {"format", "groups", NULL};
	static const char *const formats[] = {"twowire-coverage/1", NULL};
	struct tw_cursor groups, cur;
	unsigned which;

	/* Another file than was meant: that is said first. */
	if (!tw_cursor_expect(root, TW_SHAPE_OBJECT, error) ||
	    !tw_cursor_need(root, "format", &cur, error) ||
	    !tw_cursor_word(&cur, formats, &which, error) ||
	    !tw_cursor_keys(root, keys, error) ||
	    !tw_cursor_need(root, "groups", &groups, error) ||
	    !tw_cursor_expect(&groups, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(&groups, &cur); more;
	     more = tw_cursor_next(&groups, &cur))
		if (!load_group(c, &cur, error))
			return false;
	return true;
}

tw_coverage *tw_coverage_parse(const char *text, size_t len, const char *name,
			       GError **error)
{
	g_autoptr(tw_json_index) index =
		tw_json_index_new(text, len, name, error);
	g_autoptr(tw_coverage) c = tw_coverage_new();
	struct tw_cursor root = {.index = index};
	bool ok;

	if (!index)
		return NULL;
	ok = tw_json_parse(index, &root.json, error) && load(c, &root, error);
	json_object_put(root.json);
	return ok ? g_steal_pointer(&c) : NULL;
}
