/* SPDX-License-Identifier: MIT */
/*
 * A device: one instance of a model (model.h) soldered to a bus. The outside
 * world sets its inputs and sees its pins and registers.
 */
#ifndef TW_DEVICE_H
#define TW_DEVICE_H

#include <stddef.h>

#include "twowire/bus.h"
#include "twowire/model.h"
#include "twowire/net.h"
#include "twowire/target.h"

G_BEGIN_DECLS

/* A setting of a model by name, as cases and the command line give it:
 * {"part", "24AA025UID"}, {"write_us", "3500"}, {"image", "rom.bin"}. */
struct tw_param {
	const char *key;
	const char *value;
};

struct tw_device_config {
	const char *name; /* unique on its bus, and in error messages; NULL: the
			     model's name, or 24xx-2 for a second one */
	uint8_t addr;	  /* 7 bits, not shifted */
	const struct tw_param *params;
	size_t n_params;
	const struct tw_sense *sense; /* NULL: UM10204's; copied */
	const char *folder; /* where relative file names begin; NULL: here */
};

/**
 * tw_bus_attach:
 *
 * Powers a new instance of @model at the present instant.
 *
 * Returns: (transfer none): owned by @bus; or NULL with @error set to
 * TW_ERROR_ADDRESS (reserved, or impossible for the model), TW_ERROR_CONFIG
 * (unknown key, bad value: the message lists what is allowed) or
 * TW_ERROR_FILE.
 */
tw_device *tw_bus_attach(tw_bus *bus, const struct tw_model *model,
			 const struct tw_device_config *config, GError **error);
tw_device *tw_bus_device(const tw_bus *bus, const char *name);
const char *tw_device_name(const tw_device *dev);
const struct tw_model *tw_device_model(const tw_device *dev);

/* false if it has no such input or pin, or the value is out of range. */
bool tw_device_set_input(tw_device *dev, const char *input, int32_t value);
bool tw_device_get_pin(const tw_device *dev, const char *pin, bool *high);
/* Solders an output pin, or an input of 0 to 1, to a net. */
bool tw_device_wire_pin(tw_device *dev, const char *pin, tw_net *net);

/* Solders channel @n of a mux to another bus, before the sim first runs. false:
 * there is no such channel, it is soldered already, or tw_switch_new() would
 * fail. */
bool tw_device_wire_channel(tw_device *dev, unsigned n, tw_bus *bus,
			    GError **error);

/* The whole memory of a model that has one (an EEPROM's array), or NULL. */
const uint8_t *tw_device_memory(const tw_device *dev, size_t *len);
/* Its target, to watch or disturb it. */
tw_target *tw_device_target(const tw_device *dev);

G_END_DECLS

#endif /* TW_DEVICE_H */
