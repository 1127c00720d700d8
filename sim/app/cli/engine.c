/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include "beside.h"

#include "twowire/sim.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "twowire-fuzz"
#define LONGEST "128"

enum { SHOWN = 1000 };

static void add(GPtrArray *argv, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add(GPtrArray *argv, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(argv, g_strdup_vprintf(format, args));
	va_end(args);
}

static void add_program(const struct engine *e, GPtrArray *argv)
{
	char *program = find_beside(PROGRAM, "fuzz");

	g_ptr_array_add(argv, program ? program : g_strdup(PROGRAM));
	add(argv, "%s",
	    e->afl     ? "afl"
	    : e->first ? "libfuzzer-first"
		       : "libfuzzer");
	add(argv, "%s", e->path);
	add(argv, "%s", e->profile ? e->profile : "");
	add(argv, "%s", e->folder);
	for (char **dir = e->firmware_dirs; dir && *dir; dir++)
		add(argv, "%s", *dir);
}

/* Something to begin with: a transfer of each kind, a gap, a fault. */
static void add_seeds(const struct engine *e, GPtrArray *argv)
{
	static const char first[] = "\x10\x00\x05\x01\x02\x05\x01\x30\x01\x00"
				    "\x02\x01\x0f\x05\x09\x10\x02\x00";
	g_autofree char *in = g_build_filename(e->folder, "in", NULL);
	g_autofree char *path = g_build_filename(in, "first", NULL);

	g_mkdir(in, 0777);
	g_file_set_contents(path, first, sizeof(first) - 1, NULL);
	add(argv, "%s", in);
}

static char **command(const struct engine *e)
{
	GPtrArray *argv = g_ptr_array_new();

	if (e->afl) {
		add(argv, "afl-fuzz");
		add(argv, "-i");
		add_seeds(e, argv);
		add(argv, "-o%s/afl", e->folder);
		add(argv, "-s%d", e->seed);
		add(argv, "-E%d", e->runs);
		add(argv, "-mnone");
		add(argv, "-t5000");
		add(argv, "-G" LONGEST);
		add(argv, "--");
		add_program(e, argv);
	} else {
		add_program(e, argv);
		add(argv, "--");
		add(argv, "-seed=%d", e->seed);
		add(argv, "-runs=%d", e->runs);
		add(argv, "-max_len=" LONGEST);
		add(argv, "-len_control=0");
		add(argv, "-verbosity=0");
		add(argv, "-print_final_stats=0");
	}
	g_ptr_array_add(argv, NULL);
	return (char **)g_ptr_array_free(argv, FALSE);
}

static char **surroundings(const struct engine *e)
{
	static const char *const wanted[] = {
		"AFL_SKIP_BIN_CHECK",	  "AFL_NO_UI",
		"AFL_SKIP_CPUFREQ",	  "AFL_NO_AFFINITY",
		"AFL_FORKSRV_INIT_TMOUT", NULL};
	/* AFL wants them its way, or not at all. */
	static const char *const unwanted[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS",
					       NULL};
	char **env = g_get_environ();

	env = g_environ_setenv(env, "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES",
			       "1", TRUE);
	if (e->first)
		env = g_environ_setenv(env, "AFL_BENCH_UNTIL_CRASH", "1", TRUE);
	for (size_t i = 0; e->afl && unwanted[i]; i++)
		env = g_environ_unsetenv(env, unwanted[i]);
	for (size_t i = 0; wanted[i]; i++)
		env = g_environ_setenv(
			env, wanted[i],
			strstr(wanted[i], "TMOUT") ? "60000" : "1", TRUE);
	return env;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The files of a folder whose names match, in order. */
static void collect(struct engine *e, const char *folder, const char *prefix,
		    const char *suffix)
{
	GDir *dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_prefix(name, prefix) &&
		    g_str_has_suffix(name, suffix))
			g_ptr_array_add(e->inputs,
					g_build_filename(folder, name, NULL));
	if (dir)
		g_dir_close(dir);
	if (e->inputs->len)
		qsort(e->inputs->pdata, e->inputs->len, sizeof(void *),
		      by_name);
}

static void gather(struct engine *e)
{
	g_autofree char *crashes =
		g_build_filename(e->folder, "afl", "default", "crashes", NULL);
	g_autofree char *stats = g_build_filename(e->folder, "afl", "default",
						  "fuzzer_stats", NULL);
	g_autofree char *runs = g_build_filename(e->folder, "runs", NULL);
	g_autofree char *text = NULL;
	const char *at;

	if (e->afl) {
		collect(e, crashes, "id:", "");
		g_file_get_contents(stats, &text, NULL, NULL);
		at = text ? strstr(text, "execs_done") : NULL;
		at = at ? strchr(at, ':') : NULL;
		e->n_runs = at ? g_ascii_strtoull(at + 1, NULL, 10) : 0;
	} else {
		collect(e, e->folder, "", ".raw");
		if (g_file_get_contents(runs, &text, NULL, NULL))
			e->n_runs = g_ascii_strtoull(text, NULL, 10);
	}
}

bool engine_run(struct engine *e, GError **error)
{
	g_auto(GStrv) argv = NULL, env = surroundings(e);
	g_autofree char *said = NULL;
	gint64 since;
	size_t len;
	int status;

	e->inputs = g_ptr_array_new_with_free_func(g_free);
	e->folder = g_dir_make_tmp("twowire-fuzz-XXXXXX", error);
	if (!e->folder)
		return false;
	argv = command(e);
	since = g_get_monotonic_time();
	/* What an engine says is worth reading if it fails. */
	if (!g_spawn_sync(NULL, argv, env,
			  G_SPAWN_SEARCH_PATH_FROM_ENVP |
				  (e->afl ? G_SPAWN_STDERR_TO_DEV_NULL : 0),
			  NULL, NULL, e->afl ? &said : NULL,
			  e->afl ? NULL : &said, &status, error))
		return false;
	e->ms = (guint64)(g_get_monotonic_time() - since) / 1000;
	gather(e);
	if (e->n_runs)
		return true;
	/* It says why last, and much before. */
	len = strlen(said);
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s: did not run:\n%s",
		    argv[0], said + (len > SHOWN ? len - SHOWN : 0));
	return false;
}

static void remove_all(const char *path)
{
	GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK)
			    ? NULL
			    : g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *inside = g_build_filename(path, name, NULL);

		remove_all(inside);
	}
	if (dir)
		g_dir_close(dir);
	g_remove(path);
}

void engine_clear(struct engine *e)
{
	if (e->folder)
		remove_all(e->folder);
	g_clear_pointer(&e->inputs, g_ptr_array_unref);
	g_clear_pointer(&e->folder, g_free);
}
