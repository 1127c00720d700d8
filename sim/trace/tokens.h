/* SPDX-License-Identifier: MIT */
/* A text file as words between white space, in constant memory. */
#ifndef TW_TRACE_TOKENS_H
#define TW_TRACE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TOKEN_MAX 1024 /* the rest of a longer word is dropped */

struct tokens {
	FILE *file;
	uint64_t line;	 /* of the last word, from 1 */
	uint64_t offset; /* of the buffer in the file */
	size_t pos;
	size_t len;
	bool failed; /* the file could not be read */
	char word[TOKEN_MAX];
	char buf[65536];
};

/* The next word into t->word. false at the end. */
bool tw_tokens_next(struct tokens *t);
/* Where reading stands in the file; and back to there. */
uint64_t tw_tokens_tell(const struct tokens *t);
bool tw_tokens_seek(struct tokens *t, uint64_t offset, uint64_t line);

#endif /* TW_TRACE_TOKENS_H */
