/* SPDX-License-Identifier: MIT */
/* A case made of the words of --model and --firmware. */
#include "app/torture/torture.h"

#include "scenario/json_write.h"
#include "twowire/chip.h"

#include <string.h>

#define wrong(error, ...)                                                      \
	(g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, __VA_ARGS__), false)

static bool is_param(const struct tw_model *model, const char *key)
{
	for (const struct tw_param_spec *p = model->params; p && p->key; p++)
		if (!strcmp(p->key, key))
			return true;
	return false;
}

static bool setting(const struct tw_model *model, const char *word,
		    GString *params, GString *inputs, GError **error)
{
	g_auto(GStrv) half = g_strsplit(word, "=", 2);
	GString *out;

	if (!half[0] || !half[1])
		return wrong(error, "--model: expected KEY=VALUE, got %s",
			     word);
	out = is_param(model, half[0]) ? params : inputs;
	if (out == params || inputs->len)
		g_string_append(out, ", ");
	tw_json_put_string(out, half[0]);
	g_string_append(out, ": ");
	tw_json_put_value(out, half[1]);
	return true;
}

static bool add_model(const char *spec, size_t n, GString *out, uint32_t *addr,
		      GError **error)
{
	g_auto(GStrv) words = g_strsplit(spec, ",", -1);
	char *at = words[0] ? strchr(words[0], '@') : NULL;
	g_autoptr(GString) params = g_string_new(NULL);
	g_autoptr(GString) inputs = g_string_new(NULL);
	const struct tw_model *model;
	uint32_t where;

	if (!at)
		return wrong(error,
			     "--model: expected NAME@ADDR as in 24xx@0x50, got "
			     "\"%s\"",
			     spec);
	*at = '\0';
	where = (uint32_t)g_ascii_strtoull(at + 1, NULL, 0);
	model = tw_parts_model(&tw_parts, words[0]);
	if (!model)
		return wrong(error,
			     "--model: no model %s; `twowire list models` "
			     "shows them",
			     words[0]);
	for (char **word = words + 1; *word; word++)
		if (!setting(model, *word, params, inputs, error))
			return false;
	g_string_append_printf(out,
			       "%s{ \"id\": \"target-%zu\", \"model\": \"%s\", "
			       "\"addr\": \"0x%02x\"%s",
			       n ? ", " : "", n + 1, model->name, where,
			       params->str);
	if (inputs->len)
		g_string_append_printf(out, ", \"inputs\": { %s }",
				       inputs->str);
	g_string_append(out, " }");
	if (!n && addr)
		*addr = where;
	return true;
}

static const char *get(char **words, const char *key, const char *preset)
{
	size_t len = strlen(key);

	for (char **word = words + 1; *word; word++)
		if (!strncmp(*word, key, len) && (*word)[len] == '=')
			return *word + len + 1;
	return preset;
}

static bool add_firmware(const char *spec, size_t n, GString *out,
			 GError **error)
{
	g_auto(GStrv) words = g_strsplit(*spec ? spec : "?", ",", -1);
	const char *name = get(words, "platform", "");
	const struct tw_platform *p = tw_parts_platform(&tw_parts, name);
	g_autofree char *object = g_canonicalize_filename(words[0], NULL);
	const char *clock = get(words, "clock_hz", NULL);

	if (!p)
		return wrong(error,
			     "--firmware: expected FILE,platform=NAME as "
			     "`twowire list platforms` has it, got \"%s\"",
			     spec);
	for (char **word = words + 1; *word; word++)
		if (!g_regex_match_simple(
			    "^(platform|scl|sda|clock_hz)=", *word, 0, 0))
			return wrong(error,
				     "--firmware: expected platform=, scl=, "
				     "sda= or clock_hz=, got \"%s\"",
				     *word);
	if (!g_file_test(object, G_FILE_TEST_IS_REGULAR))
		return wrong(error,
			     "--firmware: no such file \"%s\"; twowire cc "
			     "makes it",
			     words[0]);
	g_string_append_printf(out, "%s{ \"id\": \"dut-%zu\", \"object\": ",
			       n ? ", " : "", n + 1);
	tw_json_put_string(out, object);
	g_string_append_printf(out, ", \"platform\": \"%s\", \"pins\": { ",
			       p->name);
	tw_json_put_string(out, get(words, "scl", p->i2c_pins[TW_SCL].name));
	g_string_append(out, ": \"bus.scl\", ");
	tw_json_put_string(out, get(words, "sda", p->i2c_pins[TW_SDA].name));
	g_string_append(out, ": \"bus.sda\" }");
	if (clock) {
		g_string_append(out, ", \"clock_hz\": ");
		tw_json_put_value(out, clock);
	}
	g_string_append(out, " }");
	return true;
}

tw_scenario *torture_base(char *const *models, char *const *firmwares,
			  uint32_t *addr, GError **error)
{
	g_autoptr(GString) devices = g_string_new(NULL);
	g_autoptr(GString) chips = g_string_new(NULL);
	g_autofree char *text = NULL;

	for (size_t n = 0; models && models[n]; n++)
		if (!add_model(models[n], n, devices, addr, error))
			return NULL;
	for (size_t n = 0; firmwares && firmwares[n]; n++)
		if (!add_firmware(firmwares[n], n, chips, error))
			return NULL;
	text = g_strdup_printf("{ \"format\": \"twowire-scenario/1\", "
			       "\"title\": \"a target\"%s%s%s%s%s%s }",
			       devices->len ? ", \"devices\": [" : "",
			       devices->str, devices->len ? "]" : "",
			       chips->len ? ", \"firmware\": [" : "",
			       chips->str, chips->len ? "]" : "");
	return tw_scenario_parse(text, strlen(text), "what is tortured", NULL,
				 &tw_parts, error);
}
