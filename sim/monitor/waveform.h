/* SPDX-License-Identifier: MIT */
/*
 * A waveform as columns of characters, before it is drawn: a bit takes four
 * columns whatever its length, so that every bit can be read; what lasts much
 * longer than a bit is marked as a gap.
 */
#ifndef TW_MONITOR_WAVEFORM_H
#define TW_MONITOR_WAVEFORM_H

#include "monitor/scene.h"

struct wave_column {
	uint64_t tick; /* when it begins; several may begin at once */
	bool level[2]; /* by enum tw_line; differs from the column before:
			  the edge is here */
	bool gap;
	char mark; /* above: S, P, 0, 1, A, N; 0: none */
};

/* Something with a name and a time: an address or byte, a gap. */
struct wave_item {
	unsigned from; /* columns */
	unsigned to;
	uint64_t tick;
	char text[24];
};

struct wave {
	GArray *columns;
	GArray *items;
	GArray *breaks; /* unsigned: columns where a new panel may begin */
	bool cut;	/* too long, the rest is missing */
};

/* The columns for the edges of @bus from @from to @to. */
void tw_wave_lay_out(struct wave *w, const tw_trace *trace, uint32_t bus,
		     uint64_t from, uint64_t to);
void tw_wave_clear(struct wave *w);

/* tw_trace_waveform() that also says, with a @scene, who pulls, who stretches
 * and what is beyond a limit. */
void tw_waveform_draw(const tw_trace *trace, uint32_t bus,
		      const struct tw_waveform_config *config,
		      const struct scene *scene, GString *out);
/* Who is meant by the numbers of those who pull; nothing in a capture. */
void tw_waveform_legend(const struct scene *scene, bool ascii, GString *out);

#endif /* TW_MONITOR_WAVEFORM_H */
