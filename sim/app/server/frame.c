/* SPDX-License-Identifier: MIT */
/* Frames' payloads, read with care and written. */
#include "app/server/inside.h"

#include <string.h>

const uint8_t *take_bytes(struct reader *r, size_t n)
{
	const uint8_t *bytes = r->at;

	if (n > r->left) {
		r->bad = true;
		r->left = 0;
		return NULL;
	}
	r->at += n;
	r->left -= n;
	return bytes;
}

static uint64_t take(struct reader *r, size_t n)
{
	const uint8_t *bytes = take_bytes(r, n);
	uint64_t value = 0;

	for (size_t i = 0; bytes && i < n; i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

uint16_t take16(struct reader *r)
{
	return (uint16_t)take(r, 2);
}

uint32_t take32(struct reader *r)
{
	return (uint32_t)take(r, 4);
}

uint64_t take64(struct reader *r)
{
	return take(r, 8);
}

char *take_string(struct reader *r)
{
	size_t n = take16(r);
	const uint8_t *bytes = take_bytes(r, n);

	return bytes && !memchr(bytes, 0, n) ? g_strndup((const char *)bytes, n)
					     : NULL;
}

static void put(GByteArray *out, uint64_t value, guint n)
{
	guint at = out->len;

	g_byte_array_set_size(out, at + n);
	for (guint i = 0; i < n; i++)
		out->data[at + i] = (uint8_t)(value >> 8 * i);
}

void put16(GByteArray *out, uint16_t value)
{
	put(out, value, 2);
}

void put32(GByteArray *out, uint32_t value)
{
	put(out, value, 4);
}

void put64(GByteArray *out, uint64_t value)
{
	put(out, value, 8);
}

void put_string(GByteArray *out, const char *text)
{
	size_t n = MIN(strlen(text), UINT16_MAX);

	put16(out, (uint16_t)n);
	g_byte_array_append(out, (const uint8_t *)text, (guint)n);
}

guint frame_begin(GByteArray *out, enum tw_frame kind, uint16_t tag)
{
	guint begin = out->len;

	put32(out, 0);
	put16(out, (uint16_t)kind);
	put16(out, tag);
	return begin;
}

void frame_end(GByteArray *out, guint begin)
{
	uint32_t len = out->len - begin - TW_FRAME_HEAD;

	for (unsigned i = 0; i < 4; i++)
		out->data[begin + i] = (uint8_t)(len >> 8 * i);
}
