/* SPDX-License-Identifier: MIT */
/*
 * Replay: the host of a capture, rebuilt, drives live models or live firmware,
 * and what those answer is compared with what the real targets did.
 *
 * The host's clock is the capture's: every edge that the host made comes at
 * the captured instant. What the real target did to SDA (acknowledge bits of
 * writes, data bits of reads) is left to the live one. If that holds SCL
 * longer than the capture shows, the host waits, and all that follows moves by
 * as much; that is the reactive way. Raw, the host waits for nobody: every edge
 * of its own, spikes included, comes at the captured instant, and clocks that
 * fall into a longer hold are lost.
 *
 * The host never decides anew: it sends, reads, acknowledges, repeats STARTs
 * and stops as captured, also where a live answer differs. Messages to other
 * addresses than the live target's are played as they were captured, their
 * targets' bits included, and not compared.
 *
 * Two wires cannot tell a target that stretches from a host that is slow. By
 * default every captured low phase of SCL is the host's: only a live target
 * that holds longer makes a difference. With stretch_is_target, a low phase
 * much longer than usual, at a place where a target can hold SCL, is the
 * target's: the host lets go after its usual time, and the live target must
 * hold as long as the real one did.
 */
#ifndef TW_REPLAY_H
#define TW_REPLAY_H

#include "twowire/bus.h"
#include "twowire/capture.h"
#include "twowire/device.h"
#include "twowire/parts.h"
#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_replay tw_replay;

/* Zero in any field means its default. */
struct tw_replay_config {
	struct tw_capture_config capture; /* the wires' channels */
	uint64_t rate_hz;	      /* sample rate; what the capture says */
	uint64_t tolerance_ns;	      /* for stretching and SDA timing; 10 us */
	uint64_t timing_tolerance_ns; /* for SDA timing; tolerance_ns */
	uint64_t lead_ns; /* simulated before the capture's first tick, for
			     a chip to boot; 1 ms */
	bool stretch_is_target;
	bool raw;
};

/* Reads a capture; @config may be NULL. NULL with @error set to TW_ERROR_FILE
 * or TW_ERROR_CONFIG. Free with tw_replay_free(), after the sim that it ran in.
 */
tw_replay *tw_replay_open(const char *path,
			  const struct tw_replay_config *config,
			  GError **error);
/* The same from a trace, ours or one that was read: @bus is a source of it.
 * The trace may go afterwards. */
tw_replay *tw_replay_new(const tw_trace *trace, uint32_t bus,
			 const struct tw_replay_config *config, GError **error);
/* NULL is allowed. */
void tw_replay_free(tw_replay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_replay, tw_replay_free)

/* A live target's address; bits in @ignore are not compared. Where two have
 * one, its messages are the first's. Without a target, every message is taken
 * to be for a live one. */
void tw_replay_add_target(tw_replay *replay, uint8_t addr, uint8_t ignore);
/* One that answers to any other address: firmware whose address is unknown. */
void tw_replay_add_any_target(tw_replay *replay);

/* Of all targets, messages to these addresses alone are compared. After the
 * targets have been added. */
void tw_replay_restrict(tw_replay *replay, const uint8_t *addrs, size_t n);

/* How many messages are for live targets. 0: nothing will be compared. */
uint64_t tw_replay_n_messages(const tw_replay *replay);

/* How long it takes if nobody holds it up, the lead included. */
uint64_t tw_replay_length_ns(const tw_replay *replay);

/* Wires so fast that the capture's instants are the wires' own. */
const struct tw_bus_config *tw_replay_bus_config(void);

/**
 * tw_replay_attach:
 *
 * Attaches @model to @bus as a live target. Where it has a memory and @config
 * has no "image", each byte that the capture's reads show before the first
 * write begins as shown. Which byte that is, the model itself tells: it is
 * replayed with known patterns in its memory.
 *
 * Returns: as tw_bus_attach().
 */
tw_device *tw_replay_attach(tw_replay *replay, tw_bus *bus,
			    const struct tw_model *model,
			    const struct tw_device_config *config,
			    GError **error);

/* The same from a string, "24xx@0x50,part=24C02,WP=1": settings, and inputs at
 * power-on. An input with the value ? is learned: what it was, and when it
 * changed, is found by trying the model out until it sends what the capture's
 * reads show. */
tw_device *tw_replay_attach_text(tw_replay *replay, tw_bus *bus,
				 const struct tw_parts *parts, const char *text,
				 GError **error);

struct tw_replay_input {
	const char *name;
	int32_t value;
	bool learn; /* instead */
};

/* The same for a device that is attached already: @config is what it was
 * attached with. Sets @inputs, which its model must have, in their range. */
void tw_replay_add_device(tw_replay *replay, tw_device *dev,
			  const struct tw_device_config *config,
			  const struct tw_replay_input *inputs,
			  size_t n_inputs);

/* What has been learned of inputs, a line each, "temp_mC of lm75: learned from
 * the reads: 25000"; "" if nothing was asked for. */
const char *tw_replay_learned(const tw_replay *replay);

/* The value that a learned input begins with; false: it has not been. */
bool tw_replay_learned_input(const tw_replay *replay, const char *device,
			     const char *input, int32_t *value);

/* --- The world around -------------------------------------------------- */
/* At instants of the capture, which wait where the host waits. */

/* false: the model has no such input, or not with that value. */
bool tw_replay_set_input(tw_replay *replay, uint64_t at_ns, tw_device *dev,
			 const char *input, int32_t value);
/* The supply of a device or chip of that name is away. Instant 0 is when the
 * capture begins; until then it has been there. */
void tw_replay_power_off(tw_replay *replay, const char *part, uint64_t from_ns,
			 uint64_t to_ns);

/* --- What is not compared ---------------------------------------------- */

struct tw_replay_range {
	bool set; /* else any */
	unsigned first, last;
};

/* Data bits of reads from @addr. The pointer is the first byte of the last
 * write to that address; a register is counted from there, one a byte, written
 * or read, as chips with one-byte registers do. */
struct tw_replay_ignore {
	uint8_t addr;
	struct tw_replay_range byte; /* of the message: 0 is the first data */
	struct tw_replay_range reg;
	struct tw_replay_range pointer;
	uint8_t mask; /* these bits; 0: all */
};
void tw_replay_add_ignore(tw_replay *replay,
			  const struct tw_replay_ignore *ignore);
/* "0x68,reg=0-6,mask=0x7f". false with @error set to TW_ERROR_CONFIG. */
bool tw_replay_ignore_parse(const char *text, struct tw_replay_ignore *ignore,
			    GError **error);

/* --- Running and comparing --------------------------------------------- */

/* Solders the host to @bus, for a sim that runs before tw_replay_run(). */
void tw_replay_join(tw_replay *replay, tw_bus *bus);

/* Lets the host drive @bus through the whole capture. Without tw_replay_join()
 * the sim must not have run yet. Once per replay. */
enum tw_run tw_replay_run(tw_replay *replay, tw_bus *bus);

enum tw_difference_kind {
	TW_DIFFERENCE_ACK,
	TW_DIFFERENCE_DATA,
	TW_DIFFERENCE_CONDITION, /* START or STOP: SDA's moves with SCL high */
	TW_DIFFERENCE_STRETCH,	 /* SCL's low phase, beyond the tolerance */
	TW_DIFFERENCE_TIMING,	 /* SCL's fall to SDA's change, likewise */
	TW_N_DIFFERENCES,
};
const char *tw_difference_name(enum tw_difference_kind kind); /* "ack", ... */

struct tw_difference {
	enum tw_difference_kind kind;
	uint64_t at_ns;	  /* in the capture: the rise of the bit's SCL pulse */
	uint64_t live_ns; /* in the replay's trace */
	uint64_t message; /* numbers as `twowire decode` has them */
	uint64_t transfer;
	uint8_t addr;
	bool read;
	size_t byte;  /* of the message: 0 is the address, 1 the first data */
	unsigned bit; /* 0 to 7, 8 acknowledge */
	uint64_t expected; /* ack: 1 or 0; data: a byte; condition: how
			      many; else ns */
	uint64_t got;
};

typedef void (*tw_difference_fn)(void *user, const struct tw_difference *d);

/* One target's share. */
struct tw_replay_part {
	uint8_t addr;
	uint64_t messages, bytes, differences;
};

struct tw_replay_summary {
	uint64_t messages;	 /* to live targets */
	uint64_t others;	 /* to other addresses, not compared */
	uint64_t bytes;		 /* data bytes compared */
	uint64_t ignored;	 /* data bytes that are not to be */
	uint64_t ignored_partly; /* of those compared: some bits are not */
	uint64_t differences[TW_N_DIFFERENCES];
	uint64_t tolerance_ns, timing_tolerance_ns;
	uint64_t held;	     /* how often SCL was held beyond the host */
	uint64_t held_ns;    /* in all */
	uint64_t longest_ns; /* at most */
	uint64_t lost;	     /* raw: clocks that fell into a hold */
	bool raw;
	bool cut_short; /* SCL was held for good: what follows was not played */
	size_t n_parts;
	struct tw_replay_part parts[128]; /* in the order they were added */
};

/**
 * tw_replay_compare:
 * @fn: (nullable): called for each difference, message by message
 *
 * After tw_replay_run(). Where the acknowledge bit of an address differs, the
 * rest of its message is not compared.
 */
void tw_replay_compare(tw_replay *replay, tw_difference_fn fn, void *user,
		       struct tw_replay_summary *summary);

/* All kinds, and being cut short. */
uint64_t tw_replay_n_differences(const struct tw_replay_summary *summary);

/* One line, "ack: message 7 (0x50 write) at 123.456789 ms, address: expected
 * ACK, got NACK"; and the summary in a few. */
void tw_difference_text(const struct tw_difference *d, GString *out);
void tw_replay_summary_text(const struct tw_replay_summary *summary,
			    GString *out);

G_END_DECLS

#endif /* TW_REPLAY_H */
