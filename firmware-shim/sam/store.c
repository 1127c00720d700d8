/* SPDX-License-Identifier: MIT */
#include "sam/store.h"

#include <string.h>

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct store *s = user;
	uint32_t value = s->word[offset / 4];

	for (unsigned i = 0; i < G_N_ELEMENTS(s->config->ready); i++)
		if (s->config->ready[i].offset == offset)
			value |= s->config->ready[i].bits;
	return value;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct store *s = user;

	s->word[offset / 4] = (s->word[offset / 4] & ~lanes) | value;
}

void store_reset(struct store *s)
{
	memset(s->word, 0, sizeof(s->word));
}

struct reg_device store_device(struct store *s)
{
	return (struct reg_device){.name = s->config->name,
				   .base = s->config->base,
				   .size = STORE_BYTES,
				   .read = read_reg,
				   .write = write_reg,
				   .user = s};
}
