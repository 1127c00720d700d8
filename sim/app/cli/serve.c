/* SPDX-License-Identifier: MIT */
/* twowire serve: a bus that stays. */
#include "served.h"

#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

static int serve(int argc, char **argv);

static gboolean realtime;
static char *name, *answer, **traces, **pictures;

static const GOptionEntry options[] = {
	{"name", 0, 0, G_OPTION_ARG_STRING, &name,
	 "What clients call it (default: default)", "NAME"},
	{"realtime", 0, 0, G_OPTION_ARG_NONE, &realtime,
	 "Let simulated time pass no faster than the wall clock", NULL},
	{"answer", 0, 0, G_OPTION_ARG_STRING, &answer,
	 "What a program that is a target takes for each answer (default "
	 "20us)",
	 "TIME"},
	{"trace", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &traces,
	 "Write what happened on the wires when it ends; may be given several "
	 "times",
	 "OUT"},
	{"picture", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &pictures,
	 "Write what a display shows when it ends; - is the terminal; may be "
	 "given several times",
	 "DEVICE=FILE.png|.ppm|.pgm|.txt|-"},
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
	struct server_config config = {0};
	GString *text;
	int status, signals;

	if (!command_parse(&command_serve, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_serve,
				     "expected one CASE.json, got %d",
				     argc - 1);
	if (!served_time(&command_serve, "--answer", answer,
			 &config.answer_ns) ||
	    !command_traces(&command_serve, traces))
		return CLI_USAGE;
	config.realtime = realtime;
	config.traced = traces != NULL;
	signals = watch_signals();
	status = served_open(&s, &command_serve, argv[1],
			     name ? name : "default", &config);
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
	return served_close(&s, &command_serve, status, traces, pictures);
}
