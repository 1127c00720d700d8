/* SPDX-License-Identifier: MIT */
/*
 * The step that looks at what a bus has seen. A transfer is written as UM10204
 * draws it: "S 50 W A 10 A Sr 50 R A ca N P"; "+3" is a byte that ended after
 * three bits. "??" is any byte, "?" any direction or acknowledge.
 */
#include "scenario/case.h"

#include <string.h>

static bool is_byte(const char *word)
{
	return !strcmp(word, "??") ||
	       (strlen(word) == 2 && strspn(word, "0123456789abcdef") == 2);
}

static bool is_ack(const char *word)
{
	return strlen(word) == 1 && strchr("AN?", word[0]);
}

static bool is_cut(const char *word)
{
	return word[0] == '+' && word[1] >= '1' && word[1] <= '8' && !word[2];
}

/* What may follow. */
enum place { BEGINNING, ADDRESS, WAY, ACK, BYTE, CUT, OVER };

/* Returns what is wrong, or NULL. */
static const char *next(enum place *place, const char *word)
{
	switch (*place) {
	case BEGINNING:
		*place = ADDRESS;
		return strcmp(word, "S") ? "\"S\" first" : NULL;
	case WAY:
		*place = ACK;
		return strcmp(word, "W") && strcmp(word, "R") &&
				       strcmp(word, "?")
			       ? "\"W\" or \"R\" behind an address"
			       : NULL;
	case OVER:
		return "nothing behind \"P\"";
	default:
		break;
	}
	if (!strcmp(word, "P") || !strcmp(word, "Sr")) {
		*place = word[0] == 'P' ? OVER : ADDRESS;
		return NULL;
	}
	if (*place == ACK) {
		*place = BYTE;
		return is_ack(word) ? NULL : "\"A\" or \"N\" behind a byte";
	}
	if (*place != CUT && is_cut(word)) {
		*place = CUT;
		return NULL;
	}
	if (*place == CUT || !is_byte(word))
		return *place == ADDRESS ? "an address as \"50\""
		       : *place == CUT	 ? "\"Sr\" or \"P\" behind bits"
					 : "a byte as \"0a\", \"Sr\" or \"P\"";
	*place = *place == ADDRESS ? WAY : ACK;
	return NULL;
}

/* The word as the case has it, on one line and not too long. */
static char *shown(const char *word)
{
	g_autofree char *text = g_strescape(word, NULL);

	return g_strndup(text, 16);
}

static bool check_transfer(const struct tw_cursor *array,
			   const struct tw_case_item *item, GError **error)
{
	g_auto(GStrv) words = g_strsplit(item->text, " ", -1);
	enum place place = BEGINNING;
	const char *wrong = NULL;
	g_autofree char *got = NULL;
	size_t i = 0;

	for (; words[i] && !wrong; i++)
		wrong = next(&place, words[i]);
	if (i && !wrong)
		return true;
	got = shown(i ? words[i - 1] : "");
	return tw_json_error(array->index, item->at, error,
			     "expected %s, got \"%s\"",
			     wrong ? wrong : "\"S\" first", got);
}

static bool load_transfers(const struct tw_cursor *cur, struct tw_case_wires *w,
			   GError **error)
{
	if (!tw_case_load_texts(cur, "transfers", &w->transfers, error))
		return false;
	for (guint i = 0; w->transfers && i < w->transfers->len; i++)
		if (!check_transfer(cur,
				    &g_array_index(w->transfers,
						   struct tw_case_item, i),
				    error))
			return false;
	return true;
}

static bool load_stretch(const struct tw_cursor *cur, struct tw_case_item *item,
			 GError **error)
{
	static const char *const keys[] = {"by", "min_ns", "max_ns", "count",
					   NULL};
	struct tw_cursor by;

	return tw_cursor_keys(cur, keys, error) &&
	       tw_cursor_need(cur, "by", &by, error) &&
	       tw_cursor_string(&by, &item->text, error) &&
	       tw_cursor_u64(cur, "min_ns", 0, TW_SCENARIO_MAX_NS, &item->min,
			     error) &&
	       tw_cursor_u64(cur, "max_ns", item->min, TW_SCENARIO_MAX_NS,
			     &item->max, error) &&
	       tw_case_load_count(cur, "count", &item->count, error);
}

static bool load_stretches(const struct tw_cursor *cur, struct tw_case_wires *w,
			   GError **error)
{
	struct tw_cursor array, one;

	if (!tw_cursor_get(cur, "stretches", &array))
		return true;
	if (!tw_cursor_expect(&array, TW_SHAPE_ARRAY, error))
		return false;
	w->stretches = g_array_new(FALSE, FALSE, sizeof(struct tw_case_item));
	for (bool more = tw_cursor_first(&array, &one); more;
	     more = tw_cursor_next(&array, &one)) {
		struct tw_case_item item = {
			.max = TW_SCENARIO_MAX_NS, .count = -1, .at = one.at};

		if (!load_stretch(&one, &item, error))
			return false;
		g_array_append_val(w->stretches, item);
	}
	return true;
}

static bool load_rest(const struct tw_cursor *cur, struct tw_case_wires *w,
		      GError **error)
{
	struct tw_cursor member;
	uint16_t addr;
	bool yes;

	if (tw_cursor_get(cur, "addr", &member)) {
		if (!tw_cursor_addr(&member, 0, 0x7f, &addr, error))
			return false;
		w->addr = addr;
	}
	if (tw_cursor_get(cur, "free", &member)) {
		if (!tw_cursor_boolean(&member, &yes, error))
			return false;
		w->free = yes;
	}
	return tw_case_load_count(cur, "starts", &w->starts, error) &&
	       tw_case_load_count(cur, "restarts", &w->restarts, error) &&
	       tw_case_load_count(cur, "stops", &w->stops, error);
}

bool tw_case_load_expect_bus(tw_scenario *s, const struct tw_cursor *step,
			     const struct tw_cursor *cur,
			     struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {
		"bus",	  "from",     "addr",  "transfers", "stretches",
		"starts", "restarts", "stops", "free",	    NULL};
	struct tw_case_wires *w = g_new0(struct tw_case_wires, 1);

	out->kind = TW_STEP_EXPECT_BUS;
	out->wires = w;
	w->addr = w->free = -1;
	w->starts = w->restarts = w->stops = -1;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "bus", TW_CASE_BUS, &out->number, error) ||
	    !tw_case_load_from(cur, out, error) ||
	    !load_transfers(cur, w, error) || !load_stretches(cur, w, error) ||
	    !load_rest(cur, w, error))
		return false;
	return w->transfers || w->stretches || w->free >= 0 || w->starts >= 0 ||
	       w->restarts >= 0 || w->stops >= 0 ||
	       tw_json_error(cur->index, cur->at, error,
			     "expected something of the bus: \"transfers\", "
			     "\"stretches\", \"starts\", \"restarts\", "
			     "\"stops\" or \"free\"");
}

void tw_case_wires_free(struct tw_case_wires *w)
{
	g_clear_pointer(&w->transfers, g_array_unref);
	g_clear_pointer(&w->stretches, g_array_unref);
	g_free(w);
}
