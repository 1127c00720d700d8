/* SPDX-License-Identifier: MIT */
#include "replay_target.h"
#include "command.h"

#include <string.h>

#include "twowire/parts.h"

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
		struct tw_param p = {.key = k->words[i]};

		if (!equals)
			return command_error(&command_replay,
					     "%s: expected KEY=VALUE, got %s",
					     option, k->words[i]);
		*equals = '\0';
		p.value = equals + 1;
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

static bool is_input(const struct tw_model *model, const char *key)
{
	for (const struct tw_input *i = model->inputs; i && i->name; i++)
		if (!strcmp(i->name, key))
			return true;
	return false;
}

/* Moves the inputs from the settings @k to @inputs. */
static void take_inputs(const struct tw_model *model, keys *k, GArray *inputs)
{
	for (guint i = k->params->len; i-- > 0;) {
		struct tw_param p =
			g_array_index(k->params, struct tw_param, i);

		if (!is_input(model, p.key))
			continue;
		g_array_append_val(inputs, p);
		g_array_remove_index(k->params, i);
	}
}

static int set_inputs(tw_device *dev, const GArray *inputs)
{
	for (guint i = 0; i < inputs->len; i++) {
		const struct tw_param *p =
			&g_array_index(inputs, struct tw_param, i);
		char *end;
		gint64 value = g_ascii_strtoll(p->value, &end, 10);

		if (end == p->value || *end || value != (int32_t)value ||
		    !tw_device_set_input(dev, p->key, (int32_t)value))
			return command_error(&command_replay,
					     "--model: %s: out of range, got "
					     "%s; `twowire list models` shows "
					     "the range",
					     p->key, p->value);
	}
	return CLI_OK;
}

static const struct tw_model *find_model(const char *spec, char *word,
					 uint8_t *addr)
{
	char *at = strchr(word ? word : "", '@');
	const struct tw_model *model;
	uint64_t n;

	if (!at || !parse_number(at + 1, 0x7f, &n)) {
		command_error(&command_replay,
			      "--model: expected NAME@ADDR as in 24xx@0x50, "
			      "got %s",
			      spec);
		return NULL;
	}
	*at = '\0';
	*addr = (uint8_t)n;
	model = tw_parts_model(&tw_parts, word);
	if (!model)
		command_error(&command_replay,
			      "--model: no model %s; `twowire list models` "
			      "shows them",
			      word);
	return model;
}

int replay_attach_model(tw_replay *r, tw_bus *bus, const char *spec)
{
	g_auto(keys) k = {0};
	g_autoptr(GArray) inputs =
		g_array_new(FALSE, FALSE, sizeof(struct tw_param));
	struct tw_device_config config = {0};
	const struct tw_model *model;
	GError *error = NULL;
	tw_device *dev;

	if (parse_keys("--model", spec, &k))
		return CLI_USAGE;
	model = find_model(spec, k.words[0], &config.addr);
	if (!model)
		return CLI_USAGE;
	take_inputs(model, &k, inputs);
	config.params = (const struct tw_param *)(void *)k.params->data;
	config.n_params = k.params->len;
	dev = tw_replay_attach(r, bus, model, &config, &error);
	return dev ? set_inputs(dev, inputs)
		   : command_gerror(&command_replay, error);
}

static int check_firmware_keys(const keys *k, const char *spec)
{
	static const char *const known[] = {"platform", "scl", "sda", "addr",
					    "clock_hz"};

	for (guint i = 0; i < k->params->len; i++) {
		const char *key =
			g_array_index(k->params, struct tw_param, i).key;
		bool ok = false;

		for (size_t j = 0; j < G_N_ELEMENTS(known); j++)
			ok |= !strcmp(key, known[j]);
		if (!ok)
			return command_error(&command_replay,
					     "--firmware: no key %s; expected "
					     "platform, scl, sda, addr or "
					     "clock_hz",
					     key);
		if (keys_get(k, key) !=
		    g_array_index(k->params, struct tw_param, i).value)
			return command_error(&command_replay,
					     "--firmware: %s: given twice",
					     key);
	}
	if (keys_get(k, "platform") && keys_get(k, "scl") && keys_get(k, "sda"))
		return CLI_OK;
	return command_error(&command_replay,
			     "--firmware: expected FILE,platform=NAME,scl=PIN,"
			     "sda=PIN, got %s",
			     spec);
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
	if (clock && (!parse_number(clock, 1000000000, &config.clock_hz) ||
		      config.clock_hz < 1000))
		return command_error(&command_replay,
				     "--firmware: clock_hz: expected 1000 to "
				     "1000000000, got %s",
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

int replay_attach_firmware(tw_replay *r, tw_bus *bus, const char *spec,
			   tw_chip **chip)
{
	g_auto(keys) k = {0};

	if (parse_keys("--firmware", spec, &k) || check_firmware_keys(&k, spec))
		return CLI_USAGE;
	return attach_firmware(r, bus, &k, chip);
}
