/* SPDX-License-Identifier: MIT */
/* A plan as it stands beside its results. */
#include "app/sweep/plan.h"

#include "app/sweep/quote.h"

static void axis_text(const struct tw_axis *a, GString *out)
{
	g_string_append(out, "    { \"axis\": ");
	sweep_quote(out, a->name);
	if (a->title) {
		g_string_append(out, ", \"title\": ");
		sweep_quote(out, a->title);
	}
	g_string_append(out, ", \"keys\": [");
	for (guint k = 0; k < a->keys->len; k++) {
		g_string_append(out, k ? ", " : "");
		sweep_quote(out, a->keys->pdata[k]);
	}
	g_string_append_printf(out, "]%s, \"values\": [",
			       a->log ? ", \"scale\": \"log\"" : "");
	for (guint v = 0; v < a->values->len; v++) {
		const GPtrArray *literals = a->values->pdata[v];
		bool many = a->keys->len > 1;

		g_string_append_printf(out, "%s%s", v ? ", " : "",
				       many ? "[" : "");
		for (guint k = 0; k < literals->len; k++)
			g_string_append_printf(out, "%s%s", k ? ", " : "",
					       (char *)literals->pdata[k]);
		g_string_append(out, many ? "]" : "");
	}
	g_string_append(out, "] }");
}

void sweep_plan_text(const struct sweep_plan *plan, GString *out)
{
	g_string_append(out,
			"{\n  \"format\": \"twowire-swept/1\",\n  \"title\": ");
	sweep_quote(out, plan->title);
	g_string_append(out, ",\n  \"case\": ");
	sweep_quote(out, plan->case_name);
	g_string_append_printf(
		out, ",\n  \"case_sha256\": \"%s\",\n  \"of\": \"%s\",\n",
		plan->case_hash, plan->of);
	g_string_append_printf(out, "  \"trials\": %u,\n", plan->trials);
	if (plan->random)
		g_string_append_printf(
			out,
			"  \"sampling\": { \"random\": %" G_GUINT64_FORMAT
			", \"seed\": %" G_GUINT64_FORMAT " },\n",
			plan->random, plan->random_seed);
	g_string_append(out, "  \"axes\": [\n");
	for (guint i = 0; i < plan->axes->len; i++) {
		g_string_append(out, i ? ",\n" : "");
		axis_text(plan->axes->pdata[i], out);
	}
	g_string_append(out, "\n  ]\n}\n");
}
