/* SPDX-License-Identifier: MIT */
/* i2c_smbus_*(): one transaction each. */
#include <linux/i2c.h>

static s32 call(const struct i2c_client *client, char read_write, u8 command,
		int protocol, union i2c_smbus_data *data)
{
	return i2c_smbus_xfer(client->adapter, client->addr, client->flags,
			      read_write, command, protocol, data);
}

s32 i2c_smbus_write_quick(const struct i2c_client *client, u8 value)
{
	return call(client, (char)value, 0, I2C_SMBUS_QUICK, NULL);
}

s32 i2c_smbus_read_byte(const struct i2c_client *client)
{
	union i2c_smbus_data data;
	s32 error = call(client, I2C_SMBUS_READ, 0, I2C_SMBUS_BYTE, &data);

	return error < 0 ? error : data.byte;
}

s32 i2c_smbus_write_byte(const struct i2c_client *client, u8 value)
{
	return call(client, I2C_SMBUS_WRITE, value, I2C_SMBUS_BYTE, NULL);
}

s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command)
{
	union i2c_smbus_data data;
	s32 error = call(client, I2C_SMBUS_READ, command, I2C_SMBUS_BYTE_DATA,
			 &data);

	return error < 0 ? error : data.byte;
}

s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command,
			      u8 value)
{
	union i2c_smbus_data data = {.byte = value};

	return call(client, I2C_SMBUS_WRITE, command, I2C_SMBUS_BYTE_DATA,
		    &data);
}

s32 i2c_smbus_read_word_data(const struct i2c_client *client, u8 command)
{
	union i2c_smbus_data data;
	s32 error = call(client, I2C_SMBUS_READ, command, I2C_SMBUS_WORD_DATA,
			 &data);

	return error < 0 ? error : data.word;
}

s32 i2c_smbus_write_word_data(const struct i2c_client *client, u8 command,
			      u16 value)
{
	union i2c_smbus_data data = {.word = value};

	return call(client, I2C_SMBUS_WRITE, command, I2C_SMBUS_WORD_DATA,
		    &data);
}

s32 i2c_smbus_read_block_data(const struct i2c_client *client, u8 command,
			      u8 *values)
{
	union i2c_smbus_data data;
	s32 error = call(client, I2C_SMBUS_READ, command, I2C_SMBUS_BLOCK_DATA,
			 &data);

	if (error < 0)
		return error;
	memcpy(values, data.block + 1, data.block[0]);
	return data.block[0];
}

static s32 write_block(const struct i2c_client *client, u8 command,
		       int protocol, u8 length, const u8 *values)
{
	union i2c_smbus_data data;

	data.block[0] = min_t(u8, length, I2C_SMBUS_BLOCK_MAX);
	memcpy(data.block + 1, values, data.block[0]);
	return call(client, I2C_SMBUS_WRITE, command, protocol, &data);
}

s32 i2c_smbus_write_block_data(const struct i2c_client *client, u8 command,
			       u8 length, const u8 *values)
{
	return write_block(client, command, I2C_SMBUS_BLOCK_DATA, length,
			   values);
}

s32 i2c_smbus_write_i2c_block_data(const struct i2c_client *client, u8 command,
				   u8 length, const u8 *values)
{
	return write_block(client, command, I2C_SMBUS_I2C_BLOCK_DATA, length,
			   values);
}

s32 i2c_smbus_read_i2c_block_data(const struct i2c_client *client, u8 command,
				  u8 length, u8 *values)
{
	union i2c_smbus_data data;
	s32 error;

	data.block[0] = min_t(u8, length, I2C_SMBUS_BLOCK_MAX);
	error = call(client, I2C_SMBUS_READ, command, I2C_SMBUS_I2C_BLOCK_DATA,
		     &data);
	if (error < 0)
		return error;
	memcpy(values, data.block + 1, data.block[0]);
	return data.block[0];
}
