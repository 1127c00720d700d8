/* SPDX-License-Identifier: MIT */
/*
 * An I2C target for firmware: wait for a request, read what the host writes,
 * write what the host reads, close. The calls and their meaning are those of
 * CircuitPython's i2ctarget.
 *
 * The interrupt handler keeps what happens on the bus in a queue, in the order
 * of the wires, so a write that ends in a repeated START and a read is always
 * a write request and then a read request, however late the program asks. No
 * gap between two bytes ends a request: only STOP, START or the host's NACK
 * does. A read is answered byte by byte, as the host clocks the bytes, so none
 * is ever left over for the next read. While a read waits for its answer, SCL
 * is held low; so it is when the queue and the silicon's own FIFO are full.
 *
 * Everything here is called from one place, the main program, never from an
 * interrupt handler; only i2ctarget_isr() is called by the port's.
 *
 * Left out: writes of no bytes (SMBus Quick) make no request. A host that
 * acknowledges the last byte it wants has asked for one byte more: that byte
 * counts as written.
 */
#ifndef I2CTARGET_H
#define I2CTARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Entries of the queue: a byte written by the host, the start of a read and
 * the end of a write take one each. A power of two. */
#ifndef I2CTARGET_QUEUE
#define I2CTARGET_QUEUE 64u
#endif

/* What calls return when they fail: all below zero. */
enum i2ctarget_error {
	I2CTARGET_OK = 0,
	I2CTARGET_UNSUPPORTED = -1, /* this silicon cannot */
	I2CTARGET_ARGUMENT = -2,    /* address or pins out of range */
	I2CTARGET_BUSY = -3,	    /* the peripheral is in use */
	I2CTARGET_CLOSED = -4,	    /* the request was closed before */
	I2CTARGET_DIRECTION = -5,   /* read() of a read or write() of a write */
	I2CTARGET_TIMEOUT = -6,	    /* the host stands still; see smbus */
};

struct i2ctarget_config {
	unsigned scl; /* pin numbers as the port counts them */
	unsigned sda;
	const uint8_t *addresses; /* 7 bits, 0x08 to 0x77, not shifted; read
				     only during i2ctarget_init() */
	size_t n_addresses;	  /* how many is the silicon's limit */
	/* SMBus timing where the silicon has it, and read() and write() give
	 * up on a host that stands still for 35 ms; else for 10 s. */
	bool smbus;
};

/* One target on one peripheral. The caller's memory, from i2ctarget_init() to
 * i2ctarget_deinit(); every field is private. */
struct i2ctarget {
	struct i2ctarget_port *port;
	uint32_t stall_us;
	/* Filled by the interrupt handler, emptied by the program. */
	volatile uint32_t queue[I2CTARGET_QUEUE];
	volatile uint32_t head;
	volatile uint32_t tail;
	volatile bool full;
	/* What the wires are doing, as far as the handler has seen. */
	volatile uint8_t wire;
	volatile bool wanted;	 /* the host waits for a byte */
	volatile bool fill;	 /* answer with 0xff from here on */
	volatile uint32_t reads; /* reads begun */
	const uint8_t *tx;
	volatile size_t tx_pos;
	volatile size_t tx_len;
	/* The request the program has. */
	uint32_t id;
	uint32_t reads_taken;
	bool open;
	bool ended;
	bool holds; /* the byte last read waited for its ACK */
	bool held;  /* and still does */
	bool is_read;
	size_t n_read;
};

/* From a START with one of our addresses to the next START or STOP. */
struct i2ctarget_request {
	struct i2ctarget *target;
	uint8_t address; /* 7 bits */
	bool is_read;	 /* the host reads */
	bool is_restart; /* began with a repeated START */
	uint32_t id;	 /* private */
};

/**
 * i2ctarget_init:
 *
 * Claims pins and peripheral and answers to the addresses from now on.
 *
 * Returns: I2CTARGET_OK; I2CTARGET_ARGUMENT; I2CTARGET_BUSY; or
 * I2CTARGET_UNSUPPORTED for more addresses than the silicon has.
 */
int i2ctarget_init(struct i2ctarget *t, const struct i2ctarget_config *config);

/* Lets go of both wires, whatever is under way, and of the peripheral. */
void i2ctarget_deinit(struct i2ctarget *t);

/**
 * i2ctarget_request:
 * @timeout_ms: 0 waits for ever; below zero looks once
 * @req: (out): only written if there is a request
 *
 * Waits for the next request. One that is still open is closed first.
 *
 * Returns: 1 with @req filled in, 0 if there was none in time.
 */
int i2ctarget_request(struct i2ctarget *t, int32_t timeout_ms,
		      struct i2ctarget_request *req);

/**
 * i2ctarget_read:
 * @buf: (out): room for @n bytes
 * @ack: false leaves the ACK of byte @n to i2ctarget_ack(), where the silicon
 *   can; the bytes before it are acknowledged
 *
 * Waits until the host has written @n bytes or ended the request.
 *
 * Returns: how many bytes there were, less than @n only at the request's end;
 * I2CTARGET_TIMEOUT if not one came in time; I2CTARGET_CLOSED;
 * I2CTARGET_DIRECTION.
 */
int i2ctarget_read(struct i2ctarget_request *req, uint8_t *buf, size_t n,
		   bool ack);

/**
 * i2ctarget_write:
 * @buf: @n bytes, not touched by the target after the call
 *
 * Sends bytes until the last has been handed to the wires or the host, with a
 * NACK or otherwise, ends the read. May be called again for what follows.
 *
 * Returns: how many bytes the host took; 0 if it wants no more;
 * I2CTARGET_TIMEOUT if it took none in time; I2CTARGET_CLOSED;
 * I2CTARGET_DIRECTION.
 */
int i2ctarget_write(struct i2ctarget_request *req, const uint8_t *buf,
		    size_t n);

/**
 * i2ctarget_ack:
 *
 * The ACK (or, false, NACK) of the last byte of i2ctarget_read(ack=false).
 *
 * Returns: I2CTARGET_OK; I2CTARGET_UNSUPPORTED where the silicon acknowledges
 * by itself (rp2040); I2CTARGET_CLOSED; I2CTARGET_ARGUMENT if no ACK is owed.
 */
int i2ctarget_ack(struct i2ctarget_request *req, bool ack);

/**
 * i2ctarget_close:
 *
 * Ends our part in the request, at once. A host that still reads gets 0xff
 * until it stops, so that the bus is free again. What a host still writes is
 * answered with a NACK where the silicon can, and else thrown away. Closing
 * twice does nothing.
 */
void i2ctarget_close(struct i2ctarget_request *req);

#ifdef __cplusplus
}
#endif

#endif /* I2CTARGET_H */
