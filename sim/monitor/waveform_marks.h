/* SPDX-License-Identifier: MIT */
/* What a waveform in characters says beside the wires. */
#ifndef TW_MONITOR_WAVEFORM_MARKS_H
#define TW_MONITOR_WAVEFORM_MARKS_H

#include "monitor/waveform.h"
#include "twowire/bus.h"

#define GUTTER 5 /* "SCL  " */

struct drawing {
	const struct wave *wave;
	const struct scene *scene; /* NULL: the wires alone */
	GString *out;
	unsigned from; /* columns of the panel */
	unsigned to;
	bool ascii;
	uint64_t num;
	uint64_t den;
};

/* Ends the line without the spaces it ends in. */
void tw_waveform_end_line(GString *out);
/* A row for each port that pulls @line in the panel, by number. */
void tw_waveform_pulls(const struct drawing *d, enum tw_line line);
/* A row for each stretch and each violation of the panel. */
void tw_waveform_marks(const struct drawing *d);

#endif /* TW_MONITOR_WAVEFORM_MARKS_H */
