/* SPDX-License-Identifier: MIT */
/* A build under way, for the files that share it. */
#ifndef TW_CC_BUILD_H
#define TW_CC_BUILD_H

#include "app/cc/cc.h"
#include "app/cc/checks.h"
#include "app/cc/flags.h"
#include "app/cc/layout.h"

struct unit {
	const struct build *build;
	char *source;
	char *assembly;
	char *object;
	bool library;
	bool archived; /* in the object only if asked for */
	bool needed;   /* compiled, or about to be */
	char *text;    /* of the archived */
	char *output;  /* what the compiler said */
	bool ok;
	bool told; /* to the user */
};

struct build {
	const struct cc_job *job;
	struct layout layout;
	enum compiler compiler;
	const char *command;
	char *folder; /* for what is in between */
	char *prelude;
	char **platform_flags;
	struct checks checks;
	bool counted;	  /* the user's sources are, for gcov */
	char **sdk_flags; /* for the user's sources; NULL: no --sdk */
	GPtrArray *units;
};

/* Words of a command, which spawn() takes. */
void build_add(GPtrArray *argv, const char *arg);
void build_add_all(GPtrArray *argv, const char *const *args);
/* What decides which headers and definitions a source sees: the platform's and
 * the user's options. */
void build_add_headers(GPtrArray *argv, const struct unit *u);
/* Runs it; @said: what it wrote to stderr. */
bool build_spawn(const struct build *b, GPtrArray *argv, char **said);

/* link.c: the object from the compiled units. */
bool link_output(const struct build *b, GError **error);

#endif /* TW_CC_BUILD_H */
