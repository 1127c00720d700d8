/* SPDX-License-Identifier: MIT */
/*
 * What every reader of captures is made of: a format opens the file and names
 * its channels; then the wires are chosen; then it streams their levels.
 */
#ifndef TW_TRACE_READER_H
#define TW_TRACE_READER_H

#include <stdio.h>

#include "twowire/capture.h"

#define CAPTURE_WORD 40 /* bytes of what is wrong, in a message */

/* The format's own numbers of the channels that are streamed. */
struct capture_set {
	const unsigned *numbers;
	size_t n;
	tw_channels_fn fn;
	void *user;
	const bool *stop; /* (nullable): set by fn, who has seen enough */
};

struct capture_format {
	/* Fills in num, den and channels, from c->file at its beginning. */
	bool (*open)(tw_capture *c, GError **error);
	/* Told of tick 0, then of every change. */
	bool (*stream_channels)(tw_capture *c, const struct capture_set *set,
				uint64_t *end, GError **error);
	/* The two wires alone in a shorter way, and the same into a decoder;
	 * may be NULL. */
	bool (*stream)(tw_capture *c, tw_levels_fn fn, void *user,
		       uint64_t *end, GError **error);
	bool (*decode)(tw_capture *c, tw_decoder *decoder, uint64_t *end,
		       GError **error);
	void (*close)(tw_capture *c);
};

struct capture_channel {
	char *name;
	unsigned number; /* the format's own */
	bool volts;	 /* thresholded: others are looked at first */
	bool part;	 /* a bit of something wider: no guess looks at it */
};

struct tw_capture {
	const struct capture_format *format;
	char *path;
	FILE *file;   /* seekable, whatever was given */
	uint64_t num; /* one tick is num / den seconds */
	uint64_t den;
	GArray *channels; /* struct capture_channel */
	unsigned scl;	  /* the chosen channels' numbers */
	unsigned sda;
	void *state; /* the format's own */
	/* Of the config. */
	uint64_t rate_hz;
	uint32_t low_uV;
	uint32_t high_uV;
	void (*progress)(void *user, uint64_t done, uint64_t total);
	void *progress_user;
	void (*remark)(void *user, const char *text);
	void *remark_user;
};

extern const struct capture_format tw_capture_format_import;
extern const struct capture_format tw_capture_format_sr;
extern const struct capture_format tw_capture_format_csv;
extern const struct capture_format tw_capture_format_saleae;
extern const struct capture_format tw_capture_format_twt;
extern const struct capture_format tw_capture_format_vcd;

/* What a file says, as it may be printed: UTF-8 without control characters.
 * Free with g_free(). */
char *tw_capture_shown(const char *text);
/* The same of the first CAPTURE_WORD bytes of it. */
char *tw_capture_shown_word(const char *text);
/* The name is copied as tw_capture_shown() has it. */
void tw_capture_add_channel(tw_capture *c, const char *name, unsigned number);

/* tw_capture_stream() by way of stream_channels(). */
bool tw_capture_stream_two(tw_capture *c, tw_levels_fn fn, void *user,
			   uint64_t *end, GError **error);

/* Called now and then by readers. false: enough has been read, and the stream
 * ends as if it had come to its end. @set may be NULL. */
bool tw_capture_goes_on(const tw_capture *c, const struct capture_set *set,
			uint64_t done, uint64_t total);

/* What the user should know though it is no error. */
G_GNUC_PRINTF(2, 3)
void tw_capture_remark(const tw_capture *c, const char *format, ...);

/* Is this file, at its beginning, a text in columns? The first @n bytes of it
 * are @head. */
bool tw_capture_csv_is(FILE *file, const char *head, size_t n);

/* Feeds the wires' levels to a decoder, and does not finish it. */
bool tw_capture_decode_into(tw_capture *c, tw_decoder *decoder, GError **error);

/* The file to read @path from: itself, or a copy that is seekable. NULL with
 * @error set. */
FILE *tw_capture_file(const char *path, GError **error);
/* The same of a descriptor, which it closes. */
FILE *tw_capture_file_of(int fd, const char *path, GError **error);
/* How long it is; 0: not known. */
uint64_t tw_capture_file_bytes(FILE *file);

#endif /* TW_TRACE_READER_H */
