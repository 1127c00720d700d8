/* SPDX-License-Identifier: MIT */
/* twowire shrink: the shortest case that fails for the same reason. */
#include "command.h"

#include "app/shrink/shrink.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int run(int argc, char **argv);

static char *out, *good;
static char **firmware_dirs;
static int max_runs;

static const GOptionEntry options[] = {
	{"output", 'o', 0, G_OPTION_ARG_FILENAME, &out,
	 "Write the case there, beside the one that is shrunk, instead of to "
	 "standard output",
	 "OUT.json"},
	{"good", 'g', 0, G_OPTION_ARG_FILENAME, &good,
	 "Firmware that does it right, in the place of the case's: what is "
	 "left holds with it",
	 "FILE"},
	{"runs", 'n', 0, G_OPTION_ARG_INT, &max_runs,
	 "End after so many runs (else 20000)", "N"},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside its case; may be "
	 "given several times",
	 "DIR"},
	{NULL},
};

const struct command command_shrink = {
	.name = "shrink",
	.usage = "CASE.json",
	.summary = "Reduce a failing case to the shortest that fails so",
	.description =
		"Steps, messages, bytes, faults and parts are left out and "
		"numbers made simple, as\nlong as the case still fails for the "
		"same reason. The result is a case, titled\nwith that reason, "
		"ready to be kept.",
	.options = options,
	.run = run,
};

static void progress(void *user, const struct shrink_progress *p)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%u runs: %u steps, %u faults  ", p->n_runs,
			p->n_steps, p->n_faults);
}

/* File names in a case begin at its folder. */
static bool is_beside(const char *path)
{
	g_autofree char *a = g_canonicalize_filename(path, NULL);
	g_autofree char *b = g_canonicalize_filename(out, NULL);
	g_autofree char *from = g_path_get_dirname(a);
	g_autofree char *to = g_path_get_dirname(b);

	return !strcmp(from, to);
}

static int write_case(const struct shrink_result *r)
{
	GError *error = NULL;

	if (isatty(STDERR_FILENO))
		fputc('\n', stderr);
	if (!out)
		fputs(r->json, stdout);
	else if (!g_file_set_contents_full(out, r->json, -1,
					   G_FILE_SET_CONTENTS_NONE, 0666,
					   &error))
		return command_gerror(&command_shrink, error);
	fprintf(stderr, "%s\n%u transfers, %u faults, after %u runs%s\n",
		r->told, r->n_transfers, r->n_faults, r->n_runs,
		r->cut_short ? "; --runs ended it" : "");
	return CLI_OK;
}

static int shrink(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *right =
		good ? g_canonicalize_filename(good, NULL) : NULL;
	struct shrink_options o = {
		.name = path,
		.folder = folder,
		.firmware_dirs = (const char *const *)firmware_dirs,
		.good = right,
		.max_runs = (unsigned)max_runs,
		.progress = progress,
	};
	struct shrink_result r;
	g_autofree char *text = NULL;
	GError *error = NULL;
	int status;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, &error) ||
	    !shrink_case(text, len, &o, &r, &error))
		return command_gerror(&command_shrink, error);
	status = write_case(&r);
	shrink_result_clear(&r);
	return status;
}

static int run(int argc, char **argv)
{
	if (!command_parse(&command_shrink, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_shrink,
				     "expected a case to shrink");
	if (max_runs < 0)
		return command_error(&command_shrink,
				     "--runs: expected a number from 1 on, "
				     "got %d",
				     max_runs);
	if (out && !is_beside(argv[1]))
		return command_error(&command_shrink,
				     "--output: expected a file beside %s, "
				     "whose file names it takes over, got %s",
				     argv[1], out);
	if (good && !g_file_test(good, G_FILE_TEST_IS_REGULAR))
		return command_error(&command_shrink,
				     "--good: no such file \"%s\"; twowire cc "
				     "makes it",
				     good);
	return shrink(argv[1]);
}
