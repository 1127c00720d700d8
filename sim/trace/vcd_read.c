/* SPDX-License-Identifier: MIT */
/*
 * Reads VCD (IEEE 1364-2005, 18): wires of one bit, at any timescale, and the
 * bits of vectors. A wire of value z is high, as its pull-up makes it; at x it
 * keeps its level. Wires are high before their first value.
 *
 * Left out: reals, strings and vectors of more than 64 bits, which are passed
 * over.
 */
#include <errno.h>
#include <string.h>

#include "trace/reader.h"
#include "trace/tokens.h"

#define MAX_CHANNELS 65536
#define MAX_NAME     1024

#define MAX_BITS 64 /* of a vector */

struct wire {
	char *id;
	unsigned bit; /* of its value, from the last digit */
};

struct bit {
	char *name;
	struct wire wire;
};

struct vcd {
	struct tokens tokens;
	GArray *wires;	   /* struct wire, by channel number */
	GArray *bits;	   /* struct bit: channels behind all others */
	GHashTable *ids;   /* those of wires so far */
	GPtrArray *scopes; /* names of those we are in */
	uint64_t body;	   /* offset of what follows $enddefinitions */
	uint64_t body_line;
	uint64_t bytes; /* in the file */
};

G_GNUC_PRINTF(3, 4)
static bool fail(const tw_capture *c, GError **error, const char *format, ...)
{
	const struct vcd *v = c->state;
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s:%" G_GUINT64_FORMAT ": %s", c->path, v->tokens.line,
		    v->tokens.failed ? "cannot be read" : what);
	return false;
}

/* --- Head -------------------------------------------------------------- */

/* The next word of a section; false at its $end or the file's. */
static bool section_word(struct vcd *v)
{
	return tw_tokens_next(&v->tokens) && strcmp(v->tokens.word, "$end");
}

static void skip_section(struct vcd *v)
{
	while (section_word(v))
		;
}

/* "10 ns" as ticks of num / den seconds. */
static bool set_timescale(tw_capture *c, const char *text)
{
	static const struct {
		const char *name;
		uint64_t per_s;
	} units[] = {
		{"s", 1},
		{"ms", 1000},
		{"us", 1000000},
		{"ns", 1000000000},
		{"ps", 1000000000000},
		{"fs", 1000000000000000},
	};
	char *unit;
	uint64_t n = g_ascii_strtoull(text, &unit, 10);

	if (n != 1 && n != 10 && n != 100)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		if (strcmp(unit, units[i].name))
			continue;
		c->num = units[i].per_s % n ? n : 1;
		c->den = units[i].per_s % n ? 1 : units[i].per_s / n;
		return true;
	}
	return false;
}

static bool timescale(tw_capture *c, GError **error)
{
	struct vcd *v = c->state;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *got = NULL;

	while (section_word(v) && text->len < CAPTURE_WORD)
		g_string_append(text, v->tokens.word);
	if (set_timescale(c, text->str))
		return true;
	got = tw_capture_shown_word(text->str);
	return fail(c, error,
		    "$timescale must be 1, 10 or 100 of s, ms, us, ns, ps or "
		    "fs, got \"%s\"",
		    got);
}

static char *scoped(const struct vcd *v, const char *name)
{
	GString *s = g_string_new(NULL);

	for (guint i = 0; i < v->scopes->len && s->len < MAX_NAME; i++)
		g_string_append_printf(s, "%s.", (char *)v->scopes->pdata[i]);
	g_string_append(s, name);
	g_string_truncate(s, MIN(s->len, MAX_NAME));
	return g_string_free(s, FALSE);
}

/* A wire that is known under another name is no candidate for a guess. */
static void add_wire(tw_capture *c, const char *name, struct wire wire,
		     bool part)
{
	struct vcd *v = c->state;
	g_autofree char *valid = g_utf8_make_valid(name, -1);

	tw_capture_add_channel(c, valid, v->wires->len);
	g_array_index(c->channels, struct capture_channel, c->channels->len - 1)
		.part = part || g_hash_table_contains(v->ids, wire.id);
	g_array_append_val(v->wires, wire);
	g_hash_table_add(v->ids, wire.id);
}

/* "data[7:0]" has the bits data[7] to data[0]; without a range the last is
 * 0. */
static void add_bits(struct vcd *v, const char *name, const char *id,
		     unsigned n)
{
	const char *range = strrchr(name, '[');
	g_autofree char *stem =
		g_strndup(name, range ? (size_t)(range - name) : strlen(name));
	int first = (int)n - 1, last = 0;

	if (range && sscanf(range, "[%d:%d]", &first, &last) != 2)
		first = (int)n - 1, last = 0;
	for (unsigned i = 0; i < n; i++) {
		int64_t number =
			(int64_t)last + (first < last ? -1 : 1) * (int64_t)i;
		struct bit bit = {
			.name = g_strdup_printf("%s[%" G_GINT64_FORMAT "]",
						stem, number),
			.wire = {g_strdup(id), i},
		};

		g_array_append_val(v->bits, bit);
	}
}

/* In the order of their numbers, as they are written. */
static void add_all_bits(tw_capture *c)
{
	struct vcd *v = c->state;

	for (guint i = 0; i < v->bits->len; i++) {
		struct bit *bit = &g_array_index(v->bits, struct bit, i);

		add_wire(c, bit->name, bit->wire, true);
		g_free(bit->name);
	}
	g_array_set_size(v->bits, 0);
}

static bool has_levels(const char *type)
{
	return strcmp(type, "real") && strcmp(type, "realtime") &&
	       strcmp(type, "string") && strcmp(type, "event");
}

/* $var TYPE BITS ID NAME [RANGE] $end */
static bool var(tw_capture *c, GError **error)
{
	struct vcd *v = c->state;
	char words[4][TOKEN_MAX];
	g_autofree char *name = NULL;
	guint64 bits;
	size_t n = 0;

	for (; section_word(v); n++)
		if (n < G_N_ELEMENTS(words))
			g_strlcpy(words[n], v->tokens.word, TOKEN_MAX);
		else if (*v->tokens.word == '[')
			g_strlcat(words[3], v->tokens.word, TOKEN_MAX);
	if (n < G_N_ELEMENTS(words))
		return fail(c, error,
			    "$var needs a type, a size, an identifier and a "
			    "name");
	bits = g_ascii_strtoull(words[1], NULL, 10);
	if (!has_levels(words[0]) || !bits || bits > MAX_BITS)
		return true;
	if (v->wires->len + v->bits->len + bits > MAX_CHANNELS)
		return fail(c, error, "more than %d wires", MAX_CHANNELS);
	name = scoped(v, words[3]);
	if (bits == 1)
		add_wire(c, name, (struct wire){g_strdup(words[2]), 0}, false);
	else
		add_bits(v, name, words[2], (unsigned)bits);
	return true;
}

static void scope(struct vcd *v)
{
	bool named = section_word(v) && section_word(v);

	g_ptr_array_add(v->scopes, g_strdup(named ? v->tokens.word : ""));
	if (named)
		skip_section(v);
}

static bool head(tw_capture *c, GError **error)
{
	struct vcd *v = c->state;
	const char *word = v->tokens.word;

	while (tw_tokens_next(&v->tokens)) {
		bool ok = true;

		if (!strcmp(word, "$enddefinitions")) {
			skip_section(v);
			add_all_bits(c);
			return true;
		}
		if (!strcmp(word, "$timescale")) {
			ok = timescale(c, error);
		} else if (!strcmp(word, "$var")) {
			ok = var(c, error);
		} else if (!strcmp(word, "$scope")) {
			scope(v);
		} else if (!strcmp(word, "$upscope")) {
			if (v->scopes->len)
				g_ptr_array_set_size(v->scopes,
						     (gint)v->scopes->len - 1);
			skip_section(v);
		} else {
			skip_section(v);
		}
		if (!ok)
			return false;
	}
	return fail(c, error, "ends before $enddefinitions");
}

static bool vcd_open(tw_capture *c, GError **error)
{
	struct vcd *v = g_new0(struct vcd, 1);

	c->state = v;
	c->den = 1;
	v->wires = g_array_new(FALSE, FALSE, sizeof(struct wire));
	v->bits = g_array_new(FALSE, FALSE, sizeof(struct bit));
	v->ids = g_hash_table_new(g_str_hash, g_str_equal);
	v->scopes = g_ptr_array_new_with_free_func(g_free);
	v->tokens.line = 1;
	v->tokens.file = c->file;
	v->bytes = tw_capture_file_bytes(c->file);
	if (!head(c, error))
		return false;
	v->body = tw_tokens_tell(&v->tokens);
	v->body_line = v->tokens.line;
	return true;
}

static void vcd_close(tw_capture *c)
{
	struct vcd *v = c->state;

	for (guint i = 0; i < v->bits->len; i++) {
		g_free(g_array_index(v->bits, struct bit, i).name);
		g_free(g_array_index(v->bits, struct bit, i).wire.id);
	}
	for (guint i = 0; i < v->wires->len; i++)
		g_free(g_array_index(v->wires, struct wire, i).id);
	g_hash_table_unref(v->ids);
	g_array_free(v->bits, TRUE);
	g_array_free(v->wires, TRUE);
	g_ptr_array_free(v->scopes, TRUE);
	g_free(v);
}

/* --- Body -------------------------------------------------------------- */

struct body {
	const struct capture_set *set;
	const struct wire *wire[TW_CAPTURE_CHANNELS];
	char digits[TOKEN_MAX]; /* of a vector */
	uint64_t starting[256]; /* who have an id with this first character */
	uint64_t levels;
	uint64_t told;
	bool any_told;
	uint64_t tick;
};

static void begin(struct body *b, const struct vcd *v,
		  const struct capture_set *set)
{
	*b = (struct body){.set = set, .levels = UINT64_MAX};
	if (set->n < TW_CAPTURE_CHANNELS)
		b->levels = (1ull << set->n) - 1;
	for (size_t i = 0; i < set->n; i++) {
		b->wire[i] =
			&g_array_index(v->wires, struct wire, set->numbers[i]);
		b->starting[(uint8_t)*b->wire[i]->id] |= 1ull << i;
	}
}

static void tell(struct body *b)
{
	if (!b->any_told || b->levels != b->told)
		b->set->fn(b->set->user, b->tick, b->levels);
	b->told = b->levels;
	b->any_told = true;
}

static bool at_time(const tw_capture *c, struct body *b, const char *digits,
		    GError **error)
{
	char *end;
	uint64_t tick;

	errno = 0;
	tick = g_ascii_strtoull(digits, &end, 10);
	if (!g_ascii_isdigit(*digits) || *end || errno || tick > INT64_MAX) {
		g_autofree char *got = tw_capture_shown_word(digits);

		return fail(c, error, "a time must be a number, got \"%s\"",
			    got);
	}
	if (tick < b->tick)
		return fail(c, error, "time goes back to %" G_GUINT64_FORMAT,
			    tick);
	if (tick != b->tick)
		tell(b);
	b->tick = tick;
	return true;
}

/* The digit of a bit: a short value goes on to the left as it begins, but with
 * 0 after a 1 (18.2.1). */
static char digit_of(const char *digits, size_t n, unsigned bit)
{
	if (bit < n)
		return digits[n - 1 - bit];
	return *digits == '1' ? '0' : *digits;
}

static void value(struct body *b, const char *digits, size_t n, const char *id)
{
	uint64_t maybe = b->starting[(uint8_t)*id];

	for (; maybe; maybe &= maybe - 1) {
		unsigned i = (unsigned)__builtin_ctzll(maybe);
		char digit;

		if (strcmp(id, b->wire[i]->id))
			continue;
		digit = digit_of(digits, n, b->wire[i]->bit);
		if (digit == '0')
			b->levels &= ~(1ull << i);
		else if (digit == '1' || digit == 'z' || digit == 'Z')
			b->levels |= 1ull << i;
	}
}

/* "b1010", then whose it is */
static bool vector(const tw_capture *c, struct body *b, GError **error)
{
	struct vcd *v = c->state;
	size_t n;

	g_strlcpy(b->digits, v->tokens.word + 1, sizeof(b->digits));
	n = strlen(b->digits);
	if (!tw_tokens_next(&v->tokens))
		return fail(c, error, "ends within a value change");
	/* Longer words come cut off. */
	if (n && n < TOKEN_MAX - 2)
		value(b, b->digits, n, v->tokens.word);
	return true;
}

static bool body_word(const tw_capture *c, struct body *b, GError **error)
{
	struct vcd *v = c->state;
	const char *word = v->tokens.word;

	switch (*word) {
	case '#':
		return at_time(c, b, word + 1, error);
	case '0':
	case '1':
	case 'x':
	case 'X':
	case 'z':
	case 'Z':
		value(b, word, 1, word + 1);
		return true;
	case 'b':
	case 'B':
		return vector(c, b, error);
	case 'r':
	case 'R':
	case 's':
	case 'S':
		tw_tokens_next(&v->tokens); /* whose it is */
		return true;
	case '$':
		if (!strcmp(word, "$comment"))
			skip_section(v);
		return true;
	default: {
		g_autofree char *got = tw_capture_shown_word(word);

		return fail(c, error, "expected a value change, got \"%s\"",
			    got);
	}
	}
}

static bool vcd_stream(tw_capture *c, const struct capture_set *set,
		       uint64_t *end, GError **error)
{
	struct vcd *v = c->state;
	struct body b;
	uint64_t seen = v->body;
	bool ok = tw_tokens_seek(&v->tokens, v->body, v->body_line);

	begin(&b, v, set);
	while (ok && tw_tokens_next(&v->tokens)) {
		ok = body_word(c, &b, error);
		if (v->tokens.offset != seen) {
			seen = v->tokens.offset;
			if (!tw_capture_goes_on(c, set, seen, v->bytes))
				break;
		}
	}
	tell(&b);
	if (end)
		*end = b.tick;
	if (v->tokens.failed)
		ok = fail(c, error, "cannot be read");
	return ok;
}

const struct capture_format tw_capture_format_vcd = {
	.open = vcd_open,
	.stream_channels = vcd_stream,
	.close = vcd_close,
};
