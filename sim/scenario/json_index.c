/* SPDX-License-Identifier: MIT */
#include "scenario/json_private.h"

#include "twowire/sim.h"

#include <string.h>

/* Of values and keys quoted in messages. */
#define QUOTE_MAX 40

static const struct tw_json_node *node(const tw_json_index *index, uint32_t n)
{
	return &g_array_index(index->nodes, struct tw_json_node, n);
}

static bool check_size(size_t len, const char *file, GError **error)
{
	if (len <= TW_JSON_MAX_BYTES)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: expected a file of at most %u bytes, got %zu", file,
		    (unsigned)TW_JSON_MAX_BYTES, len);
	return false;
}

static bool check_utf8(const tw_json_index *index, GError **error)
{
	struct tw_json_pos pos;
	const char *bad;

	if (g_utf8_validate(index->text, index->len, &bad))
		return true;
	pos = tw_json_pos_at(index, (uint32_t)(bad - index->text));
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s:%u:%u: expected UTF-8 text, got byte 0x%02x",
		    index->file, pos.line, pos.column, *(const uint8_t *)bad);
	return false;
}

static void count(struct tw_json_pos *pos, uint8_t c)
{
	if (c == '\n') {
		pos->line++;
		pos->column = 1;
	} else if ((c & 0xc0) != 0x80) {
		pos->column++;
	}
}

static void set_marks(tw_json_index *index)
{
	struct tw_json_pos pos = {1, 1};

	index->marks =
		g_new(struct tw_json_pos, index->len / TW_JSON_MARK_BYTES + 1);
	for (uint32_t i = 0; i <= index->len; i++) {
		if (i % TW_JSON_MARK_BYTES == 0)
			index->marks[i / TW_JSON_MARK_BYTES] = pos;
		count(&pos, (uint8_t)index->text[i]);
	}
}

tw_json_index *tw_json_index_new(const char *text, size_t len, const char *file,
				 GError **error)
{
	tw_json_index *index;

	if (!check_size(len, file, error))
		return NULL;
	index = g_new0(tw_json_index, 1);
	index->file = g_strdup(file);
	index->text = g_malloc(len + 1);
	memcpy(index->text, text, len);
	index->text[len] = '\0';
	index->len = (uint32_t)len;
	set_marks(index);
	index->nodes = g_array_new(FALSE, TRUE, sizeof(struct tw_json_node));
	if (check_utf8(index, error) && tw_json_scan(index, error))
		return index;
	tw_json_index_free(index);
	return NULL;
}

void tw_json_index_free(tw_json_index *index)
{
	if (!index)
		return;
	g_array_unref(index->nodes);
	g_free(index->marks);
	g_free(index->text);
	g_free(index->file);
	g_free(index);
}

uint32_t tw_json_first(const tw_json_index *index, uint32_t container)
{
	return node(index, container)->first;
}

uint32_t tw_json_next(const tw_json_index *index, uint32_t value)
{
	return node(index, value)->next;
}

uint32_t tw_json_nth(const tw_json_index *index, uint32_t value)
{
	return node(index, value)->nth;
}

char *tw_json_key(const tw_json_index *index, uint32_t value)
{
	const struct tw_json_node *n = node(index, value);

	return g_strndup(index->text + n->key, n->key_len);
}

uint32_t tw_json_member(const tw_json_index *index, uint32_t object,
			const char *key)
{
	size_t len = strlen(key);
	uint32_t n;

	for (n = tw_json_first(index, object); n != TW_JSON_NONE;
	     n = tw_json_next(index, n))
		if (node(index, n)->key_len == len &&
		    !memcmp(index->text + node(index, n)->key, key, len))
			break;
	return n;
}

struct tw_json_pos tw_json_pos_at(const tw_json_index *index, uint32_t offset)
{
	uint32_t mark = offset / TW_JSON_MARK_BYTES;
	struct tw_json_pos pos = index->marks[mark];

	for (uint32_t i = mark * TW_JSON_MARK_BYTES; i < offset; i++)
		count(&pos, (uint8_t)index->text[i]);
	return pos;
}

struct tw_json_pos tw_json_where(const tw_json_index *index, uint32_t value,
				 bool key)
{
	const struct tw_json_node *n = node(index, value);

	return tw_json_pos_at(index, key && n->key_len ? n->key - 1 : n->start);
}

/* The text from start to end, shortened. */
static char *quote(const tw_json_index *index, uint32_t start, uint32_t end)
{
	const char *from = index->text + start;
	g_autofree char *head = NULL;

	if (g_utf8_strlen(from, end - start) <= QUOTE_MAX)
		return g_strndup(from, end - start);
	head = g_utf8_substring(from, 0, QUOTE_MAX);
	return g_strconcat(head, "...", NULL);
}

/* Messages are one line, however many lines a value has. */
char *tw_json_source(const tw_json_index *index, uint32_t value)
{
	const struct tw_json_node *n = node(index, value);

	if (index->text[n->start] == '{')
		return g_strdup("an object");
	if (index->text[n->start] == '[')
		return g_strdup("an array");
	return quote(index, n->start, n->end);
}

char *tw_json_path(const tw_json_index *index, uint32_t value)
{
	GString *path = g_string_new(NULL);

	for (uint32_t n = value; n != 0; n = node(index, n)->up) {
		const struct tw_json_node *at = node(index, n);
		g_autofree char *part = NULL;

		if (at->key_len) {
			g_autofree char *key =
				quote(index, at->key, at->key + at->key_len);

			part = g_strconcat(at->up ? "." : "", key, NULL);
		} else {
			part = g_strdup_printf("[%u]", at->nth);
		}
		g_string_prepend(path, part);
	}
	return g_string_free(path, FALSE);
}

char *tw_json_place(const tw_json_index *index, uint32_t value, bool key)
{
	struct tw_json_pos pos = tw_json_where(index, value, key);
	g_autofree char *path = tw_json_path(index, value);

	return g_strdup_printf("%s:%u:%u%s%s", index->file, pos.line,
			       pos.column, *path ? ": " : "", path);
}

const char *tw_json_text(const tw_json_index *index, size_t *len)
{
	*len = index->len;
	return index->text;
}

static bool set_error(const tw_json_index *index, uint32_t value, bool key,
		      GError **error, const char *format, va_list args)
{
	g_autofree char *place = tw_json_place(index, value, key);
	g_autofree char *what = g_strdup_vprintf(format, args);

	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s", place, what);
	return false;
}

bool tw_json_error(const tw_json_index *index, uint32_t value, GError **error,
		   const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_error(index, value, false, error, format, args);
	va_end(args);
	return false;
}

bool tw_json_key_error(const tw_json_index *index, uint32_t value,
		       GError **error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_error(index, value, true, error, format, args);
	va_end(args);
	return false;
}
