/* SPDX-License-Identifier: MIT */
/* The I2C block's flags and set-up, and how it is joined to a bus. */
#include "stm32g0/i2cv2.h"

#include "stm32g0/include/stm32g0xx_i2c_regs.h"

enum { ANALOG_FILTER_NS = 50, SYNC_CYCLES = 2 };

#define ERRORS                                                                 \
	(I2C_ISR_BERR | I2C_ISR_ARLO | I2C_ISR_OVR | I2C_ISR_PECERR |          \
	 I2C_ISR_TIMEOUT | I2C_ISR_ALERT)
/* What software sets, and only the block clears. */
#define ORDERS (I2C_CR2_START | I2C_CR2_STOP | I2C_CR2_NACK | I2C_CR2_PECBYTE)

/* --- flags ------------------------------------------------------------- */

static bool wants_interrupt(const struct i2cv2 *i2c)
{
	static const struct {
		uint32_t enable, flags;
	} sources[] = {
		{I2C_CR1_TXIE, I2C_ISR_TXIS},
		{I2C_CR1_RXIE, I2C_ISR_RXNE},
		{I2C_CR1_ADDRIE, I2C_ISR_ADDR},
		{I2C_CR1_NACKIE, I2C_ISR_NACKF},
		{I2C_CR1_STOPIE, I2C_ISR_STOPF},
		{I2C_CR1_TCIE, I2C_ISR_TC | I2C_ISR_TCR},
		{I2C_CR1_ERRIE, ERRORS},
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(sources); i++)
		if (i2c->cr1 & sources[i].enable && i2c->isr & sources[i].flags)
			return true;
	return false;
}

void i2cv2_update(struct i2cv2 *i2c)
{
	if (i2c->irq)
		i2c->irq(i2c->user, wants_interrupt(i2c));
	if (!i2c->dma)
		return;
	i2c->dma(i2c->user, true,
		 i2c->cr1 & I2C_CR1_TXDMAEN && i2c->isr & I2C_ISR_TXIS);
	i2c->dma(i2c->user, false,
		 i2c->cr1 & I2C_CR1_RXDMAEN && i2c->isr & I2C_ISR_RXNE);
}

void i2cv2_raise(struct i2cv2 *i2c, uint32_t flags)
{
	i2c->isr |= flags;
	i2cv2_update(i2c);
}

uint8_t i2cv2_shift_out(struct i2cv2 *i2c)
{
	i2c->isr |= I2C_ISR_TXE;
	if (i2c->left)
		i2c->left--;
	return i2c->txdr;
}

bool i2cv2_shift_in(struct i2cv2 *i2c, uint8_t byte)
{
	if (i2c->left)
		i2c->left--;
	if (i2c->rx_point && !tw_point_pass(i2c->rx_point, byte)) {
		i2cv2_raise(i2c, I2C_ISR_OVR);
		return false;
	}
	i2c->rxdr = byte;
	i2cv2_raise(i2c, I2C_ISR_RXNE);
	return true;
}

/* --- times ------------------------------------------------------------- */

uint32_t i2cv2_clock_ns(const struct i2cv2 *i2c, uint32_t cycles)
{
	return (uint32_t)((cycles * 1000000000ull + i2c->clock_hz / 2) /
			  i2c->clock_hz);
}

uint32_t i2cv2_presc_ns(const struct i2cv2 *i2c, uint32_t cycles)
{
	uint32_t presc = i2c->timingr >> I2C_TIMINGR_PRESC_Pos;

	return i2cv2_clock_ns(i2c, cycles * (presc + 1));
}

uint32_t i2cv2_input_ns(const struct i2cv2 *i2c)
{
	uint32_t dnf = (i2c->cr1 & I2C_CR1_DNF) >> I2C_CR1_DNF_Pos;
	uint32_t analog = i2c->cr1 & I2C_CR1_ANFOFF ? 0 : ANALOG_FILTER_NS;

	return analog + i2cv2_clock_ns(i2c, dnf + SYNC_CYCLES);
}

/* --- set-up ------------------------------------------------------------ */

void i2cv2_disable(struct i2cv2 *i2c)
{
	i2c->cr1 &= ~I2C_CR1_PE;
	i2c->cr2 &= ~ORDERS;
	i2c->isr = I2C_ISR_TXE;
	i2c->pecr = 0;
	i2c->left = 0;
	i2c->involved = false;
	i2cv2_target_drop(i2c);
	i2cv2_controller_drop(i2c);
	i2cv2_smbus_drop(i2c);
	i2cv2_target_listen(i2c);
	i2cv2_update(i2c);
}

void i2cv2_reset(struct i2cv2 *i2c)
{
	i2c->cr1 = i2c->cr2 = i2c->oar1 = i2c->oar2 = 0;
	i2c->timingr = i2c->timeoutr = 0;
	i2c->rxdr = i2c->txdr = 0;
	i2cv2_disable(i2c);
	i2cv2_smbus_update(i2c);
}

void i2cv2_init(struct i2cv2 *i2c, tw_queue *queue, uint64_t clock_hz)
{
	i2c->block = i2cv2_registers(i2c);
	i2c->queue = queue;
	i2c->clock_hz = clock_hz;
	i2c->isr = I2C_ISR_TXE;
	i2c->alert_level = true;
}

void i2cv2_free(struct i2cv2 *i2c)
{
	for (unsigned i = 0; i < i2c->n_links; i++)
		g_free(i2c->links[i].name);
}

void i2cv2_set_clock(struct i2cv2 *i2c, uint64_t clock_hz)
{
	i2c->clock_hz = clock_hz;
}

struct i2cv2_link *i2cv2_add_link(struct i2cv2 *i2c, tw_bus *bus,
				  const char *name, GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	const struct tw_sense sense = {
		.filter_ns = ANALOG_FILTER_NS,
		.delay_ns = i2cv2_clock_ns(i2c, SYNC_CYCLES),
	};
	struct tw_controller_config config = {.name = controller,
					      .sense = &sense};
	struct i2cv2_link *link = &i2c->links[i2c->n_links];
	struct tw_target_config target = {.name = name,
					  .ops = &i2cv2_target_ops,
					  .user = link,
					  .sense = &sense,
					  .hears_all = true};

	link->i2c = i2c;
	link->bus = bus;
	link->controller = tw_controller_new(bus, &config, error);
	if (!link->controller)
		return NULL;
	tw_controller_on_completion(link->controller, i2cv2_controller_done,
				    i2c);
	link->target = tw_target_new(bus, &target);
	link->name = g_strdup(name);
	i2c->n_links++;
	return link;
}

void i2cv2_connect(struct i2cv2 *i2c, struct i2cv2_link *link)
{
	if (link == i2c->link)
		return;
	i2cv2_target_drop(i2c);
	i2cv2_controller_drop(i2c);
	i2cv2_smbus_drop(i2c);
	i2c->link = link;
	i2c->isr &= ~I2C_ISR_BUSY;
	i2c->involved = false;
	i2cv2_target_listen(i2c);
	i2cv2_smbus_update(i2c);
	i2cv2_controller_next(i2c);
	i2cv2_update(i2c);
}
