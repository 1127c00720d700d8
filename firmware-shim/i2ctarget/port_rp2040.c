/* SPDX-License-Identifier: MIT */
/*
 * The target on RP2040's DW_apb_i2c, with the pico-sdk.
 *
 * From:     RP2040 data sheet, section 4.3, and pico-sdk's hardware_i2c.
 * Modelled: both instances; bytes, reads, STOP, START and repeated START in
 *           the order of the wires, also when the handler comes late.
 * Left out: a second address, and a NACK for a chosen byte: the silicon has
 *           neither (I2CTARGET_UNSUPPORTED). SMBus time-outs: not in silicon.
 * Approx.:  is_restart, if the handler runs more than nine bits late: a STOP
 *           and a START that it finds together are taken to be in that order.
 *
 * Pins: SDA is even, SCL odd, and (pin / 2) is even for I2C0, odd for I2C1.
 */
#include "i2ctarget_port.h"

#include "hardware/gpio.h"
#include "hardware/i2c.h"
#include "hardware/irq.h"
#include "hardware/sync.h"
#include "pico/time.h"

#define N_PINS 30u

/* Only sets the hold time of SDA (300 ns) and the width of spikes to ignore,
 * which suit hosts up to 1 MHz. */
#define HOLD_BAUD 400000u

/* What was under way is over: a START (or repeated START) or STOP of whomever,
 * or the host's NACK. */
#define ENDS                                                                   \
	(I2C_IC_RAW_INTR_STAT_START_DET_BITS |                                 \
	 I2C_IC_RAW_INTR_STAT_STOP_DET_BITS |                                  \
	 I2C_IC_RAW_INTR_STAT_RX_DONE_BITS)

#define INTERRUPTS                                                             \
	(ENDS | I2C_IC_RAW_INTR_STAT_RX_FULL_BITS |                            \
	 I2C_IC_RAW_INTR_STAT_RD_REQ_BITS | I2C_IC_RAW_INTR_STAT_TX_ABRT_BITS)

struct i2ctarget_port {
	struct i2ctarget *owner; /* NULL: not in use */
	i2c_inst_t *i2c;
	unsigned irq;
	unsigned scl;
	unsigned sda;
	uint8_t address;
	/* What the interrupt bits have said: */
	bool busy;    /* a START went by, and no STOP since */
	bool armed;   /* and no byte or read since that START */
	bool restart; /* it was a repeated one */
	bool ended;   /* END not yet reported, after what is in the FIFO */
	bool may_end; /* the same, unless it came before the FIFO's bytes */
};

static struct i2ctarget_port ports[2];

static void isr0(void)
{
	i2ctarget_isr(ports[0].owner);
}

static void isr1(void)
{
	i2ctarget_isr(ports[1].owner);
}

/* Reading a clear register clears its bit. */
static void clear(io_ro_32 *clr)
{
	(void)*clr;
}

/* Everything is set before the block is enabled: the first address it
 * acknowledges finds an interrupt handler. */
static void start(struct i2ctarget_port *port)
{
	i2c_hw_t *hw = port->i2c->hw;

	hw->enable = 0;
	hw->con = I2C_IC_CON_SPEED_VALUE_FAST << I2C_IC_CON_SPEED_LSB |
		  I2C_IC_CON_IC_RESTART_EN_BITS |
		  I2C_IC_CON_RX_FIFO_FULL_HLD_CTRL_BITS;
	hw->sar = port->address;
	hw->ack_general_call = 0;
	hw->rx_tl = 0;
	hw->intr_mask = INTERRUPTS;
	clear(&hw->clr_intr);
	hw->enable = I2C_IC_ENABLE_ENABLE_BITS;
}

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	unsigned n = (config->sda / 2) % 2;
	struct i2ctarget_port *port = &ports[n];

	if (config->scl >= N_PINS || config->sda >= N_PINS ||
	    config->scl % 2 != 1 || config->sda % 2 != 0 ||
	    (config->scl / 2) % 2 != n)
		return I2CTARGET_ARGUMENT;
	if (config->n_addresses > 1)
		return I2CTARGET_UNSUPPORTED;
	if (port->owner)
		return I2CTARGET_BUSY;
	*port = (struct i2ctarget_port){
		.owner = owner,
		.i2c = n ? i2c1 : i2c0,
		.irq = n ? I2C1_IRQ : I2C0_IRQ,
		.scl = config->scl,
		.sda = config->sda,
		.address = config->addresses[0],
	};
	i2c_init(port->i2c, HOLD_BAUD);
	gpio_set_function(port->scl, GPIO_FUNC_I2C);
	gpio_set_function(port->sda, GPIO_FUNC_I2C);
	gpio_pull_up(port->scl);
	gpio_pull_up(port->sda);
	irq_set_enabled(port->irq, false);
	irq_set_exclusive_handler(port->irq, n ? isr1 : isr0);
	start(port);
	*out = port;
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	irq_set_enabled(port->irq, false);
	port->i2c->hw->intr_mask = 0;
	i2c_deinit(port->i2c);
	irq_remove_handler(port->irq, port->irq == I2C1_IRQ ? isr1 : isr0);
	gpio_set_function(port->scl, GPIO_FUNC_NULL);
	gpio_set_function(port->sda, GPIO_FUNC_NULL);
	port->owner = NULL;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	irq_set_enabled(port->irq, on);
}

/* Takes note of what the interrupt bits say happened, and clears them. They
 * keep no order; the FIFO's flags and RD_REQ, which stops the bus, give it. */
static void note(struct i2ctarget_port *port, uint32_t stat)
{
	i2c_hw_t *hw = port->i2c->hw;
	bool start = stat & I2C_IC_RAW_INTR_STAT_START_DET_BITS;
	bool stop = stat & I2C_IC_RAW_INTR_STAT_STOP_DET_BITS;

	/* While it is set, the FIFO throws away what it gets. */
	if (stat & I2C_IC_RAW_INTR_STAT_TX_ABRT_BITS)
		clear(&hw->clr_tx_abrt);
	if (stat & I2C_IC_RAW_INTR_STAT_RX_DONE_BITS)
		clear(&hw->clr_rx_done);
	if (start)
		clear(&hw->clr_start_det);
	if (stop)
		clear(&hw->clr_stop_det);
	if (start || stop) {
		port->restart = start && !stop && port->busy;
		/* Both: a START after the STOP, or all of a transfer. */
		if (start != stop)
			port->busy = start;
		port->armed = port->busy;
	}
	if (stat & ENDS)
		port->ended = true;
}

static void take_byte(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	uint32_t data = port->i2c->hw->data_cmd;

	*ev = (struct i2ctarget_event){
		.kind = I2CTARGET_EVENT_BYTE,
		.byte = data & I2C_IC_DATA_CMD_DAT_BITS,
		.address = port->address,
		.first = data & I2C_IC_DATA_CMD_FIRST_DATA_BYTE_BITS,
	};
	if (!ev->first)
		return;
	/* The end we know of came before this byte. Whether there was another
	 * one after it, is_over() will say. */
	port->may_end = port->ended;
	port->ended = false;
	port->armed = false;
	ev->restart = port->restart;
}

/* The FIFO is empty: has the last message in it ended? */
static bool is_over(struct i2ctarget_port *port)
{
	uint32_t status = port->i2c->hw->status;
	bool over = port->ended;

	if (port->may_end && !(status & I2C_IC_STATUS_SLV_ACTIVITY_BITS))
		over = true;
	port->ended = false;
	port->may_end = false;
	return over;
}

/* One snapshot a call. Bytes come first, since all that are in the FIFO came
 * before an end whose bit is set, unless they are marked as first: such a byte
 * belongs to the START we know of, and what the snapshot says came after it,
 * or else to one in the snapshot. Then comes the end; then the read, which
 * stops the bus and so is always last. */
bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	i2c_hw_t *hw = port->i2c->hw;
	uint32_t stat = hw->raw_intr_stat;
	bool has_byte = hw->status & I2C_IC_STATUS_RFNE_BITS;

	if (!has_byte || !port->armed)
		note(port, stat);
	if (has_byte) {
		take_byte(port, ev);
		return true;
	}
	*ev = (struct i2ctarget_event){.address = port->address};
	if (is_over(port)) {
		ev->kind = I2CTARGET_EVENT_END;
		return true;
	}
	if (!(stat & I2C_IC_RAW_INTR_STAT_RD_REQ_BITS))
		return false;
	clear(&hw->clr_rd_req);
	ev->kind = I2CTARGET_EVENT_WANT;
	port->armed = false;
	ev->restart = port->restart;
	return true;
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	port->i2c->hw->data_cmd = byte;
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
	return time_us_64();
}

/* An interrupt that came before the call has set the event that __wfe() takes,
 * and it returns at once. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	(void)port;
	if (until_us == UINT64_MAX)
		__wfe();
	else
		best_effort_wfe_or_timeout(from_us_since_boot(until_us));
}
