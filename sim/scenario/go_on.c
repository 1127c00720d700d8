/* SPDX-License-Identifier: MIT */
/* A trial that takes up a longer case than its own. */
#include "scenario/trial.h"

static bool same_parts(const tw_scenario *a, const tw_scenario *b)
{
	for (enum tw_case_kind kind = TW_CASE_BUS; kind < TW_CASE_FAULT; kind++)
		if (tw_case_count(a, kind) != tw_case_count(b, kind))
			return false;
	return tw_case_count(a, TW_CASE_FAULT) <=
	       tw_case_count(b, TW_CASE_FAULT);
}

bool tw_trial_go_on(tw_trial *t, const tw_scenario *scenario, GError **error)
{
	size_t n_faults = tw_case_count(t->scenario, TW_CASE_FAULT);
	size_t n_steps = t->scenario->steps->len;

	if (!same_parts(t->scenario, scenario) ||
	    scenario->steps->len < t->n_taken) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: is no longer form of %s", scenario->name,
			    t->scenario->name);
		return false;
	}
	t->scenario = scenario;
	t->taken_ns = g_renew(uint64_t, t->taken_ns, scenario->steps->len + 1);
	for (size_t i = n_steps; i < scenario->steps->len; i++)
		t->taken_ns[i + 1] = 0;
	return tw_trial_build_faults(t, n_faults, error);
}
