/* SPDX-License-Identifier: MIT */
/*
 * The host on the I2C block of the older STM32 families (F1, F2, F4, L1), with
 * ST's HAL: here the STM32F4's I2C1 to I2C3.
 *
 * From:     RM0090, 27.3.3 (master mode) and 27.6; ES0182 for BERR.
 * Modelled: three instances; all calls; another host's victory; up to 400 kHz.
 * Approx.:  after a time-out the bus is taken for free if both wires are high.
 *
 * Pins: port A is 0 to 15, port B 16 to 31, and so on, as on AF4. Time-outs
 * are measured with the core's cycle counter, of 25 s at most.
 */
#include "i2chost_port.h"
#include "port_stm32f4.h"

#define STANDARD_HZ 100000u
#define FAST_HZ	    400000u

struct i2chost_port {
	I2C_TypeDef *i2c; /* NULL: not in use */
	unsigned scl;
	unsigned sda;
	uint32_t hz;
	uint32_t timeout_us;
	bool kept; /* the last transfer ended without STOP */
};

static struct i2chost_port ports[N_PORTS];

/* --- set-up ------------------------------------------------------------ */

/* RM0090, 27.6.8: at that rate or slower. */
static uint32_t pace(uint32_t clock_hz, uint32_t hz)
{
	uint32_t parts = hz <= STANDARD_HZ ? 2 : 3;
	uint32_t ccr = (clock_hz + parts * hz - 1) / (parts * hz);

	if (hz <= STANDARD_HZ)
		return ccr < 4 ? 4 : ccr;
	return I2C_CCR_FS | ccr;
}

/* The block begins anew, and lets go of the wires. */
static void start(struct i2chost_port *port)
{
	uint32_t clock_hz = HAL_RCC_GetPCLK1Freq();
	uint32_t mhz = clock_hz / 1000000u;
	I2C_TypeDef *i2c = port->i2c;

	i2c->CR1 = I2C_CR1_SWRST;
	i2c->CR1 = 0;
	i2c->CR2 = mhz;
	i2c->CCR = pace(clock_hz, port->hz);
	i2c->TRISE = port->hz <= STANDARD_HZ ? mhz + 1 : mhz * 300 / 1000 + 1;
	i2c->CR1 = I2C_CR1_PE;
	port->kept = false;
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	int n = block_of(config->scl, true);

	if (n < 0 || n != block_of(config->sda, false) || config->hz > FAST_HZ)
		return I2CHOST_ARGUMENT;
	if (ports[n].i2c)
		return I2CHOST_BUSY;
	ports[n] = (struct i2chost_port){
		.i2c = open_block((unsigned)n),
		.scl = config->scl,
		.sda = config->sda,
		.hz = config->hz,
		.timeout_us = config->timeout_us,
	};
	CoreDebug->DEMCR |= CoreDebug_DEMCR_TRCENA_Msk;
	DWT->CTRL |= DWT_CTRL_CYCCNTENA_Msk;
	set_pin(config->scl, GPIO_MODE_AF_OD);
	set_pin(config->sda, GPIO_MODE_AF_OD);
	start(&ports[n]);
	*out = &ports[n];
	return I2CHOST_OK;
}

void i2chost_port_close(struct i2chost_port *port)
{
	port->i2c->CR1 = 0;
	set_pin(port->scl, GPIO_MODE_ANALOG);
	set_pin(port->sda, GPIO_MODE_ANALOG);
	port->i2c = NULL;
}

/* --- waiting ----------------------------------------------------------- */

struct patience {
	uint32_t since;
	uint32_t cycles;
};

static struct patience begin(const struct i2chost_port *port)
{
	uint64_t cycles =
		(uint64_t)(SystemCoreClock / 1000000u) * port->timeout_us;

	return (struct patience){DWT->CYCCNT, cycles > UINT32_MAX
						      ? UINT32_MAX
						      : (uint32_t)cycles};
}

static bool is_over(const struct patience *p)
{
	return DWT->CYCCNT - p->since >= p->cycles;
}

/* Until SR1 has one of @flags. BERR alone means nothing to a host: ES0182. */
static int wait_for(struct i2chost_port *port, uint32_t flags)
{
	struct patience p = begin(port);
	uint32_t sr1;

	do {
		sr1 = port->i2c->SR1;
		if (sr1 & I2C_SR1_ARLO) {
			port->i2c->SR1 = ~I2C_SR1_ARLO;
			return I2CHOST_LOST;
		}
		if (sr1 & I2C_SR1_AF) {
			port->i2c->SR1 = ~I2C_SR1_AF;
			return I2CHOST_NACK;
		}
		if (sr1 & I2C_SR1_BERR)
			port->i2c->SR1 = ~I2C_SR1_BERR;
		if (is_over(&p))
			return I2CHOST_TIMEOUT;
	} while (!(sr1 & flags));
	return I2CHOST_OK;
}

static int wait_free(struct i2chost_port *port)
{
	struct patience p = begin(port);

	while (port->i2c->SR2 & I2C_SR2_BUSY)
		if (is_over(&p))
			return I2CHOST_TIMEOUT;
	return I2CHOST_OK;
}

static int wait_stopped(struct i2chost_port *port)
{
	struct patience p = begin(port);

	while (port->i2c->CR1 & I2C_CR1_STOP)
		if (is_over(&p))
			return I2CHOST_TIMEOUT;
	return I2CHOST_OK;
}

/* --- bytes ------------------------------------------------------------- */

/* Up to ADDR, which holds SCL. */
static int address(struct i2chost_port *port, uint8_t byte)
{
	int result;

	port->i2c->CR1 |= I2C_CR1_START;
	result = wait_for(port, I2C_SR1_SB);
	if (result)
		return result;
	port->i2c->DR = byte;
	result = wait_for(port, I2C_SR1_ADDR);
	return result == I2CHOST_NACK ? I2CHOST_NO_DEVICE : result;
}

static void clear_addr(struct i2chost_port *port)
{
	(void)port->i2c->SR1;
	(void)port->i2c->SR2;
}

/* A byte is acknowledged, and SCL held, when BTF is set. */
static int write(struct i2chost_port *port, struct i2chost_transfer *t)
{
	size_t n = i2chost_n_out(t);
	int result = address(port, (uint8_t)(t->address << 1));

	if (result)
		return result;
	clear_addr(port);
	for (size_t i = 0; i < n && !result; i++) {
		port->i2c->DR = i2chost_out(t, i);
		result = wait_for(port, I2C_SR1_BTF);
		if (!result)
			t->n_acked++;
	}
	return result;
}

/* The block clocks in what it has room for, so that ACK and STOP are set while
 * SCL is held: for one byte, in ADDR. A STOP set before that would come before
 * the byte; no interrupt may come between. */
static int read_one(struct i2chost_port *port, struct i2chost_transfer *t)
{
	uint32_t primask = __get_PRIMASK();
	int result;

	port->i2c->CR1 &= ~I2C_CR1_ACK;
	__disable_irq();
	clear_addr(port);
	if (t->stop)
		port->i2c->CR1 |= I2C_CR1_STOP;
	__set_PRIMASK(primask);
	result = wait_for(port, I2C_SR1_RXNE);
	t->in[0] = (uint8_t)port->i2c->DR;
	return result;
}

/* Both are in when BTF is set: the second was refused, and SCL is held. */
static int read_last_two(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = wait_for(port, I2C_SR1_BTF);

	if (!result && t->stop)
		port->i2c->CR1 |= I2C_CR1_STOP;
	t->in[t->n_in - 2] = (uint8_t)port->i2c->DR;
	t->in[t->n_in - 1] = (uint8_t)port->i2c->DR;
	return result;
}

/* POS lets ACK say what becomes of the second byte. */
static int read_two(struct i2chost_port *port, struct i2chost_transfer *t)
{
	uint32_t primask = __get_PRIMASK();

	port->i2c->CR1 |= I2C_CR1_POS;
	__disable_irq();
	clear_addr(port);
	port->i2c->CR1 &= ~I2C_CR1_ACK;
	__set_PRIMASK(primask);
	return read_last_two(port, t);
}

static int read_more(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = I2CHOST_OK;

	clear_addr(port);
	for (size_t i = 0; i < t->n_in - 2 && !result; i++) {
		result = wait_for(port, I2C_SR1_BTF);
		if (i == t->n_in - 3)
			port->i2c->CR1 &= ~I2C_CR1_ACK;
		t->in[i] = (uint8_t)port->i2c->DR;
	}
	return result ? result : read_last_two(port, t);
}

static int read(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result;

	port->i2c->CR1 = (port->i2c->CR1 & ~I2C_CR1_POS) | I2C_CR1_ACK;
	result = address(port, (uint8_t)(t->address << 1 | 1));
	if (result)
		return result;
	if (t->n_in == 1)
		return read_one(port, t);
	return t->n_in == 2 ? read_two(port, t) : read_more(port, t);
}

/* --- transfers --------------------------------------------------------- */

/* A read has asked for its STOP already, a lost bus is another's. */
static int finish(struct i2chost_port *port, const struct i2chost_transfer *t,
		  int result)
{
	bool refused = result == I2CHOST_NO_DEVICE || result == I2CHOST_NACK;

	if (refused || (!result && t->stop && !t->n_in))
		port->i2c->CR1 |= I2C_CR1_STOP;
	if (result != I2CHOST_TIMEOUT && wait_stopped(port) != I2CHOST_OK)
		result = I2CHOST_TIMEOUT;
	if (result == I2CHOST_TIMEOUT)
		start(port);
	port->kept = !result && !t->stop;
	return result;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = port->kept ? I2CHOST_OK : wait_free(port);

	if (!result && (i2chost_n_out(t) || !t->n_in))
		result = write(port, t);
	if (!result && t->n_in)
		result = read(port, t);
	return finish(port, t, result);
}
