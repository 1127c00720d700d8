/* SPDX-License-Identifier: MIT */
/* What came of a run: a table, TAP, or one JSON object. */
#include "app/torture/torture.h"

#include "scenario/json_write.h"
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
	g_string_append_printf(out, "TAP version 13\n1..%u\n", t->results->len);
	for (guint i = 0; i < t->results->len; i++) {
		const struct torture_result *r = t->results->pdata[i];

		g_string_append_printf(out, "%sok %u - %s: %s",
				       r->verdict >= TORTURE_FAIL ? "not " : "",
				       i + 1, r->check->id, r->check->purpose);
		if (r->verdict == TORTURE_UNFIT)
			g_string_append_printf(out, " # SKIP %s", r->why);
		g_string_append_c(out, '\n');
		if (r->verdict >= TORTURE_FAIL)
			g_string_append_printf(
				out, "# %s%u of %u cases; %s\n# see %s\n",
				r->verdict == TORTURE_FIRMWARE
					? "firmware failed: "
					: "",
				r->n_failed, r->n_cases, r->why,
				r->check->source);
	}
	for (guint i = 0; i < t->margins->len; i++) {
		g_string_append_c(out, '#');
		margin_text(
			&g_array_index(t->margins, struct torture_margin, i),
			out);
	}
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

void torture_report(const struct torture *t, enum torture_report report,
		    GString *out)
{
	switch (report) {
	case TORTURE_TEXT:
		text(t, out);
		return;
	case TORTURE_TAP:
		tap(t, out);
		return;
	case TORTURE_JSON:
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
