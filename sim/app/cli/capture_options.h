/* SPDX-License-Identifier: MIT */
/* What all commands that read a capture share: options, remarks, progress. */
#ifndef TW_CLI_CAPTURE_OPTIONS_H
#define TW_CLI_CAPTURE_OPTIONS_H

#include "command.h"
#include "import.h"

#include "twowire/capture.h"

struct capture_options {
	char *scl;
	char *sda;
	char *threshold;
	gint64 rate;
};

extern struct capture_options capture_options;

#define CAPTURE_OPTIONS                                                        \
	{"scl",                                                                \
	 0,                                                                    \
	 0,                                                                    \
	 G_OPTION_ARG_STRING,                                                  \
	 &capture_options.scl,                                                 \
	 "Channel that is SCL; else by name, else by traffic",                 \
	 "NAME"},                                                              \
		{"sda",                                                        \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING,                                          \
		 &capture_options.sda,                                         \
		 "Channel that is SDA",                                        \
		 "NAME"},                                                      \
		{"threshold",                                                  \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING,                                          \
		 &capture_options.threshold,                                   \
		 "Volts below which a wire is low, above which high (default " \
		 "0.3 and 0.7 of its highest)",                                \
		 "V[,V]"},                                                     \
		{"rate",                                                       \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_INT64,                                           \
		 &capture_options.rate,                                        \
		 "Sample rate, where the capture does not know it",            \
		 "HZ"},                                                        \
		IMPORT_OPTION

/* The first paragraph of what a command says of CAPTURE. */
#define CAPTURE_HELP                                                           \
	"CAPTURE is a sigrok session (.sr), a VCD, an export of Saleae Logic " \
	"(CSV or binary),\nanother CSV, or of any format that libsigrok "      \
	"imports; - is standard input. Without\n--scl and --sda the channels " \
	"with such names are taken, or else the two whose traffic\nis I2C.\n"

/* What was asked for; remarks go to stderr, and progress where that is a
 * terminal and @quiet, or stdout is none. false: said what is wrong with the
 * options. @command must outlive the capture. */
bool capture_options_get(const struct command *command, bool quiet,
			 struct tw_capture_config *config);

#endif /* TW_CLI_CAPTURE_OPTIONS_H */
