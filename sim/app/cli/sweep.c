/* SPDX-License-Identifier: MIT */
/* twowire sweep: a case at every point of its axes. */
#include "command.h"
#include "swept.h"

#include "app/sweep/emit.h"
#include "app/sweep/work.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int run(int argc, char **argv);

static char *out, *shard_text, *emit_name, *seconds_text;
static char **firmware_dirs;
static int jobs, parts;
static unsigned shard = 1, shards = 1;

static const GOptionEntry options[] = {
	{"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
	 "How many cells at once; else as many as there are processors", "N"},
	{"out", 'o', 0, G_OPTION_ARG_FILENAME, &out,
	 "Where the results are kept; else beside you, in PLAN.sweep", "DIR"},
	{"shard", 0, 0, G_OPTION_ARG_STRING, &shard_text,
	 "Only the I-th of N equal parts, from 1", "I/N"},
	{"emit", 'e', 0, G_OPTION_ARG_STRING, &emit_name,
	 "Print what runs the sweep on many machines, and run nothing",
	 "slurm|parallel|github-matrix"},
	{"shards", 'n', 0, G_OPTION_ARG_INT, &parts,
	 "In how many parts; else so many that each is worth its start", "N"},
	{"seconds-per-cell", 0, 0, G_OPTION_ARG_STRING, &seconds_text,
	 "How long a cell takes there; else a few are run and measured",
	 "SECONDS"},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside its case; may be "
	 "given several times",
	 "DIR"},
	{NULL},
};

const struct command command_sweep = {
	.name = "sweep",
	.usage = "PLAN.json",
	.summary = "Run a case at every point of its axes",
	.description =
		"A plan names a case, which of its axes are moved, and how: "
		"docs/sweep.md. A cell\nthat has a result in DIR is not run "
		"again: the same command goes on after Ctrl-C, a\nkill, or a "
		"longer axis. `twowire merge` makes one file and pictures of "
		"such folders.\nThe exit status is that of the worst cell: 0 "
		"all held, 1 an expectation failed, 3\nfirmware crashed or "
		"hung, 4 the simulator itself failed; of a shard it is 0 when "
		"all its cells have been\nrun, whatever came of them.",
	.options = options,
	.run = run,
};

static bool parse_shard(void)
{
	char *end;

	if (!shard_text)
		return true;
	shard = (unsigned)g_ascii_strtoull(shard_text, &end, 10);
	if (*end == '/')
		shards = (unsigned)g_ascii_strtoull(end + 1, &end, 10);
	if (!*end && g_ascii_isdigit(shard_text[0]) && shard >= 1 &&
	    shard <= shards && shards <= SWEEP_MAX_CELLS)
		return true;
	command_error(&command_sweep,
		      "--shard: expected I/N, I from 1 to N, got \"%s\"",
		      shard_text);
	return false;
}

static char *folder(const char *plan)
{
	g_autofree char *name = g_path_get_basename(plan);

	if (out)
		return g_strdup(out);
	if (g_str_has_suffix(name, ".json"))
		name[strlen(name) - strlen(".json")] = '\0';
	return g_strconcat(name, ".sweep", NULL);
}

/* What is left to do of the shard; how much of it was done before. */
static uint64_t left_to_do(const struct sweep_plan *plan,
			   const struct sweep_result *results, uint64_t *cells,
			   uint64_t *n_before)
{
	uint64_t n = 0;

	*n_before = 0;
	for (uint64_t c = shard - 1; c < plan->n_cells; c += shards)
		if (results[c].verdict == SWEEP_MISSING)
			cells[n++] = c;
		else
			++*n_before;
	return n;
}

/* Of a shard only how many cells there are: it takes all for a picture. */
static int report(const struct sweep_plan *plan,
		  const struct sweep_result *results)
{
	uint64_t missing = swept_missing(plan, results);

	if (!missing)
		return swept_print(&command_sweep, plan, results, NULL, NULL);
	printf("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
	       " cells are there\n",
	       plan->n_cells - missing, plan->n_cells);
	return CLI_OK;
}

/* As a program ends that a signal has killed, for who waits for it. */
static int stopped(const struct sweep_work *work, int by)
{
	command_error(&command_sweep,
		      "stopped; what was done is in %s, and the same command "
		      "goes on",
		      work->folder);
	fflush(NULL);
	signal(by, SIG_DFL);
	raise(by);
	return CLI_USAGE;
}

static int work_off(const struct sweep_plan *plan, const char *dir,
		    struct sweep_result *results, GError **error)
{
	g_autofree uint64_t *cells = g_new(uint64_t, plan->n_cells);
	struct sweep_work work = {
		.plan = plan,
		.folder = dir,
		.cells = cells,
		.jobs = jobs ? (unsigned)jobs : g_get_num_processors(),
		.progress = isatty(STDERR_FILENO),
	};
	int by;

	if (!sweep_store_begin(plan, dir, error) ||
	    !sweep_store_get(plan, dir, results, NULL, error))
		return CLI_USAGE;
	work.n_cells = left_to_do(plan, results, cells, &work.n_before);
	switch (work.n_cells ? sweep_work(&work, &by) : SWEEP_DONE) {
	case SWEEP_DONE:
		break;
	case SWEEP_STOPPED:
		return stopped(&work, by);
	case SWEEP_UNFIT:
		return CLI_USAGE;
	case SWEEP_FAULTY:
		return CLI_INTERNAL;
	}
	if (work.n_cells && !sweep_store_get(plan, dir, results, NULL, error))
		return CLI_USAGE;
	return report(plan, results);
}

static int sweep(const struct sweep_plan *plan, const char *dir)
{
	struct sweep_result *results = sweep_results_new(plan);
	GError *error = NULL;
	int status = work_off(plan, dir, results, &error);

	if (error)
		status = command_gerror(&command_sweep, error);
	if (!status && !shard_text)
		status = swept_status(plan, results);
	sweep_results_free(plan, results);
	return status;
}

static int parse_engine(enum sweep_engine *engine)
{
	static const char *const names[] = {"slurm", "parallel",
					    "github-matrix"};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (!strcmp(names[i], emit_name)) {
			*engine = (enum sweep_engine)i;
			return CLI_OK;
		}
	return command_error(&command_sweep,
			     "--emit: expected slurm, parallel or "
			     "github-matrix, got \"%s\"",
			     emit_name);
}

static int parse_seconds(double *seconds)
{
	char *end;

	*seconds = g_ascii_strtod(seconds_text, &end);
	if (end != seconds_text && !*end && *seconds > 0 && *seconds < 1e6)
		return CLI_OK;
	return command_error(&command_sweep,
			     "--seconds-per-cell: expected a number of "
			     "seconds, got \"%s\"",
			     seconds_text);
}

static int emit(const struct sweep_plan *plan, const char *path,
		const char *dir)
{
	struct sweep_emit e = {.plan = plan, .path = path, .folder = dir};
	g_autoptr(GString) text = g_string_new(NULL);
	enum sweep_engine engine = SWEEP_SLURM;
	GError *error = NULL;

	if (parse_engine(&engine) ||
	    (seconds_text && parse_seconds(&e.seconds_per_cell)))
		return CLI_USAGE;
	if (parts < 0 || (uint64_t)parts > plan->n_cells)
		return command_error(&command_sweep,
				     "--shards: expected 1 to the "
				     "%" G_GUINT64_FORMAT " cells, got %d",
				     plan->n_cells, parts);
	if (!seconds_text)
		e.seconds_per_cell = sweep_emit_measure(plan, &error);
	if (error)
		return command_gerror(&command_sweep, error);
	e.shards = parts ? (unsigned)parts
			 : sweep_emit_shards(engine, plan->n_cells,
					     e.seconds_per_cell);
	sweep_emit_text(engine, &e, text);
	fwrite(text->str, 1, text->len, stdout);
	return CLI_OK;
}

static int run(int argc, char **argv)
{
	struct sweep_plan *plan;
	g_autofree char *dir = NULL;
	GError *error = NULL;
	int status;

	if (!command_parse(&command_sweep, &argc, &argv) || !parse_shard())
		return CLI_USAGE;
	if (jobs < 0 || jobs > 1024)
		return command_error(&command_sweep,
				     "--jobs: expected 1 to 1024, got %d",
				     jobs);
	if (argc != 2)
		return command_error(&command_sweep, "expected a plan");
	if (!emit_name && (parts || seconds_text))
		return command_error(&command_sweep,
				     "--%s: expected --emit with it",
				     parts ? "shards" : "seconds-per-cell");
	plan = sweep_plan_load(argv[1], (const char *const *)firmware_dirs,
			       &error);
	if (!plan)
		return command_gerror(&command_sweep, error);
	dir = folder(argv[1]);
	status = emit_name ? emit(plan, argv[1], dir) : sweep(plan, dir);
	sweep_plan_free(plan);
	return status;
}
