/* SPDX-License-Identifier: MIT */
/* A case from its JSON: the outermost object. */
#include "scenario/case.h"

#include <string.h>

#define FORMAT "twowire-scenario/1"

static void device_clear(void *element)
{
	struct tw_case_device *d = element;

	g_clear_pointer(&d->params, g_array_unref);
	g_clear_pointer(&d->inputs, g_array_unref);
	g_clear_pointer(&d->wires, g_array_unref);
	g_clear_pointer(&d->channels, g_array_unref);
}

static void firmware_clear(void *element)
{
	struct tw_case_firmware *f = element;

	g_clear_pointer(&f->wires, g_array_unref);
}

static void step_clear(void *element)
{
	tw_case_step_clear(element);
}

static GArray *array_new(size_t size, GDestroyNotify clear)
{
	/* Room for one, so that the first of none is no null pointer. */
	GArray *array = g_array_sized_new(FALSE, TRUE, (unsigned)size, 1);

	if (clear)
		g_array_set_clear_func(array, clear);
	return array;
}

static tw_scenario *scenario_new(const char *name, const char *folder,
				 const struct tw_parts *parts)
{
	tw_scenario *s = g_new0(tw_scenario, 1);

	s->name = g_strdup(name);
	s->folder = g_strdup(folder);
	s->parts = parts;
	s->strings = g_string_chunk_new(1024);
	s->things[TW_CASE_BUS] = array_new(sizeof(struct tw_case_bus), NULL);
	s->things[TW_CASE_CONTROLLER] =
		array_new(sizeof(struct tw_case_controller), NULL);
	s->things[TW_CASE_NET] = array_new(sizeof(struct tw_case_net), NULL);
	s->things[TW_CASE_DEVICE] =
		array_new(sizeof(struct tw_case_device), device_clear);
	s->things[TW_CASE_FIRMWARE] =
		array_new(sizeof(struct tw_case_firmware), firmware_clear);
	s->things[TW_CASE_FAULT] =
		array_new(sizeof(struct tw_case_fault), NULL);
	s->steps = array_new(sizeof(struct tw_case_step), step_clear);
	s->axes = g_ptr_array_new_with_free_func(tw_axis_free);
	return s;
}

void tw_scenario_free(tw_scenario *scenario)
{
	if (!scenario)
		return;
	for (unsigned i = 0; i < TW_CASE_KINDS; i++)
		g_array_unref(scenario->things[i]);
	g_array_unref(scenario->steps);
	g_ptr_array_unref(scenario->axes);
	g_string_chunk_free(scenario->strings);
	json_object_put(scenario->json);
	tw_json_index_free(scenario->index);
	g_free(scenario->name);
	g_free(scenario->folder);
	g_free(scenario);
}

bool tw_case_load_known(const struct tw_cursor *obj, const char **why,
			GError **error)
{
	struct tw_cursor cur;

	if (!tw_cursor_get(obj, "known_failure", &cur))
		return true;
	if (!tw_cursor_string(&cur, why, error))
		return false;
	return !strpbrk(*why, "\r\n") ||
	       tw_json_error(cur.index, cur.at, error, "expected one line");
}

static bool load_head(tw_scenario *s, const struct tw_cursor *root,
		      GError **error)
{
	static const char *const formats[] = {FORMAT, NULL};
	struct tw_cursor cur;
	unsigned which;

	if (!tw_cursor_need(root, "format", &cur, error) ||
	    !tw_cursor_word(&cur, formats, &which, error) ||
	    !tw_cursor_need(root, "title", &cur, error) ||
	    !tw_cursor_string(&cur, &s->title, error))
		return false;
	if (strpbrk(s->title, "\r\n"))
		return tw_json_error(cur.index, cur.at, error,
				     "expected one line");
	if (!tw_cursor_text(root, "why", &s->why, error) ||
	    !tw_case_load_known(root, &s->known, error))
		return false;
	return !tw_cursor_get(root, "seed", &cur) ||
	       tw_cursor_natural(&cur, &s->seed, error);
}

static bool load_axes(tw_scenario *s, const struct tw_cursor *root,
		      GError **error)
{
	struct tw_cursor cur;

	return !tw_cursor_get(root, "axes", &cur) ||
	       (tw_axes_load(&cur, NULL, s->axes, error) &&
		tw_axes_check(&cur, s->axes, s->index, error));
}

static bool load(tw_scenario *s, bool point, GError **error)
{
	static const char *const keys[] = {
		"format",      "title",	 "why",	    "seed",	     "buses",
		"controllers", "nets",	 "devices", "firmware",	     "faults",
		"steps",       "analog", "axes",    "known_failure", NULL};
	struct tw_cursor root = {s->index, s->json, 0};

	return tw_cursor_expect(&root, TW_SHAPE_OBJECT, error) &&
	       tw_cursor_keys(&root, keys, error) &&
	       load_head(s, &root, error) &&
	       tw_case_load_buses(s, &root, error) &&
	       tw_case_load_analog(s, &root, error) &&
	       tw_case_load_devices(s, &root, error) &&
	       tw_case_load_firmware(s, &root, error) &&
	       tw_case_load_faults(s, &root, error) &&
	       tw_case_load_steps(s, &root, error) &&
	       (point || load_axes(s, &root, error));
}

static tw_scenario *parse(const char *text, size_t len, const char *name,
			  const char *folder, const struct tw_parts *parts,
			  bool point, GError **error)
{
	tw_scenario *s = scenario_new(name, folder, parts);

	s->index = tw_json_index_new(text, len, name, error);
	if (s->index && tw_json_parse(s->index, &s->json, error) &&
	    load(s, point, error))
		return s;
	tw_scenario_free(s);
	return NULL;
}

tw_scenario *tw_scenario_parse(const char *text, size_t len, const char *name,
			       const char *folder, const struct tw_parts *parts,
			       GError **error)
{
	return parse(text, len, name, folder, parts, false, error);
}

tw_scenario *tw_case_point(const tw_scenario *s, const char *name,
			   const struct tw_setting *settings, size_t n,
			   GError **error)
{
	g_autofree char *text = NULL, *why = NULL;

	text = tw_point_text(s->index, settings, n, &why);
	if (text)
		return parse(text, strlen(text), name, s->folder, s->parts,
			     true, error);
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG, "%s: %s", name, why);
	return NULL;
}

const char *tw_scenario_name(const tw_scenario *scenario)
{
	return scenario->name;
}

const char *tw_scenario_title(const tw_scenario *scenario)
{
	return scenario->title;
}

size_t tw_scenario_n_steps(const tw_scenario *scenario)
{
	return scenario->steps->len;
}

const char *tw_scenario_device(const tw_scenario *scenario, size_t n)
{
	return n < tw_case_count(scenario, TW_CASE_DEVICE)
		       ? tw_case_id(scenario, TW_CASE_DEVICE, (uint32_t)n)
		       : NULL;
}

size_t tw_scenario_n_firmware(const tw_scenario *scenario)
{
	return tw_case_count(scenario, TW_CASE_FIRMWARE);
}

const char *tw_scenario_firmware(const tw_scenario *scenario, size_t n)
{
	return tw_case_id(scenario, TW_CASE_FIRMWARE, (uint32_t)n);
}

const char *tw_scenario_why(const tw_scenario *scenario)
{
	return scenario->why;
}
