/* SPDX-License-Identifier: MIT */
/* The I2C blocks: set up, write and read as master, serve as slave. */
#ifndef HARDWARE_I2C_H
#define HARDWARE_I2C_H

#include "pico.h"
#include "pico/time.h"
#include "hardware/regs/dreq.h"
#include "hardware/structs/i2c.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef PARAM_ASSERTIONS_ENABLED_HARDWARE_I2C
#define PARAM_ASSERTIONS_ENABLED_HARDWARE_I2C 0
#endif

typedef struct i2c_inst {
	i2c_hw_t *hw;
	bool restart_on_next; /* the last transfer ended without STOP */
} i2c_inst_t;

extern i2c_inst_t i2c0_inst;
extern i2c_inst_t i2c1_inst;

#define i2c0 (&i2c0_inst)
#define i2c1 (&i2c1_inst)

#define I2C_CAT_(a, b) a##b
#define I2C_CAT(a, b)  I2C_CAT_(a, b)
#if !defined(PICO_DEFAULT_I2C_INSTANCE) && defined(PICO_DEFAULT_I2C)
#define PICO_DEFAULT_I2C_INSTANCE() I2C_CAT(i2c, PICO_DEFAULT_I2C)
#endif
#ifdef PICO_DEFAULT_I2C_INSTANCE
#define i2c_default PICO_DEFAULT_I2C_INSTANCE()
#endif

#define I2C_NUM(i2c)		 ((i2c) == i2c1)
#define I2C_INSTANCE(num)	 ((num) ? i2c1 : i2c0)
#define I2C_DREQ_NUM(i2c, is_tx) (DREQ_I2C0_TX + I2C_NUM(i2c) * 2 + !(is_tx))

uint i2c_init(i2c_inst_t *i2c, uint baudrate);
void i2c_deinit(i2c_inst_t *i2c);
/* Returns the rate that was reached. */
uint i2c_set_baudrate(i2c_inst_t *i2c, uint baudrate);
void i2c_set_slave_mode(i2c_inst_t *i2c, bool slave, uint8_t addr);

/* They return the number of bytes, or PICO_ERROR_GENERIC where nobody
 * acknowledged the address, or PICO_ERROR_TIMEOUT. */
int i2c_write_blocking(i2c_inst_t *i2c, uint8_t addr, const uint8_t *src,
		       size_t len, bool nostop);
int i2c_write_burst_blocking(i2c_inst_t *i2c, uint8_t addr, const uint8_t *src,
			     size_t len);
int i2c_write_blocking_until(i2c_inst_t *i2c, uint8_t addr, const uint8_t *src,
			     size_t len, bool nostop, absolute_time_t until);
int i2c_write_timeout_per_char_us(i2c_inst_t *i2c, uint8_t addr,
				  const uint8_t *src, size_t len, bool nostop,
				  uint timeout_per_char_us);
int i2c_read_blocking(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst, size_t len,
		      bool nostop);
int i2c_read_burst_blocking(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst,
			    size_t len);
int i2c_read_blocking_until(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst,
			    size_t len, bool nostop, absolute_time_t until);
int i2c_read_timeout_per_char_us(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst,
				 size_t len, bool nostop,
				 uint timeout_per_char_us);

static inline int i2c_write_timeout_us(i2c_inst_t *i2c, uint8_t addr,
				       const uint8_t *src, size_t len,
				       bool nostop, uint timeout_us)
{
	return i2c_write_blocking_until(i2c, addr, src, len, nostop,
					make_timeout_time_us(timeout_us));
}

static inline int i2c_read_timeout_us(i2c_inst_t *i2c, uint8_t addr,
				      uint8_t *dst, size_t len, bool nostop,
				      uint timeout_us)
{
	return i2c_read_blocking_until(i2c, addr, dst, len, nostop,
				       make_timeout_time_us(timeout_us));
}

static inline uint i2c_get_index(i2c_inst_t *i2c)
{
	invalid_params_if(HARDWARE_I2C, i2c != i2c0 && i2c != i2c1);
	return I2C_NUM(i2c);
}

/* Its older name. */
#define i2c_hw_index(i2c) i2c_get_index(i2c)

static inline i2c_hw_t *i2c_get_hw(i2c_inst_t *i2c)
{
	return i2c->hw;
}

static inline i2c_inst_t *i2c_get_instance(uint num)
{
	invalid_params_if(HARDWARE_I2C, num >= NUM_I2CS);
	return I2C_INSTANCE(num);
}

static inline size_t i2c_get_write_available(i2c_inst_t *i2c)
{
	return 16 - i2c_get_hw(i2c)->txflr;
}

static inline size_t i2c_get_read_available(i2c_inst_t *i2c)
{
	return i2c_get_hw(i2c)->rxflr;
}

static inline void i2c_write_raw_blocking(i2c_inst_t *i2c, const uint8_t *src,
					  size_t len)
{
	for (size_t i = 0; i < len; i++) {
		while (!i2c_get_write_available(i2c))
			tight_loop_contents();
		i2c_get_hw(i2c)->data_cmd = src[i];
	}
}

static inline void i2c_read_raw_blocking(i2c_inst_t *i2c, uint8_t *dst,
					 size_t len)
{
	for (size_t i = 0; i < len; i++) {
		while (!i2c_get_read_available(i2c))
			tight_loop_contents();
		dst[i] = (uint8_t)i2c_get_hw(i2c)->data_cmd;
	}
}

/* Only while there is a byte to read. */
static inline uint8_t i2c_read_byte_raw(i2c_inst_t *i2c)
{
	i2c_hw_t *hw = i2c_get_hw(i2c);

	assert(hw->status & I2C_IC_STATUS_RFNE_BITS);
	return (uint8_t)hw->data_cmd;
}

/* Only while there is room for it. */
static inline void i2c_write_byte_raw(i2c_inst_t *i2c, uint8_t value)
{
	i2c_hw_t *hw = i2c_get_hw(i2c);

	assert(hw->status & I2C_IC_STATUS_TFNF_BITS);
	hw->data_cmd = value;
}

static inline uint i2c_get_dreq(i2c_inst_t *i2c, bool is_tx)
{
	return I2C_DREQ_NUM(i2c, is_tx);
}

#ifdef __cplusplus
}
#endif

#endif
