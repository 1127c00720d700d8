/* SPDX-License-Identifier: MIT */
#include "traces.h"

#include <glib/gstdio.h>
#include <string.h>

#define STREAM ".twt"

/* A name that is a record stream, or the first file's with .twt behind. */
static void choose_stream(struct traces *t)
{
	const char *first = NULL;

	for (size_t i = 0; t->names && t->names[i]; i++) {
		if (g_str_has_suffix(t->names[i], STREAM)) {
			t->stream = g_strdup(t->names[i]);
			t->is_wanted = true;
			return;
		}
		if (!first && strcmp(t->names[i], "-"))
			first = t->names[i];
	}
	if (first)
		t->stream = g_strconcat(first, STREAM, NULL);
}

int traces_begin(struct traces *t, tw_sim *sim)
{
	GError *error = NULL;

	choose_stream(t);
	if (!t->stream || tw_sim_trace_to_file(sim, t->stream, &error))
		return CLI_OK;
	g_clear_pointer(&t->stream, g_free);
	return command_gerror(t->command, error);
}

static int write_all(const struct traces *t, const tw_trace *trace)
{
	GError *error = NULL;
	int status = CLI_OK;

	for (size_t i = 0; t->names && t->names[i]; i++) {
		if (t->is_wanted && !strcmp(t->names[i], t->stream))
			continue;
		if (!tw_trace_write_as(trace, t->names[i], &t->look, &error)) {
			status = command_gerror(t->command, error);
			error = NULL;
		}
	}
	return status;
}

int traces_end(struct traces *t, tw_sim *sim)
{
	GError *error = NULL;
	int status = CLI_OK, wrote;

	if (!tw_sim_trace_to_file_end(sim, &error))
		status = command_gerror(t->command, error);
	wrote = write_all(t, tw_sim_trace(sim));
	if (t->stream && !t->is_wanted && wrote == CLI_OK)
		g_unlink(t->stream);
	else if (t->stream && !t->is_wanted)
		command_error(t->command,
			      "%s is kept: twowire convert makes other files "
			      "of it",
			      t->stream);
	g_clear_pointer(&t->stream, g_free);
	return MAX(status, wrote);
}
