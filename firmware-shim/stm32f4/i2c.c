/* SPDX-License-Identifier: MIT */
/* What the I2C block's two halves share: DR, flags, PEC, the wires. */
#include "stm32f4/i2c.h"

enum { BITS_AND_ACK = 9 };
#define SMBUS_TIMEOUT_NS 25000000u

bool f4_i2c_enabled(const struct i2c *i2c)
{
	return i2c->cr1 & CR1_PE;
}

/* --- flags ------------------------------------------------------------- */

static bool wants_event(const struct i2c *i2c)
{
	uint32_t always = SR1_SB | SR1_ADDR | SR1_ADD10 | SR1_STOPF | SR1_BTF;

	if (!(i2c->cr2 & CR2_ITEVTEN))
		return false;
	if (i2c->sr1 & always)
		return true;
	return i2c->cr2 & CR2_ITBUFEN && i2c->sr1 & (SR1_TXE | SR1_RXNE);
}

void f4_i2c_update(struct i2c *i2c)
{
	bool error = i2c->cr2 & CR2_ITERREN && i2c->sr1 & SR1_ERRORS;

	nvic_set(i2c->nvic, i2c->irq, wants_event(i2c));
	nvic_set(i2c->nvic, i2c->irq + 1, error);
	if (i2c->dma_changed)
		i2c->dma_changed(i2c->dma_user);
}

void f4_i2c_set(struct i2c *i2c, uint32_t sr1)
{
	i2c->seen &= ~(sr1 & ~i2c->sr1);
	i2c->sr1 |= sr1;
	f4_i2c_update(i2c);
}

void f4_i2c_clear(struct i2c *i2c, uint32_t sr1)
{
	i2c->sr1 &= ~sr1;
	f4_i2c_update(i2c);
}

bool f4_i2c_dma_wants(const struct i2c *i2c, bool tx)
{
	return i2c->cr2 & CR2_DMAEN && i2c->sr1 & (tx ? SR1_TXE : SR1_RXNE);
}

/* EOT_1 (27.3.7): the byte after the last but one gets the NACK. */
void f4_i2c_dma_done(struct i2c *i2c, uint32_t left)
{
	i2c->last = i2c->cr2 & CR2_LAST && left == 1;
}

/* --- data -------------------------------------------------------------- */

/* A byte that its point refuses is lost as by an overrun. */
static bool is_refused(struct i2c *i2c, uint8_t byte)
{
	return i2c->rx_point && !tw_point_pass(i2c->rx_point, byte);
}

bool f4_i2c_received(struct i2c *i2c, uint8_t byte)
{
	bool full = i2c->sr1 & SR1_RXNE;
	bool stretches =
		f4_i2c_is_controller(i2c) || !(i2c->cr1 & CR1_NOSTRETCH);

	if (is_refused(i2c, byte) || (full && !stretches)) {
		f4_i2c_set(i2c, SR1_OVR);
		return true;
	}
	if (full) {
		i2c->shift = byte;
		i2c->shift_full = true;
		f4_i2c_set(i2c, SR1_BTF);
		return false;
	}
	i2c->dr = byte;
	f4_i2c_set(i2c, SR1_RXNE);
	return true;
}

bool f4_i2c_advance(struct i2c *i2c)
{
	bool waited = i2c->shift_full;

	i2c->shift_full = false;
	f4_i2c_clear(i2c, SR1_RXNE | SR1_BTF);
	if (!waited)
		return false;
	i2c->dr = i2c->shift;
	f4_i2c_set(i2c, SR1_RXNE);
	return true;
}

bool f4_i2c_next_byte(struct i2c *i2c, uint8_t *byte)
{
	if (i2c->tx_full) {
		*byte = i2c->tx;
		i2c->tx_full = false;
	} else if (i2c->cr1 & CR1_PEC) {
		*byte = i2c->pec;
		i2c->cr1 &= ~(uint32_t)CR1_PEC;
	} else {
		return false;
	}
	f4_i2c_clear(i2c, SR1_BTF);
	f4_i2c_set(i2c, SR1_TXE);
	return true;
}

void f4_i2c_drop_tx(struct i2c *i2c)
{
	i2c->tx_full = false;
	if (i2c->sr2 & SR2_TRA)
		f4_i2c_clear(i2c, SR1_BTF);
	f4_i2c_clear(i2c, SR1_TXE);
}

/* x^8 + x^2 + x + 1, most significant bit first. */
void f4_i2c_pec_add(struct i2c *i2c, uint8_t byte)
{
	uint8_t crc = i2c->pec ^ byte;

	if (!(i2c->cr1 & CR1_ENPEC))
		return;
	for (unsigned i = 0; i < 8; i++)
		crc = (uint8_t)(crc & 0x80 ? crc << 1 ^ 0x07 : crc << 1);
	i2c->pec = crc;
}

void f4_i2c_pec_check(struct i2c *i2c, uint8_t byte)
{
	i2c->cr1 &= ~(uint32_t)CR1_PEC;
	if (byte != i2c->pec)
		f4_i2c_set(i2c, SR1_PECERR);
}

/* --- the wires --------------------------------------------------------- */

static void watch_low(struct i2c *i2c, bool scl)
{
	if (scl)
		tw_timer_cancel(i2c->queue, &i2c->low);
	else if (f4_i2c_enabled(i2c) && i2c->cr1 & CR1_SMBUS)
		tw_timer_after(i2c->queue, &i2c->low, SMBUS_TIMEOUT_NS);
}

/* 27.3.6: a target lets go, a controller sends a STOP. */
static void low_for_too_long(void *user)
{
	struct i2c *i2c = user;

	f4_i2c_set(i2c, SR1_TIMEOUT);
	if (f4_i2c_is_controller(i2c))
		i2c->cr1 |= CR1_STOP;
	else
		f4_i2c_target_drop(i2c);
	f4_i2c_controller_next(i2c);
}

static bool in_use(const struct f4_i2c_link *link)
{
	return link->i2c->link == link;
}

/* A START or STOP elsewhere than after a byte's ninth bit. */
static void check_place(struct i2c *i2c, bool is_stop)
{
	if (!i2c->framed || (i2c->falls + BITS_AND_ACK - 1) % BITS_AND_ACK == 0)
		return;
	if (is_stop)
		i2c->blocked = true;
	if (f4_i2c_enabled(i2c))
		f4_i2c_set(i2c, SR1_BERR);
}

static void sda_changed(struct i2c *i2c, bool level)
{
	if (!i2c->level[TW_SCL])
		return;
	if (i2c->falls)
		check_place(i2c, level);
	i2c->framed = !level;
	i2c->falls = 0;
	if (level) {
		i2c->busy = false;
		f4_i2c_controller_next(i2c);
	}
}

static void edge(void *user, enum tw_line line, bool level)
{
	const struct f4_i2c_link *link = user;
	struct i2c *i2c = link->i2c;

	if (!in_use(link))
		return;
	i2c->level[line] = level;
	if (!level)
		i2c->busy = true;
	if (line == TW_SDA) {
		sda_changed(i2c, level);
		return;
	}
	if (!level)
		i2c->falls++;
	watch_low(i2c, level);
}

/* --- set-up ------------------------------------------------------------ */

static void look_at_wires(struct i2c *i2c)
{
	for (unsigned line = 0; line < 2; line++)
		i2c->level[line] =
			!i2c->link ||
			tw_bus_level(i2c->link->bus, (enum tw_line)line);
	i2c->busy = !i2c->level[TW_SCL] || !i2c->level[TW_SDA];
	i2c->framed = false;
	i2c->falls = 0;
}

void f4_i2c_disable(struct i2c *i2c)
{
	f4_i2c_target_drop(i2c);
	f4_i2c_controller_drop(i2c);
	tw_timer_cancel(i2c->queue, &i2c->low);
	i2c->cr1 &= ~(uint32_t)(CR1_PE | CR1_ACK | CR1_POS | CR1_START |
				CR1_STOP | CR1_PEC | CR1_ALERT);
	i2c->sr1 = i2c->sr2 = i2c->seen = 0;
	i2c->sr1_was_last = false;
	i2c->shift_full = i2c->tx_full = false;
	i2c->pec = 0;
	i2c->last = i2c->closing = false;
	f4_i2c_target_listen(i2c);
	f4_i2c_update(i2c);
}

void f4_i2c_reset(struct i2c *i2c)
{
	f4_i2c_disable(i2c);
	i2c->cr1 = i2c->cr2 = i2c->oar1 = i2c->oar2 = i2c->ccr = 0;
	i2c->trise = 2;
	i2c->dr = i2c->tx = 0;
	i2c->blocked = i2c->lost = false;
	look_at_wires(i2c);
	f4_i2c_target_listen(i2c);
	f4_i2c_update(i2c);
}

void f4_i2c_init(struct i2c *i2c, struct nvic *nvic, unsigned irq,
		 tw_queue *queue)
{
	i2c->nvic = nvic;
	i2c->irq = irq;
	i2c->queue = queue;
	i2c->low = (struct tw_timer){.fire = low_for_too_long, .user = i2c};
	i2c->block = f4_i2c_registers(i2c);
	f4_i2c_reset(i2c);
}

bool f4_i2c_add_link(struct i2c *i2c, tw_bus *bus, const char *name,
		     GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	g_autofree char *wires = g_strconcat(name, ".wires", NULL);
	struct tw_controller_config config = {.name = controller};
	struct f4_i2c_link *link = &i2c->links[i2c->n_links];
	struct tw_target_config target = {.name = name,
					  .ops = &f4_i2c_target_ops,
					  .user = link,
					  .hears_all = true};

	link->i2c = i2c;
	link->bus = bus;
	link->controller = tw_controller_new(bus, &config, error);
	if (!link->controller)
		return false;
	tw_controller_on_completion(link->controller, f4_i2c_controller_done,
				    i2c);
	link->target = tw_target_new(bus, &target);
	link->port = tw_port_new(bus, wires, TW_ROLE_OTHER, edge, link);
	i2c->n_links++;
	return true;
}

void f4_i2c_connect(struct i2c *i2c, struct f4_i2c_link *link)
{
	if (link == i2c->link)
		return;
	f4_i2c_target_drop(i2c);
	f4_i2c_controller_drop(i2c);
	i2c->link = link;
	look_at_wires(i2c);
	f4_i2c_target_listen(i2c);
	f4_i2c_controller_next(i2c);
	f4_i2c_update(i2c);
}

void f4_i2c_spurious_berr(struct i2c *i2c)
{
	if (f4_i2c_is_controller(i2c))
		f4_i2c_set(i2c, SR1_BERR);
}
