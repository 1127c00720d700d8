/* SPDX-License-Identifier: MIT */
/*
 * Analog channels of sigrok sessions as wires: 32-bit floating point, at the
 * samplerate and from the beginning of the logic channels.
 */
#include <string.h>

#include "trace/sr_session.h"
#include "trace/threshold.h"

#define BLOCK	  4096u /* samples at a time */
#define MAX_VOLTS 1e9

int64_t tw_sr_bytes_read(struct sr_bytes *b, void *to, size_t len,
			 GError **error)
{
	struct sr *sr = b->c->state;
	size_t got = 0;

	while (got < len) {
		const struct sr_member *m;
		zip_int64_t n;

		if (!b->file) {
			if (b->next == b->members->len)
				break;
			m = &g_array_index(b->members, struct sr_member,
					   b->next++);
			b->file = zip_fopen_index(sr->zip, m->index, 0);
		}
		n = b->file ? zip_fread(b->file, (uint8_t *)to + got, len - got)
			    : -1;
		if (n < 0) {
			m = &g_array_index(b->members, struct sr_member,
					   b->next - 1);
			g_set_error(error, TW_ERROR, TW_ERROR_FILE,
				    "%s: %s: %s", b->c->path,
				    zip_get_name(sr->zip, m->index, 0),
				    b->file ? zip_file_strerror(b->file)
					    : zip_strerror(sr->zip));
			return -1;
		}
		if (!n)
			tw_sr_bytes_close(b);
		got += (size_t)n;
	}
	return (int64_t)got;
}

void tw_sr_bytes_close(struct sr_bytes *b)
{
	if (b->file)
		zip_fclose(b->file);
	b->file = NULL;
}

/* --- A channel ------------------------------------------------------------ */

struct volts {
	struct sr_bytes bytes;
	struct threshold threshold;
	uint8_t data[BLOCK * sizeof(float)];
	size_t n; /* samples in it */
};

/* In uV; not a number is no voltage. */
static bool sample(const struct volts *v, size_t i, int64_t *uV)
{
	uint32_t bits;
	float f;

	memcpy(&bits, v->data + i * sizeof(bits), sizeof(bits));
	bits = GUINT32_FROM_LE(bits);
	memcpy(&f, &bits, sizeof(f));
	if (!(f >= -MAX_VOLTS && f <= MAX_VOLTS))
		return false;
	*uV = (int64_t)((double)f * 1e6);
	return true;
}

static void begin(struct volts *v, tw_capture *c, unsigned number)
{
	struct sr *sr = c->state;

	v->bytes = (struct sr_bytes){.c = c,
				     .members = sr->analog[number - SR_ANALOG]};
}

static bool fill(struct volts *v, GError **error)
{
	int64_t n =
		tw_sr_bytes_read(&v->bytes, v->data, sizeof(v->data), error);

	v->n = n > 0 ? (size_t)n / sizeof(float) : 0;
	return n >= 0;
}

/* Only the whole channel tells how high it gets. */
static bool find_threshold(struct volts *v, GError **error)
{
	int64_t highest = 0;
	int64_t uV;
	bool ok;

	while ((ok = fill(v, error)) && v->n)
		for (size_t i = 0; i < v->n; i++)
			if (sample(v, i, &uV))
				highest = MAX(highest, uV);
	tw_sr_bytes_close(&v->bytes);
	v->threshold = threshold_of(highest);
	return ok;
}

/* --- The set -------------------------------------------------------------- */

struct mixed {
	const struct capture_set *set;
	struct volts *volts[TW_CAPTURE_CHANNELS]; /* NULL: a logic channel */
	struct sr_bytes logic;
	uint8_t *data; /* of logic */
	size_t n_logic;
	unsigned unitsize;
	uint64_t levels;
	uint64_t told;
	uint64_t tick;
};

static bool open_all(struct mixed *m, tw_capture *c, GError **error)
{
	struct sr *sr = c->state;

	m->unitsize = sr->meta.unitsize;
	m->data = g_malloc((size_t)BLOCK * m->unitsize);
	m->logic = (struct sr_bytes){.c = c, .members = sr->logic};
	for (size_t i = 0; i < m->set->n; i++) {
		unsigned number = m->set->numbers[i];
		struct volts *v;

		if (number < SR_ANALOG)
			continue;
		v = m->volts[i] = g_new0(struct volts, 1);
		begin(v, c, number);
		v->threshold = (struct threshold){c->low_uV, c->high_uV};
		if (!c->high_uV && !find_threshold(v, error))
			return false;
		begin(v, c, number);
	}
	return true;
}

static void close_all(struct mixed *m)
{
	for (size_t i = 0; i < m->set->n; i++) {
		if (m->volts[i])
			tw_sr_bytes_close(&m->volts[i]->bytes);
		g_free(m->volts[i]);
	}
	tw_sr_bytes_close(&m->logic);
	g_free(m->data);
}

/* The next samples of all; their number, 0 at the end. */
static bool fill_all(struct mixed *m, size_t *n, GError **error)
{
	int64_t got = tw_sr_bytes_read(&m->logic, m->data,
				       (size_t)BLOCK * m->unitsize, error);

	if (got < 0)
		return false;
	*n = m->n_logic = (size_t)got / m->unitsize;
	for (size_t i = 0; i < m->set->n; i++) {
		if (!m->volts[i])
			continue;
		if (!fill(m->volts[i], error))
			return false;
		*n = MAX(*n, m->volts[i]->n);
	}
	return true;
}

/* What has ended keeps its level. */
static bool level_of(const struct mixed *m, size_t channel, size_t i,
		     bool level)
{
	const struct volts *v = m->volts[channel];
	unsigned bit = m->set->numbers[channel];
	int64_t uV;

	if (!v && i < m->n_logic)
		return m->data[i * m->unitsize + bit / 8] >> bit % 8 & 1;
	if (v && i < v->n && sample(v, i, &uV))
		return threshold_level(&v->threshold, uV, level);
	return level;
}

static void tell(struct mixed *m, size_t n)
{
	for (size_t i = 0; i < n; i++, m->tick++) {
		uint64_t levels = 0;

		for (size_t k = 0; k < m->set->n; k++)
			levels |=
				(uint64_t)level_of(m, k, i, m->levels >> k & 1)
				<< k;
		m->levels = levels;
		if (!m->tick || levels != m->told)
			m->set->fn(m->set->user, m->tick, levels);
		m->told = levels;
	}
}

bool tw_sr_stream_volts(tw_capture *c, const struct capture_set *set,
			uint64_t *end, GError **error)
{
	struct sr *sr = c->state;
	struct mixed m = {.set = set, .levels = UINT64_MAX};
	bool ok = open_all(&m, c, error);
	size_t n;

	while (ok) {
		ok = fill_all(&m, &n, error);
		if (!ok || !n)
			break;
		tell(&m, n);
		if (!tw_capture_goes_on(c, set, m.tick * sizeof(float),
					sr->analog_bytes))
			break;
	}
	close_all(&m);
	if (end)
		*end = m.tick;
	return ok;
}
