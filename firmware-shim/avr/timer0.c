/* SPDX-License-Identifier: MIT */
/*
 * The count is worked out when somebody looks, from the cycles since it was
 * last known; a timer is set only for the next flag that interrupts.
 */
#include "avr/timer0.h"

enum {
	TIFR0 = 0x35,
	GTCCR = 0x43,
	TCCR0A = 0x44,
	TCCR0B = 0x45,
	TCNT0 = 0x46,
	OCR0A = 0x47,
	OCR0B = 0x48,
	TIMSK0 = 0x6e,
};

enum { WGM_CTC = 2, WGM_FAST = 3, WGM_FAST_OCRA = 7 };
enum { GTCCR_PSRSYNC = 1 << 0, GTCCR_TSM = 1 << 7 };

static unsigned mode(const struct timer0 *t)
{
	return (t->tccr_a & 3u) | (t->tccr_b >> 1 & 4u);
}

static bool is_fast(const struct timer0 *t)
{
	return mode(t) == WGM_FAST || mode(t) == WGM_FAST_OCRA;
}

/* Cycles a tick; 0: it stands. */
static unsigned prescale(const struct timer0 *t)
{
	static const uint16_t cycles[8] = {0, 1, 8, 64, 256, 1024, 0, 0};

	return t->gtccr & GTCCR_TSM ? 0 : cycles[t->tccr_b & 7];
}

static uint64_t now(const struct timer0 *t)
{
	return mcu_cycles_at(t->mcu, tw_queue_now_ns(t->queue));
}

static uint8_t top(const struct timer0 *t)
{
	return mode(t) == WGM_CTC || mode(t) == WGM_FAST_OCRA ? t->ocr[0]
							      : 0xff;
}

/* --- counting ----------------------------------------------------------- */

/* Ticks from @count until the counter is next @value, having moved. */
static unsigned until(const struct timer0 *t, uint8_t count, uint8_t value)
{
	unsigned limit = count > top(t) ? 0xff : top(t);

	if (value > count && value <= limit)
		return (unsigned)value - count;
	/* Through 0; a value above the top is never met again. */
	if (value > top(t))
		return UINT_MAX;
	return limit - count + 1u + value;
}

/* The counter has become @count. */
static void arrive(struct timer0 *t, uint8_t count, bool wrapped, bool past_max)
{
	if (wrapped && is_fast(t)) {
		t->ocr[0] = t->buffer[0];
		t->ocr[1] = t->buffer[1];
	}
	if (wrapped && (past_max || is_fast(t)))
		t->tifr |= TIMER0_OVERFLOW;
	if (count == t->ocr[0])
		t->tifr |= TIMER0_MATCH_A;
	if (count == t->ocr[1])
		t->tifr |= TIMER0_MATCH_B;
}

static uint8_t nearest(const struct timer0 *t, uint8_t count, unsigned *ticks)
{
	const uint8_t values[] = {0, t->ocr[0], t->ocr[1]};
	uint8_t best = 0;

	*ticks = UINT_MAX;
	for (unsigned i = 0; i < 3; i++) {
		unsigned n = until(t, count, values[i]);

		if (n < *ticks) {
			*ticks = n;
			best = values[i];
		}
	}
	return best;
}

/* Brings count and flags up to date. */
static void catch_up(struct timer0 *t)
{
	unsigned cycles = prescale(t);
	uint64_t ticks, period = top(t) + 1u;

	if (!cycles)
		return;
	ticks = (now(t) - t->epoch) / cycles;
	t->epoch += ticks * cycles;
	/* Whole periods change nothing but flags, which two show all of. */
	if (ticks > 4 * 256)
		ticks = 3 * 256 + (ticks - 3 * 256) % period;
	while (ticks) {
		unsigned step;
		uint8_t value = nearest(t, t->from, &step);
		bool past_max;

		if (step > ticks) {
			t->from = (uint8_t)(t->from + ticks);
			return;
		}
		past_max = t->from > top(t) || top(t) == 0xff;
		ticks -= step;
		t->from = value;
		arrive(t, value, value == 0, past_max);
	}
}

/* --- interrupts --------------------------------------------------------- */

static void update(struct timer0 *t)
{
	t->interrupts(t->user, t->tifr & t->timsk);
}

static void schedule(struct timer0 *t)
{
	unsigned cycles = prescale(t), step;
	uint8_t wanted = t->timsk & (uint8_t)~t->tifr;

	tw_timer_cancel(t->queue, &t->due);
	if (!cycles || !wanted)
		return;
	nearest(t, t->from, &step);
	tw_timer_at(t->queue, &t->due,
		    mcu_ns_at(t->mcu, t->epoch + (uint64_t)step * cycles));
}

static void changed(struct timer0 *t)
{
	update(t);
	schedule(t);
}

static void fire(void *user)
{
	struct timer0 *t = user;

	catch_up(t);
	changed(t);
}

void timer0_taken(struct timer0 *t, uint8_t flag)
{
	catch_up(t);
	t->tifr &= (uint8_t)~flag;
	changed(t);
}

/* --- registers ---------------------------------------------------------- */

static uint8_t read_reg(void *user, uint8_t addr, bool peek)
{
	struct timer0 *t = user;

	catch_up(t);
	switch (addr) {
	case TIFR0:
		return t->tifr;
	case GTCCR:
		return t->gtccr;
	case TCCR0A:
		return t->tccr_a;
	case TCCR0B:
		return t->tccr_b;
	case TCNT0:
		return t->from;
	case OCR0A:
	case OCR0B:
		return t->buffer[addr - OCR0A];
	case TIMSK0:
		return t->timsk;
	default:
		return 0;
	}
}

static void refuse(struct timer0 *t, const char *what)
{
	char text[96];

	g_snprintf(text, sizeof(text),
		   "timer 0: %s is not simulated, and was needed", what);
	mcu_crash(t->mcu, 0, text);
}

static void set_mode(struct timer0 *t)
{
	unsigned m = mode(t);

	t->epoch = now(t);
	if (t->tccr_a & 0xf0)
		refuse(t, "an output (OC0A, OC0B)");
	else if ((t->tccr_b & 7) >= 6)
		refuse(t, "the external clock T0");
	else if (m == 4 || m == 6)
		refuse(t, "a reserved mode");
	else if ((m == 1 || m == 5) && prescale(t))
		refuse(t, "phase-correct PWM");
}

static void write_ocr(struct timer0 *t, unsigned i, uint8_t value)
{
	t->buffer[i] = value;
	if (!is_fast(t))
		t->ocr[i] = value;
}

static void write_gtccr(struct timer0 *t, uint8_t value)
{
	t->gtccr = value & GTCCR_TSM;
	if (t->gtccr)
		t->gtccr |= value & 3;
	if (value & GTCCR_PSRSYNC || !t->gtccr)
		t->epoch = now(t);
}

static void write_reg(void *user, uint8_t addr, uint8_t value)
{
	struct timer0 *t = user;

	catch_up(t);
	switch (addr) {
	case TIFR0:
		t->tifr &= (uint8_t)~value;
		break;
	case GTCCR:
		write_gtccr(t, value);
		break;
	case TCCR0A:
		t->tccr_a = value & 0xf3;
		set_mode(t);
		break;
	case TCCR0B:
		t->tccr_b = value & 0x0f;
		set_mode(t);
		break;
	case TCNT0:
		t->from = value;
		t->epoch = now(t);
		break;
	case OCR0A:
	case OCR0B:
		write_ocr(t, addr - OCR0A, value);
		break;
	case TIMSK0:
		t->timsk = value & 7;
		break;
	default:
		return;
	}
	changed(t);
}

void timer0_init(struct timer0 *t, tw_queue *queue)
{
	t->queue = queue;
	t->due = (struct tw_timer){.fire = fire, .user = t};
}

void timer0_map(struct timer0 *t, struct sfr *s)
{
	struct sfr_block block = {read_reg, write_reg, t};

	sfr_map(s, TIFR0, TIFR0, block);
	sfr_map(s, GTCCR, OCR0B, block);
	sfr_map(s, TIMSK0, TIMSK0, block);
}

void timer0_reset(struct timer0 *t)
{
	t->epoch = now(t);
	t->from = t->tccr_a = t->tccr_b = t->timsk = t->tifr = t->gtccr = 0;
	t->ocr[0] = t->ocr[1] = t->buffer[0] = t->buffer[1] = 0;
	changed(t);
}
