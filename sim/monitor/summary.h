/* SPDX-License-Identifier: MIT */
/*
 * A summary's inside: summary.c looks at the wires, summary_clock.c at SCL's
 * phases, summary_guess.c at who may have answered, summary_findings.c says
 * what is worth a look, summary_text.c and summary_json.c tell it all.
 */
#ifndef TW_MONITOR_SUMMARY_H
#define TW_MONITOR_SUMMARY_H

#include "twowire/reading.h"
#include "twowire/summary.h"

#include "monitor/decoder.h"
#include "monitor/lengths.h"

enum { SUMMARY_ADDRS = 128, SUMMARY_LOWS = 3, SUMMARY_GUESSES = 8 };

/* --- Places ------------------------------------------------------------ */

enum place_kind { PLACE_BIT, PLACE_ACK, PLACE_STOP, PLACE_RESTART };

/* A low phase of SCL, by the clock pulse that ended it. */
struct place {
	uint64_t ticks;
	uint64_t at; /* when SCL fell */
	uint64_t message;
	uint64_t byte; /* 0 is the address */
	unsigned bit;  /* 0 to 7 */
	enum place_kind kind;
	uint8_t addr;
	bool addressed; /* addr and read are known */
	bool read;
};

/* --- What is worth a look ---------------------------------------------- */

enum finding {
	FOUND_BEGINS_INSIDE,
	FOUND_TRIGGER,
	FOUND_ENDS_OPEN,
	FOUND_VOID,	  /* STOP right after START */
	FOUND_CUT,	  /* START or STOP inside a byte */
	FOUND_REFUSED,	  /* a written byte was not acknowledged */
	FOUND_READ_ACKED, /* the last byte of a read was */
	FOUND_SILENCE,	  /* SCL high for long between START and STOP */
	FOUND_SPIKE,	  /* on SDA, while SCL was low */
	FOUND_TEN_BIT,
	FOUND_GENERAL_CALL,
	FOUND_START_BYTE,
	FOUND_HS_CODE,
	FOUND_DEVICE_ID,
	FOUND_RESERVED,
	N_FINDINGS,
};

struct found {
	uint64_t count;
	uint64_t first; /* tick */
	uint64_t message;
};

/* --- Addresses --------------------------------------------------------- */

struct summary_addr {
	uint64_t writes, reads;
	uint64_t bytes; /* of data */
	uint64_t write_nacks, read_nacks;
	uint64_t data_nacks; /* of written bytes */
};

struct summary_guess {
	const struct tw_model *model;
	uint64_t fits, misfits;
	uint64_t proofs; /* an identity read as it should */
	uint64_t busy;	 /* silent after a write, as memories are */
	bool pointed;
	uint8_t pointer;
	bool wrote;	     /* the message before wrote data */
	tw_reading *reading; /* of the address as the model's; may be NULL */
	uint64_t n_read;     /* bytes */
};

struct tw_summary {
	uint64_t num, den;
	uint64_t end;
	const struct tw_model *const *models;
	tw_decoder *decoder;
	bool any, scl, sda; /* levels, as last told */
	bool finished;
	uint64_t n_edges[2]; /* SCL, SDA */

	struct summary_addr addrs[SUMMARY_ADDRS];
	struct summary_guess *guesses[SUMMARY_ADDRS]; /* SUMMARY_GUESSES each;
							 NULL: not seen */
	uint64_t transfers, messages, bytes, restarts;
	struct found found[N_FINDINGS];

	struct lengths high, low, period;
	struct place lows[SUMMARY_LOWS]; /* longest first */

	/* Where the wires are. */
	struct place now;
	bool open; /* between START and STOP */
	bool fell; /* SCL has fallen since the START */
	uint64_t scl_fell, scl_rose;
	uint64_t period_from; /* the fall before; 0: none in this byte */
	unsigned sda_moves;   /* since SCL fell */
	uint64_t sda_moved;
	uint64_t spike; /* the narrowest */
};

void summary_find(tw_summary *s, enum finding what, uint64_t tick,
		  uint64_t message);
/* Looks at a whole message: its address, bytes and end. */
void summary_message(tw_summary *s, const struct tw_message *m);
void summary_guess_message(tw_summary *s, const struct tw_message *m);
void summary_guesses_free(struct summary_guess *all);

/* Two wires' edges, with the decoder's place known. */
void summary_clock_fell(tw_summary *s, uint64_t tick);
void summary_clock_rose(tw_summary *s, uint64_t tick);
/* Inside a transfer SCL was high up to here. */
void summary_clock_was_high(tw_summary *s, uint64_t until);

/* A sentence for each thing worth a look; @say is called for all in turn. */
typedef void (*summary_say_fn)(void *user, const char *key, const char *text);
void summary_findings(const tw_summary *s, summary_say_fn say, void *user);

/* Appends a length or an instant: in ns, us, ms or s, or in samples. */
void summary_time(const tw_summary *s, uint64_t ticks, GString *out);
/* "100 kHz" of a period. */
void summary_rate(const tw_summary *s, uint64_t ticks, GString *out);
/* "message 7 (0x50 write), before bit 3 of byte 2". */
void summary_place(const struct place *p, GString *out);
/* A low phase is long beyond twice the usual. */
uint64_t summary_long_lows(const tw_summary *s);

#endif /* TW_MONITOR_SUMMARY_H */
