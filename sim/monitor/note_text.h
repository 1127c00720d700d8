/* SPDX-License-Identifier: MIT */
/* Notes as people read them. */
#ifndef TW_MONITOR_NOTE_TEXT_H
#define TW_MONITOR_NOTE_TEXT_H

#include "twowire/trace.h"

/* Appends a note as one line of valid UTF-8: "FAULT deny: ...". false: it is
 * of a kind that is not for people (registers, interrupts). */
bool tw_note_text(const tw_trace *trace, const struct tw_record *r,
		  GString *out);

#endif /* TW_MONITOR_NOTE_TEXT_H */
