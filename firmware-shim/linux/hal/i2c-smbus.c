/* SPDX-License-Identifier: MIT */
/*
 * SMBus transactions as messages, with packet error codes (SMBus 3.2, 6.4 and
 * 6.5).
 */
#include <linux/i2c.h>

/* One transaction on its way: a write, a read after it, or both. */
struct xfer {
	struct i2c_msg msg[2];
	int n;
	u8 out[I2C_SMBUS_BLOCK_MAX + 3]; /* command, length, data, PEC */
	u8 in[I2C_SMBUS_BLOCK_MAX + 2];
	bool pec;
};

/* x^8 + x^2 + x + 1. */
static u8 crc8(u8 crc, const u8 *data, size_t n)
{
	while (n--) {
		crc ^= *data++;
		for (int bit = 0; bit < 8; bit++)
			crc = (u8)(crc << 1 ^ (crc & 0x80 ? 0x07 : 0));
	}
	return crc;
}

static u8 crc_of(u8 crc, const struct i2c_msg *msg, size_t len)
{
	u8 addr = i2c_8bit_addr_from_msg(msg);

	return crc8(crc8(crc, &addr, 1), msg->buf, len);
}

static void put(struct xfer *x, u8 byte)
{
	x->out[x->msg[0].len++] = byte;
}

static void begin(struct xfer *x, u16 addr, u16 flags)
{
	x->msg[0] = (struct i2c_msg){addr, flags, 0, x->out};
	x->n = 1;
}

static void then_read(struct xfer *x, u16 len, u16 more_flags)
{
	struct i2c_msg *msg = &x->msg[x->n++];

	*msg = (struct i2c_msg){x->msg[0].addr,
				(u16)(x->msg[0].flags | I2C_M_RD | more_flags),
				len, x->in};
}

static int put_block(struct xfer *x, const u8 *block, bool with_length)
{
	if (block[0] < 1 || block[0] > I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	if (with_length)
		put(x, block[0]);
	for (unsigned i = 1; i <= block[0]; i++)
		put(x, block[i]);
	return 0;
}

/* --- what each transaction is ------------------------------------------------
 */

static int lay_out_block(struct xfer *x, bool read, u8 command, int protocol,
			 const union i2c_smbus_data *data)
{
	put(x, command);
	switch (protocol) {
	case I2C_SMBUS_BLOCK_DATA:
		if (!read)
			return put_block(x, data->block, true);
		then_read(x, 1, I2C_M_RECV_LEN);
		return 0;
	case I2C_SMBUS_BLOCK_PROC_CALL:
		then_read(x, 1, I2C_M_RECV_LEN);
		return put_block(x, data->block, true);
	default: /* I2C_SMBUS_I2C_BLOCK_DATA */
		if (!read)
			return put_block(x, data->block, false);
		if (data->block[0] < 1 || data->block[0] > I2C_SMBUS_BLOCK_MAX)
			return -EINVAL;
		then_read(x, data->block[0], 0);
		return 0;
	}
}

static int lay_out(struct xfer *x, bool read, u8 command, int protocol,
		   const union i2c_smbus_data *data)
{
	u16 width = protocol == I2C_SMBUS_BYTE_DATA ? 1 : 2;

	switch (protocol) {
	case I2C_SMBUS_QUICK:
		x->msg[0].flags |= read ? I2C_M_RD : 0;
		return 0;
	case I2C_SMBUS_BYTE:
		if (!read) {
			put(x, command);
			return 0;
		}
		x->n = 0;
		then_read(x, 1, 0);
		return 0;
	case I2C_SMBUS_BYTE_DATA:
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		put(x, command);
		if (!read || protocol == I2C_SMBUS_PROC_CALL) {
			put(x, width == 1 ? data->byte : (u8)data->word);
			if (width == 2)
				put(x, (u8)(data->word >> 8));
		}
		if (read || protocol == I2C_SMBUS_PROC_CALL)
			then_read(x, width, 0);
		return 0;
	case I2C_SMBUS_BLOCK_DATA:
	case I2C_SMBUS_BLOCK_PROC_CALL:
	case I2C_SMBUS_I2C_BLOCK_DATA:
		return lay_out_block(x, read, command, protocol, data);
	default:
		return -EOPNOTSUPP;
	}
}

/* --- packet error code
 * ---------------------------------------------------------- */

static void add_pec(struct xfer *x)
{
	struct i2c_msg *last = &x->msg[x->n - 1];

	if (last->flags & I2C_M_RD)
		last->len++;
	else
		put(x, crc_of(0, last, last->len));
}

static int check_pec(struct xfer *x)
{
	struct i2c_msg *last = &x->msg[x->n - 1];
	u8 crc = 0;

	if (!(last->flags & I2C_M_RD))
		return 0;
	if (x->n == 2)
		crc = crc_of(0, &x->msg[0], x->msg[0].len);
	crc = crc_of(crc, last, last->len - 1u);
	return crc == last->buf[last->len - 1] ? 0 : -EBADMSG;
}

/* --- all of them
 * ------------------------------------------------------------------ */

static void bring_in(const struct xfer *x, int protocol,
		     union i2c_smbus_data *data)
{
	switch (protocol) {
	case I2C_SMBUS_BYTE:
	case I2C_SMBUS_BYTE_DATA:
		data->byte = x->in[0];
		return;
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		data->word = (u16)(x->in[0] | x->in[1] << 8);
		return;
	case I2C_SMBUS_I2C_BLOCK_DATA:
		memcpy(data->block + 1, x->in, data->block[0]);
		return;
	default:
		memcpy(data->block, x->in, x->in[0] + 1u);
		return;
	}
}

s32 i2c_smbus_xfer(struct i2c_adapter *adapter, u16 addr, unsigned short flags,
		   char read_write, u8 command, int protocol,
		   union i2c_smbus_data *data)
{
	struct xfer x = {.n = 0};
	bool read = read_write == I2C_SMBUS_READ;
	int error;

	x.pec = flags & I2C_CLIENT_PEC && protocol != I2C_SMBUS_QUICK &&
		protocol != I2C_SMBUS_I2C_BLOCK_DATA;
	begin(&x, addr, flags & I2C_M_TEN);
	error = lay_out(&x, read, command, protocol, data);
	if (error)
		return error;
	if (x.pec)
		add_pec(&x);
	error = i2c_transfer(adapter, x.msg, x.n);
	if (error < 0)
		return error;
	if (error != x.n)
		return -EIO;
	error = x.pec ? check_pec(&x) : 0;
	if (!error && x.msg[x.n - 1].flags & I2C_M_RD &&
	    protocol != I2C_SMBUS_QUICK)
		bring_in(&x, protocol, data);
	return error;
}
