/* SPDX-License-Identifier: MIT */
/*
 * Real captures replayed by the program to the models that do what their chips
 * did: tests/reals.h says to which. Not one difference may be found; nor any by
 * the case that --to-case makes of it.
 * usage: test_replay_reals TWOWIRE
 */
#include "reals.h"
#include "tw-test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "twowire/parts.h"

static const char *twowire;

static void add(GPtrArray *words, const char *word)
{
	g_ptr_array_add(words, g_strdup(word));
}

/* twowire replay CAPTURE --model ... OPTION... */
static GPtrArray *command(const struct real *real, const char *more)
{
	g_autofree char *path = reals_path(real->name, ".sr");
	g_auto(GStrv) models = g_strsplit(real->models, " ", -1);
	g_autofree char *line =
		g_strjoin(" ", real->options ? real->options : "", more, NULL);
	g_auto(GStrv) options = NULL;
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

	add(words, twowire);
	add(words, "replay");
	add(words, path);
	for (char **m = models; *m; m++) {
		add(words, "--model");
		add(words, *m);
	}
	if (real->scl) {
		add(words, "--scl");
		add(words, real->scl);
		add(words, "--sda");
		add(words, real->sda);
	}
	if (g_shell_parse_argv(line, NULL, &options, NULL))
		for (char **o = options; *o; o++)
			add(words, *o);
	g_ptr_array_add(words, NULL);
	return words;
}

/* Its status; what it printed goes to @out. */
static int spawn(char **argv, char **out)
{
	GError *error = NULL;
	char *err = NULL, *all;
	int status = 0;

	g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, out,
		     &err, &status, &error);
	if (error)
		fail_msg("%s", error->message);
	all = g_strconcat(*out, err, NULL);
	g_free(*out);
	g_free(err);
	*out = all;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void expect_none(const struct real *real, const char *more)
{
	g_autoptr(GPtrArray) words = command(real, more);
	g_autofree char *out = NULL;
	g_autofree char *count =
		g_strdup_printf("%u messages, ", real->messages);
	int status = spawn((char **)words->pdata, &out);

	if (status || !strstr(out, "\n0 differences: ") || !strstr(out, count))
		fail_msg("%s %s: status %d, expected %s\n%s", real->name, more,
			 status, count, out);
}

static void no_capture_differs_from_its_models(void **state)
{
	unsigned n = 0;

	if (!reals_are_there())
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		if (!reals[i].models)
			continue;
		expect_none(&reals[i], "");
		n++;
	}
	assert_true(n >= 2);
}

static void nor_when_it_is_played_raw(void **state)
{
	if (!reals_are_there())
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++)
		if (reals[i].models)
			expect_none(&reals[i], "--raw");
}

static bool is_input(const char *model, const char *key)
{
	const struct tw_input *i = tw_parts_model(&tw_parts, model)->inputs;

	while (i && i->name && strcmp(i->name, key))
		i++;
	return i && i->name;
}

/* The same models, of whose inputs nothing is known. */
static char *unknown(const char *models, unsigned *n)
{
	g_auto(GStrv) specs = g_strsplit(models, " ", -1);

	for (char **spec = specs; *spec; spec++) {
		g_auto(GStrv) words = g_strsplit(*spec, ",", -1);
		g_auto(GStrv) name = g_strsplit(words[0], "@", 2);

		for (char **w = words + 1; *w; w++) {
			char *equals = strchr(*w, '=');

			*equals = '\0';
			if (is_input(name[0], *w) && ++*n)
				equals[1] = '?', equals[2] = '\0';
			*equals = '=';
		}
		g_free(*spec);
		*spec = g_strjoinv(",", words);
	}
	return g_strjoinv(" ", specs);
}

static void what_was_measured_can_be_learned(void **state)
{
	unsigned n = 0;

	if (!reals_are_there())
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++) {
		struct real real = reals[i];
		g_autofree char *models =
			real.models ? unknown(real.models, &n) : NULL;

		if (!models || !strcmp(models, real.models))
			continue;
		real.models = models;
		expect_none(&real, "");
	}
	assert_true(n > 0);
}

static void expect_case_holds(const struct real *real, const char *steps)
{
	g_autofree char *folder = g_dir_make_tmp("tw-reals-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "case.json", NULL);
	g_autofree char *more =
		g_strdup_printf("--to-case %s --case-steps %s", file, steps);
	g_autoptr(GPtrArray) words = command(real, more);
	char *run[] = {(char *)twowire, "run", file, NULL};
	char *rm[] = {"rm", "-r", folder, NULL};
	g_autofree char *out = NULL, *ran = NULL, *removed = NULL;
	int status = spawn((char **)words->pdata, &out);

	if (status)
		fail_msg("%s: status %d\n%s", real->name, status, out);
	status = spawn(run, &ran);
	if (status || !strstr(ran, "\nPASS "))
		fail_msg("%s: %s: status %d\n%s", real->name, steps, status,
			 ran);
	spawn(rm, &removed);
}

static void the_case_made_of_it_holds(void **state)
{
	if (!reals_are_there())
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(reals); i++)
		if (reals[i].models) {
			expect_case_holds(&reals[i], "transfers");
			expect_case_holds(&reals[i], "replay");
		}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(no_capture_differs_from_its_models),
		cmocka_unit_test(nor_when_it_is_played_raw),
		cmocka_unit_test(what_was_measured_can_be_learned),
		cmocka_unit_test(the_case_made_of_it_holds),
	};
	char *path = argc > 1 ? g_canonicalize_filename(argv[1], NULL) : NULL;
	int status;

	if (!path)
		return 2;
	twowire = path;
	status = cmocka_run_group_tests(replays, NULL, NULL);
	g_free(path);
	return status;
}
