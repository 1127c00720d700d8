/* SPDX-License-Identifier: MIT */
/* A file being written. */
#include "trace/out.h"

#include <errno.h>

#include "twowire/sim.h"

static bool is_stdout(const struct out *out)
{
	return out->file == stdout;
}

struct out *tw_out_open(const char *path, GError **error)
{
	bool to_stdout = !strcmp(path, "-");
	FILE *file = to_stdout ? stdout : fopen(path, "wb");
	struct out *out;

	if (!file) {
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: cannot be written: %s", path,
			    g_strerror(errno));
		return NULL;
	}
	out = g_new(struct out, 1);
	out->file = file;
	out->path = g_strdup(to_stdout ? "standard output" : path);
	out->code = 0;
	out->total = 0;
	out->len = 0;
	return out;
}

void tw_out_flush(struct out *out)
{
	if (out->len && !out->code &&
	    fwrite(out->buf, 1, out->len, out->file) != out->len)
		out->code = errno ? errno : EIO;
	out->total += out->len;
	out->len = 0;
}

void tw_out_put(struct out *out, const void *data, size_t len)
{
	const uint8_t *p = data;

	while (len) {
		size_t n = MIN(len, OUT_ROOM);

		memcpy(out_room(out), p, n);
		out->len += n;
		p += n;
		len -= n;
	}
}

void tw_out_string(struct out *out, const char *s)
{
	tw_out_put(out, s, strlen(s));
}

bool tw_out_close(struct out *out, GError **error)
{
	bool ok;

	tw_out_flush(out);
	if (is_stdout(out) ? fflush(out->file) : fclose(out->file))
		out->code = out->code ? out->code : errno;
	ok = !out->code;
	if (!ok)
		g_set_error(error, TW_ERROR, TW_ERROR_FILE,
			    "%s: cannot be written: %s", out->path,
			    g_strerror(out->code));
	g_free(out->path);
	g_free(out);
	return ok;
}
