/* SPDX-License-Identifier: MIT */
#include "app/torture/torture.h"

#include <string.h>

static void result_free(void *user)
{
	struct torture_result *r = user;

	g_free(r->why);
	g_free(r->json);
	g_free(r);
}

static bool wanted(const struct torture *t, const char *id)
{
	return !t->only || g_strv_contains((const char *const *)t->only, id);
}

static bool exists(const char *id)
{
	for (size_t g = 0; torture_groups[g]; g++)
		for (const struct torture_check *c = torture_groups[g]; c->run;
		     c++)
			if (!strcmp(c->id, id))
				return true;
	return false;
}

size_t torture_count(const struct torture *t, GError **error)
{
	size_t n = 0;

	for (char *const *id = t->only; id && *id; id++)
		if (!exists(*id)) {
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "--check: no check \"%s\"; --list shows "
				    "them",
				    *id);
			return 0;
		}
	for (size_t g = 0; torture_groups[g]; g++)
		for (const struct torture_check *c = torture_groups[g]; c->run;
		     c++)
			n += wanted(t, c->id);
	return n;
}

static void run_one(struct torture *t, const struct torture_check *c)
{
	struct torture_result *r = g_new0(struct torture_result, 1);
	const char *unfit = c->unfit ? c->unfit(t->profile) : NULL;

	r->check = c;
	g_ptr_array_add(t->results, r);
	t->now = r;
	if (unfit) {
		r->verdict = TORTURE_UNFIT;
		r->why = g_strdup(unfit);
	} else {
		c->run(t);
	}
	t->now = NULL;
}

bool torture_run(struct torture *t, GError **error)
{
	t->results = g_ptr_array_new_with_free_func(result_free);
	t->margins = g_array_new(FALSE, FALSE, sizeof(struct torture_margin));
	for (size_t g = 0; torture_groups[g]; g++)
		for (const struct torture_check *c = torture_groups[g];
		     c->run && !t->error; c++)
			if (wanted(t, c->id))
				run_one(t, c);
	if (!t->error)
		return true;
	g_propagate_error(error, g_steal_pointer(&t->error));
	return false;
}

void torture_clear(struct torture *t)
{
	g_clear_pointer(&t->results, g_ptr_array_unref);
	g_clear_pointer(&t->margins, g_array_unref);
	g_clear_pointer(&t->base, tw_scenario_free);
	g_clear_error(&t->error);
}

enum torture_verdict torture_worst(const struct torture *t)
{
	enum torture_verdict worst = TORTURE_PASS;

	for (guint i = 0; i < t->results->len; i++) {
		const struct torture_result *r = t->results->pdata[i];

		worst = MAX(worst, r->verdict);
	}
	return worst;
}
