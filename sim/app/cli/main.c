/* SPDX-License-Identifier: MIT */
/* The program: finds the command and runs it. */
#include "command.h"

#include "scenario/nearest.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#define ENTRY(name) &command_##name,
const struct command *const commands[] = {CLI_COMMANDS(ENTRY) NULL};

static gboolean version, man, completion;

static const GOptionEntry options[] = {
	{"version", 0, 0, G_OPTION_ARG_NONE, &version,
	 "Print the version and leave", NULL},
	{"dump-man", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &man,
	 "Print the man page and leave", NULL},
	{"dump-completion", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE,
	 &completion, "Print the bash completion and leave", NULL},
	{NULL},
};

static GOptionContext *context_new(void)
{
	GOptionContext *context = g_option_context_new("COMMAND [ARGUMENT...]");
	GString *text = g_string_new("Commands:\n");

	for (size_t i = 0; commands[i]; i++)
		g_string_append_printf(text, "  %-10s %s\n", commands[i]->name,
				       commands[i]->summary);
	g_string_append(text,
			"\ntwowire COMMAND --help tells more of each.\n"
			"\n"
			"Exit status: 0 all held, 1 an expectation failed "
			"or a difference was found,\n2 usage or bad input, "
			"3 firmware crashed or hung, 4 our own fault.");
	g_option_context_set_strict_posix(context, TRUE);
	g_option_context_set_summary(context,
				     "A cycle-approximate I2C bus simulator.");
	g_option_context_set_description(context, text->str);
	g_option_context_add_main_entries(context, options, NULL);
	g_string_free(text, TRUE);
	return context;
}

static int unknown(const char *name)
{
	const char **names = g_new0(const char *, G_N_ELEMENTS(commands));
	const char *near;

	for (size_t i = 0; commands[i]; i++)
		names[i] = commands[i]->name;
	near = tw_nearest(name, names);
	fprintf(stderr, "twowire: no such command, got \"%s\"", name);
	if (near)
		fprintf(stderr, " (did you mean %s?)", near);
	fprintf(stderr, "\ntwowire --help lists the commands\n");
	g_free(names);
	return CLI_USAGE;
}

static int dispatch(int argc, char **argv)
{
	for (size_t i = 0; commands[i]; i++)
		if (!strcmp(commands[i]->name, argv[0]))
			return commands[i]->run(argc, argv);
	return unknown(argv[0]);
}

static int run(int argc, char **argv)
{
	GOptionContext *context = context_new();
	g_autoptr(GError) error = NULL;
	bool ok;

	g_set_prgname("twowire");
	ok = g_option_context_parse(context, &argc, &argv, &error);
	g_option_context_free(context);
	if (!ok) {
		fprintf(stderr, "twowire: %s\n", error->message);
		return CLI_USAGE;
	}
	if (version)
		printf("twowire %s\n", TW_VERSION);
	if (man)
		dump_man();
	if (completion)
		dump_completion();
	if (version || man || completion)
		return CLI_OK;
	if (argc < 2) {
		fprintf(stderr, "twowire: a command is missing; "
				"twowire --help lists them\n");
		return CLI_USAGE;
	}
	return dispatch(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	int status;

	setlocale(LC_CTYPE, ""); /* for the characters in GOption's help */
	status = run(argc, argv);
	return command_finish(status);
}
