/* SPDX-License-Identifier: MIT */
/* What the scanner fills in and the index looks up. */
#ifndef TW_SCENARIO_JSON_PRIVATE_H
#define TW_SCENARIO_JSON_PRIVATE_H

#include "scenario/json_index.h"

struct tw_json_node {
	uint32_t start, end;   /* of the value, in bytes */
	uint32_t key, key_len; /* within the quotes; key_len 0: none */
	uint32_t nth;	       /* number within its container */
	uint32_t up, next, first;
};

/* Lines and columns are counted from the last mark, not from the beginning. */
#define TW_JSON_MARK_BYTES 1024

struct tw_json_index {
	char *file;
	char *text; /* ends with a NUL */
	uint32_t len;
	GArray *nodes;		   /* of struct tw_json_node */
	struct tw_json_pos *marks; /* of every TW_JSON_MARK_BYTES-th byte */
};

struct tw_json_pos tw_json_pos_at(const tw_json_index *index, uint32_t offset);

/* Fills index->nodes; false with @error set. */
bool tw_json_scan(tw_json_index *index, GError **error);

#endif /* TW_SCENARIO_JSON_PRIVATE_H */
