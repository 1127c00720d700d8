/* SPDX-License-Identifier: MIT */
#include "app/shrink/inside.h"

#include "scenario/json_write.h"

#include <string.h>

#define SHRUNK "Shrunk from: "

bool shrink_over(const struct shrink *s)
{
	unsigned max = s->options->max_runs;

	return s->n_runs >= (max ? max : SHRINK_RUNS);
}

bool shrink_controlled(const struct shrink *s)
{
	return s->holds_without_faults || s->holds_alone || s->options->good;
}

bool shrink_unsure(const struct shrink *s)
{
	return s->now.verdict == TW_VERDICT_FAILED && !s->now.book &&
	       !shrink_controlled(s);
}

struct json_object *shrink_copy(const struct shrink *s)
{
	struct json_object *copy = NULL;

	json_object_deep_copy(s->best, &copy, NULL);
	return copy;
}

struct json_object *shrink_array(struct json_object *root, const char *key)
{
	struct json_object *array;

	return json_object_object_get_ex(root, key, &array) &&
			       json_object_is_type(array, json_type_array)
		       ? array
		       : NULL;
}

size_t shrink_length(const struct shrink *s, const char *key)
{
	struct json_object *array = shrink_array(s->best, key);

	return array ? json_object_array_length(array) : 0;
}

bool shrink_step_is(struct json_object *step, const char *key)
{
	return json_object_object_get_ex(step, key, NULL);
}

void shrink_each_step(struct json_object *root, shrink_step_fn fn, void *user)
{
	struct json_object *steps = shrink_array(root, "steps");
	size_t n = steps ? json_object_array_length(steps) : 0;

	for (size_t i = 0; i < n; i++) {
		struct json_object *step = json_object_array_get_idx(steps, i);
		struct json_object *inner = shrink_array(step, "parallel");
		size_t m = inner ? json_object_array_length(inner) : 0;

		if (!inner && !fn(step, user))
			return;
		for (size_t k = 0; k < m; k++)
			if (!fn(json_object_array_get_idx(inner, k), user))
				return;
	}
}

static bool holds(struct shrink *s, struct json_object *root, bool good)
{
	struct outcome o;
	bool held =
		shrink_run(s, root, good, &o) && o.verdict == TW_VERDICT_HELD;

	outcome_clear(&o);
	return held;
}

static bool holds_without_faults(struct shrink *s, struct json_object *root)
{
	struct json_object *copy = NULL;
	bool held;

	json_object_deep_copy(root, &copy, NULL);
	json_object_object_del(copy, "faults");
	held = holds(s, copy, false);
	json_object_put(copy);
	return held;
}

/* The failing step with what was set up for it, without the traffic before. */
static bool holds_alone(struct shrink *s, struct json_object *root, size_t step)
{
	static const char *const stay[] = {"run_ms", "run_us", "run_ns", "set",
					   "drive"};
	struct json_object *copy = NULL, *steps;
	bool held;

	json_object_deep_copy(root, &copy, NULL);
	steps = shrink_array(copy, "steps");
	for (size_t i = json_object_array_length(steps); i-- > 0;) {
		bool stays = i == step;

		for (size_t k = 0; i < step && k < G_N_ELEMENTS(stay); k++)
			stays |= shrink_step_is(
				json_object_array_get_idx(steps, i), stay[k]);
		if (!stays)
			json_object_array_del_idx(steps, i, 1);
	}
	held = holds(s, copy, false);
	json_object_put(copy);
	return held;
}

static bool same_reason(struct shrink *s, struct json_object *root,
			const struct outcome *o)
{
	if (o->verdict != s->now.verdict || strcmp(o->mark, s->now.mark) ||
	    o->since < s->now.since)
		return false;
	if (s->options->good && !holds(s, root, true))
		return false;
	if (o->verdict != TW_VERDICT_FAILED)
		return true;
	if (!shrink_controlled(s))
		return !strcmp(o->exact, s->now.exact);
	if (s->holds_without_faults)
		return holds_without_faults(s, root);
	return !s->holds_alone || holds_alone(s, root, o->step);
}

static bool is_case(const struct shrink *s, const char *text)
{
	g_autoptr(tw_scenario) scenario =
		tw_scenario_parse(text, strlen(text), s->options->name,
				  s->options->folder, &tw_parts, NULL);

	return scenario;
}

static void tell(const struct shrink *s)
{
	struct shrink_progress p = {
		.n_runs = s->n_runs,
		.n_steps = (unsigned)shrink_length(s, "steps"),
		.n_faults = (unsigned)shrink_length(s, "faults"),
	};

	if (s->options->progress)
		s->options->progress(s->options->user, &p);
}

static void adopt(struct shrink *s, struct json_object *candidate,
		  struct outcome *o)
{
	json_object_put(s->best);
	s->best = candidate;
	outcome_clear(&s->now);
	s->now = *o;
	tell(s);
}

bool shrink_try(struct shrink *s, struct json_object *candidate)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct outcome o = {0};

	tw_json_put_case(text, candidate);
	if (!shrink_over(s) && g_hash_table_add(s->seen, g_strdup(text->str)) &&
	    is_case(s, text->str) && shrink_run(s, candidate, false, &o) &&
	    same_reason(s, candidate, &o)) {
		adopt(s, candidate, &o);
		return true;
	}
	outcome_clear(&o);
	json_object_put(candidate);
	return false;
}

static bool wrong(GError **error, const struct shrink *s, const char *what)
{
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s",
		    s->options->name, what);
	return false;
}

/* What the case is before anything is taken from it. */
static bool begin(struct shrink *s, const char *text, size_t len,
		  GError **error)
{
	g_autoptr(tw_scenario) scenario =
		tw_scenario_parse(text, len, s->options->name,
				  s->options->folder, &tw_parts, error);
	g_autofree char *copy = g_strndup(text, len);
	g_autoptr(tw_trial) trial = NULL;
	struct tw_trial_options options = {.firmware_dirs =
						   s->options->firmware_dirs};

	/* Once here, for what a part refuses. */
	if (!scenario || !(trial = tw_trial_new(scenario, &options, error)))
		return false;
	s->best = json_tokener_parse(copy);
	s->clean = tw_snapshot_take(NULL, (void *)s->options, error);
	if (!s->clean)
		return false;
	s->max_ns = TW_SCENARIO_MAX_NS;
	if (!shrink_run(s, s->best, false, &s->now))
		return wrong(error, s, "takes too long, or kills its process");
	if (s->now.verdict == TW_VERDICT_HELD)
		return wrong(error, s, "holds: there is nothing to shrink");
	if (s->now.verdict == TW_VERDICT_KNOWN)
		return wrong(error, s,
			     "fails only where it is known to: take "
			     "\"known_failure\" away to shrink that");
	s->max_ns = MIN(2 * s->now.end_ns + TW_S(2), TW_SCENARIO_MAX_NS);
	if (s->options->good && !holds(s, s->best, true))
		return wrong(error, s,
			     "fails with the firmware that does it right, too");
	if (s->now.verdict != TW_VERDICT_FAILED)
		return true;
	s->holds_without_faults =
		shrink_length(s, "faults") && holds_without_faults(s, s->best);
	s->holds_alone = !s->holds_without_faults &&
			 holds_alone(s, s->best, s->now.step);
	return true;
}

static const char *text_of(struct json_object *root, const char *key)
{
	struct json_object *value;

	return json_object_object_get_ex(root, key, &value)
		       ? json_object_get_string(value)
		       : NULL;
}

/* The title says how it fails, and "why" where it comes from. */
static void name(struct shrink *s, const char *title, const char *why)
{
	g_autofree char *told =
		g_strdelimit(g_strdup(s->now.told), "\r\n", ' ');
	g_autofree char *from =
		why && g_str_has_prefix(why, SHRUNK)
			? g_strdup(why)
			: g_strconcat(SHRUNK, title, why ? ". " : NULL, why,
				      NULL);
	struct json_object *out = json_object_new_object();
	struct json_object_iter i;

	json_object_object_foreachC(s->best, i)
	{
		if (!strcmp(i.key, "title")) {
			json_object_object_add(out, i.key,
					       json_object_new_string(told));
			json_object_object_add(out, "why",
					       json_object_new_string(from));
		} else if (strcmp(i.key, "why")) {
			json_object_object_add(out, i.key,
					       json_object_get(i.val));
		}
	}
	json_object_put(s->best);
	s->best = out;
}

static bool is_transfer(struct json_object *step, void *user)
{
	*(unsigned *)user += shrink_step_is(step, "transfer") ||
			     shrink_step_is(step, "smbus");
	return true;
}

static void finish(struct shrink *s, struct shrink_result *r, const char *title,
		   const char *why)
{
	g_autoptr(GString) text = g_string_new(NULL);

	name(s, title, why);
	tw_json_put_case(text, s->best);
	r->json = g_strdup(text->str);
	r->told = g_strdup(s->now.told);
	r->mark = g_strdup(s->now.mark);
	r->verdict = s->now.verdict;
	r->n_runs = s->n_runs;
	r->cut_short = shrink_over(s);
	r->n_faults = (unsigned)shrink_length(s, "faults");
	shrink_each_step(s->best, is_transfer, &r->n_transfers);
}

bool shrink_case(const char *text, size_t len,
		 const struct shrink_options *options,
		 struct shrink_result *result, GError **error)
{
	struct shrink s = {.options = options};
	g_autofree char *title = NULL, *why = NULL;
	bool begun, went;

	*result = (struct shrink_result){0};
	s.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	begun = begin(&s, text, len, error);
	if (begun) {
		title = g_strdup(text_of(s.best, "title"));
		why = g_strdup(text_of(s.best, "why"));
		do {
			went = shrink_steps(&s);
			went |= shrink_parts(&s);
			went |= shrink_transfers(&s);
			went |= shrink_keys(&s);
			went |= shrink_numbers(&s);
		} while (went && !shrink_over(&s));
		finish(&s, result, title, why);
	}
	tw_snapshot_free(s.clean);
	g_hash_table_unref(s.seen);
	outcome_clear(&s.now);
	json_object_put(s.best);
	return begun;
}

void shrink_result_clear(struct shrink_result *result)
{
	g_free(result->json);
	g_free(result->told);
	g_free(result->mark);
	*result = (struct shrink_result){0};
}
