/* SPDX-License-Identifier: MIT */
/* The I2C block's registers: RM0090, 27.6. */
#include "stm32f4/i2c.h"

enum {
	CR1 = 0x00,
	CR2 = 0x04,
	OAR1 = 0x08,
	OAR2 = 0x0c,
	DR = 0x10,
	SR1 = 0x14,
	SR2 = 0x18,
	CCR = 0x1c,
	TRISE = 0x20,
};

enum {
	CR1_KNOWN = 0xbffb,
	CR2_KNOWN = 0x1f3f,
	OAR1_KNOWN = 0xc3ff,
	OAR2_KNOWN = 0xff,
	CCR_KNOWN = 0xcfff,
	TRISE_KNOWN = 0x3f,
	/* What PE=0 keeps at 0. */
	CR1_ALIVE =
		CR1_ACK | CR1_POS | CR1_START | CR1_STOP | CR1_PEC | CR1_ALERT,
};

/* --- reading ----------------------------------------------------------- */

static uint32_t read_sr1(struct i2c *i2c, bool peek)
{
	if (!peek)
		i2c->seen = i2c->sr1;
	return i2c->sr1;
}

/* After SR1, SR2 clears ADDR; the note to 27.6.7: also one that was set between
 * the two. */
static uint32_t read_sr2(struct i2c *i2c, bool peek)
{
	uint32_t value =
		i2c->sr2 | (i2c->busy ? SR2_BUSY : 0) | (uint32_t)i2c->pec << 8;
	bool clears = i2c->sr1_was_last || i2c->seen & SR1_ADDR;

	if (!peek && clears && i2c->sr1 & SR1_ADDR) {
		f4_i2c_clear(i2c, SR1_ADDR);
		f4_i2c_target_addr_cleared(i2c);
		f4_i2c_controller_next(i2c);
	}
	return value;
}

static uint32_t read_dr(struct i2c *i2c, bool peek)
{
	uint32_t value = i2c->dr;

	if (peek || !(i2c->sr1 & SR1_RXNE))
		return value;
	if (f4_i2c_advance(i2c)) {
		f4_i2c_target_drained(i2c);
		f4_i2c_controller_drained(i2c);
	}
	return value;
}

static uint32_t read_one(struct i2c *i2c, uint32_t offset, bool peek)
{
	switch (offset) {
	case CR1:
		return i2c->closing ? i2c->cr1 & ~(uint32_t)CR1_PE : i2c->cr1;
	case CR2:
		return i2c->cr2;
	case OAR1:
		return i2c->oar1;
	case OAR2:
		return i2c->oar2;
	case DR:
		return read_dr(i2c, peek);
	case SR1:
		return read_sr1(i2c, peek);
	case SR2:
		return read_sr2(i2c, peek);
	case CCR:
		return i2c->ccr;
	case TRISE:
		return i2c->trise;
	default:
		return 0;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	struct i2c *i2c = user;
	uint32_t value = read_one(i2c, offset, peek);

	if (!peek)
		i2c->sr1_was_last = offset == SR1;
	return value;
}

/* --- writing ----------------------------------------------------------- */

/* 27.6.1, PE: a communication ends first, here as a controller's STOP. */
static bool is_stopping(const struct i2c *i2c)
{
	return f4_i2c_is_controller(i2c) && i2c->cr1 & CR1_STOP;
}

static void write_cr1(struct i2c *i2c, uint32_t value)
{
	value &= CR1_KNOWN;
	if (i2c->seen & i2c->sr1 & SR1_STOPF)
		f4_i2c_clear(i2c, SR1_STOPF);
	if (value & CR1_SWRST) {
		f4_i2c_reset(i2c);
		i2c->cr1 = CR1_SWRST;
		return;
	}
	i2c->closing = !(value & CR1_PE) && is_stopping(i2c);
	if (i2c->closing) {
		value = (value & ~(uint32_t)CR1_ALIVE) | CR1_PE | CR1_STOP;
	} else if (!(value & CR1_PE)) {
		if (f4_i2c_enabled(i2c))
			f4_i2c_disable(i2c);
		value &= ~(uint32_t)CR1_ALIVE;
	}
	i2c->cr1 = value;
	f4_i2c_target_listen(i2c);
	f4_i2c_controller_next(i2c);
	f4_i2c_update(i2c);
}

/* Whether this is an address: SB or ADD10 is set and SR1 was read since. */
static bool is_address(const struct i2c *i2c)
{
	if (i2c->state == I2C_C_SB)
		return i2c->seen & SR1_SB;
	return i2c->state == I2C_C_ADD10 && i2c->seen & SR1_ADD10;
}

static void write_dr(struct i2c *i2c, uint8_t value)
{
	if (!f4_i2c_enabled(i2c))
		return;
	if (is_address(i2c)) {
		f4_i2c_controller_address(i2c, value);
		return;
	}
	i2c->tx = value;
	i2c->tx_full = true;
	f4_i2c_clear(i2c, SR1_TXE);
	f4_i2c_target_written(i2c);
	f4_i2c_controller_next(i2c);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct i2c *i2c = user;

	i2c->sr1_was_last = false;
	if (i2c->cr1 & CR1_SWRST && offset != CR1)
		return;
	switch (offset) {
	case CR1:
		write_cr1(i2c, value);
		return;
	case CR2:
		i2c->cr2 = value & CR2_KNOWN;
		f4_i2c_update(i2c);
		return;
	case OAR1:
		i2c->oar1 = value & OAR1_KNOWN;
		f4_i2c_target_listen(i2c);
		return;
	case OAR2:
		i2c->oar2 = value & OAR2_KNOWN;
		f4_i2c_target_listen(i2c);
		return;
	case DR:
		write_dr(i2c, (uint8_t)value);
		return;
	case SR1: /* 0 clears an error, 1 does nothing */
		f4_i2c_clear(i2c, ~value & SR1_ERRORS);
		return;
	case CCR:
		i2c->ccr = value & CCR_KNOWN;
		return;
	case TRISE:
		i2c->trise = value & TRISE_KNOWN;
		return;
	default:
		return;
	}
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {
		"CR1", "CR2", "OAR1", "OAR2",  "DR",
		"SR1", "SR2", "CCR",  "TRISE",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

struct stm32_block f4_i2c_registers(struct i2c *i2c)
{
	return (struct stm32_block){.read = read_reg,
				    .write = write_reg,
				    .name = name_reg,
				    .reset = (void (*)(void *))f4_i2c_reset,
				    .user = i2c,
				    .apb = true};
}
