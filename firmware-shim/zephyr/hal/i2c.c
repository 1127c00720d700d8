/* SPDX-License-Identifier: MIT */
/* The two I2C controllers, and their transfers. */
#include "tw_i2c.h"
#include "tw_kernel.h"

void tw_isr_i2c0(void);
void tw_isr_i2c1(void);

enum { TRANSFER_MS = 500 };

/* --- configuration
 * ------------------------------------------------------------ */

static const uint32_t speeds[] = {
	[I2C_SPEED_STANDARD] = I2C_BITRATE_STANDARD,
	[I2C_SPEED_FAST] = I2C_BITRATE_FAST,
	[I2C_SPEED_FAST_PLUS] = I2C_BITRATE_FAST_PLUS,
};

int i2c_configure(const struct device *dev, uint32_t dev_config)
{
	struct tw_i2c *i2c = dev->data;
	uint32_t speed = I2C_SPEED_GET(dev_config);

	if (speed >= ARRAY_SIZE(speeds) || !speeds[speed])
		return -ENOTSUP;
	i2c->regs->scl_hz = speeds[speed];
	i2c->dev_config = dev_config;
	return 0;
}

int i2c_get_config(const struct device *dev, uint32_t *dev_config)
{
	const struct tw_i2c *i2c = dev->data;

	*dev_config = i2c->dev_config;
	return 0;
}

int i2c_recover_bus(const struct device *dev)
{
	return -ENOSYS;
}

/* --- steps of a transfer
 * --------------------------------------------------------- */

/* Returns: the byte of a read, else 0; -EIO. */
static int command(struct tw_i2c *i2c, uint32_t word)
{
	uint64_t now_ns = tw_uptime_ns();
	int64_t left_ns = (int64_t)(i2c->deadline_ns - now_ns);

	if (left_ns <= 0)
		return -EIO;
	k_sem_reset(&i2c->done);
	i2c->regs->command = word;
	if (k_sem_take(&i2c->done, K_NSEC(left_ns)) ||
	    (i2c->result & TW_RESULT_KIND) != TW_RESULT_OK)
		return -EIO;
	return (int)(i2c->result >> 8 & 0xff);
}

static int write_byte(struct tw_i2c *i2c, uint32_t byte)
{
	return command(i2c, TW_COMMAND_WRITE | byte << 8);
}

/* 10 bits: 11110, two bits, R/W; then the other eight. For a read both with W
 * first, then the first one again. */
static int send_address(struct tw_i2c *i2c, const struct i2c_msg *msg,
			uint16_t addr)
{
	uint32_t read = msg->flags & I2C_MSG_READ;
	uint32_t ten = 0xf0u | (addr >> 7 & 6u);
	int error;

	if (!(msg->flags & I2C_MSG_ADDR_10_BITS))
		return write_byte(i2c, (uint32_t)addr << 1 | read);
	error = write_byte(i2c, ten);
	if (error >= 0)
		error = write_byte(i2c, addr & 0xffu);
	if (error < 0 || !read)
		return error;
	error = command(i2c, TW_COMMAND_START);
	return error < 0 ? error : write_byte(i2c, ten | 1);
}

/* @more: the next message goes on reading. */
static int move_bytes(struct tw_i2c *i2c, const struct i2c_msg *msg, bool more)
{
	for (uint32_t i = 0; i < msg->len; i++) {
		bool ack = i + 1 < msg->len || more;
		int got = msg->flags & I2C_MSG_READ
				  ? command(i2c,
					    TW_COMMAND_READ |
						    (ack ? TW_COMMAND_ACK : 0))
				  : write_byte(i2c, msg->buf[i]);

		if (got < 0)
			return got;
		if (msg->flags & I2C_MSG_READ)
			msg->buf[i] = (uint8_t)got;
	}
	return 0;
}

/* Goes on with the message before: no repeated START between them. */
static bool goes_on(const struct i2c_msg *before, const struct i2c_msg *msg)
{
	return !(before->flags & I2C_MSG_STOP) &&
	       !(msg->flags & I2C_MSG_RESTART) &&
	       (before->flags & I2C_MSG_READ) == (msg->flags & I2C_MSG_READ);
}

static int transfer(struct tw_i2c *i2c, const struct i2c_msg *msgs, unsigned n,
		    uint16_t addr)
{
	for (unsigned i = 0; i < n; i++) {
		bool more = i + 1 < n && goes_on(&msgs[i], &msgs[i + 1]);
		int error = 0;

		if (!i || !goes_on(&msgs[i - 1], &msgs[i])) {
			error = command(i2c, TW_COMMAND_START);
			if (error >= 0)
				error = send_address(i2c, &msgs[i], addr);
		}
		if (error >= 0)
			error = move_bytes(i2c, &msgs[i], more);
		if (error >= 0 && msgs[i].flags & I2C_MSG_STOP)
			error = command(i2c, TW_COMMAND_STOP);
		if (error < 0)
			return error;
	}
	return 0;
}

/* Whatever has happened, the bus is free afterwards, as far as it is ours. */
static int finish(struct tw_i2c *i2c, int error)
{
	if (i2c->regs->status & TW_STATUS_COMMAND)
		i2c->regs->command = TW_COMMAND_RESET;
	if (!(i2c->regs->status & TW_STATUS_OWNER))
		return error;
	if (command(i2c, TW_COMMAND_STOP) >= 0)
		return error;
	i2c->regs->command = TW_COMMAND_RESET;
	return -EIO;
}

int i2c_transfer(const struct device *dev, struct i2c_msg *msgs,
		 uint8_t num_msgs, uint16_t addr)
{
	struct tw_i2c *i2c = dev->data;
	int error;

	if (!num_msgs)
		return 0;
	k_mutex_lock(&i2c->lock, K_FOREVER);
	i2c->deadline_ns =
		tw_uptime_ns() + TRANSFER_MS * (uint64_t)NSEC_PER_MSEC;
	error = finish(i2c, transfer(i2c, msgs, num_msgs, addr));
	k_mutex_unlock(&i2c->lock);
	return error;
}

/* --- the devices
 * -------------------------------------------------------------------- */

static struct tw_i2c i2cs[TW_ADAPTERS];

static void serve(struct tw_i2c *i2c)
{
	uint32_t result = i2c->regs->result;

	if (result) {
		i2c->result = result;
		k_sem_give(&i2c->done);
	}
	tw_i2c_serve_targets(i2c);
}

void tw_isr_i2c0(void)
{
	serve(&i2cs[0]);
}

void tw_isr_i2c1(void)
{
	serve(&i2cs[1]);
}

static int init(const struct device *dev)
{
	struct tw_i2c *i2c = dev->data;

	i2c->regs = (struct tw_adapter_regs *)(uintptr_t)TW_ADAPTER_BASE(
		(uint32_t)(i2c - i2cs));
	k_mutex_init(&i2c->lock);
	k_sem_init(&i2c->done, 0, 1);
	i2c->regs->irqs = TW_IRQ_EVENT | TW_IRQ_RESULT;
	return i2c_configure(dev, I2C_MODE_CONTROLLER |
					  I2C_SPEED_SET(I2C_SPEED_STANDARD));
}

/* By these names twowire cc finds them: __device_dts_ord_1 and
 * __device_dts_ord_2. */
DEVICE_DT_DEFINE(DT_NODELABEL(i2c0), init, NULL, &i2cs[0], NULL, POST_KERNEL,
		 CONFIG_I2C_INIT_PRIORITY, NULL);
DEVICE_DT_DEFINE(DT_NODELABEL(i2c1), init, NULL, &i2cs[1], NULL, POST_KERNEL,
		 CONFIG_I2C_INIT_PRIORITY, NULL);
