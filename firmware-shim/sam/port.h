/* SPDX-License-Identifier: MIT */
/*
 * PORT: the pins, their multiplexers and software's hand on them.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 32; SAM D21 Family Data Sheet, 23.
 * Modelled: DIR, OUT with CLR, SET and TGL; IN; PINCFG's PMUXEN, INEN, PULLEN;
 *           PMUX; WRCONFIG.
 * Left out: events (EVCTRL is stored), drive strength and the sampling mode
 *           (stored), a pull-down; peripherals other than SERCOMs and pin
 *           interrupts: a pin given to one drives nothing.
 * Approx.:  a pull acts only where nothing is soldered to the pin. IN shows the
 *           level at once.
 */
#ifndef SAM_PORT_H
#define SAM_PORT_H

#include "runtime/mcu.h"
#include "runtime/pins.h"

enum { PORT_GROUPS = 2, PORT_PINS = 32 * PORT_GROUPS, PORT_SIZE = 0x100 };

struct port_group {
	struct port *port;
	unsigned n;
	uint32_t dir, out, ctrl, evctrl;
	uint8_t pmux[16];
	uint8_t pincfg[32];
};

struct port {
	struct pins pins;
	struct pin pin[PORT_PINS];
	struct port_group group[PORT_GROUPS];
	/* Some pin was given to another peripheral. */
	void (*functions_changed)(void *user);
	void *user;
};

void port_init(struct port *p, const char *owner, tw_queue *queue);
void port_reset(struct port *p);
/* 'A' for function A; 0: the pin is software's. */
char port_function(const struct port *p, unsigned pin);
struct reg_device port_device(struct port *p, const char *name, uint32_t base);

#endif /* SAM_PORT_H */
