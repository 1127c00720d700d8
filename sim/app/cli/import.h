/* SPDX-License-Identifier: MIT */
/*
 * Captures that only libsigrok reads: the program twowire-import reads them, in
 * a process of its own, with limits.
 */
#ifndef TW_CLI_IMPORT_H
#define TW_CLI_IMPORT_H

#include "twowire/capture.h"

/* Sets what --input-format asks for; every command that opens a capture has
 * the option. */
extern char *import_format;
#define IMPORT_OPTION                                                          \
	{                                                                      \
		"input-format", 'I', 0, G_OPTION_ARG_STRING, &import_format,   \
			"Let libsigrok read the capture, as this format (see " \
			"twowire decode --help)",                              \
			"NAME[:KEY=VALUE]..."                                  \
	}

/* Lets @config use it. */
void import_into(struct tw_capture_config *config);

#endif /* TW_CLI_IMPORT_H */
