/* SPDX-License-Identifier: MIT */
/*
 * The I2C controller as a bus controller: a list of commands becomes STARTs,
 * bytes and STOPs.
 *
 * The list begins with TRANS_START and ends with STOP or END; after END the bus
 * stays ours with SCL low until the next TRANS_START. After an ACK that was not
 * the expected one comes a STOP that is in no list.
 */
#include "esp32/i2c.h"

#include "esp32/include/soc/i2c_reg.h"

enum { IDLE_NS = 50000 };

static uint32_t command(const struct esp_i2c *i2c)
{
	return i2c->reg[I2C_COMD(i2c->command) / 4];
}

/* --- SCL's periods ------------------------------------------------------ */

static uint32_t period_ns(struct esp_i2c *i2c, uint32_t offset)
{
	return MAX(esp_i2c_cycles_to_ns(i2c, *esp_i2c_reg(i2c, offset) + 1ull),
		   1);
}

static uint64_t timeout_ns(struct esp_i2c *i2c)
{
	uint32_t to = *esp_i2c_reg(i2c, I2C_TO);

	if (!(to & I2C_TIME_OUT_EN_M))
		return 0;
	return esp_i2c_cycles_to_ns(i2c, 1ull << (to & I2C_TIME_OUT_VALUE_M));
}

static void set_pace(struct esp_i2c *i2c)
{
	uint32_t high = *esp_i2c_reg(i2c, I2C_SCL_HIGH_PERIOD);
	uint32_t low_ns = period_ns(i2c, I2C_SCL_LOW_PERIOD);
	uint32_t high_ns = esp_i2c_cycles_to_ns(
		i2c, (high & I2C_SCL_HIGH_PERIOD_M) +
			     (high >> I2C_SCL_WAIT_HIGH_PERIOD_S));
	uint64_t hz = 1000000000ull / ((uint64_t)low_ns + MAX(high_ns, 1));
	struct tw_controller_config config = {
		.scl_hz = (uint32_t)CLAMP(hz, 1, 1000000),
		.low_ns = low_ns,
		.high_ns = MAX(high_ns, 1),
		.hd_sta_ns = period_ns(i2c, I2C_SCL_START_HOLD),
		.su_sta_ns = period_ns(i2c, I2C_SCL_RSTART_SETUP),
		.su_sto_ns = period_ns(i2c, I2C_SCL_STOP_SETUP),
		.buf_ns = period_ns(i2c, I2C_SCL_STOP_HOLD),
		.hd_dat_ns = MIN(period_ns(i2c, I2C_SDA_HOLD), low_ns - 1),
		.stretch_timeout_ns = timeout_ns(i2c),
		.idle_ns = IDLE_NS,
	};

	tw_controller_configure(i2c->link->controller, &config, NULL);
}

/* --- commands ----------------------------------------------------------- */

static void done(struct esp_i2c *i2c)
{
	i2c->reg[I2C_COMD(i2c->command) / 4] |= I2C_COMMAND_DONE_M;
	i2c->command++;
}

static void halt(struct esp_i2c *i2c, uint32_t interrupt)
{
	i2c->state = ESP_I2C_HALT;
	esp_i2c_raise(i2c, interrupt);
}

static void write_next(struct esp_i2c *i2c)
{
	if (!i2c->tx.n)
		i2c->raw |= I2C_MST_TXFIFO_UDF_INT_M;
	tw_controller_write(i2c->link->controller, esp_i2c_pop(&i2c->tx));
	esp_i2c_update(i2c);
}

static void read_next(struct esp_i2c *i2c)
{
	tw_controller_read(i2c->link->controller,
			   !(command(i2c) & I2C_ACK_VAL_M));
}

/* Carries out the command at hand. Without a command the list is at its end:
 * as after END. */
static void carry_out(struct esp_i2c *i2c)
{
	uint32_t c = i2c->command < ESP_I2C_COMMANDS
			     ? command(i2c)
			     : I2C_OP_END << I2C_OP_CODE_S;

	i2c->bytes_left = c & I2C_BYTE_NUM_M;
	switch ((c & I2C_OP_CODE_M) >> I2C_OP_CODE_S) {
	case I2C_OP_RSTART:
		if (i2c->state == ESP_I2C_IDLE)
			set_pace(i2c);
		i2c->state = ESP_I2C_START;
		tw_controller_start(i2c->link->controller);
		return;
	case I2C_OP_WRITE:
		i2c->state = ESP_I2C_WRITE;
		if (i2c->bytes_left)
			write_next(i2c);
		break;
	case I2C_OP_READ:
		i2c->state = ESP_I2C_READ;
		if (i2c->bytes_left)
			read_next(i2c);
		break;
	case I2C_OP_STOP:
		i2c->state = ESP_I2C_STOP;
		tw_controller_stop(i2c->link->controller);
		return;
	case I2C_OP_END:
	default:
		if (i2c->command < ESP_I2C_COMMANDS)
			done(i2c);
		halt(i2c, I2C_END_DETECT_INT_M);
		return;
	}
	if (!i2c->bytes_left) {
		done(i2c);
		carry_out(i2c);
	}
}

/* A list that does not begin with RSTART needs a bus that is ours. */
void esp_i2c_controller_go(struct esp_i2c *i2c)
{
	uint32_t op;

	i2c->go_after_clear = i2c->clear_timer.set;
	if (i2c->go_after_clear)
		return;
	if (!esp_i2c_is_master(i2c) || !i2c->link ||
	    (i2c->state != ESP_I2C_IDLE && i2c->state != ESP_I2C_HALT))
		return;
	i2c->command = 0;
	op = (command(i2c) & I2C_OP_CODE_M) >> I2C_OP_CODE_S;
	if (i2c->state == ESP_I2C_IDLE && op != I2C_OP_RSTART)
		return;
	esp_i2c_raise(i2c, I2C_TRANS_START_INT_M);
	carry_out(i2c);
}

/* --- what the bus answers ----------------------------------------------- */

static void next_byte(struct esp_i2c *i2c)
{
	i2c->raw |= I2C_BYTE_TRANS_DONE_INT_M;
	if (--i2c->bytes_left) {
		if (i2c->state == ESP_I2C_WRITE)
			write_next(i2c);
		else
			read_next(i2c);
		return;
	}
	done(i2c);
	carry_out(i2c);
}

static void abort_list(struct esp_i2c *i2c)
{
	i2c->state = ESP_I2C_ABORT;
	esp_i2c_raise(i2c, I2C_NACK_INT_M);
	tw_controller_stop(i2c->link->controller);
}

static void written(struct esp_i2c *i2c, bool acked)
{
	uint32_t c = command(i2c);
	bool expected = !(c & I2C_ACK_EXP_M);

	i2c->sr &= ~I2C_RESP_REC_M;
	if (!acked)
		i2c->sr |= I2C_RESP_REC_M;
	if (c & I2C_ACK_EN_M && acked != expected)
		abort_list(i2c);
	else
		next_byte(i2c);
}

static void failed(struct esp_i2c *i2c, enum tw_result result)
{
	i2c->state = ESP_I2C_IDLE;
	if (result == TW_ARBITRATION_LOST) {
		i2c->sr |= I2C_ARB_LOST_M;
		esp_i2c_raise(i2c, I2C_ARBITRATION_LOST_INT_M);
	} else {
		esp_i2c_raise(i2c, I2C_TIME_OUT_INT_M);
	}
}

void esp_i2c_controller_done(void *user, enum tw_result result, uint8_t byte)
{
	struct esp_i2c *i2c = user;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		failed(i2c, result);
		return;
	}
	switch (i2c->state) {
	case ESP_I2C_START:
		done(i2c);
		carry_out(i2c);
		return;
	case ESP_I2C_WRITE:
		written(i2c, result == TW_OK);
		return;
	case ESP_I2C_READ:
		esp_i2c_received(i2c, byte);
		next_byte(i2c);
		return;
	case ESP_I2C_STOP:
		done(i2c);
		/* fall through */
	case ESP_I2C_ABORT:
		i2c->state = ESP_I2C_IDLE;
		esp_i2c_raise(i2c, I2C_TRANS_COMPLETE_INT_M);
		return;
	case ESP_I2C_IDLE:
	case ESP_I2C_HALT:
		return;
	}
}

/* Lets go of the wires in the middle of anything. */
void esp_i2c_controller_drop(struct esp_i2c *i2c)
{
	esp_i2c_clear_drop(i2c);
	if (i2c->link)
		tw_controller_reset(i2c->link->controller);
	i2c->state = ESP_I2C_IDLE;
}
