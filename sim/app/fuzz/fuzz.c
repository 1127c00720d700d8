/* SPDX-License-Identifier: MIT */
/* A target that has booted, and what came of going on from there. */
#include "app/fuzz/inside.h"

#include "app/shrink/inside.h"
#include "scenario/json_write.h"
#include "scenario/trial.h"

#include <json-c/json.h>
#include <string.h>

#define LIMIT_NS TW_S(2) /* of simulated time after the boot */

/* Two hosts of the engine's, after the case's own. */
static void add_hosts(struct fuzz *f)
{
	uint32_t hz = f->has_profile ? MIN(f->profile.max_hz, 400000) : 400000;
	g_autofree char *brisk = g_strdup_printf(
		"{\"id\": \"brisk\", \"scl_hz\": %u, \"stretch_timeout_ns\": "
		"2000000, \"busy_timeout_ns\": 2000000}",
		hz);

	if (!json_object_object_get_ex(f->base, "controllers", NULL))
		fuzz_add(f->base, "controllers", "{\"id\": \"host\"}");
	fuzz_add(f->base, "controllers",
		 "{\"id\": \"calm\", \"stretch_timeout_ns\": 2000000, "
		 "\"busy_timeout_ns\": 2000000}");
	fuzz_add(f->base, "controllers", brisk);
}

static void add_boot(struct fuzz *f)
{
	g_autofree char *boot = g_strdup_printf(
		"{\"run_us\": %u}",
		f->has_profile ? MAX(f->profile.boot_us, 1) : 2000);

	if (!json_object_object_get_ex(f->base, "steps", NULL))
		fuzz_add(f->base, "steps", boot);
}

static bool boot(struct fuzz *f, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct tw_trial_options options = {.firmware_dirs = f->firmware_dirs};

	tw_json_put_case(text, f->base);
	f->scenario = tw_scenario_parse(text->str, text->len, f->name,
					f->folder, &tw_parts, error);
	if (f->scenario)
		f->trial = tw_trial_new(f->scenario, &options, error);
	if (!f->trial)
		return false;
	f->n_boot_steps = tw_scenario_n_steps(f->scenario);
	if (tw_trial_run(f->trial) == TW_VERDICT_HELD)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: fails by itself; see `twowire run`", f->name);
	return false;
}

bool fuzz_open(struct fuzz *f, const char *path, const char *profile,
	       const char *const *firmware_dirs, GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(tw_scenario) scenario = NULL;

	*f = (struct fuzz){.firmware_dirs = firmware_dirs};
	if (profile && !torture_profile_parse(profile, 0, &f->profile, error))
		return false;
	f->has_profile = profile;
	/* For its errors' places. */
	scenario = tw_scenario_load(path, &tw_parts, error);
	if (!scenario || !g_file_get_contents(path, &text, NULL, error))
		return false;
	f->name = g_strdup(path);
	f->folder = g_path_get_dirname(path);
	f->base = json_tokener_parse(text);
	add_hosts(f);
	add_boot(f);
	return boot(f, error);
}

void fuzz_close(struct fuzz *f)
{
	tw_trial_free(f->trial);
	tw_scenario_free(f->scenario);
	json_object_put(f->base);
	torture_profile_clear(&f->profile);
	g_free((char *)f->name);
	g_free((char *)f->folder);
	*f = (struct fuzz){0};
}

/* What comes after the traffic: as many steps as there are without any. */
static size_t n_tail(const struct fuzz *f)
{
	g_autofree char *text = fuzz_case(f, NULL, 0);
	g_autoptr(tw_scenario) s = tw_scenario_parse(
		text, strlen(text), f->name, f->folder, &tw_parts, NULL);

	return s ? tw_scenario_n_steps(s) - f->n_boot_steps : 0;
}

/* A fault that strikes when all should be well again proves nothing. */
static bool struck_late(const struct fuzz *f, const tw_scenario *s)
{
	size_t tail = tw_scenario_n_steps(s) - n_tail(f);

	return f->trial->n_taken > tail &&
	       outcome_last_fault(f->trial) >= f->trial->taken_ns[tail - 1];
}

char *fuzz_judge(struct fuzz *f, const uint8_t *bytes, size_t len)
{
	g_autofree char *text = fuzz_case(f, bytes, len);
	tw_scenario *s = tw_scenario_parse(text, strlen(text), f->name,
					   f->folder, &tw_parts, NULL);
	struct outcome o = {0};
	char *why = NULL;

	/* The process ends soon: what it leaves is nobody's. */
	if (!s || !tw_trial_go_on(f->trial, s, NULL))
		return NULL;
	f->trial->options.max_ns =
		tw_sim_now_ns(tw_trial_sim(f->trial)) + LIMIT_NS;
	if (tw_trial_run(f->trial) == TW_VERDICT_HELD)
		return NULL;
	outcome_of(&o, f->trial);
	if (o.verdict == TW_VERDICT_FIRMWARE || !struck_late(f, s))
		why = g_strdup(o.mark);
	outcome_clear(&o);
	return why;
}
