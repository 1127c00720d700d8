/* SPDX-License-Identifier: MIT */
/*
 * How a text of columns is laid out, by its first rows: the delimiter, where
 * the names stand, which column is the time and in what unit, which columns are
 * voltages.
 *
 * Known by these rules are Saleae Logic 1 and 2, sigrok-cli, twowire itself and
 * most oscilloscopes.
 */
#include "trace/csv.h"

#include <string.h>

#define MAX_PREAMBLE 200 /* lines before the first row */
#define MAX_LOOKED   512 /* rows looked at */
#define MAX_COMMENT  4096

unsigned tw_csv_cut(char *line, char delimiter, char **fields, unsigned max)
{
	unsigned n = 0;

	for (char *at = line; at;) {
		char *end = strchr(at, delimiter);
		size_t len;

		if (end)
			*end = '\0';
		at = g_strstrip(at);
		len = strlen(at);
		if (len > 1 && at[0] == '"' && at[len - 1] == '"') {
			at[len - 1] = '\0';
			at = g_strstrip(at + 1);
		}
		if (n < max)
			fields[n] = at;
		n++;
		at = end ? end + 1 : NULL;
	}
	/* A delimiter at the end begins no column. */
	if (n > 1 && n <= max && !*fields[n - 1])
		n--;
	return n;
}

/* --- Rows ---------------------------------------------------------------- */

static bool is_unknown(const char *field)
{
	return !*field || !g_ascii_strcasecmp(field, "x") ||
	       !g_ascii_strcasecmp(field, "z");
}

static bool is_number(const char *field, char point)
{
	struct decimal d;
	const char *end = tw_decimal_parse(field, point, &d);

	return end && !*end;
}

static bool is_date(const char *field)
{
	struct decimal d;
	const char *end = tw_decimal_parse_date(field, &d);

	return end && !*end;
}

static bool is_row(char **fields, unsigned n, char point)
{
	bool any = false;

	if (n < 2 || n > CSV_COLUMNS)
		return false;
	for (unsigned i = 0; i < n; i++) {
		bool number = is_number(fields[i], point) ||
			      (!i && is_date(fields[i]));

		if (!number && !is_unknown(fields[i]))
			return false;
		any |= number;
	}
	return any;
}

/* The delimiter with which it is a row, or 0. */
static char row_delimiter(const char *line, char *point)
{
	static const struct {
		char delimiter, point;
	} ways[] = {
		{';', '.'}, {';', ','}, {'\t', '.'}, {'\t', ','}, {',', '.'}};
	g_autofree char **fields = g_new(char *, CSV_COLUMNS);

	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autofree char *copy = g_strdup(line);
		unsigned n;

		if (!strchr(line, ways[i].delimiter))
			continue;
		n = tw_csv_cut(copy, ways[i].delimiter, fields, CSV_COLUMNS);
		if (!is_row(fields, n, ways[i].point))
			continue;
		*point = ways[i].point;
		return ways[i].delimiter;
	}
	return 0;
}

/* --- Names --------------------------------------------------------------- */

static bool has_word(const char *name, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = name; (at = strstr(at, word)); at++)
		if ((at == name || !g_ascii_isalpha(at[-1])) &&
		    !g_ascii_isalpha(at[len]))
			return true;
	return false;
}

/* "Time [ms]", "microseconds", "t/ns": places of the unit, or -1. */
static int unit_of(const char *name)
{
	static const struct {
		const char *word;
		int places;
	} units[] = {
		{"s", 0},	  {"sec", 0},
		{"second", 0},	  {"seconds", 0},
		{"ms", 3},	  {"milliseconds", 3},
		{"us", 6},	  {"\xc2\xb5s", 6},
		{"\xce\xbcs", 6}, {"microseconds", 6},
		{"ns", 9},	  {"nanoseconds", 9},
		{"ps", 12},	  {"picoseconds", 12},
		{"fs", 15},	  {"femtoseconds", 15},
	};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (has_word(lower, units[i].word))
			return units[i].places;
	return -1;
}

static bool names_time(const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);

	return strstr(lower, "time") || has_word(lower, "t") ||
	       !strcmp(lower, "x-axis") || unit_of(name) >= 0;
}

static bool names_samples(const char *name)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);

	return has_word(lower, "sample") || has_word(lower, "samples") ||
	       has_word(lower, "index") || !strcmp(lower, "#");
}

/* "second,Volt,Volt", below the names */
static bool is_units(char **fields, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		g_autofree char *lower = g_ascii_strdown(fields[i], -1);

		if (*lower && strcmp(lower, "volt") && strcmp(lower, "v") &&
		    strcmp(lower, "mv") && unit_of(fields[i]) < 0)
			return false;
	}
	return true;
}

/* --- What is known of the head ------------------------------------------- */

struct head {
	char *lines[2]; /* the last two that could be names, the last first */
	char *channels; /* of sigrok's comment */
	bool named;	/* the columns are */
};

/* "; Samplerate: 4 MHz", "META samplerate: 4000000", "; Channels (2/8): SCL,
 * SDA" */
static void comment(struct csv *csv, struct head *h, const char *text)
{
	const char *at = strchr(text, ':');
	g_autofree char *lower = g_ascii_strdown(text, -1);
	struct decimal d;
	decimal_wide rate;
	int places = 0;

	if (!at)
		return;
	for (at++; *at == ' ';)
		at++;
	if (strstr(lower, "channels (")) {
		g_free(h->channels);
		h->channels = g_strndup(at, MAX_COMMENT);
	}
	if (!strstr(lower, "samplerate") && !strstr(lower, "sample rate"))
		return;
	at = tw_decimal_parse(at, '.', &d);
	if (!at)
		return;
	while (*at == ' ')
		at++;
	places = *at == 'k' || *at == 'K' ? 3
		 : *at == 'M'		  ? 6
		 : *at == 'G'		  ? 9
					  : 0;
	if (tw_decimal_scale(&d, places, &rate) && rate > 0 &&
	    rate <= 1000000000000)
		csv->rate_hz = (uint64_t)rate;
}

static void note_line(struct head *h, const char *line)
{
	g_free(h->lines[1]);
	h->lines[1] = h->lines[0];
	h->lines[0] = g_strdup(line);
}

static void name_column(struct csv *csv, unsigned i, const char *name)
{
	g_free(csv->column[i].name);
	csv->column[i].name = g_utf8_make_valid(name, -1);
}

static void set_unit(struct csv *csv, int unit)
{
	csv->time = CSV_SECONDS;
	csv->unit = unit < 0 ? 0 : unit;
}

/* Takes the names of the columns, if @line has as many. */
static bool take_names(struct csv *csv, char *line, int unit)
{
	g_autofree char **fields = g_new(char *, CSV_COLUMNS);
	unsigned n = tw_csv_cut(line, csv->delimiter, fields, CSV_COLUMNS);

	if (n != csv->n_columns)
		return false;
	for (unsigned i = 0; i < n; i++) {
		name_column(csv, i, fields[i]);
	}
	if (names_samples(fields[0]))
		csv->time = CSV_SAMPLES;
	else if (unit >= 0 || names_time(fields[0]))
		set_unit(csv, unit < 0 ? unit_of(fields[0]) : unit);
	return true;
}

static void take_head(struct csv *csv, struct head *h)
{
	g_autofree char **fields = g_new(char *, CSV_COLUMNS);
	g_autofree char *copy = g_strdup(h->lines[0]);
	int unit = -1;

	if (!copy)
		return;
	if (h->lines[1] &&
	    tw_csv_cut(copy, csv->delimiter, fields, CSV_COLUMNS) ==
		    csv->n_columns &&
	    is_units(fields, csv->n_columns)) {
		unit = unit_of(fields[0]);
		h->named = take_names(csv, h->lines[1], unit);
		if (h->named)
			return;
	}
	h->named = take_names(csv, h->lines[0], unit);
}

/* sigrok-cli calls every channel "logic" unless asked for names. */
static void take_channels(struct csv *csv, const struct head *h)
{
	unsigned first = csv->time == CSV_ROWS ? 0 : 1;
	g_auto(GStrv) names = g_strsplit(h->channels, ",", CSV_COLUMNS);

	if (g_strv_length(names) != csv->n_columns - first)
		return;
	for (unsigned i = first; i < csv->n_columns; i++)
		name_column(csv, i, g_strstrip(names[i - first]));
}

/* --- What the rows tell -------------------------------------------------- */

struct look {
	bool rises; /* the first column, from row to row */
	bool falls;
	bool beyond_bits; /* it holds more than 0 and 1 */
	bool dates;
	bool fraction; /* it has digits behind the point, or an exponent */
	int places;    /* of the first column */
	unsigned rows;
	struct decimal last;
};

static bool is_bit(const char *field)
{
	return is_unknown(field) || !strcmp(field, "0") || !strcmp(field, "1");
}

static bool is_less(const struct decimal *a, const struct decimal *b)
{
	decimal_wide x, y;

	return tw_decimal_scale(a, 15, &x) && tw_decimal_scale(b, 15, &y) &&
	       x < y;
}

static void look_at_first(const struct csv *csv, struct look *k,
			  const char *field)
{
	struct decimal d;
	const char *end = tw_decimal_parse_date(field, &d);

	k->dates = end && !*end;
	if (!k->dates)
		end = tw_decimal_parse(field, csv->point, &d);
	if (!end || *end)
		return;
	k->places = MAX(k->places, tw_decimal_places(&d));
	k->beyond_bits |= !is_bit(field);
	k->fraction |= strpbrk(field, ".,eE") != NULL;
	if (k->rows++) {
		k->falls |= is_less(&d, &k->last);
		k->rises |= is_less(&k->last, &d);
	}
	k->last = d;
}

static void look_at_rows(struct csv *csv, struct look *k)
{
	g_autofree char **fields = g_new(char *, CSV_COLUMNS);
	char *line;

	*k = (struct look){0};
	for (unsigned i = 0; i < MAX_LOOKED; i++) {
		unsigned n;

		line = tw_lines_next(&csv->lines);
		if (!line)
			break;
		n = tw_csv_cut(line, csv->delimiter, fields, CSV_COLUMNS);
		n = MIN(n, csv->n_columns);
		if (n)
			look_at_first(csv, k, fields[0]);
		for (unsigned c = 0; c < n; c++)
			csv->column[c].volts |= !is_bit(fields[c]);
	}
}

static void settle_time(struct csv *csv, const struct look *k)
{
	if (k->dates) {
		csv->time = CSV_DATES;
		csv->unit = 0;
	} else if (csv->time == CSV_ROWS && k->rises && !k->falls &&
		   k->rows > 2 && k->beyond_bits) {
		/* Without a name: whole numbers are samples. */
		csv->time = k->fraction ? CSV_SECONDS : CSV_SAMPLES;
	}
	csv->places = k->places + csv->unit <= 9 ? 9 : 12;
}

static void settle_columns(struct csv *csv)
{
	for (unsigned i = 0; i < csv->n_columns; i++) {
		if (csv->time != CSV_ROWS && !i) {
			g_clear_pointer(&csv->column[i].name, g_free);
		} else if (!csv->column[i].name || !*csv->column[i].name) {
			g_autofree char *name = g_strdup_printf("%u", i);

			name_column(csv, i, name);
		}
	}
}

bool tw_csv_layout(struct csv *csv)
{
	struct head h = {0};
	struct look look;
	char *line;

	for (unsigned i = 0; i < MAX_PREAMBLE; i++) {
		csv->body = tw_lines_tell(&csv->lines);
		csv->body_line = csv->lines.line;
		line = tw_lines_next(&csv->lines);
		if (!line)
			break;
		if (!i && g_str_has_prefix(line, "\xef\xbb\xbf"))
			line += 3;
		csv->delimiter = row_delimiter(line, &csv->point);
		if (csv->delimiter)
			break;
		if (*line == ';' || g_str_has_prefix(line, "META ") ||
		    (*line == '#' && !strchr(line, ',')))
			comment(csv, &h, line);
		else if (*line)
			note_line(&h, line);
	}
	if (csv->delimiter) {
		g_autofree char **fields = g_new(char *, CSV_COLUMNS);

		csv->n_columns =
			tw_csv_cut(line, csv->delimiter, fields, CSV_COLUMNS);
		take_head(csv, &h);
		tw_lines_seek(&csv->lines, csv->body, csv->body_line);
		look_at_rows(csv, &look);
		settle_time(csv, &look);
		if (h.channels)
			take_channels(csv, &h);
		settle_columns(csv);
	}
	g_free(h.lines[0]);
	g_free(h.lines[1]);
	g_free(h.channels);
	return csv->delimiter;
}

bool tw_csv_time(const struct csv *csv, const char *field, struct decimal *d)
{
	const char *end = csv->time == CSV_DATES
				  ? tw_decimal_parse_date(field, d)
				  : tw_decimal_parse(field, csv->point, d);

	return end && !*end;
}
