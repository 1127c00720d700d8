/* SPDX-License-Identifier: MIT */
/* SIO: the cores' own window to the pins, their mailboxes and spin locks. */
#include "rp2040/core1.h"
#include "rp2040/gpio.h"

#include "rp2040/include/hardware/regs/sio.h"

#define SIO_BASE   0xd0000000u
#define SIO_SIZE   0x1000
#define PINS	   SIO_GPIO_OUT_BITS
#define LOCK_FIRST SIO_SPINLOCK0_OFFSET
#define LOCK_LAST  SIO_SPINLOCK31_OFFSET

/* Reading claims the lock: the lock's bit if it was free, else 0. */
static uint32_t read_lock(struct gpio *g, unsigned n, bool peek)
{
	uint32_t bit = 1u << n;

	if (g->locks & bit)
		return 0;
	if (!peek)
		g->locks |= bit;
	return bit;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct gpio *g = user;

	if (offset >= LOCK_FIRST && offset <= LOCK_LAST)
		return read_lock(g, (offset - LOCK_FIRST) / 4, peek);
	switch (offset) {
	case SIO_CPUID_OFFSET:
		return who == REG_CPU1;
	case SIO_GPIO_IN_OFFSET:
		return gpio_inputs(g);
	case SIO_GPIO_OUT_OFFSET:
		return g->out;
	case SIO_GPIO_OE_OFFSET:
		return g->oe;
	case SIO_GPIO_HI_OUT_OFFSET:
		return g->hi[0];
	case SIO_GPIO_HI_OE_OFFSET:
		return g->hi[4];
	case SIO_FIFO_ST_OFFSET:
		return core1_status(g->core1, who == REG_CPU1);
	case SIO_FIFO_RD_OFFSET:
		return core1_read(g->core1, who == REG_CPU1, peek);
	case SIO_SPINLOCK_ST_OFFSET:
		return g->locks;
	default:
		return 0;
	}
}

/* Plain, SET, CLR, XOR: four registers in a row. */
static uint32_t changed(uint32_t old, unsigned how, uint32_t value)
{
	switch (how) {
	case 1:
		return old | value;
	case 2:
		return old & ~value;
	case 3:
		return old ^ value;
	default:
		return value;
	}
}

static void write_pins(struct gpio *g, uint32_t *reg, unsigned how,
		       uint32_t value)
{
	uint32_t old = *reg;

	*reg = changed(old, how, value) & PINS;
	gpio_drive(g, old ^ *reg);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct gpio *g = user;
	unsigned how = offset / 4 % 4;

	value = apb_widen(value, lanes);
	if (offset >= LOCK_FIRST && offset <= LOCK_LAST)
		g->locks &= ~(1u << (offset - LOCK_FIRST) / 4);
	else if (offset == SIO_FIFO_WR_OFFSET)
		core1_write(g->core1, who == REG_CPU1, value);
	else if (offset == SIO_FIFO_ST_OFFSET)
		core1_clear(g->core1, who == REG_CPU1, value);
	else if (offset >= SIO_GPIO_OUT_OFFSET &&
		 offset <= SIO_GPIO_OUT_XOR_OFFSET)
		write_pins(g, &g->out, how, value);
	else if (offset >= SIO_GPIO_OE_OFFSET &&
		 offset <= SIO_GPIO_OE_XOR_OFFSET)
		write_pins(g, &g->oe, how, value);
	else if (offset >= SIO_GPIO_HI_OUT_OFFSET &&
		 offset <= SIO_GPIO_HI_OUT_XOR_OFFSET)
		g->hi[0] = changed(g->hi[0], how, value) & 0x3f;
	else if (offset >= SIO_GPIO_HI_OE_OFFSET &&
		 offset <= SIO_GPIO_HI_OE_XOR_OFFSET)
		g->hi[4] = changed(g->hi[4], how, value) & 0x3f;
}

struct reg_device sio_device(struct gpio *g)
{
	return (struct reg_device){.name = "SIO",
				   .base = SIO_BASE,
				   .size = SIO_SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = g};
}
