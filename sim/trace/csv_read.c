/* SPDX-License-Identifier: MIT */
/*
 * Reads text in columns: a time, a sample number or nothing, then a level (0,
 * 1, x, z) or a voltage of each channel, which hold from that row on. The first
 * row is tick 0. At x, or where nothing stands, a wire keeps its level; z is
 * high, as its pull-up makes it.
 */
#include "trace/csv.h"

#include <string.h>

#include "twowire/sim.h"

#define PROGRESS  (64u * 1024) /* bytes between two calls */
#define UV_PLACES 6

G_GNUC_PRINTF(4, 5)
static bool fail(const tw_capture *c, unsigned column, GError **error,
		 const char *format, ...)
{
	const struct csv *csv = c->state;
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s:%" G_GUINT64_FORMAT ":%u: %s", c->path, csv->lines.line,
		    column + 1, what);
	return false;
}

static uint64_t power(int n)
{
	uint64_t v = 1;

	while (n--)
		v *= 10;
	return v;
}

static void set_tick(tw_capture *c)
{
	const struct csv *csv = c->state;
	uint64_t rate = csv->rate_hz ? csv->rate_hz : c->rate_hz;

	c->num = 1;
	c->den = power(csv->places);
	if (csv->time == CSV_ROWS || csv->time == CSV_SAMPLES) {
		c->num = rate ? 1 : 0;
		c->den = rate ? rate : 1;
	}
}

static void clear_columns(struct csv *csv)
{
	for (unsigned i = 0; i < CSV_COLUMNS; i++)
		g_free(csv->column[i].name);
}

/* A text in which rows can be found. */
bool tw_capture_csv_is(FILE *file, const char *head, size_t n)
{
	g_autofree struct csv *csv = NULL;
	bool is;

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)head[i] < ' ' &&
		    (!head[i] || !strchr("\t\r\n\f", head[i])))
			return false;
	csv = g_new0(struct csv, 1);
	csv->lines.file = file;
	is = tw_csv_layout(csv);
	clear_columns(csv);
	rewind(file);
	return is;
}

static void add_channel(tw_capture *c, unsigned column)
{
	const struct csv *csv = c->state;

	tw_capture_add_channel(c, csv->column[column].name, column);
	g_array_index(c->channels, struct capture_channel, c->channels->len - 1)
		.volts = csv->column[column].volts;
}

static bool csv_open(tw_capture *c, GError **error)
{
	struct csv *csv = g_new0(struct csv, 1);

	c->state = csv;
	csv->lines.file = c->file;
	csv->bytes = tw_capture_file_bytes(c->file);
	if (!tw_csv_layout(csv))
		return fail(c, 0, error,
			    "neither a capture nor a text of columns: no row "
			    "of numbers in its first 200 lines");
	set_tick(c);
	for (unsigned i = 0; i < csv->n_columns; i++)
		if (csv->column[i].name)
			add_channel(c, i);
	return true;
}

static void csv_close(tw_capture *c)
{
	clear_columns(c->state);
	g_free(c->state);
}

/* --- Rows ---------------------------------------------------------------- */

struct body {
	const struct capture_set *set;
	char *field[CSV_COLUMNS];
	uint64_t levels;
	uint64_t told;
	bool any;
	decimal_wide origin;
	uint64_t tick;
};

/* The next row that is not empty; false at the end, or with @error set. */
static bool next_row(tw_capture *c, struct body *b, GError **error)
{
	struct csv *csv = c->state;
	unsigned n;
	char *line;

	do {
		line = tw_lines_next(&csv->lines);
		if (!line && csv->lines.too_long)
			return fail(c, 0, error,
				    "the line is longer than %d bytes",
				    LINE_MAX_LEN);
		if (!line && csv->lines.failed)
			return fail(c, 0, error, "cannot be read");
		if (!line)
			return false;
		/* Only the first can have a mark of its encoding. */
		if (!csv->body && !b->any &&
		    g_str_has_prefix(line, "\xef\xbb\xbf"))
			line += 3;
	} while (!*line);
	n = tw_csv_cut(line, csv->delimiter, b->field, CSV_COLUMNS);
	/* An empty last column counts as one. */
	if (n == csv->n_columns - 1 && n)
		b->field[n++] = (char *)"";
	if (n < csv->n_columns)
		return fail(c, n, error, "expected %u columns, got %u",
			    csv->n_columns, n);
	return true;
}

static bool set_time(tw_capture *c, struct body *b, GError **error)
{
	const struct csv *csv = c->state;
	const char *field = b->field[0];
	bool samples = csv->time == CSV_SAMPLES;
	struct decimal d;
	decimal_wide t;

	if (csv->time == CSV_ROWS) {
		b->tick += b->any;
		return true;
	}
	if (!tw_csv_time(csv, field, &d) ||
	    !tw_decimal_scale(&d, samples ? 0 : csv->places - csv->unit, &t)) {
		g_autofree char *got = tw_capture_shown_word(field);

		return fail(c, 0, error, "expected a time, got \"%s\"", got);
	}
	if (!b->any)
		b->origin = t;
	t -= b->origin;
	if (t < (decimal_wide)b->tick) {
		g_autofree char *got = tw_capture_shown_word(field);

		return fail(c, 0, error, "the time goes back at \"%s\"", got);
	}
	if (t > INT64_MAX)
		return fail(c, 0, error, "too long after the first row");
	b->tick = (uint64_t)t;
	return true;
}

static bool read_volts(const struct csv *csv, const char *field, int64_t *uV)
{
	struct decimal d;
	const char *end = tw_decimal_parse(field, csv->point, &d);
	decimal_wide v;

	if (!end || *end || !tw_decimal_scale(&d, UV_PLACES, &v) ||
	    v > INT32_MAX || v < INT32_MIN)
		return false;
	*uV = (int64_t)v;
	return true;
}

static bool bad_value(const tw_capture *c, unsigned column, const char *field,
		      GError **error)
{
	const struct csv *csv = c->state;
	g_autofree char *got = tw_capture_shown_word(field);

	return fail(c, column, error, "expected %s, got \"%s\"",
		    csv->column[column].volts ? "volts" : "0 or 1", got);
}

static bool read_level(const tw_capture *c, unsigned column, const char *field,
		       bool *level, GError **error)
{
	const struct csv *csv = c->state;
	int64_t uV;

	if (!*field || ((*field == 'x' || *field == 'X') && !field[1]))
		return true;
	if ((*field == 'z' || *field == 'Z') && !field[1]) {
		*level = true;
		return true;
	}
	if (!csv->column[column].volts) {
		if ((*field != '0' && *field != '1') || field[1])
			return bad_value(c, column, field, error);
		*level = *field == '1';
		return true;
	}
	if (!read_volts(csv, field, &uV))
		return bad_value(c, column, field, error);
	*level = threshold_level(&csv->column[column].threshold, uV, *level);
	return true;
}

static bool read_row(tw_capture *c, struct body *b, GError **error)
{
	uint64_t was = b->tick;
	bool first = !b->any;

	if (!set_time(c, b, error))
		return false;
	/* Rows of the same time are one: the last tells. */
	if (!first && b->tick != was && b->levels != b->told) {
		b->set->fn(b->set->user, was, b->levels);
		b->told = b->levels;
	}
	for (size_t i = 0; i < b->set->n; i++) {
		unsigned column = b->set->numbers[i];
		bool level = b->levels >> i & 1;

		if (!read_level(c, column, b->field[column], &level, error))
			return false;
		b->levels = (b->levels & ~(1ull << i)) | (uint64_t)level << i;
	}
	if (first)
		b->told = ~b->levels;
	b->any = true;
	return true;
}

/* --- Voltages ------------------------------------------------------------ */

/* What a wire's highest voltage is only the whole file tells. */
static bool find_thresholds(tw_capture *c, struct body *b, GError **error)
{
	struct csv *csv = c->state;
	int64_t highest[TW_CAPTURE_CHANNELS] = {0};
	GError *why = NULL;
	int64_t uV;

	while (next_row(c, b, &why))
		for (size_t i = 0; i < b->set->n; i++)
			if (read_volts(csv, b->field[b->set->numbers[i]], &uV))
				highest[i] = MAX(highest[i], uV);
	for (size_t i = 0; i < b->set->n; i++)
		csv->column[b->set->numbers[i]].threshold =
			threshold_of(highest[i]);
	if (!why)
		return true;
	g_propagate_error(error, why);
	return false;
}

static bool set_thresholds(tw_capture *c, struct body *b, GError **error)
{
	struct csv *csv = c->state;
	bool needed = false;

	for (size_t i = 0; i < b->set->n; i++) {
		struct csv_column *col = &csv->column[b->set->numbers[i]];

		col->threshold = (struct threshold){c->low_uV, c->high_uV};
		needed |= col->volts && !c->high_uV;
	}
	return !needed || find_thresholds(c, b, error);
}

static bool csv_stream(tw_capture *c, const struct capture_set *set,
		       uint64_t *end, GError **error)
{
	struct csv *csv = c->state;
	g_autofree struct body *b = g_new0(struct body, 1);
	uint64_t shown_at = csv->body;
	GError *why = NULL;

	b->set = set;
	b->levels = UINT64_MAX;
	tw_lines_seek(&csv->lines, csv->body, csv->body_line);
	if (!set_thresholds(c, b, error))
		return false;
	tw_lines_seek(&csv->lines, csv->body, csv->body_line);
	if (set->n < TW_CAPTURE_CHANNELS)
		b->levels = (1ull << set->n) - 1;
	while (next_row(c, b, &why) && read_row(c, b, &why)) {
		uint64_t at = tw_lines_tell(&csv->lines);

		if (at - shown_at < PROGRESS)
			continue;
		shown_at = at;
		if (!tw_capture_goes_on(c, set, at, csv->bytes))
			break;
	}
	if (b->any && b->levels != b->told)
		set->fn(set->user, b->tick, b->levels);
	if (end)
		*end = b->tick + (csv->time == CSV_ROWS);
	if (why)
		g_propagate_error(error, why);
	return !why;
}

const struct capture_format tw_capture_format_csv = {
	.open = csv_open,
	.stream_channels = csv_stream,
	.close = csv_close,
};
