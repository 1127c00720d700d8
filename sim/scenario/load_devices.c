/* SPDX-License-Identifier: MIT */
/* The devices of a case. */
#include "scenario/case.h"

#include "scenario/nearest.h"

#include <string.h>

static const char *const own_keys[] = {"id",	   "model",  "addr",
				       "bus",	   "inputs", "pins",
				       "channels", "sense",  NULL};

static bool is_own(const char *key)
{
	for (size_t i = 0; own_keys[i]; i++)
		if (!strcmp(key, own_keys[i]))
			return true;
	return false;
}

static bool is_param(const struct tw_model *model, const char *key)
{
	const struct tw_param_spec *p = model->params;

	for (; p && p->key; p++)
		if (!strcmp(p->key, key))
			return true;
	return false;
}

/* Our own keys and the model's. Free with g_ptr_array_unref(). */
static GPtrArray *all_keys(const struct tw_model *model)
{
	const struct tw_param_spec *p = model->params;
	GPtrArray *keys = g_ptr_array_new();

	for (size_t i = 0; own_keys[i]; i++)
		g_ptr_array_add(keys, (char *)own_keys[i]);
	for (; p && p->key; p++)
		g_ptr_array_add(keys, (char *)p->key);
	g_ptr_array_add(keys, NULL);
	return keys;
}

static bool unknown_key(const struct tw_model *model,
			const struct tw_cursor *member, GError **error)
{
	g_autoptr(GPtrArray) keys = all_keys(model);

	return tw_cursor_unknown(member, (const char *const *)keys->pdata,
				 error);
}

static bool load_model(const tw_scenario *s, const struct tw_cursor *cur,
		       struct tw_case_device *d, GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *all = NULL;
	struct tw_cursor model;
	const char *name, *near;

	if (!tw_cursor_need(cur, "model", &model, error) ||
	    !tw_cursor_string(&model, &name, error))
		return false;
	for (size_t i = 0; s->parts->models[i]; i++) {
		g_ptr_array_add(names, (char *)s->parts->models[i]->name);
		if (!strcmp(s->parts->models[i]->name, name))
			d->model = s->parts->models[i];
	}
	if (d->model)
		return true;
	g_ptr_array_add(names, NULL);
	near = tw_nearest(name, (const char *const *)names->pdata);
	if (near)
		return tw_json_error(model.index, model.at, error,
				     "no such model (did you mean \"%s\"?)",
				     near);
	all = g_strjoinv(", ", (char **)names->pdata);
	return tw_json_error(model.index, model.at, error,
			     "no such model; there are %s", all);
}

/* A value as the command line would give it: a string. */
static bool load_param(tw_scenario *s, const struct tw_cursor *cur,
		       const char *key, struct tw_case_device *d,
		       GError **error)
{
	struct tw_param param;

	if (!tw_cursor_is(cur, TW_SHAPE_STRING) &&
	    !tw_cursor_is(cur, TW_SHAPE_INTEGER))
		return tw_json_error(cur->index, cur->at, error,
				     "expected a string or an integer");
	param.key = g_string_chunk_insert(s->strings, key);
	param.value = json_object_get_string(cur->json);
	g_array_append_val(d->params, param);
	return true;
}

static bool load_params(tw_scenario *s, const struct tw_cursor *obj,
			struct tw_case_device *d, GError **error)
{
	struct tw_cursor member;

	for (bool more = tw_cursor_first(obj, &member); more;
	     more = tw_cursor_next(obj, &member)) {
		g_autofree char *key = tw_cursor_key(&member);

		if (is_own(key))
			continue;
		if (!is_param(d->model, key))
			return unknown_key(d->model, &member, error);
		if (!load_param(s, &member, key, d, error))
			return false;
	}
	return true;
}

bool tw_case_load_input(const struct tw_model *model,
			const struct tw_cursor *member, GArray *inputs,
			GError **error)
{
	const struct tw_input *i = model->inputs;
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autofree char *key = tw_cursor_key(member);
	struct tw_case_input input = {.at = member->at};
	int64_t value;

	for (; i && i->name; i++) {
		if (strcmp(i->name, key)) {
			g_ptr_array_add(names, (char *)i->name);
			continue;
		}
		if (!tw_cursor_integer(member, i->min, i->max, &value, error))
			return false;
		input.name = i->name;
		input.value = (int32_t)value;
		g_array_append_val(inputs, input);
		return true;
	}
	if (!names->len)
		return tw_json_key_error(member->index, member->at, error,
					 "no such input; a %s has none",
					 model->name);
	g_ptr_array_add(names, NULL);
	return tw_cursor_unknown(member, (const char *const *)names->pdata,
				 error);
}

static bool load_inputs(const struct tw_cursor *obj, struct tw_case_device *d,
			GError **error)
{
	struct tw_cursor inputs, member;

	if (!tw_cursor_get(obj, "inputs", &inputs))
		return true;
	if (!tw_cursor_expect(&inputs, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(&inputs, &member); more;
	     more = tw_cursor_next(&inputs, &member))
		if (!tw_case_load_input(d->model, &member, d->inputs, error))
			return false;
	return true;
}

/* Outputs, and inputs of 0 to 1. */
static GPtrArray *pin_names(const struct tw_model *model)
{
	GPtrArray *names = g_ptr_array_new();

	for (const struct tw_output *o = model->outputs; o && o->name; o++)
		g_ptr_array_add(names, (char *)o->name);
	for (const struct tw_input *i = model->inputs; i && i->name; i++)
		if (!i->min && i->max == 1)
			g_ptr_array_add(names, (char *)i->name);
	return names;
}

static bool load_pin(const tw_scenario *s, const struct tw_cursor *member,
		     struct tw_case_device *d, GError **error)
{
	g_autoptr(GPtrArray) names = pin_names(d->model);
	g_autofree char *key = tw_cursor_key(member);
	struct tw_case_wire wire = {.at = member->at};

	for (guint i = 0; i < names->len; i++) {
		if (strcmp(names->pdata[i], key))
			continue;
		wire.pin = names->pdata[i];
		if (!tw_case_resolve(s, member, TW_CASE_NET, &wire.net, error))
			return false;
		g_array_append_val(d->wires, wire);
		return true;
	}
	if (!names->len)
		return tw_json_key_error(member->index, member->at, error,
					 "no such pin; a %s has none",
					 d->model->name);
	g_ptr_array_add(names, NULL);
	return tw_cursor_unknown(member, (const char *const *)names->pdata,
				 error);
}

static bool load_pins(const tw_scenario *s, const struct tw_cursor *obj,
		      struct tw_case_device *d, GError **error)
{
	struct tw_cursor pins, member;

	if (!tw_cursor_get(obj, "pins", &pins))
		return true;
	if (!tw_cursor_expect(&pins, TW_SHAPE_OBJECT, error))
		return false;
	for (bool more = tw_cursor_first(&pins, &member); more;
	     more = tw_cursor_next(&pins, &member))
		if (!load_pin(s, &member, d, error))
			return false;
	return true;
}

static bool load_device(tw_scenario *s, const struct tw_cursor *cur,
			GError **error)
{
	struct tw_case_device d = {.at = cur->at};
	struct tw_cursor addr;
	bool ok;

	if (!tw_cursor_expect(cur, TW_SHAPE_OBJECT, error) ||
	    !tw_case_new_id(s, cur, &d.id, error) ||
	    !load_model(s, cur, &d, error))
		return false;
	d.params = g_array_new(FALSE, FALSE, sizeof(struct tw_param));
	d.inputs = g_array_new(FALSE, FALSE, sizeof(struct tw_case_input));
	d.wires = g_array_new(FALSE, FALSE, sizeof(struct tw_case_wire));
	d.channels = g_array_new(FALSE, FALSE, sizeof(struct tw_case_channel));
	ok = load_params(s, cur, &d, error) &&
	     tw_cursor_need(cur, "addr", &addr, error) &&
	     tw_cursor_addr(&addr, 0x08, 0x77, &d.addr, error) &&
	     tw_case_ref(s, cur, "bus", TW_CASE_BUS, &d.bus, error) &&
	     load_inputs(cur, &d, error) && load_pins(s, cur, &d, error) &&
	     tw_case_load_channels(s, cur, &d, error) &&
	     tw_case_load_sense(cur, &d.sense, error);
	d.addr_at = ok ? addr.at : d.at;
	/* Its parts are freed with the case. */
	g_array_append_val(s->things[TW_CASE_DEVICE], d);
	return ok;
}

bool tw_case_load_devices(tw_scenario *s, const struct tw_cursor *root,
			  GError **error)
{
	return tw_case_each(s, root, "devices", TW_CASE_MAX_DEVICES,
			    load_device, error);
}
