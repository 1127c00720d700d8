/* SPDX-License-Identifier: MIT */
/* twowire coverage: merges coverages and prints what is missing. */
#include "capture_options.h"
#include "command.h"
#include "covered.h"

#include <stdio.h>
#include <string.h>

static int coverage(int argc, char **argv);

static char *format, *merged;

static const GOptionEntry options[] = {
	{"output", 'o', 0, G_OPTION_ARG_FILENAME, &merged,
	 "Write what all files have together", "FILE"},
	CAPTURE_OPTIONS,
	{"format", 0, 0, G_OPTION_ARG_STRING, &format,
	 "How to print; text if not given", "text|json"},
	{NULL},
};

const struct command command_coverage = {
	.name = "coverage",
	.usage = "FILE...",
	.summary = "Print what of the protocol was covered",
	.description =
		"A FILE is what twowire run --coverage wrote, or a capture: a "
		"sigrok session (.sr) or a\nVCD. All are added up; their order "
		"does not matter.\n"
		"\n"
		"text prints a line a group: how many of its bins were hit, "
		"how many there are, and\nwhich are missing. json prints all "
		"counts, in the form of the files. docs/coverage.md\ndefines "
		"every bin. A capture does not know who drives: some bins "
		"stay empty.",
	.options = options,
	.run = coverage,
};

static int coverage(int argc, char **argv)
{
	g_autoptr(tw_coverage) all = tw_coverage_new();
	g_autoptr(GString) out = g_string_new(NULL);
	struct tw_capture_config channels;
	GError *error = NULL;
	bool json;

	if (!command_parse(&command_coverage, &argc, &argv))
		return CLI_USAGE;
	if (argc < 2)
		return command_error(&command_coverage,
				     "expected a file to read");
	json = format && !strcmp(format, "json");
	if (format && !json && strcmp(format, "text"))
		return command_error(&command_coverage,
				     "--format must be text or json, got "
				     "\"%s\"",
				     format);
	if (!capture_options_get(&command_coverage, true, &channels))
		return CLI_USAGE;
	for (int i = 1; i < argc; i++)
		if (!covered_add_file(all, argv[i], &channels, &error))
			return command_gerror(&command_coverage, error);
	if (merged && !covered_write(all, merged, &error))
		return command_gerror(&command_coverage, error);
	if (json)
		tw_coverage_to_json(all, out);
	else
		tw_coverage_to_text(all, out);
	fwrite(out->str, 1, out->len, stdout);
	return CLI_OK;
}
