/* SPDX-License-Identifier: MIT */
#include "stm32g0/store.h"

#include <string.h>

static const struct {
	const char *name;
	uint32_t base;
	bool apb;
	uint32_t first; /* word after reset */
} stored[N_STORES] = {
	[STORE_FLASH] = {"FLASH", 0x40022000, false, 0x00040600},
	[STORE_PWR] = {"PWR", 0x40007000, true, 0x00000208},
	[STORE_SYSCFG] = {"SYSCFG", 0x40010000, true, 0},
};

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct g0_store *s = user;

	return s->word[offset / 4];
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct g0_store *s = user;
	uint32_t *word = &s->word[offset / 4];

	*word = stm32_merge(*word, value, lanes);
}

static void reset(void *user)
{
	struct g0_store *s = user;

	memset(s->word, 0, sizeof(s->word));
	for (unsigned i = 0; i < N_STORES; i++)
		if (stored[i].base == s->base)
			s->word[0] = stored[i].first;
}

void g0_stores_reset(struct g0_store stores[N_STORES])
{
	for (unsigned i = 0; i < N_STORES; i++)
		reset(&stores[i]);
}

void g0_stores_init(struct g0_store stores[N_STORES])
{
	for (unsigned i = 0; i < N_STORES; i++) {
		stores[i].name = stored[i].name;
		stores[i].base = stored[i].base;
		stores[i].block = (struct stm32_block){.read = read_reg,
						       .write = write_reg,
						       .reset = reset,
						       .user = &stores[i],
						       .apb = stored[i].apb};
	}
}
