/* SPDX-License-Identifier: MIT */
#include "i2c_dev.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BYTES 8192 /* of one message */

unsigned long i2c_dev_functions(void)
{
	return I2C_FUNC_I2C | I2C_FUNC_10BIT_ADDR | I2C_FUNC_PROTOCOL_MANGLING |
	       I2C_FUNC_NOSTART | I2C_FUNC_SMBUS_PEC | I2C_FUNC_SMBUS_EMUL |
	       I2C_FUNC_SMBUS_READ_BLOCK_DATA | I2C_FUNC_SMBUS_BLOCK_PROC_CALL;
}

int i2c_dev_transfer(struct i2c_dev *dev, struct i2c_msg *msgs, unsigned n)
{
	struct tw_client_message m[I2C_RDWR_IOCTL_MAX_MSGS];
	int error;

	if (n > I2C_RDWR_IOCTL_MAX_MSGS)
		return -EINVAL;
	for (unsigned i = 0; i < n; i++)
		m[i] = (struct tw_client_message){
			.addr = msgs[i].addr,
			.flags = msgs[i].flags,
			.len = msgs[i].len,
			.data = msgs[i].buf,
		};
	error = tw_client_transfer(dev->client, dev->adapter, dev->timeout_ms,
				   dev->retries, m, n);
	if (error)
		return error;
	/* The count came first. */
	for (unsigned i = 0; i < n; i++)
		if (msgs[i].flags & I2C_M_RECV_LEN)
			msgs[i].len = (uint16_t)m[i].done;
	return (int)n;
}

/* Which address, and how many bits it has. */
static struct i2c_msg message(const struct i2c_dev *dev, uint16_t flags,
			      void *bytes, size_t n)
{
	return (struct i2c_msg){
		.addr = dev->addr,
		.flags = (uint16_t)(flags | (dev->ten_bit ? I2C_M_TEN : 0)),
		.len = (uint16_t)n,
		.buf = bytes,
	};
}

ssize_t i2c_dev_read(struct i2c_dev *dev, void *bytes, size_t n)
{
	struct i2c_msg m;
	int got;

	if (n > MAX_BYTES)
		n = MAX_BYTES;
	m = message(dev, I2C_M_RD, bytes, n);
	got = i2c_dev_transfer(dev, &m, 1);
	return got < 0 ? got : (ssize_t)n;
}

ssize_t i2c_dev_write(struct i2c_dev *dev, const void *bytes, size_t n)
{
	struct i2c_msg m;
	int got;

	if (n > MAX_BYTES)
		n = MAX_BYTES;
	m = message(dev, 0, (void *)(uintptr_t)bytes, n);
	got = i2c_dev_transfer(dev, &m, 1);
	return got < 0 ? got : (ssize_t)n;
}

/* What i2c-dev asks of messages that programs hand over. The count's place says
 * how many bytes come beside the block: 1, or 2 with a PEC. */
static int check(struct i2c_msg *m)
{
	if (m->len > MAX_BYTES || (m->len && !m->buf))
		return m->len > MAX_BYTES ? -EINVAL : -EFAULT;
	if (!(m->flags & I2C_M_RECV_LEN))
		return 0;
	if (!(m->flags & I2C_M_RD) || m->len < 1 || m->buf[0] < 1 ||
	    m->len < m->buf[0] + I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	return 0;
}

static int rdwr(struct i2c_dev *dev, const struct i2c_rdwr_ioctl_data *arg)
{
	struct i2c_msg msgs[I2C_RDWR_IOCTL_MAX_MSGS];
	int got;

	if (!arg)
		return -EFAULT;
	if (!arg->msgs || !arg->nmsgs || arg->nmsgs > I2C_RDWR_IOCTL_MAX_MSGS)
		return -EINVAL;
	for (unsigned i = 0; i < arg->nmsgs; i++) {
		msgs[i] = arg->msgs[i];
		got = check(&msgs[i]);
		if (got)
			return got;
		if (msgs[i].flags & I2C_M_RECV_LEN)
			msgs[i].len = msgs[i].buf[0];
	}
	return i2c_dev_transfer(dev, msgs, arg->nmsgs);
}

/* SMBus sizes whose data are a byte, a word, or a block. */
static size_t size_of(unsigned size)
{
	switch (size) {
	case I2C_SMBUS_BYTE:
	case I2C_SMBUS_BYTE_DATA:
		return 1;
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		return 2;
	default:
		return I2C_SMBUS_BLOCK_MAX + 2;
	}
}

static int smbus(struct i2c_dev *dev, const struct i2c_smbus_ioctl_data *arg)
{
	union i2c_smbus_data data = {0};
	unsigned size;
	bool read, returns;
	int error;

	if (!arg)
		return -EFAULT;
	size = arg->size;
	if (size > I2C_SMBUS_I2C_BLOCK_DATA || arg->read_write > 1)
		return -EINVAL;
	read = arg->read_write == I2C_SMBUS_READ;
	if (size == I2C_SMBUS_QUICK || (size == I2C_SMBUS_BYTE && !read))
		return i2c_dev_smbus(dev, read, arg->command, size, NULL);
	if (!arg->data)
		return -EINVAL;
	returns = size == I2C_SMBUS_PROC_CALL ||
		  size == I2C_SMBUS_BLOCK_PROC_CALL || read;
	memcpy(&data, arg->data, size_of(size));
	/* Of old programs, which did not say how many. */
	if (size == I2C_SMBUS_I2C_BLOCK_BROKEN) {
		size = I2C_SMBUS_I2C_BLOCK_DATA;
		if (read)
			data.block[0] = I2C_SMBUS_BLOCK_MAX;
	}
	error = i2c_dev_smbus(dev, read, arg->command, size, &data);
	if (!error && returns)
		memcpy(arg->data, &data, size_of(size));
	return error;
}

static int set_address(struct i2c_dev *dev, unsigned long addr)
{
	if (addr > 0x3ff || (!dev->ten_bit && addr > 0x7f))
		return -EINVAL;
	dev->addr = (uint16_t)addr;
	return 0;
}

int i2c_dev_ioctl(struct i2c_dev *dev, unsigned long request, unsigned long arg)
{
	switch (request) {
	case I2C_SLAVE:
	case I2C_SLAVE_FORCE:
		return set_address(dev, arg);
	case I2C_TENBIT:
		dev->ten_bit = arg;
		return 0;
	case I2C_PEC:
		dev->pec = arg;
		return 0;
	case I2C_FUNCS:
		if (!arg)
			return -EFAULT;
		*(unsigned long *)arg = i2c_dev_functions();
		return 0;
	case I2C_RDWR:
		return rdwr(dev, (const struct i2c_rdwr_ioctl_data *)arg);
	case I2C_SMBUS:
		return smbus(dev, (const struct i2c_smbus_ioctl_data *)arg);
	case I2C_RETRIES:
		if (arg > INT_MAX)
			return -EINVAL;
		dev->retries = (unsigned)arg;
		return 0;
	case I2C_TIMEOUT: /* in units of 10 ms */
		if (arg > INT_MAX / 10)
			return -EINVAL;
		dev->timeout_ms = (unsigned)arg * 10;
		return 0;
	}
	return -ENOTTY;
}
