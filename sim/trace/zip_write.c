/* SPDX-License-Identifier: MIT */
/* ZIP, as in PKWARE's APPNOTE 6.3: sections 4.3.7, 4.3.9, 4.3.12, 4.3.16. */
#include "trace/zip_write.h"

#include <zlib.h>

#define VERSION	   20 /* deflate */
#define STORED	   0
#define DEFLATED   8
#define SIZE_LATER 8	/* flag: sizes follow the data */
#define FIRST_DAY  0x21 /* 1980-01-01, 00:00 */
#define MAX_SIZE   UINT32_MAX
#define MAX_COUNT  UINT16_MAX

void tw_zip_init(struct zip_write *z, struct out *out)
{
	*z = (struct zip_write){.out = out, .directory = g_byte_array_new()};
}

static uint8_t *put16(uint8_t *p, unsigned v)
{
	*p++ = (uint8_t)v;
	*p++ = (uint8_t)(v >> 8);
	return p;
}

static uint8_t *put32(uint8_t *p, uint32_t v)
{
	return put16(put16(p, v & 0xffff), v >> 16);
}

struct entry {
	unsigned flags;
	unsigned method;
	uint32_t crc;
	uint32_t packed;
	uint32_t len;
};

/* What local header and directory entry have in common. */
static uint8_t *put_common(uint8_t *p, const struct entry *e, size_t name_len)
{
	p = put16(p, VERSION);
	p = put16(p, e->flags);
	p = put16(p, e->method);
	p = put16(p, 0);
	p = put16(p, FIRST_DAY);
	p = put32(p, e->crc);
	p = put32(p, e->packed);
	p = put32(p, e->len);
	p = put16(p, (unsigned)name_len);
	return put16(p, 0); /* no extra field */
}

static void local_header(struct zip_write *z, const char *name,
			 const struct entry *e)
{
	uint8_t head[30];

	g_strlcpy(z->name, name, sizeof(z->name));
	z->begin = out_offset(z->out);
	put_common(put32(head, 0x04034b50), e, strlen(name));
	tw_out_put(z->out, head, sizeof(head));
	tw_out_string(z->out, name);
	z->data = out_offset(z->out);
}

static void remember(struct zip_write *z, const struct entry *e)
{
	size_t len = strlen(z->name);
	uint8_t head[46];
	uint8_t *p = put32(head, 0x02014b50);

	p = put16(p, VERSION);
	p = put_common(p, e, len);
	p = put16(p, 0); /* no comment */
	p = put16(p, 0); /* first disk */
	p = put16(p, 0); /* attributes */
	p = put32(p, 0);
	put32(p, (uint32_t)z->begin);
	g_byte_array_append(z->directory, head, sizeof(head));
	g_byte_array_append(z->directory, (const uint8_t *)z->name, (guint)len);
	z->n_members++;
}

void tw_zip_store(struct zip_write *z, const char *name, const void *data,
		  size_t len)
{
	struct entry e = {
		.method = STORED,
		.crc = (uint32_t)crc32(0, data, (uInt)len),
		.packed = (uint32_t)len,
		.len = (uint32_t)len,
	};

	local_header(z, name, &e);
	tw_out_put(z->out, data, len);
	remember(z, &e);
}

void tw_zip_begin(struct zip_write *z, const char *name)
{
	struct entry e = {.method = DEFLATED, .flags = SIZE_LATER};

	local_header(z, name, &e);
}

void tw_zip_end(struct zip_write *z, uint32_t crc, uint32_t len)
{
	struct entry e = {
		.method = DEFLATED,
		.flags = SIZE_LATER,
		.crc = crc,
		.packed = (uint32_t)(out_offset(z->out) - z->data),
		.len = len,
	};
	uint8_t tail[16];

	put32(put32(put32(put32(tail, 0x08074b50), crc), e.packed), len);
	tw_out_put(z->out, tail, sizeof(tail));
	remember(z, &e);
}

bool tw_zip_finish(struct zip_write *z)
{
	uint64_t start = out_offset(z->out);
	uint8_t tail[22] = {0};
	uint8_t *p = put32(tail, 0x06054b50);

	p = put32(p, 0); /* disks */
	p = put16(p, z->n_members);
	p = put16(p, z->n_members);
	p = put32(p, z->directory->len);
	put32(p, (uint32_t)start);
	tw_out_put(z->out, z->directory->data, z->directory->len);
	tw_out_put(z->out, tail, sizeof(tail));
	g_byte_array_free(z->directory, TRUE);
	return out_offset(z->out) <= MAX_SIZE && z->n_members <= MAX_COUNT;
}
