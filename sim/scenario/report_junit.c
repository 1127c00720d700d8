/* SPDX-License-Identifier: MIT */
/*
 * JUnit XML: a <testsuite> a case, a <testcase> a check. Times are simulated
 * seconds, so that the same case gives the same report; that of a check is what
 * has passed since the one before it.
 */
#include "scenario/report.h"

/* XML 1.0 has no way to write most control characters. */
static char *printable(char *text)
{
	for (char *c = text; *c; c++)
		if ((uint8_t)*c < 0x20 && *c != '\n' && *c != '\t')
			*c = '?';
	return text;
}

/* The strings that @format takes are escaped. */

G_GNUC_PRINTF(2, 3)
static void append(GString *out, const char *format, ...)
{
	g_autofree char *plain = NULL, *text = NULL;
	va_list args;

	va_start(args, format);
	plain = g_strdup_vprintf(format, args);
	va_end(args);
	text = g_markup_escape_text(printable(plain), -1);
	g_string_append(out, text);
}

void tw_report_junit_attribute(GString *out, const char *key, const char *value)
{
	g_string_append_printf(out, " %s=\"", key);
	append(out, "%s", value);
	g_string_append_c(out, '"');
}

static void append_time(GString *out, uint64_t ns)
{
	g_string_append_printf(out, " time=\"%" G_GUINT64_FORMAT ".%03u\"",
			       ns / TW_S(1),
			       (unsigned)(ns % TW_S(1) / TW_MS(1)));
}

static void result(GString *out, const struct tw_check *c, bool crash)
{
	g_autofree char *message =
		g_strdup_printf("expected %s, got %s", c->expected, c->got);
	g_autofree char *known = NULL;
	const char *element = crash ? "error" : "failure";

	if (c->known) {
		known = g_strdup_printf("known failure: %s", c->known);
		g_string_append(out, ">\n    <skipped");
		tw_report_junit_attribute(out, "message", known);
		g_string_append(out, "/>\n  </testcase>\n");
		return;
	}
	g_string_append_printf(out, ">\n    <%s", element);
	tw_report_junit_attribute(out, "message", message);
	tw_report_junit_attribute(out, "type",
				  crash ? "firmware" : "expectation");
	g_string_append_c(out, '>');
	append(out, "%s\n%s: expected %s, got %s\nat %" G_GUINT64_FORMAT " ns",
	       c->place, c->what, c->expected, c->got, c->at_ns);
	g_string_append_printf(out, "</%s>\n  </testcase>\n", element);
}

static void testcase(GString *out, const tw_trial *trial, size_t n)
{
	const struct tw_check *c = tw_trial_check(trial, n);
	uint64_t before = n ? tw_trial_check(trial, n - 1)->at_ns : 0;
	g_autofree char *name =
		c->step < tw_scenario_n_steps(trial->scenario)
			? g_strdup_printf("step %zu: %s", c->step, c->what)
			: g_strdup_printf("case: %s", c->what);

	g_string_append(out, "  <testcase");
	tw_report_junit_attribute(out, "classname", trial->scenario->name);
	tw_report_junit_attribute(out, "name", name);
	append_time(out, c->at_ns - MIN(before, c->at_ns));
	if (c->held)
		g_string_append(out, "/>\n");
	else
		result(out, c, n == trial->crash);
}

static size_t n_known(const tw_trial *trial)
{
	size_t n = 0;

	for (size_t i = 0; i < tw_trial_n_checks(trial); i++)
		n += tw_trial_check(trial, i)->known != NULL;
	return n;
}

void tw_report_junit(const tw_trial *trial,
		     const struct tw_report_options *options, GString *out)
{
	bool crashed = tw_trial_verdict(trial) == TW_VERDICT_FIRMWARE;

	g_string_append(out, "<testsuite");
	tw_report_junit_attribute(out, "name", trial->scenario->name);
	g_string_append_printf(
		out,
		" tests=\"%zu\" failures=\"%zu\" errors=\"%d\" skipped=\"%zu\"",
		tw_trial_n_checks(trial), tw_report_n_failed(trial) - crashed,
		crashed, n_known(trial));
	append_time(out, tw_sim_now_ns(trial->sim));
	g_string_append(out, ">\n");
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++)
		testcase(out, trial, i);
	if (options->trace) {
		g_string_append(out, "  <system-out>[[ATTACHMENT|");
		append(out, "%s", options->trace);
		g_string_append(out, "]]</system-out>\n");
	}
	g_string_append(out, "</testsuite>\n");
}

void tw_report_error_junit(const char *name, const char *why, GString *out)
{
	g_string_append(out, "<testsuite");
	tw_report_junit_attribute(out, "name", name);
	g_string_append(out, " tests=\"1\" failures=\"0\" errors=\"1\" "
			     "skipped=\"0\" time=\"0.000\">\n  <testcase");
	tw_report_junit_attribute(out, "classname", name);
	g_string_append(out, " name=\"load\" time=\"0.000\">\n    <error");
	tw_report_junit_attribute(out, "message", why);
	g_string_append(out, " type=\"case\"/>\n  </testcase>\n"
			     "</testsuite>\n");
}
