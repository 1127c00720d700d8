/* SPDX-License-Identifier: MIT */
/* The timing of a capture, measured while it is read. */
#include "monitor/timing_rows.h"
#include "trace/reader.h"

struct reading {
	tw_capture *capture;
	GError **error;
	timing_record_fn fn;
	void *user;
	bool level[2];
};

static void hand_over(void *user, uint64_t tick, bool scl, bool sda)
{
	struct reading *r = user;
	bool level[2] = {scl, sda};

	for (uint8_t line = 0; line < 2; line++) {
		struct tw_record edge = {
			.tick = tick,
			.kind = TW_RECORD_EDGE,
			.line = line,
			.level = level[line],
		};

		if (level[line] != r->level[line])
			r->fn(r->user, &edge);
		r->level[line] = level[line];
	}
}

static bool each(void *from, timing_record_fn fn, void *user, uint64_t *end)
{
	struct reading *r = from;

	r->fn = fn;
	r->user = user;
	r->level[0] = r->level[1] = true;
	return tw_capture_stream(r->capture, hand_over, r, end, r->error);
}

tw_timing_report *tw_capture_timing(tw_capture *capture,
				    const struct tw_timing_config *config,
				    GError **error)
{
	const struct tw_source bus = {.name = "bus", .kind = TW_SOURCE_BUS};
	struct reading r = {.capture = capture, .error = error};
	const struct timing_records records = {each, &r};
	tw_trace *head;

	if (!capture->num) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: has no samplerate: times are unknown; --rate "
			    "tells it",
			    capture->path);
		return NULL;
	}
	head = tw_trace_new(capture->num, capture->den);
	tw_trace_add_source(head, &bus);
	return tw_timing_of_records(head, 0, config, &records);
}
