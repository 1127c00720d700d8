/* SPDX-License-Identifier: MIT */
/* A case from a text, run, and what was said of one of its expectations. */
#ifndef TW_SCENARIO_JUDGED_H
#define TW_SCENARIO_JUDGED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "twowire/scenario.h"

#define HEAD "{\"format\": \"twowire-scenario/1\", \"title\": \"t\","

struct judged {
	tw_scenario *scenario;
	tw_trial *trial;
};

/* NULL in @error's place: it has to be well. */
static inline struct judged judge(const char *text, GError **error)
{
	g_autoptr(GError) why = NULL;
	struct judged j = {0};

	j.scenario = tw_scenario_parse(text, strlen(text), "c.json", NULL,
				       &tw_parts, &why);
	if (j.scenario)
		j.trial = tw_trial_new(j.scenario, NULL, &why);
	if (why && !error)
		fail_msg("%s", why->message);
	if (j.trial)
		tw_trial_run(j.trial);
	else
		g_propagate_error(error, g_steal_pointer(&why));
	return j;
}

static inline void judged_clear(struct judged *j)
{
	tw_trial_free(j->trial);
	tw_scenario_free(j->scenario);
}

/* The @n-th check, as "what: expected, got" or "what: held". */
static inline void said(const struct judged *j, size_t n, bool held,
			const char *what, const char *expected, const char *got)
{
	const struct tw_check *c;

	if (n >= tw_trial_n_checks(j->trial))
		fail_msg("there are %zu checks", tw_trial_n_checks(j->trial));
	c = tw_trial_check(j->trial, n);
	assert_string_equal(c->what, what);
	assert_string_equal(c->expected, expected);
	assert_string_equal(c->got, got);
	assert_int_equal(c->held, held);
}

/* The case cannot be loaded or built. */
static inline void refused(const char *text, const char *message)
{
	g_autoptr(GError) error = NULL;
	struct judged j = judge(text, &error);

	if (!error)
		fail_msg("taken, though %s", message);
	assert_string_equal(error->message, message);
	judged_clear(&j);
}

#endif /* TW_SCENARIO_JUDGED_H */
