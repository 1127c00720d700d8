/* SPDX-License-Identifier: MIT */
/*
 * The host on the I2C block of the ESP32-S3, with ESP-IDF, beside its drivers.
 *
 * From:     ESP32-S3 Technical Reference Manual, "I2C Controller".
 * Modelled: both instances on any two pins; messages of any length, of none,
 *           and kept between calls, as lists of commands that are waited for.
 * Left out: the classic ESP32, whose commands have other numbers
 *           (I2CHOST_UNSUPPORTED). Rates below 20 kHz.
 * Approx.:  SCL is slower than asked for, by the rise time. After a NACK the
 *           block is taken to send the STOP, as ESP-IDF's drivers do.
 */
#include "i2chost_port.h"

#include "driver/gpio.h"
#include "esp_rom_gpio.h"
#include "esp_timer.h"
#include "soc/gpio_sig_map.h"
#include "soc/i2c_reg.h"
#include "soc/soc.h"
#include "soc/soc_caps.h"
#include "soc/system_reg.h"

/* Registers, from the block's base. */
enum {
	LOW_PERIOD = 0x00,
	CTR = 0x04,
	SR = 0x08,
	FIFO_CONF = 0x18,
	DATA = 0x1c,
	INT_RAW = 0x20,
	INT_CLR = 0x24,
	INT_ENA = 0x28,
	SDA_HOLD = 0x30,
	SDA_SAMPLE = 0x34,
	HIGH_PERIOD = 0x38,
	START_HOLD = 0x40,
	RSTART_SETUP = 0x44,
	STOP_HOLD = 0x48,
	STOP_SETUP = 0x4c,
	CLK_CONF = 0x54,
	COMD = 0x58,
};

/* Commands, and what they carry. */
enum {
	WRITE = 1 << 11,
	STOP = 2 << 11,
	READ = 3 << 11,
	END = 4 << 11,
	RSTART = 6 << 11,
	CHECK = 1 << 8, /* a NACK ends the list */
	NACK = 1 << 10, /* is the answer to what is read */
};

enum { FIFO = 32, SLOWEST_HZ = 20000 };

struct i2chost_port {
	bool used;
	unsigned n;
	unsigned scl;
	unsigned sda;
	uint32_t timeout_us;
	unsigned n_commands;
	size_t n_pushed; /* of this list */
};

static struct i2chost_port ports[SOC_I2C_NUM];

static uint32_t reg(const struct i2chost_port *port, uint32_t offset)
{
	return (uint32_t)(port->n ? DR_REG_I2C1_EXT_BASE
				  : DR_REG_I2C_EXT_BASE) +
	       offset;
}

/* --- set-up -------------------------------------------------------------- */

static void power(const struct i2chost_port *port, bool on)
{
	uint32_t clk =
		port->n ? SYSTEM_I2C_EXT1_CLK_EN : SYSTEM_I2C_EXT0_CLK_EN;
	uint32_t rst = port->n ? SYSTEM_I2C_EXT1_RST : SYSTEM_I2C_EXT0_RST;

	if (on)
		REG_SET_BIT(SYSTEM_PERIP_CLK_EN0_REG, clk);
	REG_SET_BIT(SYSTEM_PERIP_RST_EN0_REG, rst);
	REG_CLR_BIT(SYSTEM_PERIP_RST_EN0_REG, rst);
	if (!on)
		REG_CLR_BIT(SYSTEM_PERIP_CLK_EN0_REG, clk);
}

/* SCL is low for three fifths of a period: tLOW and tHIGH of every mode up to
 * 1 MHz. Of the high time a part is waited for before SCL is looked at. */
static void set_pace(const struct i2chost_port *port, uint32_t hz)
{
	uint32_t div = XTAL_CLK_FREQ / (hz * 512u) + 1;
	uint32_t period = XTAL_CLK_FREQ / div / hz;
	uint32_t low = period * 3 / 5, high = period - low;
	uint32_t wait = high / 4;

	REG_WRITE(reg(port, CLK_CONF), (div - 1) | I2C_SCLK_ACTIVE_M);
	REG_WRITE(reg(port, LOW_PERIOD), low - 1);
	REG_WRITE(reg(port, HIGH_PERIOD),
		  (high - wait) | wait << I2C_SCL_WAIT_HIGH_PERIOD_S);
	REG_WRITE(reg(port, SDA_HOLD), low / 4);
	REG_WRITE(reg(port, SDA_SAMPLE), wait + high / 4);
	REG_WRITE(reg(port, START_HOLD), low - 1);
	REG_WRITE(reg(port, RSTART_SETUP), low - 1);
	REG_WRITE(reg(port, STOP_SETUP), low - 1);
	REG_WRITE(reg(port, STOP_HOLD), low - 1);
}

static void connect(unsigned pin, unsigned signal)
{
	gpio_set_level((gpio_num_t)pin, 1);
	gpio_set_direction((gpio_num_t)pin, GPIO_MODE_INPUT_OUTPUT_OD);
	gpio_set_pull_mode((gpio_num_t)pin, GPIO_PULLUP_ONLY);
	esp_rom_gpio_connect_out_signal(pin, signal, false, false);
	esp_rom_gpio_connect_in_signal(pin, signal, false);
}

static bool has_pin(const struct i2chost_port *port, unsigned pin)
{
	return port->used && (port->scl == pin || port->sda == pin);
}

static struct i2chost_port *find(unsigned scl, unsigned sda)
{
	struct i2chost_port *found = NULL;

	for (unsigned n = SOC_I2C_NUM; n--;) {
		if (has_pin(&ports[n], scl) || has_pin(&ports[n], sda))
			return NULL;
		if (!ports[n].used && !found) {
			found = &ports[n];
			found->n = n;
		}
	}
	return found;
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	struct i2chost_port *port;
	unsigned n;

	if (!GPIO_IS_VALID_OUTPUT_GPIO((int)config->scl) ||
	    !GPIO_IS_VALID_OUTPUT_GPIO((int)config->sda) ||
	    config->scl == config->sda || config->hz > 1000000 ||
	    config->hz < SLOWEST_HZ)
		return I2CHOST_ARGUMENT;
#if CONFIG_IDF_TARGET_ESP32
	return I2CHOST_UNSUPPORTED;
#endif
	port = find(config->scl, config->sda);
	if (!port)
		return I2CHOST_BUSY;
	n = port->n;
	*port = (struct i2chost_port){.used = true,
				      .n = n,
				      .scl = config->scl,
				      .sda = config->sda,
				      .timeout_us = config->timeout_us};
	power(port, true);
	REG_WRITE(reg(port, CTR), I2C_SDA_FORCE_OUT_M | I2C_SCL_FORCE_OUT_M |
					  I2C_MS_MODE_M | I2C_ARBITRATION_EN_M);
	REG_WRITE(reg(port, FIFO_CONF), 0);
	REG_WRITE(reg(port, INT_ENA), 0);
	set_pace(port, config->hz);
	REG_SET_BIT(reg(port, CTR), I2C_CONF_UPGATE_M);
	connect(port->sda, n ? I2CEXT1_SDA_OUT_IDX : I2CEXT0_SDA_OUT_IDX);
	connect(port->scl, n ? I2CEXT1_SCL_OUT_IDX : I2CEXT0_SCL_OUT_IDX);
	*out = port;
	return I2CHOST_OK;
}

void i2chost_port_close(struct i2chost_port *port)
{
	power(port, false);
	gpio_reset_pin((gpio_num_t)port->scl);
	gpio_reset_pin((gpio_num_t)port->sda);
	port->used = false;
}

/* --- lists --------------------------------------------------------------- */

static void begin_list(struct i2chost_port *port)
{
	uint32_t fifos = I2C_RX_FIFO_RST_M | I2C_TX_FIFO_RST_M;

	REG_SET_BIT(reg(port, FIFO_CONF), fifos);
	REG_CLR_BIT(reg(port, FIFO_CONF), fifos);
	port->n_commands = 0;
	port->n_pushed = 0;
}

static void add(struct i2chost_port *port, uint32_t command)
{
	REG_WRITE(reg(port, COMD + 4 * port->n_commands++), command);
}

static void push(struct i2chost_port *port, uint8_t byte)
{
	REG_WRITE(reg(port, DATA), byte);
	port->n_pushed++;
}

static uint32_t counts(const struct i2chost_port *port)
{
	return REG_READ(reg(port, SR)) & (I2C_RXFIFO_CNT_M | I2C_TXFIFO_CNT_M);
}

/* Until one of these; each byte renews the patience. Returns those that are,
 * or 0. */
static uint32_t wait_for(struct i2chost_port *port, uint32_t events)
{
	int64_t since = esp_timer_get_time();
	uint32_t last = counts(port);

	for (;;) {
		uint32_t raw = REG_READ(reg(port, INT_RAW)) & events;
		uint32_t now = counts(port);

		if (raw)
			return raw;
		if (now != last)
			since = esp_timer_get_time();
		else if (esp_timer_get_time() - since > port->timeout_us)
			return 0;
		last = now;
	}
}

static int give_up(struct i2chost_port *port)
{
	REG_SET_BIT(reg(port, CTR), I2C_FSM_RST_M);
	return I2CHOST_TIMEOUT;
}

/* Carries the list out. I2CHOST_NACK: the STOP is over, too. */
static int carry_out(struct i2chost_port *port)
{
	uint32_t events = I2C_END_DETECT_INT_ENA_M |
			  I2C_TRANS_COMPLETE_INT_ENA_M | I2C_NACK_INT_ENA_M |
			  I2C_ARBITRATION_LOST_INT_ENA_M;

	REG_WRITE(reg(port, INT_CLR), UINT32_MAX);
	REG_SET_BIT(reg(port, CTR), I2C_CONF_UPGATE_M);
	REG_SET_BIT(reg(port, CTR), I2C_TRANS_START_M);
	events = wait_for(port, events);
	if (events & I2C_ARBITRATION_LOST_INT_ENA_M) {
		REG_SET_BIT(reg(port, CTR), I2C_FSM_RST_M);
		return I2CHOST_LOST;
	}
	if (events & I2C_NACK_INT_ENA_M)
		return wait_for(port, I2C_TRANS_COMPLETE_INT_ENA_M)
			       ? I2CHOST_NACK
			       : give_up(port);
	return events ? I2CHOST_OK : give_up(port);
}

/* Bytes of the list that were acknowledged: all that left the FIFO but the
 * last. */
static size_t acknowledged(const struct i2chost_port *port)
{
	size_t left = (counts(port) & I2C_TXFIFO_CNT_M) >> I2C_TXFIFO_CNT_S;

	return port->n_pushed - left - 1;
}

/* --- messages ------------------------------------------------------------ */

/* @n_sent: bytes before, the address among them. */
static int refused(const struct i2chost_port *port, struct i2chost_transfer *t,
		   size_t n_sent)
{
	size_t n = n_sent + acknowledged(port);

	if (!n)
		return I2CHOST_NO_DEVICE;
	t->n_acked = n - 1;
	return I2CHOST_NACK;
}

static int write_message(struct i2chost_port *port, struct i2chost_transfer *t,
			 bool stop)
{
	size_t n = i2chost_n_out(t) + 1, i = 0;

	while (i < n) {
		size_t first = i;
		int result;

		begin_list(port);
		if (!i) {
			add(port, RSTART);
			push(port, (uint8_t)(t->address << 1));
			i++;
		}
		while (i < n && port->n_pushed < FIFO)
			push(port, i2chost_out(t, i++ - 1));
		add(port, WRITE | CHECK | port->n_pushed);
		add(port, i == n && stop ? STOP : END);
		result = carry_out(port);
		if (result == I2CHOST_NACK)
			return refused(port, t, first);
		if (result)
			return result;
	}
	t->n_acked = n - 1;
	return I2CHOST_OK;
}

static void fetch(struct i2chost_port *port, uint8_t *in, size_t n)
{
	for (size_t i = 0; i < n; i++)
		in[i] = (uint8_t)REG_READ(reg(port, DATA));
}

static int read_message(struct i2chost_port *port, struct i2chost_transfer *t)
{
	size_t n = t->n_in, i = 0;

	while (i < n) {
		size_t part = n - i < FIFO ? n - i : FIFO;
		bool last = i + part == n;
		int result;

		begin_list(port);
		if (!i) {
			add(port, RSTART);
			push(port, (uint8_t)(t->address << 1 | 1));
			add(port, WRITE | CHECK | 1);
		}
		if (part > last)
			add(port, READ | (part - last));
		if (last)
			add(port, READ | NACK | 1);
		add(port, last && t->stop ? STOP : END);
		result = carry_out(port);
		if (result)
			return result == I2CHOST_NACK ? I2CHOST_NO_DEVICE
						      : result;
		fetch(port, t->in + i, part);
		i += part;
	}
	return I2CHOST_OK;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = I2CHOST_OK;

	if (i2chost_n_out(t) || !t->n_in)
		result = write_message(port, t, t->stop && !t->n_in);
	if (!result && t->n_in)
		result = read_message(port, t);
	return result;
}
