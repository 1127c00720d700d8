/* SPDX-License-Identifier: MIT */
#include "replay_case.h"
#include "command.h"

#include "scenario/json_write.h"
#include "twowire/parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The way from the case's folder to @file. Free with g_free(). */
static char *relative(const char *out, const char *file)
{
	g_autofree char *dir = g_path_get_dirname(out);
	g_autofree char *from = g_canonicalize_filename(dir, NULL);
	g_autofree char *to = g_canonicalize_filename(file, NULL);
	g_auto(GStrv) a = g_strsplit(from + 1, "/", -1);
	g_auto(GStrv) b = g_strsplit(to + 1, "/", -1);
	GString *way = g_string_new(NULL);
	size_t same = 0;

	while (a[same] && b[same] && b[same + 1] && !strcmp(a[same], b[same]))
		same++;
	for (size_t i = same; a[i] && *a[i]; i++)
		g_string_append(way, "../");
	for (size_t i = same; b[i]; i++)
		g_string_append_printf(way, "%s%s", b[i], b[i + 1] ? "/" : "");
	return g_string_free(way, FALSE);
}

static char *beside(const char *out, const char *id)
{
	g_autofree char *stem =
		g_str_has_suffix(out, ".json")
			? g_strndup(out, strlen(out) - strlen(".json"))
			: g_strdup(out);

	return g_strdup_printf("%s-%s.bin", stem, id);
}

static bool is_param(const struct tw_model *model, const char *key)
{
	for (const struct tw_param_spec *p = model->params; p && p->key; p++)
		if (!strcmp(p->key, key))
			return true;
	return false;
}

/* What memory was found to hold goes into a file beside the case. @key: gets
 * the device's setting, or "". */
static int write_image(const struct replay_words *w, const char *id,
		       GString *key)
{
	tw_device *dev = tw_bus_device(w->bus, id);
	const uint8_t *memory;
	g_autofree char *file = NULL, *name = NULL;
	GError *error = NULL;
	size_t len = 0;

	memory = dev ? tw_device_memory(dev, &len) : NULL;
	while (len && memory[len - 1] == 0xff)
		len--;
	if (w->whole || !memory || !len ||
	    !is_param(tw_device_model(dev), "image"))
		return CLI_OK;
	file = beside(w->out, id);
	if (!g_file_set_contents(file, (const char *)memory, (gssize)len,
				 &error))
		return command_gerror(&command_replay, error);
	name = g_path_get_basename(file);
	g_string_append(key, "\"image\": ");
	tw_json_put_string(key, name);
	g_string_append(key, ", ");
	return CLI_OK;
}

static bool is_file(const struct tw_model *model, const char *key)
{
	for (const struct tw_param_spec *p = model->params; p && p->key; p++)
		if (!strcmp(p->key, key))
			return p->kind == TW_PARAM_FILE;
	return false;
}

/* KEY=VALUE goes to @params or @inputs. */
static void sort_word(const struct replay_words *w, const tw_device *dev,
		      const char *word, GString *params, GString *inputs)
{
	g_auto(GStrv) half = g_strsplit(word, "=", 2);
	const struct tw_model *model = tw_device_model(dev);
	bool param = is_param(model, half[0]);
	GString *out = param ? params : inputs;
	g_autofree char *value = g_strdup(half[1]);
	int32_t learned;

	if (!param && !strcmp(half[1], "?")) {
		if (w->whole ||
		    !tw_replay_learned_input(w->r, tw_device_name(dev), half[0],
					     &learned))
			return;
		g_free(value);
		value = g_strdup_printf("%d", learned);
	}
	if (param && is_file(model, half[0])) {
		g_free(value);
		value = relative(w->out, half[1]);
	}
	if (param || inputs->len)
		g_string_append(out, ", ");
	tw_json_put_string(out, half[0]);
	g_string_append(out, ": ");
	tw_json_put_value(out, value);
}

static int append_model(const struct replay_words *w, const char *spec,
			const char *id, GString *out)
{
	g_auto(GStrv) words = g_strsplit(spec, ",", -1);
	const tw_device *dev = tw_bus_device(w->bus, id);
	g_autoptr(GString) params = g_string_new(NULL);
	g_autoptr(GString) inputs = g_string_new(NULL);
	g_autoptr(GString) image = g_string_new(NULL);

	for (char **word = words + 1; *word; word++)
		sort_word(w, dev, *word, params, inputs);
	if (!strstr(params->str, "\"image\"") && write_image(w, id, image))
		return CLI_USAGE;
	g_string_append_printf(
		out,
		"%s\n    { \"id\": \"%s\", \"model\": \"%s\", \"addr\": "
		"\"0x%02x\"%s",
		out->len ? "," : "", id, tw_device_model(dev)->name,
		(unsigned)g_ascii_strtoull(strchr(words[0], '@') + 1, NULL, 0),
		params->str);
	if (image->len)
		g_string_append_printf(out, ", %.*s", (int)image->len - 2,
				       image->str);
	if (inputs->len)
		g_string_append_printf(out, ", \"inputs\": { %s }",
				       inputs->str);
	g_string_append(out, " }");
	return CLI_OK;
}

/* What stands in a --firmware after @key. */
static char *get(char **words, const char *key)
{
	size_t len = strlen(key);

	for (char **word = words + 1; *word; word++)
		if (!strncmp(*word, key, len) && (*word)[len] == '=')
			return *word + len + 1;
	return NULL;
}

static void append_firmware(const struct replay_words *w, const char *spec,
			    const char *id, GString *out)
{
	g_auto(GStrv) words = g_strsplit(spec, ",", -1);
	g_autofree char *object = relative(w->out, words[0]);
	const char *clock = get(words, "clock_hz");

	g_string_append_printf(
		out, "%s\n    { \"id\": \"%s\", \"platform\": \"%s\", ",
		out->len ? "," : "", id, get(words, "platform"));
	g_string_append(out, "\"object\": ");
	tw_json_put_string(out, object);
	if (clock)
		g_string_append_printf(out, ", \"clock_hz\": %s", clock);
	g_string_append_printf(out,
			       ", \"pins\": { \"%s\": \"bus.scl\", "
			       "\"%s\": \"bus.sda\" } }",
			       get(words, "scl"), get(words, "sda"));
}

static void append_array(GString *out, const char *key, const char *elements)
{
	if (elements && *elements)
		g_string_append_printf(out, "  \"%s\": [%s%s\n  ],\n", key,
				       *elements == '\n' ? "" : "\n", elements);
}

static int append_targets(const struct replay_words *w, GString *out)
{
	g_autoptr(GString) devices = g_string_new(NULL);
	g_autoptr(GString) chips = g_string_new(NULL);
	guint n = 0;

	for (char *const *m = w->models; m && *m; m++)
		if (append_model(w, *m, w->names->pdata[n++], devices))
			return CLI_USAGE;
	for (char *const *f = w->firmwares; f && *f; f++)
		append_firmware(w, *f, w->names->pdata[n++], chips);
	append_array(out, "devices", devices->str);
	append_array(out, "firmware", chips->str);
	return CLI_OK;
}

/* Of a case all that is there, and what its memories were found to hold. */
static int append_case(const struct replay_words *w, GString *out)
{
	static const char *const keys[] = {"buses", "nets", "devices",
					   "firmware"};
	g_autoptr(GHashTable) images =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	for (guint i = 0; i < w->names->len; i++) {
		GString *image = g_string_new(NULL);
		int status = CLI_OK;

		if (!tw_scenario_setting(w->scenario, w->names->pdata[i],
					 "image"))
			status = write_image(w, w->names->pdata[i], image);
		g_hash_table_insert(images, g_strdup(w->names->pdata[i]),
				    g_string_free(image, FALSE));
		if (status)
			return status;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *json = tw_scenario_json(
			w->scenario, keys[i],
			strcmp(keys[i], "devices") ? NULL : images);

		if (json)
			g_string_append_printf(out, "  \"%s\": %s,\n", keys[i],
					       json);
	}
	return CLI_OK;
}

static void append_host(const struct replay_words *w, GString *out)
{
	uint64_t low, high;

	if (w->whole && !w->befores)
		return;
	tw_replay_clock(w->r, &low, &high);
	g_string_append(out, "  \"controllers\": [\n    { \"id\": "
			     "\"host\"");
	if (w->bus_id)
		g_string_append_printf(out, ", \"bus\": \"%s\"", w->bus_id);
	g_string_append_printf(
		out,
		", \"scl_hz\": %" PRIu64 ", \"low_ns\": %" PRIu64
		", \"high_ns\": %" PRIu64 " }\n  ],\n",
		CLAMP(UINT64_C(1000000000) / (low + high), 1, 1000000), low,
		high);
}

static void append_words(GString *out, const char *key, char *const *words)
{
	for (char *const *word = words; word && *word; word++) {
		g_string_append_printf(
			out, word == words ? ", \"%s\": [" : ", ", key);
		tw_json_put_string(out, *word);
	}
	g_string_append(out, words && *words ? "]" : "");
}

static void append_number(GString *out, const char *key, uint64_t n)
{
	if (n)
		g_string_append_printf(out, ", \"%s\": %" PRIu64, key, n);
}

static void append_whole(const struct replay_words *w, GString *out)
{
	const struct tw_replay_config *c = w->config;
	g_autofree char *capture = relative(w->out, w->capture);

	g_string_append(out, "    { \"replay\": ");
	tw_json_put_string(out, capture);
	if (w->bus_id)
		g_string_append_printf(out, ", \"bus\": \"%s\"", w->bus_id);
	if (c->raw)
		g_string_append(out, ", \"raw\": true");
	if (c->stretch_is_target)
		g_string_append(out, ", \"stretch\": \"target\"");
	append_number(out, "tolerance_ns", c->tolerance_ns);
	append_number(out, "timing_tolerance_ns", c->timing_tolerance_ns);
	append_number(out, "lead_us", c->lead_ns / 1000);
	append_number(out, "rate_hz", c->rate_hz);
	if (c->capture.scl) {
		g_string_append(out, ", \"scl\": ");
		tw_json_put_string(out, c->capture.scl);
	}
	if (c->capture.sda) {
		g_string_append(out, ", \"sda\": ");
		tw_json_put_string(out, c->capture.sda);
	}
	append_words(out, "addresses", w->addresses);
	append_words(out, "ignore", w->ignores);
	tw_replay_to_keys(w->r, out);
	g_string_append(out, " }");
}

static int append_steps(const struct replay_words *w, GString *out)
{
	g_autoptr(GString) steps = g_string_new(NULL);
	struct tw_replay_steps count = {0};
	GError *error = NULL;

	if (w->whole)
		append_whole(w, steps);
	else if (!tw_replay_to_steps(w->r, steps, &count, &error)) {
		g_prefix_error(&error, "--to-case: ");
		return command_gerror(&command_replay, error);
	}
	g_string_append(out, "  \"steps\": [\n");
	for (char *const *b = w->befores; b && *b; b++) {
		g_string_append(out, "    { \"transfer\": ");
		tw_json_put_string(out, *b);
		g_string_append(out, " },\n");
	}
	g_string_append_printf(out, "%s\n  ]\n", steps->str);
	if (count.others || count.left_out)
		fprintf(stderr,
			"twowire replay: %s: left out: %" PRIu64
			" messages to other addresses, %" PRIu64
			" cut short or without an end\n",
			w->out, count.others, count.left_out);
	return CLI_OK;
}

static int check(const struct replay_words *w)
{
	g_autofree char *out = g_path_get_dirname(w->out);
	g_autofree char *in = NULL;

	if (w->config->raw && !w->whole)
		return command_error(&command_replay,
				     "--raw: a case's transfers wait for "
				     "targets; --case-steps replay does not");
	if (w->whole && !strcmp(w->capture, "-"))
		return command_error(&command_replay,
				     "--case-steps replay: the case needs the "
				     "capture as a file, got standard input");
	if (w->whole &&
	    (w->config->capture.low_uV || w->config->capture.import_always))
		return command_error(&command_replay,
				     "--case-steps replay: a case knows "
				     "neither --threshold nor --input-format; "
				     "make a .sr of the capture with `twowire "
				     "convert`");
	if (!w->case_path)
		return CLI_OK;
	in = g_path_get_dirname(w->case_path);
	if (!strcmp(out, in))
		return CLI_OK;
	return command_error(&command_replay,
			     "--to-case: expected a file beside %s, whose file "
			     "names it takes over, got %s",
			     w->case_path, w->out);
}

int replay_write_case(const struct replay_words *w)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GString) faults = g_string_new(NULL);
	g_autofree char *name = g_path_get_basename(w->capture);
	g_autofree char *title =
		g_strconcat("What was captured in ",
			    strcmp(name, "-") ? name : "standard input", NULL);
	GError *error = NULL;

	if (check(w))
		return CLI_USAGE;
	g_string_append(out, "{\n  \"format\": \"twowire-scenario/1\",\n  "
			     "\"title\": ");
	tw_json_put_string(out, title);
	g_string_append(out, ",\n");
	if (w->scenario ? append_case(w, out) : append_targets(w, out))
		return CLI_USAGE;
	append_host(w, out);
	if (!w->whole)
		tw_replay_to_faults(w->r, faults);
	append_array(out, "faults", faults->str);
	if (append_steps(w, out))
		return CLI_USAGE;
	g_string_append(out, "}\n");
	if (g_file_set_contents(w->out, out->str, (gssize)out->len, &error))
		return CLI_OK;
	return command_gerror(&command_replay, error);
}
