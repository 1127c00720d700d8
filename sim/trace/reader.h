/* SPDX-License-Identifier: MIT */
/*
 * What every reader of captures is made of: a format opens the file and names
 * its channels; then the wires are chosen; then it streams their levels.
 */
#ifndef TW_TRACE_READER_H
#define TW_TRACE_READER_H

#include "twowire/capture.h"

struct capture_format {
	/* Fills in num, den and channels. */
	bool (*open)(tw_capture *c, GError **error);
	bool (*stream)(tw_capture *c, tw_levels_fn fn, void *user,
		       uint64_t *end, GError **error);
	/* The same into a decoder, in a shorter way; may be NULL. */
	bool (*decode)(tw_capture *c, tw_decoder *decoder, uint64_t *end,
		       GError **error);
	void (*close)(tw_capture *c);
};

struct capture_channel {
	char *name;
	unsigned number; /* the format's own */
};

struct tw_capture {
	const struct capture_format *format;
	char *path;
	uint64_t num; /* one tick is num / den seconds */
	uint64_t den;
	GArray *channels; /* struct capture_channel */
	unsigned scl;	  /* the chosen channels' numbers */
	unsigned sda;
	void *state; /* the format's own */
};

extern const struct capture_format tw_capture_format_sr;
extern const struct capture_format tw_capture_format_vcd;

void tw_capture_add_channel(tw_capture *c, const char *name, unsigned number);

#endif /* TW_TRACE_READER_H */
