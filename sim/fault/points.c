/* SPDX-License-Identifier: MIT */
/* Faults inside parts, at named points: supply, reset, interrupts, FIFOs. */
#include "fault/fault.h"

#include <string.h>

static void act(tw_fault *f, uint64_t value)
{
	tw_point_act(f->fp->point, value);
}

/* --- supply and reset -------------------------------------------------- */

/* A part with a supply only: off and on. */
void part_reset_begin(tw_fault *f)
{
	if (f->fp->point->kind != TW_POINT_RESET)
		act(f, 0);
	act(f, 1);
	fault_end(f);
}

void brown_begin(tw_fault *f)
{
	act(f, 0);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void brown_end(tw_fault *f)
{
	act(f, 1);
}

/* --- interrupts: line << 1 | level --------------------------------------- */

struct late_pass {
	uint64_t when_ns;
	uint64_t value;
};

static bool concerns(const tw_fault *f, uint64_t value)
{
	int64_t line = fault_int(f, "irq");

	return line < 0 || value >> 1 == (uint64_t)line;
}

static void arrive(void *user)
{
	tw_fault *f = user;
	struct late_pass p = g_array_index(f->late, struct late_pass, 0);

	g_array_remove_index(f->late, 0);
	if (f->late->len)
		tw_timer_at(
			f->fp->point->queue, &f->late_timer,
			g_array_index(f->late, struct late_pass, 0).when_ns);
	act(f, p.value);
}

static void defer(tw_fault *f, uint64_t value)
{
	tw_queue *q = f->fp->point->queue;
	struct late_pass p = {
		tw_queue_now_ns(q) + (uint64_t)fault_int(f, "delay_ns"), value};

	f->late_timer.fire = arrive;
	f->late_timer.user = f;
	g_array_append_val(f->late, p);
	if (f->late->len == 1)
		tw_timer_at(q, &f->late_timer, p.when_ns);
}

/* One interrupt, its rise and its fall. */
void late_begin(tw_fault *f)
{
	if (!f->late)
		f->late = g_array_new(FALSE, FALSE, sizeof(struct late_pass));
	f->acted = false;
}

bool late_pass(tw_fault *f, uint64_t value)
{
	if (!concerns(f, value) || (!f->acted && !(value & 1)))
		return true;
	if (!f->acted)
		fault_note(f);
	f->acted = true;
	defer(f, value);
	if (!(value & 1))
		fault_end(f);
	return false;
}

/* Kept back until the window ends; then the lines are as they are. */
void masked_begin(tw_fault *f)
{
	memset(f->passed, 0, sizeof(f->passed));
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

bool masked_pass(tw_fault *f, uint64_t value)
{
	uint64_t line = value >> 1;

	if (!concerns(f, value) || line >= G_N_ELEMENTS(f->last_pass))
		return true;
	f->last_pass[line] = value;
	f->passed[line] = true;
	return false;
}

void masked_end(tw_fault *f)
{
	for (unsigned line = 0; line < G_N_ELEMENTS(f->last_pass); line++)
		if (f->passed[line])
			act(f, f->last_pass[line]);
}

void lost_begin(tw_fault *f)
{
	f->acted = false;
}

bool lost_pass(tw_fault *f, uint64_t value)
{
	if (!concerns(f, value) || !(value & 1))
		return true;
	f->acted = true;
	fault_note(f);
	fault_end(f);
	return false;
}

/* An interrupt without a cause. */
void spurious_begin(tw_fault *f)
{
	act(f, (uint64_t)fault_int(f, "irq") << 1 | 1);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void spurious_end(tw_fault *f)
{
	act(f, (uint64_t)fault_int(f, "irq") << 1);
}

/* --- FIFOs ------------------------------------------------------------- */

void overrun_begin(tw_fault *f)
{
	f->acted = false;
}

bool overrun_pass(tw_fault *f, uint64_t value)
{
	f->acted = true;
	fault_note(f);
	fault_end(f);
	return false;
}

/* --- a mux's switch ---------------------------------------------------- */

void stuck_begin(tw_fault *f)
{
	f->passed[0] = false;
	act(f, (uint64_t)fault_int(f, "state"));
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

/* What the mux was told meanwhile takes effect when the switch gets free. */
bool stuck_pass(tw_fault *f, uint64_t value)
{
	f->last_pass[0] = value;
	f->passed[0] = true;
	return false;
}

void stuck_end(tw_fault *f)
{
	if (f->passed[0])
		act(f, f->last_pass[0]);
}
