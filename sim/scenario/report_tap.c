/* SPDX-License-Identifier: MIT */
/* The Test Anything Protocol, version 13: a test point a case. */
#include "scenario/report.h"

/* "#" would begin a directive, a newline the next line. */
static void plain(GString *out, const char *text)
{
	for (; *text; text++)
		if (*text == '#' || *text == '\\')
			g_string_append_printf(out, "\\%c", *text);
		else
			g_string_append_c(out, *text == '\n' ? ' ' : *text);
}

static void diagnostic(GString *out, const char *text)
{
	g_string_append(out, "# ");
	for (; *text; text++)
		g_string_append_c(out, *text == '\n' ? ' ' : *text);
	g_string_append_c(out, '\n');
}

void tw_report_tap(const tw_trial *trial, size_t number, GString *out)
{
	bool held = tw_trial_verdict(trial) == TW_VERDICT_HELD;

	g_string_append_printf(out, "%sok %zu - ", held ? "" : "not ", number);
	plain(out, trial->scenario->name);
	g_string_append(out, ": ");
	plain(out, trial->scenario->title);
	g_string_append_c(out, '\n');
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++) {
		const struct tw_check *c = tw_trial_check(trial, i);
		g_autofree char *line =
			g_strdup_printf("%s: %s: expected %s, got %s", c->place,
					c->what, c->expected, c->got);

		if (!c->held)
			diagnostic(out, line);
	}
}

void tw_report_error_tap(const char *name, const char *why, size_t number,
			 GString *out)
{
	g_string_append_printf(out, "not ok %zu - ", number);
	plain(out, name);
	g_string_append_c(out, '\n');
	diagnostic(out, why);
}
