/* SPDX-License-Identifier: MIT */
/*
 * Reads the binary exports of Saleae Logic 2: a file for each channel, called
 * digital_0.bin, digital_1.bin and so on, with the times at which it changed.
 * One of them, or their folder, names them all.
 *
 * From: Saleae's support pages on its binary export formats: version 0, and
 * version 1, which has chunks with gaps between them. All is little-endian.
 * Left out: analog_N.bin.
 */
#include <errno.h>
#include <string.h>

#include "trace/reader.h"

#define MAGIC	  "<SALEAE>"
#define PREFIX	  "digital_"
#define SUFFIX	  ".bin"
#define MAX_TIME  1e6 /* s */
#define NS_TICKS  1e9 /* a second, if the file does not tell its samplerate */
#define MAX_TICKS 1e12
#define PROGRESS  65536u /* changes between two calls */

struct source {
	FILE *file;
	char *path;
	unsigned number;
	uint32_t version;
	uint64_t bytes;
	/* While it is streamed. */
	uint64_t n_chunks; /* to come */
	uint64_t n_times;  /* to come in this chunk */
	double rate;	   /* of the chunk; 0: not told */
	double begin;
	double end;
	double next; /* when it takes the level below */
	bool level;
	bool done;
};

struct saleae {
	GPtrArray *sources; /* in order of their numbers */
	double ticks;	    /* a second */
	double begin;	    /* s, the earliest */
	uint64_t bytes;
};

static bool fail(const struct source *s, const char *why, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: at byte %" G_GINT64_FORMAT ": %s", s->path,
		    (gint64)ftello(s->file),
		    ferror(s->file) ? "cannot be read" : why);
	return false;
}

static bool get(struct source *s, void *to, size_t n, GError **error)
{
	return fread(to, 1, n, s->file) == n ||
	       fail(s, "ends before all its changes", error);
}

static bool get_u32(struct source *s, uint32_t *v, GError **error)
{
	if (!get(s, v, sizeof(*v), error))
		return false;
	*v = GUINT32_FROM_LE(*v);
	return true;
}

static bool get_u64(struct source *s, uint64_t *v, GError **error)
{
	if (!get(s, v, sizeof(*v), error))
		return false;
	*v = GUINT64_FROM_LE(*v);
	return true;
}

static bool get_double(struct source *s, double *v, GError **error)
{
	uint64_t bits;

	if (!get_u64(s, &bits, error))
		return false;
	memcpy(v, &bits, sizeof(*v));
	return true;
}

static bool get_time(struct source *s, double *v, double least, GError **error)
{
	if (!get_double(s, v, error))
		return false;
	if (*v >= least && *v <= MAX_TIME)
		return true;
	return fail(s, "a time goes back, or is beyond 10^6 s", error);
}

/* The next chunk: from its begin on the wire has its initial state. */
static bool get_chunk(struct source *s, double least, GError **error)
{
	uint32_t initial;

	if (!get_u32(s, &initial, error) ||
	    (s->version && !get_double(s, &s->rate, error)) ||
	    !get_time(s, &s->begin, least, error) ||
	    !get_time(s, &s->end, s->begin, error) ||
	    !get_u64(s, &s->n_times, error))
		return false;
	if (initial > 1)
		return fail(s, "an initial state must be 0 or 1", error);
	s->next = s->begin;
	s->level = initial;
	s->n_chunks--;
	return true;
}

/* Goes to the first chunk. */
static bool begin(struct source *s, GError **error)
{
	uint32_t type;

	s->done = false;
	s->rate = 0;
	s->n_chunks = 1;
	if (fseeko(s->file, (off_t)strlen(MAGIC), SEEK_SET))
		return fail(s, g_strerror(errno), error);
	if (!get_u32(s, &s->version, error) || !get_u32(s, &type, error))
		return false;
	if (s->version > 1)
		return fail(s, "only versions 0 and 1 can be read", error);
	if (type)
		return fail(s, "holds no digital channel; export digital data",
			    error);
	if (s->version && !get_u64(s, &s->n_chunks, error))
		return false;
	if (!s->n_chunks)
		return fail(s, "holds no chunk of data", error);
	return get_chunk(s, -MAX_TIME, error);
}

static bool step(struct source *s, GError **error)
{
	double was = s->next;

	if (s->n_times) {
		s->n_times--;
		s->level = !s->level;
		if (!get_time(s, &s->next, was, error))
			return false;
		s->end = MAX(s->end, s->next); /* whatever was told */
		return true;
	}
	if (s->n_chunks)
		return get_chunk(s, was, error);
	s->done = true;
	return true;
}

/* --- The files ----------------------------------------------------------- */

static void free_source(gpointer data)
{
	struct source *s = data;

	if (s->file)
		fclose(s->file);
	g_free(s->path);
	g_free(s);
}

static bool number_of(const char *name, unsigned *number)
{
	char *end;

	if (!g_str_has_prefix(name, PREFIX) ||
	    !g_ascii_isdigit(name[strlen(PREFIX)]))
		return false;
	*number = (unsigned)g_ascii_strtoull(name + strlen(PREFIX), &end, 10);
	return !strcmp(end, SUFFIX);
}

static int by_number(const void *a, const void *b)
{
	const struct source *x = *(struct source *const *)a;
	const struct source *y = *(struct source *const *)b;

	return (x->number > y->number) - (x->number < y->number);
}

static bool add(struct saleae *sal, FILE *file, const char *path,
		unsigned number, GError **error)
{
	struct source *s = g_new0(struct source, 1);
	char magic[sizeof(MAGIC) - 1];

	s->file = file;
	s->path = g_strdup(path);
	s->number = number;
	s->bytes = tw_capture_file_bytes(file);
	sal->bytes += s->bytes;
	g_ptr_array_add(sal->sources, s);
	if (!get(s, magic, sizeof(magic), error))
		return false;
	if (memcmp(magic, MAGIC, sizeof(magic)))
		return fail(s, "is no export of Saleae Logic 2", error);
	return begin(s, error);
}

static bool add_all(struct saleae *sal, const char *dir, GError **error)
{
	GDir *d = g_dir_open(dir, 0, NULL);
	const char *name;
	bool ok = true;

	while (ok && d && (name = g_dir_read_name(d))) {
		g_autofree char *path = g_build_filename(dir, name, NULL);
		unsigned number;
		FILE *file;

		if (!number_of(name, &number))
			continue;
		file = tw_capture_file(path, error);
		ok = file && add(sal, file, path, number, error);
	}
	if (d)
		g_dir_close(d);
	g_ptr_array_sort(sal->sources, by_number);
	return ok;
}

/* One rate that all agree on is the tick. */
static void set_tick(tw_capture *c, struct saleae *sal)
{
	const struct source *first = sal->sources->pdata[0];

	sal->ticks = first->rate;
	sal->begin = first->begin;
	for (guint i = 0; i < sal->sources->len; i++) {
		const struct source *s = sal->sources->pdata[i];

		sal->begin = MIN(sal->begin, s->begin);
		if (s->rate != sal->ticks)
			sal->ticks = 0;
	}
	if (!(sal->ticks >= 1 && sal->ticks <= MAX_TICKS) ||
	    sal->ticks != (double)(uint64_t)sal->ticks)
		sal->ticks = NS_TICKS;
	c->num = 1;
	c->den = (uint64_t)sal->ticks;
}

static bool saleae_open(tw_capture *c, GError **error)
{
	struct saleae *sal = g_new0(struct saleae, 1);
	g_autofree char *base = g_path_get_basename(c->path);
	g_autofree char *dir = NULL;
	unsigned number;
	bool ok;

	c->state = sal;
	sal->sources = g_ptr_array_new_with_free_func(free_source);
	if (g_file_test(c->path, G_FILE_TEST_IS_DIR))
		dir = g_strdup(c->path);
	else if (number_of(base, &number))
		dir = g_path_get_dirname(c->path);
	if (dir) {
		ok = add_all(sal, dir, error);
	} else {
		ok = add(sal, c->file, c->path, 0, error);
		c->file = NULL;
	}
	if (!ok)
		return false;
	set_tick(c, sal);
	for (guint i = 0; i < sal->sources->len; i++) {
		const struct source *s = sal->sources->pdata[i];
		g_autofree char *name = g_strdup_printf("%u", s->number);

		tw_capture_add_channel(c, name, i);
	}
	return true;
}

static void saleae_close(tw_capture *c)
{
	struct saleae *sal = c->state;

	g_ptr_array_free(sal->sources, TRUE);
	g_free(sal);
}

/* --- Streaming ----------------------------------------------------------- */

static int64_t rounded(double v)
{
	return (int64_t)(v < 0 ? v - 0.5 : v + 0.5);
}

static uint64_t tick_of(const struct saleae *sal, double s)
{
	return (uint64_t)(rounded(s * sal->ticks) -
			  rounded(sal->begin * sal->ticks));
}

/* Everything that happens at the tick of the next change, which it returns in
 * @tick; false: nothing is left. */
static bool merge(const struct saleae *sal, const struct capture_set *set,
		  uint64_t *levels, uint64_t *tick, GError **error)
{
	uint64_t first = UINT64_MAX;

	for (size_t i = 0; i < set->n; i++) {
		const struct source *s = sal->sources->pdata[set->numbers[i]];

		if (!s->done)
			first = MIN(first, tick_of(sal, s->next));
	}
	*tick = first;
	for (size_t i = 0; first != UINT64_MAX && i < set->n; i++) {
		struct source *s = sal->sources->pdata[set->numbers[i]];

		while (!s->done && tick_of(sal, s->next) == first) {
			*levels = (*levels & ~(1ull << i)) | (uint64_t)s->level
								     << i;
			if (!step(s, error))
				return false;
		}
	}
	return first != UINT64_MAX;
}

static uint64_t position(const struct saleae *sal,
			 const struct capture_set *set)
{
	uint64_t at = 0;

	for (size_t i = 0; i < set->n; i++) {
		struct source *s = sal->sources->pdata[set->numbers[i]];

		at += (uint64_t)MAX(ftello(s->file), 0);
	}
	return at;
}

static bool begin_all(const struct saleae *sal, const struct capture_set *set,
		      GError **error)
{
	for (size_t i = 0; i < set->n; i++) {
		/* The same twice would take its changes from itself. */
		for (size_t k = 0; k < i; k++)
			if (set->numbers[k] == set->numbers[i]) {
				g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
					    "a channel was asked for twice");
				return false;
			}
		if (!begin(sal->sources->pdata[set->numbers[i]], error))
			return false;
	}
	return true;
}

static bool saleae_stream(tw_capture *c, const struct capture_set *set,
			  uint64_t *end, GError **error)
{
	struct saleae *sal = c->state;
	uint64_t levels = UINT64_MAX, told, tick, n = 0;
	GError *why = NULL;

	if (set->n < TW_CAPTURE_CHANNELS)
		levels = (1ull << set->n) - 1;
	told = ~levels;
	if (!begin_all(sal, set, error))
		return false;
	while (merge(sal, set, &levels, &tick, &why)) {
		/* What begins later is high until then. */
		if (told == ~levels && tick)
			set->fn(set->user, 0, levels);
		else if (levels != told)
			set->fn(set->user, tick, levels);
		told = levels;
		if (++n % PROGRESS == 0 &&
		    !tw_capture_goes_on(c, set, position(sal, set), sal->bytes))
			break;
	}
	if (why) {
		g_propagate_error(error, why);
		return false;
	}
	if (end) {
		*end = 0;
		for (size_t i = 0; i < set->n; i++) {
			struct source *s = sal->sources->pdata[set->numbers[i]];

			*end = MAX(*end, tick_of(sal, s->end));
		}
	}
	return true;
}

const struct capture_format tw_capture_format_saleae = {
	.open = saleae_open,
	.stream_channels = saleae_stream,
	.close = saleae_close,
};
