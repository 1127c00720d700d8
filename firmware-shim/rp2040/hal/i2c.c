/* SPDX-License-Identifier: MIT */
/* hardware_i2c: the I2C blocks by polling, in the order of register accesses
 * that the silicon's own library uses. */
#include "hardware/i2c.h"

#include "hardware/clocks.h"
#include "hardware/resets.h"
#include "pico/timeout_helper.h"

i2c_inst_t i2c0_inst = {.hw = i2c0_hw};
i2c_inst_t i2c1_inst = {.hw = i2c1_hw};

static uint reset_num(const i2c_inst_t *i2c)
{
	return i2c == i2c0 ? RESET_I2C0 : RESET_I2C1;
}

uint i2c_init(i2c_inst_t *i2c, uint baudrate)
{
	reset_block_num(reset_num(i2c));
	unreset_block_num_wait_blocking(reset_num(i2c));
	i2c->restart_on_next = false;
	i2c->hw->enable = 0;
	i2c->hw->con =
		I2C_IC_CON_SPEED_VALUE_FAST << I2C_IC_CON_SPEED_LSB |
		I2C_IC_CON_MASTER_MODE_BITS | I2C_IC_CON_IC_SLAVE_DISABLE_BITS |
		I2C_IC_CON_IC_RESTART_EN_BITS | I2C_IC_CON_TX_EMPTY_CTRL_BITS;
	i2c->hw->tx_tl = 0;
	i2c->hw->rx_tl = 0;
	i2c->hw->dma_cr = I2C_IC_DMA_CR_TDMAE_BITS | I2C_IC_DMA_CR_RDMAE_BITS;
	return i2c_set_baudrate(i2c, baudrate);
}

void i2c_deinit(i2c_inst_t *i2c)
{
	reset_block_num(reset_num(i2c));
}

/* Three fifths of the period low; 300 ns of SDA hold, 120 at 1 MHz. */
uint i2c_set_baudrate(i2c_inst_t *i2c, uint baudrate)
{
	uint freq_in = clock_get_hz(clk_sys);
	uint period = (freq_in + baudrate / 2) / baudrate;
	uint lcnt = period * 3 / 5;
	uint hcnt = period - lcnt;
	uint hold = baudrate < 1000000 ? freq_in * 3 / 10000000 + 1
				       : freq_in * 3 / 25000000 + 1;

	invalid_params_if(HARDWARE_I2C, baudrate == 0);
	i2c->hw->enable = 0;
	hw_write_masked(&i2c->hw->con,
			I2C_IC_CON_SPEED_VALUE_FAST << I2C_IC_CON_SPEED_LSB,
			I2C_IC_CON_SPEED_BITS);
	i2c->hw->fs_scl_hcnt = hcnt;
	i2c->hw->fs_scl_lcnt = lcnt;
	i2c->hw->fs_spklen = lcnt < 16 ? 1 : lcnt / 16;
	hw_write_masked(&i2c->hw->sda_hold,
			hold << I2C_IC_SDA_HOLD_IC_SDA_TX_HOLD_LSB,
			I2C_IC_SDA_HOLD_IC_SDA_TX_HOLD_BITS);
	i2c->hw->enable = 1;
	return freq_in / period;
}

void i2c_set_slave_mode(i2c_inst_t *i2c, bool slave, uint8_t addr)
{
	uint32_t master =
		I2C_IC_CON_MASTER_MODE_BITS | I2C_IC_CON_IC_SLAVE_DISABLE_BITS;
	uint32_t hold = I2C_IC_CON_RX_FIFO_FULL_HLD_CTRL_BITS;

	i2c->hw->enable = 0;
	hw_write_masked(&i2c->hw->con, slave ? hold : master, master | hold);
	if (slave)
		i2c->hw->sar = addr;
	i2c->hw->enable = 1;
}

/* One transfer as a master. */
struct transfer {
	i2c_inst_t *i2c;
	size_t len;
	bool nostop;
	check_timeout_fn check;
	timeout_state_t *ts;
	bool timed_out;
	uint32_t abort_reason;
};

static void begin(struct transfer *t, uint8_t addr)
{
	i2c_hw_t *hw = t->i2c->hw;

	hw->enable = 0;
	hw->tar = addr;
	hw->enable = 1;
}

static void next_byte(struct transfer *t)
{
	if (t->check)
		t->check(t->ts, true);
}

static bool timed_out(struct transfer *t)
{
	if (t->check && t->check(t->ts, false))
		t->timed_out = true;
	return t->timed_out;
}

static uint32_t flags(const struct transfer *t, size_t n)
{
	bool restart = n == 0 && t->i2c->restart_on_next;
	bool stop = n == t->len - 1 && !t->nostop;

	return bool_to_bit(restart) << I2C_IC_DATA_CMD_RESTART_LSB |
	       bool_to_bit(stop) << I2C_IC_DATA_CMD_STOP_LSB;
}

/* false: the time was up first. */
static bool wait_raw(struct transfer *t, uint32_t bit)
{
	do {
		if (timed_out(t))
			return false;
		tight_loop_contents();
	} while (!(t->i2c->hw->raw_intr_stat & bit));
	return true;
}

/* Sends one byte and, at the end of all, waits for the STOP. */
static bool write_byte(struct transfer *t, size_t n, uint8_t byte)
{
	i2c_hw_t *hw = t->i2c->hw;

	next_byte(t);
	hw->data_cmd = flags(t, n) | byte;
	if (!wait_raw(t, I2C_IC_RAW_INTR_STAT_TX_EMPTY_BITS))
		return false;
	t->abort_reason = hw->tx_abrt_source;
	if (t->abort_reason)
		(void)hw->clr_tx_abrt;
	if (t->abort_reason || (n == t->len - 1 && !t->nostop)) {
		if (!wait_raw(t, I2C_IC_RAW_INTR_STAT_STOP_DET_BITS))
			return false;
		(void)hw->clr_stop_det;
	}
	return !t->abort_reason;
}

static bool read_byte(struct transfer *t, size_t n, uint8_t *byte)
{
	i2c_hw_t *hw = t->i2c->hw;

	next_byte(t);
	while (!i2c_get_write_available(t->i2c))
		tight_loop_contents();
	hw->data_cmd = flags(t, n) | I2C_IC_DATA_CMD_CMD_BITS;
	do {
		t->abort_reason = hw->tx_abrt_source;
		if (hw->raw_intr_stat & I2C_IC_RAW_INTR_STAT_TX_ABRT_BITS) {
			(void)hw->clr_tx_abrt;
			return false;
		}
		if (timed_out(t))
			return false;
	} while (!i2c_get_read_available(t->i2c));
	*byte = (uint8_t)hw->data_cmd;
	return true;
}

static int ended(struct transfer *t, size_t n_done)
{
	t->i2c->restart_on_next = t->nostop;
	if (n_done == t->len)
		return (int)n_done;
	if (t->timed_out)
		return PICO_ERROR_TIMEOUT;
	if (t->abort_reason & I2C_IC_TX_ABRT_SOURCE_ABRT_TXDATA_NOACK_BITS)
		return (int)n_done;
	return PICO_ERROR_GENERIC;
}

static int write(struct transfer *t, uint8_t addr, const uint8_t *src)
{
	size_t n = 0;

	begin(t, addr);
	while (n < t->len && write_byte(t, n, src[n]))
		n++;
	return ended(t, n);
}

static int read(struct transfer *t, uint8_t addr, uint8_t *dst)
{
	size_t n = 0;

	begin(t, addr);
	while (n < t->len && read_byte(t, n, &dst[n]))
		n++;
	return ended(t, n);
}

int i2c_write_blocking(i2c_inst_t *i2c, uint8_t addr, const uint8_t *src,
		       size_t len, bool nostop)
{
	struct transfer t = {.i2c = i2c, .len = len, .nostop = nostop};

	return write(&t, addr, src);
}

int i2c_write_burst_blocking(i2c_inst_t *i2c, uint8_t addr, const uint8_t *src,
			     size_t len)
{
	int n = i2c_write_blocking(i2c, addr, src, len, true);

	i2c->restart_on_next = false;
	return n;
}

int i2c_write_blocking_until(i2c_inst_t *i2c, uint8_t addr, const uint8_t *src,
			     size_t len, bool nostop, absolute_time_t until)
{
	timeout_state_t ts;
	struct transfer t = {.i2c = i2c,
			     .len = len,
			     .nostop = nostop,
			     .check = init_single_timeout_until(&ts, until),
			     .ts = &ts};

	return write(&t, addr, src);
}

int i2c_write_timeout_per_char_us(i2c_inst_t *i2c, uint8_t addr,
				  const uint8_t *src, size_t len, bool nostop,
				  uint timeout_per_char_us)
{
	timeout_state_t ts;
	struct transfer t = {.i2c = i2c,
			     .len = len,
			     .nostop = nostop,
			     .check = init_per_iteration_timeout_us(
				     &ts, timeout_per_char_us),
			     .ts = &ts};

	return write(&t, addr, src);
}

int i2c_read_blocking(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst, size_t len,
		      bool nostop)
{
	struct transfer t = {.i2c = i2c, .len = len, .nostop = nostop};

	return read(&t, addr, dst);
}

int i2c_read_burst_blocking(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst,
			    size_t len)
{
	int n = i2c_read_blocking(i2c, addr, dst, len, true);

	i2c->restart_on_next = false;
	return n;
}

int i2c_read_blocking_until(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst,
			    size_t len, bool nostop, absolute_time_t until)
{
	timeout_state_t ts;
	struct transfer t = {.i2c = i2c,
			     .len = len,
			     .nostop = nostop,
			     .check = init_single_timeout_until(&ts, until),
			     .ts = &ts};

	return read(&t, addr, dst);
}

int i2c_read_timeout_per_char_us(i2c_inst_t *i2c, uint8_t addr, uint8_t *dst,
				 size_t len, bool nostop,
				 uint timeout_per_char_us)
{
	timeout_state_t ts;
	struct transfer t = {.i2c = i2c,
			     .len = len,
			     .nostop = nostop,
			     .check = init_per_iteration_timeout_us(
				     &ts, timeout_per_char_us),
			     .ts = &ts};

	return read(&t, addr, dst);
}
