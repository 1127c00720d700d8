/* SPDX-License-Identifier: MIT */
/* What came of a run: a table, TAP, JUnit XML or one JSON object. */
#include "app/torture/torture.h"

#include "scenario/json_write.h"
#include "scenario/report.h"
#include "twowire/chip.h"

static const char *const verdicts[] = {
	[TORTURE_PASS] = "pass",
	[TORTURE_UNFIT] = "n/a",
	[TORTURE_FAIL] = "FAIL",
	[TORTURE_FIRMWARE] = "CRASH",
};

static void margin_text(const struct torture_margin *m, GString *out)
{
	if (!m->found)
		g_string_append_printf(out, "  %-27s none works\n", m->what);
	else
		g_string_append_printf(
			out, "  %-27s %" G_GUINT64_FORMAT " %s%s\n", m->what,
			m->value, m->unit,
			m->unlimited ? ", the utmost that is tried" : "");
}

static void text(const struct torture *t, GString *out)
{
	unsigned n[G_N_ELEMENTS(verdicts)] = {0};

	for (guint i = 0; i < t->results->len; i++) {
		const struct torture_result *r = t->results->pdata[i];

		n[r->verdict]++;
		g_string_append_printf(out, "%-5s %-23s %s\n",
				       verdicts[r->verdict], r->check->id,
				       r->check->purpose);
		if (r->verdict == TORTURE_UNFIT)
			g_string_append_printf(out, "      %s\n", r->why);
		else if (r->why)
			g_string_append_printf(
				out, "      %u of %u cases; %s\n      see %s\n",
				r->n_failed, r->n_cases, r->why,
				r->check->source);
	}
	g_string_append_printf(out,
			       "%u pass, %u fail, %u crash, %u do not apply\n",
			       n[TORTURE_PASS], n[TORTURE_FAIL],
			       n[TORTURE_FIRMWARE], n[TORTURE_UNFIT]);
	if (t->margins->len)
		g_string_append(out, "Margins:\n");
	for (guint i = 0; i < t->margins->len; i++)
		margin_text(
			&g_array_index(t->margins, struct torture_margin, i),
			out);
}

static void tap(const struct torture *t, GString *out)
{
	for (guint i = 0; i < t->results->len; i++) {
		const struct torture_result *r = t->results->pdata[i];

		tw_report_tap_point(out, r->verdict < TORTURE_FAIL, i + 1,
				    r->check->id, r->check->purpose);
		if (r->verdict == TORTURE_UNFIT)
			tw_report_tap_directive(out, "SKIP", r->why);
		g_string_append_c(out, '\n');
		if (r->verdict < TORTURE_FAIL)
			continue;
		g_string_append(out, "  ---\n");
		tw_report_tap_member(out, "  ", "message", r->why);
		g_string_append_printf(
			out,
			"  firmware_failed: %s\n  failed: %u\n  cases: %u\n",
			r->verdict == TORTURE_FIRMWARE ? "true" : "false",
			r->n_failed, r->n_cases);
		tw_report_tap_member(out, "  ", "see", r->check->source);
		g_string_append(out, "  ...\n");
	}
	for (guint i = 0; i < t->margins->len; i++) {
		g_string_append_c(out, '#');
		margin_text(
			&g_array_index(t->margins, struct torture_margin, i),
			out);
	}
}

static unsigned count(const struct torture *t, enum torture_verdict verdict)
{
	unsigned n = 0;

	for (guint i = 0; i < t->results->len; i++)
		n += ((struct torture_result *)t->results->pdata[i])->verdict ==
		     verdict;
	return n;
}

static void testcase(const struct torture_result *r, GString *out)
{
	static const char *const elements[] = {
		[TORTURE_UNFIT] = "skipped",
		[TORTURE_FAIL] = "failure",
		[TORTURE_FIRMWARE] = "error",
	};
	g_autofree char *see = NULL;

	g_string_append(out, "  <testcase classname=\"torture\"");
	tw_report_junit_attribute(out, "name", r->check->id);
	if (r->verdict == TORTURE_PASS) {
		g_string_append(out, "/>\n");
		return;
	}
	g_string_append_printf(out, ">\n    <%s", elements[r->verdict]);
	tw_report_junit_attribute(out, "message", r->why);
	if (r->verdict == TORTURE_UNFIT) {
		g_string_append(out, "/>\n  </testcase>\n");
		return;
	}
	tw_report_junit_attribute(out, "type",
				  r->verdict == TORTURE_FIRMWARE ? "firmware"
								 : "check");
	see = g_markup_printf_escaped("%s\n%u of %u cases; see %s",
				      r->check->purpose, r->n_failed,
				      r->n_cases, r->check->source);
	g_string_append_printf(out, ">%s</%s>\n  </testcase>\n", see,
			       elements[r->verdict]);
}

static void junit(const struct torture *t, GString *out)
{
	g_string_append_printf(
		out,
		"<testsuite name=\"torture\" tests=\"%u\" failures=\"%u\" "
		"errors=\"%u\" skipped=\"%u\">\n",
		t->results->len, count(t, TORTURE_FAIL),
		count(t, TORTURE_FIRMWARE), count(t, TORTURE_UNFIT));
	for (guint i = 0; i < t->results->len; i++)
		testcase(t->results->pdata[i], out);
	if (t->margins->len)
		g_string_append(out, "  <system-out>\n");
	for (guint i = 0; i < t->margins->len; i++)
		margin_text(
			&g_array_index(t->margins, struct torture_margin, i),
			out);
	if (t->margins->len)
		g_string_append(out, "  </system-out>\n");
	g_string_append(out, "</testsuite>\n");
}

static void json_string(GString *out, const char *key, const char *value)
{
	g_string_append_printf(out, "\"%s\": ", key);
	tw_json_put_string(out, value);
}

static void json(const struct torture *t, GString *out)
{
	static const char *const names[] = {
		[TORTURE_PASS] = "pass",
		[TORTURE_UNFIT] = "not-applicable",
		[TORTURE_FAIL] = "fail",
		[TORTURE_FIRMWARE] = "firmware",
	};

	g_string_append(out, "{\"checks\": [");
	for (guint i = 0; i < t->results->len; i++) {
		const struct torture_result *r = t->results->pdata[i];

		g_string_append(out, i ? ",\n{" : "\n{");
		json_string(out, "id", r->check->id);
		g_string_append(out, ", ");
		json_string(out, "verdict", names[r->verdict]);
		g_string_append(out, ", ");
		json_string(out, "purpose", r->check->purpose);
		g_string_append(out, ", ");
		json_string(out, "source", r->check->source);
		g_string_append_printf(out, ", \"cases\": %u, \"failed\": %u",
				       r->n_cases, r->n_failed);
		if (r->why) {
			g_string_append(out, ", ");
			json_string(out, "why", r->why);
		}
		g_string_append_c(out, '}');
	}
	g_string_append(out, "],\n\"margins\": [");
	for (guint i = 0; i < t->margins->len; i++) {
		const struct torture_margin *m =
			&g_array_index(t->margins, struct torture_margin, i);

		g_string_append(out, i ? ",\n{" : "\n{");
		json_string(out, "what", m->what);
		g_string_append(out, ", ");
		json_string(out, "unit", m->unit);
		if (m->found)
			g_string_append_printf(out,
					       ", \"value\": %" G_GUINT64_FORMAT
					       ", \"utmost\": %s",
					       m->value,
					       m->unlimited ? "true" : "false");
		g_string_append_c(out, '}');
	}
	g_string_append(out, "]}\n");
}

void torture_report(const struct torture *t, enum tw_report form, GString *out)
{
	switch (form) {
	case TW_REPORT_TEXT:
		text(t, out);
		return;
	case TW_REPORT_TAP:
		tap(t, out);
		return;
	case TW_REPORT_JUNIT:
		junit(t, out);
		return;
	case TW_REPORT_JSON:
		json(t, out);
		return;
	}
}

void torture_list(GString *out)
{
	for (size_t g = 0; torture_groups[g]; g++)
		for (const struct torture_check *c = torture_groups[g]; c->run;
		     c++)
			g_string_append_printf(out, "%-23s %s\n%23s %s\n",
					       c->id, c->purpose, "",
					       c->source);
}
