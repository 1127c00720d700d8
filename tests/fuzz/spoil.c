/* SPDX-License-Identifier: MIT */
#include "spoil.h"

#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "mutate.h"

#define MAX_MEMBERS 16
#define MAX_BYTES   (1u << 22)

/* xorshift64*, Vigna 2016. */
static uint64_t draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545f4914f6cdd1dull;
}

static size_t below(uint64_t *state, size_t n)
{
	return n ? (size_t)(draw(state) >> 16) % n : 0;
}

static uint64_t state_of(uint64_t seed)
{
	return (seed + 1) * 0x9e3779b97f4a7c15ull;
}

/* --- Bytes ------------------------------------------------------------- */

static void flip(GString *b, uint64_t *s)
{
	b->str[below(s, b->len)] ^= (char)(1 << below(s, 8));
}

/* A number of 1 to 8 bytes becomes an extreme one. */
static void extreme(GString *b, uint64_t *s)
{
	static const uint64_t values[] = {
		0,	    1,		0x7f,	   0x80,       0xff,
		0x100,	    0x7fff,	0xffff,	   0x10000,    INT32_MAX,
		UINT32_MAX, 1ull << 32, INT64_MAX, 1ull << 63, UINT64_MAX};
	uint64_t value = GUINT64_TO_LE(values[below(s, G_N_ELEMENTS(values))]);
	size_t len = (size_t)1 << below(s, 4);
	size_t at = below(s, b->len);

	memcpy(b->str + at, &value, MIN(len, b->len - at));
}

static void truncate_bytes(GString *b, uint64_t *s)
{
	g_string_truncate(b, below(s, b->len));
}

static void cut(GString *b, uint64_t *s)
{
	size_t at = below(s, b->len);

	g_string_erase(b, (gssize)at,
		       (gssize)below(s, MIN(b->len - at, 512) + 1));
}

static void copy(GString *b, uint64_t *s)
{
	size_t from = below(s, b->len);
	size_t len = below(s, MIN(b->len - from, 4096) + 1);
	g_autofree char *piece = g_memdup2(b->str + from, len);

	if (len && b->len < MAX_BYTES)
		g_string_insert_len(b, (gssize)below(s, b->len), piece,
				    (gssize)len);
}

static void fill(GString *b, uint64_t *s)
{
	size_t at = below(s, b->len);

	memset(b->str + at, (int)draw(s) >> 8,
	       below(s, MIN(b->len - at, 256) + 1));
}

/* Near the beginning, where a file says what it is. */
static void head(GString *b, uint64_t *s)
{
	b->str[below(s, MIN(b->len, 64))] = (char)(draw(s) >> 16);
}

void spoil_bytes(GString *b, uint64_t seed)
{
	static void (*const ways[])(GString *, uint64_t *) = {
		flip, flip, flip, extreme, extreme,	   extreme,
		cut,  copy, fill, head,	   truncate_bytes,
	};
	uint64_t s = state_of(seed);
	size_t n = 1 + below(&s, 4);

	for (size_t i = 0; i < n && b->len; i++)
		ways[below(&s, G_N_ELEMENTS(ways))](b, &s);
}

/* --- A ZIP file -------------------------------------------------------- */

struct member {
	char *name;
	GString *bytes;
};

struct archive {
	struct member members[MAX_MEMBERS];
	size_t n;
};

static bool read_member(zip_t *zip, zip_uint64_t i, struct member *m)
{
	zip_file_t *file = zip_fopen_index(zip, i, 0);
	char block[4096];
	zip_int64_t n;

	m->name = g_strdup(zip_get_name(zip, i, 0));
	m->bytes = g_string_new(NULL);
	if (!file)
		return false;
	while ((n = zip_fread(file, block, sizeof(block))) > 0)
		g_string_append_len(m->bytes, block, (gssize)n);
	zip_fclose(file);
	return n == 0;
}

static bool take_apart(struct archive *a, const GString *bytes)
{
	zip_source_t *source =
		zip_source_buffer_create(bytes->str, bytes->len, 0, NULL);
	zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	bool ok = zip;

	for (zip_int64_t i = 0;
	     ok && i < zip_get_num_entries(zip, 0) && a->n < MAX_MEMBERS - 1;
	     i++)
		ok = read_member(zip, (zip_uint64_t)i, &a->members[a->n++]);
	if (zip)
		zip_discard(zip);
	else
		zip_source_free(source);
	return ok;
}

static bool put_together(const struct archive *a, const char *path)
{
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	bool ok = zip;

	for (size_t i = 0; ok && i < a->n; i++) {
		const struct member *m = &a->members[i];
		zip_source_t *source =
			zip_source_buffer(zip, m->bytes->str, m->bytes->len, 0);

		if (zip_file_add(zip, m->name, source, 0) < 0)
			zip_source_free(source); /* there is one of the name */
	}
	ok = ok && !zip_close(zip);
	if (!ok && zip)
		zip_discard(zip);
	return ok;
}

static void drop(struct archive *a, size_t which)
{
	g_free(a->members[which].name);
	g_string_free(a->members[which].bytes, TRUE);
	a->members[which] = a->members[--a->n];
}

static void rename_member(struct archive *a, size_t which, uint64_t *s)
{
	static const char *const names[] = {
		"logic-1",	"logic-1-0", "logic-1-2", "logic-1-999999999",
		"logic-1-3-1x", "version",   "metadata",  "analog-1-3-1",
		"../logic-1-1", "a/b",	     "x",
	};

	g_free(a->members[which].name);
	a->members[which].name = g_strdup(names[below(s, G_N_ELEMENTS(names))]);
}

static void double_member(struct archive *a, size_t which, uint64_t *s)
{
	struct member *m = &a->members[a->n++];

	m->name = g_strdup(a->members[which].name);
	m->bytes = g_string_new_len(a->members[which].bytes->str,
				    (gssize)a->members[which].bytes->len);
	rename_member(a, a->n - 1, s);
}

static void spoil_member(struct member *m, uint64_t *s)
{
	if (strcmp(m->name, "metadata") || !below(s, 4))
		spoil_bytes(m->bytes, draw(s));
	else
		mutate(m->bytes, draw(s));
}

bool spoil_zip(const GString *bytes, uint64_t seed, const char *path)
{
	uint64_t s = state_of(seed);
	struct archive a = {.n = 0};
	bool ok = take_apart(&a, bytes);

	for (size_t i = 0, n = 1 + below(&s, 3); ok && a.n && i < n; i++) {
		size_t which = below(&s, a.n);

		/* Metadata is small, and most of what can go wrong. */
		for (size_t k = 0; k < a.n && below(&s, 2); k++)
			if (!strcmp(a.members[k].name, "metadata"))
				which = k;
		switch (below(&s, 16)) {
		case 0:
			drop(&a, which);
			break;
		case 1:
			rename_member(&a, which, &s);
			break;
		case 2:
			if (a.n < MAX_MEMBERS)
				double_member(&a, which, &s);
			break;
		default:
			spoil_member(&a.members[which], &s);
		}
	}
	unlink(path);
	ok = ok && a.n && put_together(&a, path);
	while (a.n)
		drop(&a, a.n - 1);
	return ok;
}
