/* SPDX-License-Identifier: MIT */
/*
 * The pins: IO_BANK0, PADS_BANK0, and SIO, which drives them by software.
 *
 * From:     RP2040 data sheet, 2.3.1 (SIO), 2.19 (GPIO).
 * Modelled: FUNCSEL; OUTOVER, OEOVER, INOVER; a pad's OD, IE and, where
 *           nothing else is soldered to it, its pulls; STATUS; the four
 *           interrupt conditions of each pin for both cores; GPIO_IN, OUT, OE
 *           and their SET, CLR, XOR; CPUID; spin locks; the cores' mailboxes
 *           (core1.h).
 * Left out: every function but SIO and I2C drives nothing; IRQOVER, and the
 *           overrides of a pin whose function is I2C; a pad's pull on a bus
 *           wire or net (some 50 kilohm beside the bus's own); drive strength
 *           and slew (stored); the dormant interrupts (stored); SIO's divider
 *           and interpolators.
 */
#ifndef RP2040_GPIO_H
#define RP2040_GPIO_H

#include "rp2040/apb.h"
#include "runtime/nvic.h"
#include "runtime/pins.h"

enum { N_GPIOS = 30, FUNC_I2C = 3, FUNC_SIO = 5 };

struct gpio_pin {
	uint32_t ctrl;
	uint32_t pad;
	bool seen; /* input, last looked at */
};

enum { GPIO_WORDS = 4 };

struct core1;

struct gpio {
	struct apb io;
	struct apb pads;
	struct nvic *nvic;
	struct core1 *core1; /* SIO's mailboxes, set by the platform */
	struct pins pins;
	struct pin pads_of[N_GPIOS];
	struct gpio_pin pin[N_GPIOS];
	/* FUNCSEL of some pin was written. */
	void (*functions_changed)(void *user);
	void *user;
	uint32_t out;
	uint32_t oe;
	uint32_t edges[GPIO_WORDS];
	uint32_t inte[2][GPIO_WORDS]; /* a row for each core */
	uint32_t intf[2][GPIO_WORDS];
	uint32_t dormant[3 * GPIO_WORDS];
	uint32_t voltage_select;
	uint32_t locks; /* spin locks taken */
	uint32_t hi[8]; /* GPIO_HI registers */
};

/* @owner: the chip's name. */
void gpio_setup(struct gpio *g, const char *owner, tw_queue *queue,
		struct nvic *nvic);
unsigned gpio_function(const struct gpio *g, unsigned n);
/* The two blocks and SIO as after power-on. */
void gpio_reset(struct gpio *g);
void gpio_reset_io(void *gpio);
void gpio_reset_pads(void *gpio);

/* For SIO: after @out or @oe changed; what the core reads. */
void gpio_drive(struct gpio *g, uint32_t pins);
uint32_t gpio_inputs(struct gpio *g);
struct reg_device sio_device(struct gpio *g);

#endif /* RP2040_GPIO_H */
