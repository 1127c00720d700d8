/* SPDX-License-Identifier: MIT */
/* Steps that look into firmware: what they say. */
#include "scenario/case.h"

#include <string.h>

#define MAX_VARIABLE (1 << 20) /* bytes */

static bool load_value(const struct tw_cursor *cur, struct tw_case_step *out,
		       GError **error)
{
	int64_t value, least = INT64_MIN, most = INT64_MAX;
	uint32_t size = 0;
	struct tw_cursor member;

	if (!tw_cursor_u32(cur, "size", 1, 8, &size, error))
		return false;
	if (size & (size - 1)) {
		tw_cursor_get(cur, "size", &member);
		return tw_json_error(member.index, member.at, error,
				     "expected 1, 2, 4 or 8, got %u", size);
	}
	if (size && size < 8) {
		least = -(INT64_C(1) << (8 * size - 1));
		most = (INT64_C(1) << 8 * size) - 1;
	}
	if (!tw_cursor_need(cur, "value", &member, error) ||
	    !tw_cursor_integer(&member, least, most, &value, error))
		return false;
	out->mode = size; /* 0: that of the variable */
	out->count = value;
	return true;
}

/* Either bytes as they lie in memory, or an integer. */
bool tw_case_load_expect_variable(tw_scenario *s, const struct tw_cursor *step,
				  const struct tw_cursor *cur,
				  struct tw_case_step *out, GError **error)
{
	static const char *const by_value[] = {"firmware", "variable", "at",
					       "value",	   "size",     NULL};
	static const char *const by_bytes[] = {"firmware", "variable", "at",
					       "bytes", NULL};
	struct tw_cursor name, bytes;
	bool has_bytes;

	out->kind = TW_STEP_EXPECT_VARIABLE;
	if (!tw_cursor_expect(cur, TW_SHAPE_OBJECT, error))
		return false;
	has_bytes = tw_cursor_get(cur, "bytes", &bytes);
	if (!tw_cursor_keys(cur, has_bytes ? by_bytes : by_value, error) ||
	    !tw_case_ref(s, cur, "firmware", TW_CASE_FIRMWARE, &out->number,
			 error) ||
	    !tw_cursor_need(cur, "variable", &name, error) ||
	    !tw_cursor_string(&name, &out->text, error) ||
	    !tw_cursor_u64(cur, "at", 0, MAX_VARIABLE, &out->offset, error))
		return false;
	if (!has_bytes)
		return load_value(cur, out, error);
	out->bytes = g_byte_array_new();
	out->mask = g_byte_array_new();
	return tw_cursor_bytes(&bytes, out->bytes, out->mask, error);
}

static bool load_counts(tw_scenario *s, const struct tw_cursor *cur,
			struct tw_case_step *out, GError **error)
{
	struct tw_cursor counts, member;

	if (!tw_cursor_get(cur, "counts", &counts))
		return true;
	if (!tw_cursor_expect(&counts, TW_SHAPE_OBJECT, error))
		return false;
	out->others = g_array_new(FALSE, FALSE, sizeof(struct tw_case_item));
	for (bool more = tw_cursor_first(&counts, &member); more;
	     more = tw_cursor_next(&counts, &member)) {
		struct tw_case_item item = {.at = member.at};
		g_autofree char *key = tw_cursor_key(&member);

		if (!tw_cursor_integer(&member, 0, UINT32_MAX, &item.count,
				       error))
			return false;
		item.text = g_string_chunk_insert(s->strings, key);
		g_array_append_val(out->others, item);
	}
	return true;
}

bool tw_case_load_expect_calls(tw_scenario *s, const struct tw_cursor *step,
			       const struct tw_cursor *cur,
			       struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"firmware", "from",	 "calls",
					   "also",     "counts", NULL};

	out->kind = TW_STEP_EXPECT_CALLS;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "firmware", TW_CASE_FIRMWARE, &out->number,
			 error) ||
	    !tw_case_load_from(cur, out, error) ||
	    !tw_case_load_texts(cur, "calls", &out->items, error) ||
	    !tw_case_load_texts(cur, "also", &out->watched, error) ||
	    !load_counts(s, cur, out, error))
		return false;
	if (out->watched && !out->items)
		return tw_json_error(cur->index, cur->at, error,
				     "expected \"calls\" beside \"also\"");
	return out->items || out->others ||
	       tw_json_error(cur->index, cur->at, error,
			     "expected \"calls\" or \"counts\"");
}

/* "0x40" */
static bool load_word(const struct tw_case_item *item,
		      const struct tw_cursor *cur, uint64_t *out,
		      GError **error)
{
	g_autofree char *got = NULL;
	guint64 value;

	if (g_str_has_prefix(item->text, "0x") &&
	    g_ascii_string_to_unsigned(item->text + 2, 16, 0, UINT32_MAX,
				       &value, NULL)) {
		*out = value;
		return true;
	}
	got = tw_json_source(cur->index, item->at);
	return tw_json_error(cur->index, item->at, error,
			     "expected \"0x0\" to \"0xffffffff\", got %s", got);
}

bool tw_case_load_expect_writes(tw_scenario *s, const struct tw_cursor *step,
				const struct tw_cursor *cur,
				struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"firmware", "register", "from",
					   "values",   "count",	   NULL};
	struct tw_cursor reg;

	out->kind = TW_STEP_EXPECT_WRITES;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "firmware", TW_CASE_FIRMWARE, &out->number,
			 error) ||
	    !tw_case_load_from(cur, out, error) ||
	    !tw_cursor_need(cur, "register", &reg, error) ||
	    !tw_cursor_string(&reg, &out->text, error) ||
	    !tw_case_load_texts(cur, "values", &out->items, error) ||
	    !tw_case_load_count(cur, "count", &out->count, error))
		return false;
	if (g_str_has_prefix(out->text, "0x")) {
		struct tw_case_item item = {.text = out->text, .at = reg.at};

		if (!load_word(&item, cur, &out->offset, error))
			return false;
	}
	for (guint i = 0; out->items && i < out->items->len; i++) {
		struct tw_case_item *item =
			&g_array_index(out->items, struct tw_case_item, i);

		if (!load_word(item, cur, &item->min, error))
			return false;
	}
	return out->items || out->count >= 0 ||
	       tw_json_error(cur->index, cur->at, error,
			     "expected \"values\" or \"count\"");
}

bool tw_case_load_expect_interrupts(tw_scenario *s,
				    const struct tw_cursor *step,
				    const struct tw_cursor *cur,
				    struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"firmware", "irq", "from", "count",
					   "min",      "max", NULL};
	struct tw_case_item limits = {.max = UINT32_MAX, .count = -1};
	struct tw_cursor irq, member;
	int64_t number;

	out->kind = TW_STEP_EXPECT_INTERRUPTS;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "firmware", TW_CASE_FIRMWARE, &out->number,
			 error) ||
	    !tw_case_load_from(cur, out, error) ||
	    !tw_cursor_need(cur, "irq", &irq, error) ||
	    !tw_cursor_integer(&irq, 0, 255, &number, error) ||
	    !tw_case_load_count(cur, "count", &out->count, error) ||
	    !tw_cursor_u64(cur, "min", 0, UINT32_MAX, &limits.min, error) ||
	    !tw_cursor_u64(cur, "max", limits.min, UINT32_MAX, &limits.max,
			   error))
		return false;
	out->offset = (uint64_t)number;
	out->items = g_array_new(FALSE, FALSE, sizeof(limits));
	g_array_append_val(out->items, limits);
	if ((out->count >= 0) != (tw_cursor_get(cur, "min", &member) ||
				  tw_cursor_get(cur, "max", &member)))
		return true;
	return tw_json_error(cur->index, cur->at, error,
			     "expected \"count\", or \"min\" or \"max\"");
}

bool tw_case_load_expect_output(tw_scenario *s, const struct tw_cursor *step,
				const struct tw_cursor *cur,
				struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"firmware", "contains", "count",
					   "lines",    "from",	   NULL};
	struct tw_cursor contains, count;

	out->kind = TW_STEP_EXPECT_OUTPUT;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "firmware", TW_CASE_FIRMWARE, &out->number,
			 error) ||
	    !tw_case_load_from(cur, out, error) ||
	    !tw_case_load_texts(cur, "lines", &out->items, error) ||
	    !tw_case_load_count(cur, "count", &out->count, error))
		return false;
	if (tw_cursor_get(cur, "contains", &contains) || !out->items)
		return tw_cursor_need(cur, "contains", &contains, error) &&
		       tw_cursor_string(&contains, &out->text, error);
	if (!tw_cursor_get(cur, "count", &count))
		return true;
	return tw_json_error(count.index, count.at, error,
			     "counts lines that hold \"contains\", and there "
			     "is none");
}
