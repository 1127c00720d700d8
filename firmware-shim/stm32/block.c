/* SPDX-License-Identifier: MIT */
#include "stm32/block.h"

static bool is_dead(const struct stm32_block *b)
{
	return b->off || b->held;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct stm32_block *b = user;

	return is_dead(b) ? 0 : b->read(b->user, offset, peek);
}

static uint32_t repeat(uint32_t value, uint32_t lanes)
{
	for (unsigned shift = 0; shift < 32; shift += 8)
		if (lanes == 0xffu << shift)
			return (value >> shift & 0xff) * 0x01010101u;
	for (unsigned shift = 0; shift < 32; shift += 16)
		if (lanes == 0xffffu << shift)
			return (value >> shift & 0xffff) * 0x00010001u;
	return value;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct stm32_block *b = user;

	if (is_dead(b))
		return;
	if (b->apb)
		b->write(b->user, offset, repeat(value, lanes), UINT32_MAX);
	else
		b->write(b->user, offset, value, lanes);
}

static const char *name_reg(void *user, uint32_t offset)
{
	const struct stm32_block *b = user;

	return b->name ? b->name(offset) : NULL;
}

struct reg_device stm32_block_device(struct stm32_block *block,
				     const char *name, uint32_t base)
{
	return (struct reg_device){.name = name,
				   .base = base,
				   .size = STM32_BLOCK_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = block,
				   .reg_name = name_reg};
}
