/* SPDX-License-Identifier: MIT */
/*
 * A device's inside: a model's instance and the target that it answers
 * through. device.c speaks to the bus, device_services.c to the model,
 * device_regs.c is the register file, device_smbus.c what SMBus adds,
 * device_channels.c a mux's switches, device_outputs.c its pins,
 * device_params.c reads settings.
 */
#ifndef TW_PROTOCOL_DEVICE_H
#define TW_PROTOCOL_DEVICE_H

#include "twowire/actor.h"
#include "twowire/device.h"
#include "twowire/smbus_target.h"
#include "twowire/switch.h"
#include "twowire/target.h"

/* A setting, parsed. */
struct device_param {
	int64_t number; /* or the choice's index */
	uint8_t *bytes; /* of a file, owned; or NULL */
	size_t len;
};

/* Where a transfer stands in a register file. */
struct device_regs {
	uint8_t pointer;
	unsigned byte;	      /* of the register, the first is 0 */
	uint32_t value;	      /* latched for a read, gathered by a write */
	bool pointer_is_next; /* the next byte written is the pointer */
	bool whole; /* with PEC: all of value is there, not yet taken */
	bool over;  /* no more of this message is taken */
};

struct device_output {
	bool high;
	bool let_go;	   /* though it is no open-drain one */
	tw_pin *pin;	   /* NULL: not soldered */
	uint32_t wave_hz;  /* 0: no square wave */
	uint64_t since_ns; /* when that began */
	struct tw_timer edge;
	struct tw_device *dev;
};

/* What the outside world last set, for when the supply comes back. */
struct device_input {
	bool set;
	int32_t value;
	struct tw_device *dev; /* of one soldered to a net */
	const char *name;
};

enum device_answer { ANSWER_ACK, ANSWER_BYTE };

struct tw_device {
	const struct tw_model *model;
	const struct tw_byte_ops *ops; /* the model's, or the register file's */
	char *name;
	tw_bus *bus;
	tw_queue *queue;
	tw_target *target;
	tw_smbus_target *smbus; /* around it, or NULL */
	struct tw_match match;
	uint8_t second_addr; /* or 0 */
	uint32_t source;     /* of its remarks; UINT32_MAX: none made yet */
	void *state;
	uint32_t *regs; /* values */
	struct device_regs transfer;
	uint8_t *memory;
	size_t memory_len;
	struct device_param *params;
	struct device_output *outputs;
	size_t n_outputs;
	struct tw_timer wake;
	bool off; /* without supply */
	unsigned n_channels;
	tw_switch **channels; /* by number; NULL where nothing is soldered */
	uint8_t channels_next;
	bool channels_pending;	     /* for the next STOP */
	struct device_input *inputs; /* as last set, in the model's order */

	bool general; /* in a general call: device_general.c */
	bool general_reset;
	uint8_t general_bytes;

	bool may_stretch; /* in a callback that can hold SCL */
	uint64_t stretch_ns;
	struct tw_timer hold;
	enum device_answer due;
	bool held_ack;
	uint8_t held_byte;
};

extern const struct tw_byte_ops device_reg_ops;

void device_regs_reset(struct tw_device *dev);
/* What has been written and not yet taken is not to be. */
void device_regs_forget(struct tw_device *dev);

/* Makes dev->smbus and dev->target of a model that speaks SMBus. */
void device_smbus_connect(struct tw_device *dev,
			  const struct tw_target_ops *ops,
			  const struct tw_sense *sense);

/* All of them, high and not soldered. */
void device_outputs_make(struct tw_device *dev);
/* What the device makes of it, whatever others on its net do. */
bool device_output_level(const struct tw_device *dev,
			 const struct device_output *out);
/* Drives its pin, if it has one, as it now is. */
void device_output_drive(struct tw_device *dev, struct device_output *out);

/* A STOP, anybody's. */
void device_channels_stop(struct tw_device *dev);

/* The general call: does it begin with this address? A byte of it, and its end
 * by a STOP or otherwise. */
bool device_general_begins(struct tw_device *dev,
			   const struct tw_address *addr);
bool device_general_write(struct tw_device *dev, uint8_t byte);
void device_general_ends(struct tw_device *dev, bool stop);

/* As after power-on, with what the outside world still applies. */
void device_reset(struct tw_device *dev);
/* Answers to its addresses, or to none. */
void device_listen(struct tw_device *dev, bool on);
/* Makes the point "NAME.power", whose user the device is. */
void device_power_init(struct tw_device *dev);
/* Remembers an input. Returns whether the model is to be told now. */
bool device_power_input(struct tw_device *dev, size_t n, int32_t value);

/* Is it an address of the model's? */
bool device_can_have(const struct tw_model *model, uint8_t addr);
bool device_check_address(const struct tw_device *dev, uint8_t addr,
			  GError **error);
/* Fills dev->params from @config and the model's table. */
bool device_params_parse(struct tw_device *dev,
			 const struct tw_device_config *config, GError **error);
void device_params_free(struct tw_device *dev);

#endif /* TW_PROTOCOL_DEVICE_H */
