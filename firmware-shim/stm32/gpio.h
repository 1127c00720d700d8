/* SPDX-License-Identifier: MIT */
/*
 * The GPIO ports of an STM32 (all families but F1): pin n of port A is n, of
 * port B 16 + n, and so on.
 *
 * From:     RM0090, chapter 8 (F4); RM0444, chapter 7 (G0).
 * Modelled: MODER, OTYPER, PUPDR's pull-up (where nothing else is soldered to
 *           the pin), IDR, ODR, BSRR (set before reset), BRR where the family
 *           has it, AFR; an analog pin reads 0; reset values of each port.
 * Left out: OSPEEDR, PUPDR's pull-down and LCKR are stored and do nothing;
 *           a pull on a bus wire or net (some 40 kilohm beside the bus's own);
 *           what alternate functions but I2C drive.
 * Approx.:  a pin whose function is I2C pulls low or lets go whatever OTYPER
 *           says; silicon drives high where it says push-pull.
 */
#ifndef STM32_GPIO_H
#define STM32_GPIO_H

#include "runtime/pins.h"
#include "stm32/block.h"

enum { STM32_MAX_PORTS = 11, STM32_PINS = STM32_MAX_PORTS * 16 };

/* What a port's registers are after reset. */
struct stm32_gpio_reset {
	uint32_t moder;
	uint32_t ospeedr;
	uint32_t pupdr;
};

struct stm32_gpio_config {
	unsigned n_ports; /* A, B, ...; some may be missing */
	const struct stm32_gpio_reset *resets; /* n_ports of them */
	bool has_brr;
};

struct stm32_gpio;

struct stm32_gpio_port {
	struct stm32_block block;
	struct stm32_gpio *gpio;
	uint32_t moder, otyper, ospeedr, pupdr, odr, lckr;
	uint32_t afr[2];
	uint32_t seen;		  /* inputs, as last looked at */
	uint32_t low;		  /* by functions without a port of their own */
	uint8_t low_function[16]; /* which */
};

struct stm32_gpio {
	const struct stm32_gpio_config *config;
	struct pins pins;
	struct pin pin[STM32_PINS];
	struct stm32_gpio_port port[STM32_MAX_PORTS];
	/* MODER or AFR of some pin was written. */
	void (*functions_changed)(void *user);
	/* A pin's input has changed; may be NULL. */
	void (*edge)(void *user, unsigned pin, bool level);
	void *user;
};

/* @g: zeroed, its callbacks set. @owner: the chip's name. */
void stm32_gpio_init(struct stm32_gpio *g, const char *owner, tw_queue *queue,
		     const struct stm32_gpio_config *config);
void stm32_gpio_reset(struct stm32_gpio *g); /* all ports */
/* The number of its alternate function; -1: its mode is another. */
int stm32_gpio_function(const struct stm32_gpio *g, unsigned pin);
/* A pin whose function has no port of its own (SMBA) pulls low, while that is
 * the pin's function. */
void stm32_gpio_function_low(struct stm32_gpio *g, unsigned pin, int function,
			     bool low);
bool stm32_gpio_input(const struct stm32_gpio *g, unsigned pin);
/* "PB7" into a pin's number; @ports: those there are, bit 0 for A. false: no
 * such pin. For a platform's struct pins_naming. */
bool stm32_pin_number(const char *name, uint32_t ports, unsigned *pin);

#endif /* STM32_GPIO_H */
