/* SPDX-License-Identifier: MIT */
#include "served.h"
#include "pictures.h"
#include "recorded.h"
#include "units.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "twowire/chip.h"
#include "twowire/parts.h"
#include "twowire/capture.h"

struct served_options served_options;

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

static bool options_are_right(const struct command *command,
			      struct server_config *config)
{
	const struct served_options *o = &served_options;

	config->realtime = o->realtime;
	config->traced = o->traces != NULL;
	if (!command_traces(command, o->traces))
		return false;
	if (!o->answer ||
	    (units_ns(o->answer, &config->answer_ns) && config->answer_ns))
		return true;
	command_error(command,
		      "--answer: expected a time as in 20us, up to 1000s, got "
		      "%s",
		      o->answer);
	return false;
}

static int load(struct served *s, const struct command *command,
		const char *file, bool traced)
{
	struct tw_trial_options options = {0};
	GError *error = NULL;

	/* What nobody asks for must not fill the memory. */
	options.trace_mask =
		traced ? TW_TRACE_ALL & ~TW_TRACE_REGISTERS : TW_TRACE_NOTES;
	s->scenario = tw_scenario_load(file, &tw_parts, &error);
	if (s->scenario)
		s->trial = tw_trial_new(s->scenario, &options, &error);
	return s->trial ? boot(s, command) : command_gerror(command, error);
}

int served_open(struct served *s, const struct command *command,
		const char *file, const char *name)
{
	struct server_config config = {0};
	GError *error = NULL;
	int status;

	if (!options_are_right(command, &config))
		return CLI_USAGE;
	status = load(s, command, file, config.traced);
	if (status != CLI_OK)
		return status;
	if (!pictures_are_there(command, s->trial, served_options.pictures))
		return CLI_USAGE;
	s->path = place_path(name, &error);
	config.listener = s->path ? place_listen(s->path, &error) : -1;
	if (config.listener < 0) {
		g_clear_pointer(&s->path, g_free);
		return command_gerror(command, error);
	}
	if (served_options.record &&
	    !(s->record = recorded_begin(command, file, served_options.record)))
		return CLI_USAGE;
	config.record = s->record;
	config.trial = s->trial;
	s->server = server_new(&config);
	if (!s->server)
		return command_error(command, "cannot watch clients: %s",
				     g_strerror(errno));
	if (place_make_tree(s->path, s->server, &error))
		return CLI_OK;
	return command_gerror(command, error);
}

static int write_all(struct served *s, const struct command *command,
		     int status)
{
	char *const *traces = served_options.traces;
	GError *error = NULL;
	int drew;

	for (; traces && *traces; traces++)
		if (!tw_trace_write(tw_sim_trace(tw_trial_sim(s->trial)),
				    *traces, &error))
			status = command_gerror(command,
						g_steal_pointer(&error));
	drew = pictures_write(command, s->trial, served_options.pictures);
	return MAX(status, drew);
}

int served_close(struct served *s, const struct command *command, int status)
{
	const tw_chip *failed;

	if (s->server)
		status = write_all(s, command, status);
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
	if (s->record && !recorded_end(command, s->record))
		status = MAX(status, CLI_USAGE);
	tw_trial_free(s->trial);
	tw_scenario_free(s->scenario);
	return status;
}
