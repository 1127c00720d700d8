/* SPDX-License-Identifier: MIT */
/* In which window a case's voltages are sampled. */
#include "scenario/case.h"

bool tw_case_load_analog(tw_scenario *s, const struct tw_cursor *root,
			 GError **error)
{
	static const char *const keys[] = {"from_ns", "to_ns", "step_ns", NULL};
	struct tw_analog_window *w = &s->analog;
	g_autoptr(GError) why = NULL;
	struct tw_cursor cur;

	if (!tw_cursor_get(root, "analog", &cur))
		return true;
	if (!tw_cursor_keys(&cur, keys, error) ||
	    !tw_cursor_u64(&cur, "from_ns", 0, TW_SCENARIO_MAX_NS, &w->from_ns,
			   error) ||
	    !tw_cursor_u64(&cur, "to_ns", 1, TW_SCENARIO_MAX_NS, &w->to_ns,
			   error) ||
	    !tw_cursor_u64(&cur, "step_ns", 1, TW_S(1), &w->step_ns, error))
		return false;
	if (!w->to_ns)
		return tw_json_error(cur.index, cur.at, error,
				     "the key \"to_ns\" is missing");
	if (tw_analog_check(w, s->things[TW_CASE_BUS]->len, &why))
		return true;
	return tw_json_error(cur.index, cur.at, error, "%s", why->message);
}
