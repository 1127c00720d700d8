/* SPDX-License-Identifier: MIT */
/*
 * The I2C block as a controller: commands from the transmit FIFO become
 * STARTs, bytes and STOPs.
 *
 * Without a command it owns the bus and holds SCL low (4.3.4). Of a byte that
 * was read it cannot know whether to acknowledge it before the next command
 * says whether another follows: then it waits before the ninth bit.
 */
#include "rp2040/dw.h"

#include "rp2040/include/hardware/regs/i2c.h"

#define RAW(bit)  I2C_IC_RAW_INTR_STAT_##bit##_BITS
#define ABRT(bit) I2C_IC_TX_ABRT_SOURCE_##bit##_BITS
#define CMD_READ  I2C_IC_DATA_CMD_CMD_BITS

static bool is_master(const struct dw *dw)
{
	return dw->con & I2C_IC_CON_MASTER_MODE_BITS;
}

static bool may_restart(const struct dw *dw)
{
	return dw->con & I2C_IC_CON_IC_RESTART_EN_BITS;
}

static bool ten_bit(const struct dw *dw)
{
	return dw->con & I2C_IC_CON_IC_10BITADDR_MASTER_BITS;
}

static bool special(const struct dw *dw, bool start_byte)
{
	bool is_start = dw->tar & I2C_IC_TAR_GC_OR_START_BITS;

	return dw->tar & I2C_IC_TAR_SPECIAL_BITS && is_start == start_byte;
}

static bool general_call(const struct dw *dw)
{
	return special(dw, false);
}

static bool wants_abort(const struct dw *dw)
{
	return dw->enable & I2C_IC_ENABLE_ABORT_BITS;
}

bool dw_controller_active(const struct dw *dw)
{
	return dw->state != DW_C_IDLE;
}

/* A command has left the FIFO and is not carried out yet. */
bool dw_controller_shifting(const struct dw *dw)
{
	switch (dw->state) {
	case DW_C_START:
	case DW_C_START_BYTE:
	case DW_C_ADDRESS:
	case DW_C_ADDRESS_2:
	case DW_C_WRITE:
	case DW_C_READ:
		return true;
	case DW_C_IDLE:
	case DW_C_READ_FULL:
	case DW_C_READ_HOLD:
	case DW_C_READ_ACK:
	case DW_C_HOLD:
	case DW_C_STOP:
		return false;
	}
	g_assert_not_reached();
}

/* --- SCL's periods: 4.3.14 ---------------------------------------------- */

static void set_pace(struct dw *dw)
{
	bool standard =
		(dw->con & I2C_IC_CON_SPEED_BITS) >> I2C_IC_CON_SPEED_LSB ==
		I2C_IC_CON_SPEED_VALUE_STANDARD;
	uint32_t low = (standard ? dw->ss_lcnt : dw->fs_lcnt) + 1;
	uint32_t high = (standard ? dw->ss_hcnt : dw->fs_hcnt) + dw->spklen + 7;
	uint32_t hold = dw->sda_hold & I2C_IC_SDA_HOLD_IC_SDA_TX_HOLD_BITS;
	uint32_t low_ns = dw_cycles_to_ns(dw, low);
	uint32_t high_ns = dw_cycles_to_ns(dw, high);
	uint64_t hz = 1000000000ull / ((uint64_t)low_ns + high_ns);
	struct tw_controller_config config = {
		.scl_hz = (uint32_t)CLAMP(hz, 1, 1000000),
		.low_ns = low_ns,
		.high_ns = high_ns,
		.hd_sta_ns = high_ns,
		.su_sta_ns = low_ns,
		.su_sto_ns = high_ns,
		.buf_ns = low_ns,
		.hd_dat_ns = dw_cycles_to_ns(dw, CLAMP(hold, 1, low - 2)),
	};

	tw_controller_configure(dw->link->controller, &config, NULL);
}

/* --- ends --------------------------------------------------------------- */

static void stop(struct dw *dw)
{
	dw->state = DW_C_STOP;
	tw_controller_stop(dw->link->controller);
	dw_update(dw);
}

static void give_up(struct dw *dw, uint32_t source)
{
	dw_abort(dw, source);
	stop(dw);
}

/* ABORT: after the byte under way, a STOP. */
static void abort_now(struct dw *dw)
{
	dw->enable &= ~I2C_IC_ENABLE_ABORT_BITS;
	dw_abort(dw, ABRT(ABRT_USER_ABRT));
	if (dw->state != DW_C_IDLE)
		stop(dw);
}

/* --- messages ----------------------------------------------------------- */

static void ask_start(struct dw *dw)
{
	dw->state = DW_C_START;
	dw->first_byte = true;
	dw_update(dw);
	tw_controller_start(dw->link->controller);
}

/* The first byte of the address; 10-bit: 11110, two bits, R/W. */
static void send_address(struct dw *dw)
{
	uint32_t addr = dw->tar & I2C_IC_TAR_IC_TAR_BITS;
	bool read = dw->reading;
	uint8_t byte;

	if (general_call(dw))
		byte = 0x00;
	else if (ten_bit(dw))
		byte = (uint8_t)(0xf0 | (addr >> 7 & 6) |
				 (read && dw->ten_addressed));
	else
		byte = (uint8_t)(addr << 1 | read);
	dw->state = DW_C_ADDRESS;
	tw_controller_write(dw->link->controller, byte);
}

/* Aborts for what cannot be done at all; nothing reaches the wires. */
static uint32_t impossible(const struct dw *dw)
{
	if (may_restart(dw))
		return 0;
	if (special(dw, true))
		return ABRT(ABRT_SBYTE_NORSTRT);
	if (ten_bit(dw) && dw->reading && !general_call(dw))
		return ABRT(ABRT_10B_RD_NORSTRT);
	return 0;
}

static void begin_message(struct dw *dw)
{
	bool fresh = dw->state == DW_C_IDLE;
	uint32_t source;

	dw->cmd = dw_fifo_pop(&dw->tx);
	dw->reading = dw->cmd & CMD_READ;
	source = impossible(dw);
	if (source && fresh) {
		dw_abort(dw, source);
		return;
	}
	if (source) {
		give_up(dw, source);
		return;
	}
	if (fresh) {
		set_pace(dw);
		dw->ten_addressed = false;
	}
	dw->second_start = special(dw, true);
	dw_raise(dw, RAW(ACTIVITY));
	ask_start(dw);
}

static void carry_out(struct dw *dw)
{
	if (dw->reading) {
		dw->state = DW_C_READ;
		tw_controller_read_bits(dw->link->controller);
	} else {
		dw->state = DW_C_WRITE;
		tw_controller_write(dw->link->controller, (uint8_t)dw->cmd);
	}
	dw_update(dw);
}

/* The first command of a message has got its acknowledged address. */
static void addressed(struct dw *dw)
{
	if (general_call(dw) && dw->reading)
		give_up(dw, ABRT(ABRT_GCALL_READ));
	else
		carry_out(dw);
}

static uint32_t no_answer(const struct dw *dw)
{
	if (general_call(dw))
		return ABRT(ABRT_GCALL_NOACK);
	return ten_bit(dw) ? ABRT(ABRT_10ADDR1_NOACK)
			   : ABRT(ABRT_7B_ADDR_NOACK);
}

static void address_done(struct dw *dw, bool acked)
{
	if (!acked) {
		give_up(dw, no_answer(dw));
	} else if (ten_bit(dw) && !general_call(dw) &&
		   !(dw->reading && dw->ten_addressed)) {
		dw->state = DW_C_ADDRESS_2;
		tw_controller_write(dw->link->controller, (uint8_t)dw->tar);
	} else {
		addressed(dw);
	}
}

static void address_2_done(struct dw *dw, bool acked)
{
	if (!acked) {
		give_up(dw, ABRT(ABRT_10ADDR2_NOACK));
		return;
	}
	dw->ten_addressed = true;
	if (dw->reading)
		ask_start(dw);
	else
		carry_out(dw);
}

/* --- between commands --------------------------------------------------- */

static bool same_message(const struct dw *dw)
{
	uint16_t next = dw->tx.entry[dw->tx.head];

	return !(next & I2C_IC_DATA_CMD_RESTART_BITS) &&
	       !(next & CMD_READ) == !dw->reading;
}

static bool may_take(const struct dw *dw)
{
	return dw_enabled(dw) && is_master(dw) && dw->link && dw->tx.n &&
	       !(dw->enable & I2C_IC_ENABLE_TX_CMD_BLOCK_BITS);
}

/* The command is done: STOP, or what comes next. */
static void go_on(struct dw *dw)
{
	if (wants_abort(dw)) {
		abort_now(dw);
	} else if (dw->cmd & I2C_IC_DATA_CMD_STOP_BITS || !dw_enabled(dw)) {
		stop(dw);
	} else {
		dw->state = DW_C_HOLD;
		dw_controller_next(dw);
	}
	dw_update(dw);
}

static void acknowledge(struct dw *dw, bool ack)
{
	dw->state = DW_C_READ_ACK;
	tw_controller_acknowledge(dw->link->controller, ack);
}

/* Another byte of the same message is wanted: ACK. Else NACK. */
static void decide(struct dw *dw)
{
	bool last = dw->cmd & I2C_IC_DATA_CMD_STOP_BITS;

	if (last || wants_abort(dw))
		acknowledge(dw, false);
	else if (may_take(dw))
		acknowledge(dw, same_message(dw));
	else
		dw->state = DW_C_READ_HOLD;
}

static void take_byte(struct dw *dw)
{
	if (!dw_enabled(dw)) {
		acknowledge(dw, false);
		return;
	}
	if (dw->rx.n == DW_FIFO_DEPTH &&
	    dw->con & I2C_IC_CON_RX_FIFO_FULL_HLD_CTRL_BITS) {
		dw->state = DW_C_READ_FULL;
		return;
	}
	dw_received(dw, dw->read_byte, dw->first_byte);
	dw->first_byte = false;
	decide(dw);
	dw_update(dw);
}

static void next_from_hold(struct dw *dw)
{
	if (wants_abort(dw)) {
		abort_now(dw);
	} else if (!may_take(dw)) {
		return;
	} else if (same_message(dw)) {
		dw->cmd = dw_fifo_pop(&dw->tx);
		carry_out(dw);
	} else if (may_restart(dw)) {
		begin_message(dw);
	} else {
		stop(dw); /* and a START, for the command is still there */
	}
}

void dw_controller_next(struct dw *dw)
{
	switch (dw->state) {
	case DW_C_IDLE:
		if (wants_abort(dw))
			abort_now(dw);
		else if (may_take(dw))
			begin_message(dw);
		return;
	case DW_C_READ_FULL:
		take_byte(dw);
		return;
	case DW_C_READ_HOLD:
		if (dw_enabled(dw))
			decide(dw);
		return;
	case DW_C_HOLD:
		next_from_hold(dw);
		return;
	case DW_C_START:
	case DW_C_START_BYTE:
	case DW_C_ADDRESS:
	case DW_C_ADDRESS_2:
	case DW_C_WRITE:
	case DW_C_READ:
	case DW_C_READ_ACK:
	case DW_C_STOP:
		return;
	}
}

/* --- what the bus answers ----------------------------------------------- */

static void ended(struct dw *dw)
{
	dw->state = DW_C_IDLE;
	dw_settle(dw);
	dw_controller_next(dw);
}

static void started(struct dw *dw)
{
	if (dw->second_start) {
		dw->second_start = false;
		dw->state = DW_C_START_BYTE;
		tw_controller_write(dw->link->controller, 0x01);
	} else {
		send_address(dw);
	}
}

static void start_byte_done(struct dw *dw, bool acked)
{
	if (acked)
		give_up(dw, ABRT(ABRT_SBYTE_ACKDET));
	else
		ask_start(dw);
}

static void write_done(struct dw *dw, bool acked)
{
	if (acked)
		go_on(dw);
	else
		give_up(dw, ABRT(ABRT_TXDATA_NOACK));
}

void dw_controller_done(void *user, enum tw_result result, uint8_t byte)
{
	struct dw *dw = user;
	bool acked = result == TW_OK;

	if (result == TW_ARBITRATION_LOST || result == TW_STUCK) {
		dw_abort(dw, ABRT(ARB_LOST));
		ended(dw);
		return;
	}
	switch (dw->state) {
	case DW_C_START:
		started(dw);
		return;
	case DW_C_START_BYTE:
		start_byte_done(dw, acked);
		return;
	case DW_C_ADDRESS:
		address_done(dw, acked);
		return;
	case DW_C_ADDRESS_2:
		address_2_done(dw, acked);
		return;
	case DW_C_WRITE:
		write_done(dw, acked);
		return;
	case DW_C_READ:
		dw->read_byte = byte;
		take_byte(dw);
		return;
	case DW_C_READ_ACK:
		go_on(dw);
		return;
	case DW_C_STOP:
		ended(dw);
		return;
	case DW_C_IDLE:
	case DW_C_READ_FULL:
	case DW_C_READ_HOLD:
	case DW_C_HOLD:
		return;
	}
}

/* Lets go of the wires in the middle of anything. */
void dw_controller_drop(struct dw *dw)
{
	if (dw->link)
		tw_controller_forget(dw->link->controller);
	dw->state = DW_C_IDLE;
}
