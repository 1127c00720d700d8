/* SPDX-License-Identifier: MIT */
#include "recorded.h"

#include <errno.h>
#include <json-c/json.h>
#include <string.h>

static bool is_beside(const char *file, const char *out)
{
	g_autofree char *a = g_canonicalize_filename(file, NULL);
	g_autofree char *b = g_canonicalize_filename(out, NULL);
	g_autofree char *in = g_path_get_dirname(a);
	g_autofree char *there = g_path_get_dirname(b);

	return !strcmp(in, there) && strcmp(a, b);
}

/* The case with one step more. */
static bool write_case(const char *file, const char *out, const char *session)
{
	struct json_object *root = json_object_from_file(file), *steps, *step;
	bool ok;

	if (!root)
		return false;
	if (!json_object_object_get_ex(root, "steps", &steps)) {
		steps = json_object_new_array();
		json_object_object_add(root, "steps", steps);
	}
	step = json_object_new_object();
	json_object_object_add(step, "session",
			       json_object_new_string(session));
	json_object_array_add(steps, step);
	ok = !json_object_to_file_ext(out, root,
				      JSON_C_TO_STRING_PRETTY |
					      JSON_C_TO_STRING_SPACED |
					      JSON_C_TO_STRING_NOSLASHESCAPE);
	json_object_put(root);
	return ok;
}

FILE *recorded_begin(const struct command *command, const char *file,
		     const char *out)
{
	g_autofree char *base = g_path_get_basename(out);
	g_autofree char *name = NULL, *path = NULL;
	FILE *session;

	if (!g_str_has_suffix(base, ".json") || !is_beside(file, out)) {
		command_error(command,
			      "--record: expected the name of another "
			      "OUT.json in the folder of %s, got %s",
			      file, out);
		return NULL;
	}
	name = g_strdup_printf("%.*s.session", (int)(strlen(base) - 5), base);
	path = g_strdup_printf("%.*s.session", (int)(strlen(out) - 5), out);
	session = write_case(file, out, name) ? fopen(path, "we") : NULL;
	if (!session)
		command_error(command, "--record: %s cannot be written: %s",
			      out, strerror(errno));
	return session;
}

bool recorded_end(const struct command *command, FILE *session)
{
	bool bad = ferror(session);

	if (!fclose(session) && !bad)
		return true;
	command_error(command, "--record: the session could not be written "
			       "to its end");
	return false;
}
