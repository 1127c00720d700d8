/* SPDX-License-Identifier: MIT */
/* The I2C block's registers. */
#include "stm32g0/i2cv2.h"

#include "stm32g0/include/stm32g0xx_i2c_regs.h"

enum {
	CR1 = 0x00,
	CR2 = 0x04,
	OAR1 = 0x08,
	OAR2 = 0x0c,
	TIMINGR = 0x10,
	TIMEOUTR = 0x14,
	ISR = 0x18,
	ICR = 0x1c,
	PECR = 0x20,
	RXDR = 0x24,
	TXDR = 0x28,
};

/* Bits that exist. */
#define CR1_BITS      0x00ffdfffu
#define CR2_BITS      0x07ffffffu
#define OAR1_BITS     0x87ffu
#define OAR2_BITS     0x87feu
#define TIMINGR_BITS  0xf0ffffffu
#define TIMEOUTR_BITS 0x8fff9fffu
#define CLEARABLE     0x3f38u /* the same places in ICR and ISR */
/* Set by software, cleared by the block alone. */
#define ORDERS (I2C_CR2_START | I2C_CR2_STOP | I2C_CR2_NACK | I2C_CR2_PECBYTE)
/* Only while the block is off. */
#define CR1_FROZEN (I2C_CR1_DNF | I2C_CR1_ANFOFF | I2C_CR1_NOSTRETCH)

/* --- reading ----------------------------------------------------------- */

static uint32_t read_data(struct i2cv2 *i2c, bool peek)
{
	uint32_t data = i2c->rxdr;

	if (peek || !(i2c->isr & I2C_ISR_RXNE))
		return data;
	i2c->isr &= ~I2C_ISR_RXNE;
	i2cv2_target_drained(i2c);
	i2cv2_controller_next(i2c);
	i2cv2_update(i2c);
	return data;
}

uint32_t i2cv2_read(struct i2cv2 *i2c, uint32_t offset, bool peek)
{
	switch (offset) {
	case CR1:
		return i2c->cr1;
	case CR2:
		return i2c->cr2;
	case OAR1:
		return i2c->oar1;
	case OAR2:
		return i2c->oar2;
	case TIMINGR:
		return i2c->timingr;
	case TIMEOUTR:
		return i2c->timeoutr;
	case ISR:
		return i2c->isr;
	case PECR:
		return i2c->pecr;
	case RXDR:
		return read_data(i2c, peek);
	case TXDR:
		return i2c->txdr;
	default:
		return 0;
	}
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	return i2cv2_read(user, offset, peek);
}

/* --- writing ----------------------------------------------------------- */

static void write_cr1(struct i2cv2 *i2c, uint32_t value)
{
	bool was = i2cv2_on(i2c);

	value &= CR1_BITS;
	if (was && value & I2C_CR1_PE)
		value = (value & ~CR1_FROZEN) | (i2c->cr1 & CR1_FROZEN);
	i2c->cr1 = value;
	if (was && !i2cv2_on(i2c))
		i2cv2_disable(i2c);
	i2cv2_target_listen(i2c);
	i2cv2_smbus_update(i2c);
	i2cv2_controller_next(i2c);
	i2cv2_update(i2c);
}

static void reload(struct i2cv2 *i2c)
{
	i2c->left = (i2c->cr2 & I2C_CR2_NBYTES) >> I2C_CR2_NBYTES_Pos;
	i2c->isr &= ~I2C_ISR_TCR;
	i2cv2_target_reloaded(i2c);
}

static void write_cr2(struct i2cv2 *i2c, uint32_t value)
{
	value &= CR2_BITS;
	i2c->cr2 = value | (i2c->cr2 & ORDERS);
	if (!i2cv2_on(i2c))
		i2c->cr2 &= ~ORDERS;
	if (i2c->isr & I2C_ISR_TCR && i2c->cr2 & I2C_CR2_NBYTES)
		reload(i2c);
	i2cv2_controller_next(i2c);
	i2cv2_update(i2c);
}

/* OA1 and OA2 themselves only while they are not enabled. */
static void write_own(uint32_t *reg, uint32_t value, uint32_t enable)
{
	*reg = *reg & enable && value & enable ? *reg : value;
}

static void write_isr(struct i2cv2 *i2c, uint32_t value)
{
	if (!i2cv2_on(i2c))
		return;
	if (value & I2C_ISR_TXE)
		i2c->isr |= I2C_ISR_TXE;
	if (value & I2C_ISR_TXIS && i2c->cr1 & I2C_CR1_NOSTRETCH)
		i2c->isr |= I2C_ISR_TXIS;
	i2cv2_update(i2c);
}

static void write_icr(struct i2cv2 *i2c, uint32_t value)
{
	bool addr = value & i2c->isr & I2C_ISR_ADDR;

	i2c->isr &= ~(value & CLEARABLE);
	if (addr) {
		i2cv2_controller_cancel(i2c);
		i2cv2_target_cleared(i2c);
		i2cv2_controller_next(i2c);
	}
	i2cv2_update(i2c);
}

/* A second byte on top of the first is lost. */
static void write_data(struct i2cv2 *i2c, uint32_t value)
{
	if (!i2cv2_on(i2c))
		return;
	if (i2c->isr & I2C_ISR_TXE)
		i2c->txdr = (uint8_t)value;
	i2c->isr &= ~(I2C_ISR_TXE | I2C_ISR_TXIS);
	i2cv2_target_written(i2c);
	i2cv2_controller_next(i2c);
	i2cv2_update(i2c);
}

void i2cv2_write(struct i2cv2 *i2c, uint32_t offset, uint32_t value)
{
	switch (offset) {
	case CR1:
		write_cr1(i2c, value);
		return;
	case CR2:
		write_cr2(i2c, value);
		return;
	case OAR1:
		write_own(&i2c->oar1, value & OAR1_BITS, I2C_OAR1_OA1EN);
		break;
	case OAR2:
		write_own(&i2c->oar2, value & OAR2_BITS, I2C_OAR2_OA2EN);
		break;
	case TIMINGR:
		if (!i2cv2_on(i2c))
			i2c->timingr = value & TIMINGR_BITS;
		break;
	case TIMEOUTR:
		i2c->timeoutr = value & TIMEOUTR_BITS;
		i2cv2_smbus_update(i2c);
		return;
	case ISR:
		write_isr(i2c, value);
		return;
	case ICR:
		write_icr(i2c, value);
		return;
	case TXDR:
		write_data(i2c, value);
		return;
	default:
		return;
	}
	i2cv2_target_listen(i2c);
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	i2cv2_write(user, offset, value);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[] = {
		"CR1", "CR2", "OAR1", "OAR2", "TIMINGR", "TIMEOUTR",
		"ISR", "ICR", "PECR", "RXDR", "TXDR",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

static void reset(void *user)
{
	i2cv2_reset(user);
}

struct stm32_block i2cv2_registers(struct i2cv2 *i2c)
{
	return (struct stm32_block){.read = read_reg,
				    .write = write_reg,
				    .name = name_reg,
				    .reset = reset,
				    .user = i2c,
				    .apb = true};
}
