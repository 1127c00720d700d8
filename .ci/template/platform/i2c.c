/* SPDX-License-Identifier: MIT */
#include "lamp/i2c.h"

enum { ADDR = 0, DATA = 4, STATUS = 8, SIZE = 12 };
enum { ENABLE = 0x80, RECEIVED = 1 };

static void set_status(struct lamp_i2c *i2c, uint32_t status)
{
	i2c->status = status;
	i2c->irq(i2c->user, status & RECEIVED);
}

/* --- the bus -------------------------------------------------------------- */

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	return TW_ACK;
}

static enum tw_answer take(void *user, uint8_t byte)
{
	struct lamp_i2c *i2c = user;

	i2c->data = byte;
	set_status(i2c, RECEIVED);
	return TW_ACK;
}

static bool give(void *user, uint8_t *byte)
{
	const struct lamp_i2c *i2c = user;

	*byte = (uint8_t)i2c->data;
	return true;
}

static const struct tw_target_ops ops = {
	.address = address,
	.write = take,
	.read = give,
};

static void listen(struct lamp_i2c *i2c)
{
	struct tw_match match = {.addr = i2c->addr & 0x7f};

	if (i2c->target)
		tw_target_listen(i2c->target, &match, !!(i2c->addr & ENABLE));
}

/* --- the CPU ---------------------------------------------------------------
 */

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct lamp_i2c *i2c = user;

	if (offset == ADDR)
		return i2c->addr;
	return offset == DATA ? i2c->data : i2c->status;
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct lamp_i2c *i2c = user;

	if (offset == STATUS) {
		set_status(i2c, i2c->status & ~value);
	} else if (offset == DATA) {
		i2c->data = value & 0xff;
	} else {
		i2c->addr = value & 0xff;
		listen(i2c);
	}
}

struct reg_device lamp_i2c_device(struct lamp_i2c *i2c)
{
	return (struct reg_device){
		.name = "I2C",
		.base = 0x50000000,
		.size = SIZE,
		.read = read_reg,
		.write = write_reg,
		.user = i2c,
	};
}

void lamp_i2c_reset(struct lamp_i2c *i2c)
{
	i2c->addr = i2c->data = 0;
	listen(i2c);
	set_status(i2c, 0);
}

void lamp_i2c_init(struct lamp_i2c *i2c, tw_bus *bus, const char *name)
{
	const struct tw_target_config config = {
		.name = name, .ops = &ops, .user = i2c};

	if (bus)
		i2c->target = tw_target_new(bus, &config);
}
