/* SPDX-License-Identifier: MIT */
/*
 * The driver of the two adapters: messages step by step from a process, slave
 * back ends from the interrupt.
 *
 * A slave: the address is always acknowledged. What a back end refuses with
 * I2C_SLAVE_WRITE_REQUESTED are all bytes until the STOP, what it refuses with
 * I2C_SLAVE_WRITE_RECEIVED is that byte. I2C_SLAVE_READ_PROCESSED comes while
 * a byte goes out, so what it fetches may never be sent. With
 * -DCONFIG_I2C_TWOWIRE_PREFETCH=0 it comes after the byte's acknowledge, be
 * that an ACK or not.
 */
#include <linux/completion.h>
#include <linux/i2c.h>
#include <linux/irqflags.h>

#include "tw_i2c.h"
#include "twowire/adapter.h"

#ifndef CONFIG_I2C_TWOWIRE_PREFETCH
#define CONFIG_I2C_TWOWIRE_PREFETCH 1
#endif
#ifndef CONFIG_I2C_TWOWIRE_SCL_HZ
#define CONFIG_I2C_TWOWIRE_SCL_HZ 100000
#endif

void tw_isr_i2c0(void);
void tw_isr_i2c1(void);

struct adapter {
	struct i2c_adapter adap;
	struct tw_adapter_regs *regs;
	bool busy; /* a transfer is under way */

	/* Slave. */
	struct i2c_client *slave[TW_ADAPTER_OWN];
	unsigned current;  /* of them */
	unsigned involved; /* a bit each: since the last STOP */
	bool refused;	   /* until the STOP */

	/* Master. */
	struct completion done;
	u32 result;
	unsigned long deadline;
};

static struct adapter adapters[TW_ADAPTERS];

static struct adapter *adapter_of(struct i2c_adapter *adap)
{
	return container_of(adap, struct adapter, adap);
}

struct i2c_adapter *i2c_get_adapter(int nr)
{
	return nr >= 0 && nr < TW_ADAPTERS ? &adapters[nr].adap : NULL;
}

void tw_i2c_add_adapters(void)
{
	for (int i = 0; i < TW_ADAPTERS; i++) {
		struct adapter *a = &adapters[i];

		a->regs = (void *)(uintptr_t)TW_ADAPTER_BASE((unsigned)i);
		a->adap.nr = i;
		a->adap.timeout = HZ;
		a->adap.retries = 3;
		dev_set_name(&a->adap.dev, "i2c-%d", i);
		snprintf(a->adap.name, sizeof(a->adap.name),
			 "twowire adapter %d", i);
		init_completion(&a->done);
		a->regs->scl_hz = CONFIG_I2C_TWOWIRE_SCL_HZ;
		a->regs->mode =
			CONFIG_I2C_TWOWIRE_PREFETCH ? TW_MODE_PREFETCH : 0;
		a->regs->irqs = TW_IRQ_EVENT | TW_IRQ_RESULT;
	}
}

/* --- slave -------------------------------------------------------------------
 */

int i2c_slave_event(struct i2c_client *client, enum i2c_slave_event event,
		    u8 *val)
{
	return client->slave_cb(client, event, val);
}

static int tell(struct adapter *a, enum i2c_slave_event event, u8 *val)
{
	struct i2c_client *client = a->slave[a->current];

	return client ? i2c_slave_event(client, event, val) : -ENODEV;
}

static void addressed(struct adapter *a, u32 event)
{
	u8 val = 0xff;

	a->current = (event & TW_EVENT_OWN) >> TW_EVENT_OWN_AT;
	a->involved |= 1u << a->current;
	if ((event & TW_EVENT_KIND) == TW_EVENT_READ) {
		tell(a, I2C_SLAVE_READ_REQUESTED, &val);
		a->regs->tx = val;
	} else if (tell(a, I2C_SLAVE_WRITE_REQUESTED, &val) < 0) {
		a->refused = true;
	}
}

static void received(struct adapter *a, u8 val)
{
	bool take = !a->refused && !tell(a, I2C_SLAVE_WRITE_RECEIVED, &val);

	a->regs->answer = take ? TW_ANSWER_ACK : TW_ANSWER_NACK;
}

static void stopped(struct adapter *a)
{
	u8 val = 0;

	for (a->current = 0; a->current < TW_ADAPTER_OWN; a->current++)
		if (a->involved & 1u << a->current)
			tell(a, I2C_SLAVE_STOP, &val);
	a->current = 0;
	a->involved = 0;
	a->refused = false;
}

static void happened(struct adapter *a, u32 event)
{
	u8 val = 0xff;

	switch (event & TW_EVENT_KIND) {
	case TW_EVENT_WRITE:
	case TW_EVENT_READ:
		addressed(a, event);
		return;
	case TW_EVENT_BYTE:
		received(a, (u8)(event >> TW_EVENT_DATA_AT));
		return;
	case TW_EVENT_NEXT:
		tell(a, I2C_SLAVE_READ_PROCESSED, &val);
		a->regs->tx = val;
		return;
	case TW_EVENT_NACKED:
		if (!CONFIG_I2C_TWOWIRE_PREFETCH)
			tell(a, I2C_SLAVE_READ_PROCESSED, &val);
		return;
	case TW_EVENT_STOP:
		stopped(a);
		return;
	default:
		return;
	}
}

static void serve(struct adapter *a)
{
	u32 status = a->regs->status;
	u32 result = a->regs->result;

	if (result) {
		a->result = result;
		complete(&a->done);
	}
	while (status & TW_STATUS_EVENT) {
		happened(a, a->regs->event);
		status = a->regs->status;
	}
}

void tw_isr_i2c0(void)
{
	serve(&adapters[0]);
}

void tw_isr_i2c1(void)
{
	serve(&adapters[1]);
}

static u32 own_address(const struct i2c_client *client)
{
	u32 ten = client->flags & I2C_CLIENT_TEN ? TW_OWN_TEN_BIT : 0;

	return client->addr | ten | TW_OWN_ENABLE;
}

static int reg_slave(struct adapter *a, struct i2c_client *client)
{
	int free = -1;

	for (int i = 0; i < TW_ADAPTER_OWN; i++) {
		if (!a->slave[i])
			free = free < 0 ? i : free;
		else if (a->slave[i] == client ||
			 own_address(a->slave[i]) == own_address(client))
			return -EBUSY;
	}
	if (free < 0)
		return -EBUSY;
	a->slave[free] = client;
	a->regs->own[free] = own_address(client);
	return 0;
}

int i2c_slave_register(struct i2c_client *client, i2c_slave_cb_t slave_cb)
{
	int error;

	if (WARN(IS_ERR_OR_NULL(client) || !slave_cb, "insufficient data\n"))
		return -EINVAL;
	if (!(client->flags & I2C_CLIENT_SLAVE))
		dev_warn(&client->dev, "client slave flag not set. You might "
				       "see address collisions\n");
	client->slave_cb = slave_cb;
	error = reg_slave(adapter_of(client->adapter), client);
	if (error) {
		client->slave_cb = NULL;
		dev_err(&client->dev, "adapter returned error %d\n", error);
	}
	return error;
}

int i2c_slave_unregister(struct i2c_client *client)
{
	struct adapter *a;

	if (IS_ERR_OR_NULL(client))
		return -EINVAL;
	a = adapter_of(client->adapter);
	for (int i = 0; i < TW_ADAPTER_OWN; i++) {
		if (a->slave[i] != client)
			continue;
		a->regs->own[i] = 0;
		a->slave[i] = NULL;
		a->involved &= ~(1u << i);
		client->slave_cb = NULL;
		return 0;
	}
	return -EINVAL;
}

/* --- master ------------------------------------------------------------------
 */

u32 i2c_get_functionality(struct i2c_adapter *adapter)
{
	(void)adapter;
	return I2C_FUNC_I2C | I2C_FUNC_10BIT_ADDR | I2C_FUNC_NOSTART |
	       I2C_FUNC_PROTOCOL_MANGLING | I2C_FUNC_SLAVE |
	       I2C_FUNC_SMBUS_EMUL | I2C_FUNC_SMBUS_READ_BLOCK_DATA |
	       I2C_FUNC_SMBUS_BLOCK_PROC_CALL;
}

/* Returns: the byte of a read, else 0; or an error, -EIO for a NACK. */
static int command(struct adapter *a, u32 word)
{
	long left = (long)(a->deadline - jiffies);

	reinit_completion(&a->done);
	a->regs->command = word;
	if (left <= 0 ||
	    !wait_for_completion_timeout(&a->done, (unsigned long)left))
		return -ETIMEDOUT;
	switch (a->result & TW_RESULT_KIND) {
	case TW_RESULT_OK:
		return (int)(a->result >> 8 & 0xff);
	case TW_RESULT_NACKED:
		return -EIO;
	case TW_RESULT_ARBITRATION_LOST:
		return -EAGAIN;
	default:
		return -ETIMEDOUT;
	}
}

static int write_byte(struct adapter *a, const struct i2c_msg *msg, u8 byte)
{
	int error = command(a, TW_COMMAND_WRITE | (u32)byte << 8);

	return error == -EIO && msg->flags & I2C_M_IGNORE_NAK ? 0 : error;
}

/* 10 bits: 11110, two bits, R/W; then the other eight. For a read both with W
 * first, then the first one again. */
static int send_address(struct adapter *a, const struct i2c_msg *msg)
{
	bool read = msg->flags & I2C_M_RD;
	u8 ten = (u8)(0xf0 | (msg->addr >> 7 & 6));
	int error;

	if (msg->flags & I2C_M_REV_DIR_ADDR)
		read = !read;
	if (!(msg->flags & I2C_M_TEN))
		return write_byte(a, msg, (u8)(msg->addr << 1 | read));
	error = write_byte(a, msg, ten);
	if (error >= 0)
		error = write_byte(a, msg, (u8)msg->addr);
	if (error < 0 || !read)
		return error;
	error = command(a, TW_COMMAND_START);
	return error < 0 ? error : write_byte(a, msg, ten | 1);
}

static int begin(struct adapter *a, const struct i2c_msg *msg)
{
	int error = command(a, TW_COMMAND_START);

	if (error >= 0)
		error = send_address(a, msg);
	return error == -EIO ? -ENXIO : error;
}

static int write_all(struct adapter *a, const struct i2c_msg *msg)
{
	int error = 0;

	for (unsigned i = 0; i < msg->len && error >= 0; i++)
		error = write_byte(a, msg, msg->buf[i]);
	return error;
}

/* The target says first how many there are; len has what comes beside them. */
static int take_length(struct i2c_msg *msg, u8 n)
{
	if (n < 1 || n > I2C_SMBUS_BLOCK_MAX)
		return -EPROTO;
	msg->len = (u16)(msg->len + n);
	return 0;
}

/* The first byte of a block is always acknowledged: what comes is not known. */
static int read_all(struct adapter *a, struct i2c_msg *msg)
{
	int error = 0;

	for (unsigned i = 0; i < msg->len; i++) {
		bool length = !i && msg->flags & I2C_M_RECV_LEN;
		bool ack = (i + 1 < msg->len || length) &&
			   !(msg->flags & I2C_M_NO_RD_ACK);
		int byte = command(a, TW_COMMAND_READ |
					      (ack ? TW_COMMAND_ACK : 0));

		if (byte < 0)
			return byte;
		msg->buf[i] = (u8)byte;
		if (length)
			error = take_length(msg, (u8)byte);
		if (error) {
			command(a, TW_COMMAND_READ); /* a byte to refuse */
			return error;
		}
	}
	return 0;
}

static int one_message(struct adapter *a, struct i2c_msg *msg)
{
	int error = 0;

	if (!(msg->flags & I2C_M_NOSTART))
		error = begin(a, msg);
	if (error < 0)
		return error;
	error = msg->flags & I2C_M_RD ? read_all(a, msg) : write_all(a, msg);
	if (error >= 0 && msg->flags & I2C_M_STOP)
		error = command(a, TW_COMMAND_STOP);
	return error;
}

static int transfer(struct adapter *a, struct i2c_msg *msgs, int n)
{
	int error = 0;

	for (int i = 0; i < n && error >= 0; i++)
		error = one_message(a, &msgs[i]);
	if (a->regs->status & TW_STATUS_COMMAND)
		a->regs->command = TW_COMMAND_RESET;
	if (a->regs->status & TW_STATUS_OWNER) {
		int stop = command(a, TW_COMMAND_STOP);

		if (stop < 0) {
			a->regs->command = TW_COMMAND_RESET;
			error = error < 0 ? error : stop;
		}
	}
	return error < 0 ? error : n;
}

int i2c_transfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int n)
{
	struct adapter *a = adapter_of(adap);
	int result = -EAGAIN;

	tw_might_sleep("i2c_transfer");
	BUG_ON(a->busy);
	a->busy = true;
	a->deadline = jiffies + (unsigned long)adap->timeout;
	for (int try = 0; try <= adap->retries && result == -EAGAIN; try++)
		result = transfer(a, msgs, n);
	a->busy = false;
	return result;
}

int i2c_transfer_buffer_flags(const struct i2c_client *client, char *buf,
			      int count, u16 flags)
{
	struct i2c_msg msg = {
		.addr = client->addr,
		.flags = flags | (client->flags & I2C_M_TEN),
		.len = (u16)count,
		.buf = (u8 *)buf,
	};
	int n = i2c_transfer(client->adapter, &msg, 1);

	return n == 1 ? count : n;
}
