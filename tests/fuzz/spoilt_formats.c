/* SPDX-License-Identifier: MIT */
#include "spoilt_formats.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define CSV_SAMPLES 20000u

static void sample_free(gpointer data)
{
	struct sample *s = data;

	g_bytes_unref(s->beside);
	g_free(s->bytes);
	g_free(s);
}

static struct sample *add(GPtrArray *all, const char *name, char *bytes,
			  gsize len)
{
	struct sample *s = g_new0(struct sample, 1);

	s->name = name;
	s->bytes = bytes;
	s->len = len;
	g_ptr_array_add(all, s);
	return s;
}

/* As tw_trace_write() has it. */
static struct sample *add_written(GPtrArray *all, const tw_trace *trace,
				  const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	char *bytes = NULL;
	gsize len = 0;

	if (!tw_trace_write(trace, path, NULL) ||
	    !g_file_get_contents(path, &bytes, &len, NULL))
		return NULL;
	g_unlink(path);
	return add(all, name, bytes, len);
}

static void put_number(GString *out, uint64_t n)
{
	for (; n > 0x7f; n >>= 7)
		g_string_append_c(out, (char)((n & 0x7f) | 0x80));
	g_string_append_c(out, (char)n);
}

struct writer {
	GString *out;
	uint64_t last;
	uint64_t rate_hz;
	int level[2];
};

/* What twowire-import writes: sim/trace/import_stream.h. */
static void write_import(void *user, uint64_t tick, bool scl, bool sda)
{
	struct writer *w = user;

	g_string_append_c(w->out, 'C');
	put_number(w->out, tick - w->last);
	put_number(w->out, (uint64_t)(scl | sda << 1));
	w->last = tick;
}

static void add_import(GPtrArray *all, tw_capture *c)
{
	GString *out = g_string_new("twowire-import/1\nH");
	struct writer w = {.out = out};
	uint64_t num, den, end;

	tw_capture_tick(c, &num, &den);
	put_number(out, den);
	g_string_append_len(out, "\2\3SCL\3SDAC\0\3", 12);
	tw_capture_stream(c, write_import, &w, &end, NULL);
	g_string_append_c(out, 'Z');
	put_number(out, end - w.last);
	add(all, "import", out->str, out->len);
	g_string_free(out, FALSE);
}

/* Logic 2's export: a line for each change. */
static void write_change(void *user, uint64_t tick, bool scl, bool sda)
{
	struct writer *w = user;

	g_string_append_printf(w->out, "%.9f,%d,%d\n",
			       (double)tick / (double)w->rate_hz, scl, sda);
}

/* A line for each of the first samples. */
static void write_samples(void *user, uint64_t tick, bool scl, bool sda)
{
	struct writer *w = user;

	for (; w->last < MIN(tick, CSV_SAMPLES); w->last++)
		g_string_append_printf(w->out, "%d,%d\n", w->level[0],
				       w->level[1]);
	w->level[0] = scl;
	w->level[1] = sda;
}

static void add_csv(GPtrArray *all, tw_capture *c, const char *name,
		    const char *head, tw_levels_fn fn)
{
	GString *out = g_string_new(head);
	struct writer w = {.out = out, .level = {1, 1}};
	uint64_t num;

	tw_capture_tick(c, &num, &w.rate_hz);
	tw_capture_stream(c, fn, &w, NULL, NULL);
	add(all, name, out->str, out->len)->text = true;
	g_string_free(out, FALSE);
}

/* Logic 1's: the same with other names and more digits. */
static void write_change_1(void *user, uint64_t tick, bool scl, bool sda)
{
	struct writer *w = user;

	g_string_append_printf(w->out, "%.15f, %d, %d\n",
			       (double)tick / (double)w->rate_hz, scl, sda);
}

/* --- Logic 2's binary exports -------------------------------------------- */

struct saleae {
	GString *times[2];
	uint64_t rate_hz;
	uint64_t n[2];
	bool level[2];
};

static void put_u32(GString *out, uint32_t v)
{
	v = GUINT32_TO_LE(v);
	g_string_append_len(out, (char *)&v, sizeof(v));
}

static void put_u64(GString *out, uint64_t v)
{
	v = GUINT64_TO_LE(v);
	g_string_append_len(out, (char *)&v, sizeof(v));
}

static void put_double(GString *out, double v)
{
	uint64_t bits;

	memcpy(&bits, &v, sizeof(bits));
	put_u64(out, bits);
}

static void write_times(void *user, uint64_t tick, bool scl, bool sda)
{
	struct saleae *s = user;
	const bool level[2] = {scl, sda};

	for (int i = 0; i < 2; i++) {
		if (level[i] == s->level[i])
			continue;
		put_double(s->times[i], (double)tick / (double)s->rate_hz);
		s->level[i] = level[i];
		s->n[i]++;
	}
}

static GBytes *saleae_file(const struct saleae *s, int i, uint32_t version,
			   double end)
{
	GString *out = g_string_new("<SALEAE>");

	put_u32(out, version);
	put_u32(out, 0);
	if (version)
		put_u64(out, 1); /* chunk */
	put_u32(out, 1);
	if (version)
		put_double(out, (double)s->rate_hz);
	put_double(out, 0);
	put_double(out, end);
	put_u64(out, s->n[i]);
	g_string_append_len(out, s->times[i]->str, (gssize)s->times[i]->len);
	return g_string_free_to_bytes(out);
}

static void add_saleae(GPtrArray *all, tw_capture *c, const char *name,
		       uint32_t version)
{
	struct saleae s = {.level = {true, true}};
	struct sample *sample;
	uint64_t num, end = 0;
	gsize len;
	char *bytes;

	tw_capture_tick(c, &num, &s.rate_hz);
	for (int i = 0; i < 2; i++)
		s.times[i] = g_string_new(NULL);
	tw_capture_stream(c, write_times, &s, &end, NULL);
	bytes = g_bytes_unref_to_data(
		saleae_file(&s, 0, version, (double)end / (double)s.rate_hz),
		&len);
	sample = add(all, name, bytes, len);
	sample->beside =
		saleae_file(&s, 1, version, (double)end / (double)s.rate_hz);
	sample->config.scl = "0";
	sample->config.sda = "1";
	for (int i = 0; i < 2; i++)
		g_string_free(s.times[i], TRUE);
}

static bool add_made(GPtrArray *all, const char *path)
{
	g_autofree char *folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	g_autoptr(tw_trace) trace = tw_capture_read(path, NULL, NULL);
	g_autoptr(tw_capture) c = tw_capture_open(path, NULL, NULL);
	struct sample *vcd, *records;

	if (!folder || !trace || !c)
		return false;
	vcd = add_written(all, trace, folder, "x.vcd");
	if (vcd)
		vcd->text = true;
	records = add_written(all, trace, folder, "x.twt");
	add_import(all, c);
	add_csv(all, c, "changes.csv", "Time [s],SCL,SDA\n0,1,1\n",
		write_change);
	add_csv(all, c, "logic-1.csv",
		"Time[s], SCL, SDA\n0.000000000000000, 1, 1\n", write_change_1);
	add_csv(all, c, "samples.csv", "SCL,SDA\n", write_samples);
	add_saleae(all, c, "saleae 0", 0);
	add_saleae(all, c, "saleae 1", 1);
	g_rmdir(folder);
	return vcd && records;
}

GPtrArray *spoilt_formats(char **paths)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(sample_free);

	for (size_t i = 0; paths[i]; i++) {
		struct sample *s = add(all, paths[i], NULL, 0);

		if (!g_file_get_contents(paths[i], &s->bytes, &s->len, NULL) ||
		    (!i && !add_made(all, paths[i]))) {
			fprintf(stderr, "cannot read %s\n", paths[i]);
			g_ptr_array_unref(all);
			return NULL;
		}
		s->zip = s->len > 2 && !memcmp(s->bytes, "PK", 2);
	}
	return all;
}
