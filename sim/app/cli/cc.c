/* SPDX-License-Identifier: MIT */
/* twowire cc: firmware's sources into an object. */
#include "command.h"

#include "app/cc/cc.h"

#include <stdio.h>
#include <string.h>

static char *platform, *output, *compiler, *sdk;
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

static bool is_ours(const char *arg, bool *takes_value)
{
	static const char *const valued[] = {"--platform", "--output", "--cc",
					     "--sdk", "-o"};
	static const char *const plain[] = {"-v", "--verbose", "-h", "--help",
					    "-?"};

	*takes_value = false;
	for (size_t i = 0; i < G_N_ELEMENTS(valued); i++) {
		size_t n = strlen(valued[i]);

		if (strncmp(arg, valued[i], n))
			continue;
		*takes_value = !arg[n];
		if (!arg[n] || arg[n] == '=' || n == 2)
			return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
		if (!strcmp(arg, plain[i]))
			return true;
	return arg[0] != '-' || !arg[1];
}

static bool takes_word(const char *option)
{
	static const char *const with_word[] = {
		"-I",	    "-D",      "-U",	     "-include",
		"-isystem", "-iquote", "-idirafter", "-imacros",
		"--param",  "-Xclang", "-mllvm",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(with_word); i++)
		if (!strcmp(option, with_word[i]))
			return true;
	return false;
}

/* The compiler's options, which GOption would refuse, go to @theirs. */
static void split(char **argv, GPtrArray *ours, GPtrArray *theirs)
{
	bool takes_value;

	g_ptr_array_add(ours, argv[0]);
	for (int i = 1; argv[i]; i++) {
		GPtrArray *to = is_ours(argv[i], &takes_value) ? ours : theirs;

		if (to == theirs)
			takes_value = takes_word(argv[i]);
		g_ptr_array_add(to, argv[i]);
		if (takes_value && argv[i + 1])
			g_ptr_array_add(to, argv[++i]);
	}
	g_ptr_array_add(ours, NULL);
	g_ptr_array_add(theirs, NULL);
}

/* What stands for another way of compiling than ours. */
static bool is_refused(const char *option)
{
	static const char *const refused[] = {"-c", "-S", "-E", "-M", "-MM"};

	if (!strcmp(option, "-lm"))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
		if (!strcmp(option, refused[i]))
			return true;
	return !strncmp(option, "-l", 2) || !strncmp(option, "-L", 2) ||
	       !strncmp(option, "-Wl,", 4) ||
	       !strncmp(option, "-fsanitize", 10);
}

static int check(char **sources, GPtrArray *theirs)
{
	for (guint i = 0; i + 1 < theirs->len; i++)
		if (is_refused(theirs->pdata[i]))
			return command_error(
				&command_cc,
				"compiles and links sources in one go, in its "
				"own way, got %s",
				(char *)theirs->pdata[i]);
	if (!platform)
		return command_error(&command_cc,
				     "--platform is missing: it names the chip "
				     "family, rp2040 for example");
	if (!output)
		return command_error(&command_cc,
				     "-o is missing: it names the object to "
				     "write");
	if (!*sources)
		return command_error(&command_cc,
				     "the firmware's sources are missing");
	for (; *sources; sources++)
		if (!g_str_has_suffix(*sources, ".c"))
			return command_error(
				&command_cc,
				"sources must be C files (*.c), got %s",
				*sources);
	return CLI_OK;
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

	split(argv, ours, theirs);
	n = (int)ours->len - 1;
	words = (char **)ours->pdata;
	if (!command_parse(&command_cc, &n, &words))
		return CLI_USAGE;
	words[n] = NULL;
	status = check(words + 1, theirs);
	return status == CLI_OK ? build(words + 1, theirs) : status;
}
