/* SPDX-License-Identifier: MIT */
/*
 * A ZIP file written front to back: members stored, or deflated by runs.h.
 * Time stamps are those of the format's first day, so that equal content
 * gives equal bytes.
 */
#ifndef TW_TRACE_ZIP_WRITE_H
#define TW_TRACE_ZIP_WRITE_H

#include "trace/out.h"

struct zip_write {
	struct out *out;
	GByteArray *directory;
	unsigned n_members;
	uint64_t begin; /* of the member under way: its local header */
	uint64_t data;	/* and its data */
	char name[32];
};

void tw_zip_init(struct zip_write *z, struct out *out);
/* A member as it is. */
void tw_zip_store(struct zip_write *z, const char *name, const void *data,
		  size_t len);
/* A deflated member; what goes to z->out until the end is its data. */
void tw_zip_begin(struct zip_write *z, const char *name);
void tw_zip_end(struct zip_write *z, uint32_t crc, uint32_t len);
/* Writes the directory. false if the file has outgrown the format (4 GiB,
 * 65,535 members). */
bool tw_zip_finish(struct zip_write *z);

#endif /* TW_TRACE_ZIP_WRITE_H */
