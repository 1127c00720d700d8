/* SPDX-License-Identifier: MIT */
/* Live models: attached, and their beginnings learned from the capture. */
#include "replay/replay.h"

#include <string.h>

#include "protocol/device.h"

static uint8_t ignored_bits(tw_device *dev)
{
	return dev->model->ignored_bits ? dev->model->ignored_bits(dev) : 0;
}

static void set_inputs(tw_device *dev, const GArray *inputs)
{
	for (guint i = 0; i < inputs->len; i++) {
		const struct tw_replay_input *in =
			&g_array_index(inputs, struct tw_replay_input, i);

		if (!in->learn)
			tw_device_set_input(dev, in->name, in->value);
	}
}

void replay_try(tw_replay *r, const struct known *k,
		void (*prepare)(void *user, tw_device *dev),
		bool (*go_on)(void *user), void *user)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	tw_port *port = r->host.port;
	struct live_targets others;
	tw_device *dev;

	tw_sim_trace_mask(sim, 0);
	dev = tw_bus_attach(bus, k->dev->model, &k->config, NULL);
	if (dev->memory)
		memcpy(dev->memory, k->dev->memory, dev->memory_len);
	set_inputs(dev, k->inputs);
	if (prepare)
		prepare(user, dev);
	replay_single_out(r, k->config.addr, ignored_bits(dev), &others);
	r->host.port = NULL;
	r->trial = dev;
	r->live = k->dev;
	replay_drive(r, bus, go_on, user);
	r->trial = NULL;
	r->live = NULL;
	r->host.port = port;
	replay_bring_back(r, &others);
}

static bool has_image(const struct known *k)
{
	for (guint i = 0; i < k->params->len; i++)
		if (!strcmp(g_array_index(k->params, struct tw_param, i).key,
			    "image"))
			return true;
	return false;
}

static const struct tw_input *find_input(const struct tw_model *model,
					 const char *name)
{
	const struct tw_input *i = model->inputs;

	while (i && i->name && strcmp(i->name, name))
		i++;
	return i && i->name ? i : NULL;
}

static void learn(tw_replay *r, struct known *k)
{
	if (k->dev->memory && !has_image(k))
		replay_learn_memory(r, k);
	for (guint i = 0; i < k->inputs->len; i++) {
		struct tw_replay_input *in =
			&g_array_index(k->inputs, struct tw_replay_input, i);

		if (in->learn)
			replay_learn_input(r, k,
					   find_input(k->dev->model, in->name));
	}
}

void tw_replay_add_device(tw_replay *r, tw_device *dev,
			  const struct tw_device_config *config,
			  const struct tw_replay_input *inputs, size_t n_inputs)
{
	struct known k = {
		.dev = dev,
		.config = *config,
		.params = g_array_new(FALSE, FALSE, sizeof(struct tw_param)),
		.inputs = g_array_new(FALSE, FALSE,
				      sizeof(struct tw_replay_input)),
	};

	if (config->n_params)
		g_array_append_vals(k.params, config->params,
				    (guint)config->n_params);
	if (n_inputs)
		g_array_append_vals(k.inputs, inputs, (guint)n_inputs);
	k.config.params = (const struct tw_param *)(void *)k.params->data;
	k.config.name = dev->name;
	tw_replay_add_target(r, config->addr, ignored_bits(dev));
	set_inputs(dev, k.inputs);
	learn(r, &k);
	g_array_free(k.params, TRUE);
	g_array_free(k.inputs, TRUE);
}

tw_device *tw_replay_attach(tw_replay *r, tw_bus *bus,
			    const struct tw_model *model,
			    const struct tw_device_config *config,
			    GError **error)
{
	tw_device *dev = tw_bus_attach(bus, model, config, error);

	if (dev)
		tw_replay_add_device(r, dev, config, NULL, 0);
	return dev;
}

bool tw_replay_learned_input(const tw_replay *r, const char *device,
			     const char *input, int32_t *value)
{
	for (guint i = 0; i < r->learned_inputs->len; i++) {
		const struct learned *l =
			&g_array_index(r->learned_inputs, struct learned, i);

		if (strcmp(tw_device_name(l->dev), device) ||
		    strcmp(l->input, input))
			continue;
		*value = l->value;
		return true;
	}
	return false;
}

const char *tw_replay_learned(const tw_replay *r)
{
	return r->learned->str;
}
