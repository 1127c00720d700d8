/* SPDX-License-Identifier: MIT */
/* twowire replay: a capture's host against a live model or live firmware. */
#include "capture_options.h"
#include "command.h"
#include "replay_before.h"
#include "replay_case.h"
#include "replay_target.h"
#include "replay_words.h"
#include "traces.h"
#include "units.h"
#include "write_options.h"

#include <stdio.h>
#include <string.h>

#include "twowire/chip.h"
#include "twowire/replay.h"
#include "twowire/scenario.h"

static int replay(int argc, char **argv);

static char **models, **firmwares, *tolerance, *lead, *stretch, *bus_id;
static char **ignores, **inputs, **power_offs, **addresses, **befores;
static char **traces, **firmware_dirs, *to_case, *case_steps;
static gboolean raw;

static const GOptionEntry options[] = {
	{"model", 0, 0, G_OPTION_ARG_STRING_ARRAY, &models,
	 "Drive a model, with settings and inputs as `twowire list models` "
	 "shows them; INPUT=? finds the input from the reads; may be given "
	 "several times",
	 "NAME@ADDR[,KEY=VALUE...]"},
	{"firmware", 0, 0, G_OPTION_ARG_STRING_ARRAY, &firmwares,
	 "Drive firmware; keys: platform, scl, sda, addr, clock_hz; may be "
	 "given several times",
	 "FILE[,KEY=VALUE...]"},
	{"raw", 0, 0, G_OPTION_ARG_NONE, &raw,
	 "Play the host's edges at the captured instants and wait for nobody",
	 NULL},
	{"address", 0, 0, G_OPTION_ARG_STRING_ARRAY, &addresses,
	 "Compare messages to this address alone; may be given several times",
	 "ADDR"},
	{"ignore", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ignores,
	 "Do not compare these bits of reads; N may be N-M; may be given "
	 "several times",
	 "ADDR[,reg=N][,pointer=N][,byte=N][,mask=0xNN]"},
	{"input", 0, 0, G_OPTION_ARG_STRING_ARRAY, &inputs,
	 "Set a model's input at an instant of the capture; may be given "
	 "several times",
	 "[DEVICE.]NAME@TIME=VALUE"},
	{"power-off", 0, 0, G_OPTION_ARG_STRING_ARRAY, &power_offs,
	 "Take a target's supply away for a time of the capture; may be given "
	 "several times",
	 "[PART:]FROM..TO"},
	{"before", 0, 0, G_OPTION_ARG_STRING_ARRAY, &befores,
	 "Do this transfer first, as i2ctransfer writes it; may be given "
	 "several times",
	 "TRANSFER"},
	{"tolerance", 0, 0, G_OPTION_ARG_STRING, &tolerance,
	 "For stretching and timing, as 500ns, 20us, 1.5ms (default 10us), or "
	 "for each: stretch=TIME,timing=TIME",
	 "TIME"},
	{"stretch", 0, 0, G_OPTION_ARG_STRING, &stretch,
	 "Whose the capture's long low phases of SCL are (default host)",
	 "host|target"},
	{"lead", 0, 0, G_OPTION_ARG_STRING, &lead,
	 "Time before the capture (default 1ms, with firmware 100ms)", "TIME"},
	{"to-case", 0, 0, G_OPTION_ARG_FILENAME, &to_case,
	 "Write a case that `twowire run` runs, instead of replaying", "OUT"},
	{"case-steps", 0, 0, G_OPTION_ARG_STRING, &case_steps,
	 "What the case's steps are: the capture's transfers, or one that "
	 "replays it (default transfers)",
	 "transfers|replay"},
	{"bus", 0, 0, G_OPTION_ARG_STRING, &bus_id,
	 "Of CASE.json, the bus that was captured (default its first)", "ID"},
	{"firmware-dir", 'F', 0, G_OPTION_ARG_FILENAME_ARRAY, &firmware_dirs,
	 "Where to look for firmware that is not beside CASE.json; may be "
	 "given several times",
	 "DIR"},
	{"trace", 't', 0, G_OPTION_ARG_FILENAME_ARRAY, &traces,
	 "Write the trace; may be given several times",
	 "OUT.sr|.twt|.vcd|.jsonl|.txt|.csv"},
	WRITE_OPTIONS,
	CAPTURE_OPTIONS,
	{0},
};

const struct command command_replay = {
	.name = "replay",
	.usage = "CAPTURE [CASE.json]",
	.summary = "Compare live targets with those in a capture",
	.description =
		"Rebuilds the host of a capture (addresses, data, repeated "
		"STARTs, its own clock and\ngaps), lets it drive models and "
		"firmware, or the devices and firmware of a case, and\nprints "
		"where acknowledge bits, data, clock stretching or SDA timing "
		"differ from what\nthe real targets did. Exit status 1 if they "
		"do.\n\n"
		"The host goes on as captured whatever the live target "
		"answers, and waits for one\nthat holds SCL; with --raw it "
		"does not wait. Two wires cannot tell a slow host from\na "
		"target that stretches: by default long low phases of SCL are "
		"the host's, and only\na target that holds longer differs. "
		"With --stretch target they are the target's,\nwho must hold "
		"as long.\n\n"
		"A model without image= begins with what the capture's reads "
		"show before the first\nwrite; its inputs (temp_mC=25000) can "
		"be given like settings. Firmware boots in the\ntime that "
		"--lead gives it; with addr= only messages to that address "
		"are compared.\n\n"
		"`twowire decode --help` tells what CAPTURE can be.",
	.options = options,
	.run = replay,
};

static void print_difference(void *user, const struct tw_difference *d)
{
	g_autoptr(GString) line = g_string_new(NULL);

	tw_difference_text(d, line);
	fputs(line->str, stdout);
}

struct session {
	const char *capture;
	const char *case_path; /* or NULL */
	struct tw_replay_config config;
	tw_replay *r;
	tw_sim *sim; /* owned, if there is no case */
	tw_scenario *scenario;
	tw_trial *trial;
	tw_bus *bus;
	GPtrArray *names; /* of the targets given */
	struct traces wanted;
};

static void session_clear(struct session *s)
{
	if (s->trial)
		tw_trial_free(s->trial);
	else
		tw_sim_free(s->sim);
	tw_scenario_free(s->scenario);
	tw_replay_free(s->r);
	g_clear_pointer(&s->names, g_ptr_array_unref);
}

static int conclude(struct session *s)
{
	g_autoptr(GString) text = g_string_new(tw_replay_learned(s->r));
	const tw_chip *chip = tw_sim_failed_chip(s->sim);
	struct tw_replay_summary summary;
	int wrote;

	tw_replay_compare(s->r, print_difference, NULL, &summary);
	tw_replay_summary_text(&summary, text);
	fputs(text->str, stdout);
	wrote = traces_end(&s->wanted, s->sim);
	if (chip) {
		fprintf(stderr, "twowire replay: %s\n", tw_chip_failure(chip));
		return CLI_FIRMWARE;
	}
	return wrote				   ? wrote
	       : tw_replay_n_differences(&summary) ? CLI_DIFFERS
						   : CLI_OK;
}

static int check_lead(uint64_t *ns)
{
	if (!lead || (units_ns(lead, ns) && *ns))
		return CLI_OK;
	return command_error(&command_replay,
			     "--lead: expected a time as in 20us, got %s",
			     lead);
}

static int check_targets(int argc, const struct session *s)
{
	if (argc != 2 && argc != 3)
		return command_error(&command_replay,
				     "expected one CAPTURE, got %d", argc - 1);
	if (s->case_path && (models || firmwares))
		return command_error(&command_replay,
				     "expected either CASE.json or --model and "
				     "--firmware");
	if (!s->case_path && !models && !firmwares)
		return command_error(&command_replay,
				     "expected --model, --firmware or a "
				     "CASE.json");
	if (!s->case_path && bus_id)
		return command_error(&command_replay,
				     "--bus: needs a CASE.json");
	return CLI_OK;
}

static int check_options(struct tw_replay_config *config)
{
	if (firmwares)
		config->lead_ns = TW_MS(100);
	if (words_tolerance(tolerance, config) || check_lead(&config->lead_ns))
		return CLI_USAGE;
	if (stretch && strcmp(stretch, "host") && strcmp(stretch, "target"))
		return command_error(&command_replay,
				     "--stretch: expected host or target, "
				     "got %s",
				     stretch);
	if (case_steps && strcmp(case_steps, "transfers") &&
	    strcmp(case_steps, "replay"))
		return command_error(&command_replay,
				     "--case-steps: expected transfers or "
				     "replay, got %s",
				     case_steps);
	if (case_steps && !to_case)
		return command_error(&command_replay,
				     "--case-steps: needs --to-case");
	if (!capture_options_get(&command_replay, true, &config->capture))
		return CLI_USAGE;
	config->rate_hz = config->capture.rate_hz;
	config->stretch_is_target = !g_strcmp0(stretch, "target");
	config->raw = raw;
	return CLI_OK;
}

/* A case without steps of its own: the capture's host is what happens. */
static int load_case(struct session *s)
{
	GError *error = NULL;

	s->scenario = tw_scenario_load(s->case_path, &tw_parts, &error);
	if (!s->scenario)
		return command_gerror(&command_replay, error);
	if (tw_scenario_n_steps(s->scenario))
		return command_error(
			&command_replay,
			"%s: has steps; here the capture is what happens: "
			"leave them out, or make the capture a step, "
			"{ \"replay\": ... }, and use `twowire run`",
			s->case_path);
	if (tw_scenario_n_firmware(s->scenario))
		s->config.lead_ns = TW_MS(100);
	return CLI_OK;
}

static int build_case(struct session *s)
{
	struct tw_trial_options o = {
		.replay = s->r,
		.replay_bus = bus_id,
		.firmware_dirs = (const char *const *)firmware_dirs,
	};
	GError *error = NULL;

	s->trial = tw_trial_new(s->scenario, &o, &error);
	if (!s->trial)
		return command_gerror(&command_replay, error);
	s->sim = tw_trial_sim(s->trial);
	s->bus = tw_trial_replay_bus(s->trial);
	for (size_t i = 0; tw_scenario_device(s->scenario, i); i++)
		g_ptr_array_add(s->names,
				g_strdup(tw_scenario_device(s->scenario, i)));
	for (size_t i = 0; i < tw_scenario_n_firmware(s->scenario); i++)
		g_ptr_array_add(s->names,
				g_strdup(tw_scenario_firmware(s->scenario, i)));
	return CLI_OK;
}

static int build(struct session *s)
{
	int status;

	if (s->scenario)
		return build_case(s);
	s->sim = tw_sim_new(1);
	s->bus = tw_bus_new(s->sim, tw_replay_bus_config(), NULL);
	tw_replay_join(s->r, s->bus);
	status = replay_attach_models(s->r, s->bus, models, s->names);
	return status ? status
		      : replay_attach_firmware(s->r, s->bus, firmwares,
					       s->names);
}

static int write_case(const struct session *s)
{
	struct replay_words w = {
		.out = to_case,
		.whole = !g_strcmp0(case_steps, "replay"),
		.capture = s->capture,
		.case_path = s->case_path,
		.scenario = s->scenario,
		.bus_id = bus_id,
		.r = s->r,
		.bus = s->bus,
		.config = &s->config,
		.names = s->names,
		.models = models,
		.firmwares = firmwares,
		.befores = befores,
		.addresses = addresses,
		.ignores = ignores,
	};

	return replay_write_case(&w);
}

static int play(struct session *s)
{
	int status;

	if (!tw_replay_n_messages(s->r))
		return command_error(&command_replay,
				     "%s: no message in it is for that "
				     "address; `twowire decode` shows them",
				     s->capture);
	if (to_case)
		return write_case(s);
	status = traces_begin(&s->wanted, s->sim);
	if (status)
		return status;
	if (replay_before(s->bus, befores,
			  firmwares || s->scenario ? s->config.lead_ns : 0))
		return CLI_USAGE;
	tw_replay_run(s->r, s->bus);
	return conclude(s);
}

static int work(struct session *s)
{
	GError *error = NULL;
	int status;

	s->names = g_ptr_array_new_with_free_func(g_free);
	if ((s->case_path && load_case(s)) || check_options(&s->config))
		return CLI_USAGE;
	s->r = tw_replay_open(s->capture, &s->config, &error);
	if (!s->r)
		return command_gerror(&command_replay, error);
	status = build(s);
	if (status)
		return status;
	if (words_address(s->r, addresses) || words_ignore(s->r, ignores) ||
	    words_input(s->r, s->bus, s->names, inputs) ||
	    words_power_off(s->r, s->sim, s->names, power_offs))
		return CLI_USAGE;
	return play(s);
}

static int replay(int argc, char **argv)
{
	struct session s = {
		.wanted = {.command = &command_replay},
	};
	int status;

	if (!command_parse(&command_replay, &argc, &argv) ||
	    !command_traces(&command_replay, traces) ||
	    !write_options_get(&command_replay, &s.wanted.look))
		return CLI_USAGE;
	s.wanted.names = traces;
	s.capture = argv[1];
	s.case_path = argc > 2 ? argv[2] : NULL;
	status = check_targets(argc, &s);
	if (!status)
		status = work(&s);
	session_clear(&s);
	return status;
}
