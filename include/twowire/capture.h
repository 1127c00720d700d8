/* SPDX-License-Identifier: MIT */
/*
 * What one does with edges: read them from captures, write traces to files,
 * decode them to messages, and sum up what they show.
 *
 * Ticks are what the trace or capture counts in: ns in our traces, samples in
 * a `.sr`, timescale units in a VCD. Both wires are taken to be high before
 * the first tick. Wires that change in the same tick are a clock edge plus
 * data, never a START or STOP.
 */
#ifndef TW_CAPTURE_H
#define TW_CAPTURE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "twowire/timing.h"
#include "twowire/trace.h"

G_BEGIN_DECLS

/* --- Messages ---------------------------------------------------------- */

enum tw_seen_ack { TW_SEEN_NACK, TW_SEEN_ACK, TW_SEEN_NOTHING };

struct tw_message_byte {
	uint64_t first;	 /* SCL rise of its first bit */
	uint64_t ack_at; /* SCL rise of its acknowledge bit */
	uint8_t value;
	uint8_t ack; /* enum tw_seen_ack; NOTHING: the message ended before */
};

enum tw_message_end {
	TW_END_OPEN, /* the trace ended */
	TW_END_STOP,
	TW_END_RESTART,
};

/* From a START to the next START, the STOP or the end. An address counts once
 * its eight bits were seen; START and STOP are honoured at any bit. */
struct tw_message {
	uint64_t number;   /* from 0 */
	uint64_t transfer; /* the same for messages joined by repeated START */
	uint64_t start;	   /* SDA seen low */
	uint64_t end_at;   /* of the STOP or repeated START */
	uint64_t addr_at;  /* SCL rise of the first address bit */
	uint64_t rw_at;
	uint64_t ack_at;
	const struct tw_message_byte *bytes; /* valid inside the callback */
	size_t n_bytes;
	bool restart;	/* began with a repeated START */
	bool addressed; /* the eight bits of the address were seen */
	bool read;
	uint8_t addr; /* 7 bits, not shifted; 10-bit addresses: 0x78 to 0x7b */
	uint8_t ack;  /* enum tw_seen_ack, of the address */
	uint8_t end;  /* enum tw_message_end */
	uint8_t bits; /* SCL rises since the last acknowledge bit; the last of
			 them belongs to the STOP or repeated START */
};

/* The 10-bit address that a write message begins with, or -1. */
int tw_message_ten_bit(const struct tw_message *message);

/* Appends the message as one line of JSON, the newline included; the keys are
 * those of `twowire decode --format jsonl`. */
void tw_message_to_json(const struct tw_message *message, GString *out);

typedef void (*tw_message_fn)(void *user, const struct tw_message *message);

/* --- The decoder ------------------------------------------------------- */

typedef struct tw_decoder tw_decoder;

/* Memory grows with the longest message, not with the trace. */
tw_decoder *tw_decoder_new(tw_message_fn fn, void *user);
void tw_decoder_free(tw_decoder *decoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_decoder, tw_decoder_free)

/* Both wires' levels from @tick on. Ticks must rise from call to call. */
void tw_decoder_levels(tw_decoder *decoder, uint64_t tick, bool scl, bool sda);
/* The trace ends here: hands over the message under way. */
void tw_decoder_finish(tw_decoder *decoder);

/* Decodes what the wires of @bus (a source of kind TW_SOURCE_BUS) show. */
void tw_trace_decode(const tw_trace *trace, uint32_t bus, tw_message_fn fn,
		     void *user);
/* The first bus of the trace, or the one of that name. false: there is none. */
bool tw_trace_find_bus(const tw_trace *trace, const char *name, uint32_t *bus);

/* --- Reading captures -------------------------------------------------- */

typedef struct tw_capture tw_capture;

/**
 * tw_capture_import_fn:
 * @path: as given to tw_capture_open(), for messages
 * @fd: that file, seekable and at its beginning; stays the caller's
 *
 * Turns a file that no reader here understands into one that a reader does
 * (`.sr`, VCD, ...): what a program does with a foreign library in a process of
 * its own.
 *
 * Returns: a descriptor of the result, a file or a pipe, which the caller
 * closes; -1 with @error set.
 */
typedef int (*tw_capture_import_fn)(void *user, const char *path, int fd,
				    GError **error);

/* Zero or NULL in any field means its default. */
struct tw_capture_config {
	/* Channel names; if NULL, those called SCL and SDA, whatever their
	 * case, or the only two whose names differ in that (I2C_SCL, I2C_SDA);
	 * else the two whose traffic is I2C. */
	const char *scl;
	const char *sda;
	/* No wires are looked for: only tw_capture_stream_channels() may be
	 * used. */
	bool channels_only;
	/* Asked for a file that no reader here understands; NULL: an error. */
	tw_capture_import_fn import;
	void *import_user;
	bool import_always; /* asked for every file, without looking at it */
	uint64_t rate_hz;   /* of samples, where the capture does not say */
	/* Voltages: a wire gets low below the first and high above the second;
	 * 0: 0.3 and 0.7 of its highest. */
	uint32_t low_uV;
	uint32_t high_uV;
	/* Told what the user should know: that wires were guessed, that a
	 * samplerate is absurd. A sentence without its full stop. */
	void (*remark)(void *user, const char *text);
	void *remark_user;
	/* Called now and then while a file is read, also by tw_capture_open()
	 * where it guesses; total 0: not known. */
	void (*progress)(void *user, uint64_t done, uint64_t total);
	void *progress_user;
};

/**
 * tw_capture_open:
 * @path: a `.sr` (sigrok session) or a VCD file; told apart by content. "-" is
 *   standard input. What cannot be sought in, as a pipe, is first copied to a
 *   temporary file without a name
 * @config: (nullable): copied
 *
 * Returns: the capture, its head read and its channels found, or NULL with
 * @error set to TW_ERROR_FILE (unreadable, damaged, not a capture) or
 * TW_ERROR_CONFIG (no such channel, or no telling which; the message lists
 * those there are).
 */
tw_capture *tw_capture_open(const char *path,
			    const struct tw_capture_config *config,
			    GError **error);
void tw_capture_free(tw_capture *capture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_capture, tw_capture_free)

/* One tick is num / den seconds; num 0: the capture does not say. */
void tw_capture_tick(const tw_capture *capture, uint64_t *num, uint64_t *den);
/* The channels' names; NULL past the last. */
const char *tw_capture_channel(const tw_capture *capture, size_t n);

/* Both wires' levels from @tick on; called for ticks in which one changes. */
typedef void (*tw_levels_fn)(void *user, uint64_t tick, bool scl, bool sda);

/**
 * tw_capture_stream:
 * @end: (out) (optional): how many ticks the capture has
 *
 * Reads the whole capture, in memory that does not grow with its length.
 *
 * Returns: false with @error set to TW_ERROR_FILE if the file turns out to be
 * damaged; what came before has been handed over.
 */
bool tw_capture_stream(tw_capture *capture, tw_levels_fn fn, void *user,
		       uint64_t *end, GError **error);

#define TW_CAPTURE_CHANNELS 64 /* streamed at once, at most */

/* The chosen channels' levels from @tick on: bit i is that of channels[i]. */
typedef void (*tw_channels_fn)(void *user, uint64_t tick, uint64_t levels);

struct tw_capture_channels {
	/* Numbers as tw_capture_channel() takes them; NULL: 0 to n - 1. */
	const unsigned *channels;
	size_t n; /* 1 to TW_CAPTURE_CHANNELS */
	tw_channels_fn fn;
	void *user;
};

/**
 * tw_capture_stream_channels:
 * @what: copied
 * @end: (out) (optional): how many ticks the capture has
 *
 * As tw_capture_stream(), of any channels. The function is called first for
 * tick 0, whatever the levels there, then for each tick in which one of these
 * channels changes; never for a capture in which nothing was sampled. A channel
 * whose level is not known yet is high.
 *
 * Returns: false with @error set to TW_ERROR_CONFIG (no such channel, or too
 * many) or TW_ERROR_FILE as there.
 */
bool tw_capture_stream_channels(tw_capture *capture,
				const struct tw_capture_channels *what,
				uint64_t *end, GError **error);

/* Decodes the whole capture. false and @error as above; the messages before
 * the damage have been handed over. */
bool tw_capture_decode(tw_capture *capture, tw_message_fn fn, void *user,
		       GError **error);

/* The whole capture as a trace with one bus. NULL and @error as above. */
tw_trace *tw_capture_read(const char *path,
			  const struct tw_capture_config *config,
			  GError **error);

/* What tw_trace_timing() says of tw_capture_read(), in memory that does not
 * grow with the capture, which is read once, or twice where the mode is AUTO.
 * NULL and @error as above, or TW_ERROR_CONFIG: the capture has no samplerate.
 */
tw_timing_report *tw_capture_timing(tw_capture *capture,
				    const struct tw_timing_config *config,
				    GError **error);

/* --- Writing traces ---------------------------------------------------- */

/**
 * tw_trace_write:
 * @path: the extension names the format: `.twt`, `.sr` (with a `.pvs` beside
 * it, so that PulseView opens it decoded), `.vcd`, `.jsonl`, `.txt`, `.csv`;
 * "-" is the transaction log on standard output
 *
 * Of a trace with voltages (analog.h) a `.sr` and a `.csv` hold their window
 * alone; else a `.csv` holds the changes of all channels.
 *
 * The same trace always gives the same bytes.
 *
 * Returns: false with @error set to TW_ERROR_CONFIG (unknown extension, more
 * channels than the format holds) or TW_ERROR_FILE.
 */
bool tw_trace_write(const tw_trace *trace, const char *path, GError **error);

/* A VCD of one's own timescale: @tick_ps is a power of ten, 1 to 10^12; an
 * edge between two ticks is rounded down. 0: the coarsest that is exact. */
bool tw_trace_write_vcd(const tw_trace *trace, const char *path,
			uint64_t tick_ps, GError **error);

/* The transaction log of a trace: messages of all buses, notes, stretching. */
void tw_trace_to_text(const tw_trace *trace, GString *out);

/* --- Summaries --------------------------------------------------------- */

/* Who held SCL low after every controller had let go, how often and how long.
 * Needs the PULL records of a simulation. */
struct tw_stretch {
	uint32_t port; /* source number */
	uint64_t count;
	uint64_t total; /* ticks */
	uint64_t longest;
	uint64_t longest_at; /* when the last controller had let go */
};
/* One entry for each port that stretched, in source order; the array is freed
 * with g_free(). */
struct tw_stretch *tw_trace_stretches(const tw_trace *trace, uint32_t bus,
				      size_t *n);
void tw_trace_stretch_text(const tw_trace *trace, uint32_t bus, GString *out);

/* What tw_trace_waveform() draws; zero in any field means its default. */
struct tw_waveform_config {
	uint64_t from;	/* tick; the first START */
	uint64_t to;	/* tick; the end of the first transfer */
	unsigned width; /* columns, 40 to 1000; 100 */
	bool ascii;	/* no line-drawing characters */
};
void tw_trace_waveform(const tw_trace *trace, uint32_t bus,
		       const struct tw_waveform_config *config, GString *out);

G_END_DECLS

#endif /* TW_CAPTURE_H */
