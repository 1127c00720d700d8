/* SPDX-License-Identifier: MIT */
/* Captures made by hand, member by member or as text. */
#ifndef TEST_FILES_H
#define TEST_FILES_H

#include <string.h>
#include <zip.h>

#include "twowire/capture.h"
#include "wires.h"

struct member {
	const char *name;
	const void *data;
	size_t len;
};

/* A ZIP of these members; wires_remove() removes it. */
static inline char *files_zip(const struct member *members, size_t n)
{
	char *path = wires_path("x.sr");
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	for (size_t i = 0; i < n; i++)
		zip_file_add(zip, members[i].name,
			     zip_source_buffer(zip, members[i].data,
					       members[i].len, 0),
			     0);
	assert_int_equal(zip_close(zip), 0);
	return path;
}

static inline char *files_text(const char *name, const char *text)
{
	char *path = wires_path(name);

	assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static inline void files_note(void *user, uint64_t tick, uint64_t levels)
{
	g_string_append_printf(user,
			       "%" G_GUINT64_FORMAT ":%" G_GINT64_MODIFIER "x ",
			       tick, levels);
}

/* "TICK:LEVELS " of every call, in hex, then "end TICK"; or the error. */
static inline char *files_stream(tw_capture *c, const unsigned *channels,
				 size_t n)
{
	GString *got = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	struct tw_capture_channels what = {channels, n, files_note, got};
	uint64_t end;

	if (tw_capture_stream_channels(c, &what, &end, &error))
		g_string_append_printf(got, "end %" G_GUINT64_FORMAT, end);
	else
		g_string_append(got, error->message);
	return g_string_free(got, FALSE);
}

#endif /* TEST_FILES_H */
