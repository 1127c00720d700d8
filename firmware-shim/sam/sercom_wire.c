/* SPDX-License-Identifier: MIT */
/*
 * What a SERCOM makes of the two wires besides bytes: is the bus free, is what
 * happens legal, and does somebody hold SCL for too long.
 */
#include "sam/sercom.h"

#include "sam/include/component/sercom.h"

#define CTRLA(bit) SERCOM_I2CM_CTRLA_##bit
/* The same bits in both modes. */
#define BUSERR	 SERCOM_I2CS_STATUS_BUSERR
#define LOWTOUT	 SERCOM_I2CS_STATUS_LOWTOUT
#define SEXTTOUT SERCOM_I2CS_STATUS_SEXTTOUT
#define MEXTTOUT SERCOM_I2CM_STATUS_MEXTTOUT

#define SCL_LOW_NS	 30000000u
#define TARGET_EXTEND_NS 25000000u
#define OWN_BYTE_NS	 10000000u

static uint64_t now(const struct sercom *s)
{
	return tw_queue_now_ns(s->env->queue);
}

static bool is_controller(const struct sercom *s)
{
	return sercom_on(s, SERCOM_MODE_CONTROLLER);
}

static bool works(const struct sercom *s)
{
	return is_controller(s) || sercom_on(s, SERCOM_MODE_TARGET);
}

/* --- time-outs ----------------------------------------------------------- */

static bool timed(const struct sercom *s, uint32_t enable)
{
	return works(s) && s->ctrla & enable && s->env->slow_hz(s->env->user);
}

static void time_out(struct sercom *s, uint16_t status)
{
	if (is_controller(s))
		sercom_controller_timeout(s, status);
	else
		sercom_target_timeout(s, status);
}

static void low_too_long(void *user)
{
	time_out(user, LOWTOUT);
}

/* A controller counts its own holds in a byte, a target in a message. */
static void extended_too_long(void *user)
{
	struct sercom *s = user;

	time_out(s, is_controller(s) ? MEXTTOUT : SEXTTOUT);
}

static void stretched_too_long(void *user)
{
	time_out(user, SEXTTOUT);
}

/* The limits are those of a slow clock of 32768 Hz. */
static void set_timer(struct sercom *s, struct tw_timer *t, uint64_t limit_ns,
		      uint64_t used_ns)
{
	uint64_t at = limit_ns * 32768 / s->env->slow_hz(s->env->user);
	uint64_t left = at > used_ns ? at - used_ns : 0;

	tw_timer_after(s->env->queue, t, left);
}

/* What SCL's low period takes without anybody holding it. */
static uint64_t own_low_ns(const struct sercom *s)
{
	return tw_controller_config(s->link->controller)->low_ns;
}

static void watch_others(struct sercom *s)
{
	s->fall_ns = now(s);
	if (is_controller(s) && timed(s, CTRLA(SEXTTOEN)) &&
	    s->bus == BUS_OWNER)
		set_timer(s, &s->stretch, TARGET_EXTEND_NS + own_low_ns(s),
			  s->others_ns);
}

void sercom_wire_held(struct sercom *s, bool held)
{
	uint32_t enable = is_controller(s) ? CTRLA(MEXTTOEN) : CTRLA(SEXTTOEN);
	uint64_t limit = is_controller(s) ? OWN_BYTE_NS : TARGET_EXTEND_NS;

	if (held == s->held)
		return;
	s->held = held;
	if (held) {
		s->held_since_ns = now(s);
		if (timed(s, enable))
			set_timer(s, &s->extend, limit, s->held_ns);
		tw_timer_cancel(s->env->queue, &s->stretch);
	} else {
		s->held_ns += now(s) - s->held_since_ns;
		tw_timer_cancel(s->env->queue, &s->extend);
		if (s->link)
			watch_others(s);
	}
}

void sercom_wire_message(struct sercom *s)
{
	s->held_ns = 0;
	if (s->held)
		s->held_since_ns = now(s);
}

/* --- the bus's state ----------------------------------------------------- */

static void inactive_too_long(void *user)
{
	struct sercom *s = user;

	if (s->bus == BUS_BUSY || s->bus == BUS_UNKNOWN)
		sercom_controller_state(s, BUS_IDLE);
}

/* 5 to 6, 10 to 11, 20 to 21 periods at 100 kHz without an edge. */
static void watch_inactivity(struct sercom *s)
{
	static const uint32_t ns[] = {0, 55000, 105000, 205000};
	unsigned i = (s->ctrla & CTRLA(INACTOUT_Msk)) >> CTRLA(INACTOUT_Pos);

	tw_timer_cancel(s->env->queue, &s->inactive);
	if (i && is_controller(s) && s->bus != BUS_IDLE &&
	    s->bus != BUS_OWNER && s->level[TW_SCL] && s->level[TW_SDA])
		tw_timer_after(s->env->queue, &s->inactive, ns[i]);
}

/* A START or STOP is only legal before or instead of a byte's first bit: SCL
 * has risen for it, and a START needs more than itself before a STOP. */
static void condition(struct sercom *s, bool start)
{
	bool illegal = s->framed && s->n_bits != 1;

	if (illegal && works(s))
		sercom_error(s, BUSERR);
	s->framed = start;
	s->n_bits = 0;
	s->first_done = false;
	if (!start) {

		s->status &= (uint16_t)~SERCOM_I2CS_STATUS_HS;
		s->others_ns = 0;
	}
	if (!is_controller(s))
		return;
	if (!start)
		sercom_controller_state(s, BUS_IDLE);
	else if (s->bus == BUS_IDLE)
		sercom_controller_state(s, BUS_BUSY);
}

/* A controller code 0000 1XXX, which nobody acknowledges. */
static void note_first(struct sercom *s, bool bit)
{
	if (s->first_done || !s->framed)
		return;
	if (s->n_bits <= 8)
		s->first = (uint8_t)(s->first << 1 | bit);
	if (s->n_bits < 8)
		return;
	s->first_done = true;
	if (s->first >> 3 == 1 && sercom_on(s, SERCOM_MODE_TARGET))
		s->status |= SERCOM_I2CS_STATUS_HS;
}

static void scl_rose(struct sercom *s)
{
	uint64_t low_ns = now(s) - s->fall_ns;

	s->n_bits = s->n_bits % 9 + 1;
	note_first(s, s->level[TW_SDA]);
	tw_timer_cancel(s->env->queue, &s->low);
	if (s->stretch.set && low_ns > own_low_ns(s))
		s->others_ns += low_ns - own_low_ns(s);
	tw_timer_cancel(s->env->queue, &s->stretch);
}

static void scl_fell(struct sercom *s)
{
	watch_others(s);
	if (timed(s, CTRLA(LOWTOUTEN)))
		set_timer(s, &s->low, SCL_LOW_NS, 0);
	sercom_target_fell(s);
}

void sercom_wire_edge(void *user, enum tw_line line, bool level)
{
	struct sercom_link *link = user;
	struct sercom *s = link->sercom;

	if (s->link != link)
		return;
	s->level[line] = level;
	if (line == TW_SDA && s->level[TW_SCL])
		condition(s, !level);
	else if (line == TW_SCL && level)
		scl_rose(s);
	else if (line == TW_SCL)
		scl_fell(s);
	watch_inactivity(s);
}

/* --- set-up -------------------------------------------------------------- */

void sercom_wire_reset(struct sercom *s)
{
	struct tw_timer *timers[] = {&s->low, &s->extend, &s->stretch,
				     &s->inactive};

	for (unsigned i = 0; i < G_N_ELEMENTS(timers); i++)
		tw_timer_cancel(s->env->queue, timers[i]);
	s->held = false;
	s->held_ns = s->others_ns = 0;
	s->framed = false;
	s->n_bits = 0;
	s->level[TW_SCL] = s->level[TW_SDA] = true;
	if (!s->link)
		return;
	s->level[TW_SCL] = tw_bus_level(s->link->bus, TW_SCL);
	s->level[TW_SDA] = tw_bus_level(s->link->bus, TW_SDA);
	watch_inactivity(s);
}

void sercom_wire_init(struct sercom *s)
{
	s->low = (struct tw_timer){.fire = low_too_long, .user = s};
	s->extend = (struct tw_timer){.fire = extended_too_long, .user = s};
	s->stretch = (struct tw_timer){.fire = stretched_too_long, .user = s};
	s->inactive = (struct tw_timer){.fire = inactive_too_long, .user = s};
}
