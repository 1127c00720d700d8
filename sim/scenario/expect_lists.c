/* SPDX-License-Identifier: MIT */
/* Lists and counts of what came, as several expectations have them. */
#include "scenario/trial.h"

#include <string.h>

#define MAX_COUNT 1000000000

bool tw_case_load_from(const struct tw_cursor *cur, struct tw_case_step *out,
		       GError **error)
{
	static const char *const words[] = {"last", "begin", NULL};
	struct tw_cursor from;
	unsigned word = 0;

	if (tw_cursor_get(cur, "from", &from) &&
	    !tw_cursor_word(&from, words, &word, error))
		return false;
	out->from_begin = word;
	return true;
}

bool tw_case_load_count(const struct tw_cursor *cur, const char *key,
			int64_t *count, GError **error)
{
	struct tw_cursor member;

	return !tw_cursor_get(cur, key, &member) ||
	       tw_cursor_integer(&member, 0, MAX_COUNT, count, error);
}

bool tw_case_load_texts(const struct tw_cursor *cur, const char *key,
			GArray **items, GError **error)
{
	struct tw_cursor array, item;

	if (!tw_cursor_get(cur, key, &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	*items = g_array_new(FALSE, FALSE, sizeof(struct tw_case_item));
	for (bool more = tw_cursor_first(&array, &item); more;
	     more = tw_cursor_next(&array, &item)) {
		struct tw_case_item one = {.count = -1, .at = item.at};

		if (!tw_cursor_expect(&item, TW_SHAPE_STRING, error))
			return false;
		one.text = json_object_get_string(item.json);
		g_array_append_val(*items, one);
	}
	return true;
}

/* Steps of one kind that look at the same thing follow each other. */
static bool is_last(const struct tw_case_step *a, const struct tw_case_step *b)
{
	if (a->kind != b->kind || a->number != b->number)
		return false;
	switch (a->kind) {
	case TW_STEP_EXPECT_OUTPUT:
		return a->items && b->items;
	case TW_STEP_EXPECT_WRITES:
		return !strcmp(a->text, b->text);
	case TW_STEP_EXPECT_INTERRUPTS:
		return a->offset == b->offset;
	default:
		return true;
	}
}

uint64_t tw_trial_since(const struct tw_trial *t,
			const struct tw_case_step *step)
{
	for (size_t i = t->n_taken; i-- && !step->from_begin;)
		if (is_last(&g_array_index(t->scenario->steps,
					   struct tw_case_step, i),
			    step))
			return t->taken_ns[i] + 1;
	return 0;
}

uint32_t tw_trial_at(const struct tw_trial *t, const struct tw_case_step *step,
		     const char *key)
{
	uint32_t at = tw_json_member(t->scenario->index, step->at, key);

	return at == TW_JSON_NONE ? step->at : at;
}

static char *shown(const struct tw_trial_list *list, guint n)
{
	if (n >= list->got->len)
		return g_strdup("none");
	return g_strdup_printf(list->quote ? "\"%s\" at %" G_GUINT64_FORMAT
					     " ns"
					   : "%s at %" G_GUINT64_FORMAT " ns",
			       (const char *)list->got->pdata[n],
			       g_array_index(list->ticks, uint64_t, n));
}

static bool same(const struct tw_trial_list *list, guint n)
{
	const char *expected =
		g_array_index(list->items, struct tw_case_item, n).text;
	const char *got = list->got->pdata[n];

	return list->same ? list->same(expected, got) : !strcmp(expected, got);
}

void tw_trial_compare_list(struct tw_trial *t, uint32_t at,
			   const struct tw_trial_list *list)
{
	guint n = 0, both = MIN(list->items->len, list->got->len);
	g_autofree char *what = NULL, *got = NULL, *quoted = NULL;
	const struct tw_case_item *item = NULL;

	while (n < both && same(list, n))
		n++;
	if (n == list->items->len && n == list->got->len) {
		what = g_strdup_printf("%ss %s", list->noun, list->whose);
		got = g_strdup_printf("%u as listed", n);
		tw_trial_note(t, at, true, what, got, got);
		return;
	}
	if (n < list->items->len)
		item = &g_array_index(list->items, struct tw_case_item, n);
	if (item && list->quote)
		quoted = g_strdup_printf("\"%s\"", item->text);
	what = g_strdup_printf("%s %u %s", list->noun, n, list->whose);
	got = shown(list, n);
	tw_trial_note(t, item ? item->at : at, false, what,
		      quoted ? quoted
		      : item ? item->text
			     : "none",
		      got);
}

void tw_trial_compare_count(struct tw_trial *t, uint32_t at, const char *what,
			    int64_t expected, int64_t got)
{
	g_autofree char *wanted = g_strdup_printf("%" PRId64, expected);
	g_autofree char *found = g_strdup_printf("%" PRId64, got);

	if (expected >= 0)
		tw_trial_note(t, at, got == expected, what, wanted, found);
}
