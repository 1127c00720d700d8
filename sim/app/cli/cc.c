/* SPDX-License-Identifier: MIT */
/* twowire cc: firmware's sources into an object. */
#include "command.h"
#include "compiler_args.h"

#include "app/cc/cc.h"

#include <stdio.h>
#include <string.h>

static char *platform, *output, *compiler, *sdk, *costs;
static gboolean verbose;

static const GOptionEntry options[] = {
	{"platform", 0, 0, G_OPTION_ARG_STRING, &platform,
	 "The chip family it is written for, or a folder with include/ and "
	 "hal/",
	 "PLATFORM"},
	{"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
	 "Where to write the object", "FILE"},
	{"cc", 0, 0, G_OPTION_ARG_FILENAME, &compiler,
	 "gcc (the default) or clang, or a version of theirs", "gcc|clang"},
	{"sdk", 0, 0, G_OPTION_ARG_FILENAME, &sdk,
	 "A checkout of the vendor's SDK, for its headers in place of the "
	 "platform's own",
	 "DIR"},
	{"costs", 0, 0, G_OPTION_ARG_STRING, &costs,
	 "What a basic block costs: the same for each (the default), or by "
	 "its instructions",
	 "blocks|instructions"},
	{"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, "Show the commands",
	 NULL},
	{NULL},
};

static int run(int argc, char **argv);

const struct command command_cc = {
	.name = "cc",
	.usage = "--platform PLATFORM -o FW.so [COMPILER OPTION...] SOURCE...",
	.summary = "Compile firmware into an object that chips load",
	.description =
		"Firmware's C sources are compiled unmodified. Every other "
		"option goes to the\ncompiler as it is: -I -D -U -O -std= -W "
		"-f -include and so on. Without -O, code is\ncompiled with "
		"-O1. What the platform's HAL and firmware's C library define "
		"is added\nwhere the sources have no definition of their own.",
	.options = options,
	.run = run,
};

static int check(char **sources, const GPtrArray *theirs)
{
	if (!platform)
		return command_error(&command_cc,
				     "--platform is missing: it names the chip "
				     "family, rp2040 for example");
	if (!output)
		return command_error(&command_cc,
				     "-o is missing: it names the object to "
				     "write");
	if (costs && strcmp(costs, "blocks") && strcmp(costs, "instructions"))
		return command_error(&command_cc,
				     "--costs: must be blocks or instructions, "
				     "got %s",
				     costs);
	return compiler_args_check(&command_cc, sources, theirs);
}

static int build(char **sources, GPtrArray *theirs)
{
	struct cc_job job = {
		.platform = platform,
		.output = output,
		.compiler = compiler,
		.sdk = sdk,
		.options = (const char *const *)theirs->pdata,
		.sources = (const char *const *)sources,
		.priced = !g_strcmp0(costs, "instructions"),
		.verbose = verbose,
	};
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) lines = NULL;

	if (cc_build(&job, &error))
		return CLI_OK;
	lines = g_strsplit(error->message, "\n", -1);
	for (char **l = lines; *l; l++)
		command_error(&command_cc, "%s", *l);
	return CLI_USAGE;
}

static int run(int argc, char **argv)
{
	g_autoptr(GPtrArray) ours = g_ptr_array_new();
	g_autoptr(GPtrArray) theirs = g_ptr_array_new();
	int n, status;
	char **words;

	compiler_args_split(&command_cc, argv, ours, theirs);
	n = (int)ours->len - 1;
	words = (char **)ours->pdata;
	if (!command_parse(&command_cc, &n, &words))
		return CLI_USAGE;
	words[n] = NULL;
	status = check(words + 1, theirs);
	return status == CLI_OK ? build(words + 1, theirs) : status;
}
