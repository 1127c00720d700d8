/* SPDX-License-Identifier: MIT */
#include "compiler_args.h"

#include <string.h>

/* -o FILE, -oFILE, --output FILE and --output=FILE. */
static bool matches(const GOptionEntry *o, const char *arg, bool *takes_value)
{
	bool valued = o->arg != G_OPTION_ARG_NONE;
	size_t n = strlen(o->long_name);
	const char *rest = NULL;

	if (o->short_name && arg[0] == '-' && arg[1] == o->short_name)
		rest = arg + 2;
	else if (!strncmp(arg, "--", 2) && !strncmp(arg + 2, o->long_name, n) &&
		 (!arg[2 + n] || arg[2 + n] == '='))
		rest = arg + 2 + n;
	if (!rest || (!valued && *rest))
		return false;
	*takes_value = valued && !*rest;
	return true;
}

static bool is_ours(const struct command *command, const char *arg,
		    bool *takes_value)
{
	static const char *const help[] = {"-h", "--help", "-?"};

	*takes_value = false;
	for (const GOptionEntry *o = command->options; o->long_name; o++)
		if (matches(o, arg, takes_value))
			return true;
	for (size_t i = 0; i < G_N_ELEMENTS(help); i++)
		if (!strcmp(arg, help[i]))
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

void compiler_args_split(const struct command *command, char **argv,
			 GPtrArray *ours, GPtrArray *theirs)
{
	bool takes_value;

	g_ptr_array_add(ours, argv[0]);
	for (int i = 1; argv[i]; i++) {
		GPtrArray *to =
			is_ours(command, argv[i], &takes_value) ? ours : theirs;

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
	       (!strncmp(option, "-fsanitize", 10) && option[10] != '=');
}

int compiler_args_check(const struct command *command, char **sources,
			const GPtrArray *theirs)
{
	for (guint i = 0; i + 1 < theirs->len; i++)
		if (is_refused(theirs->pdata[i]))
			return command_error(
				command,
				"compiles and links sources in one go, in its "
				"own way, got %s",
				(char *)theirs->pdata[i]);
	if (!*sources)
		return command_error(command,
				     "the firmware's sources are missing");
	for (; *sources; sources++)
		if (!g_str_has_suffix(*sources, ".c"))
			return command_error(
				command,
				"sources must be C files (*.c), got %s",
				*sources);
	return CLI_OK;
}
