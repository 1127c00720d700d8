/* SPDX-License-Identifier: MIT */
#include "mutate.h"

#include <stdbool.h>
#include <string.h>

struct spoiler {
	GString *text;
	uint64_t state;
	GArray *tokens; /* of struct token */
};

struct token {
	size_t start, len;
};

static const char *const numbers[] = {
	"0",
	"-0",
	"1",
	"-1",
	"127",
	"128",
	"255",
	"256",
	"1000",
	"65535",
	"65536",
	"599999",
	"600000",
	"600001",
	"2147483647",
	"2147483648",
	"-2147483648",
	"-2147483649",
	"4294967295",
	"4294967296",
	"9223372036854775807",
	"9223372036854775808",
	"-9223372036854775808",
	"-9223372036854775809",
	"18446744073709551615",
	"18446744073709551616",
	"1e9",
	"1e999",
	"0.5",
	"NaN",
	"Infinity",
	"-Infinity",
	"0x10",
	"017",
	"true",
	"null",
	"99999999999999999999999999999999999999999999999999",
};

static const char *const strings[] = {
	"\"\"",
	"\"0x00\"",
	"\"0x08\"",
	"\"0x77\"",
	"\"0x78\"",
	"\"0xa0\"",
	"\"0x18446744073709551616\"",
	"\"bus\"",
	"\"host\"",
	"\"bus.sda\"",
	"\"net ALERT\"",
	"\"24xx\"",
	"\"mcp9808\"",
	"\"rp2040\"",
	"\"w65535@0x50 0=\"",
	"\"r65535@0x50\"",
	"\"r65535@0x50 r65535\"",
	"\"w0@0x50\"",
	"\"r0@0x50\"",
	"\"w1@0x50\"",
	"\"w1@0x50 0x00 r1@\"",
	"\"w99999999999999999999@0x50\"",
	"\"r?@0x50\"",
	"\"@\"",
	"\" \"",
	"\"?? ??\"",
	"\"00 aa\"",
	"\"0\"",
	"\"00 \"",
	"\"/dev/zero\"",
	"\"/dev/stdin\"",
	"\".\"",
	"\"../../../../etc/passwd\"",
	"\"a\\nb\"",
	"\"\\u0000\"",
	"\"\\ud800\"",
	"\"\\ud83d\\ude00\"",
	"\"\xc2\xb5\"",
	"\"\xff\"",
	"\"ok\"",
	"\"stuck\"",
	"\"no-target\"",
	"\"24C512\"",
	"\"24AA025UID\"",
	"\"%s%n%d\"",
};

static const char *const keys[] = {
	"\"buses\"",	  "\"controllers\"", "\"devices\"",
	"\"firmware\"",	  "\"steps\"",	     "\"nets\"",
	"\"id\"",	  "\"model\"",	     "\"addr\"",
	"\"bus\"",	  "\"scl_hz\"",	     "\"low_ns\"",
	"\"high_ns\"",	  "\"cap_pF\"",	     "\"seed\"",
	"\"run_ms\"",	  "\"run_ns\"",	     "\"transfer\"",
	"\"parallel\"",	  "\"rx\"",	     "\"result\"",
	"\"timeout_us\"", "\"delay_ns\"",    "\"by\"",
	"\"set\"",	  "\"drive\"",	     "\"expect_memory\"",
	"\"expect_net\"", "\"reset\"",	     "\"write_us\"",
	"\"image\"",	  "\"protect\"",     "\"straps\"",
	"\"from\"",	  "\"count\"",	     "\"known_failure\"",
	"\"transfers\"",  "\"stretches\"",   "\"calls\"",
	"\"counts\"",	  "\"lines\"",	     "\"values\"",
	"\"size\"",	  "\"at\"",	     "\"register\"",
	"\"\"",
};

/* xorshift64*, Vigna 2016. */
static uint64_t draw(struct spoiler *s)
{
	s->state ^= s->state >> 12;
	s->state ^= s->state << 25;
	s->state ^= s->state >> 27;
	return s->state * 0x2545f4914f6cdd1dull;
}

static size_t below(struct spoiler *s, size_t n)
{
	return n ? (size_t)(draw(s) >> 16) % n : 0;
}

static size_t token_len(const char *at)
{
	const char *p = at + 1;

	if (*at != '"')
		return g_ascii_isalnum(*at) || *at == '-'
			       ? strspn(at, "-+.0123456789abcdefghijklmnopqrstu"
					    "vwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
			       : 1;
	while (*p && *p != '"')
		p += *p == '\\' && p[1] ? 2 : 1;
	return (size_t)(p - at) + (*p == '"');
}

static void tokenize(struct spoiler *s)
{
	size_t at = 0;

	g_array_set_size(s->tokens, 0);
	while (at < s->text->len) {
		struct token t = {at, 1};

		if (g_ascii_isspace(s->text->str[at]) || !s->text->str[at]) {
			at++;
			continue;
		}
		t.len = MIN(token_len(s->text->str + at), s->text->len - at);
		g_array_append_val(s->tokens, t);
		at += t.len;
	}
}

static void replace(struct spoiler *s, struct token t, const char *with)
{
	g_string_erase(s->text, (gssize)t.start, (gssize)t.len);
	g_string_insert(s->text, (gssize)t.start, with);
}

static bool is_number(char c)
{
	return g_ascii_isdigit(c) || c == '-';
}

static bool is_quote(char c)
{
	return c == '"';
}

static bool is_any(char c)
{
	return true;
}

/* A random token of a kind; false if there is none. */
static bool pick(struct spoiler *s, bool (*kind)(char), struct token *t)
{
	size_t n, from;

	tokenize(s);
	n = s->tokens->len;
	from = below(s, n);
	for (size_t i = 0; i < n; i++) {
		*t = g_array_index(s->tokens, struct token, (from + i) % n);
		if (kind(s->text->str[t->start]))
			return true;
	}
	return false;
}

static void flip_bit(struct spoiler *s)
{
	if (s->text->len)
		s->text->str[below(s, s->text->len)] ^=
			(char)(1 << below(s, 8));
}

/* Another digit for one: what comes out is mostly still a case. */
static void nudge(struct spoiler *s)
{
	size_t at = below(s, s->text->len);

	while (at < s->text->len && !g_ascii_isdigit(s->text->str[at]))
		at++;
	if (at < s->text->len)
		s->text->str[at] = (char)('0' + below(s, 10));
}

static void truncate_text(struct spoiler *s)
{
	g_string_truncate(s->text, below(s, s->text->len));
}

static void cut(struct spoiler *s)
{
	size_t at = below(s, s->text->len);

	g_string_erase(s->text, (gssize)at,
		       (gssize)below(s, MIN(s->text->len - at, 64)));
}

static void copy(struct spoiler *s)
{
	size_t from = below(s, s->text->len);
	size_t len = below(s, MIN(s->text->len - from, 256));
	g_autofree char *piece = g_strndup(s->text->str + from, len);

	g_string_insert(s->text, (gssize)below(s, s->text->len), piece);
}

static void swap_tokens(struct spoiler *s)
{
	g_autofree char *first = NULL, *second = NULL;
	struct token a, b;

	if (!pick(s, is_any, &a) || !pick(s, is_any, &b) || a.start == b.start)
		return;
	if (a.start > b.start) {
		struct token t = a;

		a = b;
		b = t;
	}
	first = g_strndup(s->text->str + a.start, a.len);
	second = g_strndup(s->text->str + b.start, b.len);
	replace(s, b, first);
	replace(s, a, second);
}

static void change_number(struct spoiler *s)
{
	struct token t;

	if (pick(s, is_number, &t))
		replace(s, t, numbers[below(s, G_N_ELEMENTS(numbers))]);
}

static void change_string(struct spoiler *s)
{
	struct token t;

	if (pick(s, is_quote, &t))
		replace(s, t, strings[below(s, G_N_ELEMENTS(strings))]);
}

static void change_key(struct spoiler *s)
{
	struct token t;

	if (pick(s, is_quote, &t))
		replace(s, t, keys[below(s, G_N_ELEMENTS(keys))]);
}

/* A line is mostly a member or a step in these texts. */
static void line(struct spoiler *s, bool twice)
{
	size_t start = below(s, s->text->len), end;
	g_autofree char *piece = NULL;

	while (start && s->text->str[start - 1] != '\n')
		start--;
	end = start + strcspn(s->text->str + start, "\n");
	end += end < s->text->len;
	piece = g_strndup(s->text->str + start, end - start);
	if (twice)
		g_string_insert(s->text, (gssize)start, piece);
	else
		g_string_erase(s->text, (gssize)start, (gssize)(end - start));
}

static void delete_line(struct spoiler *s)
{
	line(s, false);
}

static void double_line(struct spoiler *s)
{
	line(s, true);
}

static void nest(struct spoiler *s)
{
	static const char *const opening[] = {"[", "{\"a\":"};
	static const char *const closing[] = {"]", "}"};
	size_t depth = 1 + below(s, 60), kind = below(s, 2);
	struct token t;

	if (!pick(s, is_any, &t))
		return;
	for (size_t i = 0; i < depth; i++)
		g_string_insert(s->text, (gssize)(t.start + t.len),
				closing[kind]);
	for (size_t i = 0; i < depth; i++)
		g_string_insert(s->text, (gssize)t.start, opening[kind]);
}

/* Many of what there is one of. */
static void multiply(struct spoiler *s)
{
	size_t n = below(s, 300);

	if (s->text->len > 1 << 16)
		return;
	for (size_t i = 0; i < n && s->text->len < 1 << 17; i++)
		double_line(s);
}

void mutate(GString *text, uint64_t seed)
{
	static void (*const ways[])(struct spoiler *) = {
		flip_bit,      truncate_text, cut,	     copy,
		swap_tokens,   change_number, change_number, change_number,
		change_string, change_string, change_string, change_key,
		nudge,	       nudge,	      nudge,	     nudge,
		nudge,	       nudge,	      nudge,	     nudge,
		delete_line,   double_line,   nest,	     multiply,
	};
	struct spoiler s = {.text = text,
			    .state = (seed + 1) * 0x9e3779b97f4a7c15ull};
	size_t n;

	s.tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
	n = 1 + below(&s, 3);
	for (size_t i = 0; i < n; i++)
		ways[below(&s, G_N_ELEMENTS(ways))](&s);
	g_array_unref(s.tokens);
}
