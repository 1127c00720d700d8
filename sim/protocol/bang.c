/* SPDX-License-Identifier: MIT */
/*
 * Takes the steps of a program: what a host does to the wires without looking,
 * and where it looks.
 *
 * Waiting for SCL is looking again and again. Nothing is done between two
 * looks, so the timer is set only for the look after SCL has gone high, and for
 * the last one.
 */
#include "protocol/controller.h"

enum bang_phase {
	PHASE_START,
	PHASE_BEFORE,
	PHASE_BIT,
	PHASE_NINTH,
	PHASE_STOP,
	PHASE_GIVEN_UP,
};

enum { ROUNDS = 10 };

static tw_queue *queue_of(const tw_controller *c)
{
	return controller_queue(c);
}

static void drive(tw_controller *c, enum tw_line line, bool high)
{
	tw_port_drive(c->port, line, high ? TW_RELEASE : TW_LOW);
}

/* Counts twice: to others it is never the only one that is busy (express.c). */
static void set_state(tw_controller *c, enum controller_state state)
{
	if ((state != IDLE) != (c->state != IDLE))
		c->i2c->n_busy += state != IDLE ? 2u : -2u;
	c->state = (uint8_t)state;
}

static void begin(tw_controller *c, enum bang_phase phase,
		  const struct bang_step *steps)
{
	static const struct bang_step none[] = {{BANG_END, 0}};
	struct bang *b = c->bang;

	b->phase = (uint8_t)phase;
	b->at = steps ? steps : none;
	b->rounds = 0;
	b->masked = 0;
}

/* --- giving up --------------------------------------------------------- */

static void give_up(tw_controller *c, enum tw_line line)
{
	struct bang *b = c->bang;

	if (b->phase == PHASE_GIVEN_UP)
		return;
	sim_note(queue_of(c)->actor.island, c->port->source, TW_NOTE_STUCK,
		 line, NULL);
	begin(c, PHASE_GIVEN_UP, b->program->given_up);
}

/* --- waiting ----------------------------------------------------------- */

static uint64_t look_ns(const tw_controller *c)
{
	return MAX(c->bang->program->poll_ns + c->config.op_ns, 1);
}

static uint64_t deadline(const tw_controller *c, uint64_t now)
{
	const struct bang_program *p = c->bang->program;
	uint64_t patience = c->config.stretch_timeout_ns;

	if (p->jiffy_ns)
		return (now / p->jiffy_ns + 1 +
			(patience + p->jiffy_ns - 1) / p->jiffy_ns) *
		       p->jiffy_ns;
	return now + MAX(patience / MAX(p->poll_ns, 1), 1) * look_ns(c);
}

/* Returns whether SCL is to be waited for. */
static bool wait(tw_controller *c)
{
	struct bang *b = c->bang;
	uint64_t now = queue_now(queue_of(c));

	if (i2c_sees(c->i2c, TW_SCL))
		return false;
	b->waiting = true;
	b->wait_ns = now;
	b->until_ns = deadline(c, now);
	tw_timer_at(queue_of(c), &c->timer, b->until_ns);
	return true;
}

void bang_rise(tw_controller *c)
{
	struct bang *b = c->bang;
	uint64_t now = queue_now(queue_of(c));
	uint64_t look = look_ns(c);
	uint64_t next;

	if (!b->waiting)
		return;
	next = b->wait_ns + (now - b->wait_ns + look - 1) / look * look;
	tw_timer_at(queue_of(c), &c->timer, MIN(next, b->until_ns));
}

/* A look at SCL while waiting. Returns whether waiting is over. */
static bool looked(tw_controller *c)
{
	struct bang *b = c->bang;
	enum bang_wait kind = (enum bang_wait)b->at[-1].arg;

	if (!i2c_sees(c->i2c, TW_SCL)) {
		if (queue_now(queue_of(c)) < b->until_ns) {
			tw_timer_at(queue_of(c), &c->timer, b->until_ns);
			return false;
		}
		if (kind == WAIT_GIVES_UP)
			give_up(c, TW_SCL);
		else if (kind == WAIT_SKIPS)
			b->at++;
	}
	b->waiting = false;
	return true;
}

/* --- steps ------------------------------------------------------------- */

static bool bit_out(const tw_controller *c)
{
	if (c->request == REQUEST_READ)
		return !c->ack;
	return c->byte >> (7 - c->bit) & 1;
}

static void mask(tw_controller *c)
{
	struct bang *b = c->bang;
	uint64_t period = 2ull * b->pause_ns[PAUSE_HALF];

	if (++b->masked * period >= c->config.stretch_timeout_ns)
		give_up(c, TW_SCL);
	else
		b->at -= b->at[-1].arg + 1;
}

/* Steps that only decide which comes next. */
static void jump(tw_controller *c, const struct bang_step *s)
{
	struct bang *b = c->bang;

	switch ((enum bang_op)s->op) {
	case BANG_IF_SCL:
		b->at += i2c_sees(c->i2c, TW_SCL) ? s->arg : 0;
		return;
	case BANG_IF_SDA:
		if (i2c_sees(c->i2c, TW_SDA) || b->rounds++ == ROUNDS)
			b->at += s->arg;
		return;
	case BANG_BACK:
		b->at -= s->arg + 1;
		return;
	case BANG_MASKED:
		mask(c);
		return;
	case BANG_NEEDS_SDA:
		if (!i2c_sees(c->i2c, TW_SDA))
			give_up(c, TW_SDA);
		return;
	default:
		g_assert_not_reached();
	}
}

static uint64_t pause_of(const tw_controller *c, enum bang_pause kind)
{
	if (kind == PAUSE_AFTER_READ)
		kind = c->bit == 7 ? PAUSE_QUARTER : PAUSE_HALF;
	return c->bang->pause_ns[kind];
}

/* Returns how long the step takes. */
static uint64_t take(tw_controller *c, const struct bang_step *s)
{
	switch ((enum bang_op)s->op) {
	case BANG_PAUSE:
		return pause_of(c, (enum bang_pause)s->arg);
	case BANG_SDA_LOW:
	case BANG_SDA_HIGH:
		drive(c, TW_SDA, s->op == BANG_SDA_HIGH);
		break;
	case BANG_SDA_BIT:
		drive(c, TW_SDA, bit_out(c));
		break;
	case BANG_SCL_LOW:
	case BANG_SCL_HIGH:
		drive(c, TW_SCL, s->op == BANG_SCL_HIGH);
		break;
	case BANG_READ:
		c->bang->level = i2c_sees(c->i2c, TW_SDA);
		break;
	case BANG_WAIT:
		if (wait(c))
			return TW_NEVER;
		break;
	default:
		jump(c, s);
		break;
	}
	return c->config.op_ns;
}

/* --- phases ------------------------------------------------------------ */

static void finish(tw_controller *c, enum tw_result result, uint8_t byte)
{
	bool over = c->request == REQUEST_STOP || result == TW_STUCK;

	set_state(c, over ? IDLE : OWNED);
	if (over)
		c->active = false;
	controller_complete(c, result, byte);
}

/* Returns whether there is another phase; else the request is complete. */
static bool bit_over(tw_controller *c)
{
	const struct bang_program *p = c->bang->program;
	bool read = c->request == REQUEST_READ;

	if (read)
		c->byte = (uint8_t)(c->byte << 1 | c->bang->level);
	if (++c->bit < 8) {
		begin(c, PHASE_BIT, read ? p->read_bit : p->write_bit);
	} else if (read && c->decides) {
		c->decides = false;
		finish(c, TW_OK, c->byte);
		return false;
	} else {
		begin(c, PHASE_NINTH, read ? p->read_ack : p->write_ack);
	}
	return true;
}

static void ninth_over(tw_controller *c)
{
	if (c->request == REQUEST_READ) {
		finish(c, TW_OK, c->byte);
		return;
	}
	c->ack = !c->bang->level;
	finish(c, c->ack ? TW_OK : TW_NACKED, 0);
}

/* A phase has ended. Returns whether there is another; else the request is
 * complete, and perhaps the next is under way. */
static bool next_phase(tw_controller *c)
{
	const struct bang_program *p = c->bang->program;

	switch ((enum bang_phase)c->bang->phase) {
	case PHASE_BEFORE:
		begin(c, PHASE_BIT,
		      c->request == REQUEST_READ ? p->read_bit : p->write_bit);
		return true;
	case PHASE_BIT:
		return bit_over(c);
	case PHASE_NINTH:
		ninth_over(c);
		break;
	case PHASE_START:
	case PHASE_STOP:
		finish(c, TW_OK, 0);
		break;
	case PHASE_GIVEN_UP:
		finish(c, TW_STUCK, 0);
		break;
	}
	return false;
}

/* From here to where time passes, or to the end. */
static void go_on(tw_controller *c)
{
	struct bang *b = c->bang;

	for (;;) {
		const struct bang_step *s = b->at;
		uint64_t takes;

		if (s->op == BANG_END) {
			if (!next_phase(c))
				return;
			continue;
		}
		b->at++;
		takes = take(c, s);
		if (takes == TW_NEVER)
			return;
		if (takes) {
			tw_timer_after(queue_of(c), &c->timer, takes);
			return;
		}
	}
}

static void due(void *user)
{
	tw_controller *c = user;

	if (!c->bang->waiting)
		go_on(c);
	else if (looked(c))
		tw_timer_after(queue_of(c), &c->timer, c->config.op_ns);
}

void bang_go(tw_controller *c)
{
	const struct bang_program *p = c->bang->program;

	set_state(c, BANGED);
	switch ((enum request)c->request) {
	case REQUEST_START:
		begin(c, PHASE_START, c->active ? p->restart : p->start);
		c->active = true;
		break;
	case REQUEST_WRITE:
		begin(c, PHASE_BEFORE, p->before_write);
		break;
	case REQUEST_READ:
		if (c->bit == 8)
			begin(c, PHASE_NINTH, p->read_ack);
		else
			begin(c, PHASE_BEFORE, p->before_read);
		break;
	case REQUEST_STOP:
		begin(c, PHASE_STOP, p->stop);
		break;
	case REQUEST_NONE:
		return;
	}
	go_on(c);
}

void bang_quit(tw_controller *c)
{
	set_state(c, IDLE);
	tw_timer_cancel(queue_of(c), &c->timer);
	c->bang->waiting = false;
	c->request = REQUEST_NONE;
	c->active = false;
	drive(c, TW_SDA, true);
	drive(c, TW_SCL, true);
}

void bang_settle(tw_controller *c)
{
	const struct bang_program *p = c->host->program;
	uint64_t half = 500000000u / c->config.scl_hz / p->unit_ns * p->unit_ns;
	uint32_t *pause;

	if (!c->bang)
		c->bang = g_new0(struct bang, 1);
	c->bang->program = p;
	c->timer.fire = due;
	pause = c->bang->pause_ns;
	half = MAX(half, p->unit_ns);
	pause[PAUSE_HALF] = (uint32_t)half;
	pause[PAUSE_QUARTER] = (uint32_t)(half / 2000 * 1000);
	pause[PAUSE_QUARTER_UP] = (uint32_t)((half + 1000) / 2000 * 1000);
	pause[PAUSE_HOLD] = (uint32_t)(half / 8);
	pause[PAUSE_AFTER_HOLD] = (uint32_t)(half - half / 8);
	pause[PAUSE_SAMPLE] = MIN(c->config.sample_ns, pause[PAUSE_HALF]);
	pause[PAUSE_AFTER_SAMPLE] = (uint32_t)half - pause[PAUSE_SAMPLE];
}
