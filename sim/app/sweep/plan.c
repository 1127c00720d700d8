/* SPDX-License-Identifier: MIT */
/* What the numbers of cells mean. */
#include "app/sweep/plan.h"

#include "scenario/case.h"

#include <string.h>

void sweep_plan_free(struct sweep_plan *plan)
{
	if (!plan)
		return;
	g_free(plan->name);
	g_free(plan->title);
	g_free(plan->case_name);
	g_free(plan->case_hash);
	g_free(plan->of);
	g_free(plan->picks);
	g_clear_pointer(&plan->axes, g_ptr_array_unref);
	tw_scenario_free(plan->base);
	g_free(plan);
}

static const struct tw_axis *axis(const struct sweep_plan *plan, size_t n)
{
	return plan->axes->pdata[n];
}

size_t sweep_plan_value(const struct sweep_plan *plan, uint64_t cell, size_t n)
{
	uint64_t point = plan->picks ? plan->picks[cell] : cell;

	for (size_t i = plan->axes->len; i-- > n + 1;)
		point /= axis(plan, i)->values->len;
	return point % axis(plan, n)->values->len;
}

void sweep_plan_settings(const struct sweep_plan *plan, uint64_t cell,
			 GArray *settings)
{
	for (size_t i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = axis(plan, i);
		const GPtrArray *literals =
			a->values->pdata[sweep_plan_value(plan, cell, i)];

		for (guint k = 0; k < a->keys->len; k++) {
			struct tw_setting s = {.path = a->keys->pdata[k],
					       .value = literals->pdata[k]};

			g_array_append_val(settings, s);
		}
	}
}

/* With the NUL, so that no two lists of strings are the same bytes. */
static void hash(GChecksum *sum, const char *text)
{
	g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

void sweep_plan_id(const struct sweep_plan *plan, uint64_t cell,
		   char id[SWEEP_ID_LEN + 1])
{
	g_autoptr(GArray) settings =
		g_array_new(FALSE, FALSE, sizeof(struct tw_setting));
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);

	hash(sum, plan->case_hash);
	sweep_plan_settings(plan, cell, settings);
	for (guint i = 0; i < settings->len; i++) {
		const struct tw_setting *s =
			&g_array_index(settings, struct tw_setting, i);

		hash(sum, s->path);
		hash(sum, s->value);
	}
	g_strlcpy(id, g_checksum_get_string(sum), SWEEP_ID_LEN + 1);
	g_checksum_free(sum);
}

uint64_t sweep_plan_seed(const char *id, unsigned trial)
{
	g_autofree char *text = g_strdup_printf("%s/%u", id, trial);
	g_autofree char *sum =
		g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

	sum[16] = '\0';
	return g_ascii_strtoull(sum, NULL, 16);
}

char *sweep_plan_point(const struct sweep_plan *plan, uint64_t cell)
{
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = axis(plan, i);
		size_t n = sweep_plan_value(plan, cell, i);

		g_string_append_printf(out, "%s%s=%s", i ? " " : "", a->name,
				       (char *)a->labels->pdata[n]);
	}
	return g_string_free(out, FALSE);
}

tw_scenario *sweep_plan_case(const struct sweep_plan *plan, uint64_t cell,
			     GError **error)
{
	g_autoptr(GArray) settings =
		g_array_new(FALSE, FALSE, sizeof(struct tw_setting));

	sweep_plan_settings(plan, cell, settings);
	return tw_case_point(
		plan->base, plan->case_name,
		(const struct tw_setting *)(const void *)settings->data,
		settings->len, error);
}
