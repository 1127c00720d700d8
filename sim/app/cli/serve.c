/* SPDX-License-Identifier: MIT */
/* twowire serve: a bus that stays. */
#include "served.h"

#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

static int serve(int argc, char **argv);

static char *name;

static const GOptionEntry options[] = {
	{"name", 0, 0, G_OPTION_ARG_STRING, &name,
	 "What clients call it (default: default)", "NAME"},
	SERVED_OPTIONS,
	{NULL},
};

const struct command command_serve = {
	.name = "serve",
	.usage = "CASE.json",
	.summary = "Serve a bus to programs until it is interrupted",
	.description =
		"Builds the case, takes its steps, and then serves its buses "
		"to this user's programs,\nwhich find each controller of the "
		"case as /dev/i2c-1, /dev/i2c-2 and so on:\n\n"
		"  twowire serve case.json &\n"
		"  twowire exec -- i2cdetect -y 1\n\n"
		"Simulated time passes while somebody transfers or sleeps and "
		"stands still\notherwise, or keeps to the wall clock "
		"(--realtime). The first line it prints\nwhen it is ready is "
		"its socket's path.",
	.options = options,
	.run = serve,
};

/* Readable once somebody wants the program to end. */
static int watch_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC);
}

static int serve(int argc, char **argv)
{
	struct served s = {0};
	GString *text;
	int status, signals;

	if (!command_parse(&command_serve, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_serve,
				     "expected one CASE.json, got %d",
				     argc - 1);
	signals = watch_signals();
	status = served_open(&s, &command_serve, argv[1],
			     name ? name : "default");
	if (status == CLI_OK) {
		text = g_string_new(NULL);
		g_string_append_printf(text, "%s\n", s.path);
		server_describe(s.server, text);
		fputs(text->str, stdout);
		fflush(stdout);
		g_string_free(text, TRUE);
		server_run(s.server, signals);
	}
	close(signals);
	return served_close(&s, &command_serve, status);
}
