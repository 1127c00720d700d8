/* SPDX-License-Identifier: MIT */
/* The names in expectations: what they stand for in what has been built. */
#include "scenario/trial.h"

#include "scenario/nearest.h"

#include <string.h>

static bool find(const struct tw_trial *t, const struct tw_case_step *step,
		 enum tw_symbol_kind kind, const char *name, uint32_t at,
		 struct tw_symbol *out, GError **error)
{
	const tw_chip *chip = t->chips[step->number];
	const char *noun = kind == TW_SYMBOL_VARIABLE ? "variable" : "function";
	size_t n = tw_chip_symbol(chip, kind, name, out);
	g_auto(GStrv) names = NULL;
	const char *near;

	if (n == 1)
		return true;
	if (n)
		return tw_json_error(t->scenario->index, at, error,
				     "%zu files have a %s of that name; say "
				     "which: \"file.c:%s\"",
				     n, noun, name);
	names = tw_chip_symbols(chip, kind);
	near = tw_nearest(name, (const char *const *)names);
	return tw_json_error(t->scenario->index, at, error,
			     "%s has no such %s%s%s%s%s", tw_chip_name(chip),
			     noun, near ? " (did you mean \"" : "",
			     near ? near : "", near ? "\"?)" : "",
			     near ? ""
			     : kind == TW_SYMBOL_VARIABLE
				     ? "; the compiler drops those that "
				       "are never read"
				     : "; it may have been inlined: "
				       "__attribute__((noinline)) keeps "
				       "it");
}

static bool resolve_variable(const struct tw_trial *t,
			     const struct tw_case_step *step, GError **error)
{
	struct tw_symbol found;
	size_t size;

	if (!find(t, step, TW_SYMBOL_VARIABLE, step->text,
		  tw_trial_at(t, step, "variable"), &found, error))
		return false;
	if (step->bytes)
		size = step->bytes->len;
	else
		size = step->mode ? step->mode : found.size;
	if (!step->bytes && size != 1 && size != 2 && size != 4 && size != 8)
		return tw_json_error(t->scenario->index, step->at, error,
				     "%s has %zu bytes: expected \"size\", or "
				     "\"bytes\" instead of \"value\"",
				     step->text, size);
	if (step->offset <= found.size && size <= found.size - step->offset)
		return true;
	return tw_json_error(t->scenario->index, step->at, error,
			     "%s has %zu bytes, and %zu from %" PRIu64
			     " on are expected",
			     step->text, found.size, size, step->offset);
}

static bool is_watched(const GPtrArray *names, const char *name)
{
	for (guint i = 0; i < names->len; i++)
		if (!strcmp(names->pdata[i], name))
			return true;
	return false;
}

static bool watch(const struct tw_trial *t, const struct tw_case_step *step,
		  const GArray *items, GPtrArray *names, GError **error)
{
	for (guint i = 0; items && i < items->len; i++) {
		const struct tw_case_item *item =
			&g_array_index(items, struct tw_case_item, i);
		struct tw_symbol found;

		if (is_watched(names, item->text))
			continue;
		if (!find(t, step, TW_SYMBOL_FUNCTION, item->text, item->at,
			  &found, error))
			return false;
		tw_chip_watch_calls(t->chips[step->number], item->text, found);
		g_ptr_array_add(names, (char *)item->text);
	}
	return true;
}

/* A part that can stretch: a port, or whose ports they are. */
static bool is_part(const struct tw_trial *t, const char *name)
{
	const tw_trace *trace = tw_sim_trace(t->sim);
	size_t len = strlen(name);

	for (size_t i = 0; i < tw_trace_n_sources(trace); i++) {
		const struct tw_source *s = tw_trace_source(trace, (uint32_t)i);

		if (s->kind == TW_SOURCE_PORT &&
		    g_str_has_prefix(s->name, name) &&
		    (!s->name[len] || s->name[len] == '.'))
			return true;
	}
	return false;
}

static bool resolve_parts(const struct tw_trial *t,
			  const struct tw_case_step *step, GError **error)
{
	const GArray *items = step->wires->stretches;
	const tw_trace *trace = tw_sim_trace(t->sim);
	size_t n = tw_trace_n_sources(trace);

	for (guint i = 0; items && i < items->len; i++) {
		const struct tw_case_item *item =
			&g_array_index(items, struct tw_case_item, i);
		g_autofree const char **names = g_new0(const char *, n + 1);
		const char *near;

		if (is_part(t, item->text))
			continue;
		for (uint32_t k = 0, at = 0; k < n; k++)
			if (tw_trace_source(trace, k)->kind == TW_SOURCE_PORT)
				names[at++] = tw_trace_source(trace, k)->name;
		near = tw_nearest(item->text, names);
		return tw_json_error(
			t->scenario->index,
			tw_json_member(t->scenario->index, item->at, "by"),
			error, "no such part%s%s%s",
			near ? " (did you mean \"" : "", near ? near : "",
			near ? "\"?)" : "");
	}
	return true;
}

static bool resolve(struct tw_trial *t, const struct tw_case_step *step,
		    GPtrArray **watched, GError **error)
{
	switch (step->kind) {
	case TW_STEP_EXPECT_BUS:
		return resolve_parts(t, step, error);
	case TW_STEP_EXPECT_VARIABLE:
		return resolve_variable(t, step, error);
	case TW_STEP_EXPECT_CALLS:
		return watch(t, step, step->items, watched[step->number],
			     error) &&
		       watch(t, step, step->others, watched[step->number],
			     error) &&
		       watch(t, step, step->watched, watched[step->number],
			     error);
	default:
		return true;
	}
}

bool tw_trial_build_expectations(struct tw_trial *t, GError **error)
{
	size_t n_chips = tw_case_count(t->scenario, TW_CASE_FIRMWARE);
	GPtrArray **watched = g_new0(GPtrArray *, n_chips + 1);
	bool ok = true;

	for (size_t i = 0; i < n_chips; i++)
		watched[i] = g_ptr_array_new();
	for (guint i = 0; i < t->scenario->steps->len && ok; i++) {
		const struct tw_case_step *step = &g_array_index(
			t->scenario->steps, struct tw_case_step, i);

		tw_trial_ask(t, step);
		ok = resolve(t, step, watched, error);
	}
	for (size_t i = 0; i < n_chips; i++)
		g_ptr_array_unref(watched[i]);
	g_free(watched);
	return ok;
}
