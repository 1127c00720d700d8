/* SPDX-License-Identifier: MIT */
/*
 * The metadata of a sigrok session: an INI file, written by many versions of
 * many programs, and by strangers. What we do not need is not looked at; what
 * we need is held to limits.
 */
#include "trace/sr_meta.h"

#include <string.h>

#include "monitor/ticks.h"
#include "trace/reader.h"
#include "twowire/sim.h"

#define MAX_RATE_HZ  1000000000000ull /* beyond it nothing samples */
#define MAX_FRACTION 9

struct parser {
	struct sr_meta *meta;
	unsigned line;
	unsigned n_devices;
	unsigned highest; /* probe named */
	bool has_total;
};

G_GNUC_PRINTF(2, 3)
static bool fail(GError **error, const char *format, ...)
{
	va_list args;
	g_autofree char *what = NULL;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, TW_ERROR, TW_ERROR_FILE, what);
	return false;
}

static bool fail_number(const struct parser *p, const char *key,
			const char *value, unsigned min, unsigned max,
			GError **error)
{
	g_autofree char *valid = tw_capture_shown_word(value);

	return fail(error,
		    "metadata line %u: %s must be a number from %u to %u, "
		    "got \"%s\"",
		    p->line, key, min, max, valid);
}

static bool number(const struct parser *p, const char *key, const char *value,
		   unsigned min, unsigned max, unsigned *out, GError **error)
{
	unsigned v = 0;
	const char *at = value;

	for (; g_ascii_isdigit(*at) && v <= max; at++)
		v = v * 10 + (unsigned)(*at - '0');
	if (at == value || *at || v < min || v > max)
		return fail_number(p, key, value, min, max, error);
	*out = v;
	return true;
}

static uint64_t unit(const char *s)
{
	uint64_t scale = 1;

	while (*s == ' ')
		s++;
	if (*s == 'k' || *s == 'K')
		scale = 1000;
	else if (*s == 'M')
		scale = 1000000;
	else if (*s == 'G')
		scale = 1000000000;
	s += scale > 1;
	return !*s || !g_ascii_strcasecmp(s, "Hz") ? scale : 0;
}

/* "4 MHz", "12.5 kHz", "200000". Anything else, and 0, is no rate. */
static uint64_t rate(const char *s)
{
	uint64_t v = 0;
	uint64_t div = 1;
	int fraction = -1;

	for (; g_ascii_isdigit(*s) || *s == '.'; s++) {
		if (*s == '.') {
			if (fraction >= 0)
				return 0;
			fraction = 0;
			continue;
		}
		if (v > MAX_RATE_HZ || fraction == MAX_FRACTION)
			return 0;
		v = v * 10 + (uint64_t)(*s - '0');
		if (fraction >= 0) {
			fraction++;
			div *= 10;
		}
	}
	v = ticks_scale(v, unit(s), div);
	return v <= MAX_RATE_HZ ? v : 0;
}

static bool probe(struct parser *p, const char *key, const char *value,
		  GError **error)
{
	unsigned n = 0;

	if (!number(p, "probe number", key + strlen("probe"), 1, SR_MAX_PROBES,
		    &n, error))
		return false;
	g_free(p->meta->probe[n - 1]);
	p->meta->probe[n - 1] = g_utf8_make_valid(value, -1);
	p->highest = MAX(p->highest, n);
	return true;
}

/* Its number counts on from those of the probes. */
static bool analog(struct parser *p, const char *key, const char *value,
		   GError **error)
{
	struct sr_meta *m = p->meta;
	unsigned n = 0;

	if (!number(p, "analog number", key + strlen("analog"), 1,
		    SR_MAX_PROBES + SR_MAX_ANALOG, &n, error))
		return false;
	if (m->n_analog == SR_MAX_ANALOG)
		return fail(error,
			    "metadata line %u: more than %u analog channels",
			    p->line, SR_MAX_ANALOG);
	m->analog[m->n_analog].name = g_utf8_make_valid(value, -1);
	m->analog[m->n_analog++].number = n;
	return true;
}

static bool entry(struct parser *p, const char *key, const char *value,
		  GError **error)
{
	struct sr_meta *m = p->meta;
	unsigned n;

	if (!strcmp(key, "capturefile")) {
		g_free(m->logic);
		m->logic = g_strdup(value);
	} else if (!strcmp(key, "samplerate")) {
		m->rate_hz = rate(value);
		g_clear_pointer(&m->bad_rate, g_free);
		if (!m->rate_hz)
			m->bad_rate = tw_capture_shown_word(value);
	} else if (!strcmp(key, "unitsize")) {
		return number(p, key, value, 1, SR_MAX_UNITSIZE, &m->unitsize,
			      error);
	} else if (!strcmp(key, "total probes")) {
		p->has_total = true;
		return number(p, key, value, 0, SR_MAX_PROBES, &m->n_probes,
			      error);
	} else if (!strcmp(key, "total analog")) {
		return number(p, key, value, 0, SR_MAX_ANALOG, &n, error);
	} else if (g_str_has_prefix(key, "probe")) {
		return probe(p, key, value, error);
	} else if (g_str_has_prefix(key, "analog")) {
		return analog(p, key, value, error);
	}
	return true;
}

static bool line(struct parser *p, char *text, GError **error)
{
	char *value;

	g_strstrip(text);
	if (*text == '[') {
		p->n_devices += g_str_has_prefix(text, "[device");
		return true;
	}
	value = strchr(text, '=');
	if (p->n_devices != 1 || !value || *text == '#')
		return true;
	*value++ = '\0';
	return entry(p, g_strchomp(text), g_strchug(value), error);
}

static bool check(struct parser *p, GError **error)
{
	struct sr_meta *m = p->meta;

	if (!p->n_devices)
		return fail(error, "metadata names no device");
	m->n_devices = p->n_devices;
	if (m->logic && !*m->logic)
		g_clear_pointer(&m->logic, g_free);
	if (!m->logic)
		for (unsigned n = 0; n < SR_MAX_PROBES; n++)
			g_clear_pointer(&m->probe[n], g_free);
	if (!m->logic && !m->n_analog)
		return fail(error, "holds no channels "
				   "(metadata has no capturefile)");
	if (!p->has_total)
		m->n_probes = p->highest;
	if (!m->unitsize)
		m->unitsize = MAX((m->n_probes + 7) / 8, 1);
	/* Some drivers count probes that are not in the samples. */
	for (unsigned n = 8 * m->unitsize; n < SR_MAX_PROBES; n++)
		g_clear_pointer(&m->probe[n], g_free);
	return true;
}

bool tw_sr_meta_parse(struct sr_meta *meta, const char *text, GError **error)
{
	struct parser p = {.meta = meta};
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	memset(meta, 0, sizeof(*meta));
	for (size_t i = 0; lines[i]; i++) {
		p.line = (unsigned)i + 1;
		if (!line(&p, lines[i], error))
			return false;
	}
	return check(&p, error);
}

void tw_sr_meta_clear(struct sr_meta *meta)
{
	g_free(meta->logic);
	g_free(meta->bad_rate);
	for (size_t i = 0; i < SR_MAX_ANALOG; i++)
		g_free(meta->analog[i].name);
	for (size_t i = 0; i < SR_MAX_PROBES; i++)
		g_free(meta->probe[i]);
	memset(meta, 0, sizeof(*meta));
}
