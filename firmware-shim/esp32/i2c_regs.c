/* SPDX-License-Identifier: MIT */
/* The I2C controller's registers. */
#include "esp32/i2c.h"

#include "esp32/include/soc/i2c_reg.h"

enum { SIZE = 0x100 };

/* --- reading ----------------------------------------------------------- */

static uint32_t status(const struct esp_i2c *i2c)
{
	return i2c->sr | i2c->rx.n << I2C_RXFIFO_CNT_S |
	       i2c->tx.n << I2C_TXFIFO_CNT_S |
	       i2c->cause << I2C_STRETCH_CAUSE_S |
	       i2c->main_state << I2C_SCL_MAIN_STATE_LAST_S;
}

/* The pointers: of receiving and of sending, where reads and writes are at. */
static uint32_t fifo_st(const struct esp_i2c *i2c)
{
	return i2c->rx.read | (i2c->rx.read + i2c->rx.n) % ESP_I2C_FIFO << 5 |
	       i2c->tx.read << 10 |
	       (i2c->tx.read + i2c->tx.n) % ESP_I2C_FIFO << 15;
}

static uint32_t read_data(struct esp_i2c *i2c, bool peek)
{
	uint8_t byte;

	if (peek)
		return i2c->rx.ram[i2c->rx.read];
	if (!i2c->rx.n)
		i2c->raw |= I2C_RXFIFO_UDF_INT_M;
	byte = esp_i2c_pop(&i2c->rx);
	esp_i2c_update(i2c);
	return byte;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	struct esp_i2c *i2c = user;

	switch (offset) {
	case I2C_SR:
		return status(i2c);
	case I2C_FIFO_ST:
		return fifo_st(i2c);
	case I2C_DATA:
		return read_data(i2c, peek);
	case I2C_INT_RAW:
		return i2c->raw;
	case I2C_INT_STATUS:
		return i2c->raw & *esp_i2c_reg(i2c, I2C_INT_ENA);
	case I2C_INT_CLR:
		return 0;
	case I2C_DATE:
		return 0x20070201u;
	default:
		return *esp_i2c_reg(i2c, offset);
	}
}

/* --- writing ----------------------------------------------------------- */

static void refuse(struct esp_i2c *i2c, uint32_t asked, const char *what)
{
	if (asked && i2c->crash)
		i2c->crash(i2c->user, what);
}

static void write_ctr(struct esp_i2c *i2c, uint32_t value)
{
	uint32_t commands =
		I2C_TRANS_START_M | I2C_FSM_RST_M | I2C_CONF_UPGATE_M;
	uint32_t *ctr = esp_i2c_reg(i2c, I2C_CTR);
	bool was_master = esp_i2c_is_master(i2c);

	refuse(i2c, value & (I2C_TX_LSB_FIRST_M | I2C_RX_LSB_FIRST_M),
	       "I2C: LSB first is not simulated");
	*ctr = value & ~commands;
	if (was_master != esp_i2c_is_master(i2c) || value & I2C_FSM_RST_M) {
		esp_i2c_target_drop(i2c);
		esp_i2c_controller_drop(i2c);
	}
	esp_i2c_target_listen(i2c);
	if (value & I2C_TRANS_START_M)
		esp_i2c_controller_go(i2c);
}

static void write_fifo_conf(struct esp_i2c *i2c, uint32_t value)
{
	refuse(i2c, value & (I2C_NONFIFO_EN_M | I2C_FIFO_ADDR_CFG_EN_M),
	       "I2C: access past the FIFO is not simulated");
	*esp_i2c_reg(i2c, I2C_FIFO_CONF) = value & 0x7fff;
	/* What was in the RAM stays there. */
	if (value & I2C_RX_FIFO_RST_M)
		i2c->rx.read = i2c->rx.n = 0;
	if (value & I2C_TX_FIFO_RST_M)
		i2c->tx.read = i2c->tx.n = 0;
	esp_i2c_update(i2c);
}

static void write_data(struct esp_i2c *i2c, uint32_t value)
{
	if (!esp_i2c_push(&i2c->tx, (uint8_t)value))
		i2c->raw |= I2C_TXFIFO_OVF_INT_M;
	esp_i2c_update(i2c);
}

static void write_stretch(struct esp_i2c *i2c, uint32_t value)
{
	refuse(i2c, value & I2C_SLAVE_BYTE_ACK_CTL_EN_M,
	       "I2C: SLAVE_BYTE_ACK_CTL_EN is not simulated");
	*esp_i2c_reg(i2c, I2C_SCL_STRETCH_CONF) =
		value & ~I2C_SLAVE_SCL_STRETCH_CLR_M;
	esp_i2c_target_times(i2c);
	if (value & I2C_SLAVE_SCL_STRETCH_CLR_M)
		esp_i2c_target_clear_stretch(i2c);
}

static void write_plain(struct esp_i2c *i2c, uint32_t offset, uint32_t value)
{
	*esp_i2c_reg(i2c, offset) = value;
	switch (offset) {
	case I2C_INT_ENA:
		*esp_i2c_reg(i2c, offset) = value & I2C_INT_ALL_M;
		esp_i2c_update(i2c);
		return;
	case I2C_SLAVE_ADDR:
		esp_i2c_target_listen(i2c);
		return;
	case I2C_SDA_HOLD:
	case I2C_CLK_CONF:
		esp_i2c_target_times(i2c);
		return;
	case I2C_SCL_SP_CONF:
		if (value & I2C_SCL_RST_SLV_EN_M)
			esp_i2c_clear_go(i2c);
		else
			esp_i2c_clear_drop(i2c);
		return;
	default:
		return;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct esp_i2c *i2c = user;

	value |= read_reg(user, offset, true, who) & ~lanes;
	switch (offset) {
	case I2C_CTR:
		write_ctr(i2c, value);
		return;
	case I2C_FIFO_CONF:
		write_fifo_conf(i2c, value);
		return;
	case I2C_DATA:
		write_data(i2c, value);
		return;
	case I2C_INT_CLR:
		i2c->raw &= ~value;
		esp_i2c_update(i2c);
		return;
	case I2C_SCL_STRETCH_CONF:
		write_stretch(i2c, value);
		return;
	case I2C_SR:
	case I2C_FIFO_ST:
	case I2C_INT_RAW:
	case I2C_INT_STATUS:
		return;
	default:
		write_plain(i2c, offset, value);
		return;
	}
}

static const char *name_reg(void *user, uint32_t offset)
{
	static const char *const names[] = {
		"SCL_LOW_PERIOD",
		"CTR",
		"SR",
		"TO",
		"SLAVE_ADDR",
		"FIFO_ST",
		"FIFO_CONF",
		"DATA",
		"INT_RAW",
		"INT_CLR",
		"INT_ENA",
		"INT_STATUS",
		"SDA_HOLD",
		"SDA_SAMPLE",
		"SCL_HIGH_PERIOD",
		NULL,
		"SCL_START_HOLD",
		"SCL_RSTART_SETUP",
		"SCL_STOP_HOLD",
		"SCL_STOP_SETUP",
		"FILTER_CFG",
		"CLK_CONF",
		"COMD0",
		"COMD1",
		"COMD2",
		"COMD3",
		"COMD4",
		"COMD5",
		"COMD6",
		"COMD7",
		"SCL_ST_TIME_OUT",
		"SCL_MAIN_ST_TIME_OUT",
		"SCL_SP_CONF",
		"SCL_STRETCH_CONF",
	};

	return offset / 4 < G_N_ELEMENTS(names) ? names[offset / 4] : NULL;
}

struct reg_device esp_i2c_device(struct esp_i2c *i2c, const char *name,
				 uint32_t base)
{
	return (struct reg_device){.name = name,
				   .base = base,
				   .size = SIZE,
				   .read = read_reg,
				   .write = write_reg,
				   .user = i2c,
				   .reg_name = name_reg};
}
