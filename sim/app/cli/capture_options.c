/* SPDX-License-Identifier: MIT */
/* What all commands that read a capture share. */
#include "capture_options.h"
#include "units.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_RATE_HZ    UINT64_C(100000000000)
#define MAX_VOLTS      1000.0
#define FIRST_SHOWN_US 1000000 /* what takes no longer shows nothing */
#define STEP_US	       200000

struct capture_options capture_options;

static void remark(void *user, const char *text)
{
	const struct command *command = user;

	fprintf(stderr, "twowire %s: %s\n", command->name, text);
}

/* --- Progress ------------------------------------------------------------ */

static gint64 begun_us, shown_us;

static void clear(void)
{
	fputs("\033[K", stderr);
	shown_us = 0;
}

static void progress(void *user, uint64_t done, uint64_t total)
{
	static uint64_t last;
	gint64 now_us = g_get_monotonic_time();

	(void)user;
	if (!begun_us || done < last)
		begun_us = now_us;
	last = done;
	if (!total || !done)
		return;
	if (done >= total) {
		if (shown_us)
			clear();
		return;
	}
	if (now_us - begun_us < FIRST_SHOWN_US || now_us - shown_us < STEP_US)
		return;
	shown_us = now_us;
	fprintf(stderr, "\033[Kreading: %.0f %%, %.0f s left\r",
		100.0 * (double)done / (double)total,
		(double)(now_us - begun_us) / 1e6 * (double)(total - done) /
			(double)done);
}

static bool can_show(bool quiet)
{
	return isatty(STDERR_FILENO) && !g_getenv("NO_COLOR") &&
	       (quiet || !isatty(STDOUT_FILENO));
}

/* --- Options ------------------------------------------------------------- */

static bool volts(const char *text, char **end, uint32_t *uV)
{
	double v = g_ascii_strtod(text, end);

	if (*end == text || !(v > 0) || v > MAX_VOLTS)
		return false;
	*uV = (uint32_t)(v * 1e6 + 0.5);
	return *uV;
}

static bool threshold(const char *text, struct tw_capture_config *config)
{
	char *end;

	if (!volts(text, &end, &config->low_uV))
		return false;
	config->high_uV = config->low_uV;
	if (*end == ',' && !volts(end + 1, &end, &config->high_uV))
		return false;
	return !*end && config->low_uV <= config->high_uV;
}

bool capture_options_get(const struct command *command, bool quiet,
			 struct tw_capture_config *config)
{
	*config = (struct tw_capture_config){
		.scl = capture_options.scl,
		.sda = capture_options.sda,
		.remark = remark,
		.remark_user = (void *)command,
		.progress = can_show(quiet) ? progress : NULL,
	};
	if (capture_options.threshold &&
	    !threshold(capture_options.threshold, config)) {
		command_error(command,
			      "--threshold: expected volts as in 1.5 or "
			      "0.8,2.0, got %s",
			      capture_options.threshold);
		return false;
	}
	if (capture_options.rate &&
	    !units_hz(capture_options.rate, MAX_RATE_HZ, &config->rate_hz)) {
		command_error(command,
			      "--rate: expected 1 Hz to 100 GHz as in 24MHz or "
			      "500k, got \"%s\"",
			      capture_options.rate);
		return false;
	}
	import_into(config);
	return true;
}
