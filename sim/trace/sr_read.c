/* SPDX-License-Identifier: MIT */
/*
 * Reads sigrok sessions (`.sr`): a ZIP with the members `version`, `metadata`
 * and the samples as `logic-1-1`, `logic-1-2`, ... and, of an analog channel
 * with number 5, `analog-1-5-1`, ..., in any order. Samples are streamed, so
 * neither length nor a ZIP bomb costs memory.
 *
 * Left out: every device but the first.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "trace/sr_pick.h"
#include "trace/sr_inflate.h"
#include "trace/sr_scan.h"
#include "trace/sr_session.h"

#define MAX_HEAD  65536 /* bytes of metadata */
#define MAX_DIGIT 9

static bool fail(const tw_capture *c, const char *what, const char *why,
		 GError **error)
{
	g_autofree char *shown = tw_capture_shown(what);

	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: %s: %s", c->path,
		    shown, why);
	return false;
}

/* A small member as a string. */
static char *read_text(const tw_capture *c, const char *name, GError **error)
{
	struct sr *sr = c->state;
	zip_file_t *file = zip_fopen(sr->zip, name, 0);
	g_autofree char *text = g_malloc(MAX_HEAD + 1);
	zip_int64_t len;

	if (!file) {
		fail(c, "not a sigrok session", zip_strerror(sr->zip), error);
		return NULL;
	}
	len = zip_fread(file, text, MAX_HEAD + 1);
	if (len < 0)
		fail(c, name, zip_file_strerror(file), error);
	else if (len > MAX_HEAD)
		fail(c, name, "is longer than 64 KiB", error);
	zip_fclose(file);
	if (len < 0 || len > MAX_HEAD)
		return NULL;
	text[len] = '\0';
	return g_steal_pointer(&text);
}

/* "logic-1" is 0, "logic-1-12" is 12. */
static bool member_number(const char *name, const char *logic, uint64_t *number)
{
	size_t len = strlen(logic);
	size_t digits;

	if (!name || strncmp(name, logic, len))
		return false;
	name += len;
	*number = 0;
	if (!*name)
		return true;
	digits = strspn(name + 1, "0123456789");
	if (*name != '-' || !digits || digits > MAX_DIGIT || name[1 + digits])
		return false;
	*number = g_ascii_strtoull(name + 1, NULL, 10);
	return true;
}

static int by_number(const void *a, const void *b)
{
	const struct sr_member *x = a;
	const struct sr_member *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* As the file says; 0 if it does not. */
static uint64_t size_of(zip_t *zip, zip_uint64_t index)
{
	zip_stat_t st;

	if (zip_stat_index(zip, index, 0, &st) || !(st.valid & ZIP_STAT_SIZE))
		return 0;
	return st.size;
}

/* All whose names begin with @name, in order; @bytes: in all of them. */
static GArray *find_members(struct sr *sr, const char *name, uint64_t *bytes)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct sr_member));
	zip_int64_t n = name ? zip_get_num_entries(sr->zip, 0) : 0;

	*bytes = 0;
	for (zip_int64_t i = 0; i < n; i++) {
		struct sr_member m = {.index = (zip_uint64_t)i};

		if (!member_number(zip_get_name(sr->zip, m.index, 0), name,
				   &m.number))
			continue;
		g_array_append_val(all, m);
		*bytes += size_of(sr->zip, m.index);
	}
	g_array_sort(all, by_number);
	return all;
}

static bool find_logic(const tw_capture *c, GError **error)
{
	struct sr *sr = c->state;

	sr->logic = find_members(sr, sr->meta.logic, &sr->bytes);
	if (sr->meta.logic && !sr->logic->len)
		return fail(c, sr->meta.logic, "the samples are missing",
			    error);
	return true;
}

static bool find_analog(const tw_capture *c, GError **error)
{
	struct sr *sr = c->state;

	for (unsigned i = 0; i < SR_MAX_ANALOG; i++) {
		const struct sr_analog *a = &sr->meta.analog[i];
		g_autofree char *name = NULL;
		uint64_t bytes;

		if (!a->name)
			continue;
		name = g_strdup_printf("analog-1-%u", a->number);
		sr->analog[i] = find_members(sr, name, &bytes);
		if (!sr->analog[i]->len)
			return fail(c, name, "the samples are missing", error);
		sr->analog_bytes = MAX(sr->analog_bytes, bytes);
	}
	return true;
}

static bool read_head(tw_capture *c, GError **error)
{
	struct sr *sr = c->state;
	g_autofree char *version = read_text(c, "version", error);
	g_autofree char *text = NULL;

	if (!version)
		return false;
	g_strstrip(version);
	if (strcmp(version, "1") && strcmp(version, "2"))
		return fail(c, "version",
			    "only sigrok sessions 1 and 2 can be read", error);
	text = read_text(c, "metadata", error);
	if (!text)
		return false;
	if (!tw_sr_meta_parse(&sr->meta, text, error)) {
		g_prefix_error(error, "%s: ", c->path);
		return false;
	}
	return find_logic(c, error) && find_analog(c, error);
}

static void add_volts(tw_capture *c, const char *name, unsigned number)
{
	tw_capture_add_channel(c, name, number);
	g_array_index(c->channels, struct capture_channel, c->channels->len - 1)
		.volts = true;
}

static void set_rate(tw_capture *c)
{
	const struct sr *sr = c->state;
	uint64_t rate = sr->meta.rate_hz ? sr->meta.rate_hz : c->rate_hz;

	if (sr->meta.bad_rate)
		tw_capture_remark(c,
				  "%s: no samplerate is \"%s\"; --rate tells "
				  "the true one",
				  c->path, sr->meta.bad_rate);
	c->num = rate ? 1 : 0;
	c->den = rate ? rate : 1;
}

static bool sr_open(tw_capture *c, GError **error)
{
	struct sr *sr = g_new0(struct sr, 1);
	int code;

	c->state = sr;
	sr->zip = zip_fdopen(dup(fileno(c->file)), 0, &code);
	if (!sr->zip) {
		zip_error_t ze;

		zip_error_init_with_code(&ze, code);
		fail(c, "is no whole ZIP file, as a session (.sr) is",
		     zip_error_strerror(&ze), error);
		zip_error_fini(&ze);
		return false;
	}
	if (!read_head(c, error))
		return false;
	for (unsigned i = 0; i < SR_MAX_PROBES; i++)
		if (sr->meta.probe[i])
			tw_capture_add_channel(c, sr->meta.probe[i], i);
	for (unsigned i = 0; i < SR_MAX_ANALOG; i++)
		if (sr->meta.analog[i].name)
			add_volts(c, sr->meta.analog[i].name, SR_ANALOG + i);
	set_rate(c);
	if (sr->meta.n_devices > 1)
		tw_capture_remark(c, "%s: holds %u devices; the first is read",
				  c->path, sr->meta.n_devices);
	return true;
}

static void sr_close(tw_capture *c)
{
	struct sr *sr = c->state;

	if (sr->zip)
		zip_discard(sr->zip);
	tw_sr_meta_clear(&sr->meta);
	if (sr->logic)
		g_array_free(sr->logic, TRUE);
	for (unsigned i = 0; i < SR_MAX_ANALOG; i++)
		if (sr->analog[i])
			g_array_free(sr->analog[i], TRUE);
	g_free(sr);
}

/* The samples under way; a member may end within one. */
struct window {
	struct sr_scan scan;
	struct sr_pick *pick; /* NULL: scan */
	uint8_t *buf;
	size_t rest; /* bytes of an incomplete sample at buf */
	const struct capture_set *set; /* of pick */
	uint64_t done;		       /* bytes */
	bool stopped;
};

static void scan_window(struct window *w, size_t n_read)
{
	size_t unit = w->pick ? w->pick->unitsize : w->scan.unitsize;
	size_t len = w->rest + n_read;
	size_t n = len / unit;

	if (w->pick)
		tw_sr_pick_run(w->pick, w->buf, n);
	else
		tw_sr_scan_run(&w->scan, w->buf, n);
	w->rest = len - n * unit;
	memmove(w->buf, w->buf + n * unit, w->rest);
}

static bool stream_member(const tw_capture *c, struct window *w,
			  zip_uint64_t index, GError **error)
{
	struct sr *sr = c->state;
	const char *name = zip_get_name(sr->zip, index, 0);
	struct sr_inflate *file = tw_sr_inflate_open(sr->zip, index);
	zip_int64_t len = 0;

	if (!file)
		return fail(c, name, zip_strerror(sr->zip), error);
	while (!w->stopped && (len = tw_sr_inflate_read(file, w->buf + w->rest,
							SR_CHUNK)) > 0) {
		scan_window(w, (size_t)len);
		w->done += (uint64_t)len;
		w->stopped = !tw_capture_goes_on(c, w->set, w->done, sr->bytes);
	}
	if (len < 0)
		fail(c, name, tw_sr_inflate_why(file), error);
	tw_sr_inflate_close(file);
	return len >= 0;
}

static bool stream(tw_capture *c, struct window *w, uint64_t *end,
		   GError **error)
{
	struct sr *sr = c->state;
	g_autofree uint8_t *buf = g_malloc(SR_MAX_UNITSIZE + SR_CHUNK);
	bool ok = true;

	w->buf = buf;
	for (guint i = 0; ok && !w->stopped && i < sr->logic->len; i++)
		ok = stream_member(
			c, w,
			g_array_index(sr->logic, struct sr_member, i).index,
			error);
	if (end)
		*end = w->pick ? w->pick->tick : w->scan.tick;
	return ok;
}

static bool sr_stream(tw_capture *c, tw_levels_fn fn, void *user, uint64_t *end,
		      GError **error)
{
	struct sr *sr = c->state;
	struct window w = {0};

	if (c->scl >= SR_ANALOG || c->sda >= SR_ANALOG)
		return tw_capture_stream_two(c, fn, user, end, error);
	tw_sr_scan_init(&w.scan, sr->meta.unitsize, c->scl, c->sda);
	w.scan.fn = fn;
	w.scan.user = user;
	return stream(c, &w, end, error);
}

static void to_decoder(void *user, uint64_t tick, bool scl, bool sda)
{
	tw_decoder_levels(user, tick, scl, sda);
}

static bool sr_decode(tw_capture *c, tw_decoder *decoder, uint64_t *end,
		      GError **error)
{
	struct sr *sr = c->state;
	struct window w = {0};

	if (c->scl >= SR_ANALOG || c->sda >= SR_ANALOG)
		return tw_capture_stream_two(c, to_decoder, decoder, end,
					     error);
	tw_sr_scan_init(&w.scan, sr->meta.unitsize, c->scl, c->sda);
	w.scan.decoder = decoder;
	return stream(c, &w, end, error);
}

static bool sr_stream_channels(tw_capture *c, const struct capture_set *set,
			       uint64_t *end, GError **error)
{
	struct sr *sr = c->state;
	struct sr_pick pick;
	struct window w = {.pick = &pick, .set = set};

	for (size_t i = 0; i < set->n; i++)
		if (set->numbers[i] >= SR_ANALOG)
			return tw_sr_stream_volts(c, set, end, error);
	tw_sr_pick_init(&pick, sr->meta.unitsize, set);
	return stream(c, &w, end, error);
}

const struct capture_format tw_capture_format_sr = {
	.open = sr_open,
	.stream_channels = sr_stream_channels,
	.stream = sr_stream,
	.decode = sr_decode,
	.close = sr_close,
};
