/* SPDX-License-Identifier: MIT */
/* The step that frees a bus. */
#include "scenario/trial.h"

bool tw_case_load_clear_bus(tw_scenario *s, const struct tw_cursor *step,
			    const struct tw_cursor *cur,
			    struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"by", "how", "result", "clocks",
					   NULL};
	static const char *const hows[] = {"check", "clocks", "stops", NULL};
	static const char *const results[] = {"ok", "stuck", "any", NULL};
	struct tw_cursor member;
	unsigned word = 0;
	int64_t n;

	out->kind = TW_STEP_CLEAR_BUS;
	out->clocks = -1;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "by", TW_CASE_CONTROLLER, &out->number, error))
		return false;
	if (tw_cursor_get(cur, "how", &member) &&
	    !tw_cursor_word(&member, hows, &out->mode, error))
		return false;
	if (tw_cursor_get(cur, "result", &member) &&
	    !tw_cursor_word(&member, results, &word, error))
		return false;
	out->result = word == 1 ? TW_STUCK : TW_OK;
	out->any_result = word == 2;
	if (!tw_cursor_get(cur, "clocks", &member))
		return true;
	if (!tw_cursor_integer(&member, 0, 9, &n, error))
		return false;
	out->clocks = (int)n;
	return true;
}

void tw_trial_clear_bus(struct tw_trial *t, const struct tw_case_step *step)
{
	tw_controller *c = t->controllers[step->number];
	enum tw_result result;
	unsigned n;
	g_autofree char *what =
		g_strdup_printf("bus clear by %s", tw_controller_name(c));
	g_autofree char *got = NULL, *expected = NULL;

	/* Of a transfer whose STOP a fault has put off, this is the end. */
	if (tw_controller_active(c))
		tw_controller_reset(c);
	result = tw_controller_clear_bus(c, (enum tw_clear)step->mode, &n);
	got = g_strdup_printf("%u clocks", n);
	expected = g_strdup_printf("%d clocks", step->clocks);
	if (!step->any_result)
		tw_trial_note(t, step->at, result == step->result, what,
			      tw_result_name(step->result),
			      tw_result_name(result));
	if (step->clocks >= 0)
		tw_trial_note(t, step->at, n == (unsigned)step->clocks, what,
			      expected, got);
}
