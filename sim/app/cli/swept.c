/* SPDX-License-Identifier: MIT */
#include "swept.h"

#include "app/sweep/summary.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS = 80, GUTTER = 12, ROWS = 24 };

int swept_print(const struct command *command, const struct sweep_plan *plan,
		const struct sweep_result *results, const char *x,
		const char *y)
{
	const char *no_color = g_getenv("NO_COLOR");
	struct sweep_look look = {
		.colour = isatty(STDOUT_FILENO) && !(no_color && *no_color),
		.ascii = !g_get_charset(NULL),
		.width = COLUMNS,
	};
	g_autoptr(GString) out = g_string_new(NULL);
	struct winsize size;
	struct sweep_grid grid;
	GError *error = NULL;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) &&
	    size.ws_col > 2 * GUTTER)
		look.width = size.ws_col;
	if (!sweep_grid_make(&grid, plan, results, x, y, look.width - GUTTER,
			     ROWS, &error))
		return command_gerror(command, error);
	sweep_plot_text(&grid, &look, out);
	sweep_limits_text(plan, results, out);
	fwrite(out->str, 1, out->len, stdout);
	sweep_grid_clear(&grid);
	return CLI_OK;
}

int swept_status(const struct sweep_plan *plan,
		 const struct sweep_result *results)
{
	int status = CLI_OK, one = CLI_OK;

	for (uint64_t i = 0; i < plan->n_cells; i++) {
		switch (results[i].verdict) {
		case SWEEP_SOME:
		case SWEEP_FAILED:
			one = CLI_DIFFERS;
			break;
		case SWEEP_HUNG:
		case SWEEP_CRASHED:
			one = CLI_FIRMWARE;
			break;
		case SWEEP_BROKEN:
			one = CLI_INTERNAL;
			break;
		case SWEEP_HELD:
		case SWEEP_MISSING:
		case SWEEP_NONE:
			one = CLI_OK;
		}
		status = MAX(status, one);
	}
	return status;
}

uint64_t swept_missing(const struct sweep_plan *plan,
		       const struct sweep_result *results)
{
	uint64_t n = 0;

	for (uint64_t i = 0; i < plan->n_cells; i++)
		n += results[i].verdict == SWEEP_MISSING;
	return n;
}
