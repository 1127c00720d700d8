/* SPDX-License-Identifier: MIT */
/* The Test Anything Protocol, version 14: a test point a case, and what failed
 * in it as its diagnostics, in YAML. */
#include "scenario/report.h"

#include "scenario/json_write.h"

#include <string.h>

/* "#" would begin a directive, a newline the next line. */
static void plain(GString *out, const char *text)
{
	for (; *text; text++)
		if (*text == '#' || *text == '\\')
			g_string_append_printf(out, "\\%c", *text);
		else
			g_string_append_c(out, *text == '\n' ? ' ' : *text);
}

/* A string as JSON has it is one in YAML, too. */
void tw_report_tap_member(GString *out, const char *indent, const char *key,
			  const char *value)
{
	g_string_append_printf(out, "%s%s: ", indent, key);
	tw_json_put_string(out, value);
	g_string_append_c(out, '\n');
}

void tw_report_tap_point(GString *out, bool ok, size_t number, const char *name,
			 const char *title)
{
	g_string_append_printf(out, "%sok %zu - ", ok ? "" : "not ", number);
	plain(out, name);
	g_string_append(out, ": ");
	plain(out, title);
}

void tw_report_tap_directive(GString *out, const char *word, const char *why)
{
	g_string_append_printf(out, " # %s ", word);
	plain(out, why);
}

static void check(GString *out, const struct tw_check *c)
{
	tw_report_tap_member(out, "    - ", "at", c->place);
	tw_report_tap_member(out, "      ", "what", c->what);
	tw_report_tap_member(out, "      ", "expected", c->expected);
	tw_report_tap_member(out, "      ", "got", c->got);
	g_string_append_printf(out, "      time_ns: %" G_GUINT64_FORMAT "\n",
			       c->at_ns);
	if (c->known)
		tw_report_tap_member(out, "      ", "known", c->known);
}

static void diagnostics(const tw_trial *trial,
			const struct tw_report_options *options, GString *out)
{
	size_t n = tw_trial_n_checks(trial);
	g_autofree char *message = g_strdup_printf(
		"%zu of %zu expectations failed", tw_report_n_failed(trial), n);

	g_string_append(out, "  ---\n");
	tw_report_tap_member(out, "  ", "message", message);
	g_string_append_printf(out, "  seed: %" G_GUINT64_FORMAT "\n",
			       tw_sim_seed(trial->sim));
	if (options->trace)
		tw_report_tap_member(out, "  ", "trace", options->trace);
	g_string_append(out, "  failures:\n");
	for (size_t i = 0; i < n; i++)
		if (!tw_trial_check(trial, i)->held)
			check(out, tw_trial_check(trial, i));
	g_string_append(out, "  ...\n");
}

void tw_report_tap(const tw_trial *trial,
		   const struct tw_report_options *options, GString *out)
{
	enum tw_verdict verdict = tw_trial_verdict(trial);

	tw_report_tap_point(out, verdict == TW_VERDICT_HELD, options->number,
			    trial->scenario->name, trial->scenario->title);
	if (verdict == TW_VERDICT_KNOWN)
		tw_report_tap_directive(out, "TODO", tw_report_known(trial));
	g_string_append_c(out, '\n');
	if (verdict != TW_VERDICT_HELD)
		diagnostics(trial, options, out);
}

void tw_report_error_tap(const char *name, const char *why, size_t number,
			 GString *out)
{
	g_string_append_printf(out, "not ok %zu - ", number);
	plain(out, name);
	g_string_append(out, "\n  ---\n");
	tw_report_tap_member(out, "  ", "message", why);
	g_string_append(out, "  ...\n");
}
