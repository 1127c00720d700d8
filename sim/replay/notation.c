/* SPDX-License-Identifier: MIT */
/* A live model as one string: "24xx@0x50,part=24C02,WP=1". */
#include "replay/replay.h"

#include <string.h>

struct words {
	char **words; /* cut at their '=' */
	GArray *params, *inputs;
};

static bool refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
static bool refuse(GError **error, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, TW_ERROR, TW_ERROR_CONFIG, text);
	return false;
}

static const struct tw_model *find_model(const struct tw_parts *parts,
					 const char *spec, char *word,
					 uint8_t *addr, GError **error)
{
	char *at = strchr(word ? word : "", '@'), *end = NULL;
	const struct tw_model *model = NULL;
	guint64 n = at ? g_ascii_strtoull(at + 1, &end, 0) : 0;

	if (!at || !g_ascii_isdigit(at[1]) || *end || n > 0x7f) {
		refuse(error,
		       "expected NAME@ADDR, of 7 bits, as in 24xx@0x50, got %s",
		       spec);
		return NULL;
	}
	*at = '\0';
	*addr = (uint8_t)n;
	for (size_t i = 0; !model && parts->models[i]; i++)
		if (!strcmp(parts->models[i]->name, word))
			model = parts->models[i];
	if (!model)
		refuse(error, "no model %s; `twowire list models` shows them",
		       word);
	return model;
}

static bool is_param(const struct tw_model *model, const char *key)
{
	for (const struct tw_param_spec *p = model->params; p && p->key; p++)
		if (!strcmp(p->key, key))
			return true;
	return false;
}

static const struct tw_input *find_input(const struct tw_model *model,
					 const char *key)
{
	for (const struct tw_input *i = model->inputs; i && i->name; i++)
		if (!strcmp(i->name, key))
			return i;
	return NULL;
}

static bool take_input(const struct tw_input *input, const char *value,
		       GArray *inputs, GError **error)
{
	struct tw_replay_input in = {
		.name = input->name,
		.learn = !strcmp(value, "?"),
	};
	char *end = NULL;
	gint64 n = in.learn ? 0 : g_ascii_strtoll(value, &end, 10);

	if (!in.learn &&
	    (end == value || *end || n < input->min || n > input->max))
		return refuse(error,
			      "%s: expected %d to %d, or ? for what the "
			      "capture's reads show, got %s",
			      input->name, input->min, input->max, value);
	in.value = (int32_t)n;
	g_array_append_val(inputs, in);
	return true;
}

/* KEY=VALUE: a setting, else an input. What is neither, the device refuses. */
static bool take_word(const struct tw_model *model, char *word, struct words *w,
		      GError **error)
{
	char *equals = strchr(word, '=');
	const struct tw_input *input;
	struct tw_param p = {.key = word};

	if (!equals)
		return refuse(error, "expected KEY=VALUE, got %s", word);
	*equals = '\0';
	p.value = equals + 1;
	input = find_input(model, word);
	if (input && !is_param(model, word))
		return take_input(input, p.value, w->inputs, error);
	g_array_append_val(w->params, p);
	return true;
}

static tw_device *attach(tw_replay *r, tw_bus *bus,
			 const struct tw_parts *parts, const char *spec,
			 struct words *w, GError **error)
{
	struct tw_device_config config = {0};
	const struct tw_model *model =
		find_model(parts, spec, w->words[0], &config.addr, error);
	tw_device *dev;

	if (!model)
		return NULL;
	for (char **word = w->words + 1; *word; word++)
		if (!take_word(model, *word, w, error))
			return NULL;
	config.params = (const struct tw_param *)(void *)w->params->data;
	config.n_params = w->params->len;
	dev = tw_bus_attach(bus, model, &config, error);
	if (dev)
		tw_replay_add_device(
			r, dev, &config,
			(const struct tw_replay_input *)(void *)w->inputs->data,
			w->inputs->len);
	return dev;
}

tw_device *tw_replay_attach_text(tw_replay *r, tw_bus *bus,
				 const struct tw_parts *parts, const char *spec,
				 GError **error)
{
	struct words w = {
		.words = g_strsplit(spec, ",", -1),
		.params = g_array_new(FALSE, FALSE, sizeof(struct tw_param)),
		.inputs = g_array_new(FALSE, FALSE,
				      sizeof(struct tw_replay_input)),
	};
	tw_device *dev = attach(r, bus, parts, spec, &w, error);

	g_strfreev(w.words);
	g_array_free(w.params, TRUE);
	g_array_free(w.inputs, TRUE);
	return dev;
}
