/* SPDX-License-Identifier: MIT */
/*
 * One I2C bus: the two open-drain wires SCL and SDA, their pull-ups and their
 * capacitance.
 *
 * A rising edge follows the RC of pull-up and capacitance from whatever
 * voltage the wire had; a falling edge is a ramp. Inputs see a wire high from
 * its crossing of 0.7 VDD upwards and low from its crossing of 0.3 VDD
 * downwards (UM10204 table 9); between the two they keep what they saw.
 */
#ifndef TW_BUS_H
#define TW_BUS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_bus tw_bus;

enum tw_line { TW_SCL, TW_SDA };

/* Zero in any field means its default. */
struct tw_bus_config {
	const char *name;    /* unique in its sim; "bus" */
	uint32_t vdd_mV;     /* 1000 to 5500; 3300 */
	uint32_t pullup_ohm; /* of each wire, 100 to 100000; 2200 */
	uint32_t cap_pF;     /* of each wire, 1 to 2000; 100 */
	uint32_t fall_ns;    /* 70 % to 30 %, 1 to 1000; 20 */
	uint32_t sink_mA;    /* what a driver sinks at most, 1 to 100; 20, as
				Fast-mode Plus has it. Too strong a pull-up
				for it keeps the wire at VDD - R x I. */
	/* Ultra Fast-mode (UM10204 3.2): controllers drive both wires
	 * push-pull, edges up as steep as down; targets listen and drive
	 * nothing: no acknowledge, no stretching, and what is read is all 1s.
	 */
	bool ultra_fast;
};

/*
 * How a part sees the wires, where it is not by the thresholds of UM10204. Zero
 * in any field means its default. What lies between the thresholds is
 * hysteresis: there an input keeps what it saw.
 */
struct tw_sense {
	uint32_t vil_mV;    /* low from here downwards; 0.3 VDD */
	uint32_t vih_mV;    /* high from here upwards, above vil_mV; 0.7 VDD */
	uint32_t filter_ns; /* tSP: spikes of up to this width are not seen,
			       and edges that much later; 0 */
	uint32_t delay_ns;  /* of a synchroniser: edges that much later; 0 */
};
/* SMBus 3 (0.8 and 1.35 V) and SMBus 2 (0.8 and 2.1 V), whatever VDD is. */
extern const struct tw_sense tw_sense_smbus, tw_sense_smbus2;

/**
 * tw_bus_new:
 * @config: (nullable): copied; NULL for the defaults
 *
 * Returns: (transfer none): a bus with both wires high, owned by @sim, or NULL
 * with @error set to TW_ERROR_CONFIG.
 */
tw_bus *tw_bus_new(tw_sim *sim, const struct tw_bus_config *config,
		   GError **error);

tw_sim *tw_bus_sim(const tw_bus *bus);
const char *tw_bus_name(const tw_bus *bus);
const struct tw_bus_config *tw_bus_config(const tw_bus *bus);

/* The bus of that name, or NULL. */
tw_bus *tw_sim_bus(const tw_sim *sim, const char *name);

/* The voltage of a wire now, 0 to VDD. */
uint32_t tw_bus_voltage_mV(const tw_bus *bus, enum tw_line line);

/* Gives one wire another pull-up and capacitance from now on, in the ranges of
 * tw_bus_config; 0: as configured. Controllers made before keep the timing that
 * fitted before. */
void tw_bus_set_wire(tw_bus *bus, enum tw_line line, uint32_t pullup_ohm,
		     uint32_t cap_pF);

/* What inputs with the thresholds of UM10204 see now. */
bool tw_bus_level(const tw_bus *bus, enum tw_line line);

/* true from a START until the STOP that ends it. */
bool tw_bus_busy(const tw_bus *bus);

/**
 * tw_bus_run:
 *
 * Like tw_sim_run(), and made for waiting: runs what is joined to this bus
 * until @until_ns or until something on it calls tw_sim_stop(), then brings
 * the rest of the sim to the same instant.
 */
enum tw_run tw_bus_run(tw_bus *bus, uint64_t until_ns);

G_END_DECLS

#endif /* TW_BUS_H */
