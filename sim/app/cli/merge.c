/* SPDX-License-Identifier: MIT */
/* twowire merge: one file and pictures of what sweeps have left. */
#include "command.h"
#include "covered.h"
#include "swept.h"

#include "app/sweep/merged.h"
#include "app/sweep/store.h"
#include "app/sweep/summary.h"

#include <stdio.h>
#include <string.h>

static int run(int argc, char **argv);

static char *out, *svg, *csv, *coverage_name, *x_name, *y_name;
static int width;

static const GOptionEntry options[] = {
	{"out", 'o', 0, G_OPTION_ARG_FILENAME, &out,
	 "Write all cells as JSON; - is standard output", "FILE"},
	{"svg", 0, 0, G_OPTION_ARG_FILENAME, &svg, "Write a shmoo plot",
	 "FILE"},
	{"csv", 0, 0, G_OPTION_ARG_FILENAME, &csv,
	 "Write values and verdicts as a table", "FILE"},
	{"coverage", 'c', 0, G_OPTION_ARG_FILENAME, &coverage_name,
	 "Write what of the protocol all cells together covered", "FILE"},
	{"x", 'x', 0, G_OPTION_ARG_STRING, &x_name,
	 "The axis across; else the plan's first", "AXIS"},
	{"y", 'y', 0, G_OPTION_ARG_STRING, &y_name,
	 "The axis up; else the plan's second", "AXIS"},
	{"width", 'w', 0, G_OPTION_ARG_INT, &width,
	 "Width of the SVG in pixels; else 900", "PIXELS"},
	{NULL},
};

const struct command command_merge = {
	.name = "merge",
	.usage = "DIR...",
	.summary = "Make one file and pictures of the results of sweeps",
	.description =
		"Each DIR is a folder of `twowire sweep`, of the same plan. "
		"Whoever ran which cells, the\nfiles are the same. Cells that "
		"nobody has run are named, and the exit status is 1\nthen; "
		"folders that contradict each other are an error. Else it is "
		"that of the worst\ncell, as of `twowire sweep`.",
	.options = options,
	.run = run,
};

static int write_to(const char *path, const GString *text)
{
	GError *error = NULL;

	if (!path)
		return CLI_OK;
	if (!strcmp(path, "-")) {
		fwrite(text->str, 1, text->len, stdout);
		return CLI_OK;
	}
	if (g_file_set_contents_full(path, text->str, (gssize)text->len,
				     G_FILE_SET_CONTENTS_NONE, 0666, &error))
		return CLI_OK;
	return command_gerror(&command_merge, error);
}

static int write_svg(const struct sweep_plan *plan,
		     const struct sweep_result *results)
{
	unsigned pixels = width ? (unsigned)width : 900;
	g_autoptr(GString) text = g_string_new(NULL);
	struct sweep_grid grid;
	GError *error = NULL;

	if (!svg)
		return CLI_OK;
	if (!sweep_grid_make(&grid, plan, results, x_name, y_name, pixels / 3,
			     pixels / 3, &error))
		return command_gerror(&command_merge, error);
	sweep_plot_svg(&grid, pixels, text);
	sweep_grid_clear(&grid);
	return write_to(svg, text);
}

static int write_tables(const struct sweep_plan *plan,
			const struct sweep_result *results,
			const tw_coverage *coverage)
{
	g_autoptr(GString) json = g_string_new(NULL);
	g_autoptr(GString) table = g_string_new(NULL);
	GError *error = NULL;
	int status;

	sweep_merged_json(plan, results, json);
	sweep_merged_csv(plan, results, table);
	status = write_to(out, json);
	if (!status)
		status = write_to(csv, table);
	if (!status && coverage_name &&
	    !covered_write(coverage, coverage_name, &error))
		status = command_gerror(&command_merge, error);
	return status;
}

/* Names the first few. */
static void say_missing(const struct sweep_plan *plan,
			const struct sweep_result *results, uint64_t n)
{
	unsigned named = 0;

	command_error(&command_merge,
		      "%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
		      " cells are missing; twowire sweep runs them",
		      n, plan->n_cells);
	for (uint64_t i = 0; i < plan->n_cells && named < 10; i++) {
		g_autofree char *point = NULL;

		if (results[i].verdict != SWEEP_MISSING)
			continue;
		point = sweep_plan_point(plan, i);
		fprintf(stderr, "  %s\n", point);
		named++;
	}
	if (n > named)
		fprintf(stderr, "  ...\n");
}

static int report(const struct sweep_plan *plan,
		  const struct sweep_result *results,
		  const tw_coverage *coverage)
{
	uint64_t missing = swept_missing(plan, results);
	int status = write_tables(plan, results, coverage);

	if (!status)
		status = write_svg(plan, results);
	if (!status && !(out && !strcmp(out, "-")))
		status = swept_print(&command_merge, plan, results, x_name,
				     y_name);
	if (status)
		return status;
	if (missing)
		say_missing(plan, results, missing);
	status = swept_status(plan, results);
	return missing ? MAX(status, CLI_DIFFERS) : status;
}

/* The plan of all folders, which must be the same. */
static struct sweep_plan *open_plan(char **folders, GError **error)
{
	struct sweep_plan *plan = sweep_store_plan(folders[0], error);
	g_autoptr(GString) text = g_string_new(NULL);

	if (!plan)
		return NULL;
	sweep_plan_text(plan, text);
	for (size_t i = 1; folders[i]; i++) {
		g_autoptr(sweep_plan) other =
			sweep_store_plan(folders[i], error);
		g_autoptr(GString) same = g_string_new(NULL);

		if (other)
			sweep_plan_text(other, same);
		if (other && g_string_equal(text, same))
			continue;
		if (other)
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s: is of another plan, case or firmware "
				    "than %s",
				    folders[i], folders[0]);
		sweep_plan_free(plan);
		return NULL;
	}
	return plan;
}

static int merge(char **folders)
{
	g_autoptr(tw_coverage) coverage = tw_coverage_new();
	GError *error = NULL;
	g_autoptr(sweep_plan) plan = open_plan(folders, &error);
	struct sweep_result *results;
	bool ok = true;
	int status;

	if (!plan)
		return command_gerror(&command_merge, error);
	results = sweep_results_new(plan);
	for (size_t i = 0; ok && folders[i]; i++)
		ok = sweep_store_get(plan, folders[i], results, coverage,
				     &error);
	status = ok ? report(plan, results, coverage)
		    : command_gerror(&command_merge, error);
	sweep_results_free(plan, results);
	return status;
}

static int run(int argc, char **argv)
{
	if (!command_parse(&command_merge, &argc, &argv))
		return CLI_USAGE;
	if (argc < 2)
		return command_error(&command_merge,
				     "expected a folder of results");
	if (width < 0 || width > 10000 || (width && width < 300))
		return command_error(&command_merge,
				     "--width: expected 300 to 10000, got %d",
				     width);
	return merge(argv + 1);
}
