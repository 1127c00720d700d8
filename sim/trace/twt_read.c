/* SPDX-License-Identifier: MIT */
/*
 * Reads the record stream on disk. The file's last chunk may be torn, which is
 * no more than the mark of a writer that was killed; anything else that is not
 * as it was written is damage, and ends the reading where it is met.
 */
#include "trace/twt.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "trace/reader.h"
#include "trace/twt_read.h"

struct twt_read {
	const char *path;
	FILE *file;
	tw_trace *trace;
	uint64_t at;   /* bytes read */
	uint64_t size; /* of the file */
	uint64_t to;   /* of the chunk before */
	uint64_t n_records;
	bool done; /* it has its end */
};

static struct twt_bytes bytes_of(const uint8_t *data, size_t len)
{
	return (struct twt_bytes){data, data + len, false};
}

static bool damaged(const struct twt_read *t, uint64_t at, const char *what,
		    GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: damaged at byte %" G_GUINT64_FORMAT ": %s", t->path,
		    at, what);
	return false;
}

/* false: the file cannot be read, or has become shorter. */
static bool take(struct twt_read *t, void *to, size_t len, GError **error)
{
	if (fread(to, 1, len, t->file) == len) {
		t->at += len;
		return true;
	}
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", t->path,
		    ferror(t->file) ? g_strerror(errno)
				    : "became shorter while it was read");
	return false;
}

static bool sum_holds(const uint8_t *data, size_t len, uint32_t sum)
{
	return crc32(0, data, (uInt)len) == sum;
}

/* --- The head ---------------------------------------------------------- */

bool tw_twt_is(const void *data, size_t len)
{
	return len >= TWT_MAGIC_LEN && !memcmp(data, TWT_MAGIC, TWT_MAGIC_LEN);
}

static bool read_head(struct twt_read *t, GError **error)
{
	uint8_t head[TWT_HEAD] = {0};
	struct twt_bytes b = bytes_of(head, sizeof(head));
	uint64_t version, num, den;

	if (t->size < sizeof(head))
		return damaged(t, t->size, "the file ends in its head", error);
	if (!take(t, head, sizeof(head), error))
		return false;
	b.at += TWT_MAGIC_LEN;
	version = tw_twt_number(&b, 4);
	num = tw_twt_number(&b, 8);
	den = tw_twt_number(&b, 8);
	if (!sum_holds(head, TWT_HEAD - 4, (uint32_t)tw_twt_number(&b, 4)) ||
	    !tw_twt_is(head, sizeof(head)))
		return damaged(t, 0, "the head's checksum is wrong", error);
	if (version == TWT_VERSION && den) {
		t->trace = tw_trace_new(num, den);
		return true;
	}
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: a record stream of version %" G_GUINT64_FORMAT
		    "; this program reads version %u",
		    t->path, version, TWT_VERSION);
	return false;
}

/* --- Chunks ------------------------------------------------------------ */

static const char *take_end(struct twt_read *t, const struct twt_chunk *c,
			    struct twt_bytes *b)
{
	if (tw_twt_varint(b) != t->n_records || b->bad)
		return "records are missing";
	t->done = true;
	tw_trace_set_end(t->trace, c->to);
	return NULL;
}

static const char *take_body(struct twt_read *t, const struct twt_chunk *c,
			     struct twt_bytes *b)
{
	switch (c->kind) {
	case TWT_SOURCES:
		return tw_twt_take_sources(t->trace, b);
	case TWT_RECORDS:
		return tw_twt_take_records(t->trace, c, b, &t->n_records);
	case TWT_VOLTS:
		return tw_twt_take_volts(t->trace, b);
	case TWT_END:
		return take_end(t, c, b);
	default:
		return NULL; /* of a later writer */
	}
}

enum step { STEP_ON, STEP_TORN, STEP_BAD };

static enum step read_body(struct twt_read *t, const struct twt_chunk *c,
			   uint32_t sum, GError **error)
{
	uint64_t at = t->at - TWT_HEAD;
	g_autofree uint8_t *body = NULL;
	struct twt_bytes b;
	const char *bad;

	if (t->size - t->at < c->len)
		return STEP_TORN;
	body = g_malloc(c->len + 1);
	if (!take(t, body, c->len, error))
		return STEP_BAD;
	b = bytes_of(body, c->len);
	bad = sum_holds(body, c->len, sum) ? take_body(t, c, &b)
					   : "a chunk's checksum is wrong";
	if (bad) {
		damaged(t, at, bad, error);
		return STEP_BAD;
	}
	t->to = c->to;
	return STEP_ON;
}

static enum step read_chunk(struct twt_read *t, GError **error)
{
	uint64_t at = t->at;
	uint8_t head[TWT_HEAD] = {0};
	struct twt_bytes b = bytes_of(head, sizeof(head));
	struct twt_chunk c;
	uint32_t sum;

	if (t->size - at < sizeof(head))
		return STEP_TORN;
	if (!take(t, head, sizeof(head), error))
		return STEP_BAD;
	c.kind = (uint32_t)tw_twt_number(&b, 4);
	c.len = (uint32_t)tw_twt_number(&b, 4);
	c.from = tw_twt_number(&b, 8);
	c.to = tw_twt_number(&b, 8);
	sum = (uint32_t)tw_twt_number(&b, 4);
	if (!sum_holds(head, TWT_HEAD - 4, (uint32_t)tw_twt_number(&b, 4))) {
		damaged(t, at, "the checksum of a chunk's head is wrong",
			error);
		return STEP_BAD;
	}
	if (c.from < t->to || c.to < c.from) {
		damaged(t, at, "a chunk comes before its time", error);
		return STEP_BAD;
	}
	return read_body(t, &c, sum, error);
}

/* What is said of a file without its end. */
static char *cut_short(const struct twt_read *t, uint64_t at, bool torn)
{
	uint64_t num, den;
	GString *s = g_string_new(NULL);

	g_string_append_printf(s, "%s: its writer was cut short", t->path);
	if (torn)
		g_string_append_printf(s,
				       "; the torn chunk at byte "
				       "%" G_GUINT64_FORMAT " is left out",
				       at);
	tw_trace_tick(t->trace, &num, &den);
	g_string_append_printf(s,
			       "; the trace is whole up to "
			       "%" G_GUINT64_FORMAT " %s",
			       t->to,
			       num == 1 && den == 1000000000 ? "ns" : "ticks");
	return g_string_free(s, FALSE);
}

static bool read_chunks(struct twt_read *t, char **remark, GError **error)
{
	enum step step = STEP_ON;
	uint64_t at = t->at;

	while (step == STEP_ON && t->at < t->size && !t->done) {
		at = t->at;
		step = read_chunk(t, error);
	}
	tw_trace_set_end(t->trace, t->to);
	if (step == STEP_BAD)
		return false;
	if (t->done && t->at < t->size)
		return damaged(t, t->at, "something follows the end", error);
	if (!t->done)
		*remark = cut_short(t, at, step == STEP_TORN);
	return true;
}

bool tw_twt_read(FILE *file, const char *path, tw_trace **trace, char **remark,
		 GError **error)
{
	struct twt_read t = {.path = path,
			     .file = file,
			     .size = tw_capture_file_bytes(file)};
	bool ok;

	*remark = NULL;
	ok = read_head(&t, error) && read_chunks(&t, remark, error);
	*trace = t.trace;
	return ok;
}
