/* SPDX-License-Identifier: MIT */
#include "stm32f4/bitband.h"

#define PERIPHERALS 0x40000000u
#define ALIAS	    0x42000000u
#define ALIAS_SIZE  0x01000000u /* up to 0x40080000: all but USB and DCMI */

/* The block whose bit lies at @offset, and where in it. NULL: a crash. */
static struct stm32_block *find(const struct bitband *b, uint32_t offset,
				uint32_t *reg, unsigned *bit)
{
	uint32_t address = PERIPHERALS + (offset / 32 & ~3u);

	*bit = offset / 4 % 32;
	for (unsigned i = 0; i < b->n; i++) {
		*reg = address - b->all[i].base;
		if (*reg < STM32_BLOCK_SIZE)
			return b->all[i].block;
	}
	b->crash(b->user, "a bit-band address where no peripheral is");
	return NULL;
}

static uint32_t read_bit(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	uint32_t reg;
	unsigned bit;
	const struct stm32_block *block;

	if (peek)
		return 0;
	block = find(user, offset, &reg, &bit);
	if (!block || block->off || block->held)
		return 0;
	return block->read(block->user, reg, false) >> bit & 1;
}

static void write_bit(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	uint32_t reg, word;
	unsigned bit;
	const struct stm32_block *block = find(user, offset, &reg, &bit);

	if (!block || block->off || block->held)
		return;
	word = block->read(block->user, reg, false) & ~(1u << bit);
	block->write(block->user, reg, word | (value & 1) << bit, UINT32_MAX);
}

void f4_bitband_add(struct bitband *b, struct stm32_block *block, uint32_t base)
{
	g_return_if_fail(b->n < BITBAND_BLOCKS);
	b->all[b->n].block = block;
	b->all[b->n++].base = base;
}

struct reg_device f4_bitband_device(struct bitband *b)
{
	return (struct reg_device){.name = "BITBAND",
				   .base = ALIAS,
				   .size = ALIAS_SIZE,
				   .read = read_bit,
				   .write = write_bit,
				   .user = b};
}
