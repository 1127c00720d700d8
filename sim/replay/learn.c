/* SPDX-License-Identifier: MIT */
/*
 * What a model's memory held before the capture.
 *
 * Which byte of its memory a model sends is the model's business (pointers,
 * pages, blocks), so it is asked on the wires: with each byte of the memory
 * holding one byte of its own index, the capture is replayed until the memory
 * changes, once for each byte an index has.
 */
#include "replay/replay.h"

#include <string.h>

#include "protocol/device.h"

#define NOT_SHOWN UINT32_MAX

struct lesson {
	tw_replay *r;
	tw_device *dev;
	uint8_t *pattern;
};

static bool is_unchanged(void *user)
{
	struct lesson *l = user;

	return !memcmp(l->dev->memory, l->pattern, l->dev->memory_len);
}

/* Adds byte @n of each index to what the capture's pulses read. */
static void take(tw_replay *r, uint32_t *shown, unsigned n)
{
	for (guint i = 1; i < r->pulses->len; i++) {
		const struct pulse *p = pulse_at(r, i);

		if (!live_at(r, i)->rise_ns)
			shown[i] = NOT_SHOWN;
		else if (shown[i] != NOT_SHOWN && replay_is_targets(r, p) &&
			 p->bit < 8 && live_at(r, i)->sda)
			shown[i] |= 1u << (8 * n + 7 - p->bit);
	}
}

static void replay_pattern(tw_replay *r, const struct tw_model *model,
			   const struct tw_device_config *config, unsigned n,
			   uint32_t *shown)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, tw_replay_bus_config(), NULL);
	struct lesson l = {.r = r};

	tw_sim_trace_mask(sim, 0);
	l.dev = tw_bus_attach(bus, model, config, NULL);
	for (size_t i = 0; i < l.dev->memory_len; i++)
		l.dev->memory[i] = (uint8_t)(i >> 8 * n);
	l.pattern = g_memdup2(l.dev->memory, l.dev->memory_len);
	replay_drive(r, bus, is_unchanged, &l);
	take(r, shown, n);
	g_free(l.pattern);
}

/* The byte that begins at pulse @first: its index from the patterns, its value
 * from the capture. */
static void set_byte(tw_replay *r, guint first, const uint32_t *shown,
		     uint8_t *memory, bool *known, size_t len)
{
	uint32_t index = 0;
	uint8_t value = 0;

	for (guint i = first; i < first + 8; i++) {
		if (shown[i] == NOT_SHOWN)
			return;
		index |= shown[i];
		value = (uint8_t)(value << 1 | pulse_at(r, i)->sda);
	}
	if (index < len && !known[index]) {
		memory[index] = value;
		known[index] = true;
	}
}

/* A message of which the live target acknowledged the address. */
static void set_message(tw_replay *r, const struct message *m,
			const uint32_t *shown, tw_device *dev, bool *known)
{
	if (!replay_is_ours(r, m) || !(m->first_byte & 1) || m->n_pulses < 9 ||
	    live_at(r, m->first + 8)->sda)
		return;
	for (guint i = m->first + 9; i + 9 <= m->first + m->n_pulses; i += 9)
		set_byte(r, i, shown, dev->memory, known, dev->memory_len);
}

void replay_learn(tw_replay *r, const struct tw_model *model,
		  const struct tw_device_config *config, tw_device *dev)
{
	g_autofree uint32_t *shown = g_new0(uint32_t, r->pulses->len);
	g_autofree bool *known = g_new0(bool, dev->memory_len);

	for (unsigned n = 0; n == 0 || (dev->memory_len - 1) >> 8 * n; n++)
		replay_pattern(r, model, config, n, shown);
	for (guint i = 0; i < r->messages->len; i++)
		set_message(r, message_at(r, i), shown, dev, known);
}

static bool has_image(const struct tw_device_config *config)
{
	for (size_t i = 0; i < config->n_params; i++)
		if (!strcmp(config->params[i].key, "image"))
			return true;
	return false;
}

tw_device *tw_replay_attach(tw_replay *r, tw_bus *bus,
			    const struct tw_model *model,
			    const struct tw_device_config *config,
			    GError **error)
{
	tw_device *dev = tw_bus_attach(bus, model, config, error);

	if (!dev)
		return NULL;
	tw_replay_set_target(r, config->addr,
			     model->ignored_bits ? model->ignored_bits(dev)
						 : 0);
	if (dev->memory && !has_image(config))
		replay_learn(r, model, config, dev);
	return dev;
}
