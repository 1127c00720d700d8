/* SPDX-License-Identifier: MIT */
/* A case from a file. */
#include "scenario/json_index.h"

#include "twowire/scenario.h"

#include <errno.h>
#include <stdio.h>

/* Reads one byte more than is allowed, never all of something endless. */
static bool read_file(const char *path, GByteArray *bytes, GError **error)
{
	FILE *file = fopen(path, "rb");
	int saved;

	if (!file) {
		saved = errno;
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: cannot be opened: %s", path,
			    g_strerror(saved));
		return false;
	}
	g_byte_array_set_size(bytes, TW_JSON_MAX_BYTES + 1);
	errno = 0;
	g_byte_array_set_size(
		bytes, (unsigned)fread(bytes->data, 1, bytes->len, file));
	saved = ferror(file) ? errno : 0;
	fclose(file);
	if (!saved)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: cannot be read: %s",
		    path, g_strerror(saved));
	return false;
}

tw_scenario *tw_scenario_load(const char *path, const struct tw_parts *parts,
			      GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	GByteArray *bytes = g_byte_array_new();
	tw_scenario *s = NULL;

	if (read_file(path, bytes, error)) {
		if (bytes->len > TW_JSON_MAX_BYTES)
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: expected a case of at most %u bytes, "
				    "got more",
				    path, (unsigned)TW_JSON_MAX_BYTES);
		else
			s = tw_scenario_parse((const char *)bytes->data,
					      bytes->len, path, folder, parts,
					      error);
	}
	g_byte_array_unref(bytes);
	return s;
}
