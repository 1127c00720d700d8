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
	tw_device *dev;
	unsigned n; /* of the byte of the index */
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

static void set_pattern(void *user, tw_device *dev)
{
	struct lesson *l = user;

	l->dev = dev;
	for (size_t i = 0; i < dev->memory_len; i++)
		dev->memory[i] = (uint8_t)(i >> 8 * l->n);
	l->pattern = g_memdup2(dev->memory, dev->memory_len);
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

void replay_learn_memory(tw_replay *r, const struct known *k)
{
	tw_device *dev = k->dev;
	g_autoptr(GArray) none =
		g_array_new(FALSE, FALSE, sizeof(struct tw_replay_input));
	struct known bare = *k;
	g_autofree uint32_t *shown = g_new0(uint32_t, r->pulses->len);
	g_autofree bool *known = g_new0(bool, dev->memory_len);
	struct live_targets others;

	/* Without inputs: write protection would let no write change it, and
	 * what is read after one be taken for what was there before. */
	bare.inputs = none;
	replay_single_out(
		r, k->config.addr,
		dev->model->ignored_bits ? dev->model->ignored_bits(dev) : 0,
		&others);
	for (unsigned n = 0; n == 0 || (dev->memory_len - 1) >> 8 * n; n++) {
		struct lesson l = {.n = n};

		replay_try(r, &bare, set_pattern, is_unchanged, &l);
		take(r, shown, n);
		g_free(l.pattern);
	}
	for (guint i = 0; i < r->messages->len; i++)
		set_message(r, message_at(r, i), shown, dev, known);
	if (dev->model->recalled)
		dev->model->recalled(dev);
	replay_bring_back(r, &others);
}
