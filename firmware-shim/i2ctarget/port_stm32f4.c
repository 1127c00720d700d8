/* SPDX-License-Identifier: MIT */
/*
 * The target on the I2C block of the older STM32 families (F1, F2, F4, L1),
 * with ST's HAL: here the STM32F4's I2C1 to I2C3.
 *
 * From:     RM0090, 27.3.2 (slave mode) and 27.6; HAL_GetTick().
 * Modelled: three instances; two addresses (OAR1 and OAR2); a byte is only
 *           sent when the host clocks it (BTF, not TXE), so none is ever sent
 *           ahead; SMBus's time-out of 25 ms.
 * Left out: a NACK for a chosen byte: the silicon decides at once
 *           (I2CTARGET_UNSUPPORTED). is_restart of a request after a read: the
 *           silicon tells of no STOP after a NACK. The end of a request whose
 *           host turns to another target: it is told at our next address.
 * Approx.:  times are as fine as SysTick counts. The program must have called
 *           HAL_Init(), and SysTick_Handler() HAL_IncTick().
 *
 * Pins: port A is 0 to 15, port B 16 to 31, and so on, as on AF4. Handlers of
 * your own replace those here.
 */
#include "i2ctarget_port.h"
#include "port_stm32f4.h"

#define ERRORS                                                                 \
	(I2C_SR1_BERR | I2C_SR1_ARLO | I2C_SR1_AF | I2C_SR1_OVR |              \
	 I2C_SR1_PECERR | I2C_SR1_TIMEOUT)

struct i2ctarget_port {
	struct i2ctarget *owner; /* NULL: not in use */
	I2C_TypeDef *i2c;
	IRQn_Type irq; /* of events; errors are the next */
	unsigned scl;
	unsigned sda;
	uint8_t addresses[2];
	uint8_t address;
	bool busy;    /* we were written to, and no STOP since */
	bool sending; /* the host reads */
	bool first;   /* no byte since the address */
	bool restart; /* that came with a repeated START */
	bool waits;   /* SCL is held for put() */
	uint64_t now_us;
};

static struct i2ctarget_port ports[N_PORTS];

/* --- set-up ------------------------------------------------------------ */

/* The block begins anew, and ACK comes last: the first address that it
 * acknowledges finds an interrupt handler. */
static void start(struct i2ctarget_port *port,
		  const struct i2ctarget_config *config)
{
	I2C_TypeDef *i2c = port->i2c;

	i2c->CR1 = I2C_CR1_SWRST;
	i2c->CR1 = 0;
	i2c->CR2 = HAL_RCC_GetPCLK1Freq() / 1000000u | I2C_CR2_ITEVTEN |
		   I2C_CR2_ITERREN;
	i2c->OAR1 = 1u << 14 | (uint32_t)port->addresses[0] << 1;
	if (config->n_addresses > 1)
		i2c->OAR2 = I2C_OAR2_ENDUAL | (uint32_t)port->addresses[1] << 1;
	i2c->CR1 = I2C_CR1_PE | (config->smbus ? I2C_CR1_SMBUS : 0);
	i2c->CR1 |= I2C_CR1_ACK;
}

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	static const IRQn_Type irqs[N_PORTS] = {I2C1_EV_IRQn, I2C2_EV_IRQn,
						I2C3_EV_IRQn};
	int n = block_of(config->scl, true);

	if (n < 0 || n != block_of(config->sda, false))
		return I2CTARGET_ARGUMENT;
	if (config->n_addresses > 2)
		return I2CTARGET_UNSUPPORTED;
	if (ports[n].owner)
		return I2CTARGET_BUSY;
	ports[n] = (struct i2ctarget_port){
		.owner = owner,
		.i2c = open_block((unsigned)n),
		.irq = irqs[n],
		.scl = config->scl,
		.sda = config->sda,
	};
	for (size_t i = 0; i < config->n_addresses; i++)
		ports[n].addresses[i] = config->addresses[i];
	i2ctarget_port_irq(&ports[n], false);
	set_pin(config->scl, GPIO_MODE_AF_OD);
	set_pin(config->sda, GPIO_MODE_AF_OD);
	start(&ports[n], config);
	*out = &ports[n];
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	i2ctarget_port_irq(port, false);
	port->i2c->CR1 = 0;
	set_pin(port->scl, GPIO_MODE_ANALOG);
	set_pin(port->sda, GPIO_MODE_ANALOG);
	port->owner = NULL;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	for (int i = 0; i < 2; i++) {
		IRQn_Type irq = (IRQn_Type)(port->irq + i);

		if (on)
			HAL_NVIC_EnableIRQ(irq);
		else
			HAL_NVIC_DisableIRQ(irq);
	}
}

/* --- events ------------------------------------------------------------ */

/* SCL is held from here on, and what for would interrupt until put(). */
static void ask(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	ev->kind = I2CTARGET_EVENT_WANT;
	ev->address = port->address;
	ev->restart = port->first && port->restart;
	port->first = false;
	port->waits = true;
	port->i2c->CR2 &= ~I2C_CR2_ITEVTEN;
}

/* SR1 was read before: SR2 clears ADDR, and lets a writing host go on. In a
 * read TXE would interrupt for a byte that nobody has asked for yet. */
static void addressed(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	uint32_t sr2 = port->i2c->SR2;

	port->address = port->addresses[sr2 & I2C_SR2_DUALF ? 1 : 0];
	port->sending = sr2 & I2C_SR2_TRA;
	port->restart = port->busy;
	port->first = true;
	port->busy = !port->sending;
	if (port->sending) {
		port->i2c->CR2 &= ~I2C_CR2_ITBUFEN;
		ask(port, ev);
	} else {
		port->i2c->CR2 |= I2C_CR2_ITBUFEN;
	}
}

static void take_byte(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	*ev = (struct i2ctarget_event){
		.kind = I2CTARGET_EVENT_BYTE,
		.byte = (uint8_t)port->i2c->DR,
		.address = port->address,
		.first = port->first,
		.restart = port->first && port->restart,
	};
	port->first = false;
}

/* The host's NACK, a misplaced START or STOP, a time-out: the silicon has let
 * go of the wires. */
static void take_error(struct i2ctarget_port *port)
{
	port->i2c->SR1 = ~ERRORS;
	port->sending = false;
	port->waits = false;
	port->busy = false;
	port->i2c->CR2 |= I2C_CR2_ITEVTEN;
}

/* Writing CR1 clears STOPF. */
static void take_stop(struct i2ctarget_port *port)
{
	port->i2c->CR1 |= I2C_CR1_PE;
	port->busy = false;
}

/* In the order of the wires: at our address they stop, so what else there is
 * came before it, and bytes came before what ended their message. */
bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	uint32_t sr1 = port->i2c->SR1;

	*ev = (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END,
				       .address = port->address};
	if (sr1 & I2C_SR1_RXNE)
		take_byte(port, ev);
	else if (sr1 & ERRORS)
		take_error(port);
	else if (sr1 & I2C_SR1_STOPF)
		take_stop(port);
	else if (sr1 & I2C_SR1_ADDR)
		addressed(port, ev);
	else if (sr1 & I2C_SR1_BTF && port->sending && !port->waits)
		ask(port, ev);
	else
		return false;
	return true;
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	if (!port->waits)
		return;
	port->waits = false;
	port->i2c->DR = byte;
	port->i2c->CR2 |= I2C_CR2_ITEVTEN;
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	(void)port;
	(void)ack;
	return I2CTARGET_UNSUPPORTED;
}

/* --- time -------------------------------------------------------------- */

/* SysTick counts down within a tick. Its interrupt may be late: time then
 * stands still rather than going back. */
uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	uint32_t ms, left, per_ms = SysTick->LOAD + 1;
	uint64_t now_us;

	do {
		ms = HAL_GetTick();
		left = SysTick->VAL;
	} while (ms != HAL_GetTick());
	now_us = (uint64_t)ms * 1000 + (per_ms - 1 - left) * 1000ull / per_ms;
	if (now_us > port->now_us)
		port->now_us = now_us;
	return port->now_us;
}

/* The tick is an interrupt too: this returns after 1 ms at the latest. One
 * that came before the call has set the event that __WFE() takes. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	(void)port;
	(void)until_us;
	__WFE();
}

/* --- handlers ---------------------------------------------------------- */

#define HANDLER(name, n)                                                       \
	void name(void);                                                       \
	__attribute__((weak)) void name(void)                                  \
	{                                                                      \
		i2ctarget_isr(ports[n].owner);                                 \
	}

HANDLER(I2C1_EV_IRQHandler, 0)
HANDLER(I2C1_ER_IRQHandler, 0)
HANDLER(I2C2_EV_IRQHandler, 1)
HANDLER(I2C2_ER_IRQHandler, 1)
HANDLER(I2C3_EV_IRQHandler, 2)
HANDLER(I2C3_ER_IRQHandler, 2)
