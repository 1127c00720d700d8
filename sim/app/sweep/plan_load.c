/* SPDX-License-Identifier: MIT */
/* Plans from files. */
#include "app/sweep/plan.h"

#include "scenario/case.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define FORMAT	     "twowire-plan/1"
#define FORMAT_SWEPT "twowire-swept/1"

static uint64_t mix(uint64_t z)
{
	/* SplitMix64 (Steele, Lea and Flood, 2014). */
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

__extension__ typedef unsigned __int128 wide;

/* So many points of the grid, each once; a larger number has the same first
 * ones. */
static void pick(struct sweep_plan *plan)
{
	GHashTable *taken = g_hash_table_new(g_int64_hash, g_int64_equal);
	uint64_t state = plan->random_seed, n = 0;

	plan->picks = g_new(uint64_t, plan->random);
	while (n < plan->random) {
		state += 0x9e3779b97f4a7c15u;
		plan->picks[n] =
			(uint64_t)((wide)mix(state) * plan->n_grid >> 64);
		n += g_hash_table_add(taken, &plan->picks[n]);
	}
	g_hash_table_unref(taken);
	qsort(plan->picks, n, sizeof(*plan->picks), by_number);
}

/* Counts the grid, and the cells. @cur: of "sampling", or of the axes. */
static bool count(struct sweep_plan *plan, const struct tw_cursor *cur,
		  GError **error)
{
	plan->n_grid = 1;
	for (guint i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = plan->axes->pdata[i];

		if (__builtin_mul_overflow(plan->n_grid, a->values->len,
					   &plan->n_grid))
			return tw_json_error(cur->index, cur->at, error,
					     "the grid has more than 2^64 "
					     "points");
	}
	plan->n_cells = plan->random ? plan->random : plan->n_grid;
	if (plan->random > plan->n_grid)
		return tw_json_error(cur->index, cur->at, error,
				     "expected at most the grid's "
				     "%" G_GUINT64_FORMAT " points",
				     plan->n_grid);
	if (plan->n_cells > SWEEP_MAX_CELLS)
		return tw_json_error(cur->index, cur->at, error,
				     "expected at most %d cells, got "
				     "%" G_GUINT64_FORMAT
				     "; \"sampling\": {\"random\": N} takes "
				     "fewer",
				     SWEEP_MAX_CELLS, plan->n_cells);
	if (plan->random)
		pick(plan);
	return true;
}

static bool load_sampling(struct sweep_plan *plan, const struct tw_cursor *cur,
			  GError **error)
{
	static const char *const words[] = {"grid", NULL};
	static const char *const keys[] = {"random", "seed", NULL};
	struct tw_cursor member;
	unsigned word;

	if (!tw_cursor_is(cur, TW_SHAPE_OBJECT))
		return tw_cursor_word(cur, words, &word, error);
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_cursor_need(cur, "random", &member, error) ||
	    !tw_cursor_u64(cur, "random", 1, SWEEP_MAX_CELLS, &plan->random,
			   error))
		return false;
	return !tw_cursor_get(cur, "seed", &member) ||
	       tw_cursor_natural(&member, &plan->random_seed, error);
}

/* What stands in a plan and in what is written of it. */
static bool load_common(struct sweep_plan *plan, const struct tw_cursor *root,
			const struct tw_cursor *axes, GError **error)
{
	struct tw_cursor cur, trials;
	uint32_t n = 1;

	for (guint i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = plan->axes->pdata[i];

		for (guint k = 0; k < a->keys->len; k++)
			plan->seeded |= !strcmp(a->keys->pdata[k], "seed");
	}
	if (!tw_cursor_u32(root, "trials", 1, SWEEP_MAX_TRIALS, &n, error))
		return false;
	plan->trials = n;
	if (plan->seeded && n > 1 && tw_cursor_get(root, "trials", &trials))
		return tw_json_error(trials.index, trials.at, error,
				     "an axis moves the seed already; "
				     "expected 1, got %u",
				     n);
	if (tw_cursor_get(root, "sampling", &cur))
		return load_sampling(plan, &cur, error) &&
		       count(plan, &cur, error);
	return count(plan, axes, error);
}

/* Whether a cell of the plan makes a sound case. */
static bool try_cell(const struct sweep_plan *plan, uint64_t cell,
		     GError **error)
{
	g_autofree char *point = NULL;
	GError *why = NULL;
	tw_scenario *s = sweep_plan_case(plan, cell, &why);

	tw_scenario_free(s);
	if (s)
		return true;
	point = sweep_plan_point(plan, cell);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s: %s", plan->name,
		    point, why->message);
	g_error_free(why);
	return false;
}

/* Each value of an axis makes a sound case, the others being as written (of a
 * range both ends), and so do the first of all. */
static bool try_values(const struct sweep_plan *plan, GError **error)
{
	for (guint i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = plan->axes->pdata[i];
		guint stride = a->range ? MAX(a->values->len, 2) - 1 : 1;
		g_autoptr(GPtrArray) axes = g_ptr_array_new();
		struct sweep_plan one = *plan;

		g_ptr_array_add(axes, (void *)a);
		one.axes = axes;
		one.picks = NULL;
		for (guint v = 0; v < a->values->len; v += stride)
			if (!try_cell(&one, v, error))
				return false;
	}
	return try_cell(plan, 0, error);
}

static void hash_file(GChecksum *sum, const char *folder, const char *name)
{
	g_autofree char *path = g_path_is_absolute(name)
					? g_strdup(name)
					: g_build_filename(folder, name, NULL);
	g_autofree char *bytes = NULL;
	gsize len;

	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) ||
	    !g_file_get_contents(path, &bytes, &len, NULL))
		return;
	g_checksum_update(sum, (const guchar *)bytes, (gssize)len);
}

/* All files that a case names: firmware, images, captures. */
static void hash_files(const struct sweep_plan *plan, GChecksum *sum,
		       struct json_object *json)
{
	const char *const *dirs = plan->firmware_dirs;
	const char *folder = plan->base->folder ? plan->base->folder : ".";
	struct json_object_iterator it, end;

	if (json_object_is_type(json, json_type_string)) {
		hash_file(sum, folder, json_object_get_string(json));
		for (; dirs && *dirs; dirs++)
			hash_file(sum, *dirs, json_object_get_string(json));
	} else if (json_object_is_type(json, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(json); i++)
			hash_files(plan, sum,
				   json_object_array_get_idx(json, i));
	} else if (json_object_is_type(json, json_type_object)) {
		it = json_object_iter_begin(json);
		end = json_object_iter_end(json);
		for (; !json_object_iter_equal(&it, &end);
		     json_object_iter_next(&it))
			hash_files(plan, sum, json_object_iter_peek_value(&it));
	}
}

static void hash_all(struct sweep_plan *plan)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *head = NULL;
	const char *text;
	size_t len;

	text = tw_json_text(plan->base->index, &len);
	plan->case_hash = g_compute_checksum_for_data(
		G_CHECKSUM_SHA256, (const guchar *)text, len);
	head = g_strdup_printf("twowire %s\n%s\n%u\n", TW_VERSION,
			       plan->case_hash, plan->trials);
	g_checksum_update(sum, (const guchar *)head, (gssize)strlen(head));
	hash_files(plan, sum, plan->base->json);
	plan->of = g_strdup(g_checksum_get_string(sum));
	g_checksum_free(sum);
}

static bool load_case(struct sweep_plan *plan, const struct tw_cursor *root,
		      const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path), *file = NULL;
	struct tw_cursor cur;
	const char *name;

	if (!tw_cursor_need(root, "case", &cur, error) ||
	    !tw_cursor_string(&cur, &name, error))
		return false;
	file = g_path_is_absolute(name) ? g_strdup(name)
					: g_build_filename(folder, name, NULL);
	plan->case_name = g_path_get_basename(name);
	plan->base = tw_scenario_load(file, &tw_parts, error);
	return plan->base != NULL;
}

static bool load(struct sweep_plan *plan, const struct tw_cursor *root,
		 const char *path, GError **error)
{
	static const char *const formats[] = {FORMAT, NULL};
	static const char *const keys[] = {"format",   "title",	 "case", "axes",
					   "sampling", "trials", NULL};
	struct tw_cursor cur;
	const char *title = NULL;
	unsigned word;

	if (!tw_cursor_need(root, "format", &cur, error) ||
	    !tw_cursor_word(&cur, formats, &word, error) ||
	    !tw_cursor_keys(root, keys, error) ||
	    !tw_cursor_text(root, "title", &title, error) ||
	    !load_case(plan, root, path, error))
		return false;
	plan->title = g_strdup(title ? title : tw_scenario_title(plan->base));
	if (tw_cursor_get(root, "axes", &cur)) {
		if (!tw_axes_load(&cur, plan->base->axes, plan->axes, error) ||
		    !tw_axes_check(&cur, plan->axes, plan->base->index, error))
			return false;
	} else {
		g_ptr_array_unref(plan->axes);
		plan->axes = g_ptr_array_ref(plan->base->axes);
		cur = *root;
	}
	if (!plan->axes->len)
		return tw_json_error(cur.index, cur.at, error,
				     "neither the plan nor its case has axes");
	if (!load_common(plan, root, &cur, error) || !try_values(plan, error))
		return false;
	hash_all(plan);
	return true;
}

static bool load_swept(struct sweep_plan *plan, const struct tw_cursor *root,
		       GError **error)
{
	static const char *const formats[] = {FORMAT_SWEPT, NULL};
	static const char *const keys[] = {"format",	  "title",    "case",
					   "case_sha256", "of",	      "axes",
					   "trials",	  "sampling", NULL};
	const char *title, *name, *sum, *of;
	struct tw_cursor cur;
	unsigned word;

	if (!tw_cursor_keys(root, keys, error) ||
	    !tw_cursor_need(root, "format", &cur, error) ||
	    !tw_cursor_word(&cur, formats, &word, error) ||
	    !tw_cursor_need(root, "title", &cur, error) ||
	    !tw_cursor_string(&cur, &title, error) ||
	    !tw_cursor_need(root, "case", &cur, error) ||
	    !tw_cursor_string(&cur, &name, error) ||
	    !tw_cursor_need(root, "case_sha256", &cur, error) ||
	    !tw_cursor_string(&cur, &sum, error) ||
	    !tw_cursor_need(root, "of", &cur, error) ||
	    !tw_cursor_string(&cur, &of, error) ||
	    !tw_cursor_need(root, "axes", &cur, error) ||
	    !tw_axes_load(&cur, NULL, plan->axes, error))
		return false;
	plan->title = g_strdup(title);
	plan->case_name = g_strdup(name);
	plan->case_hash = g_strdup(sum);
	plan->of = g_strdup(of);
	return load_common(plan, root, &cur, error);
}

static struct sweep_plan *parse(const char *text, size_t len, const char *name,
				const char *path,
				const char *const *firmware_dirs,
				GError **error)
{
	struct sweep_plan *plan = g_new0(struct sweep_plan, 1);
	g_autoptr(tw_json_index) index = NULL;
	struct tw_cursor root = {0};
	bool ok;

	plan->name = g_strdup(name);
	plan->axes = g_ptr_array_new_with_free_func(tw_axis_free);
	plan->firmware_dirs = firmware_dirs;
	index = tw_json_index_new(text, len, name, error);
	root.index = index;
	ok = index && tw_json_parse(index, &root.json, error) &&
	     tw_cursor_expect(&root, TW_SHAPE_OBJECT, error) &&
	     (path ? load(plan, &root, path, error)
		   : load_swept(plan, &root, error));
	json_object_put(root.json);
	if (ok)
		return plan;
	sweep_plan_free(plan);
	return NULL;
}

struct sweep_plan *sweep_plan_load(const char *path,
				   const char *const *firmware_dirs,
				   GError **error)
{
	g_autofree char *text = NULL;
	GError *why = NULL;
	gsize len;

	if (g_file_get_contents(path, &text, &len, &why))
		return parse(text, len, path, path, firmware_dirs, error);
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: cannot be read: %s",
		    path, why->message);
	g_error_free(why);
	return NULL;
}

struct sweep_plan *sweep_plan_parse(const char *text, size_t len,
				    const char *name, GError **error)
{
	return parse(text, len, name, NULL, NULL, error);
}
