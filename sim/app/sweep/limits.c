/* SPDX-License-Identifier: MIT */
/* Between which values of an axis the cells held. */
#include "app/sweep/summary.h"

#include "app/sweep/ticks.h"

void sweep_counts_text(const struct sweep_bin *all, GString *out)
{
	bool any = false;

	for (unsigned v = 0; v < SWEEP_NONE; v++) {
		if (!all->n[v])
			continue;
		g_string_append_printf(out, "%s%" G_GUINT64_FORMAT " %s",
				       any ? ", " : "", all->n[v],
				       v == SWEEP_SOME
					       ? "held in some trials"
					       : sweep_verdict_names[v]);
		any = true;
	}
}

/* Of each value of an axis: how many cells held, and how many there are. */
struct share {
	size_t value;
	uint64_t held, n;
};

static bool in_range(const struct share *s, bool all)
{
	return all ? s->held == s->n : s->held > 0;
}

/* "100 cycles to 16103 cycles, 20000 cycles"; at most three runs. */
static void ranges(const struct tw_axis *a, const struct share *shares,
		   size_t n, bool all, GString *out)
{
	unsigned runs = 0;

	for (size_t i = 0, end; i < n; i = end) {
		bool in = in_range(&shares[i], all);

		for (end = i + 1; end < n && in_range(&shares[end], all) == in;
		     end++)
			;
		if (!in || ++runs > 3)
			continue;
		g_string_append(out, runs > 1 ? ", " : "");
		sweep_axis_value(a, shares[i].value, out);
		if (end - i > 1) {
			g_string_append(out, " to ");
			sweep_axis_value(a, shares[end - 1].value, out);
		}
	}
	if (runs > 3)
		g_string_append_printf(out, " and %u more", runs - 3);
	if (!runs)
		g_string_append(out, "no value");
}

static void axis_limits(const struct sweep_plan *plan, size_t n,
			const struct sweep_result *results, GString *out)
{
	const struct tw_axis *a = plan->axes->pdata[n];
	g_autofree struct share *shares = g_new0(struct share, a->values->len);
	size_t run = 0; /* values that have been */

	for (uint64_t i = 0; i < plan->n_cells; i++) {
		struct share *s = &shares[sweep_plan_value(plan, i, n)];

		s->n += results[i].verdict < SWEEP_MISSING;
		s->held += results[i].verdict == SWEEP_HELD;
	}
	for (size_t v = 0; v < a->values->len; v++) {
		shares[v].value = v;
		if (shares[v].n)
			shares[run++] = shares[v];
	}
	g_string_append_printf(out, "  %-16s all held    ", a->name);
	ranges(a, shares, run, true, out);
	g_string_append_printf(out, "\n  %-16s some held   ", "");
	ranges(a, shares, run, false, out);
	g_string_append_c(out, '\n');
}

void sweep_limits_text(const struct sweep_plan *plan,
		       const struct sweep_result *results, GString *out)
{
	struct sweep_bin all = {0};

	for (uint64_t i = 0; i < plan->n_cells; i++)
		all.n[results[i].verdict]++;
	g_string_append_printf(out,
			       "%" G_GUINT64_FORMAT " cells: ", plan->n_cells);
	sweep_counts_text(&all, out);
	g_string_append_c(out, '\n');
	for (guint i = 0; i < plan->axes->len; i++)
		axis_limits(plan, i, results, out);
}
