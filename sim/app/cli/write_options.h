/* SPDX-License-Identifier: MIT */
/* How traces are written: the options of all commands that write some. */
#ifndef TW_CLI_WRITE_OPTIONS_H
#define TW_CLI_WRITE_OPTIONS_H

#include "command.h"

#include "twowire/trace_file.h"

struct write_options {
	char *samplerate;
	char *timescale;
	gboolean drivers;
	gboolean faults;
};

extern struct write_options write_options;

#define WRITE_OPTIONS                                                          \
	{"samplerate",                                                         \
	 0,                                                                    \
	 0,                                                                    \
	 G_OPTION_ARG_STRING,                                                  \
	 &write_options.samplerate,                                            \
	 "Samplerate of an OUT.sr, as in 24MHz; else the slowest that keeps "  \
	 "edges apart",                                                        \
	 "HZ"},                                                                \
		{"timescale",                                                  \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_STRING,                                          \
		 &write_options.timescale,                                     \
		 "Timescale of an OUT.vcd, as in 10ns; else the coarsest "     \
		 "that is "                                                    \
		 "exact",                                                      \
		 "TIME"},                                                      \
		{"drivers",                                                    \
		 0,                                                            \
		 0,                                                            \
		 G_OPTION_ARG_NONE,                                            \
		 &write_options.drivers,                                       \
		 "Show who pulls: in .sr, .vcd and .csv a channel for each "   \
		 "wire of each part, as dut.i2c0.SDA",                         \
		 NULL},                                                        \
	{                                                                      \
		"faults", 0, 0, G_OPTION_ARG_NONE, &write_options.faults,      \
			"Show where faults strike: a channel FAULT in the "    \
			"same",                                                \
			NULL                                                   \
	}

/* What was asked for. false: said what is wrong with it. */
bool write_options_get(const struct command *command,
		       struct tw_write_config *config);

#endif /* TW_CLI_WRITE_OPTIONS_H */
