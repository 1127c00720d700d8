/* SPDX-License-Identifier: MIT */
/*
 * The strict scan of a JSON text (RFC 8259) that fills an index.
 *
 * Stricter than the RFC where it leaves a choice: equal keys, escapes in keys,
 * empty keys, \u0000 and integers beyond 64 bits are errors.
 */
#include "scenario/json_private.h"

#include "twowire/sim.h"

#include <string.h>

struct scan {
	tw_json_index *index;
	uint32_t at;
	GError **error;
};

static bool value(struct scan *s, uint32_t up, uint32_t nth, uint32_t key,
		  uint32_t key_len, unsigned depth);

static char peek(const struct scan *s)
{
	return s->index->text[s->at];
}

static struct tw_json_node *node(const struct scan *s, uint32_t n)
{
	return &g_array_index(s->index->nodes, struct tw_json_node, n);
}

G_GNUC_PRINTF(3, 4)
static bool fail(const struct scan *s, uint32_t offset, const char *format, ...)
{
	struct tw_json_pos pos = tw_json_pos_at(s->index, offset);
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(s->error, TW_ERROR, TW_ERROR_CONFIG, "%s:%u:%u: %s",
		    s->index->file, pos.line, pos.column, what);
	return false;
}

/* What stands where something else was expected. */
static bool unexpected(const struct scan *s, const char *expected)
{
	const char *here = s->index->text + s->at;
	g_autofree char *got = NULL;

	if (s->at >= s->index->len)
		return fail(s, s->at, "expected %s, got the end of the file",
			    expected);
	if (*here == '/' || *here == '#')
		return fail(s, s->at,
			    "expected %s, got \"%c\" (JSON has no comments: "
			    "\"title\" and \"why\" are for that)",
			    expected, *here);
	if (!g_unichar_isprint(g_utf8_get_char(here)))
		return fail(s, s->at, "expected %s, got U+%04X", expected,
			    g_utf8_get_char(here));
	got = g_utf8_substring(here, 0, 1);
	return fail(s, s->at, "expected %s, got \"%s\"", expected, got);
}

static void blank(struct scan *s)
{
	while (peek(s) && strchr(" \t\r\n", peek(s)))
		s->at++;
}

static bool hex4(struct scan *s, uint32_t *code)
{
	*code = 0;
	for (int i = 0; i < 4; i++, s->at++) {
		if (!g_ascii_isxdigit(peek(s)))
			return unexpected(s, "four hexadecimal digits");
		*code = *code << 4 | (uint32_t)g_ascii_xdigit_value(peek(s));
	}
	return true;
}

/* After the backslash and the u. */
static bool unicode(struct scan *s)
{
	uint32_t start = s->at - 2, code, low;

	if (!hex4(s, &code))
		return false;
	if (!code)
		return fail(s, start, "expected a character, got \\u0000");
	if (code < 0xd800 || code > 0xdfff)
		return true;
	if (code > 0xdbff || peek(s) != '\\' ||
	    s->index->text[s->at + 1] != 'u')
		return fail(s, start,
			    "expected a pair of surrogates, got "
			    "one");
	s->at += 2;
	if (!hex4(s, &low))
		return false;
	if (low < 0xdc00 || low > 0xdfff)
		return fail(s, start,
			    "expected a pair of surrogates, got "
			    "one");
	return true;
}

/* At the opening quote. */
static bool string(struct scan *s)
{
	s->at++;
	while (peek(s) != '"') {
		if ((uint8_t)peek(s) < 0x20)
			return unexpected(s, "a character of a string or its "
					     "closing quote");
		if (peek(s) != '\\') {
			s->at++;
			continue;
		}
		s->at++;
		if (!peek(s) || !strchr("\"\\/bfnrtu", peek(s)))
			return unexpected(s, "one of \"\\/bfnrtu after a "
					     "backslash");
		s->at++;
		if (s->index->text[s->at - 1] == 'u' && !unicode(s))
			return false;
	}
	s->at++;
	return true;
}

static void digits(struct scan *s)
{
	while (g_ascii_isdigit(peek(s)))
		s->at++;
}

/* json-c would cut it to its own range without a word. */
static bool fits(const struct scan *s, uint32_t start)
{
	g_autofree char *text =
		g_strndup(s->index->text + start, s->at - start);
	bool ok = *text == '-' ? g_ascii_string_to_signed(text, 10, INT64_MIN,
							  INT64_MAX, NULL, NULL)
			       : g_ascii_string_to_unsigned(
					 text, 10, 0, UINT64_MAX, NULL, NULL);

	if (ok)
		return true;
	return fail(s, start,
		    "expected an integer of at most 64 bits, got one "
		    "of %u digits",
		    s->at - start - (*text == '-'));
}

static bool number(struct scan *s)
{
	uint32_t start = s->at;
	bool integer = true;

	if (peek(s) == '-')
		s->at++;
	if (!g_ascii_isdigit(peek(s)))
		return unexpected(s, "a digit");
	if (peek(s) == '0' && g_ascii_isdigit(s->index->text[s->at + 1]))
		return fail(s, start,
			    "expected a number without leading "
			    "zeros");
	if (peek(s) == '0' && (s->index->text[s->at + 1] | 0x20) == 'x')
		return fail(s, start,
			    "expected a decimal number; hexadecimal "
			    "ones are strings here, \"0x50\"");
	digits(s);
	if (peek(s) == '.') {
		integer = false;
		s->at++;
		if (!g_ascii_isdigit(peek(s)))
			return unexpected(s, "a digit after the point");
		digits(s);
	}
	if ((peek(s) | 0x20) == 'e') {
		integer = false;
		s->at++;
		if (peek(s) == '+' || peek(s) == '-')
			s->at++;
		if (!g_ascii_isdigit(peek(s)))
			return unexpected(s, "a digit of the exponent");
		digits(s);
	}
	return !integer || fits(s, start);
}

static bool word(struct scan *s)
{
	static const char *const words[] = {"true", "false", "null"};
	uint32_t start = s->at;
	g_autofree char *got = NULL;

	while (g_ascii_isalnum(peek(s)) || peek(s) == '_')
		s->at++;
	got = g_strndup(s->index->text + start, MIN(s->at - start, 40));
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(got, words[i]))
			return true;
	return fail(s, start, "expected a value, got %s%s", got,
		    !g_ascii_strcasecmp(got, "nan") ||
				    !g_ascii_strncasecmp(got, "inf", 3)
			    ? " (not a JSON number)"
			    : "");
}

static bool duplicate(const struct scan *s, uint32_t first, uint32_t key)
{
	struct tw_json_pos pos = tw_json_where(s->index, first, true);
	g_autofree char *path = tw_json_path(s->index, first);

	return fail(s, key, "%s: given twice, first in line %u, column %u",
		    path, pos.line, pos.column);
}

/* A key and its colon; where it stands goes to @start and @len. */
static bool key(struct scan *s, uint32_t object, uint32_t *start, uint32_t *len)
{
	g_autofree char *name = NULL;
	uint32_t before;

	if (peek(s) != '"')
		return unexpected(s, "a key in double quotes");
	*start = s->at + 1;
	if (!string(s))
		return false;
	*len = s->at - 1 - *start;
	name = g_strndup(s->index->text + *start, *len);
	if (!*len || strchr(name, '\\'))
		return fail(s, *start - 1, "expected a key without escapes");
	before = tw_json_member(s->index, object, name);
	if (before != TW_JSON_NONE)
		return duplicate(s, before, *start - 1);
	blank(s);
	if (peek(s) != ':')
		return unexpected(s, "a colon");
	s->at++;
	blank(s);
	return true;
}

/* After a value: true and *more false at the closing bracket. */
static bool separator(struct scan *s, char closing, bool *more)
{
	uint32_t comma = s->at;

	blank(s);
	*more = peek(s) == ',';
	if (!*more && peek(s) != closing)
		return unexpected(s, closing == '}' ? "a comma or \"}\""
						    : "a comma or \"]\"");
	if (*more)
		comma = s->at;
	s->at++;
	if (!*more)
		return true;
	blank(s);
	if (peek(s) == closing)
		return fail(s, comma, "trailing comma");
	return true;
}

/* The inside of an object or array; we are past the opening bracket. */
static bool members(struct scan *s, uint32_t up, char closing, unsigned depth)
{
	bool more = true;

	blank(s);
	if (peek(s) == closing) {
		s->at++;
		return true;
	}
	for (uint32_t nth = 0, last = TW_JSON_NONE; more; nth++) {
		uint32_t name = 0, name_len = 0, here = s->index->nodes->len;

		if (closing == '}' && nth == TW_JSON_MAX_KEYS)
			return fail(s, s->at, "more than %u keys in an object",
				    (unsigned)TW_JSON_MAX_KEYS);
		if (closing == '}' && !key(s, up, &name, &name_len))
			return false;
		if (!value(s, up, nth, name, name_len, depth))
			return false;
		if (last == TW_JSON_NONE)
			node(s, up)->first = here;
		else
			node(s, last)->next = here;
		last = here;
		if (!separator(s, closing, &more))
			return false;
	}
	return true;
}

static bool inside(struct scan *s, uint32_t here, unsigned depth)
{
	char c = peek(s);

	if (c == '{' || c == '[') {
		if (depth == TW_JSON_MAX_DEPTH)
			return fail(s, s->at, "nested more than %u deep",
				    (unsigned)TW_JSON_MAX_DEPTH);
		s->at++;
		return members(s, here, c == '{' ? '}' : ']', depth + 1);
	}
	if (c == '"')
		return string(s);
	if (c == '-' || g_ascii_isdigit(c))
		return number(s);
	if (g_ascii_isalpha(c))
		return word(s);
	return unexpected(s, "a value");
}

static bool value(struct scan *s, uint32_t up, uint32_t nth, uint32_t key_start,
		  uint32_t key_len, unsigned depth)
{
	uint32_t here = s->index->nodes->len;
	struct tw_json_node n = {
		.start = s->at,
		.key = key_start,
		.key_len = key_len,
		.nth = nth,
		.up = up,
		.next = TW_JSON_NONE,
		.first = TW_JSON_NONE,
	};

	if (here == TW_JSON_MAX_VALUES)
		return fail(s, s->at, "more than %u values",
			    (unsigned)TW_JSON_MAX_VALUES);
	g_array_append_val(s->index->nodes, n);
	if (!inside(s, here, depth))
		return false;
	node(s, here)->end = s->at;
	return true;
}

bool tw_json_scan(tw_json_index *index, GError **error)
{
	struct scan s = {.index = index, .error = error};

	blank(&s);
	if (!value(&s, 0, 0, 0, 0, 0))
		return false;
	blank(&s);
	if (s.at < index->len)
		return unexpected(&s, "the end of the file");
	return true;
}
