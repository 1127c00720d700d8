/* SPDX-License-Identifier: MIT */
/*
 * What the chips of the family share: a Cortex-M with SERCOMs, PORT, clocks and
 * storage, built from a table.
 *
 * Modelled: see sercom.h, dmac.h, port.h, clocks.h, store.h.
 * Left out: every other peripheral: using one is a crash that names the
 *           address. All pads of a SERCOM do I2C, also those whose drivers the
 *           data sheet does not recommend for it.
 */
#ifndef SAM_CHIP_H
#define SAM_CHIP_H

#include "runtime/nvic.h"
#include "sam/clocks.h"
#include "sam/dmac.h"
#include "sam/port.h"
#include "sam/sercom.h"
#include "sam/store.h"

enum { SAM_MAX_SERCOMS = 6 };

/* A pin that can be pad 0 (SDA) or 1 (SCL) of a SERCOM. */
struct sam_pad {
	uint8_t pin; /* 32 * port + number */
	char function;
	uint8_t sercom;
	uint8_t pad;
};

struct sam_sercom_config {
	uint32_t base;
	unsigned core; /* clock channels */
	unsigned mask; /* its bus clock's: word and bit */
	unsigned mask_bit;
	unsigned irq; /* its first line */
};

struct sam_config {
	uint64_t clock_hz;
	bool d21;
	struct nvic_config nvic;
	struct mcu_costs costs;
	struct sam_sercom_config sercoms[SAM_MAX_SERCOMS];
	unsigned slow;	      /* the clock channel of all SERCOMs' time-outs */
	unsigned n_irqs_each; /* 4, or 1 for all flags */
	const struct sam_pad *pads;
	unsigned n_pads;
	struct pins_naming naming;
	uint32_t port_base;
	uint32_t port_alias; /* a second window (IOBUS); 0: none */
	uint32_t dmac_base;
	unsigned dmac_irq;    /* of channel 0 */
	unsigned n_dmac_irqs; /* the last is for all others, too */
	unsigned dmac_rx;     /* the trigger of SERCOM0's RX; TX follows */
	const struct store_config *stores;
	unsigned n_stores;
	void (*reset_clocks)(struct clocks *c);
	struct reg_device (*clock_devices[2])(struct clocks *c);
};

/* For struct tw_platform's build(). */
bool sam_build(tw_chip *chip, const struct sam_config *sam,
	       const struct tw_chip_config *config, GError **error);
/* "PA00" to "PB31"; for struct pins_naming. */
bool sam_pin_number(const char *name, const uint32_t exist[PORT_GROUPS],
		    unsigned *n);

#endif /* SAM_CHIP_H */
