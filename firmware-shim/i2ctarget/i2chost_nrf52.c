/* SPDX-License-Identifier: MIT */
/*
 * The host on the nRF52840's TWIM, with the registers of Nordic's MDK.
 *
 * From:     nRF52840 Product Specification: TWIM, EasyDMA, GPIO; errata, 219.
 * Modelled: both instances, on any two pins; all calls. SCL is 382.8 kHz, 250
 *           kHz or 100 kHz, what is not above what was asked for.
 * Left out: SCL below 100 kHz. Messages of more than I2CHOST_NRF52_ROOM bytes
 *           to write, since a message is one buffer in RAM, and what is written
 *           may lie in flash: I2CHOST_UNSUPPORTED. Other hosts, of which TWIM
 *           knows nothing: who disturbs the last byte is not seen, and only a
 *           transfer cut short is I2CHOST_LOST.
 * Approx.:  the time-out counts from the time that all bytes take.
 *
 * Pins: P0.00 is 0, P1.00 is 32. Time-outs are measured with the core's cycle
 * counter, of 60 s at most.
 */
#include "i2chost_port.h"

#include "nrf.h"

#ifndef I2CHOST_NRF52_ROOM
#define I2CHOST_NRF52_ROOM 256
#endif

#define N_PINS	      48u
#define CYCLES_PER_US 64u
#define FREQUENCY_390 0x06200000u /* by erratum 219, instead of 400k */

#define OPEN_DRAIN                                                             \
	(GPIO_PIN_CNF_DIR_Input << GPIO_PIN_CNF_DIR_Pos |                      \
	 GPIO_PIN_CNF_INPUT_Connect << GPIO_PIN_CNF_INPUT_Pos |                \
	 GPIO_PIN_CNF_PULL_Pullup << GPIO_PIN_CNF_PULL_Pos |                   \
	 GPIO_PIN_CNF_DRIVE_S0D1 << GPIO_PIN_CNF_DRIVE_Pos)
#define UNUSED (GPIO_PIN_CNF_INPUT_Disconnect << GPIO_PIN_CNF_INPUT_Pos)

struct i2chost_port {
	NRF_TWIM_Type *twim; /* NULL: not in use */
	unsigned scl;
	unsigned sda;
	uint32_t hz;
	uint32_t timeout_us;
	uint8_t buffer[I2CHOST_NRF52_ROOM]; /* EasyDMA reads RAM only */
};

static struct i2chost_port ports[2];

/* --- set-up -------------------------------------------------------------- */

static void set_pin(unsigned pin, uint32_t cnf)
{
	NRF_GPIO_Type *gpio = pin < 32 ? NRF_P0 : NRF_P1;

	gpio->PIN_CNF[pin % 32] = cnf;
}

static uint32_t pace(uint32_t hz)
{
	if (hz < 250000)
		return TWIM_FREQUENCY_FREQUENCY_K100;
	return hz < 390000 ? TWIM_FREQUENCY_FREQUENCY_K250 : FREQUENCY_390;
}

/* Off and on again: lets go of the wires, whatever was under way. */
static void start(struct i2chost_port *port)
{
	NRF_TWIM_Type *twim = port->twim;

	twim->ENABLE = TWIM_ENABLE_ENABLE_Disabled;
	twim->INTENCLR = UINT32_MAX;
	twim->PSEL.SCL = port->scl;
	twim->PSEL.SDA = port->sda;
	twim->FREQUENCY = pace(port->hz);
	twim->ENABLE = TWIM_ENABLE_ENABLE_Enabled;
}

static bool has_pin(const struct i2chost_port *port, unsigned pin)
{
	return port->twim && (port->scl == pin || port->sda == pin);
}

/* Any instance drives any pins: the first that nobody has. */
static struct i2chost_port *find_free(const struct i2chost_config *config)
{
	for (unsigned i = 0; i < 2; i++)
		if (has_pin(&ports[i], config->scl) ||
		    has_pin(&ports[i], config->sda))
			return NULL;
	if (!NRF_TWIM0->ENABLE)
		return &ports[0];
	return NRF_TWIM1->ENABLE ? NULL : &ports[1];
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	struct i2chost_port *port = find_free(config);

	if (config->scl >= N_PINS || config->sda >= N_PINS ||
	    config->hz < 100000)
		return I2CHOST_ARGUMENT;
	if (!port)
		return I2CHOST_BUSY;
	port->twim = port == &ports[0] ? NRF_TWIM0 : NRF_TWIM1;
	port->scl = config->scl;
	port->sda = config->sda;
	port->hz = config->hz;
	port->timeout_us = config->timeout_us;
	CoreDebug->DEMCR |= CoreDebug_DEMCR_TRCENA_Msk;
	DWT->CTRL |= DWT_CTRL_CYCCNTENA_Msk;
	set_pin(config->scl, OPEN_DRAIN);
	set_pin(config->sda, OPEN_DRAIN);
	start(port);
	*out = port;
	return I2CHOST_OK;
}

void i2chost_port_close(struct i2chost_port *port)
{
	port->twim->ENABLE = TWIM_ENABLE_ENABLE_Disabled;
	set_pin(port->scl, UNUSED);
	set_pin(port->sda, UNUSED);
	port->twim = NULL;
}

/* --- transfers ----------------------------------------------------------- */

/* Nine bits a byte, the addresses too, and tBUF: ten. */
static uint32_t patience(const struct i2chost_port *port,
			 const struct i2chost_transfer *t)
{
	uint64_t bits = (uint64_t)(i2chost_n_out(t) + t->n_in + 2) * 10;
	uint64_t us = port->timeout_us + bits * 10; /* at 100 kHz */

	return us > UINT32_MAX / CYCLES_PER_US ? UINT32_MAX
					       : (uint32_t)us * CYCLES_PER_US;
}

static bool wait_for(const volatile uint32_t *one, const volatile uint32_t *two,
		     const volatile uint32_t *three, uint32_t cycles)
{
	uint32_t since = DWT->CYCCNT;

	while (!*one && !*two && !*three)
		if (DWT->CYCCNT - since >= cycles)
			return false;
	return true;
}

static void set_buffers(struct i2chost_port *port, struct i2chost_transfer *t)
{
	NRF_TWIM_Type *twim = port->twim;
	size_t n = i2chost_n_out(t);

	for (size_t i = 0; i < n; i++)
		port->buffer[i] = i2chost_out(t, i);
	twim->TXD.PTR = (uint32_t)(uintptr_t)port->buffer;
	twim->TXD.MAXCNT = (uint32_t)n;
	twim->RXD.PTR = (uint32_t)(uintptr_t)t->in;
	twim->RXD.MAXCNT = (uint32_t)t->n_in;
	twim->EVENTS_STOPPED = twim->EVENTS_SUSPENDED = 0;
	twim->EVENTS_ERROR = twim->EVENTS_LASTRX = 0;
	twim->ERRORSRC = twim->ERRORSRC;
}

/* No byte is the last of a write of none: its end is asked for at once. */
static void begin(struct i2chost_port *port, const struct i2chost_transfer *t)
{
	NRF_TWIM_Type *twim = port->twim;
	bool writes = i2chost_n_out(t) || !t->n_in;
	uint32_t shorts = 0;

	if (t->n_in)
		shorts = TWIM_SHORTS_LASTTX_STARTRX_Msk |
			 (t->stop ? TWIM_SHORTS_LASTRX_STOP_Msk
				  : TWIM_SHORTS_LASTRX_SUSPEND_Msk);
	else if (i2chost_n_out(t))
		shorts = t->stop ? TWIM_SHORTS_LASTTX_STOP_Msk
				 : TWIM_SHORTS_LASTTX_SUSPEND_Msk;
	twim->SHORTS = shorts;
	twim->ADDRESS = t->address;
	twim->TASKS_RESUME = 1;
	if (writes)
		twim->TASKS_STARTTX = 1;
	else
		twim->TASKS_STARTRX = 1;
	if (shorts)
		return;
	if (t->stop)
		twim->TASKS_STOP = 1;
	else
		twim->TASKS_SUSPEND = 1;
}

/* What was refused, after the STOP that has to be asked for. AMOUNT counts the
 * byte that was refused. */
static int refused(struct i2chost_port *port, struct i2chost_transfer *t,
		   uint32_t cycles)
{
	NRF_TWIM_Type *twim = port->twim;
	bool address = twim->ERRORSRC & TWIM_ERRORSRC_ANACK_Msk;

	twim->SHORTS = 0;
	twim->TASKS_RESUME = 1;
	twim->TASKS_STOP = 1;
	if (!wait_for(&twim->EVENTS_STOPPED, &twim->EVENTS_STOPPED,
		      &twim->EVENTS_STOPPED, cycles))
		return I2CHOST_TIMEOUT;
	if (address)
		return I2CHOST_NO_DEVICE;
	t->n_acked = twim->TXD.AMOUNT - 1;
	return I2CHOST_NACK;
}

static int ended(struct i2chost_port *port, struct i2chost_transfer *t)
{
	const NRF_TWIM_Type *twim = port->twim;
	size_t n = i2chost_n_out(t);

	if ((n && twim->TXD.AMOUNT != n) ||
	    (t->n_in && (!twim->EVENTS_LASTRX || twim->RXD.AMOUNT != t->n_in)))
		return I2CHOST_LOST;
	t->n_acked = n;
	return I2CHOST_OK;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	NRF_TWIM_Type *twim = port->twim;
	uint32_t cycles = patience(port, t);
	int result;

	if (i2chost_n_out(t) > I2CHOST_NRF52_ROOM || t->n_in > UINT16_MAX)
		return I2CHOST_UNSUPPORTED;
	set_buffers(port, t);
	begin(port, t);
	if (!wait_for(&twim->EVENTS_STOPPED, &twim->EVENTS_SUSPENDED,
		      &twim->EVENTS_ERROR, cycles))
		result = I2CHOST_TIMEOUT;
	else if (twim->EVENTS_ERROR)
		result = refused(port, t, cycles);
	else
		result = ended(port, t);
	if (result == I2CHOST_TIMEOUT)
		start(port);
	return result;
}
