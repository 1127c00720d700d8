/* SPDX-License-Identifier: MIT */
/*
 * The host on the SERCOMs of the SAM D51 and SAM D21, with the device packs'
 * registers.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 36.6.2.4 and 36.10.
 * Modelled: every SERCOM and every pair of its pads 0 (SDA) and 1 (SCL);
 *           93 kHz to 1 MHz; a message waits for another host's STOP.
 * Left out: slower rates, Hs-mode, DMA.
 * Approx.:  the bus is taken for free when the host is opened and after a
 *           time-out: it can not be seen whether a message is under way.
 *
 * Pins are counted as the pack does: PIN_PA12 is 12, PIN_PB08 is 40. The clock
 * is that of port_samd51.c, 48 MHz unless I2CTARGET_CORE_HZ says otherwise.
 * Time-outs are measured with SysTick, which is started if it stands still.
 */
#include "i2chost_port.h"
#include "port_sam.h"

#ifndef I2CTARGET_CORE_HZ
#define I2CTARGET_CORE_HZ 48000000u
#endif

/* SDA keeps its level for 50 to 100 ns after SCL falls. */
#define SDAHOLD 1
/* Each half of SCL's period is that many clocks longer than BAUD says. */
#define EXTRA 5u

enum { BUS_IDLE = 1, BUS_OWNER = 2 };
enum { CMD_READ = 2, CMD_STOP = 3 };

struct i2chost_port {
	SercomI2cm *i2c; /* NULL: not in use */
	unsigned scl;
	unsigned sda;
	uint32_t baud;
	uint64_t timeout; /* in SysTick's clocks */
};

static struct i2chost_port ports[SERCOM_INST_NUM];

/* --- Time ---------------------------------------------------------------- */

struct patience {
	uint32_t seen; /* of SysTick, which counts down */
	uint64_t left;
};

static struct patience begin(const struct i2chost_port *port)
{
	return (struct patience){SysTick->VAL, port->timeout};
}

static bool is_over(struct patience *p)
{
	uint32_t now = SysTick->VAL;
	uint32_t passed = p->seen - now;

	if (now > p->seen)
		passed += SysTick->LOAD + 1;
	p->seen = now;
	p->left = p->left > passed ? p->left - passed : 0;
	return !p->left;
}

static void start_clock(void)
{
	if (SysTick->CTRL & SysTick_CTRL_ENABLE_Msk)
		return;
	SysTick->LOAD = SysTick_LOAD_RELOAD_Msk;
	SysTick->VAL = 0;
	SysTick->CTRL = SysTick_CTRL_CLKSOURCE_Msk | SysTick_CTRL_ENABLE_Msk;
}

/* --- Opening and closing ------------------------------------------------- */

static void sync(SercomI2cm *i2c)
{
	while (i2c->SYNCBUSY.reg)
		;
}

static void start(struct i2chost_port *port)
{
	SercomI2cm *i2c = port->i2c;

	i2c->CTRLA.bit.SWRST = 1;
	sync(i2c);
	i2c->BAUD.reg = port->baud;
	i2c->CTRLA.reg = SERCOM_I2CM_CTRLA_MODE_I2C_MASTER |
			 SERCOM_I2CM_CTRLA_SDAHOLD(SDAHOLD) |
			 SERCOM_I2CM_CTRLA_SPEED(1);
	i2c->CTRLA.bit.ENABLE = 1;
	sync(i2c);
	i2c->STATUS.reg = SERCOM_I2CM_STATUS_BUSSTATE(BUS_IDLE);
	sync(i2c);
}

/* Up to 100 kHz SCL is low for half of the period, above for two thirds: tLOW
 * is longer than tHIGH in Fast-mode. 0: cannot. */
static uint32_t baud_of(uint32_t hz)
{
	uint32_t all = (I2CTARGET_CORE_HZ + hz - 1) / hz;
	uint32_t high = hz > 100000 ? all / 3 : all / 2;
	uint32_t low = all - high;

	if (high <= EXTRA || low > 255 + EXTRA)
		return 0;
	return SERCOM_I2CM_BAUD_BAUD(high - EXTRA) |
	       SERCOM_I2CM_BAUD_BAUDLOW(low - EXTRA);
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	const struct pad *sda, *scl;
	struct i2chost_port *port;
	uint32_t baud = baud_of(config->hz);

	if (!baud || config->hz > 1000000 ||
	    !find_pads(config->sda, config->scl, &sda, &scl))
		return I2CHOST_ARGUMENT;
	port = &ports[sda->sercom];
	if (port->i2c)
		return I2CHOST_BUSY;
	*port = (struct i2chost_port){
		.i2c = &give_clocks(sda->sercom)->I2CM,
		.scl = config->scl,
		.sda = config->sda,
		.baud = baud,
		.timeout = (uint64_t)config->timeout_us *
			   (SystemCoreClock / 1000000),
	};
	start_clock();
	give_pin(port->sda, sda);
	give_pin(port->scl, scl);
	start(port);
	*out = port;
	return I2CHOST_OK;
}

void i2chost_port_close(struct i2chost_port *port)
{
	port->i2c->CTRLA.bit.SWRST = 1;
	sync(port->i2c);
	give_pin(port->scl, NULL);
	give_pin(port->sda, NULL);
	port->i2c = NULL;
}

/* --- Steps --------------------------------------------------------------- */

/* Until the address or a byte is through and SCL is ours to hold. */
static int await_step(struct i2chost_port *port)
{
	SercomI2cm *i2c = port->i2c;
	struct patience p = begin(port);

	while (!(i2c->INTFLAG.reg &
		 (SERCOM_I2CM_INTFLAG_MB | SERCOM_I2CM_INTFLAG_SB)))
		if (is_over(&p))
			return I2CHOST_TIMEOUT;
	if (!i2c->STATUS.bit.ARBLOST && i2c->STATUS.bit.BUSSTATE == BUS_OWNER)
		return I2CHOST_OK;
	i2c->INTFLAG.reg = SERCOM_I2CM_INTFLAG_MB | SERCOM_I2CM_INTFLAG_ERROR;
	return I2CHOST_LOST;
}

static int command(struct i2chost_port *port, bool ack, unsigned cmd)
{
	uint32_t act = ack ? 0 : SERCOM_I2CM_CTRLB_ACKACT;

	port->i2c->CTRLB.reg = act | SERCOM_I2CM_CTRLB_CMD(cmd);
	sync(port->i2c);
	return I2CHOST_OK;
}

static int stop(struct i2chost_port *port)
{
	struct patience p = begin(port);

	command(port, false, CMD_STOP);
	while (port->i2c->STATUS.bit.BUSSTATE == BUS_OWNER)
		if (is_over(&p))
			return I2CHOST_TIMEOUT;
	return I2CHOST_OK;
}

/* @why: what a NACK means, told after the STOP. */
static int check_ack(struct i2chost_port *port, int why)
{
	int result = await_step(port);

	if (result != I2CHOST_OK || !port->i2c->STATUS.bit.RXNACK)
		return result;
	result = stop(port);
	return result == I2CHOST_OK ? why : result;
}

/* START, or repeated START where the bus was kept, and the address. After a
 * read that kept it, its last byte gets its NACK with that. */
static int address(struct i2chost_port *port, uint8_t address, bool read)
{
	port->i2c->CTRLB.reg = SERCOM_I2CM_CTRLB_ACKACT;
	port->i2c->ADDR.reg = (uint32_t)address << 1 | read;
	return check_ack(port, I2CHOST_NO_DEVICE);
}

/* --- Transfers ----------------------------------------------------------- */

static int write(struct i2chost_port *port, struct i2chost_transfer *t)
{
	size_t n = i2chost_n_out(t);
	int result = address(port, t->address, false);

	for (size_t i = 0; i < n && !result; i++) {
		port->i2c->DATA.reg = i2chost_out(t, i);
		result = check_ack(port, I2CHOST_NACK);
		if (!result)
			t->n_acked++;
	}
	return result;
}

/* The last byte is left without its acknowledge, which goes before the STOP or
 * repeated START. */
static int read(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = address(port, t->address, true);

	for (size_t i = 0; i < t->n_in && !result; i++) {
		t->in[i] = (uint8_t)port->i2c->DATA.reg;
		if (i == t->n_in - 1)
			break;
		command(port, true, CMD_READ);
		result = await_step(port);
	}
	return result;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = I2CHOST_OK;

	if (i2chost_n_out(t) || !t->n_in)
		result = write(port, t);
	if (!result && t->n_in)
		result = read(port, t);
	if (!result && t->stop)
		result = stop(port);
	if (result == I2CHOST_TIMEOUT)
		start(port);
	return result;
}
