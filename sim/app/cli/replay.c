/* SPDX-License-Identifier: MIT */
/* twowire replay: a capture's host against a live model or live firmware. */
#include "command.h"

#include <stdio.h>
#include <string.h>

#include "twowire/chip.h"
#include "twowire/parts.h"
#include "twowire/replay.h"

static int replay(int argc, char **argv);

static char *model_spec, *firmware_spec, *tolerance, *stretch, *trace_path;
static char *scl, *sda;
static gint64 rate;

static const GOptionEntry options[] = {
	{"model", 0, 0, G_OPTION_ARG_STRING, &model_spec,
	 "Drive a model, with settings as `twowire list models` shows them",
	 "NAME@ADDR[,KEY=VALUE...]"},
	{"firmware", 0, 0, G_OPTION_ARG_STRING, &firmware_spec,
	 "Drive firmware; keys: platform, scl, sda, addr, clock_hz, boot",
	 "FILE[,KEY=VALUE...]"},
	{"tolerance", 0, 0, G_OPTION_ARG_STRING, &tolerance,
	 "For stretching and timing, as 500ns, 20us, 1ms (default 10us)",
	 "TIME"},
	{"stretch", 0, 0, G_OPTION_ARG_STRING, &stretch,
	 "Whose the capture's long low phases of SCL are (default host)",
	 "host|target"},
	{"trace", 0, 0, G_OPTION_ARG_FILENAME, &trace_path,
	 "Write what happened on the wires", "OUT"},
	{"scl", 0, 0, G_OPTION_ARG_STRING, &scl, "The capture's channel",
	 "NAME"},
	{"sda", 0, 0, G_OPTION_ARG_STRING, &sda, "The capture's channel",
	 "NAME"},
	{"rate", 0, 0, G_OPTION_ARG_INT64, &rate,
	 "Sample rate, where the capture does not know it", "HZ"},
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
		"show before the first\nwrite. Firmware is given as long as "
		"boot says (default 100ms) before the capture\nbegins; with "
		"addr only messages to that address are compared.",
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

static bool parse_number(const char *text, uint64_t max, uint64_t *out)
{
	bool hex = g_str_has_prefix(text, "0x");
	char *end;
	guint64 n = g_ascii_strtoull(text, &end, hex ? 16 : 10);

	*out = n;
	return g_ascii_isxdigit(text[hex ? 2 : 0]) && !*end && n <= max;
}

/* What comes after the first word of a --model or --firmware: KEY=VALUE. */
typedef struct keys {
	char **words;	/* cut at their '=' */
	GArray *params; /* struct tw_param */
} keys;

static void keys_clear(keys *k)
{
	g_strfreev(k->words);
	if (k->params)
		g_array_free(k->params, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(keys, keys_clear)

static int parse_keys(const char *option, const char *spec, keys *k)
{
	k->words = g_strsplit(spec, ",", -1);
	k->params = g_array_new(FALSE, FALSE, sizeof(struct tw_param));
	for (size_t i = 1; k->words[0] && k->words[i]; i++) {
		char *equals = strchr(k->words[i], '=');
		struct tw_param p = {k->words[i], equals + 1};

		if (!equals)
			return command_error(&command_replay,
					     "%s: expected KEY=VALUE, got %s",
					     option, k->words[i]);
		*equals = '\0';
		g_array_append_val(k->params, p);
	}
	return CLI_OK;
}

static const char *keys_get(const keys *k, const char *key)
{
	for (guint i = 0; i < k->params->len; i++) {
		struct tw_param *p =
			&g_array_index(k->params, struct tw_param, i);

		if (!strcmp(p->key, key))
			return p->value;
	}
	return NULL;
}

static tw_bus *make_bus(tw_sim *sim)
{
	return tw_bus_new(sim, tw_replay_bus_config(), NULL);
}

static int attach_model(tw_replay *r, tw_bus *bus)
{
	g_auto(keys) k = {0};
	struct tw_device_config config = {0};
	const struct tw_model *model;
	GError *error = NULL;
	uint64_t addr;
	char *at;
	int status = parse_keys("--model", model_spec, &k);

	if (status)
		return status;
	at = strchr(k.words[0] ? k.words[0] : "", '@');
	if (!at || !parse_number(at + 1, 0x7f, &addr))
		return command_error(&command_replay,
				     "--model: expected NAME@ADDR as in "
				     "24xx@0x50, got %s",
				     model_spec);
	*at = '\0';
	model = tw_parts_model(&tw_parts, k.words[0]);
	if (!model)
		return command_error(&command_replay,
				     "--model: no model %s; `twowire list "
				     "models` shows them",
				     k.words[0]);
	config.addr = (uint8_t)addr;
	config.params = &g_array_index(k.params, struct tw_param, 0);
	config.n_params = k.params->len;
	if (!tw_replay_attach(r, bus, model, &config, &error))
		return command_gerror(&command_replay, error);
	return CLI_OK;
}

static int check_firmware_keys(const keys *k)
{
	static const char *const known[] = {"platform", "scl",	    "sda",
					    "addr",	"clock_hz", "boot"};

	for (guint i = 0; i < k->params->len; i++) {
		const char *key =
			g_array_index(k->params, struct tw_param, i).key;
		bool ok = false;

		for (size_t j = 0; j < G_N_ELEMENTS(known); j++)
			ok |= !strcmp(key, known[j]);
		if (!ok)
			return command_error(&command_replay,
					     "--firmware: no key %s; expected "
					     "platform, scl, sda, addr, "
					     "clock_hz or boot",
					     key);
	}
	if (keys_get(k, "platform") && keys_get(k, "scl") && keys_get(k, "sda"))
		return CLI_OK;
	return command_error(&command_replay,
			     "--firmware: expected FILE,platform=NAME,scl=PIN,"
			     "sda=PIN, got %s",
			     firmware_spec);
}

static int attach_firmware(tw_replay *r, tw_bus *bus, const keys *k,
			   tw_chip **chip)
{
	const char *name = keys_get(k, "platform");
	const struct tw_platform *platform = tw_parts_platform(&tw_parts, name);
	const char *addr = keys_get(k, "addr");
	const char *clock = keys_get(k, "clock_hz");
	struct tw_chip_pin pins[] = {
		{.pin = keys_get(k, "scl"), .bus = bus, .line = TW_SCL},
		{.pin = keys_get(k, "sda"), .bus = bus, .line = TW_SDA},
	};
	struct tw_chip_config config = {.name = "firmware",
					.object = k->words[0],
					.pins = pins,
					.n_pins = G_N_ELEMENTS(pins)};
	GError *error = NULL;
	uint64_t n;

	if (!platform)
		return command_error(&command_replay,
				     "--firmware: no platform %s; `twowire "
				     "list platforms` shows them",
				     name);
	if (clock && !parse_number(clock, 10000000000, &config.clock_hz))
		return command_error(&command_replay,
				     "--firmware: clock_hz: expected Hz, "
				     "got %s",
				     clock);
	if (addr && !parse_number(addr, 0x7f, &n))
		return command_error(&command_replay,
				     "--firmware: addr: expected 7 bits as "
				     "in 0x50, got %s",
				     addr);
	if (addr)
		tw_replay_set_target(r, (uint8_t)n, 0);
	*chip = tw_chip_new(tw_bus_sim(bus), platform, &config, &error);
	return *chip ? CLI_OK : command_gerror(&command_replay, error);
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
	if (trace_path &&
	    !tw_trace_write(tw_sim_trace(sim), trace_path, &error))
		return command_gerror(&command_replay, error);
	if (chip && tw_chip_failure(chip)) {
		fprintf(stderr, "twowire replay: %s\n", tw_chip_failure(chip));
		return CLI_FIRMWARE;
	}
	return tw_replay_n_differences(&summary) ? CLI_DIFFERS : CLI_OK;
}

static int check_options(int argc, struct tw_replay_config *config)
{
	if (argc != 2)
		return command_error(&command_replay,
				     "expected one CAPTURE, got %d", argc - 1);
	if (!model_spec == !firmware_spec)
		return command_error(&command_replay,
				     "expected either --model or --firmware");
	if (tolerance && (!parse_time(tolerance, &config->tolerance_ns) ||
			  !config->tolerance_ns))
		return command_error(&command_replay,
				     "--tolerance: expected a time as in 20us, "
				     "got %s",
				     tolerance);
	if (stretch && strcmp(stretch, "host") && strcmp(stretch, "target"))
		return command_error(&command_replay,
				     "--stretch: expected host or target, "
				     "got %s",
				     stretch);
	if (rate < 0 || rate > 100000000000)
		return command_error(
			&command_replay,
			"--rate: expected Hz, got %" G_GINT64_FORMAT, rate);
	config->rate_hz = (uint64_t)rate;
	config->stretch_is_target = !g_strcmp0(stretch, "target");
	config->capture.scl = scl;
	config->capture.sda = sda;
	return CLI_OK;
}

static int check_firmware(keys *k, struct tw_replay_config *config)
{
	const char *boot;
	int status = parse_keys("--firmware", firmware_spec, k);

	if (!status)
		status = check_firmware_keys(k);
	if (status)
		return status;
	boot = keys_get(k, "boot");
	config->lead_ns = TW_MS(100);
	if (boot && !parse_time(boot, &config->lead_ns))
		return command_error(&command_replay,
				     "--firmware: boot: expected a time as in "
				     "100ms, got %s",
				     boot);
	return CLI_OK;
}

static int replay(int argc, char **argv)
{
	g_autoptr(tw_replay) r = NULL;
	g_autoptr(tw_sim) sim = NULL;
	g_auto(keys) k = {0};
	struct tw_replay_config config = {0};
	tw_chip *chip = NULL;
	GError *error = NULL;
	tw_bus *bus;
	int status;

	if (!command_parse(&command_replay, &argc, &argv))
		return CLI_USAGE;
	status = check_options(argc, &config);
	if (!status && firmware_spec)
		status = check_firmware(&k, &config);
	if (status)
		return status;
	r = tw_replay_open(argv[1], &config, &error);
	if (!r)
		return command_gerror(&command_replay, error);
	sim = tw_sim_new(1);
	bus = make_bus(sim);
	status = model_spec ? attach_model(r, bus)
			    : attach_firmware(r, bus, &k, &chip);
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
