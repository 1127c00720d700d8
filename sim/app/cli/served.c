/* SPDX-License-Identifier: MIT */
#include "served.h"
#include "pictures.h"
#include "units.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "twowire/chip.h"
#include "twowire/parts.h"
#include "twowire/capture.h"

bool served_time(const struct command *command, const char *option,
		 const char *text, uint64_t *ns)
{
	if (!text || (units_ns(text, ns) && *ns))
		return true;
	command_error(command,
		      "%s: expected a time as in 20us, up to 1000s, got %s",
		      option, text);
	return false;
}

static int boot(struct served *s, const struct command *command)
{
	tw_trial_run(s->trial);
	for (size_t i = 0; i < tw_trial_n_checks(s->trial); i++) {
		const struct tw_check *c = tw_trial_check(s->trial, i);

		if (c->held || c->known)
			continue;
		command_error(command, "%s: %s: expected %s, got %s", c->place,
			      c->what, c->expected, c->got);
		return CLI_DIFFERS;
	}
	return CLI_OK;
}

int served_open(struct served *s, const struct command *command,
		const char *file, const char *name,
		struct server_config *config)
{
	struct tw_trial_options options = {0};
	GError *error = NULL;
	int status;

	/* What nobody asks for must not fill the memory. */
	options.trace_mask = config->traced ? TW_TRACE_ALL & ~TW_TRACE_REGISTERS
					    : TW_TRACE_NOTES;
	s->scenario = tw_scenario_load(file, &tw_parts, &error);
	if (s->scenario)
		s->trial = tw_trial_new(s->scenario, &options, &error);
	if (!s->trial)
		return command_gerror(command, error);
	status = boot(s, command);
	if (status != CLI_OK)
		return status;
	s->path = place_path(name, &error);
	config->listener = s->path ? place_listen(s->path, &error) : -1;
	if (config->listener < 0) {
		g_clear_pointer(&s->path, g_free);
		return command_gerror(command, error);
	}
	config->trial = s->trial;
	s->server = server_new(config);
	if (!s->server)
		return command_error(command, "cannot watch clients: %s",
				     g_strerror(errno));
	if (place_make_tree(s->path, s->server, &error))
		return CLI_OK;
	return command_gerror(command, error);
}

int served_close(struct served *s, const struct command *command, int status,
		 char *const *traces, char *const *pictures)
{
	const tw_chip *failed;
	GError *error = NULL;

	for (; s->server && traces && *traces; traces++)
		if (!tw_trace_write(tw_sim_trace(tw_trial_sim(s->trial)),
				    *traces, &error))
			status = command_gerror(command,
						g_steal_pointer(&error));
	if (s->server) {
		int drew = pictures_write(command, s->trial, pictures);

		status = MAX(status, drew);
	}
	failed = s->trial ? tw_sim_failed_chip(tw_trial_sim(s->trial)) : NULL;
	if (failed) {
		fprintf(stderr, "twowire %s: %s: %s\n", command->name,
			tw_chip_name(failed), tw_chip_failure(failed));
		status = CLI_FIRMWARE;
	}
	if (s->path) {
		place_remove(s->path);
		g_free(s->path);
	}
	if (s->server)
		server_free(s->server);
	tw_trial_free(s->trial);
	tw_scenario_free(s->scenario);
	return status;
}
