/* SPDX-License-Identifier: MIT */
/*
 * JUnit XML: a <testsuite> a case, a <testcase> a check. Times are simulated
 * seconds, so that the same case gives the same report.
 */
#include "scenario/report.h"

/* The strings that @format takes are escaped, control characters too. */

G_GNUC_PRINTF(2, 3)
static void append(GString *out, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_markup_vprintf_escaped(format, args);
	va_end(args);
	g_string_append(out, text);
}

static void append_time(GString *out, uint64_t ns)
{
	g_string_append_printf(out, " time=\"%" G_GUINT64_FORMAT ".%09u\"",
			       ns / TW_S(1), (unsigned)(ns % TW_S(1)));
}

static void testcase(GString *out, const char *suite, const struct tw_check *c)
{
	append(out, "  <testcase classname=\"%s\" name=\"step %zu: %s\"", suite,
	       c->step, c->what);
	append_time(out, c->at_ns);
	if (c->held) {
		g_string_append(out, "/>\n");
		return;
	}
	append(out, ">\n    <failure message=\"expected %s, got %s\">%s",
	       c->expected, c->got, c->place);
	g_string_append(out, "</failure>\n  </testcase>\n");
}

void tw_report_junit(const tw_trial *trial, GString *out)
{
	const char *name = trial->scenario->name;

	append(out,
	       "<testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" "
	       "errors=\"0\"",
	       name, tw_trial_n_checks(trial), tw_report_n_failed(trial));
	append_time(out, tw_sim_now_ns(trial->sim));
	g_string_append(out, ">\n");
	for (size_t i = 0; i < tw_trial_n_checks(trial); i++)
		testcase(out, name, tw_trial_check(trial, i));
	g_string_append(out, "</testsuite>\n");
}

void tw_report_error_junit(const char *name, const char *why, GString *out)
{
	append(out,
	       "<testsuite name=\"%s\" tests=\"1\" failures=\"0\" "
	       "errors=\"1\">\n",
	       name);
	append(out, "  <testcase classname=\"%s\" name=\"load\">\n", name);
	append(out, "    <error message=\"%s\"/>\n", why);
	g_string_append(out, "  </testcase>\n</testsuite>\n");
}
