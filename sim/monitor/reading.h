/* SPDX-License-Identifier: MIT */
/* A reading's register files. */
#ifndef TW_MONITOR_READING_H
#define TW_MONITOR_READING_H

#include "twowire/capture.h"
#include "twowire/model.h"
#include "twowire/reading.h"

/* Where the messages have moved a register file to. */
struct reading_regs {
	bool pointed; /* a pointer has been seen */
	uint8_t pointer;
	unsigned byte;	/* of the register, the first is 0 */
	uint32_t value; /* gathered */
	bool over;	/* with PEC: the register is complete */
	uint8_t pec;	/* of all before */
	uint64_t transfer;
	bool strange; /* no register is there */
};

/* Did the last byte that was asked for make no sense to its device? */
bool reading_was_strange(const tw_reading *r);
/* Did it name its device? */
bool reading_was_proof(const tw_reading *r);

/* Byte @n of a message to @model. @text is empty before. */
void reading_regs_byte(const struct tw_model *model, struct reading_regs *r,
		       const struct tw_message *m, size_t n, char *text,
		       size_t size);

#endif /* TW_MONITOR_READING_H */
