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
	char *rate;
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
		 G_OPTION_ARG_STRING,                                          \
		 &capture_options.rate,                                        \
		 "Samplerate of the capture, as in 24MHz, where it does not "  \
		 "know it",                                                    \
		 "HZ"},                                                        \
		IMPORT_OPTION

/* The first paragraph of what a command says of CAPTURE. */
#define CAPTURE_HELP                                                           \
	"CAPTURE is a sigrok session (.sr), a VCD, an export of Saleae Logic " \
	"(CSV or binary),\nanother CSV, a record stream (.twt) of `twowire "   \
	"run --trace`, or of any format that\nlibsigrok imports; - is "        \
	"standard input. Without --scl and --sda the channels with\nsuch "     \
	"names are taken, or else the two whose traffic is I2C.\n"

/* What was asked for; remarks go to stderr, and progress where that is a
 * terminal and @quiet, or stdout is none. false: said what is wrong with the
 * options. @command must outlive the capture. */
bool capture_options_get(const struct command *command, bool quiet,
			 struct tw_capture_config *config);

#endif /* TW_CLI_CAPTURE_OPTIONS_H */
