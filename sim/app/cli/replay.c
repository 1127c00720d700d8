/* SPDX-License-Identifier: MIT */
/* twowire replay: a capture's host against a live model or live firmware. */
#include "capture_options.h"
#include "command.h"
#include "replay_target.h"

#include <stdio.h>
#include <string.h>

#include "twowire/chip.h"
#include "twowire/replay.h"

static int replay(int argc, char **argv);

static char *model_spec, *firmware_spec, *tolerance, *lead, *stretch;
static char **traces;

static const GOptionEntry options[] = {
	{"model", 0, 0, G_OPTION_ARG_STRING, &model_spec,
	 "Drive a model, with settings as `twowire list models` shows them",
	 "NAME@ADDR[,KEY=VALUE...]"},
	{"firmware", 0, 0, G_OPTION_ARG_STRING, &firmware_spec,
	 "Drive firmware; keys: platform, scl, sda, addr, clock_hz",
	 "FILE[,KEY=VALUE...]"},
	{"tolerance", 0, 0, G_OPTION_ARG_STRING, &tolerance,
	 "For stretching and timing, as 500ns, 20us, 1ms (default 10us)",
	 "TIME"},
	{"stretch", 0, 0, G_OPTION_ARG_STRING, &stretch,
	 "Whose the capture's long low phases of SCL are (default host)",
	 "host|target"},
	{"lead", 0, 0, G_OPTION_ARG_STRING, &lead,
	 "Time before the capture (default 1ms, for firmware 100ms)", "TIME"},
	{"trace", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &traces,
	 "Write what happens on the wires as .sr, .vcd, .jsonl or .txt; may be "
	 "given several times",
	 "OUT"},
	CAPTURE_OPTIONS,
	{0},
};

const struct command command_replay = {
	.name = "replay",
	.usage = "CAPTURE",
	.summary = "Compare a live target with the one in a capture",
	.description =
		"Rebuilds the host of a capture (addresses, data, repeated "
		"STARTs, its own clock and\ngaps), lets it drive a model or "
		"firmware, and prints where acknowledge bits, data,\nclock "
		"stretching or SDA timing differ from what the real target "
		"did. Exit status 1\nif they do.\n\n"
		"The host goes on as captured whatever the live target "
		"answers. Two wires cannot\ntell a slow host from a target "
		"that stretches: by default long low phases of SCL\nare the "
		"host's, and only a target that holds longer differs. With "
		"--stretch target\nthey are the target's, who must hold as "
		"long.\n\n"
		"A model without image= begins with what the capture's reads "
		"show before the first\nwrite; its inputs (temp_mC=25000) can "
		"be given like settings. Firmware boots in the\ntime that "
		"--lead gives it; with addr= only messages to that address "
		"are compared.",
	.options = options,
	.run = replay,
};

/* "3500ns", "20us", "1ms", "2s". */
static bool parse_time(const char *text, uint64_t *ns)
{
	static const struct {
		const char *unit;
		uint64_t ns;
	} units[] = {
		{"ns", 1},
		{"us", 1000},
		{"ms", 1000000},
		{"s", 1000000000},
	};
	char *end;
	guint64 n = g_ascii_strtoull(text, &end, 10);

	if (end == text || !g_ascii_isdigit(*text))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		if (strcmp(end, units[i].unit))
			continue;
		*ns = n * units[i].ns;
		return n <= UINT64_C(1000000000000) / units[i].ns;
	}
	return false;
}

static void print_difference(void *user, const struct tw_difference *d)
{
	g_autoptr(GString) line = g_string_new(NULL);

	tw_difference_text(d, line);
	fputs(line->str, stdout);
}

static int conclude(tw_replay *r, tw_sim *sim, tw_chip *chip)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct tw_replay_summary summary;
	GError *error = NULL;

	tw_replay_compare(r, print_difference, NULL, &summary);
	tw_replay_summary_text(&summary, text);
	fputs(text->str, stdout);
	for (size_t i = 0; traces && traces[i]; i++)
		if (!tw_trace_write(tw_sim_trace(sim), traces[i], &error))
			return command_gerror(&command_replay, error);
	if (chip && tw_chip_failure(chip)) {
		fprintf(stderr, "twowire replay: %s\n", tw_chip_failure(chip));
		return CLI_FIRMWARE;
	}
	return tw_replay_n_differences(&summary) ? CLI_DIFFERS : CLI_OK;
}

static int check_time(const char *option, const char *text, uint64_t *ns)
{
	if (!text || (parse_time(text, ns) && *ns))
		return CLI_OK;
	return command_error(&command_replay,
			     "%s: expected a time as in 20us, got %s", option,
			     text);
}

static int check_options(int argc, struct tw_replay_config *config)
{
	if (argc != 2)
		return command_error(&command_replay,
				     "expected one CAPTURE, got %d", argc - 1);
	if (!model_spec == !firmware_spec)
		return command_error(&command_replay,
				     "expected either --model or --firmware");
	config->lead_ns = firmware_spec ? TW_MS(100) : 0;
	if (check_time("--tolerance", tolerance, &config->tolerance_ns) ||
	    check_time("--lead", lead, &config->lead_ns))
		return CLI_USAGE;
	if (stretch && strcmp(stretch, "host") && strcmp(stretch, "target"))
		return command_error(&command_replay,
				     "--stretch: expected host or target, "
				     "got %s",
				     stretch);
	if (!capture_options_get(&command_replay, true, &config->capture))
		return CLI_USAGE;
	config->rate_hz = config->capture.rate_hz;
	config->stretch_is_target = !g_strcmp0(stretch, "target");
	return CLI_OK;
}

static int replay(int argc, char **argv)
{
	g_autoptr(tw_replay) r = NULL;
	g_autoptr(tw_sim) sim = NULL;
	struct tw_replay_config config = {0};
	tw_chip *chip = NULL;
	GError *error = NULL;
	tw_bus *bus;
	int status;

	if (!command_parse(&command_replay, &argc, &argv) ||
	    !command_traces(&command_replay, traces))
		return CLI_USAGE;
	status = check_options(argc, &config);
	if (status)
		return status;
	r = tw_replay_open(argv[1], &config, &error);
	if (!r)
		return command_gerror(&command_replay, error);
	sim = tw_sim_new(1);
	bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	status = model_spec
			 ? replay_attach_model(r, bus, model_spec)
			 : replay_attach_firmware(r, bus, firmware_spec, &chip);
	if (status)
		return status;
	if (!tw_replay_n_messages(r))
		return command_error(&command_replay,
				     "%s: no message in it is for that "
				     "address; `twowire decode` shows them",
				     argv[1]);
	tw_replay_run(r, bus);
	return conclude(r, sim, chip);
}
