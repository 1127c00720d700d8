/* SPDX-License-Identifier: MIT */
/* twowire plot: pictures of a capture, a trace or a case. */
#include "capture_options.h"
#include "command.h"
#include "device_words.h"
#include "units.h"
#include "window.h"

#include "twowire/capture.h"
#include "twowire/plot.h"
#include "twowire/scenario.h"
#include "twowire/trace_file.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int plot(int argc, char **argv);

static char *bus, *output, *mode, *title, *analog, *from, *to;
static char **firmware_dirs, **devices;
static int width;
static gboolean ascii;

static const GOptionEntry options[] = {
	{"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
	 "Where to; - or nothing: text on stdout", "OUT.svg|.html|.json|.txt"},
	{"from", 0, 0, G_OPTION_ARG_STRING, &from,
	 "Where the picture begins: a time such as 1.5ms or 200us; a bare "
	 "number is ns, or a sample where there is no samplerate",
	 "TIME"},
	{"to", 0, 0, G_OPTION_ARG_STRING, &to, "Where the picture ends",
	 "TIME"},
	{"width", 0, 0, G_OPTION_ARG_INT, &width,
	 "Pixels of an .svg (960), or columns of text (the terminal's)", "N"},
	{"ascii", 0, 0, G_OPTION_ARG_NONE, &ascii,
	 "Text without line-drawing characters", NULL},
	{"title", 0, 0, G_OPTION_ARG_STRING, &title,
	 "What stands above; the case's title or the file's name", "TEXT"},
	{"mode", 0, 0, G_OPTION_ARG_STRING, &mode,
	 "Whose timing; the slowest that the clock fits if not given",
	 "standard|fast|fast+|hs|ufast|smbus100|smbus400|smbus1m"},
	{"bus", 0, 0, G_OPTION_ARG_STRING, &bus,
	 "Which bus of several; the first if not given", "NAME"},
	{"analog", 'a', 0, G_OPTION_ARG_STRING, &analog,
	 "Of a case: sample the wires' voltages in a window, in ns, and draw "
	 "them",
	 "FROM..TO[/STEP]"},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside its case; may be "
	 "given several times",
	 "DIR"},
	{"device", 0, 0, G_OPTION_ARG_STRING_ARRAY, &devices,
	 "Say in an .html what messages mean to this model; can be given again",
	 "NAME@ADDR[,KEY=VALUE...]"},
	CAPTURE_OPTIONS,
	{NULL},
};

const struct command command_plot = {
	.name = "plot",
	.usage = "CAPTURE|CASE.json",
	.summary = "Draw a picture of a capture or a case",
	.description = CAPTURE_HELP
	"A case (.json) is run, and drawn whether its expectations hold or "
	"not.\n"
	"\n"
	"What is drawn: both wires with the bytes they carry, who "
	"pulls them (in a simulation),\nclock stretching, timing beyond "
	"limits, faults and other notes, nets.\n"
	"\n"
	".svg is a picture, .html a page to look around in with any "
	"browser, .json is WaveJSON\nfor WaveDrom, text is drawn in "
	"characters. Without --from and --to a page has all of it,\n"
	"the others all of what is short; of what is long an index, "
	"the beginning and the\nfirst places where something is odd.",
	.options = options,
	.run = plot,
};

static bool is_case(const char *path)
{
	return g_str_has_suffix(path, ".json");
}

static bool find_mode(enum tw_timing_mode *out)
{
	for (unsigned i = 0; tw_timing_mode_words[i]; i++) {
		if (mode && strcmp(mode, tw_timing_mode_words[i]))
			continue;
		*out = (enum tw_timing_mode)i;
		return true;
	}
	command_error(&command_plot,
		      "--mode: there is no \"%s\"; there are standard, fast, "
		      "fast+, hs, ufast, smbus100, smbus400, smbus1m",
		      mode);
	return false;
}

/* By what was written, where the library knows ticks. */
static bool check_window(const tw_trace *trace,
			 const struct tw_plot_config *config)
{
	uint64_t end = tw_trace_end(trace), num, den;

	tw_trace_tick(trace, &num, &den);
	if (to && config->to <= config->from) {
		command_error(&command_plot,
			      "--to %s: the window ends before it begins, "
			      "--from %s",
			      to, from ? from : "0");
		return false;
	}
	if (!config->from || config->from < end)
		return true;
	if (num)
		command_error(&command_plot,
			      "the window begins --from %s, but all ends at "
			      "%.9g ms",
			      from,
			      1e3 * (double)num * (double)end / (double)den);
	else
		command_error(&command_plot,
			      "the window begins --from %s, but all ends at "
			      "sample %" G_GUINT64_FORMAT,
			      from, end);
	return false;
}

static int draw(const tw_trace *trace, struct tw_plot_config *config)
{
	GError *error = NULL;

	if (!units_tick(&command_plot, "--from", from, trace, &config->from) ||
	    !units_tick(&command_plot, "--to", to, trace, &config->to) ||
	    !check_window(trace, config))
		return CLI_USAGE;
	if (tw_trace_plot(trace, output ? output : "-", config, &error))
		return CLI_OK;
	return command_gerror(&command_plot, error);
}

/* Of a damaged one what comes before the damage. */
static int draw_file(const char *path, struct tw_plot_config *config)
{
	struct tw_capture_config channels;
	g_autofree char *name = g_path_get_basename(path);
	g_autoptr(tw_trace) trace = NULL;
	GError *error = NULL;
	int status;
	bool ok;

	if (!capture_options_get(&command_plot, true, &channels))
		return CLI_USAGE;
	ok = tw_trace_read(path, &channels, &trace, &error);
	if (!trace)
		return command_gerror(&command_plot, error);
	if (!config->title)
		config->title = name;
	status = draw(trace, config);
	return ok ? status : command_gerror(&command_plot, error);
}

/* Whether its expectations hold is the business of twowire run. */
static int draw_case(const char *path, struct tw_plot_config *config)
{
	struct tw_trial_options trial_options = {
		.firmware_dirs = (const char *const *)firmware_dirs};
	g_autoptr(tw_scenario) scenario = NULL;
	g_autoptr(tw_trial) trial = NULL;
	GError *error = NULL;

	if (analog &&
	    !window_parse(&command_plot, analog, &trial_options.analog))
		return CLI_USAGE;
	scenario = tw_scenario_load(path, &tw_parts, &error);
	if (scenario)
		trial = tw_trial_new(scenario, &trial_options, &error);
	if (!trial)
		return command_gerror(&command_plot, error);
	tw_trial_run(trial);
	if (!config->title)
		config->title = tw_scenario_title(scenario);
	return draw(tw_sim_trace(tw_trial_sim(trial)), config);
}

/* Of the terminal, if text goes to one; else 0. */
static unsigned columns(void)
{
	struct winsize size;

	if ((output && strcmp(output, "-")) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return 0;
	return size.ws_col;
}

static int plot(int argc, char **argv)
{
	g_autoptr(tw_reading) reading = tw_reading_new();
	struct tw_plot_config config = {0};

	if (!command_parse(&command_plot, &argc, &argv))
		return CLI_USAGE;
	if (argc != 2)
		return command_error(&command_plot,
				     "expected one capture or case, got %d",
				     argc - 1);
	if (!find_mode(&config.timing.mode))
		return CLI_USAGE;
	if (width < 0 || width > 10000 || (width && width < 40))
		return command_error(&command_plot,
				     "--width: expected 40 to 10000, got %d",
				     width);
	if (analog && !is_case(argv[1]))
		return command_error(&command_plot,
				     "--analog: voltages are sampled while a "
				     "case runs, got a capture");
	for (size_t i = 0; devices && devices[i]; i++)
		if (device_words_add(&command_plot, reading, devices[i]))
			return CLI_USAGE;
	config.reading = devices ? reading : NULL;
	config.bus = bus;
	config.title = title;
	config.width = width ? (unsigned)width : columns();
	config.ascii = ascii || !g_get_charset(NULL);
	return is_case(argv[1]) ? draw_case(argv[1], &config)
				: draw_file(argv[1], &config);
}
