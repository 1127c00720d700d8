/* SPDX-License-Identifier: MIT */
/*
 * SMBus made of I2C messages, where an adapter knows no SMBus of its own: the
 * protocols of the SMBus specification 3.x, section 6.5, and the errors that
 * Linux documents for them.
 */
#include "i2c_dev.h"

#include <errno.h>
#include <string.h>

#define BUFFER (I2C_SMBUS_BLOCK_MAX + 3) /* command, count, block, PEC */

struct command {
	struct i2c_msg msgs[2];
	unsigned n;
	bool reads; /* data comes back */
	uint8_t out[BUFFER];
	uint8_t in[BUFFER + I2C_SMBUS_BLOCK_MAX];
};

/* CRC-8 of SMBus: x^8 + x^2 + x + 1. */
static uint8_t crc(uint8_t value, const uint8_t *bytes, size_t n)
{
	for (; n--; bytes++) {
		value ^= *bytes;
		for (int i = 0; i < 8; i++)
			value = (uint8_t)(value << 1 ^
					  (value & 0x80 ? 0x07 : 0));
	}
	return value;
}

/* With the address before them, as on the wire. */
static uint8_t crc_message(uint8_t value, const struct i2c_msg *m, size_t n)
{
	uint8_t addr = (uint8_t)(m->addr << 1 | !!(m->flags & I2C_M_RD));

	return crc(crc(value, &addr, 1), m->buf, n);
}

static void put_word(struct command *c, uint16_t word)
{
	c->out[1] = (uint8_t)word;
	c->out[2] = (uint8_t)(word >> 8);
	c->msgs[0].len = 3;
}

static int put_block(struct command *c, const uint8_t *block, bool counted)
{
	if (block[0] > I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	memcpy(c->out + 1, block + !counted, block[0] + counted);
	c->msgs[0].len = (uint16_t)(block[0] + counted + 1);
	return 0;
}

/* The target says how many. */
static void read_block(struct command *c)
{
	c->msgs[1].flags |= I2C_M_RECV_LEN;
	c->msgs[1].len = 1;
}

/* Fills the messages in. */
static int compose(struct command *c, bool read, unsigned size,
		   const union i2c_smbus_data *data)
{
	c->n = read ? 2 : 1;
	c->reads = read;
	c->msgs[0].len = 1;
	switch (size) {
	case I2C_SMBUS_QUICK:
		c->n = 1;
		c->reads = false;
		c->msgs[0].len = 0;
		c->msgs[0].flags |= read ? I2C_M_RD : 0;
		return 0;
	case I2C_SMBUS_BYTE:
		c->n = 1;
		if (read) {
			c->msgs[0] = c->msgs[1];
			c->msgs[0].len = 1;
		}
		return 0;
	case I2C_SMBUS_BYTE_DATA:
		c->msgs[1].len = 1;
		if (!read) {
			c->out[1] = data->byte;
			c->msgs[0].len = 2;
		}
		return 0;
	case I2C_SMBUS_WORD_DATA:
		c->msgs[1].len = 2;
		if (!read)
			put_word(c, data->word);
		return 0;
	case I2C_SMBUS_PROC_CALL:
		c->n = 2;
		c->reads = true;
		c->msgs[1].len = 2;
		put_word(c, data->word);
		return 0;
	case I2C_SMBUS_BLOCK_DATA:
		if (!read)
			return put_block(c, data->block, true);
		read_block(c);
		return 0;
	case I2C_SMBUS_BLOCK_PROC_CALL:
		c->n = 2;
		c->reads = true;
		read_block(c);
		return put_block(c, data->block, true);
	case I2C_SMBUS_I2C_BLOCK_DATA:
		if (!read)
			return put_block(c, data->block, false);
		if (data->block[0] > I2C_SMBUS_BLOCK_MAX)
			return -EINVAL;
		c->msgs[1].len = data->block[0];
		return 0;
	}
	return -EOPNOTSUPP;
}

/* A write ends in its PEC; a read is asked for one byte more. */
static void ask_for_pec(struct command *c, uint8_t *value)
{
	struct i2c_msg *first = &c->msgs[0], *last = &c->msgs[c->n - 1];

	*value = 0;
	if (!(first->flags & I2C_M_RD))
		*value = crc_message(0, first, first->len);
	if (last->flags & I2C_M_RD)
		last->len++;
	else
		first->buf[first->len++] = *value;
}

static bool pec_is_right(const struct command *c, uint8_t value)
{
	const struct i2c_msg *last = &c->msgs[c->n - 1];

	if (!(last->flags & I2C_M_RD))
		return true;
	return last->len && crc_message(value, last, last->len - 1u) ==
				    last->buf[last->len - 1];
}

static int give_back(const struct command *c, unsigned size,
		     union i2c_smbus_data *data)
{
	const uint8_t *in = c->in;

	switch (size) {
	case I2C_SMBUS_BYTE:
	case I2C_SMBUS_BYTE_DATA:
		data->byte = in[0];
		return 0;
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		data->word = (uint16_t)(in[0] | in[1] << 8);
		return 0;
	case I2C_SMBUS_I2C_BLOCK_DATA:
		memcpy(data->block + 1, in, data->block[0]);
		return 0;
	}
	if (in[0] > I2C_SMBUS_BLOCK_MAX)
		return -EPROTO;
	memcpy(data->block, in, in[0] + 1u);
	return 0;
}

int i2c_dev_smbus(struct i2c_dev *dev, bool read, uint8_t command,
		  unsigned size, union i2c_smbus_data *data)
{
	uint16_t flags = dev->ten_bit ? I2C_M_TEN : 0;
	struct command c = {.out = {command}};
	bool pec = dev->pec && size != I2C_SMBUS_QUICK &&
		   size != I2C_SMBUS_I2C_BLOCK_DATA;
	uint8_t value = 0;
	int got;

	c.msgs[0] = (struct i2c_msg){
		.addr = dev->addr, .flags = flags, .buf = c.out};
	c.msgs[1] = (struct i2c_msg){.addr = dev->addr,
				     .flags = (uint16_t)(flags | I2C_M_RD),
				     .buf = c.in};
	got = compose(&c, read, size, data);
	if (got)
		return got;
	if (pec)
		ask_for_pec(&c, &value);
	got = i2c_dev_transfer(dev, c.msgs, c.n);
	if (got < 0)
		return got;
	if (pec && !pec_is_right(&c, value))
		return -EBADMSG;
	return c.reads ? give_back(&c, size, data) : 0;
}
