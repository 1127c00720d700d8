/* SPDX-License-Identifier: MIT */
/* Reads what twowire-import wrote (import_stream.h). */
#include "trace/import_stream.h"

#include <string.h>

#include "trace/reader.h"

struct imported {
	long records; /* where they begin */
};

static bool fail(const tw_capture *c, const char *what, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s", c->path, what);
	return false;
}

static bool cut_off(const tw_capture *c, GError **error)
{
	return fail(c, "what twowire-import wrote of it is damaged", error);
}

static bool number(FILE *f, uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		int byte = getc_unlocked(f);

		if (byte < 0)
			return false;
		*n |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

static char *text(FILE *f, uint64_t max)
{
	uint64_t len;
	g_autofree char *s = NULL;
	g_autofree char *valid = NULL;

	if (!number(f, &len) || len > max)
		return NULL;
	s = g_malloc0(len + 1);
	if (fread(s, 1, len, f) != len)
		return NULL;
	valid = tw_capture_shown(s);
	return g_steal_pointer(&valid);
}

/* The importer's own words. */
static bool refused(const tw_capture *c, GError **error)
{
	g_autofree char *why = text(c->file, IMPORT_TEXT);

	return why && *why ? fail(c, why, error) : cut_off(c, error);
}

static bool head(tw_capture *c, GError **error)
{
	uint64_t rate_hz, n;

	if (!number(c->file, &rate_hz) || !number(c->file, &n) ||
	    n > IMPORT_CHANNELS)
		return cut_off(c, error);
	for (unsigned i = 0; i < n; i++) {
		g_autofree char *name = text(c->file, IMPORT_NAME);

		if (!name)
			return cut_off(c, error);
		tw_capture_add_channel(c, name, i);
	}
	c->num = rate_hz ? 1 : 0;
	c->den = rate_hz ? rate_hz : 1;
	return true;
}

static bool import_open(tw_capture *c, GError **error)
{
	struct imported *im = g_new0(struct imported, 1);
	char magic[sizeof(IMPORT_MAGIC) - 1];
	int kind;

	c->state = im;
	if (fread(magic, 1, sizeof(magic), c->file) != sizeof(magic))
		return cut_off(c, error);
	kind = getc(c->file);
	if (kind == 'E')
		return refused(c, error);
	if (kind != 'H' || !head(c, error))
		return error && *error ? false : cut_off(c, error);
	im->records = ftell(c->file);
	return true;
}

static uint64_t pick(const struct capture_set *set, uint64_t levels)
{
	uint64_t picked = 0;

	for (size_t i = 0; i < set->n; i++)
		picked |= (levels >> set->numbers[i] & 1) << i;
	return picked;
}

static bool import_stream(tw_capture *c, const struct capture_set *set,
			  uint64_t *end, GError **error)
{
	struct imported *im = c->state;
	uint64_t tick = 0;
	uint64_t changed = 0;
	uint64_t last = 0;
	bool first = true;

	if (fseek(c->file, im->records, SEEK_SET))
		return cut_off(c, error);
	for (;;) {
		int kind = getc_unlocked(c->file);
		uint64_t delta, levels;

		if (kind == 'E')
			return refused(c, error);
		if (!number(c->file, &delta) || delta > UINT64_MAX - tick)
			return cut_off(c, error);
		tick += delta;
		if (kind == 'T')
			continue;
		/* The first sample is the first record, samples rise. */
		if (first ? kind == 'C' && tick : tick <= changed)
			return cut_off(c, error);
		if (kind == 'Z')
			break;
		if (kind != 'C' || !number(c->file, &levels))
			return cut_off(c, error);
		changed = tick;
		levels = pick(set, levels);
		if (first || levels != last)
			set->fn(set->user, tick, levels);
		first = false;
		last = levels;
		if (set->stop && *set->stop)
			break;
	}
	if (end)
		*end = tick;
	return true;
}

static void import_close(tw_capture *c)
{
	g_free(c->state);
}

const struct capture_format tw_capture_format_import = {
	.open = import_open,
	.stream_channels = import_stream,
	.close = import_close,
};
