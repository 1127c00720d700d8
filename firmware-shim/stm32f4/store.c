/* SPDX-License-Identifier: MIT */
#include "stm32f4/store.h"

#include <string.h>

enum { FLASH_KEYR = 0x04, FLASH_SR = 0x0c, FLASH_CR = 0x10 };
enum { PWR_CSR = 0x04, VOSRDY = 1 << 14, FLASH_STRT = 1 << 16 };
#define FLASH_LOCK 0x80000000u
#define IDCODE	   0x10016413u

static const struct {
	const char *name;
	uint32_t base;
} all[N_STORES] = {
	[STORE_DBGMCU] = {"DBGMCU", 0xe0042000},
	[STORE_FLASH] = {"FLASH", 0x40023c00},
	[STORE_PWR] = {"PWR", 0x40007000},
	[STORE_SYSCFG] = {"SYSCFG", 0x40013800},
};

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct store *s = user;

	if (offset / 4 >= STORE_WORDS)
		return 0;
	if (s->which == STORE_DBGMCU && !offset)
		return IDCODE;
	if (s->which == STORE_PWR && offset == PWR_CSR)
		return s->word[offset / 4] | VOSRDY;
	if (s->which == STORE_FLASH && offset == FLASH_KEYR)
		return 0;
	return s->word[offset / 4];
}

/* The keys, in this order, open CR; a wrong one keeps it shut. */
static void turn_key(struct store *s, uint32_t key)
{
	static const uint32_t right[2] = {0x45670123, 0xcdef89ab};

	s->keys = s->keys < 2 && key == right[s->keys] ? s->keys + 1 : 3;
	if (s->keys == 2)
		s->word[FLASH_CR / 4] &= ~FLASH_LOCK;
}

static void write_flash_cr(struct store *s, uint32_t value)
{
	uint32_t *cr = &s->word[FLASH_CR / 4];

	if (*cr & FLASH_LOCK)
		return;
	*cr = value;
	if (value & FLASH_LOCK)
		s->keys = 0;
	if (value & FLASH_STRT)
		s->crash(s->user, "the flash memory is not simulated");
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct store *s = user;

	if (offset / 4 >= STORE_WORDS)
		return;
	value = stm32_merge(s->word[offset / 4], value, lanes);
	if (s->which == STORE_FLASH && offset == FLASH_KEYR)
		turn_key(s, value);
	else if (s->which == STORE_FLASH && offset == FLASH_CR)
		write_flash_cr(s, value);
	else if (s->which == STORE_FLASH && offset == FLASH_SR)
		s->word[offset / 4] &= ~value;
	else
		s->word[offset / 4] = value;
}

static void reset(void *user)
{
	struct store *s = user;

	memset(s->word, 0, sizeof(s->word));
	s->keys = 0;
	if (s->which == STORE_PWR)
		s->word[0] = 0x4000;
	if (s->which == STORE_FLASH) {
		s->word[FLASH_CR / 4] = FLASH_LOCK;
		s->word[0x14 / 4] = 0x0fffaaed; /* OPTCR */
	}
}

void f4_stores_init(struct store stores[N_STORES],
		    void (*crash)(void *user, const char *what), void *user)
{
	for (unsigned i = 0; i < N_STORES; i++) {
		struct store *s = &stores[i];

		s->which = (enum store_which)i;
		s->name = all[i].name;
		s->base = all[i].base;
		s->crash = crash;
		s->user = user;
		s->block = (struct stm32_block){.read = read_reg,
						.write = write_reg,
						.reset = reset,
						.user = s,
						.apb = i == STORE_PWR ||
						       i == STORE_SYSCFG};
	}
}

void f4_stores_reset(struct store stores[N_STORES])
{
	for (unsigned i = 0; i < N_STORES; i++)
		reset(&stores[i]);
}
