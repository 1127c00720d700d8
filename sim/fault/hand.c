/* SPDX-License-Identifier: MIT */
/*
 * A hand on the wires: what a fault does by itself, step by step, as software
 * that bit-bangs would.
 */
#include "fault/fault.h"

static void add(tw_fault *f, unsigned what, bool high, uint64_t ns)
{
	struct hand_op op = {(uint8_t)what, high, ns};

	g_array_append_val(f->hand, op);
}

void hand_clear(tw_fault *f)
{
	if (!f->hand)
		f->hand = g_array_new(FALSE, FALSE, sizeof(struct hand_op));
	g_array_set_size(f->hand, 0);
	f->hand_at = 0;
	f->hand_waits = false;
}

void hand_sda(tw_fault *f, bool high)
{
	add(f, HAND_SDA, high, 0);
}

void hand_scl(tw_fault *f, bool high)
{
	add(f, HAND_SCL, high, 0);
}

void hand_wait(tw_fault *f, uint64_t ns)
{
	add(f, HAND_WAIT, false, ns);
}

void hand_rise(tw_fault *f)
{
	add(f, HAND_SCL, true, 0);
	add(f, HAND_RISE, true, 0);
}

void hand_check(tw_fault *f)
{
	add(f, HAND_CHECK, true, 0);
}

void hand_pulse(tw_fault *f, uint64_t half_ns)
{
	hand_wait(f, half_ns);
	hand_rise(f);
	hand_wait(f, half_ns);
	hand_scl(f, false);
}

static void over(tw_fault *f)
{
	f->hand_at = f->hand->len;
	if (f->hand_done)
		f->hand_done(f);
	else
		fault_end(f);
}

/* Another is at it: out, as arbitration has it. */
static void yield(tw_fault *f)
{
	fault_pull(f, TW_SDA, false);
	fault_pull(f, TW_SCL, false);
	f->hand_done = NULL;
	over(f);
}

static void play(void *user)
{
	tw_fault *f = user;

	while (f->hand_at < f->hand->len) {
		const struct hand_op *op =
			&g_array_index(f->hand, struct hand_op, f->hand_at++);

		if (op->what == HAND_SDA) {
			fault_pull(f, TW_SDA, !op->high);
		} else if (op->what == HAND_SCL) {
			fault_pull(f, TW_SCL, !op->high);
		} else if (op->what == HAND_WAIT) {
			tw_timer_at(f->queue, &f->step, fault_now(f) + op->ns);
			return;
		} else if (op->what == HAND_RISE && !f->fb->ear.level[TW_SCL]) {
			f->hand_waits = true;
			return;
		} else if (op->what == HAND_CHECK &&
			   f->port->drive[TW_SDA] == TW_RELEASE &&
			   !f->fb->ear.level[TW_SDA]) {
			yield(f);
			return;
		}
	}
	over(f);
}

void hand_init(tw_fault *f)
{
	f->step = (struct tw_timer){.fire = play, .user = f};
}

void hand_go(tw_fault *f, void (*done)(tw_fault *f))
{
	f->hand_done = done;
	f->hand_at = 0;
	play(f);
}

void hand_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (!f->hand_waits || line != TW_SCL || !level)
		return;
	f->hand_waits = false;
	play(f);
}

void hand_until_high(tw_fault *f)
{
	add(f, HAND_RISE, true, 0);
}

void hand_cancel(tw_fault *f)
{
	tw_timer_cancel(f->queue, &f->step);
	f->hand_waits = false;
	f->hand_done = NULL;
}
