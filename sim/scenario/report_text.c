/* SPDX-License-Identifier: MIT */
/* The report for people: what happened, and what held. */
#include "scenario/report.h"

#include "twowire/capture.h"

#include <string.h>

void tw_report_paint(const struct tw_report_page *r, enum tw_report_paint how,
		     const char *text)
{
	static const char *const codes[] = {
		[TW_PAINT_TITLE] = "1",
		[TW_PAINT_GOOD] = "32",
		[TW_PAINT_BAD] = "31;1",
	};

	if (r->options->colour)
		g_string_append_printf(r->out, "\033[%sm%s\033[0m", codes[how],
				       text);
	else
		g_string_append(r->out, text);
}

void tw_report_heading(const struct tw_report_page *r, const char *text,
		       const char *bus)
{
	g_autofree char *line =
		bus ? g_strdup_printf("%s on %s", text, bus) : g_strdup(text);

	g_string_append_c(r->out, '\n');
	tw_report_paint(r, TW_PAINT_TITLE, line);
	g_string_append_c(r->out, '\n');
}

/* Lines, set in by two, up to a limit. */
void tw_report_lines(const struct tw_report_page *r, const char *text)
{
	size_t n = 0;

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (n++ < TW_REPORT_MAX_LINES)
			g_string_append_printf(r->out, "%s%.*s\n",
					       len ? "  " : "", (int)len, text);
		text += len + (text[len] == '\n');
	}
	if (n > TW_REPORT_MAX_LINES)
		g_string_append_printf(r->out,
				       "  ... and %zu lines more; --trace "
				       "OUT.txt has them all\n",
				       n - TW_REPORT_MAX_LINES);
}

static void check(const struct tw_report_page *r, const struct tw_check *c)
{
	size_t n = tw_scenario_n_steps(r->trial->scenario);
	g_autofree char *step = c->step < n
					? g_strdup_printf("step %zu", c->step)
					: g_strdup("case");

	g_string_append(r->out, "  ");
	tw_report_paint(r, c->held || c->known ? TW_PAINT_GOOD : TW_PAINT_BAD,
			c->held	   ? "held  "
			: c->known ? "KNOWN "
				   : "FAILED");
	g_string_append_printf(r->out, "  %s: %s: ", step, c->what);
	if (c->held)
		g_string_append_printf(r->out, "%s\n", c->got);
	else
		g_string_append_printf(r->out,
				       "expected %s, got %s\n"
				       "          %s\n",
				       c->expected, c->got, c->place);
	if (c->known)
		g_string_append_printf(r->out, "          known: %s\n",
				       c->known);
}

/* All that failed, and of those that held as many as one wants to read. */
static void checks(const struct tw_report_page *r)
{
	size_t n = tw_trial_n_checks(r->trial), left_out = 0;

	if (n)
		tw_report_heading(r, "Expectations", NULL);
	for (size_t i = 0; i < n; i++) {
		const struct tw_check *c = tw_trial_check(r->trial, i);

		if (c->held && i >= TW_REPORT_MAX_LINES)
			left_out++;
		else
			check(r, c);
	}
	if (left_out)
		g_string_append_printf(r->out, "  ... and %zu more that held\n",
				       left_out);
}

static void verdict(const struct tw_report_page *r)
{
	uint64_t now = tw_sim_now_ns(r->trial->sim);
	size_t n = tw_trial_n_checks(r->trial);
	size_t failed = tw_report_n_failed(r->trial);
	enum tw_verdict v = tw_trial_verdict(r->trial);
	bool well = v <= TW_VERDICT_KNOWN;

	g_string_append_c(r->out, '\n');
	tw_report_paint(r, well ? TW_PAINT_GOOD : TW_PAINT_BAD,
			v == TW_VERDICT_HELD	? "PASS"
			: v == TW_VERDICT_KNOWN ? "XFAIL"
						: "FAIL");
	g_string_append_printf(r->out, " %s: ", r->trial->scenario->name);
	if (v == TW_VERDICT_KNOWN)
		g_string_append_printf(r->out, "known failure: %s",
				       tw_report_known(r->trial));
	else if (v == TW_VERDICT_HELD)
		g_string_append_printf(r->out, "%zu of %zu expectations held",
				       n, n);
	else
		g_string_append_printf(r->out, "%zu of %zu expectations failed",
				       failed, n);
	g_string_append_printf(r->out,
			       "; %" G_GUINT64_FORMAT ".%06u ms simulated\n",
			       now / TW_MS(1), (unsigned)(now % TW_MS(1)));
}

void tw_report_text(const tw_trial *trial,
		    const struct tw_report_options *options, GString *out)
{
	struct tw_report_page r = {trial, options, tw_sim_trace(trial->sim),
				   out};

	tw_report_paint(&r, TW_PAINT_TITLE, trial->scenario->title);
	g_string_append_c(out, '\n');
	if (trial->scenario->why)
		tw_report_lines(&r, trial->scenario->why);
	tw_report_traffic(&r);
	checks(&r);
	if (options->trace)
		g_string_append_printf(out, "\nTrace: %s\n", options->trace);
	verdict(&r);
}
