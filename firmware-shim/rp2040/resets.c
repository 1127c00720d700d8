/* SPDX-License-Identifier: MIT */
#include "rp2040/resets.h"

#include "rp2040/include/hardware/regs/resets.h"

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct resets *r = user;

	switch (offset) {
	case RESETS_RESET_OFFSET:
		return r->reset;
	case RESETS_WDSEL_OFFSET:
		return r->wdsel;
	case RESETS_RESET_DONE_OFFSET:
		return ~r->reset & RESETS_RESET_DONE_BITS;
	default:
		return 0;
	}
}

static void write_reset(struct resets *r, uint32_t value)
{
	uint32_t now_held = value & ~r->reset;

	r->reset = value & RESETS_RESET_BITS;
	for (unsigned i = 0; i < N_RESETS; i++) {
		if (r->block[i].apb)
			r->block[i].apb->held = (r->reset & 1u << i) != 0;
		if ((now_held & 1u << i) && r->block[i].reset)
			r->block[i].reset(r->block[i].user);
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value)
{
	struct resets *r = user;

	if (offset == RESETS_RESET_OFFSET)
		write_reset(r, value);
	else if (offset == RESETS_WDSEL_OFFSET)
		r->wdsel = value & RESETS_WDSEL_BITS;
}

static const char *name_reg(uint32_t offset)
{
	switch (offset) {
	case RESETS_RESET_OFFSET:
		return "RESET";
	case RESETS_WDSEL_OFFSET:
		return "WDSEL";
	case RESETS_RESET_DONE_OFFSET:
		return "RESET_DONE";
	default:
		return NULL;
	}
}

void resets_init(struct resets *r)
{
	r->apb = (struct apb){.read = read_reg,
			      .write = write_reg,
			      .name = name_reg,
			      .user = r};
}

/* Every model is reset by its owner; here they are only let go. */
void resets_reset(struct resets *r)
{
	r->reset = 0;
	r->wdsel = 0;
	for (unsigned i = 0; i < N_RESETS; i++)
		if (r->block[i].apb)
			r->block[i].apb->held = false;
}
