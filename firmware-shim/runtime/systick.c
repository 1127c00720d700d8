/* SPDX-License-Identifier: MIT */
#include "runtime/systick.h"

enum {
	CSR_ENABLE = 1,
	CSR_TICKINT = 2,
	CSR_KEPT = 7,
	CSR_COUNTFLAG = 1 << 16,
	RELOAD = 0xffffff,
};

enum { DWT_SIZE = 0x1000, CYCCNT = 4 };

#define DWT_BASE 0xe0001000u

static uint64_t cycles(const struct systick *s)
{
	uint64_t now = tw_queue_now_ns(s->queue);

	return s->mcu ? mcu_cycles_at(s->mcu, now)
		      : now / 1000000000u * s->clock_hz +
				now % 1000000000u * s->clock_hz / 1000000000u;
}

/* Counts down to 0, then from the reload value on; COUNTFLAG tells that it
 * went from 1 to 0. */
static uint32_t count(struct systick *s)
{
	uint64_t passed = cycles(s) - s->start;
	uint64_t lap = (uint64_t)s->rvr + 1;

	if (!(s->csr & CSR_ENABLE))
		return s->from;
	if (passed < s->from)
		return (uint32_t)(s->from - passed);
	if (s->from || passed >= lap)
		s->flag = true;
	passed = (passed - s->from) % lap;
	return passed ? (uint32_t)(lap - passed) : 0;
}

/* The next time it goes to 0, which is where its interrupt comes from. A
 * reload value of 0 stops it (Armv7-M B3.3.1). */
static void arm(struct systick *s)
{
	uint64_t left = s->from ? s->from : s->rvr + 1u;

	tw_timer_cancel(s->queue, &s->timer);
	if (!s->mcu ||
	    (s->csr & (CSR_ENABLE | CSR_TICKINT)) !=
		    (CSR_ENABLE | CSR_TICKINT) ||
	    (!s->from && !s->rvr))
		return;
	tw_timer_at(s->queue, &s->timer, mcu_ns_at(s->mcu, s->start + left));
}

static void hold(struct systick *s)
{
	s->from = count(s);
	s->start = cycles(s);
}

static void fire(void *user)
{
	struct systick *s = user;

	s->start += s->from ? s->from : s->rvr + 1u;
	s->from = 0;
	s->flag = true;
	arm(s);
	s->wrapped(s->user);
}

static uint32_t read_csr(struct systick *s, bool peek)
{
	bool flag;

	if (!peek) {
		hold(s);
		arm(s);
	}
	flag = s->flag;
	if (!peek)
		s->flag = false;
	return s->csr | (flag ? CSR_COUNTFLAG : 0);
}

void systick_write(struct systick *s, uint32_t offset, uint32_t value)
{
	hold(s);
	switch (offset) {
	case SYST_CSR:
		s->csr = value & CSR_KEPT;
		break;
	case SYST_RVR:
		s->rvr = value & RELOAD;
		break;
	default:
		s->from = 0;
		s->start = cycles(s);
		s->flag = false;
		break;
	}
	arm(s);
}

void systick_clock_changed(struct systick *s)
{
	if (s->csr & CSR_ENABLE)
		arm(s);
}

uint32_t systick_read(struct systick *s, uint32_t offset, bool peek)
{
	switch (offset) {
	case SYST_CSR:
		return read_csr(s, peek);
	case SYST_RVR:
		return s->rvr;
	default:
		return count(s);
	}
}

/* --- DWT: the cycle counter that delays are made of -------------------- */

static uint32_t read_dwt(void *user, uint32_t offset, bool peek,
			 enum reg_who who)
{
	const struct systick *s = user;

	if (!offset)
		return s->dwt_ctrl;
	return offset == CYCCNT && s->dwt_ctrl & 1
		       ? (uint32_t)(cycles(s) - s->dwt_start)
		       : 0;
}

static void write_dwt(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes, enum reg_who who)
{
	struct systick *s = user;

	if (!offset) {
		if (value & ~s->dwt_ctrl & 1)
			s->dwt_start = cycles(s);
		s->dwt_ctrl = value & 1;
	} else if (offset == CYCCNT) {
		s->dwt_start = cycles(s) - value;
	}
}

/* --- set-up ------------------------------------------------------------ */

struct reg_device systick_dwt(struct systick *s)
{
	return (struct reg_device){.name = "DWT",
				   .base = DWT_BASE,
				   .size = DWT_SIZE,
				   .read = read_dwt,
				   .write = write_dwt,
				   .user = s};
}

void systick_init(struct systick *s, tw_queue *queue, uint64_t clock_hz,
		  void (*wrapped)(void *user), void *user)
{
	s->queue = queue;
	s->clock_hz = clock_hz;
	s->wrapped = wrapped;
	s->user = user;
	s->timer = (struct tw_timer){.fire = fire, .user = s};
}

void systick_reset(struct systick *s)
{
	s->dwt_ctrl = 0;
	s->csr = s->rvr = s->from = 0;
	s->flag = false;
	tw_timer_cancel(s->queue, &s->timer);
}
