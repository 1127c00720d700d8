/* SPDX-License-Identifier: MIT */
/*
 * Firmware's registers in a VCD: of each chip a scope, with a string that says
 * the last access ("I2C0.IC_CON<-0x65" wrote, "I2C0.IC_RXFLR->0x1" read), and
 * in it a scope for each device, with a string for each register that was
 * touched: what was in it then.
 */
#ifndef TW_TRACE_VCD_REGISTERS_H
#define TW_TRACE_VCD_REGISTERS_H

#include "trace/out.h"
#include "twowire/trace.h"

struct vcd_registers {
	const tw_trace *trace;
	GPtrArray *all;	      /* of strings, by chip, device, register */
	GHashTable *by_place; /* place of a register, or of a chip: which */
};

/* @any: can the trace have any? */
void tw_vcd_registers_init(struct vcd_registers *v, const tw_trace *trace,
			   bool any);
void tw_vcd_registers_clear(struct vcd_registers *v);

static inline bool vcd_registers_has(const struct tw_record *r)
{
	return r->kind == TW_RECORD_NOTE &&
	       (r->note == TW_NOTE_REG_READ || r->note == TW_NOTE_REG_WRITE);
}

/* The declarations; the values before the first record; a record's changes. */
void tw_vcd_registers_head(const struct vcd_registers *v, struct out *out);
void tw_vcd_registers_rest(const struct vcd_registers *v, struct out *out);
void tw_vcd_registers_put(const struct vcd_registers *v, struct out *out,
			  const struct tw_record *r);

#endif /* TW_TRACE_VCD_REGISTERS_H */
