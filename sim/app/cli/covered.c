/* SPDX-License-Identifier: MIT */
#include "covered.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Far more than all bins take. */
#define MAX_BYTES (1 << 20)

bool covered_write(const tw_coverage *coverage, const char *path,
		   GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) why = NULL;

	tw_coverage_to_json(coverage, out);
	if (g_file_set_contents_full(path, out->str, (gssize)out->len,
				     G_FILE_SET_CONTENTS_NONE, 0666, &why))
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s", why->message);
	return false;
}

void covered_send(const tw_coverage *coverage, int fd)
{
	g_autoptr(GString) out = g_string_new(NULL);
	size_t at = 0;

	tw_coverage_to_json(coverage, out);
	while (at < out->len) {
		ssize_t n = write(fd, out->str + at, out->len - at);

		if (n < 0 && errno != EINTR)
			return;
		at += n > 0 ? (size_t)n : 0;
	}
}

static void add(tw_coverage *coverage, tw_coverage *more)
{
	if (more)
		tw_coverage_merge(coverage, more);
	tw_coverage_free(more);
}

void covered_receive(tw_coverage *coverage, int fd)
{
	g_autoptr(GString) in = g_string_new(NULL);
	char block[4096];
	ssize_t n;

	while ((n = read(fd, block, sizeof(block))) > 0 ||
	       (n < 0 && errno == EINTR))
		g_string_append_len(in, block, MAX(n, 0));
	if (in->len)
		add(coverage,
		    tw_coverage_parse(in->str, in->len, "worker", NULL));
}

/* NULL without @error: it does not begin as JSON does. */
static GString *read_json(const char *path, GError **error)
{
	GString *text = g_string_sized_new(0);
	FILE *file = fopen(path, "rb");
	char block[4096];
	size_t n;

	if (!file) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: cannot be opened: %s", path,
			    g_strerror(errno));
		g_string_free(text, TRUE);
		return NULL;
	}
	errno = 0;
	while ((n = fread(block, 1, sizeof(block), file)) &&
	       text->len <= MAX_BYTES) {
		g_string_append_len(text, block, (gssize)n);
		if (text->str[0] != '{')
			break;
	}
	if (ferror(file))
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: cannot be read: %s", path, g_strerror(errno));
	fclose(file);
	if ((error && *error) || (text->len && text->str[0] != '{')) {
		g_string_free(text, TRUE);
		return NULL;
	}
	return text;
}

bool covered_add_file(tw_coverage *coverage, const char *path,
		      const struct tw_capture_config *channels, GError **error)
{
	g_autoptr(tw_trace) capture = NULL;
	GError *why = NULL;
	GString *text = read_json(path, &why);

	if (text) {
		add(coverage,
		    tw_coverage_parse(text->str, text->len, path, &why));
		g_string_free(text, TRUE);
	} else if (!why) {
		capture = tw_capture_read(path, channels, &why);
		if (capture)
			tw_coverage_add_trace(coverage, capture);
	}
	if (why)
		g_propagate_error(error, why);
	return !why;
}
