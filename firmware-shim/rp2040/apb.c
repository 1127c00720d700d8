/* SPDX-License-Identifier: MIT */
#include "rp2040/apb.h"

enum { ALIAS_PLAIN, ALIAS_XOR, ALIAS_SET, ALIAS_CLR };

uint32_t apb_widen(uint32_t value, uint32_t lanes)
{
	for (unsigned shift = 0; shift < 32; shift += 8)
		if (lanes == 0xffu << shift)
			return (value >> shift & 0xff) * 0x01010101u;
	for (unsigned shift = 0; shift < 32; shift += 16)
		if (lanes == 0xffffu << shift)
			return (value >> shift & 0xffff) * 0x00010001u;
	return value;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct apb *apb = user;

	if (apb->held)
		return 0;
	return apb->read(apb->user, offset & 0xfff, peek || offset >= 0x1000);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct apb *apb = user;
	uint32_t plain = offset & 0xfff;

	if (apb->held)
		return;
	value = apb_widen(value, lanes);
	switch (offset >> 12) {
	case ALIAS_XOR:
		value = apb->read(apb->user, plain, true) ^ value;
		break;
	case ALIAS_SET:
		value = apb->read(apb->user, plain, true) | value;
		break;
	case ALIAS_CLR:
		value = apb->read(apb->user, plain, true) & ~value;
		break;
	case ALIAS_PLAIN:
	default:
		break;
	}
	apb->write(apb->user, plain, value);
}

static const char *name_reg(void *user, uint32_t offset)
{
	const struct apb *apb = user;

	return apb->name ? apb->name(offset & 0xfff) : NULL;
}

struct reg_device apb_device(struct apb *apb, const char *name, uint32_t base)
{
	return (struct reg_device){.name = name,
				   .base = base,
				   .size = APB_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = apb,
				   .reg_name = name_reg};
}
