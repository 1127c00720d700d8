/* SPDX-License-Identifier: MIT */
/*
 * Targets that are too many or do not listen, and bytes that are wrong where
 * they are made: their sender stands by them, so nobody loses arbitration.
 */
#include "fault/fault.h"

#include <string.h>

/* --- a second one at the address ---------------------------------------- */

void twin_begin(tw_fault *f)
{
	struct tw_match match = {.addr = (uint16_t)fault_int(f, "addr")};

	tw_target_listen(f->target, &match, 1);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void twin_end(tw_fault *f)
{
	tw_target_listen(f->target, NULL, 0);
}

/* --- streams on after a NACK -------------------------------------------- */

static tw_target *sender(const struct fault_bus *fb, const char *name)
{
	const struct i2c *i2c;

	for (unsigned n = 0; (i2c = fault_i2c(fb, n)); n++)
		for (guint i = 0; i < i2c->selected->len; i++) {
			tw_target *t = i2c->selected->pdata[i];

			if (t->state == TARGET_SEND &&
			    (!*name || !strcmp(t->port->name, name)))
				return t;
		}
	return NULL;
}

void deaf_begin(tw_fault *f)
{
	tw_target *t = sender(f->fb, fault_name(f, "part"));

	f->tap = NULL;
	if (!t) {
		fault_end(f);
		return;
	}
	t->deaf = true;
	f->deafened = t;
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void deaf_end(tw_fault *f)
{
	if (f->deafened)
		f->deafened->deaf = false;
	f->deafened = NULL;
}

/* --- wrong bytes ------------------------------------------------------- */

enum sent_place { SENT_NEXT, SENT_LAST, SENT_LENGTH, SENT_HALF, SENT_GARBAGE };

static bool here(const tw_fault *f)
{
	const struct ear *ear = &f->fb->ear;

	if (!ear->in_slot || ear->slot)
		return false;
	switch ((enum sent_place)f->mode) {
	case SENT_NEXT:
		return true;
	case SENT_LAST:
		return ear->byte && ear_last_byte(f->fb);
	case SENT_LENGTH:
		return ear->byte == (ear_reads(ear) ? 1 : 2);
	case SENT_HALF:
		return ear->byte == 1 && (ear->first & 0xf9) == 0xf0;
	case SENT_GARBAGE:
		return ear->byte == 1 && !ear->first;
	}
	g_assert_not_reached();
}

static uint8_t wrong(const tw_fault *f, uint8_t byte)
{
	int64_t value = fault_int(f, "value");

	return value >= 0 ? (uint8_t)value
			  : byte ^ (uint8_t)fault_int(f, "xor");
}

/* A target that offers its byte late is caught after the first bit. */
static bool change_target(tw_fault *f, bool risen)
{
	tw_target *t = sender(f->fb, "");
	uint8_t byte;

	if (!t || t->hold != HOLD_NONE)
		return false;
	byte = wrong(f, t->out);
	fault_note(f);
	if (risen)
		t->out = (uint8_t)((t->out & 0x80) | (byte & 0x7f));
	else
		target_set_out(t, byte);
	return true;
}

static bool change_host(tw_fault *f)
{
	tw_controller *c = ear_host(f->fb);

	if (!c || c->request != REQUEST_WRITE || c->bit)
		return false;
	fault_note(f);
	c->byte = wrong(f, c->byte);
	host_again(c);
	return true;
}

static void change(tw_fault *f, bool risen)
{
	const struct ear *ear = &f->fb->ear;

	if (f->acted || !here(f))
		return;
	if (ear->byte && ear_reads(ear))
		f->acted = change_target(f, risen);
	else if (!risen)
		f->acted = change_host(f);
	if (f->acted)
		fault_end(f);
}

static void begin(tw_fault *f, enum sent_place place)
{
	f->mode = place;
	if (!f->fb->ear.level[TW_SCL])
		change(f, false);
}

void sent_begin(tw_fault *f)
{
	begin(f, SENT_NEXT);
}

void pec_begin(tw_fault *f)
{
	begin(f, SENT_LAST);
}

void length_begin(tw_fault *f)
{
	begin(f, SENT_LENGTH);
}

void half_begin(tw_fault *f)
{
	begin(f, SENT_HALF);
}

void garbage_begin(tw_fault *f)
{
	begin(f, SENT_GARBAGE);
}

void sent_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (line == TW_SCL)
		change(f, level);
}
