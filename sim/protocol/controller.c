/* SPDX-License-Identifier: MIT */
/*
 * One controller at the wires: bits, STOP, clock synchronisation
 * (UM10204 3.1.7) and arbitration (3.1.8).
 */
#include "protocol/controller_state.h"
#include "protocol/smbus.h"

void controller_quit(tw_controller *c)
{
	if (c->bang) {
		bang_quit(c);
		return;
	}
	hs_leave(c);
	wait_in(c, IDLE);
	tw_timer_cancel(controller_queue(c), &c->patience);
	c->request = REQUEST_NONE;
	c->active = false;
	sda(c, TW_RELEASE);
	scl(c, TW_RELEASE);
}

void controller_complete(tw_controller *c, enum tw_result result, uint8_t byte)
{
	c->request = REQUEST_NONE;
	if (c->done)
		c->done(c->user, result, byte);
}

static void fail(tw_controller *c, enum tw_result result)
{
	controller_quit(c);
	controller_complete(c, result, 0);
}

static void note(tw_controller *c, enum tw_note what, enum tw_line line,
		 const char *text)
{
	sim_note(controller_queue(c)->actor.island, c->port->source, what, line,
		 text);
}

static void give_way(tw_controller *c)
{
	note(c, TW_NOTE_ARBITRATION_LOST, TW_SDA, NULL);
	fail(c, TW_ARBITRATION_LOST);
}

/* A data bit; what won may yet turn out to be a STOP. */
static void lose(tw_controller *c)
{
	c->lost_ns = now_of(c);
	give_way(c);
}

/* Two controllers that should not have been able to: UM10204 3.1.8. The wires
 * go on by wired-AND; who sees the other act gives way. */
static void undefined(tw_controller *c, const char *what)
{
	note(c, TW_NOTE_UNDEFINED, TW_SDA, what);
	give_way(c);
}

/* --- the low period ---------------------------------------------------- */

/* What SDA is to be in the pulse that comes. */
enum tw_drive controller_next_sda(tw_controller *c)
{
	c->sends = false;
	switch ((enum request)c->request) {
	case REQUEST_WRITE:
		c->sends = c->bit < 8;
		return c->bit == 8 || c->byte >> (7 - c->bit) & 1 ? TW_RELEASE
								  : TW_LOW;
	case REQUEST_READ:
		c->sends = c->bit == 8;
		return c->bit == 8 && c->ack ? TW_LOW : TW_RELEASE;
	case REQUEST_STOP:
		return c->stop_fails ? TW_RELEASE : TW_LOW;
	case REQUEST_START:
	case REQUEST_NONE:
		return TW_RELEASE;
	}
	g_assert_not_reached();
}

/* SCL is low and a pulse is to come: SDA changes after its hold time, SCL goes
 * after the low period, or later if we are late with SDA. */
static void begin_low(tw_controller *c)
{
	uint64_t now = now_of(c);
	uint64_t change = c->fall_ns + c->config.hd_dat_ns;
	uint64_t release = c->low_ns + c->config.low_ns;

	if (change < now) {
		change = now;
		if (release < now + c->su_dat_ns)
			release = now + c->su_dat_ns;
	}
	if (controller_next_sda(c) != (enum tw_drive)c->port->drive[TW_SDA])
		at(c, LOW_SDA, change);
	else
		at(c, LOW, release);
}

static void change_sda(tw_controller *c)
{
	uint64_t release = c->low_ns + c->config.low_ns;
	uint64_t now = now_of(c);

	sda(c, controller_next_sda(c));
	if (now > c->fall_ns + c->config.hd_dat_ns &&
	    release < now + c->su_dat_ns)
		release = now + c->su_dat_ns;
	if (release < now)
		release = now;
	at(c, LOW, release);
}

static void be_patient(tw_controller *c)
{
	if (c->config.stretch_timeout_ns)
		tw_timer_after(controller_queue(c), &c->patience,
			       c->config.stretch_timeout_ns);
}

static void release_scl(tw_controller *c)
{
	wait_in(c, RISE);
	be_patient(c);
	c->released_ns = now_of(c);
	scl(c, c->hs && c->bit ? TW_CURRENT : TW_RELEASE);
}

/* --- edges ------------------------------------------------------------- */

/* SCL, which we had let go. */
static void rose_at_last(tw_controller *c)
{
	if (c->patience.set)
		tw_timer_cancel(controller_queue(c), &c->patience);
	if (c->hs &&
	    (c->request == REQUEST_WRITE || c->request == REQUEST_READ))
		scl(c, TW_CURRENT);
	if (c->smbus)
		smbus_rose(c);
}

void controller_rise(tw_controller *c, bool level)
{
	if (c->state == WAIT_FREE) {
		controller_try_start(c);
		return;
	}
	if (c->state != RISE) {
		if (c->state == BANGED)
			bang_rise(c);
		return;
	}
	if (!c->i2c->express) /* on a quiet bus there is none of these */
		rose_at_last(c);
	switch ((enum request)c->request) {
	case REQUEST_START:
		if (level)
			after(c, SU_STA, c->config.su_sta_ns);
		else
			undefined(c, "repeated START against a 0 or a STOP");
		return;
	case REQUEST_STOP:
		after(c, SU_STO, c->config.su_sto_ns);
		return;
	case REQUEST_WRITE:
	case REQUEST_READ:
	case REQUEST_NONE:
		break;
	}
	if (c->sends && !level && c->port->drive[TW_SDA] == TW_RELEASE) {
		lose(c);
		return;
	}
	if (c->request == REQUEST_READ && c->bit < 8)
		c->byte = (uint8_t)(c->byte << 1 | level);
	else if (c->request == REQUEST_WRITE && c->bit == 8)
		c->ack = !level;
	after(c, HIGH, c->config.high_ns);
}

static void pulse_over(tw_controller *c)
{
	if (c->request == REQUEST_START) {
		set_state(c, OWNED);
		controller_complete(c, TW_OK, 0);
	} else if (c->bit < 7 || (c->bit == 7 && !c->decides)) {
		c->bit++;
		begin_low(c);
		return;
	} else if (c->bit == 7) {
		/* tw_controller_acknowledge() goes on. */
		c->bit = 8;
		c->decides = false;
		c->state = OWNED;
		controller_complete(c, TW_OK, c->byte);
		return;
	} else {
		set_state(c, OWNED);
		if (c->request == REQUEST_READ)
			controller_complete(c, TW_OK, c->byte);
		else
			controller_complete(c, c->ack ? TW_OK : TW_NACKED, 0);
	}
	/* An acknowledge of ours does not outlast its pulse. */
	if (c->state == OWNED && c->port->drive[TW_SDA] != TW_RELEASE)
		at(c, OWNED, c->fall_ns + c->config.hd_dat_ns);
}

/* SCL was low before SDA: that was no START. */
static void start_missed(tw_controller *c)
{
	if (c->i2c->receiver.busy) {
		undefined(c, "repeated START against a data bit of 1");
		return;
	}
	sda(c, TW_RELEASE);
	c->active = false;
	wait_in(c, WAIT_FREE);
}

void controller_fall(tw_controller *c)
{
	uint64_t now = now_of(c);

	switch ((enum controller_state)c->state) {
	case HD_STA:
		if (!c->start_seen) {
			start_missed(c);
			return;
		}
		/* fall through */
	case HIGH:
		/* Somebody else's low period has begun: so does ours. */
		wait_in(c, FALL);
		c->low_ns = now;
		scl(c, TW_LOW);
		c->fall_ns = now;
		pulse_over(c);
		return;
	case FALL:
		c->fall_ns = now;
		pulse_over(c);
		return;
	case SU_STA:
		undefined(c, "repeated START against a data bit of 1");
		return;
	case SU_STO:
		undefined(c, "STOP against a data bit of 0");
		return;
	case STOPPING:
		undefined(c, "STOP against another's transfer");
		return;
	case COMMITTED:
		/* Another START was too early for ours. */
		wait_in(c, WAIT_FREE);
		return;
	case WAIT_FREE:
		if (c->idle_due_ns)
			controller_wait_for_free(c);
		return;
	case IDLE:
	case OWNED:
	case LOW_SDA:
	case LOW:
	case RISE:
	case BANGED:
		return;
	}
}

void controller_start_seen(tw_controller *c)
{
	if (c->state == WAIT_FREE) {
		c->idle_due_ns = 0;
		wait_in(c, WAIT_FREE);
	} else if (c->state == SU_STA) {
		/* Another's repeated START at the same place. */
		controller_pull_start(c);
	} else if (c->state == HIGH ||
		   (c->state == FALL && c->request != REQUEST_START)) {
		undefined(c, "data bit of 1 against a repeated START");
	} else if (c->state == HD_STA) {
		c->start_seen = true;
	}
}

void controller_stop_seen(tw_controller *c)
{
	if (c->state == STOPPING) {
		tw_timer_cancel(controller_queue(c), &c->patience);
		wait_in(c, IDLE);
		hs_leave(c);
		c->active = false;
		controller_complete(c, TW_OK, 0);
	} else if (c->state == WAIT_FREE) {
		controller_try_start(c);
	} else if (c->state == HIGH) {
		undefined(c, "data bit against a STOP");
	} else if (c->state == SU_STA) {
		undefined(c, "repeated START against a STOP");
	}
}

void controller_wire_rose(tw_controller *c)
{
	if (c->state == WAIT_FREE)
		controller_try_start(c);
}

/* A STOP ends the pulse in which it lost: what won was no data bit. */
void controller_lost_to_stop(tw_controller *c)
{
	if (c->lost_ns && c->lost_ns >= c->i2c->bus->line[TW_SCL].t0_ns)
		note(c, TW_NOTE_UNDEFINED, TW_SDA,
		     "data bit of 1 against a STOP");
	c->lost_ns = 0;
}

bool controller_is_idle(const tw_controller *c)
{
	return c->state == IDLE;
}

/* --- timers ------------------------------------------------------------ */

/* A STOP that fails has let go of SDA before: the wires stay as they are, and
 * only who asked for it believes in it. */
static void stop(tw_controller *c)
{
	if (c->stop_fails) {
		wait_in(c, IDLE);
		c->active = false;
		controller_complete(c, TW_OK, 0);
		return;
	}
	wait_in(c, STOPPING);
	be_patient(c);
	sda(c, TW_RELEASE);
}

static void due(void *user)
{
	tw_controller *c = user;

	switch ((enum controller_state)c->state) {
	case WAIT_FREE:
		controller_try_start(c);
		return;
	case COMMITTED:
		if (i2c_sees(c->i2c, TW_SCL))
			controller_pull_start(c);
		else
			wait_in(c, WAIT_FREE);
		return;
	case HD_STA:
	case HIGH:
		wait_in(c, FALL);
		c->low_ns = now_of(c);
		scl(c, TW_LOW);
		return;
	case LOW_SDA:
		change_sda(c);
		return;
	case LOW:
		release_scl(c);
		return;
	case SU_STA:
		controller_pull_start(c);
		return;
	case SU_STO:
		stop(c);
		return;
	case OWNED:
		sda(c, TW_RELEASE);
		return;
	case IDLE:
	case RISE:
	case FALL:
	case STOPPING:
	case BANGED:
		return;
	}
}

static void out_of_patience(void *user)
{
	tw_controller *c = user;
	bool clock = !i2c_sees(c->i2c, TW_SCL);

	note(c, TW_NOTE_STUCK, clock ? TW_SCL : TW_SDA, NULL);
	fail(c, TW_STUCK);
}

void controller_go(tw_controller *c)
{
	if (c->bang) {
		bang_go(c);
		return;
	}
	if (c->state == OWNED) {
		begin_low(c);
		return;
	}
	if (c->config.busy_timeout_ns)
		tw_timer_after(controller_queue(c), &c->patience,
			       c->config.busy_timeout_ns);
	set_state(c, WAIT_FREE);
	controller_try_start(c);
}

void controller_init(tw_controller *c, struct i2c *i2c)
{
	c->i2c = i2c;
	c->timer = (struct tw_timer){.user = c};
	c->patience = (struct tw_timer){.fire = out_of_patience, .user = c};
}

void controller_take_over(tw_controller *c)
{
	g_clear_pointer(&c->bang, g_free);
	c->timer.fire = due;
}
