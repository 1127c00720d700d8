/* SPDX-License-Identifier: MIT */
/*
 * What a device model is made of. This is the only header models/ includes.
 *
 * A model is one const struct: tables that say what the chip has, and a few
 * callbacks that say what it does. The engine owns time, wires and memory; a
 * model never blocks, never allocates and never looks at a clock. It sees
 * addresses and bytes, never bits, SCL or SDA.
 */
#ifndef TW_MODEL_H
#define TW_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TW_NS_PER_US 1000u
#define TW_NS_PER_MS 1000000u

typedef struct tw_device tw_device; /* one instance of a model on a bus */

/* --- Registers --------------------------------------------------------- */

/* One register, sent most significant byte first. A controller's write takes
 * effect with its last byte; a read takes all bytes from one instant. */
struct tw_reg {
	const char *name;  /* as in the data sheet; NULL: there is none here */
	uint8_t bytes;	   /* width on the bus, 1 to 4 */
	uint32_t reset;	   /* value after power-on */
	uint32_t writable; /* bits a controller can change; the rest keep */
};

/* What is read or written after the last byte of a register. */
enum tw_after_reg {
	TW_SAME_REG, /* the register's first byte again */
	TW_NEXT_REG, /* the next register; after the last, the first */
	TW_NO_REG,   /* nothing: 0xff, and what is written is lost */
};

/*
 * A register file: the first byte of a write is the pointer, all others go to
 * the register it selects; a read begins at the register last pointed at.
 * Pointers without a register read 0xff, and what is written there is lost.
 * That needs no code; the callbacks are for what registers do.
 */
struct tw_reg_file {
	const struct tw_reg *regs; /* index in the table = pointer */
	size_t n_regs;
	uint8_t pointer_mask; /* bits of the pointer that count; 0: all */
	enum tw_after_reg after;
	/* A controller wrote all of @reg, whose value was @old before. */
	void (*written)(tw_device *dev, uint8_t reg, uint32_t old);
	/* A controller has read the last byte of @reg. */
	void (*was_read)(tw_device *dev, uint8_t reg);
	/* For readers of captures, who see names and bits already: @value in
	 * words ("25.0625 C"), a phrase of at most TW_WORDS_SIZE in @text; left
	 * alone, it stays empty. Knows no device: the value says it all. */
	void (*in_words)(uint8_t reg, uint32_t value, char *text, size_t size);
};

/* --- Bytes ------------------------------------------------------------- */

/* For chips that are no register files. All may be NULL: then every byte is
 * acknowledged and 0xff read. Result true: ACK. */
struct tw_byte_ops {
	/* Our address came; @addr is as on the wire (7 bits, not shifted). */
	bool (*address)(tw_device *dev, uint8_t addr, bool read);
	bool (*write)(tw_device *dev, uint8_t byte);
	/* The next byte to send. It may be asked for and never sent, so move
	 * no pointer here: move it in sent(). */
	uint8_t (*read)(tw_device *dev);
	/* That byte is on the wire and the controller answered it. */
	void (*sent)(tw_device *dev, bool acked);
	/* A repeated START, or a twin on our address, ended our part. */
	void (*restart)(tw_device *dev);
	/* A STOP ended it. Either can come after any bit. */
	void (*stop)(tw_device *dev);
};

/* --- In captures ------------------------------------------------------- */

#define TW_WORDS_SIZE 96	 /* bytes of a phrase, its end included */
#define TW_UNSEEN     UINT32_MAX /* what no one has written yet */

/* A byte that a capture shows, at the end of what is there of its message.
 * Nothing runs: all that can be known went over the wires. */
struct tw_seen {
	uint8_t addr; /* as on the wire, 7 bits */
	bool read;
	/* Those after the address, acknowledged if written; the last one is
	 * the byte in question. */
	const uint8_t *bytes;
	size_t n_bytes;	       /* 1 or more */
	const int64_t *params; /* by index, as tw_param_int() has them */
	/* The model's own, kept from byte to byte and message to message: the
	 * pointer or command last written. TW_UNSEEN before the first. */
	uint32_t *pointer;
	/* False before: set where the chip has no such register or command,
	 * so that it is probably another's. */
	bool *strange;
	/* Likewise where the bytes name the chip: a header, an identity. */
	bool *proof;
};

/* --- The outside world ------------------------------------------------- */

/* A quantity that a test or a case can set. One of 0 to 1 is a pin, and can be
 * soldered to a net. */
struct tw_input {
	const char *name; /* ends in its unit if it has one: "temp_mC" */
	int32_t min, max;
	void (*set)(tw_device *dev, int32_t value);
};

/* A pin that the chip drives. It rests high. */
struct tw_output {
	const char *name; /* as in the data sheet */
	bool open_drain;  /* high means let go */
};

/* What a display shows: pixels of one channel (grey) or of three (red, green,
 * blue), 0 dark and 255 brightest. */
struct tw_screen {
	uint16_t width, height; /* 1 to 1024 */
	uint8_t channels;	/* 1 or 3 */
};

enum tw_param_kind {
	TW_PARAM_INT,	 /* decimal, or hexadecimal after 0x */
	TW_PARAM_CHOICE, /* one of a list of words */
	TW_PARAM_FILE,	 /* the bytes of a file */
};

/* A setting that an instance is made with: `24xx@0x50,write_us=3500`. */
struct tw_param_spec {
	const char *key; /* [a-z0-9_]+ */
	const char *summary;
	enum tw_param_kind kind;
	int64_t min, max;	    /* TW_PARAM_INT */
	const char *const *choices; /* TW_PARAM_CHOICE; ends with NULL */
	int64_t preset; /* without the key: a number, or a choice's index */
};

/* --- SMBus ------------------------------------------------------------- */

/*
 * What a chip that speaks SMBus has beyond I2C; the engine sees to it. With a
 * register file and @pec, a message is one register: a byte behind it is its
 * packet error code (CRC-8), which is checked, and without one it takes effect
 * with the STOP. Byte callbacks ask for tw_smbus_pec_so_far().
 */
struct tw_smbus {
	bool pec;
	uint32_t timeout_us; /* SCL low for so long resets the interface; 0:
				none until tw_smbus_set_timeout() */
	bool alerts;	     /* answers the alert response address (0x0c) while
				tw_smbus_alert() says so; then served() */
	bool notifies;	     /* can send Host Notify, as a controller */
	/* Its address has gone out in answer to 0x0c: it alerts no more. */
	void (*served)(tw_device *dev);
	/* SCL was low for too long: what is under way is not to be taken;
	 * restart() follows if there is something. */
	void (*timed_out)(tw_device *dev);
	/* The 16 bytes of its UDID, most significant first: it takes part in
	 * address resolution (ARP). */
	const uint8_t *(*udid)(tw_device *dev);
};

/* --- A model ----------------------------------------------------------- */

struct tw_model {
	const char *name;    /* key in cases: [a-z0-9-]+ */
	const char *summary; /* one line for `twowire list models` */
	size_t state_size;   /* bytes of zeroed private state per instance */

	/* The addresses the chip can be strapped to, 7 bits; 0 and 0: any. */
	uint8_t first_addr, last_addr;
	/* Instead, where they do not follow each other: each of them, then 0.
	 */
	const uint8_t *addrs;

	/* One of the two. With both, bytes has the bus and regs is storage. */
	const struct tw_reg_file *regs;
	const struct tw_byte_ops *bytes;

	/* Each ends with a NULL name or key; may be NULL. */
	const struct tw_input *inputs;
	const struct tw_output *outputs;
	const struct tw_param_spec *params;

	const struct tw_smbus *smbus; /* NULL: I2C alone */

	/* Read through the reserved address 1111100 (UM10204 3.1.17), 24 bits:
	 * manufacturer 12, part 9, revision 3. 0: it has none. */
	uint32_t device_id;
	/* A general call with the one byte 0x06 and a STOP resets the chip as
	 * power-on does (3.1.14); it acknowledges no other general call. */
	bool software_reset;

	/* All optional, in the order of use. */

	/* Looks at the parameters. false refuses them, with one phrase in @why
	 * that names key and remedy. Only tw_param_...() may be used. */
	bool (*configure)(tw_device *dev, char *why, size_t why_size);
	/* Bytes of memory, which begin as 0xff; see tw_memory(). */
	size_t (*memory_size)(tw_device *dev);
	/* Once, before power_on(): what the memory is delivered with. It keeps
	 * what it holds without supply. */
	void (*fill_memory)(tw_device *dev);
	/* Bits of the address that the chip does not compare. They must be 0
	 * in the address it is given. */
	uint8_t (*ignored_bits)(tw_device *dev);
	/* An address that the chip has besides, wherever it is strapped to;
	 * 0: none. Not of a chip that speaks SMBus. */
	uint8_t (*second_addr)(tw_device *dev);
	/* Of a mux: how many switches to other buses it has, up to 8. */
	uint8_t (*channels)(tw_device *dev);
	void (*power_on)(tw_device *dev);
	/* Its memory has been set to what it held before, behind its back, by
	 * who knows from a capture: pins follow. */
	void (*recalled)(tw_device *dev);
	void (*wake)(tw_device *dev); /* see tw_wake_after() */

	/* Of a display, both. Row @y, from the top, is width * channels bytes,
	 * all 0 before. Looking changes nothing. */
	struct tw_screen (*screen)(tw_device *dev);
	void (*show_row)(tw_device *dev, unsigned y, uint8_t *row);

	/* Says in one phrase what a byte in a capture means, or what ends with
	 * it: "pointer 0x0010", "TEMP 0x0191 = 25.0625 C". @text is empty and
	 * may stay so. Called for every byte once, in the order of the wires.
	 * NULL: register files are told by their table and in_words(). */
	void (*describe)(const struct tw_seen *seen, char *text, size_t size);
};

/* --- Services for callbacks -------------------------------------------- */
/* They cannot fail; misuse is a bug in the model and aborts. */

void *tw_state(tw_device *dev);
uint8_t *tw_memory(tw_device *dev, size_t *len);

uint32_t tw_reg_get(const tw_device *dev, uint8_t reg);
void tw_reg_set(tw_device *dev, uint8_t reg, uint32_t value);

/* @n: index in the table. A number, or the index of the choice. */
int64_t tw_param_int(const tw_device *dev, unsigned n);
/* NULL if no file was given. */
const uint8_t *tw_param_bytes(const tw_device *dev, unsigned n, size_t *len);

/* @n: index in the table of outputs. */
void tw_output_set(tw_device *dev, unsigned n, bool high);
/* Lets go of a pin that is no open-drain one, until it is set again. */
void tw_output_release(tw_device *dev, unsigned n);
/* The pin toggles by itself until it is set: from now on low, and high half a
 * period later. @hz: 1 to TW_WAVE_MAX_HZ. Costs nothing unless soldered. */
void tw_output_wave(tw_device *dev, unsigned n, uint32_t hz);
#define TW_WAVE_MAX_HZ 100000u

/* Calls wake() once, @delay_ns from now. A second call replaces the first. */
void tw_wake_after(tw_device *dev, uint64_t delay_ns);
void tw_wake_never(tw_device *dev);

/* Inside address(), write() or read(), or inside what a register file calls
 * from there: hold SCL low for @delay_ns before the answer. */
void tw_stretch(tw_device *dev, uint64_t delay_ns);

/* For models with channels(): bit n joins channel n to the device's bus, now or
 * with the next STOP on it, whoever sends that. What is not soldered is not
 * joined. */
void tw_channels_set(tw_device *dev, uint8_t mask);
void tw_channels_set_at_stop(tw_device *dev, uint8_t mask);

/* Lets go of the wires and is deaf until the next START. */
void tw_abandon(tw_device *dev);

/* For models with smbus. Alerting is apart from the pin: drive that, too. */
void tw_smbus_alert(tw_device *dev, bool alert);
void tw_smbus_set_timeout(tw_device *dev, uint32_t timeout_us); /* 0: none */
/* CRC-8 of the message's addresses and bytes up to here; in write() without
 * the byte it is called with. */
uint8_t tw_smbus_pec_so_far(const tw_device *dev);
/* Tells the host at 0x08. false: the last one is still under way. */
bool tw_smbus_notify(tw_device *dev, uint16_t data);

/* For in_words() and describe(): 250625 with 4 @decimals and " C" as @unit is
 * "25.0625 C". */
void tw_decimal(char *text, size_t size, int64_t value, unsigned decimals,
		const char *unit);

/* A remark for the trace about what no wire shows ("write cycle begins"). */
void tw_remark(tw_device *dev, const char *text);

#ifdef __cplusplus
}
#endif

#endif /* TW_MODEL_H */
