/* SPDX-License-Identifier: MIT */
/* twowire diff: two captures or traces, message by message. */
#include "capture_options.h"
#include "command.h"
#include "units.h"

#include "twowire/diff.h"
#include "twowire/trace_file.h"

#include <stdio.h>
#include <string.h>

#define SHOWN 20

static int diff(int argc, char **argv);

static char *format, *tolerance, *bus_name;
static gboolean all;

static const GOptionEntry options[] = {
	{"tolerance", 0, 0, G_OPTION_ARG_STRING, &tolerance,
	 "Judge times, too: by how much gaps may differ, as in 10us", "TIME"},
	{"all", 'a', 0, G_OPTION_ARG_NONE, &all,
	 "Show every difference, not the first 20", NULL},
	{"format", 0, 0, G_OPTION_ARG_STRING, &format,
	 "How to print; text if not given", "text|json"},
	{"bus", 0, 0, G_OPTION_ARG_STRING, &bus_name,
	 "Which bus of a trace (.twt) of several", "NAME"},
	CAPTURE_OPTIONS,
	{NULL},
};

const struct command command_diff = {
	.name = "diff",
	.usage = "A B",
	.summary = "Say where two captures or traces differ",
	.description =
		"A and B are captures or traces, of the same or different "
		"formats. Their messages are\naligned by what is in them: one "
		"that is missing does not make all that follow differ.\n"
		"\n"
		"Each difference is one line in words; then come the counts, "
		"by "
		"how much the two clocks\nare apart and drift, and the gaps "
		"from START to START. Times alone are no difference\nunless "
		"--tolerance says how much is too much; offset and drift are "
		"taken out first.\n"
		"\n"
		"The exit status is 0 if there is no difference, 1 if there "
		"is one, 2 if A or B cannot be\nread.",
	.options = options,
	.run = diff,
};

struct side {
	tw_diff *diff;
	unsigned number;
};

static void add(void *user, const struct tw_message *m)
{
	struct side *side = user;

	tw_diff_add(side->diff, side->number, m);
}

/* What one of the two files is read as. */
struct input {
	const char *path;
	tw_capture *capture; /* or */
	tw_trace *trace;
	uint32_t bus;
};

static void input_clear(struct input *in)
{
	tw_capture_free(in->capture);
	if (in->trace)
		tw_trace_free(in->trace);
}

static int open_trace(struct input *in, const struct tw_capture_config *config)
{
	GError *error = NULL;

	if (!tw_trace_read(in->path, config, &in->trace, &error))
		return command_gerror(&command_diff, error);
	if (tw_trace_find_bus(in->trace, bus_name, &in->bus))
		return CLI_OK;
	return command_error(&command_diff, "%s: there is no bus %s", in->path,
			     bus_name ? bus_name : "in it");
}

static int open_input(struct input *in)
{
	struct tw_capture_config config;
	GError *error = NULL;

	if (!capture_options_get(&command_diff, true, &config))
		return CLI_USAGE;
	if (g_str_has_suffix(in->path, ".twt"))
		return open_trace(in, &config);
	in->capture = tw_capture_open(in->path, &config, &error);
	return in->capture ? CLI_OK : command_gerror(&command_diff, error);
}

/* As short as tells them apart; ends with NULL. */
static char **short_names(const struct input in[2])
{
	char **names = g_new0(char *, 3);

	for (unsigned i = 0; i < 2; i++)
		names[i] = g_path_get_basename(in[i].path);
	if (strcmp(names[0], names[1]))
		return names;
	for (unsigned i = 0; i < 2; i++) {
		g_free(names[i]);
		names[i] = g_strdup(strcmp(in[0].path, in[1].path) ? in[i].path
				    : i ? "the second"
					: "the first");
	}
	return names;
}

static void get_tick(const struct input *in, struct tw_diff_side *side)
{
	if (in->capture)
		tw_capture_tick(in->capture, &side->num, &side->den);
	else
		tw_trace_tick(in->trace, &side->num, &side->den);
}

static int read_input(const struct input *in, struct side *side)
{
	GError *error = NULL;

	if (in->trace)
		tw_trace_decode(in->trace, in->bus, add, side);
	else if (!tw_capture_decode(in->capture, add, side, &error))
		return command_gerror(&command_diff, error);
	return CLI_OK;
}

static int compare(struct input in[2], struct tw_diff_config *config, bool json)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(tw_diff) d = NULL;

	g_auto(GStrv) names = short_names(in);

	for (unsigned i = 0; i < 2; i++) {
		get_tick(&in[i], &config->sides[i]);
		config->sides[i].name = names[i];
	}
	d = tw_diff_new(config);
	for (unsigned i = 0; i < 2; i++) {
		struct side side = {d, i};
		int status = read_input(&in[i], &side);

		if (status)
			return status;
	}
	tw_diff_compare(d);
	if (json)
		tw_diff_to_json(d, out);
	else
		tw_diff_to_text(d, all ? 0 : SHOWN, out);
	fwrite(out->str, 1, out->len, stdout);
	return tw_diff_n_differences(d) ? CLI_DIFFERS : CLI_OK;
}

static int diff(int argc, char **argv)
{
	struct tw_diff_config config = {0};
	struct input in[2] = {{0}};
	bool json;
	int status;

	if (!command_parse(&command_diff, &argc, &argv))
		return CLI_USAGE;
	if (argc != 3)
		return command_error(&command_diff,
				     "expected two captures, got %d", argc - 1);
	json = format && !strcmp(format, "json");
	if (format && !json && strcmp(format, "text"))
		return command_error(&command_diff,
				     "--format must be text or json, got "
				     "\"%s\"",
				     format);
	config.judge_times = tolerance;
	if (tolerance && !units_ns(tolerance, &config.tolerance_ns))
		return command_error(&command_diff,
				     "--tolerance: expected a time as in 10us, "
				     "got \"%s\"",
				     tolerance);
	in[0].path = argv[1];
	in[1].path = argv[2];
	if (!strcmp(argv[1], "-") && !strcmp(argv[2], "-"))
		return command_error(&command_diff,
				     "only one of the two can be standard "
				     "input");
	if (bus_name && !g_str_has_suffix(argv[1], ".twt") &&
	    !g_str_has_suffix(argv[2], ".twt"))
		return command_error(&command_diff,
				     "--bus: neither is a trace (.twt); --scl "
				     "and --sda choose a capture's wires");
	status = open_input(&in[0]);
	if (!status)
		status = open_input(&in[1]);
	if (!status)
		status = compare(in, &config, json);
	input_clear(&in[0]);
	input_clear(&in[1]);
	return status;
}
