/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_I2C_H
#define TW_LINUX_I2C_H

/*
 * I2C: clients of an adapter, and slave back ends behind one.
 *
 * What the adapters can do: messages with repeated START, 10 bits, the
 * mangling flags; four own addresses each. What is sent is in hal/.
 */
#include <linux/device.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/version.h>

/* --- messages ------------------------------------------------------------ */

struct i2c_msg {
	u16 addr;
	u16 flags;
	u16 len;
	u8 *buf;
};

#define I2C_M_RD	   0x0001
#define I2C_M_TEN	   0x0010
#define I2C_M_DMA_SAFE	   0x0200
#define I2C_M_RECV_LEN	   0x0400
#define I2C_M_NO_RD_ACK	   0x0800
#define I2C_M_IGNORE_NAK   0x1000
#define I2C_M_REV_DIR_ADDR 0x2000
#define I2C_M_NOSTART	   0x4000
#define I2C_M_STOP	   0x8000

#define I2C_FUNC_I2C			0x00000001
#define I2C_FUNC_10BIT_ADDR		0x00000002
#define I2C_FUNC_PROTOCOL_MANGLING	0x00000004
#define I2C_FUNC_SMBUS_PEC		0x00000008
#define I2C_FUNC_NOSTART		0x00000010
#define I2C_FUNC_SLAVE			0x00000020
#define I2C_FUNC_SMBUS_BLOCK_PROC_CALL	0x00008000
#define I2C_FUNC_SMBUS_QUICK		0x00010000
#define I2C_FUNC_SMBUS_READ_BYTE	0x00020000
#define I2C_FUNC_SMBUS_WRITE_BYTE	0x00040000
#define I2C_FUNC_SMBUS_READ_BYTE_DATA	0x00080000
#define I2C_FUNC_SMBUS_WRITE_BYTE_DATA	0x00100000
#define I2C_FUNC_SMBUS_READ_WORD_DATA	0x00200000
#define I2C_FUNC_SMBUS_WRITE_WORD_DATA	0x00400000
#define I2C_FUNC_SMBUS_PROC_CALL	0x00800000
#define I2C_FUNC_SMBUS_READ_BLOCK_DATA	0x01000000
#define I2C_FUNC_SMBUS_WRITE_BLOCK_DATA 0x02000000
#define I2C_FUNC_SMBUS_READ_I2C_BLOCK	0x04000000
#define I2C_FUNC_SMBUS_WRITE_I2C_BLOCK	0x08000000
#define I2C_FUNC_SMBUS_BYTE                                                    \
	(I2C_FUNC_SMBUS_READ_BYTE | I2C_FUNC_SMBUS_WRITE_BYTE)
#define I2C_FUNC_SMBUS_BYTE_DATA                                               \
	(I2C_FUNC_SMBUS_READ_BYTE_DATA | I2C_FUNC_SMBUS_WRITE_BYTE_DATA)
#define I2C_FUNC_SMBUS_WORD_DATA                                               \
	(I2C_FUNC_SMBUS_READ_WORD_DATA | I2C_FUNC_SMBUS_WRITE_WORD_DATA)
#define I2C_FUNC_SMBUS_BLOCK_DATA                                              \
	(I2C_FUNC_SMBUS_READ_BLOCK_DATA | I2C_FUNC_SMBUS_WRITE_BLOCK_DATA)
#define I2C_FUNC_SMBUS_I2C_BLOCK                                               \
	(I2C_FUNC_SMBUS_READ_I2C_BLOCK | I2C_FUNC_SMBUS_WRITE_I2C_BLOCK)
#define I2C_FUNC_SMBUS_EMUL                                                    \
	(I2C_FUNC_SMBUS_QUICK | I2C_FUNC_SMBUS_BYTE |                          \
	 I2C_FUNC_SMBUS_BYTE_DATA | I2C_FUNC_SMBUS_WORD_DATA |                 \
	 I2C_FUNC_SMBUS_PROC_CALL | I2C_FUNC_SMBUS_WRITE_BLOCK_DATA |          \
	 I2C_FUNC_SMBUS_I2C_BLOCK | I2C_FUNC_SMBUS_PEC)

#define I2C_SMBUS_BLOCK_MAX 32

union i2c_smbus_data {
	u8 byte;
	u16 word;
	u8 block[I2C_SMBUS_BLOCK_MAX + 2]; /* [0]: length; room for the PEC */
};

#define I2C_SMBUS_READ	1
#define I2C_SMBUS_WRITE 0

#define I2C_SMBUS_QUICK		  0
#define I2C_SMBUS_BYTE		  1
#define I2C_SMBUS_BYTE_DATA	  2
#define I2C_SMBUS_WORD_DATA	  3
#define I2C_SMBUS_PROC_CALL	  4
#define I2C_SMBUS_BLOCK_DATA	  5
#define I2C_SMBUS_BLOCK_PROC_CALL 7
#define I2C_SMBUS_I2C_BLOCK_DATA  8

/* --- adapters, clients, drivers ------------------------------------------- */

struct i2c_client;

struct i2c_adapter {
	struct module *owner;
	void *algo_data;
	int timeout; /* jiffies */
	int retries; /* after a lost arbitration */
	struct device dev;
	int nr;
	char name[48];
};

#define I2C_CLIENT_PEC	       0x04
#define I2C_CLIENT_TEN	       0x10
#define I2C_CLIENT_SLAVE       0x20
#define I2C_CLIENT_HOST_NOTIFY 0x40
#define I2C_CLIENT_WAKE	       0x80
#define I2C_CLIENT_END	       0xfffeU

#define I2C_ADDR_OFFSET_TEN_BIT 0xa000
#define I2C_ADDR_OFFSET_SLAVE	0x1000

enum i2c_slave_event {
	I2C_SLAVE_READ_REQUESTED,
	I2C_SLAVE_WRITE_REQUESTED,
	I2C_SLAVE_READ_PROCESSED,
	I2C_SLAVE_WRITE_RECEIVED,
	I2C_SLAVE_STOP,
};

typedef int (*i2c_slave_cb_t)(struct i2c_client *client,
			      enum i2c_slave_event event, u8 *val);

struct i2c_client {
	unsigned short flags;
	unsigned short addr;
	char name[I2C_NAME_SIZE];
	struct i2c_adapter *adapter;
	struct device dev;
	int init_irq;
	int irq;
	i2c_slave_cb_t slave_cb;
	struct i2c_client *tw_next;
};

/* I2C_CLIENT_SLAVE in flags: an address of our own, for a back end. */
struct i2c_board_info {
	char type[I2C_NAME_SIZE];
	unsigned short flags;
	unsigned short addr;
	const char *dev_name;
	void *platform_data;
	const struct software_node *swnode;
	int irq;
};

#define I2C_BOARD_INFO(name, address) .type = name, .addr = (address)

struct i2c_driver {
	unsigned int class;
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	int (*probe)(struct i2c_client *client);
#else
	int (*probe)(struct i2c_client *client, const struct i2c_device_id *id);
#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
	int (*probe_new)(struct i2c_client *client);
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 1, 0)
	void (*remove)(struct i2c_client *client);
#else
	int (*remove)(struct i2c_client *client);
#endif
	void (*shutdown)(struct i2c_client *client);
	struct device_driver driver;
	const struct i2c_device_id *id_table;
	u32 flags;
	struct i2c_driver *tw_next;
};

#define to_i2c_client(d)  container_of(d, struct i2c_client, dev)
#define to_i2c_driver(d)  container_of(d, struct i2c_driver, driver)
#define to_i2c_adapter(d) container_of(d, struct i2c_adapter, dev)

static inline void *i2c_get_clientdata(const struct i2c_client *client)
{
	return dev_get_drvdata(&client->dev);
}

static inline void i2c_set_clientdata(struct i2c_client *client, void *data)
{
	dev_set_drvdata(&client->dev, data);
}

static inline void *i2c_get_adapdata(const struct i2c_adapter *adapter)
{
	return dev_get_drvdata(&adapter->dev);
}

int i2c_register_driver(struct module *owner, struct i2c_driver *driver);
void i2c_del_driver(struct i2c_driver *driver);
#define i2c_add_driver(driver) i2c_register_driver(THIS_MODULE, driver)
#define module_i2c_driver(driver)                                              \
	module_driver(driver, i2c_add_driver, i2c_del_driver)
#define builtin_i2c_driver(driver) module_i2c_driver(driver)

const struct i2c_device_id *i2c_match_id(const struct i2c_device_id *id,
					 const struct i2c_client *client);
const struct i2c_device_id *
i2c_client_get_device_id(const struct i2c_client *client);

/* Of the board: found when the adapters come. */
int i2c_register_board_info(int busnum, const struct i2c_board_info *info,
			    unsigned n);
struct i2c_client *i2c_new_client_device(struct i2c_adapter *adapter,
					 const struct i2c_board_info *info);
struct i2c_client *i2c_new_dummy_device(struct i2c_adapter *adapter,
					u16 address);
void i2c_unregister_device(struct i2c_client *client);
struct i2c_adapter *i2c_get_adapter(int nr);
#define i2c_put_adapter(adapter) ((void)(adapter))
#define i2c_adapter_id(adapter)	 ((adapter)->nr)
#define i2c_verify_client(d)	 to_i2c_client(d)

/* --- as a slave ------------------------------------------------------------
 */

int i2c_slave_register(struct i2c_client *client, i2c_slave_cb_t slave_cb);
int i2c_slave_unregister(struct i2c_client *client);
int i2c_slave_event(struct i2c_client *client, enum i2c_slave_event event,
		    u8 *val);

/* --- as a master -----------------------------------------------------------
 */

u32 i2c_get_functionality(struct i2c_adapter *adapter);
#define i2c_check_functionality(adapter, functions)                            \
	((i2c_get_functionality(adapter) & (functions)) == (functions))

/* The number of messages carried out, or an error: -ENXIO nobody acknowledged
 * the address, -EIO a byte was refused, -EAGAIN arbitration was lost,
 * -ETIMEDOUT the bus or SCL was waited for too long. */
int i2c_transfer(struct i2c_adapter *adapter, struct i2c_msg *msgs, int n);
#define __i2c_transfer i2c_transfer
int i2c_transfer_buffer_flags(const struct i2c_client *client, char *buf,
			      int count, u16 flags);

static inline int i2c_master_recv(const struct i2c_client *client, char *buf,
				  int count)
{
	return i2c_transfer_buffer_flags(client, buf, count, I2C_M_RD);
}

static inline int i2c_master_send(const struct i2c_client *client,
				  const char *buf, int count)
{
	return i2c_transfer_buffer_flags(client, (char *)buf, count, 0);
}

static inline u8 i2c_8bit_addr_from_msg(const struct i2c_msg *msg)
{
	return (u8)(msg->addr << 1 | (msg->flags & I2C_M_RD));
}

s32 i2c_smbus_xfer(struct i2c_adapter *adapter, u16 addr, unsigned short flags,
		   char read_write, u8 command, int protocol,
		   union i2c_smbus_data *data);
s32 i2c_smbus_write_quick(const struct i2c_client *client, u8 value);
s32 i2c_smbus_read_byte(const struct i2c_client *client);
s32 i2c_smbus_write_byte(const struct i2c_client *client, u8 value);
s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command,
			      u8 value);
s32 i2c_smbus_read_word_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_word_data(const struct i2c_client *client, u8 command,
			      u16 value);
s32 i2c_smbus_read_block_data(const struct i2c_client *client, u8 command,
			      u8 *values);
s32 i2c_smbus_write_block_data(const struct i2c_client *client, u8 command,
			       u8 length, const u8 *values);
s32 i2c_smbus_read_i2c_block_data(const struct i2c_client *client, u8 command,
				  u8 length, u8 *values);
s32 i2c_smbus_write_i2c_block_data(const struct i2c_client *client, u8 command,
				   u8 length, const u8 *values);

static inline s32 i2c_smbus_read_word_swapped(const struct i2c_client *client,
					      u8 command)
{
	s32 v = i2c_smbus_read_word_data(client, command);

	return v < 0 ? v : __builtin_bswap16((u16)v);
}

static inline s32 i2c_smbus_write_word_swapped(const struct i2c_client *client,
					       u8 command, u16 value)
{
	return i2c_smbus_write_word_data(client, command,
					 __builtin_bswap16(value));
}

#endif /* TW_LINUX_I2C_H */
