/* SPDX-License-Identifier: MIT */
/* Making replays, from capture files and from traces. */
#include "replay/replay.h"

#include "monitor/levels.h"

__extension__ typedef unsigned __int128 u128;

uint64_t replay_to_ns(const tw_replay *r, uint64_t tick)
{
	u128 ns = (u128)tick * r->tick_num * 1000000000u;

	return (uint64_t)(ns / r->tick_den);
}

static tw_replay *make(const struct tw_replay_config *config)
{
	tw_replay *r = g_new0(tw_replay, 1);

	if (config)
		r->config = *config;
	if (!r->config.tolerance_ns)
		r->config.tolerance_ns = TW_US(10);
	if (!r->config.timing_tolerance_ns)
		r->config.timing_tolerance_ns = r->config.tolerance_ns;
	if (!r->config.lead_ns)
		r->config.lead_ns = TW_MS(1);
	r->pulses = g_array_new(FALSE, TRUE, sizeof(struct pulse));
	r->conditions = g_array_new(FALSE, TRUE, sizeof(struct condition));
	r->changes = g_array_new(FALSE, TRUE, sizeof(struct condition));
	r->messages = g_array_new(FALSE, TRUE, sizeof(struct message));
	r->actions = g_array_new(FALSE, TRUE, sizeof(struct action));
	r->lives = g_array_new(FALSE, TRUE, sizeof(struct live));
	r->events = g_array_new(FALSE, TRUE, sizeof(struct event));
	r->ignores = g_array_new(FALSE, TRUE, sizeof(struct tw_replay_ignore));
	r->learned = g_string_new(NULL);
	r->learned_inputs = g_array_new(FALSE, TRUE, sizeof(struct learned));
	r->strings = g_string_chunk_new(256);
	replay_begin(r);
	return r;
}

/* @path: for messages. */
static bool set_tick(tw_replay *r, const char *path, GError **error)
{
	if (r->config.rate_hz) {
		r->tick_num = 1;
		r->tick_den = r->config.rate_hz;
	}
	if (!r->tick_num) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: does not say how long a sample is; give the "
			    "sample rate",
			    path);
		return false;
	}
	r->tick_ns = replay_to_ns(r, 1) + 1;
	return true;
}

static bool has_messages(const tw_replay *r, const char *path, GError **error)
{
	if (r->messages->len)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s: there is no START on these wires", path);
	return false;
}

static bool read_capture(tw_replay *r, const char *path, GError **error)
{
	g_autoptr(tw_capture) capture =
		tw_capture_open(path, &r->config.capture, error);
	uint64_t end = 0;

	if (!capture)
		return false;
	tw_capture_tick(capture, &r->tick_num, &r->tick_den);
	if (!set_tick(r, path, error) ||
	    !tw_capture_stream(capture, replay_levels, r, &end, error))
		return false;
	r->end_ns = replay_to_ns(r, end);
	return has_messages(r, path, error);
}

tw_replay *tw_replay_open(const char *path,
			  const struct tw_replay_config *config, GError **error)
{
	g_autoptr(tw_replay) r = make(config);

	return read_capture(r, path, error) ? g_steal_pointer(&r) : NULL;
}

static void read_trace(tw_replay *r, const tw_trace *trace, uint32_t bus)
{
	struct tw_trace_iter iter = {0};
	struct tw_record rec;
	struct levels now, done;

	levels_init(&now);
	while (tw_trace_next(trace, &iter, &rec)) {
		if (rec.kind != TW_RECORD_EDGE || rec.source != bus)
			continue;
		if (levels_edge(&now, &rec, &done))
			replay_levels(r, done.tick, done.level[TW_SCL],
				      done.level[TW_SDA]);
	}
	if (now.pending)
		replay_levels(r, now.tick, now.level[TW_SCL],
			      now.level[TW_SDA]);
}

tw_replay *tw_replay_new(const tw_trace *trace, uint32_t bus,
			 const struct tw_replay_config *config, GError **error)
{
	g_autoptr(tw_replay) r = make(config);

	tw_trace_tick(trace, &r->tick_num, &r->tick_den);
	if (!set_tick(r, "trace", error))
		return NULL;
	read_trace(r, trace, bus);
	r->end_ns = replay_to_ns(r, tw_trace_end(trace));
	return has_messages(r, "trace", error) ? g_steal_pointer(&r) : NULL;
}

uint64_t tw_replay_length_ns(const tw_replay *r)
{
	return r->config.lead_ns + r->end_ns;
}

void tw_replay_free(tw_replay *r)
{
	if (!r)
		return;
	g_array_free(r->pulses, TRUE);
	g_array_free(r->conditions, TRUE);
	g_array_free(r->changes, TRUE);
	g_array_free(r->messages, TRUE);
	g_array_free(r->actions, TRUE);
	g_array_free(r->lives, TRUE);
	g_array_free(r->events, TRUE);
	g_array_free(r->ignores, TRUE);
	g_string_free(r->learned, TRUE);
	g_array_free(r->learned_inputs, TRUE);
	g_string_chunk_free(r->strings);
	g_free(r);
}
