/* SPDX-License-Identifier: MIT */
/* twowire compare: one firmware on every platform it builds for. */
#include "command.h"
#include "compare_text.h"
#include "compiler_args.h"
#include "personality.h"

#include "app/cc/cc.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int run(int argc, char **argv);

static char **on;
static char *firmware, *compiler;
static gboolean verbose;

static const GOptionEntry options[] = {
	{"on", 0, 0, G_OPTION_ARG_STRING_ARRAY, &on,
	 "Only on this platform; may be given several times", "PLATFORM"},
	{"firmware", 0, 0, G_OPTION_ARG_STRING, &firmware,
	 "Which of the case's firmwares it takes the place of", "ID"},
	{"cc", 0, 0, G_OPTION_ARG_FILENAME, &compiler,
	 "gcc (the default) or clang, or a version of theirs", "gcc|clang"},
	{"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
	 "Show what compilers say", NULL},
	{NULL},
};

const struct command command_compare = {
	.name = "compare",
	.usage = "CASE.json [COMPILER OPTION...] SOURCE...",
	.summary = "Run one firmware on every platform and say where it "
		   "behaves differently",
	.description =
		"The sources are compiled for each platform and run in the "
		"place of the case's\nfirmware, on the pins that boards of "
		"that platform usually have for I2C. In\noptions and sources "
		"@PLATFORM@ stands for its name, @SCL@ and @SDA@ for the "
		"pins'\nnumbers, as i2ctarget counts them:\n\n"
		"twowire compare eeprom.json -DSCL_PIN=@SCL@ -DSDA_PIN=@SDA@ "
		"eeprom.c i2ctarget.c\nport_@PLATFORM@.c\n\n"
		"Compared are the messages on the wires, where in them SCL was "
		"held (not for how\nlong), and what the firmware printed, and "
		"when. The exit status is 1 if anything\ndiffers.",
	.options = options,
	.run = run,
};

/* What is the same for every platform. */
struct comparison {
	tw_scenario *scenario;
	const char *id; /* of the firmware */
	char **sources;
	GPtrArray *theirs; /* the compiler's options */
	char *folder;	   /* of objects; absolute */
};

static char *filled_in(const char *text, const struct tw_platform *p)
{
	g_autoptr(GString) s = g_string_new(text);
	g_autofree char *scl =
		g_strdup_printf("%u", p->i2c_pins[TW_SCL].number);
	g_autofree char *sda =
		g_strdup_printf("%u", p->i2c_pins[TW_SDA].number);

	g_string_replace(s, "@PLATFORM@", p->name, 0);
	g_string_replace(s, "@SCL@", scl, 0);
	g_string_replace(s, "@SDA@", sda, 0);
	return g_strdup(s->str);
}

/* Ends with NULL. */
static GPtrArray *all_filled_in(char *const *texts, const struct tw_platform *p)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

	for (; *texts; texts++)
		g_ptr_array_add(all, filled_in(*texts, p));
	g_ptr_array_add(all, NULL);
	return all;
}

/* The first line with "error" in what a compiler said, or its last. */
static char *essence(const char *said, const char *otherwise)
{
	g_auto(GStrv) lines = g_strsplit(said, "\n", -1);

	for (char **l = lines; *l; l++)
		if (strstr(*l, "error"))
			return g_strdup(*l);
	return g_strdup(otherwise);
}

/* Builds with stderr going to a file, which is all that most compilers know.
 * Returns NULL, or why it cannot be built. */
static char *build_quietly(const struct cc_job *job, const char *log)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *said = NULL;
	int kept = dup(STDERR_FILENO);
	bool built;

	fflush(stderr);
	if (!verbose && !freopen(log, "w", stderr))
		verbose = TRUE;
	built = cc_build(job, &error);
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	if (built)
		return NULL;
	if (verbose || !g_file_get_contents(log, &said, NULL, NULL))
		return g_strdup(error->message);
	return essence(said, error->message);
}

/* Why one of the sources cannot be compiled at all, or NULL. */
static char *missing(const GPtrArray *sources)
{
	for (guint i = 0; sources->pdata[i]; i++)
		if (!g_file_test(sources->pdata[i], G_FILE_TEST_EXISTS))
			return g_strdup_printf("there is no %s",
					       (char *)sources->pdata[i]);
	return NULL;
}

static struct personality *try_on(const struct comparison *c,
				  const struct tw_platform *platform)
{
	g_autoptr(GPtrArray) sources = all_filled_in(c->sources, platform);
	g_autoptr(GPtrArray) theirs =
		all_filled_in((char **)c->theirs->pdata, platform);
	g_autofree char *object =
		g_strdup_printf("%s/%s.so", c->folder, platform->name);
	g_autofree char *log = g_strdup_printf("%s/said", c->folder);
	g_autofree char *why = missing(sources);
	struct personality *p;
	struct cc_job job = {
		.platform = platform->name,
		.output = object,
		.compiler = compiler,
		.options = (const char *const *)theirs->pdata,
		.sources = (const char *const *)sources->pdata,
	};

	if (!why)
		why = build_quietly(&job, log);
	g_unlink(log);
	if (why)
		return personality_new(platform, PERSONALITY_NOT_BUILT, why);
	p = personality_run(c->scenario, c->id, platform, object);
	g_unlink(object);
	return p;
}

static bool is_wanted(const struct tw_platform *platform)
{
	return !on || g_strv_contains((const char *const *)on, platform->name);
}

/* Names that --on has and twowire has not. */
static int check_on(void)
{
	for (char **name = on; name && *name; name++)
		if (!tw_parts_platform(&tw_parts, *name))
			return command_error(&command_compare,
					     "--on: no platform is called %s; "
					     "twowire list platforms shows "
					     "those there are",
					     *name);
	return CLI_OK;
}

static int compare(const struct comparison *c)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(
		(GDestroyNotify)personality_free);
	bool shows = isatty(STDERR_FILENO);
	int status;

	for (size_t i = 0; tw_parts.platforms[i]; i++) {
		const struct tw_platform *p = tw_parts.platforms[i];

		if (!is_wanted(p))
			continue;
		if (shows)
			fprintf(stderr, "\r\033[K%s ...", p->name);
		g_ptr_array_add(all, try_on(c, p));
	}
	if (shows)
		fprintf(stderr, "\r\033[K");
	status = compare_text(tw_scenario_title(c->scenario), all, stdout);
	return status == COMPARE_NOTHING
		       ? command_error(&command_compare,
				       "it builds for none of the platforms; "
				       "--verbose shows what compilers say")
		       : status;
}

/* The id of the firmware whose place is taken. */
static bool find_firmware(struct comparison *c)
{
	size_t n = tw_scenario_n_firmware(c->scenario);

	for (size_t i = 0; i < n; i++) {
		c->id = tw_scenario_firmware(c->scenario, i);
		if (firmware ? !strcmp(c->id, firmware) : n == 1)
			return true;
	}
	command_error(&command_compare,
		      firmware ? "%s: no firmware is called %s"
			       : "%s: expected one firmware; --firmware says "
				 "which is meant%.0s",
		      tw_scenario_name(c->scenario), firmware ? firmware : "");
	return false;
}

static int prepare(char **words, GPtrArray *theirs)
{
	struct comparison c = {.sources = words + 2, .theirs = theirs};
	GError *error = NULL;
	int status;

	c.scenario = tw_scenario_load(words[1], &tw_parts, &error);
	if (!c.scenario)
		return command_gerror(&command_compare, error);
	c.folder = g_dir_make_tmp("twowire-compare-XXXXXX", &error);
	if (!c.folder)
		status = command_gerror(&command_compare, error);
	else
		status = find_firmware(&c) ? compare(&c) : CLI_USAGE;
	if (c.folder)
		g_rmdir(c.folder);
	g_free(c.folder);
	tw_scenario_free(c.scenario);
	return status;
}

static int run(int argc, char **argv)
{
	g_autoptr(GPtrArray) ours = g_ptr_array_new();
	g_autoptr(GPtrArray) theirs = g_ptr_array_new();
	int n, status;
	char **words;

	compiler_args_split(&command_compare, argv, ours, theirs);
	n = (int)ours->len - 1;
	words = (char **)ours->pdata;
	if (!command_parse(&command_compare, &n, &words))
		return CLI_USAGE;
	words[n] = NULL;
	if (n < 2)
		return command_error(&command_compare,
				     "expected a case, then the firmware's "
				     "sources");
	status = compiler_args_check(&command_compare, words + 2, theirs);
	if (status == CLI_OK)
		status = check_on();
	return status == CLI_OK ? prepare(words, theirs) : status;
}
