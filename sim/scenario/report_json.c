/* SPDX-License-Identifier: MIT */
/* JSON Lines: an object a case. */
#include "scenario/report.h"

#include "scenario/json_write.h"

static void member(GString *out, const char *key, const char *value)
{
	g_string_append_printf(out, ", \"%s\": ", key);
	tw_json_put_string(out, value);
}

static void check(GString *out, const struct tw_check *c)
{
	g_string_append_printf(out,
			       "{\"step\": %zu, \"at_ns\": %" G_GUINT64_FORMAT
			       ", \"held\": %s",
			       c->step, c->at_ns, c->held ? "true" : "false");
	member(out, "place", c->place);
	member(out, "what", c->what);
	member(out, "expected", c->expected);
	member(out, "got", c->got);
	if (c->known)
		member(out, "known", c->known);
	g_string_append_c(out, '}');
}

void tw_report_json(const tw_trial *trial,
		    const struct tw_report_options *options, GString *out)
{
	g_string_append(out, "{\"case\": ");
	tw_json_put_string(out, trial->scenario->name);
	member(out, "title", trial->scenario->title);
	member(out, "verdict", tw_report_verdict(trial));
	if (options->trace)
		member(out, "trace", options->trace);
	g_string_append_printf(
		out,
		", \"seed\": %" G_GUINT64_FORMAT
		", \"end_ns\": %" G_GUINT64_FORMAT ", \"checks\": [",
		tw_sim_seed(trial->sim), tw_sim_now_ns(trial->sim));
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++) {
		if (i)
			g_string_append(out, ", ");
		check(out, tw_trial_check(trial, i));
	}
	g_string_append(out, "]}\n");
}

void tw_report_error_json(const char *name, const char *why, GString *out)
{
	g_string_append(out, "{\"case\": ");
	tw_json_put_string(out, name);
	member(out, "verdict", "error");
	member(out, "error", why);
	g_string_append(out, "}\n");
}
