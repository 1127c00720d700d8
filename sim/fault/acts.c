/* SPDX-License-Identifier: MIT */
/*
 * Faults that act: clocks, STARTs and bytes too many or too few, made by the
 * fault's own hand while the host, where it is a controller, is made to wait
 * between two bits.
 */
#include "fault/fault.h"

static uint64_t half_ns(const tw_fault *f)
{
	return (uint64_t)fault_int(f, "half_ns");
}

static void resume(tw_fault *f)
{
	host_resume(f);
	fault_end(f);
}

/* From SCL low to SCL low. */
static void play_start(tw_fault *f)
{
	hand_sda(f, true);
	hand_wait(f, half_ns(f));
	hand_rise(f);
	hand_wait(f, half_ns(f));
	hand_sda(f, false);
	hand_wait(f, half_ns(f));
	hand_scl(f, false);
	hand_wait(f, half_ns(f));
}

/* From SCL low to a free bus. */
static void play_stop(tw_fault *f)
{
	hand_sda(f, false);
	hand_wait(f, half_ns(f));
	hand_rise(f);
	hand_wait(f, half_ns(f));
	hand_sda(f, true);
	hand_wait(f, half_ns(f));
}

void restart_begin(tw_fault *f)
{
	host_suspend(f);
	hand_clear(f);
	play_start(f);
	hand_go(f, resume);
}

/* --- clocks too many --------------------------------------------------- */

enum { SDA_KEEP, SDA_HIGH, SDA_LOW };

static void clocks_done(tw_fault *f)
{
	if (f->host && fault_int(f, "sda") == SDA_KEEP)
		f->tap->muted[TW_SDA]++;
	resume(f);
}

void clocks_begin(tw_fault *f)
{
	host_suspend(f);
	if (f->host && fault_int(f, "sda") == SDA_KEEP) {
		f->tap->muted[TW_SDA]--;
		tap_update(f->tap, TW_SDA);
	}
	hand_clear(f);
	if (fault_int(f, "sda") == SDA_LOW)
		hand_sda(f, false);
	for (int64_t n = fault_int(f, "clocks"); n; n--)
		hand_pulse(f, half_ns(f));
	hand_wait(f, half_ns(f));
	hand_go(f, clocks_done);
}

/* Where a byte has just been refused. */
static void after_nack(tw_fault *f)
{
	const struct ear *ear = &f->fb->ear;

	if (ear->slot || !ear->byte || !ear->rx.nacked || !ear->rx.busy ||
	    ear->level[TW_SCL])
		return;
	f->acted = true;
	fault_note(f);
	clocks_begin(f);
}

void nacked_begin(tw_fault *f)
{
	after_nack(f);
}

void nacked_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (!f->acted && line == TW_SCL && !level)
		after_nack(f);
}

/* --- bits too few ------------------------------------------------------ */

/* Whoever asked the host for the byte learns that it is stuck. */
static void cut(tw_fault *f)
{
	tw_controller *c = f->host;

	if (c) {
		controller_quit(c);
		tap_mute(f->tap, false);
		f->host = NULL;
	}
	fault_pull(f, TW_SDA, false);
	fault_pull(f, TW_SCL, false);
	fault_end(f);
	if (c)
		controller_complete(c, TW_STUCK, 0);
}

void short_begin(tw_fault *f)
{
	host_suspend(f);
	hand_clear(f);
	if (!fault_int(f, "then"))
		play_stop(f);
	hand_go(f, cut);
}

/* The host takes the bit for done. A missing ninth pulse: acknowledged. */
void drop_begin(tw_fault *f)
{
	tw_controller *c = fault_host(f);
	bool read = c && c->request == REQUEST_READ;
	bool sda = f->fb->ear.level[TW_SDA];

	fault_end(f);
	if (!c || !(read || c->request == REQUEST_WRITE) ||
	    !(c->state == LOW || c->state == LOW_SDA))
		return;
	if (read && c->bit < 8)
		c->byte = (uint8_t)(c->byte << 1 | sda);
	if (c->bit < 7 || (c->bit == 7 && !c->decides)) {
		c->bit++;
		host_again(c);
		return;
	}
	i2c_timer_cancel(c->i2c, STASH_CONTROLLER, &c->timer);
	c->state = OWNED;
	c->decides = false;
	c->bit = 8;
	controller_complete(c, TW_OK, read ? c->byte : 0);
}

/* --- another host ------------------------------------------------------ */

/* @bits of @pattern, first bit first; each looked at where @checks. */
static void play_bits(tw_fault *f, uint32_t pattern, unsigned bits, bool checks)
{
	while (bits--) {
		hand_sda(f, pattern >> bits & 1);
		hand_wait(f, half_ns(f));
		hand_rise(f);
		if (checks && bits)
			hand_check(f);
		hand_wait(f, half_ns(f));
		hand_scl(f, false);
	}
}

void second_begin(tw_fault *f)
{
	uint32_t first = (uint32_t)fault_int(f, "addr") << 1;

	hand_clear(f);
	hand_sda(f, false);
	hand_wait(f, (uint64_t)fault_int(f, "hd_sta_ns"));
	hand_scl(f, false);
	play_bits(f, first << 1 | 1, 9, true);
	play_stop(f);
	hand_go(f, NULL);
}

/* As linux/drivers/i2c/busses/i2c-gpio.c does: START, then a pattern, its last
 * bit ended with SCL high and nothing held. */
static void incomplete(tw_fault *f, uint32_t pattern, unsigned bits)
{
	hand_clear(f);
	hand_sda(f, false);
	hand_wait(f, half_ns(f));
	while (bits--) {
		hand_scl(f, false);
		hand_wait(f, half_ns(f));
		hand_sda(f, pattern >> bits & 1);
		hand_wait(f, half_ns(f));
		hand_rise(f);
		hand_wait(f, half_ns(f));
	}
	hand_go(f, NULL);
}

void address_begin(tw_fault *f)
{
	incomplete(f, (uint32_t)fault_int(f, "addr") << 2 | 3, 9);
}

void write_begin(tw_fault *f)
{
	uint32_t first = (uint32_t)fault_int(f, "addr") << 2 | 1;

	incomplete(f, first << 9 | 1, 18);
}
