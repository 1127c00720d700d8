/* SPDX-License-Identifier: MIT */
#include "app/sweep/store.h"

#include <errno.h>
#include <string.h>

static char *plan_path(const char *folder)
{
	return g_build_filename(folder, "plan.json", NULL);
}

/* @sub: (out): its folder; both to be freed with g_free(). */
static char *cell_path(const struct sweep_plan *plan, const char *folder,
		       uint64_t cell, char **sub)
{
	char id[SWEEP_ID_LEN + 1], two[3] = "";
	g_autofree char *name = NULL;

	sweep_plan_id(plan, cell, id);
	memcpy(two, id, 2);
	*sub = g_build_filename(folder, two, NULL);
	name = g_strconcat(id, ".json", NULL);
	return g_build_filename(*sub, name, NULL);
}

static bool cannot(const char *path, const char *why, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: cannot be written: %s",
		    path, why);
	return false;
}

static bool write_file(const char *path, const GString *text, GError **error)
{
	g_autoptr(GError) why = NULL;

	return g_file_set_contents(path, text->str, (gssize)text->len, &why) ||
	       cannot(path, why->message, error);
}

bool sweep_store_begin(const struct sweep_plan *plan, const char *folder,
		       GError **error)
{
	g_autofree char *path = plan_path(folder), *there = NULL;
	g_autoptr(GString) text = g_string_new(NULL);

	if (g_mkdir_with_parents(folder, 0777))
		return cannot(folder, g_strerror(errno), error);
	sweep_plan_text(plan, text);
	if (g_file_get_contents(path, &there, NULL, NULL) &&
	    !strcmp(there, text->str))
		return true;
	return write_file(path, text, error);
}

bool sweep_store_put(const struct sweep_plan *plan, const char *folder,
		     uint64_t cell, const GString *line, GError **error)
{
	g_autofree char *sub = NULL;
	g_autofree char *path = cell_path(plan, folder, cell, &sub);

	if (g_mkdir_with_parents(sub, 0777))
		return cannot(sub, g_strerror(errno), error);
	return write_file(path, line, error);
}

struct sweep_plan *sweep_store_plan(const char *folder, GError **error)
{
	g_autofree char *path = plan_path(folder), *text = NULL;
	g_autoptr(GError) why = NULL;
	gsize len;

	if (g_file_get_contents(path, &text, &len, &why))
		return sweep_plan_parse(text, len, path, error);
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: no folder of `twowire sweep --out`: %s", folder,
		    why->message);
	return NULL;
}

struct sweep_result *sweep_results_new(const struct sweep_plan *plan)
{
	struct sweep_result *results =
		g_new0(struct sweep_result, plan->n_cells);

	for (uint64_t i = 0; i < plan->n_cells; i++)
		results[i].verdict = SWEEP_MISSING;
	return results;
}

void sweep_results_free(const struct sweep_plan *plan,
			struct sweep_result *results)
{
	for (uint64_t i = 0; results && i < plan->n_cells; i++)
		sweep_result_clear(&results[i]);
	g_free(results);
}

static bool contradicts(const struct sweep_plan *plan, uint64_t cell,
			const char *folder, const char *before, const char *now,
			GError **error)
{
	g_autofree char *point = sweep_plan_point(plan, cell);

	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: contradicts a folder before it at %s: %s there, %s "
		    "here",
		    folder, point, before, now);
	return false;
}

bool sweep_store_get(const struct sweep_plan *plan, const char *folder,
		     struct sweep_result *results, tw_coverage *coverage,
		     GError **error)
{
	for (uint64_t i = 0; i < plan->n_cells; i++) {
		g_autofree char *sub = NULL, *text = NULL;
		g_autofree char *path = cell_path(plan, folder, i, &sub);
		bool again = results[i].verdict != SWEEP_MISSING;
		struct sweep_result now;
		bool same;
		gsize len;

		if (!g_file_get_contents(path, &text, &len, NULL) ||
		    !sweep_cell_parse(plan, i, text, len, &now,
				      again ? NULL : coverage))
			continue;
		if (!again) {
			results[i] = now;
			continue;
		}
		same = !strcmp(results[i].json, now.json) ||
		       contradicts(plan, i, folder, results[i].json, now.json,
				   error);
		sweep_result_clear(&now);
		if (!same)
			return false;
	}
	return true;
}
