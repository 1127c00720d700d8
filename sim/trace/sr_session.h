/* SPDX-License-Identifier: MIT */
/* A sigrok session that is open, and its samples as one stream of bytes. */
#ifndef TW_TRACE_SR_SESSION_H
#define TW_TRACE_SR_SESSION_H

#include <zip.h>

#include "trace/reader.h"
#include "trace/sr_meta.h"

#define SR_CHUNK (256u * 1024) /* bytes inflated at a time */
/* Channel numbers: bits of a sample, and from here on analog channels. */
#define SR_ANALOG SR_MAX_PROBES

/* A file of the session with some of the samples. */
struct sr_member {
	uint64_t number;
	zip_uint64_t index;
};

struct sr {
	zip_t *zip;
	struct sr_meta meta;
	GArray *logic;		       /* struct sr_member, sorted */
	GArray *analog[SR_MAX_ANALOG]; /* the same; NULL: not captured */
	uint64_t bytes;		       /* of logic */
	uint64_t analog_bytes;	       /* of one analog channel, the longest */
};

/* The bytes of one member after the other. */
struct sr_bytes {
	const tw_capture *c;
	const GArray *members;
	guint next;
	zip_file_t *file;
};

/* Up to @len bytes, fewer at the end alone. -1 with @error set. */
int64_t tw_sr_bytes_read(struct sr_bytes *b, void *to, size_t len,
			 GError **error);
void tw_sr_bytes_close(struct sr_bytes *b);

/* Streams a set in which there are analog channels. */
bool tw_sr_stream_volts(tw_capture *c, const struct capture_set *set,
			uint64_t *end, GError **error);

#endif /* TW_TRACE_SR_SESSION_H */
