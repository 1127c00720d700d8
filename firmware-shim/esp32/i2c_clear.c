/* SPDX-License-Identifier: MIT */
/*
 * The I2C controller's pulses that clear a bus: SCL_RST_SLV_NUM of them when
 * SCL_RST_SLV_EN is set, which clears itself after the last. No START and no
 * STOP, and nobody who holds SCL is waited for. TRANS_START waits until then.
 */
#include "esp32/i2c.h"

#include "esp32/include/soc/i2c_reg.h"
#include "twowire/port.h"

/* Where the registers say nothing. */
enum { HALF_NS = 5000 };

static tw_port *port(const struct esp_i2c *i2c)
{
	return tw_bus_port(i2c->link->bus,
			   tw_controller_name(i2c->link->controller));
}

static uint32_t half_ns(struct esp_i2c *i2c)
{
	uint32_t low = *esp_i2c_reg(i2c, I2C_SCL_LOW_PERIOD);

	return low ? esp_i2c_cycles_to_ns(i2c, low + 1ull) : HALF_NS;
}

static void step(struct esp_i2c *i2c)
{
	bool low = i2c->clear_halves % 2 == 0;

	if (!i2c->clear_halves) {
		*esp_i2c_reg(i2c, I2C_SCL_SP_CONF) &= ~I2C_SCL_RST_SLV_EN_M;
		if (i2c->go_after_clear)
			esp_i2c_controller_go(i2c);
		return;
	}
	tw_port_drive(port(i2c), TW_SCL, low ? TW_LOW : TW_RELEASE);
	i2c->clear_halves--;
	tw_timer_after(tw_bus_queue(i2c->link->bus), &i2c->clear_timer,
		       half_ns(i2c));
}

static void fire(void *user)
{
	step(user);
}

void esp_i2c_clear_go(struct esp_i2c *i2c)
{
	uint32_t conf = *esp_i2c_reg(i2c, I2C_SCL_SP_CONF);

	if (i2c->clear_timer.set)
		return;
	i2c->clear_timer.fire = fire;
	i2c->clear_timer.user = i2c;
	i2c->clear_halves = i2c->link && i2c->state == ESP_I2C_IDLE
				    ? 2 * ((conf & I2C_SCL_RST_SLV_NUM_M) >>
					   I2C_SCL_RST_SLV_NUM_S)
				    : 0;
	step(i2c);
}

void esp_i2c_clear_drop(struct esp_i2c *i2c)
{
	i2c->go_after_clear = false;
	if (!i2c->clear_timer.set)
		return;
	tw_timer_cancel(tw_bus_queue(i2c->link->bus), &i2c->clear_timer);
	tw_port_drive(port(i2c), TW_SCL, TW_RELEASE);
	*esp_i2c_reg(i2c, I2C_SCL_SP_CONF) &= ~I2C_SCL_RST_SLV_EN_M;
}
