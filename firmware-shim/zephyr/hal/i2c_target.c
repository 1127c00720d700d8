/* SPDX-License-Identifier: MIT */
/*
 * Targets, from the controller's interrupt.
 *
 * The address is always acknowledged. What write_requested() and
 * write_received() return is about the byte that comes next: after an error it
 * is not acknowledged, nor told of. An error of read_requested() or
 * read_processed() lets go of the bus until the next START. read_processed()
 * comes while a byte goes out, so what it fetches may never be sent; with
 * -DCONFIG_I2C_TWOWIRE_PREFETCH=0 after the byte's acknowledge, be that an ACK
 * or not.
 */
#include "tw_i2c.h"

#ifndef CONFIG_I2C_TWOWIRE_PREFETCH
#define CONFIG_I2C_TWOWIRE_PREFETCH 1
#endif

/* --- buffer mode -----------------------------------------------------------
 */

#ifdef CONFIG_I2C_TARGET_BUFFER_MODE

static bool takes_buffers(const struct i2c_target_config *t)
{
	return t->callbacks->buf_write_received;
}

static bool gives_buffers(const struct i2c_target_config *t)
{
	return t->callbacks->buf_read_requested;
}

static bool keep_byte(struct tw_i2c *i2c, uint8_t val)
{
	if (i2c->n_received == sizeof(i2c->received))
		return false;
	i2c->received[i2c->n_received++] = val;
	return true;
}

/* At the end of a write, be it STOP or another address. */
static void hand_over(struct tw_i2c *i2c)
{
	struct i2c_target_config *t = i2c->target[i2c->current];
	uint32_t n = i2c->n_received;

	i2c->n_received = 0;
	if (n && t)
		t->callbacks->buf_write_received(t, i2c->received, n);
}

static int first_of_buffer(struct tw_i2c *i2c, struct i2c_target_config *t,
			   uint8_t *val)
{
	int error =
		t->callbacks->buf_read_requested(t, &i2c->send, &i2c->n_send);

	if (error)
		i2c->n_send = 0;
	*val = i2c->n_send ? *i2c->send : 0xff;
	return error;
}

/* Behind the buffer there is nothing but ones. */
static uint8_t next_of_buffer(struct tw_i2c *i2c)
{
	if (i2c->n_send) {
		i2c->n_send--;
		i2c->send++;
	}
	return i2c->n_send ? *i2c->send : 0xff;
}

#else

static bool takes_buffers(const struct i2c_target_config *t)
{
	return false;
}

static bool gives_buffers(const struct i2c_target_config *t)
{
	return false;
}

static bool keep_byte(struct tw_i2c *i2c, uint8_t val)
{
	return false;
}

static void hand_over(struct tw_i2c *i2c)
{
}

static int first_of_buffer(struct tw_i2c *i2c, struct i2c_target_config *t,
			   uint8_t *val)
{
	return -ENOSYS;
}

static uint8_t next_of_buffer(struct tw_i2c *i2c)
{
	return 0xff;
}

#endif

/* --- what the bus asks ------------------------------------------------------
 */

static int tell_received(struct i2c_target_config *t, uint8_t val)
{
	return t->callbacks->write_received
		       ? t->callbacks->write_received(t, val)
		       : 0;
}

static void written(struct tw_i2c *i2c, struct i2c_target_config *t)
{
	i2c->refused = false;
	if (!takes_buffers(t) && t->callbacks->write_requested)
		i2c->refused = t->callbacks->write_requested(t) != 0;
}

static void received(struct tw_i2c *i2c, struct i2c_target_config *t,
		     uint8_t val)
{
	bool take = !i2c->refused;

	if (take && takes_buffers(t))
		take = keep_byte(i2c, val);
	else if (take)
		i2c->refused = tell_received(t, val) != 0;
	i2c->regs->answer = take ? TW_ANSWER_ACK : TW_ANSWER_NACK;
}

static void send(struct tw_i2c *i2c, int error, uint8_t val)
{
	if (error)
		i2c->regs->answer = TW_ANSWER_LEAVE;
	else
		i2c->regs->tx = val;
}

static void read(struct tw_i2c *i2c, struct i2c_target_config *t)
{
	uint8_t val = 0xff;
	int error = 0;

	if (gives_buffers(t))
		error = first_of_buffer(i2c, t, &val);
	else if (t->callbacks->read_requested)
		error = t->callbacks->read_requested(t, &val);
	send(i2c, error, val);
}

static int processed(struct tw_i2c *i2c, struct i2c_target_config *t,
		     uint8_t *val)
{
	if (gives_buffers(t))
		*val = next_of_buffer(i2c);
	else if (t->callbacks->read_processed)
		return t->callbacks->read_processed(t, val);
	return 0;
}

static void stopped(struct tw_i2c *i2c)
{
	hand_over(i2c);
	for (i2c->current = 0; i2c->current < TW_ADAPTER_OWN; i2c->current++) {
		struct i2c_target_config *t = i2c->target[i2c->current];

		if (t && i2c->involved & 1u << i2c->current &&
		    t->callbacks->stop)
			t->callbacks->stop(t);
	}
	i2c->current = 0;
	i2c->involved = 0;
}

static void happened(struct tw_i2c *i2c, uint32_t event)
{
	struct i2c_target_config *t = i2c->target[i2c->current];
	uint8_t val = 0xff;
	int error;

	switch (event & TW_EVENT_KIND) {
	case TW_EVENT_WRITE:
		written(i2c, t);
		return;
	case TW_EVENT_READ:
		read(i2c, t);
		return;
	case TW_EVENT_BYTE:
		received(i2c, t, (uint8_t)(event >> TW_EVENT_DATA_AT));
		return;
	case TW_EVENT_NEXT:
		error = processed(i2c, t, &val);
		send(i2c, error, val);
		return;
	case TW_EVENT_NACKED:
		if (!CONFIG_I2C_TWOWIRE_PREFETCH)
			processed(i2c, t, &val);
		return;
	case TW_EVENT_LOST:
		if (t->callbacks->error)
			t->callbacks->error(t, I2C_ERROR_ARBITRATION);
		return;
	default:
		return;
	}
}

static void turn_to(struct tw_i2c *i2c, uint32_t event)
{
	hand_over(i2c);
	i2c->current = (event & TW_EVENT_OWN) >> TW_EVENT_OWN_AT;
	i2c->involved |= 1u << i2c->current;
}

void tw_i2c_serve_targets(struct tw_i2c *i2c)
{
	while (i2c->regs->status & TW_STATUS_EVENT) {
		uint32_t event = i2c->regs->event;
		uint32_t kind = event & TW_EVENT_KIND;

		if (kind == TW_EVENT_WRITE || kind == TW_EVENT_READ)
			turn_to(i2c, event);
		if (kind == TW_EVENT_STOP)
			stopped(i2c);
		else if (i2c->target[i2c->current])
			happened(i2c, event);
		else
			i2c->regs->answer = TW_ANSWER_LEAVE;
	}
}

/* --- registering
 * -------------------------------------------------------------- */

static uint32_t own_address(const struct i2c_target_config *cfg)
{
	uint32_t ten =
		cfg->flags & I2C_TARGET_FLAGS_ADDR_10_BITS ? TW_OWN_TEN_BIT : 0;

	return cfg->address | ten | TW_OWN_ENABLE;
}

static bool is_valid(const struct i2c_target_config *cfg)
{
	uint16_t most =
		cfg->flags & I2C_TARGET_FLAGS_ADDR_10_BITS ? 0x3ff : 0x7f;

	return cfg->callbacks && cfg->address <= most;
}

int i2c_target_register(const struct device *dev, struct i2c_target_config *cfg)
{
	struct tw_i2c *i2c = dev->data;
	int free = -1;

	if (!is_valid(cfg))
		return -EINVAL;
	for (int i = 0; i < TW_ADAPTER_OWN; i++) {
		if (!i2c->target[i])
			free = free < 0 ? i : free;
		else if (own_address(i2c->target[i]) == own_address(cfg))
			return -EBUSY;
	}
	if (free < 0)
		return -EBUSY;
	i2c->target[free] = cfg;
	i2c->regs->mode = CONFIG_I2C_TWOWIRE_PREFETCH ? TW_MODE_PREFETCH : 0;
	i2c->regs->own[free] = own_address(cfg);
	return 0;
}

int i2c_target_unregister(const struct device *dev,
			  struct i2c_target_config *cfg)
{
	struct tw_i2c *i2c = dev->data;

	for (unsigned i = 0; i < TW_ADAPTER_OWN; i++) {
		if (i2c->target[i] != cfg)
			continue;
		i2c->regs->own[i] = 0;
		i2c->target[i] = NULL;
		i2c->involved &= ~(1u << i);
		return 0;
	}
	return -EINVAL;
}
