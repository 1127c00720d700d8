/* SPDX-License-Identifier: MIT */
/*
 * Where everything in a JSON text stands.
 *
 * json-c keeps no positions, lets the last of two equal keys win and takes
 * more than RFC 8259 allows. This index is made first, by a strict scan of the
 * text, so that what json-c then parses is known to be sound, and every error
 * can name file, line, column and path.
 *
 * Values are numbered in the order of the text; 0 is the outermost one.
 */
#ifndef TW_SCENARIO_JSON_INDEX_H
#define TW_SCENARIO_JSON_INDEX_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a text may ask of us. */
enum {
	TW_JSON_MAX_BYTES = 1 << 20,
	TW_JSON_MAX_DEPTH = 32,
	TW_JSON_MAX_VALUES = 200000,
	TW_JSON_MAX_KEYS = 256, /* of one object */
};

#define TW_JSON_NONE UINT32_MAX

typedef struct tw_json_index tw_json_index;

struct tw_json_pos {
	unsigned line; /* both from 1; columns count characters */
	unsigned column;
};

/* @file: for messages. Copies @text. NULL with @error set (TW_ERROR_CONFIG)
 * where the text is not JSON, or more than the limits. */
tw_json_index *tw_json_index_new(const char *text, size_t len, const char *file,
				 GError **error);
void tw_json_index_free(tw_json_index *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_json_index, tw_json_index_free)

/* The value of a key of an object, or TW_JSON_NONE. */
uint32_t tw_json_member(const tw_json_index *index, uint32_t object,
			const char *key);
/* The first value inside an object or array, and the one after a value;
 * TW_JSON_NONE at the end. */
uint32_t tw_json_first(const tw_json_index *index, uint32_t container);
uint32_t tw_json_next(const tw_json_index *index, uint32_t value);
/* Its number within its container, from 0. */
uint32_t tw_json_nth(const tw_json_index *index, uint32_t value);
/* The key of an object's value. Free with g_free(). */
char *tw_json_key(const tw_json_index *index, uint32_t value);

/* Where the value stands, or with @key its key. */
struct tw_json_pos tw_json_where(const tw_json_index *index, uint32_t value,
				 bool key);
/* "devices[0].addr"; "" for the outermost. Free with g_free(). */
char *tw_json_path(const tw_json_index *index, uint32_t value);
/* The value as the text has it, shortened where long. Free with g_free(). */
char *tw_json_source(const tw_json_index *index, uint32_t value);
/* "case.json:12:20: devices[0].addr". Free with g_free(). */
char *tw_json_place(const tw_json_index *index, uint32_t value, bool key);
const char *tw_json_text(const tw_json_index *index, size_t *len);

/* Sets @error (TW_ERROR_CONFIG) to the place and what is wrong there; always
 * false. */
bool tw_json_error(const tw_json_index *index, uint32_t value, GError **error,
		   const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The same, at the value's key. */
bool tw_json_key_error(const tw_json_index *index, uint32_t value,
		       GError **error, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

#endif /* TW_SCENARIO_JSON_INDEX_H */
