/* SPDX-License-Identifier: MIT */
#include "monitor/note_text.h"

#include "twowire/bus.h"

/* What stands before a note's text; NULL: not for people. */
static const char *word_of(uint32_t note)
{
	static const char *const words[] = {
		[TW_NOTE_CONFLICT] = "CONFLICT driven high and low:",
		[TW_NOTE_RUNT] = "RUNT on",
		[TW_NOTE_ARBITRATION_LOST] = "ARBITRATION LOST by",
		[TW_NOTE_UNDEFINED] = "UNDEFINED combination at",
		[TW_NOTE_STUCK] = "STUCK, gave up:",
		[TW_NOTE_OUTPUT] = "OUTPUT",
		[TW_NOTE_FIRMWARE] = "FIRMWARE",
		[TW_NOTE_STEP] = "STEP",
		[TW_NOTE_FAULT] = "FAULT",
		[TW_NOTE_DEVICE] = "DEVICE",
		[TW_NOTE_HAZARD] = "HAZARD",
		[TW_NOTE_CALL] = "CALL",
	};

	return note < G_N_ELEMENTS(words) ? words[note] : NULL;
}

static const char *line_of(const struct tw_record *r)
{
	switch (r->note) {
	case TW_NOTE_CONFLICT:
	case TW_NOTE_ARBITRATION_LOST:
	case TW_NOTE_RUNT:
	case TW_NOTE_STUCK:
		return (r->value & 1) == TW_SCL ? ", SCL" : ", SDA";
	default:
		return "";
	}
}

bool tw_note_text(const tw_trace *trace, const struct tw_record *r,
		  GString *out)
{
	const char *word = word_of(r->note);

	if (!word)
		return false;
	g_string_append(out, word);
	if (r->note == TW_NOTE_STEP)
		g_string_append_printf(out, " %" G_GUINT64_FORMAT, r->value);
	else
		g_string_append_printf(out, " %s%s",
				       tw_trace_source(trace, r->source)->name,
				       line_of(r));
	if (r->note == TW_NOTE_RUNT)
		g_string_append_printf(out, ", turned at %u mV",
				       (unsigned)(r->value >> 1));
	if (r->text && r->text_len) {
		g_autofree char *valid =
			g_utf8_make_valid(r->text, (gssize)r->text_len);

		g_strdelimit(valid, "\r\n", ' ');
		g_string_append_printf(out, ": %s", valid);
	}
	return true;
}
