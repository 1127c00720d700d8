/* SPDX-License-Identifier: MIT */
/*
 * The twowire adapter: an I2C block, target and controller at once, of the
 * chips that run an operating system's driver API.
 *
 * From:     our own invention; twowire/adapter.h has its registers.
 * Modelled: four own addresses of 7 or 10 bits; events in order; SCL held
 *           before the acknowledge of every byte received and before every byte
 *           to be sent until software answers; with or without prefetch; an
 *           answer to a question whose transfer is over is thrown away; a new
 *           address is not answered while events pile up. The controller half
 *           takes START, byte and STOP one at a time and holds SCL between.
 * Left out: DMA, Hs-mode, general call, time-outs (software's).
 * Approx.:  the two halves can talk to each other, which few real blocks can.
 */
#ifndef OSES_ADAPTER_H
#define OSES_ADAPTER_H

#include "runtime/mcu.h"
#include "twowire/adapter.h"
#include "twowire/controller.h"
#include "twowire/point.h"
#include "twowire/target.h"

enum { ADAPTER_EVENTS = 16, ADAPTER_MOST_EVENTS = 8 };

struct adapter_event {
	uint32_t word;
	uint64_t number; /* counted from 1, lost ones too */
};

struct adapter {
	/* The interrupt line; what it is told to crash with. */
	void (*irq)(void *user, unsigned n, bool level);
	void (*crash)(void *user, const char *what);
	void *user;
	unsigned n;
	tw_bus *bus; /* NULL: the pins are on none */
	tw_target *target;
	tw_controller *controller;
	tw_point *point; /* events on their way in */

	uint32_t own[TW_ADAPTER_OWN];
	uint32_t mode;
	uint32_t irqs;
	uint32_t scl_hz;

	struct adapter_event events[ADAPTER_EVENTS]; /* oldest first */
	unsigned n_events;
	uint64_t raised; /* so far */
	uint64_t taken;	 /* number of the one read last */

	/* The target half. */
	bool involved; /* addressed since the last STOP */
	bool address_waits;
	struct tw_address address;
	uint64_t question; /* event that wants an answer; 0: none */
	bool holding;	   /* SCL, for that answer */
	bool leaving;	   /* before the next byte */
	bool has_next;
	uint8_t next;

	/* The controller half. */
	bool under_way;
	uint32_t result;
};

/* @bus: or NULL. false with @error set. Names are OWNER.i2cN. */
bool adapter_init(struct adapter *a, const char *owner, tw_sim *sim,
		  tw_queue *queue, tw_bus *bus, GError **error);
void adapter_reset(struct adapter *a);
struct reg_device adapter_device(struct adapter *a);

/* --- For the three files ---------------------------------------------------
 */

extern const struct tw_target_ops adapter_target_ops;
/* false: it was lost on its way. */
bool adapter_raise(struct adapter *a, uint32_t event);
void adapter_update(struct adapter *a);

void adapter_listen(struct adapter *a);
/* An event was taken: there is room. */
void adapter_target_taken(struct adapter *a);
void adapter_answer(struct adapter *a, uint32_t answer);
void adapter_send(struct adapter *a, uint8_t byte);
void adapter_target_drop(struct adapter *a);

void adapter_command(struct adapter *a, uint32_t command);
void adapter_done(void *user, enum tw_result result, uint8_t byte);

#endif /* OSES_ADAPTER_H */
