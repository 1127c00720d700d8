/* SPDX-License-Identifier: MIT */
/* A file being written: large buffer, errors kept until the end. */
#ifndef TW_TRACE_OUT_H
#define TW_TRACE_OUT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define OUT_BUFFER 65536
#define OUT_ROOM   4096 /* what out_room() may ask for */

struct out {
	FILE *file;
	char *path;
	int code;	/* errno of the first failure, or 0 */
	uint64_t total; /* bytes before the buffer */
	size_t len;
	uint8_t buf[OUT_BUFFER + OUT_ROOM];
};

/* "-" is standard output. NULL with @error set to TW_ERROR_FILE. */
struct out *tw_out_open(const char *path, GError **error);
/* Frees @out. false with @error set if anything could not be written. */
bool tw_out_close(struct out *out, GError **error);

void tw_out_flush(struct out *out);
void tw_out_put(struct out *out, const void *data, size_t len);
void tw_out_string(struct out *out, const char *s);

/* Where up to OUT_ROOM bytes can be written; then tell how far it went. */
static inline uint8_t *out_room(struct out *out)
{
	if (out->len >= OUT_BUFFER)
		tw_out_flush(out);
	return out->buf + out->len;
}

static inline void out_wrote(struct out *out, const void *end)
{
	out->len = (size_t)((const uint8_t *)end - out->buf);
}

static inline uint64_t out_offset(const struct out *out)
{
	return out->total + out->len;
}

#endif /* TW_TRACE_OUT_H */
