/* SPDX-License-Identifier: MIT */
#include "device_words.h"

#include <string.h>

#include "twowire/parts.h"

static bool parse_address(const char *text, uint8_t *addr)
{
	bool hex = g_str_has_prefix(text, "0x");
	char *end;
	guint64 n = g_ascii_strtoull(text, &end, hex ? 16 : 10);

	*addr = (uint8_t)n;
	return g_ascii_isxdigit(text[hex ? 2 : 0]) && !*end && n <= 0x7f;
}

/* Cuts each KEY=VALUE at its '='; returns the first without one, or NULL. */
static const char *cut_settings(char **settings, struct tw_param *params)
{
	for (size_t i = 0; settings[i]; i++) {
		char *equals = strchr(settings[i], '=');

		if (!equals)
			return settings[i];
		*equals = '\0';
		params[i] = (struct tw_param){settings[i], equals + 1};
	}
	return NULL;
}

int device_words_add(const struct command *command, tw_reading *reading,
		     const char *words)
{
	g_auto(GStrv) parts = g_strsplit(words, ",", -1);
	size_t n = parts[0] ? g_strv_length(parts) - 1 : 0;
	g_autofree struct tw_param *params = g_new0(struct tw_param, n + 1);
	char *at = parts[0] ? strchr(parts[0], '@') : NULL;
	struct tw_device_config config = {.params = params, .n_params = n};
	const struct tw_model *model;
	const char *stray;
	GError *error = NULL;

	if (!at || !parse_address(at + 1, &config.addr))
		return command_error(command,
				     "--device: expected NAME@ADDR, of 7 bits, "
				     "as in 24xx@0x50, got \"%s\"",
				     words);
	*at = '\0';
	model = tw_parts_model(&tw_parts, parts[0]);
	if (!model)
		return command_error(command,
				     "--device: no model %s; `twowire list "
				     "models` shows them",
				     parts[0]);
	stray = cut_settings(parts + 1, params);
	if (stray)
		return command_error(command,
				     "--device: expected KEY=VALUE, got \"%s\"",
				     stray);
	if (tw_reading_add(reading, model, &config, &error))
		return CLI_OK;
	return command_gerror(command, error);
}
