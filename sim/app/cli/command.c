/* SPDX-License-Identifier: MIT */
/* What all commands share: options, help, error messages. */
#include "command.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static void say(const struct command *command, const char *what)
{
	fprintf(stderr, "twowire %s: %s\n", command->name, what);
}

int command_error(const struct command *command, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	say(command, what);
	return CLI_USAGE;
}

int command_gerror(const struct command *command, GError *error)
{
	say(command, error->message);
	g_error_free(error);
	return CLI_USAGE;
}

bool command_traces(const struct command *command, char *const *names)
{
	static const char *const known[] = {".sr",  ".vcd", ".jsonl",
					    ".txt", ".csv", ".twt"};

	for (size_t i = 0; names && names[i]; i++) {
		bool ok = !strcmp(names[i], "-");

		for (size_t k = 0; k < G_N_ELEMENTS(known); k++)
			ok |= g_str_has_suffix(names[i], known[k]);
		if (ok)
			continue;
		command_error(
			command,
			"--trace: expected a name that ends in .sr, .twt, "
			".vcd, .jsonl, .txt or .csv, or - for text on stdout, "
			"got \"%s\"",
			names[i]);
		return false;
	}
	return true;
}

int command_finish(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	if (errno == EPIPE) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	fprintf(stderr, "twowire: cannot write to stdout: %s\n",
		g_strerror(errno));
	/* A verdict that nobody can read is none. */
	return MAX(status, CLI_USAGE);
}

/* GOption keeps what stands after "--", and keeps the "--" too. */
static void drop_dashes(int *argc, char **argv)
{
	for (int i = 1; i < *argc; i++) {
		if (strcmp(argv[i], "--"))
			continue;
		memmove(argv + i, argv + i + 1,
			(size_t)(*argc - i) * sizeof(*argv));
		(*argc)--;
		return;
	}
}

/* "-j4", which GOption takes for two options. */
static void part_jobs(const struct command *command, int argc, char **argv)
{
	const GOptionEntry *o = command->options;

	while (o && o->long_name && strcmp(o->long_name, "jobs"))
		o++;
	if (!o || !o->long_name)
		return;
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (g_str_has_prefix(argv[i], "-j") &&
		    g_ascii_isdigit(argv[i][2]))
			argv[i] = g_strconcat("--jobs=", argv[i] + 2, NULL);
}

bool command_parse(const struct command *command, int *argc, char ***argv)
{
	g_autofree char *program = g_strdup_printf("twowire %s", command->name);
	GOptionContext *context = g_option_context_new(command->usage);
	g_autoptr(GError) error = NULL;

	part_jobs(command, *argc, *argv);
	g_set_prgname(program);
	g_option_context_set_summary(context, command->summary);
	g_option_context_set_description(context, command->description);
	if (command->options)
		g_option_context_add_main_entries(context, command->options,
						  NULL);
	if (!g_option_context_parse(context, argc, argv, &error)) {
		g_option_context_free(context);
		command_error(command, "%s (see twowire %s --help)",
			      error->message, command->name);
		return false;
	}
	g_option_context_free(context);
	drop_dashes(argc, *argv);
	return true;
}
