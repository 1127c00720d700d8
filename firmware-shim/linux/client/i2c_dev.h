/* SPDX-License-Identifier: MIT */
/*
 * An open /dev/i2c-N, as Linux's drivers/i2c/i2c-dev.c behaves towards
 * programs (Documentation/i2c/dev-interface.rst), on a client's connection.
 * What goes wrong is a negative errno.
 */
#ifndef TW_I2C_DEV_H
#define TW_I2C_DEV_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <linux/i2c-dev.h>
#include <linux/i2c.h>

#include "twowire/client.h"

struct i2c_dev {
	tw_client *client;
	unsigned adapter;
	pid_t pid;     /* whose pointers are meant; 0: this program's */
	int flags;     /* of open() */
	uint16_t addr; /* of I2C_SLAVE; 0 before */
	bool ten_bit;
	bool pec;
};

/* @bytes and @arg are addresses in the program's memory. */
int i2c_dev_ioctl(struct i2c_dev *dev, unsigned request, unsigned long arg);
ssize_t i2c_dev_read(struct i2c_dev *dev, uintptr_t bytes, size_t n);
ssize_t i2c_dev_write(struct i2c_dev *dev, uintptr_t bytes, size_t n);
/* @parts: struct iovec; each is a message. */
ssize_t i2c_dev_vector(struct i2c_dev *dev, uintptr_t parts, unsigned n,
		       bool reads);

/* What an adapter can do, for I2C_FUNCS. */
unsigned long i2c_dev_functions(void);

/* smbus.c: one SMBus message made of I2C's, as the kernel makes it for adapters
 * that know no SMBus. @data: (nullable): in and out. */
int i2c_dev_smbus(struct i2c_dev *dev, bool read, uint8_t command,
		  unsigned size, union i2c_smbus_data *data);
/* Messages whose buffers are here; how many, or a negative errno. What a read
 * brought is its len. A read with I2C_M_RECV_LEN has room for 32 more. */
int i2c_dev_transfer(struct i2c_dev *dev, struct i2c_msg *msgs, unsigned n);

#endif /* TW_I2C_DEV_H */
