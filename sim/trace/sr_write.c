/* SPDX-License-Identifier: MIT */
/*
 * Writes sigrok sessions (`.sr`), with the session of PulseView beside them.
 * What a run of equal samples costs does not depend on its length.
 */
#include "monitor/ticks.h"
#include "trace/runs.h"
#include "trace/samples.h"
#include "trace/write.h"
#include "trace/zip_write.h"
#include "twowire/analog.h"

#define MAX_CHANNELS   64
#define MEMBER_SAMPLES RUNS_MAX

struct writer {
	struct zip_write zip;
	struct runs *runs;
	unsigned unitsize;
	uint32_t in_member; /* samples of the member under way */
	unsigned n_members;
};

static void end_member(struct writer *w)
{
	if (!w->in_member)
		return;
	tw_zip_end(&w->zip, tw_runs_end(w->runs), w->in_member * w->unitsize);
	w->in_member = 0;
}

static void samples(struct writer *w, uint64_t levels, uint64_t n)
{
	char name[32];

	while (n) {
		uint32_t room = MEMBER_SAMPLES - w->in_member;
		uint32_t k = n < room ? (uint32_t)n : room;

		if (!w->in_member) {
			g_snprintf(name, sizeof(name), "logic-1-%u",
				   ++w->n_members);
			tw_zip_begin(&w->zip, name);
		}
		tw_runs_add(w->runs, levels, k);
		w->in_member += k;
		n -= k;
		if (w->in_member == MEMBER_SAMPLES)
			end_member(w);
	}
}

static void all_samples(struct writer *w, const tw_trace *trace,
			const struct channels *channels, struct samples *s)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	struct channels_mark mark = {0};
	uint64_t levels = 0;
	uint64_t from = 0;

	for (unsigned i = 0; i < channels->all->len; i++)
		levels |= (uint64_t)channels_get(channels, i)->high << i;
	while (tw_trace_next(trace, &iter, &r)) {
		int n = channels_of(channels, &r);
		uint64_t sample;

		if (n < 0)
			continue;
		sample = n == channels->fault ? tw_samples_of_mark(s, &r)
					      : tw_samples_of(s, &r);
		samples(w, levels, sample - from);
		from = sample;
		if (channels_mark_ends(&mark, sample))
			levels &= ~(1ull << channels->fault);
		if (n == channels->fault)
			mark = (struct channels_mark){sample, true};
		levels = (levels & ~(1ull << n)) | (uint64_t)channels_level(&r)
							   << n;
	}
	samples(w, levels, tw_samples_end(s) - from);
	end_member(w);
}

static void rate(GString *out, uint64_t hz)
{
	static const struct {
		uint64_t hz;
		const char *name;
	} units[] = {{1000000000, "GHz"},
		     {1000000, "MHz"},
		     {1000, "kHz"},
		     {1, "Hz"}};

	if (!hz)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		if (hz % units[i].hz)
			continue;
		g_string_append_printf(out,
				       "samplerate=%" G_GUINT64_FORMAT " %s\n",
				       hz / units[i].hz, units[i].name);
		return;
	}
}

static void metadata(struct writer *w, const struct channels *channels,
		     uint64_t rate_hz)
{
	g_autoptr(GString) text = g_string_new("[global]\n"
					       "sigrok version=0.5.2\n"
					       "\n"
					       "[device 1]\n"
					       "capturefile=logic-1\n");

	g_string_append_printf(text, "total probes=%u\n", channels->all->len);
	rate(text, rate_hz);
	g_string_append(text, "total analog=0\n");
	for (unsigned i = 0; i < channels->all->len; i++)
		g_string_append_printf(text, "probe%u=%s\n", i + 1,
				       channels_get(channels, i)->name);
	g_string_append_printf(text, "unitsize=%u\n", w->unitsize);
	tw_zip_store(&w->zip, "metadata", text->str, text->len);
}

static bool write_session(const tw_trace *trace,
			  const struct channels *channels, struct samples *s,
			  struct out *out)
{
	struct writer w = {.unitsize = (channels->all->len + 7) / 8};

	tw_zip_init(&w.zip, out);
	tw_zip_store(&w.zip, "version", "2", 1);
	metadata(&w, channels, s->rate_hz);
	w.runs = tw_runs_new(out, w.unitsize);
	all_samples(&w, trace, channels, s);
	g_free(w.runs);
	return tw_zip_finish(&w.zip);
}

static bool too_long(const char *path, GError **error)
{
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: the trace lasts too long for a .sr, which has every "
		    "sample in it; write a .vcd",
		    path);
	return false;
}

static bool write_file(const tw_trace *trace, const struct channels *channels,
		       const char *path, const struct tw_write_config *config,
		       GError **error)
{
	struct samples s;
	struct out *out = NULL;
	bool fits;

	tw_samples_init(&s, trace, channels, config->rate_hz);
	fits = tw_samples_end(&s) <= SAMPLES_MAX;
	if (fits)
		out = tw_out_open(path, error);
	if (out)
		fits = write_session(trace, channels, &s, out);
	tw_samples_clear(&s);
	if (!fits && !out)
		return too_long(path, error);
	if (!out || !tw_out_close(out, error))
		return false;
	return fits || too_long(path, error);
}

static bool can_be(const char *path, const struct channels *channels,
		   const struct tw_write_config *config, GError **error)
{
	if (config->rate_hz > NS_PER_S)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: a samplerate is 1 Hz to 1 GHz, got "
			    "%" G_GUINT64_FORMAT " Hz",
			    path, config->rate_hz);
	else if (!channels->all->len || channels->all->len > MAX_CHANNELS)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: a .sr holds 1 to %u channels (two a bus, one "
			    "a net), got %u",
			    path, MAX_CHANNELS, channels->all->len);
	else
		return true;
	return false;
}

bool tw_sr_write(const tw_trace *trace, const char *path,
		 const struct tw_write_config *config, GError **error)
{
	struct tw_analog_window window;
	struct channels channels;
	bool ok = false;

	tw_channels_init_as(&channels, trace, config);
	if (can_be(path, &channels, config, error))
		ok = (tw_trace_analog(trace, &window)
			      ? tw_sr_write_window(trace, path, error)
			      : write_file(trace, &channels, path, config,
					   error)) &&
		     tw_pvs_write(trace, &channels, path, error);
	tw_channels_clear(&channels);
	return ok;
}
