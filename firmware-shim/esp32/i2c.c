/* SPDX-License-Identifier: MIT */
#include "esp32/i2c.h"

#include <string.h>

#include "esp32/include/soc/i2c_reg.h"

#define FIELD(value, name) (((value)&I2C_##name##_M) >> I2C_##name##_S)

/* --- FIFOs ------------------------------------------------------------- */

bool esp_i2c_push(struct esp_i2c_fifo *fifo, uint8_t byte)
{
	if (fifo->n == ESP_I2C_FIFO)
		return false;
	fifo->ram[(fifo->read + fifo->n++) % ESP_I2C_FIFO] = byte;
	return true;
}

uint8_t esp_i2c_pop(struct esp_i2c_fifo *fifo)
{
	uint8_t byte = fifo->ram[fifo->read];

	if (fifo->n) {
		fifo->n--;
		fifo->read = (fifo->read + 1) % ESP_I2C_FIFO;
	}
	return byte;
}

void esp_i2c_received(struct esp_i2c *i2c, uint8_t byte)
{
	if ((i2c->rx_point && !tw_point_pass(i2c->rx_point, byte)) ||
	    !esp_i2c_push(&i2c->rx, byte))
		i2c->raw |= I2C_RXFIFO_OVF_INT_M;
	esp_i2c_update(i2c);
}

/* --- interrupts -------------------------------------------------------- */

void esp_i2c_update(struct esp_i2c *i2c)
{
	uint32_t conf = *esp_i2c_reg(i2c, I2C_FIFO_CONF);

	if (conf & I2C_FIFO_PRT_EN_M) {
		if (i2c->rx.n > FIELD(conf, RXFIFO_WM_THRHD))
			i2c->raw |= I2C_RXFIFO_WM_INT_M;
		if (i2c->tx.n < FIELD(conf, TXFIFO_WM_THRHD))
			i2c->raw |= I2C_TXFIFO_WM_INT_M;
	}
	esp_intr_set(i2c->intr, i2c->source,
		     (i2c->raw & *esp_i2c_reg(i2c, I2C_INT_ENA)) != 0);
}

void esp_i2c_raise(struct esp_i2c *i2c, uint32_t interrupts)
{
	i2c->raw |= interrupts;
	esp_i2c_update(i2c);
}

bool esp_i2c_is_master(const struct esp_i2c *i2c)
{
	return i2c->reg[I2C_CTR / 4] & I2C_MS_MODE_M;
}

/* Cycles of the module's clock: the crystal's, or APB's, divided. */
uint32_t esp_i2c_cycles_to_ns(const struct esp_i2c *i2c, uint64_t cycles)
{
	uint32_t div = i2c->reg[I2C_CLK_CONF / 4] & I2C_SCLK_DIV_NUM_M;
	uint64_t ns = (cycles * (div + 1) * 1000000000u + i2c->clock_hz / 2) /
		      i2c->clock_hz;

	return (uint32_t)MIN(ns, UINT32_MAX);
}

/* --- set-up ------------------------------------------------------------ */

static void power_on(struct esp_i2c *i2c)
{
	memset(i2c->reg, 0, sizeof(i2c->reg));
	*esp_i2c_reg(i2c, I2C_CTR) = I2C_CTR_RESET;
	*esp_i2c_reg(i2c, I2C_TO) = I2C_TO_RESET;
	*esp_i2c_reg(i2c, I2C_FIFO_CONF) = I2C_FIFO_CONF_RESET;
	*esp_i2c_reg(i2c, I2C_FILTER_CFG) = I2C_FILTER_CFG_RESET;
	*esp_i2c_reg(i2c, I2C_CLK_CONF) = I2C_CLK_CONF_RESET;
	i2c->rx = i2c->tx = (struct esp_i2c_fifo){.n = 0};
	i2c->raw = i2c->sr = 0;
	i2c->cause = I2C_STRETCH_NONE;
	i2c->main_state = I2C_STATE_IDLE;
}

void esp_i2c_reset(struct esp_i2c *i2c)
{
	esp_i2c_target_drop(i2c);
	esp_i2c_controller_drop(i2c);
	power_on(i2c);
	esp_i2c_target_listen(i2c);
	esp_i2c_update(i2c);
}

void esp_i2c_init(struct esp_i2c *i2c, struct esp_intr *intr, unsigned source,
		  uint64_t clock_hz, bool may_stretch)
{
	i2c->intr = intr;
	i2c->source = source;
	i2c->clock_hz = clock_hz;
	i2c->may_stretch = may_stretch;
	power_on(i2c);
}

struct esp_i2c_link *esp_i2c_add_link(struct esp_i2c *i2c, tw_bus *bus,
				      const char *name, GError **error)
{
	g_autofree char *controller = g_strconcat(name, ".controller", NULL);
	struct tw_controller_config config = {.name = controller};
	struct esp_i2c_link *link = &i2c->links[i2c->n_links];
	struct tw_target_config target = {.name = name,
					  .ops = &esp_i2c_target_ops,
					  .user = link,
					  .hears_all = true};

	g_return_val_if_fail(i2c->n_links < ESP_I2C_MAX_LINKS, NULL);
	link->i2c = i2c;
	link->bus = bus;
	link->controller = tw_controller_new(bus, &config, error);
	if (!link->controller)
		return NULL;
	tw_controller_on_completion(link->controller, esp_i2c_controller_done,
				    i2c);
	link->target = tw_target_new(bus, &target);
	i2c->n_links++;
	return link;
}

void esp_i2c_connect(struct esp_i2c *i2c, const tw_bus *bus)
{
	struct esp_i2c_link *link = NULL;

	for (unsigned i = 0; i < i2c->n_links; i++)
		if (bus && i2c->links[i].bus == bus)
			link = &i2c->links[i];
	if (link == i2c->link)
		return;
	esp_i2c_target_drop(i2c);
	esp_i2c_controller_drop(i2c);
	i2c->link = link;
	i2c->sr &= ~I2C_BUS_BUSY_M;
	esp_i2c_target_listen(i2c);
	esp_i2c_target_times(i2c);
}
