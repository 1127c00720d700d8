/* SPDX-License-Identifier: MIT */
/* twowire convert: a capture or a trace in another format. */
#include "capture_options.h"
#include "command.h"
#include "units.h"
#include "write_options.h"

#include "twowire/trace_file.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int convert(int argc, char **argv);

static char *from, *to;

static const GOptionEntry options[] = {
	CAPTURE_OPTIONS,
	WRITE_OPTIONS,
	{"from", 0, 0, G_OPTION_ARG_STRING, &from,
	 "Leave out what comes before: a time such as 1.5ms or 200us; a bare "
	 "number is ns, or a sample where there is no samplerate. OUT begins "
	 "there",
	 "TIME"},
	{"to", 0, 0, G_OPTION_ARG_STRING, &to, "Leave out what comes after",
	 "TIME"},
	{NULL},
};

const struct command command_convert = {
	.name = "convert",
	.usage = "CAPTURE OUT.sr|.twt|.vcd|.csv|.jsonl|.txt",
	.summary = "Write a capture or a trace in another format",
	.description =
		"" CAPTURE_HELP "\n"
		"All of its channels are kept: pairs such as SCL0 and SDA0 are "
		"buses, others nets.\n"
		"OUT's extension names the format; - is the transaction log on "
		"stdout. Of a damaged\nfile what comes before the damage is "
		"written, and the exit status is 2.",
	.options = options,
	.run = convert,
};

/* NULL: said why not. */
static tw_trace *cut(const tw_trace *trace)
{
	uint64_t first = 0, last = tw_trace_end(trace);

	if (!units_tick(&command_convert, "--from", from, trace, &first) ||
	    !units_tick(&command_convert, "--to", to, trace, &last))
		return NULL;
	if (first < last && first < tw_trace_end(trace))
		return tw_trace_cut(trace, first, last);
	command_error(&command_convert,
		      "nothing lies from --from %s to --to %s; the capture has "
		      "%" G_GUINT64_FORMAT " ticks",
		      from ? from : "0", to ? to : "the end",
		      tw_trace_end(trace));
	return NULL;
}

/* Else a capture would be gone, for what we write of it. */
static bool is_same_file(const char *in, const char *out)
{
	struct stat a, b;

	return !(strcmp(in, "-") ? stat(in, &a) : fstat(STDIN_FILENO, &a)) &&
	       !stat(out, &b) && S_ISREG(a.st_mode) && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

static int convert_trace(const tw_trace *trace, const char *path,
			 const struct tw_write_config *look)
{
	g_autoptr(tw_trace) part = NULL;
	GError *error = NULL;

	if (from || to) {
		part = cut(trace);
		if (!part)
			return CLI_USAGE;
		trace = part;
	}
	if (tw_trace_write_as(trace, path, look, &error))
		return CLI_OK;
	return command_gerror(&command_convert, error);
}

static int convert(int argc, char **argv)
{
	struct tw_capture_config config;
	struct tw_write_config look;
	g_autoptr(tw_trace) trace = NULL;
	GError *error = NULL;
	int status;
	bool ok;

	if (!command_parse(&command_convert, &argc, &argv) ||
	    !capture_options_get(&command_convert, true, &config) ||
	    !write_options_get(&command_convert, &look))
		return CLI_USAGE;
	if (argc != 3)
		return command_error(&command_convert,
				     "expected CAPTURE and OUT, got %d "
				     "argument%s",
				     argc - 1, argc == 2 ? "" : "s");
	if (is_same_file(argv[1], argv[2]))
		return command_error(&command_convert,
				     "%s: expected another file than the "
				     "capture to write to",
				     argv[2]);
	ok = tw_trace_read(argv[1], &config, &trace, &error);
	if (!trace)
		return command_gerror(&command_convert, error);
	status = convert_trace(trace, argv[2], &look);
	if (ok)
		return status;
	command_gerror(&command_convert, error);
	if (status == CLI_OK)
		command_error(&command_convert,
			      "%s has what comes before the damage", argv[2]);
	return CLI_USAGE;
}
