/* SPDX-License-Identifier: MIT */
/* twowire cc: firmware's sources into an object. Options that are not its own
 * are the compiler's, so GOption, which would refuse them, is not used. */
#include "command.h"

#include <stdio.h>
#include <string.h>

#include "app/cc/cc.h"

static const char help[] =
	"usage: twowire cc --platform P -o FW.so [OPTION...] SOURCE...\n"
	"\n"
	"Compiles firmware, unmodified, into an object that chips load.\n"
	"\n"
	"  --platform P   the chip family it is written for (or a folder with\n"
	"                 include/ and hal/)\n"
	"  -o FW.so       where to write the object\n"
	"  --cc CC        gcc (the default) or clang, or one of their versions\n"
	"  -v, --verbose  show the commands\n"
	"  -h, --help     show this\n"
	"\n"
	"Everything else that begins with - goes to the compiler: -I -D -U -O\n"
	"-std= -W -f -include ... Code is compiled with -O1 unless told.\n";

struct arguments {
	struct cc_job job;
	GPtrArray *options;
	GPtrArray *sources;
};

static int usage(const char *what, const char *got)
{
	fprintf(stderr, "twowire cc: %s%s%s\n", what, got ? ", got " : "",
		got ? got : "");
	return CLI_USAGE;
}

static bool takes_word(const char *option)
{
	static const char *const with_word[] = {
		"-I",	     "-D",	    "-U",	  "-include",
		"-isystem",  "-idirafter",  "-iquote",	  "-imacros",
		"--param",   "-x",	    "-Xclang",	  "-mllvm",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(with_word); i++)
		if (!strcmp(option, with_word[i]))
			return true;
	return false;
}

/* "--platform P", "--platform=P", "-o F". The next word is taken if needed;
 * NULL if it is another option, or there is no word. */
static const char *value_of(const char *name, char **argv, int *i)
{
	size_t n = strlen(name);

	if (strncmp(argv[*i], name, n))
		return NULL;
	if (argv[*i][n] == '=' && name[1] == '-')
		return argv[*i] + n + 1;
	if (argv[*i][n])
		return NULL;
	return argv[*i + 1] ? argv[++*i] : NULL;
}

static int read_arguments(struct arguments *a, char **argv)
{
	for (int i = 1; argv[i]; i++) {
		const char *arg = argv[i], *value;

		if ((value = value_of("--platform", argv, &i)))
			a->job.platform = value;
		else if ((value = value_of("--cc", argv, &i)))
			a->job.compiler = value;
		else if ((value = value_of("-o", argv, &i)))
			a->job.output = value;
		else if (!strcmp(arg, "-v") || !strcmp(arg, "--verbose"))
			a->job.verbose = true;
		else if (!strcmp(arg, "-lm"))
			continue; /* it is there */
		else if (!strncmp(arg, "-l", 2) || !strncmp(arg, "-L", 2) ||
			 !strcmp(arg, "-c") || !strcmp(arg, "-S") ||
			 !strcmp(arg, "-E"))
			return usage("compiles and links sources, all at once",
				     arg);
		else if (arg[0] == '-' && arg[1]) {
			g_ptr_array_add(a->options, (char *)arg);
			if (takes_word(arg) && argv[i + 1])
				g_ptr_array_add(a->options, argv[++i]);
		} else if (!g_str_has_suffix(arg, ".c"))
			return usage("sources must be C files (*.c)", arg);
		else
			g_ptr_array_add(a->sources, (char *)arg);
	}
	if (!a->job.platform)
		return usage("--platform: needs the chip family's name; "
			     "`twowire list platforms` shows all",
			     NULL);
	if (!a->job.output)
		return usage("-o: needs a name for the object", NULL);
	if (!a->sources->len)
		return usage("needs the firmware's sources", NULL);
	return CLI_OK;
}

static int run(int argc, char **argv)
{
	struct arguments a = { .options = g_ptr_array_new(),
			       .sources = g_ptr_array_new() };
	g_autoptr(GError) error = NULL;
	int status;

	for (int i = 1; i < argc; i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) {
			fputs(help, stdout);
			return CLI_OK;
		}
	status = read_arguments(&a, argv);
	g_ptr_array_add(a.options, NULL);
	g_ptr_array_add(a.sources, NULL);
	a.job.options = (const char *const *)a.options->pdata;
	a.job.sources = (const char *const *)a.sources->pdata;
	if (status == CLI_OK && !cc_build(&a.job, &error)) {
		g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);

		for (char **l = lines; *l; l++)
			fprintf(stderr, "twowire cc: %s\n", *l);
		status = CLI_USAGE;
	}
	g_ptr_array_unref(a.options);
	g_ptr_array_unref(a.sources);
	return status;
}

const struct command command_cc = {
	"cc",
	"--platform P -o FW.so [COMPILER OPTION...] SOURCE...",
	"compile firmware into an object that chips load",
	run,
};
