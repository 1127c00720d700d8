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

int replay_attach_models(tw_replay *r, tw_bus *bus, char *const *specs,
			 GPtrArray *names)
{
	for (; specs && *specs; specs++) {
		GError *error = NULL;
		tw_device *dev = tw_replay_attach_text(r, bus, &tw_parts,
						       *specs, &error);

		if (!dev) {
			g_prefix_error(&error, "--model: ");
			return command_gerror(&command_replay, error);
		}
		g_ptr_array_add(names, g_strdup(tw_device_name(dev)));
	}
	return CLI_OK;
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
			   GPtrArray *names)
{
	const char *name = keys_get(k, "platform");
	const struct tw_platform *platform = tw_parts_platform(&tw_parts, name);
	const char *addr = keys_get(k, "addr");
	const char *clock = keys_get(k, "clock_hz");
	struct tw_chip_pin pins[] = {
		{.pin = keys_get(k, "scl"), .bus = bus, .line = TW_SCL},
		{.pin = keys_get(k, "sda"), .bus = bus, .line = TW_SDA},
	};
	g_autofree char *id =
		tw_sim_chip(tw_bus_sim(bus), "firmware")
			? g_strdup_printf("firmware-%u", names->len + 1)
			: g_strdup("firmware");
	struct tw_chip_config config = {.name = id,
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
		tw_replay_add_target(r, (uint8_t)n, 0);
	else
		tw_replay_add_any_target(r);
	if (!tw_chip_new(tw_bus_sim(bus), platform, &config, &error))
		return command_gerror(&command_replay, error);
	g_ptr_array_add(names, g_strdup(id));
	return CLI_OK;
}

int replay_attach_firmware(tw_replay *r, tw_bus *bus, char *const *specs,
			   GPtrArray *names)
{
	int status = CLI_OK;

	for (; specs && *specs && !status; specs++) {
		g_auto(keys) k = {0};

		status = parse_keys("--firmware", *specs, &k) ||
					 check_firmware_keys(&k, *specs)
				 ? CLI_USAGE
				 : attach_firmware(r, bus, &k, names);
	}
	return status;
}
