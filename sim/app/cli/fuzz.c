/* SPDX-License-Identifier: MIT */
/* twowire fuzz: starts an engine, and makes cases of what it finds. */
#include "command.h"
#include "engine.h"

#include "app/fuzz/fuzz.h"
#include "app/shrink/shrink.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int run(int argc, char **argv);

static char *profile, *engine_name;
static char **firmware_dirs;
static int runs = 20000, seed = 1;
static gboolean first, no_shrink;

static const GOptionEntry options[] = {
	{"profile", 'p', 0, G_OPTION_ARG_STRING, &profile,
	 "What the target is: register-file, eeprom or stream, and KEY=VALUE "
	 "as docs/torture.md lists them; else only crashes and a bus that "
	 "stays stuck are found",
	 "KIND,..."},
	{"engine", 'e', 0, G_OPTION_ARG_STRING, &engine_name,
	 "Who makes up the input", "libfuzzer|afl"},
	{"runs", 'n', 0, G_OPTION_ARG_INT, &runs,
	 "End after so many inputs (else 20000)", "N"},
	{"seed", 's', 0, G_OPTION_ARG_INT, &seed,
	 "Of the engine's chance (else 1)", "N"},
	{"first", 0, 0, G_OPTION_ARG_NONE, &first, "End with the first finding",
	 NULL},
	{"no-shrink", 0, 0, G_OPTION_ARG_NONE, &no_shrink,
	 "Leave findings as they are", NULL},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside its case; may be "
	 "given several times",
	 "DIR"},
	{NULL},
};

const struct command command_fuzz = {
	.name = "fuzz",
	.usage = "CASE.json",
	.summary = "Let libFuzzer or AFL++ search for what breaks a target",
	.description =
		"The case has the target and what it takes to boot. An engine "
		"makes up bytes, which\nbecome traffic, timing and faults; "
		"which blocks of the firmware they reach guides it.\nWhat "
		"crashes or hangs the firmware, leaves the bus stuck, or "
		"spoils "
		"the transfers\nthat follow is shrunk and written beside the "
		"case, as CASE-fuzz-1.json and so on.\nThe exit status is 1 if "
		"anything was found, and 3 if firmware crashed or hung.",
	.options = options,
	.run = run,
};

struct search {
	struct fuzz fuzz;
	const char *path; /* of the base case */
	GHashTable *known;
	unsigned n_found;
	int worst;
};

static char *beside(const char *path, unsigned n)
{
	g_autofree char *stem =
		g_str_has_suffix(path, ".json")
			? g_strndup(path, strlen(path) - strlen(".json"))
			: g_strdup(path);

	return g_strdup_printf("%s-fuzz-%u.json", stem, n);
}

static int shrunk(struct search *s, const char *text, struct shrink_result *r)
{
	struct shrink_options o = {
		.name = s->path,
		.folder = s->fuzz.folder,
		.firmware_dirs = (const char *const *)firmware_dirs,
		.max_runs = no_shrink ? 1 : 0,
	};
	g_autoptr(GError) error = NULL;

	if (shrink_case(text, strlen(text), &o, r, &error))
		return CLI_OK;
	/* On its way from the boot it failed, from the beginning it holds. */
	fprintf(stderr, "twowire fuzz: one finding is left out: %s\n",
		error->message);
	return CLI_DIFFERS;
}

static int keep(struct search *s, const char *text)
{
	struct shrink_result r;
	g_autofree char *out = NULL;
	GError *error = NULL;

	if (shrunk(s, text, &r))
		return CLI_OK;
	if (g_hash_table_add(s->known, g_strdup(r.mark))) {
		out = beside(s->path, ++s->n_found);
		printf("%s: %s (%u transfers, %u faults)\n", out, r.told,
		       r.n_transfers, r.n_faults);
		fflush(stdout);
		g_file_set_contents(out, r.json, -1, &error);
		s->worst = MAX(s->worst, r.verdict == TW_VERDICT_FIRMWARE
						 ? CLI_FIRMWARE
						 : CLI_DIFFERS);
	}
	shrink_result_clear(&r);
	return error ? command_gerror(&command_fuzz, error) : CLI_OK;
}

static int finish(struct search *s, const struct engine *e)
{
	int status = CLI_OK;

	for (guint i = 0; i < e->inputs->len && !status; i++) {
		g_autofree char *bytes = NULL, *text = NULL;
		gsize len;

		if (!g_file_get_contents(e->inputs->pdata[i], &bytes, &len,
					 NULL))
			continue;
		text = fuzz_case(&s->fuzz, (const uint8_t *)bytes, len);
		status = keep(s, text);
	}
	printf("%" G_GUINT64_FORMAT " runs, %u findings\n", e->n_runs,
	       s->n_found);
	fprintf(stderr, "twowire fuzz: %" G_GUINT64_FORMAT " runs a second\n",
		e->n_runs * 1000 / MAX(e->ms, 1));
	return MAX(status, s->worst);
}

static int search(const char *path)
{
	struct engine e = {
		.path = path,
		.profile = profile,
		.firmware_dirs = firmware_dirs,
		.runs = runs,
		.seed = seed,
		.first = first,
		.afl = engine_name && !strcmp(engine_name, "afl"),
	};
	struct search s = {.path = path};
	GError *error = NULL;
	int status;

	s.known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (!fuzz_open(&s.fuzz, path, profile,
		       (const char *const *)firmware_dirs, &error) ||
	    !engine_run(&e, &error))
		status = command_gerror(&command_fuzz, error);
	else
		status = finish(&s, &e);
	engine_clear(&e);
	fuzz_close(&s.fuzz);
	g_hash_table_unref(s.known);
	return status;
}

static int run(int argc, char **argv)
{
	if (!command_parse(&command_fuzz, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_fuzz,
				     "expected a case with the target");
	if (engine_name && strcmp(engine_name, "afl") &&
	    strcmp(engine_name, "libfuzzer"))
		return command_error(&command_fuzz,
				     "--engine: expected libfuzzer or afl, got "
				     "\"%s\"",
				     engine_name);
	if (runs < 1)
		return command_error(&command_fuzz,
				     "--runs: expected a number from 1 on, "
				     "got %d",
				     runs);
	if (seed < 1)
		return command_error(&command_fuzz,
				     "--seed: expected a number from 1 on, "
				     "got %d",
				     seed);
	return search(argv[1]);
}
