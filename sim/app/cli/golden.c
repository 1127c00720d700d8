/* SPDX-License-Identifier: MIT */
#include "golden.h"

#include "twowire/capture.h"

#include <stdio.h>
#include <string.h>

static char *name_of(const char *path)
{
	size_t len = strlen(path);

	if (g_str_has_suffix(path, ".json"))
		len -= strlen(".json");
	return g_strdup_printf("%.*s.txt", (int)len, path);
}

static int rewrite(const struct command *command, const char *name,
		   const tw_trial *trial)
{
	g_autoptr(GString) log = g_string_new(NULL);
	g_autofree char *had = NULL;
	GError *error = NULL;

	tw_trace_to_text(tw_sim_trace(tw_trial_sim(trial)), log);
	g_file_get_contents(name, &had, NULL, NULL);
	if (had && !strcmp(had, log->str))
		return CLI_OK;
	if (!g_file_set_contents(name, log->str, (gssize)log->len, &error))
		return command_gerror(command, error);
	g_printerr("twowire %s: %s: written\n", command->name, name);
	return CLI_OK;
}

int golden_log(const struct command *command, const char *path, tw_trial *trial,
	       bool update)
{
	g_autoptr(GString) diff = g_string_new(NULL);
	g_autofree char *name = NULL, *golden = NULL;

	if (!strcmp(path, "-"))
		return command_error(command, "--golden: a case from standard "
					      "input has no log beside it");
	name = name_of(path);
	if (update && tw_trial_verdict(trial) <= TW_VERDICT_KNOWN)
		return rewrite(command, name, trial);
	if (update) {
		command_error(command, "%s: left as it is: the case fails",
			      name);
		return CLI_DIFFERS;
	}
	g_file_get_contents(name, &golden, NULL, NULL);
	if (!tw_trial_compare_log(trial, golden, name, diff) && !golden)
		command_error(command,
			      "%s: no such file; twowire run --update writes "
			      "it",
			      name);
	g_printerr("%s", diff->str);
	return CLI_OK;
}
