/* SPDX-License-Identifier: MIT */
/* Traffic of our own, summed up. Include after cmocka. */
#ifndef TW_TEST_SUMMED_H
#define TW_TEST_SUMMED_H

#include "twowire/parts.h"
#include "twowire/summary.h"
#include "wires.h"

#define PER_S 1000000000u /* ticks: ns */

/* @den: ticks a second; 0: nobody knows. */
static inline char *text_of(const struct wires *w, uint64_t den)
{
	g_autoptr(tw_summary) s =
		tw_summary_new(den ? 1 : 0, den ? den : 1, tw_parts.models);
	GString *out = g_string_new(NULL);
	struct tw_trace_iter iter = {0};
	bool level[2] = {true, true};
	struct tw_record r;

	while (tw_trace_next(w->trace, &iter, &r)) {
		if (r.kind != TW_RECORD_EDGE)
			continue;
		level[r.line] = r.level;
		tw_summary_levels(s, r.tick, level[TW_SCL], level[TW_SDA]);
	}
	tw_summary_finish(s, w->now);
	tw_summary_to_text(s, out);
	return g_string_free(out, FALSE);
}

static inline void expect(const struct wires *w, uint64_t den, const char *text)
{
	g_autofree char *got = text_of(w, den);

	if (!strstr(got, text))
		fail_msg("no \"%s\" in\n%s", text, got);
}

static inline void expect_none(const struct wires *w, const char *text)
{
	g_autofree char *got = text_of(w, PER_S);

	if (strstr(got, text))
		fail_msg("\"%s\" in\n%s", text, got);
}

static inline void write_bytes(struct wires *w, const uint8_t *bytes, size_t n)
{
	wires_start(w, false);
	for (size_t i = 0; i < n; i++)
		wires_byte(w, bytes[i], true);
	wires_stop(w);
}

#define WRITE(w, ...)                                                          \
	write_bytes(w, (const uint8_t[]){__VA_ARGS__},                         \
		    sizeof((const uint8_t[]){__VA_ARGS__}))

#endif /* TW_TEST_SUMMED_H */
