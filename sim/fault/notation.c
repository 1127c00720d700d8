/* SPDX-License-Identifier: MIT */
/* A fault in one line: "KIND key=value ... at key=value ...". */
#include "fault/fault.h"

#include <errno.h>
#include <string.h>

static const char *const edges[] = {"scl-fall", "scl-rise", "sda-fall",
				    "sda-rise", NULL};
static const char *const states[] = {"start", "restart", "address", "ack",
				     "write", "read",	 "stop",    NULL};
static const char *const dirs[] = {"write", "read", NULL};
static const char *const pers[] = {"bit", "byte", "message", NULL};
static const char *const froms[] = {"fall", "rise", NULL};

#define NS_MAX 1000000000000

const struct tw_fault_param fault_trigger_params[] = {
	{"time_ns", "at this absolute time", TW_FAULT_INT, 0, NS_MAX, NULL, -1,
	 false},
	{"edge", "at an edge of a wire", TW_FAULT_WORD, 0, 0, edges, -1, false},
	{"state", "where the protocol is", TW_FAULT_WORD, 0, 0, states, -1,
	 false},
	{"bit", "of the byte, 0 the first sent, 8 the acknowledge",
	 TW_FAULT_INT, 0, 8, NULL, -1, false},
	{"byte", "of the message, 0 the address", TW_FAULT_INT, 0, 65535, NULL,
	 -1, false},
	{"message", "counted from 1 at every START", TW_FAULT_INT, 1, NS_MAX,
	 NULL, -1, false},
	{"addr", "of the message, 7 bits: known from its acknowledge on",
	 TW_FAULT_INT, 0, 0x7f, NULL, -1, false},
	{"dir", "of the message: known from its acknowledge on", TW_FAULT_WORD,
	 0, 0, dirs, -1, false},
	{"per", "every bit, byte or message", TW_FAULT_WORD, 0, 0, pers, -1,
	 false},
	{"point", "each time something passes this point", TW_FAULT_NAME, 0, 0,
	 NULL, 0, false},
	{"value", "and what passes is this", TW_FAULT_INT, 0, NS_MAX, NULL, -1,
	 false},
	{"chance_ppm", "of striking, per match", TW_FAULT_INT, 0, 1000000, NULL,
	 -1, false},
	{"n", "the first match that counts, from 1", TW_FAULT_INT, 1, NS_MAX,
	 NULL, 1, false},
	{"count", "how often it strikes, 0 without end", TW_FAULT_INT, 0,
	 NS_MAX, NULL, 1, false},
	{"offset_ns", "after the match", TW_FAULT_INT, 0, NS_MAX, NULL, 0,
	 false},
	{"from", "a bit's match is SCL's fall before it, or its rise",
	 TW_FAULT_WORD, 0, 0, froms, 0, false},
	{NULL, NULL, TW_FAULT_INT, 0, 0, NULL, 0, false},
};

const struct tw_fault_param *tw_fault_nth_trigger_param(size_t n)
{
	return n + 1 < G_N_ELEMENTS(fault_trigger_params)
		       ? &fault_trigger_params[n]
		       : NULL;
}

void fault_values_clear(struct fault_values *v)
{
	for (size_t i = 0; i < FAULT_MAX_PARAMS; i++)
		g_clear_pointer(&v->name[i], g_free);
}

static bool fail(GError **error, const char *key, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

static bool fail(GError **error, const char *key, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s", key, what);
	return false;
}

static char *keys_of(const struct tw_fault_param *params)
{
	GString *all = g_string_new(NULL);

	for (; params->key; params++)
		g_string_append_printf(all, "%s%s", all->len ? ", " : "",
				       params->key);
	return g_string_free(all, FALSE);
}

static bool parse_int(const struct tw_fault_param *p, const char *text,
		      int64_t *out, GError **error)
{
	bool hex = g_str_has_prefix(text, "0x");
	const char *digits = hex ? text + 2 : text;
	char *end = NULL;

	errno = 0;
	*out = g_ascii_strtoll(digits, &end, hex ? 16 : 10);
	if (!g_ascii_isxdigit(*digits) || *end || errno || *out < p->min ||
	    *out > p->max)
		return fail(error, p->key,
			    "expected %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
			    ", got \"%s\"",
			    p->min, p->max, text);
	return true;
}

static bool parse_word(const struct tw_fault_param *p, const char *text,
		       int64_t *out, GError **error)
{
	g_autofree char *all = NULL;

	for (int64_t i = 0; p->words[i]; i++) {
		*out = i;
		if (!strcmp(p->words[i], text))
			return true;
	}
	all = g_strjoinv(", ", (char **)p->words);
	return fail(error, p->key, "expected one of %s, got \"%s\"", all, text);
}

/* "key=value" against a table. */
static bool parse_pair(const struct tw_fault_param *params, const char *pair,
		       struct fault_values *v, bool *given, GError **error)
{
	const char *is = strchr(pair, '=');
	g_autofree char *key = NULL, *all = NULL;

	if (!is)
		return fail(error, pair, "expected key=value");
	key = g_strndup(pair, (size_t)(is - pair));
	for (size_t i = 0; params[i].key; i++) {
		const struct tw_fault_param *p = &params[i];

		if (strcmp(p->key, key))
			continue;
		if (given[i])
			return fail(error, key, "is given twice");
		given[i] = true;
		if (p->value == TW_FAULT_INT)
			return parse_int(p, is + 1, &v->number[i], error);
		if (p->value == TW_FAULT_WORD)
			return parse_word(p, is + 1, &v->number[i], error);
		g_free(v->name[i]);
		v->name[i] = g_strdup(is + 1);
		return true;
	}
	all = keys_of(params);
	return fail(error, key, "no such key; there %s%s",
		    *all ? "are " : "is none", all);
}

static bool parse_part(const struct tw_fault_param *params, char **pairs,
		       struct fault_values *v, GError **error)
{
	bool given[FAULT_MAX_PARAMS] = {false};

	for (size_t i = 0; params[i].key; i++) {
		g_assert(i < FAULT_MAX_PARAMS);
		v->number[i] = params[i].preset;
		if (params[i].value == TW_FAULT_NAME)
			v->name[i] = g_strdup("");
	}
	for (; *pairs && strcmp(*pairs, "at"); pairs++)
		if (**pairs && !parse_pair(params, *pairs, v, given, error))
			return false;
	for (size_t i = 0; params[i].key; i++)
		if (params[i].needed && !given[i])
			return fail(error, params[i].key, "is needed");
	return true;
}

bool fault_parse(const char *what, const struct fault_kind **kind,
		 struct fault_values *values, struct fault_values *trigger,
		 GError **error)
{
	g_auto(GStrv) words = g_strsplit(what, " ", -1);
	char *none = NULL;
	char **at = words;

	*kind = fault_find_kind(words[0] ? words[0] : "");
	if (!*kind)
		return fail(error, "kind",
			    "no such kind of fault: \"%s\"; see twowire list "
			    "faults",
			    words[0] ? words[0] : "");
	while (*at && strcmp(*at, "at"))
		at++;
	return parse_part((*kind)->pub.params, words + 1, values, error) &&
	       parse_part(fault_trigger_params, *at ? at + 1 : &none, trigger,
			  error);
}

static size_t index_of(const struct tw_fault_param *params, const char *key)
{
	size_t i = 0;

	while (params[i].key && strcmp(params[i].key, key))
		i++;
	g_assert(params[i].key);
	return i;
}

int64_t fault_value(const struct tw_fault_param *params,
		    const struct fault_values *v, const char *key)
{
	return v->number[index_of(params, key)];
}

int64_t fault_int(const tw_fault *f, const char *key)
{
	return fault_value(f->kind->pub.params, &f->values, key);
}

const char *fault_name(const tw_fault *f, const char *key)
{
	return f->values.name[index_of(f->kind->pub.params, key)];
}

void fault_set_int(tw_fault *f, const char *key, int64_t value)
{
	f->values.number[index_of(f->kind->pub.params, key)] = value;
}

/* Addresses and bytes are hexadecimal to everybody. */
static bool is_byte(const struct tw_fault_param *p)
{
	return p->value == TW_FAULT_INT && (p->max == 0x7f || p->max == 0xff);
}

GString *fault_text(const tw_fault *f)
{
	const struct tw_fault_param *p = f->kind->pub.params;
	GString *text = g_string_new(f->kind->pub.name);

	for (size_t i = 0; p[i].key; i++) {
		const struct fault_values *v = &f->values;

		if (p[i].value == TW_FAULT_NAME && *v->name[i])
			g_string_append_printf(text, " %s=%s", p[i].key,
					       v->name[i]);
		else if (p[i].value == TW_FAULT_WORD)
			g_string_append_printf(text, " %s=%s", p[i].key,
					       p[i].words[v->number[i]]);
		else if (is_byte(&p[i]) && v->number[i] >= p[i].min)
			g_string_append_printf(text, " %s=0x%02x", p[i].key,
					       (unsigned)v->number[i]);
		else if (p[i].value == TW_FAULT_INT && v->number[i] >= p[i].min)
			g_string_append_printf(text, " %s=%" G_GINT64_FORMAT,
					       p[i].key, v->number[i]);
	}
	return text;
}
