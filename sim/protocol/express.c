/* SPDX-License-Identifier: MIT */
/*
 * The shorter way for a quiet bus.
 *
 * Where one controller clocks bytes, nobody else drives SCL, nobody listens
 * for bare edges and nothing else is due, a pulse needs no queue: what the
 * two wires will do, and when, follows from what is known at the fall of SCL.
 * Each step here does exactly what the timer it replaces would have done, at
 * that timer's instant; before anything that is not plain the timers go back
 * into the queue, and the general way takes over. The records are the same, to
 * the byte: test_express compares.
 */
#include "protocol/controller.h"
#include "protocol/target.h"

static struct island *island_of(const struct i2c *i2c)
{
	return i2c->bus->queue->actor.island;
}

static void set_now(struct i2c *i2c, uint64_t now_ns)
{
	island_of(i2c)->now_ns = now_ns;
}

/* --- when -------------------------------------------------------------- */

/* Finds the target that sends. Two, or one that wants to hear of every bit,
 * are for the general way. */
static bool find_sender(struct i2c *i2c)
{
	i2c->sender = NULL;
	for (guint i = 0; i < i2c->selected->len; i++) {
		tw_target *t = i2c->selected->pdata[i];

		if (t->state == TARGET_OUT)
			continue;
		if (t->ops->bit || (t->state == TARGET_SEND && i2c->sender))
			return false;
		if (t->state == TARGET_SEND)
			i2c->sender = t;
	}
	return true;
}

static bool is_quiet(struct i2c *i2c)
{
	const tw_bus *bus = i2c->bus;
	const tw_controller *c = i2c->alone;

	/* Without observers all records go to the trace. */
	i2c->records_edges = bus->sim->trace_mask & TW_TRACE_EDGES;
	i2c->records_pulls = bus->sim->trace_mask & TW_TRACE_PULLS;
	return i2c->n_busy == 1 && !bus->listeners->len &&
	       !bus->sim->observers->len && bus->line[TW_SCL].n_low == 1 &&
	       !bus->line[TW_SCL].n_high && !bus->line[TW_SDA].n_high &&
	       island_of(i2c)->running == &bus->queue->actor &&
	       c->port->drive[TW_SCL] == TW_LOW &&
	       !c->config.stretch_timeout_ns;
}

/* The timers that wait go to the queue, in the order they were set. */
static void leave(struct i2c *i2c)
{
	i2c->express = false;
	for (unsigned i = 0; i < STASHES; i++) {
		if (i2c->stash[i])
			queue_enter(i2c->bus->queue, i2c->stash[i]);
		i2c->stash[i] = NULL;
	}
}

static inline void stash(struct i2c *i2c, unsigned slot, struct tw_timer *timer,
			 uint64_t when_ns)
{
	queue_reserve(i2c->bus->queue, timer, when_ns);
	timer->set = true;
	i2c->stash[slot] = timer;
}

static inline void unstash(struct i2c *i2c, unsigned slot)
{
	i2c->stash[slot]->set = false;
	i2c->stash[slot] = NULL;
}

/* --- the wires --------------------------------------------------------- */

/* tw_port_drive() between pulling and letting go, without the line. */
static inline void pull(struct i2c *i2c, tw_port *port, enum tw_line n,
			enum tw_drive drive)
{
	struct island *island = island_of(i2c);

	port->drive[n] = (uint8_t)drive;
	i2c->bus->line[n].n_low = (uint16_t)(i2c->bus->line[n].n_low +
					     (drive == TW_LOW ? 1 : -1));
	if (i2c->records_pulls)
		stream_pull(island->stream, island->now_ns, port->source, n,
			    drive);
}

static inline void record_edge(struct i2c *i2c, enum tw_line n, bool level,
			       uint32_t slew)
{
	struct island *island = island_of(i2c);

	if (i2c->records_edges)
		stream_edge(island->stream, island->now_ns, i2c->bus->source, n,
			    level, slew);
}

/* SCL is let go, from ground and by the last who held it. */
static inline void scl_up(struct i2c *i2c, uint64_t when_ns)
{
	struct line *scl = &i2c->bus->line[TW_SCL];
	const struct rc *rc = &i2c->bus->rc;

	set_now(i2c, when_ns);
	pull(i2c, i2c->alone->port, TW_SCL, TW_RELEASE);
	scl->mode_before = LINE_LOW;
	scl->mode = LINE_PULLED_UP;
	scl->v0 = 0;
	scl->t0_ns = when_ns;
	set_now(i2c, when_ns + rc->rise_ns);
	scl->seen = true;
	record_edge(i2c, TW_SCL, true, rc->rise_slew_ns);
}

/* Regular clocking always falls from the same voltage: remembers it. */
static inline void learn_high(struct i2c *i2c, uint64_t high_ns)
{
	const struct rc *rc = &i2c->bus->rc;

	if (high_ns == i2c->high_ns)
		return;
	i2c->high_ns = high_ns;
	i2c->high_v = rc_pulled_up(rc, 0, high_ns);
	i2c->high_fall_ns = i2c->high_v == RC_FULL
				    ? rc->fall_ns
				    : rc_fall_time(rc, i2c->high_v);
}

/* SCL is pulled, having risen from ground. */
static inline void scl_down(struct i2c *i2c, uint64_t when_ns)
{
	struct line *scl = &i2c->bus->line[TW_SCL];
	const struct rc *rc = &i2c->bus->rc;

	learn_high(i2c, when_ns - scl->t0_ns);
	set_now(i2c, when_ns);
	pull(i2c, i2c->alone->port, TW_SCL, TW_LOW);
	scl->mode_before = LINE_PULLED_UP;
	scl->mode = LINE_LOW;
	scl->v0 = i2c->high_v;
	scl->t0_ns = when_ns;
	set_now(i2c, when_ns + i2c->high_fall_ns);
	scl->seen = false;
	record_edge(i2c, TW_SCL, false,
		    (uint32_t)MIN(i2c->high_fall_ns, rc->fall_slew_ns));
}

/* Both may move SDA, but only at one instant: then it is as if one did. */
static bool apply_sda(struct i2c *i2c, uint64_t *cross_ns)
{
	struct line *sda = &i2c->bus->line[TW_SDA];
	struct tw_timer *timer = i2c->stash[STASH_TARGET];
	tw_controller *c = i2c->alone;

	if (sda->cross.set)
		return false;
	if (timer && c->state == LOW_SDA &&
	    (timer->when_ns != c->timer.when_ns ||
	     timer->order > c->timer.order ||
	     (timer->when_ns - sda->t0_ns) * 1000 < i2c->bus->rc.swing_ps))
		return false;
	if (timer) {
		tw_target *t = timer->user;

		set_now(i2c, timer->when_ns);
		unstash(i2c, STASH_TARGET);
		if (t->want != (enum tw_drive)t->port->drive[TW_SDA])
			pull(i2c, t->port, TW_SDA, t->want);
	}
	if (c->state == LOW_SDA) {
		set_now(i2c, c->timer.when_ns);
		pull(i2c, c->port, TW_SDA, controller_next_sda(c));
	}
	*cross_ns = line_turn(sda);
	queue_reserve(i2c->bus->queue, &sda->cross, *cross_ns);
	if (c->state == LOW_SDA) {
		c->state = LOW;
		queue_reserve(i2c->bus->queue, &c->timer,
			      c->low_ns + c->config.low_ns);
	}
	return true;
}

/* --- one pulse --------------------------------------------------------- */

/* What i2c_scl_rose() does for a data bit in which nobody is contradicted. */
static inline bool plain_rise(struct i2c *i2c)
{
	struct receiver *r = &i2c->receiver;
	tw_controller *c = i2c->alone;
	bool sda = i2c->bus->line[TW_SDA].seen;

	if (r->bit >= 8 || c->bit != r->bit)
		return false;
	if (!sda && ((c->sends && c->port->drive[TW_SDA] == TW_RELEASE) ||
		     (i2c->sender && i2c->sender->out >> (7 - r->bit) & 1)))
		return false;
	receiver_rise(r, sda);
	if (c->request == REQUEST_READ)
		c->byte = (uint8_t)(c->byte << 1 | sda);
	c->state = HIGH;
	stash(i2c, STASH_CONTROLLER, &c->timer,
	      island_of(i2c)->now_ns + c->config.high_ns);
	return true;
}

/* What i2c_scl_fell() does within a byte. */
static inline bool plain_fall(struct i2c *i2c)
{
	uint64_t now = island_of(i2c)->now_ns;
	unsigned bit = i2c->receiver.bit;
	tw_controller *c = i2c->alone;
	tw_target *t = i2c->sender;
	uint64_t change = now + c->config.hd_dat_ns;

	if (!bit || bit >= 8 || c->bit != bit - 1)
		return false;
	if (t) {
		enum tw_drive want =
			t->out >> (7 - bit) & 1 ? TW_RELEASE : TW_LOW;

		t->fall_ns = now;
		if (want != t->want) {
			t->want = want;
			stash(i2c, STASH_TARGET, &t->sda, now + t->hd_dat_ns);
		}
	}
	c->fall_ns = now;
	c->bit++;
	if (controller_next_sda(c) != (enum tw_drive)c->port->drive[TW_SDA]) {
		c->state = LOW_SDA;
		stash(i2c, STASH_CONTROLLER, &c->timer, change);
	} else {
		c->state = LOW;
		stash(i2c, STASH_CONTROLLER, &c->timer,
		      c->low_ns + c->config.low_ns);
	}
	return true;
}

/* The controller waits to move SDA or to let SCL go; is the way to the rise
 * plain? */
static bool rise_is_plain(const struct i2c *i2c, uint64_t release_ns)
{
	const tw_controller *c = i2c->alone;
	const struct line *scl = &i2c->bus->line[TW_SCL];
	const struct rc *rc = &i2c->bus->rc;
	const struct tw_timer *late = i2c->stash[STASH_TARGET];

	if (late && late->when_ns >= release_ns)
		return false;
	if (c->state == LOW_SDA) {
		if (c->timer.when_ns != c->fall_ns + c->config.hd_dat_ns)
			return false;
	} else if (c->state != LOW) {
		return false;
	}
	return (c->request == REQUEST_WRITE || c->request == REQUEST_READ) &&
	       scl->n_low == 1 &&
	       release_ns + rc->rise_ns < queue_horizon(i2c->bus->queue) &&
	       (release_ns - scl->t0_ns) * 1000 >= rc->swing_ps;
}

/* From the fall of SCL to its rise. */
static bool rise(struct i2c *i2c)
{
	struct line *sda = &i2c->bus->line[TW_SDA];
	tw_controller *c = i2c->alone;
	uint64_t release = c->state == LOW_SDA ? c->low_ns + c->config.low_ns
					       : c->timer.when_ns;
	uint64_t cross = TW_NEVER;

	if (!rise_is_plain(i2c, release))
		return false;
	if ((c->state == LOW_SDA || i2c->stash[STASH_TARGET]) &&
	    !apply_sda(i2c, &cross))
		return false;
	if (cross != TW_NEVER) {
		if (cross >= release) {
			queue_enter(i2c->bus->queue, &sda->cross);
			return false;
		}
		set_now(i2c, cross);
		line_cross(sda);
	}
	unstash(i2c, STASH_CONTROLLER);
	c->state = RISE;
	scl_up(i2c, release);
	if (!plain_rise(i2c))
		i2c_scl_rose(i2c);
	return true;
}

/* From the rise of SCL to its fall, and what everybody does then. */
static bool fall(struct i2c *i2c)
{
	tw_controller *c = i2c->alone;
	uint64_t when = c->timer.when_ns;

	if (c->state != HIGH || i2c->bus->line[TW_SCL].n_low ||
	    i2c->stash[STASH_TARGET] || island_of(i2c)->stop ||
	    when + i2c->bus->rc.fall_ns >= queue_horizon(i2c->bus->queue))
		return false;
	unstash(i2c, STASH_CONTROLLER);
	c->state = FALL;
	c->low_ns = when;
	scl_down(i2c, when);
	if (!plain_fall(i2c))
		i2c_scl_fell(i2c);
	return i2c->n_busy == 1 && !island_of(i2c)->stop;
}

/* --- the data bits of a byte ------------------------------------------- */

/* Who moves SDA in the bits that come, and what they say. */
struct talker {
	tw_port *port; /* NULL: nobody, all ones */
	uint8_t out;
	uint32_t hd_dat_ns;
};

static struct talker find_talker(const struct i2c *i2c)
{
	const tw_controller *c = i2c->alone;
	const tw_target *t = i2c->sender;

	if (c->request == REQUEST_WRITE)
		return (struct talker){c->port, c->byte, c->config.hd_dat_ns};
	if (t)
		return (struct talker){t->port, t->out, t->hd_dat_ns};
	return (struct talker){NULL, 0xff, 1};
}

/* Are the times such that SDA always settles between SCL's fall and its
 * release, and SCL between that and its rise? */
static bool is_regular(const struct i2c *i2c, uint32_t hd_dat_ns)
{
	const tw_controller *c = i2c->alone;
	const struct rc *rc = &i2c->bus->rc;
	const struct line *sda = &i2c->bus->line[TW_SDA];
	uint64_t low = c->config.low_ns;
	uint64_t fall = MAX(c->fall_ns - c->low_ns, rc->fall_ns);
	const struct tw_timer *t = i2c->stash[STASH_TARGET];
	uint64_t hold = MAX(hd_dat_ns, c->config.hd_dat_ns);

	if (t) {
		const tw_target *target = t->user;

		if (t->when_ns != c->fall_ns + target->hd_dat_ns)
			return false;
		hold = MAX(hold, target->hd_dat_ns);
	}
	if (c->timer.when_ns != (c->state == LOW_SDA
					 ? c->fall_ns + c->config.hd_dat_ns
					 : c->low_ns + low))
		return false;
	return fall + hold + MAX(rc->rise_ns, rc->fall_ns) < low &&
	       low * 1000 >= rc->swing_ps &&
	       (sda->mode != LINE_LOW ||
		(c->fall_ns - sda->t0_ns) * 1000 >= rc->swing_ps);
}

/* Is there room for @n pulses, and is everything as the last records had it? */
static bool has_room(const struct i2c *i2c)
{
	const struct stream *s = island_of(i2c)->stream;
	const struct rc *rc = &i2c->bus->rc;
	enum { MOST = 8 * 6 * 10 };

	if (!i2c->records_edges && !i2c->records_pulls)
		return true;
	return s->end - s->at > MOST &&
	       s->state.edge_source == i2c->bus->source &&
	       s->state.slew[0] == rc->fall_slew_ns &&
	       s->state.slew[1] == rc->rise_slew_ns &&
	       s->state.slew[2] == rc->fall_slew_ns &&
	       s->state.slew[3] == rc->rise_slew_ns;
}

static inline void put(struct stream *s, uint64_t tick, unsigned code)
{
	uint64_t v = (tick - s->state.tick) << 3 | code;

	s->state.tick = tick;
	if (__builtin_expect(v < 0x4000 && v >= 0x80, 1)) {
		s->at[0] = (uint8_t)v | 0x80;
		s->at[1] = (uint8_t)(v >> 7);
		s->at += 2;
	} else {
		s->at = stream_varint(s->at, v);
	}
}

static inline void put_pull(struct stream *s, uint64_t tick,
			    const tw_port *port, enum tw_line n,
			    enum tw_drive drive)
{
	put(s, tick, STREAM_PULL);
	s->at = stream_varint(s->at,
			      (uint64_t)port->source << 3 | n << 2 | drive);
}

/* SDA turns at an instant; returns when inputs see it. */
static inline uint64_t turn_sda(struct line *sda, const struct rc *rc,
				uint64_t when_ns, bool up)
{
	uint32_t v = 0;
	uint64_t cross = when_ns + rc->rise_ns;

	if (!up) {
		v = rc_pulled_up(rc, sda->v0, when_ns - sda->t0_ns);
		cross = when_ns +
			(v == RC_FULL ? rc->fall_ns : rc_fall_time(rc, v));
	}
	sda->mode_before = sda->mode;
	sda->mode = up ? LINE_PULLED_UP : LINE_LOW;
	sda->v0 = v;
	sda->t0_ns = when_ns;
	sda->seen = up;
	return cross;
}

/* Moves SDA for the bit that is due, which may mean that another lets go. */
static bool first_bit(struct i2c *i2c, const struct talker *who)
{
	struct line *sda = &i2c->bus->line[TW_SDA];
	uint64_t cross = TW_NEVER;
	bool pulls;

	if ((i2c->alone->state == LOW_SDA || i2c->stash[STASH_TARGET]) &&
	    !apply_sda(i2c, &cross))
		return false;
	pulls = who->port && who->port->drive[TW_SDA] == TW_LOW;
	if (sda->n_low != pulls || sda->cross.set) {
		if (cross != TW_NEVER)
			queue_enter(i2c->bus->queue, &sda->cross);
		return false;
	}
	if (cross != TW_NEVER) {
		set_now(i2c, cross);
		line_cross(sda);
	}
	return true;
}

/* The rest of a byte's data bits, from a fall of SCL up to the eighth rise.
 * Nothing is asked of anybody in between. */
static bool data_bits(struct i2c *i2c)
{
	struct receiver *r = &i2c->receiver;
	tw_controller *c = i2c->alone;
	const struct rc *rc = &i2c->bus->rc;
	struct line *scl = &i2c->bus->line[TW_SCL];
	struct line *sda = &i2c->bus->line[TW_SDA];
	struct stream *s = island_of(i2c)->stream;
	bool edges = i2c->records_edges, pulls = i2c->records_pulls;
	uint64_t high = rc->rise_ns + c->config.high_ns;
	uint64_t low = c->config.low_ns;
	uint64_t fell = c->fall_ns, pulled = c->low_ns, release;
	struct talker who = find_talker(i2c);
	unsigned k = c->bit, first = k;
	uint8_t byte = r->byte;
	bool level;

	if (k > 7 || k != r->bit || (c->state != LOW && c->state != LOW_SDA) ||
	    (c->request != REQUEST_WRITE && c->request != REQUEST_READ) ||
	    scl->n_low != 1 || !is_regular(i2c, who.hd_dat_ns) ||
	    !has_room(i2c) ||
	    pulled + (8 - k) * (low + high) >= queue_horizon(i2c->bus->queue) ||
	    !first_bit(i2c, &who))
		return false;
	learn_high(i2c, high);
	level = sda->seen;
	for (;; k++) {
		bool bit = who.out >> (7 - k) & 1;

		if (bit != level) {
			uint64_t when = fell + who.hd_dat_ns;
			uint64_t cross = turn_sda(sda, rc, when, bit);

			if (pulls)
				put_pull(s, when, who.port, TW_SDA,
					 bit ? TW_RELEASE : TW_LOW);
			if (edges)
				put(s, cross, TW_SDA << 1 | bit);
			level = bit;
		}
		release = pulled + low;
		if (pulls)
			put_pull(s, release, c->port, TW_SCL, TW_RELEASE);
		if (edges)
			put(s, release + rc->rise_ns, TW_SCL << 1 | 1);
		byte = (uint8_t)(byte << 1 | bit);
		if (k == 7)
			break;
		pulled = release + high;
		fell = pulled + i2c->high_fall_ns;
		if (pulls)
			put_pull(s, pulled, c->port, TW_SCL, TW_LOW);
		if (edges)
			put(s, fell, TW_SCL << 1);
	}
	/* What all of that leaves behind, at the eighth rise. */
	if (who.port)
		who.port->drive[TW_SDA] = level ? TW_RELEASE : TW_LOW;
	sda->n_low = !level;
	if (i2c->sender) {
		i2c->sender->want = level ? TW_RELEASE : TW_LOW;
		i2c->sender->fall_ns = fell;
	}
	c->port->drive[TW_SCL] = TW_RELEASE;
	scl->n_low = 0;
	scl->seen = true;
	scl->mode_before = LINE_LOW;
	scl->mode = LINE_PULLED_UP;
	scl->v0 = 0;
	scl->t0_ns = release;
	r->bit = 8;
	r->byte = byte;
	c->bit = 7;
	if (c->request == REQUEST_READ)
		c->byte = (uint8_t)(c->byte << (8 - first) |
				    (byte & 0xff >> first));
	c->sends = c->request == REQUEST_WRITE;
	c->low_ns = pulled;
	c->fall_ns = fell;
	c->state = HIGH;
	set_now(i2c, release + rc->rise_ns);
	stash(i2c, STASH_CONTROLLER, &c->timer, release + high);
	return true;
}

void express_fall(struct i2c *i2c)
{
	i2c->express = is_quiet(i2c);
	i2c_scl_fell(i2c);
	if (!i2c->express)
		return;
	if (!find_sender(i2c)) {
		leave(i2c);
		return;
	}
	/* Only at a byte's end is anybody called who could change the scene. */
	while ((i2c->receiver.bit || (is_quiet(i2c) && find_sender(i2c))) &&
	       (data_bits(i2c) || rise(i2c)) && fall(i2c))
		;
	leave(i2c);
}
