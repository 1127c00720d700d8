/* SPDX-License-Identifier: MIT */
/*
 * Firmware's sources made into an object that a chip loads. The compilers'
 * own instrumentation, made for finding races and measuring coverage, calls the
 * runtime before every volatile access and in every basic block.
 */
#ifndef TW_CC_H
#define TW_CC_H

#include <glib.h>
#include <stdbool.h>

struct cc_job {
	const char *platform; /* a name, or a folder with include/ and hal/ */
	const char *output;
	const char *compiler; /* NULL: gcc */
	const char *sdk; /* the vendor's checkout, whose headers take the place
			    of the platform's own; NULL: none */
	const char *const *options; /* for the compiler; ends with NULL */
	const char *const *sources; /* ends with NULL */
	bool priced;		    /* a block costs what its instructions do */
	bool verbose;		    /* commands to stderr */
};

/* Compiles and links. What the compiler says goes to stderr. false with @error
 * set to TW_ERROR_CONFIG, or TW_ERROR_FIRMWARE where the sources are at fault;
 * there is no output then. */
bool cc_build(const struct cc_job *job, GError **error);

/* The names of the platforms there are, sorted; free with g_strfreev(). */
char **cc_platforms(void);

#endif /* TW_CC_H */
