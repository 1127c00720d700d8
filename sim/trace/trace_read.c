/* SPDX-License-Identifier: MIT */
/* Reading traces: the content tells the format. */
#include "twowire/trace_file.h"

#include <errno.h>
#include <stdio.h>

#include "trace/twt_read.h"

static bool refuse(const char *path, const char *why, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", path, why);
	return false;
}

bool tw_trace_read(const char *path, tw_trace **trace, char **remark,
		   GError **error)
{
	FILE *file = fopen(path, "rb");
	char head[64];
	size_t n;

	*trace = NULL;
	if (remark)
		*remark = NULL;
	if (!file)
		return refuse(path, g_strerror(errno), error);
	errno = EIO;
	n = fread(head, 1, sizeof(head), file);
	if (ferror(file)) {
		fclose(file);
		return refuse(path, g_strerror(errno), error);
	}
	fclose(file);
	if (tw_twt_is(head, n))
		return tw_twt_read(path, trace, remark, error);
	return refuse(path, "no record stream (.twt)", error);
}
