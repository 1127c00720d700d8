/* SPDX-License-Identifier: MIT */
/* The keys of profiles: one table for reading and errors. */
#include "app/torture/profile.h"

#include "twowire/sim.h"

#include <string.h>

static const struct {
	const char *key;
	size_t at;
	uint32_t max;
} numbers[] = {
#define KEY(name, max)                                                         \
	{                                                                      \
#name, offsetof(struct torture_profile, name), max             \
	}
	KEY(addr, 0x77),
	KEY(span, 8),
	KEY(boot_us, 10000000),
	KEY(max_hz, 1000000),
	KEY(pointer, 2),
	KEY(size, 65536),
	KEY(width, 8),
	KEY(first, 65535),
	KEY(last, 65535),
	KEY(locked, 65535),
	KEY(sequential, 1),
	KEY(wrap, 1),
	KEY(keeps, 1),
	KEY(page, 256),
	KEY(write_us, 100000),
	KEY(patience_us, 1000000),
	KEY(timeout_us, 1000000),
};

static const char *const kinds[] = {"register-file", "eeprom", "stream"};

static bool wrong(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static bool wrong(GError **error, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "--profile: %s", what);
	return false;
}

static bool set_kind(struct torture_profile *p, const char *word,
		     GError **error)
{
	*p = (struct torture_profile){.span = 1,
				      .boot_us = 2000,
				      .max_hz = 400000,
				      .pointer = 1,
				      .size = 256,
				      .width = 1,
				      .last = G_MAXUINT32,
				      .locked = G_MAXUINT32,
				      .sequential = 1,
				      .keeps = 1,
				      .patience_us = 25000};
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		if (strcmp(kinds[i], word))
			continue;
		p->kind = (enum torture_kind)i;
		if (p->kind == TORTURE_EEPROM) {
			p->wrap = 1;
			p->page = 8;
			p->write_us = 5000;
		}
		return true;
	}
	return wrong(error,
		     "expected register-file, eeprom or stream, got \"%s\"",
		     word);
}

/* "05a0" as "05 a0". */
static bool set_bytes(char **out, const char *key, const char *text,
		      GError **error)
{
	GString *s = g_string_new(NULL);
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		g_string_append_printf(s, "%s%c", i && i % 2 == 0 ? " " : "",
				       g_ascii_tolower(text[i]));
	g_free(*out);
	*out = g_string_free(s, FALSE);
	if (len && len % 2 == 0 && len <= 64 &&
	    strspn(text, "0123456789abcdefABCDEF?") == len)
		return true;
	return wrong(error,
		     "%s: expected bytes as in 05a0 (? for any digit), got "
		     "\"%s\"",
		     key, text);
}

/* "8-11+14-15" */
static bool set_ranges(struct torture_profile *p, const char *text,
		       GError **error)
{
	g_auto(GStrv) words = g_strsplit(text, "+", -1);
	unsigned n;

	for (n = 0; words[n] && n < G_N_ELEMENTS(p->also); n++) {
		struct torture_range *range = &p->also[n];
		guint64 last;
		char *end;

		range->first = (uint32_t)g_ascii_strtoull(words[n], &end, 10);
		if (end == words[n] || *end != '-' || !g_ascii_isdigit(end[1]))
			break;
		last = g_ascii_strtoull(end + 1, &end, 10);
		if (*end || last > 65535 || range->first > last)
			break;
		range->last = (uint32_t)last;
	}
	p->n_also = n;
	return words[n] || !n ? wrong(error,
				      "also: expected up to four ranges as in "
				      "8-11+14-15, got \"%s\"",
				      text)
			      : true;
}

static bool set_number(struct torture_profile *p, const char *key,
		       const char *text, GError **error)
{
	bool hex = g_str_has_prefix(text, "0x");
	char *end;
	guint64 n = g_ascii_strtoull(text, &end, hex ? 16 : 10);

	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		if (strcmp(numbers[i].key, key))
			continue;
		if (!g_ascii_isxdigit(text[hex ? 2 : 0]) || *end ||
		    n > numbers[i].max)
			return wrong(error,
				     "%s: expected 0 to %" G_GUINT32_FORMAT
				     ", got \"%s\"",
				     key, numbers[i].max, text);
		*(uint32_t *)(void *)((char *)p + numbers[i].at) = (uint32_t)n;
		return true;
	}
	return wrong(error, "no key \"%s\"; docs/torture.md lists them", key);
}

static bool set(struct torture_profile *p, const char *word, GError **error)
{
	g_auto(GStrv) half = g_strsplit(word, "=", 2);

	if (!half[0] || !half[1])
		return wrong(error, "expected KEY=VALUE, got \"%s\"", word);
	if (!strcmp(half[0], "value"))
		return set_bytes(&p->value, half[0], half[1], error);
	if (!strcmp(half[0], "other"))
		return set_bytes(&p->other, half[0], half[1], error);
	if (!strcmp(half[0], "gives"))
		return set_bytes(&p->gives, half[0], half[1], error);
	if (!strcmp(half[0], "also"))
		return set_ranges(p, half[1], error);
	if (!strcmp(half[0], "protect")) {
		g_free(p->protect);
		p->protect = g_strdup(half[1]);
		return true;
	}
	return set_number(p, half[0], half[1], error);
}

static char *repeated(const char *byte, uint32_t n)
{
	GString *s = g_string_new(byte);

	while (--n)
		g_string_append_printf(s, " %s", byte);
	return g_string_free(s, FALSE);
}

static bool check_sizes(struct torture_profile *p, GError **error)
{
	uint64_t reach = (uint64_t)p->span << 8 * p->pointer;
	size_t len;

	if (!p->addr)
		return wrong(error, "addr is missing, as in addr=0x40");
	if (!p->span || !p->size || !p->width || !p->max_hz)
		return wrong(error,
			     "span, size, width and max_hz must not be 0");
	if (p->addr < 8 || p->addr + p->span - 1 > 0x77)
		return wrong(error, "addr: expected 0x08 to 0x77, all of span");
	if (p->kind != TORTURE_STREAM && p->pointer && p->size > reach)
		return wrong(error, "size: %u bytes of pointer reach %u",
			     p->pointer, (unsigned)reach);
	if (!p->pointer && p->kind == TORTURE_REGISTERS && p->size > 1)
		return wrong(error, "size: expected 1 without a pointer");
	if (p->first > p->last || p->last >= p->size)
		return wrong(error, "first to last must lie in size");
	for (unsigned n = 0; n < p->n_also; n++)
		if (p->also[n].last >= p->size)
			return wrong(error, "also: must lie in size");
	if (p->kind == TORTURE_EEPROM && (!p->page || p->width != 1))
		return wrong(error, "an EEPROM has pages, and width=1");
	len = p->width * 3 - 1;
	if (strlen(p->value) != len || strlen(p->other) != len ||
	    !strcmp(p->value, p->other) || strchr(p->value, '?') ||
	    strchr(p->other, '?'))
		return wrong(error, "value and other must differ, and have "
				    "width bytes each");
	return true;
}

bool torture_profile_parse(const char *text, uint32_t addr,
			   struct torture_profile *p, GError **error)
{
	g_auto(GStrv) words = g_strsplit(text, ",", -1);

	if (!set_kind(p, words[0] ? words[0] : "", error))
		return false;
	p->addr = addr;
	for (size_t i = 1; words[0] && words[i]; i++)
		if (!set(p, words[i], error))
			return false;
	if (p->last == G_MAXUINT32)
		p->last = p->size - 1;
	if (!p->width || p->width > 8)
		p->width = 0;
	if (!p->value)
		p->value = repeated("a5", MAX(p->width, 1));
	if (!p->other)
		p->other = repeated("3a", MAX(p->width, 1));
	if (!p->gives)
		p->gives = g_strdup("??");
	return check_sizes(p, error);
}

void torture_profile_clear(struct torture_profile *p)
{
	g_clear_pointer(&p->value, g_free);
	g_clear_pointer(&p->other, g_free);
	g_clear_pointer(&p->gives, g_free);
	g_clear_pointer(&p->protect, g_free);
}

const char *torture_unfit_memory(const struct torture_profile *p)
{
	return p->kind == TORTURE_STREAM ? "a stream keeps nothing" : NULL;
}

const char *torture_unfit_sequential(const struct torture_profile *p)
{
	if (torture_unfit_memory(p))
		return torture_unfit_memory(p);
	return !p->sequential		? "sequential=0"
	       : p->last - p->first < 3 ? "fewer than four can be written"
					: NULL;
}

const char *torture_unfit_keeps(const struct torture_profile *p)
{
	if (torture_unfit_memory(p))
		return torture_unfit_memory(p);
	return !p->keeps ? "keeps=0: a STOP ends the pointer" : NULL;
}

const char *torture_unfit_wrap(const struct torture_profile *p)
{
	if (torture_unfit_sequential(p))
		return torture_unfit_sequential(p);
	if (!p->wrap)
		return "wrap=0";
	return p->first || p->last != p->size - 1
		       ? "the first or the last cannot be written"
		       : NULL;
}

const char *torture_unfit_eeprom(const struct torture_profile *p)
{
	return p->kind == TORTURE_EEPROM ? NULL : "no EEPROM";
}

const char *torture_unfit_locked(const struct torture_profile *p)
{
	if (torture_unfit_memory(p))
		return torture_unfit_memory(p);
	return p->locked == G_MAXUINT32 ? "no locked= register is named" : NULL;
}

const char *torture_unfit_protect(const struct torture_profile *p)
{
	if (torture_unfit_memory(p))
		return torture_unfit_memory(p);
	return p->protect ? NULL : "no protect= is named";
}

const char *torture_unfit_also(const struct torture_profile *p)
{
	if (torture_unfit_memory(p))
		return torture_unfit_memory(p);
	return p->n_also ? NULL : "no also= is named";
}
