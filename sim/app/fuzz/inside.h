/* SPDX-License-Identifier: MIT */
/* A case in the making. */
#ifndef TW_APP_FUZZ_INSIDE_H
#define TW_APP_FUZZ_INSIDE_H

#include "app/fuzz/fuzz.h"

struct maker {
	const struct fuzz *fuzz;
	const uint8_t *bytes;
	size_t at, len;
	struct json_object *root;
	unsigned n_messages, n_faults;
	GHashTable *known; /* register -> what it holds, "a5" */
	bool pointer_known;
	bool abused;	  /* the target need not answer politely any more */
	uint32_t pointer; /* a register's number */
};

/* Appends an element, JSON, to the array @key of a case. */
void fuzz_add(struct json_object *root, const char *key, const char *text);

uint8_t fuzz_next(struct maker *m); /* 0 past the last */
void fuzz_step(struct maker *m, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* polite.c: a transfer that keeps to the profile, and what it must bring, as
 * long as nothing was done that the profile does not speak of. */
void fuzz_polite(struct maker *m, uint8_t op, const char *host);
/* Now something was. */
void fuzz_forget(struct maker *m);
/* What must succeed after everything else. */
void fuzz_clean(struct maker *m);

#endif /* TW_APP_FUZZ_INSIDE_H */
