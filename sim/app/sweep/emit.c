/* SPDX-License-Identifier: MIT */
#include "app/sweep/emit.h"

#include "app/sweep/work.h"

#include <errno.h>
#include <string.h>

enum { TRIED = 8 }; /* cells that are measured */

/* Starting a part costs seconds there, and there are only so many. */
static const struct {
	double least_s;
	unsigned most;
} engines[] = {
	[SWEEP_SLURM] = {30, 1000}, /* MaxArraySize is 1001 */
	[SWEEP_PARALLEL] = {30, 1000},
	[SWEEP_GITHUB] = {300, 256}, /* jobs of a matrix */
};

unsigned sweep_emit_shards(enum sweep_engine engine, uint64_t n_cells,
			   double seconds_per_cell)
{
	double parts =
		(double)n_cells * seconds_per_cell / engines[engine].least_s;
	double most = MIN((double)engines[engine].most, (double)n_cells);

	return (unsigned)CLAMP(parts, 1, most);
}

static void remove_all(const char *folder)
{
	const char *argv[] = {"rm", "-rf", folder, NULL};

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     NULL, NULL, NULL, NULL);
}

double sweep_emit_measure(const struct sweep_plan *plan, GError **error)
{
	g_autofree char *folder = g_dir_make_tmp("twowire-XXXXXX", error);
	struct sweep_work work = {.plan = plan, .folder = folder, .jobs = 1};
	uint64_t cells[TRIED];
	int64_t began_us;
	int by;

	if (!folder)
		return -1;
	work.cells = cells;
	work.n_cells = MIN(plan->n_cells, TRIED);
	for (uint64_t i = 0; i < work.n_cells; i++)
		cells[i] = i * plan->n_cells / work.n_cells;
	began_us = g_get_monotonic_time();
	if (sweep_work(&work, &by) != SWEEP_DONE) {
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s: its cells cannot be measured; "
			    "--seconds-per-cell tells",
			    plan->name);
		remove_all(folder);
		return -1;
	}
	began_us = g_get_monotonic_time() - began_us;
	remove_all(folder);
	return (double)began_us / 1e6 / (double)work.n_cells;
}

/* "twowire sweep ... --shard SHARD/N PLAN" */
static void command(const struct sweep_emit *e, const char *shard, GString *out)
{
	const char *const *dir = e->plan->firmware_dirs;
	g_autofree char *folder = g_shell_quote(e->folder);
	g_autofree char *path = g_shell_quote(e->path);

	g_string_append_printf(out,
			       "\"${TWOWIRE:-twowire}\" sweep -j 1 "
			       "--shard %s/%u --out %s",
			       shard, e->shards, folder);
	for (; dir && *dir; dir++) {
		g_autofree char *quoted = g_shell_quote(*dir);

		g_string_append_printf(out, " --firmware-dir %s", quoted);
	}
	g_string_append_printf(out, " %s", path);
}

static void about(const struct sweep_emit *e, GString *out)
{
	g_string_append_printf(
		out,
		"# %" G_GUINT64_FORMAT " cells, %u times about %.0f s. May run "
		"again at any time: what has a\n"
		"# result is not run again. At the end: twowire merge\n",
		e->plan->n_cells, e->shards,
		(double)e->plan->n_cells * e->seconds_per_cell / e->shards);
}

/* A limit with room for a machine that is slower, or busy. */
static unsigned minutes(const struct sweep_emit *e)
{
	double s = (double)e->plan->n_cells * e->seconds_per_cell / e->shards;

	return (unsigned)(s * 4 / 60) + 5;
}

static void slurm(const struct sweep_emit *e, GString *out)
{
	g_autofree char *here = g_get_current_dir();
	g_autofree char *quoted = g_shell_quote(here);

	g_string_append(out, "#!/bin/sh\n");
	about(e, out);
	g_string_append_printf(out,
			       "#SBATCH --job-name=twowire\n"
			       "#SBATCH --array=1-%u\n"
			       "#SBATCH --ntasks=1\n"
			       "#SBATCH --cpus-per-task=1\n"
			       "#SBATCH --time=%u\n"
			       "#SBATCH --requeue\n"
			       "cd %s || exit\n"
			       "exec ",
			       e->shards, minutes(e), quoted);
	command(e, "\"$SLURM_ARRAY_TASK_ID\"", out);
	g_string_append_c(out, '\n');
}

static void parallel(const struct sweep_emit *e, GString *out)
{
	for (unsigned i = 1; i <= e->shards; i++) {
		char shard[16];

		g_snprintf(shard, sizeof(shard), "%u", i);
		command(e, shard, out);
		g_string_append_c(out, '\n');
	}
}

static void github(const struct sweep_emit *e, GString *out)
{
	g_autofree char *folder = g_shell_quote(e->folder);

	about(e, out);
	g_string_append(out, "name: sweep\n"
			     "on: [push]\n"
			     "jobs:\n"
			     "  sweep:\n"
			     "    runs-on: ubuntu-latest\n"
			     "    strategy:\n"
			     "      fail-fast: false\n"
			     "      matrix: {\"shard\": [");
	for (unsigned i = 1; i <= e->shards; i++)
		g_string_append_printf(out, "%s%u", i > 1 ? ", " : "", i);
	g_string_append(out,
			"]}\n"
			"    steps:\n"
			"      - uses: actions/checkout@v4\n"
			"      # Here twowire is installed and the firmware "
			"is built.\n"
			"      - run: |\n          ");
	command(e, "${{ matrix.shard }}", out);
	g_string_append_printf(
		out,
		"\n      - uses: actions/upload-artifact@v4\n"
		"        with: {name: \"sweep-${{ matrix.shard }}\", path: "
		"%s}\n"
		"  merge:\n"
		"    needs: sweep\n"
		"    runs-on: ubuntu-latest\n"
		"    steps:\n"
		"      # Here twowire is installed.\n"
		"      - uses: actions/download-artifact@v4\n"
		"        with: {pattern: \"sweep-*\", path: parts}\n"
		"      - run: |\n"
		"          \"${TWOWIRE:-twowire}\" merge -o sweep.json --svg "
		"sweep.svg parts/*\n"
		"      - if: always()\n"
		"        uses: actions/upload-artifact@v4\n"
		"        with: {name: sweep, path: \"sweep.*\"}\n",
		folder);
}

void sweep_emit_text(enum sweep_engine engine, const struct sweep_emit *emit,
		     GString *out)
{
	static void (*const write[])(const struct sweep_emit *, GString *) = {
		[SWEEP_SLURM] = slurm,
		[SWEEP_PARALLEL] = parallel,
		[SWEEP_GITHUB] = github,
	};

	write[engine](emit, out);
}
