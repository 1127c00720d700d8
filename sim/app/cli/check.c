/* SPDX-License-Identifier: MIT */
/* twowire check: the timing of a capture against the specification. */
#include "capture_options.h"
#include "command.h"

#include "twowire/capture.h"
#include "twowire/timing.h"

#include <stdio.h>
#include <string.h>

static int check(int argc, char **argv);

static char *mode, *format;
static int cb_pF, vdd_mV;
static gboolean cbus;

static const GOptionEntry options[] = {
	{"mode", 0, 0, G_OPTION_ARG_STRING, &mode,
	 "Whose limits; auto, the slowest that the clock fits, if not given",
	 "auto|standard|fast|fast+|hs|ufast|smbus100|smbus400|smbus1m"},
	{"cb", 0, 0, G_OPTION_ARG_INT, &cb_pF,
	 "Capacitance of each wire: limits of Hs-mode between 100 and 400",
	 "PF"},
	{"vdd", 0, 0, G_OPTION_ARG_INT, &vdd_mV,
	 "Supply: the lower limit of tf", "MV"},
	{"cbus", 0, 0, G_OPTION_ARG_NONE, &cbus,
	 "CBUS receivers are on the bus: tHD;DAT of 5 us", NULL},
	CAPTURE_OPTIONS,
	{"format", 0, 0, G_OPTION_ARG_STRING, &format,
	 "How to print; text if not given", "text|json"},
	{NULL},
};

const struct command command_check = {
	.name = "check",
	.usage = "CAPTURE",
	.summary = "Judge the timing of a capture",
	.description = CAPTURE_HELP
	"\n"
	"Every parameter of the mode is listed with its least and "
	"most, the limit, what is left\nand where it was worst.\n"
	"\n"
	"A capture knows one threshold, and each edge to one sample "
	"period. What misses a limit\nby no more than that is possibly "
	"violated; only what is certain makes the status 1.\n"
	"tr, tf and what depends on who drives are judged in "
	"simulations (the step\nexpect_timing of a case, and the "
	"report of twowire run).",
	.options = options,
	.run = check,
};

static bool find_mode(enum tw_timing_mode *out)
{
	for (unsigned i = 0; tw_timing_mode_words[i]; i++) {
		if (mode && strcmp(mode, tw_timing_mode_words[i]))
			continue;
		*out = (enum tw_timing_mode)i;
		return true;
	}
	return false;
}

static int judge(const tw_timing_report *report, bool json)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (json)
		tw_timing_report_to_json(report, out);
	else
		tw_timing_report_to_text(report, true, out);
	fwrite(out->str, 1, out->len, stdout);
	return tw_timing_report_violations(report, NULL) ? CLI_DIFFERS : CLI_OK;
}

static int check(int argc, char **argv)
{
	struct tw_capture_config channels;
	struct tw_timing_config config = {0};
	g_autoptr(tw_capture) capture = NULL;
	g_autoptr(tw_timing_report) report = NULL;
	GError *error = NULL;
	bool json;

	if (!command_parse(&command_check, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_check,
				     "expected one capture, got %d", argc - 1);
	json = format && !strcmp(format, "json");
	if (format && !json && strcmp(format, "text"))
		return command_error(
			&command_check,
			"--format must be text or json, got \"%s\"", format);
	if (!find_mode(&config.mode))
		return command_error(&command_check,
				     "--mode: there is no \"%s\"; there are "
				     "auto, standard, fast, fast+, hs, ufast, "
				     "smbus100, smbus400, smbus1m",
				     mode);
	if (cb_pF < 0 || cb_pF > 10000 || vdd_mV < 0 || vdd_mV > 20000)
		return command_error(&command_check,
				     "--cb must be 1 to 10000 pF and --vdd 1 "
				     "to 20000 mV");
	config.cb_pF = (uint32_t)cb_pF;
	config.vdd_mV = (uint32_t)vdd_mV;
	config.cbus = cbus;
	if (!capture_options_get(&command_check, true, &channels))
		return CLI_USAGE;
	capture = tw_capture_open(argv[1], &channels, &error);
	if (capture)
		report = tw_capture_timing(capture, &config, &error);
	return report ? judge(report, json)
		      : command_gerror(&command_check, error);
}
