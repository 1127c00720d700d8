/* SPDX-License-Identifier: MIT */
#include "app/sweep/merged.h"

#include "app/sweep/quote.h"

#include <string.h>

void sweep_merged_json(const struct sweep_plan *plan,
		       const struct sweep_result *results, GString *out)
{
	g_autoptr(GString) text = g_string_new(NULL);

	sweep_plan_text(plan, text);
	/* Without the last brace and the line's end before it. */
	g_string_truncate(text, text->len - strlen("\n}\n"));
	g_string_append(out, "{ \"format\": \"twowire-sweep/1\",\n\"plan\": ");
	g_string_append_len(out, text->str, (gssize)text->len);
	g_string_append(out, "\n},\n\"cells\": [\n");
	for (uint64_t i = 0; i < plan->n_cells; i++) {
		char id[SWEEP_ID_LEN + 1];

		g_string_append(out, i ? ",\n" : "");
		if (results[i].json) {
			g_string_append(out, results[i].json);
			continue;
		}
		sweep_plan_id(plan, i, id);
		g_string_append_printf(
			out, "{\"cell\": \"%s\", \"verdict\": \"missing\"}",
			id);
	}
	g_string_append(out, "\n]}\n");
}

/* As of RFC 4180. */
static void field(GString *out, const char *text)
{
	g_auto(GStrv) parts = NULL;
	g_autofree char *doubled = NULL;

	if (!strpbrk(text, ",\"\r\n")) {
		g_string_append(out, text);
		return;
	}
	parts = g_strsplit(text, "\"", -1);
	doubled = g_strjoinv("\"\"", parts);
	g_string_append_printf(out, "\"%s\"", doubled);
}

void sweep_merged_csv(const struct sweep_plan *plan,
		      const struct sweep_result *results, GString *out)
{
	for (guint i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = plan->axes->pdata[i];

		g_string_append_printf(out, "%s,", a->name);
	}
	g_string_append(out, "verdict,held\r\n");
	for (uint64_t c = 0; c < plan->n_cells; c++) {
		for (guint i = 0; i < plan->axes->len; i++) {
			const struct tw_axis *a = plan->axes->pdata[i];

			field(out,
			      a->labels->pdata[sweep_plan_value(plan, c, i)]);
			g_string_append_c(out, ',');
		}
		g_string_append_printf(out, "%s,%u\r\n",
				       sweep_verdict_names[results[c].verdict],
				       results[c].held);
	}
}
