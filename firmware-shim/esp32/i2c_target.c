/* SPDX-License-Identifier: MIT */
/* The I2C controller as a target. */
#include "esp32/i2c.h"

#include "esp32/include/soc/i2c_reg.h"

/* Where the registers say nothing. */
enum { HOLD_NS = 300, SETUP_NS = 250 };

static bool in_use(const struct esp_i2c_link *link)
{
	return link->i2c->link == link && !esp_i2c_is_master(link->i2c);
}

static bool stretches(const struct esp_i2c *i2c)
{
	return i2c->may_stretch &&
	       i2c->reg[I2C_SCL_STRETCH_CONF / 4] & I2C_SLAVE_SCL_STRETCH_EN_M;
}

static uint16_t ten_bits(uint32_t slave_addr)
{
	return (uint16_t)((slave_addr >> 7 & 0xff) | (slave_addr & 3) << 8);
}

void esp_i2c_target_listen(struct esp_i2c *i2c)
{
	uint32_t addr = *esp_i2c_reg(i2c, I2C_SLAVE_ADDR);
	uint32_t ctr = *esp_i2c_reg(i2c, I2C_CTR);
	bool ten_bit = addr & I2C_ADDR_10BIT_EN_M;
	struct tw_match matches[] = {
		{.addr = ten_bit ? ten_bits(addr) : (uint16_t)(addr & 0x7f),
		 .ten_bit = ten_bit},
		{.general_call = true},
	};
	/* Address 0 is the general call's: a block not set up has no other. */
	bool own = ten_bit || matches[0].addr;
	bool broadcast = ctr & I2C_ADDR_BROADCASTING_EN_M;

	for (unsigned i = 0; i < i2c->n_links; i++) {
		bool on = in_use(&i2c->links[i]);

		tw_target_listen(i2c->links[i].target,
				 own ? matches : matches + 1,
				 on ? (size_t)own + broadcast : 0);
	}
}

void esp_i2c_target_times(struct esp_i2c *i2c)
{
	uint32_t hold = *esp_i2c_reg(i2c, I2C_SDA_HOLD);
	uint32_t protect = *esp_i2c_reg(i2c, I2C_SCL_STRETCH_CONF) &
			   I2C_STRETCH_PROTECT_NUM_M;

	if (i2c->link)
		tw_target_set_hold_times(
			i2c->link->target,
			hold ? esp_i2c_cycles_to_ns(i2c, hold) : HOLD_NS,
			MAX(esp_i2c_cycles_to_ns(i2c, protect), SETUP_NS));
}

static void hold(struct esp_i2c *i2c, enum esp_i2c_wait wait, uint32_t cause)
{
	i2c->wait = wait;
	i2c->cause = cause;
	esp_i2c_raise(i2c, I2C_SLAVE_STRETCH_INT_M);
}

/* --- what the bus asks ------------------------------------------------- */

static enum tw_answer address(void *user, const struct tw_address *addr)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;

	if (!in_use(link))
		return TW_NACK;
	i2c->sr |= I2C_SLAVE_ADDRESSED_M;
	i2c->sr &= ~I2C_SLAVE_RW_M;
	if (addr->read)
		i2c->sr |= I2C_SLAVE_RW_M;
	i2c->main_state = I2C_STATE_ACK_ADDRESS;
	i2c->sending = addr->read;
	i2c->fresh = true;
	if (addr->general_call)
		esp_i2c_raise(i2c, I2C_GENERAL_CALL_INT_M);
	return TW_ACK;
}

static enum tw_answer take_byte(void *user, uint8_t byte)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;

	i2c->main_state = I2C_STATE_RX_DATA;
	if (i2c->rx.n == ESP_I2C_FIFO && stretches(i2c)) {
		i2c->waiting_byte = byte;
		hold(i2c, ESP_I2C_ROOM, I2C_STRETCH_RX_FULL);
		return TW_HOLD;
	}
	esp_i2c_received(i2c, byte);
	esp_i2c_raise(i2c, I2C_BYTE_TRANS_DONE_INT_M);
	return TW_ACK;
}

static bool give_byte(void *user, uint8_t *byte)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;
	bool first = i2c->fresh;

	i2c->fresh = false;
	i2c->main_state = I2C_STATE_TX_DATA;
	if (stretches(i2c) && (first || !i2c->tx.n)) {
		hold(i2c, first ? ESP_I2C_MATCH : ESP_I2C_EMPTY,
		     first ? I2C_STRETCH_ADDRESS_MATCH : I2C_STRETCH_TX_EMPTY);
		return false;
	}
	*byte = esp_i2c_pop(&i2c->tx);
	esp_i2c_update(i2c);
	return true;
}

static void sent(void *user, bool acked)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;

	i2c->main_state = I2C_STATE_WAIT_ACK;
	i2c->sr &= ~I2C_RESP_REC_M;
	if (!acked) {
		i2c->sr |= I2C_RESP_REC_M;
		i2c->sending = false;
	}
	esp_i2c_raise(i2c, I2C_BYTE_TRANS_DONE_INT_M);
}

static void end_message(struct esp_i2c *i2c)
{
	i2c->sending = false;
	i2c->wait = ESP_I2C_FREE;
	i2c->cause = I2C_STRETCH_NONE;
}

static void lost(void *user)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;

	end_message(i2c);
	i2c->sr |= I2C_ARB_LOST_M;
	esp_i2c_raise(i2c, I2C_ARBITRATION_LOST_INT_M);
}

static void start(void *user, bool selected)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;

	if (i2c->link != link)
		return;
	i2c->sr |= I2C_BUS_BUSY_M;
	i2c->sr &= ~(I2C_SLAVE_ADDRESSED_M | I2C_ARB_LOST_M);
	end_message(i2c);
	if (esp_i2c_is_master(i2c))
		return;
	i2c->main_state = I2C_STATE_ADDRESS_SHIFT;
	esp_i2c_raise(i2c, I2C_DET_START_INT_M);
}

static void stop(void *user, bool selected)
{
	const struct esp_i2c_link *link = user;
	struct esp_i2c *i2c = link->i2c;

	if (i2c->link != link)
		return;
	i2c->sr &= ~I2C_BUS_BUSY_M;
	end_message(i2c);
	if (!esp_i2c_is_master(i2c))
		esp_i2c_raise(i2c, I2C_TRANS_COMPLETE_INT_M);
}

const struct tw_target_ops esp_i2c_target_ops = {
	.address = address,
	.write = take_byte,
	.read = give_byte,
	.sent = sent,
	.lost = lost,
	.start = start,
	.stop = stop,
};

/* --- what the registers ask -------------------------------------------- */

static void give_held(struct esp_i2c *i2c)
{
	i2c->wait = ESP_I2C_FREE;
	i2c->cause = I2C_STRETCH_NONE;
	tw_target_offer(i2c->link->target, esp_i2c_pop(&i2c->tx));
	esp_i2c_update(i2c);
}

/* A read that finds nothing in the FIFO is held again, for that. */
void esp_i2c_target_clear_stretch(struct esp_i2c *i2c)
{
	switch (i2c->wait) {
	case ESP_I2C_FREE:
		return;
	case ESP_I2C_ROOM:
		i2c->wait = ESP_I2C_FREE;
		i2c->cause = I2C_STRETCH_NONE;
		esp_i2c_received(i2c, i2c->waiting_byte);
		tw_target_answer(i2c->link->target, true);
		return;
	case ESP_I2C_MATCH:
		if (i2c->tx.n)
			give_held(i2c);
		else
			hold(i2c, ESP_I2C_EMPTY, I2C_STRETCH_TX_EMPTY);
		return;
	case ESP_I2C_EMPTY:
		give_held(i2c);
		return;
	}
}

void esp_i2c_target_drop(struct esp_i2c *i2c)
{
	end_message(i2c);
	if (i2c->link)
		tw_target_abandon(i2c->link->target);
}
