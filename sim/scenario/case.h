/* SPDX-License-Identifier: MIT */
/*
 * A case as the loader leaves it: everything checked that can be without a
 * simulation, names resolved to numbers, and for each thing its place in the
 * file.
 */
#ifndef TW_SCENARIO_CASE_H
#define TW_SCENARIO_CASE_H

#include "scenario/axes.h"
#include "scenario/cursor.h"

#include "twowire/analog.h"
#include "twowire/controller.h"
#include "twowire/device.h"
#include "twowire/replay.h"
#include "twowire/scenario.h"
#include "twowire/smbus.h"

/* How much of everything a case may have. */
enum {
	TW_CASE_MAX_BUSES = 64,
	TW_CASE_MAX_CONTROLLERS = 64,
	TW_CASE_MAX_NETS = 256,
	TW_CASE_MAX_DEVICES = 512,
	TW_CASE_MAX_FIRMWARE = 16,
	TW_CASE_MAX_FAULTS = 256,
	TW_CASE_MAX_STEPS = 10000,
	TW_CASE_MAX_MESSAGES = 42, /* of a transfer, as Linux has it */
	TW_CASE_MAX_PARALLEL = 64,
	TW_CASE_MAX_MESSAGE = 65535,	/* bytes */
	TW_CASE_MAX_BYTES = 256 * 1024, /* of all transfers together */
};

#define TW_CASE_NO_NUMBER UINT32_MAX

struct tw_case_bus {
	const char *id;
	struct tw_bus_config config;
	bool replayed; /* by a step: its wires are fast */
	uint32_t at;   /* in the index; TW_JSON_NONE: a default */
};

struct tw_case_controller {
	const char *id;
	uint32_t bus;
	struct tw_controller_config config;
	struct tw_sense sense;
	bool notified; /* a step waits for a Host Notify */
	uint32_t at;
};

struct tw_case_net {
	const char *id;
	bool rest_high;
	bool driven; /* by a step */
};

struct tw_case_input {
	const char *name;
	int32_t value;
	uint32_t at;
};

struct tw_case_wire {
	const char *pin;
	uint32_t net; /* or TW_CASE_NO_NUMBER: a wire of a bus */
	uint32_t bus;
	enum tw_line line;
	uint32_t at;
};

/* Of a mux. */
struct tw_case_channel {
	unsigned n;
	uint32_t bus;
	uint32_t at;
};

struct tw_case_device {
	const char *id;
	const struct tw_model *model;
	uint32_t bus;
	uint16_t addr;
	GArray *params;	  /* of struct tw_param */
	GArray *inputs;	  /* of struct tw_case_input */
	GArray *wires;	  /* of struct tw_case_wire */
	GArray *channels; /* of struct tw_case_channel */
	struct tw_sense sense;
	uint32_t at, addr_at;
};

struct tw_case_firmware {
	const char *id;
	const struct tw_platform *platform;
	const char *object;
	uint64_t clock_hz, start_ns, watchdog_ns;
	uint32_t irq_latency_cycles, irq_jitter_cycles;
	GArray *wires; /* of struct tw_case_wire */
	uint32_t at, object_at;
};

struct tw_case_fault {
	const char *id;
	const char *what; /* as tw_fault_new() takes it */
	uint32_t bus;
	uint32_t at;
};

/* One message; its bytes stand in the transfer's. */
struct tw_case_msg {
	uint16_t addr;
	uint16_t flags; /* TW_MSG_... */
	size_t len;
	size_t first; /* written: index in tx */
};

struct tw_case_transfer {
	uint32_t controller;
	GArray *msgs;	/* of struct tw_case_msg */
	GByteArray *tx; /* of all written messages */
	size_t rx_len;	/* of all read messages */
	bool has_rx;
	GByteArray *rx, *rx_mask; /* expected; a 0 in the mask matches any */
	enum tw_result result;
	bool any_result;
	uint64_t timeout_ns, delay_ns;
	uint32_t at, rx_at, result_at;
};

/* One message in the words of SMBus; or a Host Notify that is waited for. */
struct tw_case_smbus {
	uint32_t controller;
	const char *word;
	bool notify;
	enum tw_smbus_protocol protocol;
	uint16_t addr;
	bool has_addr; /* of a Host Notify: it is expected */
	uint16_t command;
	bool pec;
	GByteArray *tx;
	bool has_rx;
	GByteArray *rx, *rx_mask; /* expected; a mask's 0 bits match any */
	enum tw_smbus_result result;
	uint64_t timeout_ns, limit_ns; /* tTIMEOUT, and for the step */
	uint32_t rx_at, result_at;
};

/* An input that a replay finds by itself. */
struct tw_case_learn {
	uint32_t device;
	const char *input;
};

struct tw_case_set {
	uint64_t at_ns; /* of the capture */
	uint32_t device;
	struct tw_case_input input;
};

struct tw_case_off {
	const char *part;
	uint64_t from_ns, to_ns;
};

/* A capture, and how it is replayed. */
struct tw_case_replay {
	const char *file;
	uint32_t bus;
	struct tw_replay_config config;
	GByteArray *addresses; /* empty: all of the case's */
	GArray *ignores;       /* of struct tw_replay_ignore */
	GArray *learn;	       /* of struct tw_case_learn */
	GArray *sets;	       /* of struct tw_case_set */
	GArray *offs;	       /* of struct tw_case_off */
	uint32_t at;
};

/* An element of a list that a step expects. */
struct tw_case_item {
	const char *text;
	uint64_t min, max; /* or a value, as min */
	int64_t count;	   /* -1: any number */
	uint32_t at;
};

/* What a bus has seen. Counts are -1 where nothing is expected. */
struct tw_case_wires {
	int addr;	   /* of the transfers that count; -1: all */
	GArray *transfers; /* of struct tw_case_item; NULL: any */
	GArray *stretches; /* of struct tw_case_item; NULL: any */
	int64_t starts, restarts, stops;
	int free; /* 1: yes, 0: no, -1: either */
};

enum tw_step_kind {
	TW_STEP_RUN,
	TW_STEP_TRANSFER, /* one, or several in parallel */
	TW_STEP_SMBUS,
	TW_STEP_SET,
	TW_STEP_DRIVE,
	TW_STEP_RESET,
	TW_STEP_EXPECT_PIN,
	TW_STEP_EXPECT_NET,
	TW_STEP_EXPECT_OUTPUT,
	TW_STEP_EXPECT_MEMORY,
	TW_STEP_EXPECT_PICTURE,
	TW_STEP_EXPECT_TIMING,
	TW_STEP_EXPECT_BUS,
	TW_STEP_EXPECT_REGISTER,
	TW_STEP_EXPECT_VARIABLE,
	TW_STEP_EXPECT_CALLS,
	TW_STEP_EXPECT_WRITES,
	TW_STEP_EXPECT_INTERRUPTS,
	TW_STEP_CLEAR_BUS,
	TW_STEP_REPLAY,
	TW_STEP_SESSION,
};

struct tw_case_step {
	enum tw_step_kind kind;
	uint32_t at;	   /* of the value of the step's first key */
	const char *known; /* why it is known to fail, or NULL */
	uint32_t known_at;
	uint32_t number; /* of the device, net or firmware it is about */
	uint64_t run_ns;
	GPtrArray *transfers; /* of struct tw_case_transfer */
	struct tw_case_smbus *smbus;
	struct tw_case_replay *replay;
	GArray *inputs; /* of struct tw_case_input */
	unsigned drive; /* enum tw_drive */
	const char *pin;
	bool high;
	const char *text;
	uint64_t offset;
	GByteArray *bytes, *mask;
	unsigned mode;	 /* enum tw_timing_mode or enum tw_clear; of a picture,
			    the length of a row */
	uint32_t missed; /* bits: 1 << enum tw_timing_param */
	enum tw_result result;
	bool any_result; /* of a bus clear */
	int clocks;	 /* -1: any number */
	bool from_begin; /* of the case; else since the last such step */
	int64_t count;	 /* of lines, calls, ...; -1: any number */
	GArray *items;	 /* in order, of struct tw_case_item, or NULL */
	GArray *others;	 /* in no order; likewise */
	GArray *watched; /* besides; likewise */
	struct tw_case_wires *wires;
};

/* The kinds of things a case names; each array's elements begin with the id. */
enum tw_case_kind {
	TW_CASE_BUS,
	TW_CASE_CONTROLLER,
	TW_CASE_NET,
	TW_CASE_DEVICE,
	TW_CASE_FIRMWARE,
	TW_CASE_FAULT,
};
#define TW_CASE_KINDS 6

struct tw_scenario {
	char *name;
	char *folder; /* or NULL */
	tw_json_index *index;
	struct json_object *json;
	GStringChunk *strings; /* all strings above are its or the JSON's */
	const char *title, *why;
	const char *known; /* why it is known to fail, or NULL */
	uint64_t seed;
	struct tw_analog_window analog; /* to_ns 0: none */
	GPtrArray *axes;		/* of struct tw_axis */
	/* Of struct tw_case_bus, tw_case_controller, ... */
	GArray *things[TW_CASE_KINDS];
	GArray *steps;
	const struct tw_parts *parts;
	size_t n_bytes;	 /* of all transfers read so far */
	uint64_t run_ns; /* of all run steps */
};

/* Each reads one part of the case from its outermost object. */
bool tw_case_load_buses(tw_scenario *s, const struct tw_cursor *root,
			GError **error);
bool tw_case_load_analog(tw_scenario *s, const struct tw_cursor *root,
			 GError **error);
bool tw_case_load_devices(tw_scenario *s, const struct tw_cursor *root,
			  GError **error);
bool tw_case_load_firmware(tw_scenario *s, const struct tw_cursor *root,
			   GError **error);
bool tw_case_load_faults(tw_scenario *s, const struct tw_cursor *root,
			 GError **error);
/* The member "known_failure": why it is known to fail. */
bool tw_case_load_known(const struct tw_cursor *obj, const char **why,
			GError **error);
bool tw_case_load_steps(tw_scenario *s, const struct tw_cursor *root,
			GError **error);
bool tw_case_load_transfer(tw_scenario *s, const struct tw_cursor *step,
			   bool parallel, struct tw_case_transfer **out,
			   GError **error);

/* The step whose word is @word. */
bool tw_case_load_smbus(tw_scenario *s, const struct tw_cursor *step,
			const struct tw_cursor *word,
			struct tw_case_smbus **out, GError **error);
/* The keys beside it; ends with NULL. */
extern const char *const tw_case_smbus_keys[];
void tw_case_smbus_free(struct tw_case_smbus *smbus);

/* The case with other values, called @name in messages; it has no axes any
 * more. NULL with @error set. */
tw_scenario *tw_case_point(const tw_scenario *s, const char *name,
			   const struct tw_setting *settings, size_t n,
			   GError **error);

/* The keys beside "replay"; ends with NULL. */
extern const char *const tw_case_replay_keys[];
void tw_case_replay_free(struct tw_case_replay *replay);

/* Each loads what stands under a step's main key, @cur. */
bool tw_case_load_replay(tw_scenario *s, const struct tw_cursor *step,
			 const struct tw_cursor *cur, struct tw_case_step *out,
			 GError **error);
bool tw_case_load_clear_bus(tw_scenario *s, const struct tw_cursor *step,
			    const struct tw_cursor *cur,
			    struct tw_case_step *out, GError **error);
bool tw_case_load_expect_picture(tw_scenario *s, const struct tw_cursor *step,
				 const struct tw_cursor *cur,
				 struct tw_case_step *out, GError **error);
bool tw_case_load_expect_timing(tw_scenario *s, const struct tw_cursor *step,
				const struct tw_cursor *cur,
				struct tw_case_step *out, GError **error);

bool tw_case_load_expect_bus(tw_scenario *s, const struct tw_cursor *step,
			     const struct tw_cursor *cur,
			     struct tw_case_step *out, GError **error);
bool tw_case_load_expect_register(tw_scenario *s, const struct tw_cursor *step,
				  const struct tw_cursor *cur,
				  struct tw_case_step *out, GError **error);
bool tw_case_load_expect_variable(tw_scenario *s, const struct tw_cursor *step,
				  const struct tw_cursor *cur,
				  struct tw_case_step *out, GError **error);
bool tw_case_load_expect_calls(tw_scenario *s, const struct tw_cursor *step,
			       const struct tw_cursor *cur,
			       struct tw_case_step *out, GError **error);
bool tw_case_load_expect_writes(tw_scenario *s, const struct tw_cursor *step,
				const struct tw_cursor *cur,
				struct tw_case_step *out, GError **error);
bool tw_case_load_expect_interrupts(tw_scenario *s,
				    const struct tw_cursor *step,
				    const struct tw_cursor *cur,
				    struct tw_case_step *out, GError **error);
bool tw_case_load_expect_output(tw_scenario *s, const struct tw_cursor *step,
				const struct tw_cursor *cur,
				struct tw_case_step *out, GError **error);
void tw_case_wires_free(struct tw_case_wires *wires);

/* The member "from" of a step: "last" or "begin". */
bool tw_case_load_from(const struct tw_cursor *cur, struct tw_case_step *out,
		       GError **error);
/* A count under @key, 0 to 10^9; absent: as it is. */
bool tw_case_load_count(const struct tw_cursor *cur, const char *key,
			int64_t *count, GError **error);
/* An array of strings under @key as items; absent: NULL. */
bool tw_case_load_texts(const struct tw_cursor *cur, const char *key,
			GArray **items, GError **error);

/* The member "sense" of @obj, which may be absent. */
bool tw_case_load_sense(const struct tw_cursor *obj, struct tw_sense *sense,
			GError **error);
/* The member "channels" of a device. */
bool tw_case_load_channels(const tw_scenario *s, const struct tw_cursor *obj,
			   struct tw_case_device *d, GError **error);

/* The notation of i2ctransfer: "w2@0x40 0x01 0xaa r1". */
bool tw_case_parse_notation(const struct tw_cursor *text,
			    struct tw_case_transfer *transfer, GError **error);

void tw_case_transfer_free(struct tw_case_transfer *transfer);
void tw_case_step_clear(struct tw_case_step *step);

size_t tw_case_count(const tw_scenario *s, enum tw_case_kind kind);
const char *tw_case_id(const tw_scenario *s, enum tw_case_kind kind,
		       uint32_t number);

/* The "id" of @obj: well formed, and not yet anything's. */
bool tw_case_new_id(const tw_scenario *s, const struct tw_cursor *obj,
		    const char **id, GError **error);
/* The number of what @cur names. */
bool tw_case_resolve(const tw_scenario *s, const struct tw_cursor *cur,
		     enum tw_case_kind kind, uint32_t *number, GError **error);
/* The same for a member of @obj; absent: 0, if there is one at all. */
bool tw_case_ref(const tw_scenario *s, const struct tw_cursor *obj,
		 const char *key, enum tw_case_kind kind, uint32_t *number,
		 GError **error);
/* An element of an array of the case. */
typedef bool (*tw_case_element_fn)(tw_scenario *s, const struct tw_cursor *cur,
				   GError **error);
/* Calls @load for each element of the array under @key, if there is one; at
 * most @max. */
bool tw_case_each(tw_scenario *s, const struct tw_cursor *root, const char *key,
		  size_t max, tw_case_element_fn load, GError **error);
/* A member of @obj that sets an input of a model. */
bool tw_case_load_input(const struct tw_model *model,
			const struct tw_cursor *member, GArray *inputs,
			GError **error);
#endif /* TW_SCENARIO_CASE_H */
