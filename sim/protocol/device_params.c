/* SPDX-License-Identifier: MIT */
/* Reads the settings of an instance by its model's table. */
#include "protocol/device.h"

#include <string.h>
#include <sys/stat.h>

/* What a file that a setting names may have. */
#define MAX_FILE_BYTES (1 << 20)

static const struct tw_param_spec *find(const struct tw_param_spec *specs,
					const char *key)
{
	for (; specs && specs->key; specs++)
		if (!strcmp(specs->key, key))
			return specs;
	return NULL;
}

/* "a, b or c" */
static void join(GString *list, const char *word, bool last)
{
	if (list->len)
		g_string_append(list, last ? " or " : ", ");
	g_string_append(list, word);
}

static bool unknown(const tw_device *dev, const char *key, GError **error)
{
	g_autoptr(GString) keys = g_string_new(NULL);
	const struct tw_param_spec *s = dev->model->params;

	for (; s && s->key; s++)
		join(keys, s->key, !s[1].key);
	if (keys->len)
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.%s: no such key; expected %s", dev->name, key,
			    keys->str);
	else
		g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
			    "%s.%s: no such key; a %s has none", dev->name, key,
			    dev->model->name);
	return false;
}

static bool parse_int(const tw_device *dev, const struct tw_param_spec *spec,
		      const char *value, int64_t *number, GError **error)
{
	bool hex = g_str_has_prefix(value, "0x");
	bool ok = hex ? g_ascii_isxdigit(value[2])
		      : g_ascii_isdigit(value[value[0] == '-']);
	char *end = NULL;

	if (ok)
		*number = g_ascii_strtoll(value, &end, hex ? 16 : 10);
	if (ok && !*end && *number >= spec->min && *number <= spec->max)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s.%s: expected an integer from %" G_GINT64_FORMAT
		    " to %" G_GINT64_FORMAT ", got %s",
		    dev->name, spec->key, spec->min, spec->max, value);
	return false;
}

static bool parse_choice(const tw_device *dev, const struct tw_param_spec *spec,
			 const char *value, int64_t *number, GError **error)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (size_t i = 0; spec->choices[i]; i++) {
		if (!strcmp(spec->choices[i], value)) {
			*number = (int64_t)i;
			return true;
		}
		join(words, spec->choices[i], !spec->choices[i + 1]);
	}
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s.%s: expected %s, got %s", dev->name, spec->key,
		    words->str, value);
	return false;
}

/* No device has more; and a pipe or /dev/zero has no end. */
static bool check_file(const tw_device *dev, const struct tw_param_spec *spec,
		       const char *path, GError **error)
{
	struct stat st;

	if (stat(path, &st))
		return true; /* reading it says why */
	if (S_ISREG(st.st_mode) && st.st_size <= MAX_FILE_BYTES)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_FILE,
		    "%s.%s: expected a file of at most %d bytes, got %s",
		    dev->name, spec->key, MAX_FILE_BYTES,
		    S_ISREG(st.st_mode) ? "more" : "no plain file");
	return false;
}

static bool parse_file(const tw_device *dev, const struct tw_param_spec *spec,
		       const char *value, const char *folder,
		       struct device_param *param, GError **error)
{
	g_autofree char *path = folder && !g_path_is_absolute(value)
					? g_build_filename(folder, value, NULL)
					: g_strdup(value);
	g_autoptr(GError) why = NULL;
	char *bytes;

	if (!check_file(dev, spec, path, error))
		return false;
	if (g_file_get_contents(path, &bytes, &param->len, &why)) {
		g_free(param->bytes);
		param->bytes = (uint8_t *)bytes;
		return true;
	}
	g_set_error(error, TW_ERROR, TW_ERROR_FILE, "%s.%s: %s", dev->name,
		    spec->key, why->message);
	return false;
}

static bool parse(tw_device *dev, const struct tw_param *given,
		  const char *folder, GError **error)
{
	const struct tw_param_spec *spec = find(dev->model->params, given->key);
	struct device_param *param;

	if (!spec)
		return unknown(dev, given->key, error);
	param = &dev->params[spec - dev->model->params];
	switch (spec->kind) {
	case TW_PARAM_INT:
		return parse_int(dev, spec, given->value, &param->number,
				 error);
	case TW_PARAM_CHOICE:
		return parse_choice(dev, spec, given->value, &param->number,
				    error);
	case TW_PARAM_FILE:
		return parse_file(dev, spec, given->value, folder, param,
				  error);
	}
	g_assert_not_reached();
}

static size_t count(const struct tw_param_spec *specs)
{
	size_t n = 0;

	while (specs && specs[n].key)
		n++;
	return n;
}

bool device_params_parse(tw_device *dev, const struct tw_device_config *config,
			 GError **error)
{
	const struct tw_param_spec *specs = dev->model->params;
	size_t n = count(specs);

	dev->params = g_new0(struct device_param, n);
	for (size_t i = 0; i < n; i++)
		dev->params[i].number = specs[i].preset;
	for (size_t i = 0; i < config->n_params; i++) {
		const struct tw_param *given = &config->params[i];

		for (size_t j = 0; j < i; j++) {
			if (strcmp(config->params[j].key, given->key))
				continue;
			g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
				    "%s.%s: given twice", dev->name,
				    given->key);
			return false;
		}
		if (!parse(dev, given, config->folder, error))
			return false;
	}
	return true;
}

void device_params_free(tw_device *dev)
{
	for (size_t i = 0; dev->params && i < count(dev->model->params); i++)
		g_free(dev->params[i].bytes);
	g_free(dev->params);
}
