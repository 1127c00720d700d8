/* SPDX-License-Identifier: MIT */
/*
 * An I2C host for firmware, beside i2ctarget: the calls of CircuitPython's
 * busio.I2C and MicroPython's machine.I2C, on the chip's own I2C block.
 *
 * Every call waits for its transfer's end, and leaves the bus free unless it
 * was asked to keep it. Called from one place, the main program, never from an
 * interrupt handler.
 *
 * Left out: 10-bit addresses; hosts of several programs on one block
 * (busio.I2C's try_lock(), which a program of one thread does not need).
 */
#ifndef I2CHOST_H
#define I2CHOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What calls return when they fail: all below zero. */
enum i2chost_error {
	I2CHOST_OK = 0,
	I2CHOST_UNSUPPORTED = -1, /* this silicon cannot */
	I2CHOST_ARGUMENT = -2,	  /* address, size, rate or pins out of range */
	I2CHOST_BUSY = -3,	  /* the peripheral is in use */
	I2CHOST_NO_DEVICE = -4,	  /* nobody acknowledged the address */
	I2CHOST_NACK = -5,	  /* a byte after the address was refused */
	I2CHOST_TIMEOUT = -6,	  /* the bus stood still for too long */
	I2CHOST_LOST = -7,	  /* another host won the arbitration */
};

struct i2chost_config {
	unsigned scl; /* pin numbers as the port counts them */
	unsigned sda;
	uint32_t hz; /* of SCL at most; 0: 400 kHz */
	/* The longest time without a byte, target's stretching included; then
	 * the block lets go of the wires. 0: 50 ms. */
	uint32_t timeout_us;
};

/* One host on one peripheral. The caller's memory, from i2chost_init() to
 * i2chost_deinit(); every field is private. */
struct i2chost {
	struct i2chost_port *port;
};

/**
 * i2chost_init:
 *
 * Claims pins and peripheral.
 *
 * Returns: I2CHOST_OK, I2CHOST_ARGUMENT, I2CHOST_BUSY or I2CHOST_UNSUPPORTED.
 */
int i2chost_init(struct i2chost *h, const struct i2chost_config *config);

/* Lets go of both wires and of the peripheral. Twice does nothing. */
void i2chost_deinit(struct i2chost *h);

/**
 * i2chost_scan:
 * @found: (out): room for @n addresses, lowest first
 *
 * Asks every address from 0x08 to 0x77 with a write of no bytes.
 *
 * Returns: how many answered, which may be more than @n; or what stopped it:
 * I2CHOST_TIMEOUT, I2CHOST_LOST, or I2CHOST_UNSUPPORTED where the silicon
 * cannot write no bytes.
 */
int i2chost_scan(struct i2chost *h, uint8_t *found, size_t n);

/**
 * i2chost_writeto:
 * @address: 7 bits, not shifted
 * @n: 0 only asks whether the target is there
 * @stop: false keeps the bus; the next call begins with a repeated START
 *
 * Returns: how many bytes were acknowledged, less than @n if the target
 * refused one; or I2CHOST_NO_DEVICE, I2CHOST_TIMEOUT, I2CHOST_LOST,
 * I2CHOST_ARGUMENT, I2CHOST_UNSUPPORTED.
 */
int i2chost_writeto(struct i2chost *h, uint8_t address, const uint8_t *buf,
		    size_t n, bool stop);

/**
 * i2chost_readfrom:
 * @buf: (out): @n bytes, at least one
 *
 * The last byte is answered with a NACK.
 *
 * Returns: I2CHOST_OK or an error as i2chost_writeto().
 */
int i2chost_readfrom(struct i2chost *h, uint8_t address, uint8_t *buf, size_t n,
		     bool stop);

/**
 * i2chost_writeto_then_readfrom:
 *
 * Writes, then reads after a repeated START; at least one byte each.
 *
 * Returns: I2CHOST_OK; I2CHOST_NACK; or an error as i2chost_writeto().
 */
int i2chost_writeto_then_readfrom(struct i2chost *h, uint8_t address,
				  const uint8_t *out, size_t n_out, uint8_t *in,
				  size_t n_in);

/**
 * i2chost_readfrom_mem:
 * @memaddr: sent first, its high byte first
 * @addrsize: bits of @memaddr: 8, 16, 24 or 32
 *
 * Returns: I2CHOST_OK; I2CHOST_NACK; or an error as i2chost_writeto().
 */
int i2chost_readfrom_mem(struct i2chost *h, uint8_t address, uint32_t memaddr,
			 unsigned addrsize, uint8_t *buf, size_t n);

/* The same for writing: the memory address and @n bytes in one message. */
int i2chost_writeto_mem(struct i2chost *h, uint8_t address, uint32_t memaddr,
			unsigned addrsize, const uint8_t *buf, size_t n);

#ifdef __cplusplus
}
#endif

#endif /* I2CHOST_H */
