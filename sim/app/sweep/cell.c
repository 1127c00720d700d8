/* SPDX-License-Identifier: MIT */
#include "app/sweep/cell.h"

#include "app/sweep/quote.h"
#include "scenario/case.h"

#include "twowire/chip.h"

#include <string.h>

const char *const sweep_verdict_names[SWEEP_VERDICTS] = {
	[SWEEP_HELD] = "held",	     [SWEEP_SOME] = "some",
	[SWEEP_FAILED] = "failed",   [SWEEP_HUNG] = "hung",
	[SWEEP_CRASHED] = "crashed", [SWEEP_BROKEN] = "broken",
	[SWEEP_MISSING] = "missing", [SWEEP_NONE] = "none",
};

/* What came of the trials so far. */
struct cell {
	const struct sweep_plan *plan;
	const tw_scenario *scenario;
	enum sweep_verdict worst;
	unsigned held;
	char *why;     /* of the first that did not hold */
	uint64_t seed; /* its seed, or the first trial's */
	tw_coverage *coverage;
};

void sweep_result_clear(struct sweep_result *result)
{
	g_clear_pointer(&result->json, g_free);
}

/* "steps[2].rx: bytes read, r1@0x40: expected aa, got 00"; the place without
 * file and line. */
static char *first_failed(const tw_trial *trial)
{
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++) {
		const struct tw_check *c = tw_trial_check(trial, i);
		const char *path = strrchr(c->place, ' ');

		if (c->held || c->known)
			continue;
		return g_strdup_printf("%s: %s: expected %s, got %s",
				       path ? path + 1 : c->place, c->what,
				       c->expected, c->got);
	}
	return NULL;
}

static enum sweep_verdict judge(const tw_trial *trial, char **why)
{
	const tw_chip *chip = tw_sim_failed_chip(tw_trial_sim(trial));

	if (tw_trial_verdict(trial) <= TW_VERDICT_KNOWN)
		return SWEEP_HELD;
	if (!chip) {
		*why = first_failed(trial);
		return SWEEP_FAILED;
	}
	*why = g_strdup(tw_chip_failure(chip));
	return tw_chip_state(chip) == TW_CHIP_HUNG ? SWEEP_HUNG : SWEEP_CRASHED;
}

static bool run_trial(struct cell *c, uint64_t seed, GError **error)
{
	struct tw_trial_options options = {
		.firmware_dirs = c->plan->firmware_dirs,
		.has_seed = true,
		.seed = seed,
	};
	g_autoptr(tw_trial) trial = tw_trial_new(c->scenario, &options, error);
	g_autofree char *why = NULL;
	enum sweep_verdict v;

	if (!trial)
		return false;
	tw_coverage_watch(c->coverage, tw_trial_sim(trial));
	tw_trial_run(trial);
	tw_coverage_unwatch(c->coverage);
	v = judge(trial, &why);
	c->held += v == SWEEP_HELD;
	if (v != SWEEP_HELD && !c->why) {
		c->why = g_steal_pointer(&why);
		c->seed = seed;
	}
	c->worst = MAX(c->worst, v);
	return true;
}

static void begin_line(const struct sweep_plan *plan, uint64_t cell,
		       enum sweep_verdict verdict, GString *out)
{
	char id[SWEEP_ID_LEN + 1];

	sweep_plan_id(plan, cell, id);
	g_string_append_printf(out, "{\"cell\": \"%s\", \"at\": {", id);
	for (size_t i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = plan->axes->pdata[i];
		const GPtrArray *literals =
			a->values->pdata[sweep_plan_value(plan, cell, i)];

		g_string_append_printf(out, "%s\"%s\": %s", i ? ", " : "",
				       a->name, literals->len > 1 ? "[" : "");
		for (guint k = 0; k < literals->len; k++)
			g_string_append_printf(out, "%s%s", k ? ", " : "",
					       (char *)literals->pdata[k]);
		g_string_append(out, literals->len > 1 ? "]" : "");
	}
	g_string_append_printf(out, "}, \"verdict\": \"%s\"",
			       sweep_verdict_names[verdict]);
}

/* The bins that were hit. */
static void coverage_text(const tw_coverage *coverage, GString *out)
{
	struct tw_coverage_bin bin;
	const char *group = NULL;

	g_string_append(out, ", \"coverage\": {");
	for (size_t n = 0; tw_coverage_bin(coverage, n, &bin); n++) {
		if (!bin.hits)
			continue;
		if (!group || strcmp(group, bin.group))
			g_string_append_printf(out, "%s\"%s\": {",
					       group ? "}, " : "", bin.group);
		else
			g_string_append(out, ", ");
		group = bin.group;
		g_string_append_printf(out, "\"%s\": %" G_GUINT64_FORMAT,
				       bin.name, bin.hits);
	}
	g_string_append(out, group ? "}}" : "}");
}

static void end_line(const struct sweep_plan *plan, const char *why,
		     const tw_coverage *coverage, GString *out)
{
	if (why) {
		g_string_append(out, ", \"why\": ");
		sweep_quote(out, why);
	}
	g_string_append_printf(out, ", \"of\": \"%s\"", plan->of);
	if (coverage)
		coverage_text(coverage, out);
	g_string_append(out, "}\n");
}

bool sweep_cell_run(const struct sweep_plan *plan, uint64_t cell,
		    enum sweep_verdict *verdict, GString *out, GError **error)
{
	g_autoptr(tw_coverage) coverage = tw_coverage_new();
	g_autoptr(tw_scenario) s = sweep_plan_case(plan, cell, error);
	struct cell c = {.plan = plan, .scenario = s, .coverage = coverage};
	char id[SWEEP_ID_LEN + 1];
	bool ok = s != NULL;

	sweep_plan_id(plan, cell, id);
	if (ok)
		c.seed = plan->seeded ? s->seed : sweep_plan_seed(id, 0);
	for (unsigned t = 0; ok && t < plan->trials; t++)
		ok = run_trial(&c,
			       plan->seeded ? s->seed : sweep_plan_seed(id, t),
			       error);
	if (ok) {
		*verdict = c.worst == SWEEP_FAILED && c.held ? SWEEP_SOME
							     : c.worst;
		begin_line(plan, cell, *verdict, out);
		g_string_append_printf(out,
				       ", \"held\": %u, \"seed\": "
				       "%" G_GUINT64_FORMAT,
				       c.held, c.seed);
		end_line(plan, c.why, coverage, out);
	}
	g_free(c.why);
	return ok;
}

void sweep_cell_broken(const struct sweep_plan *plan, uint64_t cell,
		       const char *why, GString *out)
{
	begin_line(plan, cell, SWEEP_BROKEN, out);
	end_line(plan, why, NULL, out);
}

static const char *text_of(struct json_object *json, const char *key)
{
	struct json_object *value;

	return json_object_object_get_ex(json, key, &value)
		       ? json_object_get_string(value)
		       : "";
}

static void add_hits(tw_coverage *coverage, const char *group, const char *bin,
		     uint64_t hits)
{
	uint64_t sum = tw_coverage_hits(coverage, group, bin);

	if (__builtin_add_overflow(sum, hits, &sum))
		sum = UINT64_MAX;
	tw_coverage_set(coverage, group, bin, sum);
}

static void add_group(tw_coverage *coverage, const char *group,
		      struct json_object *bins)
{
	struct json_object_iterator it = json_object_iter_begin(bins);
	struct json_object_iterator end = json_object_iter_end(bins);

	for (; !json_object_iter_equal(&it, &end); json_object_iter_next(&it))
		add_hits(coverage, group, json_object_iter_peek_name(&it),
			 json_object_get_uint64(
				 json_object_iter_peek_value(&it)));
}

static void add_coverage(struct json_object *json, tw_coverage *coverage)
{
	struct json_object_iterator it, end;
	struct json_object *groups;

	if (!json_object_object_get_ex(json, "coverage", &groups) ||
	    !json_object_is_type(groups, json_type_object))
		return;
	it = json_object_iter_begin(groups);
	end = json_object_iter_end(groups);
	for (; !json_object_iter_equal(&it, &end); json_object_iter_next(&it))
		if (json_object_is_type(json_object_iter_peek_value(&it),
					json_type_object))
			add_group(coverage, json_object_iter_peek_name(&it),
				  json_object_iter_peek_value(&it));
}

/* The line without what all cells share and what is summed up elsewhere. */
static char *shorten(const char *text)
{
	const char *end = strstr(text, ", \"of\": \"");

	return g_strdup_printf("%.*s}", (int)(end - text), text);
}

bool sweep_cell_parse(const struct sweep_plan *plan, uint64_t cell,
		      const char *text, size_t len, struct sweep_result *result,
		      tw_coverage *coverage)
{
	char id[SWEEP_ID_LEN + 1];
	struct json_object *json;
	const char *verdict;
	size_t v = 0;
	bool ok;

	/* A file that was cut short lacks its last line's end. */
	if (!len || text[len - 1] != '\n' || !strstr(text, ", \"of\": \""))
		return false;
	json = json_tokener_parse(text);
	sweep_plan_id(plan, cell, id);
	ok = json && json_object_is_type(json, json_type_object) &&
	     !strcmp(text_of(json, "cell"), id) &&
	     !strcmp(text_of(json, "of"), plan->of);
	verdict = ok ? text_of(json, "verdict") : "";
	while (v < SWEEP_MISSING && strcmp(sweep_verdict_names[v], verdict))
		v++;
	ok = ok && v < SWEEP_MISSING;
	if (ok) {
		struct json_object *held;

		*result = (struct sweep_result){
			.verdict = (enum sweep_verdict)v,
			.held = json_object_object_get_ex(json, "held", &held)
					? (unsigned)json_object_get_int64(held)
					: 0,
			.json = shorten(text),
		};
		if (coverage)
			add_coverage(json, coverage);
	}
	json_object_put(json);
	return ok;
}
