/* SPDX-License-Identifier: MIT */
/*
 * Faults of bits as they are on the wire: from SCL's fall before the bit to
 * the fall after it, SDA is pulled (a 0), everybody is cut off it (a 1), or it
 * is made the opposite of what is wanted. Where no fall comes any more, since
 * the host has seen what was done and gave up, "limit_ns" ends it.
 */
#include "fault/fault.h"

enum slot_mode { MODE_NONE, MODE_PULL, MODE_OPEN, MODE_FLIP };

static void apply(tw_fault *f, enum slot_mode mode)
{
	bool opens = mode == MODE_OPEN || mode == MODE_FLIP;

	if (f->fb->inverter == f && mode != MODE_FLIP)
		f->fb->inverter = NULL;
	if (mode == MODE_FLIP && !f->fb->inverter)
		f->fb->inverter = f;
	else
		fault_pull(f, TW_SDA, mode == MODE_PULL);
	if (opens != f->opens)
		fault_open(f, TW_SDA, opens);
	f->opens = opens;
	f->mode = mode;
}

static void begin(tw_fault *f, enum slot_mode mode)
{
	apply(f, mode);
	fault_until(f, (uint64_t)fault_int(f, "limit_ns"));
}

void flip_begin(tw_fault *f)
{
	begin(f, MODE_FLIP);
}

void and_begin(tw_fault *f)
{
	begin(f, MODE_PULL);
}

void or_begin(tw_fault *f)
{
	begin(f, MODE_OPEN);
}

void slot_end(tw_fault *f)
{
	hand_cancel(f);
	apply(f, MODE_NONE);
}

/* --- the acknowledge --------------------------------------------------- */

static void acknowledge(tw_fault *f)
{
	const struct ear *ear = &f->fb->ear;

	if (!ear->in_slot || ear->slot != 8 || ear->level[TW_SCL])
		return;
	f->acted = true;
	fault_note(f);
	begin(f, f->stage ? MODE_OPEN : MODE_PULL);
}

void ack_begin(tw_fault *f)
{
	f->stage = 0;
	acknowledge(f);
}

void nack_begin(tw_fault *f)
{
	f->stage = 1;
	acknowledge(f);
}

/* The next acknowledge bit, where it was not under way already. */
void slot_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (line != TW_SCL || level)
		return;
	if (f->kind->flags & KIND_ARMED && !f->acted)
		acknowledge(f);
	else
		fault_end(f);
}

/* --- a whole byte ------------------------------------------------------ */

static void force_bit(tw_fault *f)
{
	unsigned bit = 7 - f->fb->ear.slot;

	apply(f, fault_int(f, "value") >> bit & 1 ? MODE_OPEN : MODE_PULL);
}

void byte_begin(tw_fault *f)
{
	if (f->fb->ear.slot == 8) {
		fault_end(f);
		return;
	}
	force_bit(f);
	fault_until(f, (uint64_t)fault_int(f, "limit_ns"));
}

void byte_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (line != TW_SCL || level)
		return;
	if (!f->fb->ear.in_slot || f->fb->ear.slot == 8)
		fault_end(f);
	else
		force_bit(f);
}

/* --- START and STOP in the middle of a bit ------------------------------ */

static void make_start(tw_fault *f)
{
	f->stage = 1;
	fault_pull(f, TW_SDA, true);
}

static void make_stop(tw_fault *f)
{
	f->stage = 1;
	apply(f, MODE_OPEN);
}

static void condition(tw_fault *f, void (*make)(tw_fault *f))
{
	hand_clear(f);
	hand_until_high(f);
	hand_wait(f, (uint64_t)fault_int(f, "phase_ns"));
	hand_go(f, make);
	fault_until(f, (uint64_t)fault_int(f, "limit_ns"));
}

/* SDA must be high before it can fall. */
void start_begin(tw_fault *f)
{
	if (!f->fb->ear.level[TW_SCL])
		apply(f, MODE_OPEN);
	condition(f, make_start);
}

void stop_begin(tw_fault *f)
{
	if (!f->fb->ear.level[TW_SCL])
		apply(f, MODE_PULL);
	condition(f, make_stop);
}

/* After a STOP that its host has seen there is nobody to be kept off. */
void condition_edge(tw_fault *f, enum tw_line line, bool level)
{
	bool stopped =
		line == TW_SDA && level && f->stage && f->mode == MODE_OPEN;

	if ((line == TW_SCL && !level) ||
	    (stopped && !taps_want_low(f->fb, TW_SDA)))
		fault_end(f);
}
