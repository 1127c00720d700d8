/* SPDX-License-Identifier: MIT */
/*
 * A member of a ZIP file. Where ISA-L was there to build with, it inflates: on
 * the long runs of an idle bus it takes a fifth of zlib's time, which is most
 * of what reading a capture costs. Else, and for other methods, libzip does.
 */
#include "trace/sr_inflate.h"

#include <glib.h>
#include <stdbool.h>

#if TW_HAVE_ISAL
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#endif

#define INPUT 65536 /* bytes read from the file at a time */

struct sr_inflate {
	zip_file_t *file;
	const char *why;
	zip_stat_t stat;
	uint64_t n_bytes;
	uint32_t crc;
	bool ended;
#if TW_HAVE_ISAL
	struct inflate_state *state; /* NULL: libzip does it */
	uint8_t *input;
#endif
};

#if TW_HAVE_ISAL

static zip_int64_t damaged(struct sr_inflate *s, const char *why)
{
	s->why = why;
	return -1;
}

static bool is_ours(const zip_stat_t *stat)
{
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_CRC |
				    ZIP_STAT_COMP_METHOD |
				    ZIP_STAT_ENCRYPTION_METHOD;

	return (stat->valid & needed) == needed &&
	       stat->comp_method == ZIP_CM_DEFLATE &&
	       stat->encryption_method == ZIP_EM_NONE;
}

static void begin(struct sr_inflate *s)
{
	s->state = g_new(struct inflate_state, 1);
	s->input = g_malloc(INPUT);
	isal_inflate_init(s->state);
	s->state->crc_flag = ISAL_DEFLATE;
	s->state->avail_in = 0;
}

static void end(struct sr_inflate *s)
{
	g_free(s->state);
	g_free(s->input);
}

/* 0: there is no more. */
static zip_int64_t refill(struct sr_inflate *s)
{
	zip_int64_t len;

	if (s->state->avail_in)
		return 1;
	len = zip_fread(s->file, s->input, INPUT);
	if (len < 0)
		return damaged(s, zip_file_strerror(s->file));
	s->state->next_in = s->input;
	s->state->avail_in = (uint32_t)len;
	return len;
}

static zip_int64_t judge(struct sr_inflate *s, const uint8_t *buf, size_t len)
{
	s->crc = crc32_gzip_refl(s->crc, buf, len);
	s->n_bytes += len;
	if (!s->ended)
		return (zip_int64_t)len;
	if (s->n_bytes != s->stat.size)
		return damaged(s, "is not as long as the ZIP file says");
	if (s->crc != s->stat.crc)
		return damaged(s, "CRC error");
	return (zip_int64_t)len;
}

static zip_int64_t inflate_some(struct sr_inflate *s, uint8_t *buf, size_t n)
{
	struct inflate_state *state = s->state;

	state->next_out = buf;
	state->avail_out = (uint32_t)n;
	while (state->avail_out && !s->ended) {
		uint32_t left = state->avail_out;
		zip_int64_t more = refill(s);

		if (more < 0)
			return more;
		if (isal_inflate(state) < 0)
			return damaged(s, "compressed data is invalid");
		s->ended = state->block_state == ISAL_BLOCK_FINISH;
		if (!more && !s->ended && state->avail_out == left)
			return damaged(s, "compressed data ends too early");
	}
	return judge(s, buf, n - state->avail_out);
}

#endif

struct sr_inflate *tw_sr_inflate_open(zip_t *zip, zip_uint64_t index)
{
	g_autofree struct sr_inflate *s = g_new0(struct sr_inflate, 1);
	zip_flags_t flags = 0;

	if (zip_stat_index(zip, index, 0, &s->stat))
		return NULL;
#if TW_HAVE_ISAL
	if (is_ours(&s->stat))
		flags = ZIP_FL_COMPRESSED;
#endif
	s->file = zip_fopen_index(zip, index, flags);
	if (!s->file)
		return NULL;
#if TW_HAVE_ISAL
	if (flags)
		begin(s);
#endif
	return g_steal_pointer(&s);
}

zip_int64_t tw_sr_inflate_read(struct sr_inflate *s, uint8_t *buf, size_t n)
{
#if TW_HAVE_ISAL
	if (s->state)
		return s->ended ? 0 : inflate_some(s, buf, n);
#endif
	return zip_fread(s->file, buf, n);
}

const char *tw_sr_inflate_why(const struct sr_inflate *s)
{
	return s->why ? s->why : zip_file_strerror(s->file);
}

void tw_sr_inflate_close(struct sr_inflate *s)
{
#if TW_HAVE_ISAL
	end(s);
#endif
	zip_fclose(s->file);
	g_free(s);
}
