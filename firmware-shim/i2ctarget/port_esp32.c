/* SPDX-License-Identifier: MIT */
/*
 * The target on the I2C block of the ESP32-S3, with ESP-IDF. It goes past
 * driver/i2c_slave.h, which fills in bytes of its own when the program is late.
 *
 * From:     ESP32-S3 Technical Reference Manual, "I2C Controller".
 * Modelled: both instances on any two pins; bytes, reads, STOP, START and
 *           repeated START in the order of the wires; each byte of a read is
 *           asked for when the host clocks it (SLAVE_STRETCH), so none is ever
 *           sent ahead.
 * Left out: a second address, and a NACK for a chosen byte
 *           (I2CTARGET_UNSUPPORTED). The classic ESP32, which cannot hold SCL:
 *           the same. SMBus time-outs: not in silicon.
 * Approx.:  a handler that runs more than 18 bits late takes two writes for
 *           one, if nothing was read in between. Waits are as fine as ticks.
 */
#include "i2ctarget_port.h"

#include "driver/gpio.h"
#include "esp_intr_alloc.h"
#include "esp_rom_gpio.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"
#include "soc/gpio_sig_map.h"
#include "soc/i2c_reg.h"
#include "soc/interrupts.h"
#include "soc/soc.h"
#include "soc/soc_caps.h"
#include "soc/system_reg.h"

#define EVENTS                                                                 \
	(I2C_DET_START_INT_ENA_M | I2C_TRANS_COMPLETE_INT_ENA_M |              \
	 I2C_BYTE_TRANS_DONE_INT_ENA_M | I2C_RXFIFO_WM_INT_ENA_M |             \
	 I2C_SLAVE_STRETCH_INT_ENA_M)

/* Registers, from the block's base. */
enum {
	CTR = 0x04,
	SR = 0x08,
	SLAVE_ADDR = 0x10,
	FIFO_CONF = 0x18,
	DATA = 0x1c,
	INT_CLR = 0x24,
	INT_ENA = 0x28,
	INT_STATUS = 0x2c,
	SDA_HOLD = 0x30,
	SDA_SAMPLE = 0x34,
	CLK_CONF = 0x54,
	SCL_STRETCH_CONF = 0x84,
};

enum { ADDRESS_MATCH, TX_EMPTY, RX_FULL, NOT_HELD }; /* STRETCH_CAUSE */

struct i2ctarget_port {
	struct i2ctarget *owner; /* NULL: not in use */
	unsigned n;
	unsigned scl;
	unsigned sda;
	uint8_t address;
	intr_handle_t intr;
	SemaphoreHandle_t woken;
	bool busy;    /* a START went by, and no STOP since */
	bool armed;   /* and no byte or read of its message has been told */
	bool restart; /* it was a repeated one */
	bool later;   /* another START went by, after the bytes in the FIFO */
	bool later_restart;
	bool writing; /* the host has written a byte since */
	bool sending; /* or reads */
	bool ended;   /* END not yet reported, after what is in the FIFO */
	bool may_end; /* the same, unless it came before the FIFO's bytes */
	bool asked;   /* SCL is held for put() */
};

static struct i2ctarget_port ports[SOC_I2C_NUM];

#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE

static uint32_t at(unsigned n, uint32_t offset)
{
	return (uint32_t)(n ? DR_REG_I2C1_EXT_BASE : DR_REG_I2C_EXT_BASE) +
	       offset;
}

static void isr(void *arg)
{
	struct i2ctarget_port *port = arg;
	BaseType_t switch_task = pdFALSE;

	i2ctarget_isr(port->owner);
	xSemaphoreGiveFromISR(port->woken, &switch_task);
	if (switch_task)
		portYIELD_FROM_ISR();
}

/* --- set-up ------------------------------------------------------------ */

static void power(const struct i2ctarget_port *port, bool on)
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

static void connect(unsigned pin, unsigned signal)
{
	gpio_set_level((gpio_num_t)pin, 1);
	gpio_set_direction((gpio_num_t)pin, GPIO_MODE_INPUT_OUTPUT_OD);
	gpio_set_pull_mode((gpio_num_t)pin, GPIO_PULLUP_ONLY);
	esp_rom_gpio_connect_out_signal(pin, signal, false, false);
	esp_rom_gpio_connect_in_signal(pin, signal, false);
}

/* Everything is set before the address: the first that is acknowledged finds
 * an interrupt handler. */
static void start(struct i2ctarget_port *port)
{
	enum { SDA_CYCLES = 10 };
	unsigned n = port->n;

	power(port, true);
	REG_WRITE(at(n, CTR), I2C_SDA_FORCE_OUT_M | I2C_SCL_FORCE_OUT_M);
	REG_WRITE(at(n, CLK_CONF), I2C_SCLK_ACTIVE_M);
	REG_WRITE(at(n, FIFO_CONF), I2C_FIFO_PRT_EN_M);
	REG_WRITE(at(n, SDA_HOLD), SDA_CYCLES);
	REG_WRITE(at(n, SDA_SAMPLE), SDA_CYCLES);
	REG_WRITE(at(n, SCL_STRETCH_CONF),
		  I2C_STRETCH_PROTECT_NUM_M | I2C_SLAVE_SCL_STRETCH_EN_M);
	REG_WRITE(at(n, INT_CLR), EVENTS);
	REG_WRITE(at(n, INT_ENA), EVENTS);
	connect(port->sda, n ? I2CEXT1_SDA_OUT_IDX : I2CEXT0_SDA_OUT_IDX);
	connect(port->scl, n ? I2CEXT1_SCL_OUT_IDX : I2CEXT0_SCL_OUT_IDX);
	REG_WRITE(at(n, SLAVE_ADDR), port->address);
	REG_SET_BIT(at(n, CTR), I2C_CONF_UPGATE_M);
}

static bool has_pin(const struct i2ctarget_port *port, unsigned pin)
{
	return port->owner && (port->scl == pin || port->sda == pin);
}

static struct i2ctarget_port *find(unsigned scl, unsigned sda)
{
	struct i2ctarget_port *found = NULL;

	for (unsigned n = 0; n < SOC_I2C_NUM; n++) {
		if (has_pin(&ports[n], scl) || has_pin(&ports[n], sda))
			return NULL;
		if (!ports[n].owner && !found) {
			found = &ports[n];
			found->n = n;
		}
	}
	return found;
}

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	struct i2ctarget_port *port;
	unsigned n;

	if (!GPIO_IS_VALID_OUTPUT_GPIO((int)config->scl) ||
	    !GPIO_IS_VALID_OUTPUT_GPIO((int)config->sda) ||
	    config->scl == config->sda)
		return I2CTARGET_ARGUMENT;
	if (config->n_addresses > 1)
		return I2CTARGET_UNSUPPORTED;
	port = find(config->scl, config->sda);
	if (!port)
		return I2CTARGET_BUSY;
	n = port->n;
	*port = (struct i2ctarget_port){
		.owner = owner,
		.n = n,
		.scl = config->scl,
		.sda = config->sda,
		.address = config->addresses[0],
		.woken = xSemaphoreCreateBinary(),
	};
	if (!port->woken || esp_intr_alloc(n ? ETS_I2C_EXT1_INTR_SOURCE
					     : ETS_I2C_EXT0_INTR_SOURCE,
					   ESP_INTR_FLAG_INTRDISABLED, isr,
					   port, &port->intr) != ESP_OK) {
		if (port->woken)
			vSemaphoreDelete(port->woken);
		port->owner = NULL;
		return I2CTARGET_BUSY;
	}
	start(port);
	*out = port;
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	esp_intr_free(port->intr);
	power(port, false);
	gpio_reset_pin((gpio_num_t)port->scl);
	gpio_reset_pin((gpio_num_t)port->sda);
	vSemaphoreDelete(port->woken);
	port->owner = NULL;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	if (on)
		esp_intr_enable(port->intr);
	else
		esp_intr_disable(port->intr);
}

/* --- events ------------------------------------------------------------ */

static unsigned held_for(const struct i2ctarget_port *port)
{
	return (REG_READ(at(port->n, SR)) & I2C_STRETCH_CAUSE_M) >>
	       I2C_STRETCH_CAUSE_S;
}

static void let_go(const struct i2ctarget_port *port)
{
	REG_SET_BIT(at(port->n, SCL_STRETCH_CONF), I2C_SLAVE_SCL_STRETCH_CLR_M);
}

/* Of a START and a STOP: the bus is busy, and with no START that will be told
 * of later. */
static bool began_last(const struct i2ctarget_port *port)
{
	return REG_READ(at(port->n, SR)) & I2C_BUS_BUSY_M &&
	       !(REG_READ(at(port->n, INT_STATUS)) & I2C_DET_START_INT_ENA_M);
}

static unsigned waiting_bytes(const struct i2ctarget_port *port)
{
	return (REG_READ(at(port->n, SR)) & I2C_RXFIFO_CNT_M) >>
	       I2C_RXFIFO_CNT_S;
}

/* If the START before has no byte yet, those in the FIFO are its. */
static void note_start(struct i2ctarget_port *port, bool start, bool restart)
{
	if (port->armed && waiting_bytes(port)) {
		port->later = start;
		port->later_restart = restart;
		return;
	}
	port->armed = start;
	port->restart = restart;
}

/* Takes note of what the interrupt bits say happened, and clears them. They
 * keep no order; the FIFO and the held bus give it. */
static void note(struct i2ctarget_port *port)
{
	uint32_t events = REG_READ(at(port->n, INT_STATUS));
	bool start = events & I2C_DET_START_INT_ENA_M;
	bool stop = events & I2C_TRANS_COMPLETE_INT_ENA_M;

	REG_WRITE(at(port->n, INT_CLR), events);
	if (start || stop) {
		note_start(port, start, start && !stop && port->busy);
		port->busy = start && (!stop || began_last(port));
		port->ended = true;
	}
	if (events & I2C_BYTE_TRANS_DONE_INT_ENA_M && port->sending &&
	    REG_READ(at(port->n, SR)) & I2C_RESP_REC_M)
		port->ended = true;
}

static void take_byte(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	*ev = (struct i2ctarget_event){
		.kind = I2CTARGET_EVENT_BYTE,
		.byte = (uint8_t)REG_READ(at(port->n, DATA)),
		.address = port->address,
		.first = !port->writing,
		.restart = !port->writing && port->restart,
	};
	if (held_for(port) == RX_FULL)
		let_go(port);
	if (!ev->first)
		return;
	port->armed = false;
	port->writing = true;
	port->sending = false;
	if (port->later)
		return;
	/* The end we know of came before this byte. Whether there was another
	 * one after it, is_over() will say. */
	port->may_end = port->ended;
	port->ended = false;
}

/* The FIFO is empty: has the last message in it ended? */
static bool is_over(struct i2ctarget_port *port)
{
	bool over = port->ended;

	if (port->may_end && !(REG_READ(at(port->n, SR)) & I2C_BUS_BUSY_M))
		over = true;
	port->ended = false;
	port->may_end = false;
	if (port->later) {
		port->armed = true;
		port->restart = port->later_restart;
	}
	port->later = false;
	return over;
}

static bool is_wanted(const struct i2ctarget_port *port)
{
	unsigned cause = held_for(port);

	return cause == ADDRESS_MATCH || cause == TX_EMPTY;
}

/* Bytes first: all that are in the FIFO came before what else is known, or are
 * the first of a message whose start is known. */
bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	note(port);
	if (waiting_bytes(port)) {
		take_byte(port, ev);
		return true;
	}
	if (is_over(port)) {
		port->writing = port->sending = port->asked = false;
		*ev = (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END};
		return true;
	}
	if (!is_wanted(port) || port->asked)
		return false;
	*ev = (struct i2ctarget_event){
		.kind = I2CTARGET_EVENT_WANT,
		.address = port->address,
		.restart = !port->sending && port->restart,
	};
	port->writing = port->armed = false;
	port->sending = true;
	port->asked = true;
	return true;
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	port->asked = false;
	REG_WRITE(at(port->n, DATA), byte);
	let_go(port);
}

/* --- the rest ---------------------------------------------------------- */

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	(void)port;
	(void)ack;
	return I2CTARGET_UNSUPPORTED;
}

uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	(void)port;
	return (uint64_t)esp_timer_get_time();
}

void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	const uint64_t tick_us = 1000u * portTICK_PERIOD_MS;
	uint64_t now_us = i2ctarget_port_now_us(port);
	uint64_t ticks;

	if (until_us <= now_us)
		return;
	ticks = (until_us - now_us + tick_us - 1) / tick_us;
	xSemaphoreTake(port->woken, ticks < portMAX_DELAY ? (TickType_t)ticks
							  : portMAX_DELAY);
}

#else /* nothing holds SCL until there is an answer */

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	(void)owner;
	(void)config;
	*out = &ports[0];
	return I2CTARGET_UNSUPPORTED;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	(void)port;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	(void)port;
	(void)on;
}

bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	(void)port;
	(void)ev;
	return false;
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	(void)port;
	(void)byte;
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	(void)port;
	(void)ack;
	return I2CTARGET_UNSUPPORTED;
}

uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	(void)port;
	return (uint64_t)esp_timer_get_time();
}

void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	(void)port;
	(void)until_us;
}

#endif
