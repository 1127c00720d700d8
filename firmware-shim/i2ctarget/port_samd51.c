/* SPDX-License-Identifier: MIT */
/*
 * The target on the SERCOMs of the SAM D51 and SAM D21, with the device packs'
 * registers.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 36.6 and 36.8.
 * Modelled: every SERCOM and every pair of its pads 0 (SDA) and 1 (SCL); any
 *           number of addresses; held bytes, which the program acknowledges
 *           or refuses; SMBus time-outs.
 * Approx.:  more than two addresses share a mask, and one that only the mask
 *           lets through is held until the handler refuses it.
 *
 * Pins are counted as the pack does: PIN_PA12 is 12, PIN_PB08 is 40. The core
 * clock comes from generator 1 (48 MHz; 0 on the SAM D21), the time-outs' from
 * generator 3 (32 kHz; 2 on the SAM D21); see port_sam.h. Time is SysTick's:
 * started here if nobody has, with an interrupt every ms. A SysTick_Handler()
 * of your own replaces the one here and must call i2ctarget_tick() every ms. So
 * with the SERCOMs' handlers.
 *
 * SCL is held before the acknowledge, which is then the program's. For hosts
 * that can only wait after it, compile with -DI2CTARGET_HOLD_AFTER_ACK: bytes
 * are then acknowledged by the silicon, i2ctarget_ack() is UNSUPPORTED, and so
 * are more than two addresses unless they fill their mask.
 */
#include "i2ctarget_port.h"
#include "port_sam.h"

#ifdef SAM_D21
#define N_IRQS 1
#else
#define N_IRQS 4
#endif

#ifdef I2CTARGET_HOLD_AFTER_ACK
#define AFTER_ACK true
#else
#define AFTER_ACK false
#endif

/* SDA keeps its level for 50 to 100 ns after SCL falls: good up to 1 MHz. */
#define SDAHOLD	 1
#define SDASETUP 8

#define ERRORS                                                                 \
	(SERCOM_I2CS_STATUS_BUSERR | SERCOM_I2CS_STATUS_COLL |                 \
	 SERCOM_I2CS_STATUS_LOWTOUT | SERCOM_I2CS_STATUS_SEXTTOUT)
#define TIMEOUTS (SERCOM_I2CS_STATUS_LOWTOUT | SERCOM_I2CS_STATUS_SEXTTOUT)
#define INTERRUPTS                                                             \
	(SERCOM_I2CS_INTENSET_PREC | SERCOM_I2CS_INTENSET_AMATCH |             \
	 SERCOM_I2CS_INTENSET_DRDY | SERCOM_I2CS_INTENSET_ERROR)

void i2ctarget_tick(void);

struct i2ctarget_port {
	struct i2ctarget *owner; /* NULL: not in use */
	SercomI2cs *i2c;
	unsigned n; /* of the SERCOM */
	unsigned scl;
	unsigned sda;
	uint32_t mine[4]; /* a bit for each address that is ours */
	uint8_t address;  /* matched last */
	bool restart;
	bool first;   /* no byte yet since the address */
	bool sent;    /* a byte of ours since the address: RXNACK counts */
	bool holding; /* SCL, for the program: DRDY is masked */
};

static struct i2ctarget_port ports[SERCOM_INST_NUM];

/* --- Time --------------------------------------------------------------- */

static volatile uint32_t ms;
static uint32_t ms_seen;
static uint64_t ms_total;

void i2ctarget_tick(void)
{
	ms = ms + 1;
}

__attribute__((weak)) void SysTick_Handler(void)
{
	i2ctarget_tick();
}

static void start_clock(void)
{
	if (!(SysTick->CTRL & SysTick_CTRL_TICKINT_Msk))
		SysTick_Config(SystemCoreClock / 1000);
}

/* The ms that are over, and what SysTick has counted of the next. */
uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	uint32_t now, left;

	(void)port;
	do {
		now = ms;
		left = SysTick->VAL;
	} while (now != ms);
	ms_total += now - ms_seen;
	ms_seen = now;
	return ms_total * 1000 +
	       (SysTick->LOAD - left) / (SystemCoreClock / 1000000);
}

/* An interrupt that came before the call has set the event that WFE takes, and
 * it returns at once; SysTick's comes within a ms. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	(void)port;
	(void)until_us;
	__WFE();
}

/* --- Opening and closing ------------------------------------------------ */

static void reset(SercomI2cs *i2c)
{
	i2c->CTRLA.bit.SWRST = 1;
	while (i2c->CTRLA.bit.SWRST || i2c->SYNCBUSY.bit.SWRST)
		;
}

/* Bits in which they differ: the mask of more than two. */
static uint8_t difference(const struct i2ctarget_config *config)
{
	uint8_t differ = 0;

	for (size_t i = 0; i < config->n_addresses; i++)
		differ |= config->addresses[0] ^ config->addresses[i];
	return differ;
}

/* The mask lets in no others, so that the silicon may acknowledge. */
static bool fills_mask(const struct i2ctarget_config *config)
{
	return config->n_addresses <= 2 ||
	       config->n_addresses ==
		       1u << __builtin_popcount(difference(config));
}

/* One, two, or whatever differs only where they do. */
static void set_addresses(struct i2ctarget_port *port,
			  const struct i2ctarget_config *config)
{
	const uint8_t *a = config->addresses;
	size_t n = config->n_addresses;
	uint8_t mask = n == 2 ? a[1] : difference(config);

	for (size_t i = 0; i < n; i++)
		port->mine[a[i] / 32] |= 1u << a[i] % 32;
	if (n == 2)
		port->i2c->CTRLB.bit.AMODE = 1;
	port->i2c->ADDR.reg =
		SERCOM_I2CS_ADDR_ADDR(a[0]) | SERCOM_I2CS_ADDR_ADDRMASK(mask);
}

static void start(struct i2ctarget_port *port,
		  const struct i2ctarget_config *config)
{
	SercomI2cs *i2c = port->i2c;
	uint32_t options = AFTER_ACK ? SERCOM_I2CS_CTRLA_SCLSM : 0;

	if (config->smbus)
		options |= SERCOM_I2CS_CTRLA_LOWTOUTEN |
			   SERCOM_I2CS_CTRLA_SEXTTOEN;
	reset(i2c);
#ifndef SAM_D21
	i2c->CTRLC.reg = SERCOM_I2CS_CTRLC_SDASETUP(SDASETUP);
#endif
	set_addresses(port, config);
	i2c->CTRLA.reg = SERCOM_I2CS_CTRLA_MODE_I2C_SLAVE |
			 SERCOM_I2CS_CTRLA_SDAHOLD(SDAHOLD) |
			 SERCOM_I2CS_CTRLA_SPEED(1) | options;
	i2c->INTENSET.reg = INTERRUPTS;
	i2c->CTRLA.bit.ENABLE = 1;
	while (i2c->SYNCBUSY.bit.ENABLE)
		;
}

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	const struct pad *sda, *scl;
	struct i2ctarget_port *port;

	if (!find_pads(config->sda, config->scl, &sda, &scl))
		return I2CTARGET_ARGUMENT;
	if (AFTER_ACK && !fills_mask(config))
		return I2CTARGET_UNSUPPORTED;
	port = &ports[sda->sercom];
	if (port->owner)
		return I2CTARGET_BUSY;
	*port = (struct i2ctarget_port){.owner = owner,
					.n = sda->sercom,
					.scl = config->scl,
					.sda = config->sda};
	i2ctarget_port_irq(port, false);
	port->i2c = &give_clocks(port->n)->I2CS;
	start_clock();
	give_pin(port->sda, sda);
	give_pin(port->scl, scl);
	start(port, config);
	*out = port;
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	i2ctarget_port_irq(port, false);
	reset(port->i2c);
	give_pin(port->scl, NULL);
	give_pin(port->sda, NULL);
	port->owner = NULL;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	for (unsigned i = 0; i < N_IRQS; i++) {
#ifdef SAM_D21
		IRQn_Type irq = (IRQn_Type)(SERCOM0_IRQn + port->n);
#else
		IRQn_Type irq = (IRQn_Type)(SERCOM0_0_IRQn + 4 * port->n + i);
#endif

		if (on)
			NVIC_EnableIRQ(irq);
		else
			NVIC_DisableIRQ(irq);
	}
}

/* --- Events ------------------------------------------------------------- */

/* SCL is held until the program acts; DRDY would interrupt until then. */
static void hold(struct i2ctarget_port *port)
{
	port->i2c->INTENCLR.reg = SERCOM_I2CS_INTENCLR_DRDY;
	port->holding = true;
}

static void unhold(struct i2ctarget_port *port)
{
	port->holding = false;
	port->i2c->INTENSET.reg = SERCOM_I2CS_INTENSET_DRDY;
}

static void command(struct i2ctarget_port *port, bool ack, unsigned cmd)
{
	uint32_t act = ack ? 0 : SERCOM_I2CS_CTRLB_ACKACT;

	port->i2c->CTRLB.reg =
		(port->i2c->CTRLB.reg & ~SERCOM_I2CS_CTRLB_ACKACT) | act |
		SERCOM_I2CS_CTRLB_CMD(cmd);
}

/* Of the errors only a time-out ends what is under way: the silicon has let go
 * of SCL. */
static bool take_error(struct i2ctarget_port *port)
{
	SercomI2cs *i2c = port->i2c;
	bool over = i2c->STATUS.reg & TIMEOUTS;

	i2c->STATUS.reg = ERRORS;
	i2c->INTFLAG.reg = SERCOM_I2CS_INTFLAG_ERROR;
	if (!over)
		return false;
	i2c->INTFLAG.reg =
		SERCOM_I2CS_INTFLAG_AMATCH | SERCOM_I2CS_INTFLAG_DRDY;
	if (port->holding)
		unhold(port);
	return true;
}

/* Whatever came before is over. */
static void take_match(struct i2ctarget_port *port)
{
	SercomI2cs *i2c = port->i2c;

	port->address = (uint8_t)i2c->DATA.reg >> 1;
	port->restart = i2c->STATUS.bit.SR;
	port->first = true;
	port->sent = false;
	command(port, port->mine[port->address / 32] >> port->address % 32 & 1,
		3);
}

/* false: the host refused our last byte. */
static bool take_data(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	SercomI2cs *i2c = port->i2c;

	ev->address = port->address;
	ev->restart = port->restart;
	if (!i2c->STATUS.bit.DIR) {
		ev->kind = I2CTARGET_EVENT_BYTE;
		ev->byte = (uint8_t)i2c->DATA.reg;
		ev->first = port->first;
		ev->held = !AFTER_ACK;
	} else if (port->sent && i2c->STATUS.bit.RXNACK) {
		command(port, true, 2);
		return false;
	} else {
		ev->kind = I2CTARGET_EVENT_WANT;
	}
	port->first = false;
	if (AFTER_ACK && ev->kind == I2CTARGET_EVENT_BYTE)
		command(port, true, 3);
	else
		hold(port);
	return true;
}

/* The flags need no order among themselves: AMATCH and DRDY stop the bus, and
 * PREC was before them. */
bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	SercomI2cs *i2c = port->i2c;
	uint8_t flags = i2c->INTFLAG.reg;

	*ev = (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END};
	if (flags & SERCOM_I2CS_INTFLAG_ERROR && take_error(port))
		return true;
	if (flags & SERCOM_I2CS_INTFLAG_PREC) {
		i2c->INTFLAG.reg = SERCOM_I2CS_INTFLAG_PREC;
		return true;
	}
	if (port->holding)
		return false;
	if (flags & SERCOM_I2CS_INTFLAG_AMATCH) {
		take_match(port);
		return true;
	}
	if (!(flags & SERCOM_I2CS_INTFLAG_DRDY))
		return false;
	if (!take_data(port, ev))
		ev->kind = I2CTARGET_EVENT_END;
	return true;
}

/* After a time-out nobody waits for either any more. */
void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	if (!port->holding)
		return;
	port->sent = true;
	port->i2c->DATA.reg = byte;
	unhold(port);
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	if (AFTER_ACK)
		return I2CTARGET_UNSUPPORTED;
	if (!port->holding)
		return I2CTARGET_OK;
	command(port, ack, 3);
	unhold(port);
	return I2CTARGET_OK;
}

/* --- Handlers ----------------------------------------------------------- */

#define HANDLER(name, n)                                                       \
	__attribute__((weak)) void name(void)                                  \
	{                                                                      \
		i2ctarget_isr(ports[n].owner);                                 \
	}

#ifdef SAM_D21
HANDLER(SERCOM0_Handler, 0)
HANDLER(SERCOM1_Handler, 1)
HANDLER(SERCOM2_Handler, 2)
HANDLER(SERCOM3_Handler, 3)
HANDLER(SERCOM4_Handler, 4)
HANDLER(SERCOM5_Handler, 5)
#else
#define HANDLERS(n)                                                            \
	HANDLER(SERCOM##n##_0_Handler, n)                                      \
	HANDLER(SERCOM##n##_1_Handler, n)                                      \
	HANDLER(SERCOM##n##_2_Handler, n)                                      \
	HANDLER(SERCOM##n##_3_Handler, n)

HANDLERS(0)
HANDLERS(1)
HANDLERS(2)
HANDLERS(3)
HANDLERS(4)
HANDLERS(5)
#endif
