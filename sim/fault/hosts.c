/* SPDX-License-Identifier: MIT */
/* Hosts that change pace, lose patience, reset, or die. */
#include "fault/fault.h"

/* --- settings ---------------------------------------------------------- */

static bool keep_settings(tw_fault *f)
{
	f->host = fault_host(f);
	if (!f->host) {
		fault_end(f);
		return false;
	}
	f->saved = f->host->config;
	return true;
}

static void over(uint32_t *setting, int64_t value)
{
	if (value >= 0)
		*setting = (uint32_t)value;
}

void speed_begin(tw_fault *f)
{
	struct tw_controller_config c;
	int64_t hz = fault_int(f, "scl_hz");

	if (!keep_settings(f))
		return;
	c = f->saved;
	if (hz > 0) {
		c.scl_hz = (uint32_t)hz;
		c.low_ns = c.high_ns = c.hd_dat_ns = 0;
		controller_settle(f->host, &c, NULL);
	}
	over(&f->host->config.low_ns, fault_int(f, "low_ns"));
	over(&f->host->config.high_ns, fault_int(f, "high_ns"));
	host_again(f->host);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

/* Below the specification's minima, down to 0. */
void timing_begin(tw_fault *f)
{
	struct tw_controller_config *c;

	if (!keep_settings(f))
		return;
	c = &f->host->config;
	over(&c->hd_sta_ns, fault_int(f, "hd_sta_ns"));
	over(&c->su_sta_ns, fault_int(f, "su_sta_ns"));
	over(&c->su_sto_ns, fault_int(f, "su_sto_ns"));
	over(&c->buf_ns, fault_int(f, "buf_ns"));
	over(&c->hd_dat_ns, fault_int(f, "hd_dat_ns"));
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void settings_end(tw_fault *f)
{
	if (f->host)
		f->host->config = f->saved;
	f->host = NULL;
}

/* --- patience ---------------------------------------------------------- */

void abort_begin(tw_fault *f)
{
	tw_controller *c;
	uint64_t ns = (uint64_t)fault_int(f, "timeout_ns");

	if (!keep_settings(f))
		return;
	c = f->host;
	c->config.stretch_timeout_ns = ns;
	if (c->state == RISE)
		tw_timer_after(controller_queue(c), &c->patience, ns);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

/* --- gone -------------------------------------------------------------- */

static void leave(tw_fault *f, bool on)
{
	if (f->stage == 1)
		tap_mute(f->tap, on);
	f->tap->frozen += f->stage == 2 ? (on ? 1u : -1u) : 0;
	if (!on)
		for (int line = TW_SCL; line <= TW_SDA; line++)
			tap_update(f->tap, (enum tw_line)line);
}

/* 1: lets go of both wires; 2: leaves them as they are. */
static void go(tw_fault *f, unsigned stage)
{
	f->tap = fault_tap(f);
	if (!f->tap) {
		fault_end(f);
		return;
	}
	f->stage = stage;
	leave(f, true);
}

void vanish_begin(tw_fault *f)
{
	go(f, 1);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void freeze_begin(tw_fault *f)
{
	go(f, 2);
	fault_until(f, (uint64_t)fault_int(f, "for_ns"));
}

void vanish_end(tw_fault *f)
{
	hand_cancel(f);
	if (f->tap)
		leave(f, false);
	f->tap = NULL;
	f->stage = 0;
}

void reset_begin(tw_fault *f)
{
	tw_controller *c = fault_host(f);
	bool asked = c && c->request != REQUEST_NONE;

	fault_end(f);
	if (!c)
		return;
	controller_quit(c);
	if (asked)
		controller_complete(c, TW_STUCK, 0);
}

/* As Linux's injector does: SCL falls, a while, and the machine is dead. */
static void die(tw_fault *f)
{
	fault_note(f);
	go(f, 1);
}

void dies_begin(tw_fault *f)
{
	f->tap = NULL;
}

void dies_edge(tw_fault *f, enum tw_line line, bool level)
{
	if (f->acted || line != TW_SCL || level)
		return;
	f->acted = true;
	hand_clear(f);
	hand_wait(f, (uint64_t)fault_int(f, "delay_ns"));
	hand_go(f, die);
}
