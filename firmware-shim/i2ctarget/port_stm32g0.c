/* SPDX-License-Identifier: MIT */
/*
 * The target on the I2C block of the newer STM32 families, with ST's HAL: here
 * the STM32G071's I2C1 and I2C2.
 *
 * From:     RM0444, the I2C interface: slave byte control; HAL_GetTick().
 * Modelled: both instances; two addresses (OA1 and OA2), the second of which
 *           may be a block of 2, 4, ... 64 that begins at a multiple of its
 *           size (OA2MSK); every byte is held for its ACK and asked for when
 * the host clocks it (SBC, RELOAD and NBYTES 1: TCR), so none is ever sent
 * ahead; SMBus's tTIMEOUT. Left out: the end of a request whose host turns to
 * another target: the silicon tells only at the STOP. is_restart of a first
 * request after other targets' messages. Approx.:  times are as fine as SysTick
 * counts. The program must have called HAL_Init(), and SysTick_Handler()
 * HAL_IncTick().
 *
 * Pins: port A is 0 to 15, port B 16 to 31, as on DS12232's AF6.
 */
#include "i2ctarget_port.h"

#include "stm32g0xx_hal.h"

#define AF_I2C	   6u
#define SETUP_NS   350u /* SCLDEL: rise time and tSU;DAT up to 1 MHz */
#define TIMEOUT_MS 30u	/* SMBus 3.2, table 2: TTIMEOUT, 25 to 35 */

/* What the bus stops for, each until it is served. */
#define ASKS (I2C_CR1_TXIE | I2C_CR1_TCIE)
#define ENDS (I2C_CR1_ADDRIE | I2C_CR1_NACKIE | I2C_CR1_STOPIE | I2C_CR1_ERRIE)

struct i2ctarget_port {
	struct i2ctarget *owner; /* NULL: not in use */
	I2C_TypeDef *i2c;
	IRQn_Type irq;
	unsigned scl;
	unsigned sda;
	uint32_t cr1; /* what it is while nothing waits */
	uint8_t address;
	bool busy;    /* we were addressed, and no STOP since */
	bool sending; /* the host reads */
	bool first;   /* no byte or read since the address */
	bool restart; /* that came with a repeated START */
	bool waits;   /* SCL is held for put() or ack() */
	uint64_t now_us;
};

static struct i2ctarget_port ports[2];

/* Whose they are and whether SCL: of I2C1 PA9, PA10, PB6 to PB9; of I2C2 PA11,
 * PA12, PB10, PB11, PB13, PB14. */
static const struct {
	uint8_t pin, n;
	bool scl;
} routes[] = {
	{9, 0, true},  {10, 0, false}, {22, 0, true}, {23, 0, false},
	{24, 0, true}, {25, 0, false}, {11, 1, true}, {12, 1, false},
	{26, 1, true}, {27, 1, false}, {29, 1, true}, {30, 1, false},
};

void I2C1_IRQHandler(void);
void I2C2_IRQHandler(void);

void I2C1_IRQHandler(void)
{
	i2ctarget_isr(ports[0].owner);
}

void I2C2_IRQHandler(void)
{
	i2ctarget_isr(ports[1].owner);
}

/* --- set-up ------------------------------------------------------------ */

/* Which instance has this pin; -1: none. */
static int instance_of(unsigned pin, bool scl)
{
	for (unsigned i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (routes[i].pin == pin && routes[i].scl == scl)
			return routes[i].n;
	return -1;
}

static void set_pin(unsigned pin, uint32_t mode)
{
	GPIO_InitTypeDef init = {.Pin = 1u << pin % 16,
				 .Mode = mode,
				 .Pull = GPIO_NOPULL,
				 .Alternate = AF_I2C};

	HAL_GPIO_Init(pin < 16 ? GPIOA : GPIOB, &init);
}

/* SCLDEL in steps of PRESC, and a hold time of one step. */
static uint32_t timing(uint32_t clock_hz)
{
	uint32_t cycles = clock_hz / 1000000u * SETUP_NS / 1000u + 1;
	uint32_t presc = cycles / 16;
	uint32_t scldel = cycles / (presc + 1);

	return presc << I2C_TIMINGR_PRESC_Pos |
	       scldel << I2C_TIMINGR_SCLDEL_Pos | 1u << I2C_TIMINGR_SDADEL_Pos;
}

/* Everything is set before PE: the first address that is acknowledged finds
 * an interrupt handler. */
static void start(struct i2ctarget_port *port)
{
	port->busy = false;
	port->waits = false;
	port->i2c->CR1 = 0;
	(void)port->i2c->CR1; /* PE must be 0 for three cycles */
	port->i2c->CR2 = I2C_CR2_RELOAD | 1u << I2C_CR2_NBYTES_Pos;
	port->i2c->CR1 = port->cr1;
}

/* OAR2 for all addresses but the one at @but; 0: they are no block. */
static uint32_t block(const struct i2ctarget_config *config, size_t but)
{
	size_t n = config->n_addresses - (but < config->n_addresses);
	uint32_t first = 0, bits = 0;
	uint64_t seen = 0;

	while (bits < 6 && 1u << bits < n)
		bits++;
	if (1u << bits != n)
		return 0;
	for (size_t i = 0; i < config->n_addresses; i++) {
		uint32_t address = config->addresses[i];

		if (i == but)
			continue;
		if (seen && (address ^ first) >> bits)
			return 0;
		first = address;
		seen |= 1ull << (address & (n - 1));
	}
	if (seen != UINT64_MAX >> (64 - n))
		return 0;
	return I2C_OAR2_OA2EN | bits << I2C_OAR2_OA2MSK_Pos |
	       (first & ~(uint32_t)(n - 1)) << I2C_OAR2_OA2_Pos;
}

/* false: they are more than OA1 and OA2 can be. */
static bool share_out(const struct i2ctarget_config *config, uint32_t *oar1,
		      uint32_t *oar2)
{
	size_t n = config->n_addresses;

	*oar2 = 0;
	for (size_t i = 0; i < n; i++) {
		*oar1 = I2C_OAR1_OA1EN | (uint32_t)config->addresses[i] << 1;
		if (n > 1)
			*oar2 = block(config, i);
		if (n == 1 || *oar2)
			return true;
	}
	*oar1 = 0;
	*oar2 = block(config, n);
	return *oar2;
}

static void set_up(struct i2ctarget_port *port,
		   const struct i2ctarget_config *config)
{
	uint32_t clock_hz = HAL_RCC_GetPCLK1Freq();
	I2C_TypeDef *i2c = port->i2c;
	uint32_t oar1, oar2;

	i2c->CR1 = 0;
	i2c->TIMINGR = timing(clock_hz);
	i2c->OAR1 = 0;
	i2c->OAR2 = 0;
	share_out(config, &oar1, &oar2);
	i2c->OAR1 = oar1;
	i2c->OAR2 = oar2;
	i2c->TIMEOUTR = 0;
	if (config->smbus)
		i2c->TIMEOUTR = I2C_TIMEOUTR_TIMOUTEN |
				clock_hz / 1000u * TIMEOUT_MS / 2048u;
	port->cr1 = I2C_CR1_PE | I2C_CR1_SBC | ASKS | ENDS;
	start(port);
}

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	int n = instance_of(config->scl, true);
	uint32_t oar1, oar2;

	if (n < 0 || n != instance_of(config->sda, false))
		return I2CTARGET_ARGUMENT;
	if (!share_out(config, &oar1, &oar2))
		return I2CTARGET_UNSUPPORTED;
	if (ports[n].owner)
		return I2CTARGET_BUSY;
	ports[n] = (struct i2ctarget_port){
		.owner = owner,
		.i2c = n ? I2C2 : I2C1,
		.irq = n ? I2C2_IRQn : I2C1_IRQn,
		.scl = config->scl,
		.sda = config->sda,
	};
	__HAL_RCC_GPIOA_CLK_ENABLE();
	__HAL_RCC_GPIOB_CLK_ENABLE();
	if (n)
		__HAL_RCC_I2C2_CLK_ENABLE();
	else
		__HAL_RCC_I2C1_CLK_ENABLE();
	HAL_NVIC_DisableIRQ(ports[n].irq);
	set_up(&ports[n], config);
	set_pin(config->scl, GPIO_MODE_AF_OD);
	set_pin(config->sda, GPIO_MODE_AF_OD);
	*out = &ports[n];
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	HAL_NVIC_DisableIRQ(port->irq);
	port->i2c->CR1 = 0;
	set_pin(port->scl, GPIO_MODE_ANALOG);
	set_pin(port->sda, GPIO_MODE_ANALOG);
	port->owner = NULL;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	if (on)
		HAL_NVIC_EnableIRQ(port->irq);
	else
		HAL_NVIC_DisableIRQ(port->irq);
}

/* --- events ------------------------------------------------------------ */

/* SCL is held from here on; what it is held for may not interrupt again. */
static void wait_for_answer(struct i2ctarget_port *port)
{
	port->waits = true;
	port->i2c->CR1 = port->cr1 & ~ASKS;
}

static void addressed(struct i2ctarget_port *port, uint32_t isr)
{
	port->address = (isr & I2C_ISR_ADDCODE) >> I2C_ISR_ADDCODE_Pos;
	port->sending = isr & I2C_ISR_DIR;
	port->restart = port->busy;
	port->busy = true;
	port->first = true;
	port->i2c->CR2 = I2C_CR2_RELOAD | 1u << I2C_CR2_NBYTES_Pos;
	port->i2c->ISR = I2C_ISR_TXE; /* drops what is in TXDR */
	port->i2c->ICR = I2C_ICR_ADDRCF;
}

static void ask(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	*ev = (struct i2ctarget_event){
		.kind = I2CTARGET_EVENT_WANT,
		.address = port->address,
		.restart = port->first && port->restart,
	};
	port->first = false;
	wait_for_answer(port);
}

static void take_byte(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	*ev = (struct i2ctarget_event){
		.kind = I2CTARGET_EVENT_BYTE,
		.byte = (uint8_t)port->i2c->RXDR,
		.address = port->address,
		.first = port->first,
		.restart = port->first && port->restart,
		.held = true,
	};
	port->first = false;
	wait_for_answer(port);
}

/* The host's NACK, a STOP, or a time-out; false: none of them. */
static bool is_over(struct i2ctarget_port *port, uint32_t isr)
{
	uint32_t errors = I2C_ICR_BERRCF | I2C_ICR_ARLOCF | I2C_ICR_OVRCF |
			  I2C_ICR_TIMOUTCF;
	uint32_t over = isr & (I2C_ISR_NACKF | I2C_ISR_STOPF | errors);

	if (!over)
		return false;
	port->i2c->ICR = over;
	if (over & I2C_ISR_STOPF)
		port->busy = false;
	if (over & I2C_ISR_TIMEOUT) {
		start(port);
	} else {
		port->waits = false;
		port->i2c->CR1 = port->cr1;
	}
	if (over & (I2C_ISR_NACKF | I2C_ISR_ARLO | I2C_ISR_TIMEOUT))
		port->sending = false;
	return true;
}

/* In the order of the wires: what ended came before the address that holds
 * SCL now, and that before anything asked for. */
bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	uint32_t isr = port->i2c->ISR;

	if (is_over(port, isr)) {
		*ev = (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END,
					       .address = port->address};
		return true;
	}
	if (isr & I2C_ISR_ADDR) {
		addressed(port, isr);
		isr = port->i2c->ISR;
	}
	if (port->waits)
		return false;
	if (port->sending && isr & (I2C_ISR_TXIS | I2C_ISR_TCR))
		ask(port, ev);
	else if (!port->sending && isr & I2C_ISR_TCR)
		take_byte(port, ev);
	else
		return false;
	return true;
}

/* One byte more, in or out; @nack refuses the one that came in. No interrupt
 * may come between SCL's release and CR1. */
static void go_on(struct i2ctarget_port *port, uint32_t nack)
{
	uint32_t primask = __get_PRIMASK();

	__disable_irq();
	if (port->waits) {
		port->waits = false;
		port->i2c->CR2 =
			nack | I2C_CR2_RELOAD | 1u << I2C_CR2_NBYTES_Pos;
		port->i2c->CR1 = port->cr1;
	}
	__set_PRIMASK(primask);
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	if (!port->waits || !port->sending)
		return;
	port->i2c->TXDR = byte;
	go_on(port, 0);
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	if (!port->sending)
		go_on(port, ack ? 0 : I2C_CR2_NACK);
	return I2CTARGET_OK;
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
