/* SPDX-License-Identifier: MIT */
/*
 * The host on the I2C block of the newer STM32 families, with ST's HAL: here
 * the STM32G071's I2C1 and I2C2.
 *
 * From:     RM0444, the I2C interface: master mode, RELOAD and AUTOEND.
 * Modelled: both instances; messages of any length, of none, and kept between
 *           calls; the block's clock is PCLK1.
 * Left out: rates below PCLK1 / 7000: TIMINGR cannot count that far.
 * Approx.:  SCL is slower than asked for, by the block's filters and the rise
 *           time. A wait that interrupts break off for longer than SysTick's
 *           period may be longer than the time-out.
 *
 * Pins: port A is 0 to 15, port B 16 to 31, as on DS12232's AF6. SysTick is
 * used as it is, or started without an interrupt.
 */
#include "i2chost_port.h"

#include "stm32g0xx_hal.h"

#define AF_I2C	   6u
#define NBYTES_MAX 255u
#define ERRORS	   (I2C_ICR_BERRCF | I2C_ICR_ARLOCF | I2C_ICR_OVRCF)

struct i2chost_port {
	I2C_TypeDef *i2c; /* NULL: not in use */
	unsigned scl;
	unsigned sda;
	uint32_t timeout_us;
	size_t n_put; /* bytes of this message given to the block */
};

static struct i2chost_port ports[2];

/* Whose they are: of I2C1 PA9, PA10, PB6 to PB9; of I2C2 PA11, PA12, PB10,
 * PB11, PB13, PB14. */
static const struct {
	uint8_t scl, sda, n;
} routes[] = {
	{9, 10, 0},  {22, 23, 0}, {24, 25, 0},
	{11, 12, 1}, {26, 27, 1}, {29, 30, 1},
};

/* --- set-up -------------------------------------------------------------- */

static int instance_of(unsigned scl, unsigned sda)
{
	int by_scl = -1, by_sda = -2;

	for (unsigned i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if (routes[i].scl == scl)
			by_scl = routes[i].n;
		if (routes[i].sda == sda)
			by_sda = routes[i].n;
	}
	return by_scl == by_sda ? by_scl : -1;
}

static void set_pin(unsigned pin, uint32_t mode)
{
	GPIO_InitTypeDef init = {.Pin = 1u << pin % 16,
				 .Mode = mode,
				 .Pull = GPIO_NOPULL,
				 .Alternate = AF_I2C};

	HAL_GPIO_Init(pin < 16 ? GPIOA : GPIOB, &init);
}

/* SCL is low for three fifths of a period: tLOW and tHIGH of every mode up to
 * 1 MHz. 0: too slow for TIMINGR. */
static uint32_t timing(uint32_t clock_hz, uint32_t hz)
{
	uint32_t period = (clock_hz + hz - 1) / hz;
	uint32_t low = period * 3 / 5 + 1, high = period - period * 3 / 5 + 1;
	uint32_t setup_ns = hz > 100000 ? 350 : 1250; /* rise and tSU;DAT */
	uint32_t presc = (low - 1) / 256;
	uint32_t scldel = clock_hz / 1000000u * setup_ns / 1000u / (presc + 1);

	if (presc > 15)
		return 0;
	return presc << I2C_TIMINGR_PRESC_Pos |
	       (scldel < 15 ? scldel : 15) << I2C_TIMINGR_SCLDEL_Pos |
	       (high - 1) / (presc + 1) << I2C_TIMINGR_SCLH_Pos |
	       (low - 1) / (presc + 1) << I2C_TIMINGR_SCLL_Pos;
}

static void start_clocks(int n)
{
	__HAL_RCC_GPIOA_CLK_ENABLE();
	__HAL_RCC_GPIOB_CLK_ENABLE();
	if (n) {
		__HAL_RCC_I2C2_CLK_ENABLE();
	} else {
		MODIFY_REG(RCC->CCIPR, RCC_CCIPR_I2C1SEL,
			   RCC_I2C1CLKSOURCE_PCLK1);
		__HAL_RCC_I2C1_CLK_ENABLE();
	}
	if (SysTick->CTRL & SysTick_CTRL_ENABLE_Msk)
		return;
	SysTick->LOAD = SysTick_LOAD_RELOAD_Msk;
	SysTick->VAL = 0;
	SysTick->CTRL = SysTick_CTRL_CLKSOURCE_Msk | SysTick_CTRL_ENABLE_Msk;
}

/* Lets go of the wires, too. */
static void restart(struct i2chost_port *port)
{
	port->i2c->CR1 = 0;
	(void)port->i2c->CR1; /* PE must be 0 for three cycles */
	port->i2c->CR2 = 0;
	port->i2c->CR1 = I2C_CR1_PE;
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	int n = instance_of(config->scl, config->sda);
	uint32_t timingr = timing(HAL_RCC_GetPCLK1Freq(), config->hz);

	if (n < 0 || config->hz > 1000000 || !timingr)
		return I2CHOST_ARGUMENT;
	if (ports[n].i2c)
		return I2CHOST_BUSY;
	ports[n] = (struct i2chost_port){.i2c = n ? I2C2 : I2C1,
					 .scl = config->scl,
					 .sda = config->sda,
					 .timeout_us = config->timeout_us};
	start_clocks(n);
	ports[n].i2c->CR1 = 0;
	ports[n].i2c->OAR1 = 0;
	ports[n].i2c->OAR2 = 0;
	ports[n].i2c->TIMINGR = timingr;
	restart(&ports[n]);
	set_pin(config->scl, GPIO_MODE_AF_OD);
	set_pin(config->sda, GPIO_MODE_AF_OD);
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

/* --- waiting ------------------------------------------------------------- */

/* Time that passed while somebody looks at it, in cycles of the core. */
struct stopwatch {
	uint32_t last;
	uint64_t cycles;
};

static bool expired(struct stopwatch *watch, uint32_t us)
{
	uint32_t now = SysTick->VAL;

	watch->cycles += now <= watch->last
				 ? watch->last - now
				 : watch->last + SysTick->LOAD + 1 - now;
	watch->last = now;
	return watch->cycles / (SystemCoreClock / 1000000u) > us;
}

static int wait_for(struct i2chost_port *port, uint32_t flags)
{
	struct stopwatch watch = {.last = SysTick->VAL};
	I2C_TypeDef *i2c = port->i2c;
	uint32_t isr;

	for (;;) {
		isr = i2c->ISR;
		if (isr & I2C_ISR_ARLO)
			return I2CHOST_LOST;
		if (isr & I2C_ISR_NACKF && !(flags & I2C_ISR_STOPF))
			return port->n_put ? I2CHOST_NACK : I2CHOST_NO_DEVICE;
		if (isr & flags)
			return I2CHOST_OK;
		if (expired(&watch, port->timeout_us))
			return I2CHOST_TIMEOUT;
	}
}

/* --- messages ------------------------------------------------------------ */

/* CR2 for the next bytes of @left; @begin is START and RD_WRN, or 0. */
static size_t next_part(struct i2chost_port *port, uint8_t address, size_t left,
			uint32_t begin, bool stop)
{
	size_t n = left > NBYTES_MAX ? NBYTES_MAX : left;
	uint32_t end = 0;

	if (left > n)
		end = I2C_CR2_RELOAD;
	else if (stop)
		end = I2C_CR2_AUTOEND;
	port->i2c->CR2 = (uint32_t)address << 1 |
			 (uint32_t)n << I2C_CR2_NBYTES_Pos |
			 (begin & (I2C_CR2_RD_WRN | I2C_CR2_START)) | end;
	return n;
}

/* One byte, out or in. */
static int move(struct i2chost_port *port, struct i2chost_transfer *t, size_t i,
		bool read)
{
	int result = wait_for(port, read ? I2C_ISR_RXNE : I2C_ISR_TXIS);

	if (result)
		return result;
	if (read)
		t->in[i] = (uint8_t)port->i2c->RXDR;
	else
		port->i2c->TXDR = i2chost_out(t, i);
	port->n_put++;
	return I2CHOST_OK;
}

/* A message without a STOP ends with SCL held: TC. */
static int message(struct i2chost_port *port, struct i2chost_transfer *t,
		   bool read, bool stop)
{
	uint32_t begin = I2C_CR2_START | (read ? I2C_CR2_RD_WRN : 0);
	size_t left = read ? t->n_in : i2chost_n_out(t), i = 0;
	int result = I2CHOST_OK;

	port->n_put = 0;
	do {
		size_t n = next_part(port, t->address, left, begin, stop);

		left -= n;
		begin &= I2C_CR2_RD_WRN;
		for (; n-- && !result; i++)
			result = move(port, t, i, read);
		if (!result && left)
			result = wait_for(port, I2C_ISR_TCR);
	} while (left && !result);
	if (!result)
		result = wait_for(port, stop ? I2C_ISR_STOPF | I2C_ISR_NACKF
					     : I2C_ISR_TC);
	return result;
}

/* After a NACK the block sends the STOP. Of the bytes given to it, the one that
 * was refused is the last or, if there is still one in TXDR, the one before. */
static int refused(struct i2chost_port *port, struct i2chost_transfer *t)
{
	size_t sent = port->n_put;
	int result;

	if (!(port->i2c->ISR & I2C_ISR_TXE))
		sent--;
	port->i2c->ISR = I2C_ISR_TXE;
	t->n_acked = sent ? sent - 1 : 0;
	result = wait_for(port, I2C_ISR_STOPF);
	if (result)
		return result;
	return port->n_put ? I2CHOST_NACK : I2CHOST_NO_DEVICE;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	I2C_TypeDef *i2c = port->i2c;
	bool writes = i2chost_n_out(t) || !t->n_in;
	int result = I2CHOST_OK;

	i2c->ICR = I2C_ICR_STOPCF | I2C_ICR_NACKCF | ERRORS;
	if (writes)
		result = message(port, t, false, t->stop && !t->n_in);
	if (writes && !result && !(i2c->ISR & I2C_ISR_NACKF))
		t->n_acked = i2chost_n_out(t);
	if (!result && t->n_in)
		result = message(port, t, true, t->stop);
	if (i2c->ISR & I2C_ISR_NACKF)
		result = refused(port, t);
	if (result == I2CHOST_TIMEOUT)
		restart(port);
	i2c->ISR = I2C_ISR_TXE;
	i2c->ICR = I2C_ICR_STOPCF | I2C_ICR_NACKCF | ERRORS;
	return result;
}
