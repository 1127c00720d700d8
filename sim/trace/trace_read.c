/* SPDX-License-Identifier: MIT */
/*
 * Any file as a trace: a record stream as it is, a capture with all of its
 * channels.
 */
#include "twowire/trace_file.h"

#include <string.h>

#include "trace/reader.h"
#include "trace/twt_read.h"
#include "trace/wires.h"
#include "twowire/bus.h"

#define NOBODY UINT32_MAX

/* Where a channel's changes go. */
struct target {
	uint32_t source;
	uint8_t line;
	bool is_wire;
};

struct reading {
	tw_capture *capture;
	tw_trace *trace;
	unsigned channels[TW_CAPTURE_CHANNELS]; /* numbers of those streamed */
	struct target targets[TW_CAPTURE_CHANNELS];
	size_t n;
	uint64_t levels;
	bool begun;
};

/* --- Buses ------------------------------------------------------------- */

static const char *name_of(const struct reading *r, unsigned n)
{
	return tw_capture_channel(r->capture, n);
}

/* The place of "scl" in a name, or NULL. */
static const char *find_scl(const char *name)
{
	for (; *name; name++)
		if (!g_ascii_strncasecmp(name, "scl", 3))
			return name;
	return NULL;
}

/* Whether one name is the other with SDA for SCL. */
static bool is_pair(const char *scl, const char *sda)
{
	const char *at = find_scl(scl);
	size_t before = (size_t)(at - scl);

	return strlen(scl) == strlen(sda) && !strncmp(scl, sda, before) &&
	       !g_ascii_strncasecmp(sda + before, "sda", 3) &&
	       !strcmp(at + 3, sda + before + 3);
}

static void add_bus(struct reading *r, const char *name, unsigned scl,
		    unsigned sda)
{
	struct tw_source bus = {.name = name,
				.kind = TW_SOURCE_BUS,
				.scl = name_of(r, scl),
				.sda = name_of(r, sda)};
	uint32_t source = tw_trace_add_source(r->trace, &bus);

	r->channels[r->n] = scl;
	r->targets[r->n++] = (struct target){source, TW_SCL, true};
	r->channels[r->n] = sda;
	r->targets[r->n++] = (struct target){source, TW_SDA, true};
}

static void pair_up(struct reading *r, unsigned scl)
{
	g_autofree char *name = NULL;

	if (!find_scl(name_of(r, scl)))
		return;
	for (unsigned sda = 0; name_of(r, sda); sda++) {
		if (!is_pair(name_of(r, scl), name_of(r, sda)))
			continue;
		name = g_strdup_printf("bus%zu", r->n / 2);
		add_bus(r, r->n ? name : "bus", scl, sda);
		return;
	}
}

/* By their number in the format to that among all channels. */
static unsigned number_of(const struct reading *r, unsigned number)
{
	unsigned i = 0;

	while (g_array_index(r->capture->channels, struct capture_channel, i)
		       .number != number)
		i++;
	return i;
}

static bool find_buses(struct reading *r,
		       const struct tw_capture_config *config, GError **error)
{
	bool named = config && (config->scl || config->sda);

	for (unsigned i = 0;
	     !named && name_of(r, i) && r->n + 2 <= TW_CAPTURE_CHANNELS; i++)
		pair_up(r, i);
	if (r->n)
		return true;
	if (!tw_capture_find_wires(r->capture, config, error))
		return false;
	add_bus(r, "bus", number_of(r, r->capture->scl),
		number_of(r, r->capture->sda));
	return true;
}

/* --- Nets -------------------------------------------------------------- */

static bool is_taken(const struct reading *r, unsigned channel)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->channels[i] == channel)
			return true;
	return false;
}

static void find_nets(struct reading *r)
{
	unsigned left_out = 0;

	for (unsigned i = 0; name_of(r, i); i++) {
		if (is_taken(r, i))
			continue;
		if (r->n == TW_CAPTURE_CHANNELS) {
			left_out++;
			continue;
		}
		r->channels[r->n] = i;
		r->targets[r->n++] = (struct target){.source = NOBODY};
	}
	if (left_out)
		tw_capture_remark(r->capture,
				  "%u channels are left out: at most %d can "
				  "be read",
				  left_out, TW_CAPTURE_CHANNELS);
}

/* Not before the first sample is it known how a net rests. */
static void begin(struct reading *r, uint64_t levels)
{
	r->begun = true;
	for (size_t i = 0; i < r->n; i++) {
		struct tw_source net = {.name = name_of(r, r->channels[i]),
					.kind = TW_SOURCE_NET,
					.rest_high = levels >> i & 1};

		if (r->targets[i].is_wire) {
			r->levels |= 1ull << i;
			continue;
		}
		r->targets[i].source = tw_trace_add_source(r->trace, &net);
		r->levels |= (uint64_t)net.rest_high << i;
	}
}

/* --- Edges ------------------------------------------------------------- */

static void take(void *user, uint64_t tick, uint64_t levels)
{
	struct reading *r = user;
	uint64_t changed;

	if (!r->begun)
		begin(r, levels);
	changed = levels ^ r->levels;
	r->levels = levels;
	for (; changed; changed &= changed - 1) {
		unsigned i = (unsigned)__builtin_ctzll(changed);
		const struct target *to = &r->targets[i];
		struct tw_record record = {
			.tick = tick,
			.source = to->source,
			.kind = to->is_wire ? TW_RECORD_EDGE : TW_RECORD_NET,
			.line = to->line,
			.level = levels >> i & 1,
		};

		tw_trace_append(r->trace, &record);
	}
}

static bool read_capture(tw_capture *c, const struct tw_capture_config *config,
			 tw_trace **trace, GError **error)
{
	struct reading r = {.capture = c};
	struct tw_capture_channels what = {
		.channels = r.channels, .fn = take, .user = &r};
	uint64_t num, den, end;
	bool ok;

	tw_capture_tick(c, &num, &den);
	r.trace = tw_trace_new(num, den);
	if (!find_buses(&r, config, error)) {
		tw_trace_free(r.trace);
		return false;
	}
	find_nets(&r);
	what.n = r.n;
	ok = tw_capture_stream_channels(c, &what, &end, error);
	if (!r.begun)
		begin(&r, UINT64_MAX);
	if (ok)
		tw_trace_set_end(r.trace, end);
	*trace = r.trace;
	return ok;
}

bool tw_trace_read(const char *path, const struct tw_capture_config *config,
		   tw_trace **trace, GError **error)
{
	struct tw_capture_config all = {0};
	g_autoptr(tw_capture) c = NULL;

	*trace = NULL;
	if (config)
		all = *config;
	all.channels_only = true;
	c = tw_capture_open(path, &all, error);
	if (!c)
		return false;
	if (c->format == &tw_capture_format_twt)
		return tw_twt_take_over(c, trace, error);
	return read_capture(c, config, trace, error);
}
