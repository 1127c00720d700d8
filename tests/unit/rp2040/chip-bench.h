/* SPDX-License-Identifier: MIT */
/* The bench of one I2C block, and the RP2040's other blocks beside it. */
#ifndef CHIP_BENCH_H
#define CHIP_BENCH_H

#include "dw-bench.h"

#include "rp2040/clocks.h"
#include "rp2040/gpio.h"
#include "rp2040/resets.h"
#include "rp2040/timer.h"
#include "twowire/net.h"

/* A bench and beside its I2C block the other ones. */
struct chip {
	struct bench *b;
	struct resets resets;
	struct rp_timer timer;
	struct gpio gpio;
	struct store stores[N_STORES];
	tw_net *net;
	tw_pin *outside;
	struct reg_device resets_reg, timer_reg, io, pads, sio, ppb;
};

enum { SDA_PIN = 4, SCL_PIN = 5, NET_PIN = 10, FREE_PIN = 20 };

static inline uint32_t get(const struct reg_device *d, uint32_t offset)
{
	return d->read(d->user, offset, false, REG_CPU0);
}

static inline void set(const struct reg_device *d, uint32_t offset,
		       uint32_t value)
{
	d->write(d->user, offset, value, UINT32_MAX, REG_CPU0);
}

static inline bool line(const struct chip *c, unsigned irq)
{
	return nvic_level(&c->b->nvic, irq);
}

static inline void solder(struct chip *c)
{
	tw_queue *queue = tw_bus_queue(c->b->bus);

	gpio_setup(&c->gpio, "chip", queue, &c->b->nvic);
	pins_solder_bus(&c->gpio.pins, SDA_PIN, c->b->bus, TW_SDA);
	pins_solder_bus(&c->gpio.pins, SCL_PIN, c->b->bus, TW_SCL);
	c->net = tw_net_new(c->b->sim, "INT", true);
	c->outside = tw_pin_new(c->net, queue, "outside", NULL, NULL);
	pins_solder_net(&c->gpio.pins, NET_PIN, c->net, "GPIO10");
	gpio_reset(&c->gpio);
	c->io = apb_device(&c->gpio.io, "IO_BANK0", 0x40014000);
	c->pads = apb_device(&c->gpio.pads, "PADS_BANK0", 0x4001c000);
	c->sio = sio_device(&c->gpio);
}

static inline int chip_up(void **state)
{
	struct chip *c = g_new0(struct chip, 1);

	bench_up((void **)&c->b);
	solder(c);
	resets_init(&c->resets);
	c->resets.block[3].apb = &c->b->dw.apb;
	c->resets.block[3].reset = (void (*)(void *))dw_reset;
	c->resets.block[3].user = &c->b->dw;
	c->resets_reg = apb_device(&c->resets.apb, "RESETS", 0x4000c000);
	rp_timer_init(&c->timer, &c->b->nvic, tw_bus_queue(c->b->bus));
	rp_timer_start(&c->timer, 0);
	c->timer_reg = apb_device(&c->timer.apb, "TIMER", 0x40054000);
	c->ppb = nvic_scs(&c->b->nvic);
	stores_init(c->stores);
	stores_reset(c->stores);
	*state = c;
	return 0;
}

static inline int chip_down(void **state)
{
	struct chip *c = *state;

	bench_down((void **)&c->b);
	g_free(c);
	return 0;
}

#endif /* CHIP_BENCH_H */
